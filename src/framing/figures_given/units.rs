//! Number words, units and calendars, as data.

use super::Kind;

/// English numbers below twenty and the tens.
pub(in crate::framing) fn small_number(word: &str) -> Option<f64> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    UNITS
        .iter()
        .position(|unit| *unit == word)
        .or_else(|| Some(TENS.iter().position(|ten| *ten == word)? * 10 + 20))
        .map(|value| value as f64)
}

/// Words that multiply the number before them, in any language.
pub(super) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" | "hundreds" => 100.0,
        "dozen" => 12.0,
        "score" => 20.0,
        "thousand" | "k" | "тыс" | "тысяч" | "тысячи" | "тысяча" | "тысячу" | "mille" | "tausend" | "mil" => {
            1e3
        }
        "million" | "millions" | "mn" | "млн" | "миллион" | "миллиона" | "миллионов" | "millionen"
        | "millones" | "mio" => 1e6,
        "billion" | "bn" | "млрд" | "миллиард" | "миллиарда" | "миллиардов" | "milliarden" | "milliards" => {
            1e9
        }
        "trillion" | "tn" | "трлн" | "триллион" | "триллиона" | "триллионов" => {
            1e12
        }
        _ => return None,
    })
}

/// A unit of measure: its kind, the base unit's name, and how many base units it is.
/// `after` is the word after, for units of two words.
pub(super) fn unit(word: &str, after: &str) -> Option<(Kind, &'static str, f64, usize)> {
    let two = |kind, base, factor| Some((kind, base, factor, 2));
    let one = |kind, base, factor| Some((kind, base, factor, 1));
    match (word, after) {
        ("nautical", "mile" | "miles") | ("морских", "миль") | ("морские", "мили") => {
            return two(Kind::Length, "m", 1852.0);
        }
        ("square", "kilometre" | "kilometres" | "kilometer" | "kilometers" | "km") => {
            return two(Kind::Area, "m²", 1e6);
        }
        ("square", "metre" | "metres" | "meter" | "meters") => return two(Kind::Area, "m²", 1.0),
        ("square", "mile" | "miles") => return two(Kind::Area, "m²", 2_589_988.11),
        ("per", "cent") => return two(Kind::Percent, "%", 1.0),
        ("percentage", "point" | "points") => return two(Kind::Percent, "points", 1.0),
        _ => {}
    }
    match word {
        "percent" | "pc" | "процент" | "процента" | "процентов" | "prozent" | "パーセント" => {
            one(Kind::Percent, "%", 1.0)
        }
        "km"
        | "kilometre"
        | "kilometres"
        | "kilometer"
        | "kilometers"
        | "км"
        | "километр"
        | "километра"
        | "километров"
        | "キロメートル"
        | "公里"
        | "千米" => one(Kind::Length, "m", 1000.0),
        "metre" | "metres" | "meter" | "meters" | "метр" | "метра" | "метров" | "м" | "メートル" | "米" => {
            one(Kind::Length, "m", 1.0)
        }
        "cm" | "centimetre" | "centimetres" | "centimeter" | "centimeters" => one(Kind::Length, "m", 0.01),
        "mile" | "miles" | "миля" | "мили" | "миль" => one(Kind::Length, "m", 1609.344),
        "foot" | "feet" | "ft" => one(Kind::Length, "m", 0.3048),
        "海里" => one(Kind::Length, "m", 1852.0),
        "tonne" | "tonnes" | "т" | "тонна" | "тонны" | "тонн" | "トン" | "吨" => {
            one(Kind::Mass, "kg", 1000.0)
        }
        "ton" | "tons" => one(Kind::Mass, "kg", 1000.0),
        "kg" | "kilo" | "kilos" | "kilogram" | "kilograms" | "кг" | "キロ" | "公斤" => {
            one(Kind::Mass, "kg", 1.0)
        }
        "pound" | "pounds" | "lb" => one(Kind::Mass, "kg", 0.453_592_37),
        "barrel" | "barrels" | "баррелей" => one(Kind::Volume, "barrels", 1.0),
        "gallon" | "gallons" => one(Kind::Volume, "gallons", 1.0),
        "litre" | "litres" | "liter" | "liters" => one(Kind::Volume, "litres", 1.0),
        "hectare" | "hectares" => one(Kind::Area, "m²", 1e4),
        "acre" | "acres" => one(Kind::Area, "m²", 4046.856),
        "second" | "seconds" | "секунд" | "秒" => one(Kind::Duration, "s", 1.0),
        "minute" | "minutes" | "минут" | "минуты" | "分钟" | "分間" => {
            one(Kind::Duration, "s", 60.0)
        }
        "hour" | "hours" | "час" | "часа" | "часов" | "时间" | "小时" | "時間" => {
            one(Kind::Duration, "s", 3600.0)
        }
        "day" | "days" | "день" | "дня" | "дней" | "天" | "日間" => {
            one(Kind::Duration, "s", 86_400.0)
        }
        "night" | "nights" => one(Kind::Duration, "nights", 1.0),
        "week" | "weeks" | "неделя" | "недели" | "недель" | "周" | "週間" => {
            one(Kind::Duration, "s", 604_800.0)
        }
        "month" | "months" | "месяц" | "месяца" | "месяцев" | "个月" | "カ月" | "か月" | "ヶ月" => {
            one(Kind::Duration, "months", 1.0)
        }
        "year" | "years" | "год" | "года" | "лет" | "年間" => one(Kind::Duration, "months", 12.0),
        "decade" | "decades" => one(Kind::Duration, "months", 120.0),
        "century" | "centuries" => one(Kind::Duration, "months", 1200.0),
        _ => None,
    }
}

/// The currency that a word names: one name for all its forms.
pub(super) fn currency(word: &str) -> Option<&'static str> {
    const NAMES: [(&str, &[&str]); 26] = [
        ("dollar", &["dollar", "dollars", "usd", "доллар", "доллара", "долларов", "ドル", "美元"]),
        ("euro", &["euro", "euros", "eur", "евро", "ユーロ", "欧元"]),
        ("pound", &["sterling", "gbp", "quid", "ポンド", "英镑"]),
        ("yen", &["yen", "jpy", "иен", "йен", "円", "日元"]),
        ("yuan", &["yuan", "renminbi", "rmb", "юаней", "人民元", "元", "人民币"]),
        ("rouble", &["rouble", "roubles", "ruble", "rubles", "рубль", "рубля", "рублей", "ルーブル", "卢布"]),
        ("won", &["krw", "ウォン", "韩元"]),
        ("rupee", &["rupee", "rupees"]),
        ("franc", &["franc", "francs"]),
        ("crown", &["crown", "crowns", "крон", "крона", "кроны"]),
        ("krone", &["krone", "kroner", "krona", "kronor"]),
        ("florin", &["florin", "florins", "флорин", "флорина", "флоринов", "フロリン", "弗罗林"]),
        ("lira", &["lira", "lire", "liras"]),
        ("hryvnia", &["hryvnia", "hryvnias", "гривен", "гривны"]),
        ("dinar", &["dinar", "dinars"]),
        ("dirham", &["dirham", "dirhams"]),
        ("riyal", &["riyal", "riyals", "rial", "rials"]),
        ("peso", &["peso", "pesos"]),
        ("real", &["reais"]),
        ("rand", &["rand"]),
        ("baht", &["baht"]),
        ("zloty", &["zloty", "zlotys", "zlotych"]),
        ("forint", &["forint", "forints"]),
        ("shekel", &["shekel", "shekels"]),
        ("ringgit", &["ringgit"]),
        ("cent", &["cents", "pence"]),
    ];
    NAMES.iter().find(|(_, forms)| forms.contains(&word)).map(|(name, _)| *name)
}

/// The currency of a sign before or after a number.
pub(super) fn currency_sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '$' => "dollar",
        '€' => "euro",
        '£' => "pound",
        '¥' => "yen",
        '₽' => "rouble",
        '₩' => "won",
        '₹' => "rupee",
        '₴' => "hryvnia",
        '₺' => "lira",
        '₪' => "shekel",
        _ => return None,
    })
}

/// The number of a month, from its name in English or Russian.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "jan", "января", "январе", "январь"],
        &["february", "feb", "февраля", "феврале", "февраль"],
        &["march", "mar", "марта", "марте", "март"],
        &["april", "apr", "апреля", "апреле", "апрель"],
        &["may", "мая", "мае", "май"],
        &["june", "jun", "июня", "июне", "июнь"],
        &["july", "jul", "июля", "июле", "июль"],
        &["august", "aug", "августа", "августе", "август"],
        &["september", "sept", "sep", "сентября", "сентябре", "сентябрь"],
        &["october", "oct", "октября", "октябре", "октябрь"],
        &["november", "nov", "ноября", "ноябре", "ноябрь"],
        &["december", "dec", "декабря", "декабре", "декабрь"],
    ];
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(number, _)| number)
}

/// The number of a weekday, Monday 0, from its name in English or Russian.
pub(super) fn weekday(word: &str) -> Option<i8> {
    const DAYS: [&[&str]; 7] = [
        &["monday", "понедельник"],
        &["tuesday", "вторник"],
        &["wednesday", "среду", "среда"],
        &["thursday", "четверг"],
        &["friday", "пятницу", "пятница"],
        &["saturday", "субботу", "суббота"],
        &["sunday", "воскресенье"],
    ];
    (0..).zip(DAYS).find(|(_, names)| names.contains(&word)).map(|(number, _)| number)
}

/// Whether an English word looks like a plural.
pub(super) fn is_plural(word: &str) -> bool {
    const OTHERS: [&str; 16] = [
        "people",
        "men",
        "women",
        "children",
        "police",
        "troops",
        "fish",
        "aircraft",
        "cattle",
        "staff",
        "personnel",
        "fishermen",
        "servicemen",
        "businesspeople",
        "feet",
        "cod",
    ];
    OTHERS.contains(&word)
        || (word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end)))
}
