//! How numbers are written on the screen: by the settings, or as the system does.

use super::Session;
use crate::figure::Numbers;
use crate::project::settings::NumberStyle;

impl Session {
    /// How numbers are written on the screen.
    pub fn numbers(&self) -> Numbers {
        match self.settings.numbers {
            NumberStyle::System => self.system_numbers,
            NumberStyle::CommaPoint => Numbers::ENGLISH,
            NumberStyle::PointComma => Numbers::POINT_COMMA,
            NumberStyle::SpaceComma => Numbers::SPACE_COMMA,
            NumberStyle::ApostrophePoint => Numbers::APOSTROPHE_POINT,
        }
    }

    /// Notes how the system writes numbers; until then they are English.
    pub fn know_system_numbers(&mut self, numbers: Numbers) {
        self.system_numbers = numbers;
    }
}
