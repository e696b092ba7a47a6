//! The system's own file dialogs, and the answer "none can come up here".

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::ingest::readers::readers;
use crate::project::file::ENDING;
use crate::session::dialogs::{Answer, Ask, Dialogs, Waiting};

/// Dialogs of the system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemDialogs;

/// Nobody closes a dialog this fast: an empty answer within this time means that none came up.
const NO_HUMAN: Duration = Duration::from_millis(400);

/// Endings of all files that are read.
fn readable() -> Vec<&'static str> {
    readers().iter().flat_map(|reader| reader.endings()).copied().collect()
}

impl Dialogs for SystemDialogs {
    fn ask(&self, ask: &Ask) -> Waiting {
        asked(ask, rfd::AsyncFileDialog::new())
    }

    fn ask_from(&self, ask: &Ask, folder: &Path) -> Waiting {
        asked(ask, rfd::AsyncFileDialog::new().set_directory(folder))
    }
}

fn asked(ask: &Ask, dialog: rfd::AsyncFileDialog) -> Waiting {
    match ask {
        Ask::Folder => waiting(dialog.set_title("Open a folder of articles").pick_folders(), |handles| {
            handles.iter().map(|handle| handle.path().to_path_buf()).collect()
        }),
        Ask::Files => waiting(
            dialog.set_title("Open articles").add_filter("Articles", &readable()).pick_files(),
            |handles| handles.iter().map(|handle| handle.path().to_path_buf()).collect(),
        ),
        Ask::Project => waiting(
            dialog.set_title("Open a project").add_filter("Parallax projects", &[ENDING]).pick_file(),
            |handle| vec![handle.path().to_path_buf()],
        ),
        Ask::Picture => waiting(
            dialog
                .set_title("Open a figure's recipe")
                .add_filter("Figures saved by Parallax", &["svg", "png"])
                .pick_file(),
            |handle| vec![handle.path().to_path_buf()],
        ),
        Ask::AddFolders => waiting(dialog.set_title("Add folders of articles").pick_folders(), |handles| {
            handles.iter().map(|handle| handle.path().to_path_buf()).collect()
        }),
        Ask::Moved => waiting(dialog.set_title("Where is this folder now?").pick_folder(), |handle| {
            vec![handle.path().to_path_buf()]
        }),
        Ask::SaveProject { name } => waiting(
            dialog
                .set_title("Save the project")
                .set_file_name(name)
                .add_filter("Parallax projects", &[ENDING])
                .save_file(),
            |handle| vec![handle.path().to_path_buf()],
        ),
        Ask::Codebook => waiting(
            dialog
                .set_title("Import a codebook")
                .add_filter("Codebooks", &["dic", "yaml", "yml", "csv", "tsv", "toml"])
                .pick_files(),
            |handles| handles.iter().map(|handle| handle.path().to_path_buf()).collect(),
        ),
        Ask::Facts => waiting(
            dialog
                .set_title("Read a table of what is known of articles")
                .add_filter("Tables", &["csv", "tsv", "tab", "txt"])
                .pick_file(),
            |handle| vec![handle.path().to_path_buf()],
        ),
        Ask::Save { name, extension } => waiting(
            dialog
                .set_title("Save as")
                .set_file_name(name)
                .add_filter(extension.to_uppercase(), &[*extension])
                .save_file(),
            |handle| vec![handle.path().to_path_buf()],
        ),
    }
}

/// The future of a dialog has to be made on the window's thread (macOS asks for it); waiting for it
/// does not.
fn waiting<T: 'static>(
    dialog: impl Future<Output = Option<T>> + Send + 'static,
    paths: impl FnOnce(T) -> Vec<PathBuf> + Send + 'static,
) -> Waiting {
    Box::new(move || {
        let asked = Instant::now();
        match pollster::block_on(dialog) {
            Some(chosen) => Answer::Paths(paths(chosen)),
            None if asked.elapsed() < NO_HUMAN => Answer::NoDialog,
            None => Answer::Nothing,
        }
    })
}
