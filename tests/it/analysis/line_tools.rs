//! Lines drawn, grouped, picked out, opened and written; each figure counted a second time by hand or brute force.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use parallax::analysis::SortKey::{Date, Hit, Outlet, Right, Text};
use parallax::analysis::{
    Boundary, Concordance, ConcordanceRecipe, GroupKey, LineSort, LineTable, Sample, Scope, SortKey, Window,
    around,
};
use parallax::corpus::Corpus;
use parallax::task::Task;

use super::query;
use super::threads::drawn;
use crate::fixtures::{Draft, corpus, corpus_of};

fn ask(text: &str) -> ConcordanceRecipe {
    ConcordanceRecipe::new(query(text), Scope::default(), [Text; 3])
}

fn run(corpus: &Corpus, recipe: &ConcordanceRecipe) -> Concordance {
    recipe.run(corpus, &Task::none()).unwrap()
}

const PEACE: &[(&str, &str, &str)] = &[
    ("B", "2024-05-03", "Peace talks failed. Peace deal."),
    ("A", "2024-06", "Peace talks again."),
    ("", "", "Peace"),
    ("A", "2023", "peace deal and peace talks"),
];

#[test]
fn keys_sort_up_and_down_and_what_is_unknown_stays_last() {
    let corpus = corpus(PEACE);
    let in_text = run(&corpus, &ask("peace")).lines;
    let check = |sort: [(SortKey, bool); 3], expected: &[usize]| {
        let sort = sort.map(|(key, is_descending)| LineSort { key, is_descending });
        let found = run(&corpus, &ConcordanceRecipe { sort, ..ask("peace") }).lines;
        let places: Vec<_> =
            found.iter().filter_map(|hit| in_text.iter().position(|other| other == hit)).collect();
        assert_eq!(places, expected, "{sort:?}");
    };
    let (up, down) = (false, true);
    check([(Right(1), up), (Text, down), (Text, up)], &[3, 4, 1, 5, 2, 0]);
    check([(Right(1), down), (Text, up), (Text, up)], &[0, 2, 5, 1, 4, 3]);
    check([(Outlet, down), (Text, up), (Text, up)], &[0, 1, 2, 4, 5, 3]);
    check([(Outlet, up), (Date, up), (Text, down)], &[5, 4, 2, 1, 0, 3]);
    check([(Date, down), (Text, up), (Text, up)], &[2, 0, 1, 4, 5, 3]);
    check([(Text, down), (Right(1), up), (Text, up)], &[5, 4, 3, 2, 1, 0]);
    // Three wide keys need more room than one machine word has.
    check([(Date, up), (Hit, up), (Text, down)], &[5, 4, 1, 0, 2, 3]);
}

#[test]
fn words_beyond_the_sentence_count_only_where_that_is_asked() {
    let corpus = corpus(&[("A", "", "The old quay. Boats left. A quay")]);
    let check = |boundary, key, expected: &[(&str, u32)]| {
        let recipe = ConcordanceRecipe { boundary, group_by: Some(key), ..ask("quay") };
        let groups = run(&corpus, &recipe).groups;
        let found: Vec<(&str, u32)> = groups.iter().map(|group| (&*group.value, group.lines)).collect();
        assert_eq!(found, expected, "{boundary:?} {key:?}");
    };
    check(Boundary::Article, GroupKey::Right(1), &[("", 1), ("boats", 1)]);
    check(Boundary::Sentence, GroupKey::Right(1), &[("", 2)]);
    check(Boundary::Article, GroupKey::Left(2), &[("left", 1), ("the", 1)]);
    check(Boundary::Sentence, GroupKey::Left(2), &[("", 1), ("the", 1)]);
    check(Boundary::Sentence, GroupKey::Left(1), &[("a", 1), ("old", 1)]);
}

#[test]
fn groups_are_counted_most_frequent_first() {
    let corpus = corpus(PEACE);
    let check = |key, expected: &[(&str, u32, u32, u32)]| {
        let recipe = ConcordanceRecipe { group_by: Some(key), ..ask("peace") };
        let found = run(&corpus, &recipe);
        let groups: Vec<_> =
            found.groups.iter().map(|one| (&*one.value, one.lines, one.articles, one.outlets)).collect();
        assert_eq!(groups, expected, "{key:?}");
        assert_eq!(found.lines.len(), 6);
        // One group after the other, each beginning where it says.
        for (group, next) in found.groups.iter().zip(found.groups.iter().skip(1)) {
            assert_eq!(group.from + group.lines, next.from);
        }
        for group in &found.groups {
            let alone = ConcordanceRecipe { group: Some(Arc::clone(&group.value)), ..recipe.clone() };
            let alone = run(&corpus, &alone);
            let from = group.from as usize;
            assert_eq!(alone.lines, found.lines[from..from + group.lines as usize], "{group:?}");
            assert_eq!(alone.articles_with_hits, group.articles);
            assert_eq!((alone.groups.len(), alone.has_all_groups), (found.groups.len(), false));
        }
    };
    check(GroupKey::Right(1), &[("talks", 3, 3, 2), ("deal", 2, 2, 2), ("", 1, 1, 0)]);
    check(GroupKey::Outlet, &[("A", 3, 2, 1), ("B", 2, 1, 1), ("", 1, 1, 0)]);
    check(GroupKey::Month, &[("2023", 2, 1, 1), ("2024-05", 2, 1, 1), ("2024-06", 1, 1, 1), ("", 1, 1, 0)]);
    check(GroupKey::Hit, &[("peace", 6, 4, 2)]);
    let nobody =
        ConcordanceRecipe { group_by: Some(GroupKey::Outlet), group: Some("C".into()), ..ask("peace") };
    assert_eq!(run(&corpus, &nobody).lines, []);
}

#[test]
fn groups_and_order_are_those_of_a_slow_count() {
    let corpus = drawn(300);
    let recipe = ConcordanceRecipe {
        sort: [Right(2).into(), LineSort { key: SortKey::Left(1), is_descending: true }, Text.into()],
        group_by: Some(GroupKey::Right(1)),
        ..ask("word1")
    };
    let found = run(&corpus, &recipe);
    let in_text = run(&corpus, &ask("word1"));
    assert!(found.lines.len() > 50);
    let form = |position: Option<u32>| -> &str {
        let word = position.and_then(|at| corpus.stream().get(at as usize).copied());
        word.map_or("", |word| corpus.vocabulary().form(word))
    };
    let mut counts: BTreeMap<&str, (u32, BTreeSet<u32>)> = BTreeMap::new();
    for hit in &in_text.lines {
        let count = counts.entry(form(Some(hit.end()))).or_default();
        count.0 += 1;
        count.1.insert(hit.article(&corpus));
    }
    let mut expected: Vec<_> =
        counts.iter().map(|(word, (lines, articles))| (*lines, *word, articles.len() as u32)).collect();
    expected.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    let groups: Vec<_> = found.groups.iter().map(|one| (one.lines, &*one.value, one.articles)).collect();
    assert_eq!(groups, expected);
    let group_of = |word: &str| found.groups.iter().position(|group| *group.value == *word);
    let mut slow = in_text.lines.clone();
    slow.sort_by(|one, other| {
        let right = |hit: &parallax::query::Hit, by: u32| {
            let article = corpus.article_range(hit.article(&corpus));
            let at = hit.end() + by - 1;
            if (at as usize) < article.end { form(Some(at)) } else { "" }
        };
        let left = |hit: &parallax::query::Hit| {
            let first = corpus.article_range(hit.article(&corpus)).start;
            form(hit.position.checked_sub(1).filter(|at| *at as usize >= first))
        };
        group_of(right(one, 1))
            .cmp(&group_of(right(other, 1)))
            .then(right(one, 2).cmp(right(other, 2)))
            .then(left(other).cmp(left(one)))
            .then(one.cmp(other))
    });
    assert_eq!(found.lines, slow);
}

#[test]
fn a_sample_is_the_same_for_its_seed_and_another_for_another() {
    let corpus = drawn(90);
    let draw = |lines, seed| {
        run(&corpus, &ConcordanceRecipe { sample: Some(Sample { lines, seed }), ..ask("word1") })
    };
    let all = run(&corpus, &ask("word1")).lines;
    let seven = draw(20, 7);
    assert_eq!((seven.lines.len(), seven.drawn, seven.all_hits as usize), (20, 20, all.len()));
    assert_eq!(seven, draw(20, 7));
    assert_ne!(seven.lines, draw(20, 8).lines);
    assert!(seven.lines.is_sorted() && seven.lines.iter().all(|hit| all.contains(hit)));
    assert_eq!(draw(u32::MAX, 7).lines, all);
    assert_eq!(draw(0, 7).lines, []);
    let words =
        seven.in_words(&ConcordanceRecipe { sample: Some(Sample { lines: 20, seed: 7 }), ..ask("word1") });
    let expected = format!(
        "20 of {} lines, drawn at random (seed 7), in {} articles",
        all.len(),
        seven.articles_with_hits
    );
    assert_eq!(words, expected);
}

#[test]
fn every_line_is_drawn_as_often_as_any_other() {
    let corpus = corpus(&[("A", "", &"peace ".repeat(10))]);
    let mut times = [0_u32; 10];
    for seed in 0..2_000 {
        let recipe = ConcordanceRecipe { sample: Some(Sample { lines: 3, seed }), ..ask("peace") };
        for hit in run(&corpus, &recipe).lines {
            times[hit.position as usize] += 1;
        }
    }
    // 2,000 times 3 of 10; five standard deviations are 102.
    assert!(times.iter().all(|&count| (498..702).contains(&count)), "{times:?}");
}

#[test]
fn only_marked_places_are_kept() {
    let corpus = corpus(PEACE);
    let all = run(&corpus, &ask("peace"));
    let place = |at: usize| (all.lines[at].article(&corpus), all.lines[at].span(&corpus));
    let recipe = ConcordanceRecipe { among: Some(vec![place(1), place(2)].into()), ..ask("peace") };
    let found = run(&corpus, &recipe);
    assert_eq!(found.lines, all.lines[1..3]);
    assert_eq!(found.in_words(&recipe), "2 marked of 6 lines in 2 articles");
}

#[test]
fn a_line_opens_to_its_sentence_and_its_paragraph() {
    let check = |language: &str, text: &str, typed: &str, sentence: &str, paragraph: &str| {
        let corpus = corpus_of(&[Draft { text, language, ..Draft::default() }]);
        let hit = run(&corpus, &ask(typed)).lines[0];
        let article = corpus.article(0);
        assert_eq!(article.text(around::sentence(&corpus, &hit)).trim(), sentence);
        assert_eq!(article.text(around::paragraph(&corpus, &hit)).trim(), paragraph);
    };
    let quoted = "It rained. “The quay is ours,” she said. “Never!” he cried.";
    check("en", quoted, "quay", "“The quay is ours,” she said.", quoted);
    check("en", quoted, "never", "“Never!” he cried.", quoted);
    check("en", "# The quay\nIt rained. It rains", "rains", "It rains", "It rained. It rains");
    check("en", "# The quay\nIt rained.", "quay", "The quay", "The quay");
    check(
        "ru",
        "Шёл дождь. Причал «Северный» закрыт. Все ушли.",
        "причал",
        "Причал «Северный» закрыт.",
        "Шёл дождь. Причал «Северный» закрыт. Все ушли.",
    );
    check(
        "ja",
        "雨が降った。島の港は閉鎖された。誰もいない。",
        "港",
        "島の港は閉鎖された。",
        "雨が降った。島の港は閉鎖された。誰もいない。",
    );
}

#[test]
fn a_table_has_as_much_around_the_hit_as_was_asked_for() {
    let text = "# Quay open\n~ Menu\nBoats came. Then the old quay, at last, was open. All cheered.";
    let corpus = corpus_of(&[Draft {
        text,
        outlet: "Port News",
        date: "2024-05-02",
        path: "a.txt",
        ..Draft::default()
    }]);
    let recipe = ConcordanceRecipe { sort: [LineSort { key: Text, is_descending: true }; 3], ..ask("quay") };
    let found = run(&corpus, &recipe);
    let said = |_, _| ("A".to_owned(), "note".to_owned());
    let check = |window, left: &str, right: &str| {
        let row = LineTable::new(&corpus, &recipe, &found, window, &said).row(0).unwrap();
        assert_eq!((row[4].as_str(), row[6].as_str()), (left, right), "{window:?}");
        assert_eq!(row.len(), LineTable::COLUMNS.len());
    };
    check(Window::Words(2), "the old", ", at last");
    check(Window::Words(0), "", "");
    check(Window::Words(6), "open Boats came. Then the old", ", at last, was open. All cheered");
    check(Window::Sentence, "Then the old", ", at last, was open.");
    let table = LineTable::new(&corpus, &recipe, &found, Window::Characters(7), &said);
    let row = table.row(0).unwrap();
    assert_eq!(row[..4], ["a.txt", "Port News", "2024-05-02", "Quay open"]);
    assert_eq!(row[7..10], ["Then the old quay, at last, was open.", "A", "note"]);
    assert_eq!(row[12..16], ["quay", "", "Place in text (down)", "2 lines in 1 article"]);
    assert_eq!(table.cited(0).unwrap(), "… the old quay, at … (Port News, “Quay open”, 2024-05-02. a.txt)");
    assert_eq!((table.row(2), table.cited(2)), (None, None));
}
