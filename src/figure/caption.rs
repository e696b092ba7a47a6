//! The line under a figure by which a picture of it can be cited.

use std::fmt;

use jiff::civil::Date;

use super::format;

/// What a caption states, in the order in which it is written.
///
/// ```
/// use parallax::figure::Caption;
/// let caption = Caption {
///     measure: "Hits per 1,000 words".into(),
///     intervals: "95% intervals by article".into(),
///     articles: 24,
///     words: 11_208,
///     filters: vec!["English".into()],
///     wire: "wire texts counted once".into(),
///     ..Caption::default()
/// };
/// assert!(caption.to_string().starts_with(
///     "Hits per 1,000 words; 95% intervals by article. 24 articles, 11,208 words, English, wire texts counted once."
/// ));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Caption {
    /// KeynessMeasure and unit: "Hits per 1,000 words".
    pub measure: String,
    /// How the intervals are made: "95% intervals by article"; empty where there are none.
    pub intervals: String,
    /// The outlets, where the figure does not name them itself.
    pub outlets: Vec<String>,
    /// Articles counted.
    pub articles: u64,
    /// Words counted.
    pub words: u64,
    /// First and last date, if any is known.
    pub dates: Option<(Date, Date)>,
    /// Articles among them without a date, said where a figure is about time.
    pub undated: u64,
    /// Filters in words: "English", "no opinion".
    pub filters: Vec<String>,
    /// How wire texts are counted: "wire texts counted once".
    pub wire: String,
    /// How versions of one article are counted: "each article once, 3 versions of articles put aside"; empty where there
    /// are none.
    pub versions: String,
}

impl fmt::Display for Caption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what: Vec<&str> = [self.measure.as_str(), self.intervals.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if !what.is_empty() {
            write!(f, "{}. ", what.join("; "))?;
        }
        let mut parts = Vec::new();
        if !self.outlets.is_empty() {
            parts.push(format::list(&self.outlets));
        }
        parts.push(format::counted(self.articles, "article", "articles"));
        parts.push(format::counted(self.words, "word", "words"));
        parts.extend(self.dates.map(|(first, last)| format::date_range(first, last)));
        if self.undated > 0 {
            parts.push(format!("{} without a date", format::count(self.undated)));
        }
        parts.extend(self.filters.iter().filter(|filter| !filter.is_empty()).cloned());
        if !self.wire.is_empty() {
            parts.push(self.wire.clone());
        }
        if !self.versions.is_empty() {
            parts.push(self.versions.clone());
        }
        write!(f, "{}. {}.", parts.join(", "), program())
    }
}

/// The program and its version, as captions and files name it.
pub fn program() -> &'static str {
    concat!("Parallax ", env!("CARGO_PKG_VERSION"))
}

#[test]
fn a_caption_states_all_it_knows_and_nothing_twice() {
    let full = Caption {
        measure: "Hits per 1,000 words".into(),
        intervals: "95% intervals by article".into(),
        outlets: vec!["Norvia Daily".into(), "The Lantern".into()],
        articles: 1,
        words: 11_208,
        dates: Some((jiff::civil::date(2024, 5, 2), jiff::civil::date(2024, 5, 16))),
        undated: 2,
        filters: vec!["English".into(), String::new()],
        wire: "wire texts counted once".into(),
        versions: "each article once".into(),
    };
    let expected = "Hits per 1,000 words; 95% intervals by article. Norvia Daily and The Lantern, 1 article, \
                    11,208 words, 2–16 May 2024, 2 without a date, English, wire texts counted once, each article once. ";
    assert_eq!(full.to_string(), format!("{expected}{}.", program()));
    assert_eq!(Caption::default().to_string(), format!("0 articles, 0 words. {}.", program()));
}
