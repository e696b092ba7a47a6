//! Layouts that are known: what news scrapers, archives and services write.
//!
//! Learned from the documentation and the code of those that write them. A layout is known by fields
//! that only it has together; what is not named here is taken by its name.

use std::collections::BTreeSet;

use super::{FieldMapping, Part};
use Part::{Author, Body, Date, Headline, Language, Nothing, Outlet, Section, Standfirst, Url};

/// One layout.
pub(super) struct Layout {
    /// What writes it.
    pub name: &'static str,
    /// Fields that all have to be there.
    has: &'static [&'static str],
    /// What its fields hold; whether a field is added to the ones before.
    uses: &'static [(&'static str, Part, bool)],
    /// What it lacks, where it holds no text of articles.
    pub lacks: Option<&'static str>,
}

/// What to do with a list of links.
const LINKS: &str = "It lists addresses and headlines of articles, without their texts. Fetch the articles, \
                     with a scraper for example, and open what that saves";

const LAYOUTS: [Layout; 19] = [
    Layout {
        name: "news-please",
        has: &["maintext", "date_publish"],
        uses: &[
            ("title", Headline, false),
            ("description", Standfirst, false),
            ("maintext", Body, false),
            ("date_publish", Date, false),
            ("source_domain", Outlet, false),
            ("authors", Author, false),
            ("language", Language, false),
            ("url", Url, false),
            ("title_page", Nothing, false),
            ("title_rss", Nothing, false),
            ("text", Nothing, false),
        ],
        lacks: None,
    },
    Layout {
        name: "trafilatura",
        has: &["fingerprint", "hostname", "text"],
        uses: &[
            ("title", Headline, false),
            ("excerpt", Standfirst, false),
            ("description", Standfirst, false),
            ("text", Body, false),
            ("raw_text", Body, false),
            ("date", Date, false),
            ("source-hostname", Outlet, false),
            ("sitename", Outlet, false),
            ("hostname", Outlet, false),
            ("author", Author, false),
            ("categories", Section, false),
            ("language", Language, false),
            ("source", Url, false),
            ("url", Url, false),
            ("comments", Nothing, false),
        ],
        lacks: None,
    },
    Layout {
        name: "fundus",
        has: &["body.sections.paragraphs", "title"],
        uses: &[
            ("title", Headline, false),
            ("body.summary", Standfirst, true),
            ("body.sections.headline", Body, true),
            ("body.sections.paragraphs", Body, true),
            ("publishing_date", Date, false),
            ("authors", Author, false),
            ("publisher", Outlet, false),
            ("html.source_info.publisher", Outlet, false),
            ("html.source_info.name", Outlet, false),
            ("html.responded_url", Url, false),
            ("html.requested_url", Url, false),
            ("lang", Language, false),
            ("section", Section, false),
            ("html.content", Nothing, false),
            ("plaintext", Nothing, false),
        ],
        lacks: None,
    },
    Layout {
        name: "NewsAPI",
        has: &["publishedAt", "content", "source.name"],
        uses: &[
            ("title", Headline, false),
            ("description", Standfirst, false),
            ("content", Body, false),
            ("publishedAt", Date, false),
            ("source.name", Outlet, false),
            ("source.id", Nothing, false),
            ("author", Author, false),
            ("url", Url, false),
        ],
        lacks: None,
    },
    Layout {
        name: "Event Registry",
        has: &["body", "title", "source.title", "dateTimePub"],
        uses: &[
            ("title", Headline, false),
            ("body", Body, false),
            ("dateTimePub", Date, false),
            ("dateTime", Date, false),
            ("date", Date, false),
            ("source.title", Outlet, false),
            ("source.uri", Outlet, false),
            ("authors.name", Author, false),
            ("lang", Language, false),
            ("url", Url, false),
        ],
        lacks: None,
    },
    Layout {
        name: "newspaper3k or newspaper4k",
        has: &["text", "top_image", "publish_date"],
        uses: &[
            ("title", Headline, false),
            ("text", Body, false),
            ("article_html", Body, false),
            ("publish_date", Date, false),
            ("meta_site_name", Outlet, false),
            ("source_url", Outlet, false),
            ("authors", Author, false),
            ("meta_lang", Language, false),
            ("canonical_link", Url, false),
            ("url", Url, false),
            ("meta_description", Standfirst, false),
            ("html", Nothing, false),
            // Made by a program, not by the outlet.
            ("summary", Nothing, false),
        ],
        lacks: None,
    },
    Layout {
        name: "NELA-GT",
        has: &["published_utc", "collection_utc", "content"],
        uses: &[
            ("title", Headline, false),
            ("content", Body, false),
            ("date", Date, false),
            ("published_utc", Date, false),
            ("published", Date, false),
            ("source", Outlet, false),
            ("author", Author, false),
            ("url", Url, false),
        ],
        lacks: None,
    },
    Layout {
        name: "AmCAT",
        has: &["headline", "text", "medium", "date"],
        uses: &[
            ("headline", Headline, false),
            ("title", Headline, false),
            ("text", Body, false),
            ("date", Date, false),
            ("medium", Outlet, false),
            ("byline", Standfirst, false),
            ("author", Author, false),
            ("section", Section, false),
            ("url", Url, false),
        ],
        lacks: None,
    },
    Layout {
        name: "schema.org",
        has: &["@type", "headline"],
        uses: &[
            ("headline", Headline, false),
            ("name", Headline, false),
            ("description", Standfirst, false),
            ("articleBody", Body, false),
            ("text", Body, false),
            ("datePublished", Date, false),
            ("dateCreated", Date, false),
            ("publisher.name", Outlet, false),
            ("publisher", Outlet, false),
            ("author.name", Author, false),
            ("author", Author, false),
            ("creator.name", Author, false),
            ("articleSection", Section, false),
            ("inLanguage", Language, false),
            ("url", Url, false),
            ("mainEntityOfPage.@id", Url, false),
            ("mainEntityOfPage", Url, false),
        ],
        lacks: None,
    },
    Layout {
        name: "The Guardian's Open Platform",
        has: &["webTitle", "webPublicationDate"],
        uses: &[
            ("fields.headline", Headline, false),
            ("webTitle", Headline, false),
            ("fields.trailText", Standfirst, false),
            ("fields.standfirst", Standfirst, false),
            ("fields.body", Body, false),
            ("fields.bodyText", Body, false),
            ("webPublicationDate", Date, false),
            ("fields.publication", Outlet, false),
            ("fields.byline", Author, false),
            ("sectionName", Section, false),
            ("fields.lang", Language, false),
            ("webUrl", Url, false),
        ],
        lacks: None,
    },
    Layout {
        name: "WordPress",
        has: &["title.rendered", "content.rendered"],
        uses: &[
            ("title.rendered", Headline, false),
            ("excerpt.rendered", Nothing, false),
            ("content.rendered", Body, false),
            ("date_gmt", Date, false),
            ("date", Date, false),
            ("_embedded.author.name", Author, false),
            ("link", Url, false),
            ("author", Nothing, false),
            ("categories", Nothing, false),
        ],
        lacks: None,
    },
    Layout {
        name: "JSON Feed",
        has: &["content_html", "date_published"],
        uses: &[
            ("title", Headline, false),
            ("summary", Standfirst, false),
            ("content_html", Body, false),
            ("content_text", Body, false),
            ("date_published", Date, false),
            ("authors.name", Author, false),
            ("author.name", Author, false),
            ("language", Language, false),
            ("url", Url, false),
        ],
        lacks: None,
    },
    Layout {
        name: "Webz.io",
        has: &["thread.site", "text", "published"],
        uses: &[
            ("title", Headline, false),
            ("thread.title", Headline, false),
            ("text", Body, false),
            ("published", Date, false),
            ("thread.site_full", Outlet, false),
            ("thread.site", Outlet, false),
            ("author", Author, false),
            ("thread.section_title", Section, false),
            ("language", Language, false),
            ("url", Url, false),
        ],
        lacks: None,
    },
    Layout { name: "Twitter", has: &["full_text", "created_at", "id_str"], uses: TWEET, lacks: None },
    Layout { name: "Twitter", has: &["text", "created_at", "user.screen_name"], uses: TWEET, lacks: None },
    Layout {
        name: "Twitter",
        has: &["text", "created_at", "author_id"],
        uses: &[
            ("note_tweet.text", Body, false),
            ("text", Body, false),
            ("created_at", Date, false),
            ("author.name", Author, false),
            ("lang", Language, false),
        ],
        lacks: None,
    },
    Layout {
        name: "GDELT",
        has: &["seendate", "url", "title", "domain"],
        uses: &[
            ("title", Headline, false),
            ("seendate", Date, false),
            ("domain", Outlet, false),
            ("url", Url, false),
            ("language", Language, false),
        ],
        lacks: Some(LINKS),
    },
    Layout {
        name: "Media Cloud",
        has: &["stories_id", "media_name", "url"],
        uses: CLOUD,
        lacks: Some(LINKS),
    },
    Layout {
        name: "Media Cloud",
        has: &["indexed_date", "media_name", "url"],
        uses: CLOUD,
        lacks: Some(LINKS),
    },
];

const TWEET: &[(&str, Part, bool)] = &[
    ("extended_tweet.full_text", Body, false),
    ("full_text", Body, false),
    ("text", Body, false),
    ("created_at", Date, false),
    ("user.name", Author, false),
    ("lang", Language, false),
];

const CLOUD: &[(&str, Part, bool)] = &[
    ("title", Headline, false),
    ("text", Body, false),
    ("story_text", Body, false),
    ("publish_date", Date, false),
    ("media_name", Outlet, false),
    ("language", Language, false),
    ("url", Url, false),
];

/// The layout of records with these fields, and its mapping of those that are there.
pub(super) fn of_fields(fields: &[String]) -> Option<(&'static Layout, FieldMapping)> {
    let here: BTreeSet<&str> = fields.iter().map(String::as_str).collect();
    let layout = LAYOUTS.iter().find(|layout| layout.has.iter().all(|field| here.contains(field)))?;
    let mut mapping = FieldMapping::default();
    for (field, part, join) in layout.uses.iter().filter(|(field, ..)| here.contains(field)) {
        mapping = mapping.with(field, *part, *join);
    }
    Some((layout, mapping))
}

/// What a table without a header is, by its first row, where it holds no texts of articles: the lists of
/// GDELT's Global Knowledge Graph and of its events.
pub(in crate::ingest::readers) fn list_of_links(row: &[&str]) -> Option<&'static str> {
    const KNOWLEDGE_GRAPH: &str = "This is a list of GDELT's Global Knowledge Graph. It names what articles are \
                                   about, without their texts. Fetch the articles at its addresses, and open what \
                                   that saves";
    const EVENTS: &str = "This is a list of GDELT's events. It holds no texts of articles. Fetch the articles at \
                          its addresses, and open what that saves";
    let is_number = |cell: Option<&&str>, length: usize| {
        cell.is_some_and(|cell| cell.len() == length && cell.bytes().all(|b| b.is_ascii_digit()))
    };
    let first = row.first()?;
    let (stamp, rest) = first.split_once('-').unwrap_or((first, ""));
    if row.len() >= 15 && is_number(Some(&stamp), 14) && !rest.is_empty() && is_number(row.get(1), 14) {
        return Some(KNOWLEDGE_GRAPH);
    }
    let is_event = matches!(row.len(), 57 | 58 | 61) && is_number(row.get(1), 8) && is_number(row.get(2), 6);
    is_event.then_some(EVENTS)
}

#[cfg(test)]
mod tests {
    use super::{LAYOUTS, Part, of_fields};

    #[test]
    fn each_layout_is_found_by_its_own_fields() {
        for layout in &LAYOUTS {
            let mut fields: Vec<String> = layout.has.iter().map(|&field| field.to_owned()).collect();
            fields.push("something else".to_owned());
            let (found, mapping) = of_fields(&fields).unwrap_or_else(|| panic!("{}", layout.name));
            assert_eq!(found.name, layout.name);
            assert!(mapping.uses.iter().all(|one| fields.contains(&one.field)));
            let has_text = layout.uses.iter().any(|(_, part, _)| *part == Part::Body);
            assert!(has_text || layout.lacks.is_some(), "{} says where the text is", layout.name);
        }
        assert!(of_fields(&["title".to_owned(), "text".to_owned()]).is_none());
    }
}
