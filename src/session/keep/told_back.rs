//! What came back with the work on a folder, said once when it is opened again.

use super::Restored;
use super::enter::from_day;
use crate::figure::format;
use crate::project::{CodingBook, Corrections, OutletBook, VersionBook};
use crate::session::{Session, Workbench};

impl Session {
    /// What came back, in a sentence; `None` where there was nothing but a place.
    pub(super) fn told_back(&self, work: &Restored) -> Option<String> {
        let parts = parts(&work.bench);
        if parts.is_empty() {
            return None;
        }
        let what = if self.library.roots.len() > 1 { "these folders" } else { "this folder" };
        let since = from_day(&work.saved).map(|day| format!(" from {day}")).unwrap_or_default();
        Some(format!("Your work on {what}{since} is back: {}", format::list(&parts)))
    }
}

/// Everything of a workbench that somebody made, counted.
fn parts(bench: &Workbench) -> Vec<String> {
    let Corrections { list } = &*bench.corrections;
    let CodingBook { codebooks, samples, exclusions } = &*bench.coding;
    let OutletBook { entries, groups } = &*bench.book;
    let stories = &bench.stories;
    let moved: usize = bench.tellings.sides.sides.values().map(Vec::len).sum();
    let excluded: usize = exclusions.words.values().map(std::collections::BTreeSet::len).sum();
    let counts = [
        (bench.series.len(), "series", "series"),
        (list.len(), "correction", "corrections"),
        (bench.tellings.labels.edits.len(), "change of names", "changes of names"),
        (moved, "speaker put on a side", "speakers put on sides"),
        (stories.titles.len(), "story with a name of yours", "stories with names of yours"),
        (stories.pinned.len(), "pinned story", "pinned stories"),
        (bench.remarks.by_article.len(), "article with notes or tags", "articles with notes or tags"),
        (excluded, "word taken out of a dictionary", "words taken out of dictionaries"),
        (codebooks.len(), "codebook of your own", "codebooks of your own"),
        (
            bench.mappings.iter().count(),
            "kind of data file with its fields",
            "kinds of data files with their fields",
        ),
        (entries.len(), "outlet that you described", "outlets that you described"),
        (groups.len(), "group of outlets", "groups of outlets"),
        (bench.subsets.len(), "named filter", "named filters"),
        (usize::from(!bench.filter.is_all()), "filter", "filters"),
    ];
    let mut parts: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format::counted(*count as u64, one, many))
        .collect();
    // Pairs of articles are no number that anybody knows.
    if !stories.together.is_empty() || !stories.apart.is_empty() {
        parts.push("stories joined or split".to_owned());
    }
    if *bench.versions != VersionBook::default() {
        parts.push("versions of articles put right".to_owned());
    }
    if !bench.pages.is_empty() {
        parts.push("pages of articles put right".to_owned());
    }
    match samples.as_slice() {
        [] => {}
        [one] => {
            let units = one.plan.unit.counted(one.units.len() as u64);
            parts.push(format!("{units} drawn to be coded by hand"));
        }
        more => parts.push(format!("{} samples to be coded by hand", format::count(more.len() as u64))),
    }
    parts
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::framing::labels::{Edit, LabelKey};
    use crate::project::Coding;

    #[test]
    fn what_was_put_right_and_coded_is_told() {
        assert!(parts(&Workbench::default()).is_empty());
        let mut bench = Workbench::default();
        let label = LabelKey { concept: "islands".into(), label: "rocks".into() };
        bench.tellings = bench.tellings.and(Edit::HideLabel { label });
        let mut sides = crate::framing::voices::sides::Sides::default();
        sides.sides.insert("Norvia".into(), vec!["Mira Oslund".into(), "Bram Ockley".into()]);
        bench.tellings.sides = Arc::new(sides);
        Arc::make_mut(&mut bench.coding).samples.push(Arc::new(Coding::default()));
        assert_eq!(
            parts(&bench),
            ["1 change of names", "2 speakers put on sides", "0 sentences drawn to be coded by hand"]
        );
    }
}
