//! Parallax compares how news outlets tell the same story: who says what, in which words,
//! and what each leaves out.
//!
//! The library has three layers, and imports run downwards only.
//!
//! 1. The core: [`text`], [`corpus`], [`ingest`], [`query`], [`stats`], [`framing`],
//!    [`analysis`], [`figure`], [`export`], [`project`], [`report`]. It draws nothing, starts no thread and reads no clock;
//!    files are touched in `ingest` and `export` alone.
//! 2. [`session`]: decisions and state. No drawing.
//! 3. The faces: `ui` (feature `gui`) and [`cli`].
//!
//! Read in this order: [`corpus::Article`] is what a file becomes, [`ingest`] makes it,
//! [`corpus::Corpus`] counts it, [`query`] finds in it, [`analysis`] asks it a question,
//! [`figure`] is the answer as a chart.

pub mod problem;
pub mod task;

pub mod text;

pub mod corpus;

pub mod ingest;

pub mod query;

pub mod stats;

pub mod framing;

pub mod analysis;

pub mod figure;

pub mod export;

pub mod project;

pub mod report;

pub mod session;

pub mod cli;

#[cfg(feature = "gui")]
pub mod ui;
