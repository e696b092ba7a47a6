//! How outlets tell the same story, over small made-up corpora.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where its corpus cannot be made or its answer is missing"
)]

mod coding;
mod frames;
