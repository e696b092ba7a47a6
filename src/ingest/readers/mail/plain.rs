//! Plain text of mail: lines that flow are joined, and what was sent on is found.

use super::super::Metadata;

/// Joins the lines that a mail program broke and marked to flow (RFC 3676): those that end in a space.
/// `joins_words` where that space is none of the text's.
pub(super) fn unflowed(text: &str, joins_words: bool) -> String {
    let mut out = String::with_capacity(text.len());
    // Marks of quotation at the beginning of the line that goes on.
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.bytes().take_while(|b| *b == b'>').count();
        let content = line.get(depth..).unwrap_or("");
        // One space is put before what would look like a mark.
        let content = content.strip_prefix(' ').unwrap_or(content);
        let is_signature = content == "-- ";
        if open == Some(depth) && !is_signature {
            out.push_str(content);
        } else {
            if open.is_some() {
                out.push('\n');
            }
            (0..depth).for_each(|_| out.push('>'));
            if depth > 0 {
                out.push(' ');
            }
            out.push_str(content);
        }
        if content.ends_with(' ') && !is_signature {
            if joins_words {
                out.pop();
            }
            open = Some(depth);
        } else {
            out.push('\n');
            open = None;
        }
    }
    out
}

/// What stands above a text that was sent on.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SentOn {
    /// Where the text itself begins.
    pub to: usize,
    pub metadata: Metadata,
}

/// The head of the first message that `text` sends on, if one stands near its beginning.
pub(super) fn sent_on(text: &str) -> Option<SentOn> {
    /// Lines of somebody's own words above.
    const ABOVE: usize = 12;
    const RULES: [&str; 12] = [
        "forwarded message",
        "original message",
        "begin forwarded message",
        "weitergeleitete nachricht",
        "ursprüngliche nachricht",
        "message transféré",
        "mensaje reenviado",
        "пересылаемое сообщение",
        "пересланное сообщение",
        "исходное сообщение",
        "转发",
        "転送",
    ];
    let mut at = 0;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim();
        if words.is_empty() {
            continue;
        }
        seen += 1;
        if seen > ABOVE {
            return None;
        }
        let plain = words.trim_matches(['-', '_', '=', ' ', ':', '>']).to_lowercase();
        let is_rule = words.chars().count() < 80 && RULES.iter().any(|rule| plain.contains(rule));
        if is_rule && let Some(found) = fields(text, at, 1) {
            return Some(found);
        }
        // Some programs write the fields alone.
        if field(words).is_some_and(|(key, _)| key == Key::From)
            && let Some(found) = fields(text, start, 3)
        {
            return Some(found);
        }
    }
    None
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    From,
    Date,
    Subject,
    Other,
}

/// A line `From: name`, in the languages of mail programs.
fn field(line: &str) -> Option<(Key, &str)> {
    let line = line.trim_start_matches(['>', ' ', '*']);
    let (key, value) = line.split_once([':', '：'])?;
    let key = match key.trim_matches(['*', ' ']).to_lowercase().as_str() {
        "from" | "von" | "de" | "от" | "发件人" | "寄件者" | "差出人" => Key::From,
        "date"
        | "sent"
        | "datum"
        | "gesendet"
        | "envoyé"
        | "fecha"
        | "enviado"
        | "дата"
        | "отправлено"
        | "发送时间"
        | "日期"
        | "日時"
        | "送信日時" => Key::Date,
        "subject" | "betreff" | "objet" | "asunto" | "тема" | "主题" | "主旨" | "件名" => {
            Key::Subject
        }
        "to" | "cc" | "an" | "à" | "para" | "кому" | "копия" | "reply-to" | "收件人" | "宛先" => {
            Key::Other
        }
        _ => return None,
    };
    Some((key, value.trim_matches(['*', ' '])))
}

/// The fields from `from` on, if there are `least` that count.
fn fields(text: &str, from: usize, least: usize) -> Option<SentOn> {
    let mut found = SentOn { to: from, ..SentOn::default() };
    let mut count = 0;
    let mut at = from;
    for line in text.get(from..)?.split_inclusive('\n').take(14) {
        at += line.len();
        let words = line.trim();
        if words.is_empty() && count == 0 {
            continue;
        }
        let Some((key, value)) = field(words) else {
            // In pages every field may stand in a paragraph of its own.
            if words.is_empty() {
                continue;
            }
            break;
        };
        count += 1;
        found.to = at;
        let value = Some(value.to_owned()).filter(|value| !value.is_empty());
        match key {
            Key::From => {
                found.metadata.author =
                    value.map(|v| v.split('<').next().unwrap_or("").trim().trim_matches('"').to_owned());
            }
            Key::Date => found.metadata.date = value,
            Key::Subject => found.metadata.title = value,
            Key::Other => {}
        }
    }
    found.metadata.author = found.metadata.author.filter(|author| !author.is_empty());
    (count >= least).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::{sent_on, unflowed};

    #[test]
    fn lines_that_flow() {
        for (text, joins, expected) in [
            ("one \ntwo\nthree\n", false, "one two\nthree\n"),
            ("你 \n好\n", true, "你好\n"),
            ("> a \n> b\nc", false, "> a b\nc\n"),
            ("> a \nb \n-- \nc", false, "> a \nb \n-- \nc\n"),
            (" > x", false, "> x\n"),
        ] {
            assert_eq!(unflowed(text, joins), expected, "{text:?}");
        }
    }

    #[test]
    fn what_was_sent_on() {
        let text = "Look!\n\n---------- Forwarded message ---------\nFrom: Nelin Post <news@nelin.example>\nDate: 3 May 2024\nSubject: Bridge closed\nTo: me\n\nThe bridge";
        let found = sent_on(text).unwrap();
        assert_eq!(found.metadata.author.as_deref(), Some("Nelin Post"));
        assert_eq!(found.metadata.title.as_deref(), Some("Bridge closed"));
        assert_eq!(text.get(found.to..).unwrap().trim(), "The bridge");
        assert_eq!(sent_on("From: the bridge one sees far\n\nMore."), None);
    }
}
