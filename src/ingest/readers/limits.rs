//! How much of anything is read, so that no file takes all memory or time.
//!
//! What lies beyond a limit is left out and told: which limit, of what, and what to do.

/// Limits of reading. All of them are told where they are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub file_bytes: u64,
    /// Bytes of a file that holds many articles as data: JSON, tables of text.
    pub data_bytes: u64,
    /// Elements within elements of a page, objects within objects of JSON.
    pub nesting: u32,
    /// Records of a file of data: rows, objects.
    pub records: u32,
    /// Values of one record.
    pub fields: u32,
    /// Bytes of one value.
    pub field_bytes: u32,
    /// Bytes that a spreadsheet may grow to when it is unpacked, and that the text of its cells may take.
    pub sheet_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            data_bytes: 1 << 30,
            nesting: 512,
            records: 2_000_000,
            fields: 4096,
            field_bytes: 32 << 20,
            sheet_bytes: 1 << 30,
        }
    }
}

impl Limits {
    /// Bytes that a file called `name` may have.
    pub fn bytes_of(&self, name: &str) -> u64 {
        const DATA: [&str; 6] = ["json", "jsonl", "ndjson", "csv", "tsv", "tab"];
        let is_data = super::ending(name).is_some_and(|ending| DATA.contains(&ending.as_str()));
        if is_data { self.data_bytes } else { self.file_bytes }
    }
}
