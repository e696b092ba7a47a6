//! Arguments to a window or a headless command.

use std::process::ExitCode;

fn main() -> ExitCode {
    parallax::cli::run()
}
