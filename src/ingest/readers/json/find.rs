//! Where in a file the objects are that are articles.
//!
//! An object is one when it has a text under a name that texts have; or it holds a list of such objects,
//! or others in which there are some. Where no name is known, the objects of the longest list are records.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use super::cursor::Cursor;
use crate::ingest::readers::Input;
use crate::ingest::readers::fields::{Part, is_article_field, part_of};

/// One record of a file, or what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Its bytes; `None` where it is broken.
    pub range: Option<Range<usize>>,
    /// The line it begins on, from 1, where lines are records.
    pub line: u64,
}

/// The records of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Items {
    /// In the order of the file.
    pub list: Vec<Item>,
    /// Whether each line is a value.
    pub are_lines: bool,
    /// Whether the file ends in the middle of a value, or has something else there.
    pub is_broken: bool,
}

/// Records as they are found, one more than are read: then it is known that there are more.
struct Gathered {
    list: Vec<Range<usize>>,
    most: usize,
}

impl Gathered {
    fn new(file: &Input<'_>) -> Self {
        Self { list: Vec::new(), most: (file.limits.records as usize).saturating_add(1) }
    }

    fn is_full(&self) -> bool {
        self.list.len() >= self.most
    }

    fn push(&mut self, range: Range<usize>) {
        if !self.is_full() {
            self.list.push(range);
        }
    }
}

/// Levels of objects and lists within which records are looked for.
const DEEPEST: usize = 12;

/// The records of `text`.
pub(super) fn items(text: &str, file: &Input<'_>) -> Items {
    let whole = if is_lines(text) { None } else { Some(values(text, file)) };
    match whole {
        Some((values, is_broken)) if !is_broken || !mostly_lines(text) => {
            let list = values.into_iter().map(|range| Item { range: Some(range), line: 0 }).collect();
            Items { list, are_lines: false, is_broken }
        }
        _ => lines(text, file),
    }
}

/// Whether the value that `line` begins with is all that it holds.
fn is_whole(line: &str) -> bool {
    let line = line.trim().trim_end_matches(',');
    let mut cursor = Cursor::new(line);
    line.starts_with(['{', '[']) && cursor.skip().is_some() && cursor.next().is_none()
}

/// Lines that are looked at to see whether each holds a value.
const FIRST_LINES: usize = 100;

fn some_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).take(FIRST_LINES)
}

/// Whether each line holds a value of its own: the first does, there are others, and most of them do.
fn is_lines(text: &str) -> bool {
    let mut lines = some_lines(text);
    lines.next().is_some_and(is_whole) && some_lines(text).nth(1).is_some() && mostly_lines(text)
}

fn mostly_lines(text: &str) -> bool {
    let (mut whole, mut all) = (0, 0);
    for line in some_lines(text) {
        // The brackets of a list whose members stand on lines.
        if !matches!(line, "[" | "]") {
            all += 1;
            whole += usize::from(is_whole(line));
        }
    }
    whole * 2 >= all && whole > 0 && all > 1
}

/// Each line by itself.
fn lines(text: &str, file: &Input<'_>) -> Items {
    /// Bytes of the lines that are looked at before it is asked whether to go on.
    const PORTION: usize = 8 << 20;
    let base = text.as_ptr() as usize;
    let most = (file.limits.records as usize).saturating_add(1);
    let trimmed = |line: &'_ str| -> Option<Range<usize>> {
        let inner = line.trim().trim_end_matches(',').trim_matches(['\u{FEFF}', '\u{1E}', '\0']);
        let from = inner.as_ptr() as usize - base;
        (!matches!(inner, "" | "[" | "]")).then(|| from..from + inner.len())
    };
    let mut list: Vec<Item> = Vec::new();
    let mut numbered =
        (1..).zip(text.split('\n')).filter_map(|(n, line)| Some((n, trimmed(line)?))).peekable();
    while numbered.peek().is_some() && list.len() < most && !file.task.is_cancelled() {
        let mut room = PORTION;
        let mut portion: Vec<(u64, Range<usize>)> = Vec::new();
        while let Some(line) = numbered.next_if(|_| room > 0) {
            room = room.saturating_sub(line.1.len());
            portion.push(line);
        }
        list.par_extend(portion.into_par_iter().with_min_len(64).flat_map_iter(|(line, range)| {
            if !text.get(range.clone()).is_some_and(is_whole) {
                return vec![Item { range: None, line }];
            }
            let mut found = Gathered::new(file);
            gather_any(text, range, &mut found);
            found.list.into_iter().map(|range| Item { range: Some(range), line }).collect()
        }));
    }
    list.truncate(most);
    Items { list, are_lines: true, is_broken: false }
}

/// Values one after another, most often a single one; and whether something else comes then.
fn values(text: &str, file: &Input<'_>) -> (Vec<Range<usize>>, bool) {
    let mut cursor = Cursor::new(text);
    let mut found = Gathered::new(file);
    let begin = text.len() - super::without_assignment(text.trim_start()).len();
    cursor.at = begin;
    while let Some(next) = cursor.next() {
        if file.task.is_cancelled() || found.is_full() {
            break;
        }
        let from = cursor.at;
        if matches!(next, b',' | b';') {
            cursor.at += 1;
            continue;
        }
        if cursor.skip().is_some() {
            gather_any(text, from..cursor.at, &mut found);
            continue;
        }
        // What does not end: the whole members of a list, or of the lists in an object, are kept.
        broken(text, from, &mut found);
        return (found.list, true);
    }
    (found.list, false)
}

/// The records of a value that does not end, as far as they are whole.
fn broken(text: &str, from: usize, found: &mut Gathered) {
    let mut at = from;
    for _ in 0..DEEPEST {
        let mut cursor = Cursor::from(text, at);
        match cursor.next() {
            Some(b'[') => {
                cursor.at += 1;
                loop {
                    if found.is_full() {
                        return;
                    }
                    cursor.take(b',');
                    let Some(next) = cursor.next() else { return };
                    at = cursor.at;
                    if cursor.skip().is_none() {
                        // The last member may itself hold a list.
                        if next == b'{' && found.list.is_empty() {
                            break;
                        }
                        return;
                    }
                    gather_any(text, at..cursor.at, found);
                }
            }
            Some(b'{') => {
                cursor.at += 1;
                // The member that does not end is where to go on.
                loop {
                    cursor.take(b',');
                    let is_key = matches!(cursor.next(), Some(b'"' | b'\''));
                    if !is_key || cursor.string().is_none() || !cursor.take(b':') {
                        return;
                    }
                    cursor.next();
                    at = cursor.at;
                    if cursor.skip().is_none() {
                        break;
                    }
                }
            }
            _ => return,
        }
    }
}

/// The records in a value; where no name is known, the objects of its longest list, or the value itself.
fn gather_any(text: &str, range: Range<usize>, found: &mut Gathered) {
    let before = found.list.len();
    match text.as_bytes().get(range.start) {
        Some(b'[') => {
            for element in elements(text, range.clone()) {
                if found.is_full() {
                    return;
                }
                if matches!(text.as_bytes().get(element.start), Some(b'{' | b'[')) {
                    let start = found.list.len();
                    gather(text, element.clone(), 0, found);
                    if found.list.len() == start && text.as_bytes().get(element.start) == Some(&b'{') {
                        gather_unknown(text, element, found);
                    }
                }
            }
        }
        Some(b'{') => {
            gather(text, range.clone(), 0, found);
            if found.list.len() == before {
                gather_unknown(text, range, found);
            }
        }
        _ => {}
    }
}

/// The objects of the longest list in an object without a known name, or the object itself.
fn gather_unknown(text: &str, range: Range<usize>, found: &mut Gathered) {
    let mut best: Option<Range<usize>> = None;
    let mut level = vec![range.clone()];
    for _ in 0..DEEPEST {
        let mut below = Vec::new();
        for object in level.drain(..) {
            for (_, value) in members(text, object) {
                match text.as_bytes().get(value.start) {
                    Some(b'[')
                        if first_is_object(text, value.start)
                            && best.as_ref().is_none_or(|so_far| value.len() > so_far.len()) =>
                    {
                        best = Some(value);
                    }
                    Some(b'{') if below.len() < found.most => below.push(value),
                    _ => {}
                }
            }
        }
        level = below;
    }
    // A list that is the smaller part of an object is a part of it.
    match best.filter(|list| list.len() * 2 > range.len()) {
        Some(list) => {
            let objects = elements(text, list).filter(|e| text.as_bytes().get(e.start) == Some(&b'{'));
            let room = found.most.saturating_sub(found.list.len());
            found.list.extend(objects.take(room));
        }
        None => found.push(range),
    }
}

/// Adds the records with known names in a value; none where there are none.
fn gather(text: &str, range: Range<usize>, depth: usize, found: &mut Gathered) {
    if depth > DEEPEST || found.is_full() {
        return;
    }
    if text.as_bytes().get(range.start) == Some(&b'[') {
        for element in elements(text, range) {
            if found.is_full() {
                return;
            }
            if matches!(text.as_bytes().get(element.start), Some(b'{' | b'[')) {
                gather(text, element, depth + 1, found);
            }
        }
        return;
    }
    let kind = |value: &Range<usize>| text.as_bytes().get(value.start).copied().unwrap_or(0);
    let own = own(text, range.clone());
    if own.body {
        found.push(range);
        return;
    }
    let before = found.list.len();
    for (_, value) in members(text, range.clone()) {
        if kind(&value) == b'['
            && first_is_object(text, value.start)
            && holds_articles(text, &value, own.known)
        {
            gather(text, value, depth + 1, found);
        }
    }
    if found.list.len() > before {
        return;
    }
    if own.known {
        found.push(range);
        return;
    }
    for (_, value) in members(text, range) {
        if kind(&value) == b'{' || kind(&value) == b'[' && first_is_object(text, value.start) {
            gather(text, value, depth + 1, found);
        }
    }
}

/// What an object has under names that articles have.
struct Own {
    /// A text.
    body: bool,
    /// A headline or an address.
    known: bool,
}

fn own(text: &str, object: Range<usize>) -> Own {
    let mut own = Own { body: false, known: false };
    for (key, value) in members(text, object) {
        let is_text = is_text(text, value.start);
        match is_article_field(&key) {
            Some(Part::Body) => own.body |= is_text,
            Some(Part::Headline | Part::Url) => own.known |= is_text,
            // "title.rendered", "headline.main".
            _ if text.as_bytes().get(value.start) != Some(&b'{') => {
                own.body |= is_text && matches!(part_of(&key), Some((Part::Body, _)));
            }
            _ => {}
        }
        let is_within = |part| {
            text.as_bytes().get(value.start) == Some(&b'{')
                && is_article_field(&key) == Some(part)
                && members(text, value.clone()).take(8).any(|(inner, inner_value)| {
                    is_text_at(text, inner_value.start) && matches!(part_of(&format!("{key}.{inner}")), Some((its, rank)) if its == part && rank >= 40)
                })
        };
        own.body |= is_within(Part::Body);
        own.known |= is_within(Part::Headline);
    }
    own
}

/// Whether a string, not an empty one, or a list of strings begins at `at`.
fn is_text(text: &str, at: usize) -> bool {
    if is_text_at(text, at) {
        return true;
    }
    let mut cursor = Cursor::from(text, at);
    cursor.take(b'[') && cursor.next().is_some() && is_text_at(text, cursor.at)
}

fn is_text_at(text: &str, at: usize) -> bool {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    matches!(rest, [b'"' | b'\'', second, ..] if *second != b'"' && *second != b'\'')
}

/// Whether the first objects of a list are articles: with a text, or with a headline where the object
/// around has none itself.
fn holds_articles(text: &str, list: &Range<usize>, is_known: bool) -> bool {
    const LOOKED_AT: usize = 4;
    let objects = elements(text, list.clone()).take(LOOKED_AT);
    objects.into_iter().any(|object| {
        if text.as_bytes().get(object.start) != Some(&b'{') {
            return false;
        }
        let own = own(text, object);
        own.body || own.known && !is_known
    })
}

fn first_is_object(text: &str, at: usize) -> bool {
    let mut cursor = Cursor::from(text, at);
    cursor.take(b'[') && matches!(cursor.next(), Some(b'{'))
}

/// Members of a list.
fn elements(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let text = text.get(..range.end).unwrap_or(text);
    let mut cursor = Cursor::from(text, range.start + 1);
    std::iter::from_fn(move || {
        cursor.take(b',');
        if matches!(cursor.next()?, b']') {
            return None;
        }
        let from = cursor.at;
        cursor.skip()?;
        Some(from..cursor.at)
    })
}

/// Members of an object: their keys, and the bytes of their values.
fn members(text: &str, range: Range<usize>) -> impl Iterator<Item = (Cow<'_, str>, Range<usize>)> {
    let text = text.get(..range.end).unwrap_or(text);
    let mut cursor = Cursor::from(text, range.start + 1);
    std::iter::from_fn(move || {
        cursor.take(b',');
        let key = match cursor.next()? {
            b'}' => return None,
            b'"' | b'\'' => cursor.string()?,
            _ => Cow::Borrowed(Some(cursor.literal()).filter(|word| !word.is_empty())?),
        };
        cursor.take(b':').then_some(())?;
        cursor.next()?;
        let from = cursor.at;
        cursor.skip()?;
        Some((key, from..cursor.at))
    })
}

#[cfg(test)]
mod tests {
    use super::items;
    use crate::ingest::readers::{Input, limits::Limits};
    use crate::task::Task;

    fn check(text: &str, expected: &[Option<&str>]) {
        let (limits, task) = (Limits::default(), Task::none());
        let file = Input::new(&[], "a.json", &limits, &task);
        let found = items(text, &file);
        let found: Vec<Option<&str>> =
            found.list.iter().map(|item| item.range.clone().and_then(|range| text.get(range))).collect();
        assert_eq!(found, expected, "{text}");
    }

    const A: &str = r#"{"title":"A","text":"x"}"#;
    const B: &str = r#"{"title":"B","text":"y"}"#;

    #[test]
    fn articles_are_found_at_any_level() {
        check(A, &[Some(A)]);
        check(&format!("[{A}, {B}]"), &[Some(A), Some(B)]);
        check(&format!(r#"{{"status":"ok","n":2,"articles":[{A},{B}]}}"#), &[Some(A), Some(B)]);
        check(&format!(r#"{{"data":{{"items":[{A},{B}]}}}}"#), &[Some(A), Some(B)]);
        check(&format!(r#"[{{"articles":[{A}]}},{{"articles":[{B}]}}]"#), &[Some(A), Some(B)]);
        check(&format!(r#"{{"hits":{{"hits":[{{"_id":"1","_source":{A}}}]}}}}"#), &[Some(A)]);
        check(&format!(r#"{{"https://a.example/1":{A},"https://a.example/2":{B}}}"#), &[Some(A), Some(B)]);
        check(&format!(r#"{{"title":"Feed","items":[{A},{B}]}}"#), &[Some(A), Some(B)]);
        check(&format!("{A}{B}\n\n{A}"), &[Some(A), Some(B), Some(A)]);
    }

    #[test]
    fn lists_in_an_article_are_parts_of_it() {
        for text in [
            r#"{"title":"A","text":"x","comments":[{"text":"no"}],"related":[{"title":"B","url":"u"}]}"#,
            r#"{"title":"A","url":"u","images":[{"url":"u"}]}"#,
            r#"{"a":"x","b":[{"c":1}],"d":"a longer text here"}"#,
        ] {
            check(text, &[Some(text)]);
        }
    }

    #[test]
    fn lines_and_what_is_broken() {
        check(&format!("{A}\n{B}\r\n\n"), &[Some(A), Some(B)]);
        check(&format!("{A}\n{{\"title\": \"cut\n{B}\n"), &[Some(A), None, Some(B)]);
        check(&format!("{{\"title\": \"cut\n{A}\n{B}\n{A}"), &[None, Some(A), Some(B), Some(A)]);
        check(&format!("[\n{A},\n{{\"title\": \"cut\n{B}\n]"), &[Some(A), None, Some(B)]);
        check(&format!("[{A}, {B}, {{\"title\": \"cu"), &[Some(A), Some(B)]);
        check(&format!(r#"{{"n":1,"articles":[{A}, {{"title": "cu"#), &[Some(A)]);
        check("[1, 2]", &[]);
        check("{}", &[Some("{}")]);
    }

    #[test]
    fn no_more_are_found_than_are_read_and_one() {
        let (limits, task) = (Limits { records: 3, ..Limits::default() }, Task::none());
        let file = Input::new(&[], "a.json", &limits, &task);
        for text in [
            format!("{A}\n").repeat(9),
            "x\n".repeat(4) + &format!("{A}\n{B}\n").repeat(9),
            format!("[{A},{B},{A},{A}]\n").repeat(9),
            A.repeat(9),
            format!("[{}", format!("{A},").repeat(9)),
            format!(r#"{{"articles":[{}{A}]}}"#, format!("{A},").repeat(9)),
            format!(r#"[{}{{"x":1}}]"#, r#"{"x":1},"#.repeat(9)),
            format!(r#"{{"rows":[{}{{"x":1}}]}}"#, r#"{"x":1},"#.repeat(9)),
            format!("[{}{A}]", format!(r#"{{"articles":[{A},{A}]}},"#).repeat(9)),
        ] {
            assert_eq!(items(&text, &file).list.len(), 4, "{text}");
        }
    }

    #[test]
    fn objects_of_unknown_names() {
        check(r#"[{"x":1},{"x":2}]"#, &[Some(r#"{"x":1}"#), Some(r#"{"x":2}"#)]);
        check(
            r#"{"n":1,"rows":[{"x":"long enough"},{"x":"long enough"}]}"#,
            &[Some(r#"{"x":"long enough"}"#), Some(r#"{"x":"long enough"}"#)],
        );
    }
}
