//! Sizes and spaces of the window and of figures, read from `assets/theme/sizes.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

/// Sizes and spaces in logical pixels, the same in both themes.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// Type of what is operated.
    #[serde(rename = "type")]
    pub type_: TypeSizes,
    /// Type of what is read.
    pub reading: ReadingSizes,
    /// Distances, on a grid of 4.
    pub space: Spaces,
    /// Heights of rows and bars.
    pub row: RowHeights,
    /// Radii of corners.
    pub corner: Corners,
    /// Thickness of lines.
    pub stroke: Strokes,
    /// Fading.
    pub motion: Motion,
}

/// Inter.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeSizes {
    /// Second lines, captions, chips.
    pub small: f64,
    /// Everything else.
    pub normal: f64,
    /// Headings.
    pub heading: f64,
}

/// Noto Serif; lines as multiples of the size.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingSizes {
    /// An article's text.
    pub article: f64,
    /// Its line height.
    pub article_line: f64,
    /// The program's name on its first screen.
    pub title: f64,
    /// The headline of an article.
    pub headline: f64,
    /// Its line height.
    pub headline_line: f64,
    /// Lines of the concordance.
    pub concordance: f64,
    /// Passages side by side.
    pub passage: f64,
    /// Their line height.
    pub passage_line: f64,
}

/// Distances.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spaces {
    /// The grid.
    pub unit: f64,
    /// Between what belongs together.
    pub tight: f64,
    /// Between neighbours.
    pub normal: f64,
    /// Between groups.
    pub wide: f64,
    /// From a panel's edge to what is in it.
    pub panel: f64,
    /// Between sections.
    pub section: f64,
}

/// Heights.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowHeights {
    /// Rows of tables.
    pub normal: f64,
    /// The same, compact.
    pub compact: f64,
    /// The bar on top.
    pub bar: f64,
    /// The line of filter chips.
    pub chips: f64,
    /// The status line.
    pub status: f64,
}

/// Radii.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corners {
    /// Buttons, fields, panels that float.
    pub normal: f64,
    /// Chips.
    pub chip: f64,
    /// Bars and swatches of a figure.
    pub mark: f64,
}

/// Thickness.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strokes {
    /// Rules and frames.
    pub line: f64,
    /// Lines of a figure, underlines of own words.
    pub strong: f64,
}

/// Fading.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Motion {
    /// How long a result takes to appear, in milliseconds.
    pub fade: f64,
    /// How visible the last result stays while the next is computed, 0 to 1.
    pub kept: f64,
}

impl Sizes {
    /// The sizes of the program.
    pub fn get() -> &'static Self {
        static SIZES: OnceLock<Sizes> = OnceLock::new();
        SIZES
            .get_or_init(|| toml::from_str(include_str!("../../assets/theme/sizes.toml")).unwrap_or_default())
    }
}

#[test]
fn the_sizes_are_read() {
    toml::from_str::<Sizes>(include_str!("../../assets/theme/sizes.toml")).unwrap();
    assert!((Sizes::get().reading.article - 16.5).abs() < 1e-9);
}
