//! How persons are introduced.

use parallax::framing::labels;
use parallax::task::Task;

use super::find_in;
use crate::corpus::corpus_of as corpus_with;

#[test]
fn persons_are_introduced() {
    let corpus = corpus_with([
        vec!["A headline", "Foreign minister Kora Vell said on Friday that it rained. Vell smiled."],
        vec!["A headline", "Kora Vell, a former painter, left. The hawkish Vell refused to talk."],
    ]);
    let columns = labels::columns_by_outlet(&corpus, &[0, 1]);
    let (people, _) = labels::people(&corpus, &columns, &Task::none()).unwrap();
    assert_eq!(people.len(), 1, "{people:#?}");
    let vell = &people[0];
    assert_eq!((vell.name.as_str(), vell.mentions.len()), ("Kora Vell", 4));
    let mut said: Vec<(&str, &str)> =
        vell.introductions.iter().map(|i| (i.manner.id(), i.text.as_str())).collect();
    said.sort_unstable();
    assert_eq!(said, [("after", "a former painter"), ("title", "Foreign minister"), ("title", "hawkish")]);
    let verbs: Vec<&str> = vell.company.verbs.iter().map(|v| v.word.as_str()).collect();
    assert_eq!(verbs, ["refused", "said", "smiled"]);
    assert_eq!(vell.company.adjectives[0].word, "hawkish");
    for introduction in &vell.introductions {
        assert_eq!(introduction.counts.iter().sum::<u32>() as usize, introduction.places.len());
    }
}

/// Persons whom one outlet alone names stand in nobody's way.
#[test]
fn persons_whom_two_outlets_name_are_given_first() {
    let names: Vec<String> =
        ('A'..='Z').flat_map(|one| ["Bar", "Tel"].map(|end| format!("Kora {one}{end}ran"))).collect();
    let often = |name: &String| format!("Minister {name} spoke. {name} said no. {name} said yes. ");
    let own: String = names.iter().take(labels::MOST_PEOPLE).map(often).collect();
    let shared = "President Odo Pellin spoke.";
    let corpus = corpus_with([vec!["A headline", &own, shared], vec!["A headline", shared]]);
    let columns = labels::columns_by_outlet(&corpus, &[0, 1]);
    let (people, left_out) = labels::people(&corpus, &columns, &Task::none()).unwrap();
    assert_eq!(people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Odo Pellin"]);
    assert_eq!(left_out, 0);

    let all: String = names.iter().map(often).collect();
    let corpus = corpus_with([vec!["A headline", &all], vec!["A headline", &all]]);
    let (people, left_out) = labels::people(&corpus, &columns, &Task::none()).unwrap();
    assert_eq!((people.len(), left_out), (labels::MOST_PEOPLE, names.len() - labels::MOST_PEOPLE));
}

#[test]
fn persons_whom_outlets_introduce_differently_are_concepts() {
    let check = |one: &str, other: &str, expected: &[&str]| {
        let corpus = corpus_with([vec!["A headline", one], vec!["A headline", other]]);
        let found = find_in(&corpus);
        let mut labels: Vec<&str> = found
            .concepts
            .iter()
            .filter(|one| one.concept.name.ends_with("Orr"))
            .flat_map(|one| one.concept.labels.iter().map(|label| label.text.as_str()))
            .collect();
        labels.sort_unstable();
        assert_eq!(labels, expected, "{one} {other}");
    };
    check(
        "Opposition leader Mirela Orr said on Friday that it rained.",
        "The politician Mirela Orr, 58, a former painter of boats, left.",
        &["Opposition leader Mirela Orr", "former painter of boats", "politician Mirela Orr"],
    );
    check(
        "The union's secretary, Mirela Orr, said that it rained.",
        "Mirela Orr, the guild’s ringleader, left.",
        &["guild’s ringleader", "union's secretary, Mirela Orr"],
    );
    // Two things said at once, one word after an article, and what a clause goes on with.
    check(
        "Opposition leader Mirela Orr spoke.",
        "Mirela Orr, a painter and a former member of the council, left.",
        &["Opposition leader Mirela Orr", "former member of the council", "painter"],
    );
    check(
        "Opposition leader Mirela Orr spoke.",
        "Mirela Orr, a retired schoolteacher who leads the guild from abroad, left.",
        &["Opposition leader Mirela Orr", "retired schoolteacher"],
    );
    // The same words, one outlet alone, politeness, and what tells a story of its own.
    check("Opposition leader Mirela Orr spoke.", "Opposition leader Mirela Orr left.", &[]);
    check("Opposition leader Mirela Orr, a painter of boats, spoke.", "Orr left.", &[]);
    check("Interior Minister Mirela Orr spoke.", "Mirela Orr, the interior minister, left.", &[]);
    check("Mrs Mirela Orr said so.", "Ms Mirela Orr said so.", &[]);
    check("Mirela Orr, who leads the union, spoke.", "Union boss Mirela Orr left.", &[]);
}

#[test]
fn a_verb_before_a_name_belongs_to_no_introduction() {
    let check = |text: &str, introductions: &[&str], adjectives: &[&str], verbs: &[&str]| {
        let corpus =
            corpus_with([vec!["A headline", text], vec!["A headline", "Kora Vell, a painter, left."]]);
        let columns = labels::columns_by_outlet(&corpus, &[0, 1]);
        let at = columns.iter().position(|column| column.articles == [0]).unwrap();
        let (people, _) = labels::people(&corpus, &columns, &Task::none()).unwrap();
        let vell = people.iter().find(|person| person.name == "Kora Vell").unwrap();
        let words = |uses: &[labels::WordUse]| -> Vec<String> {
            uses.iter().filter(|one| one.counts[at] > 0).map(|one| one.word.clone()).collect()
        };
        let said = vell.introductions.iter().filter(|one| one.counts[at] > 0).map(|one| one.text.clone());
        assert_eq!(said.collect::<Vec<_>>(), introductions, "{text}");
        assert_eq!(words(&vell.company.adjectives), adjectives, "{text}");
        assert_eq!(words(&vell.company.verbs), verbs, "{text}");
    };
    check("Orr met Norvian President Kora Vell in June.", &["Norvian President"], &[], &[]);
    check("They meet President Kora Vell in June.", &["President"], &[], &[]);
    check("A former Norvian minister Kora Vell slept.", &["former Norvian minister"], &[], &["slept"]);
    check("It was derailed Kora Vell said.", &[], &[], &["said"]);
    check("They spoke of realizing Vell’s visit.", &[], &[], &[]);
    check("The battered Kora Vell had little room.", &["battered"], &["battered"], &[]);
}
