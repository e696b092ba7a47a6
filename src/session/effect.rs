//! What only a window can do, asked for by the session.

/// A picture as pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Red, green, blue, opacity; not premultiplied; row by row.
    pub rgba: Vec<u8>,
}

/// A field that can be asked to take the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The search field on top.
    Search,
    /// The field that adds a series.
    Series,
    /// The field that adds a filter.
    Filter,
    /// The field that looks in the open article.
    Find,
}

/// Something for the window to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Put a text on the clipboard.
    CopyText(String),
    /// Put a picture on the clipboard.
    CopyPicture(Picture),
    /// Give a field the keyboard.
    Focus(Field),
    /// Settings of size or theme changed.
    Restyle,
    /// Close the window.
    Quit,
}
