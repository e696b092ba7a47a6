//! One row an article, as CSV.

use std::io::{self, Write};

use rayon::prelude::*;

use super::Selected;
use super::fields::{FIELDS, body};

/// By which Excel knows that a file is UTF-8; R and Python pass over it.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

pub(super) fn write(selected: Selected<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(MARK)?;
    let mut table = csv::Writer::from_writer(out);
    table.write_record(FIELDS.iter().map(|field| field.name).chain(["words", "text"]))?;
    for batch in selected.batches() {
        let rows: Vec<Vec<String>> = batch?
            .par_iter()
            .map(|&(article, words)| {
                let known = FIELDS.iter().map(|field| (field.of)(article));
                known.chain([words.to_string(), body(article)]).collect()
            })
            .collect();
        for row in rows {
            table.write_record(row)?;
        }
    }
    table.flush()
}
