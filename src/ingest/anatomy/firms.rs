//! Papers that lines of credits name: beside a byline, behind "Source:".

use super::find::find;
use super::titles::looks_like_outlet;

/// The paper in a byline: "(The Nelin Post)", "Nelin Post Staff Writer".
pub(super) fn byline_firm(text: &str) -> Option<&str> {
    if let Some(open) = text.find(['(', '（']) {
        let inside = text.get(open..)?.trim_start_matches(['(', '（']);
        let inside = inside.split([')', '）']).next()?.trim();
        if looks_like_outlet(inside) {
            return Some(inside);
        }
    }
    if let Some(paper) =
        text.split(['|', '(', ',']).find_map(|p| p.split_once(" for ").map(|(_, paper)| paper.trim()))
    {
        let paper = paper.strip_prefix("the ").unwrap_or(paper);
        if looks_like_outlet(paper) {
            return Some(paper);
        }
    }
    for part in text.split(['|', '/', ',', '•', '·', '｜', '／', '，']) {
        let part = part.trim();
        let part = part.strip_prefix("for ").or_else(|| part.strip_prefix("of ")).unwrap_or(part);
        let mut name = part;
        while let Some((rest, last)) = name.rsplit_once(' ') {
            if !super::names::is_job_word(last) || last.eq_ignore_ascii_case("news") {
                break;
            }
            name = rest.trim_end();
        }
        let name = name.trim_end_matches("记者").trim_end_matches("記者");
        // "Russian News Agency" is a name, not a paper with a job.
        if name.len() < part.len() && part.len() == text.trim().len() && part.ends_with("gency") {
            continue;
        }
        let name = name.rsplit(['：', ':']).next().unwrap_or(name).trim();
        let clean = !name.chars().any(|c| c.is_ascii_digit()) && !name.to_lowercase().starts_with("by ");
        if clean && looks_like_outlet(name) && !super::names::is_name(name, 2) {
            return Some(name);
        }
    }
    None
}

/// "来源：港城日报", "Source: The Nelin Post".
pub(super) fn source(text: &str) -> Option<&str> {
    // All labels end in a colon.
    if !text.contains([':', '：']) {
        return None;
    }
    // Most lines have letters that only one of the labels has.
    let is_ascii = text.is_ascii();
    for label in [
        "来源：",
        "来源:",
        "來源：",
        "稿源：",
        "出典：",
        "紙名：",
        "掲載紙：",
        "媒体：",
        "报纸：",
        "Source: ",
        "Источник: ",
        "Издание: ",
    ] {
        if is_ascii && !label.is_ascii() {
            continue;
        }
        if let Some(at) = find(text, label) {
            let rest = text.get(at + label.len()..)?.trim_start();
            let end = rest
                .find(|c: char| {
                    c == '|' || !label.is_ascii() && matches!(c, ' ' | '\u{3000}' | '\t' | '）' | ')')
                })
                .unwrap_or(rest.len());
            return rest.get(..end).map(str::trim).filter(|n| !n.is_empty());
        }
    }
    None
}
