//! Which language a text is in; "unknown" is an answer.

use crate::corpus::{Confidence, Evidence, EvidenceKind, Inferred, Language};

/// The language of `text`, [`Language::UNKNOWN`] where the text does not show it.
pub fn detect(text: &str) -> Inferred<Language> {
    let found = whatlang::detect(text);
    let value = match found.map(|f| f.lang()) {
        Some(whatlang::Lang::Eng) => Language::from_code("en"),
        Some(whatlang::Lang::Rus) => Language::from_code("ru"),
        _ => Language::UNKNOWN,
    };
    let evidence = Evidence { kind: EvidenceKind::Text, quote: "".into() };
    Inferred { value, evidence, confidence: Confidence::Low }
}
