//! Mail and mailboxes.

use parallax::corpus::Confidence;
use parallax::ingest::anatomy::analyse;
use parallax::ingest::registry::Registry;
use proptest::prelude::*;

use super::office::{check_refused, check_sound, check_stopped, lines, read_one};
use crate::files::read_bytes;

/// A message with these fields more, and this below them.
fn message(more: &str, body: &str) -> String {
    format!(
        "Message-ID: <1@nelin.example>\r\nFrom: Nelin Post <news@nelin-post.example>\r\nTo: ada@home.example\r\nDate: Fri, 3 May 2024 08:15:00 +0900\r\nSubject: =?utf-8?q?Br=C3=BCcke?= closed\r\n{more}\r\n{body}"
    )
}

const PROSE: &str = "The bridge of Port Nelin stays closed, the mayor said on Monday, since its piers have cracks that grow every week.";

#[test]
fn a_newsletter_in_plain_text() {
    let article = read_one(message("List-Unsubscribe: <x>\r\n", &format!("{PROSE}\r\n")).as_bytes(), "a.eml");
    assert_eq!(
        lines(&article),
        ["From: Nelin Post <news@nelin-post.example>", "Date: 2024-05-03 08:15", "1 Brücke closed", PROSE]
    );
    assert_eq!(
        article.front_matter.unwrap().of(&article.raw),
        "From: Nelin Post <news@nelin-post.example>\nDate: 2024-05-03 08:15"
    );
    let metadata = &article.metadata;
    assert_eq!((metadata.outlet.as_deref(), metadata.author.as_deref()), (Some("Nelin Post"), None));
    let article = analyse(article, "a.eml", Registry::bundled());
    assert_eq!(article.headline.as_ref().map(|h| article.text(h.value)), Some("Brücke closed"));
    assert_eq!(
        article.published.as_ref().map(|p| (p.value.date.to_string(), p.confidence)),
        Some(("2024-05-03".to_owned(), Confidence::High))
    );
    assert_eq!(article.body.len(), 1);
    // A letter is by somebody.
    let article = read_one(message("", PROSE).as_bytes(), "no ending");
    assert_eq!(
        (article.metadata.outlet.as_deref(), article.metadata.author.as_deref()),
        (None, Some("Nelin Post"))
    );
}

#[test]
fn parts_and_encodings() {
    let both = "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n";
    let body = format!(
        "--b\r\nContent-Type: text/plain\r\n\r\nplain\r\n--b\r\nContent-Type: text/html; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><h1>Br=FCcke</h1><p>=CC=EE=F1=F2. {PROSE}</p><p>{PROSE}</p></body></html>\r\n--b--\r\n"
    );
    let article = read_one(message(both, &body).as_bytes(), "a.eml");
    assert!(article.raw.contains("Мост. The bridge") && !article.raw.contains("plain"));
    for (fields, body, expected) in [
        (
            "Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n",
            "=CC=EE=F1=F2 =\r\nshut",
            "Мост shut",
        ),
        (
            "Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: base64\r\n",
            "7c/T1A==",
            "Мост",
        ),
        (
            "Content-Type: text/plain; format=flowed\r\n",
            "The bridge \r\nis shut.\r\n> We \r\n> go.",
            "The bridge is shut.\n> We go.",
        ),
        ("Content-Type: text/plain; format=flowed; delsp=yes\r\n", "你 \r\n好", "你好"),
    ] {
        let article = read_one(message(fields, body).as_bytes(), "a.eml");
        assert!(article.raw.trim_end().ends_with(expected), "{:?}", article.raw);
    }
}

#[test]
fn what_was_sent_on() {
    let sent = format!(
        "Look at this!\r\n\r\n---------- Forwarded message ---------\r\nFrom: Kora Times <k@kora.example>\r\nDate: Thu, 2 May 2024\r\nSubject: Harbour open\r\nTo: x\r\n\r\n{PROSE}\r\n"
    );
    let bytes = message("", &sent).replace("Subject: ", "Subject: Fwd: ");
    let article = read_one(bytes.as_bytes(), "a.eml");
    assert_eq!(lines(&article)[lines(&article).len() - 2..], ["1 Harbour open", PROSE]);
    let metadata = &article.metadata;
    assert_eq!(
        (metadata.author.as_deref(), metadata.date.as_deref(), metadata.title.as_deref()),
        (Some("Kora Times"), Some("Thu, 2 May 2024"), Some("Harbour open"))
    );
    assert!(article.front_matter.unwrap().of(&article.raw).contains("Look at this!"));
    let inner = message("", "Inner text of the message.").replace("closed", "open");
    let within =
        format!("--b\r\n\r\nOuter text.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b--\r\n");
    let found = read_bytes(
        message("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n", &within).as_bytes(),
        "a.eml",
    );
    let titles: Vec<_> = found.articles.iter().map(|a| a.metadata.title.clone().unwrap()).collect();
    assert_eq!(titles, ["Brücke closed", "Brücke open"]);
    check_sound(found);
}

#[test]
fn attached_articles() {
    let attached = |name: &str, text: &str| {
        format!(
            "--b\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{text}\r\n"
        )
    };
    let body = format!(
        "--b\r\n\r\nSee below.\r\n{}{}{}--b--\r\n",
        attached("a.rtf", "{\\rtf1 Rich text.}"),
        attached("p.png", "\x01PNG"),
        attached("bad.rtf", "{\\rtf1 }")
    );
    let found = read_bytes(
        message("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n", &body).as_bytes(),
        "a.eml",
    );
    assert_eq!(found.articles.len(), 2, "{:?}", found.problems.list());
    assert_eq!(found.articles[1].raw, "Rich text.\n");
    assert!(found.problems.list().iter().any(|p| p.text.starts_with("Attached bad.rtf: ")));
    check_sound(found);
}

const MIXED: &str = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n";

#[test]
fn all_that_a_message_shows_is_read() {
    let page =
        |text: &str| format!("--b\r\nContent-Type: text/html\r\n\r\n<html><body>{text}</body></html>\r\n");
    let picture = "--b\r\nContent-Type: image/png\r\nContent-Disposition: inline\r\n\r\nPNG\r\n";
    let plain = "--b\r\nContent-Type: text/plain\r\n\r\nWritten by hand.\r\n";
    let first = page(&format!("<h1>Bridge</h1><p>{PROSE}</p><p>{PROSE}</p>"));
    let second = page(&format!("<h1>Harbour</h1><p>The harbour is open. {PROSE}</p>"));
    let body = format!("{first}{picture}{second}{plain}{picture}{}--b--\r\n", page("<br>"));
    let found = read_bytes(message(MIXED, &body).as_bytes(), "a.eml");
    assert!(found.problems.is_empty(), "{:?}", found.problems.list());
    assert_eq!(found.articles.len(), 1);
    let shown = lines(&found.articles[0]);
    let places: Vec<Option<usize>> = ["p The bridge", "Harbour", "p The harbour is open", "Written by hand."]
        .iter()
        .map(|begin| shown.iter().position(|line| line.starts_with(begin)))
        .collect();
    assert!(places.is_sorted() && places[0].is_some(), "{shown:?}");
    check_sound(found);
    check_refused(message(MIXED, &format!("{}--b--\r\n", page("<img>"))).as_bytes(), "a.eml", "no text");
}

#[test]
fn messages_attached_under_other_names_are_told_and_not_read() {
    let mut inner = message("", "The innermost.");
    for at in 0..400 {
        let boundary = format!("b{at:03}x");
        let envelope = if at == 399 { "" } else { "From - Fri May  3 08:15:00 2024\r\n" };
        let head = MIXED.replace("=b", &format!("={boundary}"));
        inner = envelope.to_owned()
            + &message(
                &head,
                &format!(
                    "--{boundary}\r\n\r\nText {at}.\r\n--{boundary}\r\nContent-Type: application/octet-stream; name=\"a.txt\"\r\n\r\n{inner}\r\n--{boundary}--\r\n"
                ),
            );
    }
    for name in ["a.eml", "a"] {
        let found = read_bytes(inner.as_bytes(), name);
        assert_eq!(found.articles.len(), 1);
        let told: Vec<&str> = found.problems.list().iter().map(|p| p.text.as_str()).collect();
        assert_eq!(
            told,
            ["Attached a.txt is a message itself and was not read. Save it as a file of its own"]
        );
        check_sound(found);
    }
}

#[test]
fn what_goes_with_each_attached_article_is_short() {
    let rows = format!("Bridge,\"{PROSE}\"\r\n").repeat(3);
    let body = format!(
        "--b\r\n\r\nSee below.\r\n--b\r\nContent-Type: application/octet-stream; name=\"a.csv\"\r\n\r\ntitle,text\r\n{rows}\r\n--b--\r\n"
    );
    let long = format!("Subject: {} ", "word ".repeat(1000));
    let found = read_bytes(message(MIXED, &body).replace("Subject: ", &long).as_bytes(), "a.eml");
    assert_eq!(found.articles.len(), 4, "{:?}", found.problems.list());
    for article in &found.articles[1..] {
        let other = &article.metadata.other;
        assert!(other.iter().any(|(name, value)| name == "attached to" && value.len() == 300), "{other:?}");
        assert!(other.contains(&("sent".to_owned(), "2024-05-03".to_owned())));
    }
}

#[test]
fn what_was_read_when_time_is_over_stays() {
    let inner = message("", "Inner text of the message.");
    let within =
        format!("--b\r\n\r\nOuter text.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b--\r\n");
    check_stopped(message(MIXED, &within).as_bytes(), "a.eml", 1);
    check_stopped(message("", "Text.").as_bytes(), "a.eml", 0);
    let mailbox = format!("From - Fri May  3 08:15:00 2024\r\n{}\r\n", message("", "Text.")).repeat(3);
    check_stopped(mailbox.as_bytes(), "a.mbox", 2);
    check_stopped(mailbox.as_bytes(), "a.mbox", 0);
}

#[test]
fn mailboxes() {
    let envelope = "From - Fri May  3 08:15:00 2024\r\n";
    let mut mailbox = String::new();
    for at in 0..3000 {
        mailbox.push_str(envelope);
        let body = if at == 7 {
            String::new()
        } else {
            format!("Text {at}.\r\n>From here on.\r\n\r\nFrom there\r\n\r\n")
        };
        mailbox.push_str(&message("", &body));
    }
    let found = read_bytes(mailbox.as_bytes(), "inbox");
    assert_eq!(found.articles.len(), 2999);
    assert!(found.articles[2].raw.ends_with("Text 2.\nFrom here on.\n\nFrom there\n"));
    let told: Vec<&str> = found.problems.list().iter().map(|p| p.text.as_str()).collect();
    assert!(told.len() == 1 && told[0].starts_with("Message 8: "), "{told:?}");
    check_sound(found);
}

#[test]
fn text_is_no_mail() {
    for text in [
        "From: the bridge\nTo: the harbour\nSubject: none\n\nWords.",
        "Title: Bridge\nDate: 2024\n\nWords.",
        "From here one sees 10:30\nthe bridge: shut.",
    ] {
        assert_eq!(read_one(text.as_bytes(), "a.txt").raw, text);
    }
}

#[test]
fn cut_short_empty_and_hostile() {
    check_refused(message("", "").as_bytes(), "a.eml", "no text");
    let body = "--b\r\n\r\nThe bridge\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGh0bWw+PHA+V29yZHM=\r\n--b--\r\n";
    let whole = message("MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n", body);
    for cut in 1..whole.len() {
        check_sound(read_bytes(&whole.as_bytes()[..cut], "a.eml"));
    }
    // Messages in messages, deep enough to break any stack.
    let deep = message("MIME-Version: 1.0\r\n", "").trim_end().to_owned()
        + "\r\n"
        + &"Content-Type: message/rfc822\r\n\r\n".repeat(100_000)
        + "x";
    check_refused(deep.as_bytes(), "a.eml", "messages within messages");
    for piece in [
        "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n",
        "--b\r\n",
        "\r\n",
        "a: b\r\n",
        "=?utf-8?q?x?= ",
        "<div>",
        "> ",
    ] {
        let started = std::time::Instant::now();
        let body = format!("--b\r\n{}", piece.repeat(30_000));
        check_sound(read_bytes(
            message("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n", &body).as_bytes(),
            "a.eml",
        ));
        check_sound(read_bytes(message(&piece.repeat(30_000), "x").as_bytes(), "a.eml"));
        assert!(started.elapsed().as_secs() < 20, "{piece}: {:?}", started.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_bytes_come_in(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        pieces in prop::collection::vec(0..PIECES.len(), 0..60),
    ) {
        let mut file = b"From - Fri May  3 08:15:00 2024\nMessage-ID: x\nFrom: a\nSubject: b\n".to_vec();
        file.extend(pieces.iter().flat_map(|at| PIECES[*at].bytes()));
        file.extend(bytes);
        check_sound(read_bytes(&file, "a.mbox"));
        check_sound(read_bytes(&file[32..], "a.eml"));
    }
}

const PIECES: [&str; 24] = [
    "\n",
    "\n\n",
    "Content-Type: multipart/mixed; boundary=b\n",
    "Content-Type: multipart/digest; boundary=b\n",
    "Content-Type: message/rfc822\n",
    "Content-Type: text/html\n",
    "Content-Type: text/plain; format=flowed\n",
    "Content-Transfer-Encoding: base64\n",
    "Content-Transfer-Encoding: quoted-printable\n",
    "--b\n",
    "--b--\n",
    "From - Fri May  3 08:15:00 2024\nA: b\n",
    ">From x\n",
    "words \n",
    "<p>words</p>",
    "=E9=\n",
    "PGh0bWw+",
    "Subject: Fwd: Bridge\n",
    "---- Forwarded message ----\n",
    "From: x\n",
    "Date: 3 May 2024\n",
    "> x \n",
    "Bridge closed\n",
    "List-Id: x\n",
];
