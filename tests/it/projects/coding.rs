//! Coding by hand in a project: what is undone, what comes back, and what is told when articles have changed.

use std::fs;
use std::sync::Arc;

use parallax::corpus::{Article, Subset};
use parallax::framing::codebook::shipped;
use parallax::framing::coding::{CodingPlan, Drawn, JudgementKey, Strata, UnitKind, draw};
use parallax::project::{Coding, Located};
use parallax::query::Filter;
use parallax::session::Command;
use parallax::task::Task;

use super::{Home, apply, told};
use crate::fixtures::{Draft, article, corpus_of};

fn drafts<'a>(texts: &[(&'a str, &'a str)]) -> Vec<Draft<'a>> {
    texts.iter().map(|&(path, text)| Draft { path, text, outlet: "Quay Post", ..Draft::default() }).collect()
}

fn articles(texts: &[(&str, &str)]) -> Vec<Arc<Article>> {
    drafts(texts).iter().enumerate().map(|(at, draft)| Arc::new(article(draft, at))).collect()
}

#[test]
fn units_are_found_again_or_told() {
    let before = [
        ("a.txt", "The quay is old. The boat is new."),
        ("b.txt", "The cable lies deep."),
        ("c.txt", "Nobody came."),
    ];
    let corpus = corpus_of(&drafts(&before));
    let sample = |unit| {
        let plan = CodingPlan { unit, size: 9, ..CodingPlan::default() };
        let drawn: Drawn = draw(&corpus, &Subset::all(&corpus), &plan, &Task::none()).unwrap();
        Coding::new(&corpus, plan, &drawn)
    };
    // a is longer by a sentence and lost one, b is under another name, c is gone.
    let after = articles(&[("new.txt", "The cable lies deep."), ("a.txt", "New here. The boat is new.")]);
    let look = |unit| {
        let coding = sample(unit);
        let located = coding.locate(&after, &Task::none()).unwrap();
        let mut told: Vec<(String, String)> = coding
            .units
            .iter()
            .zip(&located)
            .map(|(unit, place)| {
                let was = unit.spot.as_ref().map_or("", |spot| &*spot.words);
                let is = match place {
                    Located::Here(unit) => after[unit.article as usize].text(unit.span).to_owned(),
                    Located::Changed(id) => format!("changed in {}", after[*id as usize].path),
                    Located::Gone => "gone".to_owned(),
                };
                assert_eq!(place.unit().is_some(), place.problem().is_none());
                (format!("{} {was}", unit.article.path), is)
            })
            .collect();
        told.sort();
        told.into_iter().map(|(was, is)| format!("{was} -> {is}")).collect::<Vec<_>>()
    };
    assert_eq!(
        look(UnitKind::Sentence),
        [
            "a.txt The boat is new. -> The boat is new.",
            "a.txt The quay is old. -> changed in a.txt",
            "b.txt The cable lies deep. -> The cable lies deep.",
            "c.txt Nobody came. -> gone",
        ]
    );
    assert_eq!(
        look(UnitKind::Article),
        ["a.txt  -> changed in a.txt", "b.txt  -> The cable lies deep.", "c.txt  -> gone"]
    );
}

#[test]
fn a_sample_is_drawn_coded_undone_and_comes_back() {
    let home = Home::new();
    let mut session = home.opened(&["articles"]);
    let plan = CodingPlan { size: 4, strata: Strata::Outlet, ..CodingPlan::default() };
    apply(&mut session, Command::DrawSample(Box::new(plan)));
    assert_eq!(session.next_undo(), Some("sample of 4 sentences for “Policy Frames Codebook” drawn"));
    let key = |unit| JudgementKey { unit, coder: "Ada".into(), frame: "economic".into() };
    let judge = |unit, said: Option<(bool, &str)>| Command::Judge {
        sample: 0,
        key: key(unit),
        said: said.map(|(is_yes, note)| (is_yes, note.to_owned())),
    };
    apply(&mut session, judge(2, Some((true, ""))));
    for note in ["h", "hm", "hm!"] {
        apply(&mut session, judge(2, Some((true, note))));
    }
    assert_eq!(session.next_undo(), Some("answer of Ada to unit 3"));
    let said = session.bench().coding.samples[0].judgements.get(2, "Ada", "economic").cloned().unwrap();
    assert!(said.is_yes && said.note == "hm!" && said.changed.starts_with("20"), "{said:?}");
    // The same again is no step, and neither is an answer without a name.
    let before = session.bench().clone();
    apply(&mut session, judge(2, Some((true, "hm!"))));
    let nameless = JudgementKey { coder: " ".into(), ..key(1) };
    apply(&mut session, Command::Judge { sample: 0, key: nameless, said: Some((true, String::new())) });
    assert_eq!(session.bench(), &before);
    // The letters of the note are one step.
    apply(&mut session, Command::Do(parallax::session::Action::Undo));
    assert_eq!(session.bench().coding.samples[0].judgements.get(2, "Ada", "economic").unwrap().note, "");
    apply(&mut session, Command::Do(parallax::session::Action::Redo));
    let next = home.opened(&["articles"]);
    assert_eq!(next.bench().coding, session.bench().coding);
    assert!(told(&next, "4 sentences drawn to be coded by hand"));
    // Other folders have other articles: samples go, codebooks and words stay.
    let exclude = |word: &str| Command::ExcludeWord {
        codebook: "policy-frames".into(),
        frame: "economic".into(),
        word: word.into(),
        is_out: true,
    };
    apply(&mut session, exclude("bank"));
    assert_eq!(session.next_undo(), Some("“bank” taken out of dictionary hits"));
    home.lay("other", &[("x.txt", "The Arc Times\n\nNothing\n\nNobody came to the islands.\n")]);
    apply(&mut session, Command::Open(vec![home.path("other")]));
    assert!(session.bench().coding.samples.is_empty() && session.bench().coding.exclusions.words.len() == 1);
    // Nothing to draw from is told.
    apply(&mut session, Command::SetFilter(Filter::parse("outlet:nobody").unwrap()));
    apply(&mut session, Command::DrawSample(Box::default()));
    assert!(session.bench().coding.samples.is_empty() && told(&session, "nothing to draw from"));
}

#[test]
fn codebooks_are_taken_in_changed_and_forgotten() {
    let home = Home::new();
    let mut session = home.opened(&["articles"]);
    let path = home.path("moods.dic");
    // As Windows writes it.
    fs::write(&path, [&b"%\r\n1\tfreude\r\n%\r\nfr\xf6hlich*\t1\r\n:)\t1\r\n"[..]].concat()).unwrap();
    apply(&mut session, Command::ImportCodebook(path));
    assert_eq!(session.next_undo(), Some("codebook “moods” taken in"));
    assert!(told(&session, "“moods” is among the codebooks, with 1 frame. Left out"));
    let words = |session: &parallax::session::Session, book: &str| {
        let book = session.bench().coding.codebook(book).unwrap();
        book.frames[0].words.iter().flat_map(|list| list.words.clone()).collect::<Vec<_>>()
    };
    assert_eq!(words(&session, "moods"), ["fröhlich*"]);
    assert_eq!(session.bench().coding.all().len(), 4);
    let set = |book: &str, frame: &str, words: &[String]| Command::SetFrameWords {
        codebook: book.into(),
        frame: frame.into(),
        language: parallax::corpus::Language::from_code(if book == "moods" { "" } else { "en" }),
        words: words.to_vec(),
    };
    // A list that was emptied comes back empty.
    apply(&mut session, set("moods", "freude", &[]));
    assert!(words(&home.opened(&["articles"]), "moods").is_empty());
    apply(&mut session, set("policy-frames", "economic", &["cable".into(), "–".into()]));
    assert_eq!(session.next_undo(), Some("codebook “Policy Frames Codebook” changed"));
    assert_eq!(session.bench().coding.codebook("policy-frames").unwrap().frames[0].words[0].words, ["cable"]);
    // Back to what was shipped, by hand or by forgetting: the project keeps nothing of it.
    let as_shipped = shipped()[0].frames[0].words_in(parallax::corpus::Language::from_code("en"));
    apply(&mut session, set("policy-frames", "economic", as_shipped));
    assert_eq!(session.bench().coding.codebooks.len(), 1);
    apply(&mut session, Command::ForgetCodebook("moods".into()));
    assert_eq!(session.next_undo(), Some("codebook “moods” forgotten"));
    for name in ["no such.dic", "articles"] {
        apply(&mut session, Command::ImportCodebook(home.path(name)));
        assert!(told(&session, "This file cannot be read"));
    }
    fs::write(home.path("bad.yml"), "joy:\n\t- glad\n").unwrap();
    apply(&mut session, Command::ImportCodebook(home.path("bad.yml")));
    assert!(told(&session, "Line 2: Lines of YAML"));
}
