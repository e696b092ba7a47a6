//! Hedges of the sample, by outlet.

use parallax::framing::hedges::{HedgeClass, HedgeSettings, Hedges, WordList, hedges, rates};
use parallax::framing::voices::voices_of;
use parallax::task::Task;

use super::voices::sample;

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
    let list = WordList::from_csv("sea", "class,word\nsea,trawler*\nsea,patrol boats\n").unwrap();
    let settings = HedgeSettings { own_lists_only: true, lists: vec![list], ..HedgeSettings::default() };
    let found = hedges(&corpus, &ids, &[], &settings, &Task::none()).unwrap();
    let texts: Vec<&str> = found.iter().flat_map(|a| &a.hits).map(|h| h.place.text(&corpus)).collect();
    assert!(texts.contains(&"trawlers") && texts.contains(&"patrol boats"), "{texts:?}");
    assert!(found.iter().flat_map(|a| &a.hits).all(|h| h.class == HedgeClass::Own("sea".to_owned())));
}
