//! The sentences under a chart that say why a number is missing.

use super::data::{Bars, Figure, FigureKind, Lines};
use super::format;

/// Names written out before the rest is counted.
const NAMES: usize = 4;
/// Reasons written out before the rest is counted.
const REASONS: usize = 3;

/// One sentence a reason, in the order of the chart.
pub(super) fn notes(figure: &Figure) -> Vec<String> {
    let reasons = match &figure.kind {
        FigureKind::Bars(chart) => missing_bars(chart, false),
        FigureKind::Lines(chart) => missing_points(chart),
        FigureKind::Ranking(chart) => missing_bars(&chart.bars, true),
        FigureKind::Dots(_) | FigureKind::Barcode(_) | FigureKind::Shift(_) | FigureKind::Table(_) => {
            Vec::new()
        }
    };
    let lead = match &figure.kind {
        FigureKind::Lines(chart) if chart.series.len() == 1 => "Gaps at ",
        FigureKind::Lines(_) => "Gaps of ",
        FigureKind::Bars(_)
        | FigureKind::Dots(_)
        | FigureKind::Ranking(_)
        | FigureKind::Barcode(_)
        | FigureKind::Shift(_)
        | FigureKind::Table(_) => "– ",
    };
    let mut notes: Vec<String> = Vec::new();
    for (reason, names) in reasons.iter().take(REASONS) {
        let mut shown: Vec<String> = names.iter().take(NAMES).cloned().collect();
        if names.len() > NAMES {
            shown.push(format!("{} more", names.len() - NAMES));
        }
        notes.push(format!("{lead}{}: {reason}.", format::list(&shown)));
    }
    if reasons.len() > REASONS {
        let more = format::counted((reasons.len() - REASONS) as u64, "other reason", "other reasons");
        notes.push(format!("– Elsewhere: {more}, given with the numbers."));
    }
    if let FigureKind::Lines(chart) = &figure.kind {
        notes.extend(missing_events(chart));
    }
    notes
}

type Reasons = Vec<(String, Vec<String>)>;

fn add(reasons: &mut Reasons, reason: &str, name: String) {
    let reason = reason.trim().trim_end_matches('.');
    match reasons.iter_mut().find(|(known, _)| known == reason) {
        Some((_, names)) if names.contains(&name) => {}
        Some((_, names)) => names.push(name),
        None => reasons.push((reason.to_owned(), vec![name])),
    }
}

/// `by_series` names a series once of which all marks are missing; what lacks numbers in the rest is named by group.
fn missing_bars(chart: &Bars, by_series: bool) -> Reasons {
    let mut reasons = Reasons::new();
    let has_none = |series: usize| {
        by_series && !chart.bars.iter().any(|bar| bar.series == series && bar.estimate.value().is_some())
    };
    for (index, series) in chart.series.iter().enumerate().filter(|(index, _)| has_none(*index)) {
        for bar in chart.bars.iter().filter(|bar| bar.series == index) {
            add(&mut reasons, bar.estimate.reason(), series.name.clone());
        }
    }
    for (index, category) in chart.categories.iter().enumerate() {
        let of_category = || chart.bars.iter().filter(move |bar| bar.category == index);
        let missing: Vec<_> =
            of_category().filter(|bar| bar.estimate.value().is_none() && !has_none(bar.series)).collect();
        let is_all = missing.len() == of_category().count();
        for bar in missing {
            let Some(series) = chart.series.get(bar.series) else { continue };
            let name = if is_all || chart.series.len() == 1 {
                category.name.clone()
            } else {
                format!("{}, {}", category.name, series.name)
            };
            add(&mut reasons, bar.estimate.reason(), name);
        }
    }
    reasons
}

fn missing_points(chart: &Lines) -> Reasons {
    let mut reasons = Reasons::new();
    let is_one = chart.series.len() == 1;
    for point in chart.points.iter().filter(|point| point.estimate.value().is_none()) {
        // Of several lines each has its own gaps, and a list of all is nothing to read: the strips show them.
        let name = if is_one {
            chart.bins.get(point.bin).map(|bin| &bin.name)
        } else {
            chart.series.get(point.series).map(|series| &series.name)
        };
        if let Some(name) = name {
            add(&mut reasons, point.estimate.reason(), name.clone());
        }
    }
    reasons
}

/// Events that lie outside of the time shown: told, since they are not drawn.
fn missing_events(chart: &Lines) -> Option<String> {
    let outside = chart.events.iter().filter(|event| event.at.is_none());
    let mut names: Vec<String> = outside.map(|event| format!("{} ({})", event.name, event.when)).collect();
    let more = names.len().saturating_sub(NAMES);
    names.truncate(NAMES);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    (!names.is_empty()).then(|| format!("Outside of the time shown: {}.", format::list(&names)))
}

#[cfg(test)]
mod tests {
    use super::super::data::{Axis, Bar, BarShape, Category, Ink, Series};
    use super::super::estimate::Estimate;
    use super::*;

    #[test]
    fn an_outlet_without_any_number_is_named_once() {
        let categories = vec![Category::new("The Lantern", ""), Category::new("Norvia Daily", "")];
        let series = vec![Series::new("a", "", Ink::nth(0)), Series::new("b", "", Ink::nth(1))];
        let none = || Estimate::undefined("no articles.");
        let bars = vec![
            Bar::new(0, 0, none()),
            Bar::new(0, 1, none()),
            Bar::new(1, 0, Estimate::of(1.0)),
            Bar::new(1, 1, none()),
        ];
        let kind =
            FigureKind::Bars(Bars { axis: Axis::new(""), categories, series, bars, shape: BarShape::Bars });
        let figure = Figure { title: String::new(), subtitle: String::new(), caption: String::new(), kind };
        assert_eq!(notes(&figure), ["– The Lantern and Norvia Daily, b: no articles."]);
    }
}
