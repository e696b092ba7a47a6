//! What speaks for and against two sentences telling the same, and how much each counts.
//!
//! Each kind of evidence is a number without a word in it: how much is shared, how rare it is, what speaks against.
//! How much each counts is fitted by logistic regression (ridge 30, evidence at unit variance) to the labelled pairs
//! of two worlds of invented articles; `docs/ACCURACY.md` says how well that does on what it was not fitted to.

/// How many kinds of evidence there are.
pub(super) const KINDS: usize = 19;

/// The evidence of a pair, in the order of [`WEIGHTS`]. It is summed up at once: there are as many pairs as the square
/// of the sentences.
pub(super) type Evidence = [f64; KINDS];

/// Where the evidence stands that only shows beside other pairs: by how much a pair is the best of its sentences,
/// whether it is the best for one of them, and how alike the sentences before or after are.
pub(super) const GAP: usize = 15;
pub(super) const BEST: usize = 16;
pub(super) const SUPPORT: usize = 17;

/// What each kind of evidence adds to the logarithm of the odds, with what it is. "Weight" is in rare words.
const WEIGHTS: [(&str, f64); KINDS] = [
    ("cosine of stems, like words and figures", 1.76),
    ("logarithm of 1 + the weight they share", 1.87),
    ("part of one that has a counterpart in the other, by meaning too: the larger part", 1.04),
    ("the smaller part", 1.78),
    ("logarithm of 1 + the weight of what has a counterpart", 0.54),
    ("part of one that has a counterpart in the other and its neighbour", 0.58),
    ("logarithm of 1 + the weight of shared figures and dates", 2.48),
    ("both name a date, none the same", -1.37),
    ("logarithm of 1 + the weight of shared names", 0.77),
    ("both have names, none the same", -0.26),
    ("one quotes and the other does not", -0.87),
    ("one is negated and the other is not", -0.38),
    ("logarithm of 1 + the words of the shorter", 0.59),
    ("by how much the logarithms of their lengths differ", 0.34),
    ("how far apart they stand in their articles, each from 0 to 1", -0.95),
    ("by how much it looks better than the next best of the two sentences", 0.84),
    ("whether it looks the best to one of them", 0.48),
    ("how alike the two before or the two after look", 2.01),
    ("cosine of the sums of their words' meanings", 0.9),
];

/// The odds, as a logarithm, where there is no evidence.
const START: f64 = -6.8;

/// What all kinds of evidence add together to the logarithm of the odds.
pub(super) fn weight(evidence: &Evidence) -> f64 {
    WEIGHTS.iter().zip(evidence).map(|((_, weight), value)| weight * value).sum()
}

/// How likely two sentences tell the same, 0 to 1: by what they add up to by themselves, and what shows beside others.
pub(super) fn likelihood(base: f64, beside: [f64; 3]) -> f64 {
    let mut evidence: Evidence = [0.0; KINDS];
    for (at, value) in [GAP, BEST, SUPPORT].into_iter().zip(beside) {
        if let Some(slot) = evidence.get_mut(at) {
            *slot = value;
        }
    }
    1.0 / (1.0 + (-START - base - weight(&evidence)).exp())
}
