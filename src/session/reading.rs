//! What happens in the reader: text marked with the mouse, find in article, neighbours, the file's own program.

use std::sync::Arc;

use super::selection::citation_at;
use super::trouble::open_outside;
use super::{
    Action, Command, Effect, JobKind, PageEdit, Place, ReaderMode, Said, Session, VersionEdit, View,
};
use crate::corpus::{Article, ArticleId, Span};
use crate::ingest;
use crate::problem::{Cause, Problem};
use crate::project::settings::{LEAST_READING, MOST_READING, ReadingFace};
use crate::text::normalise::for_reading;

/// Text marked in the reader: bytes of the article's raw text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// The article.
    pub article: ArticleId,
    /// Where marking began.
    pub anchor: u32,
    /// Where it got to; may be before the anchor.
    pub head: u32,
}

impl Marked {
    /// The marked bytes.
    pub fn span(self) -> Span {
        Span { from: self.anchor.min(self.head), to: self.anchor.max(self.head) }
    }
}

/// What is looked for in the open article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Find {
    /// What was typed.
    pub text: String,
    /// The place found that is shown.
    pub at: Option<Span>,
}

impl Session {
    /// Text marked in the reader.
    pub fn marked(&self) -> Option<Marked> {
        self.marked.filter(|marked| !marked.span().is_empty())
    }

    /// What is looked for in the open article; `None` while the field is closed.
    pub fn find(&self) -> Option<&Find> {
        self.find.as_ref()
    }

    /// Commands of the reader.
    pub(super) fn read_on(&mut self, command: Command) {
        match command {
            Command::Mark(marked) => self.marked = marked,
            Command::CopyMarked => {
                if let Some((_, text)) = self.marked_text() {
                    self.effects.push(Effect::CopyText(text));
                }
            }
            Command::Find(text) => match (text, &mut self.find) {
                (Some(text), Some(find)) => {
                    find.text = text;
                    self.show_found();
                }
                (Some(text), none) => *none = Some(Find { text, at: None }),
                (None, find) => *find = None,
            },
            Command::StepFound(step) => self.step_found(step),
            Command::FollowAll => self.history.adjust(|place| place.followed = None),
            Command::OpenOutside(id) => self.open_outside(id),
            _ => {}
        }
    }

    /// Actions of the reader.
    pub(super) fn act_on_article(&mut self, action: Action) {
        match action {
            Action::FindInArticle => {
                self.find.get_or_insert_default();
                self.effects.push(Effect::Focus(super::Field::Find));
            }
            Action::NextOfOutlet | Action::PreviousOfOutlet => {
                let Some(near) =
                    self.results.beside().filter(|near| Some(near.article) == self.place().article)
                else {
                    return;
                };
                let next = if action == Action::NextOfOutlet { near.after } else { near.before };
                if let Some(id) = next {
                    self.apply(Command::OpenArticle(id, None));
                }
            }
            Action::OpenBeside => {
                if let Some((one, other)) = self.pair() {
                    self.apply(Command::SideBySide(one, other));
                }
            }
            Action::SwapBeside => {
                if let Place { article: Some(one), beside: Some(other), .. } = *self.place() {
                    self.apply(Command::SideBySide(other, one));
                }
            }
            Action::CloseBeside => {
                let place = Place { beside: None, ..self.place().clone() };
                self.history.go(place);
            }
            Action::OpenFile => {
                if let Some(id) = self.place().article {
                    self.open_outside(id);
                }
            }
            Action::CopyWithCitation => self.copy_with_citation(),
            Action::ReadingLarger => self.size_reading(|size| size + 1),
            Action::ReadingSmaller => self.size_reading(|size| size.saturating_sub(1)),
            Action::ReadingSerif => self.face_reading(ReadingFace::Serif),
            Action::ReadingSans => self.face_reading(ReadingFace::Sans),
            Action::SameArticle => {
                let chosen = self.selection();
                self.apply(Command::EditVersions(VersionEdit::Join(chosen)));
            }
            Action::JoinPages => {
                let chosen = self.selection();
                self.apply(Command::EditPages(PageEdit::Join(chosen)));
            }
            Action::TakePagesApart => {
                if let Some(open) = self.place().article {
                    self.apply(Command::EditPages(PageEdit::Part(open)));
                }
            }
            Action::NotSameArticle | Action::CountThisVersion => {
                if let Some(open) = self.place().article {
                    self.apply(Command::EditVersions(match action {
                        Action::NotSameArticle => VersionEdit::Part(open),
                        _ => VersionEdit::Count(open, true),
                    }));
                }
            }
            Action::CompareSelection => {
                let chosen = self.selection();
                self.apply(Command::Choose(Some(chosen)));
                self.apply(Command::Show(View::Compare));
            }
            _ => {}
        }
    }

    fn size_reading(&mut self, change: impl FnOnce(u16) -> u16) {
        self.settings.reading_size = change(self.settings.reading_size).clamp(LEAST_READING, MOST_READING);
        self.keep_settings();
    }

    fn face_reading(&mut self, face: ReadingFace) {
        self.settings.reading_face = face;
        self.keep_settings();
    }

    /// The marked text as it goes to the clipboard, with its article.
    fn marked_text(&self) -> Option<(ArticleId, String)> {
        let marked = self.marked()?;
        let article = self.corpus()?.articles().get(marked.article as usize)?;
        let text = match self.reader_mode {
            ReaderMode::Raw => article.text(marked.span()).to_owned(),
            ReaderMode::Clean => clean(article, marked.span(), false),
            ReaderMode::Furniture => clean(article, marked.span(), true),
        };
        (!text.is_empty()).then_some((marked.article, text))
    }

    fn copy_with_citation(&mut self) {
        let Some((id, text)) = self.marked_text() else { return };
        let Some(article) = self.corpus().and_then(|corpus| corpus.articles().get(id as usize)) else {
            return;
        };
        let at = self.marked().map_or(0, |marked| marked.span().from);
        let quoted = format!("“{}” ({})", text.trim(), citation_at(article, at));
        self.effects.push(Effect::CopyText(quoted));
        self.notices.note("Copied with citation");
    }

    /// Copies the words at a place of an article, with where they are from.
    pub(super) fn copy_quoted(&mut self, id: ArticleId, span: Span) {
        let Some(article) = self.corpus().and_then(|corpus| corpus.articles().get(id as usize)) else {
            return;
        };
        let text = for_reading(article.text(span));
        let quoted = format!("“{}” ({})", text.trim(), citation_at(article, span.from));
        self.effects.push(Effect::CopyText(quoted));
        self.notices.note("Copied with citation");
    }

    /// Shows the first place found at or after the one shown before, once places are known.
    pub(super) fn show_found(&mut self) {
        let place = self.history.here();
        let Some(finding) = self.results.finding().filter(|found| Some(found.article) == place.article)
        else {
            return;
        };
        let Some(find) = &mut self.find else { return };
        let from = find.at.map_or(0, |at| at.from);
        let next = finding.spans.iter().find(|span| span.from >= from).or(finding.spans.first());
        find.at = next.copied();
    }

    /// To the place found after or before the one shown; round at the ends.
    fn step_found(&mut self, step: i64) {
        let place = self.history.here();
        let Some(finding) = self.results.finding().filter(|found| Some(found.article) == place.article)
        else {
            return;
        };
        let Some(find) = &mut self.find else { return };
        find.at = next_of(&finding.spans, find.at, step);
    }

    /// Opens an article's file in the program that the system has for it: of several pages the one with the marked
    /// text, or with the place that is shown.
    fn open_outside(&mut self, id: ArticleId) {
        let Some(article) = self.corpus().and_then(|corpus| corpus.articles().get(id as usize)) else {
            return;
        };
        let marked = self.marked().filter(|marked| marked.article == id).map(Marked::span);
        let spot = self.place().spot.filter(|_| self.place().article == Some(id));
        let at = marked.or(spot).map_or(0, |span| span.from);
        let (shown, roots) = (Arc::clone(article.file_at(at).0), self.library.roots.clone());
        self.jobs.start(JobKind::Show, move |_, speaker| {
            let opened = match ingest::labels::locate(&roots, &shown) {
                Some(path) => open_outside(&path).map_err(|why| {
                    format!("The file could not be opened ({why}). Copy its path and open it by hand")
                }),
                None => Err("The file is not there any more. Read the folder again".to_owned()),
            };
            if let Err(why) = opened {
                let problem = Problem::new(Cause::Unreadable, why).at(shown.to_string());
                speaker.say(Said::NotShown(problem));
            }
        });
    }
}

/// The span after or before `at` in a sorted list; round at the ends.
pub(super) fn next_of(spans: &[Span], at: Option<Span>, step: i64) -> Option<Span> {
    let count = spans.len() as i64;
    if count == 0 {
        return None;
    }
    let next = match at {
        None if step > 0 => 0,
        None => count - 1,
        Some(at) if step > 0 => spans.partition_point(|span| span.from <= at.from) as i64,
        Some(at) => spans.partition_point(|span| span.from < at.from) as i64 - 1,
    };
    spans.get(next.rem_euclid(count) as usize).copied()
}

/// The marked part of what is shown, each part of the article a paragraph.
fn clean(article: &Article, marked: Span, with_furniture: bool) -> String {
    let mut parts: Vec<Span> = if with_furniture {
        article.lines.iter().map(|line| line.span).collect()
    } else {
        article.counted_spans().chain(article.captions.iter().copied()).collect()
    };
    parts.sort_unstable();
    let cut = |part: &Span| Span { from: part.from.max(marked.from), to: part.to.min(marked.to) };
    let texts = parts.iter().map(cut).filter(|part| part.from < part.to);
    let texts: Vec<_> =
        texts.map(|part| for_reading(article.text(part))).filter(|text| !text.is_empty()).collect();
    texts.join("\n\n")
}
