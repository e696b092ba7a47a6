//! The order of words as in a plain index, the same on every machine.
//!
//! Case and accents do not separate, digits come before letters, scripts follow each other as in Unicode.

use std::borrow::Cow;

use icu_normalizer::DecomposingNormalizerBorrowed;

/// The key by which a folded form is put in alphabetical order: Latin and Greek letters lose
/// their marks, Russian `ё` stands with `е`. Forms with equal keys go by the form itself.
pub fn key(form: &str) -> Cow<'_, str> {
    if form.is_ascii() {
        return Cow::Borrowed(form);
    }
    let normalizer = DecomposingNormalizerBorrowed::new_nfd();
    let mut out = String::with_capacity(form.len());
    let mut sheds_marks = false;
    for c in form.chars() {
        if is_mark(c) {
            if !sheds_marks {
                out.push(c);
            }
            continue;
        }
        // й and other letters of their own keep what looks like a mark.
        sheds_marks = c.is_ascii() || matches!(c, 'À'..='ɏ' | 'Ḁ'..='ỿ' | 'Ͱ'..='Ͽ' | 'ἀ'..='῾');
        if c == 'ё' {
            out.push('е');
        } else if sheds_marks && !c.is_ascii() {
            out.extend(normalizer.normalize_iter(std::iter::once(c)).filter(|&part| !is_mark(part)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}
