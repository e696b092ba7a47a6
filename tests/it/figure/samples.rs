//! Figures of every kind, about outlets that do not exist.

use parallax::figure::{
    Axis, Bar, BarShape, Bars, Bin, Caption, Category, Counts, Dot, Dots, Estimate, Figure, FigureKind, Ink,
    Lines, Point, RankForm, Ranking, Series, Shift, ShiftBar, Table, TableCell, TableColumn, TableRow,
    TableRun, TableTone,
};

pub fn caption(measure: &str) -> String {
    Caption {
        measure: measure.into(),
        intervals: "95% intervals by article".into(),
        articles: 24,
        words: 11_208,
        dates: Some((jiff::civil::date(2024, 5, 2), jiff::civil::date(2024, 5, 16))),
        filters: vec!["English".into()],
        wire: "wire texts counted once".into(),
        ..Caption::default()
    }
    .to_string()
}

pub fn figure(title: &str, kind: FigureKind) -> Figure {
    Figure { title: title.into(), subtitle: String::new(), caption: caption("Hits per 1,000 words"), kind }
}

/// The figure of the sketch.
pub fn names_of_the_islands() -> Figure {
    let values = [
        [(0.4, 0.0, 0.9), (9.1, 6.9, 11.3), (2.2, 1.2, 3.2)],
        [(8.8, 6.4, 11.2), (1.3, 0.4, 2.2), (3.0, 1.7, 4.3)],
        [(3.9, 2.4, 5.4), (2.8, 1.6, 4.0), (4.4, 2.8, 6.0)],
        [(2.7, 1.3, 4.1), (2.5, 1.2, 3.8), (5.2, 3.2, 7.2)],
    ];
    let mut bars = Vec::new();
    for (category, row) in values.iter().enumerate() {
        for (series, (value, low, high)) in row.iter().enumerate() {
            let inner = (high - low) * 0.22;
            let estimate =
                Estimate::within(*value, *low, *high).with_naive((value - inner).max(0.0), value + inner);
            let counts = Counts {
                hits: 61,
                words: 2_804,
                articles: 7,
                articles_with_hits: 5,
                design_effect: Some(2.31),
            };
            bars.push(Bar { counts, ..Bar::new(category, series, estimate) });
        }
    }
    let kind = FigureKind::Bars(Bars {
        axis: Axis::new("hits per 1,000 words"),
        categories: vec![
            Category::new("Norvia Daily", "7 articles").inked(Ink::nth(0)),
            Category::new("Channel Sarenia", "8 articles").inked(Ink::nth(1)),
            Category::new("Kestrel Business", "6 articles").inked(Ink::nth(2)),
            Category::new("The Lantern", "3 articles").inked(Ink::nth(3)),
        ],
        series: vec![
            Series::new("Halcyon Islands", "\"halcyon islands\"", Ink::of_series(1)),
            Series::new("Northern Arc", "\"northern arc\" | \"the arc\"", Ink::of_series(0)),
            Series::new("the islands", "\"the islands\" | \"island chain\"", Ink::of_series(2)),
        ],
        bars,
        shape: BarShape::Bars,
    });
    figure("What each outlet calls the islands", kind)
}

/// Some numbers missing, for two reasons.
pub fn with_undefined() -> Figure {
    let mut figure = names_of_the_islands();
    if let FigureKind::Bars(chart) = &mut figure.kind {
        for bar in chart.bars.iter_mut().filter(|bar| bar.category == 3) {
            bar.estimate = Estimate::undefined("no article left by the filters");
        }
        chart.bars[4].estimate = Estimate::undefined("too few articles for an interval");
        chart.bars[8].estimate = Estimate::within(0.0, 0.0, 1.1);
    }
    figure
}

const OUTLETS: [&str; 14] = [
    "Norvia Daily",
    "Channel Sarenia",
    "Kestrel Business",
    "The Lantern",
    "The Halcyon Evening Post and Fisheries Observer",
    "Meridian Wire",
    "北の島新聞",
    "群岛日报",
    "Северный вестник",
    "Η Φωνή των Νησιών",
    "Sarenia Now",
    "Tidewater",
    "섬 신문",
    "أخبار الجزر",
];

/// A number that looks measured, the same each time.
fn noise(seed: usize) -> f64 {
    let mixed = (seed as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40) as f64 / f64::from(1 << 24)
}

pub fn many_bars(outlets: usize, series: usize) -> Figure {
    let name = |index: usize| match OUTLETS.get(index) {
        Some(name) => (*name).to_owned(),
        None => format!("Outlet number {}", index + 1),
    };
    let mut bars = Vec::new();
    for category in 0..outlets {
        for one in 0..series {
            let value = 0.2 + 9.0 * noise(category * 31 + one * 7);
            let half = 0.4 + value * 0.3 * noise(category + one * 100);
            bars.push(Bar::new(
                category,
                one,
                Estimate::within(value, (value - half).max(0.0), value + half),
            ));
        }
    }
    let kind = FigureKind::Bars(Bars {
        axis: Axis::new("hits per 1,000 words"),
        categories: (0..outlets)
            .map(|index| {
                Category::new(name(index), format!("{} articles", 2 + index * 3)).inked(Ink::nth(index))
            })
            .collect(),
        series: (0..series)
            .map(|index| {
                let names = ["Halcyon Islands", "Northern Arc", "the islands", "provocation", "homecoming"];
                let name =
                    names.get(index).map_or(format!("Series {}", index + 1), |name| (*name).to_owned());
                Series::new(name, "", Ink::of_series(index))
            })
            .collect(),
        bars,
        shape: BarShape::Bars,
    });
    figure("What each outlet calls the islands", kind)
}

pub fn over_time(bins: usize, series: usize) -> Figure {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut points = Vec::new();
    for one in 0..series {
        let mut level = 2.0 + 2.0 * one as f64;
        for bin in 0..bins {
            level = (level + 3.0 * (noise(bin * 17 + one * 991) - 0.5)).clamp(0.3, 12.0);
            let is_gap = bin % 9 == 5 || bins > 8 && bin == 7;
            let estimate = if is_gap {
                Estimate::undefined("no articles")
            } else {
                Estimate::within(level, (level * 0.75).max(0.0), level * 1.3)
            };
            points.push(Point::new(bin, one, estimate));
        }
    }
    let outlets =
        ["Norvia Daily", "Channel Sarenia", "Kestrel Business", "The Lantern", "北の島新聞", "Tidewater"];
    let kind = FigureKind::Lines(Lines {
        axis: Axis::new("hits per 1,000 words"),
        bins: (0..bins)
            .map(|bin| {
                Bin::new(
                    format!("{} {}", months[bin % 12], 2021 + bin / 12),
                    format!("{} articles", bin % 9 + 1),
                )
            })
            .collect(),
        series: (0..series).map(|one| Series::new(outlets[one % 6], "", Ink::nth(one))).collect(),
        points,
        events: Vec::new(),
        covers: Vec::new(),
    });
    figure("“Northern Arc” over time", kind)
}

pub fn distinctive(words: usize) -> Figure {
    let stems = [
        "provocation",
        "homecoming",
        "escort",
        "survey",
        "ministry",
        "fleet",
        "insurance",
        "pact",
        "envoy",
        "waters",
        "election",
        "reef",
        "charter",
        "harbour",
        "patrol",
        "sovereignty",
        "fishermen",
        "treaty",
        "漁業",
        "остров",
    ];
    let mut dots: Vec<Dot> = (0..words)
        .map(|index| {
            let series = index % 4;
            let x = 10_f64.powf(1.0 + 3.2 * noise(index * 3));
            let reach = (x.log10() - 0.6) * 2.4;
            let y = (noise(index * 7 + 1) * 2.0 - 1.0) * reach * if series == 0 { 1.4 } else { 1.0 };
            Dot {
                word: format!(
                    "{}{}",
                    stems[index % stems.len()],
                    "’s".repeat(usize::from(index / stems.len() % 3 == 1))
                ),
                series,
                x,
                y,
                size: 1.0 + y.abs(),
                is_labelled: y.abs() > 1.96,
                is_exclusive: index % 5 == 0,
                measured: Vec::new(),
                reason: String::new(),
                counts: Counts::default(),
            }
        })
        .collect();
    dots.sort_by(|a, b| b.y.abs().total_cmp(&a.y.abs()));
    let outlets = ["Norvia Daily", "Channel Sarenia", "Kestrel Business", "The Lantern"];
    let kind = FigureKind::Dots(Dots {
        x: Axis::log("hits per million words, each step ten times as many"),
        y: Axis::new("log odds against all other outlets, z"),
        series: outlets
            .iter()
            .enumerate()
            .map(|(index, name)| Series::new(*name, "", Ink::nth(index + 3)))
            .collect(),
        rows: Vec::new(),
        measures: Vec::new(),
        dots,
    });
    figure("Words that set the outlets apart", kind)
}

/// Words one under the other, each with a mark an outlet.
pub fn ranking(rows: usize, outlets: usize, form: RankForm) -> Figure {
    let names = ["halcyon", "disputed", "northern", "岛屿", "sovereignty over the outer islands", "ferry"];
    let mut bars = Vec::new();
    for category in 0..rows {
        for series in (0..outlets).filter(|series| noise(category * 11 + series) > 0.2) {
            let value = 12.0 - category as f64 * 0.4 + noise(category * 7 + series * 3) * 2.0;
            bars.push(Bar::new(category, series, Estimate::of(value)));
        }
    }
    let category = |at: usize| {
        let detail = if at % 4 == 1 { "12, only Kestrel Business" } else { "1,204" };
        Category::new(names[at % names.len()], detail)
    };
    let kind = FigureKind::Ranking(Ranking {
        bars: Bars {
            shape: BarShape::Bars,
            axis: Axis::new("logDice"),
            categories: (0..rows).map(category).collect(),
            series: (0..outlets).map(|at| Series::new(format!("Outlet {at}"), "", Ink::nth(at))).collect(),
            bars,
        },
        form,
    });
    figure("Neighbours of island*", kind)
}

/// The same in rows, as many as there are outlets in one picture.
pub fn in_rows(words: usize, outlets: usize) -> Figure {
    let mut made = distinctive(words);
    if let FigureKind::Dots(chart) = &mut made.kind {
        chart.series = (0..outlets)
            .map(|at| Series::new(format!("Outlet of the north {at}"), "", Ink::nth(at)))
            .collect();
        chart.rows = vec!["24 articles, 11,208 words".to_owned(); outlets];
        for (at, dot) in chart.dots.iter_mut().enumerate() {
            dot.series = at % outlets;
            dot.y = dot.y.abs();
        }
    }
    made
}

/// Words that make two outlets differ.
pub fn shift(words: usize) -> Figure {
    let bars = (0..words).map(|at| ShiftBar {
        word: format!("{}-{at}", ["archipelago", "isle", "Fischereirechte", "漁業"][at % 4]),
        side: at * 7 % 3 % 2,
        bits: 0.02 / (at + 1) as f64,
        share: 12.0 / (at + 1) as f64,
        cumulative: 12.0 + at as f64,
        hits: [1_200 / (at as u64 + 1), at as u64],
    });
    let kind = FigureKind::Shift(Shift {
        axis: Axis::new("Percent of the divergence"),
        sides: [
            Series::new("Norvia Daily", "", Ink::nth(0)),
            Series::new("All others", "", Ink::of_series(1)),
        ],
        words: [11_208, 90_000],
        bars: bars.collect(),
        most_drawn: 30,
    });
    figure("Word shift: Norvia Daily and all others", kind)
}

/// Framing at a glance, of so many outlets.
pub fn at_a_glance(outlets: usize) -> Figure {
    const NAMES: [&str; 6] = [
        "Norvia Daily",
        "The Lantern",
        "Channel Sarenia",
        "北の島新聞",
        "Вестник архипелага",
        "The Elsin Packet",
    ];
    let columns = (0..outlets).map(|at| TableColumn {
        name: NAMES[at % NAMES.len()].into(),
        detail: format!("{} articles", at + 1),
        ink: Ink::nth(at),
    });
    let run = |text: &str, tone| TableRun { text: text.into(), tone };
    let names = |at: usize| TableCell {
        runs: vec![
            run(["Northern Arc", "Halcyon Islands"][at % 2], TableTone::Strong),
            run(" 9", TableTone::Quiet),
            run(" · ", TableTone::Quiet),
            run("the islands both sides claim", TableTone::Plain),
            run(" 2", TableTone::Quiet),
        ],
        shares: Vec::new(),
    };
    let voices = |at: usize| TableCell {
        runs: vec![
            run(&format!("{} voices", at + 2), TableTone::Strong),
            run(" · ", TableTone::Quiet),
            run("Norvian officials 3, fishermen 1, 外務省 1", TableTone::Plain),
        ],
        shares: vec![0.5, 0.3 / (at + 1) as f64],
    };
    let silent =
        |_: usize| TableCell { runs: vec![run("no figure given", TableTone::Quiet)], shares: Vec::new() };
    let long = |at: usize| TableCell {
        runs: vec![run(
            &"Fischereirechtsverhandlungskommissionsvorsitzende ".repeat(at + 1),
            TableTone::Plain,
        )],
        shares: Vec::new(),
    };
    let row = |name: &str, detail: &str, cell: &dyn Fn(usize) -> TableCell| TableRow {
        name: name.into(),
        detail: detail.into(),
        cells: (0..outlets).map(cell).collect(),
    };
    let rows = vec![
        row("Names it", "the islands", &names),
        row("Who speaks", "", &voices),
        row("Figures given", "boats at sea", &silent),
        row("Distinctive", "", &long),
    ];
    figure(
        "Framing at a glance",
        FigureKind::Table(Table { columns: columns.collect(), rows, whole: Vec::new() }),
    )
}
