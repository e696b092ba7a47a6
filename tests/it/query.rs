//! Queries find what a plain reading of the text finds, and mistakes are told at their place.

use std::collections::BTreeSet;
use std::sync::Arc;

use parallax::corpus::{Article, Completeness, Corpus, Language, Span, Subset};
use parallax::query::{Filter, Query, counts, find};
use parallax::task::Task;
use parallax::text::{normalise, words};

use crate::corpus::{article, corpus_of, date, inferred};

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
        ("island", "ISLAND"),
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
    ] {
        check(text, query, expected);
    }
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
        ("a NEAR/2 b", "a x b|a b"),
        ("b NEAR/2 a", "a x b|a b"),
        ("b NEAR/4 a", "a x b|b x x x a|a b"),
        ("x NEAR/1 x", "x x"),
        ("a NEAR/2 (x b | b x)", "a x b|b x a"),
        ("(a NEAR/2 b) x", "a x b x"),
        ("x (a NEAR/2 b)", ""),
        ("a NEAR/1 x NEAR/2 b", "a x b|b x x x a"),
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
fn no_query_or_filter_makes_the_program_panic() {
    let corpus = corpus_of([vec!["Peace treaty", "北方四岛 peace, a.b"], vec!["", "x"]]);
    let signs = [
        "peace", "\"", "“", "(", ")", "|", "NEAR/2", "=", "/", "*", "?", "北方", " ", "\\", "[", "&", "＊",
        "。", "\u{ad}", "a.b", "-", ":", "outlet:", "date:", ",", "2016", "..", "opinion:", "no", "lang:",
        "section:", "'", "’", "é", "\n",
    ];
    let mut random = Random(11);
    for _ in 0..6000 {
        let text: String = (0..random.below(9) + 1).map(|_| signs[random.below(signs.len())]).collect();
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

// -- a plain reading of the text, against which everything is measured --

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

enum Asked {
    /// `*` and `?` within a word, `*` alone for any.
    Word(String),
    Seq(Vec<Asked>),
    Alt(Vec<Asked>),
    Near(Box<Asked>, Box<Asked>, usize),
}

impl Asked {
    fn random(random: &mut Random, depth: usize) -> Self {
        let words = ["a", "b", "ab", "abc", "ba", "c", "a*", "*b", "?", "?b", "a?*", "*b*"];
        match random.below(if depth == 0 { 1 } else { 5 }) {
            0 | 1 => Self::Word(random.pick(&words).to_owned()),
            2 => {
                let mut parts: Vec<Self> =
                    (0..random.below(3) + 1).map(|_| Self::random(random, depth - 1)).collect();
                parts.push(Self::Word(random.pick(&words).to_owned()));
                let at = random.below(parts.len());
                if random.below(3) == 0 {
                    parts.insert(at, Self::Word("*".to_owned()));
                }
                Self::Seq(parts)
            }
            3 => Self::Alt((0..random.below(3) + 2).map(|_| Self::random(random, depth - 1)).collect()),
            _ => {
                let (a, b) = (Self::random(random, depth - 1), Self::random(random, depth - 1));
                Self::Near(Box::new(a), Box::new(b), random.below(5) + 1)
            }
        }
    }

    fn typed(&self) -> String {
        let list = |parts: &[Self], between: &str| {
            let parts: Vec<String> = parts.iter().map(Self::typed).collect();
            format!("({})", parts.join(between))
        };
        match self {
            Self::Word(word) => word.clone(),
            Self::Seq(parts) => list(parts, " "),
            Self::Alt(parts) => list(parts, " | "),
            Self::Near(a, b, n) => format!("({} NEAR/{n} {})", a.typed(), b.typed()),
        }
    }

    /// All matches within one paragraph as word ranges.
    fn matches(&self, words: &[String]) -> BTreeSet<(usize, usize)> {
        let all = 0..words.len();
        match self {
            Self::Word(pattern) => {
                all.filter(|&i| fits(pattern.as_bytes(), words[i].as_bytes())).map(|i| (i, i + 1)).collect()
            }
            Self::Alt(parts) => parts.iter().flat_map(|p| p.matches(words)).collect(),
            Self::Seq(parts) => {
                let mut so_far: BTreeSet<(usize, usize)> = (0..=words.len()).map(|i| (i, i)).collect();
                for part in parts {
                    let next = part.matches(words);
                    so_far = so_far
                        .iter()
                        .flat_map(|a| next.iter().filter(|b| b.0 == a.1).map(|b| (a.0, b.1)))
                        .collect();
                }
                so_far
            }
            Self::Near(a, b, n) => {
                let (a, b) = (a.matches(words), b.matches(words));
                let mut pairs = BTreeSet::new();
                for x in &a {
                    for y in &b {
                        let (x, y) = if x.0 <= y.0 { (x, y) } else { (y, x) };
                        if x.1 <= y.0 && y.0 + 1 - x.1 <= *n {
                            pairs.insert((x.0, y.1));
                        }
                    }
                }
                let holds = |p: &(usize, usize), q: &(usize, usize)| p != q && p.0 <= q.0 && q.1 <= p.1;
                pairs.iter().filter(|p| !pairs.iter().any(|q| holds(p, q))).copied().collect()
            }
        }
    }
}

fn fits(pattern: &[u8], word: &[u8]) -> bool {
    match (pattern.first(), word.first()) {
        (None, None) => true,
        (Some(b'*'), _) => fits(&pattern[1..], word) || (!word.is_empty() && fits(pattern, &word[1..])),
        (Some(b'?'), Some(_)) => fits(&pattern[1..], &word[1..]),
        (Some(p), Some(w)) if p == w => fits(&pattern[1..], &word[1..]),
        _ => false,
    }
}

fn leftmost_longest(matches: &BTreeSet<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for &(from, to) in matches {
        match kept.last_mut() {
            Some(last) if last.0 == from => last.1 = to,
            Some(last) if from < last.1 => {}
            _ => kept.push((from, to)),
        }
    }
    kept
}

/// Spans in the raw text of every hit of `asked`, read off the text itself.
fn plain_reading(article: &Article, asked: &Asked) -> Vec<Span> {
    let mut out = Vec::new();
    for paragraph in article.counted_spans() {
        let text = article.text(paragraph);
        let mut spans = Vec::new();
        words::words(text, &mut spans);
        let folded: Vec<String> = spans
            .iter()
            .map(|s| {
                let mut folded = String::new();
                normalise::fold(s.of(text), &mut folded);
                folded
            })
            .collect();
        for (from, to) in leftmost_longest(&asked.matches(&folded)) {
            let base = paragraph.from as usize;
            out.push(Span::new(base + spans[from].from as usize, base + spans[to - 1].to as usize));
        }
    }
    out
}

fn found_spans(corpus: &Corpus, query: &str) -> Vec<Vec<Span>> {
    let parsed = Query::parse(query).unwrap_or_else(|m| panic!("{query}: {m}"));
    let found = find(corpus, &parsed, &Subset::all(corpus), &Task::none()).unwrap();
    let mut spans = vec![Vec::new(); corpus.article_count() as usize];
    for hit in found.hits {
        spans[hit.article(corpus) as usize].push(hit.span(corpus));
    }
    spans
}

#[test]
fn queries_find_what_a_plain_reading_finds() {
    let mut random = Random(3);
    let words = ["a", "b", "A", "ab", "abc", "ba", "c", "B", "bb", "a.", "c, ", "“ab”", "a-b"];
    let articles: Vec<Arc<Article>> = (0..40)
        .map(|i| {
            let paragraphs: Vec<String> = (0..random.below(5) + 1)
                .map(|_| (0..random.below(14)).map(|_| random.pick(&words)).collect::<Vec<_>>().join(" "))
                .collect();
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            Arc::new(article(&format!("{i}"), "", &paragraphs))
        })
        .collect();
    let corpus = Corpus::build(articles.clone(), &Task::none()).unwrap();
    corpus.check().unwrap();
    for _ in 0..1500 {
        let asked = Asked::random(&mut random, 3);
        let typed = asked.typed();
        let found = found_spans(&corpus, &typed);
        for (article, found) in articles.iter().zip(&found) {
            assert_eq!(*found, plain_reading(article, &asked), "{typed} in {:?}", article.raw);
        }
    }
}

#[test]
fn characters_are_found_as_a_search_of_the_text_finds_them() {
    let mut random = Random(5);
    let letters = [
        "北", "方", "四", "岛", "领", "土", "中", "国", "人", "民", "日", "本", "の", "島", "と", "ロ", "シ",
        "ア", "ー", "の", "问", "题", "，", "。", " ", "\n", "、", "ไ", "ท", "ย", "和平", "条约", "总统",
        "会谈",
    ];
    let articles: Vec<Arc<Article>> = (0..60)
        .map(|i| {
            let paragraphs: Vec<String> = (0..random.below(4) + 1)
                .map(|_| (0..random.below(60)).map(|_| random.pick(&letters)).collect())
                .collect();
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            Arc::new(article(&format!("{i}"), "", &paragraphs))
        })
        .collect();
    let corpus = Corpus::build(articles.clone(), &Task::none()).unwrap();
    corpus.check().unwrap();
    for round in 0..800 {
        let n = random.below(4) + 1;
        let query: String =
            (0..n).map(|_| random.pick(&letters)).filter(|l| !"，。、 \n".contains(l)).collect();
        if query.is_empty() {
            continue;
        }
        let found = found_spans(&corpus, &query);
        for (article, found) in articles.iter().zip(&found) {
            let mut expected = Vec::new();
            for paragraph in article.counted_spans() {
                let text = article.text(paragraph);
                let ink: Vec<(usize, char)> =
                    text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
                let letters: String = ink.iter().map(|&(_, c)| c).collect();
                for (at, _) in letters.match_indices(&query) {
                    let first = letters[..at].chars().count();
                    let last = ink[first + query.chars().count() - 1];
                    let base = paragraph.from as usize;
                    expected.push(Span::new(base + ink[first].0, base + last.0 + last.1.len_utf8()));
                }
            }
            assert_eq!(*found, expected, "round {round}: {query} in {:?}", article.raw);
        }
    }
}

// -- filters --

fn filter_corpus() -> Corpus {
    let mut articles: Vec<Article> = ["RT", "China Daily", "Nikkei Asia", "", "RT"]
        .iter()
        .enumerate()
        .map(|(i, outlet)| article(&format!("{i}"), outlet, &["Head", "Two words."]))
        .collect();
    let month =
        parallax::corpus::Published { precision: parallax::corpus::DatePrecision::Month, ..date(2016, 9, 1) };
    articles[0].published = Some(inferred(date(2016, 9, 1)));
    articles[1].published = Some(inferred(date(2018, 3, 31)));
    articles[2].published = Some(inferred(month));
    articles[0].language = inferred(Language::from_code("en"));
    articles[1].language = inferred(Language::from_code("zh"));
    articles[2].wire = Some(inferred(Arc::from("Reuters")));
    articles[2].host = Some(inferred(Arc::from("inkl")));
    articles[3].section = Some(inferred(Arc::from("Opinion & Analysis")));
    articles[3].opinion = Some(inferred(true));
    articles[1].completeness = inferred(Completeness::Truncated);
    articles[2].completeness = inferred(Completeness::Part { part: 1, of: 2 });
    articles[3].completeness = inferred(Completeness::Unknown);
    Corpus::build(articles.into_iter().map(Arc::new).collect(), &Task::none()).unwrap()
}

#[test]
fn filters_choose_articles() {
    let corpus = filter_corpus();
    for (typed, expected, shown) in [
        ("", &[0, 1, 2, 3, 4][..], ""),
        ("outlet:rt", &[0, 4], "outlet:rt"),
        ("outlet:RT,\"china daily\"", &[0, 1, 4], "outlet:RT,\"china daily\""),
        ("outlet:“China Daily”", &[1], "outlet:\"China Daily\""),
        ("outlet:RT outlet:Nikkei*", &[0, 2, 4], "outlet:Nikkei*,RT"),
        ("-outlet:RT", &[1, 2, 3], "-outlet:RT"),
        ("outlet:none", &[3], "outlet:none"),
        ("outlet:any", &[0, 1, 2, 4], "outlet:any"),
        ("date:2016", &[0, 2], "date:2016"),
        ("date:2016-09-01", &[0], "date:2016-09-01"),
        ("date:2016-09..2018-03", &[0, 1, 2], "date:2016-09..2018-03"),
        ("date:2016-09-02..", &[1], "date:2016-09-02.."),
        ("date:..2016-9", &[0, 2], "date:..2016-09"),
        ("date:none,2018", &[1, 3, 4], "date:2018,none"),
        ("lang:en,ZH", &[0, 1], "lang:en,zh"),
        ("lang:unknown", &[2, 3, 4], "lang:none"),
        ("section:opinion*", &[3], "section:opinion*"),
        ("opinion:yes", &[3], "opinion:yes"),
        ("opinion:no date:any", &[0, 1, 2], "date:any opinion:no"),
        ("wire:none", &[0, 1, 3, 4], "wire:none"),
        ("wire:any host:INKL", &[2], "wire:any host:INKL"),
        ("wire:tass", &[], "wire:tass"),
        ("complete:full", &[0, 4], "complete:full"),
        ("complete:part,truncated", &[1, 2], "complete:truncated,part"),
        ("-complete:full -outlet:none", &[1, 2], "-outlet:none -complete:full"),
    ] {
        let filter = Filter::parse(typed).unwrap_or_else(|m| panic!("{typed}: {m}"));
        let subset = Subset::filter(&corpus, &filter);
        assert_eq!(subset.articles(&corpus).collect::<Vec<_>>(), expected, "{typed}");
        assert_eq!(filter.to_string(), shown, "{typed}");
        assert_eq!(Filter::parse(shown).as_ref(), Ok(&filter), "{typed}");
    }
}

#[test]
fn mistakes_in_filters_are_told_at_their_place() {
    for (typed, marked, message) in [
        ("outlet:RT island", "island", "Filters are written name:value"),
        ("paper:RT", "paper", "There is no filter “paper:”."),
        ("outlet:RT -", "-", "Filters are written name:value"),
        ("outlet:", "outlet:", "There is nothing after outlet:."),
        ("date:2016-13", "2016-13", "There is no day 2016-13."),
        ("date:2016,soon", "soon", "“soon” is no date."),
        ("date:2018..2016", "2018..2016", "This range ends before it begins."),
        ("date:..", "..", "A range of dates needs"),
        ("opinion:maybe", "maybe", "opinion: takes yes or no."),
        ("lang:english", "english", "Languages are written as codes"),
        ("complete:half", "half", "complete: takes full"),
        ("outlet:\"RT", "\"RT", "This quotation mark has no partner."),
        ("outlet:\"\"", "\"\"", "There is no name"),
    ] {
        let mistake = Filter::parse(typed).expect_err(typed);
        assert!(mistake.message.starts_with(message), "{typed}: {mistake}");
        assert_eq!(&typed[mistake.span.clone()], marked, "{typed}: {mistake}");
    }
}

#[test]
fn a_subset_limits_hits_and_counts() {
    let corpus = filter_corpus();
    let subset = Subset::filter(&corpus, &Filter::parse("outlet:RT").unwrap());
    for query in ["words", "two words", "w*", "head | words"] {
        let query = Query::parse(query).unwrap();
        let found = find(&corpus, &query, &subset, &Task::none()).unwrap();
        assert_eq!(found.counts.articles, [0, 4]);
        assert_eq!(counts(&corpus, &query, &subset, &Task::none()).unwrap(), found.counts);
        let by_outlet = found.counts.by_outlet(&corpus);
        let rt = corpus.outlets().iter().position(|o| &*o.name == "RT").unwrap();
        assert_eq!(by_outlet[rt].articles, 2);
        assert_eq!(by_outlet.iter().map(|o| o.hits).sum::<u64>(), found.hits.len() as u64);
    }
}
