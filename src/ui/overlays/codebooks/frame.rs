//! One frame: what it means, its words by language, and what does not count.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Id, Key, Margin, Popup, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use crate::corpus::Language;
use crate::framing::codebook::{Codebook, Frame, check_word};
use crate::session::Command;
use crate::text::language;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::{plain_button, segmented};

/// A list of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
enum List {
    /// The words of a language, or for all.
    #[default]
    First,
    /// The words of this language.
    Words(Language),
    /// Wordings in which a word does not count.
    Exclude,
}

/// What is chosen and half typed.
#[derive(Debug, Default)]
pub struct FrameEditor {
    definition: Definition,
    list: List,
    /// Of which list the text is: codebook, frame, list.
    of: Option<(Arc<str>, Arc<str>, List)>,
    /// The list as it stood when the text was taken from it.
    kept: Vec<String>,
    text: String,
    /// What was made of the text when it was changed last.
    read: Read,
    taken_out: String,
    /// Letters of the name of a language to be added.
    letters: String,
}

/// What a frame means, as it is typed.
#[derive(Debug, Default)]
struct Definition {
    /// Of which codebook and frame.
    of: Option<(Arc<str>, Arc<str>)>,
    /// As it stood when the text was taken from it.
    kept: String,
    text: String,
}

impl Definition {
    /// Draws the field and, once something was changed, what becomes of it.
    fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, codebook: &Codebook, frame: &Frame) {
        let of = Some((Arc::clone(&codebook.id), Arc::clone(&frame.id)));
        if self.of != of || self.kept != frame.definition {
            *self = Self { of, kept: frame.definition.clone(), text: frame.definition.clone() };
        }
        let field = ui.add(
            TextEdit::multiline(&mut self.text)
                .id(Id::unique("definition of the frame"))
                .hint_text("What the frame means, for those who code")
                .desired_rows(2)
                .desired_width(f32::INFINITY)
                .margin(Margin::symmetric(10, 8)),
        );
        field.widget_info(|| {
            WidgetInfo::labeled(egui::Role::MultilineTextInput, true, format!("Meaning of {}", frame.title))
        });
        if self.text.trim() == self.kept.trim() {
            return;
        }
        let keys = ui.input(|input| input.modifiers.command && input.key_pressed(Key::Enter));
        ui.horizontal(|ui| {
            let keep = plain_button(ui, "Keep this meaning", "Ctrl+Enter does it too");
            if keep.clicked() || (keys && field.has_focus()) {
                let mut changed = codebook.clone();
                if let Some(one) = changed.frames.iter_mut().find(|one| one.id == frame.id) {
                    self.text.trim().clone_into(&mut one.definition);
                    ctx.send(Command::PutCodebook(Box::new(changed)));
                }
            }
            if plain_button(ui, "Leave it", "As it was before you typed").clicked() {
                self.of = None;
            }
        });
    }
}

/// The lines of a list as they are typed.
#[derive(Debug, Default)]
struct Read {
    lines: u64,
    is_changed: bool,
    mistakes: Vec<String>,
    /// Lines that were looked at, with what is wrong with them.
    known: HashMap<String, Option<String>>,
}

impl Read {
    /// Reads the lines anew; of a list only those are looked at that were not before.
    fn renew(&mut self, text: &str, kept: &[String]) {
        let lines = || {
            text.lines().enumerate().map(|(at, line)| (at, line.trim())).filter(|(_, line)| !line.is_empty())
        };
        self.lines = lines().count() as u64;
        self.is_changed = lines().map(|(_, line)| line).ne(kept.iter().map(String::as_str));
        self.mistakes.clear();
        if !self.is_changed {
            self.known.clear();
            return;
        }
        if self.known.is_empty() {
            // What is kept was looked at when it came in.
            self.known.extend(kept.iter().map(|line| (line.clone(), None)));
        }
        for (at, line) in lines() {
            if !self.known.contains_key(line) {
                let fault = check_word(line).err().map(|fault| fault.to_string());
                self.known.insert(line.to_owned(), fault);
            }
            if let Some(Some(fault)) = self.known.get(line) {
                self.mistakes.push(format!("Line {}: {fault}", at + 1));
            }
        }
    }
}

/// Rows of the field of words.
const ROWS: usize = 10;

impl FrameEditor {
    /// Draws the frame.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, codebook: &Codebook, frame: &Frame) {
        let tokens = ctx.tokens;
        ui.label(RichText::new(frame.heading()).font(tokens.heading()).color(tokens.text));
        ui.add_space(4.0);
        self.definition.ui(ui, ctx, codebook, frame);
        for question in &frame.questions {
            ui.label(RichText::new(format!("·  {question}")).color(tokens.muted));
        }
        ui.add_space(10.0);
        let list = self.choose(ui, ctx, frame);
        ui.add_space(6.0);
        self.words(ui, ctx, codebook, frame, list);
        ui.add_space(14.0);
        self.exclusions(ui, ctx, codebook, frame);
    }

    /// Which list is shown.
    fn choose(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, frame: &Frame) -> List {
        let mut languages: Vec<Language> = frame.words.iter().map(|list| list.language).collect();
        let first = languages.first().copied().unwrap_or(Language::UNKNOWN);
        let list = match self.list {
            List::First => List::Words(first),
            list => list,
        };
        if let List::Words(language) = list
            && !languages.contains(&language)
        {
            languages.push(language);
        }
        let names: Vec<(String, List)> = languages
            .iter()
            .map(|language| (name_of(*language).to_owned(), List::Words(*language)))
            .chain([("Does not count".to_owned(), List::Exclude)])
            .collect();
        ui.horizontal_wrapped(|ui| {
            let tip = |one: &List| match one {
                List::Exclude => {
                    "Wordings in which a word of the lists does not count, such as “birthday party”"
                }
                _ => "Words that count in articles of this language",
            };
            let options = names.iter().map(|(name, one)| (name.as_str(), *one == list, tip(one)));
            if let Some((_, one)) = segmented(ui, ctx, "Words", options).and_then(|at| names.get(at)) {
                self.list = *one;
            }
            self.add_language(ui, ctx);
        });
        list
    }

    fn add_language(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        /// More names than these ask for another letter.
        const MOST: usize = 12;
        let button = plain_button(ui, &dropping("Another language"), "Words that count in other articles");
        let popup = Popup::menu(&button).accessible_name("Another language");
        let popup = popup.close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
        popup.show(|ui| {
            let field =
                ui.add(TextEdit::singleline(&mut self.letters).hint_text("Language").desired_width(200.0));
            field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Find a language"));
            let letters = self.letters.trim().to_lowercase();
            let all = language::all().map(Language::from_code).filter(|one| *one != Language::UNKNOWN);
            let found: Vec<Language> = std::iter::once(Language::UNKNOWN)
                .chain(all)
                .filter(|one| name_of(*one).to_lowercase().contains(&letters))
                .collect();
            for one in found.iter().take(MOST) {
                if ui.button(name_of(*one)).clicked() {
                    self.list = List::Words(*one);
                    ui.close();
                }
            }
            if found.len() > MOST {
                let words =
                    format!("and {} more: type a letter", ctx.numbers().count((found.len() - MOST) as u64));
                ui.label(RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted));
            }
        });
    }

    /// The list as text, one word a line, with what is wrong with it.
    fn words(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, codebook: &Codebook, frame: &Frame, list: List) {
        let tokens = ctx.tokens;
        let now = match list {
            List::Words(language) => frame.words_in(language),
            List::Exclude => frame.exclude.as_slice(),
            List::First => &[],
        };
        let of = Some((Arc::clone(&codebook.id), Arc::clone(&frame.id), list));
        if self.of != of || self.kept != now {
            self.of = of;
            now.clone_into(&mut self.kept);
            self.text = now.join("\n");
            self.read = Read::default();
            self.read.renew(&self.text, now);
        }
        let id = Id::unique("words of the frame");
        let height = tokens.sizes.row.compact as f32 * ROWS as f32;
        let field = ScrollArea::vertical().id_salt("words").max_height(height).show(ui, |ui| {
            ui.add(
                TextEdit::multiline(&mut self.text)
                    .id(id)
                    .hint_text("One word or phrase a line; * stands for any letters, ? for one")
                    .desired_rows(ROWS)
                    .desired_width(f32::INFINITY)
                    .margin(Margin::symmetric(10, 8)),
            )
        });
        let name = match list {
            List::Exclude => "Wordings that do not count".to_owned(),
            List::Words(language) => format!("Words, {}", name_of(language)),
            List::First => "Words".to_owned(),
        };
        field.inner.widget_info(|| WidgetInfo::labeled(egui::Role::MultilineTextInput, true, name.as_str()));
        if field.inner.changed() {
            self.read.renew(&self.text, now);
        }
        let Read { lines, is_changed, ref mistakes, .. } = self.read;
        for words in mistakes.iter().take(MOST_MISTAKES) {
            ui.label(RichText::new(words).color(tokens.problem));
        }
        if mistakes.len() > MOST_MISTAKES {
            let more = (mistakes.len() - MOST_MISTAKES) as u64;
            let words = format!("and {} more", ctx.numbers().counted(more, "such line", "such lines"));
            ui.label(RichText::new(words).color(tokens.problem));
        }
        let keys = ui.input(|input| input.modifiers.command && input.key_pressed(Key::Enter));
        ui.horizontal(|ui| {
            let text = match mistakes.len() {
                0 => "Keep these words".to_owned(),
                1 => "Keep all but this line".to_owned(),
                _ => "Keep all but these lines".to_owned(),
            };
            let keep =
                ui.add_enabled_ui(is_changed, |ui| plain_button(ui, &text, "Ctrl+Enter does it too")).inner;
            let keep = keep.on_disabled_hover_text("Nothing was changed");
            if keep.clicked() || (keys && is_changed && field.inner.has_focus()) {
                send(ctx, codebook, frame, list, &self.text);
            }
            if is_changed && plain_button(ui, "Leave them", "As they were before you typed").clicked() {
                self.of = None;
            }
            let count = ctx.numbers().counted(lines, "line", "lines");
            ui.label(RichText::new(count).font(tokens.small()).color(tokens.muted));
        });
    }

    /// What the user took out of the hits.
    fn exclusions(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, codebook: &Codebook, frame: &Frame) {
        let tokens = ctx.tokens;
        let set = |word: &str, is_out: bool| Command::ExcludeWord {
            codebook: Arc::clone(&codebook.id),
            frame: Arc::clone(&frame.id),
            word: word.into(),
            is_out,
        };
        ui.label(RichText::new("Taken out of the hits").font(tokens.strong()).color(tokens.text));
        let words =
            "Words that count nowhere in this frame, whatever the lists say; the lists stay as they are.";
        ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
        ui.horizontal_wrapped(|ui| {
            for word in ctx.session.bench().coding.exclusions.of(&codebook.id, &frame.id) {
                let button = plain_button(ui, &format!("{word}  ×"), "Put it back");
                button.widget_info(|| {
                    WidgetInfo::labeled(egui::Role::Button, true, format!("Put back: {word}"))
                });
                if button.clicked() {
                    ctx.send(set(word, false));
                }
            }
        });
        let field = ui.add(
            TextEdit::singleline(&mut self.taken_out)
                .id(Id::unique("take a word out"))
                .hint_text("Take a word out")
                .desired_width(260.0)
                .margin(Margin::symmetric(10, 6)),
        );
        field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Take a word out"));
        let word = self.taken_out.trim();
        if word.is_empty() {
            return;
        }
        match check_word(word) {
            Ok(()) if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) => {
                ctx.send(set(word, true));
                self.taken_out.clear();
                field.request_focus();
            }
            Ok(()) => {}
            Err(fault) => {
                ui.label(RichText::new(fault.to_string()).color(tokens.problem));
            }
        }
    }
}

/// More mistakes than these are counted.
const MOST_MISTAKES: usize = 5;

fn send(ctx: &ViewContext<'_>, codebook: &Codebook, frame: &Frame, list: List, text: &str) {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let words: Vec<String> = lines.filter(|line| check_word(line).is_ok()).map(str::to_owned).collect();
    match list {
        List::Words(language) => ctx.send(Command::SetFrameWords {
            codebook: Arc::clone(&codebook.id),
            frame: Arc::clone(&frame.id),
            language,
            words,
        }),
        List::Exclude => {
            let mut changed = codebook.clone();
            if let Some(one) = changed.frames.iter_mut().find(|one| one.id == frame.id) {
                one.exclude = words;
                ctx.send(Command::PutCodebook(Box::new(changed)));
            }
        }
        List::First => {}
    }
}

fn name_of(language: Language) -> &'static str {
    // Codes are short texts inside the language: the name has to outlive it.
    language::all().find(|code| Language::from_code(code) == language).map_or("All languages", language::name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_when_they_change() {
        let kept: Vec<String> = ["harbour", "ship*"].map(str::to_owned).into();
        let mut read = Read::default();
        let mut check = |text: &str, lines: u64, is_changed: bool, wrong: &[&str]| {
            read.renew(text, &kept);
            assert_eq!((read.lines, read.is_changed), (lines, is_changed), "{text:?}");
            let begins: Vec<&str> =
                read.mistakes.iter().map(|words| words.split(':').next().unwrap_or_default()).collect();
            assert_eq!(begins, wrong, "{text:?}");
        };
        check("harbour\nship*", 2, false, &[]);
        check("harbour\n\n ship* \n", 2, false, &[]);
        check("harbour\nship*\nquay", 3, true, &[]);
        check("harbour\n\n*\nquay", 3, true, &["Line 3"]);
        check("*\nharbour\n*", 3, true, &["Line 1", "Line 3"]);
        check("harbour\nship*", 2, false, &[]);
    }
}
