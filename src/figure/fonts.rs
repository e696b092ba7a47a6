//! The bundled faces, and the fonts a picture is rendered with.
//!
//! A picture looks the same on every machine as long as its text is Latin, Greek or Cyrillic.
//! Only for other scripts are the machine's own fonts searched, once, in a ranked order of families
//! (the first font that happens to have a Han character may be a brush script). That search is the only reading
//! of files in the core outside `ingest`, and it happens for a PNG alone.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hashbrown::HashMap;
use resvg::usvg::{FontResolver, fontdb};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

use super::measure;

/// A bundled face.
#[derive(Debug, Clone, Copy)]
pub struct Face {
    /// Family and style.
    pub name: &'static str,
    /// The file's bytes, OpenType.
    pub bytes: &'static [u8],
}

/// Inter, of what is operated.
pub const INTER: Face =
    Face { name: "Inter Regular", bytes: include_bytes!("../../assets/fonts/Inter-Regular.otf") };
/// Inter SemiBold, of names in figures and headings of panels.
pub const INTER_SEMI_BOLD: Face =
    Face { name: "Inter SemiBold", bytes: include_bytes!("../../assets/fonts/Inter-SemiBold.otf") };
/// Inter Bold, of headings.
pub const INTER_BOLD: Face =
    Face { name: "Inter Bold", bytes: include_bytes!("../../assets/fonts/Inter-Bold.otf") };
/// Only digits and the signs of numbers, all digits of one width: to be put before Inter in columns of numbers.
pub const INTER_TABULAR: Face =
    Face { name: "Inter Tabular", bytes: include_bytes!("../../assets/fonts/InterTabular-Regular.otf") };
/// The same, semi-bold.
pub const INTER_TABULAR_SEMI_BOLD: Face = Face {
    name: "Inter Tabular SemiBold",
    bytes: include_bytes!("../../assets/fonts/InterTabular-SemiBold.otf"),
};
/// Noto Serif, of what is read.
pub const SERIF: Face =
    Face { name: "Noto Serif Regular", bytes: include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf") };
/// Noto Serif Bold, of headlines.
pub const SERIF_BOLD: Face =
    Face { name: "Noto Serif Bold", bytes: include_bytes!("../../assets/fonts/NotoSerif-Bold.ttf") };
/// Noto Serif Italic.
pub const SERIF_ITALIC: Face =
    Face { name: "Noto Serif Italic", bytes: include_bytes!("../../assets/fonts/NotoSerif-Italic.ttf") };

/// A set of fonts to render with.
#[derive(Debug)]
pub struct Fonts {
    database: Arc<fontdb::Database>,
    advances: Mutex<HashMap<char, Option<f64>>>,
}

static MACHINE: OnceLock<Fonts> = OnceLock::new();

impl Fonts {
    /// The bundled faces alone.
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Fonts> = OnceLock::new();
        BUNDLED.get_or_init(|| Self::bundled_and(Vec::new()))
    }

    /// The bundled faces, then the machine's own; searching those takes a while the first time.
    pub fn of_machine() -> &'static Self {
        MACHINE.get_or_init(|| {
            let mut database = fontdb::Database::clone(&Self::bundled().database);
            database.load_system_fonts();
            Self { database: Arc::new(database), advances: Mutex::default() }
        })
    }

    /// Whether one of the fonts has this character.
    pub fn has(&self, character: char) -> bool {
        measure::is_bundled(character) || self.advance(character).is_some()
    }

    /// The machine's fonts, if somebody has looked for them already: a window must not wait for that.
    pub(super) fn of_machine_if_known() -> Option<&'static Self> {
        MACHINE.get()
    }

    /// The width of a character that the bundled faces lack, as a share of the size, in the font that draws it.
    pub(super) fn advance(&self, character: char) -> Option<f64> {
        // A poisoned cache is as good as an empty one: it only holds what can be measured again.
        let mut known = self.advances.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(character).or_insert_with(|| {
            let id = fallback(character, 400, &[], &self.database)?;
            let advance = self.database.with_face_data(id, |bytes, index| {
                let font = skrifa::FontRef::from_index(bytes, index).ok()?;
                let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
                let em = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
                let advance = metrics.advance_width(font.charmap().map(character)?)?;
                Some(f64::from(advance) / f64::from(em.max(1)))
            });
            advance.flatten()
        })
    }

    /// The fonts that `text` needs: the machine's only where the bundled faces lack a character.
    pub fn for_text<'a>(texts: impl IntoIterator<Item = &'a str>) -> &'static Self {
        let is_bundled = texts.into_iter().flat_map(str::chars).all(measure::is_bundled);
        if is_bundled { Self::bundled() } else { Self::of_machine() }
    }

    /// The bundled faces and those of these files.
    pub fn bundled_and(files: Vec<Vec<u8>>) -> Self {
        let mut database = fontdb::Database::new();
        // The tabular faces stay out: no family of a figure names them, and as fallback they would be wrong.
        for face in [INTER, INTER_SEMI_BOLD, INTER_BOLD, SERIF, SERIF_BOLD, SERIF_ITALIC] {
            database.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes)));
        }
        for file in files {
            database.load_font_source(fontdb::Source::Binary(Arc::new(file)));
        }
        database.set_sans_serif_family("Inter");
        database.set_serif_family("Noto Serif");
        Self { database: Arc::new(database), advances: Mutex::default() }
    }

    pub(super) fn database(&self) -> Arc<fontdb::Database> {
        Arc::clone(&self.database)
    }
}

/// Chooses fonts for characters that the named families lack, in the order of [`measure::FALLBACKS`].
pub(super) fn resolver() -> FontResolver<'static> {
    FontResolver {
        select_font: FontResolver::default_font_selector(),
        select_fallback: Box::new(|character, used, database| {
            let weight = used.first().and_then(|id| database.face(*id)).map_or(400, |face| face.weight.0);
            fallback(character, weight, used, database)
        }),
    }
}

/// The best font for a character, but for those tried already.
fn fallback(
    character: char,
    weight: u16,
    used: &[fontdb::ID],
    database: &fontdb::Database,
) -> Option<fontdb::ID> {
    let mut faces: Vec<(usize, u16, &str, fontdb::ID)> = database
        .faces()
        .filter(|face| face.style == fontdb::Style::Normal && !used.contains(&face.id))
        .map(|face| {
            let family = face.families.first().map_or("", |(name, _)| name.as_str());
            let rank = measure::FALLBACKS.iter().position(|one| *one == family);
            (rank.unwrap_or(usize::MAX), face.weight.0.abs_diff(weight), family, face.id)
        })
        .collect();
    faces.sort_unstable();
    let has_it = |id: fontdb::ID| {
        let glyph = database.with_face_data(id, |bytes, index| {
            skrifa::FontRef::from_index(bytes, index).ok()?.charmap().map(character)
        });
        glyph.flatten().is_some()
    };
    faces.into_iter().map(|(.., id)| id).find(|id| has_it(*id))
}

#[cfg(test)]
mod tests {
    use skrifa::raw::TableProvider;

    use super::*;

    const ALL: [Face; 8] = [
        INTER,
        INTER_SEMI_BOLD,
        INTER_BOLD,
        INTER_TABULAR,
        INTER_TABULAR_SEMI_BOLD,
        SERIF,
        SERIF_BOLD,
        SERIF_ITALIC,
    ];

    #[test]
    fn every_face_is_small_and_can_be_read() {
        for face in ALL {
            assert!(face.bytes.len() < 400_000, "{}", face.name);
            let font = skrifa::FontRef::new(face.bytes).unwrap();
            assert!(font.charmap().map('7').is_some(), "{}", face.name);
        }
        for face in [INTER, INTER_SEMI_BOLD, INTER_BOLD, SERIF, SERIF_BOLD, SERIF_ITALIC] {
            let font = skrifa::FontRef::new(face.bytes).unwrap();
            for character in "Aé Łő Жё Ωά “‘’”–—…·«»№€₽".chars() {
                assert!(font.charmap().map(character).is_some(), "{} lacks {character}", face.name);
            }
            assert!(font.gpos().is_ok(), "{} lost its kerning", face.name);
        }
    }

    /// "->" in an article must not become an arrow, nor may a hit that ends in "f" share a letter with "i".
    #[test]
    fn no_face_joins_or_exchanges_letters_by_itself() {
        for face in ALL {
            let font = skrifa::FontRef::new(face.bytes).unwrap();
            let Ok(table) = font.gsub() else { continue };
            let features = table.feature_list().unwrap();
            for record in features.feature_records() {
                let tag = record.feature_tag().to_string();
                assert!(
                    !["calt", "liga", "clig", "dlig", "rlig"].contains(&tag.as_str()),
                    "{}: {tag}",
                    face.name
                );
            }
        }
    }

    #[test]
    fn tabular_digits_have_one_width() {
        for face in [INTER_TABULAR, INTER_TABULAR_SEMI_BOLD, SERIF, SERIF_BOLD] {
            let font = skrifa::FontRef::new(face.bytes).unwrap();
            let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
            let width = |digit: char| metrics.advance_width(font.charmap().map(digit).unwrap()).unwrap();
            assert!(('1'..='9').all(|digit| (width(digit) - width('0')).abs() < 0.5), "{}", face.name);
        }
    }
}
