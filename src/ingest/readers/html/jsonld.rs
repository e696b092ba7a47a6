//! What a page states in JSON-LD: the article among all that its graphs describe.
//!
//! Broken JSON is mended where it is often broken (line breaks within strings, comments around, a
//! comma too many), and passed over where it cannot be.

use serde_json::{Map, Value};

/// What JSON-LD states of the article.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// `headline`, or `name`.
    pub headline: Option<String>,
    /// `datePublished`.
    pub published: Option<String>,
    /// `dateModified`.
    pub modified: Option<String>,
    /// Names of `author` or `creator`.
    pub authors: Vec<String>,
    /// Name of `publisher`.
    pub publisher: Option<String>,
    /// `articleSection`.
    pub section: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `articleBody`, markup and all.
    pub body: Option<String>,
    /// `url`, or the page that it is the main thing of.
    pub url: Option<String>,
}

/// Objects looked at on one page; the largest graphs of real pages have a few hundred.
const MOST_OBJECTS: usize = 20_000;

/// Types that are articles.
const ARTICLES: [&str; 17] = [
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "OpinionNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "Report",
    "ScholarlyArticle",
    "TechArticle",
    "Review",
];

/// The article that `scripts` state, told from others by the address of the page; `None` without one.
pub(super) fn article(scripts: &[String], address: Option<&str>) -> Option<Facts> {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let objects = objects(&values);
    let mut best: Option<(u32, &Map<String, Value>)> = None;
    for object in &objects {
        if !is_article(object) {
            continue;
        }
        let has = |key: &str| u32::from(object.get(key).is_some_and(|value| !value.is_null()));
        let own = address.is_some_and(|address| url(object).is_some_and(|url| same_page(&url, address)));
        let score = 8 * u32::from(own)
            + 4 * has("articleBody")
            + 2 * has("datePublished")
            + has("headline")
            + has("author");
        // The first of equals is the page's own, the later ones are teasers.
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, object));
        }
    }
    let (_, object) = best?;
    let text = |key: &str| object.get(key).and_then(text_of);
    let name = |value: &Value| names(value, &objects);
    let authors = object.get("author").or_else(|| object.get("creator")).map(name).unwrap_or_default();
    Some(Facts {
        headline: text("headline").or_else(|| text("name")),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        authors,
        publisher: object.get("publisher").map(name).and_then(|names| names.into_iter().next()),
        section: text("articleSection"),
        language: text("inLanguage"),
        description: text("description"),
        body: text("articleBody").or_else(|| text("reviewBody")),
        url: url(object),
    })
}

/// Whether two addresses are of one page, but for its scheme, its query and a stroke at its end.
fn same_page(a: &str, b: &str) -> bool {
    fn bare(url: &str) -> &str {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.strip_prefix("www.").unwrap_or(rest);
        rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/')
    }
    bare(a) == bare(b)
}

fn url(object: &Map<String, Value>) -> Option<String> {
    let id = |value: &Value| match value {
        Value::String(url) => Some(url.clone()),
        Value::Object(page) => page.get("@id").or_else(|| page.get("url")).and_then(text_of),
        _ => None,
    };
    object.get("url").and_then(id).or_else(|| object.get("mainEntityOfPage").and_then(id))
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            let kind = kind.rsplit(['/', '#', ':']).next().unwrap_or(kind);
            ARTICLES.contains(&kind)
        })
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// All objects, outer ones first, in the order of the page.
fn objects(values: &[Value]) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop() {
        if found.len() >= MOST_OBJECTS {
            break;
        }
        match value {
            Value::Array(inner) => open.extend(inner.iter().rev()),
            Value::Object(object) => {
                found.push(object);
                let inner: Vec<&Value> = object.values().filter(|v| v.is_object() || v.is_array()).collect();
                open.extend(inner.into_iter().rev());
            }
            _ => {}
        }
    }
    found
}

/// A text, or the first of a list of texts.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Array(values) => values.iter().find_map(|value| match value {
            Value::String(_) => text_of(value),
            _ => None,
        }),
        Value::Object(object) => {
            object.get("@value").or_else(|| object.get("name")).and_then(|value| match value {
                Value::String(_) => text_of(value),
                _ => None,
            })
        }
        _ => None,
    }
}

/// Names of persons or firms: a text, an object with a name, one that is described elsewhere, or a
/// list of such.
fn names(value: &Value, objects: &[&Map<String, Value>]) -> Vec<String> {
    /// More are a list of everybody.
    const MOST: usize = 30;
    let many = match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut found: Vec<String> = Vec::new();
    for value in many.iter().take(MOST) {
        let name = match value {
            Value::String(name) => Some(name.trim().to_owned()),
            Value::Object(object) => object.get("name").and_then(text_of).or_else(|| {
                let id = object.get("@id")?.as_str()?;
                let described = |o: &&&Map<String, Value>| {
                    o.get("@id").and_then(Value::as_str) == Some(id) && o.contains_key("name")
                };
                objects.iter().find(described).and_then(|o| o.get("name")).and_then(text_of)
            }),
            _ => None,
        };
        let name = name.filter(|name| !name.is_empty() && !name.contains("://"));
        if let Some(name) = name
            && !found.contains(&name)
        {
            found.push(name);
        }
    }
    found
}

/// The value of a script, mended if it has to be.
fn parse(script: &str) -> Option<Value> {
    let text = script.trim();
    let text =
        text.trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let text = text.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>");
    let text = text.trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&mended(text)).ok())
}

/// `text` without what makes it no JSON: line breaks in strings, commas before a closing bracket.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let (mut in_text, mut is_escaped) = (false, false);
    // Where the last comma stands that nothing but white space follows.
    let mut comma: Option<usize> = None;
    for c in text.chars() {
        if in_text {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '"' => in_text = false,
                '\n' | '\r' | '\t' => {
                    out.push(' ');
                    continue;
                }
                c if c.is_control() => continue,
                _ => {}
            }
            // "\'" is no escape of JSON.
            if c == '\'' && out.ends_with('\\') && !out.ends_with("\\\\") {
                out.pop();
            }
            out.push(c);
            continue;
        }
        match c {
            '"' => in_text = true,
            ',' => {
                comma = Some(out.len());
                out.push(c);
                continue;
            }
            '}' | ']' => {
                if let Some(at) = comma {
                    out.replace_range(at..=at, " ");
                }
            }
            _ => {}
        }
        if !c.is_whitespace() {
            comma = None;
        }
        out.push(c);
    }
    out
}
