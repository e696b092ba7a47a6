//! Codebooks and coding out of the program: to disk and to the clipboard.

use std::sync::Arc;

use super::super::saving::Saving;
use super::super::{Effect, Said, Session};
use super::desk_work::Checked;
use crate::corpus::Corpus;
use crate::export;
use crate::framing::codebook::{Codebook, TABLE_HEAD, table_rows, to_toml};
use crate::framing::coding::{FrameAgreement, FrameValidation};
use crate::problem::Problem;
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

/// It, as it was when asked for.
#[derive(Debug, Clone)]
pub(in crate::session) struct Taken {
    /// What its file is called.
    pub(in crate::session) title: String,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Codebook(Arc<Codebook>),
    Words(Arc<Codebook>),
    Results(Arc<Checked>),
    Answers(Arc<Corpus>, Arc<Coding>),
}

/// A head, and the rows under it.
type Rows = (&'static [&'static str], Vec<Vec<String>>);

impl Taken {
    /// The ending of its file.
    pub(in crate::session) fn extension(&self) -> &'static str {
        if matches!(self.what, What::Codebook(_)) { "toml" } else { "csv" }
    }

    /// Whether it holds a corpus.
    pub(in crate::session) fn holds_articles(&self) -> bool {
        matches!(self.what, What::Answers(..))
    }

    /// As a file.
    pub(in crate::session) fn bytes(&self, task: &Task) -> Result<Result<Vec<u8>, Problem>, Cancelled> {
        Ok(match self.rows(task)? {
            Ok((head, rows)) => export::table(head, rows),
            Err(text) => Ok(text.into_bytes()),
        })
    }

    /// For the clipboard.
    fn text(&self, task: &Task) -> Result<String, Cancelled> {
        Ok(match self.rows(task)? {
            Ok((head, rows)) => format!("{}\n{}", export::tabbed([head]), export::tabbed(rows)),
            Err(text) => text,
        })
    }

    /// As a table; what is none, as text.
    fn rows(&self, task: &Task) -> Result<Result<Rows, String>, Cancelled> {
        Ok(match &self.what {
            What::Codebook(codebook) => Err(to_toml(codebook)),
            What::Words(codebook) => {
                let rows = table_rows(codebook).into_iter().map(Vec::from);
                Ok((&TABLE_HEAD[..], rows.collect()))
            }
            What::Results(checked) => Ok((&RESULTS[..], results(checked))),
            What::Answers(corpus, coding) => Ok((&ANSWERS[..], answers(corpus, coding, task)?)),
        })
    }
}

impl Session {
    fn taken_along(&self, file: &CodingFile) -> Option<Taken> {
        let book = &self.bench.coding;
        let codebook = |id: &str| book.codebook(id).cloned().map(Arc::new);
        let (title, what) = match file {
            CodingFile::Codebook(id) => {
                let codebook = codebook(id)?;
                (codebook.title.clone(), What::Codebook(codebook))
            }
            CodingFile::Words(id) => {
                let codebook = codebook(id)?;
                (codebook.title.clone(), What::Words(codebook))
            }
            CodingFile::Results => {
                let checked = Arc::clone(self.desk.checked().0?);
                (format!("Coding of {}", checked.codebook.title), What::Results(checked))
            }
            CodingFile::Answers(at) => {
                let coding = Arc::clone(book.samples.get(*at)?);
                let title = book.codebook(&coding.plan.codebook).map_or("", |codebook| &codebook.title);
                let corpus = self.library.corpus.clone()?;
                (format!("Answers for {title}"), What::Answers(corpus, coding))
            }
        };
        Some(Taken { title, what })
    }

    /// Asks where to, and saves it there.
    pub(in crate::session) fn ask_to_save_coding(&mut self, file: &CodingFile) {
        if let Some(taken) = self.taken_along(file) {
            self.ask_to_save(Saving::Coding(taken));
        }
    }

    /// Puts it on the clipboard.
    pub(in crate::session) fn copy_coding(&mut self, file: &CodingFile) {
        let Some(taken) = self.taken_along(file) else { return };
        let kind = self.next_save();
        self.jobs.start(kind, move |task, speaker| {
            if let Ok(text) = taken.text(task) {
                speaker.say(Said::TableCopied(text));
            }
        });
    }

    /// Takes a table for the clipboard in.
    pub(in crate::session) fn table_copied(&mut self, text: String) {
        self.effects.push(Effect::CopyText(text));
        self.notices.note("The table is copied");
    }
}

/// The columns of what came out.
const RESULTS: [&str; 9] =
    ["codebook", "frame", "measure", "coders", "units", "value", "low", "high", "remark"];

/// The columns of answers.
const ANSWERS: [&str; 10] =
    ["unit", "coder", "frame", "answer", "note", "changed", "outlet", "date", "article", "text"];

/// What came out, one measure a line.
fn results(checked: &Checked) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let title = |id: &str| checked.codebook.frame(id).map_or(id, |frame| &frame.title).to_owned();
    let codebook = &checked.codebook.title;
    for one in &checked.agreement {
        for measure in of_agreement(one) {
            rows.push(measure.cells(codebook, title(&one.frame)).into());
        }
    }
    let remark = format!("against {}", checked.validation.truth.label());
    for one in &checked.validation.frames {
        for measure in of_validation(one) {
            let measure = Measure { remark: remark.clone(), ..measure };
            rows.push(measure.cells(codebook, title(&one.frame)).into());
        }
    }
    rows
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
fn answers(corpus: &Corpus, coding: &Coding, task: &Task) -> Result<Vec<Vec<String>>, Cancelled> {
    let located = coding.locate(corpus.articles(), task)?;
    let mut rows = Vec::new();
    for (key, said) in coding.judgements.iter() {
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
        rows.push(vec![
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
    Ok(rows)
}
