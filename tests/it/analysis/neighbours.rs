//! Neighbours against counting by hand: both conventions, every reach, nodes of several words.

use std::collections::{BTreeMap, BTreeSet};

use parallax::analysis::neighbours::SLOTS;
use parallax::analysis::{
    Analysis, Boundary, Chosen, Counted, Counting, Grouping, Measure, NeighbourOrder, NeighbourSettings,
    Neighbours, NeighboursRecipe, PlacesRecipe, Reach, Scope, Shared, SortKey,
};
use parallax::corpus::{Corpus, Subset};
use parallax::query::{self, Hit};
use parallax::stats::Undefined;
use parallax::stats::windows::windows;
use parallax::task::Task;

use super::{assert_close, drawn, query, scope};
use crate::fixtures::corpus;

const REACHES: [Reach; 8] = [
    Reach::Window { left: 5, right: 5 },
    Reach::Window { left: 1, right: 1 },
    Reach::Window { left: 0, right: 9 },
    Reach::Window { left: 8, right: 2 },
    Reach::WindowInSentence { left: 5, right: 5 },
    Reach::WindowInSentence { left: 0, right: 40 },
    Reach::Sentence,
    Reach::Paragraph,
];

fn settings(reach: Reach, counting: Counting) -> NeighbourSettings {
    NeighbourSettings {
        reach,
        counting,
        minimum_count: 1,
        minimum_articles: 1,
        keep_stop_words: true,
        ..NeighbourSettings::default()
    }
}

fn run(corpus: &Corpus, text: &str, scope: Scope, settings: NeighbourSettings) -> Neighbours {
    let recipe = NeighboursRecipe { query: query(text), scope, by: Grouping::Outlet, settings };
    Analysis::Neighbours(recipe).run(corpus, &Task::none()).unwrap().as_neighbours().unwrap().clone()
}

/// Of one word: times near the node, articles, and the slots.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Slow {
    together: u64,
    articles: u32,
    slots: [u64; SLOTS],
}

/// Whether a hit reaches a place, and in which slot: asked of every hit and every place of an article.
fn reaches(corpus: &Corpus, reach: Reach, hit: &Hit, place: u32) -> Option<usize> {
    let starts = |bits: &parallax::corpus::Bits, from: u32, to: u32| {
        (from + 1..=to).filter(|&at| bits.contains(at)).count()
    };
    let (distance, is_left) = if place < hit.position {
        (hit.position - place, true)
    } else if place >= hit.end() {
        (place - hit.end() + 1, false)
    } else {
        return None;
    };
    let (from, to) = if is_left { (place, hit.position) } else { (hit.end() - 1, place) };
    let is_near = match reach {
        Reach::Window { left, right } => distance <= u32::from(if is_left { left } else { right }),
        Reach::WindowInSentence { left, right } => {
            distance <= u32::from(if is_left { left } else { right })
                && starts(corpus.sentence_starts(), from, to) == 0
        }
        Reach::Sentence => starts(corpus.sentence_starts(), from, to) == 0,
        Reach::Paragraph => starts(corpus.paragraph_starts(), from, to) == 0,
    };
    let slot = match (is_left, distance) {
        (true, 6..) => 0,
        (true, near) => 6 - near,
        (false, 6..) => 11,
        (false, near) => 5 + near,
    };
    is_near.then_some(slot as usize)
}

type ByWord = BTreeMap<(u32, u16), Slow>;

fn slow(corpus: &Corpus, text: &str, scope: &Scope, reach: Reach, counting: Counting) -> ByWord {
    let subset = scope.subset(corpus);
    let hits = query::find(corpus, &query(text), &subset, &Task::none()).unwrap().hits;
    let mut found = ByWord::new();
    for id in subset.articles(corpus) {
        let article = corpus.article_range(id);
        let own: Vec<&Hit> = hits.iter().filter(|hit| article.contains(&(hit.position as usize))).collect();
        let mut seen = BTreeSet::new();
        for place in article {
            let (word, place) = (corpus.stream()[place], place as u32);
            let mut slots: Vec<(u32, bool, usize)> = Vec::new();
            for hit in &own {
                if let Some(slot) = reaches(corpus, reach, hit, place) {
                    let is_left = place < hit.position;
                    let distance = if is_left { hit.position - place } else { place + 1 - hit.end() };
                    slots.push((distance, is_left, slot));
                }
            }
            if counting == Counting::Positions {
                if own.iter().any(|hit| (hit.position..hit.end()).contains(&place)) {
                    continue;
                }
                // The nearest; of two equally near, the node before the place.
                slots.sort_unstable();
                slots.truncate(1);
            }
            for (_, _, slot) in slots {
                let one = found.entry((word, corpus.outlet_of(id))).or_default();
                one.together += 1;
                one.slots[slot] += 1;
                if seen.insert(word) {
                    one.articles += 1;
                }
            }
        }
    }
    found
}

fn lines(
    corpus: &Corpus,
    text: &str,
    word: &str,
    scope: &Scope,
    reach: Reach,
    counting: Counting,
) -> Vec<Hit> {
    let counted = Counted::Neighbour { node: query(text), word: word.into(), reach, counting };
    let recipe = PlacesRecipe {
        counted,
        scope: scope.clone(),
        sort: [SortKey::Text.into(); 3],
        boundary: Boundary::Article,
    };
    let found = Analysis::Places(recipe).run(corpus, &Task::none()).unwrap();
    found.as_concordance().unwrap().lines.clone()
}

/// The fast way and the slow way, and the lines of each row.
fn check(corpus: &Corpus, text: &str, scope: &Scope, reach: Reach, counting: Counting) {
    let what = format!("{text} {reach:?} {counting:?}");
    let found = run(corpus, text, scope.clone(), settings(reach, counting));
    let mut expected = slow(corpus, text, scope, reach, counting);
    for row in &found.rows {
        let (mut slots, mut own) = ([0; SLOTS], 0);
        for cell in found.cells_of(row) {
            let outlet = found.groups[cell.column as usize].outlet.unwrap();
            let slow = expected.remove(&(row.word, outlet)).unwrap_or_else(|| panic!("{what}: {cell:?}"));
            assert_eq!((cell.together, cell.articles), (slow.together, slow.articles), "{what}");
            slots.iter_mut().zip(slow.slots).for_each(|(sum, more)| *sum += more);
            own += cell.together;
        }
        assert_eq!((row.slots, row.all.together), (slots, own), "{what}");
        let word = corpus.vocabulary().form(row.word);
        let lines = lines(corpus, text, word, scope, reach, counting);
        let is_each_place = counting == Counting::Pairs && !matches!(reach, Reach::Window { .. });
        if is_each_place {
            assert!(lines.len() as u64 <= row.all.together && !lines.is_empty(), "{what} {word}");
        } else {
            assert_eq!(lines.len() as u64, row.all.together, "{what} {word}");
        }
        let id = corpus.vocabulary().id(word).unwrap();
        for line in lines {
            let words = &corpus.stream()[line.position as usize..line.end() as usize];
            assert!(words.first() == Some(&id) || words.last() == Some(&id), "{what} {word}");
        }
    }
    assert!(expected.is_empty(), "{what}: {expected:?}");
    if counting == Counting::Positions {
        let all: u64 = found.rows.iter().map(|row| row.all.together).sum();
        assert_eq!(found.node.within_reach, all, "{what}");
    }
}

#[test]
fn fast_counting_is_slow_counting() {
    let corpus = drawn(24);
    let some =
        Scope { chosen: Some(Chosen::by_hand((0..24).step_by(3).collect::<Vec<_>>())), ..Scope::default() };
    for text in ["word1", "word0 | word1 | word2", "word0 word*", "word1?", "word0 NEAR/3 word1"] {
        for reach in REACHES {
            for counting in Counting::ALL {
                check(&corpus, text, &Scope::default(), reach, counting);
                check(&corpus, text, &some, reach, counting);
            }
        }
    }
}

#[test]
fn texts_without_spaces_and_many_sentences() {
    let corpus = corpus(&[
        ("A", "", "# One two. Two.\nTwo one? One two one! Three.\nOne one one one."),
        ("B", "", "岛屿争端和平条约。岛屿和平岛屿。\nOne 岛屿 two."),
        ("A", "", "One"),
        ("", "", ""),
        ("", "", "Two one, three"),
    ]);
    for text in ["one", "two", "岛屿", "岛", "one one", "/.*/", "one NEAR/4 two"] {
        for reach in REACHES {
            for counting in Counting::ALL {
                check(&corpus, text, &Scope::default(), reach, counting);
            }
        }
    }
}

/// The plain definition, which is held to golden figures of other programs.
#[test]
fn counts_are_those_of_the_definition() {
    let corpus = drawn(40);
    let node = corpus.vocabulary().id("word1").unwrap();
    let articles: Vec<&[u32]> =
        (0..corpus.article_count()).map(|id| &corpus.stream()[corpus.article_range(id)]).collect();
    for (left, right) in [(5, 5), (2, 0), (1, 3)] {
        let plain = windows(&articles, node, usize::from(left), usize::from(right));
        let reach = Reach::Window { left, right };
        let places = run(&corpus, "word1", Scope::default(), settings(reach, Counting::Positions));
        assert_eq!(places.node.within_reach, plain.positions);
        for row in &places.rows {
            let pair = places.pair(row, None).unwrap();
            let expected = plain.pair(row.word).unwrap();
            assert_eq!(
                (pair.together, pair.within_reach, pair.marginal, pair.total),
                (expected.together, expected.node, expected.collocate, expected.total)
            );
        }
        let pairs = run(&corpus, "word1", Scope::default(), settings(reach, Counting::Pairs));
        assert_eq!(pairs.rows.len(), plain.near.values().filter(|near| near.pairs > 0).count());
        for row in &pairs.rows {
            assert_eq!(row.all.together, plain.near[&row.word].pairs);
            let pair = pairs.pair(row, None).unwrap();
            let expected = plain.expected_pairs(row.word, usize::from(left) + usize::from(right)).unwrap();
            assert_close(pair.expected().unwrap(), expected);
            let near = &plain.near[&row.word];
            let dice = 2.0 * near.pairs as f64 / (plain.node + near.frequency) as f64;
            assert_close(pair.measure(Measure::LogDice).unwrap(), 14.0 + dice.log2());
            assert_eq!(pair.measure(Measure::G2), Err(Undefined::NoTable));
        }
    }
}

/// By hand: "peace treaty" twice; "old" before both, "treaty" once by itself within reach.
#[test]
fn a_node_of_several_words_by_hand() {
    let corpus = corpus(&[
        ("A", "", "old peace treaty signed treaty"),
        ("B", "", "old peace treaty"),
        ("B", "", "no such treaty here"),
    ]);
    let reach = Reach::Window { left: 2, right: 2 };
    let found = run(&corpus, "peace treaty", Scope::default(), settings(reach, Counting::Positions));
    let row = |form: &str| {
        let word = corpus.vocabulary().id(form).unwrap();
        found.rows.iter().find(|row| row.word == word).unwrap()
    };
    assert_eq!((found.node.hits, found.node.own_words, found.node.words), (2, 4, 12));
    assert_eq!(found.node.within_reach, 4);
    // "treaty" stands four times, twice of them within the node: C1 is 2, f is 4.
    let treaty = found.pair(row("treaty"), None).unwrap();
    assert_eq!((treaty.together, treaty.marginal, treaty.frequency, treaty.total), (1, 2, 4, 8));
    assert_close(treaty.expected().unwrap(), 4.0 * 2.0 / 8.0);
    assert_close(treaty.measure(Measure::Dice).unwrap(), 2.0 / 6.0);
    let old = found.pair(row("old"), None).unwrap();
    assert_eq!((old.together, row("old").slots[5]), (2, 2));
    assert_close(old.measure(Measure::LogDice).unwrap(), 14.0);
    assert_eq!(found.shared(row("old")), Shared::Shared);
    assert_eq!(found.shared(row("treaty")), Shared::Only(0));
    assert!(!found.rows.iter().any(|row| corpus.vocabulary().form(row.word) == "peace"));
}

#[test]
fn minimums_orders_and_outlets() {
    let rows: Vec<(&str, &str, &str)> = vec![
        ("A", "", "the isle lies north. The isle lies far north"),
        ("A", "", "an isle of the north"),
        ("B", "", "the isle lies south"),
    ];
    let corpus = corpus(&rows);
    let words = |settings: NeighbourSettings| -> Vec<String> {
        let found = run(&corpus, "isle", Scope::default(), settings);
        found.rows.iter().map(|row| corpus.vocabulary().form(row.word).to_owned()).collect()
    };
    let base = settings(Reach::Sentence, Counting::Positions);
    let check = |settings: NeighbourSettings, expected: &[&str]| {
        assert_eq!(words(settings.clone()), expected, "{settings:?}");
    };
    check(NeighbourSettings { minimum_count: 2, keep_stop_words: false, ..base.clone() }, &["lies", "north"]);
    check(NeighbourSettings { minimum_articles: 3, ..base.clone() }, &["the"]);
    check(
        NeighbourSettings { group: Some("B".into()), order: NeighbourOrder::Word, ..base.clone() },
        &["lies", "south", "the"],
    );
    check(
        NeighbourSettings { group: Some("B".into()), minimum_articles: 9, ..base.clone() },
        &["lies", "south", "the"],
    );
    check(NeighbourSettings { group: Some("gone".into()), ..base.clone() }, &[]);
    check(
        NeighbourSettings { order: NeighbourOrder::Count, minimum_count: 2, ..base.clone() },
        &["the", "lies", "north"],
    );
    let by_count = NeighbourSettings { order: NeighbourOrder::Count, minimum_count: 2, ..base.clone() };
    check(NeighbourSettings { is_reversed: true, ..by_count }, &["lies", "north", "the"]);
    let by_word = NeighbourSettings { order: NeighbourOrder::Word, minimum_count: 2, ..base.clone() };
    check(NeighbourSettings { is_reversed: true, ..by_word }, &["the", "north", "lies"]);
    // Only A has north, only B has south; "of", "an" and "far" are in A once each.
    let only = NeighbourSettings { only_here: true, order: NeighbourOrder::Word, ..base.clone() };
    check(NeighbourSettings { minimum_count: 2, ..only.clone() }, &["north"]);
    check(NeighbourSettings { group: Some("B".into()), ..only.clone() }, &["south"]);
    check(NeighbourSettings { group: Some("A".into()), ..only }, &["an", "far", "north", "of"]);
    assert!(words(NeighbourSettings { minimum_count: 99, ..base.clone() }).is_empty());
    let found = run(&corpus, "isle", scope("outlet:A"), base);
    assert_eq!((found.groups.len(), found.node.hits), (1, 3));
}

#[test]
fn nothing_to_find_is_an_answer() {
    let empty = corpus(&[]);
    let full = corpus(&[("A", "", "one two three")]);
    for counting in Counting::ALL {
        for reach in REACHES {
            assert!(run(&empty, "one", Scope::default(), settings(reach, counting)).rows.is_empty());
            assert!(run(&full, "gone", Scope::default(), settings(reach, counting)).rows.is_empty());
            let all = run(&full, "/.*/", Scope::default(), settings(reach, counting));
            assert_eq!(all.node.hits, 3);
            assert_eq!(all.rows.is_empty(), counting == Counting::Positions);
        }
    }
    assert_eq!(Subset::all(&full).article_count(), 1);
}

/// A paragraph of nodes alone has more pairs than could be gone through one by one.
#[test]
fn a_long_paragraph_of_nodes_is_counted_all_the_same() {
    let text = "isle north ".repeat(20_000);
    let corpus = corpus(&[("A", "", text.as_str())]);
    let found = run(&corpus, "isle", Scope::default(), settings(Reach::Paragraph, Counting::Pairs));
    let together: Vec<u64> = found.rows.iter().map(|row| row.all.together).collect();
    let nodes = 20_000_u64;
    assert_eq!(together.iter().sum::<u64>(), nodes * (nodes - 1) + nodes * nodes);
    assert_eq!(
        lines(&corpus, "isle", "north", &Scope::default(), Reach::Paragraph, Counting::Pairs).len(),
        20_000
    );
}
