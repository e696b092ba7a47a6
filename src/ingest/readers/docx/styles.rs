//! What the styles of a Word file say of paragraphs and letters.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::super::Mark;
use super::super::raw::mark_of_style;
use super::super::xml::{Piece, Xml};
use super::number;

/// A style, or what a paragraph or a run sets over it.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub bold: Option<bool>,
    pub size: Option<u16>,
    pub hidden: Option<bool>,
    /// Level of a heading from 1; 0 says that it is none.
    pub level: Option<u8>,
    /// Whether it numbers or bullets its paragraphs.
    pub is_item: Option<bool>,
    /// What its name says.
    pub named: Option<Mark>,
    pub parent: Option<String>,
}

impl Style {
    /// Takes over what `other` says and this does not.
    fn fill(&mut self, other: &Style) {
        self.bold = self.bold.or(other.bold);
        self.size = self.size.or(other.size);
        self.hidden = self.hidden.or(other.hidden);
        self.level = self.level.or(other.level);
        self.is_item = self.is_item.or(other.is_item);
        self.named = self.named.or(other.named);
    }

    /// What a paragraph of it is.
    pub fn mark(&self) -> Option<Mark> {
        match (self.level, self.named) {
            (Some(level @ 1..), _) => Some(Mark::Heading(level.min(6))),
            (None, Some(mark @ Mark::Heading(_))) => Some(mark),
            (_, named) if self.is_item != Some(true) => {
                named.filter(|mark| !matches!(mark, Mark::Heading(_)))
            }
            _ => Some(Mark::Item),
        }
    }
}

/// The styles of a file, by their names in it.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// What holds without a style.
    default: Style,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(text: &str, most: u32) -> Self {
        let mut this = Self::default();
        let mut xml = Xml::new(text, most);
        // The style in hand, with its name in the file; none of those around it.
        let mut style: Option<(String, Style)> = None;
        let (mut depth, mut style_depth) = (0_u32, 0_u32);
        let mut is_default = false;
        while let Some(piece) = xml.next() {
            match piece {
                Piece::Start(element) => {
                    depth += 1;
                    match element.name() {
                        "style" => {
                            let id = element.attr("styleId").unwrap_or_default().into_owned();
                            if element.attr("type").as_deref() == Some("paragraph")
                                && element.attr("default").is_some_and(|v| v != "0" && v != "false")
                            {
                                this.usual = Some(id.clone());
                            }
                            style = Some((id, Style::default()));
                            style_depth = depth;
                        }
                        "docDefaults" => is_default = true,
                        // Rows and corners of tables have formats of their own.
                        "tblStylePr" | "latentStyles" => {
                            xml.skip();
                            depth -= 1;
                        }
                        name => match &mut style {
                            Some((_, style)) => {
                                match name {
                                    "name" => {
                                        style.named = element.attr("val").and_then(|v| mark_of_style(&v));
                                    }
                                    "basedOn" => style.parent = element.attr("val").map(Cow::into_owned),
                                    _ => {}
                                }
                                set(style, &element);
                            }
                            None if is_default => set(&mut this.default, &element),
                            None => {}
                        },
                    }
                }
                Piece::End => {
                    if depth == style_depth
                        && let Some((id, style)) = style.take()
                    {
                        this.by_id.insert(id, style);
                    }
                    depth = depth.saturating_sub(1);
                }
                Piece::Text(_) => {}
            }
        }
        this
    }

    /// What the style `id` says with all it is based on, over what holds without a style.
    pub fn of_paragraph(&self, id: Option<&str>) -> Style {
        let mut style = self.chain(id.or(self.usual.as_deref()));
        style.fill(&self.default);
        style
    }

    /// What the style `id` says with all it is based on.
    pub fn chain(&self, id: Option<&str>) -> Style {
        /// Styles are based on each other a few levels deep; in a broken file in a circle.
        const MOST: usize = 16;
        let mut style = Style::default();
        let mut at = id.and_then(|id| self.by_id.get(id));
        for _ in 0..MOST {
            let Some(found) = at else { break };
            style.fill(found);
            at = found.parent.as_deref().and_then(|id| self.by_id.get(id));
        }
        style
    }
}

/// Takes over what one element of a style, a paragraph or a run says.
pub(super) fn set(style: &mut Style, element: &super::super::xml::Element<'_>) {
    match element.name() {
        "b" => style.bold = Some(element.is_on()),
        "sz" => style.size = number(element.attr("val")),
        "vanish" => style.hidden = Some(element.is_on()),
        "outlineLvl" => {
            style.level =
                number::<u8>(element.attr("val")).map(|level| if level < 9 { level + 1 } else { 0 });
        }
        "numId" => style.is_item = Some(element.attr("val").is_some_and(|v| v != "0")),
        _ => {}
    }
}
