//! Every change, with its words: views send commands, the session applies them before the next frame.

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Action, CodingFile, ComparePane, DeskStep, FactStep, FigureTitle, FillFrom, ImportPage, LensChoices,
    LineLayout, LineReach, LineText, Marked, PageEdit, PhraseLayout, Pick, Place, ReaderLayer, Select,
    StoryEdit, TellingChoices, VersionEdit, View, Which, WordChoices,
};
use crate::analysis::{Bin, Grouping, ListColumn, NeighbourSettings};
use crate::corpus::{ArticleId, Language, Span};
use crate::export::Choices;
use crate::export::corpus::CorpusFormat;
use crate::framing;
use crate::framing::codebook::Codebook;
use crate::framing::coding::{CodingPlan, JudgementKey};
use crate::framing::labels::Edit;
use crate::framing::stories::StorySettings;
use crate::ingest::readers::fields::FieldMapping;
use crate::project::settings::Settings;
use crate::project::{ArticleKey, Change, Correction, LineSpot, Mark};
use crate::query::{Filter, Query};

/// A change to be made.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Do what an action says.
    Do(Action),
    /// Read these folders and files.
    Open(Vec<PathBuf>),
    /// Take a folder or file out of what is open.
    TakeOut(PathBuf),
    /// A folder of the project that is gone is here now; `None` goes on without it.
    AnswerWhere(Option<PathBuf>),
    /// Ask by dialog where that folder is.
    AskWhere,
    /// Do not offer this again among what was opened lately.
    ForgetRecent(Vec<PathBuf>),
    /// List folders that complete a typed path.
    CompletePath(String),
    /// The typed path is meant: open it, or save to it.
    SubmitPath(String),
    /// Add a series from what was typed.
    AddSeries(Query),
    /// Change what the series at this place finds.
    EditSeries(usize, Query),
    /// Name the series at this place.
    RenameSeries(usize, String),
    /// Give the series at this place another colour.
    RecolourSeries(usize, u16),
    /// Show or hide the series at this place.
    ToggleSeries(usize),
    /// Move a series from one place to another.
    MoveSeries(usize, usize),
    /// Take a series out.
    RemoveSeries(usize),
    /// Set the filter.
    SetFilter(Filter),
    /// Search the table of articles, or stop searching.
    SetSearch(Option<Query>),
    /// Sort the table of articles by this column; again turns the order round.
    SortListing(ListColumn),
    /// Sort, group, draw and set the lines of the concordance otherwise.
    LayOutLines(Box<LineLayout>),
    /// Show only the lines of this group, or of all.
    PickLines(Option<Arc<str>>),
    /// Mark lines, or take their marks off.
    MarkLines(Vec<(ArticleId, Span)>, Option<Mark>),
    /// The same for lines by their names.
    SetMarks(Vec<(ArticleKey, LineSpot)>, Option<Mark>),
    /// Note something on a line; an empty text takes the note away.
    NoteLine(ArticleId, Span, String),
    /// Call a mark otherwise; an empty name is its letter.
    NameMark(Mark, String),
    /// Copy these lines of the concordance, by their places, or all of them.
    CopyLines(Option<Vec<u32>>, LineText),
    /// Set what figures hold against each other.
    SetGrouping(Grouping),
    /// Set the width of bins over time.
    SetBin(Bin),
    /// Over time: one line an outlet, or one line a series.
    SetTrendByOutlet(bool),
    /// Distinctive words: with function words or without.
    KeepStopWords(bool),
    /// Count neighbours so.
    SetNeighbours(Box<NeighbourSettings>),
    /// Count phrases so.
    SetPhrases(Box<PhraseLayout>),
    /// Choose how single lenses show what they count.
    ChooseLenses(Box<LensChoices>),
    /// Ask and show distinctive words and word shifts so.
    ChooseWords(Box<WordChoices>),
    /// Leave a word out of distinctive words and word shifts.
    PutAside(Arc<str>),
    /// Go to a view.
    Show(View),
    /// Go to a place.
    Go(Place),
    /// Show an article in the reader, with the words at a spot in it.
    OpenArticle(ArticleId, Option<Span>),
    /// Show an article in a second reader beside the open one.
    OpenBeside(ArticleId),
    /// Show two articles side by side.
    SideBySide(ArticleId, ArticleId),
    /// Change which articles are selected in the table.
    Select(Select),
    /// Copy citations, one a line.
    Cite(Which),
    /// Copy the paths of files, one a line.
    CopyPaths(Which),
    /// Tag articles, or take the tag off.
    Tag {
        /// Which articles.
        which: Which,
        /// The tag.
        tag: String,
        /// Whether they have it from now on.
        is_on: bool,
    },
    /// Put something right for these articles, and no others.
    CorrectAll {
        /// Which articles.
        which: Which,
        /// What is put right.
        change: Change,
    },
    /// Save the selected articles, or without a selection all that pass the filters, for other programs.
    SaveArticles(CorpusFormat),
    /// Open an article's file in the program that the system has for it.
    OpenOutside(ArticleId),
    /// Show a column of the table, or hide it.
    ShowColumn(ListColumn, bool),
    /// Give a column of the table a width in pixels; `None` is the program's own.
    SizeColumn(ListColumn, Option<u16>),
    /// Lay the columns of the table out as at first.
    ResetColumns,
    /// Mark text in the reader, or none.
    Mark(Option<Marked>),
    /// Copy the marked text.
    CopyMarked,
    /// Look for this in the open article; `None` closes the field.
    Find(Option<String>),
    /// Go to the next place found, or with a negative number to the one before.
    StepFound(i64),
    /// Count all hits in the article again, not those of one series first.
    FollowAll,
    /// Show the lines of this in the concordance.
    Pick(Pick),
    /// Light a word in all columns of Compare, or none.
    Light(Option<Arc<str>>),
    /// Bring a sentence to the eye in the aligned reader of Compare, or none.
    ShowTold(Option<framing::Place>),
    /// Shows this above the columns of Compare.
    ShowAbove(ComparePane),
    /// Switch a layer of the aligned reader of Compare on or off.
    SwitchLayer(ReaderLayer),
    /// Copy the words at a place in quotation marks, with where they are from.
    CopyQuoted(framing::Place),
    /// Set an outlet beside the others, or take it away.
    ToggleColumn(Arc<str>),
    /// Set these outlets side by side, at most six of them, over all that the filter leaves.
    SetColumns(Vec<Arc<str>>),
    /// Compare only these articles; `None` is all that the filter leaves.
    Choose(Option<Vec<ArticleId>>),
    /// Show a story in Compare, by one of its articles; `None` lists all stories.
    ShowStory(Option<ArticleId>),
    /// Set side by side all that the filter leaves.
    CompareAll,
    /// Say something of stories.
    EditStories(StoryEdit),
    /// Say something of versions of articles.
    EditVersions(VersionEdit),
    /// Say something of pages of articles.
    EditPages(PageEdit),
    /// Look for stories so.
    SetStories(StorySettings),
    /// Choose and put right how a story is told.
    ChooseTellings(Box<TellingChoices>),
    /// Put the names of things right.
    EditLabels(Edit),
    /// Put something right by hand, in one step.
    Correct(Vec<Correction>),
    /// Records of data files with these fields are read so.
    ConfirmFields(Vec<String>, Box<FieldMapping>),
    /// What records with these fields hold is guessed again.
    ForgetFields(Vec<String>),
    /// Take the correction at this place of the list back.
    DropCorrection(usize),
    /// Open the import report at this page.
    ShowImport(ImportPage),
    /// Show a file of what is open, by its path as it is known here, in the system's own program for folders.
    ShowFile(String),
    /// Put lines with these words back into the text, or take them out again.
    PutLine {
        /// The line without the white space around it.
        text: Arc<str>,
        /// Where.
        reach: LineReach,
        /// Whether they are text from now on.
        is_back: bool,
    },
    /// Fill something in for these articles, in one step.
    FillIn(Vec<ArticleId>, FillFrom),
    /// A step with a table of what is known of articles.
    Facts(FactStep),
    /// Open the first article that the correction at this place of the list is about.
    ShowCorrected(usize),
    /// Call an outlet, or what is unknown (the empty name), otherwise; a name that another outlet has makes the two one.
    RenameOutlet {
        /// Its name now.
        from: Arc<str>,
        /// Its name from now on.
        to: Arc<str>,
    },
    /// Add an outlet that no article shows yet.
    AddOutlet(Arc<str>),
    /// Forget what was said of an outlet; one that the user added and no article shows goes.
    RemoveOutlet(Arc<str>),
    /// Give an outlet a colour, or the program's own again.
    PaintOutlet(Arc<str>, Option<u16>),
    /// Give an outlet a country, or the registry's again.
    PlaceOutlet(Arc<str>, Option<Arc<str>>),
    /// Make a group of outlets; a group of this name takes them in.
    AddGroup(Arc<str>, Vec<Arc<str>>),
    /// Call a group otherwise.
    RenameGroup {
        /// Its name now.
        from: Arc<str>,
        /// Its name from now on.
        to: Arc<str>,
    },
    /// Take a group apart; its outlets stay.
    RemoveGroup(Arc<str>),
    /// Take an outlet into a group, or out of it.
    ToggleInGroup {
        /// The group's name.
        group: Arc<str>,
        /// The outlet's name.
        outlet: Arc<str>,
    },
    /// Note something on an article; an empty text takes the note away.
    SetNote(ArticleKey, String),
    /// Tag articles, or take the tag off.
    SetTag {
        /// Which articles.
        articles: Vec<ArticleKey>,
        /// The tag.
        tag: Arc<str>,
        /// Whether they have it from now on.
        is_on: bool,
    },
    /// Read a codebook from a file and take it in.
    ImportCodebook(PathBuf),
    /// Take a codebook in, in place of one with the same short name.
    PutCodebook(Box<Codebook>),
    /// Forget a codebook of the user's own by its short name; a shipped one is as shipped again.
    ForgetCodebook(Arc<str>),
    /// Set a frame's list of words for a language; unknown is the list for all.
    SetFrameWords {
        /// The codebook's short name.
        codebook: Arc<str>,
        /// The frame's.
        frame: Arc<str>,
        /// The language.
        language: Language,
        /// The words.
        words: Vec<String>,
    },
    /// Take a word out of a frame's hits, or put it back.
    ExcludeWord {
        /// The codebook's short name.
        codebook: Arc<str>,
        /// The frame's.
        frame: Arc<str>,
        /// The word as it stands in articles, or as it stands in the list.
        word: Arc<str>,
        /// Whether it is out from now on.
        is_out: bool,
    },
    /// Draw a sample to be coded by hand from the articles that the filter leaves.
    DrawSample(Box<CodingPlan>),
    /// Throw the sample at this place of the list away, with everything coders said of it.
    DropSample(usize),
    /// Note a coder's yes or no and their note, or take it back.
    Judge {
        /// The place of the sample.
        sample: usize,
        /// Of which unit, by whom, about which frame.
        key: JudgementKey,
        /// The answer and the note.
        said: Option<(bool, String)>,
    },
    /// The same for several frames of one unit, in one step.
    JudgeUnit {
        /// The place of the sample.
        sample: usize,
        /// The answers and their notes.
        said: Vec<(JudgementKey, Option<(bool, String)>)>,
    },
    /// A step at the desk where samples are coded.
    AtDesk(DeskStep),
    /// Ask where to, and save a codebook or what came out of coding.
    SaveCoding(CodingFile),
    /// Put the same on the clipboard.
    CopyCoding(CodingFile),
    /// Keep the filter as it is now under a name.
    KeepSubset(String),
    /// Call a subset otherwise.
    RenameSubset {
        /// Its name now.
        from: String,
        /// Its name from now on.
        to: String,
    },
    /// Forget the subset of this name.
    DropSubset(String),
    /// Look for headlines with these letters; empty stops looking.
    FindHeadlines(String),
    /// Call the figure of this place otherwise; an empty title is the program's own.
    TitleFigure(FigureTitle),
    /// Choose how figures leave the program.
    ChooseFigure(Choices),
    /// Ask where to, and save the figure there as chosen.
    SaveFigure,
    /// Close a floating notice.
    CloseNotice(u64),
    /// Use these settings from now on.
    SetSettings(Box<Settings>),
    /// The window was made so large, in points at a size of 100 %.
    NoteWindow {
        /// Its width.
        width: u16,
        /// Its height.
        height: u16,
        /// Whether it fills the screen.
        is_maximized: bool,
    },
    /// A pane of the window was made so wide or high, in points.
    NotePane(&'static str, u16),
    /// Put a text on the clipboard.
    CopyText(String),
}
