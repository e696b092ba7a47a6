//! The popover of one part: why we think so, and how to put it right, here or for all like it.

use std::borrow::Cow;
use std::sync::Arc;

use egui::{Id, Key, Popup, PopupCloseBehavior, Response, RichText, TextEdit, Ui, WidgetInfo};

use crate::corpus::{Article, ArticleId, Confidence, Evidence, EvidenceKind};
use crate::ingest::again::Numbers;
use crate::ingest::registry::Registry;
use crate::project::{ArticleKey, Change, Correction, Corrections, Part, Target};
use crate::session::{Command, Which, describe_target};
use crate::text::language;
use crate::ui::context::ViewContext;
use crate::ui::widgets::ring;

/// What is half typed about a part.
#[derive(Default)]
pub struct PartEditor {
    open: Option<(ArticleId, Part)>,
    /// Until the field has the keyboard: the click that opened the popover takes it away once more.
    is_new: bool,
    typed: String,
    whom: Whom,
    pattern: String,
    mistake: Option<Cow<'static, str>>,
    /// Names that fit what is typed, and what they were looked up for.
    names: Vec<String>,
    names_for: Option<String>,
    behind: Option<Behind>,
}

/// Of which corrections and which corpus it is known, and the place of the correction behind a part.
type Behind = (Arc<Corrections>, Option<u64>, Option<usize>);

/// Which articles a correction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Whom {
    #[default]
    Article,
    /// The selected ones of the table.
    Selected,
    Folder,
    Outlet,
    Files,
}

const WIDTH: f32 = 340.0;
/// So many names are offered at once; typing on leaves fewer.
const OFFERED: usize = 6;

/// The article whose part is looked at.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// Its number.
    pub id: ArticleId,
    /// Itself.
    pub article: &'a Article,
    /// Where it is read, among egui's ids: the same article may be open twice.
    pub place: Id,
}

impl PartEditor {
    /// Articles have other numbers: what is half typed stays with its own.
    pub fn renumber(&mut self, numbers: &Numbers) {
        self.open = self.open.and_then(|(id, part)| Some((numbers.of(id)?, part)));
    }

    /// The popover of `part`, opened and closed by clicks on `response`.
    pub fn popover(
        &mut self,
        response: &Response,
        ctx: &ViewContext<'_>,
        of: Subject<'_>,
        part: Part,
        why: Option<(&Evidence, Confidence)>,
    ) {
        let id = popover_id(of, part);
        if response.clicked() {
            Popup::toggle_id(&response.ctx, id);
        }
        let popup = Popup::from_response(response)
            .id(id)
            .open_memory(None)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(part.label())
            .frame(egui::Frame::popup(&response.ctx.global_style()).inner_margin(12));
        if !popup.is_open() {
            if self.open == Some((of.id, part)) {
                self.open = None;
            }
            return;
        }
        if self.open != Some((of.id, part)) {
            *self = Self {
                open: Some((of.id, part)),
                is_new: true,
                typed: part.typed(of.article),
                pattern: shape_of(&of.article.path),
                ..Self::default()
            };
        }
        popup.show(|ui| {
            ui.set_width(WIDTH);
            why_ui(ui, ctx, part, &part.typed(of.article), why);
            ui.add_space(8.0);
            ui.separator();
            ui.add_space(6.0);
            self.field(ui, ctx, of, part);
        });
    }

    fn field(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, of: Subject<'_>, part: Part) {
        let id = of.place.with("part field");
        let field = ui.add(
            TextEdit::singleline(&mut self.typed)
                .id(id)
                .hint_text(part.hint())
                .desired_width(WIDTH)
                .margin(egui::Margin::symmetric(8, 6)),
        );
        field.widget_info(|| {
            WidgetInfo::labeled(egui::Role::TextInput, true, format!("Correct: {}", part.label()))
        });
        if self.is_new {
            self.is_new = !field.has_focus();
            field.request_focus();
            select_all(ui, id, &self.typed);
        }
        if field.changed() {
            self.mistake = None;
        }
        // After a click beside the field nothing has the keyboard, and Enter still means what is typed.
        let is_free = field.lost_focus() || ui.memory(|memory| memory.focused().is_none());
        let is_entered = is_free && ui.input(|input| input.key_pressed(Key::Enter));
        self.offer(ui, ctx, of, part);
        if let Some(mistake) = &self.mistake {
            ui.label(RichText::new(&**mistake).font(ctx.tokens.small()).color(ctx.tokens.problem));
        }
        ui.add_space(8.0);
        self.whom_ui(ui, ctx, of);
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if ui.button("Set").on_hover_text("Your file stays as it is").clicked() || is_entered {
                match part.read(&self.typed) {
                    Ok(change) => {
                        self.correct(ctx, of, change);
                        ui.close();
                    }
                    Err(mistake) => self.mistake = Some(mistake),
                }
            }
            if let Some(change) = part.none()
                && ui.button(part.none_label()).on_hover_text("Say that there is none").clicked()
            {
                self.correct(ctx, of, change);
                ui.close();
            }
        });
        self.take_back_ui(ui, ctx, of, part);
    }

    /// Offers what was read where the part was put right by hand.
    fn take_back_ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, of: Subject<'_>, part: Part) {
        let (said, revision) = (&ctx.session.bench().corrections, ctx.session.corpus().map(|c| c.revision()));
        // To find it the article is put right once more: not in every frame.
        let is_known = |(list, of, _): &&Behind| Arc::ptr_eq(list, said) && *of == revision;
        let behind = match self.behind.as_ref().filter(is_known) {
            Some((.., behind)) => *behind,
            None => ctx.session.correction_behind(of.id, part).map(|(index, _)| index),
        };
        self.behind = Some((Arc::clone(said), revision, behind));
        let Some((index, correction)) = behind.and_then(|index| Some((index, said.list.get(index)?))) else {
            return;
        };
        let words = match &correction.target {
            Target::Articles(keys) if keys.len() == 1 => "Take back".to_owned(),
            target => format!("Take back {}", describe_target(target)),
        };
        ui.add_space(4.0);
        if ui.button(words).on_hover_text("Show again what was read").clicked() {
            ctx.send(Command::DropCorrection(index));
            ui.close();
        }
    }

    fn correct(&self, ctx: &ViewContext<'_>, of: Subject<'_>, change: Change) {
        let target = match self.whom {
            Whom::Article => Target::Articles(Arc::new([ArticleKey::of(of.article)])),
            Whom::Selected => return ctx.send(Command::CorrectAll { which: Which::Selected, change }),
            Whom::Folder => Target::Folder(Arc::from(folder_of(&of.article.path))),
            Whom::Outlet => Target::Outlet(
                of.article.outlet.as_ref().map_or_else(|| Arc::from(""), |outlet| Arc::clone(&outlet.value)),
            ),
            Whom::Files => Target::FileNames(Arc::from(self.pattern.trim())),
        };
        ctx.send(Command::Correct(vec![Correction { target, change }]));
    }

    /// Names that fit what is typed; a click takes one.
    fn offer(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, of: Subject<'_>, part: Part) {
        if self.names_for.as_ref() != Some(&self.typed) {
            let is_as_read = self.typed == part.typed(of.article);
            self.names = names(ctx, part, if is_as_read { "" } else { self.typed.trim() });
            self.names_for = Some(self.typed.clone());
        }
        if self.names.is_empty() {
            return;
        }
        ui.add_space(4.0);
        let mut taken = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            ui.spacing_mut().button_padding = egui::vec2(8.0, 2.0);
            ui.spacing_mut().interact_size.y = 0.0;
            for name in &self.names {
                if ui.button(RichText::new(name).font(ctx.tokens.small())).clicked() {
                    taken = Some(name.clone());
                }
            }
        });
        if let Some(name) = taken {
            self.typed.clone_from(&name);
            // What is offered stays where it is under the pointer.
            self.names_for = Some(name);
            self.mistake = None;
        }
    }

    fn whom_ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, of: Subject<'_>) {
        ui.label(RichText::new("For").font(ctx.tokens.small_strong()).color(ctx.tokens.muted));
        ring(ui, ctx, &mut self.whom, Whom::Article, "this article");
        let selected = ctx.session.selected_count();
        if selected > 1 {
            let words = format!("the {} selected", ctx.numbers().count(selected as u64));
            ring(ui, ctx, &mut self.whom, Whom::Selected, words);
        } else if self.whom == Whom::Selected {
            self.whom = Whom::Article;
        }
        let outlet = of.article.outlet.as_ref().map_or("", |outlet| &*outlet.value);
        let count = ctx
            .session
            .corpus()
            .and_then(|corpus| corpus.outlets().iter().find(|column| &*column.name == outlet))
            .map_or(0, |column| u64::from(column.size.articles));
        let articles = ctx.numbers().counted(count, "article", "articles");
        let all_of = if outlet.is_empty() {
            format!("all without an outlet ({articles})")
        } else {
            format!("all of {outlet} ({articles})")
        };
        ring(ui, ctx, &mut self.whom, Whom::Outlet, all_of);
        let folder = match folder_of(&of.article.path) {
            "" => "all in the folder that is open".to_owned(),
            folder => format!("all in the folder “{folder}”"),
        };
        ring(ui, ctx, &mut self.whom, Whom::Folder, folder);
        ring(ui, ctx, &mut self.whom, Whom::Files, "all whose file name looks like this");
        if self.whom == Whom::Files {
            let field = ui.add(TextEdit::singleline(&mut self.pattern).desired_width(WIDTH));
            field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Shape of the file name"));
            field.on_hover_text("* stands for any letters, ? for one");
        }
    }
}

/// The popover's place among egui's ids; the reader's own tells one article from the next, by more than its number.
pub fn popover_id(of: Subject<'_>, part: Part) -> Id {
    of.place.with(("part", part))
}

fn select_all(ui: &Ui, id: Id, text: &str) {
    if let Some(mut state) = egui::text_edit::TextEditState::load(ui.ctx(), id) {
        let end = egui::text::CCursor::new(text.chars().count());
        let all = egui::text::CCursorRange::two(egui::text::CCursor::new(0), end);
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
}

/// The folder of a path, without its slash; empty at the top.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The shape of a file's name: every run of digits may be another.
fn shape_of(path: &str) -> String {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let mut shape = String::with_capacity(name.len());
    for letter in name.chars() {
        if !letter.is_ascii_digit() {
            shape.push(letter);
        } else if !shape.ends_with('*') {
            shape.push('*');
        }
    }
    shape
}

/// Names of `part` that hold what is typed: first those of the articles, then those of the registry.
fn names(ctx: &ViewContext<'_>, part: Part, typed: &str) -> Vec<String> {
    let wanted = typed.to_lowercase();
    let mut found: Vec<String> = Vec::new();
    let mut offer = |name: &str| {
        let fits = !name.is_empty() && name.to_lowercase().contains(&wanted) && name != typed;
        if fits && found.len() < OFFERED && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    };
    let Some(corpus) = ctx.session.corpus() else { return found };
    let registry = Registry::bundled();
    let is_asked = !wanted.is_empty();
    match part {
        Part::Outlet => {
            corpus.outlets().iter().for_each(|outlet| offer(&outlet.name));
            registry.outlets().iter().filter(|_| is_asked).for_each(|outlet| offer(&outlet.name));
        }
        Part::Wire => {
            corpus.wires().iter().for_each(|name| offer(name));
            registry.agencies().for_each(|agency| offer(&agency.name));
        }
        Part::Host => {
            corpus.hosts().iter().for_each(|name| offer(name));
            registry.hosts().for_each(|host| offer(&host.name));
        }
        Part::Section => corpus.sections().iter().for_each(|name| offer(name)),
        Part::Language => language::all().filter(|_| is_asked).for_each(|code| offer(language::name(code))),
        Part::Opinion => return vec!["report".to_owned(), "opinion".to_owned()],
        Part::Completeness => return ["whole", "cut short", "part 1 of 2"].map(str::to_owned).into(),
        Part::Published | Part::Byline => {}
    }
    found
}

fn why_ui(ui: &mut Ui, ctx: &ViewContext<'_>, part: Part, value: &str, why: Option<(&Evidence, Confidence)>) {
    let tokens = ctx.tokens;
    ui.label(RichText::new(part.label()).font(tokens.small_strong()).color(tokens.muted));
    let Some((evidence, confidence)) = why else {
        ui.label(RichText::new(missing_because(part)).color(tokens.muted));
        return;
    };
    let value = if value.is_empty() { "not known" } else { value };
    ui.label(RichText::new(value).font(tokens.strong()).color(tokens.text));
    let how = how_known(evidence, confidence);
    ui.label(RichText::new(how).color(tokens.muted));
    if !evidence.quote.is_empty() {
        let quote: String = evidence.quote.chars().take(240).collect();
        let end = if quote.len() < evidence.quote.len() { "…" } else { "" };
        ui.label(RichText::new(format!("“{quote}{end}”")).color(tokens.text));
    }
}

/// "sure, from: copyright line"; "set by you".
pub fn how_known(evidence: &Evidence, confidence: Confidence) -> String {
    match evidence.kind {
        EvidenceKind::ByHand => "set by you".to_owned(),
        kind => format!("{}, from: {}", confidence.label(), kind.label()),
    }
}

/// Why a part is not there.
pub fn missing_because(part: Part) -> &'static str {
    match part {
        Part::Outlet => "Neither the text nor the folder names the outlet",
        Part::Published => {
            "The text shows no publication date. Dates of pictures, updates and tickers do not count"
        }
        Part::Section => "The page names no section",
        Part::Opinion => "Nothing marks it as opinion",
        Part::Byline => "The page names no author",
        Part::Wire => "No agency is credited with the text",
        Part::Host => "No aggregator's page stands around it",
        Part::Language => "The text is too short to tell",
        Part::Completeness => "The text does not show whether it is whole",
    }
}

#[cfg(test)]
mod tests {
    use super::{folder_of, shape_of};

    #[test]
    fn files_like_one_another_differ_in_their_numbers() {
        assert_eq!(shape_of("norvia/np_2024-05-03_017.txt"), "np_*-*-*_*.txt");
        assert_eq!(shape_of("a.txt"), "a.txt");
        assert_eq!(folder_of("norvia/2024/a.txt"), "norvia/2024");
        assert_eq!(folder_of("a.txt"), "");
    }
}
