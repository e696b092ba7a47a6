//! Articles without outlet, date or headline: typed once for many, taken from their names, or from a table.

use std::sync::Arc;

use egui::{Align, Layout, Margin, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use super::cells::identity;
use super::fill_list::FillList;
use super::fill_names::NamesPage;
use crate::corpus::ArticleId;
use crate::project::Part;
use crate::project::import::{Gap, Gaps, Matched};
use crate::session::{Command, FactStep, FillFrom};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{plain_button, segmented, tick_box};

/// What is listed, chosen and half typed.
#[derive(Debug, Default)]
pub struct FillPage {
    list: FillList,
    lacks: Lacks,
    gaps: Vec<Gap>,
    made_of: Option<(usize, Lacks)>,
    by: By,
    outlet: String,
    date: String,
    authors: String,
    names: NamesPage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Lacks {
    #[default]
    Something,
    Outlet,
    Date,
    Headline,
    Filled,
}

impl Lacks {
    const ALL: [Self; 5] = [Self::Something, Self::Outlet, Self::Date, Self::Headline, Self::Filled];

    fn is_of(self, gap: Gap) -> bool {
        match self {
            Self::Something => gap.is_open(),
            Self::Outlet => gap.outlet,
            Self::Date => gap.date,
            Self::Headline => gap.headline,
            Self::Filled => gap.filled,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Something => ("All", "Articles that lack something"),
            Self::Outlet => ("No outlet", "Articles whose outlet is not known"),
            Self::Date => ("No date", "Articles without a date"),
            Self::Headline => (
                "No headline",
                "Articles without a headline. Click “no headline” and choose the line that it is, or say it in a table",
            ),
            Self::Filled => ("Filled in", "Articles where what was lacking is there by now"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum By {
    #[default]
    Typing,
    Names,
    Table,
}

/// Width of the side where it is said what is filled in.
const SIDE: f32 = 330.0;

impl FillPage {
    pub fn closed(&mut self) {
        self.list.closed();
    }

    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        self.list.follow(ctx);
        let Some(gaps) = ctx.session.import_report().gaps() else {
            super::waiting(ui, ctx);
            return;
        };
        let gaps = Arc::clone(gaps);
        let made_of = Some((identity(Some(&gaps)), self.lacks));
        if self.made_of != made_of {
            self.made_of = made_of;
            self.gaps = gaps.list.iter().copied().filter(|gap| self.lacks.is_of(*gap)).collect();
            let listed: hashbrown::HashSet<ArticleId> = self.gaps.iter().map(|gap| gap.article).collect();
            self.list.chosen.retain(|id| listed.contains(id));
        }
        let (width, height) = (ui.available_width(), ui.available_height());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 20.0;
            let left = width - SIDE - 20.0;
            ui.allocate_ui_with_layout(vec2(left, height), Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(vec2(left, height));
                self.above(ui, ctx, &gaps);
                ui.add_space(4.0);
                if self.gaps.is_empty() {
                    ui.add_space(20.0);
                    let words = match self.lacks {
                        Lacks::Something => "Every article has an outlet, a date and a headline",
                        Lacks::Outlet => "Every article has an outlet",
                        Lacks::Date => "Every article has a date",
                        Lacks::Headline => "Every article has a headline",
                        Lacks::Filled => "Nothing was filled in yet",
                    };
                    ui.label(RichText::new(words).color(ctx.tokens.muted));
                } else {
                    let gaps = std::mem::take(&mut self.gaps);
                    self.list.ui(ui, ctx, &gaps);
                    self.gaps = gaps;
                }
            });
            let edge = ui.cursor().left() - 10.0;
            let top = ui.max_rect().top();
            ui.painter().vline(edge, top..=top + height, ctx.tokens.rule());
            ui.allocate_ui_with_layout(vec2(SIDE, height), Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(vec2(SIDE, height));
                self.side(ui, ctx);
            });
        });
    }

    fn above(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, gaps: &Gaps) {
        let texts = Lacks::ALL.map(|one| {
            let count = gaps.count(|gap| one.is_of(*gap));
            format!("{} · {}", one.words().0, ctx.numbers().count(count))
        });
        let options = Lacks::ALL.iter().zip(&texts);
        let options = options.map(|(one, text)| (text.as_str(), *one == self.lacks, one.words().1));
        if let Some(chosen) = segmented(ui, ctx, "Lacking", options)
            && let Some(lacks) = Lacks::ALL.get(chosen)
        {
            self.lacks = *lacks;
        }
        // The lists elsewhere count each article once.
        let aside = ctx.session.corpus().map_or(0, |corpus| corpus.versions().aside());
        if aside > 0 {
            let versions = ctx.numbers().counted(aside.into(), "version of another", "versions of others");
            note(ui, ctx, &format!("All articles that were read are counted, {versions} among them"));
        }
    }

    fn side(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let tokens = ctx.tokens;
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        let ways = [
            ("Type", By::Typing, "Type it once for all that are chosen"),
            ("From names", By::Names, "From the names of folders and files"),
            ("From a table", By::Table, "From a CSV file with a row for each file"),
        ];
        let options = ways.map(|(text, by, hint)| (text, by == self.by, hint));
        if let Some(chosen) = segmented(ui, ctx, "Fill in", options)
            && let Some((_, by, _)) = ways.get(chosen)
        {
            self.by = *by;
        }
        ui.add_space(8.0);
        if self.by != By::Table {
            ui.horizontal(|ui| {
                let chosen = self.list.chosen.len() as u64;
                let words = match chosen {
                    0 => "No article is chosen".to_owned(),
                    _ => format!("{} chosen", ctx.numbers().counted(chosen, "article", "articles")),
                };
                ui.label(RichText::new(words).color(tokens.text));
                // Both keep their places: what was chosen by one is let go by the other.
                let button = |ui: &mut Ui, is_enabled, text, hint| {
                    ui.add_enabled_ui(is_enabled, |ui| plain_button(ui, text, hint)).inner.clicked()
                };
                let is_left = (chosen as usize) < self.gaps.len();
                if button(ui, is_left, "Choose all", "Choose all that are listed (Ctrl+A)") {
                    self.list.choose_all(&self.gaps);
                }
                if button(ui, chosen > 0, "None", "Choose none of them") {
                    self.list.choose_none();
                }
            });
            ui.add_space(6.0);
        }
        ScrollArea::vertical().id_salt("fill in").auto_shrink(false).show(ui, |ui| match self.by {
            By::Typing => self.typing(ui, ctx),
            By::Names => self.names.ui(ui, ctx, &self.list, &self.gaps),
            By::Table => table(ui, ctx),
        });
    }

    fn typing(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let mut is_entered = false;
        is_entered |= field(ui, ctx, &mut self.outlet, "Outlet for all chosen", Part::Outlet.hint());
        is_entered |= field(ui, ctx, &mut self.date, "Date for all chosen", Part::Published.hint());
        is_entered |= field(ui, ctx, &mut self.authors, "Authors for all chosen", Part::Byline.hint());
        let mut changes = Vec::new();
        let mut wrong = None;
        let typed =
            [(Part::Outlet, &self.outlet), (Part::Published, &self.date), (Part::Byline, &self.authors)];
        for (part, typed) in typed {
            if !typed.trim().is_empty() {
                match part.read(typed) {
                    Ok(change) => changes.push(change),
                    Err(why) => wrong = Some(why),
                }
            }
        }
        ui.add_space(4.0);
        let chosen = self.list.chosen.len();
        let why = match (chosen, &wrong, changes.is_empty()) {
            (0, ..) => Some("Choose articles in the list: Shift and Ctrl choose several"),
            (_, Some(wrong), _) => Some(&**wrong),
            (_, _, true) => {
                Some("Type an outlet, a date or authors. A headline is typed in its row, at “no headline”")
            }
            _ => None,
        };
        let text = fill_in(ctx, chosen as u64);
        let pressed = ui
            .add_enabled_ui(why.is_none(), |ui| plain_button(ui, &text, "One step, which can be undone"))
            .inner
            .clicked();
        if chosen == 0 && (!changes.is_empty() || wrong.is_some()) {
            // Words that lead nowhere are not to be overlooked.
            let text = "This is filled in nowhere yet: choose articles in the list first. Shift and Ctrl choose several";
            ui.add(egui::Label::new(RichText::new(text).color(ctx.tokens.problem)).wrap());
        } else if let Some(why) = why {
            note(ui, ctx, why);
        } else if pressed || is_entered {
            ctx.send(Command::FillIn(self.list.chosen_of(&self.gaps), FillFrom::Typed(changes)));
            self.outlet.clear();
            self.date.clear();
            self.authors.clear();
        }
    }
}

pub(super) fn fill_in(ctx: &ViewContext<'_>, count: u64) -> String {
    match count {
        0 => "Fill in".to_owned(),
        _ => format!("Fill in {}", ctx.numbers().counted(count, "article", "articles")),
    }
}

fn table(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let report = ctx.session.import_report();
    let Some(facts) = report.facts() else {
        let why = "A table with a row for each file: one column with the file's name or path, others called outlet, date, headline, section, author, agency or language, in any of the languages that Parallax reads. “to fill in.csv” of the saved report is such a table.";
        ui.label(RichText::new(why).color(tokens.muted));
        ui.add_space(8.0);
        if plain_button(ui, "Choose a table…", "Read a CSV file; it stays as it is").clicked() {
            ctx.send(Command::Facts(FactStep::Ask));
        }
        return;
    };
    let name = facts.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.add(egui::Label::new(RichText::new(&name).font(tokens.strong()).color(tokens.text)).truncate());
        if plain_button(ui, "Put away", "Forget this table").clicked() {
            ctx.send(Command::Facts(FactStep::PutAway));
        }
    });
    if let Some(problem) = facts.matched.problem() {
        ui.label(RichText::new(&problem.text).color(tokens.problem));
    }
    let Some(matched) = facts.matched.value() else {
        note(ui, ctx, "Matching it with the articles…");
        return;
    };
    told(ui, ctx, matched, facts.table.encoding);
    ui.add_space(6.0);
    let mut replaces = facts.replaces;
    if replace_tick(ui, ctx, &mut replaces) {
        ctx.send(Command::Facts(FactStep::Replace(replaces)));
    }
    let count = ctx.numbers().counted(matched.articles, "article", "articles");
    let is_ready = matched.articles > 0 && !facts.matched.is_computing();
    let pressed = ui
        .add_enabled_ui(is_ready, |ui| {
            plain_button(ui, &format!("Fill in {count}"), "One step, which can be undone")
        })
        .inner
        .clicked();
    if pressed {
        ctx.send(Command::Facts(FactStep::TakeIn));
    }
    if matched.articles == 0 && matched.named_by.is_some() {
        note(ui, ctx, "There is nothing left to fill in from it");
    }
}

/// What a table says, what not, and which of its rows lead nowhere.
fn told(ui: &mut Ui, ctx: &ViewContext<'_>, matched: &Matched, encoding: &str) {
    let tokens = ctx.tokens;
    let numbers = ctx.numbers();
    let rows = numbers.counted(matched.rows, "row", "rows");
    let line = |ui: &mut Ui, text: String, colour| {
        ui.add(egui::Label::new(RichText::new(text).color(colour)).wrap());
    };
    if let Some(named_by) = &matched.named_by {
        let files = numbers.counted(matched.files, "file", "files");
        line(ui, format!("{rows} in {encoding}; “{named_by}” names {files} that are open"), tokens.text);
    }
    if !matched.uses.is_empty() {
        let uses: Vec<String> = matched.uses.iter().map(|(name, part)| format!("{name} ({part})")).collect();
        line(ui, format!("Read from it: {}", uses.join(", ")), tokens.muted);
    }
    for text in &matched.told {
        line(ui, text.clone(), tokens.problem);
    }
    if !matched.unmatched.is_empty() {
        /// So many of them are named.
        const NAMED: usize = 6;
        let count = numbers.counted(matched.unmatched.len() as u64, "row names", "rows name");
        line(ui, format!("{count} no file that is open, or one of several of that name:"), tokens.muted);
        for name in matched.unmatched.iter().take(NAMED) {
            let shown = if name.is_empty() { "(empty)" } else { name };
            let label = RichText::new(shown).font(tokens.small()).color(tokens.muted);
            ui.add(egui::Label::new(label).truncate());
        }
        if plain_button(ui, "Copy them", "Copy all names that lead nowhere").clicked() {
            ctx.send(Command::CopyText(matched.unmatched.join("\n")));
        }
    }
}

pub(super) fn replace_tick(ui: &mut Ui, ctx: &ViewContext<'_>, replaces: &mut bool) -> bool {
    let hint = "Otherwise only what is lacking is filled in";
    tick_box(ui, ctx, replaces, "Replace what is there, too").on_hover_text(hint).changed()
}

pub(super) fn note(ui: &mut Ui, ctx: &ViewContext<'_>, text: &str) {
    let text = RichText::new(text).font(ctx.tokens.small()).color(ctx.tokens.muted);
    ui.add(egui::Label::new(text).wrap());
}

/// A field with its name above; tells whether Enter was pressed in it.
pub(super) fn field(ui: &mut Ui, ctx: &ViewContext<'_>, text: &mut String, name: &str, hint: &str) -> bool {
    let tokens = ctx.tokens;
    let label = ui.label(RichText::new(name).font(tokens.small()).color(tokens.muted));
    let field = ui.add(
        TextEdit::singleline(text)
            .hint_text(RichText::new(hint).color(tokens.muted))
            .desired_width(f32::INFINITY)
            .margin(Margin::symmetric(10, 6)),
    );
    field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name));
    let field = field.labelled_by(label.id);
    ui.add_space(4.0);
    field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
}
