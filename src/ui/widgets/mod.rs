//! Small parts that views share.

pub mod at_right;
pub mod button;
pub mod chip;
pub mod choices;
pub mod dates;
pub mod dot;
pub mod emblem;
pub mod empty;
pub mod facet_value;
pub mod failed;
pub mod figure;
pub mod figure_paint;
pub mod focus_ring;
pub mod ink_picker;
pub mod kept;
pub mod keyness_table;
pub mod lines;
pub mod long_list;
pub mod name_field;
pub mod passage;
pub mod progress;
pub mod query_field;
pub mod segmented;
pub mod timeline;
pub mod toast;

pub use at_right::at_right;
pub use button::{action_button, icon_button, plain_button};
pub use chip::{Chip, ChipAnswer, ChipState, chip, chip_width};
pub use dot::{ink_mark, outlet_dot};
pub use empty::{EmptyAction, empty};
pub use failed::{TRY_AGAIN, failed_note};
pub use segmented::segmented;
