//! Groups other than outlets: every article in one, and what a group's lines are found with.

use std::sync::Arc;

use parallax::analysis::Grouping;
use parallax::corpus::{Corpus, Notes, Subset};
use parallax::query::Filter;
use parallax::task::Task;

use crate::fixtures::{Draft, article, published};

/// Four outlets; two in Norvia, one in Sund, one unknown. "Coast" is in both groups.
fn made() -> Corpus {
    let rows = [
        ("Norvia Daily", "2024-05-02", "en", "World", false),
        ("Norvia Daily", "2024-05", "en", "world", true),
        ("Coast", "2024-06-01", "ja", "", false),
        ("Coast", "2023", "en", "Opinion", true),
        ("Sund Post", "2023-12-31", "", "World", false),
        ("", "", "ru", "", false),
    ];
    let articles = rows.iter().enumerate().map(|(at, (outlet, _, language, section, is_opinion))| {
        let draft = Draft { outlet, language, text: "# Isles\nThe isles are quiet", ..Draft::default() };
        let mut made = article(&draft, at);
        if language.is_empty() {
            made.language.value = parallax::corpus::Language::UNKNOWN;
        }
        made.published = published(rows[at].1).map(|value| with(&made, value));
        made.section = (!section.is_empty()).then(|| with(&made, Arc::from(*section)));
        made.opinion = Some(with(&made, *is_opinion));
        Arc::new(made)
    });
    let corpus = Corpus::build(articles.collect(), &Task::none()).unwrap();
    let outlet = |name: &str| corpus.outlets().iter().position(|one| &*one.name == name).unwrap() as u16;
    let (daily, coast, sund) = (outlet("Norvia Daily"), outlet("Coast"), outlet("Sund Post"));
    let notes = Notes {
        own_countries: vec![(daily, "Norvia".into()), (coast, "Norvia".into()), (sund, "Sund".into())],
        groups: vec![("West".into(), vec![coast, sund]), ("Big".into(), vec![daily, coast])],
        ..Notes::default()
    };
    corpus.annotated(notes)
}

fn with<T>(made: &parallax::corpus::Article, value: T) -> parallax::corpus::Inferred<T> {
    parallax::corpus::Inferred {
        value,
        evidence: made.language.evidence.clone(),
        confidence: made.language.confidence,
    }
}

#[test]
fn every_article_is_in_one_group_and_its_filter_finds_it() {
    let corpus = made();
    let check = |grouping: Grouping, filter: &str, expected: &[&str]| {
        let filter = Filter::parse(filter).unwrap();
        let subset = Subset::filter(&corpus, &filter);
        let grouped = grouping.sort(&corpus, &subset);
        let rows: Vec<String> =
            grouped.rows.iter().map(|row| format!("{}: {}", row.shown(), row.articles)).collect();
        assert_eq!(rows, expected, "{grouping:?} {filter}");
        for (at, row) in grouped.rows.iter().enumerate() {
            let own: Vec<_> =
                (0..corpus.article_count()).filter(|&id| grouped.row_of(&corpus, id) == Some(at)).collect();
            // As lines under a figure are narrowed: see `Pick`.
            let mut narrowed = filter.clone().and(row.filter());
            if let Some((first, last)) = row.days() {
                narrowed = narrowed.with_days(first, last);
            }
            let found: Vec<_> = Subset::filter(&corpus, &narrowed).articles(&corpus).collect();
            assert_eq!(found, own, "{grouping:?} {filter}: {} by {narrowed}", row.shown());
            let words: u64 = own.iter().map(|&id| u64::from(corpus.words_of(id))).sum();
            assert_eq!((row.articles as usize, row.words), (own.len(), words));
        }
        let inside = (0..corpus.article_count()).filter(|&id| grouped.row_of(&corpus, id).is_some());
        assert_eq!(inside.collect::<Vec<_>>(), subset.articles(&corpus).collect::<Vec<_>>());
    };
    check(Grouping::Outlet, "", &["Coast: 2", "Norvia Daily: 2", "Sund Post: 1", "Outlet not known: 1"]);
    check(Grouping::Outlet, "outlet:coast", &["Coast: 2"]);
    check(Grouping::Country, "", &["Norvia: 4", "Sund: 1", "No country: 1"]);
    check(Grouping::Country, "lang:en", &["Norvia: 3"]);
    // An outlet in two groups counts in the first.
    check(Grouping::Group, "", &["West: 3", "Big: 2", "In no group: 1"]);
    check(Grouping::Group, "outlet:\"norvia daily\",none", &["Big: 2", "In no group: 1"]);
    // A filter takes names in any case for one, so do groups.
    check(Grouping::Section, "", &["Opinion: 1", "World: 3", "No section: 2"]);
    check(Grouping::Opinion, "", &["Opinion: 2", "Report: 4"]);
    check(Grouping::Language, "", &["English: 3", "Japanese: 1", "Russian: 1", "Language not known: 1"]);
    check(Grouping::Agency, "", &["No agency: 6"]);
    check(Grouping::Year, "date:2023-06..2024,none", &["2023: 1", "2024: 3", "No date: 1"]);
    check(Grouping::Quarter, "-date:none", &["2023 Q4: 1", "2024 Q2: 3", "Quarter not known: 1"]);
    check(Grouping::Month, "date:2024", &["2024-05: 2", "2024-06: 1"]);
    // Within a month, days that the filter leaves out stay out.
    check(Grouping::Month, "date:2024-05-02..2024-06", &["2024-05: 1", "2024-06: 1"]);
}
