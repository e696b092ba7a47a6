//! Concordance lines: order and context.

use parallax::analysis::SortKey::{self, Date, Hit, Left, Outlet, Right, Text};
use parallax::analysis::{Analysis, Concordance, ConcordanceRecipe, Scope};
use parallax::corpus::Corpus;
use parallax::task::Task;

use super::{query, scope};
use crate::fixtures::{Draft, corpus, corpus_of};

fn run(corpus: &Corpus, text: &str, scope: Scope, sort: [SortKey; 3]) -> Concordance {
    let recipe = ConcordanceRecipe::new(query(text), scope, sort);
    Analysis::Concordance(recipe).run(corpus, &Task::none()).unwrap().as_concordance().unwrap().clone()
}

/// All lines as `left [hit] right`.
fn lines(corpus: &Corpus, found: &Concordance, context: usize) -> Vec<String> {
    let text = |at| {
        let line = found.line(corpus, at, context);
        format!("{} [{}]{}", line.left, line.hit, line.right)
    };
    (0..found.lines.len()).map(text).collect()
}

const FOUR: &[(&str, &str, &str)] = &[
    ("B", "2024-05-03", "Old peace treaty failed."),
    ("A", "", "A new peace deal. Peace treaty talks"),
    ("", "2024-05-01", "élan for peace zeal"),
    ("A", "2024-05-02", "Peace"),
];

#[test]
fn lines_are_sorted_by_what_stands_around() {
    let check = |sort: [SortKey; 3], expected: &[&str]| {
        let corpus = corpus(FOUR);
        assert_eq!(lines(&corpus, &run(&corpus, "peace", Scope::default(), sort), 12), expected, "{sort:?}");
    };
    let in_text = [
        "Old [peace] treaty",
        "A new [peace] deal. Peace",
        "peace deal. [Peace] treaty",
        "élan for [peace] zeal",
        " [Peace]",
    ];
    check([Text, Hit, Right(1)], &in_text);
    // Nothing on the left comes first; of those, the place in the corpus decides.
    check([Left(1), Text, Text], &[in_text[4], in_text[2], in_text[3], in_text[1], in_text[0]]);
    check([Right(1), Left(1), Text], &[in_text[4], in_text[1], in_text[2], in_text[0], in_text[3]]);
    check([Left(2), Text, Text], &[in_text[0], in_text[4], in_text[1], in_text[3], in_text[2]]);
    check([Outlet, Date, Text], &[in_text[4], in_text[1], in_text[2], in_text[0], in_text[3]]);
    check([Date, Text, Text], &[in_text[3], in_text[4], in_text[0], in_text[1], in_text[2]]);
    check([Right(200), Left(200), Text], &in_text);
}

#[test]
fn hits_of_several_wordings_are_sorted_as_text() {
    let check = |text: &str, typed: &str, expected: &[&str]| {
        let corpus = corpus(&[("A", "", text)]);
        assert_eq!(lines(&corpus, &run(&corpus, typed, Scope::default(), [Hit, Text, Text]), 0), expected);
    };
    check("treaty peace Treaty zeal", "treat* | p*", &[" [peace]", " [treaty]", " [Treaty]"]);
    check("new treaty and new deal", "new *", &[" [new deal]", " [new treaty]"]);
    check("和平条约 平和", "和", &[" [和]", " [和]"]);
}

#[test]
fn context_runs_through_the_parts_of_the_article_and_leaves_furniture_out() {
    let text = "# Islands in\tfocus\n> Who owns them?\n~ Menu islands\n[Caption islands\nThe  islands,\u{a0}again.\nEnd of it.";
    let corpus = corpus(&[("A", "", text), ("A", "", "Next article")]);
    let found = run(&corpus, "islands", Scope::default(), [Text; 3]);
    assert_eq!(
        lines(&corpus, &found, 40),
        [
            " [Islands] in focus Who owns them? The islands,",
            "Islands in focus Who owns them? The [islands], again. End of it.",
        ]
    );
    assert_eq!(
        lines(&corpus, &found, 14),
        [" [Islands] in focus Who", "owns them? The [islands], again. End"]
    );
    assert_eq!(found.articles_with_hits, 1);
    let line = found.line(&corpus, 1, 10);
    assert_eq!((line.article, line.outlet, line.date), (0, 0, None));
    assert_eq!(corpus.article(0).text(line.span), "islands");
    assert_eq!(found.line(&corpus, 99, 10), parallax::analysis::KwicLine::default());
}

#[test]
fn a_long_text_without_spaces_costs_only_what_is_shown() {
    let text = "島".repeat(100_000);
    let corpus = corpus_of(&[Draft { text: &text, language: "zh", ..Draft::default() }]);
    let found = run(&corpus, "島", Scope::default(), [Text; 3]);
    let line = found.line(&corpus, found.lines.len() / 2, 30);
    assert_eq!((line.left.chars().count(), line.right.chars().count()), (30, 30));
}

#[test]
fn no_hit_no_line() {
    for rows in [&[][..], FOUR] {
        let corpus = corpus(rows);
        let found = run(&corpus, "nowhere", scope("outlet:A"), [Left(1), Hit, Right(1)]);
        assert_eq!((found.lines.len(), found.articles_with_hits), (0, 0));
    }
}
