//! The same article twice: what is one article and what is not, which of its versions counts, and pages of one article.

use std::sync::Arc;

use parallax::corpus::{Article, ArticleId, Completeness, Corpus};
use parallax::framing::versions::{self, Said};
use parallax::project::Amendments;
use parallax::query::Filter;
use parallax::task::Task;

use super::sample;
use crate::fixtures::{Draft, article};

/// An article: outlet, date, headline, which paragraphs of [`PARAGRAPHS`] by their letters, and what else there is.
#[derive(Clone, Copy, Default)]
struct Made {
    outlet: &'static str,
    date: &'static str,
    headline: &'static str,
    text: &'static str,
    how: Option<Completeness>,
    address: &'static str,
}

/// Paragraphs of about 25 different words.
fn paragraph(letter: char) -> String {
    let words = [
        "harbour", "ferry", "master", "noted", "winter", "storms", "closing", "northern", "piers", "while",
        "crews", "mended", "broken", "cranes", "before", "spring", "traffic", "could", "return", "safely",
    ];
    let salted: Vec<String> = words.iter().map(|word| format!("{word}{letter}")).collect();
    format!("The {} said {}.", salted.join(" "), letter.to_string().repeat(3))
}

const fn made(outlet: &'static str, date: &'static str, headline: &'static str, text: &'static str) -> Made {
    Made { outlet, date, headline, text, how: None, address: "" }
}

fn corpus(drafts: &[Made]) -> Corpus {
    let articles = drafts.iter().enumerate().map(|(at, draft)| {
        let body: Vec<String> = draft.text.chars().map(paragraph).collect();
        let text = format!("# {}\n{}", draft.headline, body.join("\n"));
        let mut made =
            article(&Draft { outlet: draft.outlet, date: draft.date, text: &text, ..Draft::default() }, at);
        if let Some(how) = draft.how {
            made.completeness.value = how;
        }
        made.address = (!draft.address.is_empty()).then(|| draft.address.into());
        made.into()
    });
    Corpus::build(articles.collect(), &Task::none()).unwrap()
}

fn groups(corpus: &Corpus, said: &Said) -> Vec<Vec<ArticleId>> {
    let signs = versions::look(corpus, &Task::none()).unwrap();
    versions::group(corpus, &signs, said, &Task::none()).unwrap().groups().to_vec()
}

fn check(drafts: &[Made], expected: &[&[ArticleId]]) {
    assert_eq!(groups(&corpus(drafts), &Said::default()), expected);
}

const DAY: &str = "2024-05-12";
const NEXT: &str = "2024-05-13";

#[test]
fn the_same_words_are_the_same_article_unless_two_outlets_print_them() {
    let (post, none) = (made("Nelin Post", DAY, "Quay shut", "abcd"), made("", DAY, "Quay shut", "abcd"));
    check(&[post, post], &[&[0, 1]]);
    // Who publishes it is not known of one.
    check(&[none, post], &[&[1, 0]]);
    check(&[none, none], &[&[0, 1]]);
    let arc = Made { outlet: "Arc Daily", ..post };
    check(&[post, arc], &[]);
    // Whose the third is cannot be known.
    check(&[post, arc, none], &[]);
    check(&[post, arc, none, none], &[&[2, 3]]);
    // The headline may be another.
    check(&[post, Made { headline: "Port closed for days", ..post }], &[&[1, 0]]);
    // Few words say little: headline and day agree, or they are two.
    let brief = made("Nelin Post", DAY, "Tides", "a");
    check(&[brief, brief], &[&[0, 1]]);
    check(&[brief, Made { date: NEXT, ..brief }], &[]);
    check(&[brief, Made { headline: "Moon", ..brief }], &[]);
}

#[test]
fn nearly_the_same_text_of_one_outlet_is_the_same_article() {
    let web = made("Nelin Post", DAY, "Quay shut", "abcdefgh");
    // An update with a paragraph more counts, and so does the later of two as long.
    check(&[web, Made { date: NEXT, text: "abcdefghi", ..web }], &[&[1, 0]]);
    // In print, under another headline, shorter: the longer one counts though it is older.
    check(&[web, Made { date: NEXT, headline: "Quay shut by ice", text: "abcdef", ..web }], &[&[0, 1]]);
    // Cut by a wall.
    let cut = Made { text: "ab", how: Some(Completeness::Truncated), ..web };
    check(&[Made { text: "abc", ..cut }, web], &[&[1, 0]]);
    // Of another outlet it is a copy.
    check(&[web, Made { outlet: "Arc Daily", text: "abcdefghi", ..web }], &[]);
    // A brief within an overview is no version of it.
    check(
        &[
            made("Nelin Post", DAY, "The morning in brief", "abcdefghijklmn"),
            made("Nelin Post", DAY, "Ice", "abc"),
        ],
        &[],
    );
    // What two have in common with an overview does not make them one.
    check(
        &[
            made("Nelin Post", DAY, "The morning", "abcdefgh"),
            made("Nelin Post", DAY, "Ice", "abcde"),
            made("Nelin Post", DAY, "Boats", "efgh"),
        ],
        &[&[0, 1]],
    );
    // Much alike on other days is another day's report.
    check(&[web, Made { date: "2024-05-30", text: "abcdefzy", ..web }], &[]);
    check(&[web, Made { date: "2025-05-12", text: "abcdefghi", ..web }], &[]);
    // Half of the words are too few.
    check(&[web, Made { text: "abcdzyxw", ..web }], &[]);
}

#[test]
fn one_address_is_one_article_where_the_text_agrees() {
    let old =
        Made { address: "https://www.post.example/quay?utm_source=x", ..made("", DAY, "Quay shut", "abcd") };
    let new = Made { address: "https://post.example/quay/", ..made("", NEXT, "Port closed", "abxyzuvw") };
    check(&[old, new], &[&[1, 0]]);
    check(&[old, Made { text: "qrstuv", ..new }], &[]);
    check(&[old, Made { address: "https://post.example/quay-2", ..new }], &[]);
}

#[test]
fn what_counts_is_whole_late_and_well_known() {
    let web = made("Nelin Post", DAY, "Quay shut", "abcdefgh");
    let check = |drafts: &[Made], best: ArticleId| {
        let found = groups(&corpus(drafts), &Said::default());
        assert_eq!(found.first().and_then(|group| group.first()), Some(&best), "{found:?}");
    };
    // Complete before cut, though it is earlier and shorter.
    check(&[Made { how: Some(Completeness::Truncated), date: NEXT, text: "abcdefghi", ..web }, web], 1);
    // Of the same words the first printed.
    check(&[Made { date: NEXT, ..web }, web], 1);
    // A date is better than none.
    check(&[Made { date: "", ..web }, web], 1);
    // The first by path, all else alike.
    check(&[web, web, web], 0);
}

#[test]
fn the_user_says_what_is_one_article_and_which_counts() {
    let web = made("Nelin Post", DAY, "Quay shut", "abcdefgh");
    let all = corpus(&[web, web, web, made("Arc Daily", DAY, "Else", "mnop")]);
    let check = |together: &[[ArticleId; 2]],
                 apart: &[[ArticleId; 2]],
                 counts: &[ArticleId],
                 expected: &[&[ArticleId]]| {
        let said = Said { together: together.to_vec(), apart: apart.to_vec(), counts: counts.to_vec() };
        assert_eq!(groups(&all, &said), expected);
    };
    check(&[], &[], &[], &[&[0, 1, 2]]);
    check(&[], &[[0, 1]], &[], &[&[0, 2]]);
    check(&[[1, 2]], &[[0, 1]], &[], &[&[1, 2]]);
    check(&[], &[], &[2], &[&[2, 0, 1]]);
    check(&[], &[], &[2, 1], &[&[1, 2, 0]]);
    check(&[[0, 3]], &[], &[], &[&[0, 1, 2, 3]]);
    // What is not there changes nothing.
    check(&[[0, 99]], &[[98, 99]], &[97], &[&[0, 1, 2]]);
}

#[test]
fn each_article_counts_once_in_every_scope() {
    let web = made("Nelin Post", DAY, "Quay shut", "abcdefgh");
    let all = corpus(&[
        web,
        Made { date: NEXT, text: "abcdefghi", ..web },
        web,
        made("Arc Daily", DAY, "Else", "mnop"),
    ]);
    let amended = Amendments::default().apply(&all.into(), None, &Task::none()).unwrap();
    let corpus = &amended.corpus;
    let check = |typed: &str, expected: &[ArticleId], aside: &[ArticleId]| {
        let filter = Filter::parse(typed).unwrap();
        let subset = parallax::corpus::Subset::filter(corpus, &filter);
        assert_eq!(subset.articles(corpus).collect::<Vec<_>>(), expected, "{typed}");
        assert_eq!(subset.put_aside(), aside, "{typed}");
    };
    check("", &[1, 3], &[0, 2]);
    check("versions:best", &[1, 3], &[0, 2]);
    check("versions:all", &[0, 1, 2, 3], &[]);
    check("versions:any", &[0, 1, 2], &[]);
    check("versions:none", &[3], &[]);
    check("versions:aside", &[0, 2], &[]);
    check("-versions:aside", &[1, 3], &[]);
    // Where the best one is out of scope, the next best counts.
    check("date:2024-05-12", &[0, 3], &[2]);
    check("versions:best date:2024-05-12", &[0, 3], &[2]);
    check("outlet:\"Arc Daily\"", &[3], &[]);
}

#[test]
fn the_sample_has_no_versions_and_an_article_of_two_pages() {
    let corpus = sample();
    let amended = Amendments::default().apply(&corpus.into(), None, &Task::none()).unwrap();
    assert!(!amended.corpus.has_versions());
    assert_eq!(amended.corpus.revision(), amended.as_read.revision(), "figures stay what they are");
    assert!(amended.corpus.versions().pages().is_empty(), "nothing is left to be named beside it");
    let files = |article: &Arc<Article>| article.files().map(|(path, _)| path.to_string()).collect();
    let of_pages = amended.corpus.articles().iter().filter(|article| !article.pages.is_empty());
    let paths: Vec<Vec<String>> = of_pages.map(files).collect();
    assert_eq!(
        paths,
        [[
            "the-lantern/2024-05-05-the-night-the-light-went-out-1.txt",
            "the-lantern/2024-05-05-the-night-the-light-went-out-2.txt"
        ]]
    );
}

#[test]
fn pages_of_one_article_are_no_versions_of_each_other() {
    let page = |part, text| Made {
        how: Some(Completeness::Part { part, of: 3 }),
        ..made("Nelin Post", DAY, "The long night on the quay", text)
    };
    let all = corpus(&[page(3, "xyzuvw"), page(1, "abcdef"), page(1, "abcdef")]);
    let amended = Amendments::default().apply(&all.into(), None, &Task::none()).unwrap();
    let found = amended.corpus.versions();
    assert_eq!(found.groups(), [[1, 2]]);
    assert_eq!(found.pages()[0].there, [(1, 1), (3, 0)]);
    assert_eq!(found.pages()[0].missing().collect::<Vec<_>>(), [2]);
    assert_eq!(amended.corpus.pages_of(0).map(|pages| pages.of), Some(3));
}

/// Ten thousand files of one text, and as many that differ by a word each, take time by the article.
#[test]
fn many_copies_of_one_text_do_not_hold_anything_up() {
    let web = made("Nelin Post", DAY, "Quay shut", "abcdefgh");
    let all = corpus(&vec![web; 10_000]);
    let started = std::time::Instant::now();
    let found = groups(&all, &Said::default());
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [10_000]);
    let articles = (0..5_000).map(|at| {
        let body: Vec<String> = "abcdefgh".chars().map(paragraph).collect();
        let text = format!("# Quay shut\n{}\nNumber n{at} of the evening.", body.join("\n"));
        article(&Draft { outlet: "Nelin Post", date: DAY, text: &text, ..Draft::default() }, at).into()
    });
    let all = Corpus::build(articles.collect(), &Task::none()).unwrap();
    assert_eq!(groups(&all, &Said::default()).iter().map(Vec::len).collect::<Vec<_>>(), [5_000]);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
