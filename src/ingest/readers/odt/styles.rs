//! What the styles of an OpenDocument text say of paragraphs and letters.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::super::Mark;
use super::super::raw::mark_of_style;
use super::super::xml::{Element, Piece, Xml};

/// A style, or a style with all it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub bold: Option<bool>,
    pub size: Option<u16>,
    pub hidden: bool,
    pub named: Option<Mark>,
    parent: Option<String>,
}

/// The styles of a file, those with names and those without.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: HashMap<(bool, String), Style>,
}

impl Styles {
    /// Adds the styles that an XML file holds.
    pub fn add(&mut self, text: &str, most: u32) {
        let mut xml = Xml::new(text, most);
        let mut depth = 0_u32;
        let mut style: Option<(u32, (bool, String), Style)> = None;
        while let Some(piece) = xml.next() {
            match piece {
                Piece::Start(element) => {
                    depth += 1;
                    match element.name() {
                        "style" | "default-style" => {
                            let name = element.attr("name").unwrap_or_default().into_owned();
                            let is_of_letters = element.attr("family").as_deref() == Some("text");
                            let shown = element
                                .attr("display-name")
                                .map_or_else(|| name.replace("_20_", " "), Cow::into_owned);
                            let parent = element.attr("parent-style-name").map(Cow::into_owned);
                            let named = mark_of_style(&shown);
                            let new = Style { named, parent, ..Style::default() };
                            style = Some((depth, (is_of_letters, name), new));
                        }
                        "text-properties" => {
                            if let Some((.., style)) = &mut style {
                                letters(style, &element);
                            }
                        }
                        // The text itself holds no styles.
                        "body" => return,
                        _ => {}
                    }
                }
                Piece::End => {
                    if let Some((_, name, new)) = style.take_if(|(at, ..)| *at == depth) {
                        self.by_name.insert(name, new);
                    }
                    depth = depth.saturating_sub(1);
                }
                Piece::Text(_) => {}
            }
        }
    }

    /// What the style `name`, of letters or of paragraphs, says with all it is based on.
    pub fn of(&self, is_of_letters: bool, name: Option<&str>) -> Style {
        /// Styles are based on each other a few levels deep; in a broken file in a circle.
        const MOST: usize = 16;
        let find = |name: &str| self.by_name.get(&(is_of_letters, name.to_owned()));
        let mut style = Style::default();
        let mut at = name.and_then(find);
        for _ in 0..MOST {
            let Some(found) = at else { break };
            style.bold = style.bold.or(found.bold);
            style.size = style.size.or(found.size);
            style.named = style.named.or(found.named);
            style.hidden |= found.hidden;
            at = found.parent.as_deref().and_then(find);
            if at.is_none() {
                // Programs leave out styles that every other has too.
                let parent =
                    found.parent.as_deref().and_then(|parent| mark_of_style(&parent.replace("_20_", " ")));
                style.named = style.named.or(parent);
            }
        }
        if at.is_none() && style.named.is_none() {
            style.named = name.and_then(|name| mark_of_style(&name.replace("_20_", " ")));
        }
        if !is_of_letters && let Some(usual) = find("") {
            style.size = style.size.or(usual.size);
            style.bold = style.bold.or(usual.bold);
        }
        style
    }
}

fn letters(style: &mut Style, element: &Element<'_>) {
    if let Some(weight) = element.attr("font-weight") {
        let is_heavy = weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
        style.bold = Some(weight == "bold" || is_heavy);
    }
    if let Some(points) =
        element.attr("font-size").and_then(|size| size.trim_end_matches("pt").parse::<f32>().ok())
    {
        style.size = Some((points * 2.0).clamp(0.0, 4000.0) as u16);
    }
    style.hidden |= element.attr("display").as_deref() == Some("none");
}
