//! Each rule on a sentence or two of its own, in each language.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use super::{Voices, voices};
use crate::corpus::{
    Article, Completeness, Confidence, Corpus, EncodingFound, EncodingSign, Evidence, EvidenceKind, Inferred,
    Language, Paragraph, ParagraphKind, Span,
};
use crate::task::Task;

fn inferred<T>(value: T) -> Inferred<T> {
    let evidence = Evidence { kind: EvidenceKind::Text, quote: "".into() };
    Inferred { value, evidence, confidence: Confidence::High }
}

/// An article of paragraphs, one a line; a line that begins with `# ` is the headline.
fn corpus(language: &str, text: &str) -> Corpus {
    let mut body = Vec::new();
    let mut headline = None;
    let mut at = 0;
    for line in text.split('\n') {
        let (from, to) = (at, at + line.len());
        at = to + 1;
        if line.starts_with("# ") {
            headline = Some(inferred(Span::new(from + 2, to)));
        } else if !line.trim().is_empty() {
            body.push(Paragraph { kind: ParagraphKind::Paragraph, span: Span::new(from, to) });
        }
    }
    let article = Article {
        path: "a.txt".into(),
        record: 0,
        raw: text.into(),
        address: None,
        turns: crate::corpus::Turns::default(),
        pages: Vec::new(),
        encoding: EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors: false },
        lines: crate::corpus::Lines::default(),
        outlet: None,
        host: None,
        wire: None,
        published: None,
        headline,
        standfirst: None,
        byline: Vec::new(),
        section: None,
        opinion: None,
        language: inferred(Language::from_code(language)),
        completeness: inferred(Completeness::Full),
        body,
        captions: Vec::new(),
        problems: Vec::new(),
    };
    Corpus::build(vec![Arc::new(article)], &Task::none()).unwrap()
}

fn found(language: &str, text: &str) -> (Corpus, Voices) {
    let corpus = corpus(language, text);
    let found = voices(&corpus, 0);
    (corpus, found)
}

/// `kind speaker: words`, one a line; `-` for nobody.
#[track_caller]
fn check(language: &str, text: &str, expected: &[&str]) {
    let (corpus, found) = found(language, text);
    let lines: Vec<String> = found
        .voices
        .iter()
        .map(|voice| {
            let mut line = format!("{:?} ", voice.kind).to_lowercase();
            let name = voice.speaker.as_ref().map_or("-", |s| s.name.as_str());
            write!(line, "{name}: {}", voice.place.text(&corpus)).unwrap();
            line
        })
        .collect();
    assert_eq!(lines, expected, "{text}");
}

#[test]
fn quotations_find_their_speakers() {
    check(
        "en",
        "“The tide is out,” said Oda Lisk, a baker. “We wait.”",
        &["direct Oda Lisk: The tide is out,", "direct Oda Lisk: We wait."],
    );
    check("en", "“The tide is out,” Oda Lisk said.", &["direct Oda Lisk: The tide is out,"]);
    check("en", "Oda Lisk said: “The tide is out.”", &["direct Oda Lisk: The tide is out."]);
    check("en", "Oda Lisk said on Monday, \"The tide is out.\"", &["direct Oda Lisk: The tide is out."]);
    check(
        "en",
        "“The tide,” Oda Lisk told us, “is out.”",
        &["direct Oda Lisk: The tide,", "direct Oda Lisk: is out."],
    );
    check("en", "“Is the tide out?” Oda Lisk asked.", &["direct Oda Lisk: Is the tide out?"]);
    check(
        "en",
        "‘The owners’ club is shut,’ said Oda Lisk.",
        &["direct Oda Lisk: The owners’ club is shut,"],
    );
    check("en", "'It isn't out,' said Oda Lisk.", &["direct Oda Lisk: It isn't out,"]);
    check("en", "“The tide is out,” according to Oda Lisk.", &["direct Oda Lisk: The tide is out,"]);
    check(
        "en",
        "“The tide is out and so are we.” — Oda Lisk",
        &["direct Oda Lisk: The tide is out and so are we."],
    );
}

#[test]
fn quotations_go_on_and_stay_open() {
    check(
        "en",
        "Oda Lisk said: “The tide is out.\n“We wait.”",
        &["direct Oda Lisk: The tide is out.", "direct Oda Lisk: We wait."],
    );
    check(
        "en",
        "“We have waited for the tide.” The boats lay still.",
        &["direct -: We have waited for the tide."],
    );
    check(
        "en",
        "Oda Lisk was there.\n“We wait,” she said. “Always.”",
        &["direct Oda Lisk: We wait,", "direct Oda Lisk: Always."],
    );
    // One mark too many does not take the rest.
    check("en", "“The tide is out,” said Oda Lisk.” She left.", &["direct Oda Lisk: The tide is out,"]);
}

#[test]
fn a_straight_mark_alone_takes_nothing_from_the_others() {
    let waits = ["direct Oda Lisk: We wait for the tide,"];
    check("en", "A 12\" pipe. \"We wait for the tide,\" said Oda Lisk.", &waits);
    check("en", "The \"old harbour. \"We wait for the tide,\" said Oda Lisk.", &waits);
    check("en", "\"We wait for the tide,\" said Oda Lisk. \"It is", &waits);
}

#[test]
fn words_are_counted_where_a_headline_stands_below_its_text() {
    let text = "“We wait for the tide,” said Oda Lisk.\n# Minister: the tide is out";
    let (corpus, found) = found("en", text);
    let counted: Vec<(&str, u32)> =
        found.voices.iter().map(|voice| (voice.place.text(&corpus), voice.words)).collect();
    assert_eq!(counted, [("the tide is out", 4), ("We wait for the tide,", 5)]);
}

#[test]
fn what_describes_a_person_is_bounded() {
    let mut text = String::new();
    for n in 0..300 {
        writeln!(text, "Harbour master number{n} Oda Lisk spoke.").unwrap();
    }
    let (_, found) = found("en", &format!("{text}“We wait for the tide,” said Oda Lisk."));
    let words = |voice: &super::Voice| voice.speaker.as_ref().map(|s| s.description.split(' ').count());
    assert_eq!(found.voices.last().and_then(words), Some(40));
}

#[test]
fn reports_are_found() {
    check("en", "Oda Lisk said the tide was out.", &["indirect Oda Lisk: the tide was out"]);
    check("en", "The tide was out, the harbour office said.", &["indirect harbour office: The tide was out"]);
    check("en", "The tide was out, said Oda Lisk, who bakes.", &["indirect Oda Lisk: The tide was out"]);
    check("en", "According to Oda Lisk, the tide was out.", &["indirect Oda Lisk: the tide was out"]);
    check("en", "The tide was out, according to Oda Lisk.", &["indirect Oda Lisk: The tide was out"]);
    check("en", "Oda Lisk called the tide “a friend”.", &["mixed Oda Lisk: the tide “a friend”"]);
    check("en", "The ministry denied the claim.", &["indirect ministry: the claim"]);
    check("en", "The boats are said to be old.", &["indirect -: The boats are said to be old"]);
    check("en", "Oda Lisk did not say that the tide was out.", &[]);
    check(
        "en",
        "Oda Lisk said the tide was out, and Tam Orr said it was in.",
        &["indirect Oda Lisk: the tide was out", "indirect Tam Orr: it was in"],
    );
    check("en", "Norvia's claim that the tide is out is old.", &["indirect Norvia: the tide is out is old"]);
}

#[test]
fn headlines_answers_and_terms_are_told_apart() {
    check("en", "# Minister: the tide is out\nIt was calm.", &["indirect Minister: the tide is out"]);
    check(
        "en",
        "Q: Is the tide out?\nA: It is out and it stays out.",
        &["direct -: It is out and it stays out."],
    );
    let (corpus, found) = found("en", "The so-called “tide” is out. They met in a “shed”.");
    let scares: Vec<&str> = found.scare_quotes.iter().map(|s| s.place.text(&corpus)).collect();
    assert_eq!((found.voices.len(), scares), (0, vec!["tide", "shed"]));
}

#[test]
fn pronouns_and_descriptions_are_resolved_or_left_open() {
    use super::Resolved;
    let by = |text: &str| {
        let (_, found) = found("en", text);
        found.voices.last().and_then(|v| v.speaker.clone()).map(|s| (s.name, s.resolved))
    };
    let named = |name: &str, by| Some((name.to_owned(), by));
    assert_eq!(
        by("Mrs Oda Lisk met Mr Tam Orr. “We wait,” she said."),
        named("Oda Lisk", Resolved::ByPronoun)
    );
    assert_eq!(by("Mrs Oda Lisk met Mr Tam Orr. “We wait,” he said."), named("Tam Orr", Resolved::ByPronoun));
    assert_eq!(by("“We wait,” she said."), None);
    assert_eq!(
        by("Foreign minister Oda Lisk arrived. Tam Orr left. “We wait,” the minister said."),
        named("Oda Lisk", Resolved::ByDescription)
    );
}

#[test]
fn a_headline_s_office_means_whom_the_article_gives_it() {
    let headline = |text: &str| {
        let (_, found) = found("en", text);
        found.voices.first().and_then(|v| v.speaker.clone()).map(|s| s.name)
    };
    let check = |text: &str, name: &str| assert_eq!(headline(text).as_deref(), Some(name), "{text}");
    let own = "Foreign minister Tam Orr left. Its foreign minister, Oda Lisk, stayed.";
    check(&format!("# Foreign minister: the tide is out\n{own}"), "Tam Orr");
    let other_order = "Veltia's foreign minister, Oda Lisk, stayed. Foreign minister Tam Orr left.";
    check(&format!("# Foreign minister: the tide is out\n{other_order}"), "Tam Orr");
    check(&format!("# Veltia's foreign minister: the tide is out\n{other_order}"), "Oda Lisk");
    check(&format!("# Interior minister: the tide is out\n{own}"), "Interior minister");
    check("# PM: the tide is out\nPrime Minister Oda Lisk met foreign minister Tam Orr.", "Oda Lisk");
    check("# Minister: the tide is out\nPrime Minister Oda Lisk met foreign minister Tam Orr.", "Tam Orr");
    let both = "Veltia's foreign minister, Oda Lisk, met Norvia's foreign minister, Tam Orr.";
    check(&format!("# Foreign minister: the tide is out\n{both}"), "Foreign minister");
}

#[test]
fn what_says_which_is_no_name() {
    check(
        "en",
        "Two Norvian said so. A Norvian official said the tide was out.",
        &["indirect Norvian official: the tide was out"],
    );
    check(
        "en",
        "Oda Lisk came. The Lisk administration said the tide was out.",
        &["indirect Lisk administration: the tide was out"],
    );
    check(
        "en",
        "Norvian Prime Minister Oda Lisk came. The Norvian leader said the tide was out.",
        &["indirect Oda Lisk: the tide was out"],
    );
    check(
        "en",
        "Norvia's PM Oda Lisk came. The tide was out, the PM said.",
        &["indirect Oda Lisk: The tide was out"],
    );
    check(
        "en",
        "Foreign minister Oda Lisk came. The tide was out, the finance minister said.",
        &["indirect finance minister: The tide was out"],
    );
    // An office before the name and one behind it are two.
    check(
        "en",
        "Prime Minister Oda Lisk, leader of the Reform Party, came. The tide was out, the prime minister said.",
        &["indirect Oda Lisk: The tide was out"],
    );
    // A capital makes no country of a word.
    check(
        "en",
        "Human rights minister Oda Lisk came. The tide was out, the human rights minister said.",
        &["indirect Oda Lisk: The tide was out"],
    );
    // Countries whose names begin alike.
    check(
        "en",
        "Austria's foreign minister Oda Lisk came. The tide was out, Australia's foreign minister said.",
        &["indirect Australia's foreign minister: The tide was out"],
    );
    check(
        "en",
        "Iran's foreign minister Oda Lisk came. The tide was out, the Iranian foreign minister said.",
        &["indirect Oda Lisk: The tide was out"],
    );
    check(
        "en",
        "A source in the central bank said the tide was out.",
        &["indirect source in the central bank: the tide was out"],
    );
    check("en", "A hard line against other countries suggests that the tide is out.", &[]);
}

#[test]
fn a_speaker_with_an_insertion_comes_before_the_verb() {
    check(
        "en",
        "Oda Lisk, who stays on, said the harbour board “takes its share of the work”.",
        &["mixed Oda Lisk: the harbour board “takes its share of the work”"],
    );
    check(
        "en",
        "A harbour official, who asked not to be named, said the tide was out.",
        &["indirect harbour official: the tide was out"],
    );
}

#[test]
fn a_second_verb_has_its_own_words() {
    check(
        "en",
        "Oda Lisk backed the pact but wondered, in a written statement, “why a boat that saw it coming was late”.",
        &["mixed Oda Lisk: why a boat that saw it coming was late"],
    );
}

#[test]
fn whose_words_a_sentence_tells_are_no_scare_quotes() {
    let scares = |text: &str| -> Vec<String> {
        let (corpus, found) = found("en", text);
        let scare = |s: &&super::ScareQuote| s.kind != super::ScareKind::Attributed;
        found.scare_quotes.iter().filter(scare).map(|s| s.place.text(&corpus).to_owned()).collect()
    };
    for text in [
        "He walked past what the owners called “rubbish” on the quay.",
        "The draft speaks of “waters”.",
        "The boats stayed in a “pause”, in the words of the owners.",
        "The boats came with an “escort”, as Norvia calls it.",
        "The boats came with an “escort”, as the minister put it in a speech.",
        "The boats came with an “escort,” as the minister said.",
        "The boats came with an “escort” – to use the minister's word.",
        "A tax dubbed “the leak” by its critics came.",
        "Norvia's call for a “calm sea” was heard.",
    ] {
        assert!(scares(text).is_empty(), "{text}: {:?}", scares(text));
    }
    for (text, scare) in [
        ("They met in a “shed”.", "shed"),
        ("The so-called “tide” is out.", "tide"),
        ("A tax dubbed “the leak” came.", "the leak"),
        ("The owners who spoke on Monday then met in a “shed”.", "shed"),
        ("Norvia held “drills” as officials said the tide was out.", "drills"),
        ("Norvia held “drills”, as officials said the tide was out.", "drills"),
        ("Norvia held “drills” as it put up flags.", "drills"),
        ("Norvia has “drills” to use as a threat.", "drills"),
    ] {
        assert_eq!(scares(text), [scare], "{text}");
    }
}

#[test]
fn other_languages_have_their_patterns() {
    check("ru", "«Мы ждём», — сказала Ода Лиск.", &["direct Ода Лиск: Мы ждём"]);
    check("ru", "Ода Лиск заявила, что прилив закончился.", &["indirect Ода Лиск: прилив закончился"]);
    check(
        "ru",
        "По словам Антона Лискова, прилив закончился. «Мы ждём», — сказал он.",
        &["indirect Антон Лисков: прилив закончился", "direct Антон Лисков: Мы ждём"],
    );
    check(
        "ru",
        "Он встретился с Одой Лиск. Ода Лиск заявила, что прилив закончился. По словам Лиск, стало тихо.",
        &["indirect Ода Лиск: прилив закончился", "indirect Ода Лиск: стало тихо"],
    );
    // What stands in the nominative stays so, in its own article and behind "as … says".
    check(
        "ru",
        "Как сообщает Мария Лискова, прилив закончился.",
        &["indirect Мария Лискова: прилив закончился"],
    );
    check(
        "ru",
        "Ангела Мерель заявила, что прилив закончился. По словам Мерель, стало тихо.",
        &["indirect Ангела Мерель: прилив закончился", "indirect Ангела Мерель: стало тихо"],
    );
    check(
        "ru",
        "По словам Павла Дрешова, прилив закончился.",
        &["indirect Павла Дрешова: прилив закончился"],
    );
    // A man and a woman of one surname.
    check(
        "ru",
        "Антон Овальный ждал. Юлия Овальная молчала. Овальная заявила, что прилив закончился.",
        &["indirect Юлия Овальная: прилив закончился"],
    );
    check(
        "ru",
        "Антон Лисков ждал. Юлия Лискова молчала. По словам Лискова, стало тихо.",
        &["indirect Антон Лисков: стало тихо"],
    );
    check(
        "ru",
        "Антон Лисков ждал. Лискова заявила, что прилив закончился.",
        &["indirect Лискова: прилив закончился"],
    );
    check("de", "„Wir warten“, sagte Oda Lisk.", &["direct Oda Lisk: Wir warten"]);
    check("de", "Oda Lisk sagte, dass sie warten werde.", &["indirect Oda Lisk: sie warten werde"]);
    check("fr", "« Nous attendons », a déclaré Oda Lisk.", &["direct Oda Lisk: Nous attendons"]);
    check("fr", "Oda Lisk a déclaré que la mer était calme.", &["indirect Oda Lisk: la mer était calme"]);
    check("es", "«Esperamos aquí», dijo Oda Lisk.", &["direct Oda Lisk: Esperamos aquí"]);
    check("zh", "奥达·利斯克说：“我们都在这里等着。”", &["direct 奥达·利斯克: 我们都在这里等着。"]);
    check("zh", "外交部表示，双方将继续谈判。", &["indirect 外交部: 双方将继续谈判"]);
    check("zh", "奥达·利斯克说：\"我们都在这里等着。\"", &["direct 奥达·利斯克: 我们都在这里等着。"]);
    check("zh", "\"我们都在这里等着，\"奥达·利斯克说。", &["direct 奥达·利斯克: 我们都在这里等着，"]);
    check(
        "zh",
        "港口之声埃尔辛3月11日电　外交部11日宣布，双方将继续谈判。",
        &["indirect 外交部: 双方将继续谈判"],
    );
    check(
        "zh",
        "奥达·利斯克说，潮水已经退去。他没有透露船队将采取何种应对措施，只表示双方将继续谈判。",
        &["indirect 奥达·利斯克: 潮水已经退去", "indirect 奥达·利斯克: 双方将继续谈判"],
    );
    check("ja", "オダ・リスク氏は「ここで待つだけだ」と述べた。", &["direct オダ・リスク: ここで待つだけだ"]);
    check("ja", "外務省によると、船は港に戻ったという。", &["indirect 外務省: 船は港に戻った"]);
}

#[test]
fn hostile_text_takes_linear_time() {
    for (language, unit) in [
        ("en", "“"),
        ("en", "\" "),
        ("en", "‘a "),
        ("en", "“a” "),
        ("en", "he said "),
        ("en", "“a,” he said, "),
        ("en", ", Oda Lisk "),
        ("ru", "«« »"),
        ("zh", "说“"),
        ("ja", "「と述べ"),
        ("zh", "他说，"),
    ] {
        let time = |bytes: usize| {
            let corpus = corpus(language, &unit.repeat(bytes / unit.len()));
            let start = Instant::now();
            let found = voices(&corpus, 0);
            assert!(found.voices.len() <= bytes);
            start.elapsed().as_secs_f64()
        };
        time(20_000);
        let (short, long) = (time(50_000), time(400_000));
        assert!(long < 32.0 * short.max(0.01), "{unit:?}: {short} s and {long} s");
    }
}
