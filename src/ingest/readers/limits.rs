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
    /// Pages of a PDF.
    pub pages: u32,
    /// Bytes of the text of a PDF.
    pub text_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 64 << 20, nesting: 512, pages: 2000, text_bytes: 32 << 20 }
    }
}
