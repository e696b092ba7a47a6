//! The labelled material as the values that are scored: the true side of every score.
//!
//! The found side is made alike: a place is where the text of a finding stands in the same squeezed article
//! ([`World::place`]), so that both sides count in the same unit.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use parallax::ingest::{ReadReport, ReadSettings, read_folder};
use parallax::task::Task;
use serde_json::Value;

use super::score::labels::Concept;
use super::score::passages::Pair;
use super::score::voices::{Kind, Voice};
use super::score::{self, Place, squeezed};

/// An article as Parallax reads it, with white space squeezed.
pub(super) struct Read {
    /// Headline, standfirst and body.
    pub text: String,
    /// Where the body begins in `text`.
    pub body: usize,
    pub outlet: Option<String>,
}

/// A world of invented outlets: where its articles are, and what a careful reader says of them.
pub(super) struct World {
    root: PathBuf,
    truth: PathBuf,
    pub articles: BTreeMap<String, Read>,
    /// The truth is told file by file: later pages of an article, and the first, after which it is called.
    pages: Vec<(String, String)>,
}

impl World {
    /// The sample that is shipped.
    pub(super) fn sample() -> Self {
        Self::read("assets/sample", "tests/data/sample")
    }

    /// The second world, which rules were made on too.
    pub(super) fn second() -> Self {
        Self::read("tests/data/stories/articles", "tests/data/stories")
    }

    /// The world that no rule is fitted to.
    pub(super) fn held_out() -> Self {
        Self::read("tests/data/unseen/articles", "tests/data/unseen")
    }

    /// The world that was written before a mending, and is only counted.
    pub(super) fn fresh() -> Self {
        Self::read("tests/data/fresh/articles", "tests/data/fresh")
    }

    /// The world that rules for names are made on; only its stories and labels are told.
    pub(super) fn development() -> Self {
        Self::read("tests/data/dev-names/articles", "tests/data/dev-names")
    }

    /// All that are told in full.
    pub(super) fn all() -> [Self; 4] {
        [Self::sample(), Self::second(), Self::held_out(), Self::fresh()]
    }

    fn read(articles: &str, truth: &str) -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = package.join(articles);
        let read = read_folder(
            std::slice::from_ref(&root),
            &ReadSettings::default(),
            &Task::none(),
            &mut ReadReport::default(),
            &mut |_| {},
        )
        .unwrap();
        let pages = read.iter().flat_map(|article| {
            article.files().skip(1).map(|(page, _)| (page.to_string(), article.path.to_string()))
        });
        let pages = pages.collect();
        let articles = read.iter().map(|article| {
            let head =
                article.headline.iter().chain(&article.standfirst).map(|part| article.text(part.value));
            let head = squeezed(&head.collect::<Vec<_>>().join(" "));
            let body: Vec<&str> = article.body.iter().map(|paragraph| article.text(paragraph.span)).collect();
            let text = squeezed(&format!("{head} {}", body.join(" ")));
            let outlet = article.outlet.as_ref().map(|outlet| outlet.value.to_string());
            (article.path.to_string(), Read { body: head.len(), text, outlet })
        });
        let articles = articles.collect();
        Self { root, truth: package.join(truth), articles, pages }
    }

    /// The folder of its articles.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// A file of the truth.
    pub(super) fn json(&self, name: &str) -> Value {
        let mut text = fs::read_to_string(self.truth.join(name)).unwrap();
        for (page, first) in &self.pages {
            text = text.replace(&format!("\"{page}\""), &format!("\"{first}\""));
        }
        serde_json::from_str(&text).unwrap()
    }

    /// Where `text` first stands in the article at `path`.
    pub(super) fn find(&self, path: &str, text: &str) -> Option<Range<usize>> {
        score::locate(&self.articles.get(path)?.text, text, 0)
    }

    /// The same as a place to be scored; fails when the article or the text is not there.
    pub(super) fn place(&self, path: &str, text: &str) -> Place {
        let range = self.find(path, text).unwrap_or_else(|| panic!("{path} lacks: {text}"));
        Place { path: path.to_owned(), range }
    }

    /// Whether it begins in the body, not in the headline or the standfirst.
    pub(super) fn in_body(&self, place: &Place) -> bool {
        place.range.start >= self.articles[&place.path].body
    }

    /// The stories, and each article of no story by itself. Articles in other languages are left out: see
    /// [`World::not_english`].
    pub(super) fn stories(&self) -> Vec<Vec<String>> {
        let (truth, foreign) = (self.json("stories.json"), self.not_english());
        let paths = |value: &Value, key: &str| -> Vec<String> {
            let mut paths: Vec<String> = texts(&value[key])
                .filter(|path| !foreign.iter().any(|other| other == path))
                .map(str::to_owned)
                .collect();
            paths.dedup();
            paths
        };
        let stories = list(&truth, "stories").iter().map(|story| paths(story, "articles"));
        stories.chain(paths(&truth, "no_story").into_iter().map(|path| vec![path])).collect()
    }

    /// The articles that a grouping by words may miss.
    pub(super) fn not_english(&self) -> Vec<String> {
        let truth = self.json("stories.json");
        list(&truth, "stories")
            .iter()
            .flat_map(|story| texts(&story["not_english"]))
            .map(str::to_owned)
            .collect()
    }

    /// Wire copies, (of, in).
    pub(super) fn copies(&self) -> Vec<(String, String)> {
        let truth = self.json("copies.json");
        list(&truth, "copies").iter().map(|copy| (text(copy, "of").into(), text(copy, "in").into())).collect()
    }

    /// Pairs of the story, with their grades; of `not_pairs`, with grade 0.
    pub(super) fn pairs(&self, key: &str, story: &str) -> Vec<Pair> {
        let truth = self.json("pairs.json");
        let side =
            |pair: &Value, side: &str| self.place(text(&pair[side], "path"), text(&pair[side], "text"));
        let of_story = list(&truth, key).iter().filter(|pair| text(pair, "story") == story);
        of_story
            .map(|pair| Pair {
                a: side(pair, "a"),
                b: side(pair, "b"),
                grade: pair["grade"].as_u64().map_or(0, |grade| u8::try_from(grade).unwrap()),
            })
            .collect()
    }

    /// All voices, in all languages.
    pub(super) fn voices(&self) -> Vec<Voice> {
        let truth = self.json("voices.json");
        let voice = |voice: &Value| Voice {
            place: self.place(text(voice, "path"), text(voice, "text")),
            kind: match text(voice, "kind") {
                "direct" => Kind::Direct,
                "indirect" => Kind::Indirect,
                "mixed" => Kind::Mixed,
                other => panic!("no kind: {other}"),
            },
            speakers: ["speaker", "speaker_as_written"]
                .iter()
                .filter_map(|&key| voice[key].as_str())
                .map(str::to_owned)
                .collect(),
            borderline: voice["borderline"].as_bool().unwrap_or(false),
        };
        list(&truth, "voices").iter().map(voice).collect()
    }

    /// Contested things, each with the wordings of each outlet that uses them.
    pub(super) fn concepts(&self) -> Vec<Concept> {
        let truth = self.json("labels.json");
        let labels_of = |concept: &Value| -> Vec<(String, String)> {
            let of_label = |label: &Value| -> Vec<(String, String)> {
                let used = label["outlets"]
                    .as_object()
                    .unwrap()
                    .iter()
                    .filter(|(_, count)| count.as_u64() != Some(0));
                used.map(|(outlet, _)| (outlet.clone(), text(label, "label").to_owned())).collect()
            };
            list(concept, "labels").iter().flat_map(of_label).collect()
        };
        list(&truth, "concepts")
            .iter()
            .map(|concept| Concept { labels: labels_of(concept), person: None })
            .collect()
    }
}

/// The list under `key`.
pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("no list {key}"))
}

/// The text under `key`.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text {key} in {value}"))
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().map(|text| text.as_str().unwrap())
}

/// What finds just what the truth says is right in everything, and a small mistake shows.
#[test]
fn the_truth_agrees_with_itself() {
    for world in World::all() {
        assert!(world.root().is_dir());
        let mut stories = world.stories();
        assert_eq!(score::b_cubed(&stories, &stories), Some((1.0, 1.0, 1.0)));
        let true_stories = stories.clone();
        let moved = stories[0].pop().unwrap();
        stories[1].push(moved);
        assert!(score::b_cubed(&true_stories, &stories).unwrap().2 < 1.0);

        let copies = world.copies();
        let copies: Vec<(&str, &str)> = copies.iter().map(|(of, by)| (of.as_str(), by.as_str())).collect();
        assert_eq!(score::copies(&copies, &copies).f1(), Some(1.0));
        assert!(score::copies(&copies, &copies[1..]).f1() < Some(1.0));

        for story in list(&world.json("stories.json"), "stories").iter().map(|story| text(story, "id")) {
            let (pairs, none) = (world.pairs("pairs", story), world.pairs("not_pairs", story));
            assert!(pairs.iter().all(|pair| world.in_body(&pair.a) && world.in_body(&pair.b)), "{story}");
            let exact: Vec<Pair> = pairs.iter().filter(|pair| pair.grade <= 2).cloned().collect();
            assert_eq!(score::passages::passages(&pairs, &none, &exact).score.f1(), Some(1.0), "{story}");
            let tempted: Vec<Pair> =
                pairs.iter().chain(&none).cloned().map(|pair| Pair { grade: 2, ..pair }).collect();
            let tempted = score::passages::passages(&pairs, &none, &tempted);
            assert_eq!((tempted.score.recall(), tempted.not_pairs_taken), (Some(1.0), none.len()), "{story}");
            assert!(tempted.related_taken > 0 && tempted.score.precision() < Some(0.9), "{story}");
        }

        let voices = world.voices();
        let found: Vec<Voice> = voices.iter().filter(|voice| voice.kind != Kind::Mixed).cloned().collect();
        let found: Vec<Voice> = found
            .into_iter()
            .map(|voice| Voice { speakers: voice.speakers.into_iter().take(1).collect(), ..voice })
            .collect();
        let scored = score::voices::voices(&voices, &found);
        assert_eq!((scored.direct.f1(), scored.indirect.f1()), (Some(1.0), Some(1.0)));
        assert_eq!(scored.speakers.f1(), Some(1.0));
        assert!(scored.all.recall() < Some(1.0), "the mixed ones are missing");

        let concepts = world.concepts();
        assert_eq!(score::labels::labels(&concepts, &concepts).score.f1(), Some(1.0));
        assert!(score::labels::labels(&concepts, &concepts[1..]).score.f1() < Some(1.0));
    }
}
