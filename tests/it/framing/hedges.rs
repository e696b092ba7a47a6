//! Hedges of the sample, by outlet.

use parallax::framing::hedges::{HedgeClass, HedgeSettings, Hedges, WordList, hedges, rates};
use parallax::framing::voices::voices_of;
use parallax::task::Task;

use super::voices::sample;
use crate::fixtures::{Draft, corpus_of};

#[test]
fn hedges_of_the_sample_stand_outside_quotations_and_no_may_is_a_month() {
    let corpus = sample();
    let ids: Vec<u32> = (0..corpus.article_count()).collect();
    let voices = voices_of(&corpus, &ids, &Task::none()).unwrap();
    let found = hedges(&corpus, &ids, &voices, &HedgeSettings::default(), &Task::none()).unwrap();
    let mut modals = 0;
    for (article, voices) in found.iter().zip(&voices) {
        for hit in &article.hits {
            let span = hit.place.span;
            let quoted = voices.voices.iter().flat_map(|v| &v.quoted);
            assert!(
                !quoted.clone().any(|q| q.span.from < span.to && span.from < q.span.to),
                "{}",
                hit.place.text(&corpus)
            );
            if hit.class == HedgeClass::Modal {
                modals += 1;
                assert_ne!(hit.place.text(&corpus), "May");
            }
        }
    }
    assert!(modals >= 20, "{modals} modals");
    let everywhere = HedgeSettings { within_quotations: true, ..HedgeSettings::default() };
    let more = hedges(&corpus, &ids, &voices, &everywhere, &Task::none()).unwrap();
    let sum = |all: &[Hedges]| all.iter().map(|a| a.hits.len()).sum::<usize>();
    assert!(sum(&more) > sum(&found));

    // One outlet calls the voyage a provocation, another does not.
    let column = |outlet: &str| -> Vec<&Hedges> {
        let own = ids
            .iter()
            .zip(&found)
            .filter(|(id, _)| corpus.article(**id).outlet.as_ref().is_some_and(|o| &*o.value == outlet));
        own.map(|(_, hedges)| hedges).collect()
    };
    let hits = |outlet: &str, word: &str| {
        let rates = rates(&column(outlet));
        let loaded = rates.classes.iter().find(|c| c.class == HedgeClass::Loaded);
        loaded.and_then(|c| c.words.iter().find(|w| w.word == word)).map_or(0, |w| w.places.len())
    };
    assert!(hits("Channel Sarenia", "provocation") >= 1);
    assert_eq!(hits("Norvia Daily", "provocation"), 0);
    assert!(hits("Norvia Daily", "homecoming") >= 2);
    let rates = rates(&column("Channel Sarenia"));
    let interval = rates.all.interval.unwrap();
    let rate = rates.all.per_1000.unwrap();
    assert!(interval.low < rate && rate < interval.high);
}

#[test]
fn a_list_of_the_users_own_is_counted_alone_or_beside() {
    let corpus = sample();
    let ids: Vec<u32> = (0..corpus.article_count()).collect();
    let list = WordList::from_toml("sea", "sea = [\"trawler*\", \"patrol boats\"]").unwrap();
    let settings = HedgeSettings { own_lists_only: true, lists: vec![list], ..HedgeSettings::default() };
    let found = hedges(&corpus, &ids, &[], &settings, &Task::none()).unwrap();
    let texts: Vec<&str> = found.iter().flat_map(|a| &a.hits).map(|h| h.place.text(&corpus)).collect();
    assert!(texts.contains(&"trawlers") && texts.contains(&"patrol boats"), "{texts:?}");
    assert!(found.iter().flat_map(|a| &a.hits).all(|h| h.class == HedgeClass::Own("sea".to_owned())));
}

#[test]
fn only_what_was_looked_at_counts_and_once() {
    let own = |word: &str| {
        let list = WordList::from_toml("own", &format!("modal = [{word:?}]")).unwrap();
        HedgeSettings { lists: vec![list], ..HedgeSettings::default() }
    };
    let check =
        |drafts: &[(&str, &str)], settings: &HedgeSettings, hits: &[&str], words: u64, without: u32| {
            let drafts: Vec<Draft<'_>> =
                drafts.iter().map(|&(language, text)| Draft { text, language, ..Draft::default() }).collect();
            let corpus = corpus_of(&drafts);
            let ids: Vec<u32> = (0..corpus.article_count()).collect();
            let voices = voices_of(&corpus, &ids, &Task::none()).unwrap();
            let found = hedges(&corpus, &ids, &voices, settings, &Task::none()).unwrap();
            let texts: Vec<&str> =
                found.iter().flat_map(|a| &a.hits).map(|h| h.place.text(&corpus)).collect();
            let rates = rates(&found.iter().collect::<Vec<_>>());
            assert_eq!((texts.as_slice(), rates.words, rates.articles_without_list), (hits, words, without));
        };
    let plain = HedgeSettings::default();
    let (english, finnish) = (("en", "The tide might turn."), ("fi", "Vuorovesi saattaa kääntyä."));
    check(&[english, finnish], &plain, &["might"], 4, 1);
    check(&[finnish], &own("saattaa"), &["saattaa"], 3, 0);
    // On two lists of one class, alone and within a longer wording.
    check(&[english], &own("might"), &["might"], 4, 0);
    check(&[english], &own("might turn"), &["might turn"], 4, 0);
    check(&[("zh", "潮水可能退去。")], &own("可能"), &["可能"], 3, 0);
    // A headline below its text does not take the quotations before it out of sight.
    let below = "“It might rain and it might not,” said Oda Lisk.\nIt may.\n# Tide might turn";
    check(&[("en", below)], &plain, &["may", "might"], 8, 0);
}
