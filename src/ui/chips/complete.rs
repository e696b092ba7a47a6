//! What a half-typed filter may become: names of fields, then values of the field.

use super::choices::{Choice, ChoiceField};
use crate::corpus::Corpus;
use crate::query::Filter;

/// So many are offered.
const MOST: usize = 8;

/// Whole texts that complete `typed`, each with the words to show for it.
pub fn completions(corpus: &Corpus, typed: &str) -> Vec<(String, String)> {
    let Some((before, last)) = last_piece(typed) else { return Vec::new() };
    let (sign, last) = last.strip_prefix('-').map_or(("", last), |rest| ("-", rest));
    if last.is_empty() && sign.is_empty() {
        return Vec::new();
    }
    let Some((name, values)) = last.split_once(':') else {
        let wanted = last.to_ascii_lowercase();
        let names = Filter::field_names().filter(|name| name.starts_with(&wanted));
        return names.map(|name| (format!("{before}{sign}{name}:"), format!("{name}:"))).take(MOST).collect();
    };
    let Some(field) = ChoiceField::of_typed(name) else { return Vec::new() };
    // After a comma another value begins.
    let (kept, wanted) = values.rsplit_once(',').map_or(("", values), |(kept, wanted)| (kept, wanted));
    let wanted = wanted.trim_matches(|c| matches!(c, '"' | '“' | '”')).to_lowercase();
    let comma = if kept.is_empty() { "" } else { "," };
    let whole = |choice: Choice| {
        let value = choice.condition.split_once(':').map_or("", |(_, value)| value).to_owned();
        let is_whole = value.trim_matches('"').to_lowercase() == wanted;
        let text = format!("{before}{sign}{name}:{kept}{comma}{value}");
        (!is_whole).then_some((text, choice.label))
    };
    let fits = |choice: &Choice| {
        let label = choice.label.to_lowercase();
        label.starts_with(&wanted) || label.contains(&format!(" {wanted}"))
    };
    field.choices(corpus).into_iter().filter(fits).filter_map(whole).take(MOST).collect()
}

/// What was typed before the piece that is being typed, and that piece; `None` when nothing is.
fn last_piece(typed: &str) -> Option<(&str, &str)> {
    let mut is_quoted = false;
    let mut from = 0;
    for (at, c) in typed.char_indices() {
        match c {
            '"' | '“' | '”' => is_quoted = !is_quoted,
            c if c.is_whitespace() && !is_quoted => from = at + c.len_utf8(),
            _ => {}
        }
    }
    Some((typed.get(..from)?, typed.get(from..).filter(|piece| !piece.is_empty())?))
}

#[cfg(test)]
mod tests {
    use super::last_piece;

    #[test]
    fn the_piece_that_is_typed_begins_after_white_space_outside_quotation_marks() {
        for (typed, expected) in [
            ("", None),
            ("out", Some(("", "out"))),
            ("lang:en outlet:", Some(("lang:en ", "outlet:"))),
            ("outlet:\"The La", Some(("", "outlet:\"The La"))),
            ("outlet:\"The Lantern\" ", None),
            ("日:", Some(("", "日:"))),
        ] {
            assert_eq!(last_piece(typed), expected, "{typed}");
        }
    }
}
