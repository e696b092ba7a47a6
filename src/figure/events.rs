//! What the user marked in time: thin upright lines, their names over the chart in rows so that none touches another.

use super::canvas::{Canvas, text_box};
use super::data::EventMark;
use super::measure;
use super::palette::Role;
use super::scene::{Anchor, Item, Rect, TextRun, Weight, Xy};

/// From a row of names to the next.
const ROW: f64 = 15.0;
/// Rows of names; a name for which there is no room in them is told by the figure's words and its table.
const MOST_ROWS: usize = 4;
const WIDEST: f64 = 160.0;
/// Between two names.
const APART: f64 = 8.0;

/// Where the lines stand and their names go.
pub(super) struct Plan {
    rows: usize,
    /// The line's place, and its name with the row from the top.
    marks: Vec<(f64, Option<(TextRun, usize)>)>,
}

impl Plan {
    pub(super) fn new(canvas: &Canvas, events: &[EventMark], bins: usize, left: f64, right: f64) -> Self {
        let mut inside: Vec<(f64, &EventMark)> = events
            .iter()
            .filter_map(|event| Some((event.at.filter(|at| (0.0..=bins as f64).contains(at))?, event)))
            .map(|(at, event)| (left + (right - left) * at / bins.max(1) as f64, event))
            .collect();
        inside.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.name.cmp(&b.1.name)));
        let mut taken: Vec<Vec<Rect>> = Vec::new();
        let mut marks = Vec::new();
        for (x, event) in inside {
            let run = |anchor, text: &str| {
                let away = if anchor == Anchor::Start { 4.0 } else { -4.0 };
                TextRun::new(Xy::new(x + away, 0.0), text, anchor, canvas.small, Role::Muted)
            };
            let name = measure::shorten(&measure::clean(&event.name), canvas.small, Weight::Regular, WIDEST);
            let fits = |run: &TextRun, row: &[Rect]| {
                let own = text_box(run);
                own.x >= left
                    && own.right() <= right
                    && row
                        .iter()
                        .all(|other| other.right() + APART <= own.x || own.right() + APART <= other.x)
            };
            let sides = [run(Anchor::Start, &name), run(Anchor::End, &name)];
            let found = (0..MOST_ROWS).find_map(|row| {
                let others = taken.get(row).map_or(&[][..], Vec::as_slice);
                sides.iter().find(|run| fits(run, others)).map(|run| (run.clone(), row))
            });
            if let Some((run, row)) = &found {
                while taken.len() <= *row {
                    taken.push(Vec::new());
                }
                if let Some(row) = taken.get_mut(*row) {
                    row.push(text_box(run));
                }
            }
            marks.push((x, found));
        }
        Self { rows: taken.len(), marks }
    }

    /// Room over the chart.
    pub(super) fn height(&self) -> f64 {
        self.rows as f64 * ROW
    }

    pub(super) fn draw(&self, canvas: &mut Canvas, plot: Rect) {
        for (x, name) in &self.marks {
            let x = x.round() - 0.5;
            let row = name.as_ref().map_or(self.rows, |(_, row)| *row);
            let from = plot.y - self.height() + row as f64 * ROW;
            canvas.scene.items.push(Item::Line {
                points: vec![Xy::new(x, from), Xy::new(x, plot.bottom())],
                stroke: Role::Muted,
                width: 1.0,
                dash: Some((3.0, 3.0)),
            });
            if let Some((run, _)) = name {
                let mut run = run.clone();
                run.at.y = from + 11.0;
                run.has_halo = true;
                canvas.text(run);
            }
        }
    }
}
