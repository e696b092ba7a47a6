//! How often the parts of an article are found right, by part and by language: whole texts as they look when copied
//! off sites and out of databases, invented and labelled by hand before the rules were fitted to them.
//!
//! `docs/ACCURACY.md` has the table that this prints with `--no-capture`; floors keep it from falling.
//! An article is `language/name.txt`, its truth `name.json` in the keys of `tests/data/pages`.

use std::collections::BTreeMap;
use std::path::Path;

use parallax::corpus::Article;
use parallax::ingest::readers::Metadata;
use serde_json::Value;

use crate::anatomy::{article, disagreements};

/// Languages in the order of the table, each with the share of its labels that must be found right, in thousandths.
const LANGUAGES: &[(&str, u32)] = &[
    ("en", 980),
    ("ru", 960),
    ("zh", 960),
    ("ja", 960),
    ("de", 960),
    ("fr", 960),
    ("es", 960),
    ("ar", 920),
    ("ko", 960),
    (HELD_OUT, 800),
];

/// Articles in all languages that nothing is fitted to: they are only counted.
const HELD_OUT: &str = "held-out";

/// Parts in the order of the table, by the keys of the truth that speak of them, each with its floor in thousandths.
const PARTS: &[(&str, &[&str], u32)] = &[
    ("headline", &["headline"], 980),
    ("standfirst", &["standfirst"], 950),
    ("outlet", &["outlet"], 900),
    ("date", &["published"], 980),
    ("byline", &["byline"], 930),
    ("wire", &["wire"], 960),
    ("section, opinion", &["section", "opinion"], 960),
    ("first and last words", &["first_body_words", "last_body_words"], 960),
    ("paragraphs, lists, subheads", &["paragraphs", "items", "subheads"], 950),
    ("captions", &["captions"], 960),
    ("furniture, lines", &["furniture"], 970),
    ("completeness", &["completeness"], 970),
    ("language", &["language"], 980),
    ("live, gallery, video", &["page_kind"], 950),
];

/// Right and all, of one part in one language.
#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    all: usize,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.all += other.all;
    }

    fn thousandths(self) -> u32 {
        u32::try_from(self.right * 1000 / self.all.max(1)).unwrap()
    }

    fn shown(self) -> String {
        match self.all {
            0 => "–".to_owned(),
            _ if self.right == self.all => format!("{}", self.all),
            _ => format!("{} of {}", self.right, self.all),
        }
    }
}

fn is_part(key: &str, disagreement: &str) -> bool {
    disagreement.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))
}

/// What the truth says of one part of an article, and how much of it was found.
fn judge(keys: &[&str], truth: &Value, wrong: &[String]) -> Count {
    let mut count = Count::default();
    for key in keys {
        let all = match truth.get(key) {
            None => 0,
            Some(Value::Array(lines)) if *key == "furniture" => lines.len(),
            Some(_) => 1,
        };
        let wrong = wrong.iter().filter(|line| is_part(key, line)).count();
        count.add(Count { right: all - wrong.min(all), all });
    }
    count
}

/// The articles of a language with their truths, in the order of their names.
fn labelled(language: &str) -> Vec<(String, Article, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/wild").join(language);
    let files = std::fs::read_dir(&folder).expect("the folder of a language");
    let mut files: Vec<_> = files.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let read = files.into_iter().map(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let raw = std::fs::read_to_string(&path).expect("an article");
        let truth = std::fs::read_to_string(path.with_extension("json")).expect("its truth");
        let truth = serde_json::from_str(&truth).unwrap_or_else(|e| panic!("{name}: {e}"));
        // The name of a fixture says what it is about: it must not count as the user's file name does.
        (format!("{language}/{name}"), article(&raw, "article.txt"), truth)
    });
    read.collect()
}

#[test]
fn parts_are_found_in_the_wild() {
    let mut table: BTreeMap<(usize, usize), Count> = BTreeMap::new();
    let mut articles = 0;
    for (l, (language, _)) in LANGUAGES.iter().enumerate() {
        for (name, article, truth) in labelled(language) {
            articles += 1;
            let wrong = disagreements(&article, &truth);
            for line in &wrong {
                println!("{name}: {line}");
                assert!(
                    PARTS.iter().any(|(_, keys, _)| keys.iter().any(|key| is_part(key, line))),
                    "{name}: {line}"
                );
            }
            for (p, (_, keys, _)) in PARTS.iter().enumerate() {
                table.entry((p, l)).or_default().add(judge(keys, &truth, &wrong));
            }
        }
    }
    assert!(articles >= 45, "articles are missing");

    let sum = |keep: &dyn Fn(usize, usize) -> bool| {
        let mut sum = Count::default();
        table.iter().filter(|((p, l), _)| keep(*p, *l)).for_each(|(_, count)| sum.add(*count));
        sum
    };
    let heads: Vec<&str> = LANGUAGES.iter().map(|(language, _)| *language).collect();
    println!("| part | all | {} |\n|---|---|{}", heads.join(" | "), "---|".repeat(heads.len()));
    let mut fallen = Vec::new();
    for (p, (name, _, floor)) in PARTS.iter().enumerate() {
        let whole = sum(&|part, _| part == p);
        let cells: Vec<String> =
            (0..LANGUAGES.len()).map(|l| table.get(&(p, l)).copied().unwrap_or_default().shown()).collect();
        println!(
            "| {name} | **{:.2}** ({} of {}) | {} |",
            f64::from(whole.thousandths()) / 1000.0,
            whole.right,
            whole.all,
            cells.join(" | ")
        );
        if whole.thousandths() < *floor {
            fallen.push(format!("{name}: {} of a thousand, floor {floor}", whole.thousandths()));
        }
    }
    let all = sum(&|_, _| true);
    let mut cells = Vec::new();
    for (l, (language, floor)) in LANGUAGES.iter().enumerate() {
        let whole = sum(&|_, spoken| spoken == l);
        cells.push(format!("{:.2}", f64::from(whole.thousandths()) / 1000.0));
        if whole.thousandths() < *floor {
            fallen.push(format!("{language}: {} of a thousand, floor {floor}", whole.thousandths()));
        }
    }
    println!(
        "| all | **{:.2}** ({} of {}) | {} |",
        f64::from(all.thousandths()) / 1000.0,
        all.right,
        all.all,
        cells.join(" | ")
    );
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

#[test]
fn a_stated_standfirst_is_counted_once() {
    let lead = "The ferry has run aground twice in three months";
    let first = "The company that runs the ferry lost its licence on Monday, a day after the second grounding at Noor Point.";
    let rest = "State inspectors said that the radar had not worked, and that nobody on board had been told what to do.";
    // The text, what the file states, the standfirst found, paragraphs found.
    for (text, stated, expected, paragraphs) in [
        (format!("Ferry loses licence\n\n{lead}\n\n{first}\n\n{rest}\n"), lead, lead, 2),
        (format!("Ferry loses licence\n\n{first}\n\n{first}\n\n{rest}\n"), first, "", 2),
        (format!("Ferry loses licence\n\n{first}\n\n{rest}\n"), first, "", 2),
        (format!("Ferry loses licence\n\n{first}\n\n{rest}\n"), "What nobody wrote on the page", "", 2),
    ] {
        let article = crate::anatomy::stated(
            &text,
            Metadata { standfirst: Some(stated.to_owned()), ..Metadata::default() },
        );
        let found = article.standfirst.as_ref().map_or("", |s| article.text(s.value));
        let counted = article.counted_spans().filter(|s| article.text(*s) == stated).count();
        assert_eq!((found, article.body.len()), (expected, paragraphs), "{text}");
        assert!(counted <= 1, "{text}");
        assert_eq!(crate::anatomy::accounts(&article), Vec::<String>::new());
    }
}
