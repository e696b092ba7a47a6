//! Where a text itself says that two names name one thing: "the islands, which Norvia calls the Northern Arc".
//!
//! Each rule has an id that is shown beside what it found. Rules look at one sentence and know no names.

mod english;
mod han;
mod other;
mod russian;

use super::line::Line;
use crate::corpus::{ArticleId, Corpus, Span};
use crate::framing::{Place, Sentence};

/// By which words of the text two names were found to be names of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// "X, which Norvia calls Y", "X, called Y in Norvia"; "которые называют Y", "称X为Y", 「Y」と呼ぶ.
    Calls,
    /// "The ministry called X 'a Y'": what somebody says that X is.
    CallsIt,
    /// "X, known as Y", "referred to as Y"; «известный как».
    KnownAs,
    /// "X, administered by Norvia as Y", "claims X as Y".
    AsName,
    /// "What one calls X the other calls Y".
    TwoCalls,
    /// "In one city the word was X; in the other it was Y".
    WordWas,
    /// "A rescue and not a bailout", "neither a bailout nor a nationalisation".
    Contrast,
    /// "X, or Y," and "Y, as they call it".
    Or,
    /// "Diaoyu (Senkaku) Islands", "X（日本名・Y）".
    Parenthesis,
    /// "Dokdo/Takeshima".
    Slash,
    /// "so-called X", «так называемый», 所谓, いわゆる: the text keeps the name at a distance.
    SoCalled,
    /// A short wording in quotation marks that nobody is said to speak.
    ScareQuotes,
    /// "the Arc" for the Northern Arc: the last word of a name that the text gives in full.
    ShortForm,
    /// "the islands" or "disputed islands", where a text says of islands that they have rival names.
    SameHead,
    /// Names in articles of different languages: in each, the only ones said to be rivals for a thing of this kind.
    AcrossLanguages,
    /// Several signs say that outlets use it in place of the others.
    InPlace,
    /// What an article says of a person beside their name: "opposition leader Mirela Orr".
    Introduced,
    /// The verb of such a name: "evicted" beside "eviction".
    VerbOf,
    /// The shipped list holds both.
    List,
}

impl Rule {
    /// The id shown with what the rule found.
    pub fn id(self) -> &'static str {
        match self {
            Self::Calls => "calls",
            Self::CallsIt => "calls-it",
            Self::KnownAs => "known-as",
            Self::AsName => "as-name",
            Self::TwoCalls => "two-calls",
            Self::WordWas => "word-was",
            Self::Contrast => "contrast",
            Self::Or => "or",
            Self::Parenthesis => "parenthesis",
            Self::Slash => "slash",
            Self::SoCalled => "so-called",
            Self::ScareQuotes => "scare-quotes",
            Self::ShortForm => "short-form",
            Self::SameHead => "same-head",
            Self::AcrossLanguages => "across-languages",
            Self::InPlace => "in-place",
            Self::Introduced => "introduced",
            Self::VerbOf => "verb-of",
            Self::List => "list",
        }
    }

    /// Whether a text or the list says it; else it was found by where the names stand.
    pub fn is_said(self) -> bool {
        !matches!(self, Self::InPlace | Self::VerbOf)
    }
}

/// A name in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As written, without a determiner.
    pub text: String,
    /// Where.
    pub span: Span,
    /// Whether it is a proper name; else a common noun with its modifiers.
    pub proper: bool,
    /// Who is said to use it.
    pub used_by: Option<String>,
}

/// A place where the text says that names belong together, or keeps a name at a distance (then there is one name).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// By which rule it was found.
    pub rule: Rule,
    /// The whole of it, from the first name to the last.
    pub place: Place,
    /// The names, in the order of the text.
    pub names: Vec<Name>,
    /// Whether it is sure enough to put the names together; else it is a suggestion.
    pub sure: bool,
}

/// What is being spoken of, for pronouns.
#[derive(Debug, Default)]
struct Memory {
    /// The thing that was named last, and in which sentence of the article.
    last: Option<(Name, usize)>,
    sentence: usize,
}

impl Memory {
    /// What "it" or "them" stands for: a thing named in this sentence or the one before.
    fn recall(&self) -> Option<Name> {
        let (name, sentence) = self.last.as_ref()?;
        (sentence + 1 >= self.sentence).then(|| name.clone())
    }

    fn keep(&mut self, name: &Name) {
        self.last = Some((name.clone(), self.sentence));
    }
}

/// All statements of an article, in order of their places.
pub(super) fn statements(
    corpus: &Corpus,
    id: ArticleId,
    sentences: &[Sentence],
    lines: &[Line<'_>],
) -> Vec<Statement> {
    let mut memory = Memory::default();
    let mut found = Vec::new();
    let code = corpus.language_of(id);
    for (at, (sentence, line)) in sentences.iter().zip(lines).enumerate() {
        memory.sentence = at;
        let text = sentence.text(corpus);
        match code.code() {
            Some("ru" | "uk" | "be" | "bg") => russian::read(sentence, line, &mut memory, &mut found),
            Some("zh" | "ja") => han::read(sentence, text, &mut memory, &mut found),
            Some("en") | None => english::read(corpus, sentence, line, &mut memory, &mut found),
            Some(_) => other::read(sentence, line, &mut found),
        }
    }
    for statement in &mut found {
        statement.names.sort_by_key(|name| name.span);
    }
    found.retain(|s: &Statement| s.names.iter().all(|name| name.text.chars().count() >= 2));
    found.sort_by_key(|s| s.place);
    found
}

/// A statement of these names; none if they are fewer than two different ones.
fn statement(article: ArticleId, rule: Rule, mut names: Vec<Name>, sure: bool) -> Option<Statement> {
    names.dedup_by(|a, b| a.text == b.text);
    let from = names.iter().map(|name| name.span.from).min()?;
    let to = names.iter().map(|name| name.span.to).max()?;
    let place = Place { article, span: Span { from, to } };
    (names.len() > 1).then_some(Statement { rule, place, names, sure })
}

/// Whether a text is a bare head of places in Chinese or Japanese: 群岛.
pub(super) fn han_head(text: &str) -> bool {
    han::HEADS.contains(&text)
}

/// The name that such a head stands for in a text; see [`han::resolve`].
pub(super) fn han_resolve(text: &str, head: &str, not: &str) -> Option<String> {
    han::resolve(text, head, not)
}
