//! The paragraph that a methods section needs: what was counted, how, by whose definition, with what.
//!
//! It is made of the recipes alone, so that it says neither more nor less than was done. Works are
//! cited in the text by author and year and listed after it.

use std::collections::BTreeSet;

use super::cells::LEVEL;
use super::coverage::{Coverage, shown_name};
use super::distinctive::DistinctiveRecipe;
use super::frequency::FrequencyRecipe;
use super::scope::Scope;
use super::trend::TrendRecipe;
use super::{Analysis, Bin, Grouping, dates};
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
            sentences.extend(measures(asked, &mut works));
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
        if !filter.to_string().contains("wire:") {
            sentences.push(
                "Texts that several outlets took from one agency count in full for each of them.".to_owned(),
            );
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
fn measures(asked: &Analysis, works: &mut BTreeSet<Work>) -> Vec<String> {
    let mut cite = |work: Work| {
        works.insert(work);
        work.0
    };
    match asked {
        Analysis::Frequency(FrequencyRecipe { queries, by, .. }) => vec![
            frequency(queries, &format!("by {}", by.label())),
            groups(*by),
            format!(
                "Intervals ({} %) take the article, not the word, as drawn at random: Wilson's interval ({}) on \
                 the effective number of words, which is the number of words divided by the design effect ({}).",
                LEVEL * 100.0,
                cite(WILSON),
                cite(KORN)
            ),
        ],
        Analysis::Trend(TrendRecipe { queries, bin, by_outlet, .. }) => {
            let by = if *by_outlet { " and outlet" } else { "" };
            let bin = if *bin == Bin::Auto { "stretch of time" } else { bin.label() };
            vec![
                frequency(queries, &format!("by {bin} of publication{by}")),
                "Each stretch of time is measured against its own articles; without articles there is no value."
                    .to_owned(),
            ]
        }
        Analysis::Distinctive(recipe) => vec![distinctive(recipe, &mut cite)],
        Analysis::Concordance(recipe) => {
            vec![format!("The lines of “{}” were read in their context.", recipe.query.text)]
        }
        // What only finds and lists articles measures nothing.
        Analysis::Comparison(_)
        | Analysis::Listing(_)
        | Analysis::Marks(_)
        | Analysis::Finding(_)
        | Analysis::Beside(_)
        | Analysis::Headlines(_)
        | Analysis::Facets(_)
        | Analysis::Timeline(_) => Vec::new(),
    }
    .into_iter()
    .filter(|sentence| !sentence.is_empty())
    .collect()
}

fn frequency(queries: &[Query], by: &str) -> String {
    if queries.is_empty() {
        return String::new();
    }
    let queries: Vec<String> = queries.iter().map(|query| format!("“{}”", query.text)).collect();
    format!(
        "Relative frequencies of {} are hits divided by all counted words, those of articles without a hit \
         included, {by}.",
        format::list(&queries)
    )
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
    let left_out = match (recipe.keep_stop_words, recipe.keep_numbers) {
        (true, true) => "",
        (true, false) => ", numbers left out",
        (false, true) => ", function words left out",
        (false, false) => ", function words and numbers left out",
    };
    format!(
        "Distinctive words are ranked by weighted log-odds with an informative Dirichlet prior of {} in proportion \
         to the pooled counts ({}), each outlet against all others together, with the log-likelihood ratio G² of \
         four cells ({}) and the log ratio ({}) beside it; tested were words in at least {} and in {} of the \
         outlet{left_out}. The ranking takes words as independent and is no test.",
        format::counted(recipe.prior_tokens.into(), "word", "words"),
        cite(MONROE),
        cite(DUNNING),
        cite(HARDIE),
        format::counted(recipe.minimum_count.into(), "place", "places"),
        format::counted(recipe.minimum_articles.into(), "article", "articles"),
    )
}
