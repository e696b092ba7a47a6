//! What there is to choose from, when articles are from, and which headlines have a few letters.

use parallax::analysis::{Bin, Facets, FacetsRecipe, Fit, HeadlinesRecipe, TimelineRecipe};
use parallax::corpus::Corpus;
use parallax::query::Field;
use parallax::task::Task;

use super::{query, scope};
use crate::fixtures::{Draft, corpus, corpus_of};

fn six() -> Corpus {
    let draft = |outlet, date, language, text| Draft { outlet, date, text, language, ..Draft::default() };
    corpus_of(&[
        draft("B", "2024-05-02", "en", "# Islands\nislands peace"),
        draft("A", "2024-05", "en", "# Boats\nboats"),
        draft("A", "2023", "ru", "islands"),
        draft("B", "2024-06-01", "ru", "peace"),
        draft("B", "", "en", "boats"),
        draft("", "2024-05-30", "en", "islands"),
    ])
}

fn facets(filter: &str, search: &str) -> Facets {
    let search = (!search.is_empty()).then(|| query(search));
    FacetsRecipe { scope: scope(filter), search }.run(&six(), &Task::none()).unwrap()
}

/// `B 3, A 2, ? 1`, with `*` where the value is asked for.
fn shown(found: &Facets, field: Field) -> String {
    let Some(facet) = found.facet(field) else { return "nothing".to_owned() };
    let one = |value: &parallax::analysis::FacetValue| {
        let name = if value.value.is_empty() { "?" } else { &value.value };
        format!("{name} {}{}", value.articles, if value.is_chosen { "*" } else { "" })
    };
    facet.values.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_numbers_of_a_field_leave_its_own_condition_out() {
    let check = |filter: &str, search: &str, field: Field, expected: &str| {
        assert_eq!(shown(&facets(filter, search), field), expected, "{field:?} of {filter:?} {search:?}");
    };
    check("", "", Field::Outlet, "B 3, A 2, ? 1");
    check("", "", Field::Date, "2023 1, 2024-05 3, 2024-06 1, ? 1");
    check("", "", Field::Lang, "en 4, ru 2");
    check("", "", Field::Complete, "full 6");
    check("", "", Field::Wire, "nothing");
    check("", "", Field::Group, "nothing");
    check("outlet:b", "", Field::Outlet, "B 3*, A 2, ? 1");
    check("outlet:b", "", Field::Lang, "en 2, ru 1");
    check("outlet:none lang:ru", "", Field::Outlet, "A 1, B 1, ? 0*");
    check("outlet:none lang:ru", "", Field::Lang, "en 1, ru 0*");
    check("-outlet:B lang:en", "", Field::Outlet, "B 2, A 1, ? 1");
    check("date:2024", "", Field::Date, "2023 1, 2024-05 3*, 2024-06 1*, ? 1");
    check("date:2024", "", Field::Outlet, "B 2, A 1, ? 1");
    check("", "islands", Field::Outlet, "A 1, B 1, ? 1");
    check("hits:islands", "", Field::Outlet, "A 1, B 1, ? 1");
    check("group:x", "", Field::Group, "? 6");
    assert_eq!(facets("outlet:b lang:en", "").articles, 2);
    let none = FacetsRecipe::default().run(&corpus(&[]), &Task::none()).unwrap();
    assert_eq!(none, Facets::default());
    let task = Task::none();
    task.cancel();
    assert!(FacetsRecipe::default().run(&six(), &task).is_err());
}

#[test]
fn the_timeline_leaves_the_dates_asked_for_out() {
    let run = |filter: &str, dates: &[&str]| {
        let rows: Vec<_> = dates.iter().map(|&date| ("A", date, "words")).collect();
        TimelineRecipe::new(&scope(filter)).run(&corpus(&rows), &Task::none()).unwrap()
    };
    let check = |dates: &[&str], bin: Option<Bin>, bars: usize, outside: [u32; 4]| {
        let found = run("date:2024-05-02", dates);
        assert_eq!((found.bin, found.bins.len()), (bin, bars), "{dates:?}");
        assert_eq!([found.before, found.after, found.imprecise, found.undated], outside, "{dates:?}");
        let placed: u32 = found.bins.iter().map(|row| row.articles).sum();
        assert_eq!(placed + outside.iter().sum::<u32>(), dates.len() as u32);
    };
    check(&[], None, 0, [0; 4]);
    check(&["", ""], None, 0, [0, 0, 0, 2]);
    check(&["2024-05-01", "2024-05-03", ""], Some(Bin::Day), 3, [0, 0, 0, 1]);
    check(&["2023-01-02", "2024-05-03"], Some(Bin::Week), 70, [0; 4]);
    check(&["2016-01-01", "2024-05-03"], Some(Bin::Month), 101, [0; 4]);
    check(&["1990-01", "2016-01-31"], Some(Bin::Quarter), 105, [0; 4]);
    check(&["2024-05", "2024-05-03"], Some(Bin::Month), 1, [0; 4]);
    check(&["2024"], Some(Bin::Year), 1, [0; 4]);
    check(&["0020-01-01", "2016", "2024-05-03"], Some(Bin::Year), 9, [1, 0, 0, 0]);
    assert_eq!(TimelineRecipe::new(&scope("date:2024 lang:en")), TimelineRecipe::new(&scope("lang:en")));
}

#[test]
fn headlines_are_found_by_a_few_letters_best_first() {
    let corpus = corpus(&[
        ("Arc Times", "2024-05-02", "# Northern boats\n."),
        ("Arc Times", "2024-05-03", "# “The North waits”\n."),
        ("Norvia Post", "2024-05-04", "# Far north\n."),
        ("Norvia Post", "", "# Dishonorthodox\n."),
        ("Norvia Post", "2023", "# Elsewhere\n."),
        ("Norvia Post", "2024", "north"),
    ]);
    let check = |typed: &str, most: usize, total: u32, expected: &[(u32, Fit)]| {
        let recipe = HeadlinesRecipe { typed: typed.to_owned(), most };
        let found = recipe.run(&corpus, &Task::none()).unwrap();
        let best: Vec<_> = found.found.iter().map(|one| (one.article, one.fit)).collect();
        assert_eq!((best.as_slice(), found.total), (expected, total), "{typed}");
    };
    let all = [(0, Fit::Beginning), (2, Fit::AtWord), (1, Fit::AtWord), (3, Fit::Within)];
    check("NORTH", 9, 4, &all);
    check("north", 2, 4, &all[..2]);
    check("the north", 9, 1, &[(1, Fit::Beginning)]);
    check("arc boats", 9, 1, &[(0, Fit::Words)]);
    check("norvia 2023", 9, 1, &[(4, Fit::Words)]);
    check("  ", 9, 0, &[]);
    check("nowhere", 9, 0, &[]);
}
