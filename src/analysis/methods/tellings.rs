//! What rules did to tell how outlets tell a story, so that nobody takes it for coding by hand.

use crate::analysis::TellingsRecipe;
use crate::figure::format;
use crate::framing::hedges::HedgeSettings;

/// How a comparison of tellings was made.
pub(super) fn tellings(recipe: &TellingsRecipe) -> Vec<String> {
    // Taken apart by name, so that of a new part it is decided here whether it is told.
    let TellingsRecipe { scope: _, outlets: _, labels, codebooks, exclusions, sides, hedges } = recipe;
    let mut sentences = vec![
        "Sentences of different outlets were held against each other by rare words, names and figures they share and \
         by runs of words, and graded as same words, reworded or related; quotations and reported speech, quotation marks \
         around what nobody speaks, rival names, what stands beside the names of persons (in English alone) and copies \
         of agency texts were found by rules. All of these are suggestions of a program, with published \
         rates of error."
            .to_owned(),
    ];
    if !labels.edits.is_empty() {
        let edits = format::counted(labels.edits.len() as u64, "change", "changes");
        sentences.push(format!("Names found were put right by hand, in {edits}."));
    }
    let moved: usize = sides.sides.values().map(Vec::len).sum();
    sentences.push(match moved {
        0 => "Speakers are on the side that the texts describe them by.".to_owned(),
        moved => format!(
            "Speakers are on the side that the texts describe them by, except {} put on a side, or off one, by hand.",
            format::counted(moved as u64, "name", "names")
        ),
    });
    if !codebooks.is_empty() {
        let titles: Vec<&str> = codebooks.iter().map(|book| book.title.as_str()).collect();
        let out: usize = codebooks
            .iter()
            .flat_map(|book| book.frames.iter().map(move |frame| (book, frame)))
            .map(|(book, frame)| exclusions.of(&book.id, &frame.id).count())
            .sum();
        let out = match out {
            0 => String::new(),
            out => format!(
                "; {} taken out of the lists by hand",
                format::counted(out as u64, "word was", "words were")
            ),
        };
        sentences.push(format!(
            "Dictionary hits are counts of the words listed for a frame ({}) and no coding of frames{out}.",
            titles.join("; ")
        ));
    }
    sentences.push(hedging(hedges));
    sentences
}

fn hedging(hedges: &HedgeSettings) -> String {
    let HedgeSettings { within_quotations, own_lists_only, lists } = hedges;
    let own = format::counted(lists.len() as u64, "list", "lists");
    let by = match (own_lists_only, lists.len()) {
        (false, 0) => "the program's lists for each language".to_owned(),
        (false, _) => format!("the program's lists for each language and {own} made for this work"),
        (true, _) => format!("{own} made for this work alone"),
    };
    let place = if *within_quotations { "quotations included" } else { "outside quotations" };
    format!("Hedges and loaded words were counted by {by}, {place}.")
}
