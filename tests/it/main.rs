//! The one integration-test binary.

mod figure;
mod sample;
