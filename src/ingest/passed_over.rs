//! What is no article by its name, in a folder and in an archive alike, and how it is told.

use super::readers::limits::Limits;
use super::readers::{ending, unread};
use crate::problem::Problem;

/// Said of hidden files and folders.
pub(super) const HIDDEN: &str = "It is hidden. Rename it without the dot to have it read";
/// Said of files that go with a folder of data.
pub(super) const ABOUT: &str =
    "It tells about the folder and is no article. Choose the file itself to have it read";
/// Said of the folder beside a saved page.
pub(super) const COMPANION: &str =
    "It holds pictures and scripts of the saved page beside it, which is read. Nothing is missing";
/// Said of what the program saved into a folder that it reads.
pub(super) const OWN: &str =
    "Parallax saved it here itself, and it is as it was saved. Open the file itself to have it read";
/// Said of a folder that the program saved, of which some files were changed or are others.
pub(super) const OWN_IN_PART: &str = "Parallax saved it here itself; what is as it was saved is passed over, and the rest is read. Open the folder itself to have all read";
/// Said of a file without a byte.
pub(super) const EMPTY: &str = "The file is empty. Remove it, or fetch the article again";
/// Said of pipes, sockets and devices.
pub(super) const NOT_ORDINARY: &str = "It is no ordinary file. Remove it from the folder";

/// Whether a file or folder was passed over because the program saved it itself.
pub fn is_own(problem: &Problem) -> bool {
    problem.text == OWN || problem.text == OWN_IN_PART
}

/// Files that go with a folder of data, by the names they have by custom.
pub(super) fn is_about_the_folder(name: &str) -> bool {
    const NAMES: [&str; 5] = ["README", "LICENSE", "LICENCE", "COPYING", "CHANGELOG"];
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    NAMES.contains(&stem)
}

/// What is said of a file called `name`, whose type is not read.
pub(super) fn unread_type(name: &str) -> String {
    let kind = ending(name).unwrap_or_default();
    unread::by_ending(&kind).map_or_else(
        || {
            format!(
                "Files of type .{kind} are not read. If it holds an article, save its text as a .txt file"
            )
        },
        str::to_owned,
    )
}

/// What else one can do where a limit is met: part of a sentence.
pub(super) const RAISE: &str = "raise the limit in Settings";

/// What is said of a file of more than `limit` bytes.
pub(super) fn too_large(limit: u64) -> String {
    format!("The file is larger than {}. Cut it into several, or {RAISE}", size(limit))
}

/// What is said of a file called `name` in an archive that has `bytes` or more, which are too many there.
pub(super) fn too_large_in_archive(name: &str, bytes: u64, limits: &Limits) -> String {
    if bytes > limits.bytes_of(name) {
        return too_large(limits.bytes_of(name));
    }
    let limit = size(limits.file_bytes);
    format!(
        "The file is larger than {limit}, which is the most in an archive. Unpack it, and add the file, or {RAISE}"
    )
}

/// So many bytes, in words.
pub(super) fn size(bytes: u64) -> String {
    if bytes < 1 << 20 { format!("{bytes} bytes") } else { format!("{} MiB", bytes >> 20) }
}

/// The name of a saved page without its ending; `None` where `name` is not a page's.
pub(super) fn page_stem(name: &str) -> Option<&str> {
    const PAGES: [&str; 4] = ["html", "htm", "xhtml", "xht"];
    let kind = ending(name).filter(|kind| PAGES.contains(&kind.as_str()))?;
    name.get(..name.len() - kind.len() - 1)
}

/// The pages that a folder called `name` may belong to, by what a browser calls the folder that it puts
/// beside a page saved "complete": "Talks.html" has "Talks_files", in the browser's language.
pub(super) fn stems_of_companion(name: &str) -> impl Iterator<Item = &str> {
    const ENDINGS: [&str; 17] = [
        "_files",
        ".files",
        "-files",
        "-Dateien",
        "_Dateien",
        "_fichiers",
        "_archivos",
        "_arquivos",
        "_ficheiros",
        "_file",
        "_bestanden",
        "-filer",
        "_pliki",
        "_soubory",
        "_elemei",
        "_tiedostot",
        "_fajlovi",
    ];
    ENDINGS.iter().filter_map(|ending| name.strip_suffix(ending))
}
