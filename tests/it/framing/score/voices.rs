//! Voices: what is quoted or reported, and who says it.
//!
//! **Quotations.** A found voice may be of a true one when their kinds agree: direct with direct, indirect with
//! indirect, either with `Mixed` (a report with a quoted piece inside, of which a program may give the report,
//! the piece, or both). Their places must overlap by half of the shorter one and, but for a quoted piece of a
//! mixed one, by a quarter of the longer. Couples are made one to one and greedily, the largest overlap (shared
//! part of what both cover) first, in doubt the earlier ones; a mixed one may have a partner of either kind.
//! Then what was cut otherwise is let pass: a voice without a partner counts as right when at least half of it
//! is covered by those of the other side that have one and may be of it, unless that other is a giant, less
//! than half of which is covered by this side. So "Q1," she said. "Q2." may be given as one voice or as two.
//!
//! `direct` and `indirect` are scored apart; true mixed ones count for neither recall but have their own
//! (`mixed`), and findings of them are right. `all` sets kinds aside. A borderline voice is no mistake to find
//! and none to miss: it is in no count, nor is what was found of it.
//!
//! **Speakers.** For each true voice that has a finding (kinds aside), the speaker of the finding is right when
//! it has words and they are among the words of one of the true names, or the other way round. Titles,
//! articles, pronouns and "unnamed" are no words: "she" is right nowhere and must be resolved. Where names have
//! no spaces, one must contain the other. Precision: right among the speakers given; recall: right among the
//! known. A speaker given where the text names none is wrong.

use std::collections::BTreeSet;

use super::{Place, Score};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Direct,
    Indirect,
    /// Only in the truth.
    Mixed,
}

/// A quotation or a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Voice {
    pub place: Place,
    pub kind: Kind,
    /// In the truth the full name and the words of the text; in what was found at most one; empty: unattributed.
    pub speakers: Vec<String>,
    /// Only in the truth.
    pub borderline: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Voices {
    pub direct: Score,
    pub indirect: Score,
    /// Kinds aside.
    pub all: Score,
    /// Mixed ones found, of how many.
    pub mixed: (usize, usize),
    pub speakers: Score,
}

/// Scores `found` against `truth`.
pub(crate) fn voices(truth: &[Voice], found: &[Voice]) -> Voices {
    let direct = Matching::of(truth, found, |t, f| f == Kind::Direct && t != Kind::Indirect);
    let indirect = Matching::of(truth, found, |t, f| f == Kind::Indirect && t != Kind::Direct);
    let all = Matching::of(truth, found, |_, _| true);
    let mut result = Voices {
        direct: direct.score(truth, found, Some(Kind::Direct)),
        indirect: indirect.score(truth, found, Some(Kind::Indirect)),
        all: all.score(truth, found, None),
        ..Voices::default()
    };
    for (t, voice) in truth.iter().enumerate().filter(|(_, voice)| !voice.borderline) {
        if voice.kind == Kind::Mixed {
            result.mixed.1 += 1;
            result.mixed.0 += usize::from(direct.of_truth[t].is_some() || indirect.of_truth[t].is_some());
        }
        let Some(f) = all.of_truth[t] else { continue };
        let given = found[f].speakers.first();
        let right = usize::from(given.is_some_and(|given| same_speaker(given, &voice.speakers)));
        result.speakers.found += usize::from(given.is_some());
        result.speakers.truth += usize::from(!voice.speakers.is_empty());
        result.speakers.found_right += right;
        result.speakers.truth_right += right;
    }
    result
}

/// Which voice of the other side each is of.
struct Matching {
    of_truth: Vec<Option<usize>>,
    of_found: Vec<Option<usize>>,
}

impl Matching {
    fn of(truth: &[Voice], found: &[Voice], may: impl Fn(Kind, Kind) -> bool) -> Self {
        let allowed = |t: usize, f: usize| may(truth[t].kind, found[f].kind);
        let mut couples = Vec::new();
        for (t, of_truth) in truth.iter().enumerate() {
            for f in (0..found.len()).filter(|&f| allowed(t, f)) {
                if let Some(overlap) = overlap(of_truth, &found[f]) {
                    couples.push((of_truth.borderline, overlap, t, f));
                }
            }
        }
        // Borderline ones get what nobody else wants.
        couples.sort_by(|a, b| (a.0.cmp(&b.0)).then(b.1.total_cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
        let mut this = Self { of_truth: vec![None; truth.len()], of_found: vec![None; found.len()] };
        for (_, _, t, f) in couples {
            if this.of_truth[t].is_none() && this.of_found[f].is_none() {
                (this.of_truth[t], this.of_found[f]) = (Some(f), Some(t));
            }
        }
        this.let_pass(truth, found, allowed);
        this
    }

    /// What was cut otherwise than in the truth.
    fn let_pass(&mut self, truth: &[Voice], found: &[Voice], allowed: impl Fn(usize, usize) -> bool) {
        let coupled = |side: &[Option<usize>]| -> Vec<usize> {
            (0..side.len()).filter(|&i| side[i].is_some()).collect()
        };
        let (truths, founds) = (coupled(&self.of_truth), coupled(&self.of_found));
        for t in (0..truth.len()).filter(|&t| self.of_truth[t].is_none()).collect::<Vec<_>>() {
            self.of_truth[t] = founds.iter().copied().filter(|&f| allowed(t, f)).find(|&f| {
                let mine = (0..truth.len()).filter(|&t| allowed(t, f)).map(|t| &truth[t].place);
                mostly(&truth[t].place, &found[f].place) && half_covered(&found[f].place, mine)
            });
        }
        for f in (0..found.len()).filter(|&f| self.of_found[f].is_none()).collect::<Vec<_>>() {
            self.of_found[f] = truths.iter().copied().filter(|&t| allowed(t, f)).find(|&t| {
                let mine = (0..found.len()).filter(|&f| allowed(t, f)).map(|f| &found[f].place);
                mostly(&found[f].place, &truth[t].place) && half_covered(&truth[t].place, mine)
            });
        }
    }

    /// Counts findings of `kind` and true ones of `kind`; of all kinds for `None`.
    fn score(&self, truth: &[Voice], found: &[Voice], kind: Option<Kind>) -> Score {
        let mut score = Score::default();
        for (t, voice) in truth.iter().enumerate().filter(|(_, voice)| !voice.borderline) {
            if kind.is_none_or(|kind| kind == voice.kind) {
                score.truth += 1;
                score.truth_right += usize::from(self.of_truth[t].is_some());
            }
        }
        for (f, voice) in found.iter().enumerate() {
            let of = self.of_found[f];
            if kind.is_none_or(|kind| kind == voice.kind) && of.is_none_or(|t| !truth[t].borderline) {
                score.found += 1;
                score.found_right += usize::from(of.is_some());
            }
        }
        score
    }
}

/// The shared part of what both cover, where it is enough.
fn overlap(truth: &Voice, found: &Voice) -> Option<f64> {
    let (a, b) = (&truth.place, &found.place);
    let shared = a.shared(b);
    let piece = truth.kind == Kind::Mixed && found.kind == Kind::Direct;
    let enough = a.overlaps(b) && (piece || shared * 4 >= a.range.len().max(b.range.len()));
    enough.then(|| shared as f64 / (a.range.len() + b.range.len() - shared) as f64)
}

/// Whether at least half of `part` is in `whole`.
fn mostly(part: &Place, whole: &Place) -> bool {
    part.shared(whole) * 2 >= part.range.len().max(1)
}

/// Whether at least half of `whole` is covered by `parts`, which do not overlap each other much.
fn half_covered<'a>(whole: &Place, parts: impl Iterator<Item = &'a Place>) -> bool {
    parts.map(|part| whole.shared(part)).sum::<usize>() * 2 >= whole.range.len()
}

const NO_NAME: &str = " a an the he she it they him her them his its their i we one who mr mrs ms miss dr sir unnamed of in at for \
                       and to on ";

fn name_words(name: &str) -> BTreeSet<String> {
    let plain = name.to_lowercase().replace('\u{2019}', "'");
    plain
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-')
        .map(|word| word.strip_suffix("'s").unwrap_or(word).trim_matches('\'').to_owned())
        .filter(|word| !word.is_empty() && !NO_NAME.contains(&format!(" {word} ")))
        .collect()
}

/// Whether `given` names the one whom `names` name.
fn same_speaker(given: &str, names: &[String]) -> bool {
    let spaceless = |name: &str| !name.is_ascii() && !name.contains(' ');
    let words = name_words(given);
    names.iter().any(|name| {
        let known = name_words(name);
        let contained =
            spaceless(given) && spaceless(name) && (given.contains(name.as_str()) || name.contains(given));
        !words.is_empty()
            && !known.is_empty()
            && (contained || words.is_subset(&known) || known.is_subset(&words))
    })
}

#[cfg(test)]
mod tests {
    use super::super::place;
    use super::*;

    fn voice(kind: Kind, range: std::ops::Range<usize>, speakers: &[&str]) -> Voice {
        let speakers = speakers.iter().map(|&name| name.to_owned()).collect();
        Voice { place: place("a", range), kind, speakers, borderline: false }
    }

    fn score(found: usize, found_right: usize, truth: usize, truth_right: usize) -> Score {
        Score { found, found_right, truth, truth_right }
    }

    #[test]
    fn direct_and_indirect_are_scored_apart() {
        use Kind::{Direct, Indirect, Mixed};
        let truth = [
            voice(Direct, 0..40, &["Ilse Dovram", "she"]),
            voice(Indirect, 100..160, &["Interior Ministry", "the ministry"]),
            voice(Mixed, 200..280, &["Tobin Raske"]),
            voice(Direct, 300..330, &[]),
        ];
        let found = [
            voice(Direct, 1..39, &["Dovram"]),
            voice(Direct, 100..160, &["the ministry"]),
            voice(Direct, 260..280, &["he"]),
            voice(Indirect, 195..282, &["Minister Tobin Raske"]),
            voice(Indirect, 400..450, &[]),
        ];
        let result = voices(&truth, &found);
        assert_eq!(result.direct, score(3, 2, 2, 1));
        assert_eq!(result.indirect, score(2, 1, 1, 0));
        assert_eq!(result.mixed, (1, 1));
        // Kinds aside the piece of the mixed one is a part of it.
        assert_eq!(result.all, score(5, 4, 4, 3));
        assert_eq!(result.speakers, score(3, 3, 3, 3));
    }

    #[test]
    fn what_was_cut_otherwise_is_let_pass() {
        use Kind::Direct;
        let two = [voice(Direct, 0..20, &["A Person"]), voice(Direct, 32..60, &["A Person"])];
        let one = [voice(Direct, 0..60, &["A Person"])];
        assert_eq!(voices(&two, &one).direct, score(1, 1, 2, 2));
        assert_eq!(voices(&one, &two).direct, score(2, 2, 1, 1));
        assert_eq!(voices(&two, &one).speakers, score(2, 2, 2, 2));
        // A giant finds one at most, and nothing where it is mostly beside.
        let giant = [voice(Direct, 0..1000, &["A Person"])];
        assert_eq!(voices(&two, &giant).direct, score(1, 0, 2, 0));
        let large = [voice(Direct, 32..140, &["A Person"])];
        assert_eq!(voices(&two, &large).direct, score(1, 1, 2, 1));
        // A second voice beside a true one, not in it, is wrong.
        let beside = [voice(Direct, 0..20, &[]), voice(Direct, 15..32, &[])];
        assert_eq!(voices(&two, &beside).direct, score(2, 1, 2, 1));
    }

    #[test]
    fn a_borderline_voice_is_in_no_count() {
        let unsure = Voice { borderline: true, ..voice(Kind::Indirect, 0..30, &["Norvia"]) };
        let truth = [unsure, voice(Kind::Indirect, 50..90, &["A Person"])];
        assert_eq!(voices(&truth, &[]).indirect, score(0, 0, 1, 0));
        let found = [voice(Kind::Indirect, 0..30, &["nobody"]), voice(Kind::Indirect, 50..80, &["Person"])];
        let result = voices(&truth, &found);
        assert_eq!((result.indirect, result.speakers), (score(1, 1, 1, 1), score(1, 1, 1, 1)));
    }

    #[test]
    fn speakers_are_compared_by_their_words() {
        let check = |given: &str, names: &[&str], expected| {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            assert_eq!(same_speaker(given, &names), expected, "{given} / {names:?}");
        };
        check("Hale", &["Corin Hale", "Its spokesman, Corin Hale"], true);
        check("the spokesman, Mr Corin Hale", &["Corin Hale"], true);
        check("Ilse Dovram", &["Petra Dovram", "she"], false);
        check("she", &["Petra Dovram", "she"], false);
        check("Norvia’s foreign ministry", &["Norvian foreign ministry", "Norvia's foreign ministry"], true);
        check(
            "Sarenia's foreign ministry",
            &["Norvian foreign ministry", "Norvia's foreign ministry"],
            false,
        );
        check("a coast guard official", &["unnamed coast guard official", "the official"], true);
        check("韦什蒂", &["达里奥·韦什蒂", "他"], true);
        check("拉斯克", &["达里奥·韦什蒂", "他"], false);
        check("anybody", &[], false);
    }
}
