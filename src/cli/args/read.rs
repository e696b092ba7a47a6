//! What is typed after the options of the command line, read.

use super::LineWindow;
use crate::analysis::{GroupKey, Grouping, LineSort, Measure, Per, Reach, SortKey};
use crate::export::corpus::CorpusFormat;

/// Reads by what rows are grouped.
pub(super) fn grouping(text: &str) -> Result<Grouping, String> {
    // One word each: the label of opinion against reports has three.
    let word = |grouping: Grouping| grouping.label().split(' ').next().unwrap_or_default();
    let found = Grouping::ALL.into_iter().find(|grouping| word(*grouping).eq_ignore_ascii_case(text.trim()));
    let words = || Grouping::ALL.map(word).join(", ");
    found.ok_or_else(|| format!("“{text}” is none of {}", words()))
}

/// Reads as what articles are written.
pub(super) fn corpus_format(text: &str) -> Result<CorpusFormat, String> {
    let found = CorpusFormat::ALL.into_iter().find(|format| format.key().eq_ignore_ascii_case(text.trim()));
    let keys = || CorpusFormat::ALL.map(CorpusFormat::key).join(", ");
    found.ok_or_else(|| format!("“{text}” is none of {}", keys()))
}

/// Reads what rates are of.
pub(super) fn per(text: &str) -> Result<Per, String> {
    match text.trim() {
        "words" => Ok(Per::Words),
        "sentences" => Ok(Per::Sentences),
        other => Err(format!("“{other}” is none of words, sentences")),
    }
}

/// The fewest and the most words of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lengths(pub u8, pub u8);

pub(super) fn lengths(text: &str) -> Result<Lengths, String> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let known = crate::analysis::phrases::LENGTHS;
    match (from.trim().parse(), to.trim().parse()) {
        (Ok(from), Ok(to)) if from <= to && known.contains(&from) && known.contains(&to) => {
            Ok(Lengths(from, to))
        }
        _ => Err("phrases have 1 to 6 words, written 3 or 2-4".into()),
    }
}

pub(super) fn reach(text: &str) -> Result<Reach, String> {
    match text.trim() {
        "sentence" => return Ok(Reach::Sentence),
        "paragraph" => return Ok(Reach::Paragraph),
        _ => {}
    }
    let side = |text: &str| text.trim().parse().ok().filter(|words| *words <= Reach::WIDEST);
    match text.split_once(',').map(|(left, right)| (side(left), side(right))) {
        Some((Some(left), Some(right))) if left > 0 || right > 0 => Ok(Reach::Window { left, right }),
        _ => Err(format!(
            "it is two numbers up to {} with a comma between, such as 5,5, or sentence, or paragraph",
            Reach::WIDEST
        )),
    }
}

pub(super) fn measure(text: &str) -> Result<Measure, String> {
    Measure::ALL.into_iter().find(|measure| measure.key().eq_ignore_ascii_case(text.trim())).ok_or_else(
        || {
            let names: Vec<&str> = Measure::ALL.iter().map(|measure| measure.key()).collect();
            format!("there is no such measure; there are {}", names.join(", "))
        },
    )
}

/// What lines are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort(pub [LineSort; 3]);

pub(super) fn sort_keys(text: &str) -> Result<Sort, String> {
    let mut keys = [LineSort::default(); 3];
    let names: Vec<&str> = text.split(',').map(str::trim).collect();
    if names.len() > keys.len() {
        return Err(format!("lines are sorted by up to three keys, not {}", names.len()));
    }
    for (key, name) in keys.iter_mut().zip(names) {
        let (name, is_descending) = name.strip_prefix('-').map_or((name, false), |name| (name, true));
        let found = SortKey::ALL.into_iter().find(|key| key_name(*key).eq_ignore_ascii_case(name));
        let found = found.ok_or_else(|| {
            format!("there is no key “{name}”; there are L5 to L1, hit, R1 to R5, outlet, date and text")
        })?;
        *key = LineSort { key: found, is_descending };
    }
    Ok(Sort(keys))
}

pub(super) fn group_key(text: &str) -> Result<GroupKey, String> {
    let found = GroupKey::ALL.into_iter().find(|key| key.label().eq_ignore_ascii_case(text.trim()));
    found.ok_or_else(|| {
        format!("there is no key “{text}”; there are L5 to L1, hit, R1 to R5, outlet and month")
    })
}

pub(super) fn window(text: &str) -> Result<LineWindow, String> {
    if text.trim().eq_ignore_ascii_case("sentence") {
        return Ok(LineWindow::Sentence);
    }
    let words = text.trim().parse().ok().filter(|words| *words <= MOST_WORDS);
    words.map(LineWindow::Words).ok_or_else(|| format!("it is a number up to {MOST_WORDS}, or sentence"))
}

/// More words than this on either side are no line any more.
const MOST_WORDS: u16 = 500;

fn key_name(key: SortKey) -> String {
    match key {
        SortKey::Text => "text".into(),
        SortKey::Left(_) | SortKey::Hit | SortKey::Right(_) | SortKey::Outlet | SortKey::Date => key.label(),
    }
}
