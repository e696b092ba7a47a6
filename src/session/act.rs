//! What each action does.

use std::path::PathBuf;

use super::{
    Action, Command, Effect, Field, Lens, Overlay, PathPurpose, ReaderMode, Session, View, Workbench,
};
use crate::analysis::{Chosen, DAYS_AROUND, Unit};
use crate::corpus::{ArticleId, NO_DAY};
use crate::project::settings::{LEAST_ZOOM, MOST_ZOOM, ThemeChoice};
use crate::query::{Filter, Query};

impl Session {
    /// Light or dark: what was asked for this run, or what the settings say.
    pub fn theme(&self) -> ThemeChoice {
        self.shown_theme.unwrap_or(self.settings.theme)
    }

    /// Shows light or dark for this run alone, without keeping it in the settings.
    pub fn show_theme(&mut self, theme: ThemeChoice) {
        self.shown_theme = Some(theme);
    }

    /// Whether what was opened lately is gone.
    pub fn is_vanished(&self, paths: &[PathBuf]) -> bool {
        self.vanished.iter().any(|gone| gone == paths)
    }

    pub(super) fn act(&mut self, action: Action) {
        self.notices.taken_up(action);
        match action {
            Action::OpenFolder => self.ask_to_open(&super::Ask::Folder),
            Action::OpenFiles => self.ask_to_open(&super::Ask::Files),
            Action::OpenPath => self.prompt_for_path(PathPurpose::Open, String::new()),
            Action::OpenSample => self.open_sample(),
            Action::OpenProject => self.ask_to_open(&super::Ask::Project),
            Action::OpenRecipe => self.ask_to_open(&super::Ask::Picture),
            Action::SaveProject => self.save_project(),
            Action::SaveProjectAs => self.ask_to_save_project(),
            Action::AddFolder => self.ask_to_open(&super::Ask::AddFolders),
            Action::ShowProject => self.toggle(Overlay::Project),
            Action::StartAfresh => self.start_afresh(),
            Action::ReadAgain => self.read_again(),
            Action::LookForChanges => self.look_by_hand(),
            Action::TakeOutEmptied => self.take_out_emptied(),
            Action::StopReading => self.stop_reading(),
            Action::StopAll => self.stop_all(),
            Action::TryAgain => {
                self.results.forget_failures();
                self.desk.forget_failures();
                self.forget_relating_failure();
                self.try_glance_again();
                self.importing.forget_failures();
                // What was asked last was not answered: it is asked once more.
                self.asked = None;
            }
            Action::Quit => self.effects.push(Effect::Quit),
            Action::Undo => {
                let (before, picked) = (self.bench.clone(), self.picked_query());
                let said = self.undo.undo(&mut self.bench).map(|words| format!("Undone: {words}"));
                self.stepped(&before, picked.as_ref(), said);
            }
            Action::Redo => {
                let (before, picked) = (self.bench.clone(), self.picked_query());
                let said = self.undo.redo(&mut self.bench).map(|words| format!("Done again: {words}"));
                self.stepped(&before, picked.as_ref(), said);
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
            Action::LensByOutlet
            | Action::LensOverTime
            | Action::LensDispersion
            | Action::LensDistinctive
            | Action::LensWordShift
            | Action::LensNeighbours
            | Action::LensPhrases
            | Action::LensLines => {
                if let Some(lens) = Lens::of_action(action) {
                    self.show_lens(lens);
                }
            }
            Action::NewSample | Action::CopyLines | Action::CopyLineTable | Action::SaveLines => {
                self.act_on_lines(action);
            }
            Action::NextStory | Action::PreviousStory => {
                let step = if action == Action::NextStory { 1 } else { -1 };
                if let Some(story) = self.story_beside(step) {
                    self.show_story(Some(story));
                }
            }
            Action::AllStories => self.show_story(None),
            Action::CompareStory => self.show_story(self.place().article),
            Action::CopyGlance | Action::SaveGlance => self.act_on_glance(action),
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
            Action::NextPassage
            | Action::PreviousPassage
            | Action::NextOnlyHere
            | Action::PreviousOnlyHere => self.step_told(action),
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
            | Action::SameArticle
            | Action::NotSameArticle
            | Action::CountThisVersion
            | Action::JoinPages
            | Action::TakePagesApart
            | Action::CompareSelection => self.act_on_article(action),
            Action::UnitPerThousand => self.change(|bench| bench.unit = Unit::PerThousand),
            Action::UnitPerMillion => self.change(|bench| bench.unit = Unit::PerMillion),
            Action::UnitSentences => self.change(|bench| bench.unit = Unit::PerThousandSentences),
            Action::UnitShare => self.change(|bench| bench.unit = Unit::ShareOfArticles),
            Action::UnitCount => self.change(|bench| bench.unit = Unit::Count),
            Action::CopyPicture => self.copy_picture(),
            Action::CopyMethods => self.copy_methods(),
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
            Action::ShowFields => self.toggle(Overlay::Fields),
            Action::ShowCodebooks => self.toggle(Overlay::Codebooks),
            Action::ImportCodebook => self.ask_to_open(&super::Ask::Codebook),
            Action::CodeByHand => self.toggle(Overlay::Coding),
            Action::SaveArticles => {
                self.toggle(Overlay::SaveArticles);
                self.count_what_would_be_saved();
            }
            Action::ImportReport => self.toggle(Overlay::ImportReport),
            Action::SaveImportReport => self.ask_to_save_import(),
            Action::SaveReport => self.ask_to_save_report(),
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
            Action::CloseOverlay => {
                if !self.leave_desk() {
                    self.close_overlay();
                }
            }
        }
    }

    /// The workbench was taken to another state of its past or future.
    fn stepped(&mut self, before: &Workbench, picked: Option<&Query>, said: Option<String>) {
        self.changes += 1;
        self.follow_rename(&before.corrections);
        self.follow_coding(&before.coding);
        self.forget_lost_pick();
        if self.picked_query().as_ref() != picked {
            self.history.adjust(|place| place.line_group = None);
        }
        if let Some(said) = said {
            self.notices.note(said);
        }
    }

    fn toggle(&mut self, overlay: Overlay) {
        let is_look = |overlay| matches!(overlay, Overlay::Codebooks | Overlay::Help);
        match self.overlay() {
            shown if shown == overlay => self.uncover(overlay),
            // The desk is not cleared because somebody looks something up.
            Overlay::Coding if is_look(overlay) => self.overlays.push(overlay),
            shown if is_look(shown) && is_look(overlay) => {
                self.uncover(shown);
                self.overlays.push(overlay);
            }
            _ => self.cover(overlay),
        }
    }

    /// Nothing but this lies over the window.
    pub(super) fn cover(&mut self, overlay: Overlay) {
        self.overlays.clear();
        self.overlays.push(overlay);
    }

    /// Takes this away where it lies uppermost; what it covered comes to light.
    pub(super) fn uncover(&mut self, overlay: Overlay) {
        if self.overlay() == overlay {
            self.overlays.pop();
        }
    }

    fn show_lens(&mut self, lens: Lens) {
        self.show(|place| {
            place.view = View::Frequency;
            if place.lens != lens {
                // A phrase is looked for as such; of a neighbour's places there is no query.
                if let Some(word) = place.pick.word.take().filter(|_| place.lens == Lens::Phrases) {
                    place.pick.query = Query::parse(&format!("\"{word}\"")).ok();
                }
                place.lens = lens;
                // The lines that were looked at under the figure are those of the tool.
                if lens != Lens::Lines {
                    place.pick = super::Pick::default();
                }
                place.line_group = None;
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

    /// To the hit after or before the spot, of the series that led here if one did; round at the ends.
    fn step_hit(&mut self, step: i64) {
        let place = self.place();
        let Some(marks) = self.results.marks().filter(|marks| Some(marks.article) == place.article) else {
            return;
        };
        let spans = if marks.followed.is_empty() { &marks.spans } else { &marks.followed };
        if let Some(spot) = super::reading::next_of(spans, place.spot, step) {
            self.history.adjust(|place| place.spot = Some(spot));
        }
    }

    /// The articles of all outlets from three days before to three days after the open article.
    fn compare_around_article(&mut self) {
        let (Some(corpus), Some(open)) = (self.library.corpus.clone(), self.place().article) else { return };
        let day = corpus.day_of(open);
        if day == NO_DAY {
            self.notices.note("This article has no date: comparing all articles that the filter leaves");
            self.change(|bench| bench.chosen = None);
            self.compare_all();
            return;
        }
        let is_near = |id: &ArticleId| {
            let other = corpus.day_of(*id);
            other != NO_DAY && other.abs_diff(day) <= DAYS_AROUND
        };
        let chosen: Vec<ArticleId> = (0..corpus.article_count()).filter(is_near).collect();
        self.change(|bench| {
            bench.columns.clear();
            bench.chosen = Some(Chosen::by_hand(chosen));
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
}
