//! What a half-typed filter may become: names of fields, then values of the field.

use super::choices::{value_as_typed, value_in_words};
use crate::analysis::Facets;
use crate::query::Field;

/// So many are offered.
const MOST: usize = 8;

/// A whole text that completes what was typed, and the words to show for it.
pub type Completion = (String, String);

/// What `typed` may become, with the values there are in `facets`.
pub fn completions(facets: Option<&Facets>, typed: &str) -> Vec<Completion> {
    let Some((before, last)) = last_piece(typed) else { return Vec::new() };
    let (sign, last) = last.strip_prefix('-').map_or(("", last), |rest| ("-", rest));
    let Some((name, values)) = last.split_once(':') else {
        let wanted = last.to_ascii_lowercase();
        let fields = Field::ALL.into_iter().filter(|field| field.name().starts_with(&wanted));
        let whole = |field: Field| {
            let shown = format!("{}:  {}", field.name(), field.label().to_lowercase());
            (format!("{before}{sign}{}:", field.name()), shown)
        };
        return fields.map(whole).take(MOST).collect();
    };
    let Some(field) = Field::named(name) else { return Vec::new() };
    let facet = facets.and_then(|facets| facets.facet(field));
    // After a comma another value begins.
    let (kept, wanted) = values.rsplit_once(',').map_or(("", values), |(kept, wanted)| (kept, wanted));
    let wanted = wanted.trim_matches(is_quote).to_lowercase();
    let comma = if kept.is_empty() { "" } else { "," };
    let whole = |value: &str| {
        let words = value_in_words(field, value);
        let as_typed = value_as_typed(field, value);
        let is_whole = as_typed.trim_matches(is_quote).to_lowercase() == wanted;
        let begins = |text: &str| {
            let text = text.to_lowercase();
            text.starts_with(&wanted) || text.contains(&format!(" {wanted}"))
        };
        let is_meant = !is_whole && (begins(&words) || begins(&as_typed));
        let text = || format!("{before}{sign}{name}:{kept}{comma}{as_typed}");
        is_meant.then(|| (text(), words.into_owned()))
    };
    let values = facet.map_or(&[][..], |facet| &facet.values);
    values.iter().filter_map(|value| whole(&value.value)).take(MOST).collect()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

/// What was typed before the piece that is being typed, and that piece; `None` when nothing is.
fn last_piece(typed: &str) -> Option<(&str, &str)> {
    let mut is_quoted = false;
    let mut from = 0;
    for (at, c) in typed.char_indices() {
        if is_quote(c) {
            is_quoted = !is_quoted;
        } else if c.is_whitespace() && !is_quoted {
            from = at + c.len_utf8();
        }
    }
    Some((typed.get(..from)?, typed.get(from..).filter(|piece| !piece.is_empty())?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Facet, FacetValue};

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

    #[test]
    fn names_and_values_are_completed() {
        let value = |value: &str| FacetValue { value: value.into(), articles: 1, is_chosen: false };
        let facet =
            |field, values: &[&str]| Facet { field, values: values.iter().map(|v| value(v)).collect() };
        let facets = Facets {
            articles: 3,
            facets: vec![
                facet(Field::Section, &["World", "World news", ""]),
                facet(Field::Complete, &["full", "truncated"]),
            ],
        };
        for (typed, expected) in [
            ("sec", &["section:"][..]),
            ("lang:en -sec", &["lang:en -section:"]),
            ("section:wor", &["section:World", "section:\"World news\""]),
            ("section:World", &["section:\"World news\""]),
            ("section:World,ne", &["section:World,\"World news\""]),
            ("complete:cut", &["complete:truncated"]),
            ("weather:x", &[]),
        ] {
            let texts: Vec<String> =
                completions(Some(&facets), typed).into_iter().map(|(text, _)| text).collect();
            assert_eq!(texts, expected, "{typed}");
        }
    }
}
