//! The head of a message: which fields it has, and what they state.

use mail_parser::{Address, HeaderValue, Message};

use super::super::Metadata;

/// How many fields of mail a text begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Fields that mail has.
    pub all: usize,
    /// Those that nothing but mail has.
    pub of_transport: usize,
}

/// The fields at the beginning of `bytes`.
pub(super) fn known_fields(bytes: &[u8]) -> Known {
    /// Heads of mail may go on for a while.
    const HEAD: usize = 16 * 1024;
    const COMMON: [&str; 7] = ["from", "to", "subject", "date", "cc", "sender", "reply-to"];
    const OF_TRANSPORT: [&str; 11] = [
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "delivered-to",
        "content-type",
        "x-mailer",
        "dkim-signature",
        "list-id",
        "list-unsubscribe",
        "content-transfer-encoding",
    ];
    let mut known = Known::default();
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    for line in head.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        if !is_field(line) {
            break;
        }
        let name = line.split(|b| *b == b':').next().unwrap_or(line);
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        known.of_transport += usize::from(OF_TRANSPORT.contains(&name.as_str()));
        known.all += usize::from(OF_TRANSPORT.contains(&name.as_str()) || COMMON.contains(&name.as_str()));
    }
    known
}

/// Whether a line is a field: a name without spaces, a colon.
pub(super) fn is_field(line: &[u8]) -> bool {
    let length =
        line.iter().take(80).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    length > 0 && line.get(length) == Some(&b':')
}

/// What the head says.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The lines that are kept, as a person reads them.
    pub lines: String,
    /// The subject without what answers and forwards put before it.
    pub subject: Option<String>,
    pub metadata: Metadata,
    /// Sent on by somebody who did not write it.
    pub is_forwarded: bool,
}

/// Reads the head of `message`.
pub(super) fn read(message: &Message<'_>) -> Head {
    let mut head = Head::default();
    let from = message.from().or_else(|| message.sender()).and_then(Address::first);
    let name = from.and_then(|from| from.name()).map(clean).filter(|name| !name.is_empty());
    let address = from.and_then(|from| from.address()).map(clean).filter(|address| !address.is_empty());
    match (&name, &address) {
        (Some(name), Some(address)) => head.lines.push_str(&format!("From: {name} <{address}>\n")),
        (Some(one), None) | (None, Some(one)) => head.lines.push_str(&format!("From: {one}\n")),
        (None, None) => {}
    }
    if let Some(date) = message.date().filter(|date| date.is_valid()) {
        let text = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
        head.lines.push_str(&format!("Date: {text} {:02}:{:02}\n", date.hour, date.minute));
        head.metadata.date = Some(text);
    }
    let subject = message.subject().map(clean).unwrap_or_default();
    let (plain, is_forwarded) = without_prefixes(&subject);
    head.is_forwarded = is_forwarded;
    if !plain.is_empty() {
        head.subject = Some(plain.to_owned());
        head.metadata.title = Some(plain.to_owned());
    }
    // What goes to many comes from an outlet; a letter comes from somebody.
    let goes_to_many = ["List-Unsubscribe", "List-Id", "List-Post", "Feedback-ID"]
        .iter()
        .any(|name| message.header(*name).is_some())
        || message.header_raw("Precedence").is_some_and(|p| matches!(p.trim(), "bulk" | "list"));
    if goes_to_many {
        let domain =
            || address.as_deref().and_then(|a| a.rsplit_once('@')).map(|(_, domain)| domain.to_owned());
        head.metadata.outlet = name.or_else(domain);
    } else if !is_forwarded {
        head.metadata.author = name;
    }
    let archived = message.header_raw("Archived-At").map(|a| clean(a).trim_matches(['<', '>']).to_owned());
    head.metadata.url = archived.filter(|url| url.starts_with("http"));
    if let HeaderValue::ContentType(language) = message
        .root_part()
        .headers
        .iter()
        .find(|h| h.name().eq_ignore_ascii_case("Content-Language"))
        .map_or(&HeaderValue::Empty, |h| h.value())
    {
        head.metadata.language = Some(language.ctype().to_owned());
    }
    head
}

/// Text of a field on one line.
fn clean(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A subject without `Re:` and `Fwd:` in the languages of mail programs, and whether it was sent on.
pub(super) fn without_prefixes(subject: &str) -> (&str, bool) {
    const ANSWER: [&str; 8] = ["re", "aw", "sv", "antw", "odp", "ref", "回复", "返信"];
    const FORWARD: [&str; 12] =
        ["fwd", "fw", "wg", "tr", "rv", "enc", "i", "doorst", "vs", "转发", "轉寄", "転送"];
    let (mut rest, mut is_forwarded) = (subject.trim(), false);
    while let Some((prefix, behind)) = rest.split_once([':', '：']) {
        let prefix = prefix.trim().to_lowercase();
        // "Re[2]:"
        let prefix = prefix.split('[').next().unwrap_or("");
        if FORWARD.contains(&prefix) {
            is_forwarded = true;
        } else if !ANSWER.contains(&prefix) {
            break;
        }
        rest = behind.trim();
    }
    (rest, is_forwarded)
}

#[cfg(test)]
mod tests {
    use super::{is_field, known_fields, without_prefixes};

    #[test]
    fn fields() {
        assert!(
            is_field(b"Subject: x") && is_field(b"X-A_b:") && !is_field(b"Two words: x") && !is_field(b": x")
        );
        let known = known_fields(b"Received: a\r\n b\r\nFrom: c\r\nSubject: d\r\n\r\nTo: e");
        assert_eq!((known.all, known.of_transport), (3, 1));
    }

    #[test]
    fn prefixes() {
        assert_eq!(without_prefixes("Fwd: Re[2]: Bridge: closed"), ("Bridge: closed", true));
        assert_eq!(without_prefixes("AW: Bridge"), ("Bridge", false));
    }
}
