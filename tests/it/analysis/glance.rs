//! Framing at a glance in words, on the three stories of the sample.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use parallax::analysis::glance::picture::PictureWords;
use parallax::analysis::glance::{Asked, Evidence, Glance, GlanceCell, RowKind, Subject, glance};
use parallax::analysis::{Chosen, ComparisonRecipe, Scope, Tellings, TellingsRecipe, Unit};
use parallax::corpus::{ArticleId, Corpus, Subset};
use parallax::figure::{Caption, FigureKind, Numbers, TableCell};
use parallax::framing::coding::{Standing, Status, UnitKind};
use parallax::framing::stories::{Constraints, StorySettings};
use parallax::framing::voices::sides::Sides;
use parallax::framing::{codebook, stories};
use parallax::ingest::{ReadReport, ReadSettings, read_folder};
use parallax::query::Query;
use parallax::task::Task;

fn sample() -> &'static Corpus {
    static SAMPLE: OnceLock<Corpus> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        let articles = read_folder(
            &[root],
            &ReadSettings::default(),
            &Task::none(),
            &mut ReadReport::default(),
            &mut |_| {},
        )
        .unwrap();
        Corpus::build(articles, &Task::none()).unwrap()
    })
}

/// The articles of the story that a file belongs to.
fn story(path: &str) -> Vec<ArticleId> {
    let corpus = sample();
    let (settings, said) = (StorySettings::default(), Constraints::default());
    let found = stories::find(corpus, &Subset::all(corpus), &settings, &said, &Task::none()).unwrap();
    let has = |id: &ArticleId| corpus.article(*id).path.contains(path);
    let story = found.stories.iter().find(|story| story.articles.iter().any(has)).expect(path);
    let mut articles = story.articles.clone();
    articles.sort_unstable();
    articles
}

/// What is asked beside the articles.
#[derive(Default)]
struct Given {
    without_codebook: bool,
    is_waiting: bool,
    standing: Standing,
    query: Option<&'static str>,
    sides: Sides,
    /// What is said otherwise of what was found.
    found: Option<fn(&mut Tellings)>,
}

fn table(articles: Vec<ArticleId>, given: &Given) -> Glance {
    let scope = Scope { chosen: Some(Chosen::by_hand(articles)), ..Scope::default() };
    table_of(sample(), scope, given)
}

fn table_of(corpus: &Corpus, scope: Scope, given: &Given) -> Glance {
    let queries: Vec<Query> = given.query.iter().map(|text| Query::parse(text).unwrap()).collect();
    let comparison = ComparisonRecipe { scope: scope.clone(), queries, ..ComparisonRecipe::default() };
    let compared = comparison.run(corpus, &Task::none()).unwrap();
    let books = codebook::shipped().iter().filter(|_| !given.without_codebook).take(1).cloned().collect();
    let sides = Arc::new(given.sides.clone());
    let recipe = TellingsRecipe { scope, codebooks: Arc::new(books), sides, ..TellingsRecipe::default() };
    let mut told = recipe.run(corpus, &Task::none()).unwrap();
    if let Some(found) = given.found {
        found(&mut told);
    }
    let series: Vec<String> = given.query.iter().map(|text| (*text).to_owned()).collect();
    let asked = Asked {
        corpus,
        comparison: &compared,
        tellings: (!given.is_waiting).then_some((&recipe, &told)),
        standing: &given.standing,
        numbers: Numbers::ENGLISH,
        series: &series,
        unit: Unit::PerThousand,
    };
    let stopped = Task::new();
    stopped.cancel();
    assert!(glance(&asked, &stopped).is_err());
    glance(&asked, &Task::none()).unwrap()
}

const CABLE: &str = "cable-to-islands-fails";
const PACT: &str = "draft-fishing-pact";
const FLEET: &str = "halcyon-fleet-welcomed-home";

pub(super) fn cell<'a>(table: &'a Glance, kind: RowKind, of: &str, outlet: &str) -> &'a GlanceCell {
    let row = table.rows.iter().find(|row| row.kind == kind && row.of.starts_with(of));
    let row = row.unwrap_or_else(|| panic!("no row {kind:?} of {of}"));
    let at = table.columns.iter().position(|name| **name == *outlet).expect(outlet);
    row.cells.get(at).expect("a cell")
}

#[test]
fn cells_say_what_the_articles_of_a_story_say() {
    use RowKind as K;
    let mut wrong = Vec::new();
    for (path, cells) in [
        (
            CABLE,
            &[
                (K::Published, "", "Norvia Daily", "2–6 May 2024 · 2 articles · 465 words"),
                (K::Names, "Halcyon", "Norvia Daily", "Northern Arc 3 · the Arc 2"),
                (K::Names, "Halcyon", "The Elsin Packet", "the islands 2"),
                (
                    K::Copies,
                    "",
                    "The Elsin Packet",
                    "prints Meridian Wire’s text, edited, without credit: 4 sentences cut, 3 changed, 1 added",
                ),
                (K::Copies, "", "Meridian Wire", "its text is in 2 articles of other outlets"),
                (K::Copies, "", "The Lantern", "no copy found"),
                (K::Hedges, "", "Channel Sarenia", "3 in all: about 1 · claimed 1 (doubt) · would 1"),
                (K::Figures, "distance", "Channel Sarenia", "nine nautical miles"),
                (K::Figures, "distance", "Kestrel Business", "not given here"),
            ][..],
        ),
        (
            PACT,
            &[
                (
                    K::Headline,
                    "",
                    "Norvia Daily",
                    "Our boats win their place on the bank · A chair at our own table opinion",
                ),
                (K::Events, "An accord", "Kestrel Business", "pact 4 · deal 1"),
                (K::Names, "Halcyon", "Norvia Daily", "disputed islands 1"),
                (K::Voices, "", "Kestrel Business", "4 voices, all of no side"),
                (
                    K::Voices,
                    "",
                    "Channel Sarenia",
                    "9 voices: 2 Norvian, 2 Sarenian, 4 of no side, 1 unnamed",
                ),
                (K::Verbs, "", "Kestrel Business", "said 4 · put 1 · conceded 1 (conceding)"),
                (K::Figures, "boats", "Kestrel Business", "46 boats"),
                (
                    K::Copies,
                    "",
                    "Channel Sarenia",
                    "prints Meridian Wire’s text, edited: 5 sentences cut, 3 changed",
                ),
            ][..],
        ),
        (
            FLEET,
            &[
                (K::Events, "Ships or troops", "Norvia Daily", "homecoming 4 · visit 1"),
                (
                    K::Names,
                    "Halcyon",
                    "Norvia Daily",
                    "Northern Arc 5 · the Arc 4 · Halcyon Islands 1 · the islands 1",
                ),
                (K::Names, "Halcyon", "The Elsin Packet", "not named here"),
                (K::Copies, "", "Channel Sarenia", "prints Meridian Wire’s text, whole"),
                (K::Voices, "", "Norvia Daily", "11 voices: 10 of no side, 1 unnamed"),
            ][..],
        ),
    ] {
        let table = table(story(path), &Given::default());
        for (kind, of, outlet, expected) in cells {
            let words = cell(&table, *kind, of, outlet).words(Numbers::ENGLISH);
            if words != *expected {
                wrong.push(format!("{path}: {kind:?} {of} of {outlet}: {words}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_left_out_says_how_many_tell_it() {
    let table = table(story(CABLE), &Given::default());
    let words = cell(&table, RowKind::LeavesOut, "", "The Elsin Packet").words(Numbers::ENGLISH);
    assert!(words.starts_with("Norvia told by 5 · "), "{words}");
    // Both pages of its article are there.
    let words = cell(&table, RowKind::LeavesOut, "", "The Lantern").words(Numbers::ENGLISH);
    assert!(!words.contains("cut short"), "{words}");
    let only = cell(&table, RowKind::OnlyHere, "", "Kestrel Business").words(Numbers::ENGLISH);
    assert!(only.contains("4.2m florins") && only.contains("Bram Ockley"), "{only}");
    let fleet = self::table(story(FLEET), &Given::default());
    let words = cell(&fleet, RowKind::LeavesOut, "", "The Lantern").words(Numbers::ENGLISH);
    assert!(words.contains("1 article is cut short"), "{words}");
}

/// The cells of the table as a picture, row by row.
fn drawn(table: &Glance) -> Vec<String> {
    let words = PictureWords { title: String::new(), caption: Caption::default(), articles: Vec::new() };
    let FigureKind::Table(drawn) = table.figure(&words, &[]).kind else { panic!("a table") };
    drawn.rows.iter().flat_map(|row| row.cells.iter().map(TableCell::words)).collect()
}

#[test]
fn what_is_cut_is_counted_and_cautions_stay() {
    let tables = [CABLE, PACT, FLEET].map(|path| table(story(path), &Given::default()));
    let cells = |table: &'_ Glance| -> Vec<GlanceCell> {
        table
            .rows
            .iter()
            .filter(|row| row.kind == RowKind::LeavesOut)
            .flat_map(|row| row.cells.clone())
            .collect()
    };
    let limited = tables.iter().find_map(|table| {
        let cell = cells(table).into_iter().find(|cell| cell.own() > 3 && !cell.limits.is_empty())?;
        Some((table, cell))
    });
    let (of, limited_cell) = limited.expect("a cell of which more cannot be said");
    let first = limited_cell.first(1);
    assert_eq!((first.parts.len(), first.more), (1, limited_cell.own() - 1));
    assert_eq!(first.limits, limited_cell.limits.as_slice());
    let limits: Vec<&str> = limited_cell.limits.iter().map(|limit| limit.text.as_str()).collect();
    let caution = format!(" · and {} more · {}", limited_cell.own() - 3, limits.join(" · "));
    assert!(drawn(of).iter().any(|cell| cell.ends_with(&caution)), "{caution}");
    // A mark goes where its headline goes and is none of the things counted.
    let pact = table(story(PACT), &Given::default());
    let headlines = cell(&pact, RowKind::Headline, "", "Norvia Daily");
    assert_eq!((headlines.own(), headlines.first(1).more, headlines.first(2).parts.len()), (2, 1, 3));
    // What a copy cut and changed is said of the copy.
    let copies = cell(&pact, RowKind::Copies, "", "Channel Sarenia");
    assert_eq!((copies.own(), copies.first(1).parts.len()), (1, copies.parts.len()));
}

#[test]
fn one_outlet_alone_is_not_too_many_articles() {
    let corpus = sample();
    let of_one: Vec<ArticleId> = (0..corpus.article_count())
        .filter(|id| &*corpus.outlets()[usize::from(corpus.outlet_of(*id))].name == "Kestrel Business")
        .collect();
    let table = table(of_one, &Given::default());
    for kind in [RowKind::Figures, RowKind::OnlyHere, RowKind::LeavesOut] {
        assert_eq!(cell(&table, kind, "", "Kestrel Business").words(Numbers::ENGLISH), "one outlet alone");
    }
}

#[test]
fn what_was_found_by_its_place_alone_is_worded_as_a_guess() {
    let said = "The Tarn Rocks, which Odland calls the Grey Isles, are bare.";
    let of = |who: &str, done: &str| {
        format!(
            "# Guards {done} {who} from Tarn quay\nGuards in Merrow {done} 212 {who} from the old quay at Tarn \
             before dawn on Friday, the harbour master said.\nThe {who} had lived in boats at Tarn since the \
             flood of October.\n{said}"
        )
    };
    let texts = [of("squatters", "drove"), of("residents", "moved")];
    let corpus =
        crate::fixtures::corpus(&[("Kestrel Post", "", &texts[0]), ("Merrow Gazette", "", &texts[1])]);
    let table = table_of(&corpus, Scope::default(), &Given::default());
    let names: Vec<(&str, &str)> = table
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Names)
        .map(|row| (row.of.as_str(), row.note.as_str()))
        .collect();
    assert_eq!(names[0].1, "", "what a text says comes first: {names:?}");
    let guessed = names.iter().position(|(of, _)| of.contains("squatters")).expect("found");
    assert!(guessed > 0 && names[guessed].1 == "perhaps one thing", "{names:?}");
    let squatters = cell(&table, RowKind::Names, names[guessed].0, "Kestrel Post");
    let evidence = squatters.parts[0].evidence.as_ref().expect("evidence");
    let headings: Vec<&str> = evidence.beside.iter().map(|(heading, _)| *heading).collect();
    assert_eq!(headings, ["Where they stand in each other’s place"]);
    assert!(evidence.why.contains("said by nobody"), "{}", evidence.why);
    let written = table.written();
    assert!(written.iter().any(|row| row[0] == "Names it (perhaps one thing)"), "{written:?}");
    let tarn = cell(&table, RowKind::Names, names[0].0, "Kestrel Post");
    let beside = &tarn.parts[0].evidence.as_ref().expect("evidence").beside;
    assert_eq!(beside.iter().map(|(heading, _)| *heading).collect::<Vec<_>>(), ["Where an article says so"]);
}

#[test]
fn every_part_leads_to_places_of_its_own_outlet() {
    let corpus = sample();
    for path in [CABLE, PACT, FLEET] {
        let table = table(story(path), &Given::default());
        let mut checked = 0;
        for row in &table.rows {
            assert_eq!(row.cells.len(), table.columns.len(), "{path}: {:?}", row.kind);
            // What was cut or is left out stands elsewhere; so do the articles that print a text.
            let is_elsewhere = matches!(row.kind, RowKind::LeavesOut | RowKind::Copies);
            for (outlet, cell) in table.columns.iter().zip(&row.cells) {
                assert!(!cell.is_empty(), "{path}: {:?} of {outlet} is empty", row.kind);
                for part in cell.parts.iter().chain(&cell.limits) {
                    let Some(evidence) = &part.evidence else { continue };
                    checked += 1;
                    assert!(
                        !evidence.places.is_empty(),
                        "{path}: {:?} {} has no place",
                        row.kind,
                        part.words()
                    );
                    let is_here = evidence.places.iter().all(|place| {
                        *corpus.outlets()[usize::from(corpus.outlet_of(place.article))].name == **outlet
                    });
                    assert!(is_here || is_elsewhere, "{path}: {:?} {}", row.kind, part.words());
                    let lines = Evidence::sentences(corpus, &evidence.places);
                    let lit: usize = lines.iter().map(|line| line.lit.len()).sum();
                    assert_eq!(lit, evidence.places.len(), "{path}: {:?} {}", row.kind, part.words());
                    if matches!(evidence.subject, Subject::Label { .. } | Subject::Frame { .. }) {
                        assert_eq!(part.count, evidence.places.len().to_string(), "{path}: {}", part.words());
                    }
                }
            }
        }
        assert!(checked > 200, "{path}: {checked}");
    }
}

#[test]
fn what_is_not_there_is_said() {
    let waiting = table(story(FLEET), &Given { is_waiting: true, ..Given::default() });
    let waits: Vec<RowKind> =
        waiting.rows.iter().filter(|row| row.cells.is_empty()).map(|row| row.kind).collect();
    assert!(waits.contains(&RowKind::Names) && !waits.contains(&RowKind::Headline));
    let names = waiting.written().into_iter().find(|row| row[0] == "Names it").unwrap();
    assert!(names[2..].iter().all(|cell| cell == "…"));
    // No file of a picture promises those.
    let words = PictureWords { title: String::new(), caption: Caption::default(), articles: Vec::new() };
    let FigureKind::Table(drawn) = waiting.figure(&words, &[]).kind else { panic!("a table") };
    assert!(!waiting.is_whole() && drawn.whole.is_empty());

    let none = table(story(FLEET), &Given { without_codebook: true, ..Given::default() });
    assert!(none.is_whole());
    assert_eq!(
        cell(&none, RowKind::Dictionary, "", "Norvia Daily").words(Numbers::ENGLISH),
        "no codebook chosen"
    );

    let coded = Status::Coded { units: 60, coders: vec!["a".into(), "b".into()], kind: UnitKind::Sentence };
    let book = &codebook::shipped()[0];
    for (frames, note, of_first) in [
        (0, "not validated on this corpus", "not validated on this corpus"),
        (book.frames.len(), "checked against 60 sentences coded by 2 coders", "checked against 60"),
    ] {
        let mut standing = Standing::default();
        for frame in &book.frames[..frames] {
            standing.note(&book.id, Arc::clone(&frame.id), coded.clone());
        }
        let table = table(story(FLEET), &Given { standing, ..Given::default() });
        let row = table.rows.iter().find(|row| row.kind == RowKind::Dictionary).unwrap();
        assert_eq!(row.note, note);
        let why = &row.cells[0].parts[0].evidence.as_ref().unwrap().why;
        assert!(why.contains(of_first), "{why}");
    }
}

#[test]
fn what_was_not_looked_for_is_not_said_to_be_absent() {
    let found: fn(&mut Tellings) = |told| {
        told.concepts.clear();
        told.without_names = 3;
        for column in &mut told.columns {
            column.hedges.all.count = 0;
            column.hedges.articles_without_list = column.hedges.articles;
        }
        told.columns[0].hedges.articles_without_list = 1;
        told.columns[1].hedges.articles_without_list = 0;
    };
    let table = table(story(FLEET), &Given { found: Some(found), ..Given::default() });
    let names = "no rival names found · names were looked for in 14 of 17 articles";
    assert_eq!(cell(&table, RowKind::Names, "", "Norvia Daily").words(Numbers::ENGLISH), names);
    let hedges: Vec<String> = (0..3)
        .map(|at| {
            table.rows.iter().find(|row| row.kind == RowKind::Hedges).unwrap().cells[at]
                .words(Numbers::ENGLISH)
        })
        .collect();
    assert_eq!(hedges[0], "none found · 1 article in a language without a list");
    assert_eq!(hedges[1], "none found");
    assert!(!hedges[2].contains("none found") && hedges[2].ends_with("without a list"), "{}", hedges[2]);
}

#[test]
fn a_speaker_who_is_moved_leaves_all_others_where_they_are() {
    let before = table(story(PACT), &Given::default());
    let voices = cell(&before, RowKind::Voices, "", "Channel Sarenia");
    let Some(Subject::Speakers(speakers)) = voices.parts[0].evidence.as_ref().map(|one| &one.subject) else {
        panic!("speakers")
    };
    let (moved, _) = speakers.iter().find(|(_, side)| side.is_none()).expect("one of no side");
    let sides = Sides { sides: [("Bank".into(), vec![moved.clone(), "Nobody Here".into()])].into() };
    let after = table(story(PACT), &Given { sides, ..Given::default() });
    let of = |table: &Glance| cell(table, RowKind::Voices, "", "Channel Sarenia").words(Numbers::ENGLISH);
    assert_eq!(of(&before), "9 voices: 2 Norvian, 2 Sarenian, 4 of no side, 1 unnamed");
    assert_eq!(of(&after), "9 voices: 2 Norvian, 2 Sarenian, 1 of Bank, 4 of no side");
}

#[test]
fn a_large_cell_tells_its_first_articles_and_how_many_more_there_are() {
    let texts: Vec<String> = (0..57).map(|at| format!("Talks about the cable, part {at}")).collect();
    let mut rows: Vec<(&str, &str, &str)> =
        texts.iter().map(|text| ("Norvia Daily", "2024-05-02", text.as_str())).collect();
    rows.push(("The Lantern", "2024-05-02", "The cable"));
    let corpus = crate::fixtures::corpus(&rows);
    let found = ComparisonRecipe::default().run(&corpus, &Task::none()).unwrap();
    let asked = Asked {
        corpus: &corpus,
        comparison: &found,
        tellings: None,
        standing: &Standing::default(),
        numbers: Numbers::ENGLISH,
        series: &[],
        unit: Unit::Count,
    };
    let table = glance(&asked, &Task::none()).unwrap();
    let headlines = cell(&table, RowKind::Headline, "", "Norvia Daily");
    assert_eq!((headlines.parts.len(), headlines.beyond, headlines.is_alone()), (40, 17, false));
    assert!(headlines.words(Numbers::ENGLISH).ends_with(" · and 17 more"));
    assert_eq!((headlines.first(3).parts.len(), headlines.first(3).more), (3, 54));
    let drawn = drawn(&table);
    assert!(drawn[0].ends_with(" · and 54 more"), "{}", drawn[0]);
    assert!(cell(&table, RowKind::Headline, "", "The Lantern").is_alone());
}

#[test]
fn one_article_has_a_count_and_no_rate() {
    let table = table(story(PACT), &Given { query: Some("pact"), ..Given::default() });
    assert_eq!(cell(&table, RowKind::Series, "pact", "Kestrel Business").words(Numbers::ENGLISH), "4");
    let two = cell(&table, RowKind::Series, "pact", "Channel Sarenia").words(Numbers::ENGLISH);
    assert!(two.starts_with("5 · ") && two.ends_with(" per 1,000 words"), "{two}");
    assert!(
        !cell(&table, RowKind::Hedges, "", "Kestrel Business").words(Numbers::ENGLISH).contains("per 1,000")
    );
    assert!(
        cell(&table, RowKind::Hedges, "", "Channel Sarenia")
            .words(Numbers::ENGLISH)
            .contains("32.8 per 1,000 words")
    );
}

#[test]
fn the_written_table_has_all_of_every_cell() {
    let table = table(story(FLEET), &Given::default());
    let rows = table.written();
    assert_eq!(
        rows[0][2..],
        [
            "Channel Sarenia",
            "Kestrel Business",
            "Meridian Wire",
            "Norvia Daily",
            "The Elsin Packet",
            "The Lantern"
        ]
    );
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    assert_eq!(rows.len(), table.rows.len() + 1);
    let dictionary = rows.iter().find(|row| row[1] == "Policy Frames Codebook").unwrap();
    assert_eq!(dictionary[0], "Dictionary hits (not validated on this corpus)");
}
