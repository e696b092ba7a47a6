//! Commands become changes here, and nowhere else.

use super::{Action, Command, ComparePane, Effect, Place, Session, View};
use crate::analysis::{Chosen, ListColumn, MOST_COLUMNS};
use crate::project::settings::Settings;
use crate::session::Series;

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
            | Command::PickLines(_)
            | Command::Light(_) => self.go(command),
            Command::MarkLines(..)
            | Command::SetMarks(..)
            | Command::NoteLine(..)
            | Command::CopyLines(..) => self.with_lines(command),
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
            Command::ShowTold(place) => self.show_told(place),
            Command::ShowAbove(pane) => self.history.adjust(|place| place.above = pane),
            Command::SwitchLayer(layer) => self.reader_layers = self.reader_layers.switched(layer),
            Command::CopyQuoted(place) => self.copy_quoted(place.article, place.span),
            Command::ShowStory(story) => self.show_story(story),
            Command::CompareAll => self.compare_all(),
            Command::EditStories(edit) => self.edit_stories(&edit),
            Command::EditVersions(edit) => self.edit_versions(&edit),
            Command::EditPages(edit) => self.edit_pages(&edit),
            Command::ConfirmFields(..) | Command::ForgetFields(_) => self.with_fields(command),
            Command::SetSettings(settings) => self.set_settings(*settings),
            Command::ShowImport(_)
            | Command::ShowFile(_)
            | Command::PutLine { .. }
            | Command::FillIn(..)
            | Command::Facts(_) => self.report_on_import(command),
            Command::ShowCorrected(index) => self.show_corrected(index),
            Command::FindHeadlines(typed) => self.find_headlines(&typed),
            Command::CloseNotice(id) => self.notices.close(id),
            Command::TitleFigure(title) => self.title_figure(title),
            Command::ChooseFigure(choices) => self.choose_figure(choices),
            Command::SaveFigure => self.ask_to_save_figure(),
            Command::SaveArticles(format) => self.ask_to_save_articles(format),
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
            | Command::LayOutLines(_)
            | Command::NameMark(..)
            | Command::SetGrouping(_)
            | Command::SetBin(_)
            | Command::SetTrendByOutlet(_)
            | Command::KeepStopWords(_)
            | Command::SetNeighbours(_)
            | Command::SetPhrases(_)
            | Command::ChooseLenses(_)
            | Command::ChooseWords(_)
            | Command::PutAside(_)
            | Command::ToggleColumn(_)
            | Command::SetColumns(_)
            | Command::SetStories(_)
            | Command::ChooseTellings(_)
            | Command::EditLabels(_)
            | Command::Choose(_) => self.lay_out(command),
            Command::ImportCodebook(_)
            | Command::PutCodebook(_)
            | Command::ForgetCodebook(_)
            | Command::SetFrameWords { .. }
            | Command::ExcludeWord { .. }
            | Command::DrawSample(_)
            | Command::DropSample(_)
            | Command::Judge { .. }
            | Command::JudgeUnit { .. }
            | Command::AtDesk(_)
            | Command::SaveCoding(_)
            | Command::CopyCoding(_) => self.code(command),
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
        self.look_who_coded();
        self.read_as_said();
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
        let (groups, compared) = (self.bench.lines.group_by, self.bench.grouping);
        let picked = self.picked_query();
        let was_series = self.is_pick_a_series();
        // Who sets outlets side by side, or takes a choice of articles back, compares.
        let compares = match &command {
            Command::ToggleColumn(_) => true,
            Command::SetColumns(outlets) => !outlets.is_empty(),
            Command::Choose(None) => self.bench.chosen.is_some(),
            _ => false,
        };
        // Other articles are compared: they are met at a glance.
        let chose = matches!(command, Command::Choose(_));
        let joined = match &command {
            Command::EditLabels(edit) => self.joined_in_words(edit),
            _ => None,
        };
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
            Command::LayOutLines(lines) => bench.lines = *lines,
            Command::NameMark(mark, name) => {
                let name = name.trim();
                if name.is_empty() {
                    bench.mark_names.remove(&mark);
                } else {
                    bench.mark_names.insert(mark, name.to_owned());
                }
            }
            Command::SetGrouping(grouping) => bench.group_by(grouping),
            Command::SetBin(bin) => bench.bin = bin,
            Command::SetTrendByOutlet(is_on) => bench.is_trend_by_outlet = is_on,
            Command::KeepStopWords(keep) => bench.keep_stop_words = keep,
            Command::SetNeighbours(settings) => bench.neighbours = *settings,
            Command::SetPhrases(layout) => bench.phrases = *layout,
            Command::ChooseLenses(choices) => bench.lenses = choices.tamed(),
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
            Command::SetStories(settings) => bench.story_settings = settings,
            Command::ChooseTellings(choices) => bench.tellings = *choices,
            Command::EditLabels(edit) => bench.tellings = std::mem::take(&mut bench.tellings).and(edit),
            Command::Choose(articles) => {
                bench.columns.clear();
                bench.chosen = articles.map(|mut list| {
                    list.sort_unstable();
                    list.dedup();
                    list.retain(|id| corpus.as_ref().is_some_and(|c| *id < c.article_count()));
                    Chosen::by_hand(list)
                });
            }
            _ => {}
        });
        if let Some(words) = joined {
            self.notices.offer(words, Action::Undo);
        }
        if let Some(query) = added {
            self.history
                .adjust(|place| place.pick = super::Pick { query: Some(query), ..super::Pick::default() });
        }
        if chose {
            self.history.adjust(|place| place.above = ComparePane::default());
        }
        if compares {
            self.history.adjust(|place| place.compares_all = Some(true));
        }
        self.forget_lost_pick();
        if was_series && !self.is_pick_a_series() {
            self.history.adjust(|place| place.pick = super::Pick::default());
        }
        // Lines of a group that is not shown are no evidence of the figure; those of an outlet or of days are.
        if self.bench.grouping != compared {
            self.history.adjust(|place| place.pick.within = crate::query::Filter::all());
        }
        // A group of lines of one query is none of another's.
        if self.bench.lines.group_by != groups || self.picked_query() != picked {
            self.history.adjust(|place| place.line_group = None);
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
                self.history.adjust(|here| {
                    here.pick = pick;
                    here.line_group = None;
                });
                return;
            }
            Command::PickLines(group) => {
                let key = self.bench.lines.group_by;
                self.history.adjust(|here| here.line_group = key.zip(group));
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

    pub(super) fn show(&mut self, change: impl FnOnce(&mut Place)) {
        let mut place = self.history.here().clone();
        change(&mut place);
        self.overlays.clear();
        self.history.go(place);
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
        let Settings { recent, window, saved_files, .. } = std::mem::take(&mut self.settings);
        self.settings = Settings { recent, theme, saved_files, window, ..settings.tamed() };
        self.tame_limits();
        self.follow_as_set();
        self.keep_settings();
    }

    /// Shows the settings as they are now, and keeps them. The disk may be slow: a worker writes.
    pub(super) fn keep_settings(&mut self) {
        self.effects.push(Effect::Restyle);
        self.write_settings();
    }
}
