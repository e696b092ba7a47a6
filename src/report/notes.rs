//! How a report was counted, in words a reader can cite.

use std::mem::discriminant;

use super::{Chart, Findings};
use crate::analysis::cells::FEW_ARTICLES;
use crate::analysis::methods::Methods;
use crate::analysis::{Analysis, TellingsRecipe};
use crate::export::Note;
use crate::figure::format;

impl Findings<'_> {
    /// One note for each thing that a figure of this page depends on. `stories` is what was asked of them, where any is
    /// told; `trouble` is what went wrong in reading.
    pub(super) fn notes(
        &self,
        charts: &[Chart],
        stories: Option<TellingsRecipe>,
        trouble: &str,
    ) -> Vec<Note> {
        let coverage = &self.frequency.coverage;
        let has_queries = !self.asked.queries.is_empty();
        let mut notes = vec![Note {
            heading: "What is counted".into(),
            text: "Headline, standfirst and body of each article. Menus, walls, related links and other page \
                   furniture are taken out before; captions are not counted. A word is a run of letters and digits \
                   by the Unicode rules for words, by a dictionary where a script has no spaces; capitals and small \
                   letters are the same word."
                .into(),
        }];
        let mut add = |heading: &str, text: String| notes.push(Note { heading: heading.into(), text });
        if coverage.has_several_languages() {
            add(
                "Languages",
                format!(
                    "The articles are in {}. A query finds its words in whatever language they stand, and words of a language that \
                     only one outlet writes seem distinctive of it; the filter lang:en keeps to English.",
                    coverage.languages_in_words()
                ),
            );
        }
        let filter = self.asked.scope.filter.to_string();
        if !filter.is_empty() {
            add("Filter", format!("Only articles that pass: {filter}"));
        }
        if let Some(texts) = self.asked.scope.filter.wire_texts() {
            let ways =
                "The filter copies:once counts each wire text once, copies:none only outlets' own texts.";
            add("Wire texts", format!("{} {ways}", texts.sentence()));
        }
        if has_queries {
            let queries: Vec<&str> = self.asked.queries.iter().map(|query| query.text.as_str()).collect();
            add("Queries", queries.join("  ·  "));
            add(
                "Rates and intervals",
                format!(
                    "A rate is hits divided by all counted words of the outlet's articles, those without a hit \
                     included. The 95% interval takes the article, not the word, as drawn at random: it is \
                     Wilson's interval on the effective number of words, which is the number of words divided by \
                     the design effect. With fewer than {FEW_ARTICLES} articles an interval is not to be trusted."
                ),
            );
        }
        if has_queries && coverage.undated > 0 {
            let undated = format::counted(coverage.undated.into(), "article", "articles");
            add("Dates", format!("{undated} without a date: in no figure over time, but in all others."));
        }
        let asked = &self.distinctive_asked;
        add(
            "Distinctive words",
            format!(
                "Weighted log-odds of each outlet against all others together, with an informative prior of {} \
                 in proportion to the words of all (Monroe, Colaresi and Quinn 2008); z is the log-odds in \
                 standard deviations. Tested were words with at least {} in all articles; shown are those in at \
                 least {} of the outlet. Function words and numbers are passed over. z ranks wording; it is no \
                 test of significance.",
                format::counted(asked.settings.prior_tokens.into(), "word", "words"),
                format::counted(asked.settings.minimum_count.into(), "hit", "hits"),
                format::counted(asked.settings.minimum_articles.into(), "article", "articles"),
            ),
        );
        // What was asked of several groups of queries is told once.
        let whole = Analysis::Frequency(self.asked.clone());
        let mut asked: Vec<&Analysis> = if has_queries { vec![&whole] } else { Vec::new() };
        for chart in charts {
            if !asked.iter().any(|one| discriminant(*one) == discriminant(&chart.asked)) {
                asked.push(&chart.asked);
            }
        }
        let stories = stories.map(Analysis::Tellings);
        asked.extend(&stories);
        let methods =
            Methods { corpus: self.corpus, coverage, asked, unit: self.unit, corrections: self.corrections };
        add("For a methods section", methods.text());
        add(
            "Read",
            if trouble.is_empty() {
                "Every file was read.".into()
            } else {
                format!("{}.", format::capital(trouble))
            },
        );
        notes
    }
}
