//! The parts of an article as a person types them.

use std::borrow::Cow;
use std::sync::Arc;

use super::corrections::Change;
use super::dates::{DateRead, either_in_words, read_date};
use crate::corpus::{Article, Completeness, Language};
use crate::text::language;

/// A part that can be put right by typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Who publishes the page.
    Outlet,
    /// When it was published.
    Published,
    /// The section.
    Section,
    /// Report or opinion.
    Opinion,
    /// The authors.
    Byline,
    /// The agency that wrote it.
    Wire,
    /// The aggregator around it.
    Host,
    /// The language.
    Language,
    /// How much of it is there.
    Completeness,
}

impl Part {
    /// In the order in which they stand above an article.
    pub const ALL: [Self; 9] = [
        Self::Outlet,
        Self::Published,
        Self::Section,
        Self::Opinion,
        Self::Byline,
        Self::Wire,
        Self::Host,
        Self::Language,
        Self::Completeness,
    ];

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Outlet => "Outlet",
            Self::Published => "Published",
            Self::Section => "Section",
            Self::Opinion => "Report or opinion",
            Self::Byline => "Byline",
            Self::Wire => "Wire",
            Self::Host => "Host",
            Self::Language => "Language",
            Self::Completeness => "Completeness",
        }
    }

    /// What an empty field asks for.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Outlet => "name of the outlet",
            Self::Published => "2024-05-03, 2024-05 or 2024",
            Self::Section => "such as World or Business",
            Self::Opinion => "report or opinion",
            Self::Byline => "names, with commas between them",
            Self::Wire => "agency, such as Reuters",
            Self::Host => "aggregator, such as MSN",
            Self::Language => "name or code, such as Japanese or ja",
            Self::Completeness => "whole, cut short, or part 1 of 2",
        }
    }

    /// The part a change is about; lines have no name of their own here.
    pub fn of(change: &Change) -> Option<Self> {
        Some(match change {
            Change::Outlet(_) => Self::Outlet,
            Change::Wire(_) => Self::Wire,
            Change::Host(_) => Self::Host,
            Change::Published(_) => Self::Published,
            Change::Byline(_) => Self::Byline,
            Change::Section(_) => Self::Section,
            Change::Opinion(_) => Self::Opinion,
            Change::Language(_) => Self::Language,
            Change::Completeness(_) => Self::Completeness,
            Change::Line { .. } => return None,
        })
    }

    /// What the part says in `article`, as it could be typed; empty where there is none.
    pub fn typed(self, article: &Article) -> String {
        let name = |name: Option<&crate::corpus::Inferred<Arc<str>>>| {
            name.map(|name| name.value.to_string()).unwrap_or_default()
        };
        match self {
            Self::Outlet => name(article.outlet.as_ref()),
            Self::Wire => name(article.wire.as_ref()),
            Self::Host => name(article.host.as_ref()),
            Self::Section => name(article.section.as_ref()),
            Self::Published => {
                article.published.as_ref().map(|date| date.value.to_string()).unwrap_or_default()
            }
            Self::Byline => article.byline.iter().map(|name| &*name.value).collect::<Vec<_>>().join(", "),
            Self::Opinion => if article.is_opinion() { "opinion" } else { "report" }.to_owned(),
            Self::Language => {
                article.language.value.code().map(|code| language::name(code).to_owned()).unwrap_or_default()
            }
            Self::Completeness => complete_in_words(article.completeness.value),
        }
    }

    /// What was typed, as a change; if it cannot be understood, what would be.
    ///
    /// ```
    /// use parallax::project::Part;
    /// assert!(Part::Published.read("2024-05").is_ok());
    /// assert!(Part::Published.read("yesterday").is_err());
    /// ```
    pub fn read(self, typed: &str) -> Result<Change, Cow<'static, str>> {
        let typed = typed.trim();
        let name =
            || if typed.is_empty() { Err(Cow::Borrowed("Type a name")) } else { Ok(Some(Arc::from(typed))) };
        Ok(match self {
            Self::Outlet => Change::Outlet(name()?),
            Self::Wire => Change::Wire(name()?),
            Self::Host => Change::Host(name()?),
            Self::Section => Change::Section(name()?),
            Self::Published => match read_date(typed, None) {
                Some(DateRead::Is(date)) => Change::Published(Some(date)),
                Some(DateRead::Either(one, other)) => {
                    return Err(format!("“{typed}” is {}", either_in_words(one, other)).into());
                }
                None => return Err("Dates are written 2024-05-03, 2024-05 or 2024, or 3 May 2024".into()),
            },
            Self::Byline => {
                let names =
                    typed.split([',', ';', '、', '，']).map(str::trim).filter(|name| !name.is_empty());
                Change::Byline(names.map(Arc::from).collect())
            }
            Self::Opinion => match typed.to_lowercase().as_str() {
                "opinion" | "yes" => Change::Opinion(true),
                "report" | "no" => Change::Opinion(false),
                _ => return Err("It is a report or opinion".into()),
            },
            Self::Language => Change::Language(
                read_language(typed).ok_or("Type a language, such as Japanese, or its code, such as ja")?,
            ),
            Self::Completeness => Change::Completeness(
                read_completeness(typed).ok_or("It is whole, cut short, part 1 of 2, or not known")?,
            ),
        })
    }

    /// The change that says there is no such part, where there can be none.
    pub fn none(self) -> Option<Change> {
        Some(match self {
            Self::Outlet => Change::Outlet(None),
            Self::Wire => Change::Wire(None),
            Self::Host => Change::Host(None),
            Self::Section => Change::Section(None),
            Self::Published => Change::Published(None),
            Self::Byline => Change::Byline(Vec::new()),
            Self::Language => Change::Language(Language::UNKNOWN),
            Self::Completeness => Change::Completeness(Completeness::Unknown),
            Self::Opinion => return None,
        })
    }

    /// The words of the button for [`none`](Self::none).
    pub fn none_label(self) -> &'static str {
        match self {
            Self::Outlet | Self::Published | Self::Language | Self::Completeness | Self::Opinion => {
                "Not known"
            }
            Self::Section | Self::Byline | Self::Wire | Self::Host => "Has none",
        }
    }
}

fn complete_in_words(value: Completeness) -> String {
    match value {
        Completeness::Full => "whole".to_owned(),
        Completeness::Truncated => "cut short".to_owned(),
        Completeness::Part { part, of } => format!("part {part} of {of}"),
        Completeness::Unknown => String::new(),
    }
}

fn read_language(typed: &str) -> Option<Language> {
    let folded = typed.to_lowercase();
    let by_code = Language::from_code(&folded);
    let is_code = folded.bytes().all(|b| b.is_ascii_lowercase()) && by_code != Language::UNKNOWN;
    let by_name = || language::all().find(|code| language::name(code).to_lowercase() == folded);
    if let Some(code) = by_name() {
        return Some(Language::from_code(code));
    }
    is_code.then_some(by_code)
}

fn read_completeness(typed: &str) -> Option<Completeness> {
    let folded = typed.to_lowercase();
    match folded.as_str() {
        "whole" | "full" | "complete" => return Some(Completeness::Full),
        "cut short" | "cut" | "truncated" => return Some(Completeness::Truncated),
        "not known" | "unknown" => return Some(Completeness::Unknown),
        _ => {}
    }
    let mut numbers = folded.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (part, of) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    (part >= 1 && part <= of && numbers.next().is_none()).then_some(Completeness::Part { part, of })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::corpus::{DatePrecision, Published};

    fn check(part: Part, typed: &str, expected: impl Into<Option<Change>>) {
        assert_eq!(part.read(typed).ok(), expected.into(), "{typed}");
    }

    #[test]
    fn dates_are_read_as_precisely_as_they_are_typed() {
        let day =
            |y, m, d, precision| Some(Change::Published(Some(Published { date: date(y, m, d), precision })));
        check(Part::Published, "2024-05-03", day(2024, 5, 3, DatePrecision::Day));
        check(Part::Published, " 2024/5/3 ", day(2024, 5, 3, DatePrecision::Day));
        check(Part::Published, "2024-05", day(2024, 5, 1, DatePrecision::Month));
        check(Part::Published, "2024", day(2024, 1, 1, DatePrecision::Year));
        check(Part::Published, "3 May 2024", day(2024, 5, 3, DatePrecision::Day));
        check(Part::Published, "May 3, 2024", day(2024, 5, 3, DatePrecision::Day));
        check(Part::Published, "Sept 2024", day(2024, 9, 1, DatePrecision::Month));
        check(Part::Published, "13.5.2024", day(2024, 5, 13, DatePrecision::Day));
        let both = Part::Published.read(" 03/04/2024 ").unwrap_err();
        assert_eq!(both, "“03/04/2024” is 3 April or 4 March 2024: write 2024-04-03 or 2024-03-04");
        check(Part::Published, "September 2024", day(2024, 9, 1, DatePrecision::Month));
        check(Part::Published, "2024年5月3日", day(2024, 5, 3, DatePrecision::Day));
        for wrong in ["", "yesterday", "2024-13", "2024-02-30", "3", "99999999999", "-2024", "2024-05-03-01"]
        {
            check(Part::Published, wrong, None);
        }
    }

    #[test]
    fn other_parts_are_read_in_plain_words() {
        check(Part::Outlet, " Norvia Post ", Some(Change::Outlet(Some("Norvia Post".into()))));
        check(Part::Outlet, "  ", None);
        check(
            Part::Byline,
            "A. Quill, B. Vane",
            Some(Change::Byline(vec!["A. Quill".into(), "B. Vane".into()])),
        );
        check(Part::Byline, "", Some(Change::Byline(Vec::new())));
        check(Part::Language, "japanese", Some(Change::Language(Language::from_code("ja"))));
        check(Part::Language, "ja", Some(Change::Language(Language::from_code("ja"))));
        check(Part::Language, "J4", None);
        check(
            Part::Completeness,
            "part 1 of 2",
            Some(Change::Completeness(Completeness::Part { part: 1, of: 2 })),
        );
        check(Part::Completeness, "part 3 of 2", None);
        check(Part::Completeness, "cut short", Some(Change::Completeness(Completeness::Truncated)));
        check(Part::Opinion, "Opinion", Some(Change::Opinion(true)));
    }
}
