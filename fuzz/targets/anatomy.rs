//! Texts with what their files state of them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: parallax_fuzz::begin(), |input: &[u8]| parallax_fuzz::page(input));
