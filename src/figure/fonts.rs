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
    /// The characters of the faces that were looked into: a file is opened once, not once a character.
    characters: Mutex<HashMap<fontdb::ID, Characters>>,
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
            Self::of(database)
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
            let id = self.fallback(character, 400, &[])?;
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
        Self::of(database)
    }

    fn of(database: fontdb::Database) -> Self {
        Self { database: Arc::new(database), advances: Mutex::default(), characters: Mutex::default() }
    }

    pub(super) fn database(&self) -> Arc<fontdb::Database> {
        Arc::clone(&self.database)
    }
    /// Chooses fonts for characters that the named families lack, in the order of [`measure::FALLBACKS`].
    pub(super) fn resolver(&self) -> FontResolver<'_> {
        FontResolver {
            select_font: FontResolver::default_font_selector(),
            select_fallback: Box::new(|character, used, database| {
                let weight = used.first().and_then(|id| database.face(*id)).map_or(400, |face| face.weight.0);
                self.fallback(character, weight, used)
            }),
        }
    }

    /// The best font for a character, but for those tried already.
    fn fallback(&self, character: char, weight: u16, used: &[fontdb::ID]) -> Option<fontdb::ID> {
        let mut faces: Vec<(usize, u16, &str, fontdb::ID)> = self
            .database
            .faces()
            .filter(|face| face.style == fontdb::Style::Normal && !used.contains(&face.id))
            .map(|face| {
                let family = face.families.first().map_or("", |(name, _)| name.as_str());
                let rank = measure::FALLBACKS.iter().position(|one| *one == family);
                (rank.unwrap_or(usize::MAX), face.weight.0.abs_diff(weight), family, face.id)
            })
            .collect();
        faces.sort_unstable();
        let mut known = self.characters.lock().unwrap_or_else(PoisonError::into_inner);
        let mut has_it = |id: fontdb::ID| {
            let of_face = known.entry(id).or_insert_with(|| {
                let read = self.database.with_face_data(id, Characters::of);
                read.flatten().unwrap_or_default()
            });
            of_face.contains(character)
        };
        faces.into_iter().map(|(.., id)| id).find(|id| has_it(*id))
    }
}

/// The characters of a face, as first and last of their runs, in order.
#[derive(Debug, Default)]
struct Characters(Vec<(u32, u32)>);

impl Characters {
    /// `None` where the file is no font.
    fn of(bytes: &[u8], index: u32) -> Option<Self> {
        let font = skrifa::FontRef::from_index(bytes, index).ok()?;
        let mut all: Vec<u32> = font.charmap().mappings().map(|(character, _)| character).collect();
        all.sort_unstable();
        all.dedup();
        let runs = all.chunk_by(|one, next| one + 1 == *next);
        Some(Self(runs.filter_map(|run| Some((*run.first()?, *run.last()?))).collect()))
    }

    fn contains(&self, character: char) -> bool {
        let character = u32::from(character);
        let after = self.0.partition_point(|&(first, _)| first <= character);
        after.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|&(_, last)| character <= last)
    }
}
