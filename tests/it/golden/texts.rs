//! Collocation, dispersion, n-grams, diversity, readability, similarity.

use super::inputs::{Inputs, Words, list, number, object, shown};
use parallax::stats::alignment::{self, Scoring};
use parallax::stats::clustering::{Linkage, cluster};
use parallax::stats::collocation::{self as colloc, Pair};
use parallax::stats::dispersion::{Parts, average_reduced_frequency};
use parallax::stats::diversity::Text;
use parallax::stats::readability::TextCounts;
use parallax::stats::similarity::{self, tf_idf};
use parallax::stats::sketches::{self, MinHash};
use parallax::stats::windows::{Near, windows};
use parallax::stats::{Stat, Undefined, md5, ngrams};
use serde_json::{Map, Value};

pub fn compute(family: &str, name: &str, inputs: Inputs) -> Option<Value> {
    match (family, name) {
        ("colloc", "window") => Some(window(inputs)),
        ("colloc", _) => pair(name, inputs),
        ("dispersion", "arf") => Some(reduced_frequency(inputs)),
        ("dispersion", _) => dispersion(name, inputs),
        ("ngram", "counts") => Some(n_grams(inputs)),
        ("diversity", _) => diversity(name, inputs),
        ("readability", _) => readability(name, inputs),
        ("similarity", "story_clusters") => Some(stories(inputs)),
        ("similarity", "tfidf_cosine") => Some(cosines(inputs)),
        ("similarity", _) => similar(name, inputs),
        _ => None,
    }
}

fn pair(name: &str, inputs: Inputs) -> Option<Value> {
    let [together, node, collocate, total] = ["O11", "R1", "C1", "N"].map(|key| inputs.whole(key));
    let pair = Pair { together, node, collocate, total };
    let expected = pair.expected();
    let on_expected = |measure: &dyn Fn(f64) -> Stat| shown(expected.and_then(measure));
    let information = |power| on_expected(&|e| colloc::mutual_information(together, e, power));
    let value = match name {
        "mi" => information(1),
        "mi2" => information(2),
        "mi3" => information(3),
        "t_score" => on_expected(&|e| colloc::t_score(together, e)),
        "chi2" => shown(colloc::pair_chi_squared(pair)),
        "dice" => shown(colloc::dice(together, node, collocate)),
        "logdice" => shown(colloc::log_dice(together, node, collocate)),
        "npmi" => shown(colloc::npmi(pair)),
        "z_score" => {
            let z = on_expected(&|e| colloc::z_score(together, e));
            return Some(object([
                ("z_score", z),
                ("z_binomial_variance", shown(colloc::z_score_binomial(pair))),
            ]));
        }
        "ll" => {
            let found = colloc::log_likelihood(pair);
            return Some(object([
                ("g2", shown(found.map(|found| found.value))),
                ("g2_signed", shown(found.map(|found| found.signed))),
                ("p", shown(found.map(|found| found.tail.p))),
            ]));
        }
        "delta_p" => {
            let found = colloc::delta_p(pair);
            return Some(object([
                ("delta_p_collocate_given_node", shown(found.map(|found| found.collocate_given_node))),
                ("delta_p_node_given_collocate", shown(found.map(|found| found.node_given_collocate))),
            ]));
        }
        _ => return None,
    };
    Some(object([(name, value)]))
}

fn slices(texts: &[Vec<u32>]) -> Vec<&[u32]> {
    texts.iter().map(Vec::as_slice).collect()
}

fn window(inputs: Inputs) -> Value {
    assert_eq!(inputs.get("boundary"), "document");
    let mut words = Words::default();
    let texts = words.texts(inputs.get("docs"));
    let node = words.number(inputs.get("node").as_str().unwrap());
    let (left, right) = (inputs.whole("left") as usize, inputs.whole("right") as usize);
    let found = windows(&slices(&texts), node, left, right);
    let by_word = |value: &dyn Fn(u32, Near) -> Option<Value>| {
        let entries = found.near.iter().filter_map(|(&word, &near)| Some((word, value(word, near)?)));
        Value::Object(
            entries.map(|(word, value)| (words.word(word).to_owned(), value)).collect::<Map<_, _>>(),
        )
    };
    let placed = |near: Near| (near.positions > 0).then_some(near);
    let table = |word: u32| {
        let pair = found.pair(word)?;
        let fields = [("O11", pair.together), ("R1", pair.node), ("C1", pair.collocate), ("N", pair.total)];
        Some(object(fields.map(|(key, count)| (key, Value::from(count)))))
    };
    object([
        ("node_freq", Value::from(found.node)),
        ("tokens", Value::from(found.words)),
        ("window_positions", Value::from(found.positions)),
        ("pairs", by_word(&|_, near| Some(Value::from(near.pairs)))),
        ("positions", by_word(&|_, near| Some(Value::from(placed(near)?.positions)))),
        ("contingency_positions", by_word(&|word, _| table(word))),
        (
            "expected_pairs",
            by_word(&|word, near| {
                placed(near).and(found.expected_pairs(word, left + right)).map(Value::from)
            }),
        ),
    ])
}

fn dispersion(name: &str, inputs: Inputs) -> Option<Value> {
    let parts = Parts::new(inputs.wholes("freqs").into_iter().zip(inputs.wholes("sizes")));
    let of = |measure: fn(&Parts) -> Stat| shown(parts.as_ref().map_err(|reason| *reason).and_then(measure));
    let value = match name {
        "range" => parts.as_ref().map_or(Value::Null, |parts| Value::from(parts.range())),
        "range_relative" => of(Parts::range_relative),
        "juilland_d" => of(Parts::juilland_d),
        "carroll_d2" => of(Parts::carroll_d2),
        "rosengren_s" => of(Parts::rosengren_s),
        "dp" => of(Parts::dp),
        "dp_norm" => of(Parts::dp_norm),
        "dp_egbert" => of(Parts::dp_egbert),
        "da" => of(Parts::da),
        "kld" => of(Parts::kld),
        "kld_norm" => of(Parts::kld_norm),
        "cv" => of(Parts::variation),
        _ => return None,
    };
    Some(object([(name, value)]))
}

fn reduced_frequency(inputs: Inputs) -> Value {
    let word = inputs.get("word");
    let text = inputs.list("tokens");
    let places: Vec<u32> = (0u32..).zip(text).filter(|(_, other)| *other == word).map(|(at, _)| at).collect();
    let arf = average_reduced_frequency(&places, text.len() as u64);
    object([("arf", shown(arf)), ("freq", Value::from(places.len()))])
}

fn n_grams(inputs: Inputs) -> Value {
    let mut words = Words::default();
    let texts = words.texts(inputs.get("docs"));
    let texts = slices(&texts);
    let found = ngrams::ngrams(&texts, inputs.whole("n") as usize);
    let printed =
        |gram: &ngrams::NGram| gram.words.iter().map(|&word| words.word(word)).collect::<Vec<_>>().join(" ");
    let counts = found.iter().map(|gram| (printed(gram), Value::from(gram.count)));
    let articles = found.iter().map(|gram| (printed(gram), Value::from(gram.articles)));
    object([
        ("counts", Value::Object(counts.collect())),
        ("doc_range", Value::Object(articles.collect())),
        ("total", Value::from(found.iter().map(|gram| gram.count).sum::<u64>())),
    ])
}

fn diversity(name: &str, inputs: Inputs) -> Option<Value> {
    let text = Text::new(&Words::default().text(inputs.get("tokens")));
    let small = |key: &str| u32::try_from(inputs.whole(key)).unwrap();
    let value = match name {
        "ttr" => {
            return Some(object([
                ("ttr", shown(text.ttr())),
                ("types", Value::from(text.types())),
                ("tokens", Value::from(text.len())),
            ]));
        }
        "guiraud_r" => text.guiraud_r(),
        "mattr" => text.mattr(small("window")),
        "mtld" => text.mtld(inputs.number("threshold")),
        "hdd" => text.hdd(small("draws")),
        "yule_k" => text.yule_k(),
        _ => return None,
    };
    Some(object([(name, shown(value))]))
}

fn readability(name: &str, inputs: Inputs) -> Option<Value> {
    let counts = Inputs(inputs.get("counts"));
    let counts = TextCounts {
        words: counts.whole("words"),
        sentences: counts.whole("sentences"),
        syllables: counts.whole("syllables"),
        polysyllables: counts.whole("polysyllables_3plus"),
        letters: counts.whole("letters"),
        characters: counts.whole("characters_no_space"),
    };
    let score = match name {
        "flesch_reading_ease" => counts.flesch_reading_ease(),
        "flesch_kincaid_grade" => counts.flesch_kincaid_grade(),
        "smog" => counts.smog(),
        "gunning_fog" => counts.gunning_fog(),
        "coleman_liau" => counts.coleman_liau(),
        "ari" => counts.automated_readability(),
        _ => return None,
    };
    Some(object([("score", shown(score))]))
}

fn similar(name: &str, inputs: Inputs) -> Option<Value> {
    let mut words = Words::default();
    let (a, b) = (words.text(inputs.get("a")), words.text(inputs.get("b")));
    Some(match name {
        "jaccard_shingles" => {
            let found = similarity::shingles(&a, &b, inputs.whole("k") as usize);
            object([
                ("jaccard", shown(found.jaccard())),
                ("containment_a_in_b", shown(found.containment_a_in_b())),
                ("containment_b_in_a", shown(found.containment_b_in_a())),
                ("shingles_a", Value::from(found.in_a)),
                ("shingles_b", Value::from(found.in_b)),
                ("shared", Value::from(found.shared)),
            ])
        }
        "minhash_256" => {
            let (k, functions) = (inputs.whole("k") as usize, inputs.whole("num_perm") as usize);
            let sketch = |text: &[u32]| MinHash::new(text, k, functions);
            object([("jaccard", shown(sketch(&a).jaccard(&sketch(&b))))])
        }
        "simhash64" => {
            let sketch = |text: &[u32]| {
                sketches::sim_hash(text.iter().map(|&word| md5::low_64(words.word(word).as_bytes())))
            };
            let hex = |bits: Stat<u64>| bits.map_or(Value::Null, |bits| Value::from(format!("{bits:016x}")));
            let (of_a, of_b) = (sketch(&a), sketch(&b));
            let hamming = of_a.and_then(|of_a| of_b.map(|of_b| sketches::hamming(of_a, of_b)));
            object([
                ("simhash_a", hex(of_a)),
                ("simhash_b", hex(of_b)),
                ("hamming", hamming.map_or(Value::Null, Value::from)),
            ])
        }
        "local_alignment" => {
            let small = |key: &str| i32::try_from(inputs.get(key).as_i64().unwrap()).unwrap();
            let scoring =
                Scoring { matched: small("match"), mismatched: small("mismatch"), gap: small("gap") };
            object([
                ("smith_waterman", Value::from(alignment::smith_waterman(&a, &b, scoring).score)),
                ("lcs_tokens", Value::from(alignment::longest_common_subsequence(&a, &b))),
                ("longest_common_run", Value::from(alignment::longest_common_run(&a, &b))),
            ])
        }
        _ => return None,
    })
}

fn cosines(inputs: Inputs) -> Value {
    let texts = Words::default().texts(inputs.get("docs"));
    let vectors = tf_idf(&slices(&texts));
    let row = |a: usize| vectors.iter().map(|b| shown(vectors[a].cosine(b))).collect::<Vec<_>>();
    object([("cosine", Value::from((0..vectors.len()).map(row).collect::<Vec<_>>()))])
}

fn stories(inputs: Inputs) -> Value {
    let rows = inputs.list("similarity");
    let groups = |linkage| {
        let similarity = |i: usize, j: usize| number(&list(&rows[i])[j]);
        Value::from(cluster(rows.len(), inputs.number("threshold"), linkage, similarity))
    };
    object([
        ("single_link", groups(Linkage::Single)),
        ("average_link", groups(Linkage::Average)),
        ("complete_link", groups(Linkage::Complete)),
    ])
}

/// An undefined statistic must not pass for a number in any of the above.
#[test]
fn undefined_is_null() {
    assert_eq!(shown(Err(Undefined::NoWords)), Value::Null);
    assert_eq!(shown(Ok(f64::NEG_INFINITY)), Value::from("-inf"));
}
