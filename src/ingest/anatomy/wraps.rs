//! Paragraphs that somebody wrapped by hand: which lines go on in the next.

use super::lines::{self, LineInfo};

/// The width of `text` in columns.
fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars()
        .map(|c| {
            if crate::text::script::is_cjk(c)
                || lines::is_hangul(c)
                || ('\u{3000}'..='\u{303F}').contains(&c)
                || ('\u{FF00}'..='\u{FF60}').contains(&c)
            {
                2
            } else {
                1
            }
        })
        .sum()
}

/// Widest text that somebody would wrap by hand, in bytes.
const WIDEST: usize = 420;

/// The width at which the page's lines were broken, where they were.
///
/// Lines that stop in the middle of a sentence and go on in the next one show it, when there are
/// some, when most of them are nearly as long as the longest, and when hardly a line is longer.
pub(super) fn wrap_width(raw: &str, lines: &[LineInfo]) -> Option<usize> {
    let mut continued: Vec<usize> = Vec::new();
    let mut blocks = 0_usize;
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.trimmed.is_empty() || next.trimmed.is_empty() {
            continue;
        }
        blocks += 1;
        if line.trimmed.len() > WIDEST || line.trimmed.len() < 30 {
            continue;
        }
        let (text, after) = (line.trimmed.of(raw), next.trimmed.of(raw));
        let goes_on =
            after.chars().next().is_some_and(|c| c.is_lowercase() || crate::text::script::is_cjk(c));
        if goes_on && !text.ends_with(|c: char| lines::is_stop(c) || matches!(c, ':' | '：')) {
            continued.push(width(text));
        }
    }
    if continued.len() < 3 || continued.len() * 3 < blocks {
        return None;
    }
    continued.sort_unstable();
    let widest = *continued.get(continued.len() * 19 / 20)?;
    if !(36..=140).contains(&widest) {
        return None;
    }
    let near = continued.iter().filter(|&&w| w + 18 >= widest && w <= widest + 4).count();
    let longer = lines
        .iter()
        .filter(|l| l.trimmed.len() > widest + 4 && width(l.trimmed.of(raw)) > widest + 4)
        .count();
    let filled = lines.iter().filter(|l| !l.trimmed.is_empty()).count();
    (near * 4 >= continued.len() * 3 && longer * 12 <= filled).then_some(widest)
}

/// Whether the paragraph of line `at` goes on in `next`: the next word would not have fitted.
pub(super) fn is_soft_break(raw: &str, lines: &[LineInfo], at: usize, next: &LineInfo, wrap: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    if next.trimmed.is_empty() {
        return false;
    }
    let after = next.trimmed.of(raw);
    if after.starts_with(['•', '●', '·', '*', '■', '◆', '▪', '　'])
        || after.starts_with("- ")
        || after.starts_with("(c) ")
        || after.starts_with('©')
        || next.span.of(raw).starts_with('\u{3000}')
    {
        return false;
    }
    let word = after.split(char::is_whitespace).next().unwrap_or("");
    let wide = word.chars().any(crate::text::script::is_cjk);
    let first = if wide { 2 } else { width(word) + 1 };
    let text = line.trimmed.of(raw);
    // A sentence may end at the margin by chance; then a short next word decides.
    width(text) + first > wrap || (width(text) + 4 >= wrap)
}
