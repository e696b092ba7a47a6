//! Corrections, outlet book and remarks as a project file holds them, and back.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Unreadable, coding, fields, v1};
use crate::corpus::{Completeness, DatePrecision, Language, Published};
use crate::ingest::pages::PageBook;
use crate::ingest::readers::fields::Mappings;
use crate::project::{
    ArticleKey, Change, CodingBook, Correction, Corrections, HandRole, LineRemark, LineSpot, Mark,
    OutletBook, OutletEntry, OutletGroup, Remark, Remarks, StoryBook, Target, VersionBook,
};
use crate::query::Filter;

/// What a project says of articles and outlets, apart from how they are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// What was put right by hand.
    pub corrections: Corrections,
    /// Colours, countries and groups of outlets.
    pub book: OutletBook,
    /// Notes and tags.
    pub remarks: Remarks,
    /// What is said of stories.
    pub stories: StoryBook,
    /// What is said of versions of articles.
    pub versions: VersionBook,
    /// What is said of pages of articles.
    pub pages: PageBook,
    /// Codebooks and coding by hand.
    pub coding: CodingBook,
    /// What fields of data files hold.
    pub mappings: Mappings,
    /// Filters under names, in the user's order.
    pub subsets: Vec<(String, Filter)>,
}

impl Said {
    /// What `file` says.
    pub fn of(file: &v1::File) -> Result<Self, Unreadable> {
        let mut said = Self::default();
        for correction in &file.corrections {
            said.corrections.list.push(correction_of(correction)?);
        }
        for outlet in &file.outlets {
            let entry = OutletEntry { ink: outlet.ink, country: outlet.country.as_deref().map(Arc::from) };
            said.book.entries.insert(outlet.name.as_str().into(), entry);
        }
        for group in &file.groups {
            let outlets = group.outlets.iter().map(|name| name.as_str().into()).collect();
            said.book.groups.push(OutletGroup { name: group.name.as_str().into(), outlets });
        }
        for remark in &file.remarks {
            let tags = remark.tags.iter().map(|tag| tag.as_str().into()).collect();
            let lines = remark.lines.iter().map(line_of).collect::<Result<_, _>>()?;
            let here = Remark { note: remark.note.clone(), tags, lines };
            said.remarks.by_article.insert(key_of(&remark.of)?, here);
        }
        said.stories = stories_of(&file.stories)?;
        said.versions = versions_of(&file.versions)?;
        said.pages = pages_of(&file.pages)?;
        said.coding = coding::read(&file.coding)?;
        said.mappings = fields::read(&file.fields)?;
        for subset in &file.subsets {
            let filter =
                Filter::parse(&subset.filter).map_err(|_| Unreadable::part("a filter", &subset.filter))?;
            said.subsets.push((subset.name.clone(), filter));
        }
        Ok(said)
    }

    /// Puts all of it into `file`.
    pub fn put(
        corrections: &Corrections,
        book: &OutletBook,
        (remarks, coding): (&Remarks, &CodingBook),
        (stories, versions, pages, mappings): (&StoryBook, &VersionBook, &PageBook, &Mappings),
        file: &mut v1::File,
    ) {
        file.stories = written_stories(stories);
        file.versions = written_versions(versions);
        file.pages = written_pages(pages);
        file.coding = coding::written(coding);
        file.fields = fields::written(mappings);
        file.corrections = corrections.list.iter().map(written_correction).collect();
        file.outlets = book
            .entries
            .iter()
            .map(|(name, entry)| v1::Outlet {
                name: name.to_string(),
                ink: entry.ink,
                country: entry.country.as_ref().map(ToString::to_string),
            })
            .collect();
        file.groups = book
            .groups
            .iter()
            .map(|group| v1::Group {
                name: group.name.to_string(),
                outlets: group.outlets.iter().map(ToString::to_string).collect(),
            })
            .collect();
        file.remarks = remarks
            .by_article
            .iter()
            .map(|(key, remark)| v1::Remark {
                of: written_key(key),
                note: remark.note.clone(),
                tags: remark.tags.iter().map(ToString::to_string).collect(),
                lines: remark.lines.iter().map(written_line).collect(),
            })
            .collect();
    }
}

fn line_of(line: &v1::LineRemark) -> Result<(LineSpot, LineRemark), Unreadable> {
    let mark = match &line.mark {
        Some(letter) => Some(Mark::of_letter(letter).ok_or_else(|| Unreadable::part("a mark", letter))?),
        None => None,
    };
    let (from, to) = line.at;
    let spot = LineSpot { from, to, words: line.words.as_str().into(), nth: line.nth };
    Ok((spot, LineRemark { mark, note: line.note.clone() }))
}

fn written_line((spot, remark): (&LineSpot, &LineRemark)) -> v1::LineRemark {
    v1::LineRemark {
        at: (spot.from, spot.to),
        words: spot.words.to_string(),
        nth: spot.nth,
        mark: remark.mark.map(|mark| mark.letter().to_string()),
        note: remark.note.clone(),
    }
}

fn stories_of(written: &v1::Stories) -> Result<StoryBook, Unreadable> {
    let pair = |[one, other]: &[v1::Key; 2]| Ok([key_of(one)?, key_of(other)?]);
    let pairs = |pairs: &[[v1::Key; 2]]| pairs.iter().map(pair).collect::<Result<_, _>>();
    let story = |story: &Vec<v1::Key>| story.iter().map(key_of).collect::<Result<_, _>>();
    let title = |title: &v1::StoryTitle| Ok((key_of(&title.of)?, title.title.clone()));
    Ok(StoryBook {
        together: pairs(&written.together)?,
        apart: pairs(&written.apart)?,
        pinned: written.pinned.iter().map(story).collect::<Result<_, _>>()?,
        titles: written.titles.iter().map(title).collect::<Result<_, _>>()?,
    })
}

fn written_stories(book: &StoryBook) -> v1::Stories {
    let pairs =
        |pairs: &[[ArticleKey; 2]]| pairs.iter().map(|pair| pair.each_ref().map(written_key)).collect();
    let title =
        |(key, title): (&ArticleKey, &String)| v1::StoryTitle { of: written_key(key), title: title.clone() };
    v1::Stories {
        together: pairs(&book.together),
        apart: pairs(&book.apart),
        pinned: book.pinned.iter().map(|story| story.iter().map(written_key).collect()).collect(),
        titles: book.titles.iter().map(title).collect(),
    }
}

fn versions_of(written: &v1::Versions) -> Result<VersionBook, Unreadable> {
    let pair = |[one, other]: &[v1::Key; 2]| Ok([key_of(one)?, key_of(other)?]);
    let pairs = |pairs: &[[v1::Key; 2]]| pairs.iter().map(pair).collect::<Result<_, _>>();
    Ok(VersionBook {
        together: pairs(&written.together)?,
        apart: pairs(&written.apart)?,
        counts: written.counts.iter().map(key_of).collect::<Result<_, _>>()?,
    })
}

fn written_versions(book: &VersionBook) -> v1::Versions {
    let pairs =
        |pairs: &[[ArticleKey; 2]]| pairs.iter().map(|pair| pair.each_ref().map(written_key)).collect();
    v1::Versions {
        together: pairs(&book.together),
        apart: pairs(&book.apart),
        counts: book.counts.iter().map(written_key).collect(),
    }
}

fn pages_of(written: &v1::Pages) -> Result<PageBook, Unreadable> {
    let pages = |pages: &Vec<v1::Key>| pages.iter().map(key_of).collect::<Result<Vec<_>, _>>();
    Ok(PageBook {
        apart: written.apart.iter().map(key_of).collect::<Result<_, _>>()?,
        together: written.together.iter().map(pages).collect::<Result<_, _>>()?,
    })
}

fn written_pages(book: &PageBook) -> v1::Pages {
    let pages = |pages: &Vec<ArticleKey>| pages.iter().map(written_key).collect();
    v1::Pages {
        apart: book.apart.iter().map(written_key).collect(),
        together: book.together.iter().map(pages).collect(),
    }
}

/// An article's name out of a file.
pub fn key_of(key: &v1::Key) -> Result<ArticleKey, Unreadable> {
    let content = u64::from_str_radix(&key.content, 16)
        .map_err(|_| Unreadable::part("the fingerprint of an article", &key.content))?;
    Ok(ArticleKey { path: key.path.as_str().into(), record: key.record, content })
}

/// An article's name as a file holds it.
pub fn written_key(key: &ArticleKey) -> v1::Key {
    v1::Key { path: key.path.to_string(), record: key.record, content: format!("{:016x}", key.content) }
}

fn correction_of(correction: &v1::Correction) -> Result<Correction, Unreadable> {
    let target = match &correction.of {
        v1::Target::Articles(keys) => {
            let mut keys = keys.iter().map(key_of).collect::<Result<Vec<_>, _>>()?;
            keys.sort();
            keys.dedup();
            Target::Articles(keys.into())
        }
        v1::Target::Folder(path) => Target::Folder(path.as_str().into()),
        v1::Target::Outlet(name) => Target::Outlet(name.as_str().into()),
        v1::Target::FileNames(shape) => Target::FileNames(shape.as_str().into()),
    };
    let name = |name: &Option<String>| name.as_deref().map(Arc::from);
    let change = match &correction.is {
        v1::Change::Outlet(outlet) => Change::Outlet(name(outlet)),
        v1::Change::Wire(wire) => Change::Wire(name(wire)),
        v1::Change::Host(host) => Change::Host(name(host)),
        v1::Change::Published(date) => Change::Published(date.as_deref().map(published_of).transpose()?),
        v1::Change::Byline(names) => Change::Byline(names.iter().map(|name| name.as_str().into()).collect()),
        v1::Change::Section(section) => Change::Section(name(section)),
        v1::Change::Opinion(is_opinion) => Change::Opinion(*is_opinion),
        v1::Change::Language(code) => {
            Change::Language(code.as_deref().map_or(Language::UNKNOWN, Language::from_code))
        }
        v1::Change::Completeness(text) => Change::Completeness(completeness_of(text)?),
        v1::Change::Line { text, nth, role } => Change::Line {
            text: text.as_str().into(),
            nth: *nth,
            role: HandRole::ALL
                .into_iter()
                .find(|known| known.label() == role)
                .ok_or_else(|| Unreadable::part("the part a line belongs to", role))?,
        },
    };
    Ok(Correction { target, change })
}

fn written_correction(correction: &Correction) -> v1::Correction {
    let of = match &correction.target {
        Target::Articles(keys) => v1::Target::Articles(keys.iter().map(written_key).collect()),
        Target::Folder(path) => v1::Target::Folder(path.to_string()),
        Target::Outlet(name) => v1::Target::Outlet(name.to_string()),
        Target::FileNames(shape) => v1::Target::FileNames(shape.to_string()),
    };
    let name = |name: &Option<Arc<str>>| name.as_ref().map(ToString::to_string);
    let is = match &correction.change {
        Change::Outlet(outlet) => v1::Change::Outlet(name(outlet)),
        Change::Wire(wire) => v1::Change::Wire(name(wire)),
        Change::Host(host) => v1::Change::Host(name(host)),
        Change::Published(published) => v1::Change::Published(published.map(written_published)),
        Change::Byline(names) => v1::Change::Byline(names.iter().map(ToString::to_string).collect()),
        Change::Section(section) => v1::Change::Section(name(section)),
        Change::Opinion(is_opinion) => v1::Change::Opinion(*is_opinion),
        Change::Language(language) => v1::Change::Language(language.code().map(str::to_owned)),
        Change::Completeness(completeness) => v1::Change::Completeness(written_completeness(*completeness)),
        Change::Line { text, nth, role } => {
            v1::Change::Line { text: text.to_string(), nth: *nth, role: role.label().to_owned() }
        }
    };
    v1::Correction { of, is }
}

/// `2016-09-01`, `2016-09` or `2016`; what the date says beyond its precision is let go.
fn published_of(text: &str) -> Result<Published, Unreadable> {
    let wrong = || Unreadable::part("a date", text);
    let precision = match text.matches('-').count() {
        0 => DatePrecision::Year,
        1 => DatePrecision::Month,
        _ => DatePrecision::Day,
    };
    let whole = match precision {
        DatePrecision::Year => format!("{text}-01-01"),
        DatePrecision::Month => format!("{text}-01"),
        DatePrecision::Day => text.to_owned(),
    };
    let date: Date = whole.parse().map_err(|_| wrong())?;
    Ok(Published { date, precision })
}

fn written_published(published: Published) -> String {
    let date = published.date;
    let (year, month) = (date.year(), date.month());
    match published.precision {
        DatePrecision::Year => format!("{year:04}"),
        DatePrecision::Month => format!("{year:04}-{month:02}"),
        DatePrecision::Day => format!("{year:04}-{month:02}-{:02}", date.day()),
    }
}

fn completeness_of(text: &str) -> Result<Completeness, Unreadable> {
    let part = |text: &str| {
        let (part, of) = text.strip_prefix("part ")?.split_once(" of ")?;
        Some(Completeness::Part { part: part.parse().ok()?, of: of.parse().ok()? })
    };
    match text {
        "full" => Ok(Completeness::Full),
        "truncated" => Ok(Completeness::Truncated),
        "unknown" => Ok(Completeness::Unknown),
        _ => part(text).ok_or_else(|| Unreadable::part("how complete an article is", text)),
    }
}

fn written_completeness(completeness: Completeness) -> String {
    match completeness {
        Completeness::Full => "full".to_owned(),
        Completeness::Truncated => "truncated".to_owned(),
        Completeness::Unknown => "unknown".to_owned(),
        Completeness::Part { part, of } => format!("part {part} of {of}"),
    }
}
