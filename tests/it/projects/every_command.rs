//! Whatever is done, the work comes back the same.

use parallax::corpus::Language;
use parallax::export::corpus::CorpusFormat;
use parallax::framing::codebook::Codebook;
use parallax::framing::coding::{CodingPlan, JudgementKey, Strata, UnitKind};

use parallax::session::coding::Saying;
use parallax::session::{
    CodingFile, ComparePane, DeskPane, DeskStep, FactStep, FillFrom, ImportPage, LineReach, PageEdit,
    ReaderLayer, VersionEdit,
};

use super::numbers::{ALL, number};
use super::*;

fn span(from: usize, to: usize) -> parallax::corpus::Span {
    parallax::corpus::Span::new(from, to)
}

fn lines_laid_out() -> LineLayout {
    LineLayout {
        sort: [SortKey::Left(2), SortKey::Hit, SortKey::Date]
            .map(|key| LineSort { key, is_descending: key == SortKey::Hit }),
        boundary: Boundary::Sentence,
        group_by: Some(GroupKey::Month),
        sample: Some(Sample { lines: 7, seed: u64::MAX }),
        marked: MarkedOnly::One(project::Mark::ALL[2]),
        sides: Some(["Radio, “Elsin”".into(), "".into()]),
    }
}

/// Choices of distinctive words of which none is as usual.
fn words() -> WordChoices {
    WordChoices {
        minimum_count: 5,
        minimum_articles: 3,
        prior_tokens: 50,
        keep_numbers: true,
        keep_names: false,
        aside: ["naïve \"quay\"".into(), "北".into()].into(),
        against: Some("Channel Sarenia".into()),
        shown: vec!["The Elsin Packet".into(), "".into()],
        columns: vec![KeynessMeasure::Z, KeynessMeasure::Bic, KeynessMeasure::Dispersion],
        order: (KeynessMeasure::ConservativeLogRatio, false),
        simple_maths_k: 10,
        permutations: 49,
        seed: 7,
        left: Some("Channel Sarenia".into()),
        right: Some("The Elsin Packet".into()),
    }
}

fn codebook(title: &str) -> Codebook {
    let text = format!("%\n1\tjoy\n2\tgrief \"deep\"\n%\nglad*\t1\n北\t2\n{title}\t2\n");
    parallax::framing::codebook::read(&format!("{title}.dic"), &text).expect("a codebook").codebook
}

/// A shipped codebook of which one frame means something else.
fn defined() -> Codebook {
    let mut codebook = parallax::framing::codebook::shipped()[0].clone();
    codebook.frames[0].definition = "Line one\nand \\ “two”, \"three\" \u{1F4A1}".into();
    codebook
}

fn frame_words(codebook: &str, frame: &str, words: &[&str]) -> Command {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    let language = Language::from_code(if codebook == "moods" { "" } else { "en" });
    Command::SetFrameWords { codebook: codebook.into(), frame: frame.into(), language, words }
}

fn exclude(codebook: &str, frame: &str, word: &str, is_out: bool) -> Command {
    Command::ExcludeWord { codebook: codebook.into(), frame: frame.into(), word: word.into(), is_out }
}

fn sample(unit: UnitKind) -> Command {
    let plan = CodingPlan { unit, size: 6, seed: u64::MAX, strata: Strata::Outlet, ..CodingPlan::default() };
    Command::DrawSample(Box::new(CodingPlan { is_blind: unit == UnitKind::Sentence, ..plan }))
}

fn judge(sample: usize, unit: u32, coder: &str, said: Option<(bool, &str)>) -> Command {
    let key = JudgementKey { unit, coder: coder.into(), frame: "economic".into() };
    Command::Judge { sample, key, said: said.map(|(is_yes, note)| (is_yes, note.to_owned())) }
}

/// Every command, with words that are hard to write down.
fn every(session: &Session, home: &Home) -> Vec<Command> {
    let correct = |target, change| Command::Correct(vec![Correction { target, change }]);
    let article = key(session, 1);
    let both: Arc<[ArticleKey]> = vec![key(session, 0), key(session, 2)].into();
    let day = |d| jiff::civil::date(2024, 5, d);
    vec![
        Command::AddSeries(query("\"northern arc\" | =\"Halcyon Islands\"")),
        Command::AddSeries(query("boat* NEAR/5 cable")),
        Command::AddSeries(query("/isl(e|and)s?/")),
        Command::AddSeries(query("北方領土")),
        Command::AddSeries(query("quarrel")),
        Command::AddSeries(query("gone soon")),
        Command::EditSeries(0, query("(Northern | southern) arc")),
        Command::RenameSeries(1, "boats “near” cables".into()),
        Command::RecolourSeries(2, 9),
        Command::ToggleSeries(3),
        Command::MoveSeries(0, 2),
        Command::RemoveSeries(5),
        Command::SetFilter(Filter::parse("-outlet:\"Radio, Elsin\",none date:2024..").expect("a filter")),
        Command::SetSearch(Some(query("the islands"))),
        Command::SortListing(ListColumn::Words),
        Command::LayOutLines(Box::new(lines_laid_out())),
        Command::MarkLines(vec![(0, span(0, 4)), (2, span(1, 5))], Some(project::Mark::ALL[2])),
        Command::SetMarks(
            vec![(key(session, 1), LineSpot { from: 3, to: 9, words: "“gone”".into(), nth: 2 })],
            Some(project::Mark::ALL[8]),
        ),
        Command::NoteLine(2, span(1, 5), "to quote\nand “check”".into()),
        Command::NameMark(project::Mark::ALL[2], "hostile \"tone\"".into()),
        Command::PickLines(Some("the".into())),
        Command::CopyLines(None, LineText::Table),
        Command::SetGrouping(Grouping::Country),
        Command::SetBin(Bin::Quarter),
        Command::SetTrendByOutlet(true),
        Command::KeepStopWords(true),
        Command::SetNeighbours(Box::new(NeighbourSettings {
            reach: Reach::WindowInSentence { left: 0, right: 9 },
            counting: Counting::Pairs,
            minimum_count: 1,
            minimum_articles: 1,
            keep_stop_words: true,
            group: Some("The Elsin Packet".into()),
            measure: Measure::Npmi,
            order: NeighbourOrder::Groups,
            is_reversed: true,
            only_here: true,
        })),
        Command::SetPhrases(Box::new(PhraseLayout {
            settings: PhraseSettings {
                shortest: 1,
                longest: 6,
                minimum_count: 1,
                minimum_articles: 1,
                keep_stop_words: true,
                across_sentences: true,
                folds: false,
                group: Some("The Elsin Packet".into()),
                order: PhraseOrder::Words,
                is_reversed: true,
                ..PhraseSettings::default()
            },
            is_around: true,
        })),
        Command::ChooseLenses(Box::new(parallax::session::LensChoices {
            intervals: parallax::analysis::IntervalMethod::Bootstrap(parallax::stats::random::Resampling {
                resamples: 999,
                seed: 7,
            }),
            shape: parallax::figure::BarShape::Dots,
            order: parallax::analysis::figures::OutletOrder::Country,
            events: vec![parallax::analysis::TimeEvent {
                date: day(4),
                name: "The \"vote\" \u{1F4A1}".into(),
            }],
            smoothing: 5,
            measures_trend: true,
            rows: 40,
        })),
        Command::ChooseWords(Box::new(words())),
        Command::PutAside("Isle".into()),
        correct(Target::Articles(both), Change::Section(Some("Opinion".into()))),
        correct(
            Target::Folder("norvia".into()),
            Change::Line { text: "Read also".into(), nth: None, role: project::HandRole::Caption },
        ),
        correct(
            Target::FileNames("p*".into()),
            Change::Published(super::super::fixtures::published("2024-05")),
        ),
        correct(Target::Articles(vec![key(session, 0)].into()), Change::Outlet(Some("Ansel Weekly".into()))),
        correct(Target::Outlet("".into()), Change::Language(Language::UNKNOWN)),
        Command::DropCorrection(0),
        Command::ShowImport(ImportPage::ToFillIn),
        Command::ShowFile("no such/file.txt".into()),
        Command::PutLine { text: "Share \"this\"".into(), reach: LineReach::Article(1), is_back: true },
        Command::FillIn(vec![2, 1, 9_999], FillFrom::Typed(vec![Change::Section(Some("Isles".into()))])),
        Command::Facts(FactStep::Read(home.path("no such.csv"))),
        Command::ShowCorrected(0),
        Command::RenameOutlet { from: "Channel Sarenia".into(), to: "Sarenia \"One\"".into() },
        Command::AddOutlet("Radio Elsin".into()),
        Command::PaintOutlet("Radio Elsin".into(), Some(5)),
        Command::AddOutlet("Nobody's Own".into()),
        Command::RemoveOutlet("Nobody's Own".into()),
        Command::PlaceOutlet("Radio Elsin".into(), Some("Elsin".into())),
        Command::AddGroup("Islanders".into(), vec!["Radio Elsin".into()]),
        Command::AddGroup("Nobody".into(), Vec::new()),
        Command::RenameGroup { from: "Islanders".into(), to: "The islanders".into() },
        Command::ToggleInGroup { group: "The islanders".into(), outlet: "The Elsin Packet".into() },
        Command::RemoveGroup("Nobody".into()),
        Command::SetNote(article.clone(), "Line one\nand \\ \u{1F4A1} two".into()),
        Command::SetTag { articles: vec![article], tag: "to quote".into(), is_on: true },
        fields::said(&["k", "naïve “1”"]),
        fields::said(&["gone", "k"]),
        Command::ForgetFields(vec!["k".into(), "gone".into()]),
        Command::PutCodebook(Box::new(codebook("moods"))),
        Command::PutCodebook(Box::new(codebook("no more"))),
        Command::PutCodebook(Box::new(defined())),
        Command::ForgetCodebook("no more".into()),
        Command::ImportCodebook(home.path("no such.dic")),
        frame_words("policy-frames", "economic", &["cable*", "naïve \"trade\"", "–!"]),
        frame_words("moods", "joy", &[]),
        exclude("policy-frames", "security", "Northern “Arc”", true),
        exclude("moods", "joy", "glad*", true),
        exclude("moods", "joy", "glad*", false),
        sample(UnitKind::Sentence),
        sample(UnitKind::Article),
        Command::DropSample(1),
        sample(UnitKind::Article),
        judge(0, 3, "Ada", Some((true, "a \"line\"\nand more \u{1F4A1}"))),
        judge(0, 3, "Ada", Some((true, "shorter"))),
        judge(0, 0, "Bo “B.” Ek", Some((false, ""))),
        judge(0, 1, "Ada", Some((false, ""))),
        judge(0, 1, "Ada", None),
        judge(0, 9_999, "Ada", Some((true, "there is no such unit"))),
        judge(1, 2, "Ada", Some((true, ""))),
        Command::AtDesk(DeskStep::Take(0, DeskPane::Code)),
        Command::AtDesk(DeskStep::Coder(" Cy ".into())),
        Command::AtDesk(DeskStep::Unit(u32::MAX)),
        Command::AtDesk(DeskStep::Say(Saying::Yes(0), "by hand".into())),
        Command::JudgeUnit {
            sample: 0,
            said: ["economic", "capacity", "no such"]
                .map(|frame| {
                    (
                        JudgementKey { unit: 2, coder: "Dee".into(), frame: frame.into() },
                        Some((true, String::new())),
                    )
                })
                .into(),
        },
        Command::CopyCoding(CodingFile::Answers(0)),
        Command::SaveCoding(CodingFile::Words("policy-frames".into())),
        Command::KeepSubset("dated".into()),
        Command::RenameSubset { from: "dated".into(), to: "of “days”".into() },
        Command::KeepSubset("gone".into()),
        Command::DropSubset("gone".into()),
        Command::SetFilter(Filter::default()),
        Command::EditPages(PageEdit::Join(vec![2, 3])),
        Command::EditVersions(VersionEdit::Join(vec![0, 1, 2])),
        Command::EditVersions(VersionEdit::Part(2)),
        Command::EditVersions(VersionEdit::Count(1, true)),
        Command::EditStories(StoryEdit::Join(vec![vec![0], vec![1]])),
        Command::EditStories(StoryEdit::Part(vec![2], vec![0, 1])),
        Command::EditStories(StoryEdit::Call(vec![0, 1], "The “quay” story".into())),
        Command::EditStories(StoryEdit::Pin(vec![1, 0], true)),
        Command::SetStories(StorySettings { likeness: 120, window_days: 3 }),
        Command::ChooseTellings(Box::new(TellingChoices {
            labels: Arc::default(),
            sides: Sides { sides: [("North".into(), vec!["Hedda “Varn”".into()])].into() }.into(),
            hedges: HedgeSettings {
                within_quotations: true,
                own_lists_only: true,
                lists: vec![WordList {
                    name: "mine".into(),
                    classes: [("loaded".into(), vec!["vile*".into()])].into(),
                }],
            }
            .into(),
            codebook: "".into(),
        })),
        Command::EditLabels(Edit::AddLabel {
            label: LabelKey { concept: "the isles".into(), label: "Arc".into() },
            query: "\"northern arc\"".into(),
        }),
        Command::EditLabels(Edit::Merge { concept: "the isles".into(), into: "islands".into() }),
        Command::CompareAll,
        Command::ShowStory(Some(1)),
        Command::Choose(Some(vec![2, 0])),
        Command::ToggleColumn("The Elsin Packet".into()),
        Command::Show(View::Browse),
        Command::Select(Select::All),
        Command::Cite(Which::Selected),
        Command::CopyPaths(Which::One(0)),
        Command::SaveArticles(CorpusFormat::Tei),
        Command::Tag { which: Which::Selected, tag: "all of them".into(), is_on: true },
        Command::CorrectAll { which: Which::One(0), change: Change::Wire(Some("Ansel".into())) },
        Command::Select(Select::None),
        // There is no such article: nothing of the system's may come up in a test.
        Command::OpenOutside(9_999),
        Command::ShowColumn(ListColumn::Section, true),
        Command::SizeColumn(ListColumn::Date, Some(120)),
        Command::ResetColumns,
        Command::OpenArticle(0, Some(parallax::corpus::Span::new(0, 6))),
        Command::OpenBeside(2),
        Command::SideBySide(1, 2),
        Command::Mark(None),
        Command::CopyMarked,
        Command::Find(Some("islands".into())),
        Command::StepFound(1),
        Command::Find(None),
        Command::FollowAll,
        Command::Show(View::Compare),
        Command::Light(Some("cable".into())),
        Command::ShowTold(Some(parallax::framing::Place { article: 0, span: span(0, 6) })),
        Command::CopyQuoted(parallax::framing::Place { article: 0, span: span(0, 6) }),
        Command::ShowAbove(ComparePane::Words),
        Command::SwitchLayer(ReaderLayer::Voices),
        Command::SwitchLayer(ReaderLayer::Shared),
        Command::SetColumns(vec!["The Elsin Packet".into(), "".into()]),
        Command::TitleFigure(FigureTitle { title: "Side \"by\" side".into(), subtitle: "\u{1F4A1}".into() }),
        Command::OpenArticle(1, Some(parallax::corpus::Span::new(20, 30))),
        Command::Go(Place { view: View::Frequency, lens: Lens::OverTime, ..session.place().clone() }),
        Command::OpenArticle(2, Some(parallax::corpus::Span::new(4, 10))),
        Command::Show(View::Frequency),
        Command::Pick(Pick {
            query: Query::of_form("quarrel"),
            word: Some("boats \"\u{1F4A1}".into()),
            outlet: Some("The Elsin Packet".into()),
            days: Some((day(1), day(9))),
            within: Filter::parse("country:none").expect("a filter"),
        }),
        Command::Do(Action::UnitSentences),
        Command::Do(Action::LensOverTime),
        Command::TitleFigure(FigureTitle { subtitle: "by the quarter".into(), ..FigureTitle::default() }),
        Command::ChooseFigure(parallax::export::Choices::default()),
        Command::SaveFigure,
        Command::SetSettings(Box::new(session.settings().clone())),
        Command::NoteWindow { width: 1200, height: 700, is_maximized: false },
        Command::NotePane("articles", 500),
        Command::FindHeadlines("isl".into()),
        Command::Do(Action::ReadFurniture),
        Command::CompletePath(home.path("").display().to_string()),
        Command::AskWhere,
        Command::AnswerWhere(None),
        Command::ForgetRecent(vec!["/no/such".into()]),
        Command::CloseNotice(1),
        Command::CopyText("words".into()),
        Command::TakeOut(home.path("radio")),
        Command::SubmitPath("/no/such/folder".into()),
    ]
}

#[test]
fn after_every_command_the_next_start_shows_the_same_picture() {
    let home = Home::new();
    home.lay(
        "radio",
        &[("a.txt", "Radio Elsin\n\nMay 5, 2024\n\nA song of the islands and no boats at all.\n")],
    );
    let mut session = home.opened(&["articles", "radio"]);
    let commands = every(&session, &home);
    let mut numbers: BTreeSet<usize> = commands.iter().map(number).collect();
    numbers.insert(number(&Command::Open(Vec::new())));
    assert_eq!(numbers.len(), ALL, "every command is tried");
    for command in commands {
        let words = format!("{command:?}");
        apply(&mut session, command);
        let mut next = home.opened(&["articles", "radio"]);
        assert_eq!(picture(&next), picture(&session), "after {words}");
        assert_eq!(next.roots(), session.roots(), "after {words}");
        assert!(next.next_undo().is_none() && next.is_kept());
        next.take_effects();
    }
}

#[test]
fn random_work_comes_back_whatever_its_order() {
    let home = Home::new();
    let mut seed = 7_u64;
    for round in 0..12 {
        let folder = format!("round-{round}");
        home.lay(&folder, &ARTICLES);
        let mut session = home.session_answering(&format!("{folder}.parallax"));
        open(&mut session, vec![home.path(&folder)]);
        for _ in 0..25 {
            let commands = every(&session, &home);
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (seed >> 33) as usize % commands.len();
            // Others' questions are not part of the work.
            if !matches!(commands[at], Command::TakeOut(_) | Command::AskWhere) {
                session.apply(commands[at].clone());
            }
            session.take_in();
        }
        settle(&mut session);
        apply(&mut session, Command::Do(Action::SaveProjectAs));
        let next = home.opened(&[&format!("{folder}.parallax")]);
        assert_eq!(picture(&next), picture(&session), "round {round}");
        let by_folder = home.opened(&[&folder]);
        assert_eq!(by_folder.project(), session.project(), "the folder leads to its project");
        assert_eq!(picture(&by_folder), picture(&session), "round {round}");
    }
}
