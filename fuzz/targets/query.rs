//! Queries and filters as they are typed.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: parallax_fuzz::begin(), |input: &[u8]| parallax_fuzz::asked(input));
