//! How much of anything is read, so that no file takes all memory or time.
//!
//! What lies beyond a limit is left out and told: which limit, of what, and what to do.

/// Limits of reading. All of them are told where they are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub file_bytes: u64,
    /// Elements within elements of a page.
    pub nesting: u32,
    /// Bytes that the parts of one office file or book unpack to, all together.
    pub unpacked_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 64 << 20, nesting: 512, unpacked_bytes: 256 << 20 }
    }
}
