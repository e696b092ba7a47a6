//! The one integration-test binary.

mod analysis;
mod fixtures;
