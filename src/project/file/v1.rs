//! The first layout of a project file, key by key.
//!
//! A key that is missing is what a new project has. A key that is not known is passed over, but for those
//! beside `version` and in `layout`: they are kept as they are and written again.

mod coding;
mod fields;
mod lenses;
mod pages;
mod stories;
mod tellings;
mod versions;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use coding::{Answers, CodingBook, Excluded, Sample, Unit as CodedUnit};
pub use fields::{FieldUse, Fields};
pub use lenses::{Event, Lenses};
pub use pages::Pages;
pub use stories::{Stories, StoryTitle};
pub use tellings::Tellings;
pub use versions::Versions;

/// A project file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct File {
    /// Which layout this is.
    pub version: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// When it was written, as RFC 3339.
    pub saved: String,
    /// Work kept in the program's own folder: the project file in which it went on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continued_in: Option<String>,
    /// Folders and files, in the user's order.
    pub roots: Vec<Root>,
    /// What was put right, in order.
    pub corrections: Vec<Correction>,
    /// What is said of outlets.
    pub outlets: Vec<Outlet>,
    /// Groups of outlets, in the user's order.
    pub groups: Vec<Group>,
    /// Colours the program gave outlets, so that they stay what they were.
    pub inks: BTreeMap<String, u16>,
    /// Notes and tags.
    pub remarks: Vec<Remark>,
    /// What is said of stories.
    #[serde(skip_serializing_if = "Stories::is_usual")]
    pub stories: Stories,
    /// What is said of versions of articles.
    #[serde(skip_serializing_if = "Versions::is_usual")]
    pub versions: Versions,
    /// What is said of pages of articles.
    #[serde(skip_serializing_if = "Pages::is_usual")]
    pub pages: Pages,
    /// Codebooks and coding by hand.
    #[serde(skip_serializing_if = "CodingBook::is_empty")]
    pub coding: CodingBook,
    /// What fields of data files hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Fields>,
    /// Filters under names, in the user's order.
    pub subsets: Vec<Subset>,
    /// Series, filter, units and orders.
    pub work: Work,
    /// Where the user was.
    pub place: Place,
    /// How the window is divided.
    pub layout: Map<String, Value>,
    /// Keys of which this version knows nothing.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A folder or file that is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Root {
    /// Seen from the project file's folder, where there is such a path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relative: Option<String>,
    /// From the top of the disk.
    pub absolute: String,
    /// It was gone, and the user went on without it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_left_out: bool,
}

/// An article by its name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Key {
    /// The file, below the folder.
    pub path: String,
    /// Which article of the file.
    #[serde(default, skip_serializing_if = "is_first")]
    pub record: u32,
    /// Hash of the raw text, 16 hexadecimal digits.
    #[serde(default)]
    pub content: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_first(record: &u32) -> bool {
    *record == 0
}

/// One thing put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Where.
    pub of: Target,
    /// What.
    pub is: Change,
}

/// Which articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// These.
    Articles(Vec<Key>),
    /// All below a folder.
    Folder(String),
    /// All of an outlet.
    Outlet(String),
    /// All whose file names have this shape.
    FileNames(String),
}

/// What is put right; `null` says that there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The outlet.
    Outlet(Option<String>),
    /// The agency.
    Wire(Option<String>),
    /// The aggregator.
    Host(Option<String>),
    /// `2016-09-01`, `2016-09` or `2016`.
    Published(Option<String>),
    /// The authors.
    Byline(Vec<String>),
    /// The section.
    Section(Option<String>),
    /// Opinion or not.
    Opinion(bool),
    /// The language's code.
    Language(Option<String>),
    /// `full`, `truncated`, `part 1 of 2`, `unknown`.
    Completeness(String),
    /// What a line is.
    Line {
        /// The line.
        text: String,
        /// Which of the lines with this text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nth: Option<u32>,
        /// `text`, `headline`, `standfirst`, `caption`, `page furniture`.
        role: String,
    },
}

/// What is said of an outlet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Outlet {
    /// Its name.
    pub name: String,
    /// Its colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ink: Option<u16>,
    /// Its country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// A group of outlets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its outlets.
    pub outlets: Vec<String>,
}

/// Note and tags of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Remark {
    /// Which article.
    pub of: Key,
    /// The note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What is said of its lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineRemark>,
}

/// Mark and note of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LineRemark {
    /// Its bytes in the raw text.
    pub at: (u32, u32),
    /// The hit as written.
    pub words: String,
    /// How often the same words stand before it.
    #[serde(skip_serializing_if = "is_first")]
    pub nth: u32,
    /// The mark's letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// The note.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A filter under a name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Subset {
    /// Its name.
    pub name: String,
    /// The filter as it is typed.
    pub filter: String,
}

/// A series.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// The query as typed.
    pub query: String,
    /// Its colour.
    pub ink: u16,
    /// Whether it is shown.
    pub is_on: bool,
}

/// What is laid out. Words of choices are those of the session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    /// The series in order.
    pub series: Vec<Series>,
    /// The filter as it is typed.
    pub filter: String,
    /// What is searched for, as typed.
    pub search: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// What is compared.
    pub grouping: Option<String>,
    /// Width of a bin.
    pub bin: Option<String>,
    /// Over time: a line an outlet, or another group.
    pub is_trend_by_outlet: bool,
    /// The column that sorts the table.
    pub listing: Option<String>,
    /// Whether it runs downwards.
    pub is_listing_descending: bool,
    /// The keys that sort the concordance, "-" before those that run down.
    pub lines: Vec<String>,
    /// How far from the hit words are looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_boundary: Option<String>,
    /// What lines are put into groups by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_groups: Option<String>,
    /// How many lines are drawn at random, and the seed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_sample: Option<(u32, u64)>,
    /// Which marked lines alone are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_marks: Option<String>,
    /// The two outlets whose lines face each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_sides: Option<(String, String)>,
    /// What marks are called, by letter.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub mark_names: BTreeMap<String, String>,
    /// Outlets side by side.
    pub columns: Vec<String>,
    /// How alike stories are at least, in thousandths, and their days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story_settings: Option<(u16, u16)>,
    /// How a story is told: names put right, sides, hedges.
    #[serde(skip_serializing_if = "Tellings::is_usual")]
    pub tellings: Tellings,
    /// The articles that Compare is about.
    pub chosen: Option<Vec<Key>>,
    /// The title of the story that they tell, where they were chosen for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen_story: Option<String>,
    /// Function words too.
    pub keep_stop_words: bool,
    /// How neighbours are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub neighbours: Option<Neighbours>,
    /// How phrases are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phrases: Option<Phrases>,
    /// What is chosen of single lenses.
    #[serde(skip_serializing_if = "Lenses::is_usual")]
    pub lenses: Lenses,
    /// Distinctive words and word shifts, where something was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
    /// What the user calls figures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<Title>,
}

/// How neighbours are counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Neighbours {
    /// `5,5`, `5,5 in sentence`, `sentence`, `paragraph`.
    pub reach: Option<String>,
    /// Places or pairs.
    pub counting: Option<String>,
    /// How often at least.
    pub minimum_count: Option<u32>,
    /// In how many articles at least.
    pub minimum_articles: Option<u32>,
    /// Function words too.
    pub keep_stop_words: bool,
    /// The outlet, or other group, they are ranked in.
    pub outlet: Option<String>,
    /// The measure.
    pub measure: Option<String>,
    /// The order.
    pub order: Option<String>,
    /// The order turned round.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_reversed: bool,
    /// Only those that one group alone has.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_here: bool,
}

/// How phrases are counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "a file says each by its name")]
pub struct Phrases {
    /// The fewest and the most words.
    pub words: Option<(u8, u8)>,
    /// Around the series chosen in the list.
    pub is_around: bool,
    /// How often at least.
    pub minimum_count: Option<u32>,
    /// In how many articles at least.
    pub minimum_articles: Option<u32>,
    /// Those of function words alone too.
    pub keep_stop_words: bool,
    /// On into the next sentence.
    pub across_sentences: bool,
    /// Those too that stand only within a longer one.
    pub keeps_nested: bool,
    /// The outlet, or other group, by whose counts they are sorted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The order.
    pub order: Option<String>,
    /// The order turned round.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_reversed: bool,
}

/// What the user calls a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Title {
    /// Which figure.
    pub figure: String,
    /// In place of the program's own title; empty leaves that.
    pub title: String,
    /// A second line.
    pub subtitle: String,
}

/// Where the user was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The view.
    pub view: Option<String>,
    /// The lens.
    pub lens: Option<String>,
    /// The article in the reader.
    pub article: Option<Key>,
    /// The words in it.
    pub spot: Option<(u32, u32)>,
    /// The article beside it.
    pub beside: Option<Key>,
    /// An article of the story that Compare is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<Key>,
    /// Whether Compare sets all articles side by side, or lists stories.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compares_all: Option<bool>,
    /// What Compare shows above the columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<String>,
    /// The query whose line led to the place, as typed.
    pub followed: Option<String>,
    /// The same, where it is the form of a word picked in a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followed_form: Option<String>,
    /// Lines of this query, as typed.
    pub picked_query: Option<String>,
    /// Lines of this form of a word, picked in a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picked_form: Option<String>,
    /// The neighbour or the phrase whose places are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picked_word: Option<String>,
    /// Lines of this outlet.
    pub picked_outlet: Option<String>,
    /// Lines of these days.
    pub picked_days: Option<(String, String)>,
    /// Lines of this group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picked_group: Option<String>,
    /// By what the lines were grouped then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picked_group_by: Option<String>,
    /// Lines of articles that this filter leaves, as it is typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub picked_within: String,
    /// The word lit in Compare.
    pub lit: Option<String>,
    /// How the reader shows an article.
    pub reader: Option<String>,
    /// The layers of the aligned reader that are on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<String>>,
}

/// What was chosen of distinctive words and word shifts. Numbers that are not said are the usual ones.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    /// Words rarer than this are not tested.
    pub minimum_count: Option<u32>,
    /// A word stands in so many articles of its outlet.
    pub minimum_articles: Option<u32>,
    /// Weight of the prior.
    pub prior: Option<u32>,
    /// Numbers too.
    pub keep_numbers: bool,
    /// Names are put aside.
    pub drop_names: bool,
    /// Single words put aside.
    pub aside: Vec<String>,
    /// The outlet, or other group, that each other one is held against.
    pub against: Option<String>,
    /// Outlets, or other groups, that have a row.
    pub shown: Vec<String>,
    /// Columns of the table.
    pub columns: Option<Vec<String>>,
    /// What the table is sorted by.
    pub order: Option<String>,
    /// Whether it runs upwards.
    pub is_ascending: bool,
    /// The constant of simple maths.
    pub simple_maths_k: Option<u32>,
    /// Dealings for p.
    pub permutations: Option<u32>,
    /// Where random numbers begin.
    pub seed: Option<u64>,
    /// The left side of the word shift.
    pub left: Option<String>,
    /// The right side.
    pub right: Option<String>,
}
