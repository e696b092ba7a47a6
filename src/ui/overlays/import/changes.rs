//! What was taken in since the folders were read: newest first, each article with what became of it.

use egui::{Sense, TextFormat, Ui, WidgetInfo};

use super::cells::{Column, Width, headings, places, words};
use crate::ingest::again::News;
use crate::session::keeping_up::ToldNews;
use crate::ui::context::ViewContext;
use crate::ui::widgets::empty;
use crate::ui::widgets::long_list::LongList;

/// The page's scroll.
#[derive(Debug, Default)]
pub struct ChangesPage {
    list: LongList,
}

const COLUMNS: [Column; 3] = [
    Column { title: "Taken in", width: Width::Points(72.0), is_number: false },
    Column { title: "", width: Width::Points(80.0), is_number: false },
    Column { title: "Article", width: Width::Share(1.0), is_number: false },
];

impl ChangesPage {
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let told = ctx.session.keeping_up().told();
        if told.is_empty() {
            empty(
                ui,
                ctx,
                "Nothing has changed",
                "Since the folder was read, no article came, changed or went.",
                &[],
            );
            return;
        }
        headings(ui, ctx, &COLUMNS, None);
        let count = told.iter().map(count).sum();
        self.list.ui(ui, ctx, "changes", ctx.row_height(), count, |ui, at| {
            if let Some((one, how, path)) = row_at(told, at) {
                row(ui, ctx, one, how, &path);
            }
        });
    }
}

fn count(one: &ToldNews) -> usize {
    let News { new, changed, removed, moved } = &one.news;
    new.len() + changed.len() + removed.len() + moved.len()
}

/// The row with this place, the newest first.
fn row_at(told: &[ToldNews], mut at: usize) -> Option<(&ToldNews, &'static str, String)> {
    for one in told.iter().rev() {
        let News { new, changed, removed, moved } = &one.news;
        for (how, paths) in [("new", new), ("changed", changed), ("removed", removed)] {
            if let Some(path) = paths.get(at) {
                return Some((one, how, path.to_string()));
            }
            at -= paths.len();
        }
        if let Some((before, now)) = moved.get(at) {
            return Some((one, "renamed", format!("{before} → {now}")));
        }
        at -= moved.len();
    }
    None
}

fn row(ui: &mut Ui, ctx: &ViewContext<'_>, one: &ToldNews, how: &str, path: &str) {
    let tokens = ctx.tokens;
    let size = egui::vec2(ui.available_width(), ctx.row_height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let time = one.time_of_day();
    if let [when, what, where_] = places(&COLUMNS, rect).as_slice() {
        let muted = || TextFormat::simple(tokens.normal(), tokens.muted);
        words(ui, *when, &time, muted(), false);
        words(ui, *what, how, muted(), false);
        words(ui, *where_, path, TextFormat::simple(tokens.normal(), tokens.text), false);
    }
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{time} {how}: {path}")));
    response.on_hover_text(path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_stands_first() {
        let told = |new: &[&str], removed: &[&str], moved: &[(&str, &str)]| ToldNews {
            at: jiff::civil::date(2024, 5, 3).at(14, 2, 0, 0),
            news: News {
                new: new.iter().map(|path| (*path).into()).collect(),
                removed: removed.iter().map(|path| (*path).into()).collect(),
                moved: moved.iter().map(|(one, other)| ((*one).into(), (*other).into())).collect(),
                ..News::default()
            },
            text: String::new(),
        };
        let all = [told(&["a", "b"], &["c"], &[]), told(&[], &["d"], &[("e", "f")])];
        let rows: Vec<String> =
            (0..9).map_while(|at| row_at(&all, at)).map(|(_, how, path)| format!("{how} {path}")).collect();
        assert_eq!(rows, ["removed d", "renamed e → f", "new a", "new b", "removed c"]);
    }
}
