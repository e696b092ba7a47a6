//! The table of articles.

use parallax::analysis::ListColumn::{Date, Headline, Hits, Outlet, Path, Words};
use parallax::analysis::{Analysis, ListColumn, Listing, ListingRecipe};
use parallax::corpus::Corpus;
use parallax::task::Task;

use super::{query, scope};
use crate::fixtures::{Draft, corpus, corpus_of};

fn run(corpus: &Corpus, filter: &str, search: &str, queries: &[&str], sort: (ListColumn, bool)) -> Listing {
    let recipe = ListingRecipe {
        scope: scope(filter),
        search: (!search.is_empty()).then(|| query(search)),
        queries: queries.iter().map(|q| query(q)).collect(),
        sort,
        written: Vec::new(),
    };
    Analysis::Listing(recipe).run(corpus, &Task::none()).unwrap().as_listing().unwrap().clone()
}

fn five() -> Corpus {
    let draft = |path, outlet, date, text| Draft { outlet, date, text, path, ..Draft::default() };
    corpus_of(&[
        draft("b/2.txt", "B", "2024-05-02", "# “Zeal” over islands\nislands islands"),
        draft("b/1.txt", "A", "", "# Élan\npeace"),
        draft("a/1.txt", "", "2024-05", "islands without headline at all"),
        draft("c/1.txt", "A", "2024-05-02", "# elbow\npeace over islands"),
        draft("d/1.txt", "B", "2023", "# …\n…"),
    ])
}

#[test]
fn articles_are_sorted_with_the_unknown_last() {
    let check = |column: ListColumn, up: [u32; 5], down: [u32; 5]| {
        let corpus = five();
        let order = |is_descending| run(&corpus, "", "", &["islands"], (column, is_descending)).order;
        assert_eq!((order(false), order(true)), (up.to_vec(), down.to_vec()), "{column:?}");
    };
    check(Date, [4, 2, 0, 3, 1], [0, 3, 2, 4, 1]);
    check(Outlet, [1, 3, 0, 4, 2], [0, 4, 1, 3, 2]);
    check(Headline, [1, 3, 0, 2, 4], [0, 3, 1, 2, 4]);
    check(Words, [4, 1, 3, 0, 2], [0, 2, 3, 1, 4]);
    check(Hits, [1, 4, 2, 3, 0], [0, 2, 3, 1, 4]);
    check(Path, [2, 1, 0, 3, 4], [4, 3, 0, 1, 2]);
}

#[test]
fn what_the_user_wrote_is_sorted_with_the_unmarked_last() {
    let corpus = five();
    let written = [(1, "alpha"), (2, "zebra"), (4, "middle")];
    let order = |is_descending| {
        let recipe = ListingRecipe {
            sort: (ListColumn::Tags, is_descending),
            written: written.map(|(id, text)| (id, text.into())).to_vec(),
            ..ListingRecipe::default()
        };
        Analysis::Listing(recipe).run(&corpus, &Task::none()).unwrap().as_listing().unwrap().order.clone()
    };
    assert_eq!((order(false), order(true)), (vec![1, 4, 2, 0, 3], vec![2, 4, 1, 0, 3]));
}

#[test]
fn every_column_sorts_all_articles() {
    for column in ListColumn::ALL {
        for is_descending in [false, true] {
            let mut order = run(&five(), "", "", &["islands"], (column, is_descending)).order;
            order.sort_unstable();
            assert_eq!(order, [0, 1, 2, 3, 4], "{column:?}");
        }
        assert!(!column.label().is_empty() && column.key().chars().all(|c| c.is_ascii_lowercase()));
    }
}

#[test]
fn a_search_leaves_articles_with_hits() {
    let check = |filter: &str, search: &str, queries: &[&str], order: &[u32], hits: [u32; 5]| {
        let found = run(&five(), filter, search, queries, (Path, false));
        assert_eq!((found.order.as_slice(), found.hits.as_slice()), (order, &hits[..]));
        assert_eq!(found.total_hits, hits.iter().map(|&n| u64::from(n)).sum::<u64>());
        assert_eq!(found.coverage.articles as usize, order.len());
    };
    check("", "", &[], &[2, 1, 0, 3, 4], [0; 5]);
    check("", "islands", &[], &[2, 0, 3], [3, 0, 1, 1, 0]);
    check("", "zeal", &[], &[0], [1, 0, 0, 0, 0]);
    check("", "islands", &["peace", "islands"], &[2, 0, 3], [3, 0, 1, 2, 0]);
    check("outlet:A", "islands", &["peace"], &[3], [0, 0, 0, 1, 0]);
    check("outlet:A", "", &["peace"], &[1, 3], [0, 1, 0, 1, 0]);
    check("", "nowhere", &["peace"], &[], [0; 5]);
}

#[test]
fn an_empty_corpus_lists_nothing() {
    for column in ListColumn::ALL {
        let found = run(&corpus(&[]), "", "islands", &["peace"], (column, true));
        assert_eq!((found.order.len(), found.hits.len(), found.total_hits), (0, 0, 0));
    }
}
