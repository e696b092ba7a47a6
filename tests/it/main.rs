//! The one integration-test binary.

mod analysis;
mod anatomy;
mod cli;
mod corpus;
mod figure;
mod files;
mod filters;
mod fixtures;
mod golden;
#[cfg(feature = "snapshots")]
mod pictures;
mod plain_reading;
mod query;
mod sample;
mod seeds;
mod session;
mod text;
mod tidy;
#[cfg(feature = "gui")]
mod window;
