//! Figures as they leave the program: SVG, PNG, CSV, and the report page that holds them.

#![expect(clippy::unwrap_used, reason = "a test without its fixtures has to fail")]

mod leaving;
mod marks;
mod paper;
mod report;
mod samples;
mod wild;

use parallax::export::{Choices, Measures, Purpose};
use parallax::figure::fonts::Fonts;
use parallax::figure::{
    Bars, Category, Estimate, Figure, FigureKind, Item, Options, RankForm, Rect, Scene, Scheme, Size,
    TableCell, TableRow, TableRun, TargetKind, Xy, csv, layout, png, svg,
};
use resvg::usvg::roxmltree::{Document, ParsingOptions};

fn options(width: f64, height: f64) -> Options {
    Options { size: Size { width, height }, ..Options::default() }
}

/// A column of a journal, 85 mm wide, with letters of 7 points.
fn column() -> Options {
    let own = Measures { width_mm: 85.0, height_mm: 120.0, text_pt: 7.0 };
    Choices { purpose: Purpose::Own, own, ..Choices::default() }.options().look
}

/// Kana and common Han characters beside the bundled faces, so that pictures are the same on every machine.
fn test_fonts() -> Fonts {
    let read = |name: &str| std::fs::read(format!("tests/data/fonts/{name}")).unwrap();
    Fonts::bundled_and(vec![read("NotoSansCJKjp-Regular-subset.otf"), read("NotoSansCJKjp-Bold-subset.otf")])
}

fn pictures() -> Vec<(&'static str, Figure, Options)> {
    let dark = |one: Options| Options { scheme: Scheme::Dark, ..one };
    let in_window = |one: Options| Options { shows_title: false, ..one };
    let clear = |one: Options| Options { is_transparent: true, ..one };
    let usual = options(960.0, 540.0);
    vec![
        ("bars", samples::names_of_the_islands(), options(960.0, 480.0)),
        ("window", samples::names_of_the_islands(), in_window(options(1150.0, 400.0))),
        ("window-dark", samples::names_of_the_islands(), dark(in_window(options(1150.0, 400.0)))),
        ("undefined", samples::with_undefined(), usual),
        ("many", samples::many_bars(12, 3), usual),
        ("forty", samples::many_bars(40, 2), usual),
        ("forty-narrow", samples::many_bars(40, 1), options(420.0, 420.0)),
        ("patterns", samples::many_bars(2, 8), usual),
        ("patterns-dark", samples::many_bars(3, 8), dark(usual)),
        ("narrow", samples::many_bars(5, 3), options(360.0, 420.0)),
        ("one", samples::many_bars(1, 1), usual),
        ("scripts", samples::many_bars(14, 1), options(1400.0, 540.0)),
        ("scripts-narrow", samples::many_bars(14, 1), options(700.0, 540.0)),
        ("lines", samples::over_time(24, 4), usual),
        ("lines-three", samples::over_time(14, 3), usual),
        ("lines-looked-at", samples::over_time(24, 6), Options { looked_at: Some(1), ..usual }),
        ("lines-short", samples::over_time(6, 2), usual),
        ("lines-narrow", samples::over_time(12, 3), options(400.0, 360.0)),
        ("lines-days", samples::over_time(300, 3), dark(usual)),
        ("ranking", samples::ranking(20, 5, RankForm::Dots), usual),
        ("ranking-dark", samples::ranking(15, 4, RankForm::Bars), dark(usual)),
        ("ranking-narrow", samples::ranking(6, 12, RankForm::Bars), options(380.0, 300.0)),
        ("dots", samples::distinctive(160), options(960.0, 600.0)),
        ("dots-dark", samples::distinctive(160), dark(options(960.0, 600.0))),
        ("rows", samples::in_rows(320, 8), options(960.0, 540.0)),
        ("rows-three", samples::in_rows(120, 3), dark(options(960.0, 540.0))),
        ("rows-column", samples::in_rows(320, 8), column()),
        ("shift", samples::shift(200), options(960.0, 540.0)),
        ("shift-dark", samples::shift(12), dark(options(700.0, 400.0))),
        ("shift-column", samples::shift(200), column()),
        ("glance", samples::at_a_glance(4), options(960.0, 540.0)),
        ("glance-dark", samples::at_a_glance(6), dark(options(1150.0, 400.0))),
        ("glance-narrow", samples::at_a_glance(3), options(380.0, 300.0)),
        ("clear", samples::names_of_the_islands(), clear(dark(usual))),
    ]
}

/// Set PARALLAX_PICTURES to a folder to look at them.
#[test]
fn every_kind_of_figure_is_a_well_formed_drawing() {
    for (name, figure, options) in pictures() {
        let drawing = svg::to_svg(&figure, &options);
        if let Some(folder) = std::env::var_os("PARALLAX_PICTURES") {
            let stem = std::path::Path::new(&folder).join(format!("figure-{name}"));
            std::fs::write(stem.with_extension("svg"), &drawing).unwrap();
            std::fs::write(stem.with_extension("png"), png::to_png(&figure, &options, 144.0).unwrap())
                .unwrap();
        }
        let document = Document::parse(&drawing).unwrap();
        let text_of =
            |tag: &str| document.descendants().find(|node| node.has_tag_name(tag)).and_then(|one| one.text());
        assert_eq!(text_of("title"), Some(figure.title.as_str()), "{name}");
        assert_eq!(text_of("desc"), Some(figure.caption.as_str()), "{name}");
        assert!(drawing.contains("<dc:creator>Parallax "), "{name}");
    }
}

/// The drawing itself: read the difference before accepting it with UPDATE_GOLDEN=1.
#[test]
fn a_small_figure_is_drawn_as_before() {
    let mut figure = samples::with_undefined();
    if let FigureKind::Bars(chart) = &mut figure.kind {
        chart.categories.truncate(2);
        chart.bars.retain(|bar| bar.category < 2);
        chart.categories[1] = Category::new("北の島新聞 Online", "1 article");
    }
    let drawing =
        svg::to_svg(&figure, &options(480.0, 320.0)).replace(parallax::figure::program(), "Parallax");
    let path = "tests/data/golden/figure-bars.svg";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all("tests/data/golden").unwrap();
        std::fs::write(path, &drawing).unwrap();
    }
    assert_eq!(drawing, std::fs::read_to_string(path).unwrap());
}

#[test]
fn all_text_lies_within_the_picture_and_labels_do_not_touch() {
    // What the machine's fonts measure is known before the first layout, and stays.
    Fonts::of_machine();
    for (name, figure, options) in pictures() {
        check_texts(name, &layout(&figure, &options));
    }
}

/// All text lies within the picture, and no level text touches another.
fn check_texts(name: &str, scene: &Scene) {
    let frame = Rect { x: 0.0, y: 0.0, width: scene.width, height: scene.height };
    let mut boxes: Vec<(Rect, &str)> = Vec::new();
    for run in scene.texts() {
        if run.turn != 0.0 {
            // Turned names end at their group; the place where they begin has to be in the picture too.
            let length = parallax::figure::measure::width(&run.text, run.size, run.weight);
            let (sin, cos) = run.turn.to_radians().sin_cos();
            let begin = Xy::new(run.at.x - length * cos, run.at.y - length * sin);
            assert!(frame.contains(begin), "{name}: {} begins at {begin:?}", run.text);
            continue;
        }
        let one = text_box(run);
        let is_inside =
            one.x >= 0.0 && one.right() <= frame.width && one.y >= 0.0 && one.bottom() <= frame.height;
        assert!(is_inside, "{name}: {} at {one:?}", run.text);
        if let Some((_, other)) = boxes.iter().find(|(other, _)| other.overlaps(one)) {
            panic!("{name}: {} touches {other}", run.text);
        }
        boxes.push((one, &run.text));
    }
}

fn text_box(run: &parallax::figure::TextRun) -> Rect {
    use parallax::figure::Anchor;
    let width = parallax::figure::measure::width(&run.text, run.size, run.weight);
    let left = match run.anchor {
        Anchor::Start => run.at.x,
        Anchor::Middle => run.at.x - width / 2.0,
        Anchor::End => run.at.x - width,
    };
    Rect { x: left, y: run.at.y - run.size * 0.72, width, height: run.size * 0.72 }
}

#[test]
fn marks_are_found_where_they_are_drawn() {
    for (name, figure, options) in pictures() {
        let scene = layout(&figure, &options);
        let count = match &figure.kind {
            FigureKind::Bars(chart) => chart.bars.len(),
            FigureKind::Lines(chart) => {
                chart.points.iter().filter(|one| one.estimate.value().is_some()).count()
            }
            FigureKind::Dots(chart) => chart.dots.len(),
            FigureKind::Ranking(chart) => chart.bars.bars.len(),
            FigureKind::Barcode(chart) => chart.tick_count(),
            FigureKind::Shift(chart) => chart.drawn().len(),
            FigureKind::Table(_) => continue,
        };
        let marks: Vec<_> =
            scene.targets.iter().filter(|one| matches!(one.kind, TargetKind::Mark(_))).collect();
        assert_eq!(marks.len(), count, "{name}");
        let mark = marks.last().unwrap();
        let middle = Xy::new(mark.rect.x + mark.rect.width / 2.0, mark.rect.y + mark.rect.height / 2.0);
        assert_eq!(scene.target_at(middle).unwrap().kind, mark.kind, "{name}");
    }
}

#[test]
fn values_are_written_at_the_marks_while_they_are_few() {
    let texts = |figure: &Figure| {
        let scene = layout(figure, &Options::default());
        scene.texts().map(|run| run.text.clone()).collect::<Vec<_>>()
    };
    let few = texts(&samples::names_of_the_islands());
    assert!(few.contains(&"9.1".to_owned()) && few.contains(&"3.0".to_owned()), "{few:?}");
    let many = texts(&samples::many_bars(12, 3));
    assert!(!many.iter().any(|text| text.contains('.') && text.parse::<f64>().is_ok()), "{many:?}");
    let undefined = texts(&samples::with_undefined());
    assert_eq!(undefined.iter().filter(|text| *text == "–").count(), 4);
    assert!(
        undefined.contains(&"– The Lantern: no article left by the filters.".to_owned()),
        "{undefined:?}"
    );
}

#[test]
fn an_endless_interval_ends_in_an_arrow_and_leaves_the_bars_their_height() {
    let mut figure = samples::names_of_the_islands();
    if let FigureKind::Bars(Bars { bars, .. }) = &mut figure.kind {
        bars[0].estimate = Estimate::within(0.4, 0.0, 410.0);
    }
    let scene = layout(&figure, &Options::default());
    let labels: Vec<&str> = scene.texts().map(|run| run.text.as_str()).collect();
    assert!(labels.contains(&"12") && !labels.contains(&"20"), "{labels:?}");
    assert!(labels.contains(&"↑ the interval goes on beyond the chart"), "the arrow is explained");
    let is_arrow = |item: &&Item| matches!(item, Item::Line { points, .. } if points.len() == 3);
    assert_eq!(scene.items.iter().filter(is_arrow).count(), 1);
    let value = scene.texts().find(|run| run.text == "0.4").expect("written");
    let highest = scene.texts().find(|run| run.text == "9.1").expect("written");
    assert!(value.at.y > highest.at.y, "a small value stands at its bar, not at the arrow");
}

#[test]
fn a_picture_knows_its_size_on_paper_and_its_caption() {
    let mut figure = samples::names_of_the_islands();
    figure.title = "北の島の名前".into();
    let bytes = png::to_png_with(&figure, &options(480.0, 320.0), 300.0, &test_fonts()).unwrap();
    let decoder = ::png::Decoder::new(std::io::Cursor::new(&bytes));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let info = reader.info();
    // 480 by 320 at 96 dots an inch, times 300 / 96.
    assert_eq!((info.width, info.height), (1500, 1000));
    // 300 dots an inch are 11,811 a metre.
    assert_eq!(info.pixel_dims.map(|dims| (dims.xppu, dims.yppu)), Some((11_811, 11_811)));
    let texts: Vec<String> = info.uncompressed_latin1_text.iter().map(|one| one.text.clone()).collect();
    assert!(texts.contains(&parallax::figure::program().to_owned()), "{texts:?}");
    let wide: Vec<String> = info.utf8_text.iter().map(|one| one.get_text().unwrap()).collect();
    assert!(wide.contains(&figure.title) && wide.contains(&figure.caption), "{wide:?}");
    assert!(colours(&pixels) > 50, "{}", colours(&pixels));
}

fn colours(pixels: &[u8]) -> usize {
    pixels.chunks_exact(4).collect::<std::collections::HashSet<_>>().len()
}

fn pixels(figure: &Figure, options: &Options, fonts: &Fonts) -> Vec<u8> {
    let bytes = png::to_png_with(figure, options, 96.0, fonts).unwrap();
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    pixels
}

#[test]
fn han_and_kana_are_drawn_by_the_fonts_given() {
    let mut figure = samples::many_bars(1, 1);
    if let FigureKind::Bars(chart) = &mut figure.kind {
        chart.categories[0] = Category::new("北の島新聞", "");
    }
    let look = options(300.0, 300.0);
    let (with, without) = (pixels(&figure, &look, &test_fonts()), pixels(&figure, &look, Fonts::bundled()));
    assert_ne!(with, without);
}

#[test]
fn a_transparent_picture_has_no_ground() {
    let figure = samples::names_of_the_islands();
    let look = |is_transparent| Options { is_transparent, ..options(480.0, 320.0) };
    let corner = |is_transparent| pixels(&figure, &look(is_transparent), Fonts::bundled())[3];
    assert_eq!((corner(true), corner(false)), (0, 255));
}

#[test]
fn the_same_figure_is_the_same_bytes() {
    let fonts = test_fonts();
    for (name, figure, options) in pictures() {
        assert_eq!(svg::to_svg(&figure, &options), svg::to_svg(&figure.clone(), &options), "{name}");
        assert_eq!(csv::to_csv(&figure, true).unwrap(), csv::to_csv(&figure, true).unwrap(), "{name}");
    }
    let (figure, look) = (samples::with_undefined(), options(300.0, 200.0));
    let picture = || png::to_png_with(&figure, &look, 96.0, &fonts).unwrap();
    assert_eq!(picture(), picture());
}

#[test]
fn numbers_come_back_from_csv_as_they_were() {
    let figure = samples::with_undefined();
    let FigureKind::Bars(chart) = &figure.kind else { panic!("bars") };
    let bytes = csv::to_csv(&figure, true).unwrap();
    assert!(bytes.starts_with("\u{FEFF}category,series,query,value,unit".as_bytes()));
    let plain = csv::to_csv(&figure, false).unwrap();
    assert_eq!(plain, bytes["\u{FEFF}".len()..]);
    let mut reader = ::csv::Reader::from_reader(plain.as_slice());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), csv::COLUMNS);
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), chart.bars.len());
    for (row, bar) in rows.iter().zip(&chart.bars) {
        let number = |column: &str| {
            let index = csv::COLUMNS.iter().position(|name| *name == column).unwrap();
            row[index].parse::<f64>().ok()
        };
        assert_eq!(row[0], chart.categories[bar.category].name);
        assert_eq!(row[2], chart.series[bar.series].query);
        assert_eq!(number("value"), bar.estimate.value());
        assert_eq!(number("low"), bar.estimate.interval().map(|one| one.low));
        assert_eq!(number("naive_high"), bar.estimate.naive().map(|one| one.high));
        assert_eq!(number("hits"), Some(bar.counts.hits as f64));
        assert_eq!(number("design_effect"), bar.counts.design_effect);
        assert_eq!(row[14], *bar.estimate.reason());
    }
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "</title><script>alert(1)</script> & \"x\" ' ]]> <!-- \u{0}\u{B}\u{FFFF}\u{202E} --> 𝕏 {}";
    let mut figure = samples::names_of_the_islands();
    figure.title = hostile.into();
    figure.caption = hostile.into();
    if let FigureKind::Bars(chart) = &mut figure.kind {
        chart.axis.label = hostile.into();
        chart.categories[0] = Category::new(hostile, hostile);
        chart.series[0].name = hostile.into();
        chart.bars[0].estimate = Estimate::undefined(hostile);
    }
    for drawing in [svg::to_svg(&figure, &Options::default()), svg::for_page(&figure, &Options::default())] {
        assert!(!drawing.contains("<script") && !drawing.contains('\u{0}') && !drawing.contains('\u{FFFF}'));
        let document = Document::parse_with_options(&drawing, ParsingOptions::default()).unwrap();
        assert!(document.descendants().all(|node| node.tag_name().name() != "script"));
    }
}

#[test]
fn text_without_end_is_cut_in_a_table_and_says_so() {
    let mut figure = samples::at_a_glance(1);
    let FigureKind::Table(table) = &mut figure.kind else { panic!("a table") };
    table.rows.truncate(1);
    table.rows[0].cells[0].runs = vec![TableRun { text: "qq ".repeat(2_500), ..TableRun::default() }];
    let scene = layout(&figure, &options(9_000.0, 600.0));
    let texts = || {
        scene.items.iter().filter_map(|item| if let Item::Text(run) = item { Some(&run.text) } else { None })
    };
    let drawn: usize = texts().map(|text| text.matches("qq").count()).sum();
    assert_eq!(drawn, 4_000 / 3);
    assert!(texts().any(|text| text.ends_with('…')));
}

#[test]
fn a_slide_keeps_its_shape_and_says_what_gave_way() {
    let mut figure = samples::at_a_glance(4);
    let FigureKind::Table(table) = &mut figure.kind else { panic!("a table") };
    let rows = table.rows.clone();
    table.rows.extend((0..6).flat_map(|_| rows.clone()));
    let whole = layout(&figure, &options(960.0, 540.0));
    assert!(whole.height > 800.0, "as high as its text: {}", whole.height);
    let slide = layout(&figure, &Options { keeps_height: true, ..options(960.0, 540.0) });
    assert!((slide.height - 540.0).abs() < 1e-6, "{}", slide.height);
    let said: Vec<&str> = slide.texts().map(|run| run.text.as_str()).collect();
    let said = said.join(" ");
    assert!(
        said.contains("For want of room, cells end after 3 lines") && said.contains("left out"),
        "{said}"
    );
    assert!(said.contains("The CSV of this table has all of it."), "{said}");
    // Where rows alone are left out, no cell is said to be cut.
    let mut short = samples::at_a_glance(2);
    let FigureKind::Table(table) = &mut short.kind else { panic!("a table") };
    let word =
        TableCell { runs: vec![TableRun { text: "word".into(), ..TableRun::default() }], shares: Vec::new() };
    let row = TableRow { name: "Row".into(), detail: String::new(), cells: vec![word; 2] };
    table.rows = vec![row; 40];
    let slide = layout(&short, &Options { keeps_height: true, ..options(960.0, 540.0) });
    let said: Vec<&str> = slide.texts().map(|run| run.text.as_str()).collect();
    let said = said.join(" ");
    assert!(said.contains("For want of room, ") && said.contains(" rows are left out"), "{said}");
    assert!(!said.contains("cells end after"), "{said}");
    assert!(slide.texts().all(|run| run.at.y < 540.0));
    // What fits is left as it is.
    let mut small = samples::at_a_glance(1);
    if let FigureKind::Table(table) = &mut small.kind {
        table.rows.truncate(1);
    }
    let slide = layout(&small, &Options { keeps_height: true, ..options(960.0, 540.0) });
    assert!(slide.texts().all(|run| !run.text.contains("want of room")));
}

#[test]
fn letters_of_chinese_and_japanese_stay_together() {
    let mut figure = samples::at_a_glance(2);
    let text = "哈尔西恩群岛附近海域发生对峙事件双方各执一词";
    let FigureKind::Table(table) = &mut figure.kind else { panic!("a table") };
    table.rows.truncate(1);
    let run = |text: &str| TableRun { text: text.into(), ..TableRun::default() };
    table.rows[0].cells[0].runs = vec![run("islands 3 · "), run(text), run(" 2")];
    for width in [240.0, 320.0, 400.0, 640.0] {
        let scene = layout(&figure, &options(width, 400.0));
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let texts = scene.texts().filter(|run| run.text.chars().any(is_han));
        for run in texts {
            let gap = run
                .text
                .chars()
                .collect::<Vec<_>>()
                .windows(3)
                .any(|three| is_han(three[0]) && three[1] == ' ' && is_han(three[2]));
            assert!(!gap, "{width}: {}", run.text);
        }
    }
}

/// Not a benchmark: only that nothing became slow by an order of magnitude.
#[test]
fn a_figure_is_laid_out_in_a_blink() {
    let figures = [samples::many_bars(40, 8), samples::over_time(300, 8), samples::distinctive(2_000)];
    for figure in figures {
        let begin = std::time::Instant::now();
        let scene = layout(&figure, &options(1200.0, 600.0));
        let took = begin.elapsed();
        println!("{}: {} shapes in {took:?}", figure.title, scene.items.len());
        assert!(took.as_millis() < 1_000, "{}: {took:?}", figure.title);
    }
    let figure = samples::names_of_the_islands();
    let begin = std::time::Instant::now();
    let bytes = png::to_png_with(&figure, &Options::default(), 192.0, Fonts::bundled()).unwrap();
    println!("PNG of {} bytes in {:?}", bytes.len(), begin.elapsed());
}

/// Run assets/fonts/subset.sh again when this fails.
#[test]
fn the_test_face_has_every_character_of_the_sample() {
    use skrifa::MetadataProvider;
    let bytes = std::fs::read("tests/data/fonts/NotoSansCJKjp-Regular-subset.otf").unwrap();
    assert!(bytes.len() < 600_000);
    let font = skrifa::FontRef::new(&bytes).unwrap();
    let mut folders = vec![std::path::PathBuf::from("assets/sample")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let lacks = text
                    .chars()
                    .find(|c| *c > '\u{2E00}' && *c < '\u{FE00}' && font.charmap().map(*c).is_none());
                assert_eq!(lacks, None, "{}", path.display());
            }
        }
    }
}

/// Names of words stand clear of each other and of every dot, however crowded the rows are, in a journal's column too.
#[test]
fn names_of_words_touch_no_other_name_and_no_dot() {
    for (words, outlets, options) in [
        (40, 3, options(960.0, 540.0)),
        (320, 8, options(1150.0, 400.0)),
        (2_000, 5, options(700.0, 500.0)),
        (320, 8, column()),
        (900, 4, column()),
    ] {
        for figure in [samples::in_rows(words, outlets), samples::distinctive(words)] {
            let scene = layout(&figure, &options);
            let names: Vec<Rect> = scene.texts().filter(|run| run.has_halo).map(text_box).collect();
            let dots: Vec<Rect> = scene
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Disc { centre, radius, .. } => Some((*centre, *radius)),
                    Item::Ring { centre, radius, width, .. } => Some((*centre, radius + width / 2.0)),
                    _ => None,
                })
                .map(|(at, reach)| Rect {
                    x: at.x - reach,
                    y: at.y - reach,
                    width: 2.0 * reach,
                    height: 2.0 * reach,
                })
                .collect();
            assert!(names.len() > 10, "{words} words have {} names", names.len());
            for (at, name) in names.iter().enumerate() {
                assert!(names.iter().skip(at + 1).all(|other| !name.overlaps(*other)), "{name:?}");
                assert!(dots.iter().all(|dot| !name.overlaps(*dot)), "{name:?} lies on a dot");
            }
            let is_in_rows = matches!(&figure.kind, FigureKind::Dots(chart) if !chart.rows.is_empty());
            if is_in_rows {
                let unnamed = parallax::figure::format::count((words - names.len()) as u64);
                assert!(
                    scene.texts().any(|run| run.text.starts_with(&unnamed) || run.text.starts_with("All"))
                );
            }
        }
    }
}
