//! The one integration-test binary.

mod analysis;
mod figure;
mod fixtures;
mod golden;
