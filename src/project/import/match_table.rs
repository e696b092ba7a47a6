//! A table of what is known of articles, matched with the articles by the names of their files.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::STRIDE;
use super::fill::{Fill, as_called, says};
use super::headlines::headline_line;
use super::pattern::{Unclear, change_of, outlet_of};
use crate::corpus::{Article, ArticleId, Language};
use crate::ingest::outlet_names::{OutletNames, named_in};
use crate::ingest::readers::fields;
use crate::ingest::readers::tables::facts::{FactTable, read_facts};
use crate::ingest::registry::DateOrder;
use crate::problem::{Cause, Problem};
use crate::project::{Part, either_in_words};
use crate::query::fold;
use crate::task::{Cancelled, Task};

/// What a table says of which articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matched {
    /// The columns that say something of articles, with what.
    pub uses: Vec<(String, &'static str)>,
    /// The column that names the files; `None` where none does.
    pub named_by: Option<String>,
    /// Rows of the table.
    pub rows: u64,
    /// Files that a row names.
    pub files: u64,
    /// Rows that name no file that is open, or one of several of the same name, as they stand in that column.
    pub unmatched: Vec<String>,
    /// What is to be filled in.
    pub fills: Vec<Fill>,
    /// How many articles get something.
    pub articles: u64,
    /// What else is to be known, in plain sentences.
    pub told: Vec<String>,
}

/// Which parts a column can hold, with the words for one and for several.
const PARTS: [(fields::Part, &str, &str); 7] = [
    (fields::Part::Outlet, "outlet", "outlets"),
    (fields::Part::Date, "date", "dates"),
    (fields::Part::Headline, "headline", "headlines"),
    (fields::Part::Section, "section", "sections"),
    (fields::Part::Author, "author", "authors"),
    (fields::Part::Agency, "agency", "agencies"),
    (fields::Part::Language, "language", "languages"),
];

/// Where a value of the table leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead<'a> {
    /// To the file of this path.
    File(&'a str),
    /// To several of the same name.
    Several,
}

/// Files by their paths, by their names, and by their names without the ending.
struct Files<'a> {
    paths: HashMap<String, Lead<'a>>,
    names: HashMap<String, Lead<'a>>,
    stems: HashMap<String, Lead<'a>>,
}

impl<'a> Files<'a> {
    fn of(articles: &'a [Arc<Article>], task: &Task) -> Result<Self, Cancelled> {
        let mut files = Self { paths: HashMap::new(), names: HashMap::new(), stems: HashMap::new() };
        let mut seen: HashSet<&str> = HashSet::new();
        for chunk in articles.chunks(STRIDE) {
            task.check()?;
            for path in chunk.iter().map(|article| &*article.path).filter(|path| seen.insert(path)) {
                let name = name_of(path);
                for (key, map) in
                    [(path, &mut files.paths), (name, &mut files.names), (stem_of(name), &mut files.stems)]
                {
                    let lead = map.entry(fold(key)).or_insert(Lead::File(path));
                    if *lead != Lead::File(path) {
                        *lead = Lead::Several;
                    }
                }
            }
        }
        Ok(files)
    }

    /// The file that a value names: by the longest end of it that is a path here, or by its name alone.
    fn find(&self, value: &str) -> Option<Lead<'a>> {
        /// Folders of a path in a table; what is longer is no path.
        const DEEPEST: usize = 64;
        let value = fold(value.trim().replace('\\', "/").trim_start_matches("./"));
        if value.is_empty() {
            return None;
        }
        let ends = std::iter::once(0).chain(value.match_indices('/').map(|(at, _)| at + 1)).take(DEEPEST);
        for from in ends {
            if let Some(lead) = value.get(from..).and_then(|end| self.paths.get(end)) {
                return Some(*lead);
            }
        }
        let name = name_of(&value);
        self.names.get(name).or_else(|| self.stems.get(stem_of(name))).copied()
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn stem_of(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// Reads a table of what is known of articles from its file.
pub fn read_table(path: &Path, task: &Task) -> Result<FactTable, Problem> {
    /// A larger table is of something else.
    const LARGEST: u64 = 256 << 20;
    let told = |text: String| Problem::new(Cause::Unreadable, text).at(path.display().to_string());
    let unreadable = |why: std::io::Error| told(format!("This table cannot be read ({why})"));
    // Opening a pipe would wait for somebody to write to it.
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(told("It is no ordinary file".to_owned()));
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(unreadable)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(told(
            "This table is larger than 256 MiB. Leave out the columns that hold texts".to_owned(),
        ));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read_facts(&bytes, &name, task).map_err(told)
}

/// Matches a table with articles. Only what an article lacks is filled in, unless `replaces` what it has too.
pub fn match_table(
    table: &FactTable,
    articles: &[Arc<Article>],
    replaces: bool,
    task: &Task,
) -> Result<Matched, Cancelled> {
    task.phase("Matching the table", table.rows.len() as u64);
    let files = Files::of(articles, task)?;
    let mut made = Matched { rows: table.rows.len() as u64, told: table.told.clone(), ..Matched::default() };
    let Some(key) = naming_column(table, &files, task)? else {
        made.told.push(
            "No column names files that are open here. One has to hold their names or paths".to_owned(),
        );
        return Ok(made);
    };
    made.named_by = table.columns.get(key).map(|(name, _)| name.clone());
    // Of two columns for one part the first holds.
    let mut columns: Vec<(usize, fields::Part)> = Vec::new();
    for (at, (name, part)) in table.columns.iter().enumerate() {
        let Some((part, word, _)) = PARTS.iter().find(|(known, ..)| Some(*known) == *part) else { continue };
        if at != key && columns.iter().all(|(_, other)| other != part) {
            columns.push((at, *part));
            made.uses.push((name.clone(), word));
        }
    }
    if columns.is_empty() {
        made.told.push(
            "No column is called outlet, date, headline, section, author, agency or language".to_owned(),
        );
        return Ok(made);
    }
    let mut by_path: HashMap<&str, Vec<ArticleId>> = HashMap::new();
    for (id, article) in articles.iter().enumerate() {
        by_path.entry(&article.path).or_default().push(id as ArticleId);
    }
    let dates = columns.iter().find(|(_, part)| *part == fields::Part::Date).map(|(at, _)| *at);
    let order = match dates {
        Some(at) => order_of(table, at, task)?,
        None => None,
    };
    let outlets = columns.iter().find(|(_, part)| *part == fields::Part::Outlet).map(|(at, _)| *at);
    let names = names_of(articles, table, outlets, task)?;
    let mut named: HashSet<&str> = HashSet::new();
    let mut filled: HashSet<ArticleId> = HashSet::new();
    let (mut twice, mut no_line) = (0_u64, 0_u64);
    let mut unclear: Vec<Doubt> = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        if number % STRIDE == 0 {
            task.check()?;
        }
        task.advance(1);
        let value = row.get(key).map_or("", String::as_str);
        let Some(Lead::File(path)) = files.find(value) else {
            made.unmatched.push(value.to_owned());
            continue;
        };
        if !named.insert(path) {
            twice += 1;
            continue;
        }
        for &(at, part) in &columns {
            let Some(value) = row.get(at).map(|value| value.trim()).filter(|value| !value.is_empty()) else {
                continue;
            };
            let said = project_part(part).map(|part| change_of(part, value, order));
            let said = said.map(|said| said.map(|change| as_called(change, &names)));
            if let Some(Err(why)) = said {
                let is_same = |doubt: &&mut Doubt| {
                    doubt.part == part && doubt.is_two_days() == matches!(why, Unclear::TwoDays(..))
                };
                match unclear.iter_mut().find(is_same) {
                    Some(doubt) => doubt.times += 1,
                    None => unclear.push(Doubt { part, times: 1, first: value.to_owned(), why }),
                }
                continue;
            }
            for &id in by_path.get(path).map_or(&[][..], Vec::as_slice) {
                let Some(article) = articles.get(id as usize) else { continue };
                if !replaces && has(article, part) {
                    continue;
                }
                let change = if let Some(Ok(change)) = &said {
                    Some(change.clone())
                } else {
                    let line = headline_line(article, value);
                    no_line += u64::from(line.is_none());
                    line
                };
                // What it says already is no correction.
                if let Some(change) = change.filter(|change| !says(article, change)) {
                    made.fills.push(Fill { article: id, change });
                    filled.insert(id);
                }
            }
        }
    }
    made.files = named.len() as u64;
    made.articles = filled.len() as u64;
    if twice > 0 {
        let rows = if twice == 1 { "row names" } else { "rows name" };
        made.told.push(format!("{twice} {rows} a file that a row above names too; the first one holds"));
    }
    match no_line {
        0 => {}
        1 => {
            let text = "1 headline stands nowhere in the text of its article and is left out";
            made.told.push(text.to_owned());
        }
        many => {
            let text = "headlines stand nowhere in the text of their articles and are left out";
            made.told.push(format!("{many} {text}"));
        }
    }
    made.told.extend(unclear.iter().map(Doubt::in_words));
    Ok(made)
}

/// Values of a column that are not taken for what it holds, for the same reason.
struct Doubt {
    part: fields::Part,
    times: u64,
    first: String,
    why: Unclear,
}

impl Doubt {
    fn is_two_days(&self) -> bool {
        matches!(self.why, Unclear::TwoDays(..))
    }

    /// "3 dates have two readings, such as “03/04/2024”, 3 April or 4 March 2024: write 2024-04-03 or 2024-03-04".
    fn in_words(&self) -> String {
        let known = PARTS.iter().find(|(known, ..)| *known == self.part);
        let (one, many) = known.map_or(("value", "values"), |(_, one, many)| (*one, *many));
        let first: String = self.first.chars().take(40).collect();
        let times = self.times;
        match (self.why, times) {
            (Unclear::Senseless | Unclear::Archive, 1) => {
                format!("1 {one} makes no sense as such: “{first}”")
            }
            (Unclear::Senseless | Unclear::Archive, _) => {
                format!("{times} {many} make no sense as such, such as “{first}”")
            }
            (Unclear::TwoDays(day, month), 1) => {
                format!("1 {one} has two readings: “{first}” is {}", either_in_words(day, month))
            }
            (Unclear::TwoDays(day, month), _) => {
                let either = either_in_words(day, month);
                format!("{times} {many} have two readings, such as “{first}”, {either}")
            }
        }
    }
}

/// The column most of whose values name files; the first of as good ones.
fn naming_column(table: &FactTable, files: &Files<'_>, task: &Task) -> Result<Option<usize>, Cancelled> {
    /// Rows by which a column is known.
    const LOOKED_AT: usize = 500;
    let mut best: Option<(usize, usize)> = None;
    for at in 0..table.columns.len() {
        task.check()?;
        let step = (table.rows.len() / LOOKED_AT).max(1);
        let values = table.rows.iter().step_by(step).filter_map(|row| row.get(at));
        let named = values.filter(|value| files.find(value).is_some()).count();
        if named > best.map_or(0, |(named, _)| named) {
            best = Some((named, at));
        }
    }
    Ok(best.map(|(_, at)| at))
}

/// Whether days or months come first in a column of dates, where one of them shows it and none shows the other.
fn order_of(table: &FactTable, at: usize, task: &Task) -> Result<Option<DateOrder>, Cancelled> {
    let mut signs = fields::DateOrderSigns::default();
    for rows in table.rows.chunks(STRIDE) {
        task.check()?;
        rows.iter().filter_map(|row| row.get(at)).for_each(|value| signs.take(value));
    }
    Ok(signs.order())
}

/// What outlets are called by the articles, and in the column of the table that names them.
fn names_of(
    articles: &[Arc<Article>],
    table: &FactTable,
    column: Option<usize>,
    task: &Task,
) -> Result<OutletNames, Cancelled> {
    let Some(column) = column else { return Ok(OutletNames::default()) };
    let mut names = named_in(articles, task)?;
    for rows in table.rows.chunks(STRIDE) {
        task.check()?;
        for name in rows.iter().filter_map(|row| outlet_of(row.get(column)?)) {
            *names.entry(name).or_default() += 1;
        }
    }
    Ok(OutletNames::choose(&names))
}

fn project_part(part: fields::Part) -> Option<Part> {
    Some(match part {
        fields::Part::Outlet => Part::Outlet,
        fields::Part::Date => Part::Published,
        fields::Part::Section => Part::Section,
        fields::Part::Author => Part::Byline,
        fields::Part::Agency => Part::Wire,
        fields::Part::Language => Part::Language,
        _ => return None,
    })
}

fn has(article: &Article, part: fields::Part) -> bool {
    match part {
        fields::Part::Outlet => article.outlet.is_some(),
        fields::Part::Date => article.published.is_some(),
        fields::Part::Headline => article.headline.is_some(),
        fields::Part::Section => article.section.is_some(),
        fields::Part::Author => !article.byline.is_empty(),
        fields::Part::Agency => article.wire.is_some(),
        fields::Part::Language => article.language.value != Language::UNKNOWN,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Change;
    use crate::project::import::tests_support::article;

    fn check(csv: &[u8], replaces: bool) -> (Matched, Vec<String>) {
        let text = |n: u32| {
            format!(
                "Quay {n} opened\n\nThe quay number {n} was opened on Monday by all those who own it now.\n\nThey came in {n} boats, and none of them was late or wet.\n"
            )
        };
        let articles = [
            article("a/one.txt", &text(1)),
            article("b/two.txt", &text(2)),
            article("b/same.txt", &text(3)),
            article("c/same.txt", &text(4)),
        ];
        let table = read_facts(csv, "t.csv", &Task::none()).unwrap();
        let made = match_table(&table, &articles, replaces, &Task::none()).unwrap();
        let shown = made
            .fills
            .iter()
            .map(|fill| match &fill.change {
                Change::Outlet(name) => format!("{}={}", fill.article, name.as_deref().unwrap_or("-")),
                Change::Published(date) => {
                    format!("{}={}", fill.article, date.map_or("-".to_owned(), |date| date.to_string()))
                }
                Change::Line { text, .. } => format!("{}=“{text}”", fill.article),
                other => format!("{}={other:?}", fill.article),
            })
            .collect();
        (made, shown)
    }

    #[test]
    fn rows_are_matched_by_path_name_or_stem() {
        let csv = "id,file,outlet,date\n1,C:\\texts\\a\\one.txt,Norvia Post,03/05/2024\n2,TWO,Arc Times,05/17/2024\n3,same.txt,Quay,2024\n4,b/same.txt,Quay,soon\n5,nine.txt,Quay,2024\n6,one.txt,Other,2024\n";
        let (made, shown) = check(csv.as_bytes(), false);
        assert_eq!(made.named_by.as_deref(), Some("file"));
        assert_eq!(shown, ["0=Norvia Post", "0=2024-03-05", "1=Arc Times", "1=2024-05-17", "2=Quay"]);
        assert_eq!(made.unmatched, ["same.txt", "nine.txt"]);
        assert_eq!((made.rows, made.files, made.articles), (6, 3, 3));
        assert_eq!(made.told.len(), 2, "{:?}", made.told);
    }

    #[test]
    fn an_outlet_is_called_as_the_articles_call_it() {
        let articles = [
            article(
                "one.txt",
                "---\noutlet: Norvia Daily\n---\nQuay opened\n\nIt was opened on Monday by its owners.\n",
            ),
            article("two.txt", "Quay shut\n\nIt was shut again on Tuesday by its owners.\n"),
        ];
        let csv = b"file,outlet\none.txt,NORVIA DAILY\ntwo.txt,norvia-daily\n";
        let table = read_facts(csv, "t.csv", &Task::none()).unwrap();
        let made = match_table(&table, &articles, true, &Task::none()).unwrap();
        let change = Change::Outlet(Some("Norvia Daily".into()));
        assert_eq!(made.fills, [Fill { article: 1, change }], "the first is called so already");
    }

    #[test]
    fn days_are_never_guessed() {
        let check_dates = |one: &str, two: &str, fills: &[&str], told: &[&str]| {
            let csv = format!("file;date\none.txt;{one}\ntwo.txt;{two}\n");
            let (made, shown) = check(csv.as_bytes(), false);
            assert_eq!(shown, fills, "{one} {two}");
            assert_eq!(made.told, told, "{one} {two}");
        };
        check_dates("13.5.2024", "2024-05-13", &["0=2024-05-13", "1=2024-05-13"], &[]);
        check_dates("13/05/2024", "03/04/2024", &["0=2024-05-13", "1=2024-04-03"], &[]);
        check_dates("5/13/2024", "03/04/2024", &["0=2024-05-13", "1=2024-03-04"], &[]);
        let one = "1 date has two readings: “03/04/2024” is 3 April or 4 March 2024: write 2024-04-03 or 2024-03-04";
        check_dates("2024-05-13", "03/04/2024", &["0=2024-05-13"], &[one]);
        let two = "2 dates have two readings, such as “01/02/2024”, 1 February or 2 January 2024: write 2024-02-01 or 2024-01-02";
        check_dates("01/02/2024", "03/04/2024", &[], &[two]);
        check_dates("soon", "later", &[], &["2 dates make no sense as such, such as “soon”"]);
        check_dates("soon", "2024", &["1=2024"], &["1 date makes no sense as such: “soon”"]);
    }

    #[test]
    fn headlines_are_lines_and_what_is_there_is_kept() {
        let csv = "file;title;издание\none;\"The quay number 1 was opened on Monday by all those who own it now\";\ntwo;Quay 2 opened;Вестник\nb/same.txt;Nowhere said;\n";
        let (_, shown) = check(csv.as_bytes(), false);
        assert_eq!(shown, ["1=Вестник"]);
        let (made, shown) = check(csv.as_bytes(), true);
        let line = "0=“The quay number 1 was opened on Monday by all those who own it now.”";
        assert_eq!(shown, [line, "1=Вестник"]);
        assert_eq!(made.told.len(), 1, "{:?}", made.told);
    }

    #[test]
    fn a_table_of_other_things_is_told() {
        for csv in ["name,colour\nsea,blue\nsky,grey\n", "file,colour\none.txt,blue\ntwo.txt,red\n"] {
            let (made, shown) = check(csv.as_bytes(), true);
            assert!(shown.is_empty() && made.told.len() == 1, "{csv}");
        }
    }
}
