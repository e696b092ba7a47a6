//! Phrases against counting by hand.

use std::collections::{BTreeMap, BTreeSet};

use parallax::analysis::{
    Analysis, Boundary, Chosen, Counted, PhraseOrder, PhraseSettings, Phrases, PhrasesRecipe, PlacesRecipe,
    Scope, SortKey,
};
use parallax::corpus::Corpus;
use parallax::query;
use parallax::stats::ngrams::ngrams;
use parallax::task::Task;

use super::{drawn, query as parsed};
use crate::fixtures::corpus;

fn run(corpus: &Corpus, scope: &Scope, around: Option<&str>, settings: &PhraseSettings) -> Phrases {
    let recipe =
        PhrasesRecipe { around: around.map(parsed), settings: settings.clone(), ..PhrasesRecipe::default() };
    let recipe = PhrasesRecipe { scope: scope.clone(), ..recipe };
    Analysis::Phrases(recipe).run(corpus, &Task::none()).unwrap().as_phrases().unwrap().clone()
}

fn all() -> PhraseSettings {
    PhraseSettings {
        shortest: 2,
        longest: 6,
        minimum_count: 1,
        minimum_articles: 1,
        keep_stop_words: true,
        folds: false,
        most: 0,
        ..PhraseSettings::default()
    }
}

type Slow = BTreeMap<Vec<u32>, Vec<(u32, u32)>>;

/// All places (article, position) of all phrases, one run of words after the other.
fn slow(corpus: &Corpus, scope: &Scope, around: Option<&str>, settings: &PhraseSettings) -> Slow {
    let subset = scope.subset(corpus);
    let hits = around.map(|text| query::find(corpus, &parsed(text), &subset, &Task::none()).unwrap().hits);
    let mut found = Slow::new();
    for id in subset.articles(corpus) {
        let article = corpus.article_range(id);
        for from in article.clone() {
            for length in settings.shortest..=settings.longest {
                let to = from + usize::from(length);
                let crosses = (from + 1..to).any(|at| corpus.sentence_starts().contains(at as u32));
                if to > article.end || (crosses && !settings.across_sentences) {
                    continue;
                }
                let holds = hits.as_ref().is_none_or(|hits| {
                    hits.iter().any(|hit| hit.position as usize >= from && hit.end() as usize <= to)
                });
                if holds {
                    found.entry(corpus.stream()[from..to].to_vec()).or_default().push((id, from as u32));
                }
            }
        }
    }
    found
}

fn check(corpus: &Corpus, scope: &Scope, around: Option<&str>, settings: &PhraseSettings) {
    let what = format!("{around:?} {settings:?}");
    let found = run(corpus, scope, around, settings);
    let mut expected = slow(corpus, scope, around, settings);
    let in_articles =
        |places: &Vec<(u32, u32)>| places.iter().map(|place| place.0).collect::<BTreeSet<_>>().len();
    expected.retain(|_, places| {
        places.len() >= settings.minimum_count as usize
            && in_articles(places) >= settings.minimum_articles as usize
    });
    if settings.folds {
        let every = expected.clone();
        expected.retain(|words, places| {
            !every.iter().any(|(longer, others)| {
                let is_within = |before: u32| {
                    places.iter().all(|place| others.contains(&(place.0, place.1.wrapping_sub(before))))
                };
                longer.len() == words.len() + 1
                    && (longer.starts_with(words) && is_within(0) || longer.ends_with(words) && is_within(1))
            })
        });
    }
    assert_eq!((found.rows.len(), found.total), (expected.len(), expected.len() as u64), "{what}");
    for row in &found.rows {
        let places = expected.remove(row.words(corpus)).unwrap_or_else(|| panic!("{what}: {row:?}"));
        assert_eq!(row.count as usize, places.len(), "{what}");
        assert_eq!(row.articles as usize, in_articles(&places), "{what}");
        assert_eq!(Some(row.first), places.iter().map(|place| place.1).min(), "{what}");
        for part in &row.groups {
            let outlet = found.groups[part.group as usize].outlet.unwrap();
            let own: Vec<(u32, u32)> =
                places.iter().copied().filter(|place| corpus.outlet_of(place.0) == outlet).collect();
            assert_eq!(
                (part.count as usize, part.articles as usize),
                (own.len(), in_articles(&own)),
                "{what}"
            );
        }
        assert_eq!(row.groups.iter().map(|part| part.count).sum::<u32>(), row.count, "{what}");
        let counted = Counted::Phrase {
            words: row.text(corpus).into(),
            around: around.map(parsed),
            across_sentences: settings.across_sentences,
        };
        let recipe = PlacesRecipe {
            counted,
            scope: scope.clone(),
            sort: [SortKey::Text.into(); 3],
            boundary: Boundary::Article,
        };
        let lines = Analysis::Places(recipe).run(corpus, &Task::none()).unwrap();
        let lines: Vec<u32> = lines.as_concordance().unwrap().lines.iter().map(|hit| hit.position).collect();
        assert_eq!(lines, places.iter().map(|place| place.1).collect::<Vec<u32>>(), "{what}");
    }
}

/// By hand: "isle" twice in one of two articles of three words each, five times over.
#[test]
fn a_word_list_has_how_evenly_words_are_spread() {
    let rows = [("A", "", "isle isle isle isle isle quay"), ("B", "", "quay quay quay quay quay cape")];
    let settings = PhraseSettings { shortest: 1, longest: 1, minimum_articles: 1, minimum_count: 1, ..all() };
    let found = run(&corpus(&rows), &Scope::default(), None, &settings);
    let told: Vec<(u32, Option<f64>)> = found
        .rows
        .iter()
        .zip(found.dispersion.unwrap())
        .map(|(row, spread)| (row.count, spread.ok().map(|value| (value * 100.0).round() / 100.0)))
        .collect();
    // "quay": |1/6 - 1/2| = 1/3, over the most there can be, 1/2. One hit is too few.
    assert_eq!(told, [(6, Some(0.67)), (5, Some(1.0)), (1, None)]);
    assert_eq!(run(&corpus(&rows), &Scope::default(), Some("isle"), &settings).dispersion, None);
}

#[test]
fn fast_counting_is_slow_counting() {
    let corpus = drawn(12);
    let some =
        Scope { chosen: Some(Chosen::by_hand((0..12).step_by(2).collect::<Vec<_>>())), ..Scope::default() };
    for around in [None, Some("word0"), Some("word0 | word1"), Some("word0 word*")] {
        for settings in [
            PhraseSettings { longest: 3, ..all() },
            PhraseSettings { longest: 4, folds: true, ..all() },
            PhraseSettings { minimum_count: 2, minimum_articles: 2, folds: true, ..all() },
        ] {
            check(&corpus, &Scope::default(), around, &settings);
            check(&corpus, &some, around, &settings);
        }
    }
}

#[test]
fn sentences_articles_and_copies() {
    let corpus = corpus(&[
        ("A", "", "# To be. Or not to be\nTo be to be to be to be. Be to"),
        ("B", "", "To be. Or not to be to be"),
        ("B", "", "To be. Or not to be to be"),
        ("", "", "岛屿争端和平条约。岛屿和平岛屿"),
        ("", "", ""),
    ]);
    for across_sentences in [false, true] {
        for folds in [false, true] {
            let settings = PhraseSettings { across_sentences, folds, ..all() };
            for around in [None, Some("to be"), Some("or"), Some("岛屿"), Some("be NEAR/2 be")] {
                check(&corpus, &Scope::default(), around, &settings);
            }
        }
    }
}

/// The plain definition, which is held to golden figures of other programs.
#[test]
fn counts_are_those_of_the_definition() {
    let corpus = drawn(60);
    let articles: Vec<&[u32]> =
        (0..corpus.article_count()).map(|id| &corpus.stream()[corpus.article_range(id)]).collect();
    for length in 2..=6 {
        let settings = PhraseSettings { shortest: length, longest: length, across_sentences: true, ..all() };
        let found = run(&corpus, &Scope::default(), None, &settings);
        let mut expected: Vec<(Vec<u32>, u64, u32)> = ngrams(&articles, usize::from(length))
            .into_iter()
            .map(|one| (one.words.to_vec(), one.count, one.articles))
            .collect();
        let mut rows: Vec<(Vec<u32>, u64, u32)> = found
            .rows
            .iter()
            .map(|row| (row.words(&corpus).to_vec(), row.count.into(), row.articles))
            .collect();
        expected.sort_unstable();
        rows.sort_unstable();
        assert_eq!(rows, expected);
    }
}

#[test]
fn function_words_orders_and_how_many_are_kept() {
    let corpus = corpus(&[("A", "", "of the isle of the north of the isle"), ("B", "", "of the isle")]);
    let texts = |settings: PhraseSettings| -> Vec<String> {
        run(&corpus, &Scope::default(), None, &settings).rows.iter().map(|row| row.text(&corpus)).collect()
    };
    let twice = PhraseSettings { longest: 3, minimum_count: 2, ..all() };
    assert_eq!(texts(twice.clone()), ["of the", "of the isle", "the isle"]);
    assert_eq!(
        texts(PhraseSettings { keep_stop_words: false, ..twice.clone() }),
        ["of the isle", "the isle"]
    );
    assert_eq!(texts(PhraseSettings { folds: true, ..twice.clone() }), ["of the", "of the isle"]);
    assert_eq!(
        texts(PhraseSettings { order: PhraseOrder::Words, ..twice.clone() }),
        ["of the", "of the isle", "the isle"]
    );
    assert_eq!(
        texts(PhraseSettings { order: PhraseOrder::Length, ..twice.clone() }),
        ["of the isle", "of the", "the isle"]
    );
    let kept = run(&corpus, &Scope::default(), None, &PhraseSettings { most: 1, ..twice });
    assert_eq!((kept.rows.len(), kept.total), (1, 3));
}

#[test]
fn rows_are_sorted_by_how_often_they_stand_in_a_group() {
    let corpus =
        corpus(&[("A", "", "calm sea calm sea calm sea high tide"), ("B", "", "high tide high tide")]);
    let of = |group: &str, order, is_reversed| {
        let group = Some(group.into());
        let settings = PhraseSettings { longest: 2, minimum_count: 2, group, order, is_reversed, ..all() };
        let found = run(&corpus, &Scope::default(), None, &settings);
        let texts: Vec<String> = found.rows.iter().map(|row| row.text(&corpus)).collect();
        (texts, found.column)
    };
    let check = |group: &str, order, is_reversed, expected: &[&str], column: Option<usize>| {
        let (texts, found) = of(group, order, is_reversed);
        assert_eq!((texts, found), (expected.iter().map(|&text| text.to_owned()).collect(), column));
    };
    let (count, words) = (PhraseOrder::Count, PhraseOrder::Words);
    check("A", count, false, &["calm sea", "sea calm", "high tide"], Some(0));
    check("A", count, true, &["high tide", "sea calm", "calm sea"], Some(0));
    check("B", count, false, &["high tide", "calm sea", "sea calm"], Some(1));
    // By the words no group has a say; one that is not there sorts nothing.
    check("B", words, false, &["calm sea", "high tide", "sea calm"], None);
    check("gone", count, false, &["high tide", "calm sea", "sea calm"], None);
}

/// Which phrases are kept does not depend on the order in which they are met.
#[test]
fn the_most_frequent_are_kept() {
    let corpus = drawn(200);
    let every = run(&corpus, &Scope::default(), None, &all());
    for most in [1, 10, 100] {
        let settings = PhraseSettings { most, ..all() };
        let kept = run(&corpus, &Scope::default(), None, &settings);
        assert_eq!(kept.rows.as_slice(), &every.rows[..most as usize]);
        assert_eq!(kept.total, every.total);
    }
}

#[test]
fn one_word_over_and_over() {
    let text = "isle ".repeat(50_000);
    let corpus = corpus(&[("A", "", text.as_str())]);
    let found = run(&corpus, &Scope::default(), None, &all());
    let counts: Vec<u32> = found.rows.iter().map(|row| row.count).collect();
    assert_eq!(counts, [49_999, 49_998, 49_997, 49_996, 49_995]);
    assert!(run(&crate::fixtures::corpus(&[]), &Scope::default(), None, &all()).rows.is_empty());
}
