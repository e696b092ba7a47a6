//! Groups other than outlets say of the same articles what outlets of these names would; and what several languages do.

use parallax::analysis::figures::{self, Looks};
use parallax::analysis::{
    Analysis, Chosen, DispersionRecipe, DistinctiveRecipe, DistinctiveSettings, FrequencyRecipe, GroupRow,
    Grouping, NeighbourSettings, NeighboursRecipe, Outcome, Per, PhraseSettings, PhrasesRecipe, Scope,
    TrendRecipe, Unit, WordShiftRecipe, WordTestRecipe,
};
use parallax::corpus::Corpus;
use parallax::stats::Undefined;
use parallax::task::Task;

use super::{assert_close, query};
use crate::fixtures::{Draft, corpus_of};

/// Articles of five outlets in three languages, and the same where the languages are the outlets.
fn both() -> (Corpus, Corpus) {
    let drawn = super::threads::drawn(90);
    let codes = ["en", "fr", "it"];
    let parts: Vec<(String, String, String, &str)> = (0..drawn.article_count())
        .map(|id| {
            let article = drawn.article(id);
            let outlet = article.outlet.as_ref().unwrap().value.to_string();
            let date = article.published.as_ref().unwrap().value.to_string();
            (outlet, date, article.raw.to_string(), codes[id as usize * 7 % 11 % 3])
        })
        .collect();
    let draft = |by_language: bool| {
        let one = |(outlet, date, text, code): &'_ (String, String, String, &'static str)| {
            let outlet = if by_language { (*code).to_owned() } else { outlet.clone() };
            (outlet, date.clone(), text.clone(), *code)
        };
        let owned: Vec<_> = parts.iter().map(one).collect();
        let drafts: Vec<Draft<'_>> = owned
            .iter()
            .map(|(outlet, date, text, language)| Draft { outlet, date, text, language, ..Draft::default() })
            .collect();
        corpus_of(&drafts)
    };
    (draft(false), draft(true))
}

fn run(corpus: &Corpus, analysis: &Analysis) -> Outcome {
    analysis.run(corpus, &Task::none()).unwrap()
}

fn sizes(groups: &[GroupRow]) -> Vec<(String, u32, u64)> {
    groups.iter().map(|row| (row.name.to_string(), row.articles, row.words)).collect()
}

#[test]
fn a_group_says_what_an_outlet_of_its_name_would() {
    let (by_language, by_outlet) = both();
    let scopes = [
        Scope::default(),
        Scope { chosen: Some(Chosen::by_hand((0..60).collect::<Vec<_>>())), ..Scope::default() },
    ];
    for scope in scopes {
        let ask = |analysis: &dyn Fn(Grouping) -> Analysis| {
            (run(&by_language, &analysis(Grouping::Language)), run(&by_outlet, &analysis(Grouping::Outlet)))
        };
        let words = |by| DistinctiveRecipe {
            by,
            scope: scope.clone(),
            settings: DistinctiveSettings { minimum_count: 2, keep_numbers: true, ..Default::default() },
            with_dispersion: true,
            ..DistinctiveRecipe::default()
        };
        let (one, other) = ask(&|by| Analysis::Distinctive(words(by)));
        let (one, other) = (one.as_distinctive().unwrap(), other.as_distinctive().unwrap());
        assert_eq!(sizes(&one.groups), sizes(&other.groups));
        assert!(one.words.iter().any(|words| !words.is_empty()));
        assert_eq!((&one.words, &one.sides, one.tests), (&other.words, &other.sides, other.tests));
        for against in [None, Some("it")] {
            let of = |by| DistinctiveRecipe { against: against.map(Into::into), ..words(by) };
            let (one, other) = ask(&|by| Analysis::WordTest(WordTestRecipe::new(&of(by), 49, 1)));
            let (Outcome::WordTest(one), Outcome::WordTest(other)) = (one, other) else { panic!() };
            assert!(one.tests > 0);
            assert_eq!(one, other);
        }
        for (left, right) in [(None, None), (Some("fr"), Some("en")), (Some("gone"), None)] {
            let (one, other) = ask(&|by| {
                Analysis::WordShift(WordShiftRecipe {
                    by,
                    scope: scope.clone(),
                    left: left.map(Into::into),
                    right: right.map(Into::into),
                    ..WordShiftRecipe::default()
                })
            });
            let (one, other) = (one.as_word_shift().unwrap(), other.as_word_shift().unwrap());
            assert_eq!((&one.words, one.bits, one.baseline), (&other.words, other.bits, other.baseline));
            assert_eq!(one.bits.is_ok(), left != Some("gone"));
            assert_eq!((&one.left.group, one.left.words), (&other.left.group, other.left.words));
        }
        let (one, other) = ask(&|by| {
            let settings = NeighbourSettings { group: Some("en".into()), ..NeighbourSettings::default() };
            Analysis::Neighbours(NeighboursRecipe {
                query: query("word1*"),
                scope: scope.clone(),
                by,
                settings,
            })
        });
        let (one, other) = (one.as_neighbours().unwrap(), other.as_neighbours().unwrap());
        assert!(!one.rows.is_empty());
        assert_eq!((&one.rows, &one.cells, &one.nodes), (&other.rows, &other.cells, &other.nodes));
        let (one, other) = ask(&|by| {
            let settings = PhraseSettings { shortest: 1, longest: 3, minimum_count: 2, ..Default::default() };
            Analysis::Phrases(PhrasesRecipe { scope: scope.clone(), by, around: None, settings })
        });
        assert_eq!(one.as_phrases().unwrap().rows, other.as_phrases().unwrap().rows);
        let (one, other) = ask(&|by| {
            let queries = vec![query("word1"), query("word2*")];
            Analysis::Dispersion(DispersionRecipe { queries, scope: scope.clone(), by })
        });
        let (Outcome::Dispersion(one), Outcome::Dispersion(other)) = (one, other) else { panic!() };
        assert_eq!((&one.rows, &one.over_groups), (&other.rows, &other.over_groups));
        let (one, other) = ask(&|by| {
            let queries = vec![query("word1")];
            Analysis::Trend(TrendRecipe { queries, scope: scope.clone(), by: Some(by), ..Default::default() })
        });
        let (one, other) = (one.as_trend().unwrap(), other.as_trend().unwrap());
        let cells = |trend: &parallax::analysis::Trend| {
            trend.lines.iter().map(|line| line.cells.clone()).collect::<Vec<_>>()
        };
        assert_eq!((sizes(&one.groups), cells(one)), (sizes(&other.groups), cells(other)));
    }
}

/// Two hits in three sentences, one in one, none in two; three hits in one sentence are more than one a sentence.
#[test]
fn rates_per_sentence_are_counted_in_sentences() {
    let texts = ["The isle is far. It is an isle. It rains.", "An isle and more", "It rains. It snows."];
    let drafts = texts.map(|text| Draft { outlet: "A", text, ..Draft::default() });
    let corpus = corpus_of(&drafts);
    assert_eq!([0, 1, 2].map(|id| corpus.sentences_of(id)), [3, 1, 2]);
    let recipe = |per| FrequencyRecipe { queries: vec![query("isle")], per, ..FrequencyRecipe::default() };
    let found = recipe(Per::Sentences).run(&corpus, &Task::none()).unwrap();
    let cell = &found.cells[0][0];
    assert_eq!((cell.hits, cell.sentences, cell.words), (3, 6, 18));
    assert_close(cell.value(Unit::PerThousandSentences).unwrap(), 500.0);
    assert_eq!(cell.value(Unit::PerThousand), Err(Undefined::OtherUnit), "rates are of one of them");
    let (low, high) = cell.interval_in(Unit::PerThousandSentences).unwrap();
    assert!(low < 500.0 && 500.0 < high, "{low} {high}");
    let words = recipe(Per::Words).run(&corpus, &Task::none()).unwrap();
    assert_eq!(words.cells[0][0].value(Unit::PerThousandSentences), Err(Undefined::OtherUnit));
    assert_eq!(words.cells[0][0].value(Unit::ShareOfArticles), cell.value(Unit::ShareOfArticles));
    let crowded = Draft { outlet: "A", text: "isle isle isle", ..Draft::default() };
    let crowded = recipe(Per::Sentences).run(&corpus_of(&[crowded; 4]), &Task::none()).unwrap();
    let cell = &crowded.cells[0][0];
    assert_close(cell.value(Unit::PerThousandSentences).unwrap(), 3_000.0);
    assert!(cell.interval_in(Unit::PerThousandSentences).is_ok());
}

#[test]
fn several_languages_are_told_where_words_are_counted() {
    let check = |languages: &[&'static str], unit: Unit, says: &[&str], says_not: &[&str]| {
        let drafts: Vec<Draft<'_>> = languages
            .iter()
            .map(|&language| Draft {
                outlet: "A",
                text: "The isles. Far isles",
                language,
                ..Draft::default()
            })
            .collect();
        let corpus = corpus_of(&drafts);
        let queries = vec![query("isles")];
        let recipe = FrequencyRecipe { queries, per: unit.per(), ..FrequencyRecipe::default() };
        let found = recipe.run(&corpus, &Task::none()).unwrap();
        let caption = figures::frequency(&found, &recipe, unit, Looks::default()).caption;
        for part in says {
            assert!(caption.contains(part), "{part}: {caption}");
        }
        for part in says_not {
            assert!(!caption.contains(part), "{part}: {caption}");
        }
    };
    let spaceless = "some languages write no spaces between words";
    check(&["en", "en", "en"], Unit::PerThousand, &[], &["English"]);
    check(
        &["en", "ja", "en"],
        Unit::PerThousand,
        &["English (2 articles) and Japanese (1 article)", spaceless, "hits per 1,000 sentences do"],
        &[],
    );
    check(&["en", "ja", "en"], Unit::PerThousandSentences, &["Hits per 1,000 sentences"], &[spaceless]);
    check(&["en", "ja", "en"], Unit::ShareOfArticles, &[], &[spaceless]);
    check(
        &["en", "de", "de"],
        Unit::PerMillion,
        &["German (2 articles) and English (1 article)"],
        &[spaceless],
    );
}
