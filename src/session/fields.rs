//! Data files: what the user says of their fields, and how much of anything is read.

use std::sync::Arc;

use super::{Action, Command, Overlay, Session};
use crate::corpus::Article;
use crate::ingest::readers::fields::{FieldMapping, Mappings, Part, Shape, Shapes};
use crate::ingest::{self, ReadSettings};
use crate::problem::Cause;

impl Session {
    /// What the records of the data files that are open are like, and how they were read.
    pub fn shapes(&self) -> &Shapes {
        &self.library.shapes
    }

    /// How records of this shape would read.
    pub fn preview(&self, shape: &Shape, mapping: &FieldMapping) -> Option<Article> {
        ingest::preview(shape, mapping)
    }

    /// With what folders are read.
    pub(super) fn read_settings(&self) -> ReadSettings {
        ReadSettings {
            limits: self.settings.limits.limits(),
            mappings: Arc::clone(&self.bench.mappings),
            pages: Arc::clone(&self.bench.pages),
            own: self.own_files(),
        }
    }

    /// Whether what is open was read within other limits than hold by now.
    pub fn has_other_limits(&self) -> bool {
        !self.library.roots.is_empty() && self.library.settings.limits != self.settings.limits.limits()
    }

    /// Changes what fields of data files hold.
    pub(super) fn with_fields(&mut self, command: Command) {
        self.change(|bench| {
            let mut mappings = Mappings::clone(&bench.mappings);
            match command {
                Command::ConfirmFields(fields, mapping) => mappings.confirm(&fields, *mapping),
                Command::ForgetFields(fields) => drop(mappings.forget(&fields)),
                _ => {}
            }
            if mappings != *bench.mappings {
                bench.mappings = Arc::new(mappings);
            }
        });
    }

    /// Reads the folders again where they were read by other fields than the user has said, or taken back,
    /// meanwhile. Steps of undo stay, since the change of the fields is one of them.
    pub(super) fn read_as_said(&mut self) {
        let by = &self.library.settings.mappings;
        let said = &self.bench.mappings;
        let is_same = Arc::ptr_eq(by, said) || by == said;
        if is_same || self.library.roots.is_empty() || self.keeping.is_looking() {
            return;
        }
        // What is looked at stays on the screen until it is known anew.
        let shapes = std::mem::take(&mut self.library.shapes);
        let is_looked_at = self.lies_over(Overlay::Fields);
        self.read_afresh();
        self.library.shapes = shapes;
        if is_looked_at {
            self.overlays.push(Overlay::Fields);
        }
    }

    /// Says that fields were guessed, unless the user is looking at them.
    pub(super) fn say_what_was_guessed(&mut self) {
        let files = self.library.shapes.files_in_doubt();
        if files == 0 || self.lies_over(Overlay::Fields) {
            return;
        }
        let in_doubt = || self.library.shapes.iter().filter(|shape| shape.is_in_doubt());
        let counted = self.numbers().counted(files, "data file", "data files");
        let text = if in_doubt().any(|shape| shape.mapping.has(Part::Body)) {
            let was = if files == 1 { "were guessed. Check it" } else { "were guessed. Check them" };
            format!("Fields of {counted} {was}")
        } else {
            format!("Which field of {counted} holds the text is not known. Say it")
        };
        self.notices.offer(text, Action::ShowFields);
    }

    /// That what was opened holds nothing, and what to do: in a sentence that stands as long as it is so.
    pub fn nothing_found(&self) -> Option<String> {
        let is_empty = self.corpus().is_some_and(|corpus| corpus.article_count() == 0);
        let first = self.roots().first().filter(|_| is_empty && !self.is_reading())?;
        let mut name = first
            .file_name()
            .map_or_else(|| first.display().to_string(), |name| name.to_string_lossy().into());
        let shown = first.to_string_lossy();
        let not_opened =
            self.library.problems.iter().find(|problem| {
                problem.cause == Cause::Unreadable && problem.path.as_deref() == Some(&*shown)
            });
        if let Some(problem) = not_opened {
            return Some(format!("“{name}” could not be opened. {}", problem.text));
        }
        if self.roots().len() > 1 {
            let more = self.numbers().count(self.roots().len() as u64 - 1);
            name = format!("{name}” and {more} more have");
        } else {
            name.push_str("” has");
        }
        Some(format!(
            "“{name} no files that can be read as articles. Open another folder, or put articles into this one: \
             texts, web pages, PDF and Word files, mail, tables, or archives of them"
        ))
    }

    /// Says that there is no article, and where one sees why.
    pub(super) fn say_that_nothing_was_found(&mut self) {
        if self.library.problems.is_empty() {
            self.notices.note("No articles found. The folder holds no file that Parallax reads");
        } else if self.library.problems.iter().any(ingest::is_own) {
            self.notices.offer(
                "No articles found. What Parallax saved itself is passed over in a folder: open that file itself to have it read",
                Action::ImportReport,
            );
        } else {
            self.notices.offer(
                "No articles found. The import report says what became of each file",
                Action::ImportReport,
            );
        }
    }

    /// Limits out of range are brought back into it, and the user is told.
    pub(super) fn tame_limits(&mut self) {
        for limit in self.settings.limits.tame() {
            let value = self.settings.limits.get(limit);
            let (least, _) = limit.range();
            let at = if value == least { "least" } else { "most" };
            let (numbers, suffix) = (self.numbers(), limit.measured().suffix());
            let value = numbers.count(value);
            self.notices.note(format!("“{}” can be {value}{suffix} at {at}: set to that", limit.title()));
        }
    }
}
