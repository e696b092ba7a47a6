//! What a reader of the five real articles sees in an hour stands in their comparison. Names and counts alone: the
//! texts are not part of the project.

use std::collections::BTreeSet;

use parallax::analysis::{Tellings, TellingsRecipe};
use parallax::corpus::Corpus;
use parallax::framing::omissions::Thing;
use parallax::framing::passages::Grade;
use parallax::task::Task;

use super::read;

struct Real {
    corpus: Corpus,
    told: Tellings,
}

impl Real {
    fn number(&self, id: u32) -> &str {
        self.corpus.article(id).path.get(..3).unwrap()
    }

    /// The articles whose sentences stand in a passage of which some sentence has all these words.
    fn passage_with(&self, words: &[&str]) -> BTreeSet<&str> {
        let alignment = &self.told.side_by_side.as_ref().unwrap().alignment;
        let mut all = BTreeSet::new();
        for passage in alignment.passages.iter().filter(|passage| passage.grade != Grade::Related) {
            let places = passage.sentences.iter().map(|&at| alignment.sentences[at].sentence.place);
            let with = places.filter(|place| {
                let text = place.text(&self.corpus);
                words.iter().all(|word| text.contains(word))
            });
            let with: BTreeSet<&str> = with.map(|place| self.number(place.article)).collect();
            if with.len() > 1 {
                all.extend(with);
            }
        }
        all
    }

    /// The outlets that use a wording.
    fn users(&self, wording: &str) -> usize {
        let labels = self.told.concepts.iter().flat_map(|called| &called.counts.labels);
        let label = labels.into_iter().find(|label| label.text == wording);
        label.map_or(0, |label| label.columns.iter().filter(|cell| cell.count > 0).count())
    }

    /// Speakers and verbs of the voices in which these words stand.
    fn said(&self, words: &str) -> Vec<(&str, &str)> {
        let columns = self.told.columns.iter().flat_map(|column| &column.voices);
        let voices = columns.flat_map(|voices| &voices.voices);
        let with = voices.filter(|voice| voice.place.text(&self.corpus).contains(words));
        with.filter_map(|voice| Some((voice.speaker.as_ref()?.name.as_str(), voice.verb.as_ref()?.lemma)))
            .collect()
    }
}

#[test]
fn the_real_articles_are_told_apart() {
    let Some(folder) = crate::seeds::folder() else { return };
    let corpus = read(&folder);
    let told = TellingsRecipe::default().run(&corpus, &Task::none()).unwrap();
    let real = Real { corpus, told };
    assert_eq!(real.told.columns.len(), 5, "the page without an outlet has its column");

    assert!(real.users("Northern Territories") >= 3 && real.users("Southern Kurils") >= 1);
    let islands =
        real.told.concepts.iter().find(|called| called.concept.label("Northern Territories").is_some());
    let stated: BTreeSet<u32> = islands.unwrap().statements.iter().map(|said| said.place.article).collect();
    assert!(stated.len() >= 3, "{stated:?}");
    assert!(real.users("annexation") >= 1 && real.users("Ukraine crisis") >= 2);

    for (words, speaker, verb) in
        [("natural partners", "Putin", "stress"), ("landslide", "Foreign Ministry official", "say")]
    {
        let said = real.said(words);
        assert!(
            said.iter().any(|(name, lemma)| name.contains(speaker) && *lemma == verb),
            "{words}: {said:?}"
        );
    }
    let treaty = real.passage_with(&["peace treaty"]);
    println!("peace treaty in one passage: {treaty:?}; Seko: {:?}", real.passage_with(&["Seko"]));
    assert!(treaty.len() >= 2, "{treaty:?}");
    assert_eq!(real.passage_with(&["Seko"]), BTreeSet::from(["001", "003"]));

    let wires = real.told.copies.iter().filter(|one| one.copy.agency.as_deref() == Some("Reuters"));
    let wires: Vec<&str> = wires.map(|one| real.number(one.copy.copy)).collect();
    assert_eq!(wires, ["001"]);

    let silences = &real.told.side_by_side.as_ref().unwrap().silences;
    for (outlet, name) in [("Nikkei Asia", "Moritomo Gakuen"), ("The Japan News", "Etorofu")] {
        let at = real.told.columns.iter().position(|column| &*column.name == outlet).unwrap();
        let has = silences[at].only_here.iter().any(|one| one.kind == Thing::Name && one.text == name);
        assert!(has, "{outlet}: {name}");
    }
}
