//! Divergence, change over time, agreement.

use super::inputs::{Inputs, counts, list, number, object, shown, whole};
use parallax::stats::agreement::{Confusion, Weighing, fleiss_kappa};
use parallax::stats::divergence::{self, Direction, Weights, WordShift};
use parallax::stats::krippendorff::{Scale, krippendorff_alpha};
use parallax::stats::{Stat, trend};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

pub fn compute(family: &str, name: &str, inputs: Inputs) -> Option<Value> {
    match (family, name) {
        ("divergence", "generalised_jsd") => Some(generalised(inputs)),
        ("divergence", _) => divergences(name, inputs),
        ("trend", "kendall_tau_b") => {
            let found = trend::kendall_tau(&inputs.counted("bins"));
            Some(object([
                ("s", found.map_or(Value::Null, |found| Value::from(found.s))),
                ("tau_b", shown(found.and_then(|found| found.tau_b))),
                ("p_asymptotic", shown(found.and_then(|found| found.p))),
            ]))
        }
        ("trend", "poisson_slope") => {
            let found = trend::poisson_slope(&inputs.counted("bins"));
            Some(object([
                ("slope_per_bin", shown(found.map(|found| found.slope))),
                ("se_poisson", shown(found.map(|found| found.error_poisson))),
                ("pearson_dispersion", shown(found.map(|found| found.dispersion))),
                ("se_quasipoisson", shown(found.map(|found| found.error_quasi_poisson))),
            ]))
        }
        ("agreement", "fleiss_kappa") => {
            let units: Vec<Vec<u64>> =
                inputs.list("counts").iter().map(|unit| list(unit).iter().map(whole).collect()).collect();
            Some(object([("kappa", shown(fleiss_kappa(&units)))]))
        }
        ("agreement", _) => match name.strip_prefix("krippendorff_alpha_") {
            Some(scale) => alpha(scale, inputs),
            None => two_coders(name, inputs),
        },
        _ => None,
    }
}

/// The counts of all groups over their common vocabulary, in the order of the words.
fn aligned<'a>(groups: &[&'a Value]) -> (Vec<&'a str>, Vec<Vec<u64>>) {
    let maps: Vec<_> = groups.iter().map(|group| counts(group)).collect();
    let words: BTreeSet<&str> = maps.iter().flat_map(|map| map.keys().copied()).collect();
    let count = |map: &std::collections::BTreeMap<&str, f64>| {
        words.iter().map(|word| map.get(word).copied().unwrap_or(0.0) as u64).collect()
    };
    let columns = maps.iter().map(count).collect();
    (words.into_iter().collect(), columns)
}

fn divergences(name: &str, inputs: Inputs) -> Option<Value> {
    let (words, columns) = aligned(&[inputs.get("p"), inputs.get("q")]);
    let (p, q) = (&columns[0], &columns[1]);
    let by_word = |value: &dyn Fn(&WordShift) -> Value| match divergence::word_shift(p, q) {
        Err(_) => Value::Null,
        Ok(shifts) => {
            let entries = words.iter().zip(&shifts).map(|(word, shift)| ((*word).to_owned(), value(shift)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    };
    Some(match name {
        "jsd" => {
            let bits = divergence::jensen_shannon(p, q);
            object([("jsd_bits", shown(bits)), ("js_distance", shown(bits.map(f64::sqrt)))])
        }
        "kld" => object([
            ("kld_pq_bits", shown(divergence::kullback_leibler(p, q))),
            ("kld_qp_bits", shown(divergence::kullback_leibler(q, p))),
        ]),
        "entropy" => {
            object([("h_p_bits", shown(divergence::entropy(p))), ("h_q_bits", shown(divergence::entropy(q)))])
        }
        "proportion_shift" => object([("q_minus_p", by_word(&|shift| Value::from(shift.difference)))]),
        "jsd_word_shift" => {
            let direction = |shift: &WordShift| {
                Value::from(match shift.direction {
                    Direction::First => "p",
                    Direction::Second => "q",
                    Direction::Tie => "tie",
                })
            };
            object([
                ("contribution_bits", by_word(&|shift| Value::from(shift.bits))),
                ("direction", by_word(&direction)),
            ])
        }
        _ => return None,
    })
}

fn generalised(inputs: Inputs) -> Value {
    let groups: Vec<&Value> = inputs.list("groups").iter().collect();
    let (_, columns) = aligned(&groups);
    let columns: Vec<&[u64]> = columns.iter().map(Vec::as_slice).collect();
    let weights = match inputs.get("weights").as_str() {
        Some("equal") => Weights::Equal,
        Some("size") => Weights::Size,
        other => panic!("weights {other:?}"),
    };
    object([("jsd_bits", shown(divergence::generalised_jensen_shannon(&columns, weights)))])
}

fn alpha(scale: &str, inputs: Inputs) -> Option<Value> {
    let scale = match scale {
        "nominal" => Scale::Nominal,
        "ordinal" => Scale::Ordinal,
        "interval" => Scale::Interval,
        "ratio" => Scale::Ratio,
        _ => return None,
    };
    let coders: Vec<Vec<Option<f64>>> = inputs
        .list("ratings_by_coder")
        .iter()
        .map(|coder| list(coder).iter().map(Value::as_f64).collect())
        .collect();
    let coders: Vec<&[Option<f64>]> = coders.iter().map(Vec::as_slice).collect();
    Some(object([("alpha", shown(krippendorff_alpha(&coders, scale)))]))
}

fn two_coders(name: &str, inputs: Inputs) -> Option<Value> {
    let categories = inputs.numbers("categories");
    let coder = |key: &str| -> Vec<usize> {
        let number_of = |value: &Value| {
            let known = categories.iter().position(|category| category.total_cmp(&number(value)).is_eq());
            known.unwrap_or_else(|| panic!("no category {value}"))
        };
        inputs.list(key).iter().map(number_of).collect()
    };
    let table = Confusion::of(&coder("coder_1"), &coder("coder_2"), categories.len());
    let of = |measure: &dyn Fn(&Confusion) -> Stat| {
        shown(table.as_ref().map_err(|reason| *reason).and_then(measure))
    };
    let kappa = |weighing| of(&|table| table.cohen_kappa(weighing));
    Some(match name {
        "percent" => object([("percent_agreement", of(&|table| Ok(table.percent())))]),
        "cohen_kappa" => object([("kappa", kappa(Weighing::Unweighted))]),
        "cohen_kappa_linear" => object([("kappa_linear", kappa(Weighing::Linear))]),
        "cohen_kappa_quadratic" => object([("kappa_quadratic", kappa(Weighing::Quadratic))]),
        "scott_pi" => object([("pi", of(&Confusion::scott_pi))]),
        "gwet_ac1" => object([("ac1", of(&Confusion::gwet_ac1))]),
        _ => return None,
    })
}
