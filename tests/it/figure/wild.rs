//! No figure, however odd, stops the program, and every one is a drawing.

use parallax::figure::{
    Axis, Bar, BarShape, Barcode, BarcodeGroup, BarcodeRow, BarcodeSpread, Bars, Bin, Category, Counts, Dot,
    Dots, Estimate, EventMark, Figure, FigureKind, Ink, Interval, Lines, Options, Point, RankForm, Ranking,
    Series, Shift, ShiftBar, Size, Table, TableCell, TableColumn, TableRow, TableRun, TableTone, csv, layout,
    svg,
};
use proptest::prelude::*;
use resvg::usvg::roxmltree::Document;

fn estimate() -> impl Strategy<Value = Estimate> {
    let bounds =
        || proptest::option::of((any::<f64>(), any::<f64>()).prop_map(|(low, high)| Interval { low, high }));
    let known = (any::<f64>(), bounds(), bounds()).prop_map(|(value, interval, naive)| Estimate::Known {
        value,
        interval,
        naive,
        no_interval: String::new(),
    });
    let usual = (-10.0..50.0_f64, 0.0..5.0_f64)
        .prop_map(|(value, half)| Estimate::within(value, value - half, value + half));
    prop_oneof![known, usual, ".{0,20}".prop_map(Estimate::Undefined)]
}

fn categories() -> impl Strategy<Value = Vec<Category>> {
    proptest::collection::vec(
        (any::<String>(), ".{0,12}").prop_map(|(name, detail)| Category::new(name, detail)),
        0..45,
    )
}

fn series() -> impl Strategy<Value = Vec<Series>> {
    let one = (any::<String>(), 0_usize..40).prop_map(|(name, index)| Series::new(name, "", Ink::nth(index)));
    proptest::collection::vec(one, 0..9)
}

fn kind() -> impl Strategy<Value = FigureKind> {
    let axis = || ".{0,40}".prop_map(Axis::new);
    let mark = || (0_usize..50, 0_usize..10, estimate());
    let bars = (axis(), categories(), series(), proptest::collection::vec(mark(), 0..60)).prop_map(
        |(axis, categories, series, marks)| {
            let bars =
                marks.into_iter().map(|(category, series, estimate)| Bar::new(category, series, estimate));
            FigureKind::Bars(Bars { axis, categories, series, bars: bars.collect(), shape: BarShape::Bars })
        },
    );
    let ranking = (any::<bool>(), axis(), categories(), series(), proptest::collection::vec(mark(), 0..60))
        .prop_map(|(is_dots, axis, categories, series, marks)| {
            let bars =
                marks.into_iter().map(|(category, series, estimate)| Bar::new(category, series, estimate));
            let form = if is_dots { RankForm::Dots } else { RankForm::Bars };
            let bars = Bars { axis, categories, series, bars: bars.collect(), shape: BarShape::Bars };
            FigureKind::Ranking(Ranking { bars, form })
        });
    let event = (any::<String>(), proptest::option::of(any::<f64>())).prop_map(|(name, at)| EventMark {
        name,
        when: "2 May 2024".into(),
        at,
    });
    let covers = proptest::option::of((0_usize..60, 0_usize..60));
    let over = (proptest::collection::vec(event, 0..9), proptest::collection::vec(covers, 0..9));
    let lines = (axis(), categories(), series(), proptest::collection::vec(mark(), 0..60), over).prop_map(
        |(axis, categories, series, marks, (events, covers))| {
            let bins = categories.into_iter().map(|one| Bin::new(one.name, one.detail)).collect();
            let points = marks.into_iter().map(|(bin, series, estimate)| Point::new(bin, series, estimate));
            FigureKind::Lines(Lines { axis, bins, series, points: points.collect(), events, covers })
        },
    );
    let dot = (any::<String>(), 0_usize..10, any::<f64>(), any::<f64>(), any::<f64>()).prop_map(
        |(word, series, x, y, size)| Dot {
            word,
            series,
            x,
            y,
            size,
            is_labelled: true,
            is_exclusive: x > 0.0,
            measured: vec![Some(y), None],
            reason: String::new(),
            counts: Counts::default(),
        },
    );
    let dots = (any::<bool>(), any::<bool>(), axis(), series(), proptest::collection::vec(dot, 0..60))
        .prop_map(|(is_log, in_rows, y, series, dots)| {
            let x = if is_log { Axis::log("x") } else { Axis::new("x") };
            let rows = if in_rows { vec!["7 articles".to_owned(); series.len()] } else { Vec::new() };
            FigureKind::Dots(Dots { x, y, series, rows, measures: vec!["z", "p"], dots })
        });
    let bar = (any::<String>(), 0_usize..4, any::<f64>(), any::<[u64; 2]>()).prop_map(
        |(word, side, share, hits)| ShiftBar { word, side, bits: share, share, cumulative: share, hits },
    );
    let row = || {
        let tick = (0_usize..10, any::<f64>());
        (0_usize..50, any::<String>(), ".{0,12}", proptest::collection::vec(tick, 0..30))
            .prop_map(|(group, name, when, ticks)| BarcodeRow { group, name, when, words: 7, ticks })
    };
    let places = (categories(), series(), proptest::collection::vec(row(), 0..60), any::<u64>()).prop_map(
        |(categories, series, rows, left_out)| {
            let spread = BarcodeSpread { reason: "why".into(), ..BarcodeSpread::default() };
            let spreads = vec![spread; series.len()];
            let group = |one: Category| BarcodeGroup {
                name: one.name,
                detail: one.detail,
                ink: None,
                spreads: spreads.clone(),
                left_out,
            };
            let groups = categories.into_iter().map(group).collect();
            let (over_articles, over_groups) = (spreads.clone(), Vec::new());
            FigureKind::Barcode(Barcode {
                groups,
                rows,
                series,
                over_articles,
                over_groups,
                left_out,
                ..Barcode::default()
            })
        },
    );
    let shifts =
        (axis(), proptest::collection::vec(bar, 0..60), 0_usize..70).prop_map(|(axis, bars, most_drawn)| {
            let sides = [Series::new("left", "", Ink::nth(0)), Series::new("right", "", Ink::of_series(1))];
            FigureKind::Shift(Shift { axis, sides, words: [3, 0], bars, most_drawn })
        });
    let cell =
        (proptest::collection::vec(any::<String>(), 0..4), proptest::collection::vec(any::<f64>(), 0..3))
            .prop_map(|(texts, shares)| {
                let runs = texts.into_iter().map(|text| TableRun { text, tone: TableTone::Strong });
                TableCell { runs: runs.collect(), shares }
            });
    let row = (any::<String>(), ".{0,12}", proptest::collection::vec(cell, 0..5))
        .prop_map(|(name, detail, cells)| TableRow { name, detail, cells });
    let column =
        any::<String>().prop_map(|name| TableColumn { name, detail: String::new(), ink: Ink::nth(1) });
    let tables = (proptest::collection::vec(column, 0..40), proptest::collection::vec(row, 0..12))
        .prop_map(|(columns, rows)| FigureKind::Table(Table { columns, rows, whole: Vec::new() }));
    prop_oneof![bars, lines, dots, ranking, places, shifts, tables]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_figure_of_any_size_is_drawn(
        title in any::<String>(),
        kind in kind(),
        width in prop_oneof![100.0..2000.0_f64, any::<f64>()],
        height in prop_oneof![50.0..1500.0_f64, any::<f64>()],
        shows_title in any::<bool>(),
        is_transparent in any::<bool>(),
    ) {
        let figure = Figure { title, subtitle: String::new(), caption: "Caption".into(), kind };
        let size = Size { width, height };
        let options = Options { size, shows_title, is_transparent, ..Options::default() };
        let scene = layout(&figure, &options);
        prop_assert!(scene.width.is_finite() && scene.height.is_finite() && scene.items.len() < 40_000);
        let drawing = svg::to_svg(&figure, &options);
        let document = Document::parse(&drawing);
        prop_assert!(document.is_ok());
        // Names may say what they like; places, lengths and paths are numbers.
        let attributes = document.iter().flat_map(|document| document.descendants()).flat_map(|node| node.attributes());
        for attribute in attributes.filter(|one| one.name() != "aria-label") {
            prop_assert!(!attribute.value().contains("NaN"), "{} is {}", attribute.name(), attribute.value());
        }
        prop_assert!(csv::to_csv(&figure, false).is_ok());
    }
}

#[test]
fn a_figure_without_marks_says_so() {
    let kinds = [
        FigureKind::Bars(Bars {
            axis: Axis::new(""),
            categories: vec![],
            series: vec![],
            bars: vec![],
            shape: BarShape::Dots,
        }),
        FigureKind::Lines(Lines {
            axis: Axis::new(""),
            bins: vec![],
            series: vec![],
            points: vec![],
            events: vec![],
            covers: vec![],
        }),
        FigureKind::Dots(Dots {
            x: Axis::new(""),
            y: Axis::new(""),
            series: vec![],
            rows: vec![],
            measures: vec![],
            dots: vec![],
        }),
        FigureKind::Barcode(Barcode::default()),
    ];
    for kind in kinds {
        let figure = Figure { title: String::new(), subtitle: String::new(), caption: String::new(), kind };
        let scene = layout(&figure, &Options::default());
        let texts: Vec<&str> = scene.texts().map(|run| run.text.as_str()).collect();
        assert_eq!(texts, ["Nothing to show here"]);
    }
}
