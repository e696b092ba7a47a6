//! How much of anything is read, so that no file takes all memory or time.
//!
//! What lies beyond a limit is left out and told: which limit, of what, and what to do.

/// Limits of reading. All of them are told where they are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file that holds one or a few articles.
    pub file_bytes: u64,
    /// Bytes of an archive or of a file of many articles.
    pub archive_bytes: u64,
    /// Bytes that all members of one archive may have when unpacked.
    pub unpacked_bytes: u64,
    /// How many times larger a member may become by unpacking; below 1 MiB nothing is said.
    pub unpacked_ratio: u64,
    /// Members of one archive.
    pub members: u32,
    /// Archives within archives.
    pub depth: u32,
    /// Articles of one file.
    pub records: u32,
    /// Elements within elements of a page or a structured file.
    pub nesting: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            archive_bytes: 2 << 30,
            unpacked_bytes: 8 << 30,
            unpacked_ratio: 200,
            members: 1_000_000,
            depth: 3,
            records: 1_000_000,
            nesting: 512,
        }
    }
}
