//! Arguments to a window or a headless command.

fn main() {}
