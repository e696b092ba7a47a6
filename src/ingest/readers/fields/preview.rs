//! How a record reads with a mapping that is not confirmed yet.

use std::borrow::Cow;

use super::write::Writer;
use super::{Field, FieldMapping, Part, Record, Shape, dates};
use crate::corpus::{EncodingFound, EncodingSign};
use crate::ingest::readers::limits::Limits;
use crate::ingest::readers::{Input, RawArticle};
use crate::task::Task;

/// The sample of `shape` read with `mapping`, as far as it is kept; `None` where that gives no text.
pub fn preview(shape: &Shape, mapping: &FieldMapping) -> Option<RawArticle> {
    let (limits, task) = (Limits::default(), Task::none());
    let name = shape.places.first().map_or("", |place| place.file.as_str());
    let file = Input::new(&[], name, &limits, &task);
    let of_dates = |(at, field): (usize, &String)| {
        let is_date = mapping.part_of(field) == Some(Part::Date);
        is_date.then(|| shape.examples.iter().filter_map(move |example| example.get(at)).map(String::as_str))
    };
    let order = dates::order(shape.fields.iter().enumerate().filter_map(of_dates).flatten());
    let encoding = EncodingFound { name: "UTF-8", by: EncodingSign::Stated, had_errors: false };
    let writer = Writer { file: &file, mapping, order, encoding: &encoding };
    let field = |(name, text): &(String, String)| Field {
        name: Cow::Owned(name.clone()),
        text: Cow::Owned(text.clone()),
    };
    let record = Record { fields: shape.sample.iter().map(field).collect(), is_cut: false };
    writer.write(&record, 0).ok().map(|written| written.article)
}
