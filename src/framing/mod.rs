//! How outlets tell the same story: which articles tell it, which texts are copies, which sentences tell
//! the same thing, what things are called, who speaks, and what only one tells.
//!
//! Everything here is a heuristic with published limits (METHODS.md, section 11): each result says by which
//! rule it was found and leads to its place, suggests and never decides, and is measured on labelled material
//! beside the tests. Nothing here judges an outlet.
//!
//! Functions take a [`Corpus`](crate::corpus::Corpus) and some of its articles and give values; recipes that
//! wrap them as cacheable questions are in [`crate::analysis`].

pub mod codebook;
pub mod coding;
pub mod copies;
pub mod figures_given;
pub mod frames;
pub mod hedges;
pub mod labels;
pub mod names;
pub mod omissions;
pub mod passages;
pub mod place;
pub mod reuse;
mod room;
mod russian;
pub mod sentence;
mod sets;
mod sounds;
pub mod stem;
pub mod stories;
pub mod versions;
pub mod voices;

pub use place::Place;
pub use room::shared_out;
pub use sentence::{Part, Sentence, around, sentences_of};
