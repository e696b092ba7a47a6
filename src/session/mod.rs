//! Decisions and state. No drawing.
