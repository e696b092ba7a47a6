//! How tellings are compared, measured on labelled material.

mod labelled;
mod score;
mod truth;
