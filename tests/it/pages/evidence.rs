//! What joins pages, what does not, and what becomes of their parts.

use parallax::corpus::{Completeness, Confidence, FurnitureKind, LineRole};
use parallax::ingest::pages::PageBook;

use super::{files_of, read_with, text_page, web_page};

const NIGHT: &str = "The night the lamp went out";

fn text(headline: &str, number: usize, of: usize) -> String {
    text_page("The Nelin Post", headline, (number, of))
}

/// Reads files and compares which of them became one article.
fn check(files: &[(&str, String)], expected: &[&[&str]]) {
    let (_folder, articles) = read_with(files, PageBook::default());
    assert_eq!(files_of(&articles), expected);
}

#[test]
fn pages_that_say_all_are_one_article() {
    let night = |number| text(NIGHT, number, 3);
    check(
        &[("a1.txt", night(1)), ("a2.txt", night(2)), ("a3.txt", night(3))],
        &[&["a1.txt", "a2.txt", "a3.txt"]],
    );
    // Whatever they are called, and wherever they lie.
    check(
        &[("a/x.txt", night(3)), ("b.txt", night(1)), ("c/y.txt", night(2))],
        &[&["b.txt", "c/y.txt", "a/x.txt"]],
    );
    let web = |number| web_page(NIGHT, number, 3);
    check(&[("p.html", web(2)), ("q.html", web(3)), ("r.html", web(1))], &[&["r.html", "p.html", "q.html"]]);
    // Where the address may count anything, links to each other and one headline say that these are pages.
    let bare = |number| {
        web_page(NIGHT, number, 2).replace("?page=2", "/2").replace("href=\"/2\"", "href=\"/long/night/2\"")
    };
    check(&[("p.html", bare(2)), ("q.html", bare(1))], &[&["q.html", "p.html"]]);
    let unlinked = |number| bare(number).replace("rel=\"next\"", "").replace("rel=\"prev\"", "");
    check(&[("p.html", unlinked(2)), ("q.html", unlinked(1))], &[&["p.html"], &["q.html"]]);
    // Downloaded twice, each folder has its own.
    check(
        &[
            ("a/1.html", web_page(NIGHT, 1, 2)),
            ("a/2.html", web_page(NIGHT, 2, 2)),
            ("b/1.html", web_page(NIGHT, 1, 2)),
            ("b/2.html", web_page(NIGHT, 2, 2)),
        ],
        &[&["a/1.html", "a/2.html"], &["b/1.html", "b/2.html"]],
    );
}

#[test]
fn nothing_is_joined_over_a_gap_or_by_a_likeness() {
    let night = |number| text(NIGHT, number, 3);
    check(&[("a1.txt", night(1)), ("a3.txt", night(3))], &[&["a1.txt"], &["a3.txt"]]);
    check(&[("a1.txt", night(1)), ("a2.txt", night(2))], &[&["a1.txt"], &["a2.txt"]]);
    // A page that is there twice: which of them belongs to the others nobody knows.
    let other = night(2).replace("two men", "three men");
    check(
        &[("a1.txt", night(1)), ("a2.txt", night(2)), ("a2b.txt", other), ("a3.txt", night(3))],
        &[&["a1.txt"], &["a2.txt"], &["a2b.txt"], &["a3.txt"]],
    );
    // Two articles of a series, and two outlets with one headline.
    let days = text("Letters to the editor", 2, 2).replace("3 May 2024", "10 May 2024");
    check(&[("l1.txt", text("Letters to the editor", 1, 2)), ("l2.txt", days)], &[&["l1.txt"], &["l2.txt"]]);
    check(
        &[("a.txt", text(NIGHT, 1, 2)), ("b.txt", text_page("The Arc Times", NIGHT, (2, 2)))],
        &[&["a.txt"], &["b.txt"]],
    );
    check(
        &[("a.txt", text(NIGHT, 1, 2)), ("b.txt", text("The night the lamp came back", 2, 2))],
        &[&["a.txt"], &["b.txt"]],
    );
    // The last web page that is there leads on to one that is not.
    check(
        &[("1.html", web_page(NIGHT, 1, 3)), ("2.html", web_page(NIGHT, 2, 3))],
        &[&["1.html"], &["2.html"]],
    );
    // Posts of a blog that lead to each other are no pages, whatever their numbers.
    let post = |number: usize, headline: &str| {
        web_page(headline, number, 2)
            .replace("long/night?page=2", "posts/2")
            .replace("\"?page=2\"", "\"/posts/2\"")
            .replace("long/night", "posts/1")
    };
    check(
        &[("1.html", post(1, NIGHT)), ("2.html", post(2, "Snow on the quay"))],
        &[&["1.html"], &["2.html"]],
    );
}

#[test]
fn what_pages_repeat_counts_once() {
    let files = [("a1.txt", text(NIGHT, 1, 2)), ("a2.txt", text(NIGHT, 2, 2))];
    let (_folder, articles) = read_with(&files, PageBook::default());
    let [article] = &articles[..] else { panic!("{} articles", articles.len()) };
    assert_eq!(article.headline_text(), NIGHT);
    assert_eq!(article.body.len(), 6);
    assert_eq!(article.completeness.value, Completeness::Full);
    assert_eq!(article.completeness.confidence, Confidence::High);
    assert_eq!(article.byline.len(), 1);
    let again = article.lines.iter().filter(|line| {
        matches!(&line.role, LineRole::Furniture(why) if why.kind == FurnitureKind::Repetition)
            && line.span.from >= article.pages[1].span.from
    });
    let again: Vec<&str> = again.map(|line| article.text(line.span)).collect();
    assert!(again.contains(&NIGHT) && again.contains(&"By Ada Brink"), "{again:?}");
    // Places lead to the file they stand in.
    let last = article.body.last().unwrap().span;
    assert_eq!(&**article.file_at(last.from).0, "a2.txt");
    assert_eq!(&**article.file_at(0).0, "a1.txt");
    let whole: String = article.pages.iter().map(|page| article.text(page.span)).collect();
    assert_eq!(whole, files.map(|(_, text)| text).concat());
}

#[test]
fn pages_without_a_headline_go_by_their_files_names() {
    let bare = |number| text(NIGHT, number, 2).replace(&format!("{NIGHT}\n\n"), "");
    let (_folder, articles) =
        read_with(&[("night-1.txt", text(NIGHT, 1, 2)), ("night-2.txt", bare(2))], PageBook::default());
    assert_eq!(files_of(&articles), [["night-1.txt", "night-2.txt"]]);
    assert_eq!(articles[0].body.len(), 6);
}

#[test]
fn a_page_may_say_its_number_above_the_text() {
    let check = |text: String, expected: Option<(u16, u16)>| {
        let (_folder, articles) = read_with(&[("night.txt", text)], PageBook::default());
        let part = match articles[0].completeness.value {
            Completeness::Part { part, of } => Some((part, of)),
            _ => None,
        };
        assert_eq!(part, expected);
    };
    let above = |number: usize| {
        let page = text(NIGHT, number, 3);
        let line = format!("Page {number} of 3\n\n");
        page.replace(&line, "").replace("By Ada Brink\n\n", &format!("{line}By Ada Brink\n\n"))
    };
    check(text(NIGHT, 2, 3), Some((2, 3)));
    check(above(2), Some((2, 3)));
    // Both in one text number the sheets it was printed on.
    check(above(1).replace("Nobody on", "Page 2 of 3\n\nNobody on"), None);
}
