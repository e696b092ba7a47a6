//! The one integration-test binary.
mod figure;
