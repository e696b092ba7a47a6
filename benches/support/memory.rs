//! A corpus in memory, without files and without cleaning: articles straight from the press.
//!
//! Where `PARALLAX_BENCH_CORPUS` names a folder, that folder is read and cleaned instead; where
//! `PARALLAX_BENCH_ARTICLES` is a number, so many articles are made.
#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a bench says what it measures, and stops where it cannot"
)]

use std::path::PathBuf;
use std::sync::Arc;

use parallax::corpus::{
    Article, Completeness, Confidence, Corpus, DatePrecision, EncodingFound, EncodingSign, Evidence,
    EvidenceKind, FurnitureKind, FurnitureReason, Inferred, Language, Line, LineRole, Lines, Paragraph,
    ParagraphKind, Published, Span,
};
use parallax::ingest;
use parallax::task::Task;
use rayon::prelude::*;

use super::generator::{Page, Part, Press, asked};

/// A corpus and a phrase of two words that is often in it.
pub struct Stage {
    pub corpus: Corpus,
    pub phrase: &'static str,
}

/// The corpus of the first `count` pages, or of the folder that the environment names.
pub fn stage(count: u64) -> Stage {
    let task = Task::none();
    let (articles, phrase) = if let Some(folder) = std::env::var_os("PARALLAX_BENCH_CORPUS") {
        let roots = [PathBuf::from(folder)];
        let read = ingest::read_folder(
            &roots,
            &ingest::ReadSettings::default(),
            &task,
            &mut ingest::ReadReport::default(),
            &mut |_| {},
        );
        (read.expect("nobody stops it"), "northern territories")
    } else {
        (articles(asked(count)), "northern shoals")
    };
    let corpus = Corpus::build(articles, &task).expect("nobody stops it");
    let (outlets, types) = (corpus.outlets().len(), corpus.vocabulary().len());
    let (articles, words) = (corpus.article_count(), corpus.word_count());
    eprintln!("{articles} articles of {outlets} outlets, {words} words of {types} types");
    Stage { corpus, phrase }
}

/// The articles of the first `count` pages.
fn articles(count: u64) -> Vec<Arc<Article>> {
    let press = Press::new(7);
    (0..count).into_par_iter().map(|number| Arc::new(article(&press.page(number)))).collect()
}

/// The article that a page would become if every part were found.
fn article(page: &Page) -> Article {
    let raw = page.text();
    let (mut lines, mut body) = (Lines::default(), Vec::new());
    let (mut headline, mut byline) = (None, Vec::new());
    let mut from = 0;
    for (part, piece) in &page.pieces {
        let span = Span::new(from, from + piece.len());
        let role = match part {
            Part::Furniture => {
                LineRole::Furniture(FurnitureReason { kind: FurnitureKind::Menu, detail: "".into() })
            }
            Part::Headline => {
                headline = Some(inferred(span));
                LineRole::Headline
            }
            Part::Byline => {
                byline.push(inferred(Arc::from(piece.trim_start_matches("By "))));
                LineRole::Credit
            }
            Part::Date => LineRole::Date,
            Part::Body => {
                body.push(Paragraph { kind: ParagraphKind::Paragraph, span });
                LineRole::Body(body.len() as u32 - 1)
            }
        };
        lines.push(&Line { span, role });
        from += piece.len() + 1;
        if *part != Part::Furniture {
            lines.push(&Line { span: Span::new(from, from), role: LineRole::Blank });
            from += 1;
        }
    }
    let (year, month, day) = page.date;
    let date = Published { date: jiff::civil::date(year, month, day), precision: DatePrecision::Day };
    Article {
        path: page.path.as_str().into(),
        record: 0,
        raw: raw.into(),
        address: None,
        turns: parallax::corpus::Turns::default(),
        pages: Vec::new(),
        encoding: EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors: false },
        lines,
        outlet: Some(inferred(page.outlet.into())),
        host: None,
        wire: None,
        published: Some(inferred(date)),
        headline,
        standfirst: None,
        byline,
        section: None,
        opinion: None,
        language: inferred(Language::from_code("en")),
        completeness: inferred(Completeness::Full),
        body,
        captions: Vec::new(),
        problems: Vec::new(),
    }
}

fn inferred<T>(value: T) -> Inferred<T> {
    let evidence = Evidence { kind: EvidenceKind::NamedInText, quote: "".into() };
    Inferred { value, evidence, confidence: Confidence::High }
}
