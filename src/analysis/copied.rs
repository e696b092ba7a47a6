//! The copies of agencies' texts among the articles of a story, word by word.

use rayon::prelude::*;

use crate::corpus::{Corpus, Subset};
use crate::framing::copies::{self, CopyDetail, WireCopy};
use crate::framing::reuse::ReuseSettings;
use crate::task::{Cancelled, Task};

/// A copy, word by word where its original is here.
#[derive(Debug, Clone)]
pub struct Copied {
    /// Which article prints what.
    pub copy: WireCopy,
    /// Sentence by sentence; `None` where the original is not among the articles.
    pub detail: Option<CopyDetail>,
}

/// The copies among some articles; of an original that is not among them only what the copy says of itself.
pub(super) fn copied(corpus: &Corpus, subset: &Subset, task: &Task) -> Result<Vec<Copied>, Cancelled> {
    let found = copies::find(corpus, subset, &ReuseSettings::fitting(subset), task)?;
    found
        .copies
        .into_par_iter()
        .map(|copy| {
            task.check()?;
            let detail = copy.original.map(|original| copies::detail(corpus, original, copy.copy));
            Ok(Copied { copy, detail })
        })
        .collect()
}
