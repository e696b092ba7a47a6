//! A corpus of made-up metadata: as many rows as the largest table is to carry, each with a line of text.

use std::sync::Arc;

use jiff::civil::date;
use parallax::corpus::{
    Article, Completeness, Confidence, Corpus, DatePrecision, EncodingFound, EncodingSign, Evidence,
    EvidenceKind, Inferred, Language, Line, LineRole, Lines, Paragraph, ParagraphKind, Published, Span,
};
use parallax::task::Task;

const OUTLETS: u64 = 300;
const WORDS: [&str; 24] = [
    "harbour",
    "treaty",
    "islands",
    "minister",
    "ferry",
    "talks",
    "government",
    "storm",
    "cable",
    "court",
    "prices",
    "border",
    "vote",
    "school",
    "fleet",
    "envoy",
    "market",
    "light",
    "council",
    "strike",
    "bridge",
    "letter",
    "winter",
    "quay",
];

/// A number that looks like chance, the same on every machine.
fn mixed(number: u64) -> u64 {
    let mut x = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

fn known<T>(value: T) -> Inferred<T> {
    let evidence = Evidence { kind: EvidenceKind::FileMetadata, quote: Arc::from("") };
    Inferred { value, evidence, confidence: Confidence::High }
}

fn article(number: u64, outlets: &[Arc<str>]) -> Arc<Article> {
    let chance = mixed(number);
    let word = |at: u64| WORDS[(mixed(chance ^ at) % WORDS.len() as u64) as usize];
    let headline = format!("{} {} and the {} of {number}", word(1), word(2), word(3));
    let body = format!("The {} said the {} would wait.", word(4), word(5));
    let raw: Arc<str> = format!("{headline}\n{body}").into();
    let (head, rest) = (Span::new(0, headline.len()), Span::new(headline.len() + 1, raw.len()));
    let day = date(2010, 1, 1).saturating_add(jiff::Span::new().days((chance % 5_400) as i64));
    Arc::new(Article {
        path: format!("{:03}/{number}.txt", chance % OUTLETS).into(),
        record: 0,
        lines: Lines::from_iter([
            Line { span: head, role: LineRole::Headline },
            Line { span: rest, role: LineRole::Body(0) },
        ]),
        raw,
        address: None,
        turns: parallax::corpus::Turns::default(),
        pages: Vec::new(),
        encoding: EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors: false },
        outlet: Some(known(Arc::clone(&outlets[(chance % OUTLETS) as usize]))),
        host: None,
        wire: None,
        published: Some(known(Published { date: day, precision: DatePrecision::Day })),
        headline: Some(known(head)),
        standfirst: None,
        byline: Vec::new(),
        section: None,
        opinion: None,
        language: known(Language::from_code("en")),
        completeness: known(Completeness::Full),
        body: vec![Paragraph { kind: ParagraphKind::Paragraph, span: rest }],
        captions: Vec::new(),
        problems: Vec::new(),
    })
}

/// The corpus of so many rows.
pub fn rows(count: u64) -> Arc<Corpus> {
    let outlets: Vec<Arc<str>> = (0..OUTLETS).map(|number| format!("Outlet {number}").into()).collect();
    let articles = (0..count).map(|number| article(number, &outlets)).collect();
    Arc::new(Corpus::build(articles, &Task::none()).unwrap_or_else(|_| unreachable!("nobody cancels")))
}
