//! Above an article of several pages: the files they lie in, and joining them or taking them apart.

use egui::{Label, RichText, Ui};

use super::versions::{file, link};
use crate::corpus::{Article, ArticleId, ArticlePage, Corpus, Pages, Span, file_and_record};
use crate::figure::format;
use crate::session::{Action, Command, PageEdit};
use crate::ui::context::ViewContext;

/// Pages shown at once; of more it is told how many there are.
const MOST: usize = 8;

/// The pages of an article that was put together of them.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, id: ArticleId) {
    let tokens = ctx.tokens;
    let small = |text: &str| RichText::new(text).font(tokens.small());
    let count = ctx.numbers().count(article.pages.len() as u64);
    let by_hand = if ctx.session.said_of_versions_and_pages(id).1 { ", put together by hand" } else { "" };
    let words = format!("One article of {count} pages{}{by_hand}", where_they_lie(&article.pages));
    ui.label(RichText::new(words).font(tokens.small_strong()).color(tokens.text));
    for (at, page) in article.pages.iter().enumerate().take(MOST) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (words, path) = (format!("Page {}", at + 1), path(page));
            let open = link(ui, ctx, &words, &format!("{words}, {path}"));
            if open.on_hover_text("Go to where this page begins").clicked() {
                ctx.send(Command::OpenArticle(id, begins(article, page)));
            }
            ui.add(Label::new(small(&path).color(tokens.muted)).truncate()).on_hover_text(&path);
        });
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        if article.pages.len() > MOST {
            let more = ctx.numbers().count((article.pages.len() - MOST) as u64);
            ui.label(small(&format!("and {more} more")).color(tokens.muted));
        }
        if ctx.session.can_join_pages().is_ok() {
            let apart = link(ui, ctx, "Take apart", Action::TakePagesApart.text());
            if apart.on_hover_text(Action::TakePagesApart.tooltip()).clicked() {
                ctx.send(Command::EditPages(PageEdit::Part(id)));
            }
        }
    });
}

/// The other pages of an article whose pages are each an article of its own.
pub fn apart_ui(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, id: ArticleId, pages: &Pages) {
    let tokens = ctx.tokens;
    let here = pages.there.iter().find(|page| page.1 == id).map_or(0, |page| page.0);
    let by_hand = if ctx.session.said_of_versions_and_pages(id).1 { ", taken apart by hand" } else { "" };
    let words = format!("Page {here} of an article of {} pages{by_hand}", pages.of);
    ui.label(RichText::new(words).font(tokens.small_strong()).color(tokens.text));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        for &(number, page) in pages.there.iter().filter(|page| page.1 != id).take(MOST) {
            let words = format!("Page {number}");
            let open = link(ui, ctx, &words, &format!("{words}, {}", file(corpus, page)));
            if open.on_hover_text(file(corpus, page)).clicked() {
                ctx.send(Command::OpenArticle(page, None));
            }
        }
        let missing: Vec<String> = pages.missing().take(MOST).map(|number| number.to_string()).collect();
        let note = match missing.as_slice() {
            [] => "All of them are here; each counts as an article of its own".to_owned(),
            [one] => {
                format!("Page {one} is not among the articles; each page counts as an article of its own")
            }
            several => format!(
                "Pages {} are not among the articles; each page counts as an article of its own",
                format::list(several)
            ),
        };
        ui.label(RichText::new(note).font(tokens.small()).color(tokens.muted));
        if ctx.session.can_join_pages().is_ok() {
            let join = link(ui, ctx, "Make them one article", Action::JoinPages.text());
            if join.on_hover_text("Count the pages that are here as one article").clicked() {
                let ids = pages.there.iter().map(|page| page.1).collect();
                ctx.send(Command::EditPages(PageEdit::Join(ids)));
            }
        }
    });
}

/// Whether each page is a file, or a record of one.
fn where_they_lie(pages: &[ArticlePage]) -> &'static str {
    let mut files: Vec<&str> = pages.iter().map(|page| &*page.path).collect();
    files.sort_unstable();
    files.dedup();
    match files.len() {
        1 => ", each a record of one file",
        some if some == pages.len() => ", each a file",
        _ => "",
    }
}

fn path(page: &ArticlePage) -> String {
    file_and_record(&page.path, page.record)
}

/// The first text of the article on a page.
fn begins(article: &Article, page: &ArticlePage) -> Option<Span> {
    let is_there = |span: &Span| page.span.from <= span.from && span.to <= page.span.to;
    article.counted_spans().filter(is_there).min_by_key(|span| span.from)
}
