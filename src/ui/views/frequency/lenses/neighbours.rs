//! Neighbours: the strongest collocates of a series as a figure, all of them as a table.

use std::sync::Arc;

use egui::{ComboBox, DragValue, RichText, Ui};

use super::groups::{ChosenGroup, GroupChoice};
use super::{LIST_WIDTH, LensView, Shown, group_ink, groupings, pick_group, row_and_series};
use crate::analysis::rankings::MOST_GROUPS;
use crate::analysis::{
    Analysis, Counting, GroupRow, Grouping, Measure, Neighbour, NeighbourOrder, NeighbourSettings,
    Neighbours, Reach, Shared, largest,
};
use crate::corpus::Corpus;
use crate::figure::{Figure, FigureKind, TargetKind, format};
use crate::session::{Answered, Command, Pick, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::once::{Once, Same};
use crate::ui::widgets::segmented;
use crate::ui::widgets::tick_box;
use crate::ui::widgets::word_table::{Cell, Column, Listed, Row, TableAnswer, WordTable, WordsHead};

/// The lens.
#[derive(Default)]
pub struct NeighboursLens {
    table: WordTable,
    /// The groups that have columns.
    shown: Once<Same<Answered>, Vec<usize>>,
    ranked_in: GroupChoice,
}

/// Columns before those of the groups.
const ORDERS: [NeighbourOrder; 4] =
    [NeighbourOrder::Measure, NeighbourOrder::Count, NeighbourOrder::Articles, NeighbourOrder::Groups];
/// The position profile stands behind them.
const FIXED: usize = ORDERS.len() + 1;

impl LensView for NeighboursLens {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        groupings(ui, ctx, ctx.session.results().neighbours().iter().flat_map(|found| &found.groups));
        let now = &ctx.session.bench().neighbours;
        let mut next = now.clone();
        reach(ui, &mut next);
        measure(ui, &mut next);
        let options = Counting::ALL.map(|counting| {
            let hint = match counting {
                Counting::Positions => "Each place is counted once, the node's own words left out (Evert). G² and the like need this",
                Counting::Pairs => "Each pair of node and word is counted, as LancsBox and Sketch Engine do: words in two windows count twice",
            };
            (counting.label(), counting == now.counting, hint)
        });
        if let Some(at) = segmented(ui, ctx, "Count", options) {
            next.counting = Counting::ALL[at];
        }
        send(ctx, next);
    }

    fn is_nothing(&self, ctx: &ViewContext<'_>) -> bool {
        // The minimums stand over the table, so only a word that is not there at all is nothing.
        ctx.session.results().neighbours().is_some_and(|found| found.node.hits == 0)
    }

    fn nothing(&self) -> &'static str {
        "No article has the word whose neighbours are asked for. Choose another series on the left."
    }

    fn pick(&self, ctx: &ViewContext<'_>, figure: &Figure, target: TargetKind) -> Option<Pick> {
        let FigureKind::Ranking(ranking) = &figure.kind else { return None };
        let found = ctx.session.results().neighbours()?;
        let bars = &ranking.bars;
        let (category, series) = row_and_series(&ranking.bars, target)?;
        // Where there are several groups, the first series is all of them.
        let shown = largest(&found.groups, MOST_GROUPS);
        let all = bars.series.len() - shown.len();
        let group = series.and_then(|series| found.groups.get(*shown.get(series.checked_sub(all)?)?));
        let word = category.and_then(|category| bars.categories.get(category));
        let word = word.map(|row| Arc::from(row.name.as_str())).or(ctx.session.place().pick.word.clone());
        Some(pick_of(ctx, word, group))
    }

    fn body(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, mut shown: Shown<'_>) {
        self.minimums(ui, ctx);
        ui.add_space(6.0);
        let clicked = shown.beside_list(ui, ctx, LIST_WIDTH, |ui| self.list(ui, ctx));
        if let Some(pick) = clicked.and_then(|target| self.pick(ctx, shown.figure, target)) {
            ctx.send(Command::Pick(pick));
        }
    }
}

impl NeighboursLens {
    fn list(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let results = ctx.session.results();
        let answer = results.neighbours().zip(results.slot(Role::Neighbours).value());
        let Some((found, answered)) = answer else { return };
        let corpus = &answered.corpus;
        let words = format!(
            "{} of {} near it",
            format::counted(found.rows.len() as u64, "word", "words"),
            format::count(found.near.into())
        );
        ui.label(RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted));
        if found.rows.is_empty() {
            let why = if found.settings.group.is_some() && found.column.is_none() {
                "What words are ranked in has no article here"
            } else if found.settings.only_here {
                "No word is near it in one alone, often enough. Untick “only here” or lower the minimums above"
            } else {
                "No word is near it often enough. Lower the minimums above"
            };
            ui.label(RichText::new(why).color(ctx.tokens.muted));
            return;
        }
        let shown = self.shown.of(Same::of(answered), || largest(&found.groups, MOST_GROUPS));
        let columns = columns(ctx, found, shown);
        let is_by_word = found.settings.order == NeighbourOrder::Word;
        let listed = Listed {
            name: "neighbours",
            words: WordsHead { title: "word", sorts: true, is_sorted: is_by_word },
            is_reversed: found.settings.is_reversed,
            columns: &columns,
            count: found.rows.len(),
            click: "Click for its lines",
            can_put_aside: false,
        };
        let chosen = ctx.session.place().pick.word.clone();
        let is_chosen = |word: &str| chosen.as_deref() == Some(word);
        match self.table.ui(ui, ctx, &listed, is_chosen, |index| row(found, corpus, shown, index)) {
            Some(TableAnswer::Heading(column)) => {
                let now = ctx.session.bench().neighbours.clone();
                let order = column.map_or(Some(NeighbourOrder::Word), |at| ORDERS.get(at).copied());
                let group = column.and_then(|at| found.groups.get(*shown.get(at.checked_sub(FIXED)?)?));
                if let Some(order) = order {
                    let is_reversed = now.order == order && !now.is_reversed;
                    send(ctx, NeighbourSettings { order, is_reversed, ..now });
                } else if let Some(group) = group {
                    let (order, group) = (NeighbourOrder::Count, Some(Arc::clone(&group.name)));
                    let is_reversed = now.order == order && now.group == group && !now.is_reversed;
                    send(ctx, NeighbourSettings { group, order, is_reversed, ..now });
                }
            }
            Some(TableAnswer::Row(index, column)) => {
                let Some(row) = found.rows.get(index) else { return };
                let group = column.and_then(|at| found.groups.get(*shown.get(at.checked_sub(FIXED)?)?));
                let word = Arc::from(corpus.vocabulary().form(row.word));
                ctx.send(Command::Pick(pick_of(ctx, Some(word), group)));
            }
            Some(TableAnswer::PutAside(_)) | None => {}
        }
    }

    /// The second row: minimums, function words, and whose ranking it is.
    fn minimums(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let now = &ctx.session.bench().neighbours;
        let mut next = now.clone();
        ui.horizontal(|ui| {
            super::least(ui, &mut next.minimum_count, &mut next.minimum_articles);
            tick_box(ui, ctx, &mut next.keep_stop_words, "function words too")
                .on_hover_text("Words such as the, of, and are left out unless this is on");
            tick_box(ui, ctx, &mut next.only_here, "only here").on_hover_text(
                "Only words that one alone has near it: the one that words are ranked in, or any",
            );
            let results = ctx.session.results();
            let answer = results.neighbours().zip(results.slot(Role::Neighbours).value());
            let Some((found, answered)) = answer else { return };
            let all = format!("all {}", ctx.session.bench().grouping.plural());
            let hint = "Whose neighbours are ranked: minimums, measure and counts are of these";
            let groups = (answered, found.groups.as_slice());
            let now = (now.group.as_ref(), Some(all.as_str()));
            if let Some(ChosenGroup(group)) =
                self.ranked_in.ui(ui, ctx, ("Ranked in", hint), now, groups, |_| true)
            {
                next.group = group;
            }
        });
        send(ctx, next);
    }
}

/// The lines of the node with a word near it, of one group or of all.
fn pick_of(ctx: &ViewContext<'_>, word: Option<Arc<str>>, group: Option<&GroupRow>) -> Pick {
    // By what was answered: the list on the left may be ahead.
    let query = match ctx.session.results().asked(Role::Neighbours) {
        Some(Analysis::Neighbours(recipe)) => Some(recipe.query.clone()),
        _ => ctx.session.place().pick.query.clone(),
    };
    let pick = Pick { query, word, ..Pick::default() };
    match group {
        Some(group) => pick_group(group, pick),
        None => pick,
    }
}

fn send(ctx: &ViewContext<'_>, next: NeighbourSettings) {
    if next != ctx.session.bench().neighbours {
        ctx.send(Command::SetNeighbours(Box::new(next)));
    }
}

fn columns(ctx: &ViewContext<'_>, found: &Neighbours, shown: &[usize]) -> Vec<Column> {
    let settings = &found.settings;
    let many = asked_by(ctx).plural();
    let all = format!("all {many} together");
    let whose = found.column.and_then(|at| found.groups.get(at)).map_or(all.as_str(), GroupRow::shown);
    let fixed = [
        (settings.measure.label(), format!("{}, {whose}", settings.measure.meaning()), 74.0),
        ("count", format!("Times near the node, {whose}"), 50.0),
        ("articles", format!("Articles in which it stands near the node, {whose}"), 56.0),
        (many, format!("How many {many} have it near the node"), 58.0),
    ];
    let mut columns: Vec<Column> = fixed
        .into_iter()
        .zip(ORDERS)
        .map(|((title, hint, width), order)| Column {
            title: title.to_owned(),
            hint,
            width,
            ink: None,
            sorts: true,
            is_sorted: settings.order == order,
        })
        .collect();
    columns.push(Column {
        title: "L5 to R5".into(),
        hint: "Where it stands: five places before the node, five after it".into(),
        width: 92.0,
        ink: None,
        sorts: false,
        is_sorted: false,
    });
    columns.extend(shown.iter().filter_map(|&at| Some((at, found.groups.get(at)?))).map(|(at, row)| {
        Column {
            title: row.shown().to_owned(),
            hint: format!("{}: times near the node. Sorted by it, words are ranked in {0}", row.shown()),
            width: 42.0,
            ink: group_ink(ctx, row, at),
            sorts: true,
            is_sorted: settings.order == NeighbourOrder::Count && found.column == Some(at),
        }
    }));
    columns
}

/// What stood side by side in the answer that is shown.
fn asked_by(ctx: &ViewContext<'_>) -> Grouping {
    match ctx.session.results().asked(Role::Neighbours) {
        Some(Analysis::Neighbours(recipe)) => recipe.by,
        _ => ctx.session.bench().grouping,
    }
}

fn row(found: &Neighbours, corpus: &Corpus, shown: &[usize], index: usize) -> Row {
    let Some(row) = found.rows.get(index) else {
        return Row::default();
    };
    let word = corpus.vocabulary().form(row.word).to_owned();
    let (count, articles) = found.ranked(row);
    let measure = found.measure(row, found.column, found.settings.measure);
    let value = measure.map_or_else(|_| "—".to_owned(), |value| format::fixed(value, 2));
    let name = |column: usize| found.groups.get(column).map_or("", GroupRow::shown);
    let note = match found.shared(row) {
        Shared::Only(column) if found.groups.len() > 1 => format!("only {}", name(column)),
        Shared::Only(_) | Shared::Shared | Shared::Mostly(_) | Shared::Scattered => String::new(),
    };
    let mut cells = vec![
        Cell::Text(value.clone()),
        Cell::Text(format::count(count)),
        Cell::Text(format::count(articles.into())),
        Cell::Text(row.cells.len().to_string()),
        Cell::Bars(row.slots.get(1..11).unwrap_or_default().to_vec()),
    ];
    cells.extend(shown.iter().map(|&column| {
        Cell::Text(
            found.cell(row, column).map_or_else(|| "·".to_owned(), |cell| format::count(cell.together)),
        )
    }));
    Row { says: says(found, row, &word, &value, measure.err()), word, note, cells }
}

/// All of a row in words.
fn says(
    found: &Neighbours,
    row: &Neighbour,
    word: &str,
    value: &str,
    undefined: Option<crate::stats::Undefined>,
) -> String {
    let (count, articles) = found.ranked(row);
    let mut text = format!(
        "{word}: {} {value}, {} in {}",
        found.settings.measure.full_label(),
        format::counted(count, "time", "times"),
        format::counted(articles.into(), "article", "articles"),
    );
    if let Some(reason) = undefined {
        text.push_str(&format!(". {reason}"));
    }
    if found.pair(row, found.column).is_some_and(|pair| pair.is_repetitive()) {
        text.push_str(". More often together than apart: repetitive text");
    }
    match found.shared(row) {
        Shared::Shared => text.push_str(". Shared"),
        Shared::Only(column) => {
            let name = found.groups.get(column).map_or("", GroupRow::shown);
            text.push_str(&format!(". Near the node in {name} only"));
        }
        Shared::Mostly(_) => text.push_str(". Elsewhere below the minimums"),
        Shared::Scattered => text.push_str(". In each by itself below the minimums"),
    }
    text
}

fn reach(ui: &mut Ui, next: &mut NeighbourSettings) {
    let name = match next.reach {
        Reach::Window { .. } => "words",
        Reach::WindowInSentence { .. } => "words in the sentence",
        Reach::Sentence => "the sentence",
        Reach::Paragraph => "the paragraph",
    };
    let (left, right) = next.reach.window().or(Reach::default().window()).unwrap_or_default();
    let combo = ComboBox::from_id_salt("reach").selected_text(name).width(104.0).show_ui(ui, |ui| {
        for (reach, name) in [
            (Reach::Window { left, right }, "words"),
            (Reach::WindowInSentence { left, right }, "words in the sentence"),
            (Reach::Sentence, "the sentence"),
            (Reach::Paragraph, "the paragraph"),
        ] {
            ui.selectable_value(&mut next.reach, reach, name);
        }
    });
    combo.response.on_hover_text("How far from the node words are its neighbours; never beyond the article");
    if let Reach::Window { left, right } | Reach::WindowInSentence { left, right } = &mut next.reach {
        let before = ui.add(DragValue::new(left).range(0..=Reach::WIDEST).speed(0.1));
        before.on_hover_text("Words before the node");
        ui.label("before");
        let after = ui.add(DragValue::new(right).range(0..=Reach::WIDEST).speed(0.1));
        after.on_hover_text("Words after the node");
        ui.label("after");
    }
}

fn measure(ui: &mut Ui, next: &mut NeighbourSettings) {
    let now = next.measure;
    let combo = ComboBox::from_id_salt("measure").selected_text(now.label()).width(118.0);
    let response = combo.show_ui(ui, |ui| {
        for measure in Measure::ALL {
            if ui.selectable_label(measure == now, measure.label()).on_hover_text(measure.meaning()).clicked()
            {
                next.measure = measure;
                (next.order, next.is_reversed) = (NeighbourOrder::Measure, false);
            }
        }
    });
    response.response.on_hover_text(now.meaning());
}
