//! How a person's name sounds, so that the same name in two scripts can be recognised: "Dario Veshti", "Дарио Вешти",
//! 「ダリオ・ヴェシュティ」, "达里奥·韦什蒂".
//!
//! Each part of a full name becomes the classes of its consonants. Classes are wide, since scripts write what their
//! language can say: Japanese has no l and no v, Chinese closes no syllable but with n. So only names of two parts and
//! more are compared, all parts have to agree, and whoever asks has to make sure that nobody else sounds so. Latin and
//! Cyrillic letters say more, and names in these two are compared by what they say ([`letters()`]).
//! Chinese characters are those commonly used to write foreign names; a name with another one is not compared.

mod letters;

pub(super) use letters::letters;

/// The fewest consonants of a name that is compared.
const LEAST: usize = 3;

/// The consonant classes of a full name, part by part: none for what cannot be compared, two where a "ch" may be a k
/// or a breath.
pub(super) fn sounds(name: &str) -> Vec<String> {
    let of = |hard: bool| -> Option<String> {
        let parts = name.split([' ', '・', '·', '=', '＝', '-']).filter(|part| !part.is_empty());
        let parts: Vec<String> = parts.map(|text| part(text, hard)).collect::<Option<_>>()?;
        let consonants: usize = parts.iter().map(|part| part.chars().count()).sum();
        (parts.len() > 1 && consonants >= LEAST).then(|| parts.join("-"))
    };
    let mut found: Vec<String> = of(true).into_iter().chain(of(false)).collect();
    found.dedup();
    found
}

fn part(text: &str, hard: bool) -> Option<String> {
    let first = text.chars().next()?;
    let mut classes: Vec<char> = Vec::new();
    match first {
        '\u{400}'..='\u{4ff}' => classes.extend(text.to_lowercase().chars().filter_map(cyrillic)),
        '\u{30a0}'..='\u{30ff}' => kana(text, &mut classes),
        '\u{4e00}'..='\u{9fff}' => {
            for c in text.chars() {
                classes.extend(han(c)?.chars().filter(|c| *c != '-'));
            }
        }
        c if c < '\u{250}' => latin(&text.to_lowercase(), hard, &mut classes),
        _ => return None,
    }
    // A liquid that closes a syllable is lost in Japanese and Chinese; one that opens the name is kept by all.
    let opens = classes.first().copied();
    let mut kept: Vec<char> =
        classes.iter().enumerate().filter(|(at, c)| *at == 0 || **c != 'L').map(|(_, c)| *c).collect();
    kept.dedup();
    if kept.is_empty() {
        kept.extend(opens);
    }
    Some(kept.into_iter().collect())
}

fn cyrillic(c: char) -> Option<char> {
    Some(match c {
        'б' | 'в' | 'п' | 'ф' => 'B',
        'г' | 'к' => 'K',
        'д' | 'т' => 'T',
        'ж' | 'з' | 'с' | 'ц' | 'ч' | 'ш' | 'щ' => 'S',
        'л' | 'р' => 'L',
        'м' => 'M',
        'н' => 'N',
        _ => return None,
    })
}

fn latin(text: &str, hard: bool, classes: &mut Vec<char>) {
    let letters: Vec<char> = text.chars().collect();
    for (at, &c) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied();
        let soft = matches!(next, Some('e' | 'i' | 'y' | 'é' | 'è' | 'í'));
        classes.extend(match c {
            'b' | 'v' | 'p' | 'f' | 'w' => Some('B'),
            // "ch" before a consonant is a k, elsewhere a hiss as often as not.
            'c' if next == Some('h') && letters.get(at + 2).is_some_and(|c| "aeiouy".contains(*c)) => {
                Some('S')
            }
            'c' if next == Some('h') => hard.then_some('K'),
            'c' if soft => Some('S'),
            'c' | 'g' | 'k' | 'q' | 'x' => Some('K'),
            'd' | 't' | 'þ' | 'ð' => Some('T'),
            's' | 'z' | 'j' | 'š' | 'ž' | 'č' | 'ç' | 'ś' | 'ć' => Some('S'),
            'l' | 'r' | 'ł' => Some('L'),
            'm' => Some('M'),
            'n' | 'ñ' => Some('N'),
            _ => None,
        });
    }
}

fn kana(text: &str, classes: &mut Vec<char>) {
    let letters: Vec<char> = text.chars().collect();
    for (at, &c) in letters.iter().enumerate() {
        let small_vowel = letters.get(at + 1).is_some_and(|c| "ァィゥェォ".contains(*c));
        classes.extend(match c {
            'ヴ' | 'バ' | 'ビ' | 'ブ' | 'ベ' | 'ボ' | 'パ' | 'ピ' | 'プ' | 'ペ' | 'ポ' | 'フ' => {
                Some('B')
            }
            'ウ' if small_vowel => Some('B'),
            'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'ガ' | 'ギ' | 'グ' | 'ゲ' | 'ゴ' => Some('K'),
            'タ' | 'テ' | 'ト' | 'ダ' | 'デ' | 'ド' => Some('T'),
            'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'ザ' | 'ジ' | 'ズ' | 'ゼ' | 'ゾ' | 'チ' | 'ツ' | 'ヂ'
            | 'ヅ' => Some('S'),
            'ラ' | 'リ' | 'ル' | 'レ' | 'ロ' => Some('L'),
            'マ' | 'ミ' | 'ム' | 'メ' | 'モ' => Some('M'),
            'ナ' | 'ニ' | 'ヌ' | 'ネ' | 'ノ' | 'ン' => Some('N'),
            _ => None,
        });
    }
}

/// The classes of a character as it is used in foreign names; `-` for none.
fn han(c: char) -> Option<&'static str> {
    const CLASSES: [(&str, &str); 15] = [
        ("-", "阿埃艾爱奥欧伊乌尤亚娅雅耶约厄俄哈赫海黑霍胡惠"),
        ("B", "巴芭贝比彼波博布鲍伯勃珀皮佩帕派普蒲法菲费弗夫福佛芙瓦娃威韦维沃伍伟华怀"),
        ("BN", "本宾班邦彭潘芬范方丰文温万"),
        ("K", "卡科可克库考凯基吉加嘉戈格古盖高柯"),
        ("KN", "肯坎康根冈金贡昆甘"),
        ("T", "达妲大德迪蒂丁塔泰特提图托杜多道代戴"),
        ("TN", "丹登邓顿廷坦唐滕敦通"),
        ("S", "萨莎沙斯丝什史士施舍瑟塞谢西锡希苏索佐泽兹扎齐奇切恰乔朱茨策舒绍"),
        ("SN", "森桑辛圣松申珊尚香真津增曾钦詹琼"),
        ("L", "拉莱赖勒雷蕾里丽莉利列劳罗洛鲁卢吕路露尔"),
        ("LN", "兰朗伦林琳连隆龙仑"),
        ("M", "马玛麦迈梅米密莫默穆姆"),
        ("MN", "曼门蒙明敏"),
        ("N", "纳娜奈内尼妮诺努恩安因昂翁"),
        ("NN", "南嫩宁农"),
    ];
    CLASSES.iter().find(|(_, all)| all.contains(c)).map(|(classes, _)| *classes)
}

#[cfg(test)]
mod tests {
    use super::sounds;

    #[test]
    fn a_name_sounds_alike_in_all_scripts() {
        for names in [
            ["Dario Lestik", "Дарио Лестик", "ダリオ・レスティク", "达里奥·莱斯蒂克"],
            ["Simone Achter", "Симоне Ахтер", "シモーヌ・アクター", "西蒙·阿赫特"],
            ["Oda Vinderbek", "Ода Виндербек", "オダ・ヴィンデルベック", "奥达·温德贝克"],
        ] {
            let latin = sounds(names[0]);
            for name in names {
                assert!(
                    sounds(name).iter().any(|sound| latin.contains(sound)),
                    "{name}: {:?}, {latin:?}",
                    sounds(name)
                );
            }
        }
        assert_ne!(sounds("Hedda Varn"), sounds("Dario Lestik"));
        assert!(sounds("Lestik").is_empty(), "a surname alone may be anybody's");
        assert!(sounds("Ada Io").is_empty());
    }
}
