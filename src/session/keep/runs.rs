//! How neighbours and phrases are counted, as a project file says it; what it leaves out is as usual.

use super::words::Worded;
use crate::analysis::phrases::LENGTHS;
use crate::analysis::{NeighbourSettings, PhraseSettings, Reach};
use crate::project::file::{Unreadable, v1};
use crate::session::PhraseLayout;

/// What stands behind a window that stops at the sentence.
const IN_SENTENCE: &str = " in sentence";

/// As written; nothing where all is as usual.
pub fn written_neighbours(settings: &NeighbourSettings) -> Option<v1::Neighbours> {
    if *settings == NeighbourSettings::default() {
        return None;
    }
    let NeighbourSettings {
        reach,
        counting,
        minimum_count,
        minimum_articles,
        keep_stop_words,
        group,
        measure,
        order,
        is_reversed,
        only_here,
    } = settings;
    Some(v1::Neighbours {
        reach: Some(match reach {
            Reach::Window { left, right } => format!("{left},{right}"),
            Reach::WindowInSentence { left, right } => format!("{left},{right}{IN_SENTENCE}"),
            Reach::Sentence => "sentence".into(),
            Reach::Paragraph => "paragraph".into(),
        }),
        counting: counting.word(),
        minimum_count: Some(*minimum_count),
        minimum_articles: Some(*minimum_articles),
        keep_stop_words: *keep_stop_words,
        outlet: group.as_ref().map(ToString::to_string),
        measure: measure.word(),
        order: order.word(),
        is_reversed: *is_reversed,
        only_here: *only_here,
    })
}

/// As read.
pub fn neighbours_of(written: Option<&v1::Neighbours>) -> Result<NeighbourSettings, Unreadable> {
    let usual = NeighbourSettings::default();
    let Some(written) = written else { return Ok(usual) };
    let side = |text: &str| text.parse::<u8>().ok().filter(|words| *words <= Reach::WIDEST);
    let reach = match written.reach.as_deref() {
        None => usual.reach,
        Some("sentence") => Reach::Sentence,
        Some("paragraph") => Reach::Paragraph,
        Some(text) => {
            let bare = text.strip_suffix(IN_SENTENCE);
            let sides = bare
                .unwrap_or(text)
                .split_once(',')
                .and_then(|(left, right)| Some((side(left)?, side(right)?)));
            let (left, right) = sides.ok_or_else(|| Unreadable::part("the reach of neighbours", text))?;
            match bare {
                Some(_) => Reach::WindowInSentence { left, right },
                None => Reach::Window { left, right },
            }
        }
    };
    Ok(NeighbourSettings {
        reach,
        counting: Worded::of_word(written.counting.as_deref())?,
        minimum_count: written.minimum_count.unwrap_or(usual.minimum_count),
        minimum_articles: written.minimum_articles.unwrap_or(usual.minimum_articles),
        keep_stop_words: written.keep_stop_words,
        group: written.outlet.as_deref().map(Into::into),
        measure: Worded::of_word(written.measure.as_deref())?,
        order: Worded::of_word(written.order.as_deref())?,
        is_reversed: written.is_reversed,
        only_here: written.only_here,
    })
}

/// As written; nothing where all is as usual.
pub fn written_phrases(layout: &PhraseLayout) -> Option<v1::Phrases> {
    if *layout == PhraseLayout::default() {
        return None;
    }
    let PhraseLayout { settings, is_around } = layout;
    // How many are kept is the program's choice.
    let PhraseSettings {
        shortest,
        longest,
        minimum_count,
        minimum_articles,
        keep_stop_words,
        across_sentences,
        folds,
        group,
        order,
        is_reversed,
        most: _,
    } = settings;
    Some(v1::Phrases {
        words: Some((*shortest, *longest)),
        is_around: *is_around,
        minimum_count: Some(*minimum_count),
        minimum_articles: Some(*minimum_articles),
        keep_stop_words: *keep_stop_words,
        across_sentences: *across_sentences,
        keeps_nested: !*folds,
        outlet: group.as_ref().map(ToString::to_string),
        order: order.word(),
        is_reversed: *is_reversed,
    })
}

/// As read.
pub fn phrases_of(written: Option<&v1::Phrases>) -> Result<PhraseLayout, Unreadable> {
    let usual = PhraseSettings::default();
    let Some(written) = written else { return Ok(PhraseLayout::default()) };
    let (shortest, longest) = written.words.unwrap_or((usual.shortest, usual.longest));
    if !(LENGTHS.contains(&shortest) && LENGTHS.contains(&longest) && shortest <= longest) {
        return Err(Unreadable::part("the length of phrases", &format!("{shortest} to {longest}")));
    }
    let settings = PhraseSettings {
        shortest,
        longest,
        minimum_count: written.minimum_count.unwrap_or(usual.minimum_count),
        minimum_articles: written.minimum_articles.unwrap_or(usual.minimum_articles),
        keep_stop_words: written.keep_stop_words,
        across_sentences: written.across_sentences,
        folds: !written.keeps_nested,
        group: written.outlet.as_deref().map(Into::into),
        order: Worded::of_word(written.order.as_deref())?,
        is_reversed: written.is_reversed,
        ..usual
    };
    Ok(PhraseLayout { settings, is_around: written.is_around })
}
