//! A figure in words: what a mark says when it is pointed at, and all of it for who does not see it.

use super::barcode_data::Barcode;
use super::data::{EventMark, Figure, FigureKind, Ranking};
use super::estimate::{Counts, Estimate};
use super::format;
use super::scene::TargetKind;
use super::shift_data::Shift;
use super::table_data::Table;

/// Marks read out before the rest is counted: nobody listens to more, and the CSV has them all.
const MOST_MARKS: usize = 120;

/// Below this many articles an interval is not to be trusted.
pub(super) const FEW_ARTICLES: u64 = 5;

/// All that a mark says, in lines; what is no mark says its name.
pub fn mark(figure: &Figure, target: TargetKind) -> String {
    let index = match target {
        TargetKind::Mark(index) => index,
        TargetKind::Category(index) => return category(figure, index),
        TargetKind::Series(index) => {
            return figure.series().get(index).map_or_else(String::new, |one| one.name.clone());
        }
    };
    if let Some((estimate, counts)) = measured(figure, index) {
        let mut lines = vec![names(figure, index).join(" · ")];
        lines.extend(number_lines(estimate, unit(figure)));
        lines.extend(count_lines(counts));
        return lines.join("\n");
    }
    let dots = match &figure.kind {
        FigureKind::Dots(dots) => dots,
        FigureKind::Shift(shift) => return shifted(shift, index),
        FigureKind::Barcode(chart) => return tick(chart, index),
        FigureKind::Bars(_) | FigureKind::Lines(_) | FigureKind::Ranking(_) | FigureKind::Table(_) => {
            return String::new();
        }
    };
    let Some(dot) = dots.dots.get(index) else { return String::new() };
    let series = dots.series.get(dot.series).map_or("", |series| series.name.as_str());
    let only = if dot.is_exclusive { "\nNowhere else" } else { "" };
    let value = if dot.y.is_finite() {
        format!("z {}", format::fixed(dot.y, 2))
    } else {
        format!("z —: {}", dot.reason)
    };
    format!(
        "“{}” in {series}\n{value}\n{}, in {}{only}",
        dot.word,
        format::counted(dot.counts.hits, "hit", "hits"),
        format::counted(dot.counts.articles_with_hits, "article", "articles"),
    )
}

fn shifted(shift: &Shift, index: usize) -> String {
    let Some(bar) = shift.bars.get(index) else { return String::new() };
    let [left, right] = &shift.sides;
    let more = if bar.side == 0 { left } else { right };
    format!(
        "“{}”, more in {}\n{} % of the difference\n{}: {}\n{}: {}",
        bar.word,
        more.name,
        format::fixed(bar.share, 1),
        left.name,
        format::counted(bar.hits[0], "hit", "hits"),
        right.name,
        format::counted(bar.hits[1], "hit", "hits"),
    )
}

/// One mark in one line: where, which series, the number with its interval, or why there is none.
pub fn short(figure: &Figure, target: TargetKind) -> String {
    let TargetKind::Mark(index) = target else { return mark(figure, target) };
    let Some((estimate, _)) = measured(figure, index) else {
        return mark(figure, target).replace('\n', ", ");
    };
    let names = names(figure, index).join(", ");
    match (estimate.value(), estimate.interval()) {
        (None, _) => format!("{names}: no number, {}", estimate.reason()),
        (Some(value), None) => format!("{names}: {}", format::number(value)),
        (Some(value), Some(interval)) => format!(
            "{names}: {}, interval {} to {}",
            format::number(value),
            format::number(interval.low),
            format::number(interval.high)
        ),
    }
}

/// The whole figure in words, in reading order: what it is, every mark with its interval, the caption.
pub fn summary(figure: &Figure) -> String {
    let kind = match &figure.kind {
        FigureKind::Bars(chart) => format!(
            "Bars, {}. {}, {}.",
            chart.axis.label,
            format::counted(chart.categories.len() as u64, "group", "groups"),
            format::counted(chart.series.len() as u64, "series", "series")
        ),
        FigureKind::Ranking(Ranking { bars, .. }) => format!(
            "Rows, {}. {}, {}.",
            bars.axis.label,
            format::counted(bars.categories.len() as u64, "row", "rows"),
            format::counted(bars.series.len() as u64, "series", "series")
        ),
        FigureKind::Lines(chart) => format!(
            "Lines over time, {}. {}, {}.",
            chart.axis.label,
            format::counted(chart.series.len() as u64, "line", "lines"),
            format::counted(chart.bins.len() as u64, "point in time", "points in time")
        ),
        FigureKind::Dots(chart) => {
            let where_ = if chart.rows.is_empty() { "in a plane" } else { "in rows" };
            format!("Words {where_}: to the right {}, upwards {}.", chart.x.label, chart.y.label)
        }
        FigureKind::Shift(chart) => {
            let [left, right] = &chart.sides;
            format!("Bars to the left for words of {}, to the right for words of {}.", left.name, right.name)
        }
        FigureKind::Barcode(chart) => barcode_in_words(chart),
        FigureKind::Table(chart) => table_in_words(chart),
    };
    let mut parts = vec![kind];
    if !figure.subtitle.is_empty() {
        parts.insert(0, format!("{}.", figure.subtitle.trim_end_matches('.')));
    }
    if let FigureKind::Lines(chart) = &figure.kind {
        let event = |event: &EventMark| format!("Marked: {}, {}.", event.name, event.when);
        parts.extend(chart.events.iter().map(event));
    }
    let order = reading_order(figure);
    parts.extend(order.iter().take(MOST_MARKS).map(|index| short(figure, TargetKind::Mark(*index)) + "."));
    if order.len() > MOST_MARKS {
        let more = format::counted((order.len() - MOST_MARKS) as u64, "mark", "marks");
        parts.push(format!("And {more} more; saved as CSV, the figure has all of them."));
    }
    parts.push(figure.caption.clone());
    parts.join(" ")
}

/// The marks as one reads them: bars group by group, lines one after the other in order of time,
/// words in the order of their labels.
pub fn reading_order(figure: &Figure) -> Vec<usize> {
    let mut order: Vec<usize> = match &figure.kind {
        FigureKind::Bars(chart) | FigureKind::Ranking(Ranking { bars: chart, .. }) => {
            (0..chart.bars.len()).collect()
        }
        FigureKind::Lines(chart) => (0..chart.points.len()).collect(),
        FigureKind::Dots(chart) => return (0..chart.dots.len()).collect(),
        FigureKind::Barcode(chart) => return (0..chart.tick_count()).collect(),
        FigureKind::Shift(chart) => return (0..chart.drawn().len()).collect(),
        FigureKind::Table(_) => return Vec::new(),
    };
    order.sort_by_key(|index| match &figure.kind {
        FigureKind::Bars(chart) | FigureKind::Ranking(Ranking { bars: chart, .. }) => {
            chart.bars.get(*index).map(|bar| (bar.category, bar.series))
        }
        FigureKind::Lines(chart) => chart.points.get(*index).map(|point| (point.series, point.bin)),
        FigureKind::Dots(_) | FigureKind::Barcode(_) | FigureKind::Shift(_) | FigureKind::Table(_) => None,
    });
    order
}

/// A hit: in which article, how far into it.
fn tick(chart: &Barcode, index: usize) -> String {
    let Some((row, series, at)) = chart.tick(index) else { return String::new() };
    let series = chart.series.get(series).map_or("", |one| one.name.as_str());
    let outlet = chart.groups.get(row.group).map_or("", |group| group.name.as_str());
    let words = format::counted(row.words, "word", "words");
    let lines = [
        format!("{series} · {outlet}"),
        row.name.clone(),
        row.when.clone(),
        format!("{} % into {words}", format::fixed(at * 100.0, 0)),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// How each series is spread, over all and in each outlet.
fn barcode_in_words(chart: &Barcode) -> String {
    let mut parts = vec![format!(
        "Places of hits in articles, one row an article: {}.",
        format::counted(chart.rows.len() as u64, "row", "rows")
    )];
    for (index, series) in chart.series.iter().enumerate() {
        if let Some(spread) = chart.over_articles.get(index) {
            parts.push(format!(
                "{}, all {}: {}.",
                series.name,
                chart.called.many,
                spread.in_words("article", "articles")
            ));
        }
        for group in &chart.groups {
            if let Some(spread) = group.spreads.get(index) {
                let spread = spread.in_words("article", "articles");
                parts.push(format!("{}, {}: {spread}.", series.name, group.name));
            }
        }
    }
    parts.join(" ")
}

/// Row by row, what stands in each column.
fn table_in_words(table: &Table) -> String {
    let rows = table.rows.iter().map(|row| {
        let cells = table.columns.iter().zip(&row.cells).filter(|(_, cell)| !cell.runs.is_empty());
        let cells: Vec<String> =
            cells.map(|(column, cell)| format!("{}: {}", column.name, cell.words())).collect();
        let of = if row.detail.is_empty() { String::new() } else { format!(", {}", row.detail) };
        format!("{}{of}. {}.", row.name, cells.join("; "))
    });
    rows.collect::<Vec<_>>().join(" ")
}

fn category(figure: &Figure, index: usize) -> String {
    let joined = |name: &str, detail: &str| {
        if detail.is_empty() { name.to_owned() } else { format!("{name}, {detail}") }
    };
    match &figure.kind {
        FigureKind::Bars(chart) | FigureKind::Ranking(Ranking { bars: chart, .. }) => {
            chart.categories.get(index).map(|one| {
                let named = joined(&one.name, &one.detail);
                if one.badge.is_empty() { named } else { format!("{named}, {}", one.badge) }
            })
        }
        FigureKind::Lines(chart) => chart.bins.get(index).map(|one| joined(&one.name, &one.detail)),
        FigureKind::Barcode(chart) => chart.rows.get(index).map(|row| joined(&row.name, &row.when)),
        FigureKind::Table(chart) => chart.rows.get(index).map(|row| joined(&row.name, &row.detail)),
        FigureKind::Dots(_) | FigureKind::Shift(_) => None,
    }
    .unwrap_or_default()
}

fn unit(figure: &Figure) -> &str {
    match &figure.kind {
        FigureKind::Bars(chart) | FigureKind::Ranking(Ranking { bars: chart, .. }) => &chart.axis.label,
        FigureKind::Lines(chart) => &chart.axis.label,
        FigureKind::Dots(_) | FigureKind::Barcode(_) | FigureKind::Shift(_) | FigureKind::Table(_) => "",
    }
}

fn measured(figure: &Figure, index: usize) -> Option<(&Estimate, Counts)> {
    match &figure.kind {
        FigureKind::Bars(chart) | FigureKind::Ranking(Ranking { bars: chart, .. }) => {
            chart.bars.get(index).map(|bar| (&bar.estimate, bar.counts))
        }
        FigureKind::Lines(chart) => chart.points.get(index).map(|point| (&point.estimate, point.counts)),
        FigureKind::Dots(_) | FigureKind::Barcode(_) | FigureKind::Shift(_) | FigureKind::Table(_) => None,
    }
}

/// Where, and which series.
fn names(figure: &Figure, index: usize) -> Vec<&str> {
    let (place, series) = match &figure.kind {
        FigureKind::Bars(chart) | FigureKind::Ranking(Ranking { bars: chart, .. }) => {
            let Some(bar) = chart.bars.get(index) else { return Vec::new() };
            (chart.categories.get(bar.category).map(|one| one.name.as_str()), chart.series.get(bar.series))
        }
        FigureKind::Lines(chart) => {
            let Some(point) = chart.points.get(index) else { return Vec::new() };
            (chart.bins.get(point.bin).map(|one| one.name.as_str()), chart.series.get(point.series))
        }
        FigureKind::Dots(_) | FigureKind::Barcode(_) | FigureKind::Shift(_) | FigureKind::Table(_) => {
            (None, None)
        }
    };
    [place, series.map(|one| one.name.as_str())].into_iter().flatten().collect()
}

fn number_lines(estimate: &Estimate, unit: &str) -> Vec<String> {
    let Some(value) = estimate.value() else { return vec![format!("— {}", estimate.reason())] };
    let mut lines = vec![format!("{} {unit}", format::number(value))];
    let bounds = |low: f64, high: f64| format!("{} to {}", format::number(low), format::number(high));
    if let Some(interval) = estimate.interval() {
        lines.push(format!("95 % interval by article: {}", bounds(interval.low, interval.high)));
        if let Some(naive) = estimate.naive() {
            lines.push(format!("if words were independent: {}", bounds(naive.low, naive.high)));
        }
    } else if !estimate.no_interval().is_empty() {
        lines.push(format!("interval —: {}", estimate.no_interval()));
    }
    lines
}

fn count_lines(counts: Counts) -> Vec<String> {
    let mut lines = vec![format!(
        "{} in {} of {}",
        format::counted(counts.hits, "hit", "hits"),
        format::count(counts.articles_with_hits),
        format::counted(counts.articles, "article", "articles"),
    )];
    match counts.design_effect {
        Some(effect) if effect > 1.05 => {
            lines.push(format!("Articles count as 1/{} of their words", format::fixed(effect, 1)));
        }
        Some(effect) if effect < 0.95 => {
            lines.push("Found about equally often in each article".to_owned());
        }
        Some(_) | None => {}
    }
    if (1..FEW_ARTICLES).contains(&counts.articles) {
        lines.push("Too few articles for an interval you should trust".to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::data::{Axis, Bar, BarShape, Bars, Category, Ink, Series};
    use super::*;

    fn figure() -> Figure {
        let counts =
            |articles, design_effect| Counts { hits: 9, articles, design_effect, ..Counts::default() };
        let bar = |category, series, estimate, counts| Bar { counts, ..Bar::new(category, series, estimate) };
        let bars = vec![
            bar(1, 0, Estimate::undefined("no articles"), counts(0, None)),
            bar(0, 1, Estimate::of(2.0).without_interval("only one article"), counts(1, None)),
            bar(0, 0, Estimate::within(9.1, 6.9, 11.3).with_naive(8.0, 10.0), counts(7, Some(0.6))),
        ];
        let kind = FigureKind::Bars(Bars {
            axis: Axis::new("Hits per 1,000 words"),
            categories: vec![Category::new("Norvia Daily", "7 articles"), Category::new("The Lantern", "")],
            series: vec![
                Series::new("Northern Arc", "", Ink::of_series(0)),
                Series::new("the islands", "", Ink::of_series(1)),
            ],
            bars,
            shape: BarShape::Bars,
        });
        let (title, caption) = ("Names".to_owned(), "24 articles.".to_owned());
        Figure { title, subtitle: String::new(), caption, kind }
    }

    #[test]
    fn a_figure_is_read_group_by_group_with_intervals_and_reasons() {
        let expected = "Bars, Hits per 1,000 words. 2 groups, 2 series. \
                        Norvia Daily, Northern Arc: 9.1, interval 6.9 to 11.3. \
                        Norvia Daily, the islands: 2. \
                        The Lantern, Northern Arc: no number, no articles. 24 articles.";
        assert_eq!(summary(&figure()).replace("2.0.", "2."), expected);
    }

    #[test]
    fn a_mark_says_why_something_is_missing_or_odd() {
        let says = |index| mark(&figure(), TargetKind::Mark(index));
        assert!(says(0).contains("— no articles"), "{}", says(0));
        assert!(says(1).contains("interval —: only one article"), "{}", says(1));
        assert!(says(2).contains("about equally often in each article"), "{}", says(2));
        assert_eq!(mark(&figure(), TargetKind::Category(0)), "Norvia Daily, 7 articles");
        assert_eq!(mark(&figure(), TargetKind::Mark(99)), "");
    }
}
