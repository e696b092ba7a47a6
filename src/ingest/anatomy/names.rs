//! Whether a few words look like the name of a person. Used for bylines; nothing is looked up,
//! since no list of names would be complete.

use super::lines::is_hangul;
use crate::text::script::is_cjk;

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "della", "der", "den", "du", "la", "le", "van", "von", "vom", "zu", "bin",
    "ibn", "al", "el", "dos", "das", "do", "y", "e", "ter", "ten", "af", "av", "ap",
];

/// Words that stand in job descriptions, not in names; in lower case.
pub(super) const JOBS: &[&str] = &[
    "correspondent",
    "correspondents",
    "reporter",
    "reporters",
    "writer",
    "writers",
    "editor",
    "editors",
    "columnist",
    "contributor",
    "contributors",
    "contributing",
    "staff",
    "bureau",
    "chief",
    "journalist",
    "journalists",
    "analyst",
    "analysts",
    "producer",
    "desk",
    "special",
    "senior",
    "political",
    "diplomatic",
    "foreign",
    "deputy",
    "managing",
    "commentator",
    "commentators",
    "correspondents",
    "freelance",
    "agencies",
    "agency",
    "agence",
    "newsroom",
    "professor",
    "director",
    "fellow",
    "researcher",
    "expert",
    "photographer",
    "intern",
    "team",
    "service",
    "chair",
    "lecturer",
    "author",
    "host",
    "anchor",
    "news",
    "корреспондент",
    "корреспонденты",
    "корр",
    "обозреватель",
    "журналист",
    "журналистка",
    "редактор",
    "автор",
    "авторы",
    "собкор",
    "спецкор",
    "специальный",
    "собственный",
    "политический",
    "политолог",
    "колумнист",
    "эксперт",
    "редакция",
    "шеф",
    "главный",
    "заместитель",
    "профессор",
    "директор",
    "аналитик",
    "комментатор",
    "redakteur",
    "redakteurin",
    "korrespondent",
    "korrespondentin",
    "redaktion",
    "journaliste",
    "correspondant",
    "correspondante",
    "rédacteur",
    "redactor",
    "redactora",
    "corresponsal",
    "periodista",
    "redacción",
    "envoyé",
    "spécial",
    "inviato",
    "corrispondente",
];

/// Words that headlines, sections and menus have and names do not; in lower case.
const NOT_NAMES: &[&str] = &[
    "the",
    "a",
    "an",
    "of",
    "and",
    "or",
    "in",
    "on",
    "at",
    "to",
    "for",
    "with",
    "from",
    "by",
    "is",
    "are",
    "was",
    "how",
    "why",
    "what",
    "when",
    "who",
    "new",
    "news",
    "world",
    "home",
    "more",
    "most",
    "latest",
    "today",
    "live",
    "video",
    "photo",
    "photos",
    "top",
    "about",
    "contact",
    "sign",
    "log",
    "read",
    "share",
    "print",
    "email",
    "comment",
    "comments",
    "subscribe",
    "search",
    "menu",
    "politics",
    "business",
    "sport",
    "sports",
    "opinion",
    "culture",
    "local",
    "national",
    "international",
    "weather",
    "election",
    "elections",
    "talks",
    "summit",
    "relations",
    "affairs",
    "times",
    "post",
    "daily",
    "press",
    "tribune",
    "gazette",
    "herald",
    "journal",
    "observer",
    "report",
    "reports",
    "analysis",
    "exclusive",
    "breaking",
    "updated",
    "published",
    "sponsored",
    "content",
    "stories",
    "story",
    "related",
    "advertisement",
    "newsletter",
    "facebook",
    "twitter",
    "government",
    "minister",
    "president",
    "city",
    "street",
    "university",
    "islands",
    "island",
    "sea",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "united",
    "states",
    "asia",
    "europe",
    "africa",
    "america",
    "russia",
    "china",
    "japan",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "follow",
    "us",
    "you",
    "your",
    "our",
    "my",
    "it",
    "this",
    "that",
    "these",
    "not",
    "no",
    "all",
    "one",
    "free",
    "app",
    "editorial",
    "economy",
    "technology",
    "science",
    "health",
    "travel",
    "life",
    "style",
    "arts",
    "entertainment",
    "society",
    "region",
    "security",
    "defence",
    "defense",
    "war",
    "peace",
    "trade",
    "markets",
    "energy",
    "climate",
    "crisis",
    "feature",
    "features",
    "interview",
    "special",
    "background",
    "briefing",
    "bureau",
    "и",
    "в",
    "на",
    "с",
    "о",
    "об",
    "для",
    "из",
    "по",
    "не",
    "что",
    "как",
    "новости",
    "политика",
    "экономика",
    "общество",
    "мир",
    "спорт",
    "культура",
    "главная",
    "россия",
    "видео",
    "фото",
    "мнение",
    "мнения",
    "новый",
    "новая",
    "главное",
    "последние",
    "читайте",
    "подписаться",
    "поделиться",
    "реклама",
    "происшествия",
    "регионы",
    "наука",
    "технологии",
    "интервью",
    "газета",
    "известия",
    "вестник",
    "правда",
    "время",
    "und",
    "der",
    "die",
    "das",
    "des",
    "für",
    "mit",
    "les",
    "des",
    "pour",
    "dans",
    "los",
    "las",
    "para",
];

/// Whether `text` is the name of a person in Latin, Cyrillic or another script with capitals:
/// `least` to five words.
pub(super) fn is_name(text: &str, least: usize) -> bool {
    let mut words = 0;
    let mut full = 0;
    for word in text.split_whitespace() {
        words += 1;
        if words > 5 || !is_name_word(word, words == 1, &mut full) {
            return false;
        }
    }
    words >= least.max(1) && full >= 1
}

fn is_name_word(word: &str, first: bool, full: &mut u32) -> bool {
    let bare = word.trim_end_matches(['.', ',']);
    let mut chars = bare.chars();
    let Some(start) = chars.next() else { return false };
    if !bare.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '‑' | '.' | 'ʼ' | '`'))
        || bare.chars().any(is_cjk)
        || is_hangul(start)
    {
        return false;
    }
    let lower = bare.to_lowercase();
    if !first && PARTICLES.contains(&lower.as_str()) {
        return true;
    }
    if NOT_NAMES.contains(&lower.as_str()) || JOBS.contains(&lower.as_str()) {
        return false;
    }
    let name = lower.strip_prefix("al-").is_some() || start.is_uppercase();
    if name && bare.chars().count() > 1 {
        *full += 1;
    }
    name
}

/// Whether a word, without punctuation around it, describes a job.
pub(super) fn is_job_word(word: &str) -> bool {
    let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    JOBS.contains(&lower.as_str())
}

/// Whether any word of `text` describes a job.
pub(super) fn has_job(text: &str) -> bool {
    text.split_whitespace().any(is_job_word)
}

/// Whether `text` is a Chinese, Japanese or Korean name: two to four Han or Hangul characters, up
/// to six with kana, or a foreign name with a dot between its parts.
pub(super) fn is_wide_name(text: &str) -> bool {
    let text = text.trim_matches(super::lines::is_space);
    let mut count = 0;
    let mut dots = 0;
    let mut other = false;
    for c in text.chars() {
        match c {
            '·' | '・' | '•' | '‧' | '＝' | '=' => dots += 1,
            _ if is_cjk(c) || is_hangul(c) => count += 1,
            ' ' | '\u{3000}' => {}
            _ => other = true,
        }
    }
    let length = if dots > 0 { 2..=14 } else { 2..=7 };
    !other && length.contains(&count) && !NOT_WIDE.iter().any(|w| text.contains(w))
}

/// What stands where names do and is none.
const NOT_WIDE: &[&str] = &[
    "编辑",
    "責任",
    "责任",
    "记者",
    "記者",
    "新闻",
    "新聞",
    "来源",
    "來源",
    "通讯",
    "通信",
    "报道",
    "報道",
    "日报",
    "日報",
    "时报",
    "時報",
    "网站",
    "作者",
    "评论",
    "社論",
    "社説",
    "社论",
    "时间",
    "综合",
    "本报",
    "本社",
    "支局",
    "支社",
    "編集",
    "委員",
    "局長",
    "部長",
    "特派",
    "摄影",
    "撮影",
    "写真",
    "共同",
    "時事",
    "转载",
    "资料",
    "資料",
    "完",
    "電",
    "电",
    "讯",
    "訊",
    "会员",
    "会員",
    "公司",
    "首页",
    "正文",
    "国际",
    "国際",
    "政治",
    "经济",
    "経済",
    "社会",
    "文化",
    "体育",
    "配信",
    "提供",
    "翻译",
    "翻訳",
    "東京",
    "北京",
    "上海",
    "モスクワ",
    "ワシントン",
    "ロンドン",
    "ソウル",
    "パリ",
    "ニューヨーク",
    "有料",
    "無料",
    "記事",
    "基自",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_titles() {
        for name in [
            "Ada Brandt",
            "Cai Hong",
            "J. P. van der Holt",
            "Марина Соловьёва",
            "JANE DOE",
            "Jean-Luc O'Hara",
        ] {
            assert!(is_name(name, 2), "{name}");
        }
        for other in [
            "International relations",
            "Staff Writer",
            "The Nelin Post",
            "talks failed",
            "Read More",
            "Новости России",
            "World News",
        ] {
            assert!(!is_name(other, 2), "{other}");
        }
        for name in ["王小明", "山田 太郎", "金·斯特兰", "佐々木健"] {
            assert!(is_wide_name(name), "{name}");
        }
        for other in ["责任编辑", "本报记者", "モスクワ", "国际"] {
            assert!(!is_wide_name(other), "{other}");
        }
    }
}
