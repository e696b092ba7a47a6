//! How a figure is to leave the program, in a user's words: what for, how large, how sharp, on what ground.
//!
//! [`Choices`] are kept in the settings; [`Choices::options`] makes of them what drawing and writing need.

use serde::{Deserialize, Serialize};

use super::{FigureFormat, FigureOptions};
use crate::figure::svg::TextAs;
use crate::figure::{Options, Scheme, Size, Sizes, png};

/// Pixels of a screen in a millimetre.
const PIXELS_A_MM: f64 = 96.0 / 25.4;
/// Points in a pixel of a screen.
const POINTS_A_PIXEL: f64 = 0.75;

/// What a figure is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A slide of 16 : 9.
    #[default]
    Slide,
    /// One column of a paper.
    OneColumn,
    /// Both columns of a paper.
    TwoColumns,
    /// As it stands on the screen.
    Screen,
    /// A size of one's own.
    Own,
}

/// In what lengths are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LengthUnit {
    /// Millimetres.
    #[default]
    Mm,
    /// Pixels of which 96 make an inch.
    Px,
}

/// Width, height and size of text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Measures {
    /// Width in millimetres.
    pub width_mm: f64,
    /// Height in millimetres; a figure whose text needs more gets more.
    pub height_mm: f64,
    /// Size of small text, such as the caption, in points.
    pub text_pt: f64,
}

/// Whether colours are for a light or a dark ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ground {
    /// Ink on paper.
    #[default]
    Light,
    /// Paper on ink.
    Dark,
}

/// How a figure is to leave the program.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The kind of file.
    pub format: FigureFormat,
    /// What for.
    pub purpose: Purpose,
    /// The measures of [`Purpose::Own`].
    pub own: Measures,
    /// In what lengths are shown.
    pub unit: LengthUnit,
    /// Dots per inch of a PNG.
    pub dpi: u16,
    /// Light or dark.
    pub ground: Ground,
    /// Whether the ground itself is left out.
    pub is_transparent: bool,
    /// How an SVG writes its text.
    pub text: TextAs,
    /// Whether the caption is drawn.
    pub has_caption: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            format: FigureFormat::Png,
            purpose: Purpose::Slide,
            own: Measures::default(),
            unit: LengthUnit::Mm,
            dpi: 192,
            ground: Ground::Light,
            is_transparent: false,
            text: TextAs::Outlines,
            has_caption: true,
        }
    }
}

impl Default for Measures {
    /// A square third of a page.
    fn default() -> Self {
        Self { width_mm: 120.0, height_mm: 90.0, text_pt: 8.0 }
    }
}

impl Purpose {
    /// In the order of the list.
    pub const ALL: [Self; 5] = [Self::Slide, Self::OneColumn, Self::TwoColumns, Self::Screen, Self::Own];

    /// In plain words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Slide => "For a slide, 16 : 9",
            Self::OneColumn => "For a paper, one column (85 mm)",
            Self::TwoColumns => "For a paper, two columns (170 mm)",
            Self::Screen => "As on the screen",
            Self::Own => "A size of its own",
        }
    }

    /// Dots per inch as they are asked for: journals want more than a slide shows.
    pub fn usual_dpi(self) -> u16 {
        match self {
            Self::OneColumn | Self::TwoColumns => 600,
            Self::Slide | Self::Screen | Self::Own => 192,
        }
    }

    fn measures(self) -> Option<Measures> {
        let of = |width_mm, height_mm, text_pt| Some(Measures { width_mm, height_mm, text_pt });
        match self {
            // The slide of presentation programs is 13⅓ by 7½ inches.
            Self::Slide => of(25.4 * 40.0 / 3.0, 25.4 * 7.5, 14.0),
            Self::OneColumn => of(85.0, 85.0, 7.0),
            Self::TwoColumns => of(170.0, 105.0, 7.5),
            Self::Screen => of(960.0 / PIXELS_A_MM, 540.0 / PIXELS_A_MM, screen_pt()),
            Self::Own => None,
        }
    }
}

/// Small text on the screen, in points.
fn screen_pt() -> f64 {
    Sizes::get().type_.small * POINTS_A_PIXEL
}

impl LengthUnit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Mm, Self::Px];

    /// As it is written after a number.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mm => "mm",
            Self::Px => "px",
        }
    }

    /// Millimetres in this unit.
    pub fn of_mm(self, mm: f64) -> f64 {
        match self {
            Self::Mm => mm,
            Self::Px => mm * PIXELS_A_MM,
        }
    }

    /// A length in this unit in millimetres.
    pub fn to_mm(self, length: f64) -> f64 {
        match self {
            Self::Mm => length,
            Self::Px => length / PIXELS_A_MM,
        }
    }
}

impl Measures {
    /// The least and the most width and height, in millimetres: a stamp and a poster.
    pub const BOUNDS_MM: (f64, f64) = (40.0, 1_000.0);
    /// The least and the most size of text, in points.
    pub const BOUNDS_PT: (f64, f64) = (5.0, 36.0);

    fn tamed(self) -> Self {
        let usual = Self::default();
        let tame = |value: f64, usual: f64, (least, most): (f64, f64)| {
            if value.is_finite() { value.clamp(least, most) } else { usual }
        };
        Self {
            width_mm: tame(self.width_mm, usual.width_mm, Self::BOUNDS_MM),
            height_mm: tame(self.height_mm, usual.height_mm, Self::BOUNDS_MM),
            text_pt: tame(self.text_pt, usual.text_pt, Self::BOUNDS_PT),
        }
    }
}

impl Choices {
    /// The least and the most dots per inch.
    pub const BOUNDS_DPI: (u16, u16) = (96, 1_200);

    /// Within bounds, whatever a hand wrote into a file.
    #[must_use]
    pub fn tamed(mut self) -> Self {
        self.own = self.own.tamed();
        self.dpi = self.dpi.clamp(Self::BOUNDS_DPI.0, Self::BOUNDS_DPI.1);
        self
    }

    /// Width, height and size of text, by purpose.
    pub fn measures(&self) -> Measures {
        self.purpose.measures().unwrap_or(self.own).tamed()
    }

    /// What drawing and writing need.
    pub fn options(&self) -> FigureOptions {
        let Measures { width_mm, height_mm, text_pt } = self.measures();
        let look = Options {
            size: Size { width: width_mm * PIXELS_A_MM, height: height_mm * PIXELS_A_MM },
            text_scale: text_pt / screen_pt(),
            scheme: match self.ground {
                Ground::Light => Scheme::Light,
                Ground::Dark => Scheme::Dark,
            },
            is_transparent: self.is_transparent,
            shows_title: true,
            shows_caption: self.has_caption,
            keeps_height: self.purpose == Purpose::Slide,
            looked_at: None,
        };
        FigureOptions { look, dpi: f64::from(self.dpi), text: self.text, ..FigureOptions::default() }
    }

    /// Dots across and down of a PNG of a drawing of this size in pixels of 96 an inch.
    pub fn dots(&self, width: f64, height: f64) -> (u64, u64) {
        let dots = |length: f64| (length * f64::from(self.dpi) / 96.0).round().max(1.0) as u64;
        (dots(width), dots(height))
    }

    /// Why a PNG of this size cannot be made, if it cannot.
    pub fn too_large(&self, width: f64, height: f64) -> Option<String> {
        let (across, down) = self.dots(width, height);
        let count = across.saturating_mul(down);
        let is_too_large = self.format == FigureFormat::Png && count as f64 > png::MOST_PIXELS;
        is_too_large.then(|| {
            format!(
                "{} million dots are more than the {} million that a PNG may have here. Choose fewer dots per inch, or SVG",
                count / 1_000_000,
                (png::MOST_PIXELS / 1e6) as u64,
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_purpose_has_its_size_and_legible_text() {
        for (purpose, width, height, points) in [
            (Purpose::Slide, 1280.0, 720.0, 14.0..=18.0),
            (Purpose::OneColumn, 321.26, 321.26, 7.0..=8.0),
            (Purpose::TwoColumns, 642.52, 396.85, 7.0..=9.0),
            (Purpose::Screen, 960.0, 540.0, 8.6..=8.7),
        ] {
            let look = Choices { purpose, ..Choices::default() }.options().look;
            assert!((look.size.width - width).abs() < 0.01, "{purpose:?}: {}", look.size.width);
            assert!((look.size.height - height).abs() < 0.01, "{purpose:?}: {}", look.size.height);
            let small = look.text_scale * Sizes::get().type_.small * POINTS_A_PIXEL;
            assert!(points.contains(&small), "{purpose:?}: {small}");
        }
    }

    #[test]
    fn what_a_hand_wrote_stays_within_bounds() {
        let own = Measures { width_mm: f64::NAN, height_mm: 1e9, text_pt: -3.0 };
        let wild = Choices { purpose: Purpose::Own, own, dpi: 0, ..Choices::default() }.tamed();
        assert_eq!(wild.measures(), Measures { width_mm: 120.0, height_mm: 1_000.0, text_pt: 5.0 });
        assert_eq!(wild.dpi, 96);
    }

    #[test]
    fn a_picture_of_too_many_dots_is_said_to_be_one() {
        let poster = Choices { dpi: 1_200, ..Choices::default() };
        assert!(poster.too_large(1280.0, 720.0).is_some_and(|why| why.starts_with("144 million")));
        assert_eq!(Choices { dpi: 600, ..poster }.too_large(1280.0, 720.0), None);
        assert_eq!(Choices { format: FigureFormat::Svg, ..poster }.too_large(1280.0, 720.0), None);
    }
}
