//! Which keys do which action.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::session::Action;

const COMMAND: Modifiers = Modifiers::COMMAND;
const COMMAND_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
const ALT: Modifiers = Modifiers::ALT;
const ALT_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::ALT };
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

/// The keys of an action, if it has some.
pub fn keys(action: Action) -> Option<KeyboardShortcut> {
    let (modifiers, key) = match action {
        Action::OpenFolder => (COMMAND, Key::O),
        Action::OpenFiles => (COMMAND_SHIFT, Key::O),
        Action::OpenPath => (COMMAND, Key::L),
        Action::ReadAgain => (NONE, Key::F5),
        Action::LookForChanges => (SHIFT, Key::F5),
        Action::ClearFilters => (ALT, Key::X),
        Action::SelectNone => (COMMAND_SHIFT, Key::A),
        Action::CompareSelection => (COMMAND_SHIFT, Key::D),
        Action::CloseBeside => (ALT, Key::B),
        Action::ShowNotices => (ALT, Key::N),
        Action::Quit => (COMMAND, Key::Q),
        Action::Undo => (COMMAND, Key::Z),
        Action::Redo => (COMMAND_SHIFT, Key::Z),
        Action::AddSeries => (COMMAND, Key::E),
        Action::AddFilter => (COMMAND_SHIFT, Key::F),
        Action::ToggleFacets => (ALT, Key::V),
        Action::ImportReport => (COMMAND_SHIFT, Key::I),
        Action::SaveReport => (COMMAND_SHIFT, Key::R),
        Action::ShowOutlets => (COMMAND_SHIFT, Key::G),
        Action::ShowCorrections => (COMMAND_SHIFT, Key::K),
        Action::ShowCodebooks => (COMMAND_SHIFT, Key::L),
        Action::CodeByHand => (COMMAND_SHIFT, Key::H),
        Action::Search => (COMMAND, Key::F),
        Action::ShowBrowse => (COMMAND, Key::Num1),
        Action::ShowFrequency => (COMMAND, Key::Num2),
        Action::ShowCompare => (COMMAND, Key::Num3),
        Action::LensByOutlet => (ALT, Key::Num1),
        Action::LensOverTime => (ALT, Key::Num2),
        Action::LensDispersion => (ALT, Key::Num3),
        Action::LensDistinctive => (ALT, Key::Num4),
        Action::LensWordShift => (ALT, Key::Num5),
        Action::LensNeighbours => (ALT, Key::Num6),
        Action::LensPhrases => (ALT, Key::Num7),
        Action::LensLines => (ALT, Key::Num8),
        Action::NextStory => (ALT, Key::PageDown),
        Action::PreviousStory => (ALT, Key::PageUp),
        Action::AllStories => (ALT, Key::S),
        Action::CompareStory => (COMMAND_SHIFT, Key::Y),
        Action::Back => (ALT, Key::ArrowLeft),
        Action::Forward => (ALT, Key::ArrowRight),
        Action::Palette => (COMMAND, Key::K),
        Action::NextArticle => (ALT, Key::ArrowDown),
        Action::PreviousArticle => (ALT, Key::ArrowUp),
        Action::SelectAll => (COMMAND, Key::A),
        Action::FindInArticle => (COMMAND, Key::G),
        Action::NextOfOutlet => (ALT_SHIFT, Key::ArrowDown),
        Action::PreviousOfOutlet => (ALT_SHIFT, Key::ArrowUp),
        Action::OpenBeside => (COMMAND, Key::B),
        Action::SwapBeside => (COMMAND_SHIFT, Key::B),
        Action::NextPassage => (COMMAND, Key::ArrowDown),
        Action::PreviousPassage => (COMMAND, Key::ArrowUp),
        Action::NextOnlyHere => (COMMAND_SHIFT, Key::ArrowDown),
        Action::PreviousOnlyHere => (COMMAND_SHIFT, Key::ArrowUp),
        Action::CopyWithCitation => (COMMAND_SHIFT, Key::Q),
        Action::ReadingLarger => (ALT, Key::Plus),
        Action::ReadingSmaller => (ALT, Key::Minus),
        Action::NextHit => (NONE, Key::F3),
        Action::PreviousHit => (SHIFT, Key::F3),
        Action::ReadClean => (ALT, Key::C),
        Action::ReadFurniture => (ALT, Key::F),
        Action::ReadRaw => (ALT, Key::R),
        Action::CompareOutlets => (COMMAND, Key::D),
        Action::CopyCitation => (COMMAND_SHIFT, Key::X),
        Action::CopyMethods => (COMMAND_SHIFT, Key::M),
        Action::CopyPicture => (COMMAND_SHIFT, Key::C),
        Action::SaveFigure => (COMMAND_SHIFT, Key::E),
        Action::FigureAlone => (NONE, Key::F11),
        Action::ZoomIn => (COMMAND, Key::Plus),
        Action::ZoomOut => (COMMAND, Key::Minus),
        Action::ZoomReset => (COMMAND, Key::Num0),
        Action::Help => (NONE, Key::F1),
        Action::CloseOverlay => (NONE, Key::Escape),
        Action::StopAll => (COMMAND, Key::Period),
        Action::Settings => (COMMAND, Key::Comma),
        Action::SaveProject => (COMMAND, Key::S),
        Action::SaveProjectAs => (COMMAND_SHIFT, Key::S),
        Action::OpenProject => (COMMAND_SHIFT, Key::P),
        Action::AddFolder
        | Action::TakeOutEmptied
        | Action::OpenRecipe
        | Action::ShowProject
        | Action::ImportCodebook
        | Action::ShowFields
        | Action::StartAfresh
        | Action::OpenSample
        | Action::OpenFile
        | Action::SameArticle
        | Action::NotSameArticle
        | Action::CountThisVersion
        | Action::JoinPages
        | Action::TakePagesApart
        | Action::ReadingSerif
        | Action::ReadingSans
        | Action::StopReading
        | Action::NewSample
        | Action::CopyLines
        | Action::CopyLineTable
        | Action::SaveLines
        | Action::SaveArticles
        | Action::CopyGlance
        | Action::SaveGlance
        | Action::TryAgain
        | Action::ShowLog
        | Action::ShowLogFolder
        | Action::UnitPerThousand
        | Action::UnitPerMillion
        | Action::UnitSentences
        | Action::UnitShare
        | Action::UnitCount
        | Action::ThemeSystem
        | Action::ThemeLight
        | Action::ThemeDark
        | Action::SaveImportReport
        | Action::About => return None,
    };
    Some(KeyboardShortcut::new(modifiers, key))
}

/// Other keys that do the same: on most keyboards + stands above =, and nobody wants to think of Shift.
fn also(action: Action) -> Option<KeyboardShortcut> {
    match action {
        Action::ZoomIn => Some(KeyboardShortcut::new(COMMAND, Key::Equals)),
        Action::ReadingLarger => Some(KeyboardShortcut::new(ALT, Key::Equals)),
        _ => None,
    }
}

/// Keys that a text field wants for itself while it has the keyboard.
fn belongs_to_text(keys: KeyboardShortcut) -> bool {
    let is_arrow =
        matches!(keys.logical_key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown);
    let is_edit = matches!(keys.logical_key, Key::Z | Key::X | Key::A);
    (is_arrow && (keys.modifiers.command || keys.modifiers.alt)) || (is_edit && keys.modifiers.command)
}

/// The actions whose keys were pressed since the last frame; `is_covered` when something lies over the window.
pub fn pressed(ctx: &egui::Context, is_covered: bool) -> Vec<Action> {
    let is_typing = ctx.text_edit_focused();
    let mut with_keys: Vec<_> =
        Action::ALL.iter().filter_map(|action| keys(*action).map(|keys| (*action, keys))).collect();
    // The richest combination first: plain Ctrl+S also matches Ctrl+Shift+S.
    with_keys.sort_by_key(|(_, keys)| {
        std::cmp::Reverse(u8::from(keys.modifiers.shift) + u8::from(keys.modifiers.alt))
    });
    let mut pressed = Vec::new();
    for (action, keys) in with_keys {
        if is_typing && belongs_to_text(keys) {
            continue;
        }
        // Escape closes what lies on top: a menu before the sheet below it, and nothing where nothing lies.
        if action == Action::CloseOverlay && (!is_covered || egui::Popup::is_any_open(ctx)) {
            continue;
        }
        // What is chosen in a sheet is the sheet's; the table below it is not seen.
        if is_covered && matches!(action, Action::SelectAll | Action::SelectNone) {
            continue;
        }
        let other = also(action);
        let is_pressed = ctx.input_mut(|input| {
            input.consume_shortcut(&keys) || other.is_some_and(|keys| input.consume_shortcut(&keys))
        });
        if is_pressed {
            if keys.modifiers.alt {
                // With Alt alone the key comes as a letter too, and a field would take it.
                ctx.input_mut(|input| input.events.retain(|event| !matches!(event, egui::Event::Text(_))));
            }
            pressed.push(action);
        }
    }
    pressed
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use egui::ModifierNames;

    use super::*;

    #[test]
    fn no_two_actions_share_their_keys() {
        for is_mac in [false, true] {
            let mut seen = BTreeMap::new();
            for action in Action::ALL {
                for keys in keys(*action).into_iter().chain(also(*action)) {
                    let name = keys.format(&ModifierNames::NAMES, is_mac);
                    if let Some(other) = seen.insert(name.clone(), *action) {
                        panic!("{name} does both {other:?} and {action:?}");
                    }
                }
            }
        }
    }

    /// What every text field knows: an action with these keys would never be done, or would be done by mistake.
    #[test]
    fn no_shortcut_takes_what_a_text_field_does() {
        for action in Action::ALL {
            for keys in keys(*action).into_iter().chain(also(*action)) {
                let is_command = keys.modifiers == COMMAND;
                let is_clipboard = is_command && matches!(keys.logical_key, Key::C | Key::V | Key::X);
                assert!(!is_clipboard, "{action:?}");
                let is_letter = keys.logical_key.name().chars().count() == 1;
                assert!(!is_letter || keys.modifiers.any(), "{action:?}: a bare letter is typed");
            }
        }
    }

    #[test]
    fn no_shortcut_needs_shift_and_a_digit() {
        // Shift turns the digit into a sign that differs from keyboard to keyboard.
        let digits = [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
        for action in Action::ALL {
            let with_shift = keys(*action).filter(|keys| keys.modifiers.shift);
            assert!(with_shift.is_none_or(|keys| !digits.contains(&keys.logical_key)), "{action:?}");
        }
    }

    #[test]
    fn every_action_says_what_it_does() {
        for action in Action::ALL {
            assert!(!action.text().is_empty());
            assert!(action.tooltip().len() > 10, "{action:?}");
            assert!(!action.tooltip().ends_with('.'), "{action:?}: one sentence has no full stop");
        }
    }
}
