//! A saved figure opens its own recipe, and says nothing of the disk it was made on.

use parallax::export::{self, Choices, FigureFormat};
use parallax::figure::recipe;
use parallax::framing::stories::StorySettings;
use parallax::session::Series;

use super::*;

/// A session of the home's articles with a figure of neighbours and much else.
fn at_work(home: &Home) -> Session {
    let mut session = home.opened(&["articles"]);
    let do_ = |session: &mut Session, command| apply(session, command);
    do_(&mut session, Command::AddSeries(query("boats | \"two <boats> & 島\"")));
    do_(&mut session, Command::RenameSeries(0, "Boats".into()));
    do_(&mut session, Command::RecolourSeries(0, 7));
    do_(&mut session, Command::AddSeries(query("islands")));
    do_(&mut session, Command::AddSeries(query("secret")));
    do_(&mut session, Command::ToggleSeries(2));
    do_(&mut session, Command::SetFilter(Filter::parse("lang:en").expect("a filter")));
    do_(&mut session, Command::Show(View::Frequency));
    do_(&mut session, Command::Do(Action::UnitShare));
    do_(&mut session, Command::SetGrouping(Grouping::Group));
    do_(&mut session, Command::AddGroup("North".into(), vec!["Channel Sarenia".into()]));
    do_(
        &mut session,
        Command::SetNeighbours(Box::new(NeighbourSettings {
            reach: Reach::Sentence,
            minimum_count: 1,
            minimum_articles: 1,
            measure: Measure::Mi3,
            ..NeighbourSettings::default()
        })),
    );
    do_(&mut session, Command::SetSearch(Some(query("harbour"))));
    let note = key(&session, 0);
    do_(&mut session, Command::SetNote(note, "to be kept to oneself".into()));
    do_(&mut session, Command::Do(Action::LensNeighbours));
    let pick = Pick { query: Some(query("islands")), ..Pick::default() };
    do_(&mut session, Command::Pick(pick));
    assert!(session.figure().is_some());
    session
}

/// Saves the figure through the path field.
fn save(session: &mut Session, path: &Path, format: FigureFormat) {
    apply(session, Command::ChooseFigure(Choices { format, ..Choices::default() }));
    apply(session, Command::SaveFigure);
    apply(session, Command::SubmitPath(path.display().to_string()));
    assert!(path.exists(), "{:?}", session.notices().all().last());
}

#[test]
fn a_figure_dropped_on_the_window_is_laid_out_again_in_one_step() {
    for (file, format) in [("f.svg", FigureFormat::Svg), ("f.png", FigureFormat::Png)] {
        let home = Home::new();
        let mut maker = at_work(&home);
        let path = home.path(file);
        save(&mut maker, &path, format);

        // Another person, with the same articles elsewhere and work of their own.
        let other = Home::new();
        let mut session = other.opened(&["articles"]);
        apply(&mut session, Command::AddSeries(query("harbour")));
        apply(&mut session, Command::SetSearch(Some(query("minister"))));
        let (before, steps) = (session.bench().clone(), session.next_undo().map(str::to_owned));
        open(&mut session, vec![path.clone()]);
        let (bench, made) = (session.bench(), maker.bench());
        assert_eq!(bench.series, made.series[..2], "what is hidden is no part of a figure");
        assert_eq!((&bench.filter, bench.unit, bench.grouping), (&made.filter, made.unit, made.grouping));
        assert_eq!((&bench.neighbours, &bench.book), (&made.neighbours, &made.book));
        assert_eq!(bench.search, before.search, "what is no part of a figure stays");
        assert!(bench.remarks.by_article.is_empty());
        let place = session.place();
        assert_eq!((place.view, place.lens), (View::Frequency, Lens::Neighbours));
        assert_eq!(place.pick.query, Some(query("islands")));
        assert_eq!(session.figure(), maker.figure(), "{file}");
        let said = format!("The recipe of {file} is laid out");
        assert_eq!(session.notices().all().last().expect("told").text, said);

        apply(&mut session, Command::Do(Action::Undo));
        assert_eq!(session.bench(), &before, "one step takes it back");
        assert_eq!(session.next_undo(), steps.as_deref());
        apply(&mut session, Command::Do(Action::Back));
        assert_eq!(session.place().view, View::Browse);
    }
}

#[test]
fn a_published_figure_does_not_say_where_its_articles_lay() {
    let home = Home::new();
    let mut session = at_work(&home);
    let path = home.path("figure.svg");
    save(&mut session, &path, FigureFormat::Svg);
    let bytes = fs::read(&path).expect("saved");
    let held = recipe::find(&bytes).expect("a recipe");
    let text = String::from_utf8(bytes).expect("text");
    for secret in [
        home.path("").to_string_lossy().trim_end_matches('/'),
        home.path("").parent().expect("a folder above").to_str().expect("text"),
        home.path("").file_name().expect("a name").to_str().expect("text"),
        "kept to oneself",
        "secret",
        "harbour",
        "norvia/",
    ] {
        assert!(!text.contains(secret) && !held.contains(secret), "{secret} in {held}");
    }
    for told in ["articles", "Boats", "lang:en", "sentence", env!("CARGO_PKG_VERSION")] {
        assert!(held.contains(told), "{told} in {held}");
    }
    save(&mut session, &home.path("again.svg"), FigureFormat::Svg);
    assert_eq!(
        text.as_bytes(),
        fs::read(home.path("again.svg")).expect("saved"),
        "the same figure, the same file"
    );
}

#[test]
fn a_recipe_waits_for_its_articles_and_says_when_they_are_others() {
    let home = Home::new();
    let path = home.path("figure.svg");
    save(&mut at_work(&home), &path, FigureFormat::Svg);

    let mut session = home.session();
    open(&mut session, vec![path.clone()]);
    assert!(told(
        &session,
        "Open the articles first: figure.svg was made of the folder “articles” (3 articles)"
    ));
    assert!(session.bench().series.is_empty());
    home.lay("others", &ARTICLES[..2]);
    open(&mut session, vec![home.path("others")]);
    assert_eq!(session.bench().series.len(), 2);
    assert_eq!(session.place().lens, Lens::Neighbours);

    open(&mut session, vec![path.clone()]);
    let said = "It was made of other articles: the folder “articles” (3 articles); open 2 articles are";
    assert!(told(&session, said), "{:?}", session.notices().all().last());

    // A folder and a figure together, as on the command line.
    let mut session = home.session();
    open(&mut session, vec![home.path("others"), path]);
    assert_eq!(session.corpus().expect("read").article_count(), 2);
    assert_eq!(session.bench().series.len(), 2);
}

#[test]
fn articles_chosen_for_compare_come_back_by_name() {
    let home = Home::new();
    let mut maker = home.opened(&["articles"]);
    apply(&mut maker, Command::AddSeries(query("islands")));
    apply(&mut maker, Command::Choose(Some(vec![0, 2])));
    apply(&mut maker, Command::Show(View::Compare));
    let path = home.path("compare.png");
    save(&mut maker, &path, FigureFormat::Png);
    let other = Home::new();
    let mut session = other.session();
    open(&mut session, vec![path]);
    open(&mut session, vec![other.path("articles")]);
    assert_eq!(session.bench().chosen, maker.bench().chosen);
    assert_eq!(session.place().view, View::Compare);
    assert_eq!(session.figure(), maker.figure());
}

#[test]
fn the_figure_of_a_story_is_laid_out_again_with_its_title() {
    let sample = || vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/sample")];
    let (home, other) = (Home::new(), Home::new());
    let mut maker = home.session();
    open(&mut maker, sample());
    let mut story = maker.stories().expect("looked for").stories[0].articles.clone();
    story.sort_unstable();
    apply(&mut maker, Command::ShowStory(Some(story[0])));
    let path = home.path("story.svg");
    save(&mut maker, &path, FigureFormat::Svg);
    let mut session = other.session();
    open(&mut session, sample());
    open(&mut session, vec![path]);
    let chosen = session.bench().chosen.clone().expect("its articles");
    assert_eq!(**chosen.articles(), story[..]);
    assert!(session.figure().is_some() && session.figure() == maker.figure());
    // The next start knows why they were chosen.
    let mut next = other.session();
    open(&mut next, sample());
    assert_eq!(next.bench().chosen, Some(chosen));
}

#[test]
fn how_stories_are_looked_for_goes_with_a_figure_that_depends_on_it() {
    let settings = StorySettings { likeness: 77, ..StorySettings::default() };
    for (grouping, filter, goes) in [
        (Grouping::Story, "", true),
        (Grouping::Outlet, "-story:none", true),
        (Grouping::Outlet, "lang:en", false),
    ] {
        let (home, other) = (Home::new(), Home::new());
        let mut maker = home.opened(&["articles"]);
        apply(&mut maker, Command::AddSeries(query("islands")));
        apply(&mut maker, Command::SetStories(settings));
        apply(&mut maker, Command::SetGrouping(grouping));
        apply(&mut maker, Command::SetFilter(Filter::parse(filter).expect("a filter")));
        apply(&mut maker, Command::Show(View::Frequency));
        let path = home.path("f.svg");
        save(&mut maker, &path, FigureFormat::Svg);
        let mut session = other.opened(&["articles"]);
        let own = StorySettings { likeness: 99, ..StorySettings::default() };
        apply(&mut session, Command::SetStories(own));
        open(&mut session, vec![path]);
        let expected = if goes { settings } else { own };
        assert_eq!(session.bench().story_settings, expected, "{grouping:?} {filter}");
    }
}

#[test]
fn a_picture_without_a_recipe_changes_nothing_and_says_why() {
    let home = Home::new();
    let mut session = home.opened(&["articles"]);
    apply(&mut session, Command::AddSeries(query("islands")));
    let before = (session.bench().clone(), session.place().clone());
    let svg = |recipe: &str| {
        let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata></metadata></svg>";
        recipe::into_svg(drawing, recipe)
    };
    for (text, expected) in [
        ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned(), "There is no recipe in this picture"),
        ("Norvia".to_owned(), "This is no SVG and no PNG"),
        (svg("{\"project\":{\"version\":1"), "cannot be read"),
        (svg("[]"), "cannot be read"),
        (svg("{\"project\":{\"version\":7,\"program\":\"9.1\"}}"), "made by a newer Parallax (9.1)"),
        (svg("{\"project\":{\"version\":1,\"work\":{\"filter\":\"colour:red\"}}}"), "“colour:red”"),
        (svg(&"[".repeat(200_000)), "cannot be read"),
    ] {
        fs::write(home.path("a.svg"), &text).expect("written");
        open(&mut session, vec![home.path("a.svg")]);
        let said = &session.notices().all().last().expect("told").text;
        assert!(said.contains(expected), "{said} for {text:.80}");
        assert_eq!((session.bench(), session.place()), (&before.0, &before.1));
        assert_eq!(session.corpus().expect("still open").article_count(), 3);
    }
    // A hundred million bytes and more are not looked through.
    let huge = fs::File::create(home.path("a.png")).expect("made");
    huge.set_len(200 << 20).expect("made long");
    assert!(export::recipe_in(&home.path("a.png")).expect_err("too large").text.contains("too large"));
    open(&mut session, vec![home.path("gone.svg")]);
    assert!(told(&session, "There is no such picture"));
}

#[test]
fn a_recipe_brings_no_folders_corrections_or_notes_whoever_wrote_it() {
    let home = Home::new();
    let mut session = home.opened(&["articles"]);
    let text = "{\"made_of\":{\"name\":\"x\"},\"project\":{\"version\":1,\"roots\":[{\"absolute\":\"/etc\"}],\
         \"work\":{\"series\":[{\"name\":\"a\",\"query\":\"islands\",\"is_on\":true}],\"search\":\"boats\"},\
         \"corrections\":[{\"of\":{\"folder\":\"\"},\"is\":{\"opinion\":true}}],\"unknown\":1}}";
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata></metadata></svg>";
    fs::write(home.path("a.svg"), recipe::into_svg(drawing, text)).expect("written");
    let roots = session.roots().to_vec();
    open(&mut session, vec![home.path("a.svg")]);
    let expected = Series { name: "a".into(), query: query("islands"), ink: 0, is_on: true };
    assert_eq!(session.bench().series, [expected]);
    assert_eq!(session.roots(), roots);
    assert!(session.bench().corrections.list.is_empty() && session.bench().search.is_none());
}
