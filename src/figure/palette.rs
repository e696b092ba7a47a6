//! The colours of both themes, read from `assets/theme/light.toml` and `dark.toml`.
//!
//! The window's theme is made of the same tokens, so a figure on screen, in a file and on the report page
//! has the same colours. Nothing else in the figures names a colour but by its [`Role`].
//!
//! **Outlets are hues, series are ink.** On one screen a hue that is an outlet in the chips and a query in the bars
//! misleads, so the two have palettes of their own. Outlets keep the five strong hues everywhere. Series, which are
//! questions put to all outlets, are four tones of ink, stone, slate and umber: apart by lightness first, so that they
//! hold in print without colour and for colour-blind eyes, and too grey to be taken for an outlet. The fifth series has
//! the first tone hatched. Bars of a single series have their outlets' hues; where there are more, a strip of the hue
//! under each group leads from the group to its outlet. Lines are ink where they are series and hues where they are
//! outlets.

use std::fmt;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, de};

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Rgb(
    /// Red, green, blue.
    pub [u8; 3],
);

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scheme {
    /// Ink on paper.
    #[default]
    Light,
    /// Paper on ink.
    Dark,
}

/// The name of a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// [`Palette::background`].
    Background,
    /// [`Palette::surface`].
    Surface,
    /// [`Palette::raised`].
    Raised,
    /// [`Palette::line`].
    Line,
    /// [`Palette::text`].
    Text,
    /// [`Palette::muted`].
    Muted,
    /// [`Palette::faint`].
    Faint,
    /// [`Palette::accent`].
    Accent,
    /// [`Palette::accent_ground`].
    AccentGround,
    /// [`Palette::on_accent`].
    OnAccent,
    /// [`Palette::hit`].
    Hit,
    /// [`Palette::problem`].
    Problem,
    /// [`Palette::good`].
    Good,
    /// [`Palette::on_outlet`].
    OnOutlet,
    /// One of [`Palette::outlets`], counted from 0 and round.
    Outlet(u8),
    /// One of [`Palette::series`], counted from 0 and round.
    Series(u8),
    /// One of [`Palette::on_series`], counted from 0 and round.
    OnSeries(u8),
}

/// The colours of one theme; what each is for stands in `assets/theme/light.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// The page.
    pub background: Rgb,
    /// Panels and figures.
    pub surface: Rgb,
    /// What lies on a panel.
    pub raised: Rgb,
    /// Thin rules.
    pub line: Rgb,
    /// Text.
    pub text: Rgb,
    /// Second lines and captions.
    pub muted: Rgb,
    /// What is switched off, and ornament; too faint for anything that has to be read.
    pub faint: Rgb,
    /// What is chosen or can be followed.
    pub accent: Rgb,
    /// The ground of a chosen row.
    pub accent_ground: Rgb,
    /// Text on a ground of full accent.
    pub on_accent: Rgb,
    /// The marker pen.
    pub hit: Rgb,
    /// A notice that something went wrong, as text.
    pub problem: Rgb,
    /// A notice that something went well, as text.
    pub good: Rgb,
    /// What is drawn on an outlet's full colour.
    pub on_outlet: Rgb,
    /// Outlets.
    pub outlets: [Rgb; 5],
    /// Series.
    pub series: [Rgb; 4],
    /// What is drawn on a series' full tone.
    pub on_series: [Rgb; 4],
}

impl Palette {
    /// The colours of this theme.
    pub fn of(scheme: Scheme) -> &'static Self {
        static LIGHT: OnceLock<Palette> = OnceLock::new();
        static DARK: OnceLock<Palette> = OnceLock::new();
        let (cell, text) = match scheme {
            Scheme::Light => (&LIGHT, include_str!("../../assets/theme/light.toml")),
            Scheme::Dark => (&DARK, include_str!("../../assets/theme/dark.toml")),
        };
        // The files are part of the program, and a test reads them.
        cell.get_or_init(|| toml::from_str(text).unwrap_or_default())
    }

    /// The colour of this name.
    pub fn colour(&self, role: Role) -> Rgb {
        match role {
            Role::Background => self.background,
            Role::Surface => self.surface,
            Role::Raised => self.raised,
            Role::Line => self.line,
            Role::Text => self.text,
            Role::Muted => self.muted,
            Role::Faint => self.faint,
            Role::Accent => self.accent,
            Role::AccentGround => self.accent_ground,
            Role::OnAccent => self.on_accent,
            Role::Hit => self.hit,
            Role::Problem => self.problem,
            Role::Good => self.good,
            Role::OnOutlet => self.on_outlet,
            Role::Outlet(hue) => self.outlets[usize::from(hue) % self.outlets.len()],
            Role::Series(tone) => self.series[usize::from(tone) % self.series.len()],
            Role::OnSeries(tone) => self.on_series[usize::from(tone) % self.on_series.len()],
        }
    }
}

impl Role {
    /// Every name, outlets and series once each.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = [
            Self::Background,
            Self::Surface,
            Self::Raised,
            Self::Line,
            Self::Text,
            Self::Muted,
            Self::Faint,
            Self::Accent,
            Self::AccentGround,
            Self::OnAccent,
            Self::Hit,
            Self::Problem,
            Self::Good,
            Self::OnOutlet,
        ];
        let tones = 0..super::Ink::TONES;
        let series = tones.flat_map(|tone| [Self::Series(tone), Self::OnSeries(tone)]);
        plain.into_iter().chain((0..super::Ink::HUES).map(Self::Outlet)).chain(series)
    }

    /// The name in style sheets, such as `accent-ground` or `outlet-1`.
    pub fn css_name(self) -> String {
        let name = match self {
            Self::Background => "background",
            Self::Surface => "surface",
            Self::Raised => "raised",
            Self::Line => "line",
            Self::Text => "text",
            Self::Muted => "muted",
            Self::Faint => "faint",
            Self::Accent => "accent",
            Self::AccentGround => "accent-ground",
            Self::OnAccent => "on-accent",
            Self::Hit => "hit",
            Self::Problem => "problem",
            Self::Good => "good",
            Self::OnOutlet => "on-outlet",
            Self::Outlet(hue) => return format!("outlet-{}", hue % super::Ink::HUES + 1),
            Self::Series(tone) => return format!("series-{}", tone % super::Ink::TONES + 1),
            Self::OnSeries(tone) => return format!("on-series-{}", tone % super::Ink::TONES + 1),
        };
        name.to_owned()
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

impl<'de> Deserialize<'de> for Rgb {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hex = String::deserialize(deserializer)?;
        let wrong = || de::Error::custom(format!("\"{hex}\" is not a colour of six hexadecimal digits"));
        let number = u32::from_str_radix(&hex, 16).ok().filter(|_| hex.len() == 6).ok_or_else(wrong)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::colour_vision::{Eyes, chroma, contrast, difference};
    use super::*;

    const SCHEMES: [Scheme; 2] = [Scheme::Light, Scheme::Dark];

    #[test]
    fn both_themes_are_read() {
        for text in
            [include_str!("../../assets/theme/light.toml"), include_str!("../../assets/theme/dark.toml")]
        {
            toml::from_str::<Palette>(text).unwrap();
        }
        assert_eq!(Palette::of(Scheme::Light).text.to_string(), "#1E2227");
        assert_eq!(Palette::of(Scheme::Dark).outlets[4].to_string(), "#EA7F77");
    }

    #[test]
    fn text_can_be_read_on_its_grounds() {
        use Role::{
            Accent, AccentGround, Background, Good, Hit, Muted, OnAccent, Problem, Raised, Surface, Text,
        };
        let pairs: &[(Role, &[Role])] = &[
            (Text, &[Background, Surface, Raised, AccentGround, Hit]),
            (Muted, &[Background, Surface, Raised]),
            (Accent, &[Background, Surface, Raised, AccentGround]),
            (Problem, &[Background, Surface, Raised]),
            (Good, &[Background, Surface, Raised]),
            (OnAccent, &[Accent]),
        ];
        for scheme in SCHEMES {
            let palette = Palette::of(scheme);
            for (ink, grounds) in pairs {
                for ground in *grounds {
                    let ratio = contrast(palette.colour(*ink), palette.colour(*ground));
                    assert!(ratio >= 4.5, "{scheme:?}: {ink:?} on {ground:?} has {ratio:.2} : 1");
                }
            }
        }
    }

    #[test]
    fn outlets_stand_out_from_every_ground() {
        for scheme in SCHEMES {
            let palette = Palette::of(scheme);
            for outlet in palette.outlets {
                assert!(contrast(palette.on_outlet, outlet) >= 2.5, "{scheme:?}: interval across {outlet}");
                for ground in [palette.background, palette.surface, palette.raised] {
                    let ratio = contrast(outlet, ground);
                    assert!(ratio >= 3.0, "{scheme:?}: {outlet} on {ground} has {ratio:.2} : 1");
                }
            }
        }
    }

    /// 7 is three times what is just noticeable side by side; blue and purple of the first sketches had 3.1.
    #[test]
    fn outlets_can_be_told_apart_by_colour_blind_eyes() {
        for scheme in SCHEMES {
            let outlets = Palette::of(scheme).outlets;
            for (eyes, least) in
                [(Eyes::Usual, 20.0), (Eyes::Protan, 7.0), (Eyes::Deutan, 7.0), (Eyes::Tritan, 7.0)]
            {
                for (index, one) in outlets.iter().enumerate() {
                    for other in &outlets[..index] {
                        let apart = difference(eyes.see(*one), eyes.see(*other));
                        assert!(
                            apart >= least,
                            "{scheme:?}, {eyes:?}: {one} and {other} differ by {apart:.1}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn series_hold_without_colour_and_are_no_outlets() {
        for scheme in SCHEMES {
            let palette = Palette::of(scheme);
            for (index, one) in palette.series.iter().enumerate() {
                let across = contrast(palette.on_series[index], *one);
                assert!(across >= 3.0, "{scheme:?}: interval across {one} has {across:.2} : 1");
                for ground in [palette.background, palette.surface, palette.raised] {
                    let ratio = contrast(*one, ground);
                    assert!(ratio >= 3.0, "{scheme:?}: {one} on {ground} has {ratio:.2} : 1");
                }
                for eyes in [Eyes::Usual, Eyes::Protan, Eyes::Deutan, Eyes::Tritan, Eyes::Grey] {
                    for other in &palette.series[..index] {
                        let apart = difference(eyes.see(*one), eyes.see(*other));
                        assert!(
                            apart >= 10.0,
                            "{scheme:?}, {eyes:?}: {one} and {other} differ by {apart:.1}"
                        );
                    }
                }
                let strongest = palette.outlets.iter().map(|outlet| chroma(*outlet)).fold(f64::MAX, f64::min);
                let ratio = chroma(*one) / strongest;
                assert!(ratio < 0.6, "{scheme:?}: {one} has {ratio:.2} of the faintest outlet's colour");
            }
        }
    }
}
