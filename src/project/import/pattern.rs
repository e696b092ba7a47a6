//! What the names of files and folders say, by a pattern such as `{outlet}_{date}_*`.

use std::sync::Arc;

use jiff::civil::Date;
use regex::{Regex, RegexBuilder};

use crate::corpus::Published;
use crate::ingest::readers::fields::DateOrderSigns;
use crate::ingest::readers::is_file_of_files;
use crate::ingest::registry::{DateOrder, Registry};
use crate::project::{Change, DateRead, Part, either_in_words, read_date};

/// A pattern of file names.
///
/// Parts in braces stand for what they name, `*` for anything; everything else stands for itself, whatever its case.
/// Without a `/` it is the name of the file alone; with some it is so many folders above it too. The ending (`.txt`)
/// is no part of the name.
#[derive(Debug, Clone)]
pub struct NamePattern {
    example: String,
    shape: Regex,
    parts: Vec<Part>,
    folders: usize,
}

/// What a name gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// What is put right.
    pub changes: Vec<Change>,
    /// What stands in place of a part and is not taken for one, with the part and why.
    pub unclear: Vec<(Part, String, Unclear)>,
}

/// Why a text is not taken for a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// It makes no sense as one.
    Senseless,
    /// It is the name of a file that holds others.
    Archive,
    /// It is one of two days: with the day written first, and with the month written first.
    TwoDays(Date, Date),
}

impl Unclear {
    /// What is to be said of the text: "“soon” is not understood".
    pub fn in_words(self, text: &str) -> String {
        match self {
            Self::Senseless => format!("“{text}” is not understood"),
            Self::Archive => format!("“{text}” is an archive, and no outlet"),
            Self::TwoDays(one, other) => format!("“{text}” is {}", either_in_words(one, other)),
        }
    }
}

/// Longer patterns are no names of files.
const LONGEST: usize = 200;

/// The parts that a pattern can name, each with what stands for it in an example.
const PARTS: [(&str, Part, &str); 6] = [
    ("outlet", Part::Outlet, "Outlet"),
    ("date", Part::Published, "2024-05-03"),
    ("section", Part::Section, "Section"),
    ("author", Part::Byline, "Author"),
    ("agency", Part::Wire, "Agency"),
    ("language", Part::Language, "en"),
];

impl NamePattern {
    /// Reads a pattern; if it makes no sense, says why.
    ///
    /// ```
    /// use parallax::project::import::NamePattern;
    /// assert!(NamePattern::parse("{outlet}_{date}_*").is_ok());
    /// assert!(NamePattern::parse("{outlet}{date}").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(format!("A pattern is no longer than {LONGEST} letters"));
        }
        let mut shape = String::from("^");
        let mut example = String::new();
        let mut parts = Vec::new();
        let mut is_after_part = false;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            match first {
                '{' => {
                    let Some((name, after)) = rest.split_once('}') else {
                        return Err("A brace is opened and not closed: write {outlet}".to_owned());
                    };
                    rest = after;
                    let name = name.trim().to_lowercase();
                    let Some((_, part, shown)) = PARTS.iter().find(|(known, ..)| *known == name) else {
                        let known: Vec<String> =
                            PARTS.iter().map(|(name, ..)| format!("{{{name}}}")).collect();
                        return Err(format!("{{{name}}} is not known; there are {}", known.join(", ")));
                    };
                    if parts.contains(part) {
                        return Err(format!("{{{name}}} stands there twice"));
                    }
                    if is_after_part {
                        return Err(format!("Put a sign or * between {{{name}}} and what is before it"));
                    }
                    // A date has the signs in it that part a name.
                    shape.push_str(if *part == Part::Published {
                        r"((?:19|20)\d\d[-_. ]?\d\d?[-_. ]?\d\d?|\d\d?[-_. ]\d\d?[-_. ](?:\d\d)?\d\d|[^/]+?)"
                    } else {
                        "([^/]+?)"
                    });
                    example.push_str(shown);
                    parts.push(*part);
                    is_after_part = true;
                    continue;
                }
                '}' => return Err("A brace is closed that was not opened: write {outlet}".to_owned()),
                '*' => {
                    shape.push_str("[^/]*?");
                    example.push('…');
                }
                other => {
                    shape.push_str(&regex::escape(other.encode_utf8(&mut [0; 4])));
                    example.push(other);
                }
            }
            is_after_part = false;
        }
        if parts.is_empty() {
            return Err("Say where the outlet or the date stands: {outlet}_{date}_*".to_owned());
        }
        shape.push('$');
        let built = RegexBuilder::new(&shape).case_insensitive(true).size_limit(1 << 20).build();
        let shape = built.map_err(|_| "The pattern is too long to be looked for".to_owned())?;
        Ok(Self { example, shape, parts, folders: text.matches('/').count() })
    }

    /// A name of the shape that is looked for: "Outlet_2024-05-03_…".
    pub fn example(&self) -> &str {
        &self.example
    }

    /// What the pattern takes from the path of an article; `None` where the name has another shape.
    ///
    /// `order` says what 3-4-2018 means, where that is known; where it is not, it makes no sense.
    pub fn read(&self, path: &str, order: Option<DateOrder>) -> Option<Taken> {
        let name = self.named(path)?;
        let found = self.shape.captures(name)?;
        let mut taken = Taken::default();
        for (at, part) in self.parts.iter().enumerate() {
            let found = found.get(at + 1);
            let text = found.map_or("", |found| found.as_str());
            let is_folder =
                found.is_some_and(|found| name.get(found.end()..).is_some_and(|rest| rest.starts_with('/')));
            if *part == Part::Outlet && is_folder && is_file_of_files(text) {
                taken.unclear.push((*part, text.to_owned(), Unclear::Archive));
                continue;
            }
            match change_of(*part, text, order) {
                Ok(change) => taken.changes.push(change),
                Err(why) => taken.unclear.push((*part, text.to_owned(), why)),
            }
        }
        Some(taken)
    }

    /// Looks at how the name writes its date, to tell what 3-4-2018 means in others.
    pub fn look_at_order(&self, path: &str, signs: &mut DateOrderSigns) {
        let Some(at) = self.parts.iter().position(|part| *part == Part::Published) else { return };
        let found = self.named(path).and_then(|name| self.shape.captures(name));
        if let Some(date) = found.and_then(|found| found.get(at + 1)) {
            signs.take(&date.as_str().replace('_', "-"));
        }
    }

    /// The end of a path that the pattern is about, without the ending of the file's name; `None` where there are
    /// fewer folders.
    fn named<'a>(&self, path: &'a str) -> Option<&'a str> {
        let from = match path.rmatch_indices('/').nth(self.folders) {
            Some((at, _)) => at + 1,
            None if path.matches('/').count() == self.folders => 0,
            None => return None,
        };
        let name = path.get(from..)?;
        let file = name.rfind('/').map_or(0, |at| at + 1);
        // ".txt" is an ending; what follows the stop in "No. 5" is none.
        let ending = name.rfind('.').filter(|at| *at > file && name.len() - at <= 6);
        let ending = ending.filter(|at| !name.get(at + 1..).unwrap_or_default().contains([' ', '_', '-']));
        name.get(..ending.unwrap_or(name.len()))
    }
}

/// What `text` says as `part`, from a name or a table: outlets under the name that the registry has for them.
pub(super) fn change_of(part: Part, text: &str, order: Option<DateOrder>) -> Result<Change, Unclear> {
    let change = match part {
        Part::Published => return date_of(text, order).map(|date| Change::Published(Some(date))),
        Part::Outlet => outlet_of(text).map(|name| Change::Outlet(Some(name))),
        Part::Byline => {
            Part::Byline.read(&plain(text)).ok().filter(|c| !matches!(c, Change::Byline(l) if l.is_empty()))
        }
        _ => part.read(&plain(text)).ok(),
    };
    change.ok_or(Unclear::Senseless)
}

/// The outlet that a name means.
pub fn outlet_of(text: &str) -> Option<Arc<str>> {
    let plain = plain(text);
    if !plain.chars().any(char::is_alphanumeric) {
        return None;
    }
    let known = Registry::bundled().by_name(&plain);
    Some(known.map_or_else(|| Arc::from(plain.as_str()), |outlet| Arc::from(outlet.name.as_str())))
}

/// The date that a text says, in whatever form it is written.
fn date_of(text: &str, order: Option<DateOrder>) -> Result<Published, Unclear> {
    match read_date(&text.replace('_', "-"), order).or_else(|| read_date(&plain(text), order)) {
        Some(DateRead::Is(date)) => Ok(date),
        Some(DateRead::Either(one, other)) => Err(Unclear::TwoDays(one, other)),
        None => Err(Unclear::Senseless),
    }
}

/// A name as people write it: what stands for spaces is spaces.
fn plain(text: &str) -> String {
    let spaced = if text.contains(' ') { text.to_owned() } else { text.replace(['_', '+'], " ") };
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, path: &str, expected: Option<&[&str]>) {
        let found = NamePattern::parse(pattern).unwrap().read(path, Some(DateOrder::Dmy));
        let shown = |taken: Taken| {
            let change = |change: &Change| match change {
                Change::Outlet(name) | Change::Section(name) => name.as_deref().unwrap_or("-").to_owned(),
                Change::Published(date) => date.map_or("-".to_owned(), |date| date.to_string()),
                Change::Byline(names) => names.join("+"),
                other => format!("{other:?}"),
            };
            let unclear = taken.unclear.iter().map(|(part, text, _)| format!("?{}:{text}", part.label()));
            taken.changes.iter().map(change).chain(unclear).collect::<Vec<_>>()
        };
        let expected = expected.map(|list| list.iter().map(|&one| one.to_owned()).collect::<Vec<_>>());
        assert_eq!(found.map(shown), expected, "{pattern} {path}");
    }

    #[test]
    fn names_give_what_the_pattern_says() {
        let common = "{outlet}_{date}_*";
        check(common, "Norvia Post_2024-05-03_Quay.txt", Some(&["Norvia Post", "2024-05-03"]));
        check(common, "a/b/norvia-post_20240503_quay opened.html", Some(&["norvia-post", "2024-05-03"]));
        check(common, "Norvia_2024_05_03_quay.txt", Some(&["Norvia", "2024-05-03"]));
        check(common, "Norvia_3.5.2024_quay_two.txt", Some(&["Norvia", "2024-05-03"]));
        check(common, "Norvia_May 2024_quay.txt", Some(&["Norvia", "2024-05"]));
        check(common, "外事报_2024年5月3日_岛.txt", Some(&["外事报", "2024-05-03"]));
        check(common, "Norvia_soon_quay.txt", Some(&["Norvia", "?Published:soon"]));
        check(common, "Norvia.txt", None);
        check("{outlet}/*", "Norvia Post/one.txt", Some(&["Norvia Post"]));
        check("{outlet}/*", "2024/Norvia Post/one.txt", Some(&["Norvia Post"]));
        check("{outlet}/*", "one.txt", None);
        check(
            "{date}/{outlet} - {author}",
            "2024-05/Quay - Ada Lind.txt",
            Some(&["2024-05", "Quay", "Ada Lind"]),
        );
        check("NO. {date} {outlet}", "no. 2024 Quay.txt", Some(&["2024", "Quay"]));
        check("{outlet}_*", "norvia_post.txt", Some(&["norvia"]));
        check("{outlet}", "norvia_post.txt", Some(&["norvia post"]));
        check("{outlet}", "data.csv/x", Some(&["x"]));
        check("{outlet}", "___.txt", Some(&["?Outlet:___"]));
    }

    #[test]
    fn hostile_names_and_patterns_cost_no_time() {
        let pattern = NamePattern::parse("{outlet}_*_*_*_{date}_*_*").unwrap();
        assert!(pattern.read(&"_".repeat(20_000), Some(DateOrder::Dmy)).is_some());
        assert!(pattern.read(&"a_".repeat(20_000), Some(DateOrder::Dmy)).is_some());
        assert!(pattern.read("\u{202E}\u{0}(){}[]\\", Some(DateOrder::Dmy)).is_none());
        let odd = NamePattern::parse("(.*)[{outlet}]\\").unwrap();
        assert!(odd.read("(.*)[Quay]\\.txt", Some(DateOrder::Dmy)).is_some());
        assert!(odd.read("xyz[Quay]\\.txt", Some(DateOrder::Dmy)).is_none());
        for path in ["", ".", "/", "a/", ".txt", "…", "é.é"] {
            NamePattern::parse("{outlet}").unwrap().read(path, Some(DateOrder::Mdy));
        }
    }

    #[test]
    fn an_example_has_the_shape_that_is_looked_for() {
        for (pattern, expected) in [
            ("{outlet}_{date}_*", "Outlet_2024-05-03_…"),
            ("{ Outlet }/* {language}", "Outlet/… en"),
            ("{section}({author}){agency}", "Section(Author)Agency"),
        ] {
            let pattern = NamePattern::parse(pattern).unwrap();
            assert_eq!(pattern.example(), expected);
            assert!(pattern.read(&format!("{expected}.txt"), None).is_some(), "{expected}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        for (text, expected) in [
            ("", "Say where"),
            ("*", "Say where"),
            ("{outlet", "not closed"),
            ("outlet}", "not opened"),
            ("{outlet}{date}", "Put a sign"),
            ("{outlet}_{outlet}", "twice"),
            ("{words}", "is not known"),
        ] {
            let why = NamePattern::parse(text).unwrap_err();
            assert!(why.contains(expected), "{text}: {why}");
        }
        assert!(NamePattern::parse(&"x".repeat(500)).is_err());
    }
}
