//! Names beside dots, none over another name or over a dot.
//!
//! Greedy: names come in the order of their worth, each takes the first free place around its dot, and one that finds
//! none is left out. How many were is told under the figure.

use super::canvas::{Canvas, text_box};
use super::measure;
use super::palette::Role;
use super::scene::{Anchor, Rect, TextRun, Weight, Xy};

/// From a dot to its name.
const GAPS: [f64; 2] = [4.0, 8.0];
/// The share of the height of letters by which a name beside a dot hangs below its middle.
const MIDDLE: f64 = 0.36;

/// What is taken of a plane.
pub(super) struct Labeller {
    room: Rect,
    dots: Vec<Rect>,
    names: Vec<Rect>,
}

impl Labeller {
    /// Names stay within `room` and clear of `dots`.
    pub(super) fn new(room: Rect, dots: Vec<Rect>) -> Self {
        Self { room, dots, names: Vec::new() }
    }

    /// Names keep off a level rule too: the line of zero would run through them.
    pub(super) fn keep_off(mut self, rule: f64) -> Self {
        let Rect { x, width, .. } = self.room;
        self.dots.push(Rect { x, y: rule - 1.5, width, height: 3.0 });
        self
    }

    /// Writes `word` beside the dot at `at`; `false` where no place is free.
    pub(super) fn write(&mut self, canvas: &mut Canvas, word: &str, at: Xy, radius: f64) -> bool {
        let size = canvas.small;
        let word = measure::shorten(&measure::clean(word), size, Weight::Regular, self.room.width / 3.0);
        for gap in GAPS {
            let off = radius + gap;
            let aslant = off * std::f64::consts::FRAC_1_SQRT_2;
            let (level, above, below) = (at.y + size * MIDDLE, at.y - off, at.y + off + size * 2.0 * MIDDLE);
            let places = [
                (at.x + off, level, Anchor::Start),
                (at.x - off, level, Anchor::End),
                (at.x, above, Anchor::Middle),
                (at.x, below, Anchor::Middle),
                (at.x + aslant, at.y - aslant, Anchor::Start),
                (at.x + aslant, at.y + aslant + size * 2.0 * MIDDLE, Anchor::Start),
                (at.x - aslant, at.y - aslant, Anchor::End),
                (at.x - aslant, at.y + aslant + size * 2.0 * MIDDLE, Anchor::End),
            ];
            for (x, y, anchor) in places {
                let mut run = TextRun::new(Xy::new(x, y), word.clone(), anchor, size, Role::Text);
                run.has_halo = true;
                let rect = text_box(&run);
                if self.is_free(rect) {
                    self.names.push(rect);
                    canvas.text(run);
                    return true;
                }
            }
        }
        false
    }

    fn is_free(&self, rect: Rect) -> bool {
        let room = self.room;
        let is_inside = rect.x >= room.x
            && rect.right() <= room.right()
            && rect.y >= room.y
            && rect.bottom() <= room.bottom();
        is_inside && self.names.iter().chain(&self.dots).all(|other| !rect.overlaps(*other))
    }
}
