//! Sentences in which the site speaks to its reader: cookies, sign-ups, apps, rules.
//!
//! They read like running text, so only their words tell. Asked about paragraphs at the edges of
//! a page, never in the middle of an article: an article may be about cookies.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Phrases that speak for themselves.
const STRONG: &[&str] = &[
    "we use cookies",
    "uses cookies",
    "use of cookies",
    "accept cookies",
    "cookie policy",
    "enable javascript",
    "javascript is disabled",
    "ad blocker",
    "adblock",
    "your browser",
    "sign up for our",
    "sign up to our",
    "sign up for the",
    "subscribe to our",
    "subscribe now",
    "subscribe today",
    "become a subscriber",
    "already a subscriber",
    "already a member",
    "start your free trial",
    "free trial",
    "download our app",
    "download the app",
    "mobile app",
    "app store",
    "google play",
    "our newsletter",
    "daily newsletter",
    "newsletter",
    "follow us on",
    "like us on",
    "our privacy policy",
    "privacy policy",
    "terms of service",
    "terms of use",
    "terms and conditions",
    "all rights reserved",
    "views expressed",
    "opinions expressed",
    "do not necessarily reflect",
    "do not necessarily represent",
    "does not necessarily",
    "material may not be",
    "send us your",
    "got a story",
    "contact us at",
    "contact the writer",
    "support our journalism",
    "support independent journalism",
    "make a contribution",
    "registered in england",
    "reader-supported",
    "affiliate commission",
    "affiliate links",
    "is a division of",
    "this content was commissioned",
    "sponsored content",
    "you have reached",
    "you've reached",
    "unlimited access",
    "your subscription",
    "gift subscription",
    "trusted journalism",
    "comments are moderated",
    "comments are closed",
    "please read our",
    "log in to",
    "sign in to",
    "create an account",
    "thank you for reading",
    "thanks for reading",
    "for more information, visit",
    "this article was originally published",
    "this story was originally",
    "click here",
    "мы используем",
    "файлы cookie",
    "файлов cookie",
    "подписывайтесь на",
    "подпишитесь на",
    "подписаться на",
    "наш телеграм",
    "наш telegram",
    "в telegram-канале",
    "в нашем telegram",
    "в нашем канале",
    "все права защищены",
    "мнение редакции может",
    "может не совпадать",
    "нашли ошибку",
    "заметили ошибку",
    "выделите ее",
    "выделите её",
    "ctrl+enter",
    "ctrl + enter",
    "сетевое издание",
    "зарегистрировано федеральной",
    "роскомнадзор",
    "свидетельство о регистрации",
    "установите приложение",
    "скачайте приложение",
    "следите за нашими новостями",
    "оформите подписку",
    "пользовательское соглашение",
    "комментарии могут оставлять",
    "при использовании материалов",
    "при цитировании",
    "гиперссылка",
    "активная ссылка",
    "войдите на сайт",
    "扫描二维码",
    "扫一扫",
    "关注我们",
    "关注微信",
    "微信公众号",
    "官方微信",
    "下载客户端",
    "新闻客户端",
    "版权所有",
    "未经授权",
    "不得转载",
    "免责声明",
    "不代表本",
    "仅代表作者",
    "本文仅代表",
    "凡本网",
    "转载请注明",
    "更多精彩",
    "欢迎关注",
    "请勿转载",
    "投诉",
    "举报电话",
    "立即下载",
    "登录后",
    "请联系我们",
    "延伸閱讀",
    "版權所有",
    "無断転載",
    "無断複製",
    "会員登録",
    "有料会員",
    "無料会員",
    "ログイン",
    "この記事は",
    "続きを読む",
    "お申し込み",
    "購読",
    "アプリ",
    "メールマガジン",
    "メルマガ",
    "公式twitter",
    "公式ツイッター",
    "フォロー",
    "クッキー",
    "利用規約",
    "プライバシーポリシー",
    "お問い合わせ",
    "ご意見",
    "javascriptを",
    "wir verwenden cookies",
    "nous utilisons des cookies",
    "utilizamos cookies",
    "무단 전재",
    "무단전재",
    "재배포",
];

/// The phrases, those of other scripts with a first capital as well.
static PHRASES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let capital = |phrase: &&str| {
        let mut chars = phrase.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>())
    };
    let others = STRONG.iter().filter(|p| !p.is_ascii());
    let phrases = STRONG.iter().map(|&p| p.to_owned()).chain(others.filter_map(capital));
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(phrases)
        .ok()
});

/// Longest such sentence, in bytes.
const LONGEST: usize = 1200;

/// Whether the site speaks here, not the article.
pub(super) fn is_service(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let Some(automaton) = PHRASES.as_ref() else { return false };
    let mut weight = 0;
    for hit in automaton.find_iter(text) {
        weight += hit.len();
        if weight * 5 >= text.len() {
            return true;
        }
    }
    weight > 0 && speaks(text)
}

/// Whether somebody speaks to "you" for "us", or gives orders.
fn speaks(text: &str) -> bool {
    let lower = text.to_lowercase();
    if lower.contains(['"', '“', '«', '「']) {
        return false;
    }
    let mut us = 0;
    for word in lower.split(|c: char| !c.is_alphanumeric() && c != '\'') {
        us += usize::from(matches!(
            word,
            "you"
                | "your"
                | "our"
                | "us"
                | "we"
                | "вы"
                | "ваш"
                | "ваши"
                | "нас"
                | "наш"
                | "наши"
                | "нашем"
                | "мы"
                | "вас"
                | "please"
        ));
    }
    us >= 1
        || lower.contains("本网")
        || lower.contains("本站")
        || lower.contains("您")
        || lower.contains("ください")
        || lower.contains("当サイト")
        || lower.contains("пожалуйста")
        || lower.starts_with("the views")
        || lower.starts_with("the statements")
        || lower.starts_with("the opinions")
        || lower.starts_with("subscribe")
        || lower.starts_with("sign up")
        || lower.starts_with("download")
        || lower.starts_with("click")
        || lower.starts_with("follow")
        || lower.starts_with("this article was")
        || lower.starts_with("this material")
        || lower.starts_with("подписывайтесь")
        || lower.starts_with("подпишитесь")
        || lower.starts_with("мнение")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_told_from_the_article() {
        for text in [
            "We use cookies to make our website better. By going on you accept our cookie policy.",
            "The views expressed in this column are those of the author and do not necessarily reflect those of the paper.",
            "Подписывайтесь на наш телеграм-канал, чтобы не пропустить главное.",
            "版权所有，未经授权不得转载。",
        ] {
            assert!(is_service(text), "{text}");
        }
        for text in [
            "The harbour was closed on Monday after the ice broke two piers and carried the fuel barge out to sea.",
            "The ministry said the new law on newsletters would be sent to parliament in the spring, together with a bill on the press and one on the public broadcaster that had been delayed twice.",
        ] {
            assert!(!is_service(text), "{text}");
        }
    }
}
