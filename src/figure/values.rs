//! Values written at the marks: the highest first, and those that would touch something are left out.

use super::canvas::{Canvas, text_box};
use super::scene::{Rect, TextRun};

/// A value to be written.
pub(super) struct Value {
    /// Its text in its place.
    pub(super) run: TextRun,
    /// The higher, the sooner it is written.
    pub(super) rank: f64,
    /// The number of its mark: what belongs to that may be touched.
    pub(super) own: usize,
}

/// Writes what touches neither what is written before it nor the marks of others, each with its number.
/// Gives how many had no room.
pub(super) fn write(canvas: &mut Canvas, mut values: Vec<Value>, taken: &[(usize, Rect)]) -> usize {
    values.sort_by(|one, other| other.rank.total_cmp(&one.rank).then(one.own.cmp(&other.own)));
    let all = values.len();
    let mut places: Vec<Rect> = Vec::new();
    values.retain(|value| {
        let place = text_box(&value.run);
        let touches_mark = taken.iter().any(|(whose, rect)| *whose != value.own && rect.overlaps(place));
        let has_room = !touches_mark && !places.iter().any(|other| other.overlaps(place));
        if has_room {
            places.push(place);
        }
        has_room
    });
    let left_out = all - values.len();
    // A drawing is read out in the order of its marks.
    values.sort_by_key(|value| value.own);
    for value in values {
        canvas.text(value.run);
    }
    left_out
}
