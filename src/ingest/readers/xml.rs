//! XML as it streams by, for readers that ask little of it: names without their prefix, texts with
//! references resolved, nothing expanded, no depth of elements that costs stack.
//!
//! Entities that a file defines for itself stay as they are written (`&name;`), so that none can grow.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// One piece of an XML file.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The innermost element ends.
    End,
    /// Text, references resolved.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without the prefix.
    pub fn name(&self) -> &str {
        local(self.0.name().0)
    }

    /// What the attribute `name`, given without its prefix, says.
    pub fn attr(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|a| local(a.key.0) == name)?;
        // References that nobody knows stay as they are written.
        let plain = quick_xml::escape::unescape(&found.value).ok().map(Cow::into_owned);
        Some(plain.map_or(found.value, Cow::Owned))
    }

    /// Whether a switch is on: there, and not said to be off.
    pub fn is_on(&self) -> bool {
        !matches!(self.attr("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// An XML file that is read from beginning to end.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    /// Elements open.
    depth: u32,
    most: u32,
    /// Whether it broke off or made no sense somewhere; what came before is good.
    pub is_damaged: bool,
    /// Whether elements lay deeper than is read; they count as the element around them.
    pub is_too_deep: bool,
    /// Whether an element that was empty has still to end.
    has_to_end: bool,
}

impl<'a> Xml<'a> {
    /// Reads `text`, with elements up to `most` deep.
    pub fn new(text: &'a str, most: u32) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, depth: 0, most, is_damaged: false, is_too_deep: false, has_to_end: false }
    }

    /// The next piece; `None` at the end, or where the file makes no sense any more.
    pub fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if std::mem::take(&mut self.has_to_end) {
                self.depth -= 1;
                if self.depth < self.most {
                    return Some(Piece::End);
                }
            }
            let Ok(event) = self.reader.read_event() else {
                self.is_damaged = true;
                return None;
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth <= self.most {
                        return Some(Piece::Start(Element(start)));
                    }
                    self.is_too_deep = true;
                }
                Event::Empty(start) => {
                    self.depth += 1;
                    self.has_to_end = true;
                    if self.depth <= self.most {
                        return Some(Piece::Start(Element(start)));
                    }
                    self.is_too_deep = true;
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth < self.most {
                        return Some(Piece::End);
                    }
                }
                Event::Text(text) => return Some(Piece::Text(text.xml_content(XmlVersion::Implicit1_0))),
                Event::CData(text) => return Some(Piece::Text(text.xml_content(XmlVersion::Implicit1_0))),
                Event::GeneralRef(reference) => {
                    return Some(Piece::Text(match reference.resolve_char_ref() {
                        Ok(Some(c)) => Cow::Owned(c.to_string()),
                        _ => match &*reference {
                            "amp" => Cow::Borrowed("&"),
                            "lt" => Cow::Borrowed("<"),
                            "gt" => Cow::Borrowed(">"),
                            "quot" => Cow::Borrowed("\""),
                            "apos" => Cow::Borrowed("'"),
                            "nbsp" => Cow::Borrowed("\u{A0}"),
                            name => Cow::Owned(format!("&{name};")),
                        },
                    }));
                }
                Event::Eof => {
                    self.is_damaged |= self.depth > 0;
                    return None;
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Passes over the rest of the innermost element.
    pub fn skip(&mut self) {
        let mut open = 1_u32;
        while open > 0 {
            match self.next() {
                Some(Piece::Start(_)) => open += 1,
                Some(Piece::End) => open -= 1,
                Some(Piece::Text(_)) => {}
                None => return,
            }
        }
    }
}

/// The text of an XML file: in UTF-8, unless its first bytes or its first line say otherwise.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    /// Enough for the first line.
    const HEAD: usize = 200;
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    let line = head.split_once("?>").map_or("", |(line, _)| line);
    let named = line.split_once("encoding=").and_then(|(_, rest)| {
        let rest = rest.trim_start_matches(['"', '\'']);
        Encoding::for_label(rest.split(['"', '\'']).next()?.as_bytes())
    });
    named.unwrap_or(UTF_8).decode_without_bom_handling(bytes).0
}

/// The texts of the elements in a small file of statements, such as `core.xml`: of each the beginning, since
/// what a book states goes with each of its articles.
pub(super) fn statements(text: &str, most: u32, mut tell: impl FnMut(&str, &Element<'_>, String)) {
    /// Longer than a title, or the names of all who wrote.
    const LONGEST: usize = 4096;
    let mut xml = Xml::new(text, most);
    let mut open: Vec<(Element<'_>, String)> = Vec::new();
    // Nothing comes behind what was cut.
    let mut is_full = false;
    while let Some(piece) = xml.next() {
        match piece {
            Piece::Start(element) => {
                is_full = false;
                open.push((element, String::new()));
            }
            Piece::Text(text) => {
                if let Some((_, there)) = open.last_mut().filter(|_| !is_full) {
                    let room = LONGEST.saturating_sub(there.len());
                    is_full = text.len() > room;
                    there.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or(""));
                }
            }
            Piece::End => {
                is_full = false;
                if let Some((element, there)) = open.pop() {
                    tell(element.name(), &element, there.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, Xml, decoded, statements};

    fn check(text: &str, expected: &str, sound: bool) {
        let mut xml = Xml::new(text, 4);
        let mut found = String::new();
        while let Some(piece) = xml.next() {
            match piece {
                Piece::Start(element) => found.push_str(&format!("<{}", element.name())),
                Piece::End => found.push('>'),
                Piece::Text(text) => found.push_str(&text),
            }
        }
        assert_eq!(found, expected, "{text}");
        assert_eq!(!xml.is_damaged && !xml.is_too_deep, sound, "{text}");
    }

    #[test]
    fn pieces() {
        check("<?xml version='1.0'?><w:a><b/>x &amp; y&#x41;<![CDATA[<z>]]></w:a>", "<a<b>x & yA<z>>", true);
        check(
            "<!DOCTYPE a [<!ENTITY l 'lol'><!ENTITY m '&l;&l;'>]><a>&m;&#xFFFFFFFF;</a>",
            "<a&m;&#xFFFFFFFF;>",
            true,
        );
        check("<a>x & y</a>", "<ax & y>", true);
        check("<a><b>x", "<a<bx", false);
        check("<a>x</b>", "<ax", false);
        check("<a><b><c><d><e>x<f/></e>y</d></c></b></a>", "<a<b<c<dxy>>>>", false);
    }

    #[test]
    fn encodings() {
        assert_eq!(
            decoded(b"<?xml version='1.0' encoding='windows-1251'?>\xEF"),
            "<?xml version='1.0' encoding='windows-1251'?>п"
        );
        assert_eq!(decoded(b"\xFF\xFE<\0a\0"), "<a");
        assert_eq!(decoded(b"\xEF\xBB\xBF<a"), "<a");
    }

    #[test]
    fn facts() {
        let mut found = Vec::new();
        statements("<p><dc:title> Bridge\n closed</dc:title><x/></p>", 9, |name, _, text| {
            found.push(format!("{name}={text}"));
        });
        assert_eq!(found, ["title=Bridge closed", "x=", "p="]);
        let long = format!("<p>a{}&amp;{}</p>", "é".repeat(3000), "é".repeat(3000));
        statements(&long, 9, |_, _, text| assert_eq!(text, format!("a{}", "é".repeat(2047))));
    }
}
