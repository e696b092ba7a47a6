//! How tellings are compared, measured on labelled material.

mod score;
mod truth;
