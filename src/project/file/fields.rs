//! What fields of data files hold, as a project file says it, and back.

use super::{Unreadable, v1};
use crate::ingest::readers::fields::{FieldMapping, FieldUse, Mappings, Part};

/// The words of files. They stay what they are, whatever the screen comes to call a part.
fn word(part: Part) -> &'static str {
    match part {
        Part::Headline => "headline",
        Part::Standfirst => "standfirst",
        Part::Body => "text",
        Part::Date => "date",
        Part::Outlet => "outlet",
        Part::Agency => "agency",
        Part::Author => "author",
        Part::Section => "section",
        Part::Language => "language",
        Part::Url => "address",
        Part::Other => "kept",
        Part::Nothing => "left out",
    }
}

/// What a file says.
pub(super) fn read(fields: &[v1::Fields]) -> Result<Mappings, Unreadable> {
    let mut mappings = Mappings::default();
    for one in fields {
        let of_use = |used: &v1::FieldUse| {
            let part = Part::ALL.into_iter().find(|part| word(*part) == used.is);
            let part = part.ok_or_else(|| Unreadable::part("what a field of a data file holds", &used.is))?;
            Ok(FieldUse { field: used.field.clone(), part, join: used.joined })
        };
        let uses = one.hold.iter().map(of_use).collect::<Result<_, _>>()?;
        mappings.confirm(&one.of, FieldMapping { uses });
    }
    Ok(mappings)
}

/// The same, to be written.
pub(super) fn written(mappings: &Mappings) -> Vec<v1::Fields> {
    let of_use = |one: &FieldUse| v1::FieldUse {
        field: one.field.clone(),
        is: word(one.part).to_owned(),
        joined: one.join,
    };
    mappings
        .iter()
        .map(|(names, mapping)| v1::Fields {
            of: names.into_iter().map(str::to_owned).collect(),
            hold: mapping.uses.iter().map(of_use).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fields_hold_comes_back() {
        let mut mapping = FieldMapping::default();
        for (part, at) in Part::ALL.into_iter().zip(0..) {
            mapping = mapping.with(&format!("field “{at}”"), part, at % 2 == 0);
        }
        let mut mappings = Mappings::default();
        let names: Vec<String> = mapping.uses.iter().map(|one| one.field.clone()).collect();
        mappings.confirm(&names, mapping);
        mappings.confirm(&["a\nb".into(), "c".into()], FieldMapping::default());
        let file = written(&mappings);
        assert_eq!(read(&file).expect("read"), mappings);
        let mut wrong = file;
        wrong[1].hold[0].is = "moon".into();
        assert!(matches!(read(&wrong), Err(Unreadable::Part { text, .. }) if text == "moon"));
    }
}
