//! Voices measured on the sample's truth.
//!
//! A found voice matches a true one of the same article when the text that both cover is at least half of the text
//! that either covers (intersection over union of their bytes). Matches are one to one, best first. `direct` is
//! measured among words in quotation marks, `indirect` among reports, those with quoted words inside (`mixed`)
//! included. A speaker is right when the name is the true one, or, but for pronouns, when one of the two phrases as
//! written holds the other. Run with `--no-capture` to see every miss.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use parallax::corpus::Corpus;
use parallax::framing::voices::{Voice, VoiceKind, Voices, voices_of};
use parallax::ingest::{ReadReport, ReadSettings, read_folder};
use parallax::task::Task;
use serde_json::Value;

/// Found, true, and both.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    found: usize,
    truth: usize,
    both: usize,
}

impl Score {
    fn precision(self) -> f64 {
        self.both as f64 / self.found as f64
    }

    fn recall(self) -> f64 {
        self.both as f64 / self.truth as f64
    }

    fn f1(self) -> f64 {
        2.0 * self.both as f64 / (self.found + self.truth) as f64
    }

    fn line(self, name: &str) -> String {
        let (p, r, f) = (self.precision(), self.recall(), self.f1());
        format!(
            "{name:9} P {p:.3} R {r:.3} F1 {f:.3} ({} found, {} true, {} both)",
            self.found, self.truth, self.both
        )
    }
}

struct Truth {
    kind: String,
    speaker: Option<String>,
    as_written: String,
    text: String,
    range: Option<(usize, usize)>,
}

pub fn sample() -> Corpus {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let articles = read_folder(
        &[root],
        &ReadSettings::default(),
        &Task::none(),
        &mut ReadReport::default(),
        &mut |_| {},
    )
    .unwrap();
    Corpus::build(articles, &Task::none()).unwrap()
}

/// Where `text` stands in `raw` from `from` on, whatever the white space.
fn find(raw: &str, text: &str, from: usize) -> Option<(usize, usize)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let pattern = words.iter().map(|w| regex::escape(w)).collect::<Vec<_>>().join(r"\s+");
    let found = regex::Regex::new(&pattern).unwrap().find_at(raw, from)?;
    Some((found.start(), found.end()))
}

fn truth(corpus: &Corpus) -> BTreeMap<String, Vec<Truth>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sample/voices.json");
    let all: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut out: BTreeMap<String, Vec<Truth>> = BTreeMap::new();
    for voice in all["voices"].as_array().unwrap() {
        let text = |key: &str| voice[key].as_str().map(str::to_owned);
        let path = text("path").unwrap();
        let article =
            corpus.articles().iter().find(|a| a.files().any(|(file, _)| file.ends_with(&path))).unwrap();
        let list = out.entry(article.path.to_string()).or_default();
        let words = text("text").unwrap();
        // The text may stand in the headline too: the one after the voice before, else the first.
        let from = list.iter().rev().find_map(|t| t.range).map_or(0, |r| r.0);
        let range = find(&article.raw, &words, from).or_else(|| find(&article.raw, &words, 0));
        list.push(Truth {
            kind: text("kind").unwrap(),
            speaker: text("speaker"),
            as_written: text("speaker_as_written").unwrap_or_default(),
            text: words,
            range,
        });
    }
    out
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> f64 {
    let both = a.1.min(b.1).saturating_sub(a.0.max(b.0)) as f64;
    both / ((a.1 - a.0) + (b.1 - b.0)) as f64 / (1.0 - both / ((a.1 - a.0) + (b.1 - b.0)) as f64)
}

fn span(voice: &Voice) -> (usize, usize) {
    (voice.place.span.from as usize, voice.place.span.to as usize)
}

fn plain(text: &str) -> String {
    let text = text.to_lowercase();
    let text = text.trim();
    ["the ", "a ", "an ", "its ", "unnamed "]
        .iter()
        .find_map(|w| text.strip_prefix(w))
        .unwrap_or(text)
        .to_owned()
}

fn is_right(corpus: &Corpus, voice: &Voice, truth: &Truth) -> bool {
    let Some(speaker) = &voice.speaker else { return false };
    let written = plain(speaker.as_written.text(corpus));
    let wanted = plain(&truth.as_written);
    let pronoun = ["he", "she", "it", "they", "他", "她"].contains(&written.as_str());
    let name = truth.speaker.as_deref().unwrap_or("");
    plain(&speaker.name) == plain(name)
        || !pronoun && (wanted.contains(&written) || written.contains(&wanted))
}

struct Measured {
    direct: Score,
    indirect: Score,
    /// Right speakers among those found and matched.
    speakers: Score,
    report: Vec<String>,
}

fn measure(corpus: &Corpus, found: &[Voices]) -> Measured {
    let truth = truth(corpus);
    let mut all = Measured {
        direct: Score::default(),
        indirect: Score::default(),
        speakers: Score::default(),
        report: Vec::new(),
    };
    for (article, voices) in corpus.articles().iter().zip(found) {
        let empty = Vec::new();
        let path = truth.keys().find(|p| article.path.ends_with(p.as_str()));
        let truth = path.and_then(|p| truth.get(p)).unwrap_or(&empty);
        all.report.push(format!("## {}", article.path));
        for (direct, score) in [(true, &mut all.direct), (false, &mut all.indirect)] {
            let own: Vec<&Voice> =
                voices.voices.iter().filter(|v| (v.kind == VoiceKind::Direct) == direct).collect();
            let wanted: Vec<&Truth> = truth.iter().filter(|t| (t.kind == "direct") == direct).collect();
            score.found += own.len();
            score.truth += wanted.len();
            let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
            for (i, voice) in own.iter().enumerate() {
                for (j, true_one) in wanted.iter().enumerate() {
                    let o = true_one.range.map_or(0.0, |range| overlap(span(voice), range));
                    if o >= 0.5 {
                        pairs.push((o, i, j));
                    }
                }
            }
            pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
            let (mut used, mut met) = (vec![false; own.len()], vec![false; wanted.len()]);
            for (_, i, j) in pairs {
                if used[i] || met[j] {
                    continue;
                }
                (used[i], met[j]) = (true, true);
                score.both += 1;
                all.speakers.truth += 1;
                all.speakers.found += usize::from(own[i].speaker.is_some());
                let right = is_right(corpus, own[i], wanted[j]);
                all.speakers.both += usize::from(right);
                if !right {
                    let name = own[i].speaker.as_ref().map(|s| (s.name.as_str(), s.as_written.text(corpus)));
                    all.report.push(format!(
                        "  speaker {name:?} for {:?} ({}) of {:?}",
                        wanted[j].speaker, wanted[j].as_written, wanted[j].text
                    ));
                }
            }
            let kind = if direct { "direct" } else { "indirect" };
            for (voice, _) in own.iter().zip(&used).filter(|(_, used)| !**used) {
                let name = voice.speaker.as_ref().map(|s| s.as_written.text(corpus));
                all.report.push(format!(
                    "  {kind} too many [{:?}, {}]: {:?}",
                    name,
                    voice.rule,
                    voice.place.text(corpus)
                ));
            }
            for (true_one, _) in wanted.iter().zip(&met).filter(|(_, met)| !**met) {
                all.report.push(format!(
                    "  {kind} missed [{}]: {:?}{}",
                    true_one.as_written,
                    true_one.text,
                    if true_one.range.is_none() { " (not literal)" } else { "" }
                ));
            }
        }
    }
    all
}

#[test]
fn voices_of_the_sample_are_found() {
    let corpus = sample();
    let ids: Vec<u32> = (0..corpus.article_count()).collect();
    let found = voices_of(&corpus, &ids, &Task::none()).unwrap();
    let Measured { direct, indirect, speakers, report } = measure(&corpus, &found);
    println!("{}", report.join("\n"));
    println!("{}\n{}", direct.line("direct"), indirect.line("indirect"));
    println!("speaker   right {:.3} of those named, {:.3} of all", speakers.precision(), speakers.recall());
    assert!(direct.f1() >= 0.95, "{}", direct.line("direct"));
    assert!(indirect.f1() >= 0.7, "{}", indirect.line("indirect"));
    assert!(speakers.precision() >= 0.9, "{}", speakers.line("speaker"));
}
