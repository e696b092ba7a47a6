//! Tables and reports to disk, written whole or not at all.
