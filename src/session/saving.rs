//! What leaves the program as a file: kept while a dialog or the path field asks where to, written by a job.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::coding::Taken;
use super::importing::TakenReport;
use super::lines::TakenLines;
use super::reporting::{self, TakenPage};
use super::{Ask, JobKind, Overlay, PathPurpose, Recipe, Said, Session};
use crate::analysis::Scope;
use crate::analysis::glance::Glance;
use crate::corpus::{ArticleId, Corpus};
use crate::export::corpus::{CorpusFormat, Selected, save_corpus};
use crate::export::{self, FigureFormat, FigureOptions};
use crate::figure::{Figure, Numbers, format};
use crate::ingest::OwnFile;
use crate::problem::{Cause, Problem};
use crate::task::{Cancelled, Task};

/// What a dialog or the path field is open for, as it was when asked, wherever the user went meanwhile.
#[derive(Clone)]
pub(super) enum Saving {
    /// A figure, with its recipe.
    Figure { figure: Arc<Figure>, recipe: Arc<Recipe>, options: FigureOptions, format: FigureFormat },
    /// Lines of the concordance.
    Lines(TakenLines),
    /// Framing at a glance, under its title.
    Glance(String, Arc<Glance>),
    /// A codebook, or a table of what came out of coding.
    Coding(Taken),
    /// The import report, as a folder of tables.
    Import(TakenReport),
    /// The page with its figures, as a folder.
    Report(Box<TakenPage>),
    /// Articles for other programs.
    Articles { corpus: Arc<Corpus>, which: WhichArticles, format: CorpusFormat, numbers: Numbers },
}

/// Articles to be saved.
#[derive(Debug, Clone)]
pub(super) enum WhichArticles {
    /// Those that pass the filters.
    Scope(Scope),
    /// These.
    These(Vec<ArticleId>),
}

impl WhichArticles {
    fn articles(self, corpus: &Corpus, task: &Task) -> Result<Vec<ArticleId>, Cancelled> {
        match self {
            Self::These(ids) => Ok(ids),
            Self::Scope(scope) => Ok(scope.try_subset(corpus, task)?.articles(corpus).collect()),
        }
    }
}

/// "98 of 121 articles; left out: 4 other versions, 19 without running text".
fn written_in_words(corpus: &Corpus, written: &[ArticleId], numbers: Numbers) -> String {
    let written: BTreeSet<ArticleId> = written.iter().copied().collect();
    let all = numbers.counted(corpus.article_count().into(), "article", "articles");
    if written.len() as u64 >= u64::from(corpus.article_count()) {
        return format!("All {all}");
    }
    let (mut versions, mut textless, mut others) = (0, 0, 0);
    for id in (0..corpus.article_count()).filter(|id| !written.contains(id)) {
        let is_textless = corpus.articles().get(id as usize).is_some_and(|article| article.body.is_empty());
        if corpus.version_of(id).is_some_and(|(_, rank)| rank > 0) {
            versions += 1;
        } else if is_textless {
            textless += 1;
        } else {
            others += 1;
        }
    }
    let reasons = [
        (versions, "other version", "other versions"),
        (textless, "without running text", "without running text"),
        (others, "that is not selected or not let through", "that are not selected or not let through"),
    ];
    let reasons = reasons.into_iter().filter(|(count, ..)| *count > 0);
    let reasons: Vec<String> = reasons.map(|(count, one, many)| numbers.counted(count, one, many)).collect();
    format!("{} of {all}; left out: {}", numbers.count(written.len() as u64), format::list(&reasons))
}

/// Endings that a figure can be saved with.
const OF_FIGURES: &[&str] = &["png", "svg", "csv"];

impl Saving {
    /// The suggested file name.
    fn name(&self) -> String {
        let title = match self {
            Self::Figure { figure, .. } => &figure.title,
            Self::Lines(lines) => &lines.title,
            Self::Glance(title, _) => title,
            Self::Coding(taken) => &taken.title,
            Self::Articles { .. } => "Articles",
            Self::Import(_) => "Import report",
            Self::Report(_) => reporting::NAME,
        };
        let name = export::suggest(title, self.extension());
        name.trim_end_matches('.').to_owned()
    }

    /// The ending of a name that has none; empty for a folder.
    fn extension(&self) -> &'static str {
        match self {
            Self::Figure { format, .. } => format.extension(),
            Self::Lines(_) | Self::Glance(..) => "csv",
            Self::Coding(taken) => taken.extension(),
            Self::Articles { format, .. } => format.extension().unwrap_or_default(),
            Self::Import(_) | Self::Report(_) => "",
        }
    }

    /// Whether it holds a corpus.
    pub(super) fn holds_articles(&self) -> bool {
        match self {
            Self::Figure { .. } | Self::Glance(..) => false,
            Self::Lines(_) | Self::Articles { .. } | Self::Import(_) | Self::Report(_) => true,
            Self::Coding(taken) => taken.holds_articles(),
        }
    }

    /// Writes it, whole or not at all.
    /// Gives what is to be said of it.
    fn write(self, path: &Path, task: &Task) -> Result<Result<String, Problem>, Cancelled> {
        let bytes = match self {
            Self::Articles { corpus, which, format, numbers } => {
                let articles = which.articles(&corpus, task)?;
                let words = written_in_words(&corpus, &articles, numbers);
                let saved =
                    save_corpus(Selected { corpus: &corpus, articles: &articles, task }, format, path)?;
                return Ok(saved.map(|()| words));
            }
            Self::Import(report) => return Ok(report.write(path, task)?.map(|()| String::new())),
            Self::Report(taken) => return Ok(taken.write(path, task)?.map(|_| String::new())),
            Self::Figure { figure, recipe, mut options, format } => {
                options.recipe = Some(recipe.text().into());
                let format = FigureFormat::of_path(path).unwrap_or(format);
                Ok(export::figure_bytes(&figure, format, &options))
            }
            Self::Lines(lines) => lines.table(task),
            Self::Glance(_, glance) => {
                let rows = glance.written();
                let (head, rows) = rows.split_first().map_or((&[][..], &[][..]), |(head, rows)| (head, rows));
                Ok(export::table(head, rows))
            }
            Self::Coding(taken) => taken.bytes(task),
        };
        Ok(bytes?.and_then(|bytes| export::write_whole(path, &bytes)).map(|()| String::new()))
    }
}

impl Session {
    /// Asks where to save the selected articles, or without a selection all that pass the filters.
    pub(super) fn ask_to_save_articles(&mut self, format: CorpusFormat) {
        let Some(corpus) = self.corpus().cloned() else { return };
        let (which, numbers) = (self.which_articles(), self.numbers());
        self.ask_to_save(Saving::Articles { corpus, which, format, numbers });
    }

    fn which_articles(&self) -> WhichArticles {
        if self.selected_count() > 0 {
            WhichArticles::These(self.selection())
        } else {
            WhichArticles::Scope(Scope::of_filter(self.bench.filter.clone()))
        }
    }

    /// Counts what would be saved, for the sheet that asks as what.
    pub(super) fn count_what_would_be_saved(&mut self) {
        self.to_be_saved = None;
        let Some(corpus) = self.corpus().cloned() else { return };
        let (which, numbers, kind) = (self.which_articles(), self.numbers(), self.next_save());
        self.jobs.start(kind, move |task, speaker| {
            if let Ok(articles) = which.articles(&corpus, task) {
                speaker.say(Said::ToBeSaved(written_in_words(&corpus, &articles, numbers)));
            }
        });
    }

    /// How many articles would be saved, and why others would not be; `None` until they are counted.
    pub fn to_be_saved(&self) -> Option<&str> {
        self.to_be_saved.as_deref()
    }

    /// Asks where to save this, unless a dialog is open: its answer is about something else.
    pub(super) fn ask_to_save(&mut self, saving: Saving) {
        if self.jobs.is_running(JobKind::Dialog) {
            return;
        }
        let (name, extension) = (saving.name(), saving.extension());
        self.forget_saving();
        self.saving = Some(saving);
        self.ask_to_open(&Ask::Save { name, extension });
    }

    /// Opens the path field where no dialog can ask.
    pub(super) fn prompt_to_save(&mut self, name: &str) {
        let folder = super::read::with_slash(&self.folder_to_save_in());
        self.prompt_for_path(PathPurpose::Save, format!("{folder}{name}"));
    }

    /// Nothing is to be saved any more. Lines hold a corpus, which is freed elsewhere.
    pub(super) fn forget_saving(&mut self) {
        let before = self.saving.take();
        self.jobs.sweep(before);
    }

    /// Saves what was asked to be saved. A dialog has asked whether a file may be replaced; the path field has not,
    /// and stays open for another name.
    pub(super) fn save_to(&mut self, path: PathBuf, may_replace: bool) {
        let saving = if may_replace { self.saving.take() } else { self.saving.clone() };
        let Some(saving) = saving else {
            let text = "What was to be saved was closed meanwhile. Nothing was written; ask for it again";
            self.notices.problem(&Problem::new(Cause::Unwritable, text).at(path.display().to_string()));
            return;
        };
        if let Saving::Report(taken) = saving {
            return self.save_report(path, *taken);
        }
        let endings = match &saving {
            Saving::Figure { .. } => OF_FIGURES,
            other => &[other.extension()][..],
        };
        let endings = endings.to_vec();
        self.save_job(path, saving.name(), endings, may_replace, |path, task| saving.write(path, task));
    }

    /// Writes a file, whole or not at all, and says how it went.
    ///
    /// A folder gets a file of the suggested name; a name without one of these `endings` gets that of the suggested
    /// one. What `may_replace` says holds for the path as it was chosen and for no other.
    pub(super) fn save_job(
        &mut self,
        path: PathBuf,
        suggested: String,
        endings: Vec<&'static str>,
        may_replace: bool,
        write: impl FnOnce(&Path, &Task) -> Result<Result<String, Problem>, Cancelled> + Send + 'static,
    ) {
        let kind = self.next_save();
        self.jobs.start(kind, move |task, speaker| {
            let file = file_for(&path, &suggested, &endings);
            let at = || file.display().to_string();
            if !(may_replace && file == path) && file.exists() {
                let text = "There is a file of this name; choose another";
                speaker.say(Said::Saved(Err(Problem::new(Cause::Unwritable, text).at(at()))));
                return;
            }
            // A folder of tables is made; what it is to lie in has to be there.
            if let Some(folder) =
                file.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
            {
                let text = format!(
                    "There is no folder {}. Make it first, or choose one that is there; nothing was written",
                    folder.display()
                );
                speaker.say(Said::Saved(Err(Problem::new(Cause::Unwritable, text).at(at()))));
                return;
            }
            let Ok(written) = write(&file, task) else { return };
            // What is gone already needs not be known.
            let own = written.is_ok().then(|| OwnFile::at(&file).ok()).flatten();
            let saved = written.map_err(|problem| problem.at(at())).map(|told| (file, own, told));
            speaker.say(Said::Saved(saved));
        });
    }

    /// Something was saved, or could not be.
    pub(super) fn hear_saved(&mut self, saved: Result<(PathBuf, Option<OwnFile>, String), Problem>) {
        match saved {
            Ok((path, own, told)) => {
                self.settings.saved(&path, own);
                let told = if told.is_empty() { told } else { format!(". {told}") };
                self.after_saving(format!("Saved {}{told}", path.display()));
            }
            Err(problem) => {
                self.notices.problem(&problem);
                self.save_trouble.extend(self.notices.all().last().map(|notice| notice.id));
            }
        }
    }

    /// Keeps where it was saved, closes what asked for it, and says so.
    pub(super) fn after_saving(&mut self, said: String) {
        // What had gone wrong with it is over.
        for id in std::mem::take(&mut self.save_trouble) {
            self.notices.close(id);
        }
        self.write_settings();
        match self.overlay() {
            Overlay::Path if self.prompt.purpose == PathPurpose::Save => {
                self.overlays.pop();
                self.forget_saving();
            }
            Overlay::SaveFigure => drop(self.overlays.pop()),
            _ => {}
        }
        self.notices.note(said);
    }

    /// A kind no other save has.
    pub(super) fn next_save(&mut self) -> JobKind {
        self.saves += 1;
        JobKind::Save(self.saves)
    }
}

/// The file that a path means: in a folder the suggested name; without one of these endings that of the suggested
/// name behind it.
fn file_for(path: &Path, suggested: &str, endings: &[&str]) -> PathBuf {
    let ends_in_slash = path.to_string_lossy().ends_with(std::path::MAIN_SEPARATOR);
    if ends_in_slash || path.is_dir() {
        return path.join(suggested);
    }
    let is_of = |ending: &&str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    let ending = Path::new(suggested).extension();
    match ending.filter(|_| !endings.iter().any(is_of)) {
        Some(ending) => {
            let mut name = path.as_os_str().to_owned();
            name.push(".");
            name.push(ending);
            name.into()
        }
        None => path.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gets_the_ending_it_lacks() {
        let check = |path: &str, suggested: &str, endings: &[&str], expected: &str| {
            assert_eq!(file_for(Path::new(path), suggested, endings), Path::new(expected));
        };
        check("a/Results 1.2", "Results 1.2.csv", &["csv"], "a/Results 1.2.csv");
        check("a/quay.CSV", "x.csv", &["csv"], "a/quay.CSV");
        check("a/quay.png", "x.csv", &["csv"], "a/quay.png.csv");
        check("a/quay.svg", "x.png", OF_FIGURES, "a/quay.svg");
        check("a/quay", "x.png", OF_FIGURES, "a/quay.png");
        check("a/quay/", "x.png", OF_FIGURES, "a/quay/x.png");
    }
}
