//! What is kept between runs. User files are never written to.

pub mod sample;
pub mod settings;
