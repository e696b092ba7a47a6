//! Dates in lines, in front matter and in filters.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: parallax_fuzz::begin(), |input: &[u8]| parallax_fuzz::dates(input));
