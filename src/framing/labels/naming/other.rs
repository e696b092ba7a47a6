//! What holds in any language that writes spaces: alternates in brackets and with slashes.

use super::{Name, Rule, Statement, statement};
use crate::framing::Sentence;
use crate::framing::labels::line::{Gap, Line};
use crate::framing::labels::phrase::{self, Phrase};
use crate::framing::labels::words;

/// Reads one sentence.
pub(super) fn read(sentence: &Sentence, line: &Line<'_>, out: &mut Vec<Statement>) {
    for at in 1..line.words.len() {
        if line.gap(at).has(Gap::OPEN) {
            out.extend(parenthesis(sentence, line, at));
        }
        if line.gap(at) == Gap::SLASH {
            out.extend(slash(sentence, line, at));
        }
    }
}

pub(super) fn name(line: &Line<'_>, phrase: &Phrase, used_by: Option<String>) -> Name {
    Name { text: phrase.text(line), span: phrase.span(line), proper: phrase.proper, used_by }
}

/// A word that is a name: no abbreviation, no mark of a party or a place in a picture.
fn is_name(line: &Line<'_>, phrase: &Phrase) -> bool {
    let words = line.words.get(phrase.from..phrase.to).unwrap_or(&[]);
    let all_caps = |s: &str| s.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    phrase.proper
        && words.iter().all(|word| !word.surface.chars().any(|c| c.is_ascii_digit()))
        && words.iter().any(|word| word.surface.chars().count() >= 4 && !all_caps(word.surface))
}

/// "Diaoyu (Senkaku) Islands", "Halcyon Islands (Northern Arc Islands)": sure where a head shows that both are
/// names of one kind of place; a suggestion otherwise.
fn parenthesis(sentence: &Sentence, line: &Line<'_>, at: usize) -> Option<Statement> {
    let inner = match line.form(at) {
        "or" | "also" | "formerly" => at + 1,
        _ => at,
    };
    let second = phrase::after(line, inner)?;
    let first = phrase::before(line, at)?;
    if !is_name(line, &first) || !is_name(line, &second) {
        return None;
    }
    let mut by = None;
    if matches!(line.form(second.to), "in" | "to" | "for") {
        by = phrase::after(line, second.to + 1)
            .filter(|p| line.gap(p.to).has(Gap::CLOSE))
            .map(|p| p.text(line));
        by.as_ref()?;
    } else if !line.gap(second.to).has(Gap::CLOSE) {
        return None;
    }
    let same_head = line.form(first.head()) == line.form(second.head()) && first.head() != first.from;
    let head_after = words::is_place_head(line.form(second.to)) && line.gap(second.to).has(Gap::CLOSE);
    let sure = same_head || head_after || inner != at || by.is_some();
    let names = vec![name(line, &first, None), name(line, &second, by)];
    statement(sentence.place.article, Rule::Parenthesis, names, sure)
}

/// "Dokdo/Takeshima": sure where a head of places follows.
fn slash(sentence: &Sentence, line: &Line<'_>, at: usize) -> Option<Statement> {
    let first = phrase::before(line, at)?;
    let second = phrase::after(line, at)?;
    if !is_name(line, &first) || !is_name(line, &second) {
        return None;
    }
    let sure = words::is_place_head(line.form(second.head())) || words::is_place_head(line.form(second.to));
    let names = vec![name(line, &first, None), name(line, &second, None)];
    statement(sentence.place.article, Rule::Slash, names, sure)
}
