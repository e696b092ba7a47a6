//! Tests of language detection: news-like sentences, written for this purpose.

use proptest::prelude::*;

use super::detect;
use crate::corpus::{Confidence, Language};

fn check(expected: &str, text: &str) {
    let found = detect(text);
    let code = found.value.code().unwrap_or("");
    assert_eq!(code, expected, "language of {text:?}, shown by {:?}", found.evidence.quote);
}

#[test]
fn two_sentences_of_news() {
    for (code, text) in [
        (
            "en",
            "The leaders of the two countries met on Friday. They said that talks about the islands will go on.",
        ),
        (
            "de",
            "Die Staatschefs der beiden Länder trafen sich am Freitag. Über die Inseln soll weiter verhandelt werden.",
        ),
        (
            "fr",
            "Les dirigeants des deux pays se sont rencontrés vendredi. Les discussions sur les îles vont se poursuivre.",
        ),
        (
            "es",
            "Los líderes de los dos países se reunieron el viernes. Las conversaciones sobre las islas van a seguir.",
        ),
        (
            "it",
            "I leader dei due paesi si sono incontrati venerdì. I colloqui sulle isole andranno avanti, dicono le fonti.",
        ),
        (
            "pt",
            "Os líderes dos dois países reuniram-se na sexta-feira. As conversas sobre as ilhas vão continuar, não há prazo.",
        ),
        (
            "nl",
            "De leiders van de twee landen ontmoetten elkaar vrijdag. De gesprekken over de eilanden gaan door, zeggen ze.",
        ),
        (
            "sv",
            "Ledarna för de två länderna möttes på fredagen. De säger att samtalen om öarna ska fortsätta under året.",
        ),
        (
            "da",
            "Lederne af de to lande mødtes fredag. De siger, at samtalerne om øerne vil fortsætte, efter at det blev aftalt.",
        ),
        (
            "no",
            "Lederne av de to landene møttes fredag. De sier at samtalene om øyene skal fortsette, etter at det ble avtalt.",
        ),
        (
            "fi",
            "Maiden johtajat tapasivat perjantaina. Hän sanoi, että neuvottelut saarista jatkuvat, mutta sopimus ei ole valmis.",
        ),
        (
            "pl",
            "Przywódcy obu krajów spotkali się w piątek. Rozmowy o wyspach będą trwać, ale nie jest to jeszcze koniec.",
        ),
        (
            "cs",
            "Vedoucí představitelé obou zemí se sešli v pátek. Jednání o ostrovech, které jsou sporné, podle nich bude pokračovat.",
        ),
        (
            "sk",
            "Lídri oboch krajín sa stretli v piatok. Rokovania o ostrovoch, ktoré sú sporné, podľa nich budú pokračovať.",
        ),
        (
            "hu",
            "A két ország vezetői pénteken találkoztak. Az egyik szerint a szigetekről is lesz még szó, és nem csak most.",
        ),
        (
            "ro",
            "Liderii celor două țări s-au întâlnit vineri. Discuțiile despre insule sunt în curs și nu au un termen pentru final.",
        ),
        (
            "tr",
            "İki ülkenin liderleri cuma günü bir araya geldi. Adalar için görüşmeler devam edecek ve çok daha uzun olacak.",
        ),
        (
            "id",
            "Para pemimpin kedua negara bertemu pada hari Jumat. Mereka mengatakan bahwa pembicaraan tidak akan berhenti.",
        ),
        (
            "vi",
            "Lãnh đạo của hai nước đã gặp nhau và nói về các hòn đảo. Cuộc đàm phán này được cho là không có thời hạn.",
        ),
        (
            "ru",
            "Лидеры двух стран встретились в пятницу. Переговоры об островах продолжатся, это было решено на встрече.",
        ),
        (
            "uk",
            "Лідери двох країн зустрілися в п’ятницю. Переговори про острови триватимуть, це вирішили на зустрічі.",
        ),
        (
            "be",
            "Лідары дзвюх краін сустрэліся ў пятніцу. Перамовы пра астравы будуць працягвацца, гэта вырашылі на сустрэчы.",
        ),
        (
            "bg",
            "Лидерите на двете държави се срещнаха в петък. Преговорите за островите ще продължат, реши се на срещата.",
        ),
        (
            "sr",
            "Лидери двеју земаља састали су се у петак. Разговори о острвима биће настављени, јер је то договорено.",
        ),
        (
            "mk",
            "Лидерите на двете земји се сретнаа во петокот. Разговорите за островите ќе продолжат, бидејќи така се договорија.",
        ),
        (
            "kk",
            "Екі елдің басшылары жұма күні кездесті. Аралдар туралы келіссөздер жалғасады деп шешілді, қазір әлі ерте.",
        ),
        ("el", "Οι ηγέτες των δύο χωρών συναντήθηκαν την Παρασκευή."),
        ("he", "מנהיגי שתי המדינות נפגשו ביום שישי"),
        ("ar", "اجتمع زعيما البلدين يوم الجمعة وقالا إن المحادثات حول الجزر ستستمر في العام المقبل."),
        ("fa", "رهبران دو کشور روز جمعه دیدار کردند و گفتند که گفتگوها درباره جزایر ادامه پیدا می‌کند."),
        ("ur", "دونوں ملکوں کے رہنماؤں نے جمعہ کو ملاقات کی اور کہا کہ جزیروں پر بات چیت جاری رہے گی۔"),
        (
            "hi",
            "दोनों देशों के नेताओं ने शुक्रवार को मुलाकात की। उन्होंने कहा कि द्वीपों पर बातचीत जारी रहेगी और आगे भी होगी।",
        ),
        ("th", "ผู้นำของทั้งสองประเทศพบกันเมื่อวันศุกร์"),
        ("ko", "두 나라 정상이 금요일에 만났다."),
        ("ja", "両国の首脳は金曜日に会談した。島をめぐる協議は続く。"),
        ("zh", "两国领导人星期五举行会谈，双方同意继续就岛屿问题进行谈判。"),
        ("zh", "兩國領導人星期五舉行會談，雙方同意繼續就島嶼問題進行談判。"),
    ] {
        check(code, text);
    }
}

#[test]
fn names_of_another_script_do_not_mislead() {
    check("zh", "记者从Kora Times和Tolva News网站了解到，两国领导人Anna Kora和John Tolva已经会谈");
    check("ja", "Kora Timesの記者によると、Anna KoraさんとJohn Tolvaさんが会談した");
    check("zh", "他说“の”这个字在日本很常见，中国人也认识这个字，超市里到处都能看见");
    check("ru", "Компания Kora Systems объявила, что выпустит новый телефон Tolva One в этом году");
    check(
        "en",
        "The paper Правда was sold in the streets of the town, and it was read by all who had the time.",
    );
}

#[test]
fn short_or_ambiguous_text_stays_unknown() {
    for text in [
        "",
        "OK",
        "2016-09-02 12:30",
        "Home | News | Sport",
        "Kora Tolva Mirna Selen Vostok Dorim",
        "中日",
        "Да",
        "— • ©",
    ] {
        check("", text);
    }
    assert_eq!(detect("").value, Language::UNKNOWN);
}

#[test]
fn headlines_of_han_alone() {
    check("ja", "両首脳会談実現");
    check("zh", "两国首脑举行会谈");
}

#[test]
fn evidence_quotes_the_text() {
    let found = detect(
        "The leaders of the two countries met on the island and the talks were of use to both of them.",
    );
    assert_eq!(&*found.evidence.quote, "the, of, and");
    assert_eq!(found.confidence, Confidence::Medium);
    let found = detect(&"Это было решено на встрече лидеров двух стран. ".repeat(20));
    assert_eq!(&*found.evidence.quote, "Э, ы");
    assert_eq!(found.confidence, Confidence::High);
}

#[test]
fn the_end_of_a_long_text_is_not_read() {
    let text =
        "The leaders of the two countries met on the island. ".repeat(80) + &"Это было решено. ".repeat(4000);
    check("en", &text);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}|[\\x00-\\u{10FFFF}]{0,60}|[a-zа-я一-龥ぁ-んا-ی ]{0,80}") {
        let found = detect(&text);
        prop_assert!(found.value.code().is_none_or(|code| code.len() >= 2));
    }
}
