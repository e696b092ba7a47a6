//! Codebooks as files that others can read.

use super::{Codebook, Fault, Frame, toml_file};

/// As TOML with all there is; [`read`](super::read) gives the same codebook back.
pub fn to_toml(codebook: &Codebook) -> String {
    toml_file::write(codebook)
}

/// What [`to_toml`] wrote, as it was: also a codebook whose lists were emptied, which no file would be taken for.
pub fn of_toml(text: &str) -> Result<Codebook, Fault> {
    toml_file::parse(text)
}

/// The columns of [`table_rows`].
pub const TABLE_HEAD: [&str; 4] = ["frame", "language", "word", "kind"];

/// As a table of frames and words: one word a row, with its language where it has one, and with `exclude`
/// where it is a wording that does not count. [`read`](super::read) takes such a table in.
pub fn table_rows(codebook: &Codebook) -> Vec<[String; 4]> {
    let row = |cells: [&str; 4]| cells.map(str::to_owned);
    let of_frame = |frame: &Frame| {
        let words = frame.words.iter().flat_map(|list| {
            let language = list.language.code().unwrap_or("");
            list.words.iter().map(move |word| row([&frame.title, language, word, "word"]))
        });
        let excluded = frame.exclude.iter().map(|word| row([&frame.title, "", word, "exclude"]));
        words.chain(excluded).collect::<Vec<_>>()
    };
    codebook.frames.iter().flat_map(of_frame).collect()
}
