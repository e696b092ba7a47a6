//! Reads what a command is about: queries, filters, folders; and says what gave trouble.

use std::path::PathBuf;
use std::sync::Arc;

use super::args::Reading;
use super::failure::Failure;
use super::output::Streams;
use crate::analysis::{Grouping, Scope, TellingsRecipe};
use crate::corpus::Corpus;
use crate::figure::{Ink, format};
use crate::framing::coding::Standing;
use crate::framing::labels::LabelEdits;
use crate::framing::stories::{Stories, StorySettings};
use crate::ingest::pages::PageBook;
use crate::ingest::{self, ReadReport, ReadSettings, walk};
use crate::problem::Problem;
use crate::project::{self, Amendments, Corrections, LinesSaid, Mark, Related};
use crate::query::{Filter, Mistake, Query};
use crate::report::trouble;
use crate::session::{TellingChoices, inks_of, standing_of};
use crate::task::Task;

/// What a command is about.
#[derive(Debug)]
pub struct Opened {
    /// All articles read.
    pub corpus: Corpus,
    /// The same as they were read.
    pub as_read: Arc<Corpus>,
    /// What gave trouble in reading, by cause.
    pub problems: Vec<Problem>,
    /// What a project puts right.
    pub said: Arc<Corrections>,
    /// Those asked for.
    pub scope: Scope,
    /// The stories, and how they were looked for, if they were.
    pub stories: Option<(Arc<Stories>, StorySettings)>,
    /// How outlets tell this, asked as the project asks it: names put right, sides, hedges, codebooks.
    pub tellings: TellingsRecipe,
    /// Who has coded what by hand.
    pub standing: Standing,
    /// What a project says of lines.
    pub lines: LinesSaid,
    /// The colours of the outlets, in their order, as the window has them.
    pub inks: Vec<Ink>,
    /// What gave trouble in reading, in short; may be empty.
    pub trouble: String,
    /// What a project says of pages.
    pub pages: PageBook,
    /// How many corrections the project holds.
    pub corrections: usize,
}

/// The queries as typed.
pub fn queries(texts: &[String]) -> Result<Vec<Query>, Failure> {
    texts.iter().map(|text| query(text)).collect()
}

/// The query as typed.
pub fn query(text: &str) -> Result<Query, Failure> {
    Query::parse(text).map_err(|mistake| mistaken(text, mistake))
}

fn mistaken(text: &str, mistake: Mistake) -> Failure {
    Failure::Mistake { text: text.to_owned(), mistake }
}

/// What `-f` stands for when it is the filter of the project.
const OF_PROJECT: &str = "project";

/// The filters together, as if they were one text.
fn filter(texts: &[String], project: Option<&project::Opened>) -> Result<Filter, Failure> {
    let mut written = Vec::with_capacity(texts.len());
    for text in texts {
        if text == OF_PROJECT {
            let project = project.ok_or_else(|| {
                Failure::Usage(
                    "-f project is the filter that a project was left with; name a project to read".into(),
                )
            })?;
            written.push(project.filter.to_string());
        } else {
            Filter::parse(text).map_err(|mistake| mistaken(text, mistake))?;
            written.push(text.clone());
        }
    }
    let all = written.join(" ");
    Filter::parse(&all).map_err(|mistake| mistaken(&all, mistake))
}

/// Whether all paths lead somewhere.
pub fn check_paths(paths: &[PathBuf]) -> Result<(), Failure> {
    match paths.iter().find(|path| !path.exists()) {
        Some(missing) => Err(Failure::NoSuchPath(missing.clone())),
        None => Ok(()),
    }
}

/// The project among what is to be read, if there is one, and what to read with its folders in its place.
fn with_project(paths: &[PathBuf]) -> Result<(Option<project::Opened>, Vec<PathBuf>), Failure> {
    let (mut project, mut roots) = (None, Vec::new());
    for path in paths {
        if !project::is_project(path) {
            roots.push(path.clone());
            continue;
        }
        let opened = project::open(path).map_err(Failure::NoProject)?;
        if let Some(gone) = opened.missing.first() {
            let gone = project::paths::from_text(&gone.absolute);
            return Err(Failure::Usage(format!(
                "A folder of this project is not where it was: {}; open the project in the window and say where it is",
                gone.display()
            )));
        }
        roots.extend(opened.roots.iter().cloned());
        if project.replace(opened).is_some() {
            return Err(Failure::Usage("One project can be read at a time".into()));
        }
    }
    Ok((project, roots))
}

/// Reads all articles and builds the corpus; shows the progress and says what gave trouble.
pub fn open(reading: &Reading, streams: &mut Streams<'_>) -> Result<Opened, Failure> {
    open_with(reading, None, streams)
}

/// The same for rows by what `by` says: for stories they are looked for.
pub fn open_by(reading: &Reading, by: Grouping, streams: &mut Streams<'_>) -> Result<Opened, Failure> {
    open_with(reading, (by == Grouping::Story).then(Wanted::default), streams)
}

/// How stories are looked for where a command needs them: as said, or else as a project says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// In thousandths.
    pub likeness: Option<u16>,
    /// Days between two articles.
    pub window_days: Option<u16>,
}

/// The same, and looks which articles belong together where the filter asks that or the command needs it.
pub fn open_with(
    reading: &Reading,
    needed: Option<Wanted>,
    streams: &mut Streams<'_>,
) -> Result<Opened, Failure> {
    read_all(reading, needed, false, streams)
}

/// The same, also where no article is found if there `may_be_none`; what gave trouble is not said then.
pub fn read_all(
    reading: &Reading,
    needed: Option<Wanted>,
    may_be_none: bool,
    streams: &mut Streams<'_>,
) -> Result<Opened, Failure> {
    check_paths(&reading.paths)?;
    let (project, roots) = with_project(&reading.paths)?;
    let scope = Scope::of_filter(filter(&reading.filters, project.as_ref())?);
    let since = std::time::Instant::now();
    let (task, mut report) = (Task::timed(move || since.elapsed()), ReadReport::default());
    let mappings = project.as_ref().map(|project| project.said.mappings.clone()).unwrap_or_default();
    let pages = project.as_ref().map(|project| project.said.pages.clone()).unwrap_or_default();
    let settings = ReadSettings { mappings: mappings.into(), pages: pages.into(), ..ReadSettings::default() };
    streams.progress("Looking for articles…");
    let files = walk::walk(&roots, &settings.limits, &task, &mut report.problems)?;
    let total =
        files.len() + report.problems.list().iter().filter(|problem| trouble::is_unread(problem)).count();
    let mut read = 0;
    let articles = ingest::read_files(&files, &settings, &task, &mut report, &mut |batch| {
        read += batch.len() as u64;
        let found = format::counted(read, "article", "articles");
        streams.progress(&format!("Reading: {found} from {} files…", format::count(files.len() as u64)));
    })?;
    drop(files);
    streams.progress("Counting words…");
    let as_read = Arc::new(Corpus::build(articles, &task)?);
    // The process ends with the command: its memory goes back as a whole, and need not be given back word by word.
    std::mem::forget(Arc::clone(&as_read));
    let said = project.as_ref().map_or_else(Amendments::default, project::Opened::amendments);
    let mut amended = said.apply(&as_read, None, &task)?;
    if needed.is_some() || scope.filter.asks_relations() {
        streams.progress("Looking for stories…");
        let book = project.as_ref().map(|project| project.said.stories.clone()).unwrap_or_default();
        let settings = project.as_ref().map(|project| project.file.work.stories_asked()).unwrap_or_default();
        let wanted = needed.unwrap_or_default();
        let settings = StorySettings {
            likeness: wanted.likeness.unwrap_or(settings.likeness),
            window_days: wanted.window_days.unwrap_or(settings.window_days),
        };
        let related = Related::find(&amended, &Arc::new(book), settings, &task)?;
        amended = amended.related(Arc::new(related));
    }
    let names = project.iter().flat_map(|project| &project.file.work.mark_names);
    let names = names.filter_map(|(letter, name)| Some((Mark::of_letter(letter)?, name.clone()))).collect();
    let found = amended.related.as_ref().map(|related| (Arc::clone(&related.stories), related.settings));
    let lines = LinesSaid { remarks: said.remarks, remarked: amended.remarked, names };
    let corpus = Arc::unwrap_or_clone(amended.corpus);
    let kept = project.iter().flat_map(|project| &project.file.inks);
    let inks = inks_of(&corpus, kept.map(|(name, ink)| (name.as_str().into(), *ink)).collect(), &said.book);
    streams.progress("");

    let problems = report.problems.into_sorted();
    let trouble = trouble::in_words(&problems, corpus.articles(), total as u64);
    if reading.problems {
        list(&problems, total, streams);
    }
    let hint = if reading.problems || trouble.is_empty() { "" } else { "; --problems lists them" };
    if corpus.article_count() == 0 && !may_be_none {
        return Err(Failure::NoArticles { problems: format!("{trouble}{hint}") });
    }
    if !hint.is_empty() && !may_be_none {
        streams.say(&format!("{trouble}{hint}"));
    }
    if scope.subset(&corpus).article_count() == 0 && !may_be_none {
        let all = format::counted(corpus.article_count().into(), "article", "articles");
        streams.say(&format!("None of {all} passes the filter {}", scope.filter));
    }
    Ok(Opened {
        corpus,
        as_read,
        problems,
        corrections: said.corrections.list.len(),
        said: said.corrections,
        pages: PageBook::clone(&settings.pages),
        scope,
        stories: found,
        tellings: tellings(project.as_ref()),
        standing: project.as_ref().map(|project| standing_of(&project.said.coding)).unwrap_or_default(),
        lines,
        inks,
        trouble,
    })
}

/// How outlets tell something, as the project asks it; all codebooks that are made for counting.
fn tellings(project: Option<&project::Opened>) -> TellingsRecipe {
    let said = project.map(|project| project.file.work.tellings.clone()).unwrap_or_default();
    let coding = project.map(|project| project.said.coding.clone()).unwrap_or_default();
    let hedges = said.hedges_asked();
    let choices = TellingChoices {
        labels: Arc::new(LabelEdits { edits: said.labels }),
        sides: Arc::new(said.sides),
        hedges: Arc::new(hedges),
        ..TellingChoices::default()
    };
    choices.recipe_of_all(&coding)
}

/// All problems, by cause.
fn list(problems: &[Problem], files: usize, streams: &mut Streams<'_>) {
    if problems.is_empty() {
        let all = format::counted(files as u64, "file was read", "files were read");
        streams.say(&format!("{all} without a problem"));
    }
    for group in problems.chunk_by(|one, other| one.cause == other.cause) {
        let heading = group.first().map_or("", |problem| problem.cause.heading());
        streams.say(heading);
        for problem in group {
            streams.say(&format!("  {problem}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_filters_are_one() {
        let texts = ["outlet:RT".to_owned(), "outlet:TASS lang:en".to_owned()];
        assert_eq!(filter(&texts, None).unwrap(), Filter::parse("outlet:RT,TASS lang:en").unwrap());
        let wrong = filter(&["lang:en".to_owned(), "colour:red".to_owned()], None).unwrap_err();
        assert!(
            matches!(wrong, Failure::Mistake { text, mistake } if text == "colour:red" && mistake.span.start == 0)
        );
    }
}
