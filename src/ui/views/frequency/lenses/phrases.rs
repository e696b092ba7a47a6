//! Phrases: runs of words as a figure, as many as are kept as a table; of one word, the word list.

use std::sync::Arc;

use egui::{DragValue, RichText, Ui};

use super::{LIST_WIDTH, LensView, Shown, group_ink, groupings, pick_group, row_and_series};
use crate::analysis::phrases::LENGTHS;
use crate::analysis::rankings::MOST_GROUPS;
use crate::analysis::{Analysis, GroupRow, PhraseOrder, PhraseSettings, Phrases, largest};
use crate::corpus::Corpus;
use crate::figure::{Figure, FigureKind, TargetKind, format};
use crate::session::{Answered, Command, PhraseLayout, Pick, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::once::{Once, Same};
use crate::ui::widgets::tick_box;
use crate::ui::widgets::word_table::{Cell, Column, Listed, Row, TableAnswer, WordTable, WordsHead};

/// The lens.
#[derive(Default)]
pub struct PhrasesLens {
    table: WordTable,
    /// The groups that have columns.
    shown: Once<Same<Answered>, Vec<usize>>,
}

/// Columns before those of the groups; the rate is in the order of the count.
const ORDERS: [PhraseOrder; 5] =
    [PhraseOrder::Count, PhraseOrder::Count, PhraseOrder::Length, PhraseOrder::Articles, PhraseOrder::Groups];

impl LensView for PhrasesLens {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        groupings(ui, ctx, ctx.session.results().phrases().iter().flat_map(|found| &found.groups));
        let now = &ctx.session.bench().phrases;
        let mut next = now.clone();
        let (least, most) = (*LENGTHS.start(), *LENGTHS.end());
        let PhraseSettings { shortest, longest, .. } = &mut next.settings;
        ui.add(DragValue::new(shortest).range(least..=most).speed(0.05))
            .on_hover_text("The fewest words of a phrase; 1 to 1 is the list of all words");
        ui.label("to");
        ui.add(DragValue::new(longest).range(least..=most).speed(0.05))
            .on_hover_text("The most words of a phrase");
        ui.label("words");
        if *shortest > *longest {
            // Whichever was moved takes the other along.
            if *longest == now.settings.longest { *longest = *shortest } else { *shortest = *longest }
        }
        let mut is_word_list = next.settings.longest == 1;
        let tick = tick_box(ui, ctx, &mut is_word_list, "word list");
        if tick.on_hover_text("Single words by frequency, in one click").changed() {
            let usual = PhraseSettings::default();
            let settings = &mut next.settings;
            (settings.shortest, settings.longest) =
                if is_word_list { (1, 1) } else { (usual.shortest, usual.longest) };
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
        let shown = largest(&found.groups, MOST_GROUPS);
        let group = series.and_then(|series| found.groups.get(*shown.get(series)?));
        let word = category.and_then(|category| ranking.bars.categories.get(category));
        let word = word.map(|row| Arc::from(row.name.as_str())).or(ctx.session.place().pick.word.clone());
        Some(pick_of(ctx, word, group))
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
        let answer = results.phrases().zip(results.slot(Role::Phrases).value());
        let Some((found, answered)) = answer else { return };
        let corpus = &answered.corpus;
        let is_word_list = found.settings.longest == 1;
        let (one, many) = if is_word_list { ("word", "words") } else { ("phrase", "phrases") };
        let all = format::counted(found.total, one, many);
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
        let shown = self.shown.of(Same::of(answered), || largest(&found.groups, MOST_GROUPS));
        let columns = columns(ctx, found, shown);
        let is_by_words = found.settings.order == PhraseOrder::Words;
        let listed = Listed {
            name: "phrases",
            words: WordsHead { title: one, sorts: true, is_sorted: is_by_words },
            is_reversed: found.settings.is_reversed,
            columns: &columns,
            count: found.rows.len(),
            click: "Click for its lines",
            can_put_aside: false,
        };
        let fixed = columns.len() - shown.len();
        let chosen = ctx.session.place().pick.word.clone();
        let is_chosen = |word: &str| chosen.as_deref() == Some(word);
        match self.table.ui(ui, ctx, &listed, is_chosen, |at| row(found, corpus, shown, at)) {
            Some(TableAnswer::Heading(column)) => {
                let order = column.map_or(Some(PhraseOrder::Words), |at| ORDERS.get(at).copied());
                let group = column.and_then(|at| found.groups.get(*shown.get(at.checked_sub(fixed)?)?));
                let by = match (order, group) {
                    (Some(order), _) => (order, None),
                    (None, Some(group)) => (PhraseOrder::Count, Some(Arc::clone(&group.name))),
                    (None, None) => return,
                };
                let mut next = ctx.session.bench().phrases.clone();
                let PhraseSettings { order, group, is_reversed, .. } = &mut next.settings;
                *is_reversed = (*order, group.as_ref()) == (by.0, by.1.as_ref()) && !*is_reversed;
                (*order, *group) = by;
                send(ctx, next);
            }
            Some(TableAnswer::Row(index, column)) => {
                let Some(row) = found.rows.get(index) else { return };
                let group = column.and_then(|at| found.groups.get(*shown.get(at.checked_sub(fixed)?)?));
                ctx.send(Command::Pick(pick_of(ctx, Some(row.text(corpus).into()), group)));
            }
            Some(TableAnswer::PutAside(_)) | None => {}
        }
    }
}

/// The lines of a phrase, of one group or of all.
fn pick_of(ctx: &ViewContext<'_>, word: Option<Arc<str>>, group: Option<&GroupRow>) -> Pick {
    let pick = Pick { query: ctx.session.place().pick.query.clone(), word, ..Pick::default() };
    match group {
        Some(group) => pick_group(group, pick),
        None => pick,
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

fn columns(ctx: &ViewContext<'_>, found: &Phrases, shown: &[usize]) -> Vec<Column> {
    let order = Some(found.settings.order).filter(|_| found.column.is_none());
    let many = match ctx.session.results().asked(Role::Phrases) {
        Some(Analysis::Phrases(recipe)) => recipe.by.plural(),
        _ => ctx.session.bench().grouping.plural(),
    };
    let fixed = [
        ("count", "How often it stands", 54.0, order == Some(PhraseOrder::Count)),
        ("per 1,000", "How often in 1,000 words of all articles", 64.0, false),
        ("words", "How many words it has", 46.0, order == Some(PhraseOrder::Length)),
        ("articles", "Articles in which it stands", 56.0, order == Some(PhraseOrder::Articles)),
        (many, "In how many it stands", 58.0, order == Some(PhraseOrder::Groups)),
    ];
    let fixed = fixed.map(|(title, hint, width, is_sorted)| Column {
        title: title.to_owned(),
        hint: hint.to_owned(),
        width,
        ink: None,
        sorts: true,
        is_sorted,
    });
    let spread = found.dispersion.is_some().then(|| Column {
        title: "DP norm".into(),
        hint: "Dispersion over all articles: 0 even, towards 1 clumped in few; from five hits on".into(),
        width: 58.0,
        ink: None,
        sorts: false,
        is_sorted: false,
    });
    let rows = shown.iter().filter_map(|&at| Some((at, found.groups.get(at)?)));
    let groups = rows.map(|(at, row)| Column {
        title: row.shown().to_owned(),
        hint: format!("{}: how often it stands there", row.shown()),
        width: 44.0,
        ink: group_ink(ctx, row, at),
        sorts: true,
        is_sorted: found.column == Some(at),
    });
    fixed.into_iter().chain(spread).chain(groups).collect()
}

fn row(found: &Phrases, corpus: &Corpus, shown: &[usize], index: usize) -> Row {
    let Some(row) = found.rows.get(index) else {
        return Row::default();
    };
    let word = row.text(corpus);
    let rate = f64::from(row.count) * 1e3 / found.coverage.words.max(1) as f64;
    let mut cells = vec![
        Cell::Text(format::count(row.count.into())),
        Cell::Text(format::number(rate)),
        Cell::Text(row.length.to_string()),
        Cell::Text(format::count(row.articles.into())),
        Cell::Text(row.groups.len().to_string()),
    ];
    if let Some(spreads) = &found.dispersion {
        let spread = spreads.get(index).copied().and_then(Result::ok);
        cells.push(Cell::Text(spread.map_or_else(|| "—".to_owned(), |value| format::fixed(value, 2))));
    }
    cells.extend(shown.iter().map(|&group| {
        let (count, _) = row.in_group(group);
        Cell::Text(if count == 0 { "·".to_owned() } else { format::count(count.into()) })
    }));
    let says = format!(
        "{word}: {} in {}, in {} of {}",
        format::counted(row.count.into(), "time", "times"),
        format::counted(row.articles.into(), "article", "articles"),
        row.groups.len(),
        found.groups.len(),
    );
    Row { word, note: String::new(), says, cells }
}

/// The second row: minimums, and which phrases are left out.
fn minimums(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let mut next = ctx.session.bench().phrases.clone();
    let settings = &mut next.settings;
    ui.horizontal(|ui| {
        super::least(ui, &mut settings.minimum_count, &mut settings.minimum_articles);
        let is_word_list = settings.longest == 1;
        let (text, hint) = if is_word_list {
            ("function words too", "Words such as the, of, and are left out unless this is on")
        } else {
            ("function words alone", "Phrases such as of the are left out unless this is on")
        };
        tick_box(ui, ctx, &mut settings.keep_stop_words, text).on_hover_text(hint);
        if is_word_list {
            return;
        }
        tick_box(ui, ctx, &mut settings.folds, "only the longest")
            .on_hover_text("Leaves a phrase out that never stands outside one longer phrase of the list");
        tick_box(ui, ctx, &mut settings.across_sentences, "across sentences")
            .on_hover_text("Lets a phrase run on into the next sentence");
    });
    send(ctx, next);
}
