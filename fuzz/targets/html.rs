//! Web pages, saved in any way.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(init: parallax_fuzz::begin(), |input: &[u8]| -> Corpus {
    if parallax_fuzz::file(input, &["html", "mhtml"]) { Corpus::Keep } else { Corpus::Reject }
});
