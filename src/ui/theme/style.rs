//! Tokens become egui's style here, once for each theme.

use egui::style::{Selection, WidgetVisuals};
use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Theme, Visuals, vec2};

use super::Tokens;
use crate::figure::Scheme;

/// Gives both of egui's themes the program's look.
pub fn apply(ctx: &egui::Context) {
    ctx.set_style_of(Theme::Light, style(Tokens::of(Scheme::Light)));
    ctx.set_style_of(Theme::Dark, style(Tokens::of(Scheme::Dark)));
}

/// Whether what appears fades in, or is there at once.
pub fn set_motion(ctx: &egui::Context, moves: bool) {
    let fade = Tokens::of(Scheme::Light).sizes.motion.fade as f32 / 1000.0;
    ctx.all_styles_mut(|style| {
        style.animation_time = if moves { fade } else { 0.0 };
        style.scroll_animation = if moves {
            egui::style::ScrollAnimation::default()
        } else {
            egui::style::ScrollAnimation::none()
        };
    });
}

/// Tick boxes and rings are nothing but an outline: it is as strong as second lines of text, on any ground and in
/// menus, which take outlines away.
pub fn outline_ticks(visuals: &mut Visuals, tokens: &Tokens) {
    let widgets = &mut visuals.widgets;
    for widget in [&mut widgets.inactive, &mut widgets.noninteractive] {
        widget.bg_stroke = Stroke::new(1.0, tokens.muted);
    }
    widgets.hovered.bg_stroke = Stroke::new(1.5, tokens.text);
    for widget in [&mut widgets.active, &mut widgets.open] {
        widget.bg_stroke = Stroke::new(1.5, tokens.accent);
    }
}

fn style(tokens: &Tokens) -> Style {
    let mut style = Style { visuals: visuals(tokens), ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, tokens.small()),
        (TextStyle::Body, tokens.normal()),
        (TextStyle::Button, tokens.normal()),
        (TextStyle::Heading, tokens.heading()),
        (TextStyle::Monospace, tokens.figures()),
        (TextStyle::Name("reading".into()), tokens.reading()),
    ]
    .into();
    let space = &tokens.sizes.space;
    style.spacing.item_spacing = vec2(space.normal as f32, space.tight as f32);
    style.spacing.button_padding = vec2(10.0, 5.0);
    style.spacing.interact_size = vec2(24.0, 28.0);
    style.spacing.window_margin = Margin::same(space.panel as i8);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.menu_width = 300.0;
    style.spacing.tooltip_width = 420.0;
    style.spacing.scroll.floating = true;
    style.spacing.scroll.bar_width = 8.0;
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;
    style
}

fn visuals(tokens: &Tokens) -> Visuals {
    let mut visuals = match tokens.scheme {
        Scheme::Light => Visuals::light(),
        Scheme::Dark => Visuals::dark(),
    };
    let corner = CornerRadius::same(tokens.sizes.corner.normal as u8);
    let plain = WidgetVisuals {
        bg_fill: tokens.surface,
        weak_bg_fill: tokens.surface,
        bg_stroke: tokens.rule(),
        corner_radius: corner,
        fg_stroke: Stroke::new(1.0, tokens.text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = plain;
    visuals.widgets.inactive = plain;
    visuals.widgets.hovered = WidgetVisuals {
        weak_bg_fill: tokens.raised,
        bg_fill: tokens.raised,
        bg_stroke: Stroke::new(1.0, tokens.faint),
        ..plain
    };
    visuals.widgets.active = WidgetVisuals {
        weak_bg_fill: tokens.accent_ground,
        bg_fill: tokens.accent_ground,
        bg_stroke: Stroke::new(tokens.sizes.stroke.strong as f32, tokens.accent),
        ..plain
    };
    visuals.widgets.open = WidgetVisuals { weak_bg_fill: tokens.raised, bg_fill: tokens.raised, ..plain };
    visuals.selection = Selection { bg_fill: tokens.accent_ground, stroke: Stroke::new(1.0, tokens.accent) };
    visuals.weak_text_color = Some(tokens.muted);
    visuals.hyperlink_color = tokens.accent;
    visuals.faint_bg_color = tokens.raised;
    visuals.extreme_bg_color = tokens.surface;
    visuals.text_edit_bg_color = Some(tokens.surface);
    visuals.code_bg_color = tokens.background;
    visuals.warn_fg_color = tokens.problem;
    visuals.error_fg_color = tokens.problem;
    visuals.panel_fill = tokens.surface;
    visuals.window_fill = tokens.surface;
    visuals.window_stroke = tokens.edge();
    visuals.window_corner_radius = corner;
    visuals.menu_corner_radius = corner;
    let shadow = Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: match tokens.scheme {
            Scheme::Light => Color32::from_black_alpha(28),
            Scheme::Dark => Color32::from_black_alpha(110),
        },
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.text_cursor.stroke = Stroke::new(2.0, tokens.accent);
    visuals.striped = false;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::colour_vision::contrast;
    use crate::figure::{Ink, Rgb};

    const SCHEMES: [Scheme; 2] = [Scheme::Light, Scheme::Dark];

    fn rgb(colour: Color32) -> Rgb {
        let [red, green, blue, _] = colour.to_array();
        Rgb([red, green, blue])
    }

    /// A ground as it looks under a veil.
    fn under(veil: Color32, ground: Color32) -> Color32 {
        let mix = |over: u8, below: u8| {
            let rest = f32::from(below) * (1.0 - f32::from(veil.a()) / 255.0);
            (f32::from(over) + rest).round() as u8
        };
        let [red, green, blue, _] = veil.to_array();
        let below = ground.to_array();
        Color32::from_rgba_premultiplied(mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), 255)
    }

    #[test]
    fn outlines_of_tick_boxes_are_seen_on_every_ground_and_in_menus() {
        for scheme in SCHEMES {
            let tokens = Tokens::of(scheme);
            let mut menu = style(tokens);
            egui::containers::menu::menu_style(&mut menu);
            for mut visuals in [visuals(tokens), menu.visuals] {
                outline_ticks(&mut visuals, tokens);
                let widgets = &visuals.widgets;
                for widget in [
                    &widgets.inactive,
                    &widgets.noninteractive,
                    &widgets.hovered,
                    &widgets.active,
                    &widgets.open,
                ] {
                    for ground in [widget.bg_fill, tokens.background, tokens.surface, tokens.raised] {
                        let ratio = contrast(rgb(widget.bg_stroke.color), rgb(ground));
                        assert!(ratio >= 3.0 && widget.bg_stroke.width >= 1.0, "{scheme:?}: {ratio:.2} : 1");
                    }
                }
            }
        }
    }

    #[test]
    fn text_can_be_read_under_every_marker_and_its_line_is_seen() {
        for scheme in SCHEMES {
            let tokens = Tokens::of(scheme);
            let inks: Vec<Ink> = (0..usize::from(Ink::MOST_SERIES)).map(Ink::of_series).collect();
            for ink in &inks {
                let ground = rgb(tokens.marker(*ink));
                let ratio = contrast(rgb(tokens.text), ground);
                assert!(ratio >= 4.5, "{scheme:?}: text on the marker of {ink:?} has {ratio:.2} : 1");
            }
            for (index, ink) in inks.iter().take(usize::from(Ink::TONES)).enumerate() {
                for other in &inks[..index] {
                    assert_ne!(tokens.marker(*ink), tokens.marker(*other), "{scheme:?}");
                }
            }
        }
    }

    #[test]
    fn sheets_stand_off_from_what_is_under_them() {
        for scheme in SCHEMES {
            let tokens = Tokens::of(scheme);
            let visuals = visuals(tokens);
            for ground in [tokens.background, tokens.surface, tokens.raised] {
                let below = rgb(under(tokens.scrim, ground));
                let sheet = contrast(rgb(visuals.window_fill), below);
                let edge = contrast(rgb(visuals.window_stroke.color), below);
                assert!(sheet >= 1.15, "{scheme:?}: the ground of a sheet has {sheet:.2} : 1");
                assert!(
                    sheet.max(edge) >= 3.0,
                    "{scheme:?}: a sheet has {sheet:.2} and its edge {edge:.2} : 1"
                );
            }
            // What floats without a veil.
            for ground in [tokens.background, tokens.surface] {
                let edge = contrast(rgb(visuals.window_stroke.color), rgb(ground));
                assert!(edge >= 2.4, "{scheme:?}: the edge of a menu has {edge:.2} : 1");
            }
        }
    }
}
