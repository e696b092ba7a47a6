//! Codebooks of the user's own, words taken out of their lists, and samples coded by hand, as a project keeps them.
//!
//! A unit of a sample is found again by its article's name and by its words: when the file has changed since, a
//! sentence that still stands somewhere in it is the same unit, and one that does not is told, not dropped.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::corrections::ArticleKey;
use super::keys;
use super::line_remarks::LineSpot;
use crate::corpus::{Article, ArticleId, Corpus, Language, Span, content_id};
use crate::framing::codebook::{self, Codebook, Imported, LARGEST_FILE};
use crate::framing::coding::{CodingPlan, Drawn, Judgement, JudgementKey, Judgements, Unit, UnitKind};
use crate::framing::frames::Exclusions;
use crate::ingest::decode::decode;
use crate::problem::{Cause, Problem};
use crate::task::{Cancelled, Task};

/// Everything a project keeps of codebooks and coding.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct CodingBook {
    /// Codebooks that were read from files or changed; one with the short name of a shipped one stands for it.
    pub codebooks: Vec<Arc<Codebook>>,
    /// Words taken out.
    pub exclusions: Exclusions,
    /// Samples, in the order in which they were drawn.
    pub samples: Vec<Arc<Coding>>,
}

/// A sample with what coders said of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Coding {
    /// How it was drawn.
    pub plan: CodingPlan,
    /// From how many units.
    pub of: u64,
    /// Its units, in the order in which they are coded.
    pub units: Arc<[UnitKey]>,
    /// What was said, by place in `units`.
    pub judgements: Judgements,
}

/// A unit by name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitKey {
    /// Its article.
    pub article: ArticleKey,
    /// The sentence; `None` is the whole article.
    pub spot: Option<LineSpot>,
}

/// Where a unit is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Located {
    /// Here, in the words that were drawn.
    Here(Unit),
    /// Its article is there and says something else by now.
    Changed(ArticleId),
    /// Its article is not among those read.
    Gone,
}

impl Located {
    /// The unit, where it still says what was coded.
    pub fn unit(self) -> Option<Unit> {
        match self {
            Self::Here(unit) => Some(unit),
            Self::Changed(_) | Self::Gone => None,
        }
    }

    /// What to tell of a unit that cannot be coded; `None` of one that can.
    pub fn problem(self) -> Option<&'static str> {
        match self {
            Self::Here(_) => None,
            Self::Changed(_) => Some("The article has changed since the sample was drawn"),
            Self::Gone => Some("The article is not among those that are open"),
        }
    }
}

impl UnitKey {
    /// The name of a unit.
    pub fn of(corpus: &Corpus, unit: Unit, kind: UnitKind) -> Option<Self> {
        let article = corpus.articles().get(unit.article as usize)?;
        let spot = (kind == UnitKind::Sentence).then(|| LineSpot::of(article, unit.span));
        Some(Self { article: ArticleKey::of(article), spot })
    }

    fn in_article(&self, article: &Article, id: ArticleId) -> Located {
        let span = match &self.spot {
            Some(spot) => spot.find(article),
            None => (content_id(article) == self.article.content).then(|| Span::new(0, article.raw.len())),
        };
        span.map_or(Located::Changed(id), |span| Located::Here(Unit { article: id, span }))
    }
}

impl Coding {
    /// A sample just drawn.
    pub fn new(corpus: &Corpus, plan: CodingPlan, drawn: &Drawn) -> Self {
        let units = drawn.units.iter().filter_map(|unit| UnitKey::of(corpus, *unit, plan.unit)).collect();
        Self { plan, of: drawn.of, units, judgements: Judgements::default() }
    }

    /// Where its units are in `articles`, in their order.
    pub fn locate(&self, articles: &[Arc<Article>], task: &Task) -> Result<Vec<Located>, Cancelled> {
        let names: BTreeSet<&ArticleKey> = self.units.iter().map(|unit| &unit.article).collect();
        let names: Vec<&ArticleKey> = names.into_iter().collect();
        let found = keys::find(&names, articles, task)?;
        let mut located = Vec::with_capacity(self.units.len());
        for unit in &*self.units {
            task.check()?;
            let id = names.binary_search(&&unit.article).ok().and_then(|at| found.get(at).copied().flatten());
            let article = id.and_then(|id| Some((articles.get(id as usize)?, id)));
            located.push(article.map_or(Located::Gone, |(article, id)| unit.in_article(article, id)));
        }
        Ok(located)
    }
}

impl CodingBook {
    /// The codebook of this short name: the user's own, else the shipped one.
    pub fn codebook(&self, id: &str) -> Option<&Codebook> {
        let own = self.codebooks.iter().map(|codebook| &**codebook).find(|codebook| *codebook.id == *id);
        own.or_else(|| codebook::shipped().iter().find(|codebook| *codebook.id == *id))
    }

    /// All codebooks: the shipped ones as the user has them, then the user's own.
    pub fn all(&self) -> Vec<&Codebook> {
        let shipped = codebook::shipped();
        let is_shipped = |id: &str| shipped.iter().any(|codebook| *codebook.id == *id);
        let own =
            self.codebooks.iter().map(|codebook| &**codebook).filter(|codebook| !is_shipped(&codebook.id));
        shipped.iter().filter_map(|codebook| self.codebook(&codebook.id)).chain(own).collect()
    }

    /// Takes a codebook in, in place of one with the same short name.
    pub fn put(&mut self, codebook: Codebook) {
        if codebook::shipped().contains(&codebook) {
            return self.forget(&codebook.id);
        }
        let codebook = Arc::new(codebook);
        match self.codebooks.iter_mut().find(|known| known.id == codebook.id) {
            Some(known) => *known = codebook,
            None => self.codebooks.push(codebook),
        }
    }

    /// Forgets the user's own codebook of this short name; a shipped one is as it was shipped again.
    pub fn forget(&mut self, id: &str) {
        self.codebooks.retain(|codebook| *codebook.id != *id);
    }

    /// The same without samples: they name articles, and the rest does not.
    #[must_use]
    pub fn without_samples(&self) -> Self {
        Self { samples: Vec::new(), ..self.clone() }
    }

    /// Sets a frame's list for a language (unknown: for all); a shipped codebook becomes the user's own.
    pub fn set_words(&mut self, codebook: &str, frame: &str, language: Language, words: Vec<String>) {
        let Some(mut changed) = self.codebook(codebook).cloned() else { return };
        let Some(list) = changed.frames.iter_mut().find(|one| *one.id == *frame) else { return };
        let words = words.into_iter().filter(|word| codebook::check_word(word).is_ok()).collect();
        list.set_words(language, words);
        self.put(changed);
    }

    /// Notes what a coder says of a unit of a sample; `None` takes it back. What was said already stays as it is.
    pub fn judge(&mut self, sample: usize, key: JudgementKey, said: Option<Judgement>) {
        let Some(coding) = self.samples.get_mut(sample) else { return };
        let before = coding.judgements.of(&key);
        let is_same = match (before, &said) {
            (Some(before), Some(said)) => before.is_yes == said.is_yes && before.note == said.note,
            (None, None) => true,
            _ => false,
        };
        let is_a_unit = (key.unit as usize) < coding.units.len();
        if !is_same && is_a_unit && !key.coder.trim().is_empty() {
            Arc::make_mut(coding).judgements.set(key, said);
        }
    }
}

/// Reads a codebook from a file, whose bytes are decoded as those of articles are.
pub fn read_codebook(path: &Path) -> Result<Imported, Problem> {
    let told = |cause, text: String| Problem::new(cause, text).at(path.display().to_string());
    let unreadable = |_| told(Cause::Unreadable, "This file cannot be read".to_owned());
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > LARGEST_FILE {
        return Err(told(Cause::Unreadable, "This file is too large to be a codebook".to_owned()));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let decoded = decode(&bytes);
    if !decoded.is_text {
        return Err(told(Cause::Unreadable, "This file holds no text".to_owned()));
    }
    codebook::read(&name, &decoded.text).map_err(|fault| told(Cause::Unreadable, fault.to_string()))
}
