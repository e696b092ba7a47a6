//! Voices in Chinese and Japanese, which write no spaces: the same patterns over characters.
//!
//! Chinese: `S表示，…` · `S说：“Q”` · `“Q，”S说` · `据S报道，…`. Japanese: `Sは「Q」と述べた` · `Sは…と明らかにした` ·
//! `Sによると、…`. Names are told by their middle dot and by the titles around them.

mod chinese;
mod data;
mod japanese;

use std::ops::Range;

use super::quotes::{Quoted, quoted};
use super::{
    ReportingVerb, Resolved, ScareKind, ScareQuote, Speaker, SpeakerKind, VerbClass, Voice, VoiceKind, Voices,
};
use crate::corpus::{ArticleId, Corpus, ParagraphKind, Span};
use crate::framing::sentence::{parts_of, words_in};
use crate::framing::{Part, Place, Sentence};
use data::{Lists, lists};

/// A voice before it is entered; bytes of the raw text.
struct Found {
    kind: VoiceKind,
    span: Range<usize>,
    speaker: Option<Named>,
    verb: Option<(&'static str, VerbClass, Range<usize>)>,
    rule: &'static str,
    inherits: bool,
}

/// A speaker's words and what they say.
#[derive(Debug, Clone)]
struct Named {
    span: Range<usize>,
    name: String,
    kind: SpeakerKind,
    resolved: Resolved,
    has_name: bool,
}

/// The part of a paragraph that ends with a full stop outside quotations.
struct Unit<'a> {
    raw: &'a str,
    /// Its bytes, without the stop.
    range: Range<usize>,
    /// The quotations in it.
    quotes: &'a [Quoted],
    lists: &'static Lists,
}

impl Unit<'_> {
    fn text(&self, range: Range<usize>) -> &str {
        self.raw.get(range).unwrap_or("")
    }

    /// The quotation that a byte lies in.
    fn quote_over(&self, at: usize) -> Option<&Quoted> {
        self.quotes.iter().find(|q| q.outer.range().contains(&at))
    }
}

/// The longest sentence that is read; longer ones are no prose.
const LONGEST: usize = 6_000;

/// The voices of a Chinese or Japanese article.
pub(super) fn voices(corpus: &Corpus, id: ArticleId, sentences: &[Sentence]) -> Voices {
    let article = corpus.article(id);
    let raw: &str = &article.raw;
    let japanese = corpus.language_of(id).code() == Some("ja");
    let lists = lists(japanese);
    let mut out = Voices::default();
    let mut cast = Cast::default();
    let mut quotes = Vec::new();
    let spoken = sentences.iter().map(|s| s.paragraph).collect::<std::collections::BTreeSet<u32>>();
    for (number, (home, part)) in (0u32..).zip(parts_of(article)) {
        if !spoken.contains(&number) {
            continue;
        }
        quotes.clear();
        quoted(home.of(raw), home.from as usize, &mut quotes);
        let heading = matches!(part, Part::Headline | Part::Standfirst | Part::Body(ParagraphKind::Subhead));
        let mut last: Option<Named> = None;
        let mut rest = quotes.as_slice();
        for range in units(raw, home, &quotes) {
            let before = rest.iter().take_while(|q| (q.outer.from as usize) < range.end).count();
            let (own, after) = rest.split_at(before);
            rest = after;
            if range.len() > LONGEST {
                continue;
            }
            let unit = Unit { raw, range, quotes: own, lists };
            let found = if japanese { japanese::find(&unit) } else { chinese::find(&unit) };
            let mut covered: Vec<Range<usize>> = Vec::new();
            for one in found {
                covered.push(one.span.clone());
                enter(corpus, id, one, own, &mut cast, &mut last, &mut out);
            }
            for quote in own {
                if covered
                    .iter()
                    .any(|c| c.start < quote.outer.to as usize && (quote.outer.from as usize) < c.end)
                {
                    continue;
                }
                let words = quote.inner.of(raw);
                let whole = words.chars().count() >= 8 && words.ends_with(['。', '！', '？', '，', '…']);
                if whole && !heading {
                    let found = Found {
                        kind: VoiceKind::Direct,
                        span: quote.inner.range(),
                        speaker: None,
                        verb: None,
                        rule: if last.is_some() { "quote goes on" } else { "quote without speaker" },
                        inherits: last.is_some(),
                    };
                    enter(corpus, id, found, own, &mut cast, &mut last, &mut out);
                } else {
                    let before = raw.get(unit.range.start..quote.outer.from as usize).unwrap_or("");
                    let so_called = lists.so_called.iter().any(|w| before.ends_with(w.as_str()));
                    let kind = match (heading, so_called) {
                        (_, true) => ScareKind::SoCalled,
                        (true, _) => ScareKind::Heading,
                        _ if says_whose(before, raw.get(quote.outer.to as usize..).unwrap_or("")) => {
                            ScareKind::Attributed
                        }
                        _ => ScareKind::Term,
                    };
                    let place = Place { article: id, span: quote.inner };
                    out.scare_quotes.push(ScareQuote { place, kind });
                }
            }
        }
    }
    out.voices.sort_by_key(|v| (v.place.span.from, v.place.span.to));
    out
}

/// Whether somebody does the calling around a quotation: "S称…为“Q”", "Sは「Q」と呼ぶ".
fn says_whose(before: &str, after: &str) -> bool {
    const CALLING: [&str; 6] = ["称", "稱", "叫", "呼", "視", "视"];
    let near: String = {
        let mut last: Vec<char> = before.chars().rev().take(16).collect();
        last.reverse();
        last.into_iter().collect()
    };
    let called = near.strip_suffix(['为', '為', '作']).and_then(|rest| {
        let at = CALLING.iter().filter_map(|verb| rest.rfind(verb)).max()?;
        rest.get(..at)
    });
    let chinese = called.is_some_and(|subject| {
        let subject = subject.rsplit(['，', '。', '；', '、']).next().unwrap_or("");
        subject.chars().count() >= 2 && !subject.ends_with('被')
    });
    let japanese =
        ["と呼ぶ", "と呼ん", "と称", "と表現", "と位置"].iter().any(|verb| after.starts_with(verb))
            && before.contains(['は', 'が']);
    chinese || japanese
}

/// Cuts a paragraph at stops outside quotations, and after quotations that end with one.
fn units(raw: &str, home: Span, quotes: &[Quoted]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut next) = (home.from as usize, 0);
    let mut skip = 0;
    for (i, c) in home.of(raw).char_indices() {
        let at = home.from as usize + i;
        while quotes.get(next).is_some_and(|q| (q.outer.from as usize) <= at) {
            skip = quotes.get(next).map_or(0, |q| q.outer.to as usize);
            next += 1;
        }
        if at < skip {
            continue;
        }
        if matches!(c, '。' | '！' | '？' | '；' | '\n') {
            if at > start {
                out.push(start..at);
            }
            start = at + c.len_utf8();
        }
    }
    if start < home.to as usize {
        out.push(start..home.to as usize);
    }
    out
}

/// Persons and speakers of an article so far.
#[derive(Debug, Default)]
struct Cast {
    /// Full names with a middle dot.
    full: Vec<String>,
    last_person: Option<Named>,
    last_institution: Option<Named>,
}

impl Cast {
    /// The speaker with the full name, or whom a pronoun means; `None` where that is not told.
    fn resolve(&mut self, mut named: Named, lists: &Lists) -> Option<Named> {
        if lists.is_person_pronoun(&named.name) {
            let last = self.last_person.clone()?;
            return Some(Named { span: named.span, resolved: Resolved::ByPronoun, ..last });
        }
        if lists.it.contains(&named.name) {
            let last = self.last_institution.clone()?;
            return Some(Named { span: named.span, resolved: Resolved::ByPronoun, ..last });
        }
        if named.name.contains(['·', '・']) {
            if !self.full.contains(&named.name) && self.full.len() < 200 {
                self.full.push(named.name.clone());
            }
            named.kind = SpeakerKind::Person;
        } else if let Some(full) = self
            .full
            .iter()
            .find(|full| full.rsplit(['·', '・']).next().is_some_and(|last| last == named.name))
        {
            named.name.clone_from(full);
            named.kind = SpeakerKind::Person;
            named.has_name = true;
        }
        match named.kind {
            SpeakerKind::Person => self.last_person = Some(named.clone()),
            SpeakerKind::Institution => self.last_institution = Some(named.clone()),
            _ => {}
        }
        Some(named)
    }
}

fn enter(
    corpus: &Corpus,
    id: ArticleId,
    found: Found,
    quotes: &[Quoted],
    cast: &mut Cast,
    last: &mut Option<Named>,
    out: &mut Voices,
) {
    let lists = lists(corpus.language_of(id).code() == Some("ja"));
    let named = if found.inherits {
        last.clone().map(|named| Named { resolved: Resolved::Inherited, ..named })
    } else {
        found.speaker.and_then(|named| cast.resolve(named, lists))
    };
    if !found.inherits {
        last.clone_from(&named);
    }
    let span = Span::new(found.span.start, found.span.end);
    let place = |span: Span| Place { article: id, span };
    let inside: Vec<Place> = quotes
        .iter()
        .filter(|q| q.inner.from >= span.from && q.inner.to <= span.to)
        .map(|q| place(q.inner))
        .collect();
    let words = words_in(corpus, place(span)).len() as u32;
    let kind = match found.kind {
        VoiceKind::Indirect if !inside.is_empty() => VoiceKind::Mixed,
        kind => kind,
    };
    out.voices.push(Voice {
        place: place(span),
        kind,
        quoted: if kind == VoiceKind::Direct { vec![place(span)] } else { inside },
        speaker: named.map(|named| Speaker {
            as_written: place(Span::new(named.span.start, named.span.end)),
            description: Span::new(named.span.start, named.span.end).of(&corpus.article(id).raw).to_owned(),
            name: named.name,
            resolved: named.resolved,
            kind: named.kind,
            named: named.has_name,
        }),
        verb: found.verb.map(|(lemma, class, range)| ReportingVerb {
            place: place(Span::new(range.start, range.end)),
            lemma,
            class,
        }),
        words,
        rule: found.rule,
    });
}
