//! `parallax stories`: one JSON object, the stories with their articles, and the articles that stand alone.
//!
//! What is not known is null. Dates are as exact as they are known. The settings that decide what belongs together
//! are in it, and the words that hold each story together.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::args::Stories as Asked;
use super::failure::Failure;
use super::open::{Opened, open_with};
use super::output::{Streams, deliver};
use crate::corpus::{ArticleId, Corpus};
use crate::figure::format;
use crate::framing::stories::{self, Constraints, Stories, Story, StorySettings};
use crate::task::Task;
use crate::text::normalise::for_reading;

/// Runs the command.
pub fn run(asked: &Asked, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let opened = open_with(&asked.reading, true, streams)?;
    let corpus = &opened.corpus;
    let usual = opened.story_settings;
    let settings = StorySettings {
        likeness: asked.likeness.unwrap_or(usual.likeness),
        window_days: asked.days.unwrap_or(usual.window_days),
    };
    streams.progress("Finding stories…");
    let found = told_in(&opened, Some(settings))?;
    streams.progress("");
    if found.crowded > 0 {
        let many = format::counted(found.crowded.into(), "article is", "articles are");
        streams.say(&format!("{many} like very many others, of which the 200 most similar were weighed"));
    }
    deliver(asked.output.out.as_deref(), streams, |out| {
        serde_json::to_writer_pretty(&mut *out, &Answer::of(corpus, &found, settings))?;
        out.write_all(b"\n")
    })
}

/// The stories of the articles asked for, in the order of their numbers. Where all are asked for they are those of
/// the project, as it has them put right; a part of them is looked through by itself.
pub fn told_in(opened: &Opened, settings: Option<StorySettings>) -> Result<Arc<Stories>, Failure> {
    let settings = settings.unwrap_or(opened.story_settings);
    let subset = opened.scope.subset(&opened.corpus);
    match &opened.stories {
        Some(found)
            if settings == opened.story_settings
                && subset.article_count() == opened.corpus.article_count() =>
        {
            Ok(Arc::clone(found))
        }
        _ => {
            let none = Constraints::default();
            Ok(Arc::new(stories::find(&opened.corpus, &subset, &settings, &none, &Task::none())?))
        }
    }
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
    title: Option<Cow<'a, str>>,
    first: Option<String>,
    last: Option<String>,
    outlets: Vec<&'a str>,
    cohesion: f64,
    words: Vec<WordPart<'a>>,
    articles: Vec<ArticlePart<'a>>,
}

#[derive(Debug, Serialize)]
struct WordPart<'a> {
    word: &'a str,
    articles: u32,
    share: f64,
}

#[derive(Debug, Serialize)]
struct ArticlePart<'a> {
    path: &'a str,
    record: u32,
    outlet: Option<&'a str>,
    date: Option<String>,
    headline: Option<Cow<'a, str>>,
}

impl<'a> Answer<'a> {
    fn of(corpus: &'a Corpus, found: &'a Stories, settings: StorySettings) -> Self {
        let story = |(at, story): (usize, &'a Story)| StoryPart {
            id: at + 1,
            title: story.title.map(|title| for_reading(title.text(corpus))),
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
            articles: story.articles.iter().map(|&id| article(corpus, id)).collect(),
        };
        Self {
            settings: Settings { likeness: settings.likeness, days: settings.window_days },
            stories: found.stories.iter().enumerate().map(story).collect(),
            alone: found.alone.iter().map(|&id| article(corpus, id)).collect(),
        }
    }
}

fn article(corpus: &Corpus, id: ArticleId) -> ArticlePart<'_> {
    let article = corpus.article(id);
    ArticlePart {
        path: &article.path,
        record: article.record,
        outlet: article.outlet.as_ref().map(|outlet| &*outlet.value),
        date: corpus.date_of(id).map(|date| date.to_string()),
        headline: article.headline.as_ref().map(|headline| for_reading(article.text(headline.value))),
    }
}

/// Four places after the point: more would be more than is known.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
