//! Bylines in Chinese, Japanese and Korean, on lines of their own, in datelines and at the end.

use super::byline::Credit;
use super::find::first_chars;
use super::lines::is_space;
use super::names::{is_name, is_wide_name};
use super::words::words;

/// Reads a line in Chinese, Japanese or Korean as a byline.
pub(super) fn read_wide(text: &str) -> Option<Credit> {
    if text.is_ascii() || !text.chars().any(|c| crate::text::script::is_cjk(c) || super::lines::is_hangul(c))
    {
        return None;
    }
    let text = text.trim_matches(|c: char| {
        is_space(c)
            || matches!(c, '（' | '）' | '(' | ')' | '【' | '】' | '［' | '］' | '[' | ']' | '〔' | '〕')
    });
    let mut credit = Credit { said: true, ..Credit::default() };
    for part in text.split(['|', '｜', '\t', '；', ';']) {
        let part = part.trim_matches(is_space);
        for label in &words().lists.byline_labels_wide {
            if let Some(at) = part.find(label.as_str())
                && (at == 0
                    || part.get(..at).is_some_and(|b| {
                        b.ends_with(|c: char| {
                            is_space(c) || c.is_numeric() || matches!(c, '】' | '）' | '：')
                        })
                    }) && label.chars().count() > 2)
            {
                let rest = part.get(at + label.len()..).unwrap_or("");
                wide_names(rest, &mut credit.names);
                break;
            }
        }
        if credit.names.is_empty()
            && part.chars().count() <= 24
            && let Some((place, name)) = part.split_once(['＝', '='])
            && place.chars().count() >= 2
            && is_wide_name(name)
            && name.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
            && !place.contains(['。', '、', '）', '('])
        {
            credit.names.push(name.trim_matches(is_space).to_owned());
        }
        // 文芸部・大槻みなも
        if credit.names.is_empty()
            && part.chars().count() <= 24
            && let Some((desk, name)) = part.split_once('・')
            && OFFICES.iter().any(|o| desk.ends_with(o))
            && is_wide_name(name)
        {
            credit.names.push(name.trim_matches(is_space).to_owned());
        }
        if credit.names.is_empty() && part.chars().count() <= 40 {
            with_job(part, &mut credit.names);
        }
        if !credit.names.is_empty() {
            break;
        }
    }
    (!credit.names.is_empty()).then_some(credit)
}

/// Names at the beginning of `rest`, separated by spaces and commas, up to the next label.
fn wide_names(rest: &str, names: &mut Vec<String>) {
    let rest = rest.trim_start_matches(|c: char| is_space(c) || matches!(c, '：' | ':' | '/' | '／'));
    let end = rest.find(['：', ':', '（', '(', '。', '|', '｜', '】', '）', ')']).unwrap_or(rest.len());
    let head = rest.get(..end).unwrap_or(rest);
    let japanese_space =
        head.contains('\u{3000}') || head.chars().any(|c| ('\u{3041}'..='\u{30FF}').contains(&c));
    // "山田 太郎" is one name, "张三 李四" are two.
    let bits: Vec<&str> = head.split([' ', '\u{3000}', '\u{A0}']).filter(|b| !b.is_empty()).collect();
    if let [family, given] = bits.as_slice()
        && family.chars().count() <= 2
        && given.chars().count() <= 2
        && (japanese_space || family.chars().count() + given.chars().count() <= 3)
        && is_wide_name(head)
    {
        names.push(head.trim().to_owned());
        return;
    }
    for bit in
        head.split(|c: char| is_space(c) || matches!(c, '、' | '，' | ',' | '/' | '／' | '和' | '与' | '；'))
    {
        let bit = words()
            .lists
            .jobs_wide
            .iter()
            .find_map(|job| bit.strip_suffix(job.as_str()).or_else(|| bit.strip_prefix(job.as_str())))
            .unwrap_or(bit);
        if bit.is_empty() {
            continue;
        }
        if is_wide_name(bit) || is_name(bit, 1) {
            names.push(bit.trim_matches(['・', '·']).to_owned());
        } else {
            break;
        }
    }
}

/// "山田太郎 ワシントン支局長", "本报驻莫斯科记者 张三", "山田太郎記者".
fn with_job(part: &str, names: &mut Vec<String>) {
    if part.ends_with(['。', '？', '！']) {
        return;
    }
    for job in &words().lists.jobs_wide {
        let Some(at) = part.find(job.as_str()) else { continue };
        let before = part.get(..at).unwrap_or("").trim_matches(is_space);
        let after = part.get(at + job.len()..).unwrap_or("");
        let after_name = after
            .trim_matches(|c: char| is_space(c) || matches!(c, '・' | '·' | '：' | '/' | '／' | '＝' | '='));
        let closing = matches!(
            job.as_str(),
            "支局長"
                | "総局長"
                | "特派員"
                | "記者"
                | "编辑"
                | "編集委員"
                | "論説委員"
                | "編集長"
                | "기자"
                | "특파원"
        );
        let mut taken = Vec::new();
        if !after_name.is_empty() {
            wide_names(after_name, &mut taken);
            let used: usize = taken.iter().map(|n| n.chars().count()).sum();
            if used + 4 < after_name.chars().filter(|c| !is_space(*c)).count() {
                taken.clear();
            }
        } else if closing {
            // The town stands between the name and the job, or nothing does.
            let first = before.split([' ', '\u{3000}']).find(|b| !b.is_empty()).unwrap_or("");
            let bits: Vec<&str> = before.split([' ', '\u{3000}', '・']).filter(|b| !b.is_empty()).collect();
            let last = bits.last().copied().unwrap_or("");
            if bits.len() > 1 && is_wide_name(first) && !first.ends_with("新聞") {
                taken.push(first.to_owned());
            } else if is_wide_name(last) && last.chars().count() >= 2 && last.chars().count() <= 6 {
                taken.push(last.to_owned());
            }
        }
        if !taken.is_empty() {
            names.append(&mut taken);
            return;
        }
    }
}

/// Names in the dateline or the last line of a body: "（记者张三 李四）", "【モスクワ＝山田太郎】".
pub(super) fn in_dateline(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let head = first_chars(text, 60);
    // In ASCII only a name behind an equals sign is one.
    if head.is_ascii() && !head.contains('=') {
        return names;
    }
    let trimmed = head.trim_start_matches(is_space);
    let mut search = head;
    while let Some(open) = search.find(['（', '(', '〔', '【']) {
        let inside_from = open + search.get(open..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        let Some(rest) = search.get(inside_from..) else { break };
        let Some(close) = rest.find(['）', ')', '〕', '】']) else { break };
        let inside = rest.get(..close).unwrap_or("");
        if let Some(at) = ["记者", "記者"].iter().find_map(|j| inside.find(j).map(|at| at + j.len())) {
            wide_names(inside.get(at..).unwrap_or(""), &mut names);
            return names;
        }
        search = rest.get(close..).unwrap_or("");
    }
    for (open, close) in [('【', '】'), ('（', '）'), ('［', '］'), ('[', ']'), ('(', ')')] {
        if let Some(rest) = trimmed.strip_prefix(open)
            && let Some(inside) = rest.split_once(close).map(|(inside, _)| inside)
            && let Some((_, name)) = inside.split_once(['＝', '='])
        {
            let name = name
                .trim_end_matches("記者")
                .trim_end_matches("기자")
                .trim_end_matches("특파원")
                .trim_matches(is_space);
            if is_wide_name(name) || is_name(name, 2) {
                names.push(name.trim_matches(is_space).to_owned());
            }
            return names;
        }
    }
    for opening in ["本报记者", "本報記者", "本刊记者", "本网记者", "新华社记者", "中新社记者"]
    {
        if let Some(rest) = trimmed.strip_prefix(opening) {
            let end = rest.find(['报', '發', '发', '，', '。', '/']).unwrap_or(0);
            wide_names(rest.get(..end).unwrap_or(""), &mut names);
            return names;
        }
    }
    names
}

/// What offices of newspapers end in.
const OFFICES: [&str; 6] = ["支局", "総局", "支社", "本社", "部", "特派員"];

/// Names in brackets at the very end of a body: "（记者张三）", "（山田太郎）", "（文・山田太郎）".
pub(super) fn in_tail(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let text = text.trim_end_matches(is_space);
    let Some(inside) = text
        .strip_suffix(['）', ')', '】', '］'])
        .and_then(|t| t.rfind(['（', '(', '【', '［']).and_then(|at| t.get(at..)))
        .map(|t| t.trim_start_matches(['（', '(', '【', '［']))
    else {
        return names;
    };
    if inside.chars().count() > 40 {
        return names;
    }
    let labelled = ["参与记者", "记者", "記者", "文・", "文：", "作者："]
        .iter()
        .find_map(|j| inside.find(j).map(|at| at + j.len()));
    if let Some(at) = labelled {
        let rest = inside.get(at..).unwrap_or("");
        wide_names(rest, &mut names);
        if names.is_empty() {
            with_job(inside, &mut names);
        }
        return names;
    }
    let Some(name) = inside.split(['＝', '=']).next_back() else { return names };
    let signed = text
        .rfind(['（', '(', '【', '［'])
        .and_then(|at| text.get(..at))
        .is_some_and(|b| b.trim_end().ends_with(['。', '」', '！', '？']));
    // "（北浜支局　岸田里緒）"
    let name = match name.rsplit_once([' ', '\u{3000}']) {
        Some((desk, name)) if OFFICES.iter().any(|o| desk.trim_end().ends_with(o)) => name,
        _ => name,
    };
    let name = name.trim_matches(is_space);
    if signed
        && is_wide_name(name)
        && (3..=5).contains(&name.chars().filter(|c| !is_space(*c)).count())
        && !name.chars().all(|c| ('\u{3041}'..='\u{30FF}').contains(&c))
    {
        names.push(name.to_owned());
    }
    names
}
