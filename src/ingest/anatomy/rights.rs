//! Who holds the rights, by a page's copyright line.

use super::find::Marks;
use super::page::Page;
use super::shape::sign;
use super::titles::is_site;
use crate::ingest::registry::{Mention, MentionKind};
use crate::text::nouns::Noun;

/// Who holds the rights: "Copyright © 2001-2018 The Nelin Post. All rights reserved".
fn copyright_holder(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let same = lower.len() == text.len();
    let from = text
        .find(['©', 'Ⓒ', 'ⓒ'])
        .or_else(|| if same { lower.find("(c)") } else { None })
        .or_else(|| if same { lower.find("copyright") } else { None })
        .or_else(|| text.find("版权所有"))?;
    let strip = |s: &str| -> String {
        let mut s = s.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '«' | '"' | '“'));
        loop {
            let low: String = s.chars().take(12).flat_map(char::to_lowercase).collect();
            let skip = ["copyright", "(c)", "c)", "by ", "版权所有", "www."]
                .iter()
                .find(|p| low.starts_with(**p))
                .map_or(0, |p| p.len());
            let next = s.get(skip..).unwrap_or("").trim_start_matches(|c: char| {
                c.is_numeric() || !c.is_alphanumeric() && !matches!(c, '«' | '"' | '“') || matches!(c, '年')
            });
            if next.len() == s.len() {
                return next.to_owned();
            }
            s = next;
        }
    };
    let mut name = strip(text.get(from..)?);
    if name.trim().is_empty() || is_rights_words(&name) {
        // "The Nelin Post © 2018"
        let before = text.get(..from)?;
        let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        let before = before.strip_suffix("Copyright").unwrap_or(before);
        before.rsplit(['.', '|', '。']).next().unwrap_or("").trim().clone_into(&mut name);
    }
    // "Nelin-Post.com" keeps its dot, a sentence end does not.
    let end = ENDS.first_in(&name).unwrap_or(name.len());
    let name = name.get(..end)?.trim_end_matches(['.', ',', ' ', '!']);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let name = name.trim_end_matches(|c: char| c.is_numeric() || matches!(c, ' ' | '-' | '–' | ','));
    let name = latin_part(strip_firm(name));
    let chars = name.chars().count();
    let good = (2..=60).contains(&chars)
        && name.split_whitespace().count() <= 7
        && name
            .chars()
            .any(|c| c.is_uppercase() || crate::text::script::is_cjk(c) || is_site(name) && c == '.')
        && !is_rights_words(name)
        && !name.chars().all(char::is_numeric);
    good.then(|| name.to_owned())
}

/// What stands behind the name of who holds the rights.
const ENDS: Marks<23> = Marks::new([
    ". ",
    ", ",
    " | ",
    "; ",
    " All ",
    " ALL ",
    " all rights",
    " Все ",
    "All Rights",
    "All rights",
    "。",
    "，",
    "　",
    " (",
    "（",
    " - ",
    " — ",
    " – ",
    "版权所有",
    " 无断",
    "無断",
    " 京ICP",
    ":",
]);

/// Who holds the rights by a unit, read as a copyright line.
pub(super) fn holder_by<'p>(page: &'p Page<'_>, at: usize) -> Option<&'p str> {
    let holder = &page.units.get(at)?.facts.holder;
    holder.get_or_init(|| copyright_holder(page.text(at))).as_deref()
}

/// Who holds the rights by a line with the sign of copyright.
pub(super) fn holder_of<'p>(page: &'p Page<'_>, at: usize) -> Option<&'p str> {
    page.units.get(at)?.shape.has(sign::COPYRIGHT).then(|| holder_by(page, at)).flatten()
}

/// Whether a common noun is an outlet's name by chance, in a copyright line that names another holder:
/// "© Radio Nelin 2016. State Broadcasting Company of the Republic".
pub(super) fn is_beside_holder(page: &Page<'_>, mention: &Mention, holder: Option<&str>) -> bool {
    mention.what == MentionKind::Name
        && holder.is_some_and(|holder| {
            let word = mention.span.of(page.raw).to_lowercase();
            Noun::of(&word).is_some() && !holder.to_lowercase().contains(&word)
        })
}

/// "港城新闻 Harbour News" names itself twice: the Latin part, as other pages have it.
fn latin_part(name: &str) -> &str {
    let wide = name.chars().next().is_some_and(crate::text::script::is_cjk);
    let latin = name.find(|c: char| c.is_ascii_uppercase()).and_then(|at| name.get(at..)).unwrap_or("");
    if wide && latin.len() >= 6 && latin.is_ascii() && latin.contains(' ') { latin } else { name }
}

fn is_rights_words(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    ["all rights", "все права", "rights reserved", "版权所有", "未经", "無断", "этот", "материалы"]
        .iter()
        .any(|r| lower.starts_with(r))
        || lower.is_empty()
}

/// A firm's name without its legal form.
fn strip_firm(name: &str) -> &str {
    let mut name = name.trim();
    for form in [
        " Ltd",
        " Ltd.",
        " Limited",
        " Inc",
        " Inc.",
        " LLC",
        " Co",
        " Co.",
        " Corp",
        " Corp.",
        " Corporation",
        " Company",
        " GmbH",
        " AG",
        " S.A.",
        " Pty",
        " PLC",
        " plc",
        " Cooperative",
        " Group",
        " Media",
        " Publishing",
        " Publications",
        " Newspapers",
        " Holdings",
        " Trust",
        "株式会社",
        "有限公司",
        "有限责任公司",
    ] {
        name = name.strip_suffix(form).unwrap_or(name).trim_end_matches([',', ' ']);
    }
    for form in [
        "ООО ",
        "АО ",
        "ЗАО ",
        "ОАО ",
        "ФГУП ",
        "МИА ",
        "株式会社",
        "ИА ",
        "ИД ",
        "Издательский дом ",
        "Газета ",
        "Редакция ",
    ] {
        name = name.strip_prefix(form).unwrap_or(name).trim_start();
    }
    name.trim_matches(['«', '»', '"', '“', '”'])
}
