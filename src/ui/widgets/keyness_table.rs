//! Distinctive words of one outlet as a table: word, counts, measures.

use egui::{Color32, RichText, ScrollArea, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

use super::lines::one_row;
use crate::analysis::DistinctiveWord;
use crate::corpus::Corpus;
use crate::ui::context::ViewContext;

const NUMBERS: [(&str, f32, &str); 6] = [
    ("here", 52.0, "Hits in this outlet"),
    ("elsewhere", 70.0, "Hits in all other outlets together"),
    (
        "z",
        48.0,
        "Weighted log-odds against all other outlets, in standard errors. Ranks words; it is no test",
    ),
    ("log ratio", 66.0, "Binary points: +1 is twice as frequent here. * marks a count of 0 taken as 0.5"),
    ("G²", 56.0, "Log-likelihood over words, which takes words for independent: evidence, not strength"),
    ("articles", 58.0, "Articles of this outlet with the word"),
];

/// A table narrower than this leaves some columns out: the word comes first.
const NARROW: f32 = 460.0;
/// Room a word gets before anything stands behind it.
const LEAST_WORD: f32 = 60.0;
const LEFT_OUT: [&str; 3] = ["log ratio", "G²", "elsewhere"];

/// Draws the words; gives the one that was clicked.
pub fn keyness_table(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    corpus: &Corpus,
    name: &str,
    words: &[DistinctiveWord],
    chosen: Option<&str>,
) -> Option<usize> {
    let tokens = ctx.tokens;
    ui.spacing_mut().item_spacing.y = 0.0;
    header(ui, ctx);
    let row_height = tokens.sizes.row.compact as f32;
    let mut clicked = None;
    let height = ui.available_height();
    ScrollArea::vertical()
        .id_salt(("keyness", name))
        .max_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, row_height, words.len(), |ui, rows| {
            for index in rows {
                let word = &words[index];
                let form = corpus.vocabulary().form(word.word);
                let (rect, response) =
                    ui.allocate_exact_size(vec2(ui.available_width(), row_height), Sense::click());
                if chosen == Some(form) || response.has_focus() {
                    ui.painter().rect_filled(rect, 0.0, tokens.accent_ground);
                } else if response.hovered() {
                    ui.painter().rect_filled(rect, 0.0, tokens.raised);
                }
                let ratio = match &word.log_ratio {
                    Ok(ratio) => format!(
                        "{}{}",
                        ctx.numbers().fixed(*ratio, 1),
                        if word.zero_substituted { "*" } else { "" }
                    ),
                    Err(_) => "—".to_owned(),
                };
                let cells = [
                    ctx.numbers().count(word.count),
                    ctx.numbers().count(word.elsewhere),
                    ctx.numbers().fixed(word.z, 1),
                    ratio,
                    ctx.numbers().fixed(word.g2, 1),
                    ctx.numbers().count(word.articles.into()),
                ];
                let mut right = rect.right() - 6.0;
                let mut put = |text: &str, width: f32, colour: Color32| {
                    let galley = one_row(ui, text, TextFormat::simple(tokens.figures(), colour), width);
                    ui.painter().galley(
                        pos2(right - galley.size().x, rect.center().y - galley.size().y / 2.0),
                        galley,
                        colour,
                    );
                    right -= width;
                };
                let is_narrow = rect.width() < NARROW;
                for (cell, (title, width, _)) in cells.iter().zip(NUMBERS).rev() {
                    if is_narrow && LEFT_OUT.contains(&title) {
                        continue;
                    }
                    let colour = if title == "z" { tokens.text } else { tokens.muted };
                    put(cell, width, colour);
                }
                let only = "only here";
                let mark = one_row(ui, only, TextFormat::simple(tokens.small(), tokens.muted), 80.0);
                let mut room = (right - rect.left() - 12.0).max(40.0);
                // The word comes first; where both have no room, the tooltip says it.
                let has_mark = word.exclusive && room > LEAST_WORD + mark.size().x;
                if has_mark {
                    room -= mark.size().x + 8.0;
                }
                let galley = one_row(ui, form, TextFormat::simple(tokens.normal(), tokens.text), room);
                if has_mark {
                    let x = rect.left() + 14.0 + galley.size().x;
                    let at = pos2(x, rect.center().y - mark.size().y / 2.0);
                    ui.painter().galley(at, mark, tokens.muted);
                }
                ui.painter().galley(
                    pos2(rect.left() + 6.0, rect.center().y - galley.size().y / 2.0),
                    galley,
                    tokens.text,
                );
                response.widget_info(|| {
                    WidgetInfo::labeled(
                        egui::Role::Row,
                        true,
                        format!("{form}, {} hits in {name}, z {}", cells[0], cells[2]),
                    )
                });
                let hint = if word.exclusive {
                    format!("{form}, in no other outlet: click for its lines")
                } else {
                    format!("{form}: click for its lines")
                };
                if response.on_hover_text(hint).clicked() {
                    clicked = Some(index);
                }
            }
        });
    clicked
}

fn header(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let mut right = rect.right() - 6.0;
    for (title, width, _) in NUMBERS.iter().rev() {
        if rect.width() < NARROW && LEFT_OUT.contains(title) {
            continue;
        }
        let galley = one_row(ui, title, TextFormat::simple(tokens.small(), tokens.muted), *width);
        ui.painter().galley(
            pos2(right - galley.size().x, rect.center().y - galley.size().y / 2.0),
            galley,
            tokens.muted,
        );
        right -= width;
    }
    // What the words are ranked by is said where it is seen, in as many words as fit.
    let format = || TextFormat::simple(tokens.small(), tokens.muted);
    let room = right - rect.left() - 18.0;
    let fits = |text: &str| one_row(ui, text, format(), f32::INFINITY).size().x <= room;
    let title =
        ["Word, most distinctive first (z)", "Word, by z", "Word"].into_iter().find(|text| fits(text));
    let word = one_row(ui, title.unwrap_or("Word"), format(), room);
    ui.painter().galley(pos2(rect.left() + 6.0, rect.center().y - word.size().y / 2.0), word, tokens.muted);
    response.on_hover_ui(|ui| {
        for (title, _, meaning) in NUMBERS {
            ui.label(RichText::new(title).font(tokens.small_strong()));
            ui.label(meaning);
        }
    });
}
