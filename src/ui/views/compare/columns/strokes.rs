//! Lines under and around words, each kind at a height of its own, so that several fit under one word.

use egui::{Color32, Painter, Rect, Shape, Stroke as Line, StrokeKind, pos2};

/// A line under or around words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// A straight line.
    Solid,
    /// Dots, under where a straight line would be.
    Dotted,
    /// A wave, under where a straight line would be.
    Waved,
    /// A thin frame.
    Boxed,
}

/// Distance of dots, and half the length of a wave.
const STEP: f32 = 3.5;

/// Paints the line for words that stand in `rect`, which is as high as their letters with their tails.
pub fn paint(painter: &Painter, rect: Rect, stroke: Stroke, colour: Color32) {
    let under = rect.bottom() - 1.0;
    match stroke {
        Stroke::Solid => {
            painter.hline(rect.x_range(), under, Line::new(2.0, colour));
        }
        Stroke::Dotted => {
            let mut x = rect.left() + 1.0;
            while x < rect.right() {
                painter.circle_filled(pos2(x, under + 2.5), 0.9, colour);
                x += STEP;
            }
        }
        Stroke::Waved => {
            let steps = ((rect.width() / STEP).floor() as usize).max(2);
            let point = |n: usize| {
                let y = if n.is_multiple_of(2) { 3.4 } else { 1.2 };
                pos2(rect.left() + n as f32 * STEP, under + y)
            };
            painter.add(Shape::line((0..=steps).map(point).collect(), Line::new(1.0, colour)));
        }
        Stroke::Boxed => {
            painter.rect_stroke(rect.expand(0.5), 2.0, Line::new(1.0, colour), StrokeKind::Outside);
        }
    }
}
