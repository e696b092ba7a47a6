//! One unit to be answered: what is read, what is asked of it, and the keys.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::text::TextFormat;
use egui::{CentralPanel, Frame, Id, Key, Label, Margin, Panel, RichText, TextEdit, Ui, WidgetInfo, vec2};

use super::keys::{self, Said, key_button};
use super::{column, problem};
use crate::corpus::{Article, Corpus, Span};
use crate::framing::codebook::{Codebook, Frame as CodedFrame};
use crate::framing::coding::{Counts, Judgement, Unit, UnitKind};
use crate::project::{Coding, Located};
use crate::session::coding::Saying;
use crate::session::{Command, DeskPane, DeskStep};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::primary_button;
use crate::ui::widgets::passage::{passage, pieces};
use crate::ui::widgets::plain_button;

/// What is half typed.
#[derive(Debug, Default)]
pub struct UnitPane {
    coder: String,
    /// Notes on units that have no answer yet, by sample, coder and unit.
    drafts: BTreeMap<Draft, String>,
    is_noting: bool,
    /// Several frames are asked of each unit, though one may be left of them.
    asks_several: bool,
    /// The note that went along with an answer last, until it is seen whether that counted.
    told: Option<Draft>,
}

/// A unit and who codes it: sample, coder and unit.
type Draft = (usize, Arc<str>, u32);

/// Widest measure of the unit.
const MEASURE: f32 = 700.0;
/// So much of a paragraph is read before and behind a sentence, in bytes.
const AROUND: usize = 1_500;

impl UnitPane {
    /// Draws the pane.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some((sample, coding)) = ctx.session.desk_sample() else { return };
        self.drop_kept(ctx, sample, coding);
        let book = &ctx.session.bench().coding;
        let Some(codebook) = book.codebook(&coding.plan.codebook) else {
            column(ui, "no codebook", MEASURE, |ui| {
                let words = "The codebook of this sample is not there any more. Undo brings it back; or import it \
                             again";
                ui.label(RichText::new(words).color(ctx.tokens.text));
            });
            return;
        };
        if ctx.session.desk().coder.is_empty() {
            self.who(ui, ctx);
            return;
        }
        super::asked::ui(&mut self.asks_several, ui, ctx, codebook);
        self.answers(ui, ctx, sample, coding, codebook);
        read(ui, ctx, coding);
        self.listen(ui, ctx, sample);
    }

    /// Asks who codes.
    fn who(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        column(ui, "who codes", 460.0, |ui| {
            ui.label(RichText::new("Who codes?").font(ctx.tokens.heading()).color(ctx.tokens.text));
            let why = "Everybody codes under a name of their own and sees only their own answers.";
            ui.label(RichText::new(why).color(ctx.tokens.muted));
            ui.add_space(8.0);
            for name in ctx.session.desk_counts().into_iter().flat_map(Counts::coders) {
                if plain_button(ui, name, "Go on with this name").clicked() {
                    ctx.send(Command::AtDesk(DeskStep::Coder(Arc::clone(name))));
                }
            }
            ui.add_space(4.0);
            let id = Id::unique("coder's name");
            let field = ui.add(
                TextEdit::singleline(&mut self.coder)
                    .id(id)
                    .hint_text("Your name")
                    .desired_width(260.0)
                    .margin(Margin::symmetric(10, 6)),
            );
            field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Coder's name"));
            if ui.memory(|memory| memory.focused().is_none()) && !field.lost_focus() {
                field.request_focus();
            }
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(8.0);
            let is_named = !self.coder.trim().is_empty();
            let pressed = ui.add_enabled_ui(is_named, |ui| primary_button(ui, ctx, "Begin")).inner.clicked();
            if is_named && (enter || pressed) {
                ctx.send(Command::AtDesk(DeskStep::Coder(self.coder.trim().into())));
                self.coder.clear();
            }
        });
    }

    /// What is asked, the answers, the keys and the note, at the foot of the room.
    fn answers(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        sample: usize,
        coding: &Coding,
        codebook: &Codebook,
    ) {
        let tokens = ctx.tokens;
        let desk = ctx.session.desk();
        let frame = Frame::new().fill(tokens.raised).inner_margin(Margin::symmetric(24, 14));
        Panel::bottom("answers").resizable(false).frame(frame).show(ui, |ui| {
            let asked: Vec<&CodedFrame> = desk.frames.iter().filter_map(|id| codebook.frame(id)).collect();
            let said = |frame: &CodedFrame| coding.judgements.get(desk.unit, &desk.coder, &frame.id);
            if let [only] = asked.as_slice() {
                question(ui, ctx, only);
                ui.add_space(10.0);
                one_frame(ui, ctx, said(only));
            } else {
                ui.horizontal_wrapped(|ui| {
                    for (at, frame) in asked.iter().enumerate() {
                        several(ui, ctx, at, frame, said(frame));
                    }
                });
                ui.add_space(8.0);
                ui.horizontal_wrapped(|ui| {
                    button(ui, ctx, "Enter", "The rest is no", Said::Rest, "What is not yes is no; and on");
                    button(ui, ctx, "N", "None", Said::No, "None of these frames is there; and on");
                    ways(ui, ctx, false);
                });
            }
            self.note(ui, ctx, sample, coding);
        });
    }

    fn note(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, sample: usize, coding: &Coding) {
        let desk = ctx.session.desk();
        let kept = desk.frames.iter().find_map(|frame| coding.judgements.get(desk.unit, &desk.coder, frame));
        let draft = (sample, Arc::clone(&desk.coder), desk.unit);
        let mut text = match kept {
            Some(kept) => kept.note.clone(),
            None => self.drafts.get(&draft).cloned().unwrap_or_default(),
        };
        let id = Id::unique("note on the unit");
        let is_new = std::mem::take(&mut self.is_noting);
        if text.is_empty() && !is_new && !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        ui.add_space(8.0);
        let field = ui.add(
            TextEdit::singleline(&mut text)
                .id(id)
                .hint_text("Note; Enter goes back to the keys")
                .desired_width(MEASURE)
                .margin(Margin::symmetric(10, 6)),
        );
        field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Note on this answer"));
        if is_new {
            field.request_focus();
        }
        if field.changed() {
            if kept.is_some() {
                ctx.send(Command::AtDesk(DeskStep::Note(text)));
            } else {
                self.drafts.insert(draft, text);
            }
        } else if kept.is_none() && !text.is_empty() {
            let words = "Kept together with your answer";
            ui.label(RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted));
        }
    }

    /// Hears the keys and the buttons.
    fn listen(&mut self, ui: &Ui, ctx: &ViewContext<'_>, sample: usize) {
        let mut said = ui.data_mut(|data| data.remove_temp::<Vec<Said>>(heard())).unwrap_or_default();
        let is_covered = ctx.session.overlay() != crate::session::Overlay::Coding
            || egui::Popup::is_any_open(ui.ctx())
            || ui.text_edit_focused();
        if !is_covered {
            let is_one = ctx.session.desk().frames.len() == 1;
            said.extend(keys::pressed(ui, is_one));
        }
        for said in said {
            self.take(ctx, sample, said);
        }
    }

    fn take(&mut self, ctx: &ViewContext<'_>, sample: usize, said: Said) {
        let desk = ctx.session.desk();
        let saying = match said {
            Said::Yes(at) => Saying::Yes(at),
            Said::No => Saying::No,
            Said::Rest => Saying::Rest,
            Said::Clear => Saying::Clear,
            Said::Note => {
                self.is_noting = true;
                return;
            }
            Said::Back => return ctx.send(Command::AtDesk(DeskStep::Unit(desk.unit.saturating_sub(1)))),
            Said::Skip => return ctx.send(Command::AtDesk(DeskStep::Unit(desk.unit.saturating_add(1)))),
            Said::Open => return ctx.send(Command::AtDesk(DeskStep::Onward)),
            Said::NextFrame => return ctx.send(Command::AtDesk(DeskStep::NextFrame)),
        };
        let draft = (sample, Arc::clone(&desk.coder), desk.unit);
        let note = self.drafts.get(&draft).cloned().unwrap_or_default();
        ctx.send(Command::AtDesk(DeskStep::Say(saying, note)));
        self.told = Some(draft);
    }

    /// Forgets the note that was kept with an answer. One that did not count, such as a digit beyond the frames that
    /// are asked, leaves it.
    fn drop_kept(&mut self, ctx: &ViewContext<'_>, sample: usize, coding: &Coding) {
        let Some(draft) = self.told.take_if(|draft| draft.0 == sample) else { return };
        let note = self.drafts.get(&draft);
        let is_kept = ctx.session.desk().frames.iter().any(|frame| {
            let said = coding.judgements.get(draft.2, &draft.1, frame);
            said.is_some_and(|said| Some(&said.note) == note)
        });
        if is_kept {
            self.drafts.remove(&draft);
        }
    }
}

/// Where buttons leave what they say for the end of the frame.
fn heard() -> Id {
    Id::unique("said by a button of coding")
}

fn button(ui: &mut Ui, ctx: &ViewContext<'_>, key: &str, text: &str, said: Said, tip: &str) {
    state_button(ui, ctx, (key, text), said, tip, false);
}

fn state_button(ui: &mut Ui, ctx: &ViewContext<'_>, words: (&str, &str), said: Said, tip: &str, is_on: bool) {
    let response = key_button(ui, ctx, words.0, words.1, tip, is_on);
    if response.clicked() {
        ui.data_mut(|data| data.get_temp_mut_or_default::<Vec<Said>>(heard()).push(said));
        // The keys are the keys again.
        response.surrender_focus();
        ui.ctx().request_repaint();
    }
}

fn question(ui: &mut Ui, ctx: &ViewContext<'_>, frame: &CodedFrame) {
    let tokens = ctx.tokens;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.label(RichText::new(&frame.title).font(tokens.heading()).color(tokens.text));
        ui.label(RichText::new(&frame.definition).color(tokens.muted));
    });
    for question in &frame.questions {
        ui.label(RichText::new(format!("·  {question}")).color(tokens.text));
    }
}

fn one_frame(ui: &mut Ui, ctx: &ViewContext<'_>, said: Option<&Judgement>) {
    ui.horizontal_wrapped(|ui| {
        let is = |answer: bool| said.is_some_and(|said| said.is_yes == answer);
        state_button(ui, ctx, ("Y", "Yes"), Said::Yes(0), "It is there; and on", is(true));
        state_button(ui, ctx, ("N", "No"), Said::No, "It is not there; and on", is(false));
        ways(ui, ctx, true);
    });
}

fn several(ui: &mut Ui, ctx: &ViewContext<'_>, at: usize, frame: &CodedFrame, said: Option<&Judgement>) {
    let answer = match said {
        Some(said) if said.is_yes => ": yes",
        Some(_) => ": no",
        None => "",
    };
    let questions = frame.questions.join("\n");
    let tip = format!("{}\n{questions}", frame.definition);
    let words = format!("{}{answer}", frame.title);
    let key = (at + 1).to_string();
    let is_yes = said.is_some_and(|said| said.is_yes);
    state_button(ui, ctx, (&key, &words), Said::Yes(at), tip.trim_end(), is_yes);
}

fn ways(ui: &mut Ui, ctx: &ViewContext<'_>, is_one: bool) {
    button(ui, ctx, "T", "Note", Said::Note, "Note something on this answer");
    ui.add_space(8.0);
    button(ui, ctx, "B ←", "Back", Said::Back, "The unit before, to look at or to change");
    button(ui, ctx, "S →", "Skip", Said::Skip, "The next unit, without an answer");
    button(ui, ctx, "U", "Next uncoded", Said::Open, "The next unit that you have not answered");
    button(ui, ctx, "Del", "Take back", Said::Clear, "As if you had not answered this one");
    if key_button(ui, ctx, "R", "Results", "What came out so far; C comes back", false).clicked() {
        ctx.send(Command::AtDesk(DeskStep::Look(DeskPane::Results)));
    }
    if is_one {
        button(ui, ctx, "F", "Next frame", Said::NextFrame, "Ask the next frame of the codebook");
    }
}

/// The unit, large, in what stands around it.
fn read(ui: &mut Ui, ctx: &ViewContext<'_>, coding: &Coding) {
    let tokens = ctx.tokens;
    let desk = ctx.session.desk();
    CentralPanel::default().frame(Frame::new().fill(tokens.surface)).show(ui, |ui| {
        column(ui, "unit", MEASURE, |ui| {
            where_it_is(ui, ctx, coding);
            ui.add_space(16.0);
            let Some(corpus) = ctx.session.corpus() else { return };
            match desk.located().and_then(|all| all.get(desk.unit as usize)) {
                Some(Located::Here(unit)) => unit_ui(ui, ctx, corpus, coding, *unit),
                Some(place) => {
                    let why = place.problem().unwrap_or_default();
                    ui.label(RichText::new(why).font(tokens.strong()).color(tokens.text));
                    let words = coding.units.get(desk.unit as usize).and_then(|unit| unit.spot.as_ref());
                    if let Some(spot) = words {
                        ui.label(RichText::new(&*spot.words).font(ctx.reading().text).color(tokens.muted));
                    }
                    let hint = "It is left out of the results. S goes on.";
                    ui.label(RichText::new(hint).color(tokens.muted));
                }
                None => {
                    if !problem(ui, ctx) {
                        ui.label(RichText::new("Finding what is coded…").color(tokens.muted));
                    }
                }
            }
        });
    });
}

/// "12 of 100 · coder Ada · 11 answered".
fn where_it_is(ui: &mut Ui, ctx: &ViewContext<'_>, coding: &Coding) {
    let tokens = ctx.tokens;
    let desk = ctx.session.desk();
    let of = coding.units.len() as u32;
    let progress = ctx.session.desk_progress();
    let number = |count: u32| ctx.numbers().count(count.into());
    let mut words = format!("{} of {} · coder {}", number(desk.unit + 1), number(of), desk.coder);
    words.push_str(&format!(" · {} answered", number(progress.done)));
    if progress.begun > 0 {
        words.push_str(&format!(", {} in part", number(progress.begun)));
    }
    if let Some(before) = desk.unit.checked_sub(1) {
        words.push_str(&format!(" · the one before: {}", said_of(coding, ctx, before)));
    }
    let lost = desk.located().unwrap_or_default().iter().filter(|place| place.problem().is_some()).count();
    if lost > 0 {
        words.push_str(&format!(" · {} cannot be read any more", ctx.numbers().count(lost as u64)));
    }
    ui.label(RichText::new(words).color(tokens.muted));
    let (rect, bar) = ui.allocate_exact_size(vec2(ui.available_width(), 3.0), egui::Sense::hover());
    let share = if of == 0 { 0.0 } else { progress.done as f32 / of as f32 };
    bar.widget_info(|| {
        WidgetInfo::labeled(
            egui::Role::ProgressIndicator,
            true,
            format!("{} of {of} answered", progress.done),
        )
    });
    ui.painter().rect_filled(rect, 1.5, tokens.line);
    ui.painter().rect_filled(rect.with_max_x(rect.left() + rect.width() * share), 1.5, tokens.accent);
    if of > 0 && progress.done >= of {
        ui.add_space(6.0);
        let words = if desk.frames.len() == 1 {
            "All are answered for this frame. F asks the next frame; R shows what came out."
        } else {
            "All are answered. R shows what came out."
        };
        ui.label(RichText::new(words).font(tokens.strong()).color(tokens.good));
    }
}

/// What the coder said of a unit: a slip of the finger is seen in the corner of the eye.
fn said_of(coding: &Coding, ctx: &ViewContext<'_>, unit: u32) -> String {
    let desk = ctx.session.desk();
    let said: Vec<bool> = desk
        .frames
        .iter()
        .filter_map(|frame| Some(coding.judgements.get(unit, &desk.coder, frame)?.is_yes))
        .collect();
    let yes = said.iter().filter(|is_yes| **is_yes).count();
    match (said.len(), yes) {
        (0, _) => "no answer".to_owned(),
        (_, 0) => "no".to_owned(),
        (1, _) => "yes".to_owned(),
        _ => format!("yes to {}", ctx.numbers().count(yes as u64)),
    }
}

fn unit_ui(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, coding: &Coding, unit: Unit) {
    let tokens = ctx.tokens;
    let Some(article) = corpus.articles().get(unit.article as usize) else { return };
    if !coding.plan.is_blind {
        let outlet = corpus.outlets().get(usize::from(corpus.outlet_of(unit.article)));
        let outlet = outlet.map(|outlet| &*outlet.name).filter(|name| !name.is_empty());
        let date = ctx.long_date(article.published.as_ref().map(|published| published.value));
        let words = format!("{} · {date}", outlet.unwrap_or("Outlet not known"));
        ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
        if coding.plan.unit == UnitKind::Sentence {
            ui.label(RichText::new(article.headline_text()).font(tokens.strong()).color(tokens.muted));
        }
        ui.add_space(10.0);
    }
    let settings = ctx.session.settings();
    let larger = match coding.plan.unit {
        UnitKind::Sentence => settings.reading_size + 3,
        UnitKind::Article => settings.reading_size,
    };
    let font = tokens.reading_as(settings.reading_face, larger).text;
    let format = |colour| TextFormat {
        line_height: Some(font.size * tokens.sizes.reading.article_line as f32),
        ..TextFormat::simple(font.clone(), colour)
    };
    match coding.plan.unit {
        UnitKind::Sentence => {
            let around = around(article, unit.span);
            let marked = [(unit.span, format(tokens.text))];
            let shown = passage(&article.raw, around, &format(tokens.muted), &marked);
            ui.add(Label::new(shown.job).wrap());
        }
        UnitKind::Article => {
            for span in article.counted_spans() {
                for piece in pieces(&article.raw, span) {
                    let shown = passage(&article.raw, piece, &format(tokens.text), &[]);
                    ui.add(Label::new(shown.job).wrap());
                }
                ui.add_space(font.size * 0.6);
            }
        }
    }
}

/// The paragraph around a sentence, or so much of it as is read with ease.
fn around(article: &Article, sentence: Span) -> Span {
    let holds = |span: &Span| span.from <= sentence.from && sentence.to <= span.to;
    let paragraph = article.counted_spans().find(holds).unwrap_or(sentence);
    let from = (sentence.from as usize).saturating_sub(AROUND).max(paragraph.from as usize);
    let to = (sentence.to as usize).saturating_add(AROUND).min(paragraph.to as usize);
    let raw = &article.raw;
    let from = (from..=sentence.from as usize).find(|at| raw.is_char_boundary(*at));
    let to = (sentence.to as usize..=to).rev().find(|at| raw.is_char_boundary(*at));
    Span::new(from.unwrap_or(sentence.from as usize), to.unwrap_or(sentence.to as usize))
}
