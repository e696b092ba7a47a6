//! LIWC dictionaries: categories with numbers between two lines of `%`, then words with their numbers.
//!
//! Written for the layouts of 2007 and 2015. In 2007 a word can carry a condition: `kind (of)131/135` is category
//! 131 before "of" and 135 elsewhere. Conditions on categories, as in `like (02 134)125/464`, are not followed.

use hashbrown::HashMap;

use super::check::Fault;
use super::import::{Gathered, Imported, of_categories, passed_over};

/// Reads a dictionary.
pub(super) fn read(stem: &str, text: &str) -> Result<Imported, Fault> {
    let mut lines = text.lines().enumerate().map(|(n, line)| (n + 1, line));
    match lines.find(|(_, line)| !line.trim().is_empty()) {
        Some((_, line)) if line.trim_start().starts_with('%') => {}
        _ => {
            return Err(Fault::at(1, "A LIWC dictionary begins with a line of %, and this file does not"));
        }
    }
    let mut gathered = Gathered::default();
    let mut names: HashMap<&str, String> = HashMap::new();
    let mut is_closed = false;
    for (number, line) in lines.by_ref() {
        let line = line.trim();
        if line.starts_with('%') {
            is_closed = true;
            break;
        }
        if line.is_empty() {
            continue;
        }
        let Some((code, name)) = line.split_once(char::is_whitespace) else {
            return Err(Fault::at(number, "A category is a number and a name"));
        };
        let name = name.trim();
        gathered.frame(name);
        names.insert(code, name.to_owned());
    }
    if !is_closed {
        return Err(Fault::new(
            "The list of categories is not closed by a second line of %. The file seems to be cut short",
        ));
    }
    let mut without = Vec::new();
    let mut conditions = Vec::new();
    for (_, line) in lines {
        if line.trim().is_empty() {
            continue;
        }
        let (word, codes) = split(line, &names);
        let mut is_in_one = false;
        for code in codes {
            match code {
                Code::Plain(code) => is_in_one |= put(&mut gathered, &names, code, word),
                Code::Before { follower, then, otherwise } => {
                    let phrase = format!("{word} {follower}");
                    is_in_one |= put(&mut gathered, &names, then, &phrase);
                    is_in_one |= put(&mut gathered, &names, otherwise, word);
                    let name = names.get(otherwise).filter(|_| then != otherwise);
                    if let Some(frame) = name.and_then(|name| gathered.frame(name)) {
                        frame.exclude.push(phrase);
                    }
                }
                Code::Unknown { otherwise } => {
                    conditions.push(word.to_owned());
                    is_in_one |= put(&mut gathered, &names, otherwise, word);
                }
            }
        }
        if !is_in_one {
            without.push(word.chars().take(40).collect());
        }
    }
    let mut notes = Vec::new();
    passed_over(&mut notes, "Left out, since they have no category of this file", &without);
    passed_over(&mut notes, "Taken without their conditions on other categories", &conditions);
    of_categories(stem, gathered.frames, notes)
}

/// Adds the word where there is such a category; LIWC's words know no wildcard but `*`.
fn put(gathered: &mut Gathered, names: &HashMap<&str, String>, code: &str, word: &str) -> bool {
    let Some(name) = names.get(code) else { return false };
    gathered.add(name, &word.replace('?', " "));
    true
}

enum Code<'a> {
    Plain(&'a str),
    /// One category before a word, another elsewhere.
    Before {
        follower: &'a str,
        then: &'a str,
        otherwise: &'a str,
    },
    /// A condition on categories; the category where it does not hold.
    Unknown {
        otherwise: &'a str,
    },
}

/// The word of a line and its categories. Where there is no tab, what stands behind the word and is a category
/// is one: words may have spaces in them.
fn split<'a>(line: &'a str, names: &HashMap<&str, String>) -> (&'a str, Vec<Code<'a>>) {
    if let Some((word, rest)) = line.trim_start().split_once('\t') {
        return (word.trim(), codes(rest));
    }
    let mut word = line.trim();
    let mut found = Vec::new();
    while let Some((before, last)) = word.rsplit_once(char::is_whitespace) {
        if !names.contains_key(last) {
            break;
        }
        found.push(Code::Plain(last));
        word = before.trim_end();
    }
    found.reverse();
    (word, found)
}

fn codes(rest: &str) -> Vec<Code<'_>> {
    let mut rest = rest.trim();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let opened = rest.strip_prefix(['(', '<']).and_then(condition);
        let (condition, after) = match opened {
            Some((condition, after)) => (Some(condition.trim()), after),
            None => (None, rest),
        };
        let end = after.find(char::is_whitespace).unwrap_or(after.len());
        let (code, next) = after.split_at_checked(end).unwrap_or((after, ""));
        let (then, otherwise) = code.split_once('/').unwrap_or((code, code));
        match condition {
            None => found.extend(code.split('/').filter(|code| !code.is_empty()).map(Code::Plain)),
            Some(follower) if follower.chars().any(char::is_alphabetic) => {
                found.push(Code::Before { follower, then, otherwise });
            }
            Some(_) => found.push(Code::Unknown { otherwise }),
        }
        rest = next.trim_start();
    }
    found
}

/// What stands before the closing bracket, and what follows it. Conditions are short.
fn condition(inner: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 100;
    let (end, mark) = inner.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ')' | '>'))?;
    Some((inner.get(..end)?, inner.get(end + mark.len_utf8()..)?))
}
