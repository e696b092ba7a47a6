//! Outlet and date from the names of folders and files: the pattern, what it gives, and how many get something from it.

use egui::{RichText, Ui};

use super::cells::identity;
use super::fill::{field, fill_in, note, replace_tick};
use super::fill_list::FillList;
use crate::corpus::{Article, ArticleId, Corpus};
use crate::ingest::outlet_names::named_in;
use crate::project::Part;
use crate::project::import::{Gap, NamePattern, NameReader, NameSays};
use crate::session::{Command, FillFrom, describe_change};
use crate::task::Task;
use crate::ui::context::ViewContext;
use crate::ui::widgets::plain_button;

/// The pattern as it is typed, and what came of looking at the names.
#[derive(Debug, Default)]
pub(super) struct NamesPage {
    pattern: Option<String>,
    replaces: bool,
    looked: Option<Looked>,
}

/// What file names often look like.
const SHAPES: [&str; 4] = ["{outlet}/*", "{outlet}_{date}_*", "{date}_{outlet}_*", "{date}*"];

/// So many names are shown with what a pattern gives.
const PREVIEWED: usize = 5;

/// So many names are looked at in a frame: of a hundred thousand, nothing stands still.
const IN_A_FRAME: usize = 4096;

/// What is looked at: the pattern, the articles as they are put right, and which of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    pattern: String,
    replaces: bool,
    corpus: usize,
    articles: (usize, u64),
}

/// Names that were looked at, a part of them in each frame.
#[derive(Debug)]
struct Looked {
    asked: Asked,
    articles: Vec<ArticleId>,
    reader: NameReader,
    /// Where looking is; then, from the first again, where reading is.
    at: usize,
    is_reading: bool,
    sums: Sums,
}

/// How many articles there are of each kind.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    filled: u64,
    otherwise: u64,
    unclear: u64,
}

impl Looked {
    fn is_done(&self) -> bool {
        self.is_reading && self.at >= self.articles.len()
    }

    /// Looks at some more names; both ways through them go by.
    fn go_on(&mut self, corpus: &Corpus) {
        let mut left = IN_A_FRAME;
        while left > 0 && !self.is_done() {
            left -= 1;
            let Some(id) = self.articles.get(self.at) else {
                // All were looked at: now each can be read.
                self.reader.settle();
                (self.is_reading, self.at) = (true, 0);
                continue;
            };
            self.at += 1;
            let Some(article) = corpus.articles().get(*id as usize) else { continue };
            if !self.is_reading {
                self.reader.look_at(&article.path);
                continue;
            }
            match self.reader.read(article, self.asked.replaces) {
                None => self.sums.otherwise += 1,
                Some(said) if !said.fills.is_empty() => self.sums.filled += 1,
                Some(said) => self.sums.unclear += u64::from(!said.unclear.is_empty()),
            }
        }
    }
}

impl NamesPage {
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, list: &FillList, gaps: &[Gap]) {
        let tokens = ctx.tokens;
        let mut typed = self.pattern.clone().unwrap_or_else(|| SHAPES[1].to_owned());
        let is_entered = field(ui, ctx, &mut typed, "Pattern of the names", SHAPES[1]);
        ui.horizontal_wrapped(|ui| {
            for shape in SHAPES {
                let response = ui.selectable_label(typed == shape, RichText::new(shape).font(tokens.small()));
                if response.clicked() {
                    shape.clone_into(&mut typed);
                }
            }
        });
        let explained = "{outlet}, {date}, {section}, {author}, {agency} and {language} stand for what they name, * for anything, / for a folder above.";
        note(ui, ctx, explained);
        ui.add_space(8.0);
        self.pattern = Some(typed.clone());
        let pattern = match NamePattern::parse(&typed) {
            Ok(pattern) => pattern,
            Err(why) => {
                self.looked = None;
                ui.label(RichText::new(why).color(tokens.problem));
                return;
            }
        };
        let Some(corpus) = ctx.session.corpus() else { return };
        let expected = pattern.example().to_owned();
        let asked = Asked {
            pattern: typed.clone(),
            replaces: self.replaces,
            corpus: identity(Some(corpus)),
            articles: list.fingerprint(gaps),
        };
        if self.looked.as_ref().is_none_or(|looked| looked.asked != asked) {
            // Without a choice all that are listed say what the pattern would give.
            let mut articles = list.chosen_of(gaps);
            if articles.is_empty() {
                articles = gaps.iter().map(|gap| gap.article).collect();
            }
            let Ok(outlets) = named_in(corpus.articles(), &Task::none()) else { return };
            let reader = NameReader::new(pattern, outlets);
            let sums = Sums::default();
            self.looked = Some(Looked { asked, articles, reader, at: 0, is_reading: false, sums });
        }
        let Some(looked) = &mut self.looked else { return };
        looked.go_on(corpus);
        let is_done = looked.is_done();
        if !is_done {
            ui.ctx().request_repaint();
        }
        let replaces = self.replaces;
        replace_tick(ui, ctx, &mut self.replaces);
        let chosen = list.chosen.len() as u64;
        let sums = looked.sums;
        let why = match sums {
            _ if chosen == 0 => Some("Choose articles in the list, or all of them".to_owned()),
            _ if !is_done => Some("Looking at the names…".to_owned()),
            Sums { filled: 1.., .. } => None,
            Sums { unclear: 1.., .. } => Some("What the names say is not understood".to_owned()),
            Sums { otherwise, .. } if otherwise == chosen => {
                Some(format!("Nothing to fill in: no file that is chosen is named like “{expected}”"))
            }
            _ => Some("Nothing to fill in: the articles have already what their names say".to_owned()),
        };
        let text = fill_in(ctx, sums.filled.min(chosen));
        let pressed = ui
            .add_enabled_ui(why.is_none(), |ui| plain_button(ui, &text, "One step, which can be undone"))
            .inner
            .clicked();
        if let Some(why) = &why {
            note(ui, ctx, why);
        } else if sums.filled < chosen {
            let rest = ctx.numbers().counted(chosen - sums.filled, "other is", "others are");
            note(ui, ctx, &format!("{rest} left: named otherwise, or filled in already"));
        }
        if why.is_none() && (pressed || is_entered) {
            let articles = list.chosen_of(gaps);
            ctx.send(Command::FillIn(articles, FillFrom::Names(typed, self.replaces)));
        }
        ui.add_space(8.0);
        for id in looked.articles.iter().take(if is_done { PREVIEWED } else { 0 }) {
            if let Some(article) = corpus.articles().get(*id as usize) {
                preview(ui, ctx, article, looked.reader.read(article, replaces).as_ref(), &expected);
            }
        }
    }
}

/// What a pattern gives for one name.
fn preview(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, said: Option<&NameSays>, expected: &str) {
    let tokens = ctx.tokens;
    let (words, colour) = in_words(article, said, expected);
    let colour = match colour {
        Tone::Filled => tokens.text,
        Tone::Left => tokens.muted,
        Tone::Unclear => tokens.problem,
    };
    let file = article.file_words();
    let response = ui
        .vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.add(
                egui::Label::new(RichText::new(&file).font(tokens.small()).color(tokens.muted)).truncate(),
            );
            ui.add(egui::Label::new(RichText::new(&words).color(colour)).wrap());
        })
        .response;
    response.on_hover_text(format!("{file}\n{words}"));
    ui.add_space(4.0);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Filled,
    Left,
    Unclear,
}

/// What is filled in, then what the article keeps, then what is not understood.
fn in_words(article: &Article, said: Option<&NameSays>, expected: &str) -> (String, Tone) {
    let Some(said) = said else {
        return (format!("is not named like “{expected}”"), Tone::Left);
    };
    let fills = said.fills.iter().map(describe_change);
    let name = |part: Part| if part == Part::Published { "Date" } else { part.label() };
    let keeps = |part: &Part| format!("{} stays {}", name(*part), part.typed(article));
    let unclear =
        said.unclear.iter().map(|(part, text, why)| format!("{}: {}", name(*part), why.in_words(text)));
    let all: Vec<String> = fills.chain(said.kept.iter().map(keeps)).chain(unclear).collect();
    let tone = match (said.unclear.is_empty(), said.fills.is_empty()) {
        (false, _) => Tone::Unclear,
        (true, false) => Tone::Filled,
        (true, true) => Tone::Left,
    };
    (all.join(" · "), tone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Change;

    #[test]
    fn the_shapes_that_are_offered_make_sense() {
        for shape in SHAPES {
            let pattern = NamePattern::parse(shape).expect(shape);
            let taken = pattern.read("Norvia Post/2024-05-03_Arc Times_quay.txt", None);
            assert!(taken.is_none_or(|taken| {
                taken.changes.iter().all(|change| matches!(change, Change::Outlet(_) | Change::Published(_)))
            }));
        }
    }
}
