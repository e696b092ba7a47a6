//! Dictionary hits: words of a codebook's frames, with the words that cause them.

use std::sync::Arc;

use super::{Asked, Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, Subject, mark_chief, row};
use crate::analysis::tellings::{Tellings, TellingsRecipe};
use crate::framing::Place;
use crate::framing::codebook::Codebook;
use crate::framing::frames::{FrameHits, FrameRow};

/// So many frames of an outlet: those of any codebook that people write. What of them is shown, who shows it decides.
const FRAMES: usize = 120;
/// So many words of a frame are named.
const WORDS: usize = 12;

pub(super) fn rows(asked: &Asked<'_>, recipe: &TellingsRecipe, tellings: &Tellings) -> Vec<GlanceRow> {
    if recipe.codebooks.is_empty() {
        let cells = tellings.columns.iter().map(|_| GlanceCell::quiet("no codebook chosen")).collect();
        return vec![row(RowKind::Dictionary, "", ABOUT, cells)];
    }
    let books = recipe.codebooks.iter().zip(&tellings.frames).zip(&tellings.frame_places);
    books
        .map(|((book, hits), places)| {
            let columns = 0..tellings.columns.len();
            let cells = columns.map(|column| cell(asked, book, hits, places, column)).collect();
            let mut shown = row(RowKind::Dictionary, &book.title, ABOUT, cells);
            shown.note = asked.standing.banner(book);
            shown
        })
        .collect()
}

const ABOUT: &str = "How many words of the lists of a codebook's frames stand here: wordings, and no coding of frames. \
                     Whether a frame is there only a person can say";

fn cell(
    asked: &Asked<'_>,
    book: &Codebook,
    hits: &FrameHits,
    places: &[Vec<Vec<Place>>],
    column: usize,
) -> GlanceCell {
    let mut found: Vec<(u64, usize, &FrameRow)> = (0..book.frames.len())
        .filter_map(|frame| hits.row(frame, column).map(|row| (row.hits, frame, row)))
        .filter(|(hits, ..)| *hits > 0)
        .collect();
    found.sort_by_key(|(hits, frame, _)| (std::cmp::Reverse(*hits), *frame));
    let uncounted = (0..book.frames.len())
        .filter_map(|frame| hits.row(frame, column))
        .map(|row| row.articles_without_list)
        .min()
        .unwrap_or(0);
    let mut parts: Vec<GlancePart> = found
        .iter()
        .filter_map(|&(count, at, row)| {
            let frame = book.frames.get(at)?;
            let here = places.get(at).and_then(|frame| frame.get(column)).map_or(&[][..], Vec::as_slice);
            let words: Vec<(String, u64)> =
                row.words.iter().take(WORDS).map(|word| (word.form.clone(), word.hits)).collect();
            let mut why = format!(
                "Words of the list for “{}” in {}, {}",
                frame.title,
                book.title,
                asked.standing.of_frame(&book.id, &frame.id).banner()
            );
            if let Some(caution) = book.caution() {
                why.push_str(&format!(". {caution}"));
            }
            let evidence = Evidence::new(frame.heading(), why, here.to_vec());
            let subject =
                Subject::Frame { codebook: Arc::clone(&book.id), frame: Arc::clone(&frame.id), words };
            let part =
                GlancePart { count: asked.numbers.count(count), ..GlancePart::plain(frame.title.clone()) };
            Some(part.with(evidence.out_of(count).about(subject)))
        })
        .take(FRAMES)
        .collect();
    let counts: Vec<u64> = found.iter().map(|(count, ..)| *count).collect();
    mark_chief(&mut parts, &counts);
    if parts.is_empty() {
        parts.push(GlancePart::quiet("no word of the lists"));
    }
    let unread = (uncounted > 0).then(|| {
        let articles = asked.numbers.counted(u64::from(uncounted), "article", "articles");
        GlancePart::quiet(format!("{articles} in a language without lists"))
    });
    GlanceCell::of(parts).and_more(found.len().saturating_sub(FRAMES)).within(unread)
}
