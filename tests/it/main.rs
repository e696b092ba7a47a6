//! The one integration-test binary.

mod analysis;
mod anatomy;
mod corpus;
mod figure;
mod files;
mod fixtures;
mod golden;
mod query;
mod sample;
mod seeds;
mod text;
mod tidy;
