//! What parts of a page call themselves: element names, roles, and words in classes and ids.
//!
//! Only words that hundreds of sites use for the same thing; none is of one site. And what the page's
//! text says against them: a part with most of the text is no menu, whatever its name.

use html5ever::LocalName;

use super::tree::{Kind, NONE, Tree};
use super::weigh::Ground;
use crate::corpus::FurnitureKind;

/// A part of a page, by what it calls itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Region {
    /// Nothing is said.
    #[default]
    None,
    /// Menus and breadcrumbs.
    Menu,
    /// The page's head or foot.
    Edge,
    /// Beside the text.
    Aside,
    /// Links to other articles.
    Related,
    /// Share bars and other buttons.
    Sharing,
    /// Newsletters, apps, subscriptions.
    Promotion,
    /// A wall.
    Wall,
    /// Advertising.
    Advertising,
    /// What readers say.
    Comments,
    /// Who wrote it, when.
    Credits,
    /// What is said under a picture.
    Caption,
    /// Legal notes.
    Legal,
}

impl Region {
    /// The furniture that text there is; `None` where it may be part of the article.
    pub fn furniture(self) -> Option<FurnitureKind> {
        Some(match self {
            Self::None | Self::Credits | Self::Caption => return None,
            Self::Menu | Self::Edge => FurnitureKind::Menu,
            Self::Aside | Self::Related => FurnitureKind::Related,
            Self::Sharing => FurnitureKind::Sharing,
            Self::Promotion => FurnitureKind::Promotion,
            Self::Wall => FurnitureKind::Wall,
            Self::Advertising => FurnitureKind::Advertising,
            Self::Comments => FurnitureKind::AfterEnd,
            Self::Legal => FurnitureKind::Legal,
        })
    }

    /// Whether a part within another says more than that.
    pub fn outweighs(self, outer: Self) -> bool {
        matches!(outer, Self::Aside | Self::Edge | Self::Credits) && self != Self::Edge
            || self == Self::Comments
    }
}

/// Words of classes and ids, each with the part that they name.
const WORDS: &[(&str, Region)] = &[
    ("comment", Region::Comments),
    ("comments", Region::Comments),
    ("commentlist", Region::Comments),
    ("commentary", Region::None),
    ("disqus", Region::Comments),
    ("respond", Region::Comments),
    ("livefyre", Region::Comments),
    ("nav", Region::Menu),
    ("navbar", Region::Menu),
    ("navigation", Region::Menu),
    ("menu", Region::Menu),
    ("submenu", Region::Menu),
    ("breadcrumb", Region::Menu),
    ("breadcrumbs", Region::Menu),
    ("masthead", Region::Edge),
    ("footer", Region::Edge),
    ("sidebar", Region::Aside),
    ("rail", Region::Aside),
    ("widget", Region::Aside),
    ("widgets", Region::Aside),
    ("related", Region::Related),
    ("recommended", Region::Related),
    ("recommendations", Region::Related),
    ("recirc", Region::Related),
    ("recirculation", Region::Related),
    ("outbrain", Region::Related),
    ("taboola", Region::Related),
    ("trending", Region::Related),
    ("popular", Region::Related),
    ("readmore", Region::Related),
    ("seealso", Region::Related),
    ("mostread", Region::Related),
    ("teaser", Region::Related),
    ("teasers", Region::Related),
    ("tags", Region::Related),
    ("taglist", Region::Related),
    ("share", Region::Sharing),
    ("sharing", Region::Sharing),
    ("sharebar", Region::Sharing),
    ("sharedaddy", Region::Sharing),
    ("social", Region::Sharing),
    ("addthis", Region::Sharing),
    ("toolbar", Region::Sharing),
    ("toolbox", Region::Sharing),
    ("modal", Region::Promotion),
    ("popup", Region::Promotion),
    ("lightbox", Region::Promotion),
    ("newsletter", Region::Promotion),
    ("newsletters", Region::Promotion),
    ("subscribe", Region::Promotion),
    ("subscription", Region::Promotion),
    ("signup", Region::Promotion),
    ("promo", Region::Promotion),
    ("promotion", Region::Promotion),
    ("paywall", Region::Wall),
    ("cookie", Region::Legal),
    ("cookies", Region::Legal),
    ("gdpr", Region::Legal),
    ("consent", Region::Legal),
    ("copyright", Region::Legal),
    ("disclaimer", Region::Legal),
    ("ad", Region::Advertising),
    ("ads", Region::Advertising),
    ("advert", Region::Advertising),
    ("advertisement", Region::Advertising),
    ("advertising", Region::Advertising),
    ("adslot", Region::Advertising),
    ("dfp", Region::Advertising),
    ("sponsor", Region::Advertising),
    ("sponsored", Region::Advertising),
    ("byline", Region::Credits),
    ("author", Region::Credits),
    ("dateline", Region::Credits),
    ("timestamp", Region::Credits),
    ("caption", Region::Caption),
    ("image", Region::Caption),
    ("photo", Region::Caption),
    ("gallery", Region::Caption),
    ("slideshow", Region::Caption),
    ("figcaption", Region::Caption),
    ("imagecaption", Region::Caption),
    ("photocaption", Region::Caption),
];

/// What part of the page each element is in. A part with most of the page's text, or with its headline
/// (the line `head`), is called wrongly.
pub(super) fn regions(ground: &Ground<'_>, head: Option<usize>) -> Vec<Region> {
    let tree = ground.tree;
    let mut regions = vec![Region::None; tree.nodes.len()];
    let all = ground.sum(0);
    for (node, begins) in tree.walk(0) {
        let Some(Kind::Element(name, _)) = tree.get(node).map(|n| &n.kind) else { continue };
        if !begins {
            continue;
        }
        let parent = tree.get(node).map_or(NONE, |n| n.parent);
        let outer = regions.get(parent as usize).copied().unwrap_or_default();
        let sum = ground.sum(node);
        let mut own = region(tree, node, &name.local);
        if own == Region::None && outer == Region::None && is_row_of_teasers(ground, node, head) {
            own = Region::Related;
        }
        let share = if all.prose > 0.0 { sum.prose / all.prose } else { 0.0 };
        let is_titled = head.is_some_and(|head| (sum.from..sum.to).contains(&(head as u32)));
        let is_wrong = match own {
            Region::None => true,
            Region::Comments => is_titled || share > 0.9,
            Region::Legal | Region::Promotion => is_titled && share > 0.1 || share > 0.8,
            _ => share > 0.4 || is_titled && share > 0.1 || sum.stated > 200,
        };
        let region = if is_wrong || outer != Region::None && !own.outweighs(outer) { outer } else { own };
        // What somebody posted elsewhere and the article quotes comes in a box of its own.
        let quotes = &*name.local == "blockquote" && matches!(region, Region::Sharing | Region::Aside);
        let region = if quotes { Region::None } else { region };
        if let Some(slot) = regions.get_mut(node as usize) {
            *slot = region;
        }
    }
    regions
}

/// Whether the element's children are teasers of other articles: three or more of one kind, each
/// with a link for a title and a sentence or two.
fn is_row_of_teasers(ground: &Ground<'_>, node: u32, head: Option<usize>) -> bool {
    const LEAST: usize = 3;
    /// Longest teaser, in letters.
    const LONGEST: f32 = 450.0;
    let tree = ground.tree;
    let sum = ground.sum(node);
    let is_titled = head.is_some_and(|head| (sum.from..sum.to).contains(&(head as u32)));
    if sum.prose <= 0.0 || is_titled || sum.stated > 100 {
        return false;
    }
    let (mut all, mut teasers, mut kind) = (0_usize, 0_usize, None);
    for child in tree.children(node) {
        let inner = ground.sum(child);
        if inner.size == 0 {
            continue;
        }
        all += 1;
        let own =
            (tree.name(child).clone(), tree.attr(child, "class").split(' ').next().unwrap_or("").to_owned());
        let lines = ground.blocks.get(inner.from as usize..inner.to as usize).unwrap_or(&[]);
        let titled = lines.iter().take(4).any(|b| b.size >= 12 && b.linked * 10 >= b.size * 8);
        let short = inner.prose <= LONGEST && inner.paragraphs <= 2;
        let same = kind.get_or_insert_with(|| own.clone()) == &own;
        if titled && short && same && lines.len() > 1 {
            teasers += 1;
        }
    }
    teasers >= LEAST && teasers * 4 >= all * 3
}

/// How surely an element calls itself the body of an article; 0 where it does not.
pub(super) fn calls_itself_body(tree: &Tree, node: u32) -> u8 {
    if tree.attr(node, "itemprop").split_whitespace().any(|item| item.eq_ignore_ascii_case("articlebody")) {
        return 3;
    }
    let (mut of_article, mut is_body) = (false, false);
    for word in words(tree, node) {
        let word = word.to_ascii_lowercase();
        match word.as_str() {
            "articlebody" | "storybody" | "articletext" | "articlecontent" | "postcontent"
            | "entrycontent" | "storytext" | "storycontent" | "postbody" | "newstext" | "bodytext"
            | "maintext" => return 2,
            "article" | "story" | "post" | "entry" | "news" => of_article = true,
            "body" | "content" | "text" | "copy" => is_body |= of_article,
            _ => {}
        }
    }
    if is_body { 2 } else { u8::from(&**tree.name(node) == "article") }
}

/// Whether an element, or one right around it, calls itself the sum of the article.
pub(super) fn is_standfirst(tree: &Tree, node: u32) -> bool {
    const NAMES: [&str; 12] = [
        "standfirst",
        "dek",
        "deck",
        "summary",
        "subtitle",
        "subhead",
        "subheadline",
        "subheading",
        "excerpt",
        "teaser",
        "description",
        "lede",
    ];
    let mut at = node;
    (0..3).any(|_| {
        let found = words(tree, at).any(|word| NAMES.iter().any(|name| name.eq_ignore_ascii_case(word)));
        at = tree.get(at).map_or(NONE, |n| n.parent);
        found
    })
}

/// Elements that stand within running text: paragraphs, lists, quotations, tables, headings.
pub(super) fn is_of_flow(name: &LocalName) -> bool {
    matches!(
        &**name,
        "p" | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "pre"
            | "center"
    )
}

/// The part of the page that begins with `node`, by what it says of itself.
fn region(tree: &Tree, node: u32, name: &LocalName) -> Region {
    let by_name = match &**name {
        "nav" | "menu" => Region::Menu,
        "footer" => Region::Edge,
        "aside" => Region::Aside,
        "address" => Region::Credits,
        "figcaption" => Region::Caption,
        "html" | "body" | "main" | "article" | "p" | "time" => return Region::None,
        _ => Region::None,
    };
    if by_name != Region::None {
        return by_name;
    }
    match tree.attr(node, "role") {
        "navigation" | "menu" | "menubar" | "search" | "toolbar" => return Region::Menu,
        "banner" | "contentinfo" => return Region::Edge,
        "complementary" => return Region::Aside,
        _ => {}
    }
    let mut found = Region::None;
    for word in words(tree, node) {
        if let Some((_, region)) = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word))
            && (found == Region::None || region.outweighs(found))
        {
            found = *region;
        }
    }
    found
}

/// The words of an element's class and id: "article-body__relatedLinks" has four.
pub(super) fn words(tree: &Tree, node: u32) -> impl Iterator<Item = &str> {
    /// More are not looked at.
    const MOST: usize = 40;
    ["class", "id"].into_iter().flat_map(move |key| pieces(tree.attr(node, key))).take(MOST)
}

fn pieces(names: &str) -> impl Iterator<Item = &str> {
    let mut rest = names;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let mut before = None;
        let end = rest
            .char_indices()
            .find(|&(_, c)| {
                let is_hump = before.is_some_and(|b: char| b.is_ascii_lowercase()) && c.is_ascii_uppercase();
                before = Some(c);
                is_hump || !c.is_ascii_alphanumeric()
            })
            .map_or(rest.len(), |(at, _)| at);
        let (word, after) = rest.split_at_checked(end)?;
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

/// Whether an element says that nobody sees it.
pub(super) fn is_hidden(tree: &Tree, node: u32) -> bool {
    if tree.attr_if(node, "hidden").is_some_and(|value| value != "until-found") {
        return true;
    }
    let style = tree.attr(node, "style");
    if style.is_empty() {
        return false;
    }
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}
