//! A chart as data, before any drawing, and the one layout that every face draws.
//!
//! An analysis makes a [`Figure`]: outlets, numbers, intervals, reasons. [`layout()`] turns it into a [`Scene`]
//! of rectangles, lines and lines of text whose colours are names. The window paints that scene, [`svg`] writes it,
//! [`png`] renders what `svg` wrote, and [`csv`] writes the numbers: so what is saved is what was seen.
//!
//! Nothing here knows a window, reads a file or decides what is measured.
//!
//! ```
//! use parallax::figure::{Bar, Bars, Axis, Category, Estimate, Figure, FigureKind, Ink, Series};
//! let figure = Figure {
//!     title: "One name, two outlets".into(),
//!     subtitle: String::new(),
//!     caption: "Hits per 1,000 words. 15 articles, 6,204 words. Parallax 0.1.".into(),
//!     kind: FigureKind::Bars(Bars {
//!         axis: Axis::new("per 1,000 words"),
//!         categories: vec![Category::new("Norvia Daily", "7 articles"), Category::new("The Lantern", "8 articles")],
//!         series: vec![Series::new("Northern Arc", "\"northern arc\"", Ink::of_series(0))],
//!         bars: vec![Bar::new(0, 0, Estimate::of(9.1)), Bar::new(1, 0, Estimate::undefined("no articles"))],
//!         shape: Default::default(),
//!     }),
//! };
//! let svg = parallax::figure::svg::to_svg(&figure, &Default::default());
//! assert!(svg.contains("Norvia Daily"));
//! ```

mod band_labels;
mod barcode;
mod barcode_data;
mod bars;
mod canvas;
mod caption;
#[cfg(test)]
pub(crate) mod colour_vision;
mod covers;
pub mod csv;
mod data;
mod dot_rows;
mod dots;
mod estimate;
mod events;
pub mod fonts;
pub mod format;
mod labels;
pub mod layout;
mod lines;
pub mod measure;
mod notes;
mod numbers;
mod outlines;
pub mod palette;
pub mod png;
mod ranking;
mod reach;
pub mod recipe;
mod scene;
mod shift;
mod shift_data;
pub mod sizes;
pub mod svg;
mod table;
mod table_data;
pub mod ticks;
mod values;
pub mod words;

pub use barcode_data::{Barcode, BarcodeGroup, BarcodeRow, BarcodeSpread, Called};
pub use caption::{Caption, program};
pub use data::{
    Axis, Bar, BarShape, Bars, Bin, Category, Dot, Dots, EventMark, Family, Figure, FigureKind, Ink,
    LegendEntry, Lines, Pattern, Point, RankForm, Ranking, Scale, Series,
};
pub use estimate::{Counts, Estimate, Interval};
pub use layout::{Options, Size, layout};
pub use lines::MOST_BANDS;
pub use numbers::Numbers;
pub use palette::{Palette, Rgb, Role, Scheme};
pub use scene::{Anchor, Corners, Item, Rect, Scene, Target, TargetKind, TextRun, Weight, Xy};
pub use shift_data::{Shift, ShiftBar};
pub use sizes::Sizes;
pub use table_data::{Table, TableCell, TableColumn, TableRow, TableRun, TableTone};
