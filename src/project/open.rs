//! Opening a project: what it says, and where its folders lie today.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::amend::Amendments;
use super::file::recipe::Recipe;
use super::file::{self, ProjectFile, Said, Unreadable, v1};
use super::paths;
use crate::problem::{Cause, Problem};
use crate::query::Filter;

/// A project as it was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// All that stands in the file.
    pub file: ProjectFile,
    /// Its folders and files that are there, in the user's order.
    pub roots: Vec<PathBuf>,
    /// Those that are not, and that nobody has said to go on without.
    pub missing: Vec<v1::Root>,
    /// Those that are not there and left out.
    pub left_out: Vec<v1::Root>,
    /// Corrections, outlet book, remarks and named filters.
    pub said: Said,
    /// The filter that was set.
    pub filter: Filter,
}

impl Opened {
    /// What the project says of articles and outlets.
    pub fn amendments(&self) -> Amendments {
        let Said { corrections, book, remarks, versions, pages, .. } = self.said.clone();
        Amendments {
            corrections: corrections.into(),
            book: book.into(),
            remarks: remarks.into(),
            versions: versions.into(),
            pages: pages.into(),
        }
    }
}

/// Reads the project of a file. The file is only read.
pub fn open(path: &Path) -> Result<Opened, Problem> {
    let bytes = bytes_of(path)?;
    opened(&bytes, path).map_err(|why| unreadable(&why, path))
}

/// The project of `bytes` that stand at `path`.
pub(super) fn opened(bytes: &[u8], path: &Path) -> Result<Opened, Unreadable> {
    parted(file::read(bytes)?, path)
}

/// The work of a figure's recipe: a project that names no folder.
pub fn of_recipe(recipe: Recipe) -> Result<Opened, Unreadable> {
    let file = ProjectFile { roots: Vec::new(), ..recipe.project };
    parted(file, Path::new(""))
}

fn parted(file: ProjectFile, path: &Path) -> Result<Opened, Unreadable> {
    let said = Said::of(&file)?;
    let filter =
        Filter::parse(&file.work.filter).map_err(|_| Unreadable::part("the filter", &file.work.filter))?;
    let (mut roots, mut missing, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for root in &file.roots {
        match found(root, path) {
            Some(place) => roots.push(place),
            None if root.is_left_out => left_out.push(root.clone()),
            None => missing.push(root.clone()),
        }
    }
    Ok(Opened { file, roots, missing, left_out, said, filter })
}

/// The bytes of a project file; a larger file than any project is not read.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, Problem> {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        fs::File::open(path)?.take(file::MOST_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error| {
        let text = match error.kind() {
            io::ErrorKind::NotFound => "There is no such project file. Check where it lies".to_owned(),
            io::ErrorKind::PermissionDenied => "You may not read this project file".to_owned(),
            kind => format!("The project file could not be read ({kind})"),
        };
        Problem::new(Cause::Unreadable, text).at(path.display().to_string())
    })?;
    if bytes.len() as u64 > file::MOST_BYTES {
        Err(unreadable(&Unreadable::TooLarge, path))
    } else {
        Ok(bytes)
    }
}

/// What cannot be opened, as a problem.
pub(super) fn unreadable(why: &Unreadable, path: &Path) -> Problem {
    Problem::new(Cause::Unreadable, format!("{why}. The file is left as it is"))
        .at(path.display().to_string())
}

/// Where a root lies today: seen from the project file, or where it lay.
fn found(root: &v1::Root, project: &Path) -> Option<PathBuf> {
    let near = root.relative.as_deref().zip(project.parent()).map(|(way, folder)| paths::follow(folder, way));
    let far = (!root.absolute.is_empty()).then(|| paths::from_text(&root.absolute));
    near.into_iter().chain(far).find(|place| place.exists())
}

/// A root as the project file at `project` names it.
pub fn written_root(root: &Path, project: &Path) -> v1::Root {
    v1::Root {
        relative: project.parent().and_then(|folder| paths::relative(folder, root)),
        absolute: paths::to_text(root),
        is_left_out: false,
    }
}

/// Whether a path is that of a project file, by its ending.
pub fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(file::ENDING))
}
