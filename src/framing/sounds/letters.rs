//! How a name sounds as Latin and Cyrillic letters write it: each consonant by itself, and the vowel that begins a part.
//!
//! Both alphabets write nearly all consonants of each other's languages, so that "Kozlov" is no "Гусев". Where Latin
//! letters stand for several sounds, all of them are given.

/// So many ways to read one name are held against others.
const MOST: usize = 24;

/// The ways in which a full name of Latin or Cyrillic letters may sound; none for a single word, for too few consonants
/// and for other scripts.
pub(in crate::framing) fn letters(name: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split([' ', '-']).filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 {
        return Vec::new();
    }
    let mut found = vec![String::new()];
    for (at, part) in parts.into_iter().enumerate() {
        let Some(ways) = ways(part) else { return Vec::new() };
        let gap = if at == 0 { "" } else { "-" };
        let longer = found.iter().flat_map(|begun| ways.iter().map(move |way| format!("{begun}{gap}{way}")));
        found = longer.take(MOST).collect();
    }
    found.retain(|way| way.chars().filter(|c| c.is_uppercase()).count() >= super::LEAST);
    found.sort_unstable();
    found.dedup();
    found
}

/// The ways in which one part may sound.
fn ways(part: &str) -> Option<Vec<String>> {
    let first = part.chars().next()?;
    let low: Vec<char> = part.chars().flat_map(char::to_lowercase).collect();
    if ('\u{400}'..='\u{4ff}').contains(&first) {
        let sounds: String = low.iter().enumerate().map(|(at, c)| cyrillic(*c, at == 0)).collect();
        return Some(vec![settled(&sounds)]);
    }
    if first >= '\u{250}' {
        return None;
    }
    let mut found = vec![String::new()];
    let mut at = 0;
    while at < low.len() {
        let (sounds, length) = latin(&low, at);
        let longer = found.iter().flat_map(|begun| sounds.iter().map(move |sound| format!("{begun}{sound}")));
        found = longer.take(MOST).collect();
        at += length;
    }
    Some(found.iter().map(|way| settled(way)).collect())
}

/// Sounds without doubled ones, and with a vowel at their beginning alone.
fn settled(sounds: &str) -> String {
    let kept = sounds.chars().enumerate().filter(|(at, c)| *at == 0 || c.is_uppercase());
    let mut letters: Vec<char> = kept.map(|(_, c)| c).collect();
    letters.dedup();
    letters.into_iter().collect()
}

fn cyrillic(c: char, opens: bool) -> &'static str {
    match c {
        'б' => "B",
        'в' => "V",
        'г' => "G",
        'д' => "D",
        'з' => "Z",
        'к' => "K",
        'л' => "L",
        'м' => "M",
        'н' => "N",
        'п' => "P",
        'р' => "R",
        'с' => "S",
        'т' => "T",
        'ф' => "F",
        'ц' => "C",
        'ж' | 'ч' | 'ш' | 'щ' => "H",
        'а' | 'я' if opens => "a",
        'е' | 'э' if opens => "e",
        'и' if opens => "i",
        'о' | 'ё' if opens => "o",
        'у' | 'ю' if opens => "u",
        _ => "",
    }
}

/// The vowel that a letter stands for.
fn vowel(c: char) -> Option<&'static str> {
    Some(match c {
        'a' | 'á' | 'à' | 'â' | 'ã' | 'å' | 'ä' | 'ā' | 'ą' => "a",
        'e' | 'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'i' | 'í' | 'ì' | 'î' | 'ï' | 'ī' => "i",
        'o' | 'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => "o",
        'u' | 'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' => "u",
        _ => return None,
    })
}

/// What the letters at `at` may stand for, and how many they are.
fn latin(letters: &[char], at: usize) -> (Vec<&'static str>, usize) {
    let letter = |more: usize| letters.get(at + more).copied().unwrap_or(' ');
    let (c, next) = (letter(0), letter(1));
    let opens = at == 0 || at == 1 && matches!(letters.first(), Some('y' | 'j'));
    if let Some(vowel) = vowel(c) {
        return (vec![if opens { vowel } else { "" }], 1);
    }
    let soft = matches!(next, 'e' | 'i' | 'y' | 'é' | 'è' | 'í');
    let has = |text: &str| text.chars().enumerate().all(|(more, c)| letter(more) == c);
    // Several letters for one sound, the longest first.
    for (text, sounds) in [
        ("shch", &["H"][..]),
        ("tsch", &["H"]),
        ("sch", &["H", "SK"]),
        ("tch", &["H"]),
        ("ch", &["H", "", "K"]),
        ("ck", &["K"]),
        ("cz", &["H"]),
        ("gh", &["G", ""]),
        ("kh", &["", "K"]),
        ("ph", &["F"]),
        ("rh", &["R"]),
        ("sh", &["H"]),
        ("sz", &["H", "S"]),
        ("th", &["T"]),
        ("ts", &["C", "TS"]),
        ("tz", &["C"]),
        ("zh", &["H"]),
    ] {
        if has(text) {
            return (sounds.to_vec(), text.len());
        }
    }
    let between = at > 0
        && vowel(letter(1)).is_some()
        && at.checked_sub(1).and_then(|b| letters.get(b)).is_some_and(|c| vowel(*c).is_some());
    let sounds: &[&str] = match c {
        'b' => &["B"],
        'c' if soft => &["S", "C", "H"],
        'c' if next == ' ' => &["K", "H", "C"],
        'c' | 'k' | 'q' => &["K"],
        'd' | 'ð' | 'đ' => &["D"],
        'f' => &["F"],
        'g' if soft => &["G", "DH", "H"],
        'g' => &["G"],
        'h' if at == 0 => &["", "G"],
        'j' => &["", "DH", "H"],
        'l' | 'ł' => &["L"],
        'm' => &["M"],
        'n' | 'ñ' | 'ń' | 'ň' => &["N"],
        'p' => &["P"],
        'r' | 'ř' => &["R"],
        's' if between => &["S", "Z"],
        's' | 'ś' | 'ç' => &["S"],
        't' | 'þ' | 'ť' => &["T"],
        'v' | 'w' => &["V"],
        'x' => &["KS"],
        'z' => &["Z", "C"],
        'ž' | 'ż' | 'ź' | 'š' | 'ş' | 'č' | 'ć' => &["H"],
        _ => &[""],
    };
    (sounds.to_vec(), 1)
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn both_alphabets_write_one_name() {
        for (latin, cyrillic, is_one) in [
            ("Dario Lestik", "Дарио Лестик", true),
            ("Simone Achter", "Симоне Ахтер", true),
            ("Oda Vinderbek", "Ода Виндербек", true),
            ("Hedda Varn", "Хедда Варн", true),
            ("Yulia Drezhina", "Юлия Дрежина", true),
            ("Mikhail Kozlov", "Михаил Козлов", true),
            ("James Smith", "Джеймс Смит", true),
            ("Michael Trane", "Майкл Трейн", true),
            ("Zoran Djokic", "Зоран Джокич", true),
            ("Yevgeny Tsarev", "Евгений Царев", true),
            ("Ivan Kozlov", "Иван Гусев", false),
            ("Anna Lisk", "Инна Лиск", false),
            ("Boris Pavlov", "Борис Фабров", false),
            ("Peter Kalin", "Пётр Галин", false),
            ("Mila Ralin", "Мира Ралин", false),
            ("Sara Lisk", "Зара Лишк", false),
        ] {
            let found = letters(latin);
            let meets = letters(cyrillic).iter().any(|sound| found.contains(sound));
            assert_eq!(meets, is_one, "{latin}: {found:?}; {cyrillic}: {:?}", letters(cyrillic));
        }
        assert!(
            letters("Lestik").is_empty() && letters("Ada Io").is_empty() && letters("ダリオ レス").is_empty()
        );
        assert!(letters(&"Chjc ".repeat(500)).len() <= super::MOST);
    }
}
