//! Coding by hand: samples, answers, agreement and validation, with figures worked by hand.

use std::sync::Arc;

use parallax::corpus::{Corpus, Subset};
use parallax::framing::coding::{
    CodingPlan, Judgement, JudgementKey, Judgements, Reliability, Strata, Truth, Unit, UnitKind, advice,
    agreement, draw, validate,
};
use parallax::framing::frames::Exclusions;
use parallax::stats::Undefined;
use parallax::stats::random::Resampling;
use parallax::task::Task;

use super::frames::book;
use crate::fixtures::corpus;

const FEW: Resampling = Resampling { resamples: 999, seed: 7 };

fn key(unit: u32, coder: &str, frame: &str) -> JudgementKey {
    JudgementKey { unit, coder: coder.into(), frame: frame.into() }
}

/// Answers about frame `a` by coder, a letter a unit: `y`, `n`, or `-` for none.
fn said(coders: &[(&str, &str)]) -> Judgements {
    let mut all = Judgements::default();
    for (coder, answers) in coders {
        for (unit, answer) in (0..).zip(answers.chars()).filter(|(_, answer)| *answer != '-') {
            all.set(key(unit, coder, "a"), Some(Judgement { is_yes: answer == 'y', ..Judgement::default() }));
        }
    }
    all
}

/// 30 articles of five sentences, 20 of one outlet and 10 of another.
fn press() -> Corpus {
    let sentence = |n, s| format!("Sentence {s} of article {n} stands here.");
    let text = |n| (0..5).map(|s| sentence(n, s)).collect::<Vec<_>>().join(" ");
    let texts: Vec<String> = (0..30).map(text).collect();
    let rows: Vec<(&str, &str, &str)> = texts
        .iter()
        .enumerate()
        .map(|(n, text)| (if n < 20 { "Quay Post" } else { "Arc Times" }, "", text.as_str()))
        .collect();
    corpus(&rows)
}

#[test]
fn samples_are_random_and_come_again() {
    let corpus = press();
    let all = Subset::all(&corpus);
    let plan = CodingPlan { size: 40, seed: 3, ..CodingPlan::default() };
    let ask = |plan: &CodingPlan| draw(&corpus, &all, plan, &Task::none()).unwrap();
    let drawn = ask(&plan);
    assert_eq!((drawn.units.len(), drawn.of), (40, 150));
    let distinct: std::collections::BTreeSet<&Unit> = drawn.units.iter().collect();
    assert_eq!(distinct.len(), 40);
    assert!(drawn.units.iter().all(|unit| {
        let text = unit.text(&corpus, UnitKind::Sentence);
        text.starts_with("Sentence ") && text.ends_with("here.")
    }));
    assert!(!drawn.units.is_sorted(), "the order tells nothing");
    let pool = |n| rayon::ThreadPoolBuilder::new().num_threads(n).build().unwrap();
    for threads in [1, 3] {
        assert_eq!(pool(threads).install(|| ask(&plan)), drawn);
    }
    assert_ne!(ask(&CodingPlan { seed: 4, ..plan.clone() }).units, drawn.units);
    // A smaller sample with the same seed is part of the larger one.
    let smaller = ask(&CodingPlan { size: 10, ..plan.clone() });
    assert!(smaller.units.iter().all(|unit| drawn.units.contains(unit)));
    assert_eq!(ask(&CodingPlan { size: 1_000, ..plan.clone() }).units.len(), 150);
    // Every sentence has its chance: over many seeds, all come up about equally often.
    let mut times = std::collections::BTreeMap::new();
    for seed in 0..600 {
        for unit in ask(&CodingPlan { seed, size: 15, ..plan.clone() }).units {
            *times.entry(unit).or_insert(0) += 1;
        }
    }
    assert_eq!(times.len(), 150);
    assert!(times.values().all(|times| (30..95).contains(times)), "{times:?}");
    // As many of each outlet as there are, and the rest of those that have more.
    let by_outlet = CodingPlan { strata: Strata::Outlet, ..plan.clone() };
    let of =
        |plan: &CodingPlan| ask(plan).outlets.iter().map(|(_, drawn, of)| (*drawn, *of)).collect::<Vec<_>>();
    assert_eq!(of(&by_outlet), [(20, 50), (20, 100)]);
    assert_eq!(of(&CodingPlan { size: 121, ..by_outlet.clone() }), [(50, 50), (71, 100)]);
    let articles = CodingPlan { unit: UnitKind::Article, size: 25, ..by_outlet };
    assert_eq!(of(&articles), [(10, 10), (15, 20)]);
    assert!(ask(&articles).units[0].text(&corpus, UnitKind::Article).starts_with("Sentence 0"));
    let none = draw(&corpus, &Subset::from_articles(&corpus, &[]), &plan, &Task::none()).unwrap();
    assert_eq!((none.units.len(), none.of, none.outlets.len()), (0, 0, 0));
}

#[test]
fn a_sample_stays_when_articles_are_added() {
    let row = |n: usize| format!("Sentence one of {n}. Sentence two of {n}.");
    let texts: Vec<String> = (0..40).map(row).collect();
    let rows: Vec<(&str, &str, &str)> = texts.iter().map(|text| ("Quay Post", "", text.as_str())).collect();
    let plan = CodingPlan { size: 20, ..CodingPlan::default() };
    let texts_of = |rows: &[(&str, &str, &str)]| {
        let corpus = corpus(rows);
        let drawn = draw(&corpus, &Subset::all(&corpus), &plan, &Task::none()).unwrap();
        drawn
            .units
            .iter()
            .map(|unit| unit.text(&corpus, UnitKind::Sentence))
            .collect::<std::collections::BTreeSet<_>>()
    };
    let (before, after) = (texts_of(&rows[..36]), texts_of(&rows));
    assert!(before.intersection(&after).count() >= 14, "{before:?} {after:?}");
}

#[test]
fn coders_go_from_unit_to_unit() {
    let frames: [Arc<str>; 2] = ["a".into(), "b".into()];
    let mut all = said(&[("Ada", "y-n-")]);
    all.set(key(0, "Ada", "b"), Some(Judgement::default()));
    let next = |all: &Judgements, coder, after| all.next_uncoded(4, coder, &frames, after, |_| true);
    assert_eq!(
        (next(&all, "Ada", None), next(&all, "Ada", Some(1)), next(&all, "Ada", Some(3))),
        (Some(1), Some(2), Some(1))
    );
    assert_eq!(next(&all, "Bo", None), Some(0), "coders do not see each other's answers");
    let progress = all.progress(4, "Ada", &frames);
    assert_eq!((progress.done, progress.begun, progress.of), (1, 1, 4));
    assert_eq!(all.next_uncoded(1, "Ada", &frames, Some(9), |_| true), None);
    assert_eq!(all.next_uncoded(4, "Ada", &frames, None, |unit| unit != 1), Some(2), "what can be read");
    assert!(all.get(0, "Ada", "a").unwrap().is_yes);
    all.set(key(0, "Ada", "a"), None);
    assert_eq!((all.get(0, "Ada", "a"), all.coders()), (None, vec!["Ada".into()]));
    assert_eq!(all.next_uncoded(0, "Ada", &frames, None, |_| true), None);
}

/// Krippendorff 2011, section A: two coders, ten units: alpha .095. By hand: 6 of 10 alike; shares of yes .2 and
/// .4: chance .2*.4 + .8*.6 = .56, kappa .04/.44; pooled .3: AC1 chance 2*.3*.7 = .42, (.6-.42)/.58.
#[test]
fn agreement_as_printed() {
    let all = said(&[("Ada", "nynnnnnnyn"), ("Bo", "yyynnynnnn")]);
    let found = agreement(&all, 10, &["a".into(), "b".into()], FEW, &Task::none()).unwrap();
    let close = |got: f64, expected: f64| assert!((got - expected).abs() < 5e-4, "{got} is not {expected}");
    close(found[0].alpha.unwrap(), 0.095);
    close(found[0].percent.unwrap(), 0.6);
    close(found[0].share_of_yes.unwrap(), 0.3);
    let pair = &found[0].pairs[0];
    assert_eq!((&*pair.first, &*pair.second, pair.units), ("Ada", "Bo", 10));
    close(pair.kappa.unwrap(), 0.04 / 0.44);
    close(pair.ac1.unwrap(), 0.18 / 0.58);
    assert_eq!(found[0].reliability(), Ok(Reliability::Unreliable));
    let limits = found[0].alpha_interval.unwrap();
    assert!(limits.low < 0.095 && limits.high > 0.095 && limits.low < limits.high);
    // Nobody coded b.
    assert!(found[1].alpha.is_err() && found[1].percent.is_err() && found[1].pairs.is_empty());
    // Three coders with gaps: pairs of answers 3 + 1 + 1, alike 1 + 1 + 0.
    let three = said(&[("Ada", "yy-y"), ("Bo", "yyn-"), ("Cy", "n-y-")]);
    let found = agreement(&three, 4, &["a".into()], FEW, &Task::none()).unwrap();
    assert_eq!((found[0].units, found[0].pairs.len()), (3, 3));
    close(found[0].percent.unwrap(), 2.0 / 5.0);
    // All alike, and everybody says no: there is nothing to correct for.
    let same =
        agreement(&said(&[("Ada", "nnn"), ("Bo", "nnn")]), 3, &["a".into()], FEW, &Task::none()).unwrap();
    assert!(same[0].alpha.is_err() && same[0].alpha_interval.is_err());
    close(same[0].percent.unwrap(), 1.0);
    let alone = agreement(&said(&[("Ada", "yn")]), 2, &["a".into()], FEW, &Task::none()).unwrap();
    assert!(alone[0].alpha.is_err() && alone[0].units == 0);
}

/// Eight sentences; the words hit 1 to 5. Ada says yes to 1, 2, 3, 6; Bo to 1, 2, 4, 6, and not to 7.
#[test]
fn precision_and_recall_by_hand() {
    let text = "Tax one. Tax two. Tax three. Tax four. Tax five. Six. Seven. Eight.";
    let corpus = corpus(&[("Quay Post", "", text), ("Arc Times", "", "")]);
    let mut units: Vec<Option<Unit>> = parallax::framing::sentences_of(&corpus, 0)
        .iter()
        .map(|sentence| Some(Unit { article: 0, span: sentence.place.span }))
        .collect();
    assert_eq!(units.len(), 8);
    let book = book(&[("a", &["tax"], &[])]);
    let all = said(&[("Ada", "yyynnynn"), ("Bo", "yynynyn-")]);
    let ask = |units: &[Option<Unit>], truth| {
        let hits = (&book, &Exclusions::default());
        validate(&corpus, units, UnitKind::Sentence, &all, hits, truth, &Task::none()).unwrap()
    };
    let counts = |truth| {
        let found = ask(&units, truth);
        let frame = &found.frames[0];
        [frame.both, frame.only_hits, frame.only_coders, frame.neither, frame.undecided]
    };
    assert_eq!(counts(Truth::Coder("Ada".into())), [3, 2, 1, 2, 0]);
    assert_eq!(counts(Truth::Coder("Bo".into())), [3, 2, 1, 1, 1]);
    // They differ on 3 and 4; on 8 Ada is alone.
    assert_eq!(counts(Truth::Majority), [2, 1, 1, 2, 2]);
    assert_eq!(counts(Truth::Agreed), [2, 1, 1, 1, 3]);
    let found = ask(&units, Truth::Coder("Ada".into()));
    let frame = &found.frames[0];
    let close = |got: f64, expected: f64| assert!((got - expected).abs() < 1e-9, "{got} is not {expected}");
    close(frame.precision.unwrap(), 0.6);
    close(frame.recall.unwrap(), 0.75);
    close(frame.f1.unwrap(), 2.0 / 3.0);
    let limits = frame.precision_interval.unwrap();
    // Wilson at 3 of 5: (.6 + .38415 -+ 1.96 sqrt(.048 + .038415^2 * 26.03...)) / 1.7683, as statsmodels prints it.
    assert!((limits.low - 0.2307).abs() < 5e-4 && (limits.high - 0.8824).abs() < 5e-4, "{limits:?}");
    assert_eq!(found.status.banner(), "not validated on this corpus: only 8 sentences coded by 2 coders");
    // A unit that is gone is told.
    units[0] = None;
    let found = ask(&units, Truth::Coder("Ada".into()));
    assert_eq!((found.units_gone, found.frames[0].both), (1, 2));
    // Nobody has looked: there is nothing to say, and that is said.
    let hits = (&book, &Exclusions::default());
    let nobody = validate(
        &corpus,
        &units,
        UnitKind::Sentence,
        &Judgements::default(),
        hits,
        Truth::Majority,
        &Task::none(),
    )
    .unwrap();
    assert_eq!(nobody.status.banner(), "not validated on this corpus");
    assert!(nobody.frames[0].precision.is_err() && nobody.frames[0].f1.is_err());
    // One yes, and no hit: without a precision there is no mean of precision and recall.
    let mut alone = vec![None; 8];
    alone[5] = units[5];
    let frame = &ask(&alone, Truth::Coder("Ada".into())).frames[0];
    assert_eq!((frame.only_coders, frame.precision, frame.recall), (1, Err(Undefined::NoHit), Ok(0.0)));
    assert_eq!(frame.f1, Err(Undefined::NoHit));
    // A whole article is hit by a word anywhere in it.
    let whole = [Some(Unit { article: 0, span: parallax::corpus::Span::new(0, text.len()) })];
    let found =
        validate(&corpus, &whole, UnitKind::Article, &all, hits, Truth::Agreed, &Task::none()).unwrap();
    assert_eq!((found.frames[0].both, found.frames[0].units), (1, 1));
}

#[test]
fn advice_is_in_words() {
    for (size, share, expected) in [
        (
            200,
            0.1,
            "About 20 of 200 sentences will have a hit. If 8 in 10 of them are right, that share is then known within 17 points either way. To know it within 10 points, draw about 600.",
        ),
        (
            1_000,
            0.5,
            "About 500 of 1000 sentences will have a hit. If 8 in 10 of them are right, that share is then known within 4 points either way. That is enough to report.",
        ),
        (200, 0.0, "Hardly any of 200 sentences will have a hit"),
        (200, f64::NAN, "Hardly any of 200 sentences will have a hit"),
        (
            50_000,
            0.0003,
            "About 15 of 50000 sentences will have a hit. If 8 in 10 of them are right, that share is then known within 19 points either way. This frame is too rare for a random sample",
        ),
    ] {
        let words = advice(size, UnitKind::Sentence, share);
        assert!(words.starts_with(expected), "{words}");
    }
}
