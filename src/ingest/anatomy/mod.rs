//! A page taken apart: outlet, date, headline, byline, body, captions, furniture.
//!
//! Rules are general, and each part has a file. The order matters: what is furniture by itself
//! first, then the body (the running text), then the headline (the line above it that talks about
//! the same), then what stands around. Names and phrases are data of the registry; nothing here
//! knows an outlet. Every line ends up in exactly one role, with the reason where it is furniture,
//! and every inference carries its evidence.
//!
//! Not here: reading files (`readers`), lines that only many articles together give away
//! (`repeats`).

mod body;
mod byline;
mod byline_wide;
mod captions;
mod completeness;
mod credits;
mod date;
mod dates;
mod ending;
mod facts;
mod find;
mod firms;
mod furniture;
mod headline;
mod host;
mod house;
mod kind;
mod length;
mod lines;
mod menus;
mod months;
mod names;
mod outlet;
mod page;
mod paragraphs;
mod parts;
mod rights;
mod section;
mod service;
mod shape;
mod titles;
mod vocabulary;
mod wire;
mod words;
mod wordset;
mod wraps;

pub(crate) use dates::full_year;
pub(in crate::ingest) use dates::month_of;
pub(in crate::ingest) use parts::problems;

use std::sync::Arc;

use crate::corpus::{
    Article, Confidence, EvidenceKind, FurnitureKind, Inferred, ParagraphKind, Published, Span, Turns,
};
use crate::ingest::readers::RawArticle;
use crate::ingest::registry::{DateOrder, Outlet, OutletKind, Registry};
use body::Extent;
use page::{Page, Prose, Role, evidence};

/// Takes the text of one article apart. `path` is how the user knows the file; pure.
pub fn analyse(raw: RawArticle, path: &str, registry: &Registry) -> Article {
    let RawArticle { record, raw, encoding, metadata, front_matter, markup, member: _ } = raw;
    let text: Arc<str> = raw.into();
    let mut page = Page::new(&text, path, registry, &markup, front_matter);
    page.order = date_order(&page, metadata.outlet.as_deref());

    furniture::mark_as_said(&mut page);
    furniture::mark(&mut page);
    captions::mark(&mut page);
    house::mark_mastheads(&mut page);
    let mut extent = body::locate(&page);
    let found = match extent.as_mut() {
        Some(extent) => headline::decide(&mut page, extent, metadata.title.as_deref()),
        None => lone_headline(&mut page),
    };
    let head = found.as_ref().map(|f| f.unit);
    let shown = extent.unwrap_or_else(|| nothing(&page, head));
    if extent.is_some() {
        paragraphs::assign(&mut page, shown);
        captions::mark_bare(&mut page);
    }
    let Extent { start, end } = shown;

    let credits::Credits { names: mut byline, section: named_section, firms } =
        credits::credits(&mut page, head, shown);
    furniture::mark_mastheads(&mut page, start);
    let named_section = named_section.or_else(|| suffix_section(&page, found.as_ref()).map(str::to_owned));
    let mut section = section::decide(&mut page, head, start, named_section.as_deref());
    let mut published = date::decide(&mut page, head, start, end);
    date::other_stamps(&mut page, start);
    let mut standfirst = stated_standfirst(&mut page, head, shown, metadata.standfirst.as_deref());
    if standfirst.is_none() {
        standfirst = headline::between(&mut page, head, shown);
    }
    if standfirst.is_none() && extent.is_some() {
        standfirst = lead_above(&mut page, head, start);
    }
    leftovers(&mut page, head, shown, extent.is_some());

    let suffix = found.as_ref().map_or(&[][..], |f| f.suffix.as_slice());
    let host = host::of_page(&page, metadata.url.as_deref(), metadata.outlet.as_deref());
    let mut outlet = outlet::decide(&page, shown, head, suffix, &firms, host.is_some());
    // The address of a web page says more than its menus.
    let address = metadata.url.as_deref().filter(|_| page.located.is_some());
    let host = host
        .or_else(|| host::unknown(&page, outlet.as_ref().filter(|_| address.is_none()).map(|o| &*o.value)?));
    let headline_text = found.as_ref().map(|f| f.span.of(&text));
    if byline.is_empty()
        && let Some(lead) = &standfirst
        && let Some(name) = byline::in_standfirst(lead.value.of(&text))
    {
        credits::add_names(&mut byline, &[name], lead.value.of(&text), Confidence::Low);
    }
    let opinion = section::opinion(&page, &section, headline_text, start, end);

    // What the file itself states comes before what its text shows.
    let url = metadata.url.as_deref();
    let is_host = |outlet: &Outlet| address.is_some() && outlet.kind == OutletKind::Aggregator;
    let names_host = |name: &str| registry.by_name(name).is_some_and(is_host);
    if let Some(name) = metadata.outlet.as_deref().filter(|name| !names_host(name)) {
        outlet = Some(outlet::of_metadata(&page, name, address));
    } else if outlet.as_ref().is_none_or(|o| o.confidence < Confidence::High)
        && let Some(known) = url.and_then(|url| registry.by_domain(url))
        && !is_host(known)
    {
        outlet = Some(outlet::of_metadata(&page, &known.name, address));
    }
    if outlet.is_none() {
        outlet = address.and_then(outlet::of_address);
    }
    if let Some(date) = metadata.date.as_deref().and_then(|d| date::of_metadata(d, page.order)) {
        published = Some(date);
    }
    if published.is_none() && extent.is_some() {
        published = date::in_dateline(&page, start);
    }
    if published.is_none() {
        published = date::in_address(&page);
    }
    if let Some(author) = metadata.author.as_deref() {
        byline = credits::of_metadata(author, registry);
    }
    if let Some(name) = metadata.section.as_deref() {
        section = Some(Inferred {
            value: name.trim().into(),
            evidence: evidence(EvidenceKind::FileMetadata, name),
            confidence: Confidence::High,
        });
    }
    let wire = wire::decide(&page, &firms, outlet.as_ref().map(|o| &*o.value));
    // Whom the file states to be the author is no agency that nobody knows.
    let is_author =
        |name: &str| address.and(metadata.author.as_deref()).is_some_and(|author| author.contains(name));
    let wire = wire.filter(|w| registry.by_name(&w.value).is_some() || !is_author(&w.value));
    let completeness = completeness::decide(&page, metadata.url.as_deref());

    let (body, captions, lines) = parts::assemble(&page, found.as_ref(), front_matter);
    let completeness = length::compare(&metadata, &body, &text, completeness);
    let language = parts::language_of(&page, &body, metadata.language.as_deref());
    let headline = found.map(|f| Inferred {
        value: f.span,
        evidence: evidence(
            if f.repeated { EvidenceKind::Text } else { EvidenceKind::Layout },
            if f.repeated { "stands on the page more than once" } else { "" },
        ),
        confidence: f.confidence,
    });
    let mut article = Article {
        path: path.into(),
        record,
        raw: Arc::clone(&text),
        address: metadata.url.as_deref().map(|url| url.trim().into()),
        turns: Turns {
            previous: metadata.previous.as_deref().map(Arc::from),
            next: metadata.next.as_deref().map(Arc::from),
        },
        pages: Vec::new(),
        encoding,
        lines,
        outlet,
        host,
        wire,
        published,
        headline,
        standfirst,
        byline,
        section,
        opinion,
        language,
        completeness,
        body,
        captions,
        problems: Vec::new(),
    };
    article.problems = problems(&article);
    article
}

/// The only date that `text` says, in whatever form it is written, with its bytes: `None` where there is none, or
/// several. Where day and month can be told apart by their order alone, the day comes first.
pub(crate) fn date_in(text: &str) -> Option<(Span, Published)> {
    let mut found = Vec::new();
    dates::scan(text, DateOrder::Dmy, &mut found);
    let [date] = found.as_slice() else { return None };
    Some((date.span, date.published))
}

/// Whether `text` holds a date with its year.
pub(in crate::ingest) fn holds_date(text: &str) -> bool {
    let mut found = Vec::new();
    dates::scan(text, DateOrder::Dmy, &mut found);
    found.iter().any(|date| !date.short_year)
}

/// How the page writes dates in figures: as the outlet does whose name stands alone, or else as
/// its script suggests.
fn date_order(page: &Page<'_>, stated: Option<&str>) -> DateOrder {
    use crate::ingest::registry::{MentionKind, Place};
    if let Some(outlet) = stated.and_then(|name| page.registry.by_name(name)) {
        return outlet.date_order();
    }
    let sure = page.mentions.iter().find(|m| {
        m.what == MentionKind::Furniture
            || m.what == MentionKind::Name && matches!(m.place, Place::Line | Place::Copyright)
    });
    sure.and_then(|m| page.registry.outlet(m.index)).map_or(DateOrder::Dmy, Outlet::date_order)
}

/// The extent of a page without running text: nothing, below the headline.
fn nothing(page: &Page<'_>, head: Option<usize>) -> Extent {
    let start = head.map_or(page.units.len(), |h| h + 1);
    Extent { start, end: start.saturating_sub(1) }
}

/// The headline of a page without running text: its first line of some length.
fn lone_headline(page: &mut Page<'_>) -> Option<headline::Found> {
    let at = (0..page.units.len()).find(|&u| {
        page.is_open(u)
            && page.units[u].shape.length() >= 4
            && page.units[u].shape.size < 300
            && !body::is_meta(page, u)
    })?;
    page.set(at, Role::Headline);
    Some(headline::Found {
        unit: at,
        span: page.units[at].span,
        suffix: Vec::new(),
        confidence: Confidence::Low,
        repeated: false,
    })
}

/// A section that the title line adds to the headline.
fn suffix_section<'a>(page: &Page<'_>, found: Option<&'a headline::Found>) -> Option<&'a str> {
    let found = found?;
    found
        .suffix
        .iter()
        .map(String::as_str)
        .find(|p| page.registry.section(p).is_some() && page.registry.by_name(p).is_none())
}

/// A standfirst that stands above the headline's copy or above credits, when `between` saw none:
/// a full sentence above the credits that close the head.
fn lead_above(page: &mut Page<'_>, head: Option<usize>, start: usize) -> Option<Inferred<Span>> {
    let head = head?;
    let at = (head + 1..start)
        .find(|&u| matches!(page.units[u].role, Role::Body(_)) && page.units[u].prose > Prose::No)?;
    page.set(at, Role::Standfirst);
    Some(Inferred {
        value: page.units[at].span,
        evidence: evidence(EvidenceKind::Layout, ""),
        confidence: Confidence::Medium,
    })
}

/// The standfirst that the file states, where it stands above the text. What stands there and once more as the first
/// paragraph is counted as the paragraph it is, and once.
fn stated_standfirst(
    page: &mut Page<'_>,
    head: Option<usize>,
    extent: Extent,
    stated: Option<&str>,
) -> Option<Inferred<Span>> {
    let stated = stated?.trim();
    let key = titles::title_key(stated);
    let is_it = |page: &Page<'_>, u: usize| {
        let text = page.text(u);
        text.len().abs_diff(stated.len()) < 40 && titles::title_key(text) == key
    };
    // It may have been taken for the first paragraph, with its copy right below.
    let copies = extent.start + 1..page.units.len().min(extent.start + 4);
    if key != 0
        && extent.start < page.units.len()
        && is_it(page, extent.start)
        && copies.into_iter().any(|u| is_it(page, u))
    {
        page.set(extent.start, Role::Furniture(FurnitureKind::Repetition, "the first paragraph".into()));
        return None;
    }
    let above = head.map_or(0, |h| h + 1)..extent.start.min(page.units.len());
    let at = above.into_iter().find(|&u| {
        page.is_open(u)
            && page.text(u).len().abs_diff(stated.len()) < 40
            && titles::title_key(page.text(u)) == key
    })?;
    if key == 0 {
        return None;
    }
    if extent.start < page.units.len() && titles::title_key(page.text(extent.start)) == key {
        page.set(at, Role::Furniture(FurnitureKind::Repetition, "the first paragraph".into()));
        return None;
    }
    page.set(at, Role::Standfirst);
    Some(Inferred {
        value: page.units[at].span,
        evidence: evidence(EvidenceKind::FileMetadata, stated),
        confidence: Confidence::High,
    })
}

/// What no rule has claimed: above the headline the page's menus, below the end what it adds.
fn leftovers(page: &mut Page<'_>, head: Option<usize>, extent: Extent, any: bool) {
    let top = head.unwrap_or(0);
    for at in 0..page.units.len() {
        if !page.is_open(at) {
            continue;
        }
        let unit = &page.units[at];
        if !any {
            if head.is_some_and(|h| at > h) && unit.shape.length() >= 4 {
                page.set(at, Role::Body(ParagraphKind::Paragraph));
            } else {
                page.put_aside(at, FurnitureKind::Menu, "no running text on the page");
            }
        } else if at < top {
            page.put_aside(at, FurnitureKind::Menu, "above the headline");
        } else if at < extent.start {
            page.put_aside(at, FurnitureKind::Menu, "between headline and text");
        } else if at > extent.end {
            page.put_aside(at, FurnitureKind::AfterEnd, "");
        } else {
            page.set(at, Role::Body(ParagraphKind::Paragraph));
        }
    }
}
