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
mod plain_reading;
mod query;
mod sample;
mod sample_parts;
mod seeds;
mod text;
mod tidy;
