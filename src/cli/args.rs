//! What can be asked on the command line. The comments here are the texts of `--help`.

mod read;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::analysis::{Counting, GroupKey, Grouping, Measure, Per, Reach, Window as LineWindow};
use crate::export::corpus::CorpusFormat;
pub use read::{Lengths, Sort};
use read::{corpus_format, group_key, grouping, lengths, measure, per, reach, sort_keys, window};

/// Compare how news outlets tell the same story
#[derive(Debug, Parser)]
#[command(
    name = "parallax",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    override_usage = "parallax [PATH]... [OPTIONS]\n       parallax COMMAND PATH... [OPTIONS]",
    after_help = "Without a command the window opens. A folder that is called like a command is written ./count.\n\
                  Parallax reads and writes on this machine only."
)]
pub struct Arguments {
    /// The headless command, if one is given.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The window's arguments.
    #[command(flatten)]
    pub window: Window,
}

/// What the window starts with.
#[derive(Debug, Args)]
pub struct Window {
    /// Folders and files to open, or a project
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The view to begin with
    #[arg(long, value_enum)]
    pub view: Option<ViewName>,
    /// A keyword series to begin with; may be given again
    #[arg(short, long = "query", value_name = "QUERY")]
    pub queries: Vec<String>,
    /// Light or dark, instead of the setting
    #[arg(long, value_enum)]
    pub theme: Option<ThemeName>,
    /// Draw the window, save it as a PNG, leave
    #[arg(long, value_name = "FILE")]
    pub screenshot: Option<PathBuf>,
}

/// A view by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ViewName {
    /// All articles, and a reader
    Browse,
    /// Keywords in figures, with their lines
    Frequency,
    /// Outlets side by side
    Compare,
}

/// A theme by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ThemeName {
    /// Paper and ink
    Light,
    /// For the night
    Dark,
    /// As the system is
    System,
}

/// A headless command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// One JSON object a line and article: all its parts, with evidence
    Articles(Articles),
    /// What reading gave: files by result and what is to be known of them; with --report, tables of all of it
    Import(Import),
    /// CSV: how often each outlet uses the queries' words, with intervals
    Count(Count),
    /// CSV: every place where a query occurs, with the words around it
    Concordance(Concordance),
    /// CSV: the words by which each outlet differs from all others
    Distinctive(Distinctive),
    /// CSV: the words near a word, with all measures of association, by outlet
    Neighbours(Neighbours),
    /// CSV: the phrases that come back, all of them or those around a word, by outlet
    Phrases(Phrases),
    /// JSON: the stories, with the articles that tell them, and the articles that stand alone
    Stories(Stories),
    /// JSON: how outlets tell a story: passages, copies, names, voices, dictionary hits, what is left out
    Compare(Compare),
    /// One HTML page that holds all it shows, and its figures as SVG, PNG and CSV
    Report(Report),
}

impl Command {
    /// The names of all commands, in the order of the help.
    pub const NAMES: [&str; 10] = [
        "articles",
        "import",
        "count",
        "concordance",
        "distinctive",
        "neighbours",
        "phrases",
        "stories",
        "compare",
        "report",
    ];
}

/// Which articles are read.
#[derive(Debug, Args)]
pub struct Reading {
    /// Folders and files to read, or a project: then its folders are read
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Only articles like this: outlet:RT, date:2016-09..2018-03, lang:en, section:opinion, opinion:no,
    /// wire:none, copies:once, story:"A title", host:any, complete:full, each with - before it for the contrary;
    /// project is the filter that a project was left with; may be given again
    #[arg(short, long = "filter", value_name = "FILTER", allow_hyphen_values = true)]
    pub filters: Vec<String>,
    /// List all that gave trouble in reading, on standard error
    #[arg(long)]
    pub problems: bool,
}

/// Where the result goes.
#[derive(Debug, Args)]
pub struct Output {
    /// Write the result into this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Arguments of `articles`.
#[derive(Debug, Args)]
pub struct Articles {
    /// Which articles.
    #[command(flatten)]
    pub reading: Reading,
    /// As what: jsonl (all that is known, with evidence), csv, parquet, tei, or texts: a new folder with one file each
    #[arg(long = "as", value_name = "FORMAT", default_value = "jsonl", value_parser = corpus_format)]
    pub format: CorpusFormat,
    /// Where to.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Folders and files to read, or a project: then its folders are read, as they are put right there
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Make this new folder with four tables: files, lines taken out, what is to be filled in, decisions
    #[arg(long, value_name = "DIR")]
    pub report: Option<PathBuf>,
}

/// Arguments of `count`.
#[derive(Debug, Args)]
pub struct Count {
    /// Which articles.
    #[command(flatten)]
    pub reading: Reading,
    /// What to count: a word, island*, "peace treaty", a | b, a NEAR/5 b, /regex/; may be given again
    #[arg(short, long = "query", value_name = "QUERY", required = true)]
    pub queries: Vec<String>,
    /// Rows by outlet, group, country, section, opinion, language, agency, story, month, quarter or year
    #[arg(long, value_name = "WHAT", default_value = "outlet", value_parser = grouping)]
    pub by: Grouping,
    /// Rates per million words, or per 1,000 sentences for articles in several languages
    #[arg(long, value_name = "UNIT", default_value = "words", value_parser = per)]
    pub per: Per,
    /// Intervals from so many resamples of the articles instead of Wilson's on the effective number of words
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=99_999))]
    pub resamples: Option<u32>,
    /// Where the resampling begins: the same seed gives the same intervals
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "resamples")]
    pub seed: u64,
    /// Where to.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `concordance`.
#[derive(Debug, Args)]
pub struct Concordance {
    /// Which articles.
    #[command(flatten)]
    pub reading: Reading,
    /// What to find: a word, island*, "peace treaty", a | b, a NEAR/5 b, /regex/
    #[arg(short, long, value_name = "QUERY")]
    pub query: String,
    /// Up to three of L5 to L1, hit, R1 to R5, outlet, date, text, with commas between; with - before it a key
    /// sorts down
    #[arg(long, value_name = "KEYS", default_value = "text", value_parser = sort_keys, allow_hyphen_values = true)]
    pub sort: Sort,
    /// Only so many lines, drawn at random
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub sample: Option<u32>,
    /// Where the random numbers begin: the same seed draws the same lines
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "sample")]
    pub seed: u64,
    /// Count the lines in groups instead: by one of L5 to L1, hit, R1 to R5, outlet, month
    #[arg(long, value_name = "KEY", value_parser = group_key)]
    pub group_by: Option<GroupKey>,
    /// So many words on either side of the hit, or sentence: then nothing beyond the sentence is shown, sorted or
    /// grouped by
    #[arg(long, value_name = "WORDS", value_parser = window, conflicts_with = "context")]
    pub window: Option<LineWindow>,
    /// Characters on either side of the hit
    #[arg(long, value_name = "NUMBER", default_value_t = 60, value_parser = clap::value_parser!(u16).range(0..=2000))]
    pub context: u16,
    /// Where to.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `distinctive`.
#[derive(Debug, Args)]
pub struct Distinctive {
    /// Which articles.
    #[command(flatten)]
    pub reading: Reading,
    /// By outlet, group, country, section, opinion, language, agency, story, month, quarter or year
    #[arg(long, value_name = "WHAT", default_value = "outlet", value_parser = grouping)]
    pub by: Grouping,
    /// Words rarer than this in all articles together are passed over
    #[arg(long, value_name = "NUMBER")]
    pub minimum_count: Option<u32>,
    /// A word has to stand in this many articles of the outlet, or of the group
    #[arg(long, value_name = "NUMBER")]
    pub minimum_articles: Option<u32>,
    /// Weight of the prior, in words: more pulls rare words towards no difference
    #[arg(long, value_name = "WORDS", value_parser = clap::value_parser!(u32).range(1..))]
    pub prior: Option<u32>,
    /// Test function words too, such as "the" and "of"
    #[arg(long)]
    pub stop_words: bool,
    /// Leave out names: words nearly always written with a capital inside sentences
    #[arg(long)]
    pub no_names: bool,
    /// Hold each outlet, or group by --by, against this one instead of against all others together
    #[arg(long, value_name = "OUTLET")]
    pub against: Option<String>,
    /// The word shift of this outlet, or group, from --against or all others: which words make the two differ
    #[arg(long, value_name = "OUTLET")]
    pub shift: Option<String>,
    /// Deal the articles out by chance this often, for p and q (or, with --shift, for the divergence by chance)
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub permutations: Option<u32>,
    /// Where the random numbers begin; 1 unless said
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u64>,
    /// The constant of simple maths; 100 unless said
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub simple_maths: Option<u32>,
    /// Where to.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `neighbours`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Neighbours {
    /// Which articles.
    #[command(flatten)]
    pub reading: Reading,
    /// The node, near which words are counted: a word, island*, "peace treaty", a | b
    #[arg(short, long, value_name = "QUERY")]
    pub query: String,
    /// By outlet, group, country, section, opinion, language, agency, story, month, quarter or year
    #[arg(long, value_name = "WHAT", default_value = "outlet", value_parser = grouping)]
    pub by: Grouping,
    /// How far from the node: words before and after it, such as 5,5; or sentence, or paragraph
    #[arg(long, value_name = "L,R", default_value = "5,5", value_parser = reach)]
    pub window: Reach,
    /// Stop the window at the end of the sentence
    #[arg(long)]
    pub within_sentence: bool,
    /// Count every pair of node and word, so that words in two windows count twice, instead of every place once
    #[arg(long)]
    pub pairs: bool,
    /// Words that stand near the node less often are left out
    #[arg(long, alias = "minimum-count", value_name = "NUMBER")]
    pub min_count: Option<u32>,
    /// A word has to stand near the node in this many articles, or in all with the node where there are fewer
    #[arg(long, alias = "minimum-articles", value_name = "NUMBER")]
    pub min_articles: Option<u32>,
    /// Count function words too, such as "the" and "of"
    #[arg(long)]
    pub stop_words: bool,
    /// Only words that one outlet, or group, alone has near the node
    #[arg(long)]
    pub only_here: bool,
    /// Sort by this measure, named as its column
    #[arg(long, value_name = "MEASURE", default_value = "log_dice", value_parser = measure)]
    pub sort: Measure,
    /// Where to.
    #[command(flatten)]
    pub output: Output,
}

impl Neighbours {
    /// How neighbours are counted.
    pub fn counting(&self) -> Counting {
        if self.pairs { Counting::Pairs } else { Counting::Positions }
    }

    /// How far they may stand from the node.
    pub fn reach(&self) -> Reach {
        match self.window {
            Reach::Window { left, right } if self.within_sentence => Reach::WindowInSentence { left, right },
            reach => reach,
        }
    }
}

/// Arguments of `phrases`.
#[derive(Debug, Args)]
pub struct Phrases {
    /// Which articles.
    #[command(flatten)]
    pub reading: Reading,
    /// Only phrases around this, a whole hit of it in each
    #[arg(short, long, value_name = "QUERY")]
    pub query: Option<String>,
    /// By outlet, group, country, section, opinion, language, agency, story, month, quarter or year
    #[arg(long, value_name = "WHAT", default_value = "outlet", value_parser = grouping)]
    pub by: Grouping,
    /// How many words a phrase has, from 1 to 6, such as 3 or 2-4; 1 is the word list
    #[arg(long, value_name = "FROM-TO", default_value = "2-4", value_parser = lengths)]
    pub words: Lengths,
    /// Rarer phrases are left out
    #[arg(long, alias = "minimum-count", value_name = "NUMBER")]
    pub min_count: Option<u32>,
    /// A phrase has to stand in this many articles, or in all where there are fewer
    #[arg(long, alias = "minimum-articles", value_name = "NUMBER")]
    pub min_articles: Option<u32>,
    /// List phrases of function words alone too, such as "of the"
    #[arg(long)]
    pub stop_words: bool,
    /// Let phrases run on into the next sentence
    #[arg(long)]
    pub across_sentences: bool,
    /// List phrases too that never stand outside one longer phrase of the list
    #[arg(long)]
    pub nested: bool,
    /// Write the most frequent so many only; how many there are is told on standard error
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub most: Option<u32>,
    /// Where to.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `stories`.
#[derive(Debug, Args)]
pub struct Stories {
    /// Which articles.
    #[command(flatten)]
    pub reading: Reading,
    /// How alike a story's articles are, in thousandths: more makes smaller stories [default: 85, or the project's]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub likeness: Option<u16>,
    /// Days between articles that can still tell of one event [default: 7, or the project's]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(0..=366))]
    pub days: Option<u16>,
    /// Where to.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// Which articles.
    #[command(flatten)]
    pub reading: Reading,
    /// Only this story: its number as “parallax stories” counts, or one of its files
    #[arg(long, value_name = "STORY")]
    pub story: Option<String>,
    /// A wording to count beside the names found: a word, island*, "peace treaty", a | b; may be given again
    #[arg(short, long = "query", value_name = "QUERY")]
    pub queries: Vec<String>,
    /// Where to.
    #[command(flatten)]
    pub output: Output,
}

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// Which articles.
    #[command(flatten)]
    pub reading: Reading,
    /// What to count and to show lines of; may be given again
    #[arg(short, long = "query", value_name = "QUERY")]
    pub queries: Vec<String>,
    /// The folder to write into; made if it is not there, and what else is in it stays
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// The heading of the page, instead of the folder's name, or of the story's and the folder's where all articles tell one
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::analysis::{LineSort, SortKey};

    #[test]
    fn the_arguments_are_sound_and_every_command_has_its_name() {
        let mut command = Arguments::command();
        command.build();
        command.clone().debug_assert();
        let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(names, Command::NAMES);
    }

    #[test]
    fn keys_are_read_in_any_case_and_what_is_no_key_is_named() {
        use SortKey::{Left, Outlet, Right, Text};
        for (text, expected) in [
            ("R1,R2,outlet", [Right(1), Right(2), Outlet]),
            ("l5 , Outlet", [Left(5), Outlet, Text]),
            ("text", [Text; 3]),
        ] {
            assert_eq!(sort_keys(text), Ok(Sort(expected.map(LineSort::from))), "{text}");
        }
        let down = LineSort { key: Right(1), is_descending: true };
        assert_eq!(sort_keys("-R1"), Ok(Sort([down, Text.into(), Text.into()])));
        assert!(sort_keys("R6").unwrap_err().contains("“R6”"));
        assert!(sort_keys("R1,,R2").is_err() && sort_keys("--R1").is_err());
        assert_eq!(group_key("month"), Ok(GroupKey::Month));
        assert!(group_key("date").is_err());
        assert_eq!((window("Sentence"), window("7")), (Ok(LineWindow::Sentence), Ok(LineWindow::Words(7))));
        assert!(window("9999").is_err() && window("seven").is_err());
        assert!(sort_keys("R1,R2,R3,R4").unwrap_err().contains("not 4"));
    }
}
