//! Phrases: the most frequent runs of words as a figure, as many as are kept as a table.

use std::sync::Arc;

use egui::{DragValue, RichText, Ui};

use super::{LIST_WIDTH, LensView, Shown, row_and_series};
use crate::analysis::phrases::LENGTHS;
use crate::analysis::{PhraseOrder, PhraseSettings, Phrases};
use crate::corpus::Corpus;
use crate::figure::{Figure, FigureKind, TargetKind, format};
use crate::session::{Command, PhraseLayout, Pick, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::tick_box;
use crate::ui::widgets::word_table::{Cell, Column, Listed, Row, TableAnswer, WordTable};

/// The lens.
#[derive(Default)]
pub struct PhrasesLens {
    table: WordTable,
}

/// Columns before those of the outlets; the rate is in the order of the count.
const ORDERS: [PhraseOrder; 5] = [
    PhraseOrder::Count,
    PhraseOrder::Count,
    PhraseOrder::Length,
    PhraseOrder::Articles,
    PhraseOrder::Outlets,
];

impl LensView for PhrasesLens {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let now = &ctx.session.bench().phrases;
        let mut next = now.clone();
        let (least, most) = (*LENGTHS.start(), *LENGTHS.end());
        let PhraseSettings { shortest, longest, .. } = &mut next.settings;
        ui.add(DragValue::new(shortest).range(least..=most).speed(0.05))
            .on_hover_text("The fewest words of a phrase");
        ui.label("to");
        ui.add(DragValue::new(longest).range(least..=most).speed(0.05))
            .on_hover_text("The most words of a phrase");
        ui.label("words");
        if *shortest > *longest {
            // Whichever was moved takes the other along.
            if *longest == now.settings.longest { *longest = *shortest } else { *shortest = *longest }
        }
        ui.add_space(8.0);
        let has_series = ctx.session.bench().shown_series().next().is_some();
        let name = node(ctx).map_or_else(|| "around a series".to_owned(), |name| format!("around {name}"));
        let tick = ui.add_enabled(has_series, egui::Checkbox::new(&mut next.is_around, name));
        tick.on_hover_text(
            "Only phrases with the series chosen on the left in them (clusters); otherwise all",
        )
        .on_disabled_hover_text("Type a word on the left first");
        send(ctx, next);
    }

    fn is_nothing(&self, _: &ViewContext<'_>) -> bool {
        // The minimums stand over the table, where it says what to do.
        false
    }

    fn nothing(&self) -> &'static str {
        "No phrase comes back often enough. Lower the minimums above."
    }

    fn pick(&self, ctx: &ViewContext<'_>, figure: &Figure, target: TargetKind) -> Option<Pick> {
        let FigureKind::Ranking(ranking) = &figure.kind else { return None };
        let found = ctx.session.results().phrases()?;
        let (category, series) = row_and_series(&ranking.bars, target)?;
        let outlet = series.and_then(|series| found.outlets.get(series)).map(|row| Arc::clone(&row.name));
        let word = category.and_then(|category| ranking.bars.categories.get(category));
        let word = word.map(|row| Arc::from(row.name.as_str())).or(ctx.session.place().pick.word.clone());
        Some(Pick { query: ctx.session.place().pick.query.clone(), word, outlet, ..Pick::default() })
    }

    fn body(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, mut shown: Shown<'_>) {
        minimums(ui, ctx);
        ui.add_space(6.0);
        let clicked = shown.beside_list(ui, ctx, LIST_WIDTH, |ui| self.list(ui, ctx));
        if let Some(pick) = clicked.and_then(|target| self.pick(ctx, shown.figure, target)) {
            ctx.send(Command::Pick(pick));
        }
    }
}

impl PhrasesLens {
    fn list(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let results = ctx.session.results();
        let answer = results.phrases().zip(results.corpus_of(Role::Phrases));
        let Some((found, corpus)) = answer else { return };
        let all = format::counted(found.total, "phrase", "phrases");
        let words = if found.total > found.rows.len() as u64 {
            format!("The {} most frequent of {all}", format::count(found.rows.len() as u64))
        } else {
            all
        };
        ui.label(RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted));
        if found.rows.is_empty() {
            ui.label(RichText::new(self.nothing()).color(ctx.tokens.muted));
            return;
        }
        let columns = columns(ctx, found);
        let is_by_words = found.settings.order == PhraseOrder::Words;
        let listed = Listed {
            name: "phrases",
            words: ("phrase", is_by_words),
            columns: &columns,
            count: found.rows.len(),
        };
        let chosen = ctx.session.place().pick.word.clone();
        let is_chosen = |word: &str| chosen.as_deref() == Some(word);
        match self.table.ui(ui, ctx, &listed, is_chosen, |index| row(found, corpus, index)) {
            Some(TableAnswer::Heading(column)) => {
                let order = column.map_or(Some(PhraseOrder::Words), |at| ORDERS.get(at).copied());
                if let Some(order) = order {
                    let mut next = ctx.session.bench().phrases.clone();
                    next.settings.order = order;
                    send(ctx, next);
                }
            }
            Some(TableAnswer::Row(index, column)) => {
                let Some(row) = found.rows.get(index) else { return };
                let outlet = column.and_then(|at| found.outlets.get(at.checked_sub(ORDERS.len())?));
                ctx.send(Command::Pick(Pick {
                    query: ctx.session.place().pick.query.clone(),
                    word: Some(row.text(corpus).into()),
                    outlet: outlet.map(|row| Arc::clone(&row.name)),
                    ..Pick::default()
                }));
            }
            None => {}
        }
    }
}

/// The name of the series that phrases can be listed around.
fn node(ctx: &ViewContext<'_>) -> Option<String> {
    let bench = ctx.session.bench();
    let picked = ctx.session.place().pick.query.as_ref();
    let mut series = bench.shown_series().map(|(_, series)| series);
    match picked {
        Some(query) => series.find(|series| series.query == *query).map(|series| series.name.clone()),
        None => series.next().map(|series| series.name.clone()),
    }
}

fn send(ctx: &ViewContext<'_>, next: PhraseLayout) {
    if next != ctx.session.bench().phrases {
        ctx.send(Command::SetPhrases(Box::new(next)));
    }
}

fn columns(ctx: &ViewContext<'_>, found: &Phrases) -> Vec<Column> {
    let order = found.settings.order;
    let fixed = [
        ("count", "How often it stands", 54.0, order == PhraseOrder::Count),
        ("per 1,000", "How often in 1,000 words of all outlets", 64.0, false),
        ("words", "How many words it has", 46.0, order == PhraseOrder::Length),
        ("articles", "Articles in which it stands", 56.0, order == PhraseOrder::Articles),
        ("outlets", "Outlets in which it stands", 52.0, order == PhraseOrder::Outlets),
    ];
    let fixed = fixed.map(|(title, hint, width, is_sorted)| Column {
        title: title.to_owned(),
        hint: hint.to_owned(),
        width,
        ink: None,
        sorts: true,
        is_sorted,
    });
    let outlets = found.outlets.iter().map(|row| Column {
        title: row.shown().to_owned(),
        hint: format!("{}: how often it stands there", row.shown()),
        width: 44.0,
        ink: ctx.ink(&row.name),
        sorts: false,
        is_sorted: false,
    });
    fixed.into_iter().chain(outlets).collect()
}

fn row(found: &Phrases, corpus: &Corpus, index: usize) -> Row {
    let Some(row) = found.rows.get(index) else {
        return Row { word: String::new(), note: String::new(), says: String::new(), cells: Vec::new() };
    };
    let word = row.text(corpus);
    let rate = f64::from(row.count) * 1e3 / found.coverage.words.max(1) as f64;
    let mut cells = vec![
        Cell::Text(format::count(row.count.into())),
        Cell::Text(format::number(rate)),
        Cell::Text(row.length.to_string()),
        Cell::Text(format::count(row.articles.into())),
        Cell::Text(row.outlets.len().to_string()),
    ];
    cells.extend(found.outlets.iter().map(|outlet| {
        let (count, _) = row.in_outlet(outlet.outlet);
        Cell::Text(if count == 0 { "·".to_owned() } else { format::count(count.into()) })
    }));
    let says = format!(
        "{word}: {} in {} of {}",
        format::counted(row.count.into(), "time", "times"),
        format::counted(row.articles.into(), "article", "articles"),
        format::counted(row.outlets.len() as u64, "outlet", "outlets"),
    );
    Row { word, note: String::new(), says, cells }
}

/// The second row: minimums, and which phrases are left out.
fn minimums(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let mut next = ctx.session.bench().phrases.clone();
    let settings = &mut next.settings;
    ui.horizontal(|ui| {
        super::least(ui, &mut settings.minimum_count, &mut settings.minimum_articles);
        tick_box(ui, ctx, &mut settings.keep_stop_words, "function words alone")
            .on_hover_text("Phrases such as of the are left out unless this is on");
        tick_box(ui, ctx, &mut settings.folds, "only the longest")
            .on_hover_text("Leaves a phrase out that never stands outside one longer phrase of the list");
        tick_box(ui, ctx, &mut settings.across_sentences, "across sentences")
            .on_hover_text("Lets a phrase run on into the next sentence");
    });
    send(ctx, next);
}
