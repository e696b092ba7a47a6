//! The headless commands, and the arguments of the window.
use std::process::ExitCode;
/// Temporary
pub fn run() -> ExitCode {
    let paths: Vec<std::path::PathBuf> = std::env::args_os().skip(1).map(Into::into).collect();
    #[cfg(feature = "gui")]
    if let Err(e) = crate::ui::app::run(crate::ui::app::Start { paths, ..Default::default() }) {
        eprintln!("{e}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
