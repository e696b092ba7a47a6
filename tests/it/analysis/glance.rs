//! Framing at a glance in words, on the three stories of the sample.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use parallax::analysis::glance::{Asked, Glance, glance};
use parallax::analysis::{ComparisonRecipe, Scope, TellingsRecipe, Unit};
use parallax::corpus::{ArticleId, Corpus, Subset};
use parallax::figure::Numbers;
use parallax::framing::codebook;
use parallax::framing::coding::Status;
use parallax::framing::stories;
use parallax::ingest::read_folder;
use parallax::problem::Problems;
use parallax::task::Task;

fn sample() -> &'static Corpus {
    static SAMPLE: OnceLock<Corpus> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        let articles = read_folder(&[root], &Task::none(), &mut Problems::new(), &mut |_| {}).unwrap();
        Corpus::build(articles, &Task::none()).unwrap()
    })
}

#[test]
fn dump() {
    let corpus = sample();
    let found =
        stories::find(corpus, &Subset::all(corpus), &Default::default(), &Default::default(), &Task::none())
            .unwrap();
    for story in &found.stories {
        let g = table(&story.articles, true);
        for row in g.written() {
            println!("{}", row.join(" | "));
        }
        println!("-----");
    }
}

fn table(articles: &[ArticleId], with_tellings: bool) -> Glance {
    let corpus = sample();
    let mut chosen = articles.to_vec();
    chosen.sort_unstable();
    let scope = Scope { chosen: Some(chosen.into()), ..Scope::default() };
    let comparison = ComparisonRecipe { scope: scope.clone(), ..ComparisonRecipe::default() };
    let compared = comparison.run(corpus, &Task::none()).unwrap();
    let books = codebook::shipped().iter().take(1).cloned().collect();
    let recipe = TellingsRecipe { scope, codebooks: Arc::new(books), ..TellingsRecipe::default() };
    let told = recipe.run(corpus, &Task::none()).unwrap();
    glance(&Asked {
        corpus,
        comparison: &compared,
        tellings: with_tellings.then_some((&recipe, &told)),
        status: &Status::NotValidated,
        numbers: Numbers::ENGLISH,
        series: &[],
        unit: Unit::PerThousand,
    })
}
