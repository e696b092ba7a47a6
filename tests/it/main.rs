//! The one integration-test binary.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test fails by panicking; what it passes over it says"
)]

mod analysis;
mod anatomy;
mod cli;
mod corpus;
mod figure;
mod files;
mod filters;
mod fixtures;
mod golden;
mod kill;
#[cfg(feature = "snapshots")]
mod pictures;
mod plain_reading;
mod projects;
mod query;
mod sample;
mod sample_parts;
mod seeds;
mod session;
mod text;
mod tidy;
#[cfg(feature = "gui")]
mod window;
