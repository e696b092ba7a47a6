//! Tests of sentence bounds.

use proptest::prelude::*;

use super::sentences;
use crate::corpus::Language;
use crate::text::words::words;

/// `expected` is the text with `|` where one sentence ends and the next begins.
fn check(code: &str, expected: &str) {
    let text = expected.replace(" | ", " ").replace("⏎|", "⏎").replace('|', "").replace('⏎', "\n");
    let mut spans = Vec::new();
    sentences(&text, Language::from_code(code), &mut spans);
    let found: Vec<&str> = spans.iter().map(|s| s.of(&text)).collect();
    let wanted = expected.replace('⏎', "\n");
    let wanted: Vec<&str> = wanted.split('|').map(str::trim).collect();
    assert_eq!(found, wanted, "sentences of {text:?} in {code:?}");
}

#[test]
fn abbreviations_and_initials_go_on() {
    for expected in [
        "U.S. forces left. | The deal was with the U.S. | The rest is known.",
        "He met Gen. A. B. Smith at 5 p.m. Monday. | It ended at 6 p.m. | They left.",
        "It cost $3.5 million in Sept. 2016. | Acme Inc. said so. | So did Acme Inc. | The end.",
        "St. Anna vs. Mount Kora. | See p. 5 and No. 7. | No. | He left.",
        "TOLVA, Sept. 2 (Agency) -- The leaders met.",
        "World War I. | The end of vitamin C. | We go.",
        "They sell tea, coffee, etc. | Nobody buys.",
        "1. First item.",
        "It fell in 2016. | 5 people left.",
        "J.-P. Tolva spoke.",
        "It is a gas.[1][12] | The rest is [not] known. | He left at 6 p.m. | Mr. Kora stayed.",
    ] {
        check("en", expected);
    }
    for expected in [
        "В. В. Толвин заявил об этом в 2016 г. в столице. | Это стоит 5 тыс. руб. | Потом ушёл.",
        "Хлеб, соль и т.д. | Конец. | Ул. Ленина, д. 5, г. Колва, т.е. там.",
        "Встреча прошла 2 сент. 2016 г. | Страна готова.",
    ] {
        check("ru", expected);
    }
    for expected in [
        "Am 2. September traf Dr. Schmidt z. B. den 3. Mann. | Er sagte u.a. nein. | Es war am 3. | Dann ging er.",
        "Das ist Nr. 5. | Brot, Wein usw. | Ende.",
    ] {
        check("de", expected);
    }
    check("fr", "M. Tolva est parti avec Mme Kora, etc. | Voilà l’art. 5.");
    check("es", "El Sr. Tolva llegó a EE. UU. ayer. | El art. 5 dice. | La Sra. Kora no.");
}

#[test]
fn quotes_close_with_their_sentence() {
    for expected in [
        "“We will go.” | He left. | \"Why?\" he asked. | (It is late.) | Then silence.",
        "wait... what? | Yes! | No!! | OK?! | Sure… | He said.",
        "\"The islands are ours. | We want them.\" | Tolva disagreed.",
    ] {
        check("en", expected);
    }
    check("ru", "Он сказал: «Да.» | Потом ушёл. | — Почему? — спросил он. | — Потому.");
    check("de", "„Nein.“ | Er ging. | »Ja.« | Sie kam.");
    check("fr", "« Oui. » | Il a dit non ! | Pourquoi ? | Parce que.");
    check("es", "¿Qué? | ¡No!");
    check("ar", "قال الرئيس. | هل هذا صحيح؟ | نعم.");
    check("hi", "यह वाक्य है। | दूसरा वाक्य।");
}

#[test]
fn chinese_and_japanese() {
    check("zh", "他说：“我们去。”|然后走了。|“真的吗？”|她问。|结束！|是的。");
    check("zh", "2016年9月2日，3.5亿元。|U.S.A.是。|价格３．５元。");
    check("ja", "首相は「行く。」と述べた。|会談は終わった！|（共同）次の文。|「えっ？」|彼は言った。");
    check("ja", "本当?|はい!|「そう」");
}

#[test]
fn a_quotation_in_corner_brackets_is_one_sentence_with_its_frame() {
    check("ja", "首相は「島は我々のものだ。譲らない。」と述べた。|会談は終わった。");
    check("ja", "「帰りたい。でも船がない」と漁師は話す。|船は来ない。");
    check("ja", "「行こう！すぐに！」。|「本当？」|「本当だ。行く。」、と答えた。|次。");
    check("ja", "彼は「『来い。早く』と言われた。だから来た」と話した。|次の文。");
    check("ja", "島では「帰る。⏎待つ。」と言う。|次。");
    check("ja", "「始まり。|閉じない引用。|次の文。");
    check("ja", "「一段落。⏎⏎|二段落。」と言う。");
    let speech = "長い演説だ。|".repeat(60);
    check("ja", &format!("「{speech}終わり。」と述べた。|次。"));
    check("ja", "小見出し「島。海。」");
}

#[test]
fn lines_ended_on_purpose_end_a_sentence() {
    check("en", "Leaders meet⏎|The president said so in the long paragraph below. | And more");
    check(
        "en",
        "This line was wrapped by hand at some sixty columns or so and⏎goes on here. | Then it ends.",
    );
    check(
        "en",
        "The treaty was signed in the presence of the leaders of Kora⏎Tolva, who said nothing⏎at all about it.",
    );
    check("en", "No stop here⏎⏎|nor here");
    check("en", "Points⏎|- one⏎|- two and more");
    check("ja", "首脳会談開催⏎|両首脳は平和条約について会談した。");
    check("en", "Bread,⏎Tea");
}

#[test]
fn one_line_is_one_sentence() {
    check("en", "Islands: who owns them");
    check("en", "***");
    check("zh", "两国首脳举行会谈");
    let mut spans = Vec::new();
    for blank in ["", " ", "\n\n", "\u{3000}\r\n"] {
        sentences(blank, Language::UNKNOWN, &mut spans);
        assert!(spans.is_empty());
    }
}

#[test]
fn words_glued_by_a_stop_are_not_cut() {
    check("en", "He said.Then left for www.example.com. | Now.");
}

#[test]
fn hostile_text_takes_linear_time() {
    let mut spans = Vec::new();
    for piece in [
        ". ",
        "\n",
        "a\n",
        "“x. ",
        "\"",
        "A. ",
        ".",
        "。",
        "\u{301}",
        "1. ",
        "- ",
        "x.\n\n",
        "»",
        "a",
        "...a",
        "「",
        "「。",
        "「」。",
        "「『。",
        "」。",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        for code in ["en", "ru", "ja"] {
            sentences(&text, Language::from_code(code), &mut spans);
        }
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Zа-яА-Я一-龥ぁ-ん0-9]{1,4}",
        4 => "[.!?…。！？．؟।]{1,2}",
        3 => "[ \n\r\t\u{a0}\u{2028}\u{2029}\u{85}]{1,2}",
        2 => "[\"'“”‘’„«»()「」\\[\\]—-]{1,2}",
        1 => "[\u{300}-\u{303}\u{200d}\u{fe0f}א-ת\u{93e}]",
        1 => "(Dr|U\\.S|г|z|Inc|etc|No|M)\\.",
        1 => "\\PC",
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

fn check_cut(text: &str, code: &str) {
    let (mut found, mut cut) = (Vec::new(), Vec::new());
    sentences(text, Language::from_code(code), &mut found);
    words(text, &mut cut);
    let mut at = 0;
    for sentence in &found {
        assert!(sentence.from >= at && sentence.to > sentence.from);
        let between = text.get(at as usize..sentence.from as usize);
        assert!(between.is_some_and(|gap| gap.trim().is_empty()), "lost {between:?}");
        assert_eq!(sentence.of(text), sentence.of(text).trim());
        at = sentence.to;
    }
    assert!(text.get(at as usize..).is_some_and(|gap| gap.trim().is_empty()));
    for word in cut {
        let holders = found.iter().filter(|s| s.from <= word.from && word.to <= s.to).count();
        assert_eq!(holders, 1, "{:?} in {found:?}", word.of(text));
    }
}

#[test]
fn a_closing_mark_that_carries_a_sign_is_not_cut_from_it() {
    check_cut("?\r»\u{93e}", "fr");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_word_is_in_exactly_one_sentence(text in any_text(), code in "en|ru|de|fr|es|ja|zh|xx") {
        check_cut(&text, &code);
    }
}
