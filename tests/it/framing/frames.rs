//! Dictionary hits against counts worked by hand and against queries.

use std::collections::BTreeMap;

use parallax::corpus::{Corpus, Subset};
use parallax::framing::codebook::{self, Codebook};
use parallax::framing::frames::{Exclusions, FrameHits, FrameRow, Lookup, hits};
use parallax::ingest::{ReadReport, ReadSettings, read_folder};
use parallax::query::{Query, find};
use parallax::task::Task;

use crate::fixtures::{Draft, corpus, corpus_of};

/// A codebook of frames with words for all languages, and what does not count.
pub fn book(frames: &[(&str, &[&str], &[&str])]) -> Codebook {
    let mut text = "id = \"book\"\ntitle = \"Book\"\n".to_owned();
    for (name, words, exclude) in frames {
        text.push_str(&format!(
            "[[frame]]\nid = \"{name}\"\ntitle = \"{name}\"\nwords.all = {words:?}\nexclude = {exclude:?}\n"
        ));
    }
    codebook::read("book.toml", &text).unwrap().codebook
}

fn ask(corpus: &Corpus, groups: &[&[u32]], book: &Codebook, exclusions: &Exclusions) -> FrameHits {
    let groups: Vec<Vec<u32>> = groups.iter().map(|group| group.to_vec()).collect();
    hits(corpus, &groups, book, exclusions, &Task::none()).unwrap()
}

/// `hits/words sentences/sentences: form=hits …`
fn told(row: &FrameRow) -> String {
    let words: Vec<String> = row.words.iter().map(|word| format!("{}={}", word.form, word.hits)).collect();
    format!("{}/{} {}/{}: {}", row.hits, row.words_read, row.sentences, row.sentences_read, words.join(" "))
}

#[track_caller]
fn check(text: &str, frames: &[(&str, &[&str], &[&str])], expected: &[&str]) {
    let corpus = corpus(&[("Quay Post", "", text)]);
    let found = ask(&corpus, &[&[0]], &book(frames), &Exclusions::default());
    assert_eq!(found.rows.iter().map(told).collect::<Vec<_>>(), expected, "{text}");
    // Every hit has a place and a wording.
    let book = book(frames);
    let looked_up = Lookup::new(&corpus, &[0], &book, &Exclusions::default(), &Task::none()).unwrap();
    let places = looked_up.all_places(&[0], &Task::none()).unwrap();
    for row in &found.rows {
        let of_frame = places.iter().filter(|(_, frame)| *frame == row.frame);
        assert_eq!(of_frame.count() as u64, row.hits, "{text}");
        assert_eq!(row.words.iter().map(|word| word.hits).sum::<u64>(), row.hits, "{text}");
    }
}

#[test]
fn words_phrases_and_wildcards_are_counted_once() {
    let text = "# Free trade at last\nThe traders spoke of trade. Nobody spoke of prices, nor of free\n trade. Trade's end came.";
    // A phrase is longer than the word it begins with, and does not go over the end of a paragraph.
    check(
        text,
        &[
            ("trade", &["trade", "free trade", "trader*"], &[]),
            ("cost", &["price*", "cost"], &[]),
            ("none", &["boat"], &[]),
        ],
        &["5/20 4/5: trade=2 free trade=1 trade's=1 traders=1", "1/20 1/5: prices=1", "0/20 0/5: "],
    );
    check(
        "Peace, a treaty; peace and treaty: peace treaty.",
        &[("a", &["peace * treaty", "treaty"], &[])],
        &["3/8 1/1: peace a treaty=1 peace and treaty=1 treaty=1"],
    );
    // What does not count keeps what stands in it from counting, and nothing else.
    check(
        "A birthday party met the party of the quay party hall.",
        &[("a", &["part*"], &["birthday party", "quay * hall"])],
        &["1/11 1/1: party=1"],
    );
    // Of overlapping matches the leftmost counts, in each frame by itself.
    check(
        "north sea trade route",
        &[("a", &["north sea", "sea trade", "trade route"], &[]), ("b", &["sea trade"], &[])],
        &["2/4 1/1: north sea=1 trade route=1", "1/4 1/1: sea trade=1"],
    );
}

#[test]
fn words_without_spaces_are_found_wherever_they_stand() {
    let draft = |language, text| Draft { outlet: "Kaihin", language, text, ..Draft::default() };
    let corpus = corpus_of(&[
        draft("ja", "経済協力と経済政策。政策は遠い。"),
        draft("en", "The 経済 of it."),
        draft("", "trade"),
    ]);
    let book = book(&[("a", &["経済", "経済政策", "政策"], &[]), ("b", &["経済"], &["経済政策"])]);
    let found = ask(&corpus, &[&[0]], &book, &Exclusions::default());
    assert_eq!(
        found.rows[0].words.iter().map(|word| (word.form.as_str(), word.hits)).collect::<Vec<_>>(),
        [("政策", 1), ("経済", 1), ("経済政策", 1),]
    );
    assert_eq!((found.rows[0].hits, found.rows[0].sentences), (3, 2));
    assert_eq!(found.rows[1].hits, 1);
    let looked_up = Lookup::new(&corpus, &[0, 1], &book, &Exclusions::default(), &Task::none()).unwrap();
    let places = looked_up.all_places(&[1, 0], &Task::none()).unwrap();
    let of = places.iter().filter(|(_, frame)| *frame == 0).map(|(place, _)| place.text(&corpus));
    assert_eq!(of.collect::<Vec<_>>(), ["経済", "経済政策", "政策", "経済"]);
}

#[test]
fn lists_of_one_language_count_in_its_articles() {
    let draft = |language, text| Draft { outlet: "Quay Post", language, text, ..Draft::default() };
    let text = "id = \"a\"\ntitle = \"A\"\n[[frame]]\nid = \"b\"\ntitle = \"B\"\nwords.en = [\"die\"]\nwords.ru = [\"рын*\"]\n\
                [[frame]]\nid = \"c\"\ntitle = \"C\"\nwords.en = [\"men\"]\nwords.all = [\"nato\"]\n";
    let book = codebook::read("a.toml", text).unwrap().codebook;
    let corpus = corpus_of(&[
        draft("en", "Men die at NATO."),
        draft("de", "Die NATO und die Männer."),
        draft("ru", "Рынок и NATO."),
        draft("x", "die men рынок NATO"),
    ]);
    let rows = ask(&corpus, &[&[0, 1, 2, 3], &[1]], &book, &Exclusions::default()).rows;
    // Where a frame has no list, the article's words are no part of what is counted in.
    assert_eq!(told(&rows[0]), "4/11 3/3: die=2 рынок=2");
    assert_eq!((rows[0].articles, rows[0].articles_without_list, rows[0].articles_with_hits), (3, 1, 3));
    assert_eq!(told(&rows[1]), "0/0 0/0: ");
    assert!(rows[1].rate.is_err() && rows[1].interval.is_err());
    assert_eq!((rows[1].articles, rows[1].articles_without_list), (0, 1));
    assert_eq!(told(&rows[2]), "6/16 4/4: nato=4 men=2");
    assert_eq!(told(&rows[3]), "1/5 1/1: nato=1");
}

/// Hits 4, 0, 2 in articles of 10, 20 and 10 words: 6 of 40, 150 per 1,000; sentences with a hit 2, 0, 1 of 2, 2, 1.
#[test]
fn rates_and_intervals_know_that_articles_are_the_sample() {
    use parallax::stats::intervals::{ClusterSums, cluster_wilson};
    let filler = |n: usize| "filler ".repeat(n);
    let texts = [
        format!("Tax tax {}. Tax tax {}.", filler(3), filler(3)),
        format!("Filler {}. Filler {}.", filler(9), filler(9)),
        format!("tax tax {}.", filler(8)),
    ];
    let rows: Vec<(&str, &str, &str)> = texts.iter().map(|text| ("Quay Post", "", text.as_str())).collect();
    let corpus = corpus(&rows);
    let found = ask(&corpus, &[&[0, 1, 2], &[2]], &book(&[("a", &["tax"], &[])]), &Exclusions::default());
    let row = found.row(0, 0).unwrap();
    assert!((row.per_1000().unwrap() - 150.0).abs() < 1e-9);
    let expected = cluster_wilson(&ClusterSums::of(&[(4, 10), (0, 20), (2, 10)]), 0.95).unwrap();
    let (low, high) = row.limits_per_1000().unwrap();
    assert!((low - expected.low * 1e3).abs() < 1e-9 && (high - expected.high * 1e3).abs() < 1e-9);
    assert!((row.sentence_share.unwrap() - 0.6).abs() < 1e-12);
    let expected = cluster_wilson(&ClusterSums::of(&[(2, 2), (0, 2), (1, 1)]), 0.95).unwrap();
    assert_eq!(row.sentence_interval.unwrap(), expected);
    assert!(found.row(0, 1).unwrap().interval.is_err(), "one article has no interval");
    assert!(found.row(1, 0).is_none() && found.row(0, 2).is_none());
}

#[test]
fn the_user_takes_words_out() {
    let corpus =
        corpus(&[("Quay Post", "", "A party of the party met. Parties and interest rate of interest.")]);
    let book = book(&[("a", &["part*", "interest", "interest rate"], &[]), ("b", &["party"], &[])]);
    let mut out = Exclusions::default();
    assert_eq!(
        told(&ask(&corpus, &[&[0]], &book, &out).rows[0]),
        "5/12 2/2: party=2 interest=1 interest rate=1 parties=1"
    );
    // Exactly the hits of the form go, and in that frame alone.
    out.set("book", "a", "party", true);
    out.set("book", "a", "interest rate", true);
    let rows = ask(&corpus, &[&[0]], &book, &out).rows;
    assert_eq!((told(&rows[0]).as_str(), rows[1].hits), ("2/12 1/2: interest=1 parties=1", 2));
    out.set("book", "a", "part*", true);
    assert_eq!(ask(&corpus, &[&[0]], &book, &out).rows[0].hits, 1);
    for word in ["party", "interest rate", "part*"] {
        out.set("book", "a", word, false);
    }
    assert_eq!(out, Exclusions::default());
}

#[test]
fn groups_may_be_anything() {
    let corpus = corpus(&[("A", "", "tax"), ("B", "", "tax tax"), ("B", "", "")]);
    let book = book(&[("a", &["tax"], &[])]);
    let found = ask(&corpus, &[&[1, 1, 0, 99], &[], &[2]], &book, &Exclusions::default());
    assert_eq!(
        found.rows.iter().map(|row| (row.hits, row.articles)).collect::<Vec<_>>(),
        [(3, 2), (0, 0), (0, 0)]
    );
    assert!(ask(&corpus, &[], &book, &Exclusions::default()).rows.is_empty());
    let task = Task::new();
    task.cancel();
    assert!(hits(&corpus, &[vec![0]], &book, &Exclusions::default(), &task).is_err());
}

/// The sample with all shipped lists: what each word finds by itself is never less than its frame's hits, each
/// place holds its form, and two threads count what one does.
#[test]
fn the_sample_with_shipped_codebooks() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let articles = read_folder(
        &[root],
        &ReadSettings::default(),
        &Task::none(),
        &mut ReadReport::default(),
        &mut |_| {},
    )
    .unwrap();
    let corpus = Corpus::build(articles, &Task::none()).unwrap();
    let mut groups: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
    for id in 0..corpus.article_count() {
        groups.entry(corpus.outlet_of(id)).or_default().push(id);
    }
    let groups: Vec<Vec<u32>> = groups.into_values().collect();
    let none = Exclusions::default();
    let pool = |n| rayon::ThreadPoolBuilder::new().num_threads(n).build().unwrap();
    for book in codebook::shipped() {
        let [one, four] =
            [1, 4].map(|n| pool(n).install(|| hits(&corpus, &groups, book, &none, &Task::none()).unwrap()));
        assert_eq!(one, four, "{}", book.id);
        assert!(one.left_out.is_empty());
        assert!(one.rows.iter().map(|row| row.hits).sum::<u64>() > 100, "{}", book.id);
        for row in &one.rows {
            assert_eq!(row.words.iter().map(|word| word.hits).sum::<u64>(), row.hits);
            let mut by_word = 0;
            for pattern in
                row.words.iter().map(|word| &word.pattern).collect::<std::collections::BTreeSet<_>>()
            {
                let query = Query::parse(&format!("\"{pattern}\"")).unwrap();
                let group = Subset::from_articles(&corpus, &groups[row.group]);
                by_word += find(&corpus, &query, &group, &Task::none()).unwrap().hits.len() as u64;
            }
            assert!(by_word >= row.hits, "{}/{}: {by_word} < {}", book.id, row.frame, row.hits);
        }
    }
}
