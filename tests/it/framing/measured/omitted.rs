//! What is said to be left out, or told by one alone: how often the labelled material says otherwise.
//!
//! A passage said to be left out by an outlet is wrong where one of its sentences has a true pair of grade 1 or 2
//! in that outlet; a sentence said to stand in one outlet alone where it has such a pair at all. Names and figures
//! are held against the list of those of weight: recall is the share of the listed ones that is found; a claim
//! about a listed one is right where the list has the outlet among those that leave it out, and claims about
//! others are in no count.

use parallax::corpus::ArticleId;
use parallax::framing::figures_given::compare::compare;
use parallax::framing::omissions::{Thing, silences};
use parallax::framing::passages::{PassageSettings, align};
use parallax::task::Task;
use serde_json::Value;

use super::Measured;
use crate::framing::labelled::{list, text};
use crate::framing::score::passages::Pair;
use crate::framing::score::{Place, Score};

#[derive(Default)]
pub(super) struct Omitted {
    /// Passages said to be left out.
    pub claims: Score,
    /// Names and figures.
    pub listed: Score,
    /// Sentences said to stand in one outlet alone.
    pub alone: Score,
}

pub(super) fn overlaps(a: &Place, b: &Place) -> bool {
    let shared = a.range.end.min(b.range.end).saturating_sub(a.range.start.max(b.range.start));
    a.path == b.path && shared > 0 && shared * 2 >= a.range.len().min(b.range.len())
}

/// The places that truly tell what `place` tells.
fn counterparts<'a>(truth: &'a [Pair], place: &'a Place) -> impl Iterator<Item = &'a Place> {
    truth.iter().filter(|pair| pair.grade <= 2).filter_map(move |pair| {
        if overlaps(&pair.a, place) { Some(&pair.b) } else { overlaps(&pair.b, place).then_some(&pair.a) }
    })
}

fn outlets<'a>(item: &'a Value, key: &str) -> Vec<&'a str> {
    list(item, key).iter().map(|outlet| outlet.as_str().unwrap()).collect()
}

/// A name or figure as it is compared.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('\u{2019}', "'");
    text.strip_prefix("the ").unwrap_or(&text).to_owned()
}

pub(super) fn omitted(measured: &Measured) -> Omitted {
    let mut sum = Omitted::default();
    let listed = measured.world.json("omissions.json");
    let foreign = measured.world.not_english();
    for (story, articles) in measured.stories() {
        let english: Vec<ArticleId> = articles
            .iter()
            .copied()
            .filter(|&id| !foreign.iter().any(|path| path == measured.path(id)))
            .collect();
        let (names, columns) = measured.columns(&english);
        let found = align(&measured.corpus, &columns, &PassageSettings::default(), &Task::none()).unwrap();
        let truth = measured.world.pairs("pairs", &story);
        let silent = silences(
            &measured.corpus,
            &found,
            &compare(&measured.corpus, &found, &Task::none()).unwrap(),
            &Task::none(),
        )
        .unwrap();
        let listed: Vec<&Value> = list(&listed, "left_out")
            .iter()
            .filter(|item| text(item, "story") == story && text(item, "kind") != "passage")
            .collect();
        let mut reached = std::collections::BTreeSet::new();
        for (name, silence) in names.iter().zip(&silent) {
            for one in &silence.left_out {
                if one.kind == Thing::Passage {
                    let Some(passage) = one.passage.map(|at| &found.passages[at]) else { continue };
                    let is_told =
                        passage.sentences.iter().filter_map(|&s| measured.sentence(&found, s)).any(|place| {
                            counterparts(&truth, &place).any(|other| {
                                measured.world.articles[&other.path].outlet.as_deref() == Some(name.as_str())
                            })
                        });
                    sum.claims.found += 1;
                    sum.claims.found_right += usize::from(!is_told);
                    continue;
                }
                let (mine, kind) = (plain(&one.text), one.kind.label());
                let is_it = |item: &&Value| {
                    let theirs = plain(text(item, "text"));
                    text(item, "kind") == kind && (mine.contains(&theirs) || theirs.contains(&mine))
                };
                for item in listed.iter().filter(|item| is_it(item)) {
                    let right = outlets(item, "left_out_by").contains(&name.as_str());
                    sum.listed.found += 1;
                    sum.listed.found_right += usize::from(right);
                    if right {
                        reached.insert((text(item, "text"), name.as_str()));
                    }
                }
            }
            for one in silence.only_here.iter().filter(|one| one.kind == Thing::Passage) {
                let Some(place) = one.examples.first() else { continue };
                let place = measured.world.place(measured.path(place.article), place.text(&measured.corpus));
                sum.alone.found += 1;
                sum.alone.found_right += usize::from(counterparts(&truth, &place).next().is_none());
            }
        }
        sum.listed.truth += listed.iter().map(|item| list(item, "left_out_by").len()).sum::<usize>();
        sum.listed.truth_right += reached.len();
    }
    sum
}
