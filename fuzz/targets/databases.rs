//! Downloads of news databases, as text and as what else they come in.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(init: parallax_fuzz::begin(), |input: &[u8]| -> Corpus {
    if parallax_fuzz::file(input, &["txt", "rtf", "html", "docx"]) { Corpus::Keep } else { Corpus::Reject }
});
