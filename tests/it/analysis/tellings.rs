//! What is said of columns whose articles are in several languages.

use std::sync::Arc;

use parallax::analysis::{Scope, Tellings, TellingsRecipe};
use parallax::framing::omissions::{Omission, Thing};
use parallax::task::Task;

use crate::fixtures::{Draft, corpus_of};

fn told(drafts: &[(&str, &str, &str)], outlets: &[&str]) -> Tellings {
    let drafts: Vec<Draft<'_>> = drafts
        .iter()
        .map(|&(outlet, language, text)| Draft {
            outlet,
            language,
            text,
            date: "2024-05-14",
            ..Draft::default()
        })
        .collect();
    let outlets = outlets.iter().map(|name| Arc::from(*name)).collect();
    let recipe = TellingsRecipe { scope: Scope::default(), outlets, ..TellingsRecipe::default() };
    recipe.run(&corpus_of(&drafts), &Task::none()).unwrap()
}

const PACKET: &str = "The ferry from Port Elsin ran aground on the Tarn Reef at dawn.\n\
                      Harbour master Oda Lisk closed the strait for 340 tonnes of salvaged timber.";
const POST: &str = "The ferry from Port Elsin ran aground on the Tarn Reef at dawn, and nobody was hurt.\n\
                    Owners of the Brindle Line said repairs would cost 72 million crowns.";
const LANTERN: &str = "Passengers of the ferry walked to the beach and sang until the buses came.";
const KYOTO: &str = "# フェリーが座礁した\nポート・エルシンのフェリーが座礁した。木材340トンが積まれていた。";

/// `kind text (columns)` of what one column tells alone or leaves out, passages as `passage`.
fn lines(list: &[Omission]) -> Vec<String> {
    let text = |one: &Omission| if one.kind == Thing::Passage { String::new() } else { one.text.clone() };
    list.iter().map(|one| format!("{} {} {:?}", one.kind.label(), text(one), one.told_by)).collect()
}

#[test]
fn nothing_is_claimed_of_texts_in_another_language() {
    // (articles, columns, by column: names alone, figures alone, names left out)
    type Row<'a> =
        (&'a [(&'a str, &'a str, &'a str)], &'a [&'a str], &'a [(&'a [&'a str], usize, &'a [&'a str])]);
    let en = |outlet, text| (outlet, "en", text);
    let all_english = [en("Packet", PACKET), en("Post", POST), en("Lantern", LANTERN)];
    let mixed = [en("Packet", PACKET), en("Post", POST), en("Lantern", LANTERN), ("Lantern", "ja", KYOTO)];
    let beside = [en("Packet", PACKET), en("Post", POST), ("Asahi Wharf", "ja", KYOTO)];
    let alone = [en("Packet", PACKET), ("Asahi Wharf", "ja", KYOTO)];
    let rows: &[Row<'_>] = &[
        (
            &all_english,
            &["Lantern", "Packet", "Post"],
            &[
                (&[], 0, &["name Port Elsin [1, 2]", "name Tarn Reef [1, 2]"]),
                (&["name Oda Lisk [1]"], 1, &[]),
                (&["name Brindle Line [2]"], 1, &[]),
            ],
        ),
        // What the Lantern is silent of in English may stand in its other article.
        (
            &mixed,
            &["Lantern", "Packet", "Post"],
            &[(&[], 0, &[]), (&["name Oda Lisk [1]"], 0, &[]), (&["name Brindle Line [2]"], 0, &[])],
        ),
        // A column without a text in their language keeps nobody from telling something alone.
        (
            &beside,
            &["Asahi Wharf", "Packet", "Post"],
            &[
                (&[], 0, &[]),
                (&["name Oda Lisk [1]"], 0, &["name Brindle Line [2]"]),
                (&["name Brindle Line [2]"], 0, &["name Oda Lisk [1]"]),
            ],
        ),
        (&alone, &["Asahi Wharf", "Packet"], &[(&[], 0, &[]), (&[], 0, &[])]),
    ];
    for (drafts, outlets, expected) in rows {
        let tellings = told(drafts, outlets);
        let silences = tellings.side_by_side.unwrap().silences;
        assert_eq!(silences.len(), expected.len());
        for (at, (silence, (names, figures, left))) in silences.iter().zip(*expected).enumerate() {
            let only = lines(&silence.only_here);
            let of = |kind: &str, lines: &[String]| -> Vec<String> {
                let mut found: Vec<String> =
                    lines.iter().filter(|line| line.starts_with(kind)).cloned().collect();
                found.sort();
                found
            };
            assert_eq!(silence.column, at);
            assert_eq!(of("name", &only), *names, "{outlets:?} {at}");
            assert_eq!(of("figure", &only).len(), *figures, "{outlets:?} {at}: {only:?}");
            assert_eq!(of("name", &lines(&silence.left_out)), *left, "{outlets:?} {at}");
            let several = drafts.iter().any(|draft| draft.1 != "en");
            assert_eq!(silence.other_language, several, "{outlets:?} {at}");
        }
    }
}
