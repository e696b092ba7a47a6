//! A page as a server sent it: status, headers, and a body that may come in chunks and be packed.

use std::borrow::Cow;

/// An answer of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer<'a> {
    /// 200 where all is well.
    pub status: u16,
    /// What the body is.
    pub kind: Kind,
    /// How the body is packed, in small letters; empty where it is not.
    pub packing: String,
    /// When the page was last changed, as the server says.
    pub changed: Option<String>,
    /// The body, out of its chunks.
    pub body: Cow<'a, [u8]>,
    /// Whether a chunk is missing.
    pub is_cut: bool,
}

/// What a server or a crawler says that a body is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Kind {
    /// "text/html"; empty where nothing is said.
    pub media: String,
    /// The encoding.
    pub charset: Option<String>,
}

impl Kind {
    /// Reads "text/html; charset=utf-8".
    pub fn read(value: &str) -> Self {
        let mut parts = value.split(';');
        let media = parts.next().unwrap_or("").trim().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (key, value) = part.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (key.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
        });
        Self { media, charset }
    }

    /// Whether it is a web page.
    pub fn is_page(&self) -> bool {
        matches!(self.media.as_str(), "text/html" | "application/xhtml+xml")
    }

    /// Whether it may be an article: a page, a text, an office file; not a picture or a script.
    pub fn may_be_article(&self) -> bool {
        const KINDS: [&str; 14] = [
            "text/plain",
            "text/markdown",
            "text/rtf",
            "text/csv",
            "text/tab-separated-values",
            "application/pdf",
            "application/rtf",
            "application/json",
            "application/ld+json",
            "application/x-ndjson",
            "application/msword",
            "application/epub+zip",
            "message/rfc822",
            "multipart/related",
        ];
        self.is_page()
            || KINDS.contains(&self.media.as_str())
            || self.media.starts_with("application/vnd.openxmlformats")
            || self.media.starts_with("application/vnd.oasis")
    }
}

/// Reads an answer; `None` where it is none.
pub(super) fn read(bytes: &[u8]) -> Option<Answer<'_>> {
    /// Enough for nearly all, and for all that are meant to be read.
    const FEW: usize = 128;
    const MANY: usize = 4096;
    /// As what the head of a newer version is read.
    const USUAL: &[u8] = b"HTTP/1.1";
    /// Bytes of a head in a newer version, which is read from a copy.
    const LONGEST: usize = 1 << 20;
    // Crawlers write the head of an answer in a newer version as they do in the usual one, but for its name.
    let newer = [&b"HTTP/2"[..], b"HTTP/3"].iter().any(|version| bytes.starts_with(version));
    let version = if newer { bytes.iter().take(16).position(|byte| *byte == b' ')? } else { 0 };
    let copy = newer.then(|| {
        let rest = bytes.get(version..).unwrap_or(&[]);
        [USUAL, rest.get(..LONGEST).unwrap_or(rest)].concat()
    });
    let head = copy.as_deref().unwrap_or(bytes);
    let mut config = httparse::ParserConfig::default();
    config
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .ignore_invalid_headers_in_responses(true);
    let (mut few, mut many) = ([httparse::EMPTY_HEADER; FEW], Vec::new());
    let mut response = httparse::Response::new(&mut few);
    let mut parsed = config.parse_response(&mut response, head);
    if parsed == Err(httparse::Error::TooManyHeaders) {
        many.resize(MANY, httparse::EMPTY_HEADER);
        response = httparse::Response::new(&mut many);
        parsed = config.parse_response(&mut response, head);
    }
    let Ok(httparse::Status::Complete(length)) = parsed else { return None };
    let length = if newer { length - USUAL.len() + version } else { length };
    let value = |name: &str| {
        let header = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(header.value).trim().to_owned()).filter(|value| !value.is_empty())
    };
    let status = response.code?;
    let body = bytes.get(length..).unwrap_or(&[]);
    let is_chunked =
        value("Transfer-Encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
    // Some crawlers keep the header and put the chunks together.
    let chunks = if is_chunked { unchunk(body) } else { None };
    let (body, is_cut) = chunks.map_or((Cow::Borrowed(body), false), |(body, ends)| (body.into(), !ends));
    let packing = value("Content-Encoding").unwrap_or_default().to_ascii_lowercase();
    Some(Answer {
        status,
        kind: Kind::read(&value("Content-Type").unwrap_or_default()),
        packing,
        changed: value("Last-Modified"),
        body,
        is_cut,
    })
}

/// A body put together from its chunks, and whether the last was met; `None` where there are none.
fn unchunk(body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    let mut is_first = true;
    loop {
        let size = size_line(rest);
        let Some((size, after)) = size else {
            return if is_first { None } else { Some((whole, false)) };
        };
        is_first = false;
        if size == 0 {
            return Some((whole, true));
        }
        let Some(chunk) = after.get(..size) else {
            whole.extend_from_slice(after);
            return Some((whole, false));
        };
        whole.extend_from_slice(chunk);
        rest = after.get(size..).unwrap_or(&[]);
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// The size of the chunk that begins here, and what follows the line.
fn size_line(bytes: &[u8]) -> Option<(usize, &[u8])> {
    /// Extensions of a chunk are rarely used, and short.
    const LONGEST: usize = 1024;
    let head = bytes.get(..LONGEST).unwrap_or(bytes);
    let end = head.iter().position(|byte| *byte == b'\n')?;
    let line = head.get(..end)?.split(|byte| *byte == b';').next()?.trim_ascii();
    let size = usize::from_str_radix(std::str::from_utf8(line).ok()?, 16).ok()?;
    Some((size, bytes.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers() {
        let check = |bytes: &[u8], body: &[u8], is_cut: bool| {
            let answer = read(bytes).expect("an answer");
            assert_eq!((&*answer.body, answer.is_cut), (body, is_cut), "{}", String::from_utf8_lossy(bytes));
        };
        check(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nwords", b"words", false);
        check(b"HTTP/1.0 200\r\n\r\n", b"", false);
        let chunked =
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwor\r\n2;x=y\r\nds\r\n0\r\n\r\n";
        check(chunked, b"words", false);
        check(&chunked[..chunked.len() - 7], b"words", true);
        check(&chunked[..chunked.len() - 15], b"wor", true);
        check(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nwhole already", b"whole already", false);
        check(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nab", b"ab", true);
        assert_eq!(read(b"GET / HTTP/1.1\r\n\r\n"), None);
        assert_eq!(read(b"HTTP/1.1 200 OK\r\nContent-Ty"), None);
        let kind = Kind::read("Text/HTML ; Charset=\"windows-1251\"");
        assert_eq!((kind.media.as_str(), kind.charset.as_deref()), ("text/html", Some("windows-1251")));
    }
}
