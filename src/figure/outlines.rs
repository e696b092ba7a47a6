//! Lines of text as outlines, so that a drawing looks the same on a machine without its fonts.
//!
//! The drawing is read as it is for a PNG, so shaping, kerning and the choice of fonts are those of the picture.
//! A line with a character that no font here has stays text: the reader's machine may have one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use resvg::tiny_skia::PathSegment;
use resvg::usvg;

use super::fonts::Fonts;

/// The outlines of the texts of a drawing, by the id of their element.
pub(super) type Outlines = BTreeMap<String, String>;

/// Reads a drawing with these fonts.
pub(super) fn tree(drawing: &str, fonts: &Fonts) -> Result<usvg::Tree, usvg::Error> {
    let options = usvg::Options {
        font_family: "Inter".to_owned(),
        fontdb: fonts.database(),
        font_resolver: fonts.resolver(),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(drawing, &options)
}

/// The outlines of all texts that have an id and only characters that the fonts have.
pub(super) fn outlines(tree: &usvg::Tree) -> Outlines {
    let mut found = Outlines::new();
    each_text(tree.root(), &mut |text| {
        if !text.id().is_empty() && lacking(text).is_empty() {
            let mut path = String::new();
            collect(text.flattened(), &mut path);
            if !path.is_empty() {
                found.insert(text.id().to_owned(), path);
            }
        }
    });
    found
}

/// The pieces of text in a drawing for which no font has a glyph.
pub(super) fn lacking_in(tree: &usvg::Tree) -> Vec<String> {
    let mut found = Vec::new();
    each_text(tree.root(), &mut |text| found.extend(lacking(text)));
    found
}

fn lacking(text: &usvg::Text) -> Vec<String> {
    let written: usize =
        text.chunks().iter().map(|chunk| chunk.text().chars().filter(|c| !c.is_whitespace()).count()).sum();
    let glyphs = || text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
    let missing: Vec<String> =
        glyphs().filter(|glyph| glyph.id.0 == 0).map(|glyph| glyph.text.clone()).collect();
    if missing.is_empty() && written > 0 && glyphs().next().is_none() {
        // Not one character found a font.
        return text.chunks().iter().map(|chunk| chunk.text().to_owned()).collect();
    }
    missing
}

fn each_text(group: &usvg::Group, found: &mut dyn FnMut(&usvg::Text)) {
    for node in group.children() {
        match node {
            usvg::Node::Text(text) => found(text),
            usvg::Node::Group(inner) => each_text(inner, found),
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
}

/// All paths of a group in the drawing's own places, as one.
fn collect(group: &usvg::Group, out: &mut String) {
    for node in group.children() {
        match node {
            usvg::Node::Path(path) => {
                if let Some(placed) = path.data().clone().transform(path.abs_transform()) {
                    placed.segments().for_each(|segment| write_segment(segment, out));
                }
            }
            usvg::Node::Group(inner) => collect(inner, out),
            usvg::Node::Text(_) | usvg::Node::Image(_) => {}
        }
    }
}

fn write_segment(segment: PathSegment, out: &mut String) {
    let number = |value: f32| super::svg::number(f64::from(value));
    // Writing to a String cannot fail.
    let _ = match segment {
        PathSegment::MoveTo(at) => write!(out, "M{} {}", number(at.x), number(at.y)),
        PathSegment::LineTo(at) => write!(out, "L{} {}", number(at.x), number(at.y)),
        PathSegment::QuadTo(by, at) => {
            write!(out, "Q{} {} {} {}", number(by.x), number(by.y), number(at.x), number(at.y))
        }
        PathSegment::CubicTo(a, b, at) => write!(
            out,
            "C{} {} {} {} {} {}",
            number(a.x),
            number(a.y),
            number(b.x),
            number(b.y),
            number(at.x),
            number(at.y)
        ),
        PathSegment::Close => {
            out.push('Z');
            Ok(())
        }
    };
}
