//! The work as it is at one moment, and as a project file holds it: there and back.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::held::{Held, Names, keys_of};
use super::runs;
use super::words::{Worded, figure_of_word, word_of_figure};
use crate::analysis::{Choice, Chosen, GroupKey, LineSort, MOST_COLUMNS, Sample};
use crate::corpus::{ArticleId, Corpus, Span};
use crate::framing::stories::StorySettings;
use crate::project::file::{NEWEST, Unreadable, key_of, v1, written_key};
use crate::project::{Mark, Opened, ProjectFile, Said, written_root};
use crate::query::{Filter, Query};
use crate::session::{
    FigureTitle, LineLayout, NamedFilter, Pick, Place, ReaderLayer, ReaderLayers, ReaderMode, Role, Series,
    Workbench,
};

/// The work at one moment. Taking it costs no more than a step of undo does; the file is made of it on a worker.
#[derive(Debug, Clone)]
pub struct State {
    /// The file it belongs into.
    pub target: PathBuf,
    /// The number of this moment.
    pub order: u64,
    /// When this is.
    pub saved: String,
    /// Folders and files that are read.
    pub roots: Vec<PathBuf>,
    /// Folders and files that are not there.
    pub gone: Vec<v1::Root>,
    /// Series, filter, corrections and all that can be undone.
    pub bench: Workbench,
    /// Colours the program gave outlets.
    pub inks: BTreeMap<Arc<str>, u16>,
    /// Where the user is.
    pub place: Place,
    /// How the reader shows an article.
    pub reader_mode: ReaderMode,
    /// Which layers of the aligned reader are on.
    pub reader_layers: ReaderLayers,
    /// What numbers of articles mean.
    pub corpus: Option<Arc<Corpus>>,
    /// Articles that are not read yet.
    pub held: Option<Held>,
    /// What the chosen articles are called: those that are not there at the moment stay chosen.
    pub named: Option<Names>,
    /// What later versions keep.
    pub extra: Extra,
}

/// What a project file has that this version only keeps.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extra {
    /// How the window is divided.
    pub layout: Map<String, Value>,
    /// Keys without a meaning here.
    pub unknown: Map<String, Value>,
}

impl State {
    /// The project file of this moment.
    pub fn file(&self) -> ProjectFile {
        // Taken apart by name, so that a new part cannot be forgotten here.
        let Workbench {
            series,
            filter,
            chosen,
            search,
            listing_order,
            unit,
            grouping,
            bin,
            is_trend_by_outlet,
            lines,
            mark_names,
            columns,
            story_settings,
            tellings,
            keep_stop_words,
            neighbours,
            phrases,
            lenses,
            words,
            corrections,
            book,
            remarks,
            stories,
            versions,
            pages,
            coding,
            mappings,
            subsets,
            titles,
        } = &self.bench;
        let LineLayout { sort, boundary, group_by, sample, marked, sides } = lines;
        let text = |text: &Arc<str>| text.to_string();
        let mut file = ProjectFile {
            version: NEWEST,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            saved: self.saved.clone(),
            roots: self.roots.iter().map(|root| written_root(root, &self.target)).collect(),
            inks: self.inks.iter().map(|(name, ink)| (name.to_string(), *ink)).collect(),
            layout: self.extra.layout.clone(),
            unknown: self.extra.unknown.clone(),
            ..ProjectFile::default()
        };
        file.roots.extend(self.gone.iter().cloned());
        Said::put(corrections, book, (remarks, coding), (stories, versions, pages, mappings), &mut file);
        file.subsets = subsets
            .iter()
            .map(|subset| v1::Subset { name: subset.name.clone(), filter: subset.filter.to_string() })
            .collect();
        file.work = v1::Work {
            series: series
                .iter()
                .map(|series| v1::Series {
                    name: series.name.clone(),
                    query: series.query.text.clone(),
                    ink: series.ink,
                    is_on: series.is_on,
                })
                .collect(),
            filter: filter.to_string(),
            search: search.as_ref().map(|query| query.text.clone()),
            unit: unit.word(),
            grouping: grouping.word(),
            bin: bin.word(),
            is_trend_by_outlet: *is_trend_by_outlet,
            listing: listing_order.0.word(),
            is_listing_descending: listing_order.1,
            lines: sort.iter().copied().filter_map(written_sort).collect(),
            line_boundary: unusual(*boundary),
            line_groups: unusual(*group_by),
            line_sample: sample.map(|sample| (sample.lines, sample.seed)),
            line_marks: unusual(*marked),
            line_sides: sides.as_ref().map(|[one, other]| (one.to_string(), other.to_string())),
            mark_names: mark_names
                .iter()
                .map(|(mark, name)| (mark.letter().to_string(), name.clone()))
                .collect(),
            columns: columns.iter().map(text).collect(),
            story_settings: (*story_settings != StorySettings::default())
                .then_some((story_settings.likeness, story_settings.window_days)),
            tellings: super::tellings::written(tellings),
            chosen: self.chosen(chosen.as_ref()),
            chosen_story: self.chosen_story(chosen.as_ref()),
            keep_stop_words: *keep_stop_words,
            neighbours: runs::written_neighbours(neighbours),
            phrases: runs::written_phrases(phrases),
            lenses: super::lens_choices::written(lenses),
            words: super::word_choices::written(words),
            titles: titles.iter().filter_map(|(role, title)| written_title(*role, title)).collect(),
        };
        file.place = self.place();
        file
    }

    /// The title of the story that the chosen articles tell.
    fn chosen_story(&self, chosen: Option<&Chosen>) -> Option<String> {
        match chosen.map(Chosen::why).or_else(|| Some(&self.held.as_ref()?.chosen_as))? {
            Choice::Story(title) => Some(title.to_string()),
            Choice::ByHand => None,
        }
    }

    fn chosen(&self, chosen: Option<&Chosen>) -> Option<Vec<v1::Key>> {
        let keys = match (chosen.map(|chosen| &**chosen.articles()), &self.named) {
            (Some(_), Some(names)) => names.keys(),
            (Some(ids), None) => keys_of(self.corpus.as_ref()?, ids),
            (None, _) => self.held.as_ref()?.chosen.as_ref()?.keys(),
        };
        Some(keys.iter().map(written_key).collect())
    }

    fn place(&self) -> v1::Place {
        let Place {
            view,
            lens,
            article,
            spot,
            pick,
            line_group,
            story,
            compares_all,
            above,
            lit,
            followed,
            beside,
        } = &self.place;
        let Pick { query, word, outlet, days, within } = pick;
        let held = self.held.as_ref().filter(|_| article.is_none());
        let (key, spot) = match (article, held) {
            (Some(id), _) => (self.corpus.as_ref().and_then(|corpus| keys_of(corpus, &[*id]).pop()), *spot),
            (None, Some(held)) => (held.article.as_ref().and_then(|names| names.keys().pop()), held.spot),
            (None, None) => (None, None),
        };
        let key_of = |id: &Option<ArticleId>, held: fn(&Held) -> &Option<Names>| match (id, &self.held) {
            (Some(id), _) => self.corpus.as_ref().and_then(|corpus| keys_of(corpus, &[*id]).pop()),
            (None, Some(names)) => held(names).as_ref().and_then(|names| names.keys().pop()),
            (None, None) => None,
        };
        let second = key_of(beside, |held| &held.beside);
        let story = key_of(story, |held| &held.story);
        let (followed, followed_form) = followed.as_ref().map(written_query).unwrap_or_default();
        let (picked_query, picked_form) = query.as_ref().map(written_query).unwrap_or_default();
        v1::Place {
            beside: second.as_ref().map(written_key),
            story: story.as_ref().map(written_key),
            compares_all: *compares_all,
            above: above.word(),
            followed,
            followed_form,
            view: view.word(),
            lens: lens.word(),
            article: key.as_ref().map(written_key),
            spot: spot.map(|span| (span.from, span.to)),
            picked_query,
            picked_form,
            picked_word: word.as_ref().map(ToString::to_string),
            picked_outlet: outlet.as_ref().map(ToString::to_string),
            picked_days: days.map(|(first, last)| (first.to_string(), last.to_string())),
            picked_group: line_group.as_ref().map(|(_, value)| value.to_string()),
            picked_group_by: line_group.as_ref().and_then(|(key, _)| Some(*key).word()),
            picked_within: within.to_string(),
            lit: lit.as_ref().map(ToString::to_string),
            reader: self.reader_mode.word(),
            layers: written_layers(self.reader_layers),
        }
    }
}

/// A query as typed, or the form of a word: typed, that would find more than the form alone.
fn written_query(query: &Query) -> (Option<String>, Option<String>) {
    let text = Some(query.text.clone());
    if Query::of_form(&query.text).as_ref() == Some(query) { (None, text) } else { (text, None) }
}

/// The same, read. Lines are soon picked again: none are shown where it cannot be read.
fn query_of(typed: Option<&str>, form: Option<&str>) -> Option<Query> {
    form.and_then(Query::of_form).or_else(|| Query::parse(typed?).ok())
}

fn written_layers(layers: ReaderLayers) -> Option<Vec<String>> {
    (layers != ReaderLayers::default()).then(|| layers.on().filter_map(Worded::word).collect())
}

fn layers_of(words: Option<&[String]>) -> Result<ReaderLayers, Unreadable> {
    let Some(words) = words else { return Ok(ReaderLayers::default()) };
    words.iter().map(|word| <ReaderLayer as Worded>::of_word(Some(word))).collect()
}

/// The word of a choice that is not the usual one.
fn unusual<T: Worded>(choice: T) -> Option<String> {
    choice.word().filter(|_| choice != T::default())
}

fn written_sort(sort: LineSort) -> Option<String> {
    let down = if sort.is_descending { "-" } else { "" };
    Some(format!("{down}{}", sort.key.word()?))
}

fn sort_of(word: &str) -> Result<LineSort, Unreadable> {
    let bare = word.strip_prefix('-');
    Ok(LineSort { key: Worded::of_word(Some(bare.unwrap_or(word)))?, is_descending: bare.is_some() })
}

fn written_title(figure: Role, title: &FigureTitle) -> Option<v1::Title> {
    let FigureTitle { title, subtitle } = title.clone();
    Some(v1::Title { figure: word_of_figure(figure)?.to_owned(), title, subtitle })
}

fn title_of(written: &v1::Title) -> Result<(Role, FigureTitle), Unreadable> {
    let v1::Title { figure, title, subtitle } = written.clone();
    Ok((figure_of_word(&figure)?, FigureTitle { title, subtitle }))
}

/// The work out of a project file.
#[derive(Debug, Clone)]
pub struct Restored {
    /// Series, filter, corrections and all that can be undone; chosen articles are in `held`.
    pub bench: Workbench,
    /// Colours the program gave outlets, so that they stay what they were.
    pub inks: BTreeMap<Arc<str>, u16>,
    /// Where the user was, but for the article.
    pub place: Place,
    /// How the reader shows an article.
    pub reader_mode: ReaderMode,
    /// Which layers of the aligned reader are on.
    pub reader_layers: ReaderLayers,
    /// Articles by name.
    pub held: Held,
    /// What this version only keeps.
    pub extra: Extra,
    /// When it was written, as RFC 3339.
    pub saved: String,
    /// Folders and files that are there.
    pub roots: Vec<PathBuf>,
    /// Those that are not, to be asked for.
    pub missing: Vec<v1::Root>,
    /// Those that are not and left out.
    pub left_out: Vec<v1::Root>,
    /// Where the work went on, for work that had no project file.
    pub continued_in: Option<String>,
}

impl Restored {
    /// The work of an opened project; one thing that makes no sense refuses it all.
    pub fn of(opened: Opened) -> Result<Self, Unreadable> {
        let Opened { file, roots, missing, left_out, said, filter } = opened;
        let ProjectFile { work, inks, place, layout, unknown, saved, continued_in, .. } = file;
        let story_settings = work.stories_asked();
        let query = |text: &String| Query::parse(text).map_err(|_| Unreadable::part("a query", text));
        let keys = |keys: &[v1::Key]| -> Result<Names, Unreadable> {
            Ok(Names::Keys(keys.iter().map(key_of).collect::<Result<Vec<_>, _>>()?.into()))
        };
        let texts =
            |texts: &[String]| texts.iter().map(|text| text.as_str().into()).collect::<Vec<Arc<str>>>();
        let mut series = Vec::with_capacity(work.series.len());
        for one in work.series {
            series.push(Series { query: query(&one.query)?, name: one.name, ink: one.ink, is_on: one.is_on });
        }
        let usual = Workbench::default();
        let mut lines = usual.lines;
        for (sort, word) in lines.sort.iter_mut().zip(&work.lines) {
            *sort = sort_of(word)?;
        }
        lines.boundary = Worded::of_word(work.line_boundary.as_deref())?;
        lines.group_by = Worded::of_word(work.line_groups.as_deref())?;
        lines.sample = work.line_sample.map(|(lines, seed)| Sample { lines, seed });
        lines.marked = Worded::of_word(work.line_marks.as_deref())?;
        lines.sides = work.line_sides.map(|(one, other)| [one.into(), other.into()]);
        let mut mark_names = BTreeMap::new();
        for (letter, name) in work.mark_names {
            let mark = Mark::of_letter(&letter).ok_or_else(|| Unreadable::part("a mark", &letter))?;
            mark_names.insert(mark, name);
        }
        let mut columns = texts(&work.columns);
        columns.truncate(MOST_COLUMNS);
        let bench = Workbench {
            series,
            filter,
            chosen: None,
            search: work.search.as_ref().map(query).transpose()?,
            listing_order: (Worded::of_word(work.listing.as_deref())?, work.is_listing_descending),
            unit: Worded::of_word(work.unit.as_deref())?,
            grouping: Worded::of_word(work.grouping.as_deref())?,
            bin: Worded::of_word(work.bin.as_deref())?,
            is_trend_by_outlet: work.is_trend_by_outlet,
            lines,
            mark_names,
            columns,
            story_settings,
            tellings: super::tellings::read(work.tellings),
            keep_stop_words: work.keep_stop_words,
            neighbours: runs::neighbours_of(work.neighbours.as_ref())?,
            phrases: runs::phrases_of(work.phrases.as_ref())?,
            lenses: super::lens_choices::read(&work.lenses)?,
            words: super::word_choices::read(work.words.as_ref())?,
            corrections: said.corrections.into(),
            book: said.book.into(),
            remarks: said.remarks.into(),
            stories: said.stories.into(),
            versions: said.versions.into(),
            pages: said.pages.into(),
            coding: said.coding.into(),
            mappings: said.mappings.into(),
            titles: work.titles.iter().map(title_of).collect::<Result<_, _>>()?,
            subsets: said
                .subsets
                .into_iter()
                .map(|(name, filter): (String, Filter)| NamedFilter { name, filter })
                .collect(),
        };
        let day = |text: &str| text.parse::<Date>().map_err(|_| Unreadable::part("a date", text));
        let days = match &place.picked_days {
            Some((first, last)) => Some((day(first)?, day(last)?)),
            None => None,
        };
        let pick = Pick {
            query: query_of(place.picked_query.as_deref(), place.picked_form.as_deref()),
            word: place.picked_word.as_deref().map(Arc::from),
            outlet: place.picked_outlet.as_deref().map(Arc::from),
            days,
            within: Filter::parse(&place.picked_within)
                .map_err(|_| Unreadable::part("a filter", &place.picked_within))?,
        };
        // Files of earlier versions do not say by what; then it was what lines are grouped by.
        let group_by: Option<GroupKey> = match place.picked_group_by.as_deref() {
            Some(word) => Worded::of_word(Some(word))?,
            None => bench.lines.group_by,
        };
        let line_group = group_by.zip(place.picked_group.as_deref().map(Arc::from));
        let held = Held {
            article: place.article.as_ref().map(|key| keys(std::slice::from_ref(key))).transpose()?,
            spot: place.spot.map(|(from, to)| Span { from, to }),
            beside: place.beside.as_ref().map(|key| keys(std::slice::from_ref(key))).transpose()?,
            story: place.story.as_ref().map(|key| keys(std::slice::from_ref(key))).transpose()?,
            chosen: work.chosen.as_deref().map(keys).transpose()?,
            chosen_as: work.chosen_story.map_or(Choice::ByHand, |title| Choice::Story(title.into())),
            steps: Vec::new(),
        };
        Ok(Self {
            bench,
            inks: inks.into_iter().map(|(name, ink)| (name.into(), ink)).collect(),
            place: Place {
                view: Worded::of_word(place.view.as_deref())?,
                lens: Worded::of_word(place.lens.as_deref())?,
                article: None,
                spot: None,
                beside: None,
                story: None,
                compares_all: place.compares_all,
                above: Worded::of_word(place.above.as_deref())?,
                followed: query_of(place.followed.as_deref(), place.followed_form.as_deref()),
                pick,
                line_group,
                lit: place.lit.as_deref().map(Arc::from),
            },
            reader_mode: Worded::of_word(place.reader.as_deref())?,
            reader_layers: layers_of(place.layers.as_deref())?,
            held,
            extra: Extra { layout, unknown },
            saved,
            roots,
            missing,
            left_out,
            continued_in,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picked_query_comes_back_as_the_same() {
        let form = |form: &str| Query::of_form(form).expect("a form");
        let typed = |text: &str| Query::parse(text).expect("a query");
        for query in [
            form("norvia"),
            form("it's"),
            form("near/"),
            form("a.b*"),
            typed("norvia"),
            typed("/norvia/"),
            typed("=Norvia | isle* NEAR/5 quay"),
        ] {
            let (text, form) = written_query(&query);
            assert_eq!(query_of(text.as_deref(), form.as_deref()), Some(query));
        }
        assert_eq!(query_of(Some("near/"), None), None);
        assert_eq!(query_of(None, None), None);
    }
}
