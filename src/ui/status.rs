//! The line at the bottom: what is open, what is under way, what needs attention.

use std::time::Duration;

use egui::{Frame, Panel, Rect, RichText, Ui, UiBuilder, WidgetInfo, vec2};
use egui_material_icons::icons::ICON_NOTIFICATIONS;

use super::context::ViewContext;
use super::widgets::button::tooltip;
use super::widgets::{at_right, icon_button, progress};
use crate::analysis::coverage::outlets_in_words;
use crate::figure::Numbers;
use crate::query::Filter;
use crate::session::keeping_up::{all_lost_in_words, take_out_in_words};
use crate::session::{Action, Command, ImportPage, JobKind, JobView, Weight};

/// What stands at the right of the line keeps this much.
const ROOM: f32 = 440.0;

/// What is done by then is not worth a word: it would only flicker.
const QUIET: Duration = Duration::from_millis(200);

/// Looking what changed is told when it takes this long.
const LONG: Duration = Duration::from_millis(1_500);

/// A narrower line says only how many articles there are while something is at work.
const WIDE: f32 = 1_500.0;

/// Keeps the place of the line free: it is drawn last, since Tab comes to it last.
pub fn reserve(ui: &mut Ui, ctx: &ViewContext<'_>) -> Rect {
    let frame = Frame::new().fill(ctx.tokens.surface);
    let panel = Panel::bottom("status").show_separator_line(false).resizable(false);
    let height = ctx.tokens.sizes.row.status as f32 + 4.0;
    panel.exact_size(height).frame(frame).show(ui, |ui| ui.max_rect()).inner
}

/// Draws the line into its place.
pub fn status_line(ui: &mut Ui, ctx: &ViewContext<'_>, place: Rect) {
    let tokens = ctx.tokens;
    ui.painter().hline(place.x_range(), place.top(), tokens.rule());
    let inner = place.shrink2(vec2(tokens.sizes.space.panel as f32, 0.0));
    ui.scope_builder(UiBuilder::new().id_salt("status line").max_rect(inner), |ui| {
        ui.style_mut().override_font_id = Some(tokens.small());
        ui.style_mut().visuals.override_text_color = Some(tokens.muted);
        ui.horizontal_centered(|ui| {
            let job = longest(ctx.session.jobs());
            // What is at work needs the room of what is known.
            let is_away = !ctx.session.keeping_up().lost().is_empty();
            let is_short = (job.is_some() || is_away) && ui.available_width() < WIDE;
            ui.label(corpus_words(ctx, is_short));
            if let Some((job, others)) = job {
                running(ui, ctx, &job, others);
            }
            filter(ui, ctx);
            keeping_up(ui, ctx);
            at_right(ui, "needs attention", |ui| {
                undated(ui, ctx);
                guessed(ui, ctx);
                problems(ui, ctx);
                notices(ui, ctx);
            });
        });
    });
}

fn corpus_words(ctx: &ViewContext<'_>, is_short: bool) -> String {
    let Some(corpus) = ctx.session.corpus() else { return "Nothing is open".to_owned() };
    let mut words = ctx.numbers().counted(corpus.article_count().into(), "article", "articles");
    if !is_short {
        let known = corpus.outlets().iter().filter(|outlet| !outlet.name.is_empty()).count();
        let unknown = corpus.outlets().iter().filter(|outlet| outlet.name.is_empty());
        let of_unknown: u64 = unknown.map(|outlet| u64::from(outlet.size.articles)).sum();
        let counted = ctx.numbers().counted(corpus.word_count(), "word", "words");
        words.push_str(&format!(" · {} · {counted}", outlets_in_words(known as u64, of_unknown)));
    }
    if ctx.session.is_reading() || ctx.session.library().is_partial {
        words.push_str(" so far");
    }
    words
}

/// The job that runs longest, and how many there are beside it.
fn longest(jobs: impl Iterator<Item = JobView>) -> Option<(JobView, usize)> {
    let mut list: Vec<JobView> = jobs
        .filter(|job| match job.kind {
            JobKind::Read => true,
            // Looking is quick, and nobody asked for it.
            JobKind::KeepUp => job.elapsed >= LONG,
            JobKind::Analyse(_)
            | JobKind::Relate
            | JobKind::Glance
            | JobKind::Desk(_)
            | JobKind::Correct
            | JobKind::Facts
            | JobKind::Save(_)
            | JobKind::Report
            | JobKind::Name(_) => job.elapsed >= QUIET,
            // The report says itself that it is being worked out.
            JobKind::Import(_)
            | JobKind::Dialog
            | JobKind::Complete
            | JobKind::Label
            | JobKind::Look
            | JobKind::Show => false,
        })
        .collect();
    list.sort_by_key(|job| std::cmp::Reverse(job.elapsed));
    let first = *list.first()?;
    Some((first, list.len() - 1))
}

/// "Counting · Finding hits 1,204 of 10,000 +2".
fn job_words(numbers: Numbers, job: &JobView, others: usize) -> String {
    let phase = progress::describe(numbers, job.progress);
    let mut words = match (job.kind, phase.as_str()) {
        (_, "") => job.kind.title().to_owned(),
        (JobKind::Read, phase) => phase.to_owned(),
        (kind, phase) => format!("{} · {phase}", kind.title()),
    };
    if others > 0 {
        words.push_str(&format!(" +{others}"));
    }
    words
}

fn running(ui: &mut Ui, ctx: &ViewContext<'_>, job: &JobView, others: usize) {
    progress::bar(ui, ctx, job.progress);
    ui.label(job_words(ctx.numbers(), job, others));
    let (action, text) = match job.kind {
        JobKind::Read if others == 0 => (Action::StopReading, "Stop"),
        JobKind::Read | JobKind::Analyse(_) | JobKind::Relate | JobKind::Desk(_) | JobKind::Report => {
            (Action::StopAll, "Cancel")
        }
        JobKind::Dialog
        | JobKind::KeepUp
        | JobKind::Correct
        | JobKind::Glance
        | JobKind::Import(_)
        | JobKind::Facts
        | JobKind::Save(_)
        | JobKind::Complete
        | JobKind::Label
        | JobKind::Look
        | JobKind::Name(_)
        | JobKind::Show => return,
    };
    if ui.small_button(text).on_hover_text(tooltip(ui, action)).clicked() {
        ctx.act(action);
    }
}

/// The filter that holds, where it is not to be seen in the line of chips at a glance.
fn filter(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let filter = &ctx.session.bench().filter;
    if filter.is_all() {
        return;
    }
    ui.add_space(8.0);
    let words = format!("Filter: {filter}");
    ui.scope(|ui| {
        ui.set_max_width(320.0);
        ui.add(egui::Label::new(&words).truncate()).on_hover_text(&words);
    });
}

/// Folders that are away or were emptied, and what was taken in last.
fn keeping_up(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let keeping_up = ctx.session.keeping_up();
    let line = |ui: &mut Ui, words: &str, colour| {
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - ROOM).clamp(80.0, 380.0));
            let text = RichText::new(words).color(colour);
            ui.add(egui::Label::new(text).truncate()).on_hover_text(words);
        });
    };
    if let Some(words) = all_lost_in_words(keeping_up.lost(), ctx.numbers()) {
        ui.add_space(8.0);
        line(ui, &words, ctx.tokens.problem);
        if let Some((text, list)) = take_out_in_words(keeping_up.lost(), ctx.numbers()) {
            let tip = format!("{}\n{list}", tooltip(ui, Action::TakeOutEmptied));
            if ui.small_button(text).on_hover_text(tip).clicked() {
                ctx.act(Action::TakeOutEmptied);
            }
        }
    }
    let Some(news) = keeping_up.told().last() else { return };
    ui.add_space(8.0);
    line(ui, &format!("{} – {}", news.text, news.time_of_day()), ctx.tokens.text);
    let response = link(ui, ctx, "Show");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, "Show what changed"));
    if response.on_hover_text("List what came, changed and went").clicked() {
        ctx.send(Command::ShowImport(ImportPage::Changes));
    }
}

/// What leads somewhere looks so: the words beside it do not.
fn link(ui: &mut Ui, ctx: &ViewContext<'_>, text: &str) -> egui::Response {
    let text = RichText::new(text).font(ctx.tokens.small()).color(ctx.tokens.accent);
    ui.add(egui::Link::new(text))
}

fn undated(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let Some(coverage) = ctx.session.results().listing().map(|listing| &listing.coverage) else { return };
    if coverage.undated == 0 {
        return;
    }
    let words = format!("{} listed without a date", ctx.numbers().count(coverage.undated.into()));
    let versions = coverage.versions_in_words();
    let how = if versions.is_empty() { String::new() } else { format!(", {versions}") };
    let hint = format!(
        "Leave only these in the list. Counted as the list is{how}; “To fill in” of the import report counts every article and version that was read"
    );
    if link(ui, ctx, &words).on_hover_text(hint).clicked()
        && let Ok(undated) = Filter::parse("date:none")
    {
        ctx.send(Command::SetFilter(ctx.session.bench().filter.clone().and(undated)));
    }
}

fn guessed(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let files = ctx.session.shapes().files_in_doubt();
    if files == 0 {
        return;
    }
    let text = format!("Fields of {} to check", ctx.numbers().counted(files, "file", "files"));
    if link(ui, ctx, &text).on_hover_text(tooltip(ui, Action::ShowFields)).clicked() {
        ctx.act(Action::ShowFields);
    }
}

fn problems(ui: &mut Ui, ctx: &ViewContext<'_>) {
    if ctx.session.roots().is_empty() {
        return;
    }
    let text = match ctx.session.problems().len() {
        0 => "Import report".to_owned(),
        count => {
            let (one, many) = ("thing to know from reading", "things to know from reading");
            ctx.numbers().counted(count as u64, one, many)
        }
    };
    if link(ui, ctx, &text).on_hover_text(tooltip(ui, Action::ImportReport)).clicked() {
        ctx.act(Action::ImportReport);
    }
}

fn notices(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let all = ctx.session.notices().all();
    if all.is_empty() {
        return;
    }
    let open = all.iter().filter(|notice| notice.is_open && notice.weight == Weight::Problem).count();
    let name = format!("Notices: {}", ctx.numbers().counted(all.len() as u64, "notice", "notices"));
    if open > 0 {
        ui.label(RichText::new(open.to_string()).color(ctx.tokens.problem));
    }
    if icon_button(ui, ICON_NOTIFICATIONS, &name).clicked() {
        ctx.act(Action::ShowNotices);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Numbers;
    use crate::session::Role;
    use crate::task::Progress;

    fn job(kind: JobKind, ms: u64) -> JobView {
        let progress = Progress { phase: "Finding hits", done: 1_204, total: 10_000 };
        JobView { kind, progress, elapsed: Duration::from_millis(ms) }
    }

    #[test]
    fn the_longest_job_is_told_and_the_others_are_counted() {
        let counting = JobKind::Analyse(Role::Frequency);
        let told = |jobs: &[JobView]| {
            longest(jobs.iter().copied())
                .map(|(job, others)| job_words(Numbers::ENGLISH, &job, others))
                .unwrap_or_default()
        };
        assert_eq!(told(&[job(counting, 100), job(JobKind::Dialog, 9_000), job(JobKind::Look, 900)]), "");
        assert_eq!(told(&[job(counting, 200)]), "Counting · Finding hits 1,204 of 10,000");
        let jobs = [job(counting, 300), job(JobKind::Analyse(Role::Listing), 900), job(JobKind::Read, 400)];
        assert_eq!(told(&jobs), "Listing articles · Finding hits 1,204 of 10,000 +2");
        assert_eq!(told(&[job(JobKind::Read, 0)]), "Finding hits 1,204 of 10,000");
    }
}
