//! Queries measured against a plain reading of the text, which shares nothing with the engine but where words
//! begin and end.

#![expect(clippy::unwrap_used, reason = "a test says by a panic what is wrong")]

use std::collections::BTreeSet;
use std::sync::Arc;

use parallax::corpus::{Article, Corpus, Span, Subset};
use parallax::query::{Query, find};
use parallax::task::Task;
use parallax::text::{normalise, words};

use crate::corpus::article;

pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }

    pub(crate) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
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
                    (0..=random.below(3)).map(|_| Self::random(random, depth - 1)).collect();
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
                let is_plain = !pattern.contains(['*', '?']);
                let possessive = |word: &str| is_plain && word.strip_suffix("'s") == Some(pattern);
                let is_match = |word: &str| fits(pattern.as_bytes(), word.as_bytes()) || possessive(word);
                all.filter(|&i| is_match(&words[i])).map(|i| (i, i + 1)).collect()
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
    let words =
        ["a", "b", "A", "ab", "abc", "ba", "c", "B", "bb", "a.", "c, ", "“ab”", "a-b", "a's", "Ab’s", "b's,"];
    let articles: Vec<Arc<Article>> = (0..40)
        .map(|i| {
            let paragraphs: Vec<String> = (0..=random.below(5))
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
            let paragraphs: Vec<String> = (0..=random.below(4))
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
