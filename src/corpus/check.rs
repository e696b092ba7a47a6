//! The promises of an article and of a corpus, checked: for tests, and for whoever doubts a figure.

use super::{Article, ArticleId, Corpus, LineRole, SENTINEL, Span};
use crate::text::normalise;

impl Article {
    /// The first broken promise, in words: every byte but line breaks stands in exactly one line, every line in
    /// exactly one part or in none, and parts and lines say the same.
    pub fn check(&self) -> Result<(), String> {
        let is_break = |c| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
        let mut to = 0;
        for line in &self.lines {
            let gap = self.raw.get(to..line.span.from as usize);
            if gap.is_none_or(|gap| !gap.chars().all(is_break)) {
                return Err(format!("text between lines at {to}: {gap:?}"));
            }
            to = line.span.to as usize;
            let words = self.text(line.span);
            if line.role == LineRole::Blank && words.chars().any(char::is_alphanumeric) {
                return Err(format!("words on a blank line: {words:?}"));
            }
        }
        if self.raw.get(to..).is_none_or(|rest| !rest.chars().all(is_break)) {
            return Err(format!("text after the last line, from {to}"));
        }
        for span in self.counted_spans().chain(self.captions.iter().copied()) {
            if self.raw.get(span.range()).is_none_or(str::is_empty) {
                return Err(format!("a part at {span:?} shows no text"));
            }
        }
        self.check_pages()?;
        self.check_parts()
    }

    /// The first byte of an article of several pages that is in none of them or in two, and the first line that is.
    fn check_pages(&self) -> Result<(), String> {
        let Some(first) = self.pages.first() else { return Ok(()) };
        if (&first.path, first.record) != (&self.path, self.record) {
            return Err(format!("its first page is {}, and it is called {}", first.path, self.path));
        }
        let mut to = 0;
        for page in &self.pages {
            let gap = self.raw.get(to..page.span.from as usize);
            if gap.is_none_or(|gap| !gap.is_empty() && gap != "\n") || page.span.is_empty() {
                return Err(format!("text between pages at {to}: {gap:?}"));
            }
            to = page.span.to as usize;
        }
        if to != self.raw.len() {
            return Err(format!("text after the last page, from {to}"));
        }
        let mut pages = self.pages.iter().map(|page| page.span).peekable();
        for line in &self.lines {
            while pages.next_if(|page| page.to <= line.span.from && page.to < line.span.to).is_some() {}
            if pages.peek().is_some_and(|page| line.span.from < page.from || page.to < line.span.to) {
                return Err(format!("the line {:?} runs over a page's end", self.text(line.span)));
            }
        }
        Ok(())
    }

    /// The first line that is in another part than it says, and the first part that overlaps the next.
    fn check_parts(&self) -> Result<(), String> {
        let mut body = 0;
        let mut captions: Vec<(Span, u32)> = self.captions.iter().copied().zip(0..).collect();
        captions.sort_unstable_by_key(|(span, _)| span.from);
        let overlap = |spans: &mut dyn Iterator<Item = Span>| {
            let spans: Vec<Span> = spans.collect();
            spans.windows(2).any(|pair| matches!(pair, [one, next] if one.to > next.from))
        };
        if overlap(&mut self.body.iter().map(|paragraph| paragraph.span)) {
            return Err("paragraphs overlap".to_owned());
        }
        if overlap(&mut captions.iter().map(|(span, _)| *span)) {
            return Err("captions overlap".to_owned());
        }
        let mut caption = 0;
        for line in &self.lines {
            while self.body.get(body).is_some_and(|paragraph| paragraph.span.to <= line.span.from) {
                body += 1;
            }
            while captions.get(caption).is_some_and(|(span, _)| span.to <= line.span.from) {
                caption += 1;
            }
            let inside = |span: Span| span.from < line.span.to && line.span.from < span.to;
            let in_body: Vec<u32> = (body as u32..)
                .zip(self.body.iter().skip(body).take_while(|paragraph| inside(paragraph.span)))
                .map(|(at, _)| at)
                .collect();
            let in_captions: Vec<u32> = captions
                .iter()
                .skip(caption)
                .take_while(|(span, _)| inside(*span))
                .map(|(_, at)| *at)
                .collect();
            let is_right = match line.role {
                LineRole::Body(at) => in_body == [at],
                LineRole::Caption(at) => in_captions == [at],
                LineRole::Blank => true,
                _ => in_body.is_empty() && in_captions.is_empty(),
            };
            if !is_right {
                let words = self.text(line.span);
                return Err(format!(
                    "{words:?} is {:?} and in the paragraphs {in_body:?} and the captions {in_captions:?}",
                    line.role
                ));
            }
        }
        Ok(())
    }
}

impl Corpus {
    /// The first broken promise, in words: every counted word has a byte span whose folded text is its type's
    /// form; articles, sentences, paragraphs and all lists of positions and counts agree with the stream.
    pub fn check(&self) -> Result<(), String> {
        let mut folded = String::new();
        let mut at = 0_usize;
        for (id, article) in (0..).zip(self.articles()) {
            let range = self.article_range(id);
            if range.start != at || self.text.stream.get(range.end) != Some(&SENTINEL) {
                return Err(format!("article {id} lies at {range:?}, not from {at} to a sentinel"));
            }
            if range.len() != self.words_of(id) as usize {
                return Err(format!("article {id} has {} words, not {}", range.len(), self.words_of(id)));
            }
            at = range.end + 1;
            for position in range.start as u32..range.end as u32 {
                let form =
                    self.text.stream.get(position as usize).map_or("", |&t| self.text.vocabulary.form(t));
                let span = self.span_at(position);
                normalise::fold(article.text(span), &mut folded);
                if folded != form || form.is_empty() {
                    return Err(format!("position {position} has form {form:?}, its text is {folded:?}"));
                }
                if !article.counted_spans().any(|s| s.from <= span.from && span.to <= s.to) {
                    return Err(format!("position {position} lies outside the counted spans"));
                }
                if self.article_at(position) != id {
                    return Err(format!("position {position} is not in article {id}"));
                }
                let (sentence, paragraph) = (self.sentence_at(position), self.paragraph_at(position));
                if !sentence.contains(&position) || !paragraph.contains(&position) {
                    return Err(format!("position {position} lies outside {sentence:?} or {paragraph:?}"));
                }
                if sentence.start < paragraph.start || paragraph.end < sentence.end {
                    return Err(format!("sentence {sentence:?} leaves paragraph {paragraph:?}"));
                }
                if (paragraph.start as usize) < range.start || range.end < paragraph.end as usize {
                    return Err(format!("paragraph {paragraph:?} leaves article {id}"));
                }
            }
        }
        if at != self.text.stream.len() {
            return Err(format!("the stream has {} places, the articles {at}", self.text.stream.len()));
        }
        self.check_lists()
    }

    fn check_lists(&self) -> Result<(), String> {
        let mut places = 0;
        for (id, form) in self.text.vocabulary.iter() {
            let positions = self.positions(id);
            places += positions.len() as u64;
            let (articles, counts): (Vec<ArticleId>, Vec<u32>) = self.article_counts(id).unzip();
            let sums = [
                positions.len() as u64,
                counts.iter().map(|&n| u64::from(n)).sum(),
                self.outlet_counts(id).iter().map(|o| u64::from(o.count)).sum(),
            ];
            if sums != [self.text.vocabulary.count(id); 3]
                || articles.len() != self.text.vocabulary.articles(id) as usize
            {
                return Err(format!("the counts of {form:?} do not agree: {sums:?}"));
            }
            if positions.iter().any(|&p| self.text.stream.get(p as usize) != Some(&id))
                || !positions.is_sorted()
            {
                return Err(format!("the positions of {form:?} are wrong"));
            }
            for (article, n) in articles.iter().zip(counts) {
                let range = self.article_range(*article);
                let within = positions.partition_point(|&p| (p as usize) < range.end)
                    - positions.partition_point(|&p| (p as usize) < range.start);
                if within != n as usize {
                    return Err(format!("{form:?} occurs {within} times in article {article}, not {n}"));
                }
            }
            if self.text.vocabulary.id(form) != Some(id) {
                return Err(format!("{form:?} is not found under its own number"));
            }
            let earlier =
                id.checked_sub(1).map(|e| (self.text.vocabulary.count(e), self.text.vocabulary.form(e)));
            let count = self.text.vocabulary.count(id);
            if earlier.is_some_and(|(n, f)| n < count || n == count && f >= form) {
                return Err(format!("{form:?} stands in the wrong place of the vocabulary"));
            }
        }
        if places == self.word_count() {
            Ok(())
        } else {
            Err(format!("{places} positions for {} words", self.word_count()))
        }
    }
}
