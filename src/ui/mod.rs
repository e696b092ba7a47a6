//! The window: it draws what the [`Session`](crate::session::Session) holds and sends it commands.

pub mod alone;
pub mod app;
pub mod chips;
pub mod coding;
pub mod context;
pub mod dialogs;
pub mod help;
pub mod locale;
pub mod overlays;
pub mod palette;
pub mod panes;
pub mod save_preview;
pub mod save_sheet;
pub mod shell;
pub mod shortcuts;
pub mod start;
pub mod status;
pub mod theme;
pub mod views;
pub mod widgets;
