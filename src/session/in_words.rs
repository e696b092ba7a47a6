//! Corrections in plain words.

use crate::corpus::Completeness;
use crate::figure::format;
use crate::project::{Change, Correction, Corrections, Target};

/// Where a correction holds: "All of RT", "In 12 articles".
pub fn target_in_words(target: &Target) -> String {
    match target {
        Target::Articles(articles) => match &**articles {
            [one] if one.record == 0 => one.path.to_string(),
            [one] => format!("{}, article {}", one.path, u64::from(one.record) + 1),
            many => format!("{} picked by hand", format::counted(many.len() as u64, "article", "articles")),
        },
        Target::Folder(folder) if folder.is_empty() => "All articles".to_owned(),
        Target::Folder(folder) => format!("All in the folder {folder}"),
        Target::Outlet(outlet) if outlet.is_empty() => "All without a known outlet".to_owned(),
        Target::Outlet(outlet) => format!("All of {outlet}"),
        Target::FileNames(pattern) => format!("All files named {pattern}"),
    }
}

/// What a correction says: "the date is 14 May 2024".
pub fn change_in_words(change: &Change) -> String {
    let named = |part: &str, name: Option<&str>| match name {
        Some(name) => format!("the {part} is {name}"),
        None => format!("there is no {part}"),
    };
    match change {
        Change::Outlet(Some(outlet)) => format!("the outlet is {outlet}"),
        Change::Outlet(None) => "the outlet is not known".to_owned(),
        Change::Wire(wire) => named("wire", wire.as_deref()),
        Change::Host(host) => named("host", host.as_deref()),
        Change::Section(section) => named("section", section.as_deref()),
        Change::Published(None) => "there is no date".to_owned(),
        Change::Published(published) => format!("the date is {}", format::published(*published)),
        Change::Byline(names) if names.is_empty() => "there is no byline".to_owned(),
        Change::Byline(names) => format!("the byline is {}", format::list(names)),
        Change::Opinion(true) => "it is opinion".to_owned(),
        Change::Opinion(false) => "it is no opinion".to_owned(),
        Change::Language(language) => match language.code() {
            Some(code) => format!("the language is {code}"),
            None => "the language is not known".to_owned(),
        },
        Change::Completeness(Completeness::Full) => "it is whole".to_owned(),
        Change::Completeness(Completeness::Truncated) => "it is cut short".to_owned(),
        Change::Completeness(Completeness::Part { part, of }) => format!("it is page {part} of {of}"),
        Change::Completeness(Completeness::Unknown) => "whether it is whole is not known".to_owned(),
        Change::Line { text, nth, role } => {
            let which = if nth.is_some() { "this line" } else { "every such line" };
            format!("{which} is {}: “{text}”", role.label())
        }
    }
}

/// A correction in one sentence: "All of RT: the outlet is Russia Today".
pub fn in_words(correction: &Correction) -> String {
    format!("{}: {}", target_in_words(&correction.target), change_in_words(&correction.change))
}

/// All corrections as a text, in the order in which they hold.
pub fn list_in_words(corrections: &Corrections) -> String {
    let lines: Vec<String> = corrections.list.iter().map(in_words).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::corpus::{DatePrecision, Language, Published};
    use crate::project::{ArticleKey, HandRole};

    fn says(target: Target, change: Change, expected: &str) {
        assert_eq!(in_words(&Correction { target, change }), expected);
    }

    #[test]
    fn corrections_are_said_plainly() {
        let key = |path: &str| ArticleKey { path: path.into(), record: 0, content: 0 };
        let one = || Target::Articles(Arc::from([key("norvia-daily/a.txt")]));
        let two = || Target::Articles(Arc::from([key("a.txt"), key("b.txt")]));
        let folder = |name: &str| Target::Folder(name.into());
        let date = Published { date: jiff::civil::date(2024, 5, 1), precision: DatePrecision::Month };
        says(
            Target::Outlet("Norvia".into()),
            Change::Outlet(Some("Norvia Daily".into())),
            "All of Norvia: the outlet is Norvia Daily",
        );
        says(
            Target::Outlet("".into()),
            Change::Outlet(None),
            "All without a known outlet: the outlet is not known",
        );
        says(one(), Change::Published(Some(date)), "norvia-daily/a.txt: the date is May 2024");
        says(one(), Change::Byline(Vec::new()), "norvia-daily/a.txt: there is no byline");
        says(two(), Change::Opinion(true), "2 articles picked by hand: it is opinion");
        says(folder(""), Change::Wire(None), "All articles: there is no wire");
        says(
            folder("x/y"),
            Change::Language(Language::UNKNOWN),
            "All in the folder x/y: the language is not known",
        );
        says(
            Target::FileNames("saved*".into()),
            Change::Line { text: "Read more".into(), nth: None, role: HandRole::Furniture },
            "All files named saved*: every such line is page furniture: “Read more”",
        );
    }
}
