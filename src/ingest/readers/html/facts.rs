//! What a page states about its article: JSON-LD first, then OpenGraph and its kin, Dublin Core,
//! microdata, and what the elements themselves say (`<time>`, `<link>` to the page itself and to those before and
//! after it, `lang`).

use html5ever::local_name;

use super::jsonld;
use super::tree::Tree;
use crate::ingest::readers::Metadata;
use crate::text::address::followed;

/// What a page states, sorted out.
#[derive(Debug, Default)]
pub(super) struct Stating {
    /// For anatomy.
    pub metadata: Metadata,
    /// Everything that may be the headline, the surest first.
    pub titles: Vec<String>,
    /// The text of the article, as it is stated for machines.
    pub body: Option<String>,
}

/// Names of `<meta>` (or `itemprop`) for each fact, the surest first.
const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "citation_title",
    "headline",
    "title",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article:published",
    "article.published",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "pdate",
    "pub_date",
    "publication_date",
    "published_date",
    "citation_publication_date",
    "citation_date",
    "datecreated",
    "date",
];
const AUTHORS: &[&str] = &[
    "author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "citation_author",
    "byl",
    "og:author",
    "twitter:creator:name",
];
const OUTLETS: &[&str] =
    &["og:site_name", "dc.publisher", "dcterms.publisher", "application-name", "publisher"];
const SECTIONS: &[&str] =
    &["article:section", "og:section", "parsely-section", "cxenseparse:category", "section"];
const LANGUAGES: &[&str] =
    &["dc.language", "dcterms.language", "inlanguage", "og:locale", "content-language", "language"];
const LEADS: &[&str] =
    &["og:description", "twitter:description", "dc.description", "dcterms.abstract", "description"];
const ADDRESSES: &[&str] = &["og:url", "twitter:url", "parsely-link"];
const CHANGES: &[&str] = &[
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "dcterms.modified",
    "datemodified",
    "lastmod",
];

/// What is longer is no address of a page.
const LONGEST_ADDRESS: usize = 2000;
/// More are a list of everybody.
const MOST_AUTHORS: usize = 30;

/// Reads what the page states.
pub(super) fn read(tree: &Tree) -> Stating {
    let mut metas: Vec<(String, String)> = Vec::new();
    let mut scripts: Vec<String> = Vec::new();
    let (mut canonical, mut title, mut language, mut time) = (None, None, None, None);
    let (mut previous, mut next) = (None, None);
    for (node, begins) in tree.walk(0) {
        if !begins {
            continue;
        }
        let name = tree.name(node);
        let item = tree.attr(node, "itemprop");
        if *name == local_name!("meta") {
            let content = tree.attr(node, "content");
            for key in ["property", "name", "itemprop", "http-equiv"] {
                // "datePublished dateCreated" are two names.
                for key in tree.attr(node, key).split_whitespace().take(4).filter(|_| !content.is_empty()) {
                    metas.push((key.to_ascii_lowercase(), content.to_owned()));
                }
            }
        } else if *name == local_name!("script") {
            if tree.attr(node, "type").to_ascii_lowercase().contains("ld+json") {
                scripts.push(tree.text(node));
            }
        } else if *name == local_name!("link") {
            let place = match &*tree.attr(node, "rel").to_ascii_lowercase() {
                "canonical" => Some(&mut canonical),
                "prev" | "previous" => Some(&mut previous),
                "next" => Some(&mut next),
                _ => None,
            };
            if let Some(place) = place {
                place.get_or_insert_with(|| tree.attr(node, "href").to_owned());
            }
        } else if *name == local_name!("title") {
            title = title.or_else(|| Some(folded(&tree.text(node))));
        } else if *name == local_name!("html") {
            let lang = tree.attr_if(node, "lang").or_else(|| tree.attr_if(node, "xml:lang"));
            language = lang.map(str::to_owned);
        } else if *name == local_name!("time") {
            let stamp = tree.attr(node, "datetime");
            if time.is_none() && stamp.len() >= 8 && stamp.starts_with(|c: char| c.is_ascii_digit()) {
                time = Some(stamp.to_owned());
            }
        }
        // Microdata: dates and names stand in the text or in an attribute.
        if item.eq_ignore_ascii_case("datepublished") || item.eq_ignore_ascii_case("datecreated") {
            let stamp = tree.attr_if(node, "datetime").or_else(|| tree.attr_if(node, "content"));
            let stamp = stamp.map_or_else(|| folded(&tree.text(node)), str::to_owned);
            if !stamp.is_empty() && stamp.len() < 80 {
                metas.push((item.to_ascii_lowercase(), stamp));
            }
        }
    }
    let first = |names: &[&str]| {
        names.iter().find_map(|name| {
            metas
                .iter()
                .find(|(key, value)| key == name && !value.trim().is_empty())
                .map(|(_, value)| folded(value))
        })
    };
    let address = canonical.filter(|url| url.contains("://")).or_else(|| first(ADDRESSES));
    let facts = jsonld::article(&scripts, address.as_deref()).unwrap_or_default();
    let mut titles: Vec<String> = Vec::new();
    let stated = facts.headline.iter().map(|text| plain(text));
    for text in stated.chain(TITLES.iter().filter_map(|name| first(&[name]))).chain(title) {
        if !text.is_empty() && !titles.contains(&text) {
            titles.push(text);
        }
    }
    let authors: Vec<String> = if facts.authors.is_empty() {
        let of_meta = |name: &&str| {
            let all = metas
                .iter()
                .filter(|(key, value)| key == name && !value.contains("://") && !value.starts_with('@'));
            let mut names: Vec<String> = Vec::new();
            for name in all.map(|(_, value)| folded(value)).filter(|name| !name.is_empty()).take(MOST_AUTHORS)
            {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            (!names.is_empty()).then_some(names)
        };
        AUTHORS.iter().find_map(of_meta).unwrap_or_default()
    } else {
        facts.authors
    };
    let outlets = OUTLETS.iter().filter_map(|name| first(&[name]));
    let mut other = Vec::new();
    if let Some(changed) = facts.modified.or_else(|| first(CHANGES)) {
        other.push(("modified".to_owned(), changed));
    }
    let url = address.or(facts.url);
    let follow = |link: Option<String>| {
        let link = link.filter(|link| link.len() < LONGEST_ADDRESS)?;
        followed(url.as_deref().unwrap_or_default(), &link)
    };
    let metadata = Metadata {
        title: titles.first().cloned(),
        date: facts.published.or_else(|| first(DATES)).or(time),
        author: Some(authors.join(", ")).filter(|names| !names.is_empty()),
        outlet: facts
            .publisher
            .map(|name| plain(&name))
            .into_iter()
            .chain(outlets)
            .find(|name| is_name(name)),
        section: facts.section.map(|name| plain(&name)).or_else(|| first(SECTIONS)),
        language: language.filter(|l| !l.is_empty()).or(facts.language).or_else(|| first(LANGUAGES)),
        previous: follow(previous),
        next: follow(next),
        url,
        standfirst: facts.description.map(|text| plain(&text)).or_else(|| first(LEADS)),
        agency: None,
        other,
    };
    Stating { metadata, titles, body: facts.body.map(|text| plain(&text)) }
}

/// Whether an outlet may be called so: an address, an account or a note about rights is no name.
fn is_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    (1..120).contains(&text.len())
        && !text.starts_with(['@', '©'])
        && !text.contains("://")
        && !["copyright", "designed by", "powered by"].iter().any(|start| lower.starts_with(start))
}

/// White space folded into single spaces.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Longest tag within a stated text.
const LONGEST_TAG: usize = 2000;

/// A stated text without markup and references, which some pages leave in it.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        // Far ahead there is no end of a tag: looking for it from each sign would take for ever.
        let end = after.bytes().take(LONGEST_TAG).position(|b| b == b'>').filter(|_| is_tag);
        out.push(if end.is_some() { ' ' } else { '<' });
        rest = end.and_then(|end| after.get(end + 1..)).unwrap_or(after);
    }
    out.push_str(rest);
    folded(&super::references::decoded(&out, false))
}
