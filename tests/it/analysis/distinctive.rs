//! Distinctive words.

use parallax::analysis::{
    Analysis, Distinctive, DistinctiveRecipe, DistinctiveSettings, DistinctiveWord, KeynessMeasure, Scope,
};
use parallax::corpus::Corpus;
use parallax::stats::Undefined;
use parallax::stats::dispersion::Parts;
use parallax::task::Task;

use super::{assert_close, golden, scope};
use crate::fixtures::{Draft, corpus, corpus_of, times};

fn run(corpus: &Corpus, scope: Scope, settings: DistinctiveSettings) -> Distinctive {
    let recipe = DistinctiveRecipe::new(scope, settings);
    Analysis::Distinctive(recipe).run(corpus, &Task::none()).unwrap().as_distinctive().unwrap().clone()
}

/// Every word is tested, however rare.
fn all_words() -> DistinctiveSettings {
    DistinctiveSettings {
        minimum_count: 1,
        minimum_articles: 1,
        keep_stop_words: true,
        keep_numbers: true,
        ..DistinctiveSettings::default()
    }
}

/// `word count-elsewhere articles-articles`, outlet after outlet.
fn summary(corpus: &Corpus, found: &Distinctive) -> Vec<String> {
    let word = |w: &DistinctiveWord| {
        let form = corpus.vocabulary().form(w.word);
        let mark = if w.exclusive { "!" } else { "" };
        format!("{form}{mark} {}-{} {}-{}", w.count, w.elsewhere, w.articles, w.articles_elsewhere)
    };
    let list = |words: &Vec<DistinctiveWord>| words.iter().map(word).collect::<Vec<_>>().join(", ");
    found
        .groups
        .iter()
        .zip(&found.words)
        .map(|(row, words)| format!("{}: {}", row.shown(), list(words)))
        .collect()
}

const SIX: &[(&str, &str, &str)] = &[
    ("A", "2024", "The islands were stolen in 1945. Stolen islands, stolen land"),
    ("A", "2025", "The stolen islands again in 1945"),
    ("A", "2025", "Peace peace peace"),
    ("B", "2024", "The islands are ours by the treaty of 1855"),
    ("B", "2025", "The treaty of 1855 gave the islands to us. Peace"),
];

#[test]
fn words_are_ranked_by_outlet() {
    let check = |filter: &str, settings: DistinctiveSettings, expected: &[&str], tested: u32| {
        let corpus = corpus(SIX);
        let found = run(&corpus, scope(filter), settings);
        assert_eq!(summary(&corpus, &found), expected, "{filter:?}");
        assert_eq!(found.tested_words, tested);
    };
    // "peace" is in one article of A only; "treaty" occurs twice only.
    check("", DistinctiveSettings::default(), &["A: stolen! 4-0 2-0, islands 3-2 2-2", "B: "], 3);
    let twice = DistinctiveSettings { minimum_count: 2, ..DistinctiveSettings::default() };
    check("", twice, &["A: stolen! 4-0 2-0, islands 3-2 2-2", "B: treaty! 2-0 2-0"], 4);
    let numbers = DistinctiveSettings { keep_numbers: true, ..twice };
    let a = "A: stolen! 4-0 2-0, 1945! 2-0 2-0, islands 3-2 2-2";
    check("", numbers, &[a, "B: 1855! 2-0 2-0, treaty! 2-0 2-0"], 6);
    // An outlet of one article in scope has no second one to ask for.
    check("date:2024", twice, &["A: stolen! 3-0 1-0, islands 2-1 1-1", "B: "], 2);
}

#[test]
fn function_words_go_by_the_language_they_stand_in() {
    let draft = |outlet, language, text| Draft { outlet, text, language, ..Draft::default() };
    let corpus = corpus_of(&[
        draft("A", "en", "soldiers die soldiers die soldiers die the"),
        draft("A", "en", "soldiers die the"),
        draft("B", "de", "Inseln die"),
        draft("B", "de", "Inseln"),
    ]);
    let found =
        run(&corpus, Scope::default(), DistinctiveSettings { minimum_count: 2, ..Default::default() });
    assert_eq!(summary(&corpus, &found), ["A: soldiers! 4-0 2-0, die 4-1 2-1", "B: inseln! 2-0 2-0"]);
}

#[test]
fn one_outlet_has_nothing_to_differ_from() {
    let check = |rows: &[(&str, &str, &str)], outlets: usize| {
        let found = run(&corpus(rows), Scope::default(), all_words());
        assert_eq!(found.undefined, Some(Undefined::EmptyGroup));
        assert_eq!((found.words.len(), found.groups.len(), found.tested_words), (outlets, outlets, 0));
        assert!(found.words.iter().all(Vec::is_empty));
    };
    check(&[], 0);
    check(&[("A", "", "islands"), ("A", "", "peace")], 1);
    check(&[("", "", "islands")], 1);
    check(&[("A", "", "islands"), ("B", "", "…")], 2);
}

/// Golden one-vs-rest log-odds with a pooled prior, each outlet's words spread over two articles.
#[test]
fn log_odds_are_the_golden_ones() {
    for (id, prior_tokens) in [("02-three-outlets-pooled", 100), ("06-four-outlets", 50)] {
        let entry = golden(&format!("pub-keyness.weighted_log_odds_one_vs_rest-{id}"));
        let groups = entry["inputs"]["groups"].as_object().unwrap();
        let mut texts = Vec::new();
        for (outlet, words) in groups {
            let (mut one, mut two) = (String::new(), String::new());
            for (word, count) in words.as_object().unwrap() {
                for at in 0..count.as_u64().unwrap() {
                    let text = if at % 3 == 0 { &mut one } else { &mut two };
                    text.push_str(word);
                    text.push(' ');
                }
            }
            texts.extend([(outlet, one), (outlet, two)]);
        }
        let rows: Vec<_> = texts.iter().map(|(outlet, text)| (outlet.as_str(), "", text.as_str())).collect();
        // The same figures by the sums the corpus keeps, by postings and by reading the articles.
        let mut padded = rows.clone();
        padded.push(("Out of scope", "2024", "the the p p migrant"));
        let filler = times("filler", 4_000, 4_000);
        let mut drowned = padded.clone();
        drowned.push(("Out of scope", "2024", &filler));
        for (rows, filter) in [(&rows, ""), (&padded, "date:none"), (&drowned, "date:none")] {
            let corpus = corpus(rows);
            let found = run(&corpus, scope(filter), DistinctiveSettings { prior_tokens, ..all_words() });
            assert_eq!(found.groups.len(), groups.len());
            for (row, words) in found.groups.iter().zip(&found.words) {
                let mut expected: Vec<_> =
                    entry["expected"]["groups"][&*row.name].as_object().unwrap().iter().collect();
                expected.retain(|(_, value)| value["z"].as_f64().unwrap() > 0.0);
                expected.sort_by(|a, b| b.1["z"].as_f64().unwrap().total_cmp(&a.1["z"].as_f64().unwrap()));
                assert_eq!(words.len(), expected.len());
                for (word, (form, value)) in words.iter().zip(expected) {
                    assert_eq!(corpus.vocabulary().form(word.word), form);
                    assert_close(word.z, value["z"].as_f64().unwrap());
                    assert_close(word.delta, value["delta"].as_f64().unwrap());
                }
            }
        }
    }
}

#[test]
fn log_ratio_and_g2_are_the_golden_ones() {
    for name in ["03-wizard-zero-in-reference", "05-small", "12-target-is-only-this-word"] {
        let g2 = golden(&format!("pub-keyness.ll_4term-{name}"));
        let number = |key: &str| usize::try_from(g2["inputs"][key].as_u64().unwrap()).unwrap();
        let target = times("sanction", number("a"), number("c"));
        let reference = times("sanction", number("b"), number("d"));
        let corpus = corpus(&[("A", "", &target), ("B", "", &reference)]);
        let found = run(&corpus, Scope::default(), all_words());
        let sanction = corpus.vocabulary().id("sanction");
        let word = found.words[0].iter().find(|word| Some(word.word) == sanction).unwrap();
        assert_close(word.g2, g2["expected"]["g2"].as_f64().unwrap());
        let ratio = &golden(&format!("pub-keyness.log_ratio-{name}"))["expected"];
        assert_close(word.log_ratio.unwrap(), ratio["log_ratio"].as_f64().unwrap());
        assert_eq!(word.zero_substituted, ratio["zero_substituted"].as_bool().unwrap());
        assert_eq!(word.exclusive, number("b") == 0);
    }
}

#[test]
fn ties_go_by_code_point() {
    let corpus = corpus(&[("A", "", "delta alpha ёж beta"), ("B", "", "zulu")]);
    let found = run(&corpus, Scope::default(), all_words());
    assert_eq!(summary(&corpus, &found)[0], "A: alpha! 1-0 1-0, beta! 1-0 1-0, delta! 1-0 1-0, ёж! 1-0 1-0");
}

#[test]
fn a_prior_of_nothing_is_taken_for_one_word() {
    let corpus = corpus(SIX);
    let with = |prior_tokens| {
        summary(&corpus, &run(&corpus, Scope::default(), DistinctiveSettings { prior_tokens, ..all_words() }))
    };
    assert_eq!(with(0), with(1));
}

/// Held against one outlet, an outlet's words are what they are where these two are all there is.
#[test]
fn held_against_one_outlet_the_others_play_no_part() {
    let mut rows = SIX.to_vec();
    rows.push(("C", "2024", "islands peace treaty treaty treaty stolen sea sea"));
    let whole = corpus(&rows);
    let pair = DistinctiveRecipe {
        against: Some("B".into()),
        ..DistinctiveRecipe::new(Scope::default(), all_words())
    };
    let found = pair.run(&whole, &Task::none()).unwrap();
    assert_eq!(found.against, Some(1));
    assert!(found.words[1].is_empty() && !found.words[2].is_empty());
    let two = corpus(SIX);
    let alone = run(&two, Scope::default(), all_words());
    let named = |corpus: &Corpus, words: &[DistinctiveWord]| -> Vec<(String, u64, u64, u32, String)> {
        let word = |word: &DistinctiveWord| {
            let form = corpus.vocabulary().form(word.word).to_owned();
            (
                form,
                word.count,
                word.elsewhere,
                word.articles_elsewhere,
                format!("{:.9} {:.9}", word.z, word.g2),
            )
        };
        words.iter().map(word).collect()
    };
    assert_eq!(named(&whole, &found.words[0]), named(&two, &alone.words[0]));
    let lost =
        DistinctiveRecipe { against: Some("Nobody".into()), ..pair }.run(&whole, &Task::none()).unwrap();
    assert_eq!(lost.undefined, Some(Undefined::EmptyGroup));
}

#[test]
fn words_are_put_aside_by_kind_and_one_by_one() {
    let rows = [
        ("A", "", "# Peace Talks Begin\nThe envoy of Sarenia met Elsin envoys. Islands matter"),
        ("A", "", "An envoy said Sarenia wants islands. Peace is near. Islands matter"),
        ("B", "", "Nobody asked Norvia. We saw Norvia act"),
    ];
    let corpus = corpus(&rows);
    let listed = |settings: DistinctiveSettings, aside: &[&str]| -> Vec<String> {
        let aside: Vec<std::sync::Arc<str>> = aside.iter().map(|word| (*word).into()).collect();
        let recipe =
            DistinctiveRecipe { aside: aside.into(), ..DistinctiveRecipe::new(Scope::default(), settings) };
        let found = recipe.run(&corpus, &Task::none()).unwrap();
        found.words[0].iter().map(|word| corpus.vocabulary().form(word.word).to_owned()).collect()
    };
    let usual = DistinctiveSettings { minimum_count: 2, ..DistinctiveSettings::default() };
    let with_names = listed(usual, &[]);
    assert!(with_names.contains(&"sarenia".to_owned()) && with_names.contains(&"islands".to_owned()));
    // Headlines and first words of sentences have capitals that say nothing.
    let without = listed(DistinctiveSettings { keep_names: false, ..usual }, &[]);
    let gone: Vec<&String> = with_names.iter().filter(|word| !without.contains(word)).collect();
    assert_eq!(gone, ["sarenia"]);
    let aside = listed(usual, &["islands", "no such word"]);
    assert!(!aside.contains(&"islands".to_owned()) && aside.len() + 1 == with_names.len());
}

/// Every word with its place in the order asked for, and every dispersion by the parts themselves.
#[test]
fn lists_are_sorted_by_any_measure() {
    let corpus = corpus(SIX);
    for measure in KeynessMeasure::ALL {
        for is_downwards in [true, false] {
            let recipe = DistinctiveRecipe {
                order: Some((measure, is_downwards)),
                with_dispersion: true,
                ..DistinctiveRecipe::new(Scope::default(), all_words())
            };
            let found = recipe.run(&corpus, &Task::none()).unwrap();
            for outlet in 0..found.words.len() {
                let listed: Vec<&DistinctiveWord> =
                    (0..found.words[outlet].len()).filter_map(|place| found.word(outlet, place)).collect();
                assert_eq!(listed.len(), found.words[outlet].len());
                let value = |word: &DistinctiveWord| measure.value(word, &found.sides[outlet], None);
                let values: Vec<f64> = listed.iter().filter_map(|word| value(word)?.ok()).collect();
                assert!(values.is_sorted_by(|one, next| if is_downwards {
                    one >= next
                } else {
                    one <= next
                }));
                // What has no number comes last.
                assert!(
                    listed.iter().is_sorted_by_key(|word| value(word).is_none_or(|value| value.is_err()))
                );
                for word in listed {
                    let articles =
                        (0..corpus.article_count()).filter(|&id| usize::from(corpus.outlet_of(id)) == outlet);
                    let parts = articles.map(|id| {
                        let words = corpus.article_range(id).filter(|&at| corpus.stream()[at] == word.word);
                        (words.count() as u64, u64::from(corpus.words_of(id)))
                    });
                    let expected = Parts::new(parts).unwrap().dp_norm();
                    match word.dispersion.unwrap() {
                        Ok(found) => assert_close(found, expected.unwrap()),
                        Err(reason) => assert!(word.count < 5, "{reason}"),
                    }
                }
            }
        }
    }
}
