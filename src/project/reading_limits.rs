//! How much of anything is read, as the user has set it: only what differs from the defaults is kept.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::ingest::readers::limits::Limits;

/// What a limit counts, as it is shown and set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// Times 1,048,576 bytes.
    MiB,
    /// Times 1,073,741,824 bytes.
    GiB,
    /// Times the size that something has packed.
    Times,
    /// Whole seconds.
    Seconds,
    /// Of something.
    Count,
}

impl Measured {
    /// What stands behind the number.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::MiB => " MiB",
            Self::GiB => " GiB",
            Self::Times => " times",
            Self::Seconds => " s",
            Self::Count => "",
        }
    }

    /// How many of what is counted one is.
    fn one(self) -> u64 {
        match self {
            Self::MiB => 1 << 20,
            Self::GiB => 1 << 30,
            Self::Times | Self::Seconds | Self::Count => 1,
        }
    }
}

macro_rules! limits {
    ($($name:ident, $key:ident, $unit:ident, $least:literal, $most:literal, $title:literal, $text:literal;)*) => {
        /// A limit of reading.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Limit {
            $(#[doc = $text] $name,)*
        }

        impl Limit {
            /// All of them, in the order in which they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// What it is called in files.
            fn key(self) -> &'static str {
                match self { $(Self::$name => stringify!($key),)* }
            }

            /// What it is called.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// What it holds for, in a sentence.
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What it counts.
            pub fn measured(self) -> Measured {
                match self { $(Self::$name => Measured::$unit,)* }
            }

            /// The least and the most that it can be set to.
            pub fn range(self) -> (u64, u64) {
                match self { $(Self::$name => ($least, $most),)* }
            }
        }
    };
}

limits! {
    File, file, MiB, 1, 1_024, "Largest file", "A file that is read whole, and a file in an archive";
    Data, data, MiB, 1, 16_384, "Largest data file", "A table or a JSON file, which may hold many articles";
    Time, time, Seconds, 1, 3_600, "Time for a file", "Reading a file, or a file in an archive, stops after this long";
    Line, line, Count, 1_000, 1_000_000_000, "Longest line, in characters", "An article with a longer line is left out";
    Nesting, nesting, Count, 32, 1_024, "Depth of nesting", "Elements within elements of a page, objects within objects of JSON";
    Records, records, Count, 1, 100_000_000, "Records of a data file", "Rows, objects or saved pages that are read of one file";
    Fields, fields, Count, 8, 65_536, "Fields of a record", "Columns of a table, or values of a JSON object";
    Value, value, MiB, 1, 1_024, "Longest value of a record", "A longer value is cut";
    Archive, archive, GiB, 1, 1_024, "Largest archive", "ZIP, TAR, GZ and WARC files are read piece by piece";
    Unpacked, unpacked, GiB, 1, 1_024, "An archive unpacked", "All that is in an archive, with the archives in it";
    Ratio, ratio, Times, 10, 100_000, "Growth when unpacked", "What unpacks to more times its size is left out, unless it is small";
    Text, text, GiB, 1, 64, "Text of an archive", "Text that is kept of one archive";
    Members, members, Count, 100, 100_000_000, "Files in an archive", "With those of the archives in it";
    Depth, depth, Count, 1, 16, "Archives in archives", "1 is an archive that holds files alone";
    Office, office, MiB, 8, 4_096, "A document unpacked", "Word and OpenDocument files and books";
    Sheet, sheet, MiB, 8, 16_384, "A spreadsheet unpacked", "What a spreadsheet and the text of its cells may grow to";
    Pages, pages, Count, 1, 100_000, "Pages of a PDF", "Later pages are left out";
    Pdf, pdf, MiB, 1, 1_024, "Text of a PDF", "Text beyond it is left out";
}

impl Limit {
    /// The program's own value.
    pub fn usual(self) -> u64 {
        self.of(&Limits::default())
    }

    /// Its value in `limits`, in what it is shown in.
    fn of(self, limits: &Limits) -> u64 {
        let counted = match self {
            Self::File => limits.file_bytes,
            Self::Data => limits.data_bytes,
            Self::Time => limits.time.as_secs(),
            Self::Line => limits.line_chars,
            Self::Records => limits.records,
            Self::Fields => limits.fields.into(),
            Self::Value => limits.field_bytes.into(),
            Self::Nesting => limits.nesting.into(),
            Self::Archive => limits.archive_bytes,
            Self::Unpacked => limits.unpacked_bytes,
            Self::Ratio => limits.ratio,
            Self::Text => limits.text_bytes,
            Self::Members => limits.members,
            Self::Depth => limits.archives.into(),
            Self::Office => limits.package_bytes,
            Self::Sheet => limits.sheet_bytes,
            Self::Pages => limits.pages.into(),
            Self::Pdf => limits.pdf_bytes,
        };
        counted / self.measured().one()
    }

    fn put(self, value: u64, limits: &mut Limits) {
        let (least, most) = self.range();
        let counted = value.clamp(least, most).saturating_mul(self.measured().one());
        let small = u32::try_from(counted).unwrap_or(u32::MAX);
        match self {
            Self::File => limits.file_bytes = counted,
            Self::Data => limits.data_bytes = counted,
            Self::Time => limits.time = Duration::from_secs(counted),
            Self::Line => limits.line_chars = counted,
            Self::Records => limits.records = counted,
            Self::Fields => limits.fields = small,
            Self::Value => limits.field_bytes = small,
            Self::Nesting => limits.nesting = small,
            Self::Archive => limits.archive_bytes = counted,
            Self::Unpacked => limits.unpacked_bytes = counted,
            Self::Ratio => limits.ratio = counted,
            Self::Text => limits.text_bytes = counted,
            Self::Members => limits.members = counted,
            Self::Depth => limits.archives = small,
            Self::Office => limits.package_bytes = counted,
            Self::Sheet => limits.sheet_bytes = counted,
            Self::Pages => limits.pages = small,
            Self::Pdf => limits.pdf_bytes = counted,
        }
    }
}

/// The limits that the user has set. Names that are not known are those of another version, and stay.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReadingLimits {
    set: BTreeMap<String, u64>,
}

impl ReadingLimits {
    /// The value of a limit, in what it is shown in.
    pub fn get(&self, limit: Limit) -> u64 {
        self.set.get(limit.key()).copied().unwrap_or_else(|| limit.usual())
    }

    /// Sets a limit; the program's own value is not kept.
    pub fn set(&mut self, limit: Limit, value: u64) {
        if value == limit.usual() {
            self.set.remove(limit.key());
        } else {
            self.set.insert(limit.key().to_owned(), value);
        }
    }

    /// Whether all are the program's own.
    pub fn is_usual(&self) -> bool {
        Limit::ALL.iter().all(|limit| self.get(*limit) == limit.usual())
    }

    /// Brings what is out of range back into it; says which limits that were.
    pub fn tame(&mut self) -> Vec<Limit> {
        let mut tamed = Vec::new();
        for limit in Limit::ALL {
            let (least, most) = limit.range();
            let value = self.get(*limit);
            if !(least..=most).contains(&value) {
                self.set(*limit, value.clamp(least, most));
                tamed.push(*limit);
            }
        }
        tamed
    }

    /// The limits to read within.
    pub fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        for limit in Limit::ALL {
            if let Some(value) = self.set.get(limit.key()) {
                limit.put(*value, &mut limits);
            }
        }
        limits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_is_set_by_its_name_alone() {
        assert_eq!(ReadingLimits::default().limits(), Limits::default());
        let mut seen = Vec::new();
        for limit in Limit::ALL {
            let (least, most) = limit.range();
            assert!((least..=most).contains(&limit.usual()), "{limit:?}: {}", limit.usual());
            let mut changed = ReadingLimits::default();
            changed.set(*limit, least);
            let limits = changed.limits();
            assert_eq!(limit.of(&limits), least, "{limit:?}");
            assert!(limits != Limits::default() && !seen.contains(&limits), "{limit:?}");
            let text = serde_json::to_string(&changed).expect("written");
            assert_eq!(serde_json::from_str::<ReadingLimits>(&text).expect("read"), changed);
            changed.set(*limit, most);
            assert_eq!(limit.of(&changed.limits()), most, "{limit:?}: none is cut by its type");
            changed.set(*limit, limit.usual());
            assert!(changed.is_usual() && changed == ReadingLimits::default());
            seen.push(limits);
        }
    }

    #[test]
    fn what_is_out_of_range_is_brought_back_and_told() {
        let text = r#"{"file": 0, "ratio": 9999999, "pages": 7, "moon": 3}"#;
        let mut limits: ReadingLimits = serde_json::from_str(text).expect("read");
        assert_eq!(limits.limits().file_bytes, 1 << 20, "never out of range, told or not");
        assert_eq!(limits.tame(), [Limit::File, Limit::Ratio]);
        assert_eq!(limits.tame(), []);
        let values = [Limit::File, Limit::Ratio, Limit::Pages].map(|limit| limits.get(limit));
        assert_eq!(values, [1, 100_000, 7]);
        assert!(serde_json::to_string(&limits).expect("written").contains("\"moon\":3"));
    }
}
