//! The one integration-test binary.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test fails by panicking; what it passes over it says"
)]

#[cfg(feature = "gui")]
mod actions;
mod analysis;
mod anatomy;
mod asked;
mod clean_corpus;
mod cli;
#[cfg(feature = "gui")]
mod coding_room;
mod corpus;
mod corrections;
mod figure;
mod figures_out;
mod files;
mod files_odd;
mod filters;
mod fixtures;
mod following;
mod framing;
mod fuzz_seeds;
mod golden;
mod html_pages;
mod import_report;
mod keeping_up;
mod kill;
mod lenses;
#[cfg(feature = "gui")]
mod licences;
mod pages;
#[cfg(feature = "snapshots")]
mod pictures;
mod plain_reading;
mod projects;
#[cfg(feature = "gui")]
mod putting_right;
mod query;
mod readers;
mod renaming;
mod reporting;
mod sample;
mod sample_parts;
mod seeds;
mod session;
mod session_endings;
mod session_lines;
mod session_stories;
mod session_versions;
#[cfg(feature = "gui")]
mod sheets;
#[cfg(feature = "gui")]
mod shell;
mod text;
mod tidy;
mod trouble;
mod wild;
#[cfg(feature = "gui")]
mod window;
