//! What the names of many files say by one pattern: first all names are looked at, since one tells how another writes
//! its date and its outlet, then each is read.

use std::sync::Arc;

use hashbrown::HashMap;

use super::fill::{as_called, has, says};
use super::pattern::{NamePattern, Unclear};
use crate::corpus::Article;
use crate::ingest::outlet_names::OutletNames;
use crate::ingest::readers::fields::DateOrderSigns;
use crate::project::{Change, Part};

/// Reads the names of files by a pattern.
#[derive(Debug)]
pub struct NameReader {
    pattern: NamePattern,
    signs: DateOrderSigns,
    outlets: HashMap<Arc<str>, u64>,
    names: OutletNames,
}

/// What the name of one article's file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameSays {
    /// What is to be filled in.
    pub fills: Vec<Change>,
    /// What the article has already, and keeps.
    pub kept: Vec<Part>,
    /// What stands in place of a part and is not taken for one, with the part and why.
    pub unclear: Vec<(Part, String, Unclear)>,
}

impl NameReader {
    /// A reader that has seen no name. `outlets` are those that articles have, with how many have them.
    pub fn new(pattern: NamePattern, outlets: HashMap<Arc<str>, u64>) -> Self {
        Self { pattern, signs: DateOrderSigns::default(), outlets, names: OutletNames::default() }
    }

    /// Looks at the name of a file that is going to be read.
    pub fn look_at(&mut self, path: &str) {
        self.pattern.look_at_order(path, &mut self.signs);
        for change in self.pattern.read(path, None).unwrap_or_default().changes {
            if let Change::Outlet(Some(name)) = change {
                *self.outlets.entry(name).or_default() += 1;
            }
        }
    }

    /// All names were looked at.
    pub fn settle(&mut self) {
        self.names = OutletNames::choose(&self.outlets);
    }

    /// What the name of the article's file says; `None` where it has another shape. What the article has already is
    /// kept, unless `replaces` says otherwise; what it says already is kept in any case.
    pub fn read(&self, article: &Article, replaces: bool) -> Option<NameSays> {
        let taken = self.pattern.read(&article.path, self.signs.order())?;
        let mut said = NameSays { unclear: taken.unclear, ..NameSays::default() };
        for change in taken.changes {
            let change = as_called(change, &self.names);
            if says(article, &change) || !replaces && has(article, &change) {
                said.kept.extend(Part::of(&change));
            } else {
                said.fills.push(change);
            }
        }
        Some(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::import::tests_support::article;

    #[test]
    fn names_are_read_together_and_what_is_there_is_kept() {
        let text = "Quay opened\n\nIt was opened on Monday by all those who own it now.\n";
        let stated = format!("---\noutlet: Norvia Daily\n---\n{text}");
        let check = |pattern: &str, replaces: bool, paths: &[&str], expected: &[&str]| {
            let mut reader = NameReader::new(NamePattern::parse(pattern).unwrap(), HashMap::new());
            for path in paths {
                reader.look_at(path);
            }
            reader.settle();
            let shown = paths.iter().map(|path| {
                let is_stated = path.starts_with("stated");
                let article = article(path, if is_stated { &stated } else { text });
                let Some(said) = reader.read(&article, replaces) else { return "other".to_owned() };
                let fills = said.fills.iter().map(|change| match change {
                    Change::Outlet(name) => name.as_deref().unwrap_or("-").to_owned(),
                    Change::Published(date) => date.map_or("-".to_owned(), |date| date.to_string()),
                    other => format!("{other:?}"),
                });
                let kept = said.kept.iter().map(|part| format!("keeps {}", part.label()));
                let unclear = said.unclear.iter().map(|(_, text, why)| why.in_words(text));
                fills.chain(kept).chain(unclear).collect::<Vec<_>>().join(" · ")
            });
            assert_eq!(shown.collect::<Vec<_>>(), expected, "{pattern} {paths:?}");
        };
        check("{outlet}_{date}", false, &["Quay_2024-05-03.txt", "x.txt"], &["Quay · 2024-05-03", "other"]);
        check(
            "{date}_{outlet}",
            false,
            &["13-05-2024_QUAY DAY.txt", "03-04-2024_Quay Day.txt", "4-4-2024_quay-day.txt"],
            &["2024-05-13 · Quay Day", "2024-04-03 · Quay Day", "2024-04-04 · Quay Day"],
        );
        check(
            "{date}",
            false,
            &["03-04-2024.txt"],
            &["“03-04-2024” is 3 April or 4 March 2024: write 2024-04-03 or 2024-03-04"],
        );
        check(
            "{outlet}/*",
            false,
            &["stated/1.txt", "all/2.txt", "everything.zip/3.txt", "all/every.tar.gz/4.txt", "5.txt"],
            &[
                "keeps Outlet",
                "all",
                "“everything.zip” is an archive, and no outlet",
                "“every.tar.gz” is an archive, and no outlet",
                "other",
            ],
        );
        check("{outlet}.zip/*", false, &["Norvia Post.zip/1.txt"], &["Norvia Post"]);
        check("{outlet}/*", true, &["stated/1.txt"], &["stated"]);
        check("{outlet}_*", true, &["stated_1.txt", "norvia-daily_2.txt"], &["stated", "norvia-daily"]);
    }
}
