//! How long does it take to find stories, shared passages and wire copies in a whole corpus, and to compare one story?
//!
//! Where the corpus comes with a table of its copies (`truth/neardup.tsv` beside the articles), it also says how many
//! of them are found. See `benches/README.md`.
#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a bench says what it measures, and stops where it cannot"
)]

#[path = "support/generator.rs"]
mod generator;
#[path = "support/memory.rs"]
#[expect(dead_code, reason = "its phrase is for those who look for words")]
mod memory;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use parallax::analysis::{Chosen, Scope, TellingsRecipe};
use parallax::corpus::{ArticleId, Corpus, Subset};
use parallax::framing::codebook;
use parallax::framing::copies::{self, WireCopies};
use parallax::framing::reuse::ReuseSettings;
use parallax::framing::stories::{self, Constraints, StorySettings};
use parallax::framing::versions;
use parallax::task::Task;

fn framing(criterion: &mut Criterion) {
    let stage = memory::stage(10_000);
    let corpus = &stage.corpus;
    let all = Subset::all(corpus);
    let task = Task::none();
    // What capitals say is known once somebody asked, as it is in the window.
    corpus.names(&task).expect("nobody stops it");

    let mut group = criterion.benchmark_group("framing");
    group.sample_size(10);
    let settings = ReuseSettings::fitting(&all);
    let found = copies::find(corpus, &all, &settings, &task).expect("nobody stops it");
    let (copies, groups) = (found.copies.len(), found.groups.groups.len());
    eprintln!("{copies} copies in {groups} groups, {} set phrases", found.set_phrases);
    recall(corpus, &found);
    group.bench_function("copies_and_shared_passages", |b| {
        b.iter_with_large_drop(|| copies::find(corpus, &all, &settings, &task));
    });
    let settings = StorySettings::default();
    let hand = Constraints::default();
    let found = stories::find(corpus, &all, &settings, &hand, &task).expect("nobody stops it");
    let sizes: Vec<usize> = found.stories.iter().map(|story| story.articles.len()).collect();
    eprintln!(
        "{} stories of {} articles, the largest of {}; {} words too common, {} articles with too many neighbours",
        sizes.len(),
        sizes.iter().sum::<usize>(),
        sizes.iter().max().unwrap_or(&0),
        found.common_words,
        found.crowded
    );
    let signs = versions::look(corpus, &task).expect("nobody stops it");
    let said = versions::Said::default();
    let found = versions::group(corpus, &signs, &said, &task).expect("nobody stops it");
    eprintln!("{} versions put aside, of {} articles", found.aside(), found.groups().len());
    group.bench_function("versions", |b| b.iter_with_large_drop(|| versions::look(corpus, &task)));
    group.bench_function("versions_grouped", |b| {
        b.iter_with_large_drop(|| versions::group(corpus, &signs, &said, &task));
    });
    group.bench_function("stories", |b| {
        b.iter_with_large_drop(|| stories::find(corpus, &all, &settings, &hand, &task));
    });
    let forty = Subset::of(corpus, |id| id < 40);
    group.bench_function("copies_within_forty_articles", |b| {
        b.iter_with_large_drop(|| copies::find(corpus, &forty, &ReuseSettings::close(), &task));
    });
    let told = TellingsRecipe {
        scope: Scope { chosen: Some(Chosen::by_hand((0..40).collect::<Vec<_>>())), ..Scope::default() },
        codebooks: Arc::new(codebook::shipped().iter().take(1).cloned().collect()),
        ..TellingsRecipe::default()
    };
    group.bench_function("a_story_of_forty_articles_told", |b| {
        b.iter_with_large_drop(|| told.run(corpus, &task));
    });
    group.bench_function("forty_pairs_sentence_by_sentence", |b| {
        b.iter_with_large_drop(|| (0..40).map(|id| copies::detail(corpus, id, id + 40)).collect::<Vec<_>>());
    });
    group.finish();
}

/// How many of the copies that the corpus is known to hold are found.
fn recall(corpus: &Corpus, found: &WireCopies) {
    let Some(folder) = std::env::var_os("PARALLAX_BENCH_CORPUS").map(PathBuf::from) else { return };
    let table = [folder.join("truth/neardup.tsv"), folder.join("../truth/neardup.tsv")];
    let Some(table) = table.iter().find_map(|path| std::fs::read_to_string(path).ok()) else { return };
    // Files are called by their numbers.
    let number = |path: &str| path.rsplit('/').next()?.strip_suffix(".txt").map(str::to_owned);
    let ids: HashMap<String, ArticleId> =
        (0..).zip(corpus.articles()).filter_map(|(id, article)| Some((number(&article.path)?, id))).collect();
    let pairs: HashSet<(ArticleId, ArticleId)> =
        found.shared.iter().flat_map(|pair| [(pair.first, pair.second), (pair.second, pair.first)]).collect();
    let mut rows: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[copy, source, kind, _, rate, _] = cells.as_slice() else { continue };
        let (Some(&copy), Some(&source)) = (ids.get(copy), ids.get(source)) else { continue };
        let row = rows.entry(format!("{kind}, {rate} replaced")).or_default();
        let group = found.groups.group_of(copy);
        row[0] += 1;
        row[1] += u32::from(pairs.contains(&(copy, source)));
        row[2] += u32::from(group.is_some() && group == found.groups.group_of(source));
    }
    for (kind, [all, shared, grouped]) in rows {
        eprintln!("{kind}: {shared} of {all} found, {grouped} as one text");
    }
}

criterion_group!(benches, framing);
criterion_main!(benches);
