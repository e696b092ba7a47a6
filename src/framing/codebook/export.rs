//! Codebooks as files that others can read.

use super::{Codebook, Fault, toml_file};

/// As TOML with all there is; [`read`](super::read) gives the same codebook back.
pub fn to_toml(codebook: &Codebook) -> String {
    toml_file::write(codebook)
}

/// What [`to_toml`] wrote, as it was: also a codebook whose lists were emptied, which no file would be taken for.
pub fn of_toml(text: &str) -> Result<Codebook, Fault> {
    toml_file::parse(text)
}

/// As a table of frames and words: one word a line, with its language where it has one, and with `exclude`
/// where it is a wording that does not count.
pub fn to_csv(codebook: &Codebook) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut line = |cells: [&str; 4]| {
        // A table in memory takes whatever is written.
        writer.write_record(cells).ok();
    };
    line(["frame", "language", "word", "kind"]);
    for frame in &codebook.frames {
        for list in &frame.words {
            for word in &list.words {
                line([&frame.title, list.language.code().unwrap_or(""), word, "word"]);
            }
        }
        for word in &frame.exclude {
            line([&frame.title, "", word, "exclude"]);
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
