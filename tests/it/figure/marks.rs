//! What stands at the marks: values where there is room, nothing for a zero, intervals as bands.

use parallax::figure::{
    Bars, Estimate, Figure, FigureKind, Ink, Item, Lines, Options, Role, Scene, Size, layout, svg,
};

use super::samples;

fn at(width: f64) -> Options {
    Options { size: Size { width, height: 480.0 }, ..Options::default() }
}

/// Bars of one series with these values and no intervals.
fn bars(values: &[f64]) -> Figure {
    let mut figure = samples::many_bars(values.len(), 1);
    if let FigureKind::Bars(Bars { bars, .. }) = &mut figure.kind {
        for (bar, value) in bars.iter_mut().zip(values) {
            bar.estimate = Estimate::of(*value);
        }
    }
    figure
}

fn texts(scene: &Scene) -> Vec<&str> {
    scene.texts().map(|run| run.text.as_str()).collect()
}

/// Bars between the axes, whatever their ink.
fn drawn_bars(scene: &Scene) -> usize {
    let inked = |fill: &Role| matches!(fill, Role::Outlet(_) | Role::Series(_));
    let is_bar = |item: &&Item| matches!(item, Item::Rect { fill, .. } if inked(fill));
    scene.items.iter().filter(is_bar).count()
}

#[test]
fn nothing_is_drawn_for_a_zero_but_its_number() {
    for (values, shown) in
        [(&[3.0, 0.0, 2.0][..], 2), (&[0.0, 0.0], 0), (&[5.0, 0.001], 2), (&[-4.0, 0.0, 4.0], 2)]
    {
        let figure = bars(values);
        let scene = layout(&figure, &at(720.0));
        assert_eq!(drawn_bars(&scene), shown, "{values:?}");
        let zeros = texts(&scene).iter().filter(|text| **text == "0").count();
        // One more stands at the axis.
        assert_eq!(zeros, values.iter().filter(|value| **value == 0.0).count() + 1, "{values:?}");
    }
    // Where bars are too many for their values, a zero is still told from a bar that is missing.
    let mut values = vec![2.0; 24];
    values[7] = 0.0;
    let scene = layout(&bars(&values), &at(960.0));
    assert_eq!((drawn_bars(&scene), texts(&scene).iter().filter(|text| **text == "0").count()), (23, 2));
}

#[test]
fn of_values_without_room_the_highest_stay_and_the_rest_is_told() {
    const TOLD: [&str; 2] = ["not every value is written here; the table has all", "more in the table"];
    let values: Vec<f64> = (0..16).map(|index| 1_000.0 + f64::from(index % 4)).collect();
    for (width, all) in [(1_400.0, true), (330.0, false)] {
        let figure = bars(&values);
        let scene = layout(&figure, &at(width));
        let written: Vec<&str> = texts(&scene).into_iter().filter(|text| text.starts_with("1,00")).collect();
        let is_told = texts(&scene).iter().any(|text| TOLD.contains(text));
        assert!(written.contains(&"1,003"), "{width}: {written:?}");
        // The axis has a number of the kind of its own.
        assert_eq!(written.len() >= 16, all, "{width}: {written:?}");
        assert_eq!(is_told, !all, "{width}: {:?}", texts(&scene));
    }
}

fn bands(scene: &Scene) -> Vec<Role> {
    let of = |item: &Item| match item {
        Item::Polygon { fill, opacity, .. } if *opacity < 0.3 => Some(*fill),
        _ => None,
    };
    scene.items.iter().filter_map(of).collect()
}

#[test]
fn intervals_of_few_lines_are_bands_and_of_many_only_that_of_the_line_looked_at() {
    let ink = |index: usize| Ink::of_series(index).role();
    let looked_at = |series| Options { looked_at: Some(series), ..at(960.0) };
    for (lines, options, expected, told) in [
        (1, at(960.0), vec![0], None),
        (3, at(960.0), vec![0, 1, 2], None),
        (3, looked_at(1), vec![0, 1, 2], None),
        (6, at(960.0), vec![], Some("intervals of so many lines are not drawn; the table has them")),
        (6, looked_at(2), vec![2], Some("the band is the interval of")),
        (6, looked_at(99), vec![], Some("intervals of so many lines are not drawn; the table has them")),
    ] {
        let mut figure = samples::over_time(24, lines);
        if let FigureKind::Lines(Lines { series, points, .. }) = &mut figure.kind {
            for (index, one) in series.iter_mut().enumerate() {
                one.ink = Ink::of_series(index);
            }
            // Without gaps each band is one shape.
            for point in points.iter_mut() {
                point.estimate = Estimate::within(3.0 + point.series as f64, 2.0, 5.0 + point.series as f64);
            }
        }
        let scene = layout(&figure, &options);
        let mut found = bands(&scene);
        found.dedup();
        assert_eq!(found, expected.iter().map(|index| ink(*index)).collect::<Vec<_>>(), "{lines} lines");
        let says = |words: &str| texts(&scene).iter().any(|text| text.starts_with(words));
        assert!(told.is_none_or(says), "{lines} lines: {:?}", texts(&scene));
        assert_eq!(told.is_some(), says("the band is") || says("intervals of so many"), "{lines} lines");
        // The same shapes are written.
        let drawing = svg::to_svg(&figure, &options);
        let is_band = |line: &&str| line.starts_with("<polygon") && line.contains("fill-opacity=\"0.15\"");
        assert_eq!(drawing.lines().filter(is_band).count(), bands(&scene).len());
    }
}

#[test]
fn looking_at_a_line_moves_nothing() {
    let figure = samples::over_time(24, 6);
    let (one, other) =
        (layout(&figure, &at(960.0)), layout(&figure, &Options { looked_at: Some(3), ..at(960.0) }));
    assert_eq!((one.plot, one.height, one.targets), (other.plot, other.height, other.targets));
}
