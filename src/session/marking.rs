//! Marks and notes on lines of the concordance. Each can be undone, and all are kept in the project.

use std::sync::Arc;

use super::workbench::Typed;
use super::{Command, JobKind, MarkedOnly, Said, Session};
use crate::corpus::{ArticleId, Span};
use crate::project::line_remarks::name_of;
use crate::project::{ArticleKey, LineRemark, LineSpot, LinesSaid, Mark, Remarks};

/// Naming so many lines takes no time that could be noticed; more of them are named by a job.
const AT_ONCE: usize = 64;

impl Session {
    /// What was said of the line at a place.
    pub fn line_remark(&self, article: ArticleId, span: Span) -> Option<&LineRemark> {
        let remark = self.remark_of(article).filter(|remark| !remark.lines.is_empty())?;
        let article = self.library.corpus.as_ref()?.articles().get(article as usize)?;
        remark.line_at(article, span).map(|(_, said)| said)
    }

    /// What a mark is called: by its name, or its letter.
    pub fn mark_name(&self, mark: Mark) -> String {
        name_of(&self.bench.mark_names, mark)
    }

    /// How many lines have a mark or a note, and how many have each mark, in all open articles or not.
    pub fn marked_counts(&self) -> (usize, [usize; 9]) {
        let mut counts = [0; 9];
        let mut all = 0;
        let lines = self.bench.remarks.by_article.values().flat_map(|remark| remark.lines.values());
        for said in lines {
            all += 1;
            if let Some(slot) = said.mark.and_then(|mark| counts.get_mut(mark.index())) {
                *slot += 1;
            }
        }
        (all, counts)
    }

    /// The places of marked lines, in order.
    pub(super) fn marked_places(&self, wanted: MarkedOnly) -> Option<Arc<[(ArticleId, Span)]>> {
        if wanted == MarkedOnly::All {
            return None;
        }
        let mut places = Vec::new();
        if let (Some(amended), Some(corpus)) = (&self.library.amended, &self.library.corpus) {
            for (&id, key) in amended.remarked.iter() {
                let (Some(remark), Some(article)) =
                    (self.bench.remarks.by_article.get(key), corpus.articles().get(id as usize))
                else {
                    continue;
                };
                let is_wanted = |said: &LineRemark| match wanted {
                    MarkedOnly::One(mark) => said.mark == Some(mark),
                    MarkedOnly::All | MarkedOnly::Any => true,
                };
                let lines = remark.lines.iter().filter(|(_, said)| is_wanted(said));
                places.extend(lines.filter_map(|(spot, _)| Some((id, spot.find(article)?))));
            }
        }
        places.sort_unstable_by_key(|(id, span)| (*id, span.from, span.to));
        Some(places.into())
    }

    /// Marks lines, whose names have to be found first: for many of them that is work for a job.
    pub(super) fn mark_lines(&mut self, lines: Vec<(ArticleId, Span)>, mark: Option<Mark>) {
        let (Some(amended), Some(corpus)) = (self.library.amended.clone(), self.library.corpus.clone())
        else {
            return;
        };
        let remarks = Arc::clone(&self.bench.remarks);
        let kept_remarks = Arc::clone(&remarks);
        let name = move |&(id, span): &(ArticleId, Span)| {
            let article = corpus.articles().get(id as usize)?;
            let key = amended.key_of(id, &kept_remarks).or_else(|| Some(ArticleKey::of(article)))?;
            let kept = kept_remarks.by_article.get(&key).and_then(|remark| remark.line_at(article, span));
            Some((key, kept.map_or_else(|| LineSpot::of(article, span), |(spot, _)| spot.clone())))
        };
        if lines.len() <= AT_ONCE {
            let named = lines.iter().filter_map(name).collect();
            return self.set_marks(named, mark);
        }
        self.saves += 1;
        self.jobs.start(JobKind::Name(self.saves), move |task, speaker| {
            task.phase("to be marked", lines.len() as u64);
            let mut named = Vec::with_capacity(lines.len());
            for line in &lines {
                if task.check().is_err() {
                    return;
                }
                named.extend(name(line));
                task.advance(1);
            }
            let mut marked = Remarks::clone(&remarks);
            change_lines(&mut marked, named.clone(), |said| said.mark = mark);
            let marked = Marked { lines: named, mark, before: remarks, after: Arc::new(marked) };
            speaker.say(Said::LinesMarked(Box::new(marked)));
        });
    }

    /// Marks lines, or takes their marks off.
    pub(super) fn set_marks(&mut self, lines: Vec<(ArticleKey, LineSpot)>, mark: Option<Mark>) {
        self.change(|bench| {
            change_lines(Arc::make_mut(&mut bench.remarks), lines, |said| said.mark = mark);
        });
    }

    /// Takes in what a job marked; where something else was said of articles meanwhile, both hold.
    pub(super) fn lines_marked(&mut self, marked: Marked) {
        let Marked { lines, mark, before, after } = marked;
        if Arc::ptr_eq(&self.bench.remarks, &before) {
            self.change(|bench| bench.remarks = after);
        } else {
            self.set_marks(lines, mark);
        }
    }

    /// Notes something on a line. Letters typed one after the other are one step to undo.
    pub(super) fn note_line(&mut self, id: ArticleId, span: Span, note: &str) {
        let Some(article) =
            self.library.corpus.as_ref().and_then(|corpus| corpus.articles().get(id as usize))
        else {
            return;
        };
        let Some(key) = self.article_key(id) else { return };
        let kept = self.bench.remarks.by_article.get(&key).and_then(|remark| remark.line_at(article, span));
        let spot = kept.map_or_else(|| LineSpot::of(article, span), |(spot, _)| spot.clone());
        self.change_by_typing(Typed::LineNote(key.clone(), spot.clone()), |bench| {
            let remarks = Arc::make_mut(&mut bench.remarks);
            change_lines(remarks, vec![(key, spot)], |said| note.clone_into(&mut said.note));
        });
    }

    /// What is said of lines, for a job.
    pub(super) fn lines_said(&self) -> LinesSaid {
        LinesSaid {
            remarks: Arc::clone(&self.bench.remarks),
            remarked: self
                .library
                .amended
                .as_ref()
                .map(|amended| Arc::clone(&amended.remarked))
                .unwrap_or_default(),
            names: self.bench.mark_names.clone(),
        }
    }

    /// Commands about lines.
    pub(super) fn with_lines(&mut self, command: Command) {
        match command {
            Command::MarkLines(lines, mark) => self.mark_lines(lines, mark),
            Command::SetMarks(lines, mark) => self.set_marks(lines, mark),
            Command::NoteLine(article, span, note) => self.note_line(article, span, &note),
            Command::CopyLines(which, text) => self.copy_concordance(which, text),
            _ => {}
        }
    }
}

/// Lines that a job marked, and what is said of articles with and without their marks.
#[derive(Debug)]
pub(super) struct Marked {
    lines: Vec<(ArticleKey, LineSpot)>,
    mark: Option<Mark>,
    before: Arc<Remarks>,
    after: Arc<Remarks>,
}

/// Changes lines one by one; of what is left empty nothing is kept.
fn change_lines(remarks: &mut Remarks, lines: Vec<(ArticleKey, LineSpot)>, change: impl Fn(&mut LineRemark)) {
    for (key, spot) in lines {
        let remark = remarks.by_article.entry(key.clone()).or_default();
        let said = remark.lines.entry(spot.clone()).or_default();
        change(said);
        if said.is_empty() {
            remark.lines.remove(&spot);
        }
        if remark.is_empty() {
            remarks.by_article.remove(&key);
        }
    }
}
