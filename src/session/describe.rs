//! Corrections in plain words, for lists of them.

use crate::corpus::{Completeness, file_and_record};
use crate::figure::format;
use crate::project::{Change, Correction, HandRole, Target};

/// "Outlet: Norvia Post, for all of “Arc Times”"; "Date: 3 May 2024, for 3 articles".
pub fn describe(correction: &Correction) -> String {
    format!("{}, {}", describe_change(&correction.change), describe_target(&correction.target))
}

/// What a correction says: "Date: 3 May 2024".
pub fn describe_change(change: &Change) -> String {
    let name = |name: &Option<std::sync::Arc<str>>| name.as_deref().unwrap_or("none").to_owned();
    match change {
        Change::Outlet(outlet) => format!("Outlet: {}", outlet.as_deref().unwrap_or("not known")),
        Change::Wire(wire) => format!("Agency: {}", name(wire)),
        Change::Host(host) => format!("Aggregator: {}", name(host)),
        Change::Section(section) => format!("Section: {}", name(section)),
        Change::Published(None) => "Date: not known".to_owned(),
        Change::Published(date) => format!("Date: {}", format::published(*date)),
        Change::Byline(names) if names.is_empty() => "Authors: none".to_owned(),
        Change::Byline(names) if names.len() == 1 => format!("Author: {}", format::list(names)),
        Change::Byline(names) => format!("Authors: {}", format::list(names)),
        Change::Opinion(true) => "Opinion".to_owned(),
        Change::Opinion(false) => "No opinion piece".to_owned(),
        Change::Language(language) => format!("Language: {}", language.code().unwrap_or("not known")),
        Change::Completeness(Completeness::Full) => "Whole article".to_owned(),
        Change::Completeness(Completeness::Truncated) => "Cut short".to_owned(),
        Change::Completeness(Completeness::Part { part, of }) => format!("Part {part} of {of}"),
        Change::Completeness(Completeness::Unknown) => "Completeness: not known".to_owned(),
        Change::Line { text, nth, role } => {
            let which = match nth {
                Some(nth) if *nth > 0 => format!(" (number {})", nth + 1),
                _ => String::new(),
            };
            let is = match role {
                HandRole::Headline | HandRole::Standfirst => "is the",
                HandRole::Caption => "is a",
                HandRole::Body | HandRole::Furniture => "is",
            };
            format!("“{}”{which} {is} {}", shortened(text), role.label())
        }
    }
}

/// Where a correction holds: "for all of “Arc Times”".
pub fn describe_target(target: &Target) -> String {
    match target {
        Target::Articles(keys) => match &**keys {
            [one] => format!("for “{}”", file_and_record(&one.path, one.record)),
            many => format!("for {}", format::counted(many.len() as u64, "article", "articles")),
        },
        Target::Folder(folder) if folder.is_empty() => "for all articles".to_owned(),
        Target::Folder(folder) => format!("for all in the folder “{folder}”"),
        Target::Outlet(name) if name.is_empty() => "for all whose outlet is not known".to_owned(),
        Target::Outlet(name) => format!("for all of “{name}”"),
        Target::FileNames(shape) => format!("for all files named “{shape}”"),
    }
}

/// A line of text as long as a list can show.
fn shortened(text: &str) -> String {
    const LETTERS: usize = 60;
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LETTERS - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{DatePrecision, Published};

    #[test]
    fn corrections_are_said_in_words() {
        let check = |target: Target, change: Change, expected: &str| {
            assert_eq!(describe(&Correction { target, change }), expected);
        };
        let line = |text: &str, nth, role| Change::Line { text: text.into(), nth, role };
        let all_of = |name: &str| Target::Outlet(name.into());
        let date = Published { date: jiff::civil::date(2024, 5, 3), precision: DatePrecision::Day };
        check(
            all_of("Arc Times"),
            Change::Outlet(Some("Norvia Post".into())),
            "Outlet: Norvia Post, for all of “Arc Times”",
        );
        check(Target::Articles([].into()), Change::Published(Some(date)), "Date: 3 May 2024, for 0 articles");
        let one = crate::project::ArticleKey { path: "a/b.txt".into(), record: 0, content: 0 };
        check(Target::Articles([one].into()), Change::Opinion(false), "No opinion piece, for “a/b.txt”");
        check(all_of(""), Change::Opinion(true), "Opinion, for all whose outlet is not known");
        check(
            Target::Folder("a/b".into()),
            Change::Byline(vec!["Ada Lind".into(), "Bo Ek".into()]),
            "Authors: Ada Lind and Bo Ek, for all in the folder “a/b”",
        );
        check(
            Target::Folder("".into()),
            line("Share", None, HandRole::Furniture),
            "“Share” is page furniture, for all articles",
        );
        check(
            Target::FileNames("*-rt.txt".into()),
            line(&"word ".repeat(20), Some(1), HandRole::Headline),
            "“word word word word word word word word word word word word…” (number 2) is the headline, for all files named “*-rt.txt”",
        );
    }
}
