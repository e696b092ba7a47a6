//! What a change of the workbench did, in words: read off the difference, so that every change has them.

use hashbrown::HashSet;

use super::{Series, Workbench};
use crate::analysis::Unit;
use crate::corpus::file_and_record;
use crate::figure::format;
use crate::ingest::pages::PageBook;
use crate::project::{
    ArticleKey, Change, Correction, Corrections, HandRole, LineRemark, LineSpot, Part, Remark, Remarks,
    StoryBook, Target, VersionBook,
};

/// What leads from `before` to `after`, as it stands behind "Undone:".
pub fn in_words(before: &Workbench, after: &Workbench) -> String {
    if before.series != after.series {
        return of_series(&before.series, &after.series);
    }
    if before.filter != after.filter {
        return if after.filter.is_all() {
            "filters cleared".to_owned()
        } else {
            format!("filter set to {}", after.filter.parts().join(" "))
        };
    }
    if before.search != after.search {
        return match &after.search {
            Some(query) => format!("search for {query}"),
            None => "search ended".to_owned(),
        };
    }
    if before.chosen != after.chosen {
        return match &after.chosen {
            Some(_) => "articles chosen for Compare".to_owned(),
            None => "all articles compared".to_owned(),
        };
    }
    if before.unit != after.unit {
        let unit = match after.unit {
            Unit::PerThousand => "per 1,000 words",
            Unit::PerMillion => "per million words",
            Unit::PerThousandSentences => "per 1,000 sentences",
            Unit::ShareOfArticles => "share of articles",
            Unit::Count => "raw counts",
        };
        return format!("counted as {unit}");
    }
    if before.corrections != after.corrections {
        return of_corrections(&before.corrections, &after.corrections);
    }
    if before.subsets != after.subsets {
        let gone = before.subsets.iter().find(|one| after.subsets.iter().all(|other| other.name != one.name));
        let kept = after.subsets.iter().find(|one| !before.subsets.contains(one));
        return match (gone, kept) {
            (Some(gone), None) => format!("filters “{}” forgotten", gone.name),
            (_, Some(kept)) => format!("filters kept as “{}”", kept.name),
            (None, None) => "kept filters put in another order".to_owned(),
        };
    }
    let rest = [
        (before.listing_order != after.listing_order, "table sorted otherwise"),
        (before.grouping != after.grouping, "what is compared"),
        (before.bin != after.bin, "width of the bins changed"),
        (before.is_trend_by_outlet != after.is_trend_by_outlet, "lines by group or by series"),
        (before.mark_names != after.mark_names, "mark named"),
        (before.columns != after.columns, "outlets side by side changed"),
        (before.lenses.events != after.lenses.events, "events marked in time changed"),
        (before.lenses.order != after.lenses.order, "outlets put in another order"),
        (before.lenses.intervals != after.lenses.intervals, "intervals made otherwise"),
        (before.lenses != after.lenses, "look of the figure changed"),
        (before.keep_stop_words != after.keep_stop_words, "function words taken in or left out"),
        (before.neighbours != after.neighbours, "neighbours counted otherwise"),
        (before.phrases != after.phrases, "phrases counted otherwise"),
        (before.words.aside != after.words.aside, "words put aside or taken back"),
        (before.words.against != after.words.against, "what words are held against"),
        (before.words.order != after.words.order, "distinctive words sorted otherwise"),
        (before.words.columns != after.words.columns, "columns of distinctive words changed"),
        (before.words != after.words, "distinctive words asked otherwise"),
        (before.tellings.codebook != after.tellings.codebook, "another codebook"),
        (before.tellings != after.tellings, "hedges counted otherwise"),
        (before.story_settings != after.story_settings, "stories looked for otherwise"),
        (before.mappings != after.mappings, "what fields of data files hold"),
        (before.book.groups != after.book.groups, "groups of outlets changed"),
        (before.book != after.book, "outlets described"),
    ];
    if let Some(words) = before.tellings.change_in_words(&after.tellings) {
        return words;
    }
    if before.lines != after.lines {
        return super::line_layout::in_words(&before.lines, &after.lines).to_owned();
    }
    if before.titles != after.titles {
        let changed = super::Role::ALL.iter().find(|role| before.titles.get(role) != after.titles.get(role));
        return format!("title of the figure ({})", changed.map_or("", |role| role.title()).to_lowercase());
    }
    if before.coding != after.coding {
        return super::coding::in_words(&before.coding, &after.coding);
    }
    if before.stories != after.stories {
        return of_stories(&before.stories, &after.stories);
    }
    if before.versions != after.versions {
        return of_versions(&before.versions, &after.versions).to_owned();
    }
    if before.pages != after.pages {
        return of_pages(&before.pages, &after.pages).to_owned();
    }
    if before.remarks != after.remarks {
        return of_remarks(&before.remarks, &after.remarks);
    }
    rest.iter().find(|(is_it, _)| *is_it).map_or("change", |(_, words)| words).to_owned()
}

/// What was put right last, with how many there are beside it.
fn of_corrections(before: &Corrections, after: &Corrections) -> String {
    let is_new = |one: &&Correction| !before.list.contains(one);
    let new: Vec<&Correction> = after.list.iter().rev().take_while(is_new).collect();
    match new.as_slice() {
        [] => "correction taken back".to_owned(),
        [one] => super::describe(one),
        [one, rest @ ..] => of_articles(&new).unwrap_or_else(|| {
            let others = format::counted(rest.len() as u64, "other correction", "other corrections");
            format!("{} and {others}", super::describe(one))
        }),
    }
}

/// "Outlet and date put right in 4 articles", where all is said of single articles.
fn of_articles(corrections: &[&Correction]) -> Option<String> {
    let mut articles: HashSet<&ArticleKey> = HashSet::new();
    let mut parts: Vec<&str> = Vec::new();
    for one in corrections.iter().rev() {
        let Target::Articles(keys) = &one.target else { return None };
        articles.extend(keys.iter());
        let part = match (&one.change, Part::of(&one.change)) {
            (Change::Line { role: HandRole::Headline, .. }, _) => "Headline",
            (_, Some(Part::Published)) => "Date",
            (_, Some(part)) => part.label(),
            (_, None) => "Lines",
        };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let names = parts.iter().enumerate().map(|(at, part)| match at {
        0 => (*part).to_owned(),
        _ => part.to_lowercase(),
    });
    let names = format::list(&names.collect::<Vec<_>>());
    let articles = format::counted(articles.len() as u64, "article", "articles");
    Some(format!("{names} put right in {articles}"))
}

fn of_stories(before: &StoryBook, after: &StoryBook) -> String {
    let titled = after.titles.iter().find(|(key, title)| before.titles.get(*key) != Some(*title));
    let has_new =
        |one: &[[ArticleKey; 2]], other: &[[ArticleKey; 2]]| other.iter().any(|pair| !one.contains(pair));
    match (before.pinned.len(), after.pinned.len()) {
        _ if titled.is_some() => format!("story called “{}”", titled.map_or("", |(_, title)| title)),
        _ if before.titles != after.titles => "story called as the program does".to_owned(),
        _ if has_new(&before.apart, &after.apart) => "story split".to_owned(),
        _ if has_new(&before.together, &after.together) || has_new(&after.apart, &before.apart) => {
            "stories joined".to_owned()
        }
        (old, new) if new < old => "story unpinned".to_owned(),
        _ => "story pinned".to_owned(),
    }
}

fn of_versions(before: &VersionBook, after: &VersionBook) -> &'static str {
    let has_new =
        |one: &[[ArticleKey; 2]], other: &[[ArticleKey; 2]]| other.iter().any(|pair| !one.contains(pair));
    if has_new(&before.apart, &after.apart) {
        "articles told apart"
    } else if has_new(&before.together, &after.together) || has_new(&after.apart, &before.apart) {
        "articles said to be the same"
    } else {
        "another version counts"
    }
}

fn of_pages(before: &PageBook, after: &PageBook) -> &'static str {
    let is_new = |group: &Vec<ArticleKey>| !before.together.contains(group);
    if after.together.iter().any(is_new) || before.apart.difference(&after.apart).next().is_some() {
        "pages joined to one article"
    } else {
        "article taken apart into its pages"
    }
}

fn of_remarks(before: &Remarks, after: &Remarks) -> String {
    let mut keys = before.by_article.keys().chain(after.by_article.keys());
    let tags = |of: &Remarks, key| {
        of.by_article.get(key).map(|remark: &Remark| remark.tags.clone()).unwrap_or_default()
    };
    let lines = |of: &Remarks, key| {
        of.by_article.get(key).map(|remark: &Remark| remark.lines.clone()).unwrap_or_default()
    };
    match keys.find(|key| before.by_article.get(*key) != after.by_article.get(*key)) {
        Some(key) if lines(before, key) != lines(after, key) => {
            of_lines(&lines(before, key), &lines(after, key), &file_and_record(&key.path, key.record))
        }
        Some(key) if tags(before, key) == tags(after, key) => {
            format!("note on {}", file_and_record(&key.path, key.record))
        }
        Some(key) => format!("tags of {}", file_and_record(&key.path, key.record)),
        None => "notes changed".to_owned(),
    }
}

type Lines = std::collections::BTreeMap<LineSpot, LineRemark>;

fn of_lines(before: &Lines, after: &Lines, path: &str) -> String {
    let mut spots = before.keys().chain(after.keys());
    let note = |of: &Lines, spot| of.get(spot).map(|said: &LineRemark| said.note.clone()).unwrap_or_default();
    let Some(spot) = spots.find(|spot| before.get(*spot) != after.get(*spot)) else {
        return format!("lines of {path} marked");
    };
    let what = if note(before, spot) == note(after, spot) { "mark" } else { "note" };
    format!("{what} on the line “{}” of {path}", spot.words)
}

fn of_series(before: &[Series], after: &[Series]) -> String {
    let has = |list: &[Series], one: &Series| list.iter().any(|other| other.query == one.query);
    let gone: Vec<&Series> = before.iter().filter(|one| !has(after, one)).collect();
    let come: Vec<&Series> = after.iter().filter(|one| !has(before, one)).collect();
    match (gone.as_slice(), come.as_slice()) {
        ([], [one]) => return format!("series “{}” added", one.name),
        ([one], []) => return format!("series “{}” removed", one.name),
        ([one], [other]) => return format!("series “{}” finds {} now", one.name, other.query),
        ([], []) => {}
        (gone, []) => return format!("{} series removed", gone.len()),
        ([], come) => return format!("{} series added", come.len()),
        (_, _) => return "series changed".to_owned(),
    }
    let changed =
        before.iter().filter_map(|one| Some((one, after.iter().find(|other| other.query == one.query)?)));
    for (one, other) in changed {
        if one.name != other.name {
            return format!("series “{}” named “{}”", one.name, other.name);
        }
        if one.is_on != other.is_on {
            return format!("series “{}” {}", one.name, if other.is_on { "shown" } else { "hidden" });
        }
        if one.ink != other.ink {
            return format!("colour of the series “{}” changed", one.name);
        }
    }
    "series put in another order".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Grouping;
    use crate::query::{Filter, Query};

    fn series(text: &str) -> Series {
        let query = Query::parse(text).expect("a query");
        Series { name: text.to_owned(), query, ink: 0, is_on: true }
    }

    #[test]
    fn every_step_says_what_it_did() {
        let start = || Workbench { series: vec![series("quay"), series("island*")], ..Workbench::default() };
        let check = |change: fn(&mut Workbench), expected: &str| {
            let (before, mut after) = (start(), start());
            change(&mut after);
            assert_eq!(in_words(&before, &after), expected);
        };
        check(|bench| drop(bench.series.remove(1)), "series “island*” removed");
        check(|bench| bench.series.push(series("boat")), "series “boat” added");
        check(|bench| bench.series[0] = series("boat"), "series “quay” finds boat now");
        check(|bench| bench.series[0].name = "harbour".into(), "series “quay” named “harbour”");
        check(|bench| bench.series[0].is_on = false, "series “quay” hidden");
        check(|bench| bench.series[0].ink = 4, "colour of the series “quay” changed");
        check(|bench| bench.series.swap(0, 1), "series put in another order");
        check(|bench| bench.filter = Filter::parse("lang:en").expect("a filter"), "filter set to lang:en");
        check(|bench| bench.search = Query::parse("quay").ok(), "search for quay");
        check(|bench| bench.unit = Unit::Count, "counted as raw counts");
        check(|bench| bench.grouping = Grouping::Country, "what is compared");
        check(|bench| bench.keep_stop_words = true, "function words taken in or left out");
        check(|bench| bench.neighbours.minimum_count = 9, "neighbours counted otherwise");
        check(|bench| bench.phrases.is_around = true, "phrases counted otherwise");
    }
}
