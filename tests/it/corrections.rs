//! What is put right by hand: corrections applied, lines moved, keys found again.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use parallax::corpus::{
    Article, Corpus, EvidenceKind, FurnitureKind, FurnitureReason, Inferred, Language, LineRole, Paragraph,
    ParagraphKind, Span, Subset,
};
use parallax::ingest;
use parallax::project::{
    Amendments, ArticleKey, Change, Correction, Corrections, HandRole, OutletBook, OutletEntry, OutletGroup,
    Remark, Remarks, Target,
};
use parallax::query::Filter;
use parallax::task::Task;
use proptest::prelude::*;

use crate::anatomy::accounts;
use crate::fixtures::{Draft, article, published};

fn outlet(target: Target, to: &str) -> Correction {
    let change = Change::Outlet((!to.is_empty()).then(|| Arc::from(to)));
    Correction { target, change }
}

fn all_of(name: &str) -> Target {
    Target::Outlet(name.into())
}

fn folder(name: &str) -> Target {
    Target::Folder(name.into())
}

fn one(article: &Article) -> Target {
    Target::Articles(Arc::from([ArticleKey::of(article)]))
}

fn list(all: impl IntoIterator<Item = Correction>) -> Corrections {
    let mut list = Corrections::default();
    for correction in all {
        list.add(correction);
    }
    list
}

fn four() -> Vec<Arc<Article>> {
    let draft = |path, outlet, text| Draft { outlet, text, path, ..Draft::default() };
    let drafts = [
        draft("north/a-1.txt", "Norvia Post", "# One\nFirst text."),
        draft("north/a-2.txt", "Arc Times", "# Two\nSecond text."),
        draft("south/b-1.txt", "Arc Times", "# Three\nThird text."),
        draft("b-2.txt", "", "# Four\nFourth text."),
    ];
    drafts.iter().enumerate().map(|(at, draft)| Arc::new(article(draft, at))).collect()
}

fn outlets(articles: &[Arc<Article>]) -> Vec<&str> {
    articles.iter().map(|a| a.outlet.as_ref().map_or("", |outlet| &outlet.value)).collect()
}

#[test]
fn corrections_go_over_articles_in_order() {
    let articles = four();
    let (a2, b1) = (one(&articles[1]), one(&articles[2]));
    let check = |corrections: &[Correction], expected: [&str; 4], reached: &[u32]| {
        let done = list(corrections.to_vec()).apply(&articles, &Task::none()).unwrap();
        assert_eq!(outlets(&done.articles), expected, "{corrections:?}");
        assert_eq!(done.reached, reached, "{corrections:?}");
        for (id, (new, old)) in (0..).zip(done.articles.iter().zip(&articles)) {
            assert_eq!(Arc::ptr_eq(new, old), !done.changed.contains(&id), "the untouched stay the same");
            assert!(Arc::ptr_eq(&new.raw, &old.raw));
        }
    };
    check(&[], ["Norvia Post", "Arc Times", "Arc Times", ""], &[]);
    check(
        &[outlet(all_of("Arc Times"), "Norvia Post")],
        ["Norvia Post", "Norvia Post", "Norvia Post", ""],
        &[2],
    );
    check(&[outlet(all_of(""), "Isle News")], ["Norvia Post", "Arc Times", "Arc Times", "Isle News"], &[1]);
    check(&[outlet(folder("north"), "")], ["", "", "Arc Times", ""], &[2]);
    check(&[outlet(folder("nor"), "X")], ["Norvia Post", "Arc Times", "Arc Times", ""], &[0]);
    check(&[outlet(folder(""), "X")], ["X", "X", "X", "X"], &[4]);
    check(&[outlet(Target::FileNames("B-?.txt".into()), "X")], ["Norvia Post", "Arc Times", "X", "X"], &[2]);
    // What is said of one alone holds, whatever is said of many after it; but a name goes with its articles.
    check(&[outlet(a2.clone(), "X"), outlet(folder(""), "Y")], ["Y", "X", "Y", "Y"], &[1, 4]);
    check(&[outlet(a2, "X"), outlet(all_of("X"), "Z")], ["Norvia Post", "Z", "Arc Times", ""], &[1, 1]);
    check(&[outlet(b1.clone(), "Isle"), outlet(b1, "")], ["Norvia Post", "Arc Times", "", ""], &[1]);
    // Names are those at this point of the list.
    check(
        &[
            outlet(all_of("Arc Times"), "B"),
            outlet(all_of("Norvia Post"), "Arc Times"),
            outlet(all_of("B"), "C"),
        ],
        ["Arc Times", "C", "C", ""],
        &[2, 1, 2],
    );
}

#[test]
fn every_part_says_what_was_read() {
    let articles = four();
    let target = one(&articles[0]);
    let changes = [
        (Change::Outlet(Some("X".into())), "read as: Norvia Post"),
        (Change::Wire(Some("Northwire".into())), "read as: none"),
        (Change::Host(Some("Gather".into())), "read as: none"),
        (Change::Section(Some("World".into())), "read as: none"),
        (Change::Published(published("2024-05")), "read as: none"),
        (Change::Byline(vec!["Ada Lind".into(), " ".into()]), "read as: none"),
        (Change::Opinion(true), "read as: no opinion piece"),
        (Change::Language(Language::from_code("ru")), "read as: en"),
        (Change::Completeness(parallax::corpus::Completeness::Truncated), "read as: full"),
    ];
    for (change, quote) in changes {
        let done = list([Correction { target: target.clone(), change: change.clone() }])
            .apply(&articles, &Task::none())
            .unwrap();
        let made = &done.articles[0];
        let evidence = match change {
            Change::Outlet(_) => &made.outlet.as_ref().unwrap().evidence,
            Change::Wire(_) => &made.wire.as_ref().unwrap().evidence,
            Change::Host(_) => &made.host.as_ref().unwrap().evidence,
            Change::Section(_) => &made.section.as_ref().unwrap().evidence,
            Change::Published(_) => &made.published.as_ref().unwrap().evidence,
            Change::Byline(_) => {
                assert_eq!(made.byline.len(), 1);
                &made.byline[0].evidence
            }
            Change::Opinion(_) => &made.opinion.as_ref().unwrap().evidence,
            Change::Language(_) => &made.language.evidence,
            Change::Completeness(_) => &made.completeness.evidence,
            Change::Line { .. } => unreachable!(),
        };
        assert_eq!((evidence.kind, &*evidence.quote), (EvidenceKind::ByHand, quote));
        assert_eq!(
            done.touching(
                &list([Correction { target: target.clone(), change: Change::Opinion(true) }]),
                0,
                &articles[0]
            ),
            [0]
        );
    }
}

#[test]
fn keys_lead_to_articles_that_changed_or_moved() {
    let articles = four();
    let key = ArticleKey::of(&articles[1]);
    let correction = outlet(Target::Articles(Arc::from([key.clone()])), "X");
    let reach = |articles: &[Arc<Article>]| {
        let done = list([correction.clone()]).apply(articles, &Task::none()).unwrap();
        assert_eq!(done.lost().count(), usize::from(done.changed.is_empty()));
        done.changed
    };
    let with = |change: &dyn Fn(&mut Article)| {
        let mut changed = Article::clone(&articles[1]);
        change(&mut changed);
        Arc::new(changed)
    };
    assert_eq!(reach(&articles), [1]);
    assert_eq!(reach(&[with(&|a| a.raw = "other".into())]), [0], "a changed file keeps its corrections");
    let moved = with(&|a| a.path = "elsewhere/c.txt".into());
    assert_eq!(reach(&[Arc::clone(&articles[0]), Arc::clone(&moved)]), [1], "a moved one too");
    assert_eq!(reach(&[Arc::clone(&moved), moved]), [] as [u32; 0], "two with this content are none");
    let twin = with(&|a| a.raw = "other".into());
    assert_eq!(reach(&[twin, Arc::clone(&articles[1])]), [1], "of two in one place the content decides");
    assert_eq!(reach(&articles[2..]), [] as [u32; 0]);
}

#[test]
fn keys_follow_texts_whose_place_another_took() {
    let made = |place: &(&str, u32, &str)| {
        let (path, record, text) = place;
        let mut made = article(&Draft { text, outlet: "Norvia Post", ..Draft::default() }, 0);
        (made.path, made.record) = ((*path).into(), *record);
        Arc::new(made)
    };
    // Articles when they were named, articles as they are, and which of these each of the names means.
    let check = |before: &[(&str, u32, &str)], now: &[(&str, u32, &str)], expected: &[Option<u32>]| {
        let now: Vec<Arc<Article>> = now.iter().map(made).collect();
        let named =
            before.iter().zip(0..).map(|(place, at)| outlet(one(&made(place)), &format!("Paper {at}")));
        let done = Corrections { list: named.collect() }.apply(&now, &Task::none()).unwrap();
        assert_eq!(done.first, expected, "{before:?}");
    };
    let (quay, mole, pier, ferry) =
        ("The quay is shut.", "The mole is built.", "A pier.", "The ferry sails.");
    // A row on top, none or all of the others named; one that is gone.
    check(&[("t", 0, quay)], &[("t", 0, pier), ("t", 1, quay)], &[Some(1)]);
    check(
        &[("t", 0, quay), ("t", 1, mole)],
        &[("t", 0, pier), ("t", 1, quay), ("t", 2, mole)],
        &[Some(1), Some(2)],
    );
    check(&[("t", 0, quay), ("t", 1, mole)], &[("t", 0, mole), ("t", 1, pier)], &[None, Some(0)]);
    check(&[("t", 0, quay), ("t", 1, mole)], &[("t", 0, ferry), ("t", 1, mole)], &[Some(0), Some(1)]);
    // Rows with one text: each has its own, the nearest.
    check(
        &[("t", 0, quay), ("t", 1, quay)],
        &[("t", 0, pier), ("t", 1, ferry), ("t", 2, quay), ("t", 3, quay)],
        &[Some(2), Some(3)],
    );
    check(&[("t", 5, quay)], &[("t", 1, quay), ("t", 5, pier), ("t", 6, quay)], &[Some(2)]);
    // Names that went one on.
    check(
        &[("1", 0, quay), ("2", 0, mole)],
        &[("1", 0, pier), ("2", 0, quay), ("3", 0, mole)],
        &[Some(1), Some(2)],
    );
    // A copy that is named itself is not the other one, which changed.
    check(&[("1", 0, quay), ("2", 0, quay)], &[("1", 0, pier), ("2", 0, quay)], &[Some(0), Some(1)]);
    // Nor is a copy that nobody named the one that was cut and is whole by now, or that was cut since; one that took the
    // place of another text is.
    let cut = "The quay has been shut since Monday, when the ice broke two of its piers.";
    let whole = "The quay has been shut since Monday, when the ice broke two of its piers. Nobody was hurt, said the harbour.";
    check(&[("a", 0, cut)], &[("a", 0, whole), ("b", 0, cut)], &[Some(0)]);
    check(&[("a", 0, whole)], &[("a", 0, cut), ("b", 0, whole)], &[Some(0)]);
    let sails = "The ferry to the islands sails again from Tuesday, and the fare stays what it was.";
    check(&[("a", 0, cut)], &[("a", 0, sails), ("b", 0, cut)], &[Some(1)]);
    // Two names of one article, given before it went on and after, or before its text changed and after.
    check(&[("t", 0, quay), ("t", 1, quay)], &[("t", 0, pier), ("t", 1, quay)], &[Some(1), Some(1)]);
    check(&[("a", 0, quay), ("b", 0, quay)], &[("b", 0, quay)], &[Some(0), Some(0)]);
    check(&[("t", 0, quay), ("t", 0, mole)], &[("t", 0, mole), ("t", 1, pier)], &[Some(0), Some(0)]);
    check(&[("t", 0, quay), ("t", 0, mole)], &[("t", 0, pier), ("t", 1, mole)], &[Some(1), Some(1)]);
}

/// A page with a paragraph of three lines.
fn wrapped() -> Arc<Article> {
    let raw = "Menu\n\nThe headline stands here\n\nA paragraph that was wrapped by hand\n  after so many letters, and that goes on\nto a third line. It ends.\n\n\
               The second paragraph is one line. It has two sentences.\n\nPhoto: Ada Lind\n\nShare\n";
    let mut made = article(&Draft { text: raw, outlet: "Norvia Post", ..Draft::default() }, 0);
    let furniture = LineRole::Furniture(FurnitureReason { kind: FurnitureKind::Menu, detail: "".into() });
    let at = |line: usize| made.lines.get(line).unwrap().span;
    let paragraph = |span| Paragraph { kind: ParagraphKind::Paragraph, span };
    made.body = vec![paragraph(Span { from: at(4).from, to: at(6).to }), paragraph(at(8))];
    made.captions = vec![at(10)];
    made.headline = made.outlet.as_ref().map(|outlet| Inferred {
        value: at(2),
        evidence: outlet.evidence.clone(),
        confidence: outlet.confidence,
    });
    let roles = [
        (0, furniture.clone()),
        (2, LineRole::Headline),
        (4, LineRole::Body(0)),
        (5, LineRole::Body(0)),
        (6, LineRole::Body(0)),
        (8, LineRole::Body(1)),
        (10, LineRole::Caption(0)),
        (12, furniture),
    ];
    for (line, role) in roles {
        made.lines.set(line, &role);
    }
    Arc::new(made)
}

fn mark(text: &str, role: HandRole) -> Correction {
    Correction { target: folder(""), change: Change::Line { text: text.into(), nth: None, role } }
}

#[test]
fn lines_and_parts_say_the_same_after_a_line_was_moved() {
    let read = wrapped();
    let texts = |a: &Article| a.body.iter().map(|p| a.text(p.span).replace('\n', "/")).collect::<Vec<_>>();
    let long = "A paragraph that was wrapped by hand/  after so many letters, and that goes on/to a third line. It ends.";
    let second = "The second paragraph is one line. It has two sentences.";
    assert_eq!(texts(&read), [long, second], "as read: {:?}", read.lines);
    let check = |marks: &[Correction], headline: &str, body: &[&str]| {
        let done = list(marks.to_vec()).apply(&[Arc::clone(&read)], &Task::none()).unwrap();
        let made = &done.articles[0];
        assert_eq!(accounts(made), Vec::<String>::new());
        assert_eq!(
            (made.headline_text(), texts(made)),
            (headline, body.iter().map(ToString::to_string).collect())
        );
    };
    let head = "The headline stands here";
    let parts: Vec<&str> = long.split('/').collect();
    let (first_two, last_two) = (parts[..2].join("/"), parts[1..].join("/").trim().to_owned());
    check(&[mark(parts[1], HandRole::Furniture)], head, &[parts[0], parts[2], second]);
    check(&[mark(parts[0], HandRole::Furniture)], head, &[&last_two, second]);
    check(&[mark(parts[2], HandRole::Caption)], head, &[&first_two, second]);
    check(&[mark("Share", HandRole::Body)], head, &[long, second, "Share"]);
    check(&[mark("Menu", HandRole::Body)], head, &["Menu", long, second]);
    check(&[mark(parts[0], HandRole::Body)], head, &[long, second]);
    check(&[mark(head, HandRole::Body)], "", &[head, long, second]);
    check(&[mark(head, HandRole::Furniture)], "", &[long, second]);
    check(&[mark(second, HandRole::Headline)], second, &[long]);
    check(&[mark(second, HandRole::Headline), mark("Menu", HandRole::Headline)], "Menu", &[long]);
    check(
        &[mark(parts[0], HandRole::Headline), mark(parts[1], HandRole::Headline)],
        &parts[..2].join("\n"),
        &[parts[2], second],
    );
    check(&[mark("not there", HandRole::Headline)], head, &[long, second]);

    let done = list([mark(second, HandRole::Headline)]).apply(&[Arc::clone(&read)], &Task::none()).unwrap();
    let is_aside = |line: &parallax::corpus::Line| matches!(&line.role, LineRole::Furniture(r) if r.kind == FurnitureKind::ByHand);
    let aside = done.articles[0].lines.iter().find(is_aside).expect("the headline before is put aside");
    assert_eq!(done.articles[0].text(aside.span), head);
    let lost = list([mark("not there", HandRole::Body)]).apply(&[read], &Task::none()).unwrap();
    assert_eq!(lost.lost().collect::<Vec<_>>(), [0]);
}

fn sample() -> &'static [Arc<Article>] {
    static SAMPLE: OnceLock<Vec<Arc<Article>>> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let roots = [root.join("assets/sample"), root.join("tests/data/pages")];
        ingest::read_folder(
            &roots,
            &ingest::ReadSettings::default(),
            &Task::none(),
            &mut ingest::ReadReport::default(),
            &mut |_| {},
        )
        .expect("read")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_corrections_leave_sound_articles(
        picks in prop::collection::vec((0_usize..10_000, 0_usize..10_000, 0_usize..8, any::<bool>()), 1..40),
        pressed in 0_usize..6,
    ) {
        // Few articles, so that several corrections meet in one.
        let all: Vec<Arc<Article>> = sample().iter().skip(pressed * 9).take(5).cloned().collect();
        let mut corrections = Corrections::default();
        for (article, line, what, is_own) in picks {
            let article = &all[article % all.len()];
            let line = article.lines.get(line % article.lines.len()).unwrap();
            let change = match what {
                0 => Change::Outlet(Some(if is_own { "X".into() } else { "Y".into() })),
                1 => Change::Language(Language::from_code("ru")),
                2 => Change::Published(None),
                n => {
                    let role = HandRole::ALL[n - 3];
                    Change::Line { text: article.text(line.span).trim().into(), nth: is_own.then_some(0), role }
                }
            };
            corrections.add(Correction { target: if is_own { one(article) } else { folder("") }, change });
        }
        let done = corrections.apply(&all, &Task::none()).unwrap();
        for made in &done.articles {
            prop_assert_eq!(accounts(made), Vec::<String>::new(), "{:?}", corrections);
        }
        let corpus = Corpus::build(all, &Task::none()).unwrap();
        let rebuilt = corpus.rebuilt(done.articles.clone(), &Task::none()).unwrap();
        prop_assert_eq!(rebuilt.check(), Ok(()));
        prop_assert!(rebuilt == Corpus::build(done.articles, &Task::none()).unwrap());
    }
}

fn amended(said: &Amendments) -> Arc<Corpus> {
    let corpus = Arc::new(Corpus::build(four(), &Task::none()).unwrap());
    said.apply(&corpus, None, &Task::none()).unwrap().corpus
}

#[test]
fn saying_nothing_changes_nothing() {
    let plain = Corpus::build(four(), &Task::none()).unwrap();
    let same = amended(&Amendments::default());
    assert_eq!(same.revision(), plain.revision());
    assert!(!same.is_corrected(0));
}

#[test]
fn groups_countries_and_tags_are_columns() {
    let articles = four();
    let mut book = OutletBook::default();
    let members = ["Arc Times", "Not here"].map(Arc::from);
    book.groups.push(OutletGroup { name: "Arc".into(), outlets: members.into() });
    book.entries.insert(
        "Norvia Post".into(),
        OutletEntry { country: Some("Norvia".into()), ..OutletEntry::default() },
    );
    let mut remarks = Remarks::default();
    let remark = Remark { tags: ["lead", "check"].map(Arc::from).into(), ..Remark::default() };
    remarks.by_article.insert(ArticleKey::of(&articles[3]), remark);
    let said = Amendments {
        corrections: Arc::new(list([outlet(all_of(""), "Isle News")])),
        book: Arc::new(book),
        remarks: Arc::new(remarks),
        ..Amendments::default()
    };
    let corpus = amended(&said);
    corpus.check().unwrap();
    assert_ne!(corpus.revision(), Corpus::build(four(), &Task::none()).unwrap().revision());
    assert_eq!(corpus.countries(), [Arc::from("Norvia")]);
    assert_eq!(corpus.tags_of(3).map(|tag| &**tag).collect::<Vec<_>>(), ["check", "lead"]);
    assert_eq!((0..4).map(|id| corpus.is_corrected(id)).collect::<Vec<_>>(), [false, false, false, true]);
    let check = |filter: &str, expected: &[u32]| {
        let filter = Filter::parse(filter).unwrap_or_else(|m| panic!("{filter}: {m}"));
        let subset = Subset::filter(&corpus, &filter);
        assert_eq!(subset.articles(&corpus).collect::<Vec<_>>(), expected, "{filter}");
    };
    check("outlet:\"Isle News\"", &[3]);
    check("group:arc", &[1, 2]);
    check("group:none", &[0, 3]);
    check("-group:arc", &[0, 3]);
    check("country:norv*", &[0]);
    check("country:none", &[1, 2, 3]);
    check("tag:lead", &[3]);
    check("tag:lead,check", &[3]);
    check("tag:none", &[0, 1, 2]);
    check("-tag:any", &[0, 1, 2]);
    check("corrected:yes", &[3]);
    check("corrected:no", &[0, 1, 2]);
}
