//! The only place that makes colours, sizes and fonts. Everything else asks for a token.

mod fonts;
mod style;

use std::sync::OnceLock;

use egui::{Color32, FontFamily, FontId, Stroke};

pub use fonts::{Face, install as install_fonts, install_for_tests as install_fonts_for_tests};
pub use style::{apply, outline_ticks, set_motion};

use crate::figure::{Ink, Palette, Pattern, Rgb, Role, Scheme, Sizes};
use crate::project::settings::ReadingFace;

/// Colours and sizes of one theme, as the window uses them.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// Light or dark.
    pub scheme: Scheme,
    /// The page behind everything.
    pub background: Color32,
    /// What is read and operated on.
    pub surface: Color32,
    /// What lies on the surface.
    pub raised: Color32,
    /// Thin rules.
    pub line: Color32,
    /// Ink.
    pub text: Color32,
    /// Second lines, captions, labels.
    pub muted: Color32,
    /// Ornament and what is switched off; never what has to be read.
    pub faint: Color32,
    /// What is chosen or can be followed.
    pub accent: Color32,
    /// The tint under what is chosen.
    pub accent_ground: Color32,
    /// Text on full accent.
    pub on_accent: Color32,
    /// The marker pen.
    pub hit: Color32,
    /// Laid over the window under a sheet, so that the sheet stands off.
    pub scrim: Color32,
    /// Text of a notice that something did not work.
    pub problem: Color32,
    /// Text of a notice that all is well.
    pub good: Color32,
    /// Sizes, the same in both themes.
    pub sizes: &'static Sizes,
}

impl Tokens {
    /// The tokens of a theme.
    pub fn of(scheme: Scheme) -> &'static Self {
        static LIGHT: OnceLock<Tokens> = OnceLock::new();
        static DARK: OnceLock<Tokens> = OnceLock::new();
        let cell = match scheme {
            Scheme::Light => &LIGHT,
            Scheme::Dark => &DARK,
        };
        cell.get_or_init(|| Self::read(scheme))
    }

    fn read(scheme: Scheme) -> Self {
        let palette = Palette::of(scheme);
        let colour = |role| colour_of(palette.colour(role));
        Self {
            scheme,
            background: colour(Role::Background),
            surface: colour(Role::Surface),
            raised: colour(Role::Raised),
            line: colour(Role::Line),
            text: colour(Role::Text),
            muted: colour(Role::Muted),
            faint: colour(Role::Faint),
            accent: colour(Role::Accent),
            accent_ground: colour(Role::AccentGround),
            on_accent: colour(Role::OnAccent),
            hit: colour(Role::Hit),
            scrim: match scheme {
                Scheme::Light => Color32::from_black_alpha(115),
                Scheme::Dark => Color32::from_black_alpha(170),
            },
            problem: colour(Role::Problem),
            good: colour(Role::Good),
            sizes: Sizes::get(),
        }
    }

    /// The colour of a role of figures.
    pub fn role(&self, role: Role) -> Color32 {
        colour_of(Palette::of(self.scheme).colour(role))
    }

    /// The colour of an outlet or series.
    pub fn ink(&self, ink: Ink) -> Color32 {
        self.role(ink.role())
    }

    /// The marker pen over a hit of a series: its usual colour with a touch of the series' ink.
    pub fn marker(&self, ink: Ink) -> Color32 {
        let share = match self.scheme {
            Scheme::Light => 0.2,
            Scheme::Dark => 0.12,
        };
        self.hit.lerp_to_gamma(self.ink(ink), share)
    }

    /// The tint under words that are given to somebody.
    pub fn spoken(&self) -> Color32 {
        self.surface.lerp_to_gamma(self.line, 0.7)
    }

    /// A thin rule.
    pub fn rule(&self) -> Stroke {
        Stroke::new(self.sizes.stroke.line as f32, self.line)
    }

    /// The edge of what floats: sheets, menus, notices. In the dark, where no shadow shows, it is what they stand off by.
    pub fn edge(&self) -> Stroke {
        Stroke::new(self.sizes.stroke.line as f32, self.faint)
    }

    /// Inter, normal size.
    pub fn normal(&self) -> FontId {
        FontId::new(self.sizes.type_.normal as f32, FontFamily::Proportional)
    }

    /// Inter, small.
    pub fn small(&self) -> FontId {
        FontId::new(self.sizes.type_.small as f32, FontFamily::Proportional)
    }

    /// Inter SemiBold, normal size.
    pub fn strong(&self) -> FontId {
        FontId::new(self.sizes.type_.normal as f32, Face::SemiBold.family())
    }

    /// Inter SemiBold, small: headings of lists.
    pub fn small_strong(&self) -> FontId {
        FontId::new(self.sizes.type_.small as f32, Face::SemiBold.family())
    }

    /// Inter SemiBold, heading size.
    pub fn heading(&self) -> FontId {
        FontId::new(self.sizes.type_.heading as f32, Face::SemiBold.family())
    }

    /// Inter with tabular figures, for columns of numbers.
    pub fn figures(&self) -> FontId {
        FontId::new(self.sizes.type_.normal as f32, Face::Tabular.family())
    }

    /// Noto Serif in the size of an article.
    pub fn reading(&self) -> FontId {
        FontId::new(self.sizes.reading.article as f32, Face::Serif.family())
    }

    /// Noto Serif Bold for the title of a sheet or a page.
    pub fn headline(&self) -> FontId {
        FontId::new(self.sizes.reading.headline as f32, Face::SerifBold.family())
    }

    /// How articles are set, by the user's settings.
    pub fn reading_as(&self, face: ReadingFace, size: u16) -> Reading {
        let size = f32::from(size);
        let (plain, bold) = match face {
            ReadingFace::Serif => (Face::Serif.family(), Face::SerifBold.family()),
            ReadingFace::Sans => (FontFamily::Proportional, Face::SemiBold.family()),
        };
        let sizes = &self.sizes.reading;
        // A headline grows with the text, but not as fast: it has to fit.
        let headline = (sizes.headline as f32 + (size - sizes.article as f32) * 1.2).max(size + 4.0);
        Reading {
            text: FontId::new(size, plain.clone()),
            subhead: FontId::new(size, bold.clone()),
            headline: FontId::new(headline, bold),
            caption: FontId::new((size * 0.82).round().max(self.sizes.type_.small as f32), plain),
        }
    }

    /// The program's name on its first screen.
    pub fn title(&self) -> FontId {
        FontId::new(self.sizes.reading.title as f32, Face::SerifBold.family())
    }

    /// What the program is for, under its name.
    pub fn motto(&self) -> FontId {
        FontId::new(self.sizes.reading.article as f32, Face::SerifItalic.family())
    }

    /// Noto Serif in lines of the concordance.
    pub fn line_text(&self) -> FontId {
        FontId::new(self.sizes.reading.concordance as f32, Face::Serif.family())
    }

    /// Noto Serif Bold for the hit of a concordance line.
    pub fn line_hit(&self) -> FontId {
        FontId::new(self.sizes.reading.concordance as f32, Face::SerifBold.family())
    }

    /// Noto Serif in passages side by side.
    pub fn passage(&self) -> FontId {
        FontId::new(self.sizes.reading.passage as f32, Face::Serif.family())
    }

    /// Noto Serif Bold in passages side by side.
    pub fn passage_strong(&self) -> FontId {
        FontId::new(self.sizes.reading.passage as f32, Face::SerifBold.family())
    }

    /// How much of a colour shows while a newer result is computed.
    pub fn kept(&self, colour: Color32) -> Color32 {
        colour.gamma_multiply(self.sizes.motion.kept as f32)
    }
}

/// The letters of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Running text.
    pub text: FontId,
    /// Headings between paragraphs.
    pub subhead: FontId,
    /// The headline.
    pub headline: FontId,
    /// Captions.
    pub caption: FontId,
}

/// Whether an ink's mark is drawn hollow: the second mark of a hue used again.
pub fn is_hollow(ink: Ink) -> bool {
    !matches!(ink.pattern, Pattern::Solid)
}

#[expect(clippy::disallowed_methods, reason = "this is where tokens become colours")]
fn colour_of(rgb: Rgb) -> Color32 {
    let [red, green, blue] = rgb.0;
    Color32::from_rgb(red, green, blue)
}
