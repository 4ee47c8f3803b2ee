//! Which key does what, and where it is left to the element that has the focus.

use super::edit::Change;
use super::zoom::{ZOOM_IN_PERMILLE, ZOOM_OUT_PERMILLE};
use super::{Action, Direction, STEPS_AT_ONCE};

/// What has the focus when a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// Nothing in particular.
    Page,
    /// A button, a link or the like: Space and Enter are its own.
    Button,
    /// A text field, a menu, a slider: every key is its own.
    Field,
}

/// A key as the browser reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press<'a> {
    /// `KeyboardEvent.key`: ` `, `ArrowLeft`, `+`.
    pub key: &'a str,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Control, Alt or Meta is held: then the key is the browser's or the system's.
    pub modified: bool,
    /// What has the focus.
    pub focus: Focus,
}

/// What a key asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A change of state.
    Act(Action),
    /// The dialog that lists the keys.
    Help,
}

/// The command of a key; `None` where the key is not the page's. `single_characters` is false where the reader has
/// switched off the keys that are one character (WCAG 2.1.4).
pub fn command(press: Press<'_>, single_characters: bool) -> Option<Command> {
    if press.modified || press.focus == Focus::Field {
        return None;
    }
    let count = if press.shift { STEPS_AT_ONCE } else { 1 };
    let action = match press.key {
        "ArrowRight" => Action::Step(Direction::Forward, count),
        "ArrowLeft" => Action::Step(Direction::Back, count),
        "Home" => Action::Start,
        "End" => Action::End,
        " " if press.focus == Focus::Page && single_characters => Action::TogglePlay,
        "+" | "=" if single_characters => Action::Zoom(ZOOM_IN_PERMILLE),
        "-" | "−" | "_" if single_characters => Action::Zoom(ZOOM_OUT_PERMILLE),
        "0" if single_characters => Action::ZoomReset,
        "?" if single_characters => return Some(Command::Help),
        _ => return None,
    };
    Some(Command::Act(action))
}

/// What Control or Command with a letter does to the history of edits; text fields keep a history of their own.
pub fn history(key: &str, shift: bool, control: bool, in_text: bool) -> Option<Change> {
    if !control || in_text {
        return None;
    }
    match (key, shift) {
        ("z", false) => Some(Change::Undo),
        ("z" | "Z", true) | ("y", false) => Some(Change::Redo),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_z_take_back_outside_of_text() {
        assert_eq!(history("z", false, true, false), Some(Change::Undo));
        assert_eq!(history("Z", true, true, false), Some(Change::Redo));
        assert_eq!(history("y", false, true, false), Some(Change::Redo));
        assert_eq!(history("z", false, true, true), None);
        assert_eq!(history("z", false, false, false), None);
    }

    #[track_caller]
    fn check(key: &str, focus: Focus, expected: Option<Action>) {
        let press = Press { key, shift: false, modified: false, focus };
        assert_eq!(command(press, true), expected.map(Command::Act));
    }

    #[test]
    fn keys_work_on_the_page_and_on_buttons() {
        for focus in [Focus::Page, Focus::Button] {
            check("ArrowRight", focus, Some(Action::Step(Direction::Forward, 1)));
            check("ArrowLeft", focus, Some(Action::Step(Direction::Back, 1)));
            check("Home", focus, Some(Action::Start));
            check("End", focus, Some(Action::End));
            check("0", focus, Some(Action::ZoomReset));
        }
    }

    #[test]
    fn space_plays_on_the_page_and_is_left_to_a_button() {
        check(" ", Focus::Page, Some(Action::TogglePlay));
        check(" ", Focus::Button, None);
    }

    #[test]
    fn a_field_keeps_every_key() {
        for key in [" ", "ArrowRight", "ArrowLeft", "Home", "End", "+", "-", "0", "?"] {
            check(key, Focus::Field, None);
        }
    }

    #[test]
    fn shift_makes_ten_steps() {
        let press = Press { key: "ArrowLeft", shift: true, modified: false, focus: Focus::Page };
        assert_eq!(command(press, true), Some(Command::Act(Action::Step(Direction::Back, 10))));
    }

    #[test]
    fn keys_of_the_browser_are_left_to_it() {
        let press = Press { key: "0", shift: false, modified: true, focus: Focus::Page };
        assert_eq!(command(press, true), None);
    }

    #[test]
    fn single_characters_can_be_switched_off_and_the_others_stay() {
        for key in [" ", "+", "-", "0", "?"] {
            let press = Press { key, shift: false, modified: false, focus: Focus::Page };
            assert_ne!(command(press, true), None);
            assert_eq!(command(press, false), None);
        }
        let press = Press { key: "End", shift: false, modified: false, focus: Focus::Page };
        assert_eq!(command(press, false), Some(Command::Act(Action::End)));
    }
}
