//! Books.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(init: parallax_fuzz::begin(), |input: &[u8]| -> Corpus {
    if parallax_fuzz::file(input, &["epub"]) { Corpus::Keep } else { Corpus::Reject }
});
