//! A chart as data, before any drawing.
