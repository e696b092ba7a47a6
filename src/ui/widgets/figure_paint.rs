//! Paints the scene of a figure: the same that is written to SVG and PNG.

use std::sync::Arc;

use egui::epaint::{PathShape, TextShape};
use egui::{Color32, CornerRadius, FontFamily, FontId, Pos2, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::figure::{Anchor, Corners, Item, Rect, Scene, TextRun, Weight, Xy};
use crate::ui::theme::{Face, Tokens};

/// How far a halo reaches, as a share of the size of its text.
const HALO: f32 = 0.09;

/// Where a rectangle of a scene stands on the screen.
pub fn screen_rect(rect: Rect, origin: Pos2) -> egui::Rect {
    egui::Rect::from_min_size(
        pos2(origin.x + rect.x as f32, origin.y + rect.y as f32),
        vec2(rect.width as f32, rect.height as f32),
    )
}

/// Paints a scene from `origin` on in the colours of these tokens; `dim` is how much of them shows.
pub fn paint(ui: &Ui, tokens: &Tokens, scene: &Scene, origin: Pos2, dim: f32) {
    let painter = ui.painter();
    let place = |xy: Xy| pos2(origin.x + xy.x as f32, origin.y + xy.y as f32);
    let colour = |role, opacity: f64| tokens.role(role).gamma_multiply(opacity as f32 * dim);
    for item in &scene.items {
        match item {
            Item::Rect { rect, corners, fill, opacity } => {
                painter.rect_filled(screen_rect(*rect, origin), rounded(*corners), colour(*fill, *opacity));
            }
            Item::Frame { rect, corners, stroke, width } => {
                let line = Stroke::new(*width as f32, colour(*stroke, 1.0));
                painter.rect_stroke(screen_rect(*rect, origin), rounded(*corners), line, StrokeKind::Inside);
            }
            Item::Line { points, stroke, width, dash } => {
                let points: Vec<Pos2> = points.iter().map(|point| place(*point)).collect();
                let line = Stroke::new(*width as f32, colour(*stroke, 1.0));
                match dash {
                    Some((on, off)) => {
                        painter.extend(Shape::dashed_line(&points, line, *on as f32, *off as f32));
                    }
                    None => {
                        painter.line(points, line);
                    }
                }
            }
            Item::Polygon { points, fill, opacity } => {
                // Bands bend both ways, so they are cut into strips that are convex each.
                let points: Vec<Pos2> = points.iter().map(|point| place(*point)).collect();
                for strip in strips(&points) {
                    let shape = PathShape::convex_polygon(strip, colour(*fill, *opacity), Stroke::NONE);
                    painter.add(shape);
                }
            }
            Item::Disc { centre, radius, fill, opacity } => {
                painter.circle_filled(place(*centre), *radius as f32, colour(*fill, *opacity));
            }
            Item::Ring { centre, radius, stroke, width } => {
                let line = Stroke::new(*width as f32, colour(*stroke, 1.0));
                painter.circle_stroke(place(*centre), *radius as f32, line);
            }
            Item::Text(run) => paint_text(ui, tokens, run, place(run.at), dim),
        }
    }
}

fn rounded(corners: Corners) -> CornerRadius {
    let (upper, lower) = (corners.upper.round() as u8, corners.lower.round() as u8);
    CornerRadius { nw: upper, ne: upper, sw: lower, se: lower }
}

/// A band goes along its upper edge and back along its lower one: the n-th point from each end face
/// each other.
fn strips(points: &[Pos2]) -> Vec<Vec<Pos2>> {
    let half = points.len() / 2;
    if points.len() < 4 || points.len() % 2 == 1 {
        return vec![points.to_vec()];
    }
    (0..half - 1)
        .map(|at| {
            let back = points.len() - 1 - at;
            vec![points[at], points[at + 1], points[back - 1], points[back]]
        })
        .collect()
}

fn paint_text(ui: &Ui, tokens: &Tokens, run: &TextRun, at: Pos2, dim: f32) {
    let family = match run.weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::SemiBold => Face::SemiBold.family(),
    };
    let colour = tokens.role(run.fill).gamma_multiply(dim);
    let galley = ui.painter().layout_no_wrap(run.text.clone(), FontId::new(run.size as f32, family), colour);
    let baseline = galley
        .rows
        .first()
        .and_then(|row| row.row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y))
        .unwrap_or(0.0);
    let shift = match run.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => galley.size().x / 2.0,
        Anchor::End => galley.size().x,
    };
    let angle = (run.turn as f32).to_radians();
    let offset = egui::emath::Rot2::from_angle(angle) * vec2(-shift, -baseline);
    if run.has_halo {
        let off = run.size as f32 * HALO;
        for (x, y) in [(-off, 0.0), (off, 0.0), (0.0, -off), (0.0, off)] {
            let halo = TextShape::new(at + offset + vec2(x, y), Arc::clone(&galley), Color32::TRANSPARENT)
                .with_override_text_color(tokens.surface)
                .with_angle(angle);
            ui.painter().add(halo);
        }
    }
    ui.painter().add(TextShape::new(at + offset, galley, colour).with_angle(angle));
}
