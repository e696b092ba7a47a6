//! What views get: the session to read, and a queue to send commands to.

use std::cell::RefCell;

use super::widgets::dates::{column_date, long_date};
use crate::corpus::Published;
use crate::figure::{Ink, Numbers};
use crate::project::settings::Density;
use crate::query::Query;
use crate::session::{Action, Command, Session};
use crate::ui::theme::{Reading, Tokens};

/// Commands sent while drawing; applied before the next frame.
#[derive(Debug, Default)]
pub struct CommandQueue {
    waiting: RefCell<Vec<Command>>,
}

impl CommandQueue {
    /// Sends a command.
    pub fn send(&self, command: Command) {
        log::debug!("command {command:?}");
        self.waiting.borrow_mut().push(command);
    }

    /// Takes all that were sent, in order.
    pub fn drain(&self) -> Vec<Command> {
        self.waiting.take()
    }

    /// Whether something was sent.
    pub fn is_empty(&self) -> bool {
        self.waiting.borrow().is_empty()
    }
}

/// What a view may see and do.
#[derive(Clone, Copy)]
pub struct ViewContext<'a> {
    /// Everything the program knows, to be read.
    pub session: &'a Session,
    /// Colours and sizes.
    pub tokens: &'static Tokens,
    /// Where commands go.
    pub commands: &'a CommandQueue,
    /// In tests nothing moves by itself.
    pub is_test: bool,
}

impl ViewContext<'_> {
    /// Sends a command; it is applied before the next frame.
    pub fn send(&self, command: Command) {
        self.commands.send(command);
    }

    /// Sends an action.
    pub fn act(&self, action: Action) {
        self.send(Command::Do(action));
    }

    /// How articles are set.
    pub fn reading(&self) -> Reading {
        let settings = self.session.settings();
        self.tokens.reading_as(settings.reading_face, settings.reading_size)
    }

    /// How high a row of a table is, as dense as the user wants it.
    pub fn row_height(&self) -> f32 {
        let row = &self.tokens.sizes.row;
        match self.session.settings().density {
            Density::Comfortable => row.normal as f32,
            Density::Compact => row.compact as f32,
        }
    }

    /// A date for a narrow column, as the user wants dates.
    pub fn column_date(&self, published: Option<Published>) -> String {
        column_date(self.session.settings().dates, published)
    }

    /// A date with its month in full, as the user wants dates.
    pub fn long_date(&self, published: Option<Published>) -> String {
        long_date(self.session.settings().dates, published)
    }

    /// Name and ink of the series that asks this; none while there is only one, which needs no telling apart.
    pub fn series_of(&self, query: &Query) -> Option<(&str, Ink)> {
        let bench = self.session.bench();
        let series = bench.shown_series().find(|(_, series)| series.query == *query)?.1;
        let is_one_of_several = bench.shown_series().nth(1).is_some();
        is_one_of_several.then(|| (series.name.as_str(), Ink::of_series(usize::from(series.ink))))
    }

    /// How numbers are written on the screen.
    pub fn numbers(&self) -> Numbers {
        self.session.numbers()
    }

    /// The ink of an outlet; an outlet not known has none.
    pub fn ink(&self, outlet: &str) -> Option<Ink> {
        self.session.ink_of(outlet).map(|index| Ink::nth(usize::from(index)))
    }
}
