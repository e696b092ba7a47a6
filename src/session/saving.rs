//! What leaves the program as a file: kept while a dialog or the path field asks where to, written by a job.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::coding::Taken;
use super::importing::TakenReport;
use super::lines::TakenLines;
use super::{Ask, JobKind, PathPurpose, Recipe, Said, Session};
use crate::analysis::Scope;
use crate::analysis::glance::Glance;
use crate::corpus::{ArticleId, Corpus};
use crate::export::corpus::{CorpusFormat, Selected, save_corpus};
use crate::export::{self, FigureFormat, FigureOptions};
use crate::figure::Figure;
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
    /// Articles for other programs.
    Articles { corpus: Arc<Corpus>, which: WhichArticles, format: CorpusFormat },
}

/// Articles to be saved.
#[derive(Debug, Clone)]
pub(super) enum WhichArticles {
    /// Those that pass the filters.
    Scope(Scope),
    /// These.
    These(Vec<ArticleId>),
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
            Self::Import(_) => "",
        }
    }

    /// Whether it holds a corpus.
    pub(super) fn holds_articles(&self) -> bool {
        match self {
            Self::Figure { .. } | Self::Glance(..) => false,
            Self::Lines(_) | Self::Articles { .. } | Self::Import(_) => true,
            Self::Coding(taken) => taken.holds_articles(),
        }
    }

    /// Writes it, whole or not at all.
    fn write(self, path: &Path, task: &Task) -> Result<Result<(), Problem>, Cancelled> {
        let bytes = match self {
            Self::Articles { corpus, which, format } => {
                let articles = match which {
                    WhichArticles::These(ids) => ids,
                    WhichArticles::Scope(scope) => {
                        scope.try_subset(&corpus, task)?.articles(&corpus).collect()
                    }
                };
                return save_corpus(Selected { corpus: &corpus, articles: &articles, task }, format, path);
            }
            Self::Import(report) => return report.write(path, task),
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
        Ok(bytes?.and_then(|bytes| export::write_whole(path, &bytes)))
    }
}

impl Session {
    /// Asks where to save the selected articles, or without a selection all that pass the filters.
    pub(super) fn ask_to_save_articles(&mut self, format: CorpusFormat) {
        let Some(corpus) = self.corpus().cloned() else { return };
        let which = if self.selected_count() > 0 {
            WhichArticles::These(self.selection())
        } else {
            WhichArticles::Scope(Scope::of_filter(self.bench.filter.clone()))
        };
        self.ask_to_save(Saving::Articles { corpus, which, format });
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
        let folder = self.settings.saved_in.as_deref();
        let folder = folder.map_or_else(super::read::home, super::read::with_slash);
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
        write: impl FnOnce(&Path, &Task) -> Result<Result<(), Problem>, Cancelled> + Send + 'static,
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
            let Ok(written) = write(&file, task) else { return };
            // What is gone already needs not be known.
            let own = written.is_ok().then(|| OwnFile::at(&file).ok()).flatten();
            let saved = written.map_err(|problem| problem.at(at())).map(|()| (file, own));
            speaker.say(Said::Saved(saved));
        });
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
