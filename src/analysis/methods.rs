//! The paragraph that a methods section needs: what was counted, how, by whose definition, with what.
//!
//! It is made of the recipes alone: it says neither more nor less than was done. Works cited are listed after it.

mod runs;
mod tellings;
mod works;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cells::{IntervalMethod, LEAST_ARTICLES, LEVEL};
use super::comparison::ComparisonRecipe;
use super::concordance::ConcordanceRecipe;
use super::coverage::Coverage;
use super::dispersion::DispersionRecipe;
use super::distinctive::DistinctiveRecipe;
use super::frequency::FrequencyRecipe;
use super::keyness::DistinctiveSettings;
use super::scope::{Choice, Chosen, Scope};
use super::sieve::put_aside_in_words;
use super::trend::{LEAST_BINS, TrendRecipe};
use super::word_shift::WordShiftRecipe;
use super::word_test::WordTestRecipe;
use super::{Analysis, Bin, GroupKey, Grouping, Unit, shown_name};
use crate::corpus::Corpus;
use crate::figure::{format, program};
use crate::query::Query;
use runs::{neighbours, phrases};
use works::{
    BARKER, BENJAMINI, DUNNING, EFRON, GALLAGHER, GRIES, HARDIE, KENDALL, KORN, LIJFFIJT, MCCULLAGH, MONROE,
    RAO, WILSON, Work,
};

/// What a methods text is about.
#[derive(Debug)]
pub struct Methods<'a> {
    /// The articles.
    pub corpus: &'a Corpus,
    /// What was counted of them.
    pub coverage: &'a Coverage,
    /// What was asked, in the order in which it is told.
    pub asked: Vec<&'a Analysis>,
    /// The unit of rates.
    pub unit: Unit,
    /// How many corrections were made by hand.
    pub corrections: usize,
}

/// So many outlets are named; more are told by their number.
const MOST_NAMED: usize = 12;

impl Methods<'_> {
    /// The paragraph, an empty line, and the works it cites.
    pub fn text(&self) -> String {
        let mut works: BTreeSet<Work> = BTreeSet::new();
        let mut sentences = vec![self.articles(), cleaning(self.corrections)];
        sentences.extend(self.selection());
        sentences.push(
            "Counted are the words of headline, standfirst and body, captions left out; a word is a run of letters \
             and digits by the Unicode rules for word boundaries, by a dictionary where a script has no spaces, \
             compared without regard to capitals."
                .to_owned(),
        );
        for asked in &self.asked {
            sentences.extend(measures(asked, self.unit, &mut works));
        }
        sentences.push(format!("All figures were made with {}.", program()));
        let mut text = sentences.join(" ");
        if !works.is_empty() {
            text.push_str("\n\n");
            text.push_str(&works.iter().map(|(_, full)| *full).collect::<Vec<_>>().join("\n"));
        }
        text
    }

    fn articles(&self) -> String {
        let coverage = self.coverage;
        let known = coverage.outlets.iter().filter_map(|&id| self.corpus.outlets().get(usize::from(id)));
        let names: Vec<&str> = known.map(|outlet| shown_name(&outlet.name)).collect();
        let mut text = format!(
            "The corpus has {} with {} of {}",
            format::counted(coverage.articles.into(), "article", "articles"),
            format::counted(coverage.words, "word", "words"),
            coverage.outlets_in_words(),
        );
        if (2..=MOST_NAMED).contains(&names.len()) {
            text.push_str(&format!(" ({})", format::list(&names)));
        }
        if let (Some(first), Some(last)) = (coverage.first, coverage.last) {
            let range = format::date_range(first.date, last.last_day());
            text.push_str(&format!(", published {range}"));
        }
        if coverage.undated > 0 {
            text.push_str(&format!(" ({} without a date)", format::count(coverage.undated.into())));
        }
        text.push('.');
        text
    }

    /// Which of the articles that were read are in it.
    fn selection(&self) -> Vec<String> {
        let Some(scope) = self.asked.iter().find_map(|asked| asked.scope()) else { return Vec::new() };
        let (Scope { filter, chosen, within }, mut sentences) = (scope, Vec::new());
        let read = format::counted(self.corpus.article_count().into(), "article", "articles");
        let is_filtered = !filter.is_all() || !within.is_all();
        let passing = format!("that pass the filter {}", scope.filter_in_words());
        match chosen.as_ref().map(Chosen::why) {
            None if !is_filtered => {}
            None => sentences.push(format!("They are those of {read} {passing}.")),
            Some(Choice::ByHand) if is_filtered => {
                sentences.push(format!("They are those of {read} {passing} and were chosen by hand."));
            }
            Some(Choice::ByHand) => sentences.push(format!("They were chosen by hand out of {read}.")),
            Some(Choice::Story(title)) => {
                let title = if title.is_empty() { String::new() } else { format!(" (“{title}”)") };
                let passing = if is_filtered { format!(" {passing} and") } else { String::new() };
                sentences.push(format!(
                    "They are those of {read}{passing} that tell one story{title}, found by likeness of words within days."
                ));
            }
        }
        sentences.extend(filter.wire_texts().map(|texts| texts.sentence().to_owned()));
        if self.corpus.has_versions() {
            sentences.extend(filter.counted_versions().map(|counted| counted.sentence().to_owned()));
        }
        sentences
    }
}

fn cleaning(corrections: usize) -> String {
    let mut text =
        "Menus, walls, related links and other page furniture were told from the articles by rules, \
                    and outlet, date, author and the other parts were read from what the pages show"
            .to_owned();
    if corrections > 0 {
        let by_hand = format::counted(corrections as u64, "correction was", "corrections were");
        text.push_str(&format!("; {by_hand} made by hand"));
    }
    text.push('.');
    text
}

/// How one question was answered.
fn measures(asked: &Analysis, unit: Unit, works: &mut BTreeSet<Work>) -> Vec<String> {
    let mut cite = |work: Work| {
        works.insert(work);
        work.0
    };
    match asked {
        Analysis::Frequency(FrequencyRecipe { queries, scope: _, intervals: method, by, per: _ }) => vec![
            frequency(queries, unit, &format!("by {}", by.label())),
            groups(*by),
            intervals(unit, *method, &mut cite),
        ],
        Analysis::Trend(recipe) => trend(recipe, unit, &mut cite),
        Analysis::Dispersion(DispersionRecipe { queries, scope: _, by }) => vec![
            frequency(queries, Unit::Count, "by article"),
            groups(*by),
            format!(
                "Dispersion is DP over articles, of each {} and of all ({}), divided by its highest possible value ({}): 0 is even, 1 clumped.",
                by.noun(),
                cite(GRIES),
                cite(LIJFFIJT)
            ),
        ],
        Analysis::Distinctive(recipe) => vec![distinctive(recipe, &mut cite), groups(recipe.by)],
        Analysis::Concordance(recipe) => vec![concordance(recipe)],
        Analysis::WordTest(recipe) => vec![word_test(recipe, &mut cite)],
        Analysis::WordShift(recipe) => vec![word_shift(recipe, &mut cite), groups(recipe.by)],
        Analysis::Neighbours(recipe) => vec![neighbours(recipe, &mut cite), groups(recipe.by)],
        Analysis::Phrases(recipe) => vec![phrases(recipe), groups(recipe.by)],
        Analysis::Comparison(recipe) => comparison(recipe, &mut cite),
        Analysis::Tellings(recipe) => tellings::tellings(recipe),
        Analysis::Places(_) => vec!["The lines behind the figures were read in their context.".to_owned()],
        // What only finds and lists articles measures nothing.
        Analysis::Listing(_)
        | Analysis::Marks(_)
        | Analysis::Finding(_)
        | Analysis::Beside(_)
        | Analysis::Versions(_)
        | Analysis::Headlines(_)
        | Analysis::Facets(_)
        | Analysis::Stories(_)
        | Analysis::Timeline(_) => Vec::new(),
    }
    .into_iter()
    .filter(|sentence| !sentence.is_empty())
    .collect()
}

fn frequency(queries: &[Query], unit: Unit, by: &str) -> String {
    if queries.is_empty() {
        return String::new();
    }
    let queries: Vec<String> = queries.iter().map(|query| format!("“{}”", query.text)).collect();
    let queries = format::list(&queries);
    match unit {
        Unit::PerThousand | Unit::PerMillion => format!(
            "Relative frequencies of {queries} are hits divided by all counted words, those of articles without a \
             hit included, and given {}, {by}.",
            unit.short_label()
        ),
        Unit::PerThousandSentences => format!(
            "Relative frequencies of {queries} are hits divided by all sentences, those of articles without a hit \
             included, and given per 1,000 sentences, {by}, since words of different languages are not alike."
        ),
        Unit::ShareOfArticles => {
            format!(
                "Counted are the articles with at least one hit of {queries}, in % of all articles, {by}."
            )
        }
        Unit::Count => format!("Counted are the hits of {queries}, {by}."),
    }
}

/// How far values can be trusted.
fn intervals(unit: Unit, method: IntervalMethod, cite: &mut dyn FnMut(Work) -> &'static str) -> String {
    let level = LEVEL * 100.0;
    match (unit, method) {
        (Unit::PerThousand | Unit::PerMillion, IntervalMethod::EffectiveWilson) => format!(
            "Intervals ({level} %) take the article, not the word, as drawn at random: Wilson's interval ({}) on \
             the effective number of words, which is the number of words divided by the design effect ({}).",
            cite(WILSON),
            cite(KORN)
        ),
        (Unit::PerThousandSentences, IntervalMethod::EffectiveWilson) => format!(
            "Intervals ({level} %) take the article as drawn at random: the score interval of a Poisson rate ({}) on the \
             effective number of sentences, which is their number divided by the overdispersion ({}).",
            cite(BARKER),
            cite(RAO)
        ),
        (
            Unit::PerThousand | Unit::PerMillion | Unit::PerThousandSentences,
            IntervalMethod::Bootstrap(settings),
        ) => format!(
            "Intervals ({level} %) take the article, not the word, as drawn at random: percentiles of {} of the \
             articles of each group, drawn within their outlets (bootstrap, seed {}; {}), too narrow under about 20 \
             articles.",
            format::counted(settings.resamples.into(), "resample", "resamples"),
            settings.seed,
            cite(EFRON)
        ),
        (Unit::ShareOfArticles, _) => format!("Intervals ({level} %) are Wilson's ({}).", cite(WILSON)),
        (Unit::Count, _) => String::new(),
    }
}

fn trend(recipe: &TrendRecipe, unit: Unit, cite: &mut dyn FnMut(Work) -> &'static str) -> Vec<String> {
    let TrendRecipe { queries, scope: _, bin, by: lines, per: _, statistics } = recipe;
    let by = lines.map_or_else(String::new, |by| format!(" and {}", by.label()));
    let bin = if *bin == Bin::Auto { "stretch of time" } else { bin.label() };
    // Lines of groups are lines of one query.
    let queries = if lines.is_some() { queries.get(..1).unwrap_or_default() } else { queries };
    let mut sentences = vec![
        frequency(queries, unit, &format!("by {bin} of publication{by}")),
        "Each stretch of time is measured against its own articles; without articles there is no value."
            .to_owned(),
        lines.map_or_else(String::new, groups),
        intervals(unit, IntervalMethod::EffectiveWilson, cite),
    ];
    if unit.has_interval() {
        sentences.push(format!("Under {LEAST_ARTICLES} articles there is none."));
    }
    if *statistics {
        sentences.push(format!(
            "Whether a rate rises is measured from {LEAST_BINS} stretches of time with words on, by Kendall's tau-b \
             of rate and time ({}) and by the slope of a quasi-Poisson regression with the logarithm of the words as \
             offset ({}); neither says why.",
            cite(KENDALL),
            cite(MCCULLAGH)
        ));
    }
    sentences
}

/// The columns of a comparison.
fn comparison(recipe: &ComparisonRecipe, cite: &mut dyn FnMut(Work) -> &'static str) -> Vec<String> {
    let ComparisonRecipe { scope, outlets: _, queries, distinctive: settings, per: _ } = recipe;
    let words = DistinctiveRecipe::new(scope.clone(), *settings);
    vec![
        "Compared are the outlets that stand side by side, and nothing beside them.".to_owned(),
        distinctive(&words, cite),
        frequency(queries, Unit::Count, "by outlet"),
    ]
}

fn groups(by: Grouping) -> String {
    match by {
        Grouping::Outlet => String::new(),
        Grouping::Group => {
            "Every article is in one group; an outlet in several groups counts in the first.".to_owned()
        }
        Grouping::Country => "The country is that of the outlet.".to_owned(),
        Grouping::Opinion => "Opinion pieces are held against reports.".to_owned(),
        Grouping::Month | Grouping::Quarter | Grouping::Year => {
            format!(
                "The {} is that of publication; articles without one are a group of their own.",
                by.label()
            )
        }
        Grouping::Story => {
            "Stories, articles about one event, were found by likeness of their words within days and \
                            put right by hand; articles in none are a group of their own."
                .to_owned()
        }
        Grouping::Section | Grouping::Language | Grouping::Agency => {
            format!("Articles without {} are a group of their own.", by.one())
        }
    }
}

/// How the lines of a query were read: drawn, in groups, only some of them.
fn concordance(recipe: &ConcordanceRecipe) -> String {
    let ConcordanceRecipe { query, scope: _, sort: _, boundary: _, sample, among, group_by, group } = recipe;
    let mut text = match sample {
        Some(sample) => format!(
            "A random sample of {} of “{}” (seed {}) was read in context",
            format::counted(sample.lines.into(), "line", "lines"),
            query.text,
            sample.seed
        ),
        None => format!("The lines of “{}” were read in their context", query.text),
    };
    if let Some(among) = among {
        let marked = format::counted(among.len() as u64, "line", "lines");
        text.push_str(&format!(", only the {marked} marked by hand"));
    }
    if let Some(key) = group_by {
        let by = match key {
            GroupKey::Left(1) => "the word before".to_owned(),
            GroupKey::Right(1) => "the word after".to_owned(),
            GroupKey::Left(nth) => format!("the word {nth} before"),
            GroupKey::Right(nth) => format!("the word {nth} after"),
            GroupKey::Hit => "the words found".to_owned(),
            GroupKey::Outlet => "outlet".to_owned(),
            GroupKey::Month => "month of publication".to_owned(),
        };
        text.push_str(&format!(", in groups by {by}"));
        if let Some(value) = group {
            let value = if value.is_empty() { key.nothing() } else { value };
            text.push_str(&format!(", of which that of “{value}”"));
        }
    }
    text.push('.');
    text
}

fn distinctive(recipe: &DistinctiveRecipe, cite: &mut dyn FnMut(Work) -> &'static str) -> String {
    // What only sorts the table and adds columns to it is not told.
    let DistinctiveRecipe {
        scope: _,
        settings,
        by,
        aside,
        against,
        order: _,
        with_dispersion: _,
        simple_maths_k: _,
    } = recipe;
    let against = match against {
        Some(other) => format!("each {} against {}", by.noun(), by.named(other)),
        None => format!("each {} against all others together", by.noun()),
    };
    format!(
        "Distinctive words are ranked by weighted log-odds with an informative Dirichlet prior of {} in proportion \
         to the pooled counts ({}), {against}, with the log-likelihood ratio G² of \
         four cells ({}) and the log ratio ({}) beside it; tested were words with at least {} in all articles{}, \
         listed are those in at least {} of the {}. The ranking takes words as independent and is no test.",
        format::counted(settings.prior_tokens.into(), "word", "words"),
        cite(MONROE),
        cite(DUNNING),
        cite(HARDIE),
        format::counted(settings.minimum_count.into(), "hit", "hits"),
        left_out(settings, aside),
        format::counted(settings.minimum_articles.into(), "article", "articles"),
        by.noun(),
    )
}

/// ", without function words": as the end of what is counted.
fn left_out(settings: &DistinctiveSettings, aside: &[Arc<str>]) -> String {
    let words = put_aside_in_words(settings, aside);
    if words.is_empty() { words } else { format!(", {words}") }
}

fn word_test(recipe: &WordTestRecipe, cite: &mut dyn FnMut(Work) -> &'static str) -> String {
    // The words are those of the question about distinctive words, which tells of them.
    let WordTestRecipe { of, permutations, seed } = recipe;
    format!(
        "p is from dealing the articles out to the {} by chance ({} dealings, seed {}; all of them where there \
         are at most 20,000), with the difference of the pooled rates as statistic, and q corrects it for all words \
         and {} tested ({}).",
        of.by.plural(),
        format::count((*permutations).into()),
        seed,
        of.by.plural(),
        cite(BENJAMINI)
    )
}

fn word_shift(recipe: &WordShiftRecipe, cite: &mut dyn FnMut(Work) -> &'static str) -> String {
    let WordShiftRecipe { scope: _, by, left, right, settings, aside, permutations, seed } = recipe;
    let largest = format!("the {} with most words", by.noun());
    let left = left.as_ref().map_or(largest.as_str(), |name| by.named(name));
    let right = right.as_ref().map_or("all others together", |name| by.named(name));
    format!(
        "The word shift is the part of each word in the Jensen-Shannon divergence of {left} and {right}, in bits ({}){}; \
         beside it stands what {} chance dealings of the articles to the two sides give (seed {}).",
        cite(GALLAGHER),
        left_out(settings, aside),
        format::count((*permutations).into()),
        seed
    )
}
