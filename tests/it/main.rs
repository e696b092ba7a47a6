//! The one integration-test binary.

mod anatomy;
mod seeds;
mod files;
mod text;
