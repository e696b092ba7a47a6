//! One row an article, by columns, as Parquet: text compressed, what is not known null.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, GzipLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use rayon::prelude::*;

use super::Selected;
use super::fields::{FIELDS, body};
use crate::corpus::Article;

/// Articles of a group of rows: enough to compress well, few enough to hold in memory.
const GROUP: usize = 8 * super::BATCH;

pub(super) fn write(selected: Selected<'_>, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let texts = FIELDS.iter().map(|field| format!("OPTIONAL BYTE_ARRAY {} (STRING);", field.name));
    let columns: String = texts.collect();
    let schema =
        format!("message articles {{ {columns} REQUIRED INT32 words; REQUIRED BYTE_ARRAY text (STRING); }}");
    let schema = Arc::new(parse_message_type(&schema).map_err(why)?);
    let properties =
        WriterProperties::builder().set_compression(Compression::GZIP(GzipLevel::default())).build();
    let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(why)?;
    let mut waiting = Vec::new();
    for batch in selected.batches() {
        waiting.extend(batch?);
        if waiting.len() >= GROUP {
            write_group(&mut file, &std::mem::take(&mut waiting))?;
        }
    }
    if !waiting.is_empty() {
        write_group(&mut file, &waiting)?;
    }
    file.close().map_err(why)?;
    Ok(())
}

fn write_group<W: Write + Send>(
    file: &mut SerializedFileWriter<W>,
    articles: &[(&Article, u32)],
) -> io::Result<()> {
    let mut group = file.next_row_group().map_err(why)?;
    for field in &FIELDS {
        let values: Vec<String> = articles.par_iter().map(|(article, _)| (field.of)(article)).collect();
        let is_known: Vec<i16> = values.iter().map(|value| i16::from(!value.is_empty())).collect();
        let known = values.iter().filter(|value| !value.is_empty());
        let known: Vec<ByteArray> = known.map(|value| value.as_str().into()).collect();
        write_texts(&mut group, &known, Some(&is_known))?;
    }
    let words: Vec<i32> =
        articles.iter().map(|&(_, words)| i32::try_from(words).unwrap_or(i32::MAX)).collect();
    if let Some(mut column) = group.next_column().map_err(why)? {
        column.typed::<Int32Type>().write_batch(&words, None, None).map_err(why)?;
        column.close().map_err(why)?;
    }
    let bodies: Vec<ByteArray> =
        articles.par_iter().map(|(article, _)| ByteArray::from(body(article).into_bytes())).collect();
    write_texts(&mut group, &bodies, None)?;
    group.close().map_err(why)?;
    Ok(())
}

fn write_texts<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[ByteArray],
    is_known: Option<&[i16]>,
) -> io::Result<()> {
    if let Some(mut column) = group.next_column().map_err(why)? {
        column.typed::<ByteArrayType>().write_batch(values, is_known, None).map_err(why)?;
        column.close().map_err(why)?;
    }
    Ok(())
}

/// The disk's own words, where it was the disk.
fn why(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(disk) => *disk,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
