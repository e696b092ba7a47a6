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
mod captions;
mod completeness;
mod date;
mod dates;
mod furniture;
mod headline;
mod host;
mod house;
mod lines;
mod months;
mod names;
mod outlet;
mod page;
mod section;
mod service;
mod wire;
mod words;

use std::sync::Arc;

use crate::corpus::{
    Article, Confidence, EvidenceKind, FurnitureKind, FurnitureReason, Inferred, Language, Line, LineRole,
    Paragraph, ParagraphKind, Span,
};
use crate::ingest::readers::RawArticle;
use crate::ingest::registry::{DateOrder, Registry};
use crate::text::language;
use body::Extent;
use page::{Page, Prose, Role, evidence};

/// Takes the text of one article apart. `path` is how the user knows the file; pure.
pub fn analyse(raw: RawArticle, path: &str, registry: &Registry) -> Article {
    let RawArticle { record, raw, encoding, metadata, front_matter, markup } = raw;
    let text: Arc<str> = raw.into();
    let mut page = Page::new(&text, path, registry, &markup, front_matter);
    page.order = date_order(&page, metadata.outlet.as_deref());

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
        body::assign(&mut page, shown);
        captions::mark_bare(&mut page);
    }
    let Extent { start, end } = shown;

    let Credits { names: mut byline, section: named_section, firms } = credits(&mut page, head, shown);
    furniture::mark_mastheads(&mut page, start);
    let named_section = named_section.or_else(|| suffix_section(&page, found.as_ref()).map(str::to_owned));
    let mut section = section::decide(&mut page, head, start, named_section.as_deref());
    let mut published = date::decide(&mut page, head, start, end);
    date::other_stamps(&mut page, start);
    let mut standfirst = headline::between(&mut page, head, shown);
    if standfirst.is_none() && extent.is_some() {
        standfirst = lead_above(&mut page, head, start);
    }
    leftovers(&mut page, head, shown, extent.is_some());
    furniture::mark_repetitions(&mut page);

    let suffix = found.as_ref().map_or(&[][..], |f| f.suffix.as_slice());
    let mut outlet = outlet::decide(&page, shown, head, suffix, &firms);
    let host = host::decide(&page, outlet.as_ref().map(|o| &*o.value));
    let headline_text = found.as_ref().map(|f| f.span.of(&text));
    if byline.is_empty()
        && let Some(lead) = &standfirst
        && let Some(name) = byline::in_standfirst(lead.value.of(&text))
    {
        add_names(&mut byline, &[name], lead.value.of(&text), Confidence::Low);
    }
    let opinion = section::opinion(&page, &section, headline_text, start, end);

    // What the file itself states comes before what its text shows.
    if let Some(name) = metadata.outlet.as_deref() {
        outlet = Some(outlet::of_metadata(&page, name));
    } else if outlet.as_ref().is_none_or(|o| o.confidence < Confidence::High)
        && let Some(known) = metadata.url.as_deref().and_then(|url| registry.by_domain(url))
    {
        outlet = Some(outlet::of_metadata(&page, &known.name));
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
        byline = of_metadata(author, registry);
    }
    if let Some(name) = metadata.section.as_deref() {
        section = Some(Inferred {
            value: name.trim().into(),
            evidence: evidence(EvidenceKind::FileMetadata, name),
            confidence: Confidence::High,
        });
    }
    let wire = wire::decide(&page, &firms, outlet.as_ref().map(|o| &*o.value));
    let completeness = completeness::decide(&page);

    let (body, captions, lines) = assemble(&page, found.as_ref(), front_matter);
    let language = language_of(&page, &body, metadata.language.as_deref());
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
    sure.and_then(|m| page.registry.outlet(m.index))
        .map_or(DateOrder::Dmy, crate::ingest::registry::Outlet::date_order)
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

/// What bylines say.
struct Credits {
    names: Vec<Inferred<Arc<str>>>,
    /// A section that stands beside a name.
    section: Option<String>,
    /// Outlets and agencies that stand beside names, each with its line.
    firms: Vec<(String, String)>,
}

/// Reads bylines and agency credits above and below the body.
fn credits(page: &mut Page<'_>, head: Option<usize>, extent: Extent) -> Credits {
    let Extent { start, end } = extent;
    let mut names: Vec<Inferred<Arc<str>>> = Vec::new();
    let mut section = None;
    let mut firms: Vec<(String, String)> = Vec::new();
    for at in 0..start.min(page.units.len()) {
        if !page.is_open(at) || page.units[at].shape.size > 240 {
            continue;
        }
        let span = page.units[at].span;
        if wire::is_credit_line(page, span) {
            // An agency's name opens its own pages.
            if at == 0 && head.is_some_and(|h| h > 1) {
                page.put_aside(at, FurnitureKind::Masthead, "name of the outlet");
                continue;
            }
            page.set(at, Role::Credit);
        }
        let text = page.text(at);
        let Some(credit) = page.byline(at).cloned() else { continue };
        let mut credit = credit;
        if let Some(firm) = house::firm_of_byline(page, at) {
            credit.said = true;
            credit.names.retain(|name| name != firm);
            firms.push((firm.to_owned(), text.to_owned()));
        }
        if !credit.said && !(in_place(page, at, head, start) && !credit.names.is_empty()) {
            if outlet::only_agencies(page, &credit.firms) && credit.names.is_empty() {
                page.set(at, Role::Credit);
            }
            continue;
        }
        if page.units[at].prose == Prose::Strong {
            continue;
        }
        let sure = if credit.said { Confidence::High } else { Confidence::Medium };
        firms.extend(credit.firms.iter().map(|f| (f.clone(), text.to_owned())));
        add_names(&mut names, &credit.names, text, sure);
        section = section.or(credit.section);
        page.set(at, Role::Credit);
    }
    // "Ada Brandt is the paper's columnist." above the body, or as its last line.
    for at in (head.map_or(0, |h| h + 1)..start.min(page.units.len())).chain([end]) {
        if page.units.get(at).is_some_and(|u| u.shape.size < 200)
            && let Some(name) = byline::in_note(page.text(at))
        {
            if names.is_empty() {
                add_names(&mut names, &[name], page.text(at), Confidence::Medium);
            }
            if at < start && page.is_open(at) {
                page.set(at, Role::Credit);
            }
        }
    }
    // Editors, translators and the like belong to the credits too.
    for at in 0..page.units.len() {
        if page.is_open(at)
            && (at < start || at > end)
            && (is_staff_line(page.text(at))
                || page.units[at].span.len() < 90 && outlet::source(page.text(at)).is_some())
        {
            page.set(at, Role::Credit);
        }
    }
    if start < page.units.len() {
        let first = byline::in_dateline(page.text(start));
        if names.is_empty() && !first.is_empty() {
            let text = page.text(start);
            let quote = text.char_indices().nth(40).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
            add_names(&mut names, &first, quote, Confidence::High);
        }
        let last = page.text(end);
        if names.is_empty() {
            let tail = byline::in_tail(last);
            let quote = last.rfind(['（', '(', '【']).and_then(|at| last.get(at..)).unwrap_or("");
            add_names(&mut names, &tail, quote, Confidence::Medium);
        }
    }
    // A byline below the body, where the head has none.
    let mut passed = 0;
    for at in end + 1..page.units.len() {
        if !page.is_open(at) || passed > 4 {
            if page.is_furniture(at) {
                passed += 1;
            }
            continue;
        }
        passed += 1;
        let span = page.units[at].span;
        if wire::is_credit_line(page, span)
            || wire::is_desk_line(page.text(at))
            || wire::signs(page, at, start)
        {
            page.set(at, Role::Credit);
        }
        let text = page.text(at);
        if page.units[at].shape.size < 120
            && let Some(credit) = page.byline(at).cloned()
            && credit.said
            && !credit.names.is_empty()
            && passed <= 3
        {
            if names.is_empty() {
                add_names(&mut names, &credit.names, text, Confidence::Medium);
            }
            page.set(at, Role::Credit);
        }
    }
    // The line that ends the body may be one as well.
    if let Some(Role::Body(_)) = page.units.get(end).map(|u| &u.role)
        && end > start
        && (wire::is_credit_line(page, page.units[end].span) || wire::is_desk_line(page.text(end)))
    {
        page.set(end, Role::Credit);
    }
    // What signs below the last paragraph may have been taken for its last line.
    let mut last = end;
    while last > start && last + 1 >= end && is_help_line(page.text(last)) {
        page.set(last, Role::Credit);
        last -= 1;
    }
    while last > start && wire::signs(page, last, start) {
        page.set(last, Role::Credit);
        last -= 1;
    }
    // "By Ada Brandt, Port Nelin": a town is spoken of in the text, an author is not.
    if names.len() > 1 {
        let told = |name: &str| {
            (start + 1..=end.min(page.units.len().saturating_sub(1)))
                .any(|u| matches!(page.units[u].role, Role::Body(_)) && page.text(u).contains(name))
        };
        let told = |name: &str| told(name) || page.text(start).contains(name);
        let mut first = true;
        names.retain(|name| {
            std::mem::take(&mut first) || names::is_wide_name(&name.value) || !told(&name.value)
        });
    }
    Credits { names, section, firms }
}

fn add_names(names: &mut Vec<Inferred<Arc<str>>>, more: &[String], quote: &str, confidence: Confidence) {
    for name in more {
        if !names.iter().any(|n| n.value.eq_ignore_ascii_case(name)) {
            names.push(Inferred {
                value: name.as_str().into(),
                evidence: evidence(EvidenceKind::NamedInText, quote),
                confidence,
            });
        }
    }
}

/// Whether a bare name stands where bylines stand: between headline and body, or beside a stamp.
fn in_place(page: &Page<'_>, at: usize, head: Option<usize>, start: usize) -> bool {
    let below = head.is_some_and(|h| at > h) && at < start;
    let beside = |u: Option<usize>| u.is_some_and(|u| u < start && date::stamp(page, u).is_some());
    below || beside(at.checked_sub(1)) || beside(Some(at + 1))
}

/// "责任编辑：…", "Edited by …", "Редактор: …", "Translated by …".
fn is_staff_line(text: &str) -> bool {
    if text.len() > 160 {
        return false;
    }
    let lower = text.trim_start_matches(['(', '（', '[', '【', ' ']).to_lowercase();
    [
        "edited by",
        "with reporting by",
        "editing by",
        "editor:",
        "editors:",
        "translated by",
        "translation:",
        "translation by",
        "compiled by",
        "producer:",
        "reporting by",
        "additional reporting",
        "with additional reporting",
        "責任編輯",
        "责任编辑",
        "责编",
        "編輯",
        "编辑：",
        "编辑:",
        "编辑 ",
        "审核",
        "校对",
        "校對",
        "监制",
        "值班",
        "原标题",
        "翻译：",
        "翻譯：",
        "翻訳：",
        "翻訳・",
        "編集：",
        "編集・",
        "редактор:",
        "редактор ",
        "перевод:",
        "перевел",
        "перевод ",
    ]
    .iter()
    .any(|p| lower.starts_with(p))
}

/// "Ada Brandt contributed to this report."
fn is_help_line(text: &str) -> bool {
    text.len() < 160
        && (text.contains("contributed to this")
            || text.contains("contributed reporting")
            || text.contains("contributed from")
            || text.contains("reported from"))
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

/// Names of file metadata.
fn of_metadata(author: &str, registry: &Registry) -> Vec<Inferred<Arc<str>>> {
    let read = byline::read(author, registry).map(|c| c.names).filter(|n| !n.is_empty());
    let names = read.unwrap_or_else(|| {
        author.split([',', ';', '、']).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect()
    });
    names
        .into_iter()
        .map(|n| Inferred {
            value: n.as_str().into(),
            evidence: evidence(EvidenceKind::FileMetadata, author),
            confidence: Confidence::High,
        })
        .collect()
}

/// Paragraphs, captions and lines out of the units' roles.
fn assemble(
    page: &Page<'_>,
    found: Option<&headline::Found>,
    front: Option<Span>,
) -> (Vec<Paragraph>, Vec<Span>, Vec<Line>) {
    let mut body: Vec<Paragraph> = Vec::new();
    let mut captions: Vec<Span> = Vec::new();
    let mut lines: Vec<Line> =
        page.lines.iter().map(|l| Line { span: l.span, role: LineRole::Blank }).collect();
    let mut caption_end = usize::MAX;
    for (at, unit) in page.units.iter().enumerate() {
        let role = match &unit.role {
            Role::Body(kind) => {
                body.push(Paragraph { kind: *kind, span: body::words_of(page, at, *kind) });
                LineRole::Body(body.len() as u32 - 1)
            }
            Role::Caption => {
                // A credit right below its caption goes with it.
                let joined = caption_end == at && !unit.gap_before && captions::is_credit_alone(page, at);
                match captions.last_mut() {
                    Some(last) if joined => last.to = unit.span.to,
                    _ => captions.push(unit.span),
                }
                caption_end = at + 1;
                LineRole::Caption(captions.len() as u32 - 1)
            }
            Role::Headline if found.is_some() => LineRole::Headline,
            Role::Standfirst => LineRole::Standfirst,
            Role::Credit => LineRole::Credit,
            Role::Date => LineRole::Date,
            Role::Section => LineRole::Section,
            Role::Furniture(kind, detail) => {
                LineRole::Furniture(FurnitureReason { kind: *kind, detail: Arc::clone(detail) })
            }
            Role::Open | Role::Headline => {
                LineRole::Furniture(FurnitureReason { kind: FurnitureKind::AfterEnd, detail: "".into() })
            }
        };
        for line in lines.get_mut(unit.lines.clone()).unwrap_or(&mut []) {
            line.role = role.clone();
        }
    }
    if let Some(front) = front {
        let reason =
            FurnitureReason { kind: FurnitureKind::Template, detail: "front matter of the file".into() };
        for (line, info) in lines.iter_mut().zip(&page.lines) {
            if line.role == LineRole::Blank
                && !info.trimmed.is_empty()
                && info.span.from >= front.from
                && info.span.to <= front.to
            {
                line.role = LineRole::Furniture(reason.clone());
            }
        }
    }
    (body, captions, lines)
}

/// Most of the body that the language is read from, in bytes.
const LANGUAGE_SAMPLE: usize = 600;

fn language_of(page: &Page<'_>, body: &[Paragraph], stated: Option<&str>) -> Inferred<Language> {
    let mut sample = String::with_capacity(LANGUAGE_SAMPLE + 200);
    for paragraph in body {
        if sample.len() >= LANGUAGE_SAMPLE {
            break;
        }
        let text = paragraph.span.of(page.raw);
        let room = LANGUAGE_SAMPLE + 100 - sample.len();
        let cut = if text.len() > room {
            text.char_indices().map(|(at, _)| at).take_while(|&at| at <= room).last().unwrap_or(0)
        } else {
            text.len()
        };
        sample.push_str(text.get(..cut).unwrap_or(""));
        sample.push(' ');
    }
    if sample.trim().is_empty() {
        for unit in &page.units {
            if matches!(unit.role, Role::Headline | Role::Standfirst) {
                sample.push_str(unit.span.of(page.raw));
            }
        }
    }
    let seen = language::detect(&sample);
    if let Some(stated) = stated
        && seen.confidence < Confidence::High
    {
        let code = stated.trim().split(['-', '_']).next().unwrap_or("").to_lowercase();
        let value = Language::from_code(&code);
        if value != Language::UNKNOWN {
            return Inferred {
                value,
                evidence: evidence(EvidenceKind::FileMetadata, stated),
                confidence: Confidence::High,
            };
        }
    }
    seen
}

/// What could not be decided, in plain sentences.
fn problems(article: &Article) -> Vec<String> {
    let mut out = Vec::new();
    if article.body.is_empty() {
        out.push("No running text was found".to_owned());
    }
    if article.headline.is_none() {
        out.push("No headline was found".to_owned());
    }
    if article.outlet.is_none() {
        out.push("The text does not name its outlet".to_owned());
    }
    match &article.published {
        None => out.push("No date of publication in the text".to_owned()),
        Some(p) if p.confidence == Confidence::Low => {
            out.push("The date could be read in two ways: day and month may be exchanged".to_owned())
        }
        Some(_) => {}
    }
    if article.completeness.value == crate::corpus::Completeness::Truncated {
        out.push("The text is cut short".to_owned());
    }
    if article.encoding.had_errors {
        out.push(format!("Some bytes made no sense as {} and were replaced", article.encoding.name));
    }
    out
}
