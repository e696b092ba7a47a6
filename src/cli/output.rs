//! Where results, notes and progress go.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::failure::Failure;
use crate::export;

/// The streams of a command.
pub struct Streams<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Notes and progress.
    pub err: &'a mut dyn Write,
    /// Whether a person watches `err`, so that progress is worth showing.
    pub is_watched: bool,
}

impl Streams<'_> {
    /// Says something on a line of its own. A closed standard error is no reason to stop.
    pub fn say(&mut self, text: &str) {
        writeln!(self.err, "{text}").ok();
    }

    /// Shows how far the work has come, in place of what was shown before.
    pub fn progress(&mut self, text: &str) {
        if self.is_watched {
            write!(self.err, "\r\x1b[K{text}").and_then(|()| self.err.flush()).ok();
        }
    }
}

/// Writes a result to standard output, or into the file `to`, whole or not at all.
pub fn deliver(
    to: Option<&Path>,
    streams: &mut Streams<'_>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let Some(path) = to else {
        let mut out = BufWriter::with_capacity(1 << 16, &mut *streams.out);
        return write(&mut out).and_then(|()| out.flush()).map_err(Failure::NotWritten);
    };
    let mut bytes = Vec::new();
    write(&mut bytes).map_err(Failure::NotWritten)?;
    export::write_whole(path, &bytes).map_err(Failure::NotSaved)
}

/// Writes rows as CSV with the names of the columns first: UTF-8 without a mark, lines that end as
/// other programs of a shell expect.
pub fn csv<R>(out: &mut dyn Write, columns: &[&str], rows: impl IntoIterator<Item = R>) -> io::Result<()>
where
    R: IntoIterator,
    R::Item: AsRef<[u8]>,
{
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()
}

/// A number with all its digits, so that the number read back is the number written; empty where there is none.
pub fn number(value: Option<f64>) -> String {
    value.filter(|value| value.is_finite()).map_or_else(String::new, |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pipe whose reader has gone.
    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_leaves_is_no_fault_and_progress_is_for_people() {
        let (mut out, mut err) = (Closed, Vec::new());
        let mut streams = Streams { out: &mut out, err: &mut err, is_watched: false };
        streams.progress("Reading");
        let rows = [["1,5", "“a”"]];
        let failure = deliver(None, &mut streams, |out| csv(out, &["a", "b"], rows)).unwrap_err();
        assert!(failure.is_nobody_listening());
        assert!(err.is_empty());
    }

    #[test]
    fn numbers_come_back_as_they_were() {
        for value in [0.0, 1.0 / 3.0, 1e-12, 123_456_789.123] {
            assert_eq!(number(Some(value)).parse(), Ok(value));
        }
        assert_eq!(number(None), "");
        assert_eq!(number(Some(f64::NAN)), "");
    }
}
