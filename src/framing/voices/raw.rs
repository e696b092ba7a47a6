//! What an article's text gives before names are put to speakers: paragraph by paragraph, sentence by sentence.

use std::ops::Range;

use hashbrown::HashSet;

use super::attribution::{self, Attribution};
use super::clauses::{self, Report};
use super::interview;
use super::lexicon::{Lexicon, kind as k, lexicon};
use super::names::{Mention, countries_met, institutions, mentions};
use super::quotes::{Quoted, quoted, without_edges};
use super::tokens::{Kind, Paragraph, Token, tokens};
use super::{ScareKind, VoiceKind};
use crate::corpus::{ArticleId, Corpus, ParagraphKind, Span};
use crate::framing::sentence::parts_of;
use crate::framing::{Part, Sentence};

/// A voice before its speaker has a name.
#[derive(Debug, Clone)]
pub(super) struct RawVoice<'c> {
    pub kind: VoiceKind,
    pub span: Span,
    pub quoted: Vec<Span>,
    /// The speaker's words; empty when there are none.
    pub subject: Vec<Token<'c>>,
    pub verb: Option<(u16, Span)>,
    pub rule: &'static str,
    /// The paragraph, counted from 0.
    pub paragraph: u32,
    /// The sentence, counted through the article: pronouns look back by these.
    pub sentence: u32,
    /// It takes the speaker of the voice before it.
    pub inherits: bool,
}

/// Words in marks that are no speech.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawScare {
    pub span: Span,
    pub kind: ScareKind,
}

/// All that is found before names are resolved.
#[derive(Debug)]
pub(super) struct Raw<'c> {
    pub voices: Vec<RawVoice<'c>>,
    pub scares: Vec<RawScare>,
    pub mentions: Vec<Mention<'c>>,
    /// Names of institutions, in reading order.
    pub institutions: Vec<Vec<Token<'c>>>,
    /// The keys of the countries that the article names; of English ones alone.
    pub countries: HashSet<String>,
    pub lexicon: &'static Lexicon,
}

impl Raw<'_> {
    pub fn new(lexicon: &'static Lexicon) -> Self {
        Self {
            voices: Vec::new(),
            scares: Vec::new(),
            mentions: Vec::new(),
            institutions: Vec::new(),
            countries: HashSet::new(),
            lexicon,
        }
    }
}

/// A paragraph with its kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home {
    pub span: Span,
    pub part: Part,
}

/// Finds voices in all counted parts of an article.
pub(super) fn find<'c>(corpus: &'c Corpus, id: ArticleId, sentences: &[Sentence]) -> Raw<'c> {
    let article = corpus.article(id);
    let lexicon = lexicon(corpus.language_of(id));
    let homes = parts_of(article).map(|(span, part)| Home { span, part });
    let mut raw = Raw::new(lexicon);
    let (mut quotes, mut toks) = (Vec::new(), Vec::new());
    let mut rest = sentences;
    let mut sentence = 0;
    // Whether quoted words of the paragraph before were left open, and whose they are.
    let mut open = false;
    // A paragraph that ends with "S said:" speaks for the next.
    let mut leads = false;
    for (number, home) in (0u32..).zip(homes) {
        let count = rest.iter().take_while(|s| s.paragraph == number).count();
        let (own, after) = rest.split_at(count);
        rest = after;
        if own.is_empty() {
            continue;
        }
        quotes.clear();
        quoted(home.span.of(&article.raw), home.span.from as usize, &mut quotes);
        let before_dialogue = quotes.len();
        if before_dialogue == 0 {
            interview::dialogue(corpus, &article.raw, &home, own, lexicon, &mut quotes);
        }
        tokens(
            corpus,
            &article.raw,
            &Paragraph { home: home.span, sentences: own, quotes: &quotes },
            lexicon,
            &mut toks,
        );
        let block = home.part == Part::Body(ParagraphKind::Quotation);
        let mut scene = Scene {
            raw_text: &article.raw,
            tokens: &toks,
            quotes: &quotes,
            lexicon,
            home,
            paragraph: number,
            sentence,
            first: raw.voices.len(),
            goes_on: open,
            led: leads,
            raw: &mut raw,
        };
        if interview::labelled(&mut scene, own) || block && scene.block() {
            open = false;
        } else {
            scene.run();
            open = quotes.last().is_some_and(|q| q.unclosed);
        }
        leads = toks.last().is_some_and(|t| t.kind == Kind::Colon)
            && raw.voices.last().is_some_and(|v| v.paragraph == number)
            || toks.last().is_some_and(|t| t.kind == Kind::Colon)
                && interview::lead(&toks, lexicon, &mut raw, number, sentence);
        mentions(&toks, lexicon, home.part, sentence, &mut raw.mentions);
        institutions(&toks, &mut raw.institutions);
        if lexicon.verbs_known {
            countries_met(&toks, &mut raw.countries);
        }
        sentence += 1 + toks.iter().filter(|t| t.kind == Kind::Stop).count() as u32;
    }
    raw
}

/// One paragraph being read.
pub(super) struct Scene<'a, 'c> {
    pub raw_text: &'a str,
    pub tokens: &'a [Token<'c>],
    pub quotes: &'a [Quoted],
    pub lexicon: &'static Lexicon,
    pub home: Home,
    pub paragraph: u32,
    pub sentence: u32,
    /// How many voices there were before this paragraph.
    pub first: usize,
    /// The paragraph before left quoted words open.
    pub goes_on: bool,
    /// The paragraph before leads to this one.
    pub led: bool,
    pub raw: &'a mut Raw<'c>,
}

/// The most tokens of a sentence; what is longer is no prose and is read in pieces, so that time stays linear.
const LONGEST: usize = 400;

/// The fewest words of speech that stands alone without a verb; fewer are a term.
const LEAST_ALONE: usize = 4;

impl<'c> Scene<'_, 'c> {
    pub fn quote(&self, at: usize) -> Option<&Quoted> {
        match self.tokens.get(at)?.kind {
            Kind::Quote(number) => self.quotes.get(number as usize),
            _ => None,
        }
    }

    pub fn inner(&self, at: usize) -> &str {
        self.quote(at).map_or("", |quote| quote.inner.of(self.raw_text))
    }

    /// Whether the words in marks begin as a sentence does.
    fn begins(&self, at: usize) -> bool {
        let first = self.inner(at).chars().find(|c| c.is_alphanumeric());
        first.is_some_and(|c| !c.is_lowercase())
    }

    /// Whether the words in marks end as a sentence or its first part does.
    fn ends(&self, at: usize) -> bool {
        self.inner(at).ends_with(['.', '!', '?', ',', '…', '—', '–'])
    }

    /// A displayed quotation without marks of its own: all of it is speech.
    fn block(&mut self) -> bool {
        if !self.quotes.is_empty() {
            return false;
        }
        let inherits = self.led;
        let span = without_edges(self.raw_text, self.home.span);
        self.push(RawVoice {
            kind: VoiceKind::Direct,
            span,
            quoted: vec![span],
            subject: Vec::new(),
            verb: None,
            rule: if inherits { "displayed quotation after its speaker" } else { "displayed quotation" },
            paragraph: self.paragraph,
            sentence: self.sentence,
            inherits,
        });
        true
    }

    pub fn push(&mut self, voice: RawVoice<'c>) {
        self.raw.voices.push(voice);
    }

    fn run(&mut self) {
        let mut start = 0;
        let mut number = self.sentence;
        while start < self.tokens.len() {
            let end = self.sentence_end(start);
            self.sentence_at(start..end, number);
            number += 1;
            // A stop is passed over; what was cut for its length goes on with the next token.
            start = end + usize::from(self.tokens.get(end).is_some_and(|t| t.kind == Kind::Stop));
        }
        // In reading order, whichever rule found them.
        if let Some(own) = self.raw.voices.get_mut(self.first..) {
            own.sort_by_key(|voice| (voice.span.from, voice.span.to));
        }
        self.inherit();
    }

    /// The stop that ends the sentence; one after quoted words does not, where their speaker follows.
    fn sentence_end(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(token) = self.tokens.get(at) {
            if at - start >= LONGEST {
                return at;
            }
            if token.kind == Kind::Stop {
                let after_quote = at > start
                    && self.quote(at - 1).is_some()
                    && (self.inner(at - 1).ends_with(['?', '!', '…', ','])
                        || self.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash));
                let stop = self
                    .tokens
                    .iter()
                    .skip(at + 1)
                    .take(40)
                    .position(|t| t.kind == Kind::Stop)
                    .map_or(self.tokens.len(), |n| at + 1 + n);
                if !(after_quote
                    && attribution::following(self.tokens, self.lexicon, at + 1, stop.min(self.tokens.len()))
                        .is_some())
                {
                    return at;
                }
            }
            at += 1;
        }
        self.tokens.len()
    }

    fn sentence_at(&mut self, seg: Range<usize>, sentence: u32) {
        // A stop that did not end the sentence stands inside it: what follows a question in marks.
        let marks: Vec<usize> = seg.clone().filter(|at| self.quote(*at).is_some()).collect();
        let mut direct: Vec<(usize, Option<Attribution>)> = Vec::new();
        let mut used: Vec<Range<usize>> = Vec::new();
        for (i, &at) in marks.iter().enumerate() {
            let ceiling = marks.get(i + 1).copied().unwrap_or(seg.end);
            let floor = i.checked_sub(1).and_then(|b| marks.get(b)).map_or(seg.start, |b| b + 1);
            let found = self.speech(at, floor, ceiling, &seg, used.last());
            match found {
                Some(Speech::By(attribution)) => {
                    used.push(attribution.range.clone());
                    direct.push((at, Some(attribution)));
                }
                Some(Speech::GoesOn) => direct.push((at, None)),
                None => {}
            }
        }
        let mut spoken = vec![false; seg.len()];
        for at in used.iter().cloned().flatten().chain(direct.iter().map(|(at, _)| *at)) {
            if let Some(cell) = at.checked_sub(seg.start).and_then(|at| spoken.get_mut(at)) {
                *cell = true;
            }
        }
        let taken =
            |at: usize| at.checked_sub(seg.start).and_then(|at| spoken.get(at)).copied().unwrap_or(false);
        let mut reports = clauses::reports(self.tokens, self.lexicon, &seg, &taken);
        if reports.is_empty()
            && matches!(self.home.part, Part::Headline | Part::Standfirst)
            && direct.is_empty()
        {
            reports.extend(interview::headline(self.tokens, &seg));
        }
        for (at, attribution) in &direct {
            self.push_direct(*at, attribution.as_ref(), sentence);
        }
        for report in &reports {
            self.push_report(report, sentence);
        }
        for &at in &marks {
            let reported = reports.iter().any(|report| report.clause.contains(&at));
            if !direct.iter().any(|(d, _)| *d == at) && !reported {
                self.alone(at, &seg, sentence);
            }
        }
    }

    /// Whether the words in marks at `at` are spoken as they stand, and by whom.
    fn speech(
        &self,
        at: usize,
        floor: usize,
        ceiling: usize,
        seg: &Range<usize>,
        used: Option<&Range<usize>>,
    ) -> Option<Speech> {
        let before = at.checked_sub(1).filter(|b| *b >= seg.start).and_then(|b| self.tokens.get(b));
        let words = self.inner(at).split_whitespace().count();
        let opens =
            before.is_none_or(|t| matches!(t.kind, Kind::Dash | Kind::Bracket | Kind::Stop | Kind::Quote(_)));
        let begins = self.begins(at);
        if opens {
            let following = attribution::following(self.tokens, self.lexicon, at + 1, ceiling)
                .filter(|found| self.ends_well(at, found, words, seg));
            if let Some(found) = following {
                return Some(Speech::By(found));
            }
        }
        if let Some(used) = used
            && used.end >= floor
            && used.end <= at
            && at - used.end <= 10
            && (used.end..at).all(|i| {
                self.tokens.get(i).is_some_and(|t| {
                    let clause = t.entry.verb != 0
                        || t.is(k::FINITE | k::HE | k::SHE | k::THAT)
                        || t.form.ends_with("ing");
                    !t.is_word() || t.capital || t.is(k::DAY) || !clause
                })
            })
            && before.is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash | Kind::Colon))
        {
            return Some(Speech::GoesOn);
        }
        let leading = attribution::leading(self.tokens, self.lexicon, floor, at, begins);
        if let Some(found) = leading
            && (begins || found.rule.contains(':') && words >= LEAST_ALONE)
        {
            return Some(Speech::By(found));
        }
        // “Nobody,” after a comma of another kind: its speaker may follow.
        if !opens
            && begins
            && self.ends(at)
            && before.is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Colon))
        {
            return attribution::following(self.tokens, self.lexicon, at + 1, ceiling).map(Speech::By);
        }
        None
    }

    /// A short term that opens a sentence is not spoken because a verb comes after it.
    fn ends_well(&self, at: usize, found: &Attribution, words: usize, seg: &Range<usize>) -> bool {
        let rest = found.range.end..seg.end;
        let goes_on = self.tokens.get(rest).is_some_and(|rest| {
            !rest.iter().any(|t| matches!(t.kind, Kind::Quote(_)))
                && rest.first().is_some_and(|t| t.kind == Kind::Comma)
                && rest.get(1).is_some_and(|t| t.is(k::FINITE) && !t.capital)
        });
        let comma = self.ends(at)
            || self
                .tokens
                .get(at + 1)
                .is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash | Kind::Stop));
        comma && !(goes_on && words <= 6)
            || self.tokens.get(at + 1).is_some_and(|t| t.entry.verb != 0)
                && self.begins(at)
                && words >= LEAST_ALONE
    }

    fn push_direct(&mut self, at: usize, attribution: Option<&Attribution>, sentence: u32) {
        let Some(quote) = self.quote(at).copied() else { return };
        let subject =
            attribution.and_then(|a| self.tokens.get(a.subject.clone())).unwrap_or_default().to_vec();
        let verb =
            attribution.and_then(|a| a.verb).and_then(|(verb, at)| Some((verb, self.tokens.get(at)?.span)));
        self.push(RawVoice {
            kind: VoiceKind::Direct,
            span: quote.inner,
            quoted: vec![quote.inner],
            subject,
            verb,
            rule: attribution.map_or("quote goes on", |a| a.rule),
            paragraph: self.paragraph,
            sentence,
            inherits: attribution.is_none(),
        });
    }

    fn push_report(&mut self, report: &Report, sentence: u32) {
        let Some(clause) = self.tokens.get(report.clause.clone()) else { return };
        let (Some(first), Some(last)) = (clause.first(), clause.last()) else { return };
        let quoted: Vec<Span> =
            report.clause.clone().filter_map(|at| self.quote(at)).map(|quote| quote.inner).collect();
        let mut span = Span { from: first.span.from, to: last.span.to };
        // All of it in marks: the words alone.
        if let ([only], [_]) = (quoted.as_slice(), clause) {
            span = *only;
        }
        let subject = report.subject.clone().and_then(|s| self.tokens.get(s)).unwrap_or_default().to_vec();
        let verb = report.verb.and_then(|(verb, at)| Some((verb, self.tokens.get(at)?.span)));
        self.push(RawVoice {
            kind: if quoted.is_empty() { VoiceKind::Indirect } else { VoiceKind::Mixed },
            span,
            quoted,
            subject,
            verb,
            rule: report.rule,
            paragraph: self.paragraph,
            sentence,
            inherits: false,
        });
    }

    /// Words in marks that no verb gives to anybody: the speaker of the paragraph goes on, or a term.
    fn alone(&mut self, at: usize, seg: &Range<usize>, sentence: u32) {
        let Some(quote) = self.quote(at).copied() else { return };
        let text = quote.inner.of(self.raw_text);
        let words = text.split_whitespace().count();
        let only = seg.clone().all(|i| i == at || self.tokens.get(i).is_some_and(|t| !t.is_word()));
        let heading =
            matches!(self.home.part, Part::Headline | Part::Standfirst | Part::Body(ParagraphKind::Subhead));
        let before = at.checked_sub(1).filter(|b| *b >= seg.start).and_then(|b| self.tokens.get(b));
        let so_called = !self.names_caller(at, seg)
            && !self.told_after(at, seg)
            && (1..=2).any(|n| {
                let from = at.checked_sub(n).filter(|from| *from >= seg.start);
                from.is_some_and(|from| {
                    let words: Vec<&str> =
                        self.tokens.get(from..at).unwrap_or_default().iter().map(|t| t.form).collect();
                    self.lexicon.so_called.contains(&words.join(" "))
                })
            });
        let title = before.is_some_and(|t| t.is(k::WORK)) && self.begins(at) && !self.ends(at);
        let opens = before.is_none_or(|t| !t.is_word());
        let spoken =
            self.begins(at) && opens && (words >= LEAST_ALONE && self.ends(at) || only && self.ends(at))
                || self.goes_on && at == 0
                || only && self.led
                || quote.unclosed && words >= LEAST_ALONE
                || self.begins(at) && words >= 2 * LEAST_ALONE && self.ends(at);
        if spoken && !so_called && !title && !heading {
            let inherits = only && (self.raw.voices.len() > self.first || self.goes_on || self.led)
                || self.goes_on && at == 0;
            self.push(RawVoice {
                kind: VoiceKind::Direct,
                span: quote.inner,
                quoted: vec![quote.inner],
                subject: Vec::new(),
                verb: None,
                rule: if inherits { "quote goes on" } else { "quote without speaker" },
                paragraph: self.paragraph,
                sentence,
                inherits,
            });
            return;
        }
        let kind = match (heading, so_called, title) {
            (_, true, _) => ScareKind::SoCalled,
            (true, ..) => ScareKind::Heading,
            (_, _, true) => ScareKind::Title,
            _ if self.says_whose(at, seg) => ScareKind::Attributed,
            _ => ScareKind::Term,
        };
        self.raw.scares.push(RawScare { span: quote.inner, kind });
    }

    /// The first words of a paragraph that inherit take the last speaker of the paragraph before only where that
    /// one was left open or leads here.
    fn inherit(&mut self) {
        let carried = self.goes_on || self.led;
        if let Some(voice) = self.raw.voices.get_mut(self.first).filter(|voice| voice.inherits && !carried) {
            voice.inherits = false;
            voice.rule = "quote without speaker";
        }
    }
}

/// Words spoken as they stand.
enum Speech {
    By(Attribution),
    GoesOn,
}
