//! Exports of news databases that are cut short, that hold one article or hundreds, and what only looks
//! like one.

use std::fmt::Write as _;

use parallax::ingest::anatomy::analyse;
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{Input, Mark, read as read_file};
use parallax::ingest::registry::Registry;
use parallax::task::Task;
use proptest::prelude::*;

use super::databases::{check_spans, export, has, read};
use crate::files::read_bytes;

const ALL: [&str; 9] = [
    "lexisnexis",
    "nexis",
    "factiva_tags",
    "factiva",
    "proquest",
    "europresse",
    "kikuzo",
    "yomidasu",
    "integrum",
];

#[test]
fn exports_cut_short() {
    for name in ALL {
        let text = export(name);
        let whole = read(&text).articles.len();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for end in 0..lines.len() {
            let found = read(&lines[..end].concat());
            assert!(found.articles.len() <= whole, "{name} cut at line {end}");
            check_spans(&found);
        }
    }
    for (name, at) in [
        ("nexis", "Load-Date: March 6"),
        ("factiva_tags", "AN\n\nDocument TOLGAZ"),
        ("factiva", "文件 CHLRB"),
    ] {
        let text = export(name);
        let found = read(&text[..text.find(at).unwrap()]);
        let told = found.problems.list().iter().any(|p| p.text.contains("cut short"));
        assert!(told, "{name}: {:?}", found.problems.list());
    }
    let text = export("lexisnexis")
        .replace("All Documents: 1-3", "All Documents: 1-4")
        .replace(" of 3 DOC", " of 4 DOC")
        .replace("von 3", "von 4");
    assert!(read(&text).problems.list().iter().any(|p| p.text.contains("holds 4 articles, and 3 are there")));
}

#[test]
fn fewer_words_than_stated_are_a_truncation() {
    use parallax::corpus::Completeness;
    let text = export("nexis").replace("Length: 14 words", "Length: 940 words");
    let found = read(&text);
    let completeness =
        |at: usize| analyse(found.articles[at].clone(), "download.txt", Registry::bundled()).completeness;
    assert_ne!(completeness(0).value, Completeness::Truncated);
    assert_eq!(completeness(1).value, Completeness::Truncated);
    assert_eq!(&*completeness(1).evidence.quote, "940 words stated, 12 there");
}

#[test]
fn an_article_that_quotes_labels_is_none() {
    for text in [
        "How to read an archive\n\nLENGTH: 355 words, says the slip.\n\nAnd further down: LOAD-DATE: March 5, 2013.\n\nNobody knows why.",
        "1 of 250 DOCUMENTS\n\nThat is how every page of the archive began, and how this story does.",
        "End of Document\n\nA poem by Ada Loven. It has three lines.\n\nLoad-Date: March 5, 2013",
        "HD\n\nis short for high definition, and PD\n\nfor public domain.\n\nAN\n\narticle is a word.",
        "Title: Bridge closed\nAuthor: Ada Loven\nDate: 4 March 2018\n\nFull text: see the paper. The bridge over the Tolva is closed.",
        "The file has the mark Document NELP000020180304ee34000b1 in it, and\n\nDocument NELP000020180304ee34000b1\n\nalone.",
        "Numéro de document : inconnu\n\nLe pont est fermé. Tous droits réservés.",
    ] {
        let found = read(text);
        assert_eq!(found.articles.len(), 1, "{text}");
        assert!(!found.articles[0].metadata.other.iter().any(|(name, _)| name == "database"), "{text}");
    }
}

#[test]
fn a_single_article_is_enough() {
    let text = export("nexis");
    let one = &text[text.find("Ferry goes twice a day\n\nTolva").unwrap()..];
    let found = read(one);
    assert_eq!(found.articles.len(), 1);
    assert!(found.problems.is_empty(), "{:?}", found.problems.list());
    assert!(has(&found.articles[0], "database", "Nexis Uni"));
    let text = export("factiva");
    let one = &text[text.find("Brücke").unwrap()..text.find("潮浪桥").unwrap()];
    assert!(has(&read(one).articles[0], "database", "Factiva"));
}

#[test]
fn fields_that_a_pdf_joins_are_parted() {
    let text = "1 of 1 DOCUMENTS\n\nCopyright 2013 Nelin Papers\n\nAll Rights Reserved The Nelin Post (Nelin)\n\nMarch 4, 2013 Monday\n\nSECTION: NEWS; Pg. A3 LENGTH: 64 words HEADLINE: Ice: \
                the bridge is closed BYLINE: Ada Loven BODY:\n\nThe bridge has been closed since Monday. LENGTH: unknown.\n\n\
                LANGUAGE: ENGLISH LOAD-DATE: March 5, 2013";
    let found = read(text);
    let stated = &found.articles[0].metadata;
    assert_eq!(stated.title.as_deref(), Some("Ice: the bridge is closed"));
    assert_eq!((stated.author.as_deref(), stated.section.as_deref()), (Some("Ada Loven"), Some("NEWS")));
    assert_eq!(stated.outlet.as_deref(), Some("The Nelin Post"));
    assert!(has(&read(text).articles[0], "load date", "March 5, 2013"));
    assert!(read(text).articles[0].raw.contains("since Monday. LENGTH: unknown."));
}

#[test]
fn headlines_of_web_pages_are_known_by_their_class() {
    let page = |title: &str| {
        format!(
            "<html><body><div class=\"article enArticle\"><div>Nelin</div><div><span class='enHeadline'>{title}</span></div>\
             <div>Ada</div><div>20 words</div><div>4 March 2018</div><div>The Nelin Post</div><div>NELP</div><div>English</div>\
             <div>Copyright 2018 The Nelin Post</div><p>The bridge over the Tolva at Nelin has been closed since Monday.</p>\
             <p>Document NELP000020180304ee34000b1</p></div></body></html>"
        )
    };
    for (title, expected) in [
        ("Closed", "Closed"),
        ("Ice &amp; <b>water</b>", "Ice & water"),
        ("Ice &ndash; &#8220;water&#x201d;", "Ice – “water”"),
    ] {
        let found = read_bytes(page(title).as_bytes(), "Factiva.html");
        let stated = &found.articles[0].metadata;
        assert_eq!(stated.title.as_deref(), Some(expected));
        assert_eq!((stated.section.as_deref(), stated.author.as_deref()), (Some("Nelin"), Some("Ada")));
    }
}

#[test]
fn a_bundle_of_many_articles() {
    let mut text = String::new();
    for number in 1..=500 {
        let _ = write!(
            text,
            "Bridge {number} closed\n\nThe Nelin Post\n\nMarch 4, 2018 Sunday\n\nLength: 400 words\n\nBody\n\n{}\n\nLoad-Date: March 5, 2018\n\nEnd of Document\n\n",
            "The bridge over the Tolva at Nelin has been closed since Monday.\n\n".repeat(30)
        );
    }
    let found = read(&text);
    assert_eq!(found.articles.len(), 500);
    assert_eq!(found.articles[499].metadata.title.as_deref(), Some("Bridge 500 closed"));
    let body = found.articles[0].markup.iter().filter(|m| m.mark == Mark::Body).count();
    assert_eq!(body, 30);
}

/// A small LexisNexis article below `head`.
fn lexisnexis_with(head: &str) -> String {
    format!(
        "{head}\nLENGTH: 9 words\nHEADLINE: Bridge closed\nBYLINE: Ada Loven\n\nThe bridge over the Tolva is closed.\n\nLOAD-DATE: March 5, 2013\n\nLANGUAGE: ENGLISH\n"
    )
}

#[test]
fn hostile_exports_are_gone_through_once() {
    let ends = |text: &str, articles: usize| {
        let found = read(text);
        assert_eq!(found.articles.len(), articles);
        assert!(
            has(&found.articles[0], "database", "LexisNexis")
                || has(&found.articles[0], "database", "Factiva")
        );
    };
    ends(&lexisnexis_with(&"a\n".repeat(300_000)), 1);
    ends(&lexisnexis_with(&format!("SECTION:{}", ":".repeat(400_000))), 1);
    let number = "Document NELP000020180304ee34000b1\n";
    let text = format!(
        "{}Bridge closed\n\n20 words\n\n4 March 2018\n\nThe Nelin Post\n\nNELP\n\nEnglish\n\nCopyright 2018 The Nelin Post\n\nThe bridge is closed.\n\n{number}",
        number.repeat(100_000)
    );
    ends(&text, 1);
    let page = format!(
        "<html><body><p>{}</p>{}",
        text[number.len() * 100_000..].replace("\n\n", "</p><p>"),
        "<a class=Headline ".repeat(60_000)
    );
    assert_eq!(read_bytes(page.as_bytes(), "Factiva.html").articles.len(), 1);
}

#[test]
fn the_limit_of_time_holds_for_exports() {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;
    let article = "Bridge closed\n\nThe Nelin Post\n\nMarch 4, 2018 Sunday\n\nLength: 9 words\n\nBody\n\nThe bridge is closed.\n\nLoad-Date: March 5, 2018\n\nEnd of Document\n\n";
    // A clock that goes on by a second whenever somebody looks at it.
    let clock = AtomicU64::new(0);
    let task = Task::timed(move || Duration::from_secs(clock.fetch_add(1, Ordering::Relaxed)));
    let limits = Limits { time: Duration::from_secs(100), ..Limits::default() };
    let text = article.repeat(500);
    let found = read_file(&Input::new(text.as_bytes(), "download.txt", &limits, &task));
    assert!((2..200).contains(&found.articles.len()), "{}", found.articles.len());
    assert!(found.problems.list().iter().any(|p| p.text.contains("longer than 100 seconds")));
    let kept: usize =
        found.articles.iter().map(|article| article.raw.matches("The bridge is closed.").count()).sum();
    assert_eq!(kept, 500, "what was not taken apart is there all the same");
}

#[test]
fn words_are_no_codes() {
    let text = export("factiva_tags").replace(
        "IN brief, nobody knows for how long.",
        "AN OLD ferry sank.\n\nET LA NAVE VA, they say.\n\nVOL II is out.\n\nPUB owners meet.",
    );
    let found = read(&text);
    let article = analyse(found.articles[0].clone(), "download.txt", Registry::bundled());
    let body: Vec<&str> = article.body.iter().map(|p| article.text(p.span)).collect();
    for line in ["AN OLD ferry sank.", "ET LA NAVE VA, they say.", "VOL II is out.", "PUB owners meet."] {
        assert!(body.contains(&line), "{line}: {body:?}");
    }
}

#[test]
fn the_end_of_an_article_that_began_in_another_file_is_left_aside() {
    let whole = export("europresse");
    let tail = &whole[whole.find("Numéro de document").unwrap()..];
    for (text, aside) in [
        (tail.to_owned(), None),
        (format!("© 2012 Le Nelin. Tous droits réservés.\n\n{tail}"), None),
        (
            "Numéro : news·20121004·PO·2040056000\n\n© 2012 Le Nelin. Tous droits réservés.\n\nLe Nelin\n\njeudi 4 octobre 2012\n\nLe pont est fermé\n\nLe pont est fermé depuis lundi.\n\nCe certificat est émis à Université de Nelin.".to_owned(),
            Some(2),
        ),
    ] {
        let found = read(&text);
        let first = &found.articles[0];
        assert!(!first.raw.starts_with("Numéro") && !first.raw.starts_with('©'), "{}", first.raw);
        assert_eq!(first.metadata.other.iter().filter(|(name, _)| name == "copyright").count(), usize::from(aside.is_none()));
        let told = found.problems.list().iter().find(|p| p.text.contains("belong to no article"));
        let told = told.unwrap_or_else(|| panic!("{:?}", found.problems.list()));
        if let Some(aside) = aside {
            assert!(told.text.starts_with(&format!("{aside} lines")), "{}", told.text);
        }
    }
}

#[test]
fn an_article_without_its_text_says_what_it_comes_with() {
    let whole = export("proquest");
    let full = whole.lines().find(|l| l.starts_with("Full text:")).unwrap();
    let without = whole.replacen(full, "", 1);
    let bare = without.replacen("Abstract: The bridge is closed.", "", 1);
    for (text, abstracts, nothing) in
        [(&whole, "1 article", None), (&without, "2 articles", None), (&bare, "1 article", Some("1 article"))]
    {
        let found = read(text);
        let told = |words: &str| {
            found
                .problems
                .list()
                .iter()
                .find(|p| p.text.contains(words))
                .map(|p| p.text.split(" of this").next())
        };
        assert_eq!(told("with the abstract alone"), Some(Some(abstracts)));
        assert_eq!(told("without text and abstract").flatten(), nothing);
    }
}

#[test]
fn a_number_of_words_beyond_all_numbers_is_none() {
    let text = lexisnexis_with("1 of 1 DOCUMENTS").replace("LENGTH: 9 words", "LENGTH: 18446744073709551615");
    let found = read(&text);
    let article = analyse(found.articles[0].clone(), "download.txt", Registry::bundled());
    assert_ne!(article.completeness.value, parallax::corpus::Completeness::Truncated);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_lines_come(
        which in 0..ALL.len(),
        order in prop::collection::vec(any::<prop::sample::Index>(), 1..60),
        noise in ".{0,80}",
    ) {
        let text = export(ALL[which]);
        let lines: Vec<&str> = text.lines().collect();
        let mut shuffled = noise;
        for index in order {
            shuffled.push('\n');
            shuffled.push_str(lines[index.index(lines.len())]);
        }
        check_spans(&read(&shuffled));
    }
}
