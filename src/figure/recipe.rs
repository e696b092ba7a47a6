//! The recipe in a saved figure: a text in the metadata of its SVG or PNG, written there and found again.
//!
//! What the text says is not known here. Whoever made the file may be anybody: what is found is bounded, and a file
//! that is cut, nested without end or written by another program gives a [`NoRecipe`] and nothing else.

use resvg::usvg::roxmltree::{Document, ParsingOptions};

/// The keyword of the text in a PNG.
pub const KEYWORD: &str = "Parallax recipe";

/// The name space of the element in an SVG.
pub const NAMESPACE: &str = "urn:parallax:recipe";

/// A longer text is no recipe.
pub const MOST_BYTES: usize = 4 << 20;

/// Elements and texts of an SVG that are looked through.
const MOST_NODES: u32 = 4_000_000;

/// What every PNG begins with.
const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];

/// Signature and header of a PNG.
const HEAD: usize = 33;

/// Why a file gives no recipe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoRecipe {
    /// It is no SVG and no PNG.
    #[error("This is no SVG and no PNG")]
    Foreign,
    /// It holds none.
    #[error(
        "There is no recipe in this picture. Figures that Parallax saves as SVG or PNG hold theirs, unless another \
         program wrote them anew"
    )]
    None,
    /// It should hold one, and cannot be read.
    #[error("The recipe in this picture cannot be read: the file is damaged, or another program changed it")]
    Damaged,
    /// What it holds is larger than any recipe.
    #[error("What this picture holds is too large to be the recipe of a figure")]
    TooLarge,
}

/// The drawing with its recipe among its metadata. A drawing without metadata stays as it is.
pub fn into_svg(drawing: &str, recipe: &str) -> String {
    // Text before it is escaped: this can only be the end of the metadata.
    let Some((before, after)) = drawing.split_once("</metadata>") else { return drawing.to_owned() };
    let recipe = super::svg::escape(&plain(recipe));
    format!("{before}<recipe xmlns=\"{NAMESPACE}\">{recipe}</recipe></metadata>{after}")
}

/// The recipe in the bytes of an SVG or PNG.
pub fn find(bytes: &[u8]) -> Result<String, NoRecipe> {
    if bytes.starts_with(&SIGNATURE) {
        return in_png(bytes);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| NoRecipe::Foreign)?;
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if !text.starts_with('<') || !text.contains("<svg") && !text.contains(":svg") {
        return Err(NoRecipe::Foreign);
    }
    in_svg(text)
}

fn in_svg(text: &str) -> Result<String, NoRecipe> {
    // Most pictures hold none; they are not taken apart to see it.
    if !text.contains(NAMESPACE) {
        return Err(NoRecipe::None);
    }
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|_| NoRecipe::Damaged)?;
    let element = document.descendants().find(|node| node.has_tag_name((NAMESPACE, "recipe")));
    let mut found = String::new();
    for part in element.ok_or(NoRecipe::None)?.children() {
        let part = part.text().unwrap_or_default();
        if found.len() + part.len() > MOST_BYTES {
            return Err(NoRecipe::TooLarge);
        }
        found.push_str(part);
    }
    if found.trim().is_empty() { Err(NoRecipe::Damaged) } else { Ok(found) }
}

/// Goes from chunk to chunk without unpacking the picture; only the one with the recipe is read.
fn in_png(bytes: &[u8]) -> Result<String, NoRecipe> {
    let mut rest = bytes.get(SIGNATURE.len()..).unwrap_or_default();
    while let Some(length) = rest.first_chunk::<4>() {
        // Length, kind, content, check sum.
        let whole = u32::from_be_bytes(*length) as usize;
        let Some(chunk) = rest.get(..whole.saturating_add(12)) else { return Err(cut(rest)) };
        let content = chunk.get(8..).unwrap_or_default();
        if chunk.get(4..8) == Some(b"iTXt") && is_recipe(content) {
            return unpacked(chunk);
        }
        rest = rest.get(chunk.len()..).unwrap_or_default();
    }
    Err(NoRecipe::None)
}

fn is_recipe(content: &[u8]) -> bool {
    content.strip_prefix(KEYWORD.as_bytes()).is_some_and(|rest| rest.first() == Some(&0))
}

/// What a file is that ends within a chunk.
fn cut(rest: &[u8]) -> NoRecipe {
    if rest.get(8..).is_some_and(is_recipe) { NoRecipe::Damaged } else { NoRecipe::None }
}

/// The text of one chunk, which other programs may have packed.
fn unpacked(chunk: &[u8]) -> Result<String, NoRecipe> {
    if chunk.len() > MOST_BYTES + 256 {
        return Err(NoRecipe::TooLarge);
    }
    // A picture of one dot around it, so that the reader of PNGs checks and unpacks it.
    let mut dot = Vec::new();
    let mut writer = png::Encoder::new(&mut dot, 1, 1).write_header().map_err(|_| NoRecipe::Damaged)?;
    writer.write_image_data(&[0]).map_err(|_| NoRecipe::Damaged)?;
    drop(writer);
    let (head, tail) = dot.split_at_checked(HEAD).ok_or(NoRecipe::Damaged)?;
    let picture = [head, chunk, tail].concat();
    let limits = png::Limits { bytes: 4 * MOST_BYTES };
    let reader = png::Decoder::new_with_limits(std::io::Cursor::new(&picture), limits)
        .read_info()
        .map_err(|_| NoRecipe::Damaged)?;
    let texts = &reader.info().utf8_text;
    let mut text = texts.iter().find(|text| text.keyword == KEYWORD).cloned().ok_or(NoRecipe::Damaged)?;
    text.decompress_text_with_limit(MOST_BYTES).map_err(|_| NoRecipe::TooLarge)?;
    text.get_text().map_err(|_| NoRecipe::Damaged)
}

/// JSON in which no character stands that XML cannot hold: such a one becomes its number, which says the same there.
fn plain(recipe: &str) -> String {
    let mut out = String::with_capacity(recipe.len());
    for character in recipe.chars() {
        match character {
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {
                out.push_str(&format!("\\u{:04x}", c as u32));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECIPE: &str = "{\"series\":[\"a <b> & \u{9D}c\",\"島\"]}";

    fn svg_of(recipe: &str) -> Vec<u8> {
        let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata><a/></metadata><g/></svg>";
        into_svg(drawing, recipe).into_bytes()
    }

    fn png_of(recipe: &str, is_packed: bool, is_last: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut chunk = png::text_metadata::ITXtChunk::new(KEYWORD, recipe);
        if is_packed {
            chunk.compress_text().unwrap();
        }
        let mut writer = png::Encoder::new(&mut bytes, 1, 1).write_header().unwrap();
        if !is_last {
            writer.write_text_chunk(&chunk).unwrap();
        }
        writer.write_image_data(&[0]).unwrap();
        if is_last {
            writer.write_text_chunk(&chunk).unwrap();
        }
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn a_recipe_is_found_as_it_was_written() {
        let plain = plain(RECIPE);
        assert_eq!(find(&svg_of(RECIPE)).as_deref(), Ok(plain.as_str()));
        assert!(plain.contains("\\u009d") && plain.contains('島'));
        for (is_packed, is_last) in [(false, false), (true, false), (false, true), (true, true)] {
            assert_eq!(find(&png_of(RECIPE, is_packed, is_last)).as_deref(), Ok(RECIPE));
        }
        // Other programs write the same element with a prefix.
        let rewritten = format!(
            "\u{FEFF}<?xml version=\"1.0\"?>\n<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" xmlns:p=\"{NAMESPACE}\">\
             <s:metadata><p:recipe>{{&quot;a&quot;:<![CDATA[1]]>}}</p:recipe></s:metadata></s:svg>"
        );
        assert_eq!(find(rewritten.as_bytes()).as_deref(), Ok("{\"a\":1}"));
    }

    #[test]
    fn what_holds_none_says_so_whatever_it_is() {
        let svg =
            |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>").into_bytes();
        let ours = |text: &str| svg(&format!("<recipe xmlns=\"{NAMESPACE}\">{text}</recipe>"));
        let whole = png_of(RECIPE, false, false);
        let mut changed = whole.clone();
        let at = changed.windows(6).position(|window| window == b"series").unwrap();
        changed[at] = b'S';
        let mut endless = SIGNATURE.to_vec();
        endless.extend([0xFF, 0xFF, 0xFF, 0xFF, b'i', b'T', b'X', b't']);
        let bomb = png_of(&" ".repeat(64 << 20), true, false);
        let entities = format!(
            "<!DOCTYPE svg [<!ENTITY a \"{}\">]>\n<svg xmlns=\"{NAMESPACE}\">{}</svg>",
            "a".repeat(1000),
            "&a;".repeat(1000)
        );
        let nested = format!("<svg>{NAMESPACE}{}", "<g>".repeat(300_000));
        let closed = format!("{nested}{}</svg>", "</g>".repeat(300_000));
        for (name, bytes, expected) in [
            ("nothing", Vec::new(), NoRecipe::Foreign),
            ("a text", b"Norvia".to_vec(), NoRecipe::Foreign),
            ("a page", b"<html></html>".to_vec(), NoRecipe::Foreign),
            ("bytes", vec![0xFF, 0xFE, 0x00], NoRecipe::Foreign),
            ("an SVG of others", svg("<g/>"), NoRecipe::None),
            ("the name alone", svg(NAMESPACE), NoRecipe::None),
            ("an empty one", ours(" "), NoRecipe::Damaged),
            ("one too large", ours(&"a".repeat(MOST_BYTES + 1)), NoRecipe::TooLarge),
            ("an SVG cut short", svg_of(RECIPE)[..120].to_vec(), NoRecipe::Damaged),
            ("names for texts", entities.into_bytes(), NoRecipe::Damaged),
            ("nested and cut", nested.into_bytes(), NoRecipe::Damaged),
            ("nested", closed.into_bytes(), NoRecipe::None),
            ("a PNG's first bytes", SIGNATURE.to_vec(), NoRecipe::None),
            ("a chunk without end", endless, NoRecipe::None),
            ("a PNG cut within", whole[..80].to_vec(), NoRecipe::Damaged),
            ("a PNG with a changed letter", changed, NoRecipe::Damaged),
            ("a PNG packed beyond measure", bomb, NoRecipe::TooLarge),
        ] {
            assert_eq!(find(&bytes), Err(expected), "{name}");
        }
    }
}
