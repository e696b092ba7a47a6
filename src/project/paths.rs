//! Paths as text in files of the program, and where a project's folders lie seen from it.

use std::path::{Component, Path, PathBuf};

/// Before a path that is no Unicode, in hexadecimal digits.
const BYTES: &str = "bytes:";

/// A path as text that leads back to it, whatever its letters.
pub fn to_text(path: &Path) -> String {
    if let Some(text) = path.to_str() {
        return text.to_owned();
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        let bytes = path.as_os_str().as_bytes();
        bytes.iter().fold(BYTES.to_owned(), |text, byte| text + &format!("{byte:02x}"))
    }
    #[cfg(not(unix))]
    path.to_string_lossy().into_owned()
}

/// The path of a text.
pub fn from_text(text: &str) -> PathBuf {
    #[cfg(unix)]
    if let Some(path) = text.strip_prefix(BYTES).and_then(bytes_of) {
        use std::os::unix::ffi::OsStringExt as _;
        return std::ffi::OsString::from_vec(path).into();
    }
    text.into()
}

#[cfg(unix)]
fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).map(|digit| digit as u8);
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(high)? * 16 + digit(low)?),
        _ => None,
    };
    digits.as_bytes().chunks(2).map(pair).collect()
}

/// The way from the folder `from` to `to`, with `/` between; `None` where there is none, as between two drives.
/// A way that leads through the top of the disk is no help where things are moved together.
pub fn relative(from: &Path, to: &Path) -> Option<String> {
    let (mut from, mut to) = (from.components().peekable(), to.components().peekable());
    let mut shared = 0;
    while from.peek().is_some() && from.peek() == to.peek() {
        shared += usize::from(matches!(from.next(), Some(Component::Normal(_))));
        to.next();
    }
    if shared == 0 {
        return None;
    }
    let mut steps: Vec<&str> = from.map(|_| "..").collect();
    for step in to {
        steps.push(step.as_os_str().to_str()?);
    }
    Some(if steps.is_empty() { ".".to_owned() } else { steps.join("/") })
}

/// Where `way` leads from the folder `from`; `..` are taken off by name.
pub fn follow(from: &Path, way: &str) -> PathBuf {
    let mut path = from.to_path_buf();
    for step in way.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_back() {
        for (from, to, way) in [
            ("/ada/desk", "/ada/desk/articles", Some("articles")),
            ("/ada/desk", "/ada/texts/isles", Some("../texts/isles")),
            ("/ada/desk", "/ada/desk", Some(".")),
            ("/ada", "/drive/articles", None),
        ] {
            let found = relative(Path::new(from), Path::new(to));
            assert_eq!(found.as_deref(), way, "{from} {to}");
            if let Some(way) = found {
                assert_eq!(follow(Path::new(from), &way), Path::new(to));
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_unicode_comes_back() {
        use std::os::unix::ffi::OsStrExt as _;
        let odd = Path::new(std::ffi::OsStr::from_bytes(b"/texts/\xff\xfe"));
        assert_eq!(from_text(&to_text(odd)), odd);
        for plain in ["/texts/北方", "bytes:no digits", ""] {
            assert_eq!(to_text(&from_text(plain)), plain);
        }
    }
}
