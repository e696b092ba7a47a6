//! XHTML for a reader of HTML: empty elements written short (`<title/>`) are closed, since HTML takes
//! them for open ones.

use std::borrow::Cow;

/// Elements that HTML knows to be empty.
const EMPTY: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// The page with its short elements closed.
pub(super) fn expanded(source: &str) -> Cow<'_, str> {
    if !source.contains("/>") {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len() + source.len() / 16);
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let length = end_of(tag);
        let (tag, behind) = tag.split_at(length);
        rest = behind;
        let name = tag.get(1..).unwrap_or("");
        let name = name.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '-' | '_')).next();
        match (tag.strip_suffix("/>"), name) {
            (Some(open), Some(name)) if !name.is_empty() && !EMPTY.contains(&name) => {
                out.push_str(open);
                out.push_str("></");
                out.push_str(name);
                out.push('>');
            }
            _ => out.push_str(tag),
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Where the tag, comment or sign at the beginning of `text` ends.
fn end_of(text: &str) -> usize {
    for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if text.starts_with(open) {
            return text.find(close).map_or(text.len(), |at| at + close.len());
        }
    }
    if !text.as_bytes().get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!')) {
        return 1;
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::expanded;

    #[test]
    fn short_elements() {
        for (source, expected) in [
            ("<title/><p>a<br/>b</p>", "<title></title><p>a<br/>b</p>"),
            ("<a id='x>' />c", "<a id='x>' ></a>c"),
            ("<!-- <i/> --><i/>", "<!-- <i/> --><i></i>"),
            ("a < b /> <i", "a < b /> <i"),
            ("<svg:g/>", "<svg:g></svg:g>"),
            ("no", "no"),
        ] {
            assert_eq!(expanded(source), expected);
        }
    }
}
