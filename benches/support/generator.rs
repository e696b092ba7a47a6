//! Pages of invented newspapers, the same ones on every machine.
//!
//! What makes a corpus slow or fast is its shape, so the shape is that of news: words by the law of
//! Zipf and Mandelbrot over tens of thousands of forms, with new ones turning up for ever; outlets
//! of very different sizes; dates over ten years; menus, walls, share buttons, related links and a
//! copyright line around every article, in the manner of its outlet; two names for the same places,
//! with each outlet's preference; words that one outlet likes more than the others.
//! The sentences say nothing. Use it to measure time, not quality.

use std::fmt::Write as _;

/// The law's constants: rank `r` has weight `1 / (r + SHIFT) ^ EXPONENT`.
const SHIFT: f64 = 2.7;
const EXPONENT: f64 = 1.07;
/// Forms that exist from the start; others turn up as articles are written.
const FORMS: usize = 60_000;
/// How often a word is one never seen before.
const NEW_WORDS: f64 = 0.002;
/// How often a word is one of the outlet's own.
const OWN_WORDS: f64 = 0.012;
/// How many own words an outlet has.
const OWN: usize = 200;
/// How often "government" stands, so that 10,000 articles hold about 11,000 of them.
const GOVERNMENT: f64 = 0.002_45;

/// The commonest words of English: they stand first, and make the pages English.
const COMMONEST: &str = "the of and to a in that is was for on with as by at from it be has have had an are \
    were which this not he but his they their will would said she her its or who been also more after when \
    there about than one all we if no what can so up out some other into over could new two only time may \
    between last year people first many now under years";
/// Words of news that a reader would look for.
const OF_NEWS: &str = "minister president peace treaty sanction sanctions talks islands country state police war \
    trade foreign party election leader security border law court report city company market prices north \
    south military ministry agreement fishing harbour visit relations policy economic public parliament";
const ONSETS: [&str; 20] =
    ["b", "br", "c", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v"];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ea", "ou", "ai"];
const CODAS: [&str; 10] = ["", "n", "r", "l", "s", "t", "nd", "m", "rk", "ck"];
const ENDINGS: [&str; 12] = ["", "", "", "s", "s", "ed", "ing", "ly", "er", "ment", "ness", "ization"];

/// Two names for one place: one is "northern shoals", the other "southern skerries", and so on.
const CONTESTED: [(&str, &str); 4] = [
    ("Northern Shoals", "Southern Skerries"),
    ("Sea of Harbours", "Eastern Deep"),
    ("Mount Ardent", "Peak of Lanterns"),
    ("Treaty of Two Rivers", "Partition of Ousel"),
];

/// What a piece of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Furniture,
    Headline,
    Byline,
    Date,
    Body,
}

/// One page as it would come off the web.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it lies in its folder, with `/` between the parts.
    pub path: String,
    /// Name of its outlet.
    pub outlet: &'static str,
    /// Year, month, day.
    pub date: (i16, i8, i8),
    /// Its lines, each standing alone.
    pub pieces: Vec<(Part, String)>,
}

impl Page {
    /// The page as the file holds it.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(4096);
        for (part, piece) in &self.pieces {
            text.push_str(piece);
            text.push_str(if *part == Part::Furniture { "\n" } else { "\n\n" });
        }
        text
    }
}

/// How an outlet's pages look.
struct Outlet {
    name: &'static str,
    /// Its share of the articles, in thousandths.
    share: u64,
    /// How often it uses the first of two contested names, in hundredths.
    first_name: u64,
    menu: &'static str,
    around: [&'static str; 3],
    /// 0: "12 March 2019"; 1: "March 12, 2019"; 2: "2019-03-12"; 3: "Tue 12 Mar 2019 | 06:20".
    date: u8,
}

const fn outlet(
    name: &'static str,
    share: u64,
    first_name: u64,
    menu: &'static str,
    around: [&'static str; 3],
    date: u8,
) -> Outlet {
    Outlet { name, share, first_name, menu, around, date }
}

const SHARE: &str = "Share this article";
const COMMENTS: &str = "View comments";
const NEWSLETTER: &str = "Sign up for our daily newsletter";
const WALL: &str = "Subscribe to read the full story";
const ADVERTISEMENT: &str = "Advertisement";
const FOLLOW: &str = "Follow us on social media";
const PRINT: &str = "Print";

#[rustfmt::skip]
static OUTLETS: [Outlet; 12] = [
    outlet("The Tidewater Herald", 176, 92, "Home  World  Business  Opinion  Sport", [SHARE, ADVERTISEMENT, NEWSLETTER], 0),
    outlet("Granite Post", 152, 8, "News | Politics | Economy | Culture", [PRINT, FOLLOW, COMMENTS], 1),
    outlet("Morning Compass", 131, 85, "Home\nLatest\nVideo\nPodcasts", [SHARE, WALL, FOLLOW], 3),
    outlet("Lowland Courier", 118, 50, "Skip to main content", [ADVERTISEMENT, SHARE, COMMENTS], 0),
    outlet("The Saltmarsh Examiner", 101, 15, "World  Asia  Europe  Americas", [NEWSLETTER, PRINT, SHARE], 2),
    outlet("Beacon Dispatch", 84, 70, "Menu  Search  Sign in", [FOLLOW, ADVERTISEMENT, WALL], 1),
    outlet("Juniper Valley News", 68, 30, "Local  Weather  Events  Archive", [COMMENTS, SHARE, PRINT], 0),
    outlet("The Foreland Observer", 55, 97, "Home > World > Asia", [SHARE, NEWSLETTER, FOLLOW], 2),
    outlet("Quarry Street Ledger", 42, 4, "Markets  Companies  Opinion", [WALL, PRINT, ADVERTISEMENT], 1),
    outlet("Sparrow Hill Tribune", 32, 60, "Skip to navigation", [SHARE, FOLLOW, COMMENTS], 3),
    outlet("The Long Reach Mercury", 23, 40, "Front page  Politics  Letters", [PRINT, ADVERTISEMENT, SHARE], 0),
    outlet("Isthmus Weekly", 18, 77, "Subscribe  Log in", [NEWSLETTER, SHARE, WALL], 1),
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// As many pages as `PARALLAX_BENCH_ARTICLES` asks for, or `count`.
pub fn asked(count: u64) -> u64 {
    let asked = std::env::var("PARALLAX_BENCH_ARTICLES").ok();
    asked.map_or(count, |number| number.parse().expect("a number of articles"))
}

/// Writes pages. The page of a number is the same whatever was written before.
pub struct Press {
    forms: Vec<String>,
    /// Running sums of the weights of `forms`.
    sums: Vec<f64>,
    seed: u64,
}

impl Press {
    /// A press whose words and pages follow from `seed`.
    pub fn new(seed: u64) -> Self {
        let mut forms: Vec<String> =
            COMMONEST.split_whitespace().chain(OF_NEWS.split_whitespace()).map(str::to_owned).collect();
        let mut dice = Dice::new(seed);
        while forms.len() < FORMS {
            forms.push(dice.form());
        }
        let mut sum = 0.0;
        let sums = (0..FORMS)
            .map(|rank| {
                sum += (rank as f64 + SHIFT).powf(-EXPONENT);
                sum
            })
            .collect();
        Self { forms, sums, seed }
    }

    /// The page of this number.
    pub fn page(&self, number: u64) -> Page {
        let mut dice = Dice::new(self.seed ^ (number + 1).wrapping_mul(0x2545_F491_4F6C_DD1D));
        let (at, outlet) = pick_outlet(&mut dice);
        let date = (2015 + dice.below(10) as i16, 1 + dice.below(12) as i8, 1 + dice.below(28) as i8);
        let slug = outlet.name.to_lowercase().replace(' ', "-");
        let path = format!("{slug}/{}/{:02}/{number:07}.txt", date.0, date.1);
        let headline = capitalised(&self.words(&mut dice, at, 6, 11));
        let mut pieces: Vec<(Part, String)> =
            outlet.menu.lines().map(|line| (Part::Furniture, line.to_owned())).collect();
        pieces.push((Part::Furniture, outlet.name.to_owned()));
        pieces.push((Part::Headline, headline));
        let author = format!(
            "By {} {}",
            capitalised(dice.pick::<String>(&self.forms[2000..9000])),
            capitalised(&dice.form())
        );
        pieces.push((Part::Byline, author));
        pieces.push((Part::Date, written(date, outlet.date, &mut dice)));
        let paragraphs = 9 + dice.below(8);
        for paragraph in 0..paragraphs {
            pieces.push((Part::Body, self.paragraph(&mut dice, at, outlet)));
            if paragraph % 5 == 2 {
                pieces.push((Part::Furniture, (*dice.pick(&outlet.around)).to_owned()));
            }
            if paragraph == 4 {
                let other = capitalised(&self.words(&mut dice, at, 5, 9));
                pieces.push((Part::Furniture, format!("Read more: {other}")));
            }
        }
        pieces.push((Part::Furniture, "Related stories".to_owned()));
        for _ in 0..2 {
            pieces.push((Part::Furniture, capitalised(&self.words(&mut dice, at, 5, 9))));
        }
        pieces.push((Part::Furniture, format!("© {} {}. All rights reserved.", date.0, outlet.name)));
        Page { path, outlet: outlet.name, date, pieces }
    }

    fn paragraph(&self, dice: &mut Dice, at: usize, outlet: &Outlet) -> String {
        let mut text = String::with_capacity(256);
        for _ in 0..=dice.below(3) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&capitalised(&self.words(dice, at, 10, 26)));
            if dice.below(5) == 0 {
                let (first, second) = *dice.pick(&CONTESTED);
                text.push_str(" in the ");
                text.push_str(if dice.below(100) < outlet.first_name { first } else { second });
            }
            text.push('.');
        }
        text
    }

    /// From `least` to `most` words with a space between them, and a comma here and there.
    fn words(&self, dice: &mut Dice, at: usize, least: u64, most: u64) -> String {
        let mut text = String::with_capacity(96);
        for i in 0..dice.between(least, most) {
            if i > 0 {
                text.push_str(if dice.below(14) == 0 { ", " } else { " " });
            }
            let chance = dice.share();
            if chance < GOVERNMENT {
                text.push_str("government");
            } else if chance < GOVERNMENT + NEW_WORDS {
                text.push_str(&dice.form());
                text.push_str(&dice.form());
            } else if chance < GOVERNMENT + NEW_WORDS + OWN_WORDS {
                let own = 500 + at * OWN + dice.below(OWN as u64) as usize;
                text.push_str(&self.forms[own]);
            } else if chance > 0.994 {
                let _ = write!(text, "{}", dice.below(3000));
            } else {
                let sum = dice.share() * self.sums[FORMS - 1];
                let rank = self.sums.partition_point(|&s| s < sum).min(FORMS - 1);
                text.push_str(&self.forms[rank]);
            }
        }
        text
    }
}

fn pick_outlet(dice: &mut Dice) -> (usize, &'static Outlet) {
    let mut left = dice.below(OUTLETS.iter().map(|o| o.share).sum());
    for (at, outlet) in OUTLETS.iter().enumerate() {
        if left < outlet.share {
            return (at, outlet);
        }
        left -= outlet.share;
    }
    (0, &OUTLETS[0])
}

fn written((year, month, day): (i16, i8, i8), manner: u8, dice: &mut Dice) -> String {
    let name = MONTHS[month as usize - 1];
    match manner {
        0 => format!("{day} {name} {year}"),
        1 => format!("{name} {day}, {year}"),
        2 => format!("{year}-{month:02}-{day:02}"),
        _ => format!(
            "{day} {} {year} | {:02}:{:02}",
            name.get(..3).unwrap_or(name),
            dice.below(24),
            dice.below(60)
        ),
    }
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// Random numbers by SplitMix64: small, good enough, the same everywhere.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }

    fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most - least + 1)
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len() as u64) as usize]
    }

    /// A word that could be one.
    fn form(&mut self) -> String {
        let mut form = String::with_capacity(16);
        for _ in 0..1 + self.below(2) + self.below(2) {
            for parts in [&ONSETS[..], &VOWELS[..], &CODAS[..]] {
                form.push_str(self.pick::<&str>(parts));
            }
        }
        let ending: &str = self.pick::<&str>(&ENDINGS);
        form.push_str(ending);
        form
    }
}
