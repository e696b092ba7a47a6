//! Bytes to text, dates in any words, and what people type: queries and filters.

use std::sync::{Arc, LazyLock};

use parallax::corpus::{Corpus, CorpusBuilder, Subset};
use parallax::ingest::anatomy::analyse;
use parallax::ingest::decode::decode;
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{self, Input};
use parallax::ingest::registry::Registry;
use parallax::query::{Filter, Query, counts, find};
use parallax::task::Task;

use crate::{check, limits, run};

/// Decodes bytes.
pub fn bytes(input: &[u8]) {
    run(input, || {
        let found = decode(input);
        assert!(found.is_text || found.text.is_empty());
        // A character of UTF-8 has at most three bytes for each of any other encoding.
        assert!(found.text.len() <= input.len().saturating_mul(3), "more text than bytes");
        let is_sound = found.is_text && !found.encoding.had_errors && found.encoding.name == "UTF-8";
        if let Ok(text) = std::str::from_utf8(input)
            && is_sound
        {
            assert_eq!(found.text, text.strip_prefix('\u{feff}').unwrap_or(text));
        }
    });
}

/// Looks for dates: the input is the outlet of a page, a line break, and a line that may be dated.
pub fn dates(input: &[u8]) {
    run(input, || {
        let input = String::from_utf8_lossy(input);
        let (outlet, line) = input.split_once('\n').unwrap_or(("The Nelin Post", &input));
        let line = line.replace(['\n', '\r', '\0'], " ");
        let body = "The bridge has been closed since Monday, when the ice broke two of its piers.";
        let page = format!("{outlet}\n\nBridge closed\n\n{line}\n\n{body}\n\n{body}\n");
        let (limits, task) = limits();
        check(
            readers::read(&Input::new(page.as_bytes(), "bridge.txt", &limits, &task)).articles,
            "bridge.txt",
        );
        let stated = format!("---\ntitle: Bridge closed\ndate: {line}\n---\n{body}\n");
        check(readers::read(&Input::new(stated.as_bytes(), "bridge.md", &limits, &task)).articles, &line);
        let typed = format!("date:\"{}\"", line.replace('"', " "));
        filter(&typed);
        filter(&line);
    });
}

/// A filter is written as it is read.
fn filter(typed: &str) {
    match Filter::parse(typed) {
        Ok(filter) => {
            let written = filter.to_string();
            assert_eq!(Filter::parse(&written).as_ref(), Ok(&filter), "{typed:?} written as {written:?}");
        }
        Err(mistake) => assert!(typed.get(mistake.span).is_some(), "a mistake is inside what was typed"),
    }
}

/// Three articles to ask.
static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let pages = [
        "The Nelin Post\n\nBridge closed\n\n3 May 2024\n\nThe bridge over the Tolva is closed, the mayor’s office said. \u{201C}Two of its piers broke,\u{201D} the mayor said on Monday.\n\nNobody was hurt; the U.S. envoy's car was.\n",
        "Kora Times\n\nМост закрыт\n\n4 мая 2024\n\nМост через Толву закрыт с понедельника, сообщила мэрия. Лёд повредил две опоры.\n",
        "Le Nelin\n\nLe pont est fermé\n\n5 mai 2024\n\nLe pont est fermé depuis lundi. 桥梁自星期一起关闭。橋は月曜日から閉鎖されている。\n",
    ];
    let (limits, task) = (Limits::default(), Task::none());
    let mut builder = CorpusBuilder::new();
    for page in pages {
        for raw in readers::read(&Input::new(page.as_bytes(), "a.txt", &limits, &task)).articles {
            builder
                .push([Arc::new(analyse(raw, "a.txt", Registry::bundled()))], &task)
                .expect("nobody stops it");
        }
    }
    builder.snapshot(&task).expect("nobody stops it")
});

/// Asks what was typed, as a query and as a filter.
pub fn asked(input: &[u8]) {
    run(input, || {
        let typed = String::from_utf8_lossy(input);
        filter(&typed);
        match Query::parse(&typed) {
            Ok(query) => {
                let plain = query.to_string();
                let again = Query::parse(&plain)
                    .unwrap_or_else(|mistake| panic!("{typed:?} as {plain:?}: {mistake}"));
                assert_eq!(again.to_string(), plain, "{typed:?}");
                let (all, task) = (Subset::all(&CORPUS), Task::none());
                let found = find(&CORPUS, &query, &all, &task).expect("nobody stops it");
                assert_eq!(Ok(&found), find(&CORPUS, &again, &all, &task).as_ref(), "{typed:?} as {plain:?}");
                assert_eq!(Ok(&found.counts), counts(&CORPUS, &query, &all, &task).as_ref(), "{typed:?}");
                for hit in &found.hits {
                    let article = &CORPUS.articles()[hit.article(&CORPUS) as usize];
                    assert!(article.raw.get(hit.span(&CORPUS).range()).is_some(), "{typed:?}: {hit:?}");
                }
            }
            Err(mistake) => assert!(typed.get(mistake.span).is_some(), "a mistake is inside what was typed"),
        }
    });
}
