//! `parallax stories`: one JSON object, the stories with their articles, and the articles that stand alone.
//!
//! Stories are looked for among all articles read; the filter says which are listed. What is not known is null. Dates are as exact as they are known. The settings that decide what belongs together
//! are in it, and the words that hold each story together.

use serde::Serialize;

use super::args::Stories as Asked;
use super::failure::Failure;
use super::open::{Wanted, open_with};
use super::output::{Streams, deliver};
use super::parts::{ArticlePart, rounded};
use crate::corpus::{ArticleId, Corpus, Subset};
use crate::figure::format;
use crate::framing::stories::{Stories, Story, StorySettings};

/// Runs the command.
pub fn run(asked: &Asked, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let wanted = Wanted { likeness: asked.likeness, window_days: asked.days };
    let opened = open_with(&asked.reading, Some(wanted), streams)?;
    let (corpus, subset) = (&opened.corpus, opened.scope.subset(&opened.corpus));
    let (found, settings) = opened.stories.unwrap_or_default();
    if found.crowded > 0 {
        let many = format::counted(found.crowded.into(), "article is", "articles are");
        streams.say(&format!("{many} like very many others, of which the 200 most similar were weighed"));
    }
    deliver(asked.output.out.as_deref(), streams, |out| {
        serde_json::to_writer_pretty(&mut *out, &Answer::of(corpus, &subset, &found, settings))?;
        out.write_all(b"\n")
    })
}

/// The answer. The fields' names and order are the keys of the JSON and never change.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    settings: Settings,
    stories: Vec<StoryPart<'a>>,
    alone: Vec<ArticlePart<'a>>,
}

#[derive(Debug, Serialize)]
struct Settings {
    likeness: u16,
    days: u16,
}

#[derive(Debug, Serialize)]
struct StoryPart<'a> {
    id: usize,
    title: &'a str,
    first: Option<String>,
    last: Option<String>,
    outlets: Vec<&'a str>,
    cohesion: f64,
    words: Vec<WordPart<'a>>,
    pinned: bool,
    articles: Vec<ArticlePart<'a>>,
}

#[derive(Debug, Serialize)]
struct WordPart<'a> {
    word: &'a str,
    articles: u32,
    share: f64,
}

impl<'a> Answer<'a> {
    fn of(corpus: &'a Corpus, subset: &Subset, found: &'a Stories, settings: StorySettings) -> Self {
        let listed = |ids: &[ArticleId]| -> Vec<ArticlePart<'a>> {
            ids.iter()
                .filter(|&&id| subset.contains(id))
                .map(|&id| ArticlePart::with_record(corpus, id))
                .collect()
        };
        let is_listed = |story: &Story| story.articles.iter().any(|&id| subset.contains(id));
        let story = |(at, story): (usize, &'a Story)| StoryPart {
            id: at + 1,
            title: corpus.stories().get(at).map_or("", |title| title),
            first: story.first.map(|date| date.to_string()),
            last: story.last.map(|date| date.to_string()),
            outlets: story
                .outlets
                .iter()
                .filter_map(|&outlet| Some(&*corpus.outlets().get(outlet as usize)?.name))
                .filter(|name| !name.is_empty())
                .collect(),
            cohesion: rounded(story.cohesion),
            words: story
                .words
                .iter()
                .map(|word| WordPart {
                    word: corpus.vocabulary().form(word.word),
                    articles: word.articles,
                    share: rounded(word.share),
                })
                .collect(),
            pinned: story.is_pinned,
            articles: listed(&story.articles),
        };
        Self {
            settings: Settings { likeness: settings.likeness, days: settings.window_days },
            stories: found
                .stories
                .iter()
                .enumerate()
                .filter(|(_, story)| is_listed(story))
                .map(story)
                .collect(),
            alone: listed(&found.alone),
        }
    }
}
