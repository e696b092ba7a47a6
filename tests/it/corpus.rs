//! The corpus keeps its promises, whatever articles it is given.

#![expect(clippy::unwrap_used, reason = "a test says by a panic what is wrong")]

use std::sync::Arc;

use parallax::corpus::{
    Article, Completeness, Confidence, Corpus, CorpusBuilder, EncodingFound, EncodingSign, Evidence,
    EvidenceKind, Inferred, Language, OutletColumn, Paragraph, ParagraphKind, Published, SENTINEL, Span,
    Subset,
};
use parallax::task::{Cancelled, Task};

pub(crate) fn inferred<T>(value: T) -> Inferred<T> {
    let evidence = Evidence { kind: EvidenceKind::ByHand, quote: Arc::from("") };
    Inferred { value, evidence, confidence: Confidence::High }
}

/// An article of these paragraphs, with its first as headline when there are several.
pub(crate) fn article(path: &str, outlet: &str, paragraphs: &[&str]) -> Article {
    let mut raw = String::from("Menu\n\n");
    let mut spans = Vec::new();
    for paragraph in paragraphs {
        spans.push(Span::new(raw.len(), raw.len() + paragraph.len()));
        raw.push_str(paragraph);
        raw.push_str("\n\n");
    }
    let headline = if spans.len() > 1 { Some(inferred(spans.remove(0))) } else { None };
    Article {
        path: Arc::from(path),
        record: 0,
        raw: Arc::from(raw),
        address: None,
        turns: parallax::corpus::Turns::default(),
        pages: Vec::new(),
        encoding: EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors: false },
        lines: parallax::corpus::Lines::default(),
        outlet: (!outlet.is_empty()).then(|| inferred(Arc::from(outlet))),
        host: None,
        wire: None,
        published: None,
        headline,
        standfirst: None,
        byline: Vec::new(),
        section: None,
        opinion: None,
        language: inferred(Language::UNKNOWN),
        completeness: inferred(Completeness::Full),
        body: spans.into_iter().map(|span| Paragraph { kind: ParagraphKind::Paragraph, span }).collect(),
        captions: Vec::new(),
        problems: Vec::new(),
    }
}

/// A corpus of one article an entry, each a list of paragraphs; outlets alternate.
pub(crate) fn corpus_of<'a>(articles: impl IntoIterator<Item = Vec<&'a str>>) -> Corpus {
    let outlets = ["Kestrel Post", "Ashford Examiner", ""];
    let articles = articles.into_iter().enumerate().map(|(i, paragraphs)| {
        Arc::new(article(&format!("{i}.txt"), outlets[i % outlets.len()], &paragraphs))
    });
    let corpus = Corpus::build(articles.collect(), &Task::none()).unwrap();
    corpus.check().unwrap();
    corpus
}

pub(crate) fn date(year: i16, month: i8, day: i8) -> Published {
    let date = jiff::civil::Date::new(year, month, day).unwrap();
    Published { date, precision: parallax::corpus::DatePrecision::Day }
}

const STORIES: [&[&str]; 6] = [
    &[
        "Ferry talks resume",
        "The ferry left Port Elsin. It returned the same day.",
        "“We wait,” the harbour master said.",
    ],
    &["The treaty", "No treaty, no ferry: the islands' fishermen don't wait."],
    &["Паром вернулся", "Паром вышел из порта. Договора нет."],
    &["渡轮返回港口", "渡轮离开了埃尔辛港。第二天返回。"],
    &[""],
    &["One paragraph only, with the word ferry and Ｆｅｒｒｙ and ferry"],
];

fn many(count: usize) -> Vec<Arc<Article>> {
    let outlet = ["Kestrel Post", "Ashford Examiner", "", "Daily Lantern"];
    (0..count)
        .map(|i| {
            let mut paragraphs: Vec<String> =
                STORIES[i % STORIES.len()].iter().map(|p| (*p).to_owned()).collect();
            paragraphs.push(format!("Story number {i} mentions ferry{} and x{}.", i % 7, i * 31 % 1009));
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let mut article = article(&format!("a/{i}.txt"), outlet[i % 4], &paragraphs);
            article.published = (i % 3 == 0).then(|| inferred(date(2016, 1 + (i % 12) as i8, 1)));
            Arc::new(article)
        })
        .collect()
}

fn in_pool<R: Send>(threads: usize, work: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

#[test]
fn a_corpus_counts_headline_and_body_but_no_furniture() {
    let corpus = corpus_of(STORIES.iter().map(|s| s.to_vec()));
    let words = corpus.vocabulary();
    assert_eq!(words.id("menu"), None, "furniture is not counted");
    let ferry = words.id("ferry").unwrap();
    assert_eq!(words.count(ferry), 6, "case and width are folded");
    assert_eq!(corpus.article_counts(ferry).collect::<Vec<_>>(), [(0, 2), (1, 1), (5, 3)]);
    let names: Vec<&str> = corpus.outlets().iter().map(OutletColumn::shown).collect();
    assert_eq!(names, ["Ashford Examiner", "Kestrel Post", "Outlet not known"]);
    let by_outlet: Vec<_> =
        corpus.outlet_counts(ferry).iter().map(|o| (o.outlet, o.articles, o.count)).collect();
    assert_eq!(by_outlet, [(0, 1, 1), (1, 1, 2), (2, 1, 3)]);
    assert_eq!(corpus.words_of(4), 0);
    assert_eq!(corpus.stream().iter().filter(|&&t| t == SENTINEL).count(), STORIES.len());
}

#[test]
fn a_word_that_an_article_is_full_of_is_counted_to_the_last() {
    let [few, many] = [254, 700].map(|times| "ferry ".repeat(times));
    let corpus = corpus_of([vec!["One", &few], vec!["Two", &many, "ice"], vec!["Three ferry"]]);
    corpus.check().unwrap();
    let ferry = corpus.vocabulary().id("ferry").unwrap();
    assert_eq!(corpus.article_counts(ferry).collect::<Vec<_>>(), [(0, 254), (1, 700), (2, 1)]);
}

#[test]
fn a_word_that_comes_back_after_very_many_articles_is_found_in_them() {
    let articles = [0_u32, 65_534, 131_069, 131_070];
    let texts = (0..131_072).map(|id| if articles.contains(&id) { "Ferry, a ferry" } else { "" });
    let corpus = corpus_of(texts.map(|text| vec![text]));
    let ferry = corpus.vocabulary().id("ferry").unwrap();
    assert!(corpus.article_counts(ferry).eq(articles.map(|id| (id, 2))));
}

#[test]
fn sentences_and_paragraphs_surround_their_words() {
    let corpus = corpus_of([STORIES[0].to_vec()]);
    let text = |range: std::ops::Range<u32>| {
        let words: Vec<&str> = range.map(|p| corpus.surface_at(p)).collect();
        words.join(" ")
    };
    let returned = corpus.positions(corpus.vocabulary().id("returned").unwrap())[0];
    assert_eq!(text(corpus.sentence_at(returned)), "It returned the same day");
    assert_eq!(text(corpus.paragraph_at(returned)), "The ferry left Port Elsin It returned the same day");
    assert_eq!(text(corpus.paragraph_at(0)), "Ferry talks resume");
    let last = corpus.article_range(0).end as u32 - 1;
    assert_eq!(text(corpus.sentence_at(last)), "We wait the harbour master said");
}

#[test]
fn types_are_numbered_by_frequency_then_code_point() {
    let corpus = corpus_of([vec!["b b b c c a a d é z"]]);
    let forms: Vec<&str> = corpus.vocabulary().iter().map(|(_, form)| form).collect();
    assert_eq!(forms, ["b", "a", "c", "d", "z", "é"]);
}

#[test]
fn the_number_of_threads_and_batches_does_not_show() {
    let articles = many(1700);
    let one = in_pool(1, || Corpus::build(articles.clone(), &Task::none()).unwrap());
    one.check().unwrap();
    let four = in_pool(4, || Corpus::build(articles.clone(), &Task::none()).unwrap());
    assert!(one == four, "1 and 4 threads");

    let mut builder = CorpusBuilder::new();
    let mut seen = Vec::new();
    for (batch, articles) in articles.chunks(370).enumerate() {
        builder.push(articles, &Task::none()).unwrap();
        if batch % 2 == 0 {
            seen.push(builder.snapshot(&Task::none()).unwrap());
        }
    }
    for snapshot in &seen {
        snapshot.check().unwrap();
        let so_far = articles[..snapshot.article_count() as usize].to_vec();
        assert!(
            *snapshot == Corpus::build(so_far, &Task::none()).unwrap(),
            "a snapshot is a corpus like any other"
        );
    }
    assert!(builder.snapshot(&Task::none()).unwrap() == one, "batches");
    let grown =
        seen[0].extended(articles[seen[0].article_count() as usize..].to_vec(), &Task::none()).unwrap();
    assert!(grown == one, "extended");
}

#[test]
fn a_correction_makes_the_corpus_that_a_fresh_build_makes() {
    let before = many(300);
    let corpus = Corpus::build(before.clone(), &Task::none()).unwrap();
    let mut after = before;
    after.remove(17);
    let mut moved = Article::clone(&after[40]);
    moved.outlet = Some(inferred(Arc::from("Harbour Courier")));
    after[40] = Arc::new(moved);
    let mut cut = Article::clone(&after[60]);
    cut.body.pop();
    after[60] = Arc::new(cut);
    after.swap(3, 200);
    // The same article once more, as copies of a file are.
    after.push(Arc::clone(&after[90]));
    let rebuilt = corpus.rebuilt(after.clone(), &Task::none()).unwrap();
    rebuilt.check().unwrap();
    assert!(rebuilt == Corpus::build(after, &Task::none()).unwrap());
    assert_ne!(rebuilt.revision(), corpus.revision());
}

#[test]
fn the_revision_follows_every_part_that_counts() {
    type Change = fn(&mut Article);
    let base = article("a.txt", "Kestrel Post", &["Head", "Body text."]);
    let revision =
        |article: &Article| Corpus::build(vec![Arc::new(article.clone())], &Task::none()).unwrap().revision();
    let changes: [(&str, Change); 8] = [
        ("outlet", |a| a.outlet = None),
        ("wire", |a| a.wire = Some(inferred(Arc::from("Northwire")))),
        ("host", |a| a.host = Some(inferred(Arc::from("Northwire")))),
        ("date", |a| a.published = Some(inferred(date(2016, 9, 1)))),
        ("opinion", |a| a.opinion = Some(inferred(true))),
        ("headline", |a| a.headline = None),
        ("body", |a| a.body.clear()),
        ("raw", |a| a.raw = Arc::from(a.raw.replace("text", "texts"))),
    ];
    let mut seen = vec![revision(&base)];
    assert_eq!(seen[0], revision(&base.clone()));
    for (name, change) in changes {
        let mut changed = base.clone();
        change(&mut changed);
        let revision = revision(&changed);
        assert!(!seen.contains(&revision), "{name}");
        seen.push(revision);
    }
}

#[test]
fn broken_spans_and_strange_text_do_no_harm() {
    let mut broken = article("b.txt", "", &["日本", "body"]);
    broken.headline = Some(inferred(Span { from: 7, to: 8 }));
    broken.body.push(Paragraph { kind: ParagraphKind::Paragraph, span: Span { from: 900, to: 20 } });
    broken.body.push(Paragraph { kind: ParagraphKind::Paragraph, span: Span { from: 0, to: u32::MAX } });
    let long = "a".repeat(70_000);
    let strange = article("c.txt", "", &["\u{200b}\u{ad}", "\u{0}\u{fffd} ﬁ ① ㍿ İ", &long]);
    let corpus = Corpus::build(vec![Arc::new(broken), Arc::new(strange)], &Task::none()).unwrap();
    corpus.check().unwrap();
    assert!(Corpus::build(Vec::new(), &Task::none()).unwrap().check().is_ok());
}

#[test]
fn cancelled_work_stops() {
    let task = Task::none();
    task.cancel();
    assert_eq!(Corpus::build(many(3), &task).unwrap_err(), Cancelled);
    let mut builder = CorpusBuilder::new();
    assert!(builder.push(many(3), &task).is_err());
    assert_eq!(builder.article_count(), 0, "nothing of a cancelled batch is kept");
}

#[test]
fn subsets_know_their_sizes() {
    let corpus = Corpus::build(many(100), &Task::none()).unwrap();
    let all = Subset::all(&corpus);
    assert!(all.is_all() && all.word_count() == corpus.word_count());
    let odd = Subset::of(&corpus, |id| id % 2 == 1);
    assert_eq!(odd.article_count(), 50);
    assert_eq!(odd.articles(&corpus).count(), 50);
    let words: u64 = odd.articles(&corpus).map(|id| u64::from(corpus.words_of(id))).sum();
    assert_eq!(odd.word_count(), words);
    assert_eq!(odd.outlets().iter().map(|o| o.words).sum::<u64>(), words);
    assert_eq!(Subset::from_articles(&corpus, &[5, 5, 3, 9999]).article_count(), 2);
    assert_eq!(Subset::of(&corpus, |_| true), all);
}
