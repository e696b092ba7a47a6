//! What reading a folder gave: files by result, what was taken out, what is missing and where it may be had from,
//! and every decision that is not sure.
//!
//! All of it follows from a corpus, the problems of reading it and the user's corrections; the window draws it and
//! the headless command writes it. What is filled in here becomes ordinary corrections.

pub mod by_hand;
pub mod decisions;
pub mod fill;
mod from_names;
pub mod gaps;
pub mod headlines;
pub mod match_table;
pub mod outcome;
pub mod pattern;
pub mod save;
pub mod taken_out;

pub use by_hand::rows_by_hand;
pub use decisions::{Decided, Decision, decisions};
pub use fill::{Fill, corrections_of};
pub use from_names::{NameReader, NameSays};
pub use gaps::{Gap, Gaps, gaps};
pub use match_table::{Matched, match_table, read_table};
pub use outcome::{FileResult, NO_RUNNING_TEXT, Outcome, ProblemGroup, outcome};
pub use pattern::{NamePattern, Taken, Unclear};
pub use taken_out::{TakenLine, TakenOut, taken_out};

/// Articles between two questions whether to go on.
const STRIDE: usize = 256;

#[cfg(test)]
pub(crate) mod tests_support {
    use std::sync::Arc;

    use crate::corpus::Article;
    use crate::ingest::readers::Input;
    use crate::ingest::readers::limits::Limits;
    use crate::ingest::registry::Registry;
    use crate::ingest::{anatomy, readers};
    use crate::task::Task;

    /// The article of a text.
    pub fn article(path: &str, text: &str) -> Arc<Article> {
        let (limits, task) = (Limits::default(), Task::none());
        let found = readers::read(&Input::new(text.as_bytes(), "t.txt", &limits, &task));
        let raw = found.articles.into_iter().next().expect("an article");
        Arc::new(anatomy::analyse(raw, path, Registry::bundled()))
    }
}
