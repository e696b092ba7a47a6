//! What stands where in the sentences of a story: names, voices, dictionary hits, hedges, figures, and what only
//! one column tells; each mark with what it means, so that a reader can show layers and say why.

use hashbrown::HashMap;

use super::tellings::{SideBySide, TellingColumn};
use crate::corpus::{ArticleId, Span};
use crate::framing::Place;
use crate::framing::codebook::Codebook;
use crate::framing::hedges::Hedges;
use crate::framing::labels::LabelHit;
use crate::framing::omissions::Thing;
use crate::framing::passages::Told;
use crate::task::{Cancelled, Task};

/// What a mark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// Nobody else tells it: the whole sentence.
    OnlyHere,
    /// Words given to somebody who is quoted or reported.
    Voices,
    /// A name of a contested thing.
    Names,
    /// A word of a codebook.
    Frames,
    /// A hedge or a loaded word.
    Hedges,
    /// A figure.
    Figures,
}

/// What a mark means: where in the [`Tellings`](super::Tellings) it is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// No other column tells the sentence.
    OnlyHere,
    /// A voice: its column, the article within the column, the voice within the article.
    Voice {
        /// The column.
        column: u32,
        /// The article within the column.
        article: u32,
        /// The voice within the article.
        voice: u32,
    },
    /// A label of a concept.
    Name {
        /// The concept in [`Tellings::concepts`](super::Tellings::concepts).
        concept: u32,
        /// The label within the concept.
        label: u32,
    },
    /// A hit of a frame.
    Frame {
        /// The codebook of the recipe.
        codebook: u32,
        /// The frame within the codebook.
        frame: u32,
    },
    /// A hedge or a loaded word.
    Hedge {
        /// Its class, as lists call it.
        class: String,
    },
    /// A figure, by its place in [`Alignment::figures`](crate::framing::passages::Alignment::figures) of the sentence.
    Figure {
        /// Its place among the figures of the sentence.
        nth: u32,
    },
}

impl What {
    /// The layer it is shown on.
    pub fn layer(&self) -> Layer {
        match self {
            Self::OnlyHere => Layer::OnlyHere,
            Self::Voice { .. } => Layer::Voices,
            Self::Name { .. } => Layer::Names,
            Self::Frame { .. } => Layer::Frames,
            Self::Hedge { .. } => Layer::Hedges,
            Self::Figure { .. } => Layer::Figures,
        }
    }
}

/// Some bytes of a sentence, and what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerMark {
    /// The bytes, within the sentence; of what goes on in the next sentence each has its part.
    pub span: Span,
    /// What it is.
    pub what: What,
}

/// The marks of all sentences of an alignment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layers {
    marks: Vec<LayerMark>,
    /// By sentence, where its marks begin; one more for the end.
    starts: Vec<u32>,
    /// The titles of the frames, by codebook and frame.
    frames: Vec<Vec<String>>,
}

/// What the marks are made of, beside the sentences.
pub(super) struct Findings<'a> {
    pub(super) columns: &'a [TellingColumn],
    /// The labels of the concepts told.
    pub(super) label_hits: &'a [LabelHit],
    pub(super) codebooks: &'a [Codebook],
    /// By codebook, each hit with its frame.
    pub(super) frame_hits: &'a [Vec<(Place, usize)>],
    /// By column and article.
    pub(super) hedges: &'a [Vec<Hedges>],
}

impl Layers {
    /// The marks of a sentence, by its number in the alignment: by place, the longer first.
    pub fn of(&self, sentence: usize) -> &[LayerMark] {
        let at = |index: usize| self.starts.get(index).map(|start| *start as usize);
        let range = at(sentence).zip(at(sentence + 1));
        range.and_then(|(from, to)| self.marks.get(from..to)).unwrap_or(&[])
    }

    /// Whether no other column tells this sentence.
    pub fn is_only_here(&self, sentence: usize) -> bool {
        self.of(sentence).iter().any(|mark| mark.what == What::OnlyHere)
    }

    /// How many marks a layer has.
    pub fn count(&self, layer: Layer) -> usize {
        self.marks.iter().filter(|mark| mark.what.layer() == layer).count()
    }

    /// The title of a frame.
    pub fn frame(&self, codebook: u32, frame: u32) -> Option<&str> {
        Some(self.frames.get(codebook as usize)?.get(frame as usize)?)
    }

    /// Collects the marks of all sentences.
    pub(super) fn new(side: &SideBySide, findings: &Findings<'_>, task: &Task) -> Result<Self, Cancelled> {
        let sentences = &side.alignment.sentences;
        let mut sheet = Sheet::new(sentences);
        for silence in &side.silences {
            for one in silence.only_here.iter().filter(|one| one.kind == Thing::Passage) {
                for place in &one.examples {
                    sheet.put(*place, &What::OnlyHere);
                }
            }
        }
        for (column, telling) in (0_u32..).zip(findings.columns) {
            task.check()?;
            for (article, voices) in (0_u32..).zip(&telling.voices) {
                for (voice, one) in (0_u32..).zip(&voices.voices) {
                    sheet.put(one.place, &What::Voice { column, article, voice });
                }
            }
        }
        for hit in findings.label_hits {
            sheet.put(hit.place, &What::Name { concept: hit.concept, label: u32::from(hit.label) });
        }
        for (codebook, hits) in (0_u32..).zip(findings.frame_hits) {
            task.check()?;
            for (place, frame) in hits {
                sheet.put(*place, &What::Frame { codebook, frame: *frame as u32 });
            }
        }
        for hedge in findings.hedges.iter().flatten().flat_map(|hedges| &hedges.hits) {
            sheet.put(hedge.place, &What::Hedge { class: hedge.class.label().to_owned() });
        }
        for figures in &side.alignment.figures {
            task.check()?;
            for (nth, figure) in (0_u32..).zip(figures) {
                sheet.put(figure.place, &What::Figure { nth });
            }
        }
        let titles = |book: &Codebook| book.frames.iter().map(|frame| frame.title.clone()).collect();
        Ok(sheet.done(findings.codebooks.iter().map(titles).collect()))
    }
}

/// Sentences by article and place, and the marks put on them so far.
struct Sheet {
    count: usize,
    /// By article, its sentences by where they begin: spans, numbers.
    of: HashMap<ArticleId, Vec<(Span, u32)>>,
    marks: Vec<(u32, LayerMark)>,
}

impl Sheet {
    fn new(sentences: &[Told]) -> Self {
        let mut of: HashMap<ArticleId, Vec<(Span, u32)>> = HashMap::new();
        for (number, told) in (0_u32..).zip(sentences) {
            let place = told.sentence.place;
            of.entry(place.article).or_default().push((place.span, number));
        }
        // Reading order is not the order of the page where a headline stands under its text.
        for spans in of.values_mut() {
            spans.sort_unstable();
        }
        Self { count: sentences.len(), of, marks: Vec::new() }
    }

    /// Puts a mark on every sentence that the place touches.
    fn put(&mut self, place: Place, what: &What) {
        let Some(spans) = self.of.get(&place.article) else { return };
        let first = spans.partition_point(|(span, _)| span.to <= place.span.from);
        let touched = spans.iter().skip(first).take_while(|(span, _)| span.from < place.span.to);
        self.marks.extend(touched.map(|(span, number)| {
            let part = Span { from: span.from.max(place.span.from), to: span.to.min(place.span.to) };
            (*number, LayerMark { span: part, what: what.clone() })
        }));
    }

    fn done(mut self, frames: Vec<Vec<String>>) -> Layers {
        self.marks.sort_by(|(a, one), (b, other)| {
            let key = |mark: &LayerMark| (mark.span.from, std::cmp::Reverse(mark.span.to));
            a.cmp(b).then_with(|| key(one).cmp(&key(other))).then_with(|| one.what.cmp(&other.what))
        });
        let mut starts = vec![0_u32; self.count + 1];
        for (number, _) in &self.marks {
            if let Some(slot) = starts.get_mut(*number as usize + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Layers { marks: self.marks.into_iter().map(|(_, mark)| mark).collect(), starts, frames }
    }
}
