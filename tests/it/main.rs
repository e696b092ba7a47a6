//! The one integration-test binary.

mod corpus;
mod files;
mod query;
mod text;
