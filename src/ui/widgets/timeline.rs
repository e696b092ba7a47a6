//! Articles over time as small bars, with a stretch of time to be chosen: by dragging over the bars,
//! by its two handles, or by the arrow keys on a handle.

use egui::{
    CursorIcon, EventFilter, Id, Key, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use jiff::civil::Date;

use crate::figure::format;
use crate::ui::context::ViewContext;

/// One bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeBar {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// Articles in it.
    pub articles: u32,
}

/// A stretch of bars: the first and the last, both included.
pub type Stretch = (usize, usize);

/// What is being dragged.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    dragged: Option<Drag>,
}

#[derive(Debug, Clone, Copy)]
struct Drag {
    /// The end that stays.
    fixed: usize,
    /// Where the other end is now.
    moving: usize,
}

const HANDLE: f32 = 12.0;
const KNOB: f32 = 4.5;

impl Timeline {
    /// Draws the bars in `height`; gives the stretch that the user has chosen, when it is another one.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        bars: &[TimeBar],
        chosen: Stretch,
        height: f32,
    ) -> Option<Stretch> {
        let last = bars.len().checked_sub(1)?;
        let chosen = (chosen.0.min(last), chosen.1.min(last));
        let size = vec2(ui.available_width(), height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
        let scale = Scale { rect: rect.shrink2(vec2(HANDLE / 2.0, 0.0)), bars: bars.len() };
        response.widget_info(|| {
            let all = format::date_range(bars[0].first, bars[last].last);
            WidgetInfo::labeled(egui::Role::Image, true, format!("Articles over time, {all}"))
        });
        let mut answer = self.drag(&response, &scale, chosen);
        let shown = self.dragged.map_or(chosen, |drag| ordered(drag.fixed, drag.moving));
        paint(ui, ctx, bars, &scale, shown);
        for is_end in [false, true] {
            if let Some(stretch) = self.handle(ui, ctx, bars, &scale, shown, is_end) {
                answer = Some(stretch);
            }
        }
        if let Some(bar) = response.hover_pos().and_then(|at| bars.get(scale.bar_at(at))) {
            let articles = ctx.numbers().counted(bar.articles.into(), "article", "articles");
            response.on_hover_text(format!("{}: {articles}", format::date_range(bar.first, bar.last)));
        }
        answer.filter(|stretch| *stretch != chosen)
    }

    fn drag(&mut self, response: &Response, scale: &Scale, chosen: Stretch) -> Option<Stretch> {
        let at = response.interact_pointer_pos().map(|at| scale.bar_at(at));
        if response.clicked() {
            self.dragged = None;
            return at.map(|at| (at, at));
        }
        if response.drag_started() {
            let from = response.ctx.input(|input| input.pointer.press_origin());
            self.dragged = from.map(|from| scale.bar_at(from)).map(|at| Drag { fixed: at, moving: at });
        }
        self.follow(response, scale).filter(|stretch| *stretch != chosen)
    }

    /// While the button is down the moving end follows the pointer; when it is up the stretch holds.
    fn follow(&mut self, response: &Response, scale: &Scale) -> Option<Stretch> {
        if (response.dragged() || response.drag_stopped())
            && let (Some(drag), Some(at)) = (&mut self.dragged, response.interact_pointer_pos())
        {
            drag.moving = scale.bar_at(at);
        }
        if response.drag_stopped() {
            return self.dragged.take().map(|drag| ordered(drag.fixed, drag.moving));
        }
        None
    }

    fn handle(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        bars: &[TimeBar],
        scale: &Scale,
        (first, last): Stretch,
        is_end: bool,
    ) -> Option<Stretch> {
        let tokens = ctx.tokens;
        let x = if is_end { scale.right_of(last) } else { scale.left_of(first) };
        let rect = Rect::from_center_size(pos2(x, scale.rect.center().y), vec2(HANDLE, scale.rect.height()));
        let id = ui.scope_id().with(if is_end { "to" } else { "from" });
        let response =
            ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(CursorIcon::ResizeHorizontal);
        let day = if is_end { bars[last].last } else { bars[first].first };
        response.widget_info(|| {
            let name = format!("{} {}", if is_end { "To" } else { "From" }, format::date(day));
            WidgetInfo::labeled(egui::Role::Slider, true, name)
        });
        let is_lively = response.hovered() || response.dragged() || response.has_focus();
        let colour = if is_lively { tokens.accent } else { tokens.muted };
        let width = if response.has_focus() { tokens.sizes.stroke.strong } else { tokens.sizes.stroke.line };
        ui.painter().vline(x, scale.rect.y_range(), Stroke::new(width as f32, colour));
        let knob = pos2(x, scale.rect.bottom() - KNOB - 2.0);
        ui.painter().circle(
            knob,
            KNOB,
            tokens.surface,
            Stroke::new(tokens.sizes.stroke.strong as f32, colour),
        );
        if response.drag_started() {
            let (fixed, moving) = if is_end { (first, last) } else { (last, first) };
            self.dragged = Some(Drag { fixed, moving });
        }
        if let Some(stretch) = self.follow(&response, scale) {
            return Some(stretch);
        }
        if !response.has_focus() {
            return None;
        }
        keep_arrows(ui, id);
        let (steps, is_both) = arrows(ui);
        (steps != 0).then(|| moved((first, last), steps, is_both, is_end, bars.len()))
    }
}

/// The arrow keys move the handle, not the focus.
fn keep_arrows(ui: &Ui, id: Id) {
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

/// By how many bars the keys move, and whether both ends.
fn arrows(ui: &Ui) -> (isize, bool) {
    ui.input(|input| {
        let presses = |key| input.num_presses(key) as isize;
        (presses(Key::ArrowRight) - presses(Key::ArrowLeft), input.modifiers.shift)
    })
}

/// The stretch after moving one end or both; it never leaves the bars and never turns round.
fn moved((first, last): Stretch, steps: isize, is_both: bool, is_end: bool, bars: usize) -> Stretch {
    let (first, last, most) = (first as isize, last as isize, bars as isize - 1);
    let (first, last) = if is_both {
        let steps = steps.clamp(-first, most - last);
        (first + steps, last + steps)
    } else if is_end {
        (first, (last + steps).clamp(first, most))
    } else {
        ((first + steps).clamp(0, last), last)
    };
    (first as usize, last as usize)
}

fn ordered(one: usize, other: usize) -> Stretch {
    (one.min(other), one.max(other))
}

/// Where bars stand.
struct Scale {
    rect: Rect,
    bars: usize,
}

impl Scale {
    fn width(&self) -> f32 {
        self.rect.width() / self.bars as f32
    }

    fn left_of(&self, bar: usize) -> f32 {
        self.rect.left() + bar as f32 * self.width()
    }

    fn right_of(&self, bar: usize) -> f32 {
        self.left_of(bar + 1)
    }

    fn bar_at(&self, at: Pos2) -> usize {
        let bar = ((at.x - self.rect.left()) / self.width()).floor().max(0.0) as usize;
        bar.min(self.bars.saturating_sub(1))
    }
}

fn paint(ui: &Ui, ctx: &ViewContext<'_>, bars: &[TimeBar], scale: &Scale, (first, last): Stretch) {
    let tokens = ctx.tokens;
    let rect = scale.rect;
    let is_all = first == 0 && last + 1 == bars.len();
    if !is_all {
        let within = Rect::from_x_y_ranges(scale.left_of(first)..=scale.right_of(last), rect.y_range());
        ui.painter().rect_filled(within, 0.0, tokens.accent_ground);
    }
    let most = bars.iter().map(|bar| bar.articles).max().unwrap_or(0).max(1);
    let gap = if scale.width() >= 4.0 { 1.0 } else { 0.0 };
    for (index, bar) in bars.iter().enumerate().filter(|(_, bar)| bar.articles > 0) {
        let share = bar.articles as f32 / most as f32;
        let top = rect.bottom() - (rect.height() - 6.0) * share.max(0.03);
        let left = scale.left_of(index);
        // Where there are more bars than pixels, a bar still shows.
        let right = (scale.right_of(index) - gap).max(left + 1.0);
        let is_in = first <= index && index <= last;
        // Quiet: the strong colours belong to outlets.
        let colour = if is_in { tokens.muted } else { tokens.line };
        ui.painter().rect_filled(Rect::from_x_y_ranges(left..=right, top..=rect.bottom()), 0.0, colour);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), tokens.rule());
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn ends_move_within_the_bars_and_never_cross() {
        for (stretch, steps, is_both, is_end, expected) in [
            ((2, 5), 1, false, true, (2, 6)),
            ((2, 5), -1, false, false, (1, 5)),
            ((0, 9), -1, false, false, (0, 9)),
            ((0, 9), 1, false, true, (0, 9)),
            ((4, 4), 1, false, false, (4, 4)),
            ((4, 4), -1, false, true, (4, 4)),
            ((2, 5), 1, true, true, (3, 6)),
            ((2, 5), -3, true, false, (0, 3)),
            ((7, 9), 2, true, false, (7, 9)),
        ] {
            assert_eq!(moved(stretch, steps, is_both, is_end, 10), expected, "{stretch:?} by {steps}");
        }
    }
}
