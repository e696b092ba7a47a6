//! The paragraph that a methods section needs: what was counted, how, by whose definition, with what.
//!
//! It is made of the recipes alone, so that it says neither more nor less than was done. Works are
//! cited in the text by author and year and listed after it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cells::{IntervalMethod, LEAST_ARTICLES, LEVEL};
use super::comparison::ComparisonRecipe;
use super::coverage::Coverage;
use super::dispersion::DispersionRecipe;
use super::distinctive::DistinctiveRecipe;
use super::frequency::FrequencyRecipe;
use super::keyness::DistinctiveSettings;
use super::neighbours::{Counting, Measure, NeighbourSettings, NeighboursRecipe, Reach};
use super::phrases::{PhraseSettings, PhrasesRecipe};
use super::scope::Scope;
use super::sieve::put_aside_in_words;
use super::trend::{LEAST_BINS, TrendRecipe};
use super::word_shift::WordShiftRecipe;
use super::word_test::WordTestRecipe;
use super::{Analysis, Bin, Grouping, Unit, dates, shown_name};
use crate::corpus::Corpus;
use crate::figure::{format, program};
use crate::query::Query;

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

/// A published work, by author and year and in full.
type Work = (&'static str, &'static str);

const WILSON: Work = (
    "Wilson 1927",
    "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the \
     American Statistical Association 22.",
);
const KORN: Work = (
    "Korn and Graubard 1998",
    "Korn, E. L., & Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of \
     positive counts estimated from survey data. Survey Methodology 24.",
);
const EFRON: Work = (
    "Efron and Tibshirani 1993",
    "Efron, B., & Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman & Hall.",
);
const KENDALL: Work =
    ("Kendall 1938", "Kendall, M. G. (1938). A new measure of rank correlation. Biometrika 30(1/2).");
const MCCULLAGH: Work = (
    "McCullagh and Nelder 1989",
    "McCullagh, P., & Nelder, J. A. (1989). Generalized Linear Models (2nd ed.). Chapman & Hall.",
);
const MONROE: Work = (
    "Monroe, Colaresi and Quinn 2008",
    "Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words. Political Analysis 16(4).",
);
const DUNNING: Work = (
    "Dunning 1993",
    "Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Computational \
     Linguistics 19(1).",
);
const HARDIE: Work = ("Hardie 2014", "Hardie, A. (2014). Log Ratio: an informal introduction.");

const GRIES: Work = (
    "Gries 2008",
    "Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus \
     Linguistics 13(4).",
);
const LIJFFIJT: Work = (
    "Lijffijt and Gries 2012",
    "Lijffijt, J., & Gries, S. Th. (2012). Correction to Gries 2008. International Journal of Corpus Linguistics \
     17(1).",
);
const BENJAMINI: Work = (
    "Benjamini and Hochberg 1995",
    "Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical \
     Society B 57(1).",
);
const GALLAGHER: Work = (
    "Gallagher et al. 2021",
    "Gallagher, R. J., et al. (2021). Generalized word shift graphs. EPJ Data Science 10.",
);
const EVERT: Work = (
    "Evert 2008",
    "Evert, S. (2008). Corpora and collocations. In Corpus Linguistics: An International Handbook.",
);
const BREZINA: Work = ("Brezina 2018", "Brezina, V. (2018). Statistics in Corpus Linguistics. Cambridge.");
const RYCHLY: Work = (
    "Rychlý 2008",
    "Rychlý, P. (2008). A lexicographer-friendly association score. Proceedings of RASLAN 2008.",
);

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
            let range = format::date_range(first.date, dates::last_day(last));
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
        let Scope { filter, chosen } = scope;
        let mut sentences = Vec::new();
        let all = u64::from(self.corpus.article_count());
        let read = format::counted(all, "article", "articles");
        match (filter.is_all(), chosen.is_some()) {
            (true, false) => {}
            (true, true) => sentences.push(format!("They were chosen by hand out of {read}.")),
            (false, is_chosen) => sentences.push(format!(
                "They are those of {read} that pass the filter {filter}{}.",
                if is_chosen { " and were chosen by hand" } else { "" }
            )),
        }
        sentences.extend(filter.wire_texts().map(|texts| texts.sentence().to_owned()));
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
        Analysis::Frequency(FrequencyRecipe { queries, scope: _, intervals: method, by }) => vec![
            frequency(queries, unit, &format!("by {}", by.label())),
            groups(*by),
            intervals(unit, *method, &mut cite),
        ],
        Analysis::Trend(recipe) => trend(recipe, unit, &mut cite),
        Analysis::Dispersion(DispersionRecipe { queries, scope: _ }) => vec![
            frequency(queries, Unit::Count, "by article"),
            format!(
                "Dispersion is DP over articles ({}), divided by its highest possible value ({}): 0 is even, 1 clumped.",
                cite(GRIES),
                cite(LIJFFIJT)
            ),
        ],
        Analysis::Distinctive(recipe) => vec![distinctive(recipe, &mut cite)],
        Analysis::Concordance(recipe) => {
            vec![format!("The lines of “{}” were read in their context.", recipe.query.text)]
        }
        Analysis::WordTest(recipe) => vec![word_test(recipe, &mut cite)],
        Analysis::WordShift(recipe) => vec![word_shift(recipe, &mut cite)],
        Analysis::Neighbours(recipe) => vec![neighbours(recipe, &mut cite)],
        Analysis::Phrases(recipe) => vec![phrases(recipe)],
        Analysis::Comparison(recipe) => comparison(recipe, &mut cite),
        Analysis::Tellings(recipe) => recipe.in_words(),
        Analysis::Places(_) => vec!["The lines behind the figures were read in their context.".to_owned()],
        // What only finds and lists articles measures nothing.
        Analysis::Listing(_)
        | Analysis::Marks(_)
        | Analysis::Finding(_)
        | Analysis::Beside(_)
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
        (Unit::PerThousand | Unit::PerMillion, IntervalMethod::Bootstrap(settings)) => format!(
            "Intervals ({level} %) take the article, not the word, as drawn at random: percentiles of {} of the \
             articles of each group (bootstrap, seed {}; {}), too narrow under about 20 articles.",
            format::counted(settings.resamples.into(), "resample", "resamples"),
            settings.seed,
            cite(EFRON)
        ),
        (Unit::ShareOfArticles, _) => format!("Intervals ({level} %) are Wilson's ({}).", cite(WILSON)),
        (Unit::Count, _) => String::new(),
    }
}

fn trend(recipe: &TrendRecipe, unit: Unit, cite: &mut dyn FnMut(Work) -> &'static str) -> Vec<String> {
    let TrendRecipe { queries, scope: _, bin, by_outlet, statistics } = recipe;
    let by = if *by_outlet { " and outlet" } else { "" };
    let bin = if *bin == Bin::Auto { "stretch of time" } else { bin.label() };
    // Lines of outlets are lines of one query.
    let queries = if *by_outlet { queries.get(..1).unwrap_or_default() } else { queries };
    let mut sentences = vec![
        frequency(queries, unit, &format!("by {bin} of publication{by}")),
        "Each stretch of time is measured against its own articles; without articles there is no value."
            .to_owned(),
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
    let ComparisonRecipe { scope, outlets: _, queries, distinctive: settings } = recipe;
    let words = DistinctiveRecipe::new(scope.clone(), *settings);
    vec![
        "Compared are the outlets that stand side by side, and nothing beside them.".to_owned(),
        distinctive(&words, cite),
        frequency(queries, Unit::Count, "by outlet"),
    ]
}

fn groups(by: Grouping) -> String {
    match by {
        Grouping::Group => {
            "Every article is in one group; an outlet in several groups counts in the first.".to_owned()
        }
        _ => String::new(),
    }
}

fn distinctive(recipe: &DistinctiveRecipe, cite: &mut dyn FnMut(Work) -> &'static str) -> String {
    // What only sorts the table and adds columns to it is not told.
    let DistinctiveRecipe {
        scope: _,
        settings,
        aside,
        against,
        order: _,
        with_dispersion: _,
        simple_maths_k: _,
    } = recipe;
    let against = match against {
        Some(outlet) => format!("each outlet against {}", shown_name(outlet)),
        None => "each outlet against all others together".to_owned(),
    };
    format!(
        "Distinctive words are ranked by weighted log-odds with an informative Dirichlet prior of {} in proportion \
         to the pooled counts ({}), {against}, with the log-likelihood ratio G² of \
         four cells ({}) and the log ratio ({}) beside it; tested were words with at least {} in all articles{}, \
         listed are those in at least {} of the outlet. The ranking takes words as independent and is no test.",
        format::counted(settings.prior_tokens.into(), "word", "words"),
        cite(MONROE),
        cite(DUNNING),
        cite(HARDIE),
        format::counted(settings.minimum_count.into(), "hit", "hits"),
        left_out(settings, aside),
        format::counted(settings.minimum_articles.into(), "article", "articles"),
    )
}

/// ", without function words": as the end of what is counted.
fn left_out(settings: &DistinctiveSettings, aside: &[Arc<str>]) -> String {
    let words = put_aside_in_words(settings, aside);
    if words.is_empty() { words } else { format!(", {words}") }
}

fn word_test(recipe: &WordTestRecipe, cite: &mut dyn FnMut(Work) -> &'static str) -> String {
    // The words are those of the question about distinctive words, which tells of them.
    let WordTestRecipe { of: _, permutations, seed } = recipe;
    format!(
        "p is from dealing the articles out to the outlets by chance ({} dealings, seed {}; all of them where there \
         are at most 20,000), with the difference of the pooled rates as statistic, and q corrects it for all words \
         and outlets tested ({}).",
        format::count((*permutations).into()),
        seed,
        cite(BENJAMINI)
    )
}

fn word_shift(recipe: &WordShiftRecipe, cite: &mut dyn FnMut(Work) -> &'static str) -> String {
    let WordShiftRecipe { scope: _, left, right, settings, aside, permutations, seed } = recipe;
    let left = left.as_deref().map_or("the outlet with most words", shown_name);
    let right = right.as_deref().map_or("all others together", shown_name);
    format!(
        "The word shift is the part of each word in the Jensen-Shannon divergence of {left} and {right}, in bits ({}){}; \
         beside it stands what {} chance dealings of the articles to the two sides give (seed {}).",
        cite(GALLAGHER),
        left_out(settings, aside),
        format::count((*permutations).into()),
        seed
    )
}

fn neighbours(recipe: &NeighboursRecipe, cite: &mut dyn FnMut(Work) -> &'static str) -> String {
    let NeighboursRecipe { query, scope: _, settings } = recipe;
    let NeighbourSettings {
        reach,
        counting,
        minimum_count,
        minimum_articles,
        keep_stop_words,
        outlet,
        measure,
        order: _,
    } = settings;
    let of = outlet.as_deref().map_or_else(String::new, |outlet| format!(" in {}", shown_name(outlet)));
    let place = match reach {
        Reach::Window { .. } => format!("within {}, never beyond its article,", reach.label()),
        Reach::Sentence | Reach::Paragraph => format!("within {}", reach.label()),
    };
    let counted = match counting {
        Counting::Positions => {
            format!("each place counted once and the node's own words left out ({})", cite(EVERT))
        }
        Counting::Pairs => format!("each pair of node and neighbour counted ({})", cite(BREZINA)),
    };
    let source = match measure {
        Measure::LogDice => format!(" ({})", cite(RYCHLY)),
        Measure::G2 => format!(" ({})", cite(DUNNING)),
        _ => String::new(),
    };
    let token_level =
        if measure.is_token_level() { "; the measure takes words as independent and is no test" } else { "" };
    format!(
        "Neighbours of “{}”{of} are the words {place} {counted}, ranked by {}{source}, at least {} and in {}{}{token_level}.",
        query.text,
        measure.label(),
        format::counted((*minimum_count).into(), "time", "times"),
        format::counted((*minimum_articles).into(), "article", "articles"),
        if *keep_stop_words { "" } else { ", function words left out" },
    )
}

fn phrases(recipe: &PhrasesRecipe) -> String {
    let PhrasesRecipe { scope: _, around, settings } = recipe;
    let PhraseSettings {
        shortest,
        longest,
        minimum_count,
        minimum_articles,
        keep_stop_words,
        across_sentences,
        folds,
        order: _,
        most: _,
    } = settings;
    let length = if shortest == longest { shortest.to_string() } else { format!("{shortest} to {longest}") };
    let around = around.as_ref().map_or_else(String::new, |query| format!(" with “{}”", query.text));
    format!(
        "Phrases{around} are runs of {length} words within one {}, at least {} and in {}{}{}.",
        if *across_sentences { "article" } else { "sentence" },
        format::counted((*minimum_count).into(), "time", "times"),
        format::counted((*minimum_articles).into(), "article", "articles"),
        if *keep_stop_words { "" } else { "; phrases of nothing but function words are left out" },
        if *folds {
            "; a phrase that only stands within one longer phrase of the list is not listed"
        } else {
            ""
        },
    )
}
