//! The three views. They never name each other; what they share is in `widgets`.

pub mod browse;
pub mod compare;
pub mod frequency;
