//! A question as a value, and its answer over a corpus.
