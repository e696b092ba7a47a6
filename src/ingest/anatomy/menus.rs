//! Menus in one line: breadcrumbs, rows of links, language switches.

use super::lines;
use super::page::Page;
use super::shape::{Shape, sign};

/// "Home > World > Europe", "Главная / Политика", "首页 > 国际 > 正文".
pub(super) fn is_breadcrumb(page: &Page<'_>, text: &str, s: &Shape) -> bool {
    breadcrumb(page, text, s).is_some()
}

/// The parts of a breadcrumb.
pub(super) fn breadcrumb<'t>(page: &Page<'_>, text: &'t str, s: &Shape) -> Option<Vec<&'t str>> {
    if !(s.has(sign::ANGLE) || s.has(sign::SLASH) || s.has(sign::PIPE))
        || s.size > 200
        || s.has(sign::ADDRESS)
        || s.stops > 0
    {
        return None;
    }
    let marks: &[char] = if s.has(sign::ANGLE) {
        &['>', '›', '»', '→', '＞', '〉', '▶', '►', '≫']
    } else if s.has(sign::SLASH) {
        &['/', '／']
    } else {
        &['|', '｜']
    };
    let parts: Vec<&str> =
        text.split(marks).map(|p| p.trim_matches(lines::is_space)).filter(|p| !p.is_empty()).collect();
    if parts.len() < 2
        && !(parts.len() == 1
            && s.has(sign::ANGLE)
            && is_home(parts[0].trim_start_matches(|c: char| !c.is_alphanumeric())))
    {
        return None;
    }
    let first = parts.first().copied().unwrap_or("");
    let first = [
        "当前位置：",
        "当前位置:",
        "您的位置：",
        "现在位置：",
        "你现在的位置：",
        "You are here:",
        "Вы здесь:",
    ]
    .iter()
    .find_map(|p| first.strip_prefix(p))
    .map_or(first, str::trim);
    let known = |p: &str| page.registry.section(p).is_some() || is_home(p);
    let short = parts.iter().rev().skip(1).all(|p| p.chars().count() <= 40);
    let count = parts.iter().filter(|p| known(p)).count();
    let home = is_home(first) || page.registry.by_name(first).is_some();
    let crumb = if s.has(sign::ANGLE) {
        home || count >= 1 || parts.len() >= 3
    } else {
        is_home(first) || parts.len() >= 3 && count + 1 >= parts.len() && s.has(sign::SLASH)
    };
    let mut parts = parts;
    if let Some(slot) = parts.first_mut() {
        *slot = first;
    }
    // "Essays / Opinion / Ada Brandt" is a byline.
    let person =
        !is_home(first) && parts.last().is_some_and(|last| super::names::is_name(last, 2) && !known(last));
    (short && crumb && !person).then_some(parts)
}

/// The first part of a breadcrumb.
pub(super) fn is_home(part: &str) -> bool {
    if part.len() > 40 {
        return false;
    }
    let lower = part.to_lowercase();
    matches!(
        lower.trim(),
        "home"
            | "homepage"
            | "home page"
            | "front page"
            | "main"
            | "news home"
            | "главная"
            | "главная страница"
            | "на главную"
            | "首页"
            | "首頁"
            | "主页"
            | "网站首页"
            | "新闻首页"
            | "正文"
            | "本文"
            | "記事"
            | "記事詳細"
            | "詳細"
            | "article"
            | "story"
            | "トップ"
            | "トップページ"
            | "ホーム"
            | "ニューストップ"
            | "startseite"
            | "start"
            | "accueil"
            | "inicio"
            | "portada"
            | "início"
            | "홈"
            | "головна"
            | "strona główna"
            | "anasayfa"
            | "الرئيسية"
            | "الصفحة الرئيسية"
    )
}

/// Three or more short items between bars, dots or slashes, or many capitals without an end.
pub(super) fn is_row_of_links(page: &Page<'_>, text: &str, s: &Shape) -> bool {
    if s.size > 400 || s.ends() {
        return false;
    }
    if s.has(sign::PIPE) || text.contains(['·', '•', '｜']) {
        let parts: Vec<&str> =
            text.split(['|', '｜', '·', '•', '│', '¦']).map(str::trim).filter(|p| !p.is_empty()).collect();
        let short = parts.iter().all(|p| p.chars().count() <= 26 && p.split_whitespace().count() <= 3);
        if parts.len() >= 4 && short && !s.has(sign::DIGIT) {
            return true;
        }
        if parts.len() >= 2 && parts.iter().all(|p| is_language(p) || page.registry.section(p).is_some()) {
            return true;
        }
    }
    let words = text.split_whitespace();
    if s.words >= 2 && s.words <= 12 && words.clone().all(is_language) {
        return true;
    }
    // "US EUROPE AFRICA ASIA 中文": known section names, all but a few.
    if s.words < 4 || s.smalls * 3 > s.words {
        return false;
    }
    let known =
        words.clone().filter(|w| page.registry.section(w).is_some() || is_language(w) || is_home(w)).count();
    known * 4 >= s.words as usize * 3
}

/// The name of a language as language switches have it.
fn is_language(word: &str) -> bool {
    matches!(
        word,
        "EN" | "RU"
            | "ZH"
            | "JA"
            | "JP"
            | "CN"
            | "DE"
            | "FR"
            | "ES"
            | "AR"
            | "KO"
            | "KR"
            | "UA"
            | "Eng"
            | "Рус"
            | "Укр"
            | "English"
            | "Русский"
            | "РУС"
            | "УКР"
            | "ENG"
            | "Deutsch"
            | "Français"
            | "Español"
            | "中文"
            | "简体"
            | "繁體"
            | "繁体"
            | "简"
            | "繁"
            | "日本語"
            | "한국어"
            | "العربية"
            | "英語"
            | "英文"
            | "俄文"
            | "日文"
            | "中国語"
    )
}
