//! Queries find what a plain reading of the text finds, and mistakes are told at their place.

#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test says by a panic what is wrong")]

use parallax::corpus::{Corpus, Subset};
use parallax::query::{Filter, Query, counts, find};
use parallax::task::Task;

use crate::corpus::corpus_of;
use crate::plain_reading::Random;

/// The hits of `query` as written, one string an article, hits between `|`.
fn hits(corpus: &Corpus, query: &str) -> Vec<String> {
    let parsed = Query::parse(query).unwrap_or_else(|m| panic!("{query}: {m} at {:?}", m.span));
    let all = Subset::all(corpus);
    let found = find(corpus, &parsed, &all, &Task::none()).unwrap();
    assert_eq!(counts(corpus, &parsed, &all, &Task::none()).unwrap(), found.counts, "{query}");
    assert_eq!(found.counts.total() as usize, found.hits.len(), "{query}");
    let shown = parsed.to_string();
    let again = Query::parse(&shown).unwrap_or_else(|m| panic!("{query} is shown as {shown}: {m}"));
    assert_eq!(find(corpus, &again, &all, &Task::none()).unwrap(), found, "{query} is shown as {shown}");
    let mut lines = vec![String::new(); corpus.article_count() as usize];
    for hit in found.hits {
        let article = hit.article(corpus);
        let line = &mut lines[article as usize];
        if !line.is_empty() {
            line.push('|');
        }
        line.push_str(corpus.article(article).text(hit.span(corpus)));
    }
    lines
}

#[track_caller]
fn check(text: &[&str], query: &str, expected: &str) {
    let corpus = corpus_of([text.to_vec()]);
    assert_eq!(hits(&corpus, query).join("/"), expected, "{query} in {text:?}");
}

#[test]
fn words_and_wildcards() {
    let text = &["The Islands and the island's fate: ISLAND, sanction, function, fishermen’s, Ｆａｔｅ."];
    for (query, expected) in [
        ("island", "island's|ISLAND"),
        ("fishermen", "fishermen’s"),
        ("/island/", "ISLAND"),
        ("=island", ""),
        ("island*", "Islands|island's|ISLAND"),
        ("ISLAND?", "Islands"),
        ("*nction", "sanction|function"),
        ("?unction", "function"),
        ("*nctio*", "sanction|function"),
        ("i*d*", "Islands|island's|ISLAND"),
        ("fate", "fate|Ｆａｔｅ"),
        ("fishermen's", "fishermen’s"),
        ("island’s", "island's"),
        ("=island*", "island's"),
        ("=ISLAND", "ISLAND"),
        ("=Ｆａｔｅ", "Ｆａｔｅ"),
        ("=fishermen’s", "fishermen’s"),
        ("=fishermen's", ""),
        ("absent*", ""),
        ("/[sf]u?a?nction/", "sanction|function"),
        ("/SANCTION/", "sanction"),
        ("/sanc/", ""),
        ("/a|the/", "The|the"),
        ("/islandx?s/", "Islands"),
        ("/ISLANDS*/", "Islands|ISLAND"),
        ("/isl.*/", "Islands|island's|ISLAND"),
        ("/fatex{0}/", "fate|Ｆａｔｅ"),
        ("/fate|land/", "fate|Ｆａｔｅ"),
    ] {
        check(text, query, expected);
    }
}

#[test]
fn a_name_is_found_as_a_possessive_too() {
    let text = &[
        "Norvia, NORVIA’S fleet and Norvia's ports; Norvias. The Norvian’s. It’s, that's, it. States’ rights.",
    ];
    for (query, expected) in [
        ("norvia", "Norvia|NORVIA’S|Norvia's"),
        ("\"norvia ports\"", "Norvia's ports"),
        ("norvia | fleet", "Norvia|NORVIA’S|fleet|Norvia's"),
        ("=Norvia", "Norvia"),
        ("/norvia/", "Norvia"),
        ("norvia’s", "NORVIA’S|Norvia's"),
        ("norvia*", "Norvia|NORVIA’S|Norvia's|Norvias|Norvian’s"),
        ("it", "it"),
        ("that", ""),
        ("states", "States"),
    ] {
        check(text, query, expected);
    }
    let corpus = corpus_of([text.to_vec()]);
    let alone = Query::of_form("norvia").unwrap();
    let found = find(&corpus, &alone, &Subset::all(&corpus), &Task::none()).unwrap();
    assert_eq!(found.hits.len(), 1, "a form of the vocabulary is found alone");
}

#[test]
fn phrases_stay_within_paragraphs() {
    let text = &[
        "Peace treaty",
        "A peace treaty. Peace, treaty! The peace-treaty talks on a peace and treaty",
        "treaty peace",
    ];
    for (query, expected) in [
        ("peace treaty", "Peace treaty|peace treaty|Peace, treaty|peace-treaty"),
        ("\"peace treaty\"", "Peace treaty|peace treaty|Peace, treaty|peace-treaty"),
        ("peace-treaty", "Peace treaty|peace treaty|Peace, treaty|peace-treaty"),
        ("=\"Peace treaty\"", "Peace treaty|Peace, treaty"),
        ("peace * treaty", "peace and treaty"),
        ("peace * * treaty", "peace treaty. Peace, treaty"),
        ("treaty peace", "treaty. Peace|treaty peace"),
        ("* treaty peace", "peace treaty. Peace"),
        ("peace treaty *", "peace treaty. Peace|peace-treaty talks"),
        ("(a | the) peace", "A peace|The peace|a peace"),
        ("peace (treaty | and *)", "Peace treaty|peace treaty|Peace, treaty|peace-treaty|peace and treaty"),
        ("“peace treaty”", "Peace treaty|peace treaty|Peace, treaty|peace-treaty"),
        ("\"talks on a peace?\"", "talks on a peace"),
    ] {
        check(text, query, expected);
    }
}

#[test]
fn alternatives_count_once() {
    let text = &["The northern territories. Northern lights. The territories."];
    for (query, expected) in [
        ("northern | territories", "northern|territories|Northern|territories"),
        ("northern territories | territories | northern", "northern territories|Northern|territories"),
        ("(northern | northern territories) | the northern", "The northern|Northern"),
        ("the (northern | northern territories)", "The northern territories"),
        ("northern | northern", "northern|Northern"),
        ("(((territories)))", "territories|territories"),
        ("a | b | c", ""),
    ] {
        check(text, query, expected);
    }
}

#[test]
fn near_finds_the_closest_pairs() {
    let text = &["a x b x a", "b x x x a a b", "a", "b"];
    for (query, expected) in [
        ("a NEAR/1 b", "a b"),
        ("a near/1 b", "a b"),
        ("a NEAR/2 b", "a x b|a b"),
        ("b NEAR/2 a", "a x b|a b"),
        ("b NEAR/4 a", "a x b|b x x x a|a b"),
        ("x NEAR/1 x", "x x"),
        ("a NEAR/2 (x b | b x)", "a x b"),
        ("(a NEAR/2 b) x", "a x b x"),
        ("x (a NEAR/2 b)", "x b x a"),
        ("a NEAR/1 x NEAR/2 b", "a x b|x a a b"),
    ] {
        check(text, query, expected);
    }
}

#[test]
fn words_that_are_cut_in_articles_are_cut_in_queries() {
    let text = &["The re-election of a U.S. ally: they don’t re-elect, 3.5 per cent, AT&T, x/y, O'Neill's."];
    for (query, expected) in [
        ("re-election", "re-election"),
        ("re–election", "re-election"),
        ("re-elect*", "re-election|re-elect"),
        ("don't", "don’t"),
        ("U.S.", "U.S"),
        ("u.s. ally", "U.S. ally"),
        ("3.5", "3.5"),
        ("at&t", "AT&T"),
        ("x/y", "x/y"),
        ("O’Neill's", "O'Neill's"),
        ("ally, they", "ally: they"),
        ("cent & at", "cent, AT"),
    ] {
        check(text, query, expected);
    }
}

#[test]
fn text_without_spaces_is_found_however_it_is_cut() {
    let text = &[
        "北方四岛问题",
        "俄罗斯与日本就北方四岛（南千岛群岛）谈判。北方\n四岛，北方，四岛。NHKニュース番組で北方領土。",
        "哈哈哈哈哈",
        "ประเทศไทยและญี่ปุ่น",
    ];
    for (query, expected) in [
        ("北方四岛", "北方四岛|北方四岛|北方\n四岛"),
        ("方四", "方四|方四|方\n四"),
        ("北", "北|北|北|北|北"),
        ("岛群", "岛群"),
        ("哈哈", "哈哈|哈哈"),
        ("ニュース", "ニュース"),
        ("NHKニュース", "NHKニュース"),
        ("HKニュース", ""),
        ("*HKニュース", "HKニュース"),
        ("ＮＨＫニュ", "NHKニュ"),
        ("北方領土", "北方領土"),
        ("北方 四岛", "北方四岛|北方四岛|北方\n四岛|北方，四岛"),
        ("北方 | 四岛", "北方|四岛|北方|四岛|北方|四岛|北方|四岛|北方"),
        ("北方*岛", "北方四岛|北方四岛|北方\n四岛"),
        ("北方?岛", "北方四岛|北方四岛|北方\n四岛"),
        ("北方四岛*", "北方四岛|北方四岛|北方\n四岛"),
        ("ไทย", "ไทย"),
        ("ทยและญ", "ทยและญ"),
        ("=北方四岛", "北方四岛|北方四岛|北方\n四岛"),
        ("=ＮＨＫニュース", ""),
        ("俄罗斯 NEAR/3 日本", "俄罗斯与日本"),
        ("番組で北方", "番組で北方"),
        ("（北方｜南）", "北方|北方|南|北方|北方|北方"),
        ("「北方四岛」", "北方四岛|北方四岛|北方\n四岛"),
        ("没有", ""),
    ] {
        check(text, query, expected);
    }
}

#[test]
fn mistakes_are_told_at_their_place() {
    for (query, marked, message) in [
        ("", "", "Type a word to look for."),
        ("  \t", "  \t", "Type a word to look for."),
        ("—", "—", "There is no word to look for here."),
        ("(peace", "(", "This bracket is not closed."),
        ("peace)", ")", "This bracket was not opened."),
        (")", ")", "This bracket was not opened."),
        ("()", "()", "There is no word in these brackets."),
        ("\"peace", "\"", "This quotation mark has no partner."),
        ("peace |", "|", "There is nothing on the right of |."),
        ("| peace", "|", "There is nothing on the left of |."),
        ("(peace | )", "|", "There is nothing on the right of |."),
        ("peace NEAR treaty", "NEAR", "Say how near"),
        ("peace NEAR/0 treaty", "NEAR/0", "NEAR/ takes a whole number"),
        ("peace NEAR/x treaty", "NEAR/x", "NEAR/ takes a whole number"),
        ("NEAR/5 peace", "NEAR/5", "NEAR needs a word on either side."),
        ("peace NEAR/5", "NEAR/5", "NEAR needs a word on either side."),
        ("*", "*", "* alone finds every word."),
        ("** *", "** *", "* alone finds every word."),
        ("peace | *", "*", "* alone finds every word."),
        ("peace NEAR/3 *", "*", "* alone finds every word."),
        ("/abc", "/", "A pattern that begins with /"),
        ("//", "//", "There is nothing between these slashes."),
        ("a /(/ b", "/(/", "This pattern cannot be read: unclosed group."),
        ("/)(/", "/)(/", "This pattern cannot be read"),
        ("/(a{1000}){1000}/", "/(a{1000}){1000}/", "This pattern is too large."),
        ("= peace", "=", "= has to stand right before"),
        ("peace =", "=", "= has to stand right before"),
        ("=(peace)", "=", "= has to stand right before"),
        ("peace OR war", "OR", "To find either of two words"),
        ("peace AND war", "AND", "To find two words near"),
        ("island NOT peace", "NOT", "Words cannot be excluded"),
        ("北*北*北*北*北*北", "北*北*北*北*北*北", "There are too many *"),
    ] {
        let mistake = Query::parse(query).expect_err(query);
        assert!(mistake.message.starts_with(message), "{query}: {mistake}");
        assert_eq!(&query[mistake.span.clone()], marked, "{query}: {mistake}");
    }
    assert!(Query::parse("PEACE OR WAR").is_ok(), "a headline in capitals");
    assert!(Query::parse(&"(".repeat(5000)).is_err());
    assert!(Query::parse(&"a ".repeat(50_000)).is_err());
}

#[test]
fn a_word_that_folds_to_what_would_be_cut_is_written_so_that_it_is_not() {
    let corpus = corpus_of([vec!["Dit is \u{149} brug; die \u{149}\u{149}brug n."]]);
    for (typed, found) in
        [("\u{149}", "\u{149}"), ("is \u{149}", "is \u{149}"), ("\u{149}*", "\u{149}|\u{149}\u{149}brug")]
    {
        assert_eq!(hits(&corpus, typed), [found], "{typed}");
        let shown = Query::parse(typed).unwrap().to_string();
        assert_eq!(Query::parse(&shown).unwrap().to_string(), shown);
    }
}

#[test]
fn no_query_or_filter_makes_the_program_panic() {
    let corpus = corpus_of([vec!["Peace treaty", "北方四岛 peace, a.b"], vec!["", "x"]]);
    let signs = [
        "peace", "\"", "“", "(", ")", "|", "NEAR/2", "=", "/", "*", "?", "北方", " ", "\\", "[", "&", "＊",
        "。", "\u{ad}", "a.b", "-", ":", "outlet:", "date:", ",", "2016", "..", "opinion:", "no", "lang:",
        "section:", "hits:", "-hits:", "folder:", "tag:", "none", "'", "’", "é", "\n",
    ];
    let mut random = Random(11);
    for _ in 0..6000 {
        let text: String = (0..=random.below(9)).map(|_| signs[random.below(signs.len())]).collect();
        if let Ok(query) = Query::parse(&text) {
            let shown = query.to_string();
            let again =
                Query::parse(&shown).unwrap_or_else(|m| panic!("{text:?} is shown as {shown:?}: {m}"));
            let all = Subset::all(&corpus);
            let found = find(&corpus, &query, &all, &Task::none()).unwrap();
            assert_eq!(
                find(&corpus, &again, &all, &Task::none()).unwrap(),
                found,
                "{text:?} is shown as {shown:?}"
            );
            for hit in found.hits {
                assert!(!corpus.article(hit.article(&corpus)).text(hit.span(&corpus)).is_empty(), "{text:?}");
            }
        }
        match Filter::parse(&text) {
            Ok(filter) => {
                assert_eq!(
                    Filter::parse(&filter.to_string()).as_ref(),
                    Ok(&filter),
                    "{text:?} is shown as {filter}"
                );
                Subset::filter(&corpus, &filter);
            }
            Err(mistake) => assert!(text.get(mistake.span.clone()).is_some(), "{text:?}: {mistake:?}"),
        }
    }
}
