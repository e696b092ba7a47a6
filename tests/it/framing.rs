//! What compares tellings, measured on labelled stories.

mod labels;
