//! The articles themselves, cleaned: for other programs to count, read or keep.
//!
//! What was found of each article is written, and of its text what is counted: headline, standfirst and body, without
//! furniture. JSON Lines has all that Parallax knows, with its evidence; CSV and Parquet have one row an article; texts
//! are one plain file each beside a table of what is known of them, as concordancers want them; TEI is for archives.

mod fields;
mod json_lines;
mod parquet;
mod tables;
mod tei;
mod texts;

use std::io::{self, BufWriter, Write};
use std::path::Path;

use atomic_write_file::AtomicWriteFile;

use super::reason;
use crate::corpus::{Article, ArticleId, Corpus};
use crate::problem::{Cause, Problem};
use crate::task::{Cancelled, Task};

/// Articles between two questions whether to go on.
const BATCH: usize = 1024;

/// As what articles are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CorpusFormat {
    /// One JSON object a line and article.
    #[default]
    JsonLines,
    /// One row an article, its text in the last column.
    Csv,
    /// The same as columns, for R, Python and databases.
    Parquet,
    /// One XML file after the guidelines of the Text Encoding Initiative.
    Tei,
    /// A folder with one text file an article, and a table of what is known of them.
    Texts,
}

impl CorpusFormat {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 5] = [Self::JsonLines, Self::Csv, Self::Parquet, Self::Tei, Self::Texts];

    /// Its name on a menu.
    pub fn title(self) -> &'static str {
        match self {
            Self::JsonLines => "JSON Lines",
            Self::Csv => "CSV",
            Self::Parquet => "Parquet",
            Self::Tei => "TEI XML",
            Self::Texts => "One text an article",
        }
    }

    /// What it is good for.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::JsonLines => "All that is known of each article, with its evidence; one object a line",
            Self::Csv => "One row an article with its text: for R, Python and spreadsheets",
            Self::Parquet => "The same in columns: for large corpora in R, Python, DuckDB and Spark",
            Self::Tei => "One XML file with paragraphs, headings, lists and quotations: for archives and TXM",
            Self::Texts => {
                "A folder with one text file an article and a table beside them: for AntConc, LancsBox and quanteda"
            }
        }
    }

    /// The word of a command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Tei => "tei",
            Self::Texts => "texts",
        }
    }

    /// Whether it can be written to where it goes on from, without a file.
    pub fn flows(self) -> bool {
        !matches!(self, Self::Parquet | Self::Texts)
    }

    /// The ending of the file's name; `None` for a folder.
    pub fn extension(self) -> Option<&'static str> {
        match self {
            Self::JsonLines => Some("jsonl"),
            Self::Csv => Some("csv"),
            Self::Parquet => Some("parquet"),
            Self::Tei => Some("xml"),
            Self::Texts => None,
        }
    }
}

/// Some articles of a corpus, in order.
#[derive(Debug, Clone, Copy)]
pub struct Selected<'a> {
    /// The corpus.
    pub corpus: &'a Corpus,
    /// Which of its articles.
    pub articles: &'a [ArticleId],
    /// Asked now and then whether to go on, and told how far it is.
    pub task: &'a Task,
}

impl<'a> Selected<'a> {
    /// Articles with their counted words, a few at a time; stops where nobody waits any more.
    fn batches(self) -> impl Iterator<Item = io::Result<Vec<(&'a Article, u32)>>> {
        self.articles.chunks(BATCH).map(move |ids| {
            self.task.check().map_err(|_| io::Error::from(io::ErrorKind::Interrupted))?;
            self.task.advance(ids.len() as u64);
            Ok(ids.iter().map(|&id| (&**self.corpus.article(id), self.corpus.words_of(id))).collect())
        })
    }
}

/// Writes articles to where they go on from: a format that is read from its beginning, see [`CorpusFormat::flows`].
pub fn write_corpus(selected: Selected<'_>, format: CorpusFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        CorpusFormat::JsonLines => json_lines::write(selected, out),
        CorpusFormat::Csv => tables::write(selected, out),
        CorpusFormat::Tei => tei::write(selected, out),
        CorpusFormat::Parquet | CorpusFormat::Texts => Err(io::ErrorKind::Unsupported.into()),
    }
}

/// Writes articles as `format` into the file, or the new folder, `path`: whole or not at all.
pub fn save_corpus(
    selected: Selected<'_>,
    format: CorpusFormat,
    path: &Path,
) -> Result<Result<(), Problem>, Cancelled> {
    selected.task.phase("Writing articles", selected.articles.len() as u64);
    let written = match format {
        CorpusFormat::Texts => texts::save(selected, path),
        CorpusFormat::Parquet => whole(path, |out| parquet::write(selected, out)),
        CorpusFormat::JsonLines | CorpusFormat::Csv | CorpusFormat::Tei => {
            whole(path, |out| write_corpus(selected, format, out))
        }
    };
    selected.task.check()?;
    Ok(written.map_err(|why| Problem::new(Cause::Unwritable, reason(path, &why)).at(path.to_string_lossy())))
}

/// Writes a file as it comes; until it is complete, what was there before stays.
fn whole(path: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 18, AtomicWriteFile::open(path)?);
    write(&mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.commit()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::corpus::CorpusBuilder;
    use crate::ingest::anatomy::analyse;
    use crate::ingest::readers::limits::Limits;
    use crate::ingest::readers::{Input, read};
    use crate::ingest::registry::Registry;

    /// A disk with room for so many bytes.
    struct Disk(usize);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_disk_that_is_full_is_told_and_leaves_what_was_there() {
        let (limits, task) = (Limits::default(), Task::none());
        let mut builder = CorpusBuilder::new();
        for n in 0..40 {
            let text =
                format!("Harbour {n} closed\n\nThe harbour number {n} has been closed since Monday.\n");
            let name = format!("{n}.txt");
            let raw = read(&Input::new(text.as_bytes(), &name, &limits, &task)).articles.remove(0);
            builder.push([Arc::new(analyse(raw, &name, Registry::bundled()))], &task).unwrap();
        }
        let corpus = builder.snapshot(&task).unwrap();
        let articles: Vec<ArticleId> = (0..corpus.article_count()).collect();
        let selected = Selected { corpus: &corpus, articles: &articles, task: &task };
        let folder = tempfile::tempdir().unwrap();
        for format in CorpusFormat::ALL.into_iter().filter(|format| *format != CorpusFormat::Texts) {
            let write = |out: &mut (dyn Write + Send)| match format {
                CorpusFormat::Parquet => parquet::write(selected, out),
                _ => write_corpus(selected, format, out),
            };
            write(&mut Disk(usize::MAX)).unwrap();
            for room in [0, 100, 1000] {
                let why = write(&mut Disk(room)).unwrap_err();
                assert_eq!(why.kind(), io::ErrorKind::StorageFull, "{format:?}, {room}: {why}");
            }
            let path = folder.path().join(format.key());
            std::fs::write(&path, "what was there").unwrap();
            let why = whole(&path, |_| write(&mut Disk(100))).unwrap_err();
            assert_eq!(reason(&path, &why), "The disk is full; nothing was written");
            assert_eq!(std::fs::read(&path).unwrap(), b"what was there", "{format:?}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4, "nothing is left beside them");
    }
}
