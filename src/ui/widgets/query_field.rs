//! A field for a query: a mistake is marked at its place with a plain sentence.

use egui::text::{LayoutJob, TextFormat};
use egui::{Id, Key, RichText, Stroke, TextEdit, Ui};

use crate::query::Mistake;
use crate::ui::context::ViewContext;

/// What the user is typing, and what is wrong with it.
#[derive(Debug, Default, Clone)]
pub struct QueryField {
    /// The words so far.
    pub text: String,
    mistake: Option<Mistake>,
}

/// How a field looks.
#[derive(Debug, Clone, Copy)]
pub struct FieldLook<'a> {
    /// Its name for a screen reader, and part of its id.
    pub name: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// Its width.
    pub width: f32,
}

impl QueryField {
    /// A field that already holds `text`.
    pub fn with_text(text: String) -> Self {
        Self { text, mistake: None }
    }

    /// Draws the field; gives what `parse` makes of it when Enter is pressed. An empty field gives
    /// `Some(None)`, what was typed and understood `Some(Some(value))`.
    pub fn ui<T>(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        id: Id,
        look: FieldLook<'_>,
        parse: impl Fn(&str) -> Result<T, Mistake>,
    ) -> Option<Option<T>> {
        let tokens = ctx.tokens;
        let wrong = self.mistake.as_ref().map(|mistake| mistake.span.clone());
        let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, _wrap: f32| {
            let job = underlined(text.as_str(), wrong.as_ref(), tokens);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let response = ui.add(
            TextEdit::singleline(&mut self.text)
                .id(id)
                .hint_text(RichText::new(look.hint).color(tokens.muted))
                .desired_width(look.width)
                .margin(egui::Margin::symmetric(10, 6))
                .layouter(&mut layouter),
        );
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, look.name));
        if response.changed() {
            // While it is being mended the old complaint goes, and comes back only at Enter.
            self.mistake = None;
        }
        let mut answer = None;
        let is_done = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if is_done {
            if self.text.trim().is_empty() {
                answer = Some(None);
            } else {
                match parse(&self.text) {
                    Ok(value) => answer = Some(Some(value)),
                    Err(mistake) => {
                        self.mistake = Some(mistake);
                        response.request_focus();
                    }
                }
            }
        }
        if let Some(mistake) = &self.mistake {
            egui::Popup::from_response(&response)
                .id(id.with("mistake"))
                .open(true)
                .close_behavior(egui::PopupCloseBehavior::IgnoreClicks)
                .accessible_name("What is wrong with the query")
                .width(320.0)
                .show(|ui| ui.label(RichText::new(&mistake.message).color(tokens.problem)));
        }
        answer
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// What is wrong, if something is.
    pub fn mistake(&self) -> Option<&Mistake> {
        self.mistake.as_ref()
    }
}

fn underlined(
    text: &str,
    wrong: Option<&std::ops::Range<usize>>,
    tokens: &crate::ui::theme::Tokens,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = TextFormat::simple(tokens.normal(), tokens.text);
    let Some(wrong) = wrong else {
        job.append(text, 0.0, plain);
        return job;
    };
    let (from, to) = (wrong.start.min(text.len()), wrong.end.min(text.len()));
    let marked = TextFormat { underline: Stroke::new(2.0, tokens.problem), ..plain.clone() };
    job.append(text.get(..from).unwrap_or(""), 0.0, plain.clone());
    job.append(text.get(from..to).unwrap_or(""), 0.0, marked);
    job.append(text.get(to..).unwrap_or(""), 0.0, plain);
    job
}
