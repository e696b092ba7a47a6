//! What is filled in for many articles at once, as corrections.

use std::sync::Arc;

use hashbrown::HashMap;

use super::STRIDE;
use crate::corpus::{Article, ArticleId};
use crate::ingest::outlet_names::OutletNames;
use crate::project::{Amended, ArticleKey, Change, Correction, Remarks, Target};
use crate::task::{Cancelled, Task};

/// What is said of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fill {
    /// The article.
    pub article: ArticleId,
    /// What is put right.
    pub change: Change,
}

/// A change with its outlet under the name that the articles have for it: a table or a folder may call it `norvia-daily`.
pub(super) fn as_called(change: Change, names: &OutletNames) -> Change {
    match change {
        Change::Outlet(Some(name)) => Change::Outlet(Some(names.better(&name).cloned().unwrap_or(name))),
        other => other,
    }
}

/// Whether an article has just what a change says.
pub(super) fn says(article: &Article, change: &Change) -> bool {
    match change {
        Change::Outlet(Some(name)) => article.outlet.as_ref().is_some_and(|outlet| outlet.value == *name),
        Change::Published(Some(date)) => article.published.as_ref().is_some_and(|known| known.value == *date),
        Change::Section(Some(name)) => article.section.as_ref().is_some_and(|known| known.value == *name),
        Change::Wire(Some(name)) => article.wire.as_ref().is_some_and(|known| known.value == *name),
        Change::Language(language) => article.language.value == *language,
        Change::Byline(names) => article.byline.iter().map(|name| &name.value).eq(names),
        _ => false,
    }
}

/// Whether an article has what a change would give it.
pub(super) fn has(article: &Article, change: &Change) -> bool {
    match change {
        Change::Outlet(_) => article.outlet.is_some(),
        Change::Published(_) => article.published.is_some(),
        Change::Section(_) => article.section.is_some(),
        Change::Byline(_) => !article.byline.is_empty(),
        Change::Wire(_) => article.wire.is_some(),
        Change::Host(_) => article.host.is_some(),
        Change::Language(_) => article.language.value.code().is_some(),
        Change::Opinion(_) | Change::Completeness(_) | Change::Line { .. } => false,
    }
}

/// The corrections that say this: one for all articles of which the same is said, in the order in which it is said
/// first.
pub fn corrections_of(
    fills: Vec<Fill>,
    amended: &Amended,
    remarks: &Remarks,
    task: &Task,
) -> Result<Vec<Correction>, Cancelled> {
    task.phase("to be put right", fills.len() as u64);
    let mut keys: HashMap<ArticleId, Option<ArticleKey>> = HashMap::new();
    let mut by_change: HashMap<Change, usize> = HashMap::new();
    let mut made: Vec<(Change, Vec<ArticleKey>)> = Vec::new();
    for (at, Fill { article, change }) in fills.into_iter().enumerate() {
        if at % STRIDE == 0 {
            task.check()?;
        }
        task.advance(1);
        // A name holds a hash of the text: once an article.
        let key = keys.entry(article).or_insert_with(|| amended.key_of(article, remarks));
        let Some(key) = key.clone() else { continue };
        let at = *by_change.entry(change.clone()).or_insert_with(|| {
            made.push((change, Vec::new()));
            made.len() - 1
        });
        if let Some((_, keys)) = made.get_mut(at) {
            keys.push(key);
        }
    }
    let one = |(change, mut keys): (Change, Vec<ArticleKey>)| {
        keys.sort_unstable();
        keys.dedup();
        Correction { target: Target::Articles(Arc::from(keys)), change }
    };
    Ok(made.into_iter().map(one).collect())
}
