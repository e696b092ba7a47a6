//! Codebooks and coding out of the program: to disk and to the clipboard.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::{Ask, Effect, JobKind, PathPurpose, Said, Session};
use super::desk_work::Checked;
use crate::corpus::Corpus;
use crate::export;
use crate::framing::codebook::{Codebook, to_csv, to_toml};
use crate::framing::coding::{FrameAgreement, FrameValidation};
use crate::problem::{Cause, Problem};
use crate::project::Coding;
use crate::stats::Stat;
use crate::stats::intervals::Interval;
use crate::task::{Cancelled, Task};

/// What can be taken along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodingFile {
    /// A codebook by its short name, with all there is, to be read again.
    Codebook(Arc<str>),
    /// Its words as a table.
    Words(Arc<str>),
    /// What came out of the sample on the desk.
    Results,
    /// Every answer to the sample at this place.
    Answers(usize),
}

/// A table that a dialog is open for, as it was when asked.
#[derive(Debug, Clone)]
pub(in crate::session) struct Saving {
    name: String,
    extension: &'static str,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Codebook(Arc<Codebook>),
    Words(Arc<Codebook>),
    Results(Arc<Checked>),
    Answers(Arc<Corpus>, Arc<Coding>),
}

impl What {
    fn bytes(&self, task: &Task) -> Result<Vec<u8>, Cancelled> {
        Ok(match self {
            Self::Codebook(codebook) => to_toml(codebook).into_bytes(),
            Self::Words(codebook) => to_csv(codebook).into_bytes(),
            Self::Results(checked) => results(checked),
            Self::Answers(corpus, coding) => answers(corpus, coding, task)?,
        })
    }
}

impl Session {
    fn taken_along(&self, file: &CodingFile) -> Option<Saving> {
        let book = &self.bench.coding;
        let codebook = |id: &str| book.codebook(id).cloned().map(Arc::new);
        let (title, extension, what) = match file {
            CodingFile::Codebook(id) => {
                let codebook = codebook(id)?;
                (codebook.title.clone(), "toml", What::Codebook(codebook))
            }
            CodingFile::Words(id) => {
                let codebook = codebook(id)?;
                (codebook.title.clone(), "csv", What::Words(codebook))
            }
            CodingFile::Results => {
                let checked = Arc::clone(self.desk.checked().0?);
                (format!("Coding of {}", checked.codebook.title), "csv", What::Results(checked))
            }
            CodingFile::Answers(at) => {
                let coding = Arc::clone(book.samples.get(*at)?);
                let title = book.codebook(&coding.plan.codebook).map_or("", |codebook| &codebook.title);
                let corpus = self.library.corpus.clone()?;
                (format!("Answers for {title}"), "csv", What::Answers(corpus, coding))
            }
        };
        Some(Saving { name: export::suggest(&title, extension), extension, what })
    }

    /// Asks where to, and saves it there.
    pub(in crate::session) fn ask_to_save_coding(&mut self, file: &CodingFile) {
        let Some(saving) = self.taken_along(file) else { return };
        let (name, extension) = (saving.name.clone(), saving.extension);
        self.saving_coding = Some(saving);
        self.ask_to_open(&Ask::SaveTable { name, extension });
    }

    /// Puts it on the clipboard.
    pub(in crate::session) fn copy_coding(&mut self, file: &CodingFile) {
        let Some(saving) = self.taken_along(file) else { return };
        let kind = self.next_save();
        self.jobs.start(kind, move |task, speaker| {
            if let Ok(bytes) = saving.what.bytes(task) {
                speaker.say(Said::TableCopied(String::from_utf8_lossy(&bytes).into_owned()));
            }
        });
    }

    /// Takes a table for the clipboard in.
    pub(in crate::session) fn table_copied(&mut self, text: String) {
        self.effects.push(Effect::CopyText(text));
        self.notices.note("The table is copied");
    }

    /// Opens the path field for what a dialog could not ask.
    pub(in crate::session) fn prompt_to_save_coding(&mut self, name: &str) {
        let folder = self.settings.saved_in.as_deref();
        let folder = folder.map_or_else(super::super::read::home, super::super::read::with_slash);
        self.prompt_for_path(PathPurpose::SaveTable, format!("{folder}{name}"));
    }

    /// Writes it, whole or not at all.
    pub(in crate::session) fn save_coding_to(&mut self, path: PathBuf, may_replace: bool) {
        let Some(Saving { name, extension, what }) = self.saving_coding.clone() else { return };
        let kind: JobKind = self.next_save();
        self.jobs.start(kind, move |task, speaker| {
            let mut path = if path.is_dir() { path.join(name) } else { path };
            if path.extension().is_none() {
                path.set_extension(extension);
            }
            if !may_replace && path.exists() {
                let text = "There is a file of this name; choose another";
                let problem = Problem::new(Cause::Unwritable, text).at(path.display().to_string());
                speaker.say(Said::Saved(Err(problem)));
                return;
            }
            let Ok(bytes) = what.bytes(task) else { return };
            speaker.say(Said::Saved(export::write_whole(&path, &bytes).map(|()| path)));
        });
    }
}

/// Lines of a table in memory, which takes whatever is written.
struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new(head: &[&str]) -> Self {
        let mut table = Self(csv::Writer::from_writer(Vec::new()));
        table.line(head.iter().map(|cell| (*cell).to_owned()));
        table
    }

    fn line(&mut self, cells: impl IntoIterator<Item = String>) {
        self.0.write_record(cells).ok();
    }

    fn bytes(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}

/// What came out, one measure a line.
fn results(checked: &Checked) -> Vec<u8> {
    let mut table =
        Table::new(&["codebook", "frame", "measure", "coders", "units", "value", "low", "high", "remark"]);
    let title = |id: &str| checked.codebook.frame(id).map_or(id, |frame| &frame.title).to_owned();
    let codebook = &checked.codebook.title;
    for one in &checked.agreement {
        for measure in of_agreement(one) {
            table.line(measure.cells(codebook, title(&one.frame)));
        }
    }
    let remark = format!("against {}", checked.validation.truth.label());
    for one in &checked.validation.frames {
        for measure in of_validation(one) {
            table.line(Measure { remark: remark.clone(), ..measure }.cells(codebook, title(&one.frame)));
        }
    }
    table.bytes()
}

/// A figure about one frame.
struct Measure {
    name: &'static str,
    coders: String,
    units: u32,
    value: Stat,
    limits: Option<(f64, f64)>,
    remark: String,
}

impl Measure {
    fn new(name: &'static str, units: u32, value: Stat) -> Self {
        Self { name, coders: String::new(), units, value, limits: None, remark: String::new() }
    }

    fn cells(self, codebook: &str, frame: String) -> [String; 9] {
        let number = |value: f64| format!("{value:.6}");
        let (low, high) =
            self.limits.map_or_else(Default::default, |(low, high)| (number(low), number(high)));
        let remark = match self.value {
            Ok(_) => self.remark,
            Err(why) if self.remark.is_empty() => why.to_string(),
            Err(why) => format!("{why}; {}", self.remark),
        };
        let value = self.value.map_or_else(|_| String::new(), number);
        let (name, units) = (self.name.to_owned(), self.units.to_string());
        [codebook.to_owned(), frame, name, self.coders, units, value, low, high, remark]
    }
}

fn of_agreement(one: &FrameAgreement) -> Vec<Measure> {
    let limits = one.alpha_interval.as_ref().ok().map(|limits| (limits.low, limits.high));
    let remark = one.reliability().map_or_else(|_| String::new(), |reads| reads.label().to_owned());
    let mut measures = vec![
        Measure::new("share of yes", one.units, one.share_of_yes),
        Measure::new("percent agreement", one.units, one.percent),
        Measure { limits, remark, ..Measure::new("Krippendorff's alpha", one.units, one.alpha) },
    ];
    for pair in &one.pairs {
        let coders = format!("{}; {}", pair.first, pair.second);
        let values =
            [("percent agreement", pair.percent), ("Cohen's kappa", pair.kappa), ("Gwet's AC1", pair.ac1)];
        measures.extend(values.map(|(name, value)| Measure {
            coders: coders.clone(),
            ..Measure::new(name, pair.units, value)
        }));
    }
    measures
}

fn of_validation(one: &FrameValidation) -> Vec<Measure> {
    let limits = |interval: &Stat<Interval>| interval.as_ref().ok().map(|limits| (limits.low, limits.high));
    let count = |name, number: u32| Measure::new(name, one.units, Ok(f64::from(number)));
    let precision = Measure::new("precision", one.both + one.only_hits, one.precision);
    let recall = Measure::new("recall", one.both + one.only_coders, one.recall);
    vec![
        count("hits and coders yes", one.both),
        count("only hits", one.only_hits),
        count("only coders yes", one.only_coders),
        count("neither", one.neither),
        count("undecided", one.undecided),
        Measure { limits: limits(&one.precision_interval), ..precision },
        Measure { limits: limits(&one.recall_interval), ..recall },
        Measure::new("F1", one.units, one.f1),
    ]
}

/// Every answer, one a line, with what was read.
fn answers(corpus: &Corpus, coding: &Coding, task: &Task) -> Result<Vec<u8>, Cancelled> {
    let located = coding.locate(corpus.articles(), task)?;
    let mut table = Table::new(&[
        "unit", "coder", "frame", "answer", "note", "changed", "outlet", "date", "article", "text",
    ]);
    for (key, said) in &coding.judgements.all {
        task.check()?;
        let at = key.unit as usize;
        let (Some(unit), Some(place)) = (coding.units.get(at), located.get(at)) else { continue };
        let there = place.unit();
        let article = there.and_then(|unit| corpus.articles().get(unit.article as usize));
        let outlet = there.and_then(|unit| corpus.outlets().get(usize::from(corpus.outlet_of(unit.article))));
        let date = article.and_then(|article| article.published.as_ref()).map(|published| published.value);
        let text = match there {
            Some(unit) => unit.text(corpus, coding.plan.unit),
            None => unit.spot.as_ref().map_or_else(String::new, |spot| spot.words.to_string()),
        };
        table.line([
            (key.unit + 1).to_string(),
            key.coder.to_string(),
            key.frame.to_string(),
            if said.is_yes { "yes" } else { "no" }.to_owned(),
            said.note.clone(),
            said.changed.clone(),
            outlet.map_or_else(String::new, |outlet| outlet.name.to_string()),
            crate::figure::format::published(date),
            unit.article.path.to_string(),
            text.split_whitespace().collect::<Vec<_>>().join(" "),
        ]);
    }
    Ok(table.bytes())
}
