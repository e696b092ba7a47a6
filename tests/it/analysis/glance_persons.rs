//! Framing at a glance: how persons are introduced, and what stands in scare quotes.

use parallax::analysis::glance::{Asked, Evidence, Glance, RowKind, glance};
use parallax::analysis::{ComparisonRecipe, TellingsRecipe, Unit};
use parallax::corpus::Corpus;
use parallax::figure::Numbers;
use parallax::framing::coding::Standing;
use parallax::task::Task;

use super::glance::cell;
use crate::fixtures::{Draft, corpus_of};

/// The table of a corpus of (outlet, language, text).
fn written(rows: &[(&str, &str, &str)]) -> (Corpus, Glance) {
    let drafts: Vec<Draft<'_>> = rows
        .iter()
        .map(|&(outlet, language, text)| Draft {
            outlet,
            language,
            text,
            date: "2024-05-02",
            ..Draft::default()
        })
        .collect();
    let corpus = corpus_of(&drafts);
    let compared = ComparisonRecipe::default().run(&corpus, &Task::none()).unwrap();
    let recipe = TellingsRecipe::default();
    let told = recipe.run(&corpus, &Task::none()).unwrap();
    let asked = Asked {
        corpus: &corpus,
        comparison: &compared,
        tellings: Some((&recipe, &told)),
        standing: &Standing::default(),
        numbers: Numbers::ENGLISH,
        series: &[],
        unit: Unit::Count,
    };
    let table = glance(&asked, &Task::none()).unwrap();
    (corpus, table)
}

#[test]
fn persons_whom_several_name_are_told_with_how_each_introduces_them() {
    let (corpus, table) = written(&[
        (
            "North",
            "en",
            "# A day\nForeign minister Kora Vell said on Friday that it rained. Vell smiled. Kora Vell left.",
        ),
        (
            "North",
            "en",
            "# A night\nForeign minister Kora Vell slept. Odo Pellin, a retired keeper, watched.",
        ),
        ("South", "en", "# A day\nKora Vell, a former painter, left. The hawkish Vell refused to talk."),
        ("West", "en", "# A day\nIt rained, and Kora Vell smiled."),
        ("West", "ru", "# День\nШёл дождь."),
        ("East", "ru", "# День\nШёл дождь."),
    ]);
    for (outlet, expected) in [
        ("North", "Foreign minister 2 · smiled 1 (verb) · left 1 (verb) · said 1 (verb) · slept 1 (verb)"),
        ("South", "hawkish 1 · a former painter 1 · refused 1 (verb)"),
        ("West", "named once, not introduced · smiled 1 (verb) · 1 article not in English"),
        ("East", "1 article not in English"),
    ] {
        assert_eq!(
            cell(&table, RowKind::People, "Kora Vell", outlet).words(Numbers::ENGLISH),
            expected,
            "{outlet}"
        );
    }
    assert!(table.rows.iter().all(|row| row.of != "Odo Pellin"), "one outlet alone names him");
    let part = &cell(&table, RowKind::People, "Kora Vell", "South").parts[1];
    let evidence = part.evidence.as_ref().unwrap();
    assert_eq!(evidence.title, "Kora Vell: a former painter");
    assert_eq!(evidence.why, "After the name, between commas");
    let lines = Evidence::sentences(&corpus, &evidence.places);
    assert_eq!(lines[0].span.of(&corpus.article(lines[0].article).raw), "Kora Vell, a former painter, left.");

    let (_, nobody) =
        written(&[("North", "en", "# A day\nIt rained."), ("South", "ru", "# День\nШёл дождь.")]);
    let none = "nobody whom two outlets name is introduced";
    assert_eq!(cell(&nobody, RowKind::People, "", "North").words(Numbers::ENGLISH), none);
    // Of what was not looked at nothing is said.
    let unread = "1 article not in English";
    assert_eq!(cell(&nobody, RowKind::People, "", "South").words(Numbers::ENGLISH), unread);
}

#[test]
fn scare_quotes_are_told_apart_from_voices() {
    let (corpus, table) = written(&[
        (
            "North",
            "en",
            "# A day\nTam Orr said the tide was out. It was a so-called “tide”, and the “Tide” came with a “calm”.",
        ),
        (
            "South",
            "en",
            "# A day\nNobody came. It was a so-called “tide”, and the “rescue” came with a “calm” and a so-called “friend”.",
        ),
        ("West", "en", "# A day\nTam Orr said the tide was in."),
    ]);
    let words = |outlet: &str| cell(&table, RowKind::Voices, "", outlet).words(Numbers::ENGLISH);
    assert_eq!(words("North"), "1 voice, of no side · puts 2 expressions in scare quotes: “tide”, “calm”");
    assert_eq!(
        words("South"),
        "no voice quoted · puts 4 expressions in scare quotes: “tide”, “rescue”, “calm” …"
    );
    assert_eq!(words("West"), "1 voice, of no side");
    let part = cell(&table, RowKind::Voices, "", "North").parts.last().unwrap();
    let evidence = part.evidence.as_ref().unwrap();
    let places: Vec<&str> = evidence.places.iter().map(|place| place.text(&corpus)).collect();
    assert_eq!(
        (evidence.title.as_str(), places.as_slice()),
        ("2 expressions in scare quotes", &["tide", "Tide", "calm"][..])
    );
    assert!(evidence.why.starts_with("In quotation marks 3 times"), "{}", evidence.why);
}
