//! What a user types, as a pattern that finds.
