//! The one integration-test binary.

mod anatomy;
mod files;
mod seeds;
mod text;
