//! Pages that are no report: live pages, pages of pictures, pages of a film.
//!
//! What such a page is decides what can be counted on it: entries written one after another, captions, or hardly a word.
//! A mark in the head ("Liveticker", "Фоторепортаж", "動画") and the form of the page must agree: many hours at the
//! beginnings of lines, many captions beside little text, little text. Read off the article, so that it stays true
//! when parts are corrected by hand.

use crate::corpus::{Article, Line, LineRole};

/// What a page is, where it is no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    /// Entries, each with its hour.
    Live,
    /// Pictures with captions.
    Gallery,
    /// A film with a few words about it.
    Video,
}

impl PageKind {
    /// What the user should know of such a page.
    pub fn told(self) -> &'static str {
        match self {
            Self::Live => {
                "This is a live page. Its entries were written one after another and count as one article"
            }
            Self::Gallery => {
                "This is a page of pictures. What it tells stands in its captions, which are not counted"
            }
            Self::Video => "This is the page of a film. What the film says is not in the text",
        }
    }
}

const LIVE: &[&str] = &[
    "live",
    "live updates",
    "live blog",
    "live coverage",
    "as it happened",
    "liveblog",
    "liveticker",
    "live-ticker",
    "newsticker",
    "newsblog",
    "ticker",
    "en direct",
    "direct",
    "en directo",
    "directo",
    "minuto a minuto",
    "en vivo",
    "онлайн",
    "хроника",
    "прямая трансляция",
    "текстовая трансляция",
    "随時更新",
    "ライブ",
    "速報中",
    "直播",
    "实时更新",
    "滚动更新",
    "即時更新",
    "실시간",
    "مباشر",
    "لحظة بلحظة",
    "تغطية مباشرة",
];
const GALLERY: &[&str] = &[
    "in pictures",
    "pictures",
    "gallery",
    "photo gallery",
    "photos",
    "photo essay",
    "bildergalerie",
    "fotostrecke",
    "in bildern",
    "en images",
    "diaporama",
    "en imágenes",
    "fotogalería",
    "galería",
    "фоторепортаж",
    "фотогалерея",
    "фотолента",
    "组图",
    "組圖",
    "图集",
    "圖輯",
    "图片故事",
    "高清图",
    "フォトギャラリー",
    "写真特集",
    "写真で見る",
    "写真まとめ",
    "포토",
    "화보",
    "بالصور",
    "صور",
];
const VIDEO: &[&str] = &[
    "video",
    "videos",
    "watch",
    "vidéo",
    "vídeo",
    "видео",
    "视频",
    "視頻",
    "影片",
    "動画",
    "映像",
    "영상",
    "동영상",
    "فيديو",
    "بالفيديو",
];

/// Lines in which the mark of a kind may stand.
const HEAD: usize = 14;

/// Longest text, in bytes, that goes with a film.
const WITH_FILM: usize = 1200;

/// Whether a title begins with a label of pictures or films: "In pictures: …", "Watch: …", "组图：…".
pub(super) fn is_label(text: &str) -> bool {
    has_label(text, GALLERY) || has_label(text, VIDEO) || has_label(text, LIVE)
}

/// Whether a line is such a mark and nothing more.
pub(super) fn is_mark(text: &str) -> bool {
    text.len() <= LONGEST_MARK && [LIVE, GALLERY, VIDEO].iter().any(|marks| is_one_of(text, marks))
}

/// Longest mark on a line of its own, in bytes.
const LONGEST_MARK: usize = 48;

fn is_one_of(text: &str, marks: &[&str]) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() <= LONGEST_MARK && marks.contains(&bare.to_lowercase().as_str())
}

fn has_label(text: &str, marks: &[&str]) -> bool {
    let start = super::lines::lower_start(text, 28);
    let start = start.trim_start_matches(['【', '[', '［', ' ']);
    marks.iter().any(|mark| {
        start.strip_prefix(mark).is_some_and(|rest| {
            rest.trim_start().starts_with([':', '：', '|', '｜', '】', ']', '］', '丨'])
                && text.len() > mark.len() + 6
        })
    })
}

/// What a page is, where it is no report.
pub(super) fn of(article: &Article) -> Option<PageKind> {
    let hours = body_lines(article).filter(|l| begins_with_hour(article.text(l.span))).take(4).count();
    let body: usize = article.body.iter().map(|p| p.span.len()).sum();
    let shown: usize = article.captions.iter().map(|c| c.len()).sum();
    let (live, gallery) = (hours >= 3, article.captions.len() >= 3 && shown >= body / 2);
    let video = body <= WITH_FILM && article.body.len() <= 4;
    if !(live || gallery || video) {
        return None;
    }
    let marked = |marks: &[&str]| is_marked(article, marks);
    if live && (marked(LIVE) || hours >= 4 && has_own_lines(article)) {
        Some(PageKind::Live)
    } else if gallery && marked(GALLERY) {
        Some(PageKind::Gallery)
    } else {
        (video && marked(VIDEO)).then_some(PageKind::Video)
    }
}

/// Whether a mark stands alone on a line of the head, in the section, or leads or closes the headline.
fn is_marked(article: &Article, marks: &[&str]) -> bool {
    let alone = |text: &str| is_one_of(text, marks);
    let headline = article.headline_text();
    let closes = || {
        let last = headline.rsplit([':', '.', '：', '。', '–', '—', '|']).next().unwrap_or("");
        last.len() < headline.len() && alone(last)
    };
    let head = || {
        let lines = article.lines.iter().filter(|l| l.role != LineRole::Blank).take(HEAD);
        let above = lines.take_while(|l| !matches!(l.role, LineRole::Body(_)));
        // A row of links that has the word among others is no mark; one line of many menus is none either.
        let menu = above.clone().filter(|l| matches!(l.role, LineRole::Furniture(_))).count();
        menu <= 6 && above.into_iter().any(|l| alone(article.text(l.span)))
    };
    article.section.as_ref().is_some_and(|s| alone(&s.value))
        || has_label(headline, marks)
        || closes()
        || head()
}

/// Whether hours stand on lines of their own or lead paragraphs of the body, newest first or last.
fn has_own_lines(article: &Article) -> bool {
    let alone = |l: &Line| {
        let text = article.text(l.span).trim();
        begins_with_hour(text) && text.len() <= 12
    };
    body_lines(article).filter(alone).take(4).count() >= 4
}

/// The lines from the first of the body to the last, with what stands right above: an hour leads its report.
fn body_lines(article: &Article) -> impl Iterator<Item = Line> {
    let is_body = |l: Line| matches!(l.role, LineRole::Body(_));
    let lines = &article.lines;
    let first = lines.iter().position(is_body).unwrap_or(lines.len());
    let end = lines.iter().rposition(is_body).map_or(first, |last| last + 1);
    let above = |l: Line| l.role != LineRole::Blank;
    let from = lines.iter().take(first).rposition(above).unwrap_or(first);
    lines.iter().take(end).skip(from)
}

/// "14:32", "20.15 Uhr: …", "8:30": an hour, and nothing that makes it a figure.
fn begins_with_hour(text: &str) -> bool {
    let text = text.trim_start();
    let bytes = text.as_bytes();
    let hours = bytes.iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    if !(1..=2).contains(&hours) || !matches!(bytes.get(hours), Some(b':' | b'.' | b'h')) {
        return false;
    }
    let number = |from: usize, to: usize| text.get(from..to).and_then(|t| t.parse::<u32>().ok());
    let minutes = number(hours + 1, hours + 3);
    let rest = text.get(hours + 3..).unwrap_or("");
    let colon = bytes.get(hours) == Some(&b':');
    let named = ["Uhr", "Uhr:", "h", "h:", "GMT", "BST", "EST", "EDT"];
    let follows = rest.split_whitespace().next().is_none_or(|word| named.contains(&word));
    number(0, hours).is_some_and(|h| h < 24)
        && minutes.is_some_and(|m| m < 60)
        && !rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ':' | '%'))
        && (colon || follows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_told_from_figures() {
        for text in
            ["14:32", "8:30", "20.15 Uhr: Damit enden wir.", "14:32 Ferry begins crossings", "09:05 GMT"]
        {
            assert!(begins_with_hour(text), "{text}");
        }
        for text in ["14.32 million", "25:10", "1.5", "2018:12", "14:62", "12.05.2018", "3 Sep", "", "1:2"] {
            assert!(!begins_with_hour(text), "{text}");
        }
    }
}
