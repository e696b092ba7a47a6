//! Figures, tables and reports to disk, written whole or not at all.
//!
//! The only place beside the project file that writes. Nothing here decides what is in a figure or a table.

mod beside;
pub mod choices;
pub mod corpus;
pub mod file_name;
mod folder;
pub mod page;
pub mod report;
mod style;
mod table;

use std::ffi::OsString;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use atomic_write_file::AtomicWriteFile;
use serde::{Deserialize, Serialize};

pub use choices::{Choices, Ground, LengthUnit, Measures, Purpose};
pub use file_name::suggest;
pub use folder::save_folder;
pub use report::{
    Beside, BesideRow, Cell, Column, ColumnKind, Concordance, Line, Look, Note, Piece, Report, Table,
};
pub use table::{tabbed, table};

use crate::figure::fonts::Fonts;
use crate::figure::svg::TextAs;
use crate::figure::{Figure, Options, csv, layout, png, recipe, svg};
use crate::problem::{Cause, Problem};

/// How a figure is written.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureOptions {
    /// Size and colours of a picture.
    pub look: Options,
    /// Dots per inch of a PNG, at 96 logical pixels an inch.
    pub dpi: f64,
    /// How an SVG writes its text.
    pub text: TextAs,
    /// Whether a CSV begins with a byte order mark, by which Excel knows that it is UTF-8.
    pub has_mark: bool,
    /// What a picture holds inside so that its figure can be laid out again; see [`recipe_in`].
    pub recipe: Option<Arc<str>>,
}

impl Default for FigureOptions {
    /// As [`Options::default`], 192 dots per inch, text as text, with the mark, without a recipe.
    fn default() -> Self {
        Self { look: Options::default(), dpi: 192.0, text: TextAs::Text, has_mark: true, recipe: None }
    }
}

/// A file a figure can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureFormat {
    /// A drawing.
    Svg,
    /// A picture.
    Png,
    /// The numbers.
    Csv,
}

impl FigureFormat {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::Csv];

    /// The ending of the file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Csv => "csv",
        }
    }

    /// The format that a file's name asks for.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::ALL.into_iter().find(|one| extension.eq_ignore_ascii_case(one.extension()))
    }
}

/// The bytes of the file.
pub fn figure_bytes(
    figure: &Figure,
    format: FigureFormat,
    options: &FigureOptions,
) -> Result<Vec<u8>, Problem> {
    let recipe = options.recipe.as_deref();
    // Looked for before the drawing is laid out: what they measure decides where text goes.
    let fonts = || Fonts::for_text(layout(figure, &options.look).texts().map(|run| run.text.as_str()));
    match format {
        FigureFormat::Svg => match options.text {
            TextAs::Text => {
                fonts();
                Ok(svg::to_svg(figure, &options.look))
            }
            TextAs::Outlines => svg::to_svg_outlined(figure, &options.look),
        }
        .map(|drawing| match recipe {
            Some(recipe) => recipe::into_svg(&drawing, recipe),
            None => drawing,
        })
        .map(String::into_bytes)
        .map_err(|why| Problem::new(Cause::Internal, format!("The drawing was not saved: {why}"))),
        FigureFormat::Png => png::to_png_holding(figure, &options.look, options.dpi, fonts(), recipe)
            .map_err(|why| Problem::new(Cause::Internal, format!("The figure was not saved: {why}"))),
        FigureFormat::Csv => csv::to_csv(figure, options.has_mark)
            .map_err(|why| Problem::new(Cause::Internal, format!("The numbers were not saved: {why}"))),
    }
}

/// Writes a figure as the ending of the file's name asks: `.svg`, `.png` or `.csv`.
pub fn save_figure(figure: &Figure, path: &Path, options: &FigureOptions) -> Result<(), Problem> {
    let Some(format) = FigureFormat::of_path(path) else {
        let text = "A figure is saved as PNG, SVG or CSV; let the file's name end in .png, .svg or .csv";
        return Err(Problem::new(Cause::Unwritable, text).at(path.to_string_lossy()));
    };
    let bytes =
        figure_bytes(figure, format, options).map_err(|problem| problem.at(path.to_string_lossy()))?;
    write_whole(path, &bytes)
}

/// A larger file is no figure of Parallax.
const MOST_PICTURE: u64 = 128 << 20;

/// Whether a path may be that of a saved figure that holds its recipe, by its ending.
pub fn is_picture(path: &Path) -> bool {
    matches!(FigureFormat::of_path(path), Some(FigureFormat::Svg | FigureFormat::Png))
}

/// The recipe in a saved SVG or PNG. The file is only read, and no further than a figure can be long.
pub fn recipe_in(path: &Path) -> Result<String, Problem> {
    let problem = |text: String| Problem::new(Cause::Unreadable, text).at(path.to_string_lossy());
    let read = || -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        std::fs::File::open(path)?.take(MOST_PICTURE + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|why| match why.kind() {
        ErrorKind::NotFound => problem("There is no such picture. Check where it lies".to_owned()),
        ErrorKind::PermissionDenied => problem("You may not read this picture".to_owned()),
        kind => problem(format!("The picture could not be read ({kind})")),
    })?;
    if bytes.len() as u64 > MOST_PICTURE {
        return Err(problem("This picture is too large to be a figure of Parallax".to_owned()));
    }
    recipe::find(&bytes).map_err(|why| problem(why.to_string()))
}

/// A report as one HTML page.
pub fn report_bytes(report: &Report) -> Vec<u8> {
    page::to_html(report).into_bytes()
}

/// Writes a report as one HTML page.
pub fn save_report(report: &Report, path: &Path) -> Result<(), Problem> {
    write_whole(path, &report_bytes(report))
}

/// Writes pixels (red, green, blue, opacity; row by row) as a PNG file.
pub fn save_pixels(size: [usize; 2], rgba: &[u8], path: &Path) -> Result<(), Problem> {
    let encode = || -> Result<Vec<u8>, ::png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut bytes, size[0] as u32, size[1] as u32);
        encoder.set_color(::png::ColorType::Rgba);
        encoder.set_depth(::png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(rgba)?;
        Ok(bytes)
    };
    let bytes =
        encode().map_err(|why| Problem::new(Cause::Internal, format!("The picture was not saved: {why}")))?;
    write_whole(path, &bytes)
}

/// Writes a file whole or not at all: until it is complete, what was there before stays.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let write = || -> std::io::Result<()> {
        let mut file = AtomicWriteFile::open(path)?;
        file.write_all(bytes)?;
        file.commit()
    };
    write().map_err(|why| Problem::new(Cause::Unwritable, reason(path, &why)).at(path.to_string_lossy()))
}

/// Makes a folder, and those above it, unless it is there; gives the names of what it held.
pub fn make_folder(path: &Path) -> Result<Vec<OsString>, Problem> {
    let make = || -> std::io::Result<Vec<OsString>> {
        std::fs::create_dir_all(path)?;
        std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    };
    make().map_err(|why| {
        let text = match why.kind() {
            // Something of this name, or of the name of a folder above it, is a file.
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
                "There is a file of this name; choose another name for the folder".to_owned()
            }
            _ => disk_reason(&why),
        };
        Problem::new(Cause::Unwritable, text).at(path.to_string_lossy())
    })
}

fn reason(path: &Path, why: &std::io::Error) -> String {
    if path.is_dir() && why.kind() != ErrorKind::DirectoryNotEmpty {
        return "There is a folder of this name; choose another name".to_owned();
    }
    disk_reason(why)
}

fn disk_reason(why: &std::io::Error) -> String {
    let text = match why.kind() {
        ErrorKind::NotFound => "The folder does not exist; choose another",
        ErrorKind::DirectoryNotEmpty => "There is something in this folder; choose a new one",
        ErrorKind::PermissionDenied => "Writing is not allowed here; choose another folder",
        ErrorKind::ReadOnlyFilesystem => "This disk can only be read; choose another folder",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "The disk is full; nothing was written",
        ErrorKind::InvalidFilename => "The disk does not allow this name; choose another",
        _ => return format!("The file could not be written ({why}); nothing was changed"),
    };
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("numbers.csv");
        write_whole(&path, b"old").unwrap();
        write_whole(&path, b"new and longer").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new and longer");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");

        let missing = write_whole(&folder.path().join("no/such/file.csv"), b"x").unwrap_err();
        assert_eq!(missing.text, "The folder does not exist; choose another");
        assert!(missing.path.unwrap().ends_with("file.csv"));
        let of_folder = write_whole(folder.path(), b"x").unwrap_err();
        assert!(of_folder.text.starts_with("There is a folder"), "{of_folder}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_is_made_once_and_says_what_it_held() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b");
        assert!(make_folder(&path).unwrap().is_empty());
        write_whole(&path.join("c.csv"), b"").unwrap();
        assert_eq!(make_folder(&path).unwrap(), ["c.csv"]);
        for taken in ["c.csv", "c.csv/d"] {
            let problem = make_folder(&path.join(taken)).unwrap_err();
            assert!(problem.text.starts_with("There is a file of this name"), "{problem}");
        }
    }

    #[test]
    fn the_name_chooses_the_format() {
        for (name, expected) in [
            ("a.svg", Some(FigureFormat::Svg)),
            ("a.PNG", Some(FigureFormat::Png)),
            ("島.csv", Some(FigureFormat::Csv)),
            ("a.pdf", None),
            ("svg", None),
        ] {
            assert_eq!(FigureFormat::of_path(Path::new(name)), expected, "{name}");
        }
    }
}
