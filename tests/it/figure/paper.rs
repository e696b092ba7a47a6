//! Figures in one column of a paper, printed in grey: nothing is cut, and marks differ by more than their hue.

use std::collections::BTreeSet;

use parallax::export::{Choices, Purpose};
use parallax::figure::{
    Barcode, BarcodeGroup, BarcodeRow, BarcodeSpread, Figure, FigureKind, Ink, Item, Options, RankForm,
    Scene, Series, layout,
};

use super::samples;

/// Options of a column of 85 mm.
fn column() -> Options {
    Choices { purpose: Purpose::OneColumn, ..Choices::default() }.options().look
}

fn texts(scene: &Scene) -> Vec<String> {
    scene.texts().map(|run| run.text.clone()).collect()
}

/// A mark without its colour: what it is drawn with.
fn shape(item: &Item) -> Option<String> {
    match item {
        Item::Disc { .. } => Some("disc".to_owned()),
        Item::Ring { .. } => Some("ring".to_owned()),
        Item::Polygon { points, .. } => {
            let (first, second) = (points.first()?, points.get(1)?);
            let way = |from: f64, to: f64| {
                if (from - to).abs() < 0.01 {
                    0
                } else if from < to {
                    1
                } else {
                    -1
                }
            };
            Some(format!("{} corners, {} {}", points.len(), way(first.x, second.x), way(first.y, second.y)))
        }
        Item::Line { points, .. } if points.len() > 3 => Some(format!("outline of {}", points.len())),
        Item::Line { .. } | Item::Rect { .. } | Item::Frame { .. } | Item::Text(_) => None,
    }
}

#[test]
fn outlets_are_told_apart_by_shape_where_their_marks_stand_together() {
    for form in [RankForm::Dots, RankForm::Bars] {
        let scene = layout(&samples::ranking(3, 7, form), &column());
        let shapes: BTreeSet<String> = scene.items.iter().filter_map(shape).collect();
        assert_eq!(shapes.len(), 7, "{form:?}: {shapes:?}");
    }
    // Lines have them too, however many points there are.
    for bins in [12, 300] {
        let mut figure = samples::over_time(bins, 5);
        if let FigureKind::Lines(chart) = &mut figure.kind {
            for (at, one) in chart.series.iter_mut().enumerate() {
                one.ink = Ink::nth(at);
            }
        }
        let scene = layout(&figure, &column());
        let shapes: BTreeSet<String> =
            scene.items.iter().filter_map(shape).filter(|one| one != "ring").collect();
        assert!(shapes.len() >= 5, "{bins}: {shapes:?}");
    }
}

#[test]
fn the_sixth_outlet_in_rows_has_its_second_mark() {
    let mut figure = samples::in_rows(4, 6);
    if let FigureKind::Dots(chart) = &mut figure.kind {
        for (at, one) in chart.series.iter_mut().enumerate() {
            one.ink = Ink::nth(at);
        }
        chart.dots.iter_mut().for_each(|dot| dot.is_exclusive = false);
    }
    let scene = layout(&figure, &column());
    let rings = scene.items.iter().filter(|item| matches!(item, Item::Ring { .. })).count();
    let FigureKind::Dots(chart) = &figure.kind else { panic!("dots") };
    let of_sixth = chart.dots.iter().filter(|dot| dot.series == 5).count();
    assert_eq!(rings, of_sixth + 1, "its dots and the mark before its name");
}

#[test]
fn no_name_stands_on_the_line_of_zero() {
    for figure in [samples::in_rows(30, 4), samples::distinctive(60)] {
        let scene = layout(&figure, &column());
        let zeros = scene.items.iter().filter_map(|item| match item {
            Item::Line { points, stroke: parallax::figure::Role::Faint, .. }
                if (points[0].y - points[1].y).abs() < 1e-9 =>
            {
                Some(points[0].y)
            }
            _ => None,
        });
        let zeros: Vec<f64> = zeros.collect();
        assert!(!zeros.is_empty());
        for run in scene.texts().filter(|run| run.has_halo) {
            let (top, bottom) = (run.at.y - run.size * 0.7, run.at.y + 0.5);
            assert!(!zeros.iter().any(|zero| (top..bottom).contains(zero)), "{} at {}", run.text, run.at.y);
        }
    }
}

#[test]
fn a_word_shift_has_numbers_on_its_axis_and_0_in_the_middle() {
    for options in [column(), Options::default()] {
        let texts = texts(&layout(&samples::shift(30), &options));
        let numbers: Vec<&String> = texts.iter().filter(|text| text.parse::<f64>().is_ok()).collect();
        assert!(numbers.iter().any(|text| *text == "0"), "{texts:?}");
        assert!(numbers.iter().filter(|text| *text != &"0").count() >= 2, "{texts:?}");
    }
}

fn dispersion(series: usize) -> Figure {
    let spread =
        BarcodeSpread { hits: 4, range: 3, parts: 7, dp_norm: None, reason: "needs at least 5 hits".into() };
    let names = ["Halcyon Islands", "homecoming", "provocation", "a", "b", "c", "d", "e"];
    let series: Vec<Series> =
        (0..series).map(|at| Series::new(names[at], names[at], Ink::of_series(at))).collect();
    let group = BarcodeGroup {
        name: "The Meridian Wire and Evening Advertiser of the Northern Isles".into(),
        detail: "7 articles".into(),
        ink: Some(Ink::nth(0)),
        spreads: vec![spread.clone(); series.len()],
        left_out: 2,
    };
    let ticks = (0..series.len()).map(|at| (at, 0.5)).collect();
    let row = BarcodeRow { group: 0, name: "Headline".into(), when: "2 May 2024".into(), words: 300, ticks };
    let kind = FigureKind::Barcode(Barcode {
        called: parallax::figure::Called::default(),
        groups: vec![group],
        rows: vec![row; 3],
        over_articles: vec![BarcodeSpread { dp_norm: Some(0.36), ..spread.clone() }; series.len()],
        over_groups: vec![BarcodeSpread { dp_norm: Some(0.26), ..spread }; series.len()],
        series,
        left_out: 2,
    });
    samples::figure("Where it stands", kind)
}

#[test]
fn headings_of_dispersion_are_whole_in_one_column() {
    for series in [1, 2, 8] {
        let scene = layout(&dispersion(series), &column());
        let texts = texts(&scene);
        let whole = texts.join(" ");
        assert!(texts.iter().all(|text| !text.ends_with('…')), "{texts:?}");
        for told in [
            "The Meridian Wire and Evening Advertiser of the Northern Isles",
            "DP norm –: needs at least 5 hits",
            "over the outlets DP norm 0.26",
            "2 articles with hits have no row here",
        ] {
            assert!(whole.contains(told), "{told} in {texts:?}");
        }
        for run in scene.texts() {
            let width = parallax::figure::measure::width(&run.text, run.size, run.weight);
            assert!(run.at.x - width < scene.width && run.at.x + width < scene.width + width, "{}", run.text);
        }
        // Strokes of several series stand at heights of their own.
        let tops: BTreeSet<i64> = scene
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Rect { rect, opacity, .. } if rect.width < 3.0 && *opacity >= 1.0 => {
                    Some((rect.y * 10.0) as i64)
                }
                _ => None,
            })
            .collect();
        assert_eq!(tops.len(), 3 * series, "{series} series in three rows");
    }
}

#[test]
fn a_caption_is_never_cut() {
    let mut figure = samples::ranking(2, 2, RankForm::Bars);
    figure.caption = format!("{}the end.", "words and more words of a long caption, ".repeat(40));
    let texts = texts(&layout(&figure, &column()));
    assert!(texts.iter().any(|text| text.ends_with("the end.")), "{texts:?}");
}
