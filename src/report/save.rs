//! A report on its way to the disk: drawn first, then written, the page last.
//!
//! Only files of its own names are written; what else the folder holds stays as it is.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Chart;
use crate::export::{self, FigureFormat, FigureOptions, Report};
use crate::figure::format;
use crate::problem::Problem;
use crate::task::{Cancelled, Task};

/// The page's file.
pub const PAGE: &str = "report.html";

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What was written, what it replaced and what else is there, in one sentence with the folder's path.
    pub words: String,
    /// Its files, the page last.
    pub files: Vec<PathBuf>,
}

/// Names of files, and what is in them.
pub(super) type Drawn = Vec<(String, Vec<u8>)>;

/// The files of all figures, and the page.
pub(super) fn draw(
    report: &Report,
    charts: &[Chart],
    task: &Task,
) -> Result<Result<Drawn, Problem>, Cancelled> {
    let mut drawn = Drawn::new();
    for chart in charts {
        let options = FigureOptions { recipe: chart.recipe.clone(), ..FigureOptions::default() };
        for format in FigureFormat::ALL {
            task.check()?;
            let name = format!("{}.{}", chart.name, format.extension());
            match export::figure_bytes(&chart.figure, format, &options) {
                Ok(bytes) => drawn.push((name, bytes)),
                Err(problem) => return Ok(Err(problem.at(name))),
            }
        }
        task.advance(1);
    }
    drawn.push((PAGE.to_owned(), export::report_bytes(report)));
    task.check()?;
    Ok(Ok(drawn))
}

/// Writes what was drawn into `folder`, and says what was written and what was there before.
pub(super) fn save(drawn: Drawn, folder: &Path) -> Result<Written, Problem> {
    let held = export::make_folder(folder)?;
    let own: BTreeSet<OsString> = drawn.iter().map(|(name, _)| name.into()).collect();
    let mut files = Vec::with_capacity(drawn.len());
    // The page comes last: where it is, its figures are.
    for (name, bytes) in drawn {
        let path = folder.join(name);
        export::write_whole(&path, &bytes)?;
        files.push(path);
    }
    let replaced = held.iter().filter(|name| own.contains(*name)).count();
    let mut parts = vec![format!(
        "{PAGE} and {}",
        format::counted(own.len() as u64 - 1, "file of figures", "files of figures")
    )];
    if replaced > 0 {
        parts.push(format!("{} in place of earlier ones", format::count(replaced as u64)));
    }
    let others = (held.len() - replaced) as u64;
    if others > 0 {
        let others = format::counted(others, "other file", "other files");
        parts.push(format!("{others} there left as they were"));
    }
    Ok(Written { words: format!("Wrote {}: {}", parts.join(", "), folder.display()), files })
}
