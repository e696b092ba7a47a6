//! What is known of an article as one row of plain values: the same columns in every table.

use crate::corpus::{Article, ParagraphKind, file_and_record};
use crate::text::normalise::for_reading;

/// A column of plain text: its name, and what an article has there; empty where it is not known.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) of: fn(&Article) -> String,
}

/// The columns, without number of words and text.
pub(super) const FIELDS: [Field; 15] = [
    Field { name: "path", of: |article| article.path.to_string() },
    Field { name: "record", of: |article| article.record.to_string() },
    Field { name: "outlet", of: |article| value(article.outlet.as_ref().map(|one| &*one.value)) },
    Field {
        name: "outlet_evidence",
        of: |article| value(article.outlet.as_ref().map(|one| one.evidence.kind.label())),
    },
    Field {
        name: "date",
        of: |article| article.published.as_ref().map_or_else(String::new, |one| one.value.to_string()),
    },
    Field { name: "headline", of: |article| for_reading(article.headline_text()).into_owned() },
    Field {
        name: "standfirst",
        of: |article| {
            article
                .standfirst
                .as_ref()
                .map_or_else(String::new, |one| for_reading(article.text(one.value)).into_owned())
        },
    },
    Field {
        name: "byline",
        of: |article| article.byline.iter().map(|name| &*name.value).collect::<Vec<_>>().join("; "),
    },
    Field { name: "section", of: |article| value(article.section.as_ref().map(|one| &*one.value)) },
    Field { name: "opinion", of: |article| if article.is_opinion() { "yes" } else { "no" }.to_owned() },
    Field { name: "agency", of: |article| value(article.wire.as_ref().map(|one| &*one.value)) },
    Field { name: "host", of: |article| value(article.host.as_ref().map(|one| &*one.value)) },
    Field { name: "language", of: |article| value(article.language.value.code()) },
    Field { name: "completeness", of: |article| article.completeness.value.to_string() },
    Field { name: "pages", of: |article| pages(article).join("; ") },
];

/// The files of an article's pages, where it was put together of several.
pub(super) fn pages(article: &Article) -> Vec<String> {
    article.pages.iter().map(|page| file_and_record(&page.path, page.record)).collect()
}

fn value(of: Option<&str>) -> String {
    of.unwrap_or_default().to_owned()
}

/// The body: paragraphs parted by a blank line, items of lists with a dash before them.
pub(super) fn body(article: &Article) -> String {
    let mut text = String::new();
    let mut before = None;
    for paragraph in &article.body {
        let is_item = paragraph.kind == ParagraphKind::ListItem;
        if let Some(before) = before.replace(paragraph.kind) {
            // The items of one list stand together.
            text.push_str(if is_item && before == ParagraphKind::ListItem { "\n" } else { "\n\n" });
        }
        if is_item {
            text.push_str("- ");
        }
        text.push_str(&for_reading(article.text(paragraph.span)));
    }
    text
}

/// The article as a plain text: headline, standfirst and body, each parted by a blank line.
pub(super) fn plain(article: &Article) -> String {
    let standfirst = article.standfirst.as_ref().map_or("", |one| article.text(one.value));
    let parts = [
        for_reading(article.headline_text()).into_owned(),
        for_reading(standfirst).into_owned(),
        body(article),
    ];
    let mut text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}
