//! The window's frame: take in results, apply commands, draw.

use std::path::PathBuf;
use std::sync::Arc;

use egui::containers::panel::PanelState;
use egui::{CentralPanel, Color32, Frame, Id, Ui};

use super::chips::Chips;
use super::coding::{self, CodingRoom};
use super::context::{CommandQueue, ViewContext};
use super::dialogs::SystemDialogs;
use super::overlays::Overlays;
use super::palette::Palette;
use super::panes::WindowWatch;
use super::save_sheet::SaveSheet;
use super::views::{browse::Browse, compare::Compare, frequency::FrequencyView};
use super::widgets::figure::FigureView;
use super::widgets::focus_ring::focus_ring;
use super::widgets::query_field::QueryField;
use super::widgets::toast::Toasts;
use super::{alone, shell, shortcuts, start, status, theme};
use crate::figure::Scheme;
use crate::project::settings::{LEAST_WINDOW, Motion, Settings, ThemeChoice, WindowSize};
use crate::session::{Command, Effect, Field, Journal, LEAVING, Overlay, Places, Session, View};

/// The window.
pub struct App {
    session: Session,
    commands: CommandQueue,
    search: QueryField,
    searched: Option<crate::query::Query>,
    chips: Chips,
    palette: Palette,
    overlays: Overlays,
    save_sheet: SaveSheet,
    alone: FigureView,
    coding: CodingRoom,
    is_alone: bool,
    toasts: Toasts,
    browse: Browse,
    frequency: FrequencyView,
    compare: Compare,
    title: String,
    watch: WindowWatch,
    is_test: bool,
    /// The size that the last frame was drawn in.
    zoom: f32,
    has_drawn: bool,
    shot: Option<Shot>,
}

/// A picture of the window to be taken once everything has come to rest.
#[derive(Debug, Clone)]
pub struct Shot {
    /// Where it goes.
    pub path: PathBuf,
    quiet_frames: u32,
    is_asked: bool,
}

impl Shot {
    /// A picture to be saved at `path`.
    pub fn new(path: PathBuf) -> Self {
        Self { path, quiet_frames: 0, is_asked: false }
    }
}

/// What the window starts with.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Folders and files to read.
    pub paths: Vec<PathBuf>,
    /// The view to show; `None` is where the work was left, or Browse.
    pub view: Option<View>,
    /// Draw once, save the picture here, leave.
    pub shot: Option<PathBuf>,
    /// Light or dark, instead of the settings.
    pub theme: Option<ThemeChoice>,
    /// Keyword series to begin with.
    pub series: Vec<crate::query::Query>,
}

impl App {
    /// The window as a user meets it.
    pub fn new(ctx: &egui::Context, start: Start, journal: Option<Journal>) -> Self {
        theme::install_fonts(ctx);
        let waker = ctx.clone();
        let wake = Arc::new(move || waker.request_repaint());
        let mut session = Session::new(places(start.shot.is_some()), Box::new(SystemDialogs), wake);
        session.know_system_numbers(super::locale::system_numbers());
        if let Some(journal) = journal {
            session.keep_log(journal);
        }
        Self::with_session(ctx, session, start, false)
    }

    /// The window over a session made by a test.
    pub fn for_tests(ctx: &egui::Context, session: Session, start: Start) -> Self {
        Self::with_session(ctx, session, start, true)
    }

    fn with_session(ctx: &egui::Context, mut session: Session, start: Start, is_test: bool) -> Self {
        theme::apply(ctx);
        // Where the system says neither, paper.
        ctx.options_mut(|options| {
            options.fallback_theme = egui::Theme::Light;
            // The size is a setting of ours, kept from run to run.
            options.zoom_with_keyboard = false;
        });
        if !start.paths.is_empty() {
            session.apply(Command::Open(start.paths));
        }
        for query in start.series {
            session.apply(Command::AddSeries(query));
        }
        if let Some(view) = start.view {
            session.apply(Command::Show(view));
        }
        if let Some(theme) = start.theme {
            session.show_theme(theme);
        }
        let mut app = Self {
            session,
            commands: CommandQueue::default(),
            search: QueryField::default(),
            searched: None,
            chips: Chips::default(),
            palette: Palette::default(),
            overlays: Overlays::default(),
            save_sheet: SaveSheet::default(),
            alone: FigureView::default(),
            coding: CodingRoom::default(),
            is_alone: false,
            toasts: Toasts::default(),
            browse: Browse::default(),
            frequency: FrequencyView::default(),
            compare: Compare::default(),
            title: String::new(),
            watch: WindowWatch::default(),
            is_test,
            zoom: 1.0,
            has_drawn: false,
            shot: start.shot.map(Shot::new),
        };
        app.restyle(ctx);
        app
    }

    /// The session, for tests.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Sends a command as a view does: for tests.
    pub fn send(&self, command: Command) {
        self.commands.send(command);
    }

    /// Applies what was asked, takes in what is done. Never draws.
    pub fn update(&mut self, ctx: &egui::Context) {
        // Panes that were pressed together at one size get their own room back at another.
        let zoom = ctx.zoom_factor();
        if (std::mem::replace(&mut self.zoom, zoom) - zoom).abs() > f32::EPSILON {
            ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<PanelState>);
        }
        // Escape leaves a field before it leaves the sheet that the field is in.
        let has_fields =
            matches!(self.session.overlay(), Overlay::Coding | Overlay::Codebooks | Overlay::ImportReport);
        let is_in_field = has_fields && self.overlays.was_typing;
        let is_covered = self.session.overlay() != Overlay::None && !is_in_field;
        for action in shortcuts::pressed(ctx, is_covered) {
            self.commands.send(Command::Do(action));
        }
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        if !dropped.is_empty() {
            self.commands.send(Command::Open(dropped));
        }
        for command in self.commands.drain() {
            self.session.apply(command);
        }
        if self.watch.comes_to_front(ctx) {
            self.session.come_to_front();
        }
        if self.session.take_in() {
            ctx.request_repaint();
        }
        if self.session.overlay() != Overlay::Palette {
            // Headlines are looked for elsewhere too: only what the palette asked is over with it.
            if self.palette.closed() && !self.session.letters().is_empty() {
                self.session.apply(Command::FindHeadlines(String::new()));
            }
        }
        if self.searched != self.session.bench().search {
            self.searched.clone_from(&self.session.bench().search);
            self.search.text = self.searched.as_ref().map(ToString::to_string).unwrap_or_default();
        }
        // Progress goes past the queue of commands: somebody has to look.
        if !self.is_test && self.session.jobs().any(|job| job.kind != crate::session::JobKind::Dialog) {
            ctx.request_repaint_after(std::time::Duration::from_millis(100));
        }
        for effect in self.session.take_effects() {
            self.perform(ctx, effect);
        }
        self.name_window(ctx);
        if self.shot.is_none()
            && !self.is_test
            && let Some(command) = self.watch.look(ctx, &self.session)
        {
            self.session.apply(command);
        }
        let is_alone = self.session.overlay() == Overlay::FigureAlone;
        if is_alone != self.is_alone {
            self.is_alone = is_alone;
            ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(is_alone));
        }
    }

    fn perform(&mut self, ctx: &egui::Context, effect: Effect) {
        match effect {
            Effect::CopyText(text) => ctx.copy_text(text),
            Effect::CopyPicture(picture) => {
                let size = [picture.width, picture.height];
                ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied(size, &picture.rgba));
            }
            Effect::Focus(field) => {
                let id = match field {
                    Field::Search => shell::search_id(),
                    Field::Series => super::views::frequency::series_field_id(),
                    Field::Filter => super::chips::filter_field_id(),
                    Field::Find => super::views::browse::find_field_id(),
                };
                if field == Field::Find {
                    let before = ctx.memory(egui::Memory::focused).filter(|before| *before != id);
                    ctx.data_mut(|data| data.insert_temp(super::views::browse::before_find_id(), before));
                }
                ctx.memory_mut(|memory| memory.request_focus(id));
                ctx.request_repaint();
            }
            Effect::Restyle => self.restyle(ctx),
            Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    fn restyle(&mut self, ctx: &egui::Context) {
        let settings = self.session.settings();
        ctx.set_theme(match self.session.theme() {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        theme::set_motion(ctx, settings.motion == Motion::Full);
        ctx.set_zoom_factor(f32::from(settings.zoom_percent) / 100.0);
    }

    fn name_window(&mut self, ctx: &egui::Context) {
        let name = self.session.title();
        let title = if name.is_empty() { "Parallax".to_owned() } else { format!("{name} – Parallax") };
        if title != self.title {
            self.title.clone_from(&title);
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title));
        }
    }

    /// Draws the window.
    pub fn draw(&mut self, ui: &mut Ui) {
        let tokens = theme::Tokens::of(match ui.ctx().theme() {
            egui::Theme::Light => Scheme::Light,
            egui::Theme::Dark => Scheme::Dark,
        });
        let ctx =
            ViewContext { session: &self.session, tokens, commands: &self.commands, is_test: self.is_test };
        if self.is_alone && alone::ui(ui, &ctx, &mut self.alone) {
            return;
        }
        let is_coding = coding::is_open(&ctx);
        let is_covered = !matches!(self.session.overlay(), Overlay::None | Overlay::Coding);
        // Below a sheet nothing is pointed at: a tooltip that was open there would stay over it. A click is told, for
        // it closes menus that were open.
        let pointer = ui.input_mut(|input| {
            let is_hidden = is_covered && !input.pointer.any_click();
            is_hidden.then(|| std::mem::take(&mut input.pointer))
        });
        if !is_coding {
            shell::top_bar(ui, &ctx, &mut self.search);
        }
        let status = status::reserve(ui, &ctx);
        let has_articles = self.session.corpus().is_some_and(|corpus| corpus.article_count() > 0);
        if is_coding {
            self.coding.ui(ui, &ctx);
        } else if has_articles {
            self.chips.ui(ui, &ctx);
        }
        if !is_coding {
            let view = CentralPanel::default().frame(Frame::new().fill(tokens.surface));
            view.show(ui, |ui| match self.session.place().view {
                _ if !has_articles => start::ui(ui, &ctx),
                View::Browse => self.browse.ui(ui, &ctx),
                View::Frequency => self.frequency.ui(ui, &ctx),
                View::Compare => self.compare.ui(ui, &ctx),
            });
        }
        status::status_line(ui, &ctx, status);
        if let Some(pointer) = pointer {
            ui.input_mut(|input| input.pointer = pointer);
        }
        if self.session.overlay() == Overlay::Palette {
            self.palette.ui(ui, &ctx);
        }
        self.overlays.ui(ui, &ctx);
        self.save_sheet.ui(ui, &ctx);
        self.toasts.ui(ui, &ctx);
        focus_ring(ui, &ctx);
        drop_hint(ui, &ctx);
        self.overlays.was_typing = ui.text_edit_focused();
        if !self.commands.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    /// Takes the picture that was asked for on the command line, once nothing moves any more.
    fn take_shot(&mut self, ctx: &egui::Context) {
        let is_busy = self.session.jobs().next().is_some() || self.session.is_reading();
        let Some(shot) = &mut self.shot else { return };
        if shot.is_asked {
            return;
        }
        shot.quiet_frames = if is_busy { 0 } else { shot.quiet_frames + 1 };
        ctx.request_repaint();
        if shot.quiet_frames < QUIET_FRAMES {
            return;
        }
        shot.is_asked = true;
        let (path, waker) = (shot.path.clone(), ctx.clone());
        ctx.request_screenshot(move |image| {
            let saved = crate::export::save_pixels(image.size, image.as_raw(), &path);
            if let Err(problem) = saved {
                log::error!("{problem}");
            }
            waker.send_viewport_cmd(egui::ViewportCommand::Close);
            waker.request_repaint();
        });
    }
}

/// Fonts of other scripts arrive in the background: a picture waits so many frames without work.
const QUIET_FRAMES: u32 = 30;

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.update(ctx);
        self.take_shot(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
        if !std::mem::replace(&mut self.has_drawn, true)
            && let Some(journal) = self.session.journal()
        {
            journal.say("first frame");
        }
    }

    fn on_exit(&mut self) {
        // What was done a moment ago is written before the process ends; a disk that hangs does not hold it.
        self.session.leave(LEAVING);
    }

    /// A picture of the window shows no tooltip because the mouse happened to lie there.
    fn raw_input_hook(&mut self, _ctx: &egui::Context, input: &mut egui::RawInput) {
        if self.shot.is_some() {
            input.events.retain(|event| {
                !matches!(event, egui::Event::PointerMoved(_) | egui::Event::PointerButton { .. })
            });
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

fn drop_hint(ui: &Ui, ctx: &ViewContext<'_>) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let rect = ui.content_rect();
    let layer = egui::LayerId::new(egui::Order::Foreground, Id::unique("drop hint"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect_filled(rect, 0.0, ctx.tokens.surface.gamma_multiply(0.92));
    let stroke = egui::Stroke::new(2.0, ctx.tokens.accent);
    painter.rect_stroke(rect.shrink(24.0), 12.0, stroke, egui::StrokeKind::Inside);
    let words = "Drop folders, files or a project to open them, or a figure for its recipe";
    let galley = painter.layout_no_wrap(words.to_owned(), ctx.tokens.heading(), Color32::PLACEHOLDER);
    painter.galley(rect.center() - galley.size() / 2.0, galley, ctx.tokens.accent);
}

/// Where settings, work and the sample live on this system; a run for a picture keeps neither settings nor work.
fn places(is_for_picture: bool) -> Places {
    use etcetera::AppStrategy as _;
    let strategy = etcetera::choose_app_strategy(etcetera::AppStrategyArgs {
        top_level_domain: "org".to_owned(),
        author: "Parallax".to_owned(),
        app_name: "parallax".to_owned(),
    });
    match strategy {
        Ok(strategy) => Places {
            settings: (!is_for_picture).then(|| strategy.config_dir().join("settings.json")),
            data: Some(strategy.data_dir()),
            projects: (!is_for_picture).then(|| strategy.data_dir().join("projects")),
        },
        Err(error) => {
            log::warn!("no home folder: {error}");
            Places::default()
        }
    }
}

/// Opens the window and stays until it is closed.
pub fn run(start: Start) -> Result<(), String> {
    let settings = places(start.shot.is_some()).settings.and_then(|path| Settings::load(&path));
    let WindowSize { width, height, is_maximized, .. } = settings.unwrap_or_default().window;
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_inner_size([width, height].map(f32::from))
            .with_min_inner_size([LEAST_WINDOW.0, LEAST_WINDOW.1].map(f32::from))
            .with_maximized(is_maximized)
            .with_drag_and_drop(true)
            .with_icon(icon())
            .with_app_id("parallax"),
        ..eframe::NativeOptions::default()
    };
    // A run for a picture leaves nothing behind.
    let data = places(start.shot.is_some()).data.filter(|_| start.shot.is_none());
    let journal = data.map(|data| Journal::start(data.join("log")));
    if let Some(journal) = &journal {
        journal.watch_for_faults();
    }
    let kept = journal.clone();
    let made = Box::new(move |cc: &eframe::CreationContext<'_>| {
        Ok(Box::new(App::new(&cc.egui_ctx, start, kept)) as Box<dyn eframe::App>)
    });
    let ended = eframe::run_native("Parallax", options, made);
    if let Some(journal) = &journal {
        journal.say(if ended.is_ok() { "end" } else { "no window" });
        journal.flush();
    }
    ended.map_err(|error| why_no_window(&error.to_string()))
}

/// The window's icon; without it the system shows its own.
fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/parallax-256.png")).unwrap_or_else(
        |error| {
            log::warn!("no icon: {error}");
            egui::IconData::default()
        },
    )
}

/// One plain sentence for a machine where no window can open.
fn why_no_window(error: &str) -> String {
    let instead = "`parallax report FOLDER --out DIR` writes a page with all figures without a window";
    if error.contains("DISPLAY") || error.contains("WAYLAND") {
        return format!("No window can open: this machine has no display; {instead}");
    }
    if error.contains("LibraryOpenError") || error.contains("XNotSupported") {
        return format!(
            "No window can open: the libraries of the X window system are missing (libX11, libxkbcommon-x11); {instead}"
        );
    }
    format!("No window can open ({error}); {instead}")
}

#[cfg(test)]
mod tests {
    use super::why_no_window;

    #[test]
    fn no_display_is_said_in_one_sentence_that_names_the_way_out() {
        let said = why_no_window("neither WAYLAND_DISPLAY nor WAYLAND_SOCKET nor DISPLAY is set");
        assert!(said.contains("no display") && said.contains("parallax report"));
        assert!(!said.contains('\n'));
    }
}
