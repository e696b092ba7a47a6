//! Commands become changes here, and nowhere else.

use std::sync::Arc;

use super::{Action, Command, Effect, Field, Lens, Overlay, PathPurpose, Place, ReaderMode, Session, View};
use crate::analysis::{DAYS_AROUND, ListColumn, MOST_COLUMNS, Unit};
use crate::corpus::{ArticleId, NO_DAY};
use crate::project::Corrections;
use crate::project::settings::{LEAST_ZOOM, MOST_ZOOM, Settings, ThemeChoice};
use crate::query::{Filter, Query};
use crate::session::{Series, Workbench};

impl Session {
    /// Applies one command.
    pub fn apply(&mut self, command: Command) {
        let Some(command) = self.put_off(command) else { return };
        match command {
            Command::Do(action) => {
                if action.available(self).is_ok() {
                    self.act(action);
                }
            }
            Command::Open(paths) => self.open(paths),
            Command::TakeOut(root) => self.take_out(&root),
            Command::AnswerWhere(place) => self.answer_where(place),
            Command::AskWhere => self.ask_where(),
            Command::ForgetRecent(paths) => {
                self.settings.recent.retain(|recent| recent.paths != paths);
                self.keep_settings();
            }
            Command::CompletePath(typed) => self.complete(typed),
            Command::SubmitPath(typed) => self.submit_path(&typed),
            Command::Show(_)
            | Command::Go(_)
            | Command::OpenArticle(..)
            | Command::Pick(_)
            | Command::Light(_) => self.go(command),
            Command::NoteWindow { width, height, is_maximized } => {
                self.settings.window.resized(width, height, is_maximized);
                self.write_settings();
            }
            Command::OpenBeside(_)
            | Command::SideBySide(..)
            | Command::Select(_)
            | Command::Cite(_)
            | Command::CopyPaths(_)
            | Command::Tag { .. }
            | Command::CorrectAll { .. }
            | Command::ShowColumn(..)
            | Command::SizeColumn(..)
            | Command::ResetColumns => self.with_articles(command),
            Command::Mark(_)
            | Command::CopyMarked
            | Command::Find(_)
            | Command::StepFound(_)
            | Command::FollowAll
            | Command::OpenOutside(_) => self.read_on(command),
            Command::NotePane(pane, size) => {
                self.settings.window.panes.insert(pane.to_owned(), size);
                self.write_settings();
            }
            Command::SetSettings(settings) => self.set_settings(*settings),
            Command::ShowCorrected(index) => self.show_corrected(index),
            Command::FindHeadlines(typed) => self.find_headlines(&typed),
            Command::CloseNotice(id) => self.notices.close(id),
            Command::TitleFigure(title) => self.title_figure(title),
            Command::ChooseFigure(choices) => self.choose_figure(choices),
            Command::SaveFigure => self.ask_to_save(),
            Command::CopyText(text) => self.effects.push(Effect::CopyText(text)),
            Command::AddSeries(_)
            | Command::EditSeries(..)
            | Command::RenameSeries(..)
            | Command::RecolourSeries(..)
            | Command::ToggleSeries(_)
            | Command::MoveSeries(..)
            | Command::RemoveSeries(_)
            | Command::SetFilter(_)
            | Command::SetSearch(_)
            | Command::SortListing(_)
            | Command::SortLines(_)
            | Command::SetGrouping(_)
            | Command::SetBin(_)
            | Command::SetTrendByOutlet(_)
            | Command::KeepStopWords(_)
            | Command::ChooseWords(_)
            | Command::PutAside(_)
            | Command::ToggleColumn(_)
            | Command::SetColumns(_)
            | Command::Choose(_) => self.lay_out(command),
            Command::Correct(_)
            | Command::DropCorrection(_)
            | Command::RenameOutlet { .. }
            | Command::AddOutlet(_)
            | Command::RemoveOutlet(_)
            | Command::PaintOutlet(..)
            | Command::PlaceOutlet(..)
            | Command::AddGroup(..)
            | Command::RenameGroup { .. }
            | Command::RemoveGroup(_)
            | Command::ToggleInGroup { .. }
            | Command::SetNote(..)
            | Command::SetTag { .. }
            | Command::KeepSubset(_)
            | Command::RenameSubset { .. }
            | Command::DropSubset(_) => self.put_right(command),
        }
    }

    /// Changes of the workbench: each can be undone.
    fn lay_out(&mut self, command: Command) {
        let corpus = self.library.corpus.clone();
        let default_columns: Vec<_> = self
            .results
            .comparison()
            .map(|comparison| comparison.columns.iter().map(|column| column.name.clone()).collect())
            .unwrap_or_default();
        let mut added = None;
        self.change(|bench| match command {
            Command::AddSeries(query) if bench.series.iter().all(|series| series.query != query) => {
                let ink = bench.free_ink();
                added = Some(query.clone());
                bench.series.push(Series { name: query.to_string(), query, ink, is_on: true });
            }
            Command::EditSeries(index, query) => {
                if let Some(series) = bench.series.get_mut(index) {
                    if series.name == series.query.to_string() {
                        series.name = query.to_string();
                    }
                    series.query = query;
                }
            }
            Command::RenameSeries(index, name) => {
                if let Some(series) = bench.series.get_mut(index) {
                    let name = name.trim();
                    series.name = if name.is_empty() { series.query.to_string() } else { name.to_owned() };
                }
            }
            Command::RecolourSeries(index, ink) => {
                if let Some(series) = bench.series.get_mut(index) {
                    series.ink = ink;
                }
            }
            Command::ToggleSeries(index) => {
                if let Some(series) = bench.series.get_mut(index) {
                    series.is_on = !series.is_on;
                }
            }
            Command::MoveSeries(from, to) if from.max(to) < bench.series.len() => {
                let series = bench.series.remove(from);
                bench.series.insert(to, series);
            }
            Command::RemoveSeries(index) if index < bench.series.len() => {
                bench.series.remove(index);
            }
            Command::SetFilter(filter) => bench.filter = filter,
            Command::SetSearch(query) => bench.search = query,
            Command::SortListing(column) => {
                let (sorted_by, is_descending) = bench.listing_order;
                let starts_descending = matches!(column, ListColumn::Words | ListColumn::Hits);
                bench.listing_order =
                    (column, if sorted_by == column { !is_descending } else { starts_descending });
            }
            Command::SortLines(order) => bench.line_order = order,
            Command::SetGrouping(grouping) => bench.grouping = grouping,
            Command::SetBin(bin) => bench.bin = bin,
            Command::SetTrendByOutlet(is_on) => bench.is_trend_by_outlet = is_on,
            Command::KeepStopWords(keep) => bench.keep_stop_words = keep,
            Command::ChooseWords(words) => bench.words = words.tamed(),
            Command::PutAside(word) => bench.words = bench.words.without(&word),
            Command::ToggleColumn(outlet) => {
                if bench.columns.is_empty() {
                    bench.columns = default_columns;
                }
                if let Some(at) = bench.columns.iter().position(|column| *column == outlet) {
                    if bench.columns.len() > 2 {
                        bench.columns.remove(at);
                    }
                } else if bench.columns.len() < MOST_COLUMNS {
                    bench.columns.push(outlet);
                }
            }
            Command::SetColumns(mut outlets) => {
                outlets.truncate(MOST_COLUMNS);
                bench.chosen = None;
                bench.columns = outlets;
            }
            Command::Choose(articles) => {
                bench.columns.clear();
                bench.chosen = articles.map(|mut list| {
                    list.sort_unstable();
                    list.dedup();
                    list.retain(|id| corpus.as_ref().is_some_and(|c| *id < c.article_count()));
                    Arc::from(list)
                });
            }
            _ => {}
        });
        if let Some(query) = added {
            self.history
                .adjust(|place| place.pick = super::Pick { query: Some(query), ..super::Pick::default() });
        }
        self.forget_lost_pick();
    }

    /// A pick whose series is gone shows the first series again.
    pub(super) fn forget_lost_pick(&mut self) {
        let is_frequency_of_series = self.place().lens.counts_series();
        let known = match &self.place().pick.query {
            Some(query) => self.bench.series.iter().any(|series| series.query == *query),
            None => true,
        };
        if is_frequency_of_series && !known {
            self.history.adjust(|place| place.pick = super::Pick::default());
        }
    }

    /// Makes a change of the workbench that can be undone; a change that changes nothing is no step.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Workbench)) {
        let before = self.bench.clone();
        change(&mut self.bench);
        if self.bench != before {
            self.changes += 1;
            let words = super::steps::in_words(&before, &self.bench);
            self.undo.remember(before, words);
        }
    }

    /// The same for what is typed letter by letter: letters of one text are one step.
    pub(super) fn change_by_typing(&mut self, change: impl FnOnce(&mut Workbench)) {
        let before = self.bench.clone();
        change(&mut self.bench);
        if self.bench != before {
            self.changes += 1;
            let words = super::steps::in_words(&before, &self.bench);
            if self.undo.next_undo() != Some(words.as_str()) {
                self.undo.remember(before, words);
            }
        }
    }

    fn go(&mut self, command: Command) {
        let mut place = self.history.here().clone();
        match command {
            Command::Show(view) => place.view = view,
            Command::Go(to) => place = to,
            Command::OpenArticle(article, spot) => {
                if self.place().view == View::Browse && spot.is_none() {
                    // Leafing through the table is no journey: only the article changes.
                    self.history.adjust(|here| {
                        here.article = Some(article);
                        here.spot = None;
                        here.followed = None;
                    });
                    return;
                }
                // From a line of a series its hits are counted first.
                let is_line = place.view == View::Frequency && spot.is_some();
                place.followed = if is_line { self.picked_query() } else { None };
                place.view = View::Browse;
                place.article = Some(article);
                place.spot = spot;
            }
            Command::Pick(pick) => {
                self.history.adjust(|here| here.pick = pick);
                return;
            }
            Command::Light(word) => {
                self.history.adjust(|here| here.lit = word);
                return;
            }
            _ => return,
        }
        self.history.go(place);
    }

    fn show(&mut self, change: impl FnOnce(&mut Place)) {
        let mut place = self.history.here().clone();
        change(&mut place);
        self.overlay = Overlay::None;
        self.history.go(place);
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::OpenFolder => self.ask_to_open(&super::Ask::Folder),
            Action::OpenFiles => self.ask_to_open(&super::Ask::Files),
            Action::OpenPath => self.prompt_for_path(PathPurpose::Open, String::new()),
            Action::OpenSample => self.open_sample(),
            Action::OpenProject => self.ask_to_open(&super::Ask::Project),
            Action::SaveProject => self.save_project(),
            Action::SaveProjectAs => self.ask_to_save_project(),
            Action::AddFolder => self.ask_to_open(&super::Ask::AddFolders),
            Action::ShowProject => self.toggle(Overlay::Project),
            Action::StartAfresh => self.start_afresh(),
            Action::ReadAgain => self.read_again(),
            Action::StopReading => self.stop_reading(),
            Action::StopAll => self.stop_all(),
            Action::TryAgain => self.results.forget_failures(),
            Action::Quit => self.effects.push(Effect::Quit),
            Action::Undo => {
                let before = Arc::clone(&self.bench.corrections);
                let said = self.undo.undo(&mut self.bench).map(|words| format!("Undone: {words}"));
                self.stepped(&before, said);
            }
            Action::Redo => {
                let before = Arc::clone(&self.bench.corrections);
                let said = self.undo.redo(&mut self.bench).map(|words| format!("Done again: {words}"));
                self.stepped(&before, said);
            }
            Action::AddSeries => {
                self.show(|place| place.view = View::Frequency);
                self.effects.push(Effect::Focus(Field::Series));
            }
            Action::AddFilter => self.effects.push(Effect::Focus(Field::Filter)),
            Action::ClearFilters => self.change(|bench| bench.filter = Filter::default()),
            Action::Search => {
                self.show(|place| place.view = View::Browse);
                self.effects.push(Effect::Focus(Field::Search));
            }
            Action::ShowBrowse => self.show(|place| place.view = View::Browse),
            Action::ShowFrequency => {
                self.show(|place| place.view = View::Frequency);
                // With nothing to count yet, the next thing is to type.
                if self.bench.series.is_empty() && self.library.corpus.is_some() {
                    self.effects.push(Effect::Focus(Field::Series));
                }
            }
            Action::ShowCompare => self.show(|place| place.view = View::Compare),
            Action::LensByOutlet => self.show_lens(Lens::ByOutlet),
            Action::LensOverTime => self.show_lens(Lens::OverTime),
            Action::LensDistinctive => self.show_lens(Lens::Distinctive),
            Action::LensWordShift => self.show_lens(Lens::WordShift),
            Action::Back => self.history.back(),
            Action::Forward => self.history.forward(),
            Action::Palette => self.toggle(Overlay::Palette),
            Action::NextArticle => self.leaf(1),
            Action::PreviousArticle => self.leaf(-1),
            Action::NextHit => self.step_hit(1),
            Action::PreviousHit => self.step_hit(-1),
            Action::ReadClean => self.reader_mode = ReaderMode::Clean,
            Action::ReadFurniture => self.reader_mode = ReaderMode::Furniture,
            Action::ReadRaw => self.reader_mode = ReaderMode::Raw,
            Action::CompareOutlets => self.compare_around_article(),
            Action::CopyCitation => self.apply(Command::Cite(super::Which::Selected)),
            Action::SelectAll => self.select(super::Select::All),
            Action::SelectNone => self.select(super::Select::None),
            Action::FindInArticle
            | Action::NextOfOutlet
            | Action::PreviousOfOutlet
            | Action::OpenBeside
            | Action::SwapBeside
            | Action::CloseBeside
            | Action::OpenFile
            | Action::CopyWithCitation
            | Action::ReadingLarger
            | Action::ReadingSmaller
            | Action::ReadingSerif
            | Action::ReadingSans
            | Action::CompareSelection => self.act_on_article(action),
            Action::UnitPerThousand => self.change(|bench| bench.unit = Unit::PerThousand),
            Action::UnitPerMillion => self.change(|bench| bench.unit = Unit::PerMillion),
            Action::UnitShare => self.change(|bench| bench.unit = Unit::ShareOfArticles),
            Action::UnitCount => self.change(|bench| bench.unit = Unit::Count),
            Action::CopyPicture => self.copy_picture(),
            Action::SaveFigure => self.open_save_sheet(),
            Action::FigureAlone => self.toggle(Overlay::FigureAlone),
            Action::ZoomIn => self.zoom(|percent| percent + 10),
            Action::ZoomOut => self.zoom(|percent| percent.saturating_sub(10)),
            Action::ZoomReset => self.zoom(|_| 100),
            Action::ThemeSystem => self.set_theme(ThemeChoice::System),
            Action::ThemeLight => self.set_theme(ThemeChoice::Light),
            Action::ThemeDark => self.set_theme(ThemeChoice::Dark),
            Action::ToggleFacets => {
                self.settings.shows_facets = !self.settings.shows_facets;
                self.keep_settings();
            }
            Action::ShowOutlets => self.toggle(Overlay::Outlets),
            Action::ShowCorrections => self.toggle(Overlay::Corrections),
            Action::ShowProblems => self.toggle(Overlay::Problems),
            Action::ShowNotices => self.toggle(Overlay::Notices),
            Action::Help => self.toggle(Overlay::Help),
            Action::About => self.toggle(Overlay::About),
            Action::ShowLog => self.toggle(Overlay::Log),
            Action::ShowLogFolder => {
                if let Some(folder) = self.journal.as_ref().map(|journal| journal.folder().to_path_buf()) {
                    self.show_folder(folder);
                }
            }
            Action::Settings => self.toggle(Overlay::Settings),
            Action::CloseOverlay => self.close_overlay(),
        }
    }

    /// The workbench was taken to another state of its past or future.
    fn stepped(&mut self, before: &Corrections, said: Option<String>) {
        self.changes += 1;
        self.follow_rename(before);
        self.forget_lost_pick();
        if let Some(said) = said {
            self.notices.note(said);
        }
    }

    fn toggle(&mut self, overlay: Overlay) {
        self.overlay = if self.overlay == overlay { Overlay::None } else { overlay };
    }

    fn show_lens(&mut self, lens: Lens) {
        self.show(|place| {
            place.view = View::Frequency;
            if place.lens != lens {
                place.lens = lens;
                place.pick = super::Pick::default();
            }
        });
    }

    fn leaf(&mut self, step: i64) {
        let Some(listing) = self.results.listing() else { return };
        let order = &listing.order;
        let here = self.place().article.and_then(|id| order.iter().position(|listed| *listed == id));
        let next = match here {
            Some(at) => (at as i64 + step).clamp(0, order.len() as i64 - 1) as usize,
            None => 0,
        };
        if let Some(id) = order.get(next).copied() {
            self.apply(Command::OpenArticle(id, None));
        }
    }

    /// The articles of all outlets from three days before to three days after the open article.
    fn compare_around_article(&mut self) {
        let (Some(corpus), Some(open)) = (self.library.corpus.clone(), self.place().article) else { return };
        let day = corpus.day_of(open);
        if day == NO_DAY {
            self.notices.note("This article has no date: comparing all articles that the filter leaves");
            self.change(|bench| bench.chosen = None);
            self.show(|place| place.view = View::Compare);
            return;
        }
        let is_near = |id: &ArticleId| {
            let other = corpus.day_of(*id);
            other != NO_DAY && other.abs_diff(day) <= DAYS_AROUND
        };
        let chosen: Arc<[ArticleId]> = (0..corpus.article_count()).filter(is_near).collect();
        self.change(|bench| {
            bench.columns.clear();
            bench.chosen = Some(chosen);
        });
        self.show(|place| place.view = View::Compare);
    }

    fn zoom(&mut self, change: impl FnOnce(u16) -> u16) {
        self.settings.zoom_percent = change(self.settings.zoom_percent).clamp(LEAST_ZOOM, MOST_ZOOM);
        self.keep_settings();
    }

    fn set_theme(&mut self, theme: ThemeChoice) {
        self.settings.theme = theme;
        self.shown_theme = None;
        self.keep_settings();
    }

    /// Uses other settings. What was opened lately and how the window is divided are noted elsewhere; light or dark
    /// for this run alone is no choice until another is made.
    fn set_settings(&mut self, settings: Settings) {
        let theme = if settings.theme == self.theme() {
            self.settings.theme
        } else {
            self.shown_theme = None;
            settings.theme
        };
        let Settings { recent, window, .. } = std::mem::take(&mut self.settings);
        self.settings = Settings { recent, theme, window, ..settings.tamed() };
        self.keep_settings();
    }

    /// Shows the settings as they are now, and keeps them. The disk may be slow: a worker writes.
    pub(super) fn keep_settings(&mut self) {
        self.effects.push(Effect::Restyle);
        self.write_settings();
    }

    /// The query whose lines the concordance shows.
    pub(super) fn picked_query(&self) -> Option<Query> {
        let pick = &self.place().pick;
        pick.query
            .clone()
            .or_else(|| self.bench.shown_series().next().map(|(_, series)| series.query.clone()))
    }
}
