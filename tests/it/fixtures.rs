//! Small corpora of invented articles.

#![expect(clippy::unwrap_used, reason = "a test stops where its corpus cannot be made")]

use std::sync::Arc;

use jiff::civil::Date;
use parallax::corpus::{
    Article, ArticleId, Completeness, Confidence, Corpus, DatePrecision, EncodingFound, EncodingSign,
    Evidence, EvidenceKind, FurnitureKind, FurnitureReason, Inferred, Language, Line, LineRole, Lines,
    NO_DAY, OutletId, Paragraph, ParagraphKind, Published, Span,
};
use parallax::framing::stories::CoverageCell;
use parallax::task::Task;

/// An article to be made: everything a test may care about, all of it optional but the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Draft<'a> {
    /// The outlet; empty for none.
    pub outlet: &'a str,
    /// `2024-05-02`, `2024-05`, `2024`; empty for none.
    pub date: &'a str,
    /// Paragraphs, one a line. A line that begins with `# ` is the headline, `> ` the standfirst,
    /// `[` a caption, `~` furniture.
    pub text: &'a str,
    /// The language's code; English when empty.
    pub language: &'a str,
    /// The file; numbered in order when empty.
    pub path: &'a str,
}

/// What an outlet has of a story of these articles, counted article by article.
pub fn coverage(corpus: &Corpus, story: &[ArticleId], outlet: OutletId) -> CoverageCell {
    let days: Vec<i32> = story.iter().map(|&id| corpus.day_of(id)).filter(|&day| day != NO_DAY).collect();
    let is_own = |id: &ArticleId| corpus.outlet_of(*id) == outlet;
    let is_from_then = |id: &ArticleId| {
        let day = corpus.day_of(*id);
        let (first, last) = (days.iter().min(), days.iter().max());
        day != NO_DAY && first.is_some_and(|first| *first <= day) && last.is_some_and(|last| day <= *last)
    };
    let others =
        (0..corpus.article_count()).filter(|id| is_own(id) && is_from_then(id) && !story.contains(id));
    CoverageCell {
        articles: story.iter().filter(|id| is_own(id)).count() as u32,
        first: story.iter().filter(|id| is_own(id)).filter_map(|&id| corpus.date_of(id)).min(),
        others: others.count() as u32,
    }
}

/// A corpus of (outlet, date, text).
pub fn corpus(rows: &[(&str, &str, &str)]) -> Corpus {
    let drafts: Vec<Draft<'_>> =
        rows.iter().map(|&(outlet, date, text)| Draft { outlet, date, text, ..Draft::default() }).collect();
    corpus_of(&drafts)
}

/// A corpus of drafts.
pub fn corpus_of(drafts: &[Draft<'_>]) -> Corpus {
    let articles = drafts.iter().enumerate().map(|(at, draft)| Arc::new(article(draft, at))).collect();
    Corpus::build(articles, &Task::none()).unwrap()
}

/// The article of a draft, the `at`th of its folder.
pub fn article(draft: &Draft<'_>, at: usize) -> Article {
    let raw = draft.text;
    let mut made = Article {
        path: if draft.path.is_empty() { format!("made/{at:04}.txt").into() } else { draft.path.into() },
        record: 0,
        raw: raw.into(),
        address: None,
        turns: parallax::corpus::Turns::default(),
        pages: Vec::new(),
        encoding: EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors: false },
        lines: Lines::default(),
        outlet: (!draft.outlet.is_empty()).then(|| sure(draft.outlet.into())),
        host: None,
        wire: None,
        published: published(draft.date).map(sure),
        headline: None,
        standfirst: None,
        byline: Vec::new(),
        section: None,
        opinion: None,
        language: sure(Language::from_code(if draft.language.is_empty() { "en" } else { draft.language })),
        completeness: sure(Completeness::Full),
        body: Vec::new(),
        captions: Vec::new(),
        problems: Vec::new(),
    };
    let mut from = 0;
    for line in raw.split('\n') {
        let to = from + line.len();
        let role = if line.trim().is_empty() {
            LineRole::Blank
        } else if line.starts_with("# ") {
            made.headline = Some(sure(Span::new(from + 2, to)));
            LineRole::Headline
        } else if line.starts_with("> ") {
            made.standfirst = Some(sure(Span::new(from + 2, to)));
            LineRole::Standfirst
        } else if line.starts_with('[') {
            made.captions.push(Span::new(from, to));
            LineRole::Caption(made.captions.len() as u32 - 1)
        } else if line.starts_with('~') {
            LineRole::Furniture(FurnitureReason { kind: FurnitureKind::Menu, detail: "".into() })
        } else {
            made.body.push(Paragraph { kind: ParagraphKind::Paragraph, span: Span::new(from, to) });
            LineRole::Body(made.body.len() as u32 - 1)
        };
        made.lines.push(&Line { span: Span::new(from, to), role });
        from = to + 1;
    }
    made
}

/// A date as precise as it is written.
pub fn published(text: &str) -> Option<Published> {
    let parts: Vec<i16> = text.split('-').filter_map(|part| part.parse().ok()).collect();
    let part = |at: usize| parts.get(at).map_or(1, |&part| i8::try_from(part).unwrap());
    let precision = match parts.len() {
        0 => return None,
        1 => DatePrecision::Year,
        2 => DatePrecision::Month,
        _ => DatePrecision::Day,
    };
    Some(Published { date: Date::new(parts[0], part(1), part(2)).unwrap(), precision })
}

/// `word` so many times, among so many words in all.
pub fn times(word: &str, count: usize, words: usize) -> String {
    assert!(count <= words);
    let mut text = format!("{word} ").repeat(count);
    text.push_str(&"filler ".repeat(words - count));
    text
}

pub fn sure<T>(value: T) -> Inferred<T> {
    let evidence = Evidence { kind: EvidenceKind::ByHand, quote: "".into() };
    Inferred { value, evidence, confidence: Confidence::High }
}
