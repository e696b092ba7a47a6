//! Words, sentences, language and folding together, as the corpus uses them.

use parallax::corpus::{Language, Span};
use parallax::text::language::detect;
use parallax::text::normalise::fold;
use parallax::text::sentences::sentences;
use parallax::text::stopwords::is_stop_word;
use parallax::text::words::words;

/// The counted words of each sentence of `text`.
fn counted(text: &str, language: Language) -> Vec<Vec<String>> {
    let (mut cut, mut found, mut key) = (Vec::new(), Vec::new(), String::new());
    sentences(text, language, &mut found);
    words(text, &mut cut);
    let in_sentence = |sentence: &Span, word: &Span| sentence.from <= word.from && word.to <= sentence.to;
    let fold_one = |word: &Span, key: &mut String| {
        fold(word.of(text), key);
        key.clone()
    };
    let mut out = Vec::new();
    for sentence in &found {
        out.push(
            cut.iter().filter(|word| in_sentence(sentence, word)).map(|w| fold_one(w, &mut key)).collect(),
        );
    }
    out
}

fn check(code: &str, text: &str, expected: &[&str]) {
    let language = detect(text).value;
    assert_eq!(language.code(), Some(code), "language of {text:?}");
    let found: Vec<String> = counted(text, language).iter().map(|sentence| sentence.join(" ")).collect();
    assert_eq!(found, expected, "counted words of {text:?}");
}

#[test]
fn from_text_to_counted_words() {
    check(
        "en",
        "Kora’s U.S. envoy met with the leaders of Tolva. “We don’t agree,” he said on Friday.",
        &["kora's u.s envoy met with the leaders of tolva", "we don't agree he said on friday"],
    );
    check(
        "ru",
        "Посол В. Толвин заявил, что Северные острова — это её земля. «Мы не согласны», — сказал он.",
        &["посол в толвин заявил что северные острова это её земля", "мы не согласны сказал он"],
    );
    check(
        "de",
        "Die Gespräche mit Dr. Tolva über die Straße gehen am 2. September weiter. Er ist nicht einverstanden.",
        &[
            "die gespräche mit dr tolva über die strasse gehen am 2 september weiter",
            "er ist nicht einverstanden",
        ],
    );
    check(
        "zh",
        "两国领导人举行会谈。“我们不同意。”他说。",
        &["两国 领导 人 举行 会谈", "我们 不同 意", "他 说"],
    );
    check("ja", "首脳は「行く。」と述べた。ＡＢＣも。", &["首脳 は 行く と 述 べた", "abc も"]);
}

#[test]
fn stop_words_meet_the_forms_that_are_counted() {
    for (code, text) in [
        ("en", "The DON’T of AND"),
        ("fr", "C’est L’un qu’il"),
        ("ru", "Это ЕЁ которые"),
        ("zh", "的了在"),
        ("ja", "は"),
    ] {
        let language = Language::from_code(code);
        let all = counted(text, language).concat();
        assert!(!all.is_empty());
        for word in all {
            assert!(is_stop_word(&word, language), "{word:?} in {code}");
        }
    }
}

#[test]
fn a_megabyte_without_a_space_is_survived() {
    for piece in ["a", "1", ".", "一", "の", "ก", "\u{301}", "\u{200d}", "א", "\"", "’", "👨‍👩‍👧", "a.", "。"]
    {
        let text = piece.repeat(1_000_000 / piece.len());
        let language = detect(&text).value;
        let found = counted_sentences(&text, language);
        assert!(!found.is_empty(), "{piece:?} repeated has no sentence");
    }
}

fn counted_sentences(text: &str, language: Language) -> Vec<Span> {
    let (mut found, mut cut, mut key) = (Vec::new(), Vec::new(), String::new());
    sentences(text, language, &mut found);
    words(text, &mut cut);
    for word in cut.iter().take(10) {
        fold(word.of(text), &mut key);
    }
    found
}
