//! Who tells a story, and who told it first.

use std::sync::Arc;

use parallax::analysis::Teller;
use parallax::corpus::Corpus;
use parallax::task::Task;

use crate::fixtures::{Draft, article, sure};

#[test]
fn an_agency_stands_for_an_outlet_that_is_not_known() {
    let check = |articles: &[(&str, Option<&str>)], expected: &[&str]| {
        let made = articles.iter().enumerate().map(|(at, (outlet, wire))| {
            let mut made = article(&Draft { outlet, text: "It rained.", ..Draft::default() }, at);
            made.wire = wire.map(|wire| sure(wire.into()));
            Arc::new(made)
        });
        let corpus = Corpus::build(made.collect(), &Task::none()).unwrap();
        let name = |teller: &Teller| match teller {
            Teller::Outlet(outlet) => corpus.outlets()[usize::from(*outlet)].name.to_string(),
            Teller::Agency(agency) => format!("agency {agency}"),
        };
        let tellers = Teller::of(&corpus, 0..corpus.article_count());
        let mut names: Vec<String> = tellers.iter().map(name).collect();
        names.sort_unstable();
        assert_eq!(names, expected);
    };
    check(&[], &[]);
    check(&[("", Some("Ansel Press")), ("", Some("Ansel Press"))], &["agency Ansel Press"]);
    // A known outlet tells it itself, whoever wrote it; one article without both stays unknown.
    check(&[("The Lantern", Some("Ansel Press")), ("", None)], &["", "The Lantern"]);
    check(&[("", Some("Ansel Press")), ("", None)], &["", "agency Ansel Press"]);
}
