//! From the words of the command line to what is asked, and mistakes in them as one plain sentence.

use std::ffi::OsString;
use std::path::Path;

use clap::Parser as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{Arguments, Command, Window};
use super::failure::Failure;
use crate::figure::format;

/// What is asked.
#[derive(Debug)]
pub enum Asked {
    /// The help or the version, to be printed.
    Text(String),
    /// The window.
    Window(Window),
    /// A headless command.
    Command(Command),
}

/// What `arguments`, the program's name first, ask for.
pub fn parse(arguments: Vec<OsString>) -> Result<Asked, Failure> {
    let first = arguments.get(1).cloned().unwrap_or_default();
    match Arguments::try_parse_from(arguments) {
        Ok(Arguments { command: Some(command), .. }) => Ok(Asked::Command(command)),
        Ok(Arguments { command: None, window }) => {
            unless_mistaken(&first)?;
            Ok(Asked::Window(window))
        }
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            Ok(Asked::Text(error.to_string()))
        }
        Err(error) => {
            unless_mistaken(&first)?;
            let command = first.to_str().filter(|name| Command::NAMES.contains(name));
            Err(Failure::Usage(sentence(&error, command)))
        }
    }
}

/// The first argument of a command line without a known command is a path, or a command that does not exist.
fn unless_mistaken(first: &OsString) -> Result<(), Failure> {
    let Some(word) = first.to_str() else { return Ok(()) };
    let is_word =
        !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '-') && !word.starts_with('-');
    if is_word && !Command::NAMES.contains(&word) && !Path::new(word).exists() {
        return Err(Failure::NoSuchCommand(word.to_owned()));
    }
    Ok(())
}

/// The mistake in one sentence.
fn sentence(error: &clap::Error, command: Option<&str>) -> String {
    let program = command.map_or_else(|| "parallax".to_owned(), |name| format!("parallax {name}"));
    let named = strings(error.get(ContextKind::InvalidArg));
    let first = named.first().map_or("", |name| bare(name));
    let value = strings(error.get(ContextKind::InvalidValue)).into_iter().next().unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("There is no option {first} here; “{program} --help” lists those there are")
        }
        ErrorKind::MissingRequiredArgument => {
            let mut needs: Vec<&str> = named.iter().map(|name| need(name)).collect();
            // What to read comes before what to do with it.
            needs.sort_by_key(|need| need.starts_with('-'));
            format!("“{program}” needs {}; “{program} --help” shows how it is written", format::list(&needs))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("There is nothing after {first}"),
        ErrorKind::InvalidValue => {
            let mut valid = strings(error.get(ContextKind::ValidValue));
            let last = valid.pop().unwrap_or_default();
            format!("{first} can be {} or {last}, not “{value}”", valid.join(", "))
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("{first} cannot be “{value}”: {why}")
        }
        ErrorKind::ArgumentConflict if first == "--query" => {
            format!("“{program}” takes one -q; write alternatives as \"one | other\"")
        }
        ErrorKind::ArgumentConflict => format!("{first} can be given only once"),
        _ => {
            let text = error.to_string();
            text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
        }
    }
}

fn strings(value: Option<&ContextValue>) -> Vec<String> {
    match value {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    }
}

/// `--view` of `--view <VIEW>`.
fn bare(name: &str) -> &str {
    name.split([' ', '<']).next().filter(|name| !name.is_empty()).unwrap_or(name)
}

fn need(name: &str) -> &str {
    match bare(name) {
        "--query" => "-q QUERY",
        "--out" => "--out DIR",
        _ if name.contains("PATH") => "a folder or file",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(line: &str) -> String {
        let arguments = std::iter::once("parallax").chain(line.split(' ')).map(OsString::from).collect();
        parse(arguments).expect_err(line).to_string()
    }

    #[test]
    fn mistakes_are_told_in_one_sentence() {
        for (line, expected) in [
            ("neighbors . -q x", "There is no command “neighbors”"),
            ("neighbours . -q x --window 5", "--window cannot be “5”: it is two numbers up to 50"),
            ("phrases . --words 0-4", "--words cannot be “0-4”: phrases have 1 to 6 words, written 3 or 2-4"),
            ("counts . --minimum-count 3", "There is no command “counts”"),
            (
                "count . -q x --minimum-count 3",
                "There is no option --minimum-count here; “parallax count --help” lists",
            ),
            ("--gui", "There is no option --gui here; “parallax --help” lists"),
            ("count", "“parallax count” needs a folder or file and -q QUERY;"),
            ("report .", "“parallax report” needs --out DIR;"),
            ("--view tree", "--view can be browse, frequency or compare, not “tree”"),
            ("--view", "There is nothing after --view"),
            ("concordance . -q x --sort R9", "--sort cannot be “R9”: there is no key “R9”"),
            ("concordance . -q x -q y", "“parallax concordance” takes one -q; write alternatives as"),
            ("distinctive . --prior 0", "--prior cannot be “0”: "),
            ("count . -q x --out a --out b", "--out can be given only once"),
        ] {
            let said = complaint(line);
            assert!(said.starts_with(expected), "{line}: {said}");
            assert!(!said.contains('\n') && !said.ends_with('.'), "{line}: {said}");
        }
    }

    #[test]
    fn what_is_asked_is_told_apart() {
        let ask = |line: &str| {
            let arguments = std::iter::once("parallax").chain(line.split(' ')).map(OsString::from).collect();
            parse(arguments).expect(line)
        };
        assert!(matches!(ask("count . -q x -f -outlet:RT"), Asked::Command(Command::Count(count))
            if count.reading.filters == ["-outlet:RT"]));
        assert!(matches!(ask(". -q x --view frequency"), Asked::Window(window) if window.queries == ["x"]));
        assert!(matches!(ask("./count"), Asked::Window(_)));
        assert!(matches!(ask("--version"), Asked::Text(text) if text.contains(env!("CARGO_PKG_VERSION"))));
        assert!(matches!(ask("count --help"), Asked::Text(text) if text.contains("NEAR/5")));
    }
}
