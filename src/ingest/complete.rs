//! Completing a typed path, for machines where no file dialog can come up.

use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// So many completions are offered; typing on narrows them.
const OFFERED: usize = 50;

/// So many entries of a folder are looked at: a folder of a million files must not hold the field up.
const LOOKED_AT: usize = 20_000;

/// Folders and readable files whose path begins as typed, folders first, in order of their names.
///
/// Hidden entries are offered only once a dot is typed. A path that leads nowhere has no completions.
pub fn complete(typed: &str) -> Vec<String> {
    let expanded = expand(typed);
    let ends_in_folder = typed.is_empty() || typed.ends_with(['/', MAIN_SEPARATOR]) || typed == "~";
    let (folder, begun) = if ends_in_folder {
        (expanded.clone(), String::new())
    } else {
        let begun = expanded.file_name().map(|name| name.to_string_lossy().into_owned());
        let folder = expanded.parent().map(Path::to_path_buf);
        (folder.unwrap_or_else(|| PathBuf::from(".")), begun.unwrap_or_default())
    };
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    let Ok(entries) = fs::read_dir(&folder) else { return Vec::new() };
    let begun_folded = begun.to_lowercase();
    let mut found: Vec<(bool, String)> = entries
        .take(LOOKED_AT)
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_folder = entry.path().is_dir();
            let is_offered = name.to_lowercase().starts_with(&begun_folded)
                && (begun.starts_with('.') || !name.starts_with('.'));
            is_offered.then_some((!is_folder, name))
        })
        .collect();
    found.sort();
    found.truncate(OFFERED);
    found
        .into_iter()
        .map(|(is_file, name)| {
            let path = folder.join(&name);
            let end = if is_file { String::new() } else { MAIN_SEPARATOR.to_string() };
            format!("{}{end}", path.display())
        })
        .collect()
}

/// The path meant by what was typed: `~` is the home folder.
pub fn expand(typed: &str) -> PathBuf {
    let home = || std::env::home_dir().unwrap_or_else(|| PathBuf::from("."));
    match typed.strip_prefix('~') {
        Some("") => home(),
        Some(rest) if rest.starts_with(['/', MAIN_SEPARATOR]) => {
            home().join(rest.trim_start_matches(['/', MAIN_SEPARATOR]))
        }
        _ => PathBuf::from(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_first_and_hidden_ones_when_asked() {
        let root = tempfile::tempdir().expect("a folder");
        for name in ["Beta", "alpha", ".hidden"] {
            fs::create_dir(root.path().join(name)).expect("made");
        }
        fs::write(root.path().join("about.txt"), "x").expect("made");
        let at = |rest: &str| format!("{}{MAIN_SEPARATOR}{rest}", root.path().display());
        let names = |typed: &str| -> Vec<String> {
            complete(&at(typed))
                .iter()
                .map(|path| path.rsplit_terminator('/').next().unwrap_or("").to_owned())
                .collect()
        };
        assert_eq!(names(""), ["Beta", "alpha", "about.txt"]);
        assert_eq!(names("A"), ["alpha", "about.txt"]);
        assert_eq!(names(".h"), [".hidden"]);
        assert_eq!(names("zzz"), Vec::<String>::new());
        assert!(complete(&at("alpha"))[0].ends_with(MAIN_SEPARATOR));
    }

    #[test]
    fn a_tilde_is_the_home_folder() {
        assert_eq!(expand("~"), std::env::home_dir().expect("a home"));
        assert_eq!(expand("/tmp/x"), PathBuf::from("/tmp/x"));
        assert!(expand("~/x").ends_with("x"));
    }
}
