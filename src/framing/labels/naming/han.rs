//! Rules for Chinese and Japanese, on characters: what stands in quotation marks and brackets has bounds, and a
//! name without any is what its places in the article have in common.

use super::{Name, Rule, Statement, statement};
use crate::corpus::Span;
use crate::framing::{Place, Sentence};
use crate::text::script::{is_cjk, is_han, is_kana};

/// What places are, longest first: the ends of their names.
pub(in crate::framing::labels) const HEADS: [&str; 28] = [
    "岛礁群",
    "群岛",
    "群島",
    "諸島",
    "列島",
    "列岛",
    "列屿",
    "列嶼",
    "四岛",
    "四島",
    "半岛",
    "半島",
    "海峡",
    "海峽",
    "領土",
    "领土",
    "地区",
    "地區",
    "地域",
    "高地",
    "高原",
    "海域",
    "岛",
    "島",
    "礁",
    "海",
    "湾",
    "灣",
];

const LONGEST: usize = 14;

/// Places of a head that are held against each other.
const MOST_RUNS: usize = 16;
const OPENING: [char; 6] = ['“', '「', '『', '"', '‘', '《'];
const CLOSING: [char; 6] = ['”', '」', '』', '"', '’', '》'];

/// Characters that a name hardly has: they end it on the left.
const FUNCTION: &str = "的在对對与與和是于於向从從到了将將把被及并並以就为為由而且或称稱该該此这這其说說驶駛入赴访訪位争爭围圍绕繞";

/// The head that a name ends with.
pub(in crate::framing::labels) fn head_of(name: &str) -> Option<&'static str> {
    HEADS.into_iter().find(|head| name.ends_with(head) && name.len() > head.len())
}

/// Reads one sentence; `text` is its text. What "the islands" are called otherwise in the article is looked for
/// by [`resolve`].
pub(super) fn read(sentence: &Sentence, text: &str, _memory: &mut super::Memory, out: &mut Vec<Statement>) {
    let base = sentence.place.span.from;
    let article = sentence.place.article;
    let name = |part: &str, used_by: Option<String>| {
        let from = base + offset(text, part);
        let proper = !HEADS.contains(&part);
        Name { text: part.to_owned(), span: Span { from, to: from + part.len() as u32 }, proper, used_by }
    };
    for (at, c) in text.char_indices() {
        let (Some(left), Some(rest)) = (text.get(..at), text.get(at + c.len_utf8()..)) else { continue };
        let (left, rest) = (end_of(left), beginning_of(rest));
        match c {
            '称' | '稱' => {
                let Some((object, second)) = called(rest) else { continue };
                let by = trailing(left.trim_end_matches("方面"), is_cjk).map(str::to_owned);
                let first = match object {
                    Some(object) => Some(object),
                    None => left.rfind(['，', '（', ',']).and_then(|comma| name_at_end(left.get(..comma)?)),
                };
                if let Some(first) = first {
                    out.extend(statement(
                        article,
                        Rule::Calls,
                        vec![name(first, None), name(second, by)],
                        true,
                    ));
                }
            }
            '（' | '(' => {
                let Some(inner) = rest.find(['）', ')']).and_then(|end| rest.get(..end)) else { continue };
                let Some(first) = name_at_end(left) else { continue };
                let Some((by, second)) = alternate(inner) else { continue };
                let marked = by.is_some() || inner != second;
                let sure = marked || head_of(first).is_some() && head_of(first) == head_of(second);
                if sure {
                    let names = vec![name(first, None), name(second, by.map(str::to_owned))];
                    out.extend(statement(article, Rule::Parenthesis, names, true));
                }
            }
            '」' | '』' => {
                let after = ["と呼", "と称", "と名付"].iter().any(|verb| rest.starts_with(verb));
                let open = left.rfind(['「', '『']);
                let (Some(open), true) = (open, after) else { continue };
                let (Some(before), Some(inner)) = (left.get(..open), left.get(open + 3..)) else {
                    continue;
                };
                let first = before.strip_suffix('を').and_then(name_at_end);
                if let Some(first) = first.filter(|_| inner.chars().count() <= LONGEST) {
                    out.extend(statement(
                        article,
                        Rule::Calls,
                        vec![name(first, None), name(inner, None)],
                        true,
                    ));
                }
            }
            '所' | 'い' => {
                let found = ["谓", "謂", "わゆる"].iter().find_map(|end| rest.strip_prefix(end));
                let Some(found) = found.filter(|_| c == 'い' || !rest.starts_with('わ')) else { continue };
                let marked = quoted(found).or_else(|| leading(found));
                if let Some(marked) = marked.filter(|m| m.chars().count() >= 2) {
                    let names = vec![name(marked, None)];
                    let span = names.first().map_or(Span::default(), |n| n.span);
                    out.push(Statement {
                        rule: Rule::SoCalled,
                        place: Place { article, span },
                        names,
                        sure: false,
                    });
                }
            }
            _ => {}
        }
    }
}

/// How far from a sign its names are looked for, in characters.
const REACH: usize = 2 * LONGEST;

fn beginning_of(text: &str) -> &str {
    let end = text.char_indices().nth(REACH).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

fn end_of(text: &str) -> &str {
    let from = text.char_indices().rev().nth(REACH - 1).map_or(0, |(at, _)| at);
    text.get(from..).unwrap_or(text)
}

/// Where `part`, a slice of `text`, begins in it.
fn offset(text: &str, part: &str) -> u32 {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize) as u32
}

/// After 称: "之为Y", "为Y", "“Y”", "该群岛为Y": what is called so, if it stands there, and the name.
fn called(rest: &str) -> Option<(Option<&str>, &str)> {
    if let Some(second) = quoted(rest) {
        return Some((None, second));
    }
    let (object, rest) =
        match rest.char_indices().take(10).find(|(_, c)| matches!(c, '为' | '為' | '作' | '，' | '。')) {
            Some((at, '为' | '為' | '作')) => (rest.get(..at)?, rest.get(at + 3..)?),
            _ => return None,
        };
    let object = object.trim_start_matches(['之', '其', '该', '該', '此', '这', '這']);
    let object = Some(object).filter(|o| !o.is_empty() && (HEADS.contains(o) || head_of(o).is_some()));
    let second = quoted(rest).or_else(|| leading(rest).filter(|name| head_of(name).is_some()))?;
    Some((object, second))
}

/// What stands in quotation marks at the beginning of `text`.
fn quoted(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(OPENING)?;
    let inner = inner.get(..inner.find(CLOSING)?)?;
    (2..=LONGEST).contains(&inner.chars().count()).then_some(inner)
}

/// The run of Han and kana that `text` begins with, up to a head of places.
fn leading(text: &str) -> Option<&str> {
    let end = text.char_indices().take(LONGEST).find(|&(_, c)| !is_cjk(c)).map_or(text.len(), |(at, _)| at);
    let run = text.get(..end)?;
    let head = HEADS.iter().filter_map(|h| run.find(h).map(|at| at + h.len())).min();
    run.get(..head.unwrap_or(run.len())).filter(|run| !run.is_empty())
}

fn trailing(text: &str, belongs: impl Fn(char) -> bool) -> Option<&str> {
    let mut from = text.len();
    for (at, c) in text.char_indices().rev().take(LONGEST) {
        if !belongs(c) {
            break;
        }
        from = at;
    }
    text.get(from..).filter(|run| !run.is_empty())
}

/// The name that `text` ends with: Han back to a word of grammar, or katakana and Han back to hiragana.
fn name_at_end(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(CLOSING);
    let hiragana = |c: char| ('\u{3041}'..='\u{3096}').contains(&c);
    let run = trailing(text, |c| {
        (is_han(c) || is_kana(c) || c == '・' || c == 'ー') && !hiragana(c) && !FUNCTION.contains(c)
    })?;
    (run.chars().count() >= 2).then_some(run)
}

/// "日本名・Y", "又称Y", "Y": who uses it and the name.
fn alternate(inner: &str) -> Option<(Option<&str>, &str)> {
    if inner.chars().count() > 2 * LONGEST {
        return None;
    }
    for mark in ["又称", "也称", "亦称", "或称", "即", "または", "別名", "又稱"] {
        if let Some(rest) = inner.strip_prefix(mark) {
            return Some((None, bare(rest)?));
        }
    }
    for mark in [
        "名・",
        "名：",
        "名:",
        "名は",
        "での呼称",
        "側の呼称",
        "側呼称",
        "称为",
        "称",
        "稱",
        "語名",
        "语名",
        "では",
        "名",
    ] {
        if let Some(at) = inner.find(mark).filter(|&at| at > 0) {
            let (by, rest) = (inner.get(..at)?, inner.get(at + mark.len()..)?);
            return Some((Some(by), bare(rest.trim_start_matches(['・', '：', ':', '、', 'は']))?));
        }
    }
    Some((None, bare(inner)?))
}

fn bare(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(OPENING).trim_end_matches(CLOSING).trim();
    let fits = (2..=LONGEST).contains(&text.chars().count());
    (fits && text.chars().all(|c| is_cjk(c) || c == '・' || c == 'ー')).then_some(text)
}

/// What "the islands" (`head`) are in this article by a name that comes back: the run before the head
/// that most places share, at least two.
pub(in crate::framing::labels) fn resolve(text: &str, head: &str, not: &str) -> Option<String> {
    let mut runs: Vec<Vec<char>> = Vec::new();
    for (at, _) in text.match_indices(head).take(MOST_RUNS) {
        let before = text.get(..at).unwrap_or("");
        let run = trailing(before, is_cjk).unwrap_or("");
        runs.push(run.chars().rev().collect());
    }
    let mut best: Option<((usize, usize), String)> = None;
    for (n, one) in runs.iter().enumerate() {
        for other in runs.iter().skip(n + 1) {
            let shared: Vec<char> =
                one.iter().zip(other).take_while(|(a, b)| a == b).map(|(a, _)| *a).collect();
            let name: String = shared.into_iter().rev().chain(head.chars()).collect();
            let name = name.trim_start_matches(|c| FUNCTION.contains(c)).to_owned();
            let long = name.chars().count() > head.chars().count() + 1 && name != not;
            let rank = (text.matches(&name).take(64).count(), name.len());
            if long && best.as_ref().is_none_or(|(known, _)| *known < rank) {
                best = Some((rank, name));
            }
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_grammar_begins() {
        assert_eq!(name_at_end("争うハルノ諸島"), Some("ハルノ諸島"));
        assert_eq!(name_at_end("位于东海的塔尔群岛"), Some("塔尔群岛"));
        assert_eq!(name_at_end("です"), None);
    }

    #[test]
    fn brackets_say_who_uses_a_name() {
        assert_eq!(alternate("ノルビア名・北弧諸島"), Some((Some("ノルビア"), "北弧諸島")));
        assert_eq!(alternate("诺维亚称“北弧群岛”"), Some((Some("诺维亚"), "北弧群岛")));
        assert_eq!(alternate("又称塔尔岛"), Some((None, "塔尔岛")));
        assert_eq!(alternate("2024年"), None);
    }

    #[test]
    fn a_name_is_what_its_places_share() {
        let text = "绝不以一寸塔尔西群岛换取承诺。塔尔西群岛由七座岛组成。该群岛称为北弧群岛。";
        assert_eq!(resolve(text, "群岛", "北弧群岛").as_deref(), Some("塔尔西群岛"));
        assert_eq!(resolve("该群岛。", "群岛", ""), None);
    }
}
