//! The one integration-test binary.

mod analysis;
mod anatomy;
mod files;
mod corpus;
mod figure;
mod fixtures;
mod golden;
mod query;
mod sample;
mod seeds;
mod text;
