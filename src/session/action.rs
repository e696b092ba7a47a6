//! Every action a person can take that needs no further words.
//!
//! Menus, palette, shortcut sheet and help are generated from this one list; what needs words or a
//! place (a typed query, a clicked row) is a [`Command`](super::Command).

use std::borrow::Cow;

use super::{JobKind, Lens, Overlay, ReaderMode, Role, Session, View};
use crate::analysis::{Analysis, Unit};
use crate::project::settings::{ReadingFace, ThemeChoice};

/// Groups of the menu and the help sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Opening and leaving.
    File,
    /// Undo, series, filters.
    Edit,
    /// Views and places.
    Go,
    /// Within Browse and the reader.
    Article,
    /// Figures.
    Figure,
    /// The window itself.
    Window,
}

impl Group {
    /// In the order of the menu bar.
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::Go, Self::Article, Self::Figure, Self::Window];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Go => "Go",
            Self::Article => "Article",
            Self::Figure => "Figure",
            Self::Window => "Window",
        }
    }
}

macro_rules! actions {
    ($($name:ident, $group:ident, $text:literal, $tip:literal;)*) => {
        /// An action without further words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $(#[doc = $tip] $name,)*
        }

        impl Action {
            /// All actions, in the order of menus, palette and help.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The words of the menu and the palette.
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// One sentence that says what it does.
            pub fn tooltip(self) -> &'static str {
                match self { $(Self::$name => $tip,)* }
            }

            /// Its group.
            pub fn group(self) -> Group {
                match self { $(Self::$name => Group::$group,)* }
            }
        }
    };
}

actions! {
    OpenFolder, File, "Open folder…", "Read all articles of a folder";
    OpenFiles, File, "Open files…", "Read single articles";
    OpenPath, File, "Open by path…", "Type the path of a folder, with completion";
    OpenProject, File, "Open project…", "Open work that was saved as a project file";
    OpenRecipe, File, "Open a figure's recipe…", "Lay out again what made a saved figure: series, filter, lens and settings stand in its SVG or PNG";
    SaveProject, File, "Save project", "Say where the work is kept, or keep it in a file of your own; changes are kept by themselves";
    SaveProjectAs, File, "Save project as…", "Keep the work in a file of your own; from then on changes go there by themselves";
    AddFolder, File, "Add folder to project…", "Read another folder beside those that are open";
    SaveArticles, File, "Save articles…", "Write the cleaned articles for other programs: JSON Lines, CSV, Parquet, TEI, or one text file each";
    ShowProject, File, "Project…", "Show which folders are read and where the work is kept";
    StartAfresh, File, "Start afresh", "Take away series, filters, corrections, notes and groups; Undo brings them back";
    OpenSample, File, "Open the sample", "Read the made-up island dispute that comes with Parallax";
    ReadAgain, File, "Read again", "Read the same folders afresh";
    LookForChanges, File, "Look for changes now", "Take in new, changed and removed files of the open folders, without reading the rest again";
    TakeOutEmptied, File, "Take out what is gone", "Take out the articles of folders that are there and hold no file any more; what you said of them stays for when they come back";
    ImportReport, File, "Import report…", "What reading gave: files by result, what was taken out, what is to be filled in, what was decided";
    SaveImportReport, File, "Save import report…", "Write the report as a folder of tables: files, lines taken out, what is to be filled in, decisions";
    SaveReport, File, "Save report…", "Write one page with figures, tables, stories and lines of what is open, and each figure as PNG, SVG and CSV, into a folder";
    StopReading, File, "Stop reading", "Keep the articles read so far and stop";
    StopAll, File, "Stop what runs", "Stop reading and counting; what is there stays";
    TryAgain, File, "Try again", "Ask again what could not be answered";
    Quit, File, "Quit", "Leave Parallax";

    Undo, Edit, "Undo", "Take back the last change of series, filters or layout";
    Redo, Edit, "Redo", "Make the change again";
    AddSeries, Edit, "Add a series…", "Type a word, phrase or pattern to count";
    AddFilter, Edit, "Add a filter…", "Leave only some articles: outlet, date, language, section, wire";
    ClearFilters, Edit, "Clear filters", "Let all articles count again";
    ToggleFacets, Article, "Facets", "Show or hide what there is to choose from: outlets, months, sections, languages";
    ShowOutlets, Edit, "Outlets and groups…", "Rename, colour, place and group outlets, or make two of them one";
    ShowCorrections, Edit, "Corrections…", "List what was put right by hand, and take single corrections back";
    ShowFields, Edit, "Fields of data files…", "Say which column of a table, or which field of JSON, holds the headline, the text and the date";
    ShowCodebooks, Edit, "Codebooks…", "Read, change, take in and give out codebooks: frames, what they mean, and the words that hint at them";
    ImportCodebook, Edit, "Import a codebook…", "Take in word lists of others: LIWC .dic, quanteda YAML, CSV, or a codebook that Parallax wrote";
    CodeByHand, Edit, "Code by hand…", "Draw a blind sample, answer yes or no by keyboard, and see how far coders and dictionary hits agree";
    SelectAll, Edit, "Select all listed", "Select every article that the table lists";
    SelectNone, Edit, "Select none", "Let go of the selected articles";
    Search, Edit, "Search articles…", "List only articles that contain a word, phrase or pattern";

    ShowBrowse, Go, "Browse", "All articles, and a reader";
    ShowFrequency, Go, "Frequency", "Keywords by outlet and over time, with their lines";
    ShowCompare, Go, "Compare", "Outlets side by side";
    LensByOutlet, Go, "By outlet", "Bars by outlet with intervals";
    LensOverTime, Go, "Over time", "Lines by day, week, month or year";
    LensDispersion, Go, "Dispersion", "Where in each article the hits stand: like a concordance plot";
    LensDistinctive, Go, "Distinctive words", "Words that set each outlet apart from the others";
    LensWordShift, Go, "Word shift", "Words that make two outlets differ, or one and all others";
    LensNeighbours, Go, "Neighbours", "Words that stand near a word: its collocates";
    LensPhrases, Go, "Phrases", "Runs of words that come back: n-grams, and clusters around a word";
    LensLines, Go, "Concordance", "Every hit with the words around it: sorted, in groups, drawn at random, marked by hand";
    NextStory, Go, "Next story", "Show the story that began next in Compare";
    PreviousStory, Go, "Previous story", "Show the story that began before in Compare";
    AllStories, Go, "All stories", "List the stories in Compare, with who told them and who did not";
    Back, Go, "Back", "Return to the place before";
    Forward, Go, "Forward", "Go to the next place again";
    Palette, Go, "Find an action…", "Type a few letters of any action, article, outlet or series";

    NextArticle, Article, "Next article", "Open the next article of the table";
    PreviousArticle, Article, "Previous article", "Open the article above in the table";
    NextHit, Article, "Next hit", "Go to the next hit in this article";
    PreviousHit, Article, "Previous hit", "Go to the hit before";
    ReadClean, Article, "Clean text", "Show the article without what the page had around it";
    ReadFurniture, Article, "With furniture", "Show the page furniture in place, greyed, each line with its reason";
    ReadRaw, Article, "Raw text", "Show the file as it is";
    FindInArticle, Article, "Find in article…", "Look for a text or a pattern in the open article";
    NextOfOutlet, Article, "Next of this outlet", "Open what this outlet published after this article";
    PreviousOfOutlet, Article, "Previous of this outlet", "Open what this outlet published before this article";
    OpenBeside, Article, "Open beside", "Set the open article and the selected one side by side";
    SwapBeside, Article, "Swap sides", "Let the two articles side by side change places";
    CloseBeside, Article, "Close the second reader", "Read one article alone again";
    NextPassage, Article, "Next passage", "In Compare, go to the next passage that several outlets tell";
    PreviousPassage, Article, "Previous passage", "In Compare, go to the passage before";
    NextOnlyHere, Article, "Next told by one alone", "In Compare, go to the next sentence that only one outlet tells";
    PreviousOnlyHere, Article, "Previous told by one alone", "In Compare, go to the sentence before that only one outlet tells";
    SameArticle, Article, "These are the same article", "Count the selected articles once: they are versions of one";
    NotSameArticle, Article, "Not the same article", "Count this article beside those it was taken for a version of";
    CountThisVersion, Article, "Count this version", "Of the versions of this article let the open one count, whatever the program would choose";
    JoinPages, Article, "These are pages of one article", "Make one article of the selected ones: they are its pages";
    TakePagesApart, Article, "Take apart into pages", "Let each page of this article be an article of its own";
    CompareSelection, Article, "Compare the selected articles", "Set the outlets of the selected articles side by side in Compare";
    CompareOutlets, Article, "Compare this day's outlets", "Set this article beside what other outlets wrote within three days";
    CompareStory, Article, "Compare this story", "Set the outlets that tell the story of this article side by side";
    CopyCitation, Article, "Copy citation", "Copy outlet, headline, date and path of this article or of the selected ones";
    CopyWithCitation, Article, "Copy with citation", "Copy the marked text in quotation marks, with outlet, headline, date and path";
    OpenFile, Article, "Open the file in its own program", "Hand the file of this article to the program that the system has for it";
    ReadingLarger, Article, "Larger text", "Make the letters of articles larger";
    ReadingSmaller, Article, "Smaller text", "Make the letters of articles smaller";
    ReadingSerif, Article, "Read with serifs", "Set articles in Noto Serif";
    ReadingSans, Article, "Read without serifs", "Set articles in Inter";

    UnitPerThousand, Figure, "Per 1,000 words", "Hits per 1,000 words";
    UnitPerMillion, Figure, "Per million words", "Hits per million words";
    UnitSentences, Figure, "Per 1,000 sentences", "Hits per 1,000 sentences: for articles in several languages";
    UnitShare, Figure, "Share of articles", "Share of articles with at least one hit";
    UnitCount, Figure, "Raw counts", "Hits as counted";
    CopyPicture, Figure, "Copy picture", "Copy the figure with its caption to the clipboard";
    CopyMethods, Figure, "Copy methods text", "Copy a paragraph for a methods section: articles, cleaning, filters, measures with their sources, settings, version";
    SaveFigure, Figure, "Save figure…", "Save the figure as a picture, a drawing or a table, for a slide or a paper";
    NewSample, Figure, "New sample", "Draw other lines of the concordance at random";
    CopyLines, Figure, "Copy lines with citation", "Copy the lines of the concordance as text, each with outlet, headline, date and path";
    CopyLineTable, Figure, "Copy lines as a table", "Copy the lines of the concordance with tabs between their parts, for a spreadsheet";
    SaveLines, Figure, "Save lines…", "Save the lines of the concordance as CSV, with sentence, mark, note and what was asked";
    CopyGlance, Figure, "Copy table", "Copy framing at a glance with tabs between its cells, for a spreadsheet or a paper";
    SaveGlance, Figure, "Save table…", "Save framing at a glance as CSV, all of every cell";
    FigureAlone, Figure, "Figure alone", "Show only the figure with its caption, for projecting; Escape leaves";

    ZoomIn, Window, "Larger", "Make everything larger";
    ZoomOut, Window, "Smaller", "Make everything smaller";
    ZoomReset, Window, "Normal size", "Return to the normal size";
    ThemeSystem, Window, "Follow the system's theme", "Light or dark as the system is";
    ThemeLight, Window, "Light", "Paper and ink";
    ThemeDark, Window, "Dark", "For the night";
    Settings, Window, "Settings…", "Theme, size, density, motion, dates and numbers, the face articles are read in, and limits of reading";
    ShowNotices, Window, "Notices…", "List all that Parallax had to say";
    ShowLog, Window, "Show the log…", "What Parallax did, for finding out what went wrong; no word of any article";
    ShowLogFolder, Window, "Open the folder of the log", "Show the log and the reports of faults in the system's own window";
    Help, Window, "Help and shortcuts", "Shortcuts, the query language and how things are counted";
    About, Window, "About Parallax", "Version, licences, privacy";
    CloseOverlay, Window, "Close", "Close what lies over the window";
}

impl Action {
    /// Whether it can be done now; if not, why.
    pub fn available(self, session: &Session) -> Result<(), &'static str> {
        let corpus = || if session.corpus().is_some() { Ok(()) } else { Err("Open a folder first") };
        let browse = || {
            corpus()?;
            if session.place().view == View::Browse { Ok(()) } else { Err("Only in Browse") }
        };
        let article = || {
            if session.place().view == View::Browse && session.place().article.is_some() {
                Ok(())
            } else {
                Err("Open an article first")
            }
        };
        let hits = || {
            article()?;
            if session.results().marks().is_some_and(|marks| !marks.is_empty()) {
                Ok(())
            } else {
                Err("No hit in this article")
            }
        };
        let figure = || if session.figure().is_some() { Ok(()) } else { Err("There is no figure yet") };
        let lines = || {
            let asked = session.results().asked(Role::Concordance);
            match asked.filter(|_| session.place().view == View::Frequency) {
                Some(Analysis::Concordance(_)) => Ok(()),
                Some(_) => Err("Only the lines of a query can be taken along"),
                None => Err("Show lines of the concordance first"),
            }
        };
        let when = |yes: bool, why: &'static str| if yes { Ok(()) } else { Err(why) };
        match self {
            Self::OpenFolder
            | Self::OpenFiles
            | Self::OpenPath
            | Self::OpenProject
            | Self::OpenRecipe
            | Self::OpenSample
            | Self::Quit
            | Self::ShowBrowse
            | Self::ShowFrequency
            | Self::ShowCompare
            | Self::Palette
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::ThemeSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ReadingLarger
            | Self::ReadingSmaller
            | Self::ReadingSerif
            | Self::ReadingSans
            | Self::ShowNotices
            | Self::Help
            | Self::Settings
            | Self::About => Ok(()),
            Self::SaveProject
            | Self::SaveProjectAs
            | Self::AddFolder
            | Self::ShowProject
            | Self::ReadAgain
            | Self::ImportReport
            | Self::SaveImportReport => when(!session.roots().is_empty(), "Open a folder first"),
            Self::SaveReport => {
                corpus()?;
                when(!session.is_reading(), "The folder is still being read")?;
                let is_any = session.corpus().is_some_and(|corpus| corpus.article_count() > 0);
                when(is_any, "There is no article to tell of")?;
                when(!session.jobs().any(|job| job.kind == JobKind::Report), "A report is being written")
            }
            Self::LookForChanges => {
                when(!session.roots().is_empty(), "Open a folder first")?;
                when(!session.is_reading(), "The folder is still being read")?;
                let why = if session.keeping_up().is_broken() {
                    "Keeping up stopped by a fault: read again first"
                } else {
                    "Reading was stopped: read again first"
                };
                when(session.keeping_up().can_look(), why)
            }
            Self::TakeOutEmptied => {
                let is_any = session.keeping_up().lost().iter().any(|lost| lost.is_empty);
                when(is_any, "No open folder was emptied, and no open file is gone")
            }
            Self::StartAfresh => {
                when(*session.bench() != super::Workbench::default(), "Nothing is laid out or put right yet")
            }
            Self::ShowLog | Self::ShowLogFolder => when(session.journal().is_some(), "No log is kept"),
            Self::StopReading => when(session.is_reading(), "Nothing is being read"),
            Self::StopAll => {
                let is_meant = |kind| {
                    matches!(
                        kind,
                        JobKind::Read
                            | JobKind::Analyse(_)
                            | JobKind::Relate
                            | JobKind::Glance
                            | JobKind::Report
                            | JobKind::Desk(_)
                    )
                };
                when(session.jobs().any(|job| is_meant(job.kind)), "Nothing is running")
            }
            Self::TryAgain => when(session.has_failed(), "Every question was answered"),
            Self::Undo => when(session.next_undo().is_some(), "Nothing to undo"),
            Self::Redo => when(session.next_redo().is_some(), "Nothing to redo"),
            Self::ClearFilters => when(!session.bench().filter.is_all(), "No filter is set"),
            Self::AddSeries
            | Self::AddFilter
            | Self::ToggleFacets
            | Self::AllStories
            | Self::ShowOutlets
            | Self::ShowCorrections
            | Self::ShowCodebooks
            | Self::ImportCodebook
            | Self::CodeByHand
            | Self::Search
            | Self::LensByOutlet
            | Self::LensOverTime
            | Self::LensDispersion
            | Self::LensDistinctive
            | Self::LensWordShift
            | Self::LensNeighbours
            | Self::LensPhrases
            | Self::LensLines
            | Self::SaveArticles => corpus(),
            Self::NewSample => {
                lines()?;
                when(session.bench().lines.sample.is_some(), "All lines are shown: draw some first")
            }
            Self::CopyLines | Self::CopyLineTable | Self::SaveLines => lines(),
            Self::NextStory | Self::PreviousStory => {
                corpus()?;
                when(session.place().view == View::Compare, "Only in Compare")?;
                let step = if self == Self::NextStory { 1 } else { -1 };
                when(session.story_beside(step).is_some(), "There is no such story")
            }
            Self::CompareStory => {
                article()?;
                when(session.stories().is_some(), "Stories are looked for in Compare first")?;
                let of_story = session.place().article.and_then(|id| session.stories()?.story_of(id));
                when(of_story.is_some(), "No other article tells what this one tells")
            }
            Self::CopyGlance | Self::SaveGlance => {
                let glance = session.glance().filter(|_| session.place().view == View::Compare);
                when(glance.is_some(), "Show outlets side by side first")?;
                when(glance.is_some_and(|(glance, _)| glance.is_whole()), "The table is not whole yet")
            }
            Self::Back => when(session.can_go_back(), "This is the first place"),
            Self::Forward => when(session.can_go_forward(), "This is the last place"),
            Self::NextArticle | Self::PreviousArticle => browse(),
            Self::SelectAll => {
                let listed = session.results().listing().is_some_and(|listing| !listing.order.is_empty());
                browse()?;
                when(listed, "No article is listed")
            }
            Self::SelectNone => when(session.selected_count() > 0, "No article is selected"),
            Self::SameArticle => {
                browse()?;
                when(session.selected_count() > 1, "Select two or more articles first")
            }
            Self::NotSameArticle | Self::CountThisVersion => {
                article()?;
                let open = session.place().article;
                let place = open.and_then(|id| session.corpus()?.version_of(id));
                when(place.is_some(), "There is no other version of this article")?;
                let is_best = self == Self::CountThisVersion && place.is_some_and(|(_, rank)| rank == 0);
                when(!is_best, "This version counts already")
            }
            Self::JoinPages => {
                browse()?;
                when(session.selected_count() > 1, "Select two or more articles first")?;
                session.can_join_pages()
            }
            Self::TakePagesApart => {
                article()?;
                let open =
                    session.place().article.and_then(|id| session.corpus()?.articles().get(id as usize));
                when(open.is_some_and(|open| !open.pages.is_empty()), "This article lies in one file")?;
                session.can_join_pages()
            }
            Self::CompareSelection => when(session.selected_count() > 1, "Select two or more articles first"),
            Self::NextOfOutlet | Self::PreviousOfOutlet => {
                article()?;
                let near =
                    session.results().beside().filter(|near| Some(near.article) == session.place().article);
                let next =
                    near.and_then(|near| if self == Self::NextOfOutlet { near.after } else { near.before });
                when(next.is_some(), "This outlet has no such article")
            }
            Self::OpenBeside => {
                browse()?;
                when(session.pair().is_some(), "Select one other article first")
            }
            Self::SwapBeside | Self::CloseBeside => {
                browse()?;
                when(session.place().beside.is_some(), "One article is read alone")
            }
            Self::NextPassage | Self::PreviousPassage | Self::NextOnlyHere | Self::PreviousOnlyHere => {
                corpus()?;
                when(session.place().view == View::Compare, "Only in Compare")?;
                session.can_step_told(self)
            }
            Self::CopyWithCitation => when(session.marked().is_some(), "Mark text in the reader first"),
            Self::NextHit | Self::PreviousHit => hits(),
            Self::ReadClean
            | Self::ReadFurniture
            | Self::ReadRaw
            | Self::FindInArticle
            | Self::OpenFile
            | Self::CompareOutlets
            | Self::CopyCitation => article(),
            Self::UnitPerThousand
            | Self::UnitPerMillion
            | Self::UnitSentences
            | Self::UnitShare
            | Self::UnitCount => {
                corpus()?;
                when(session.place().view == View::Frequency, "Only in Frequency")
            }
            // What was read of a concordance can be told without a figure.
            Self::CopyMethods if session.shows_concordance().is_some() => Ok(()),
            Self::CopyPicture | Self::CopyMethods | Self::SaveFigure | Self::FigureAlone => figure(),
            Self::ShowFields => when(!session.shapes().is_empty(), "No table or JSON file is open"),
            Self::CloseOverlay => when(session.overlay() != Overlay::None, "Nothing lies over the window"),
        }
    }

    /// The words of the menu as things are now: undo and redo name what they would do.
    pub fn text_now(self, session: &Session) -> Cow<'static, str> {
        let step = match self {
            Self::Undo => session.next_undo(),
            Self::Redo => session.next_redo(),
            _ => None,
        };
        match step {
            Some(words) => Cow::Owned(format!("{}: {words}", self.text())),
            None => Cow::Borrowed(self.text()),
        }
    }

    /// Whether it is a switch that is on now.
    pub fn is_on(self, session: &Session) -> bool {
        let place = session.place();
        match self {
            Self::ShowBrowse => place.view == View::Browse,
            Self::ShowFrequency => place.view == View::Frequency,
            Self::ShowCompare => place.view == View::Compare,
            action if let Some(lens) = Lens::of_action(action) => place.lens == lens,
            Self::ToggleFacets => session.settings().shows_facets,
            Self::ReadingSerif => session.settings().reading_face == ReadingFace::Serif,
            Self::ReadingSans => session.settings().reading_face == ReadingFace::Sans,
            Self::ReadClean => session.reader_mode() == ReaderMode::Clean,
            Self::ReadFurniture => session.reader_mode() == ReaderMode::Furniture,
            Self::ReadRaw => session.reader_mode() == ReaderMode::Raw,
            Self::UnitPerThousand => session.bench().unit == Unit::PerThousand,
            Self::UnitPerMillion => session.bench().unit == Unit::PerMillion,
            Self::UnitSentences => session.bench().unit == Unit::PerThousandSentences,
            Self::UnitShare => session.bench().unit == Unit::ShareOfArticles,
            Self::UnitCount => session.bench().unit == Unit::Count,
            Self::ThemeSystem => session.theme() == ThemeChoice::System,
            Self::ThemeLight => session.theme() == ThemeChoice::Light,
            Self::ThemeDark => session.theme() == ThemeChoice::Dark,
            Self::FigureAlone => session.overlay() == Overlay::FigureAlone,
            Self::CodeByHand => session.overlay() == Overlay::Coding,
            _ => false,
        }
    }
}
