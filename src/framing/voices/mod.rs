//! Voices: who speaks in an article, directly or reported, with which verb, and how many words they get.
//!
//! Rules only, in the order of METHODS.md section 11: what stands in quotation marks (`quotes`), the patterns
//! around a reporting verb, "according to", headlines with a colon, questions and answers; quotations without a
//! speaker of their own inherit the last one of their paragraph; pronouns and descriptions go to the last person
//! they can mean and are marked. Who cannot be told stays unattributed. What stands in quotation marks and is no
//! speech (terms, titles, irony) is a [`ScareQuote`].
//!
//! What is found, measured on labelled articles, stands in `tests/it/framing/voices.rs`.

mod attribution;
mod cases;
mod clauses;
mod complements;
mod countries;
mod institutions;
mod interview;
mod lexicon;
mod names;
mod offices;
mod phrases;
mod quotes;
mod raw;
mod resolve;
#[cfg(test)]
mod rules;
mod spaceless;
mod surnames;
mod terms;
mod tokens;

pub mod people;
pub mod share;
pub mod sides;

use rayon::prelude::*;

use super::{Place, Sentence, sentences_of};
use crate::corpus::{ArticleId, Corpus, Language, Span};
use crate::task::{Cancelled, Task};

/// How words are given to a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VoiceKind {
    /// Words in quotation marks that stand by themselves.
    Direct,
    /// A report in the outlet's words.
    Indirect,
    /// A report with quoted words inside: the place is the whole report, [`Voice::quoted`] the words in marks.
    Mixed,
}

impl VoiceKind {
    /// `direct` or `indirect`: a report with quoted words inside is indirect, since its sentence is the outlet's.
    pub fn label(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect | Self::Mixed => "indirect",
        }
    }
}

/// How a reporting verb presents what was said, after Thompson & Ye 1991 and Caldas-Coulthard 1994.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VerbClass {
    /// say, tell, add
    Neutral,
    /// insist, argue, deny
    Assertive,
    /// claim, allege
    Doubting,
    /// admit, concede
    Conceding,
    /// confirm, point out, praise
    Endorsing,
    /// warn, threaten
    Warning,
}

impl VerbClass {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Neutral, Self::Assertive, Self::Doubting, Self::Conceding, Self::Endorsing, Self::Warning];

    /// The word used in exports and lists.
    pub fn label(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Assertive => "assertive",
            Self::Doubting => "doubting",
            Self::Conceding => "conceding",
            Self::Endorsing => "endorsing",
            Self::Warning => "warning",
        }
    }

    /// The class of a label.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.label() == label)
    }
}

/// The verb that gives words to a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportingVerb {
    /// Where it stands.
    pub place: Place,
    /// Its dictionary form; in Chinese and Japanese the form of the list.
    pub lemma: &'static str,
    /// Its class.
    pub class: VerbClass,
}

/// How a speaker's name was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Resolved {
    /// The text names the speaker right there; a surname is given the full name of the same article.
    AsWritten,
    /// By a pronoun, from the last person it can mean.
    ByPronoun,
    /// By "the minister", from the last person so described.
    ByDescription,
    /// No speaker of its own: that of the words before it.
    Inherited,
}

impl Resolved {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::AsWritten => "as written",
            Self::ByPronoun => "by pronoun",
            Self::ByDescription => "by description",
            Self::Inherited => "goes on from the words before",
        }
    }
}

/// What kind of speaker it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SpeakerKind {
    /// A person with a name.
    Person,
    /// A ministry, government, company, country, paper.
    Institution,
    /// People or things meant together: residents, analysts, both sides.
    Group,
    /// Somebody the article does not name: "a senior official", "sources".
    Unnamed,
}

impl SpeakerKind {
    /// The word used in exports.
    pub fn label(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Institution => "institution",
            Self::Group => "group",
            Self::Unnamed => "unnamed",
        }
    }
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The words of the text, with title and description.
    pub as_written: Place,
    /// The name within this article: the full name of a person, else the words without their article.
    pub name: String,
    /// Words that describe the speaker, in the order of the text: "Norvian foreign minister".
    pub description: String,
    /// How the name was found.
    pub resolved: Resolved,
    /// The kind of speaker.
    pub kind: SpeakerKind,
    /// Whether the article names the person or institution.
    pub named: bool,
}

/// Somebody quoted or reported, with the words given to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The words given to the speaker, without quotation marks around all of them.
    pub place: Place,
    /// Directly or reported.
    pub kind: VoiceKind,
    /// What stands in quotation marks: all of a direct voice, some of a mixed one.
    pub quoted: Vec<Place>,
    /// Who speaks; `None` where the text does not tell.
    pub speaker: Option<Speaker>,
    /// The reporting verb, where there is one.
    pub verb: Option<ReportingVerb>,
    /// Words at the place.
    pub words: u32,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Why words in quotation marks are no speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ScareKind {
    /// A term or irony: a few words with no verb of speech.
    Term,
    /// After "so-called", "known as", "nicknamed".
    SoCalled,
    /// A title of a work.
    Title,
    /// A headline or heading between paragraphs that repeats words quoted in the text.
    Heading,
    /// Somebody's words for something: the sentence says whose, though it reports no speech.
    Attributed,
}

/// Words in quotation marks that nobody is said to have spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScareQuote {
    /// The words, without their marks.
    pub place: Place,
    /// Why it is no speech.
    pub kind: ScareKind,
}

/// All that stands in one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voices {
    /// Voices in reading order.
    pub voices: Vec<Voice>,
    /// Quotation marks around what is no speech, in reading order.
    pub scare_quotes: Vec<ScareQuote>,
}

/// Whether there are rules for a language: reporting verbs and what stands around them. Articles in others are read by
/// their quotation marks and the words of English; those of an unknown language are taken for English.
pub fn has_rules(language: Language) -> bool {
    language.code().is_none_or(|code| matches!(code, "zh" | "ja") || lexicon::is_known(code))
}

/// The words in quotation marks of which a sentence itself says whose they are, with their marks, in reading order: no
/// scare quotes of the outlet's.
pub(super) fn somebodys(corpus: &Corpus, sentence: &Sentence) -> Vec<Span> {
    terms::somebodys(corpus, sentence)
}

/// The voices of one article, in reading order. Depends on nothing but the article.
pub fn voices(corpus: &Corpus, article: ArticleId) -> Voices {
    let sentences = sentences_of(corpus, article);
    let code = corpus.language_of(article);
    if matches!(code.code(), Some("zh" | "ja")) {
        return spaceless::voices(corpus, article, &sentences);
    }
    let found = raw::find(corpus, article, &sentences);
    resolve::resolve(corpus, article, &found)
}

/// The voices of many articles, in the order of `articles`.
pub fn voices_of(corpus: &Corpus, articles: &[ArticleId], task: &Task) -> Result<Vec<Voices>, Cancelled> {
    articles
        .par_iter()
        .map(|&id| {
            task.check()?;
            let found = voices(corpus, id);
            task.advance(1);
            Ok(found)
        })
        .collect()
}
