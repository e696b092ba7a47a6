//! Figures for a slide, a column, a page: laid out for their size, in every script, as text and as outlines.

use parallax::export::{Choices, FigureFormat, Ground, Measures, Purpose, figure_bytes};
use parallax::figure::fonts::Fonts;
use parallax::figure::svg::TextAs;
use parallax::figure::{
    Category, Counts, Estimate, Figure, FigureKind, Scene, TextRun, csv, layout, measure, svg,
};
use resvg::usvg::{self, roxmltree::Document};

use super::{check_texts, colours, samples, test_fonts};

const FOR_SIZES: [Purpose; 4] = [Purpose::Slide, Purpose::OneColumn, Purpose::TwoColumns, Purpose::Screen];

fn look(purpose: Purpose) -> parallax::figure::Options {
    Choices { purpose, ..Choices::default() }.options().look
}

fn small_points(scene: &Scene) -> f64 {
    scene.texts().map(|run| run.size * 0.75).fold(f64::MAX, f64::min)
}

#[test]
fn nothing_touches_and_nothing_is_cut_off_for_any_purpose() {
    // What the machine's fonts measure is known before the first layout, and stays.
    Fonts::of_machine();
    for purpose in FOR_SIZES {
        let options = look(purpose);
        for outlets in 1..=12 {
            for series in 1..=6 {
                let name = format!("{purpose:?}: {outlets} outlets, {series} series");
                let scene = layout(&samples::many_bars(outlets, series), &options);
                check_texts(&name, &scene);
                let points = small_points(&scene);
                let least = if purpose == Purpose::Slide { 10.0 } else { 4.9 };
                assert!(points >= least, "{name}: letters of {points:.1} points");
            }
        }
        for (bins, series) in [(1, 1), (5, 2), (12, 4), (30, 6), (200, 3)] {
            let scene = layout(&samples::over_time(bins, series), &options);
            check_texts(&format!("{purpose:?}: {bins} bins, {series} lines"), &scene);
        }
        check_texts(&format!("{purpose:?}: words"), &layout(&samples::distinctive(160), &options));
    }
}

#[test]
fn a_figure_is_laid_out_for_its_size_and_not_only_enlarged() {
    let figure = samples::names_of_the_islands();
    let texts = |scene: &Scene| scene.texts().map(|run| run.text.clone()).collect::<Vec<_>>();
    let (slide, column) =
        (layout(&figure, &look(Purpose::Slide)), layout(&figure, &look(Purpose::OneColumn)));
    assert!((slide.width - 1280.0).abs() < 1e-6 && (slide.height - 720.0).abs() < 1e-6);
    assert!((column.width - 85.0 * 96.0 / 25.4).abs() < 1e-6);
    assert_ne!(texts(&slide), texts(&column), "the caption breaks elsewhere");
    assert!((small_points(&slide) - 14.0).abs() < 0.01, "{}", small_points(&slide));
    assert!((small_points(&column) - 7.0).abs() < 0.01, "{}", small_points(&column));
}

#[test]
fn title_and_second_line_are_drawn_and_kept_in_the_file() {
    let mut figure = samples::names_of_the_islands();
    figure.subtitle = "Norvia and Sarenia, May 2024".into();
    for purpose in FOR_SIZES {
        check_texts("subtitle", &layout(&figure, &look(purpose)));
    }
    let scene = layout(&figure, &look(Purpose::Slide));
    assert!(scene.texts().any(|run| run.text == figure.subtitle));
}

/// Width over which a path of absolute commands reaches.
fn reach(path: &str) -> f64 {
    let numbers =
        path.split(|c: char| c == ' ' || c.is_ascii_alphabetic()).filter_map(|one| one.parse().ok());
    let across: Vec<f64> = numbers.step_by(2).collect();
    let (low, high) = across.iter().fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(*x), h.max(*x)));
    high - low
}

#[test]
fn as_outlines_a_drawing_has_no_text_and_keeps_its_words() {
    let mut figure = samples::names_of_the_islands();
    if let FigureKind::Bars(chart) = &mut figure.kind {
        chart.categories[1] = Category::new("北の島新聞", "8 articles");
        chart.categories[2] = Category::new("Северный вестник", "6 articles");
    }
    let options = look(Purpose::TwoColumns);
    let drawing = svg::to_svg_outlined_with(&figure, &options, &test_fonts()).unwrap();
    let document = Document::parse(&drawing).unwrap();
    assert!(!document.descendants().any(|node| node.has_tag_name("text")));
    assert_eq!(document.root_element().attribute("width"), Some("170mm"));
    usvg::Tree::from_str(&drawing, &usvg::Options::default()).unwrap();

    // What is drawn is as wide as what was measured, so that what does not touch there does not touch here.
    let scene = layout(&figure, &options);
    let level: Vec<&TextRun> = scene.texts().filter(|run| run.turn == 0.0).collect();
    let mut compared = 0;
    for group in document.descendants().filter(|node| node.attribute("aria-label").is_some()) {
        let words = group.attribute("aria-label").unwrap();
        let run = level.iter().find(|run| run.text == words).unwrap();
        let path = group.children().find(|node| node.has_tag_name("path")).unwrap();
        let (drawn, measured) =
            (reach(path.attribute("d").unwrap()), measure::width(words, run.size, run.weight));
        assert!(drawn <= measured + run.size * 0.1, "{words}: {drawn} drawn, {measured} measured");
        assert!(drawn >= measured * 0.8 - run.size, "{words}: {drawn} drawn, {measured} measured");
        compared += 1;
    }
    assert!(compared > 15, "{compared}");
}

#[test]
fn what_no_font_has_stays_text() {
    let mut figure = samples::many_bars(1, 1);
    if let FigureKind::Bars(chart) = &mut figure.kind {
        chart.categories[0] = Category::new("أخبار الجزر", "2 articles");
    }
    let drawing = svg::to_svg_outlined_with(&figure, &look(Purpose::Slide), &test_fonts()).unwrap();
    let document = Document::parse(&drawing).unwrap();
    let texts: Vec<_> = document.descendants().filter(|node| node.has_tag_name("text")).collect();
    assert_eq!(texts.len(), 1, "only the name that no font here has");
    assert_eq!(texts[0].text(), Some("أخبار الجزر"));
    let lacking = svg::lacking(&figure, &look(Purpose::Slide), &test_fonts()).unwrap();
    assert!(!lacking.is_empty());
}

/// Each script, where the machine has a font for it; which it has not is said.
#[test]
fn names_in_every_script_have_their_glyphs() {
    let fonts = Fonts::of_machine();
    for name in ["北の島新聞", "群岛日报", "섬 신문", "Северный вестник", "Η Φωνή", "أخبار", "ข่าว"]
    {
        if let Some(character) = name.chars().find(|c| !c.is_whitespace() && !fonts.has(*c)) {
            println!("no font of this machine has {character} of {name}: it cannot be looked at here");
            continue;
        }
        let mut figure = samples::many_bars(2, 1);
        if let FigureKind::Bars(chart) = &mut figure.kind {
            chart.categories[0] = Category::new(name, "2 articles");
        }
        for purpose in FOR_SIZES {
            let options = look(purpose);
            assert_eq!(svg::lacking(&figure, &options, fonts).unwrap(), Vec::<String>::new(), "{name}");
            check_texts(name, &layout(&figure, &options));
        }
    }
    for (name, has_all) in [("北の島新聞", true), ("Северный", true), ("섬", false)] {
        assert_eq!(name.chars().all(|c| test_fonts().has(c)), has_all, "{name}");
    }
}

#[test]
fn a_file_is_as_the_sheet_says() {
    let figure = samples::names_of_the_islands();
    let choices = Choices { purpose: Purpose::OneColumn, dpi: 600, ..Choices::default() };
    let options = choices.options();
    let bytes = figure_bytes(&figure, FigureFormat::Png, &options).unwrap();
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let scene = layout(&figure, &options.look);
    let info = reader.info();
    assert_eq!((u64::from(info.width), u64::from(info.height)), choices.dots(scene.width, scene.height));
    // 85 mm and 600 dots an inch, which are 23,622 a metre.
    assert_eq!(info.width, 2_008);
    assert_eq!(info.pixel_dims.map(|dims| (dims.xppu, dims.yppu)), Some((23_622, 23_622)));
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    assert!(colours(&pixels) > 50);

    for text in [TextAs::Text, TextAs::Outlines] {
        let choices = Choices { text, ground: Ground::Dark, has_caption: false, ..choices };
        let bytes = figure_bytes(&figure, FigureFormat::Svg, &choices.options()).unwrap();
        let drawing = String::from_utf8(bytes).unwrap();
        let document = Document::parse(&drawing).unwrap();
        assert_eq!(document.root_element().attribute("width"), Some("85mm"));
        let has_text = document.descendants().any(|node| node.has_tag_name("text"));
        assert_eq!(has_text, text == TextAs::Text);
        assert!(drawing.contains("#1C1F23"), "the ground is dark");
        assert_eq!(drawing.matches("11,208 words").count(), 2, "not drawn, but kept inside");
    }
}

#[test]
fn a_picture_of_too_many_dots_is_refused_with_a_way_out() {
    let figure = samples::names_of_the_islands();
    let choices = Choices { dpi: 1_200, ..Choices::default() };
    let problem = figure_bytes(&figure, FigureFormat::Png, &choices.options()).unwrap_err();
    assert!(problem.text.contains("choose fewer dots per inch"), "{problem}");
}

#[test]
fn csv_says_why_an_interval_is_missing_and_what_is_odd() {
    let mut figure = samples::names_of_the_islands();
    if let FigureKind::Bars(chart) = &mut figure.kind {
        chart.bars[0].estimate = Estimate::of(0.4).without_interval("only one article");
        chart.bars[1].counts = Counts { design_effect: Some(0.7), ..chart.bars[1].counts };
    }
    let cell = |figure: &Figure, row: usize, column: &str| {
        let csv::Rows { columns, rows } = csv::rows(figure);
        rows[row][columns.iter().position(|name| *name == column).unwrap()].clone()
    };
    assert_eq!(cell(&figure, 0, "low"), "");
    assert_eq!(cell(&figure, 0, "interval_reason"), "only one article");
    assert_eq!(cell(&figure, 0, "undefined_reason"), "");
    assert!(cell(&figure, 1, "note").starts_with("design effect below 1"));
    assert_eq!(cell(&figure, 2, "note"), "");
}

/// Set PARALLAX_PICTURES to a folder to look at them.
#[test]
fn pictures_for_every_purpose() {
    let Some(folder) = std::env::var_os("PARALLAX_PICTURES") else { return };
    let figures = [
        ("bars-4x3", samples::names_of_the_islands()),
        ("bars-1x1", samples::many_bars(1, 1)),
        ("bars-6x1", samples::many_bars(6, 1)),
        ("bars-12x6", samples::many_bars(12, 6)),
        ("bars-9x2", samples::many_bars(9, 2)),
        ("bars-undefined", samples::with_undefined()),
        ("lines-12x4", samples::over_time(12, 4)),
        ("lines-40x5", samples::over_time(40, 5)),
        ("lines-6x2", samples::over_time(6, 2)),
        ("words", samples::distinctive(160)),
    ];
    for (name, figure) in figures {
        for (at, purpose) in FOR_SIZES.into_iter().enumerate() {
            let ground = if at % 2 == 1 { Ground::Dark } else { Ground::Light };
            for (suffix, ground) in [("", Ground::Light), ("-dark", ground)] {
                let dpi = if purpose == Purpose::OneColumn { 220 } else { 110 };
                let choices = Choices { purpose, ground, dpi, ..Choices::default() };
                let bytes = figure_bytes(&figure, FigureFormat::Png, &choices.options()).unwrap();
                let path = std::path::Path::new(&folder).join(format!("{name}-{purpose:?}{suffix}.png"));
                std::fs::write(path, bytes).unwrap();
            }
        }
    }
}

/// Names as long as they come, in scripts with and without spaces.
const LONG: [&str; 8] = [
    "The Halcyon Evening Post and Fisheries Observer",
    "Независимая газета Северного архипелага и побережья",
    "北の島々と海峡の毎日新聞社国際版",
    "群岛晚报海外版与渔业观察",
    "Donaudampfschifffahrtsgesellschaftszeitung",
    "섬과 바다의 저녁 신문",
    "Ω",
    "Kestrel Business",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 200, ..Default::default() })]

    #[test]
    fn whatever_the_size_and_the_names_nothing_touches(
        names in proptest::collection::vec(0_usize..8, 1..13),
        series in 1_usize..7,
        // From a narrow column to a poster, letters from 5 points up to what still leaves 36 of them a line.
        width_mm in 70.0..400.0_f64,
        height_share in 0.4..1.4_f64,
        letters in 0.0..1.0_f64,
        is_over_time in proptest::bool::ANY,
    ) {
        let text_pt = 5.0 + letters * (width_mm / 12.0 - 5.0).max(0.0);
        let own = Measures { width_mm, height_mm: width_mm * height_share, text_pt };
        let options = Choices { purpose: Purpose::Own, own, ..Choices::default() }.options().look;
        let mut figure =
            if is_over_time { samples::over_time(names.len() * 2, series) } else { samples::many_bars(names.len(), series) };
        match &mut figure.kind {
            FigureKind::Bars(chart) => {
                for (category, name) in chart.categories.iter_mut().zip(&names) {
                    category.name = LONG[*name].to_owned();
                }
            }
            FigureKind::Lines(chart) => {
                for (series, name) in chart.series.iter_mut().zip(names.iter().cycle()) {
                    series.name = LONG[*name].to_owned();
                }
            }
            FigureKind::Dots(_)
            | FigureKind::Ranking(_)
            | FigureKind::Barcode(_)
            | FigureKind::Shift(_)
            | FigureKind::Table(_) => {}
        }
        check_texts("generated", &layout(&figure, &options));
    }
}
