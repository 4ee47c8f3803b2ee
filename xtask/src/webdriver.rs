//! A browser session, steered by WebDriver over plain HTTP: as much of the protocol as tests and pictures need.

mod kinds;
mod wire;

use std::sync::Arc;

use serde_json::{Value, json};

use self::wire::request;
use crate::browser::Kind;
use crate::driver::Driver;

/// The name that the protocol gives to an element's handle.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What the driver or the browser refused, in its own words.
pub type Result<T> = std::result::Result<T, String>;

/// A line of the browser's console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsoleLine {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub level: String,
    /// What it says, with its place.
    pub text: String,
}

/// What the page is told of the person's screen and wishes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Media {
    /// The system is dark.
    pub dark: bool,
    /// The person wants less motion.
    pub reduced_motion: bool,
    /// The system forces its own colours.
    pub forced_colors: bool,
    /// The page is being printed.
    pub print: bool,
}

/// What a pointer does next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pointer {
    /// It goes to a place.
    To(f64, f64),
    /// Its button, or the finger, goes down.
    Down,
    /// It goes up.
    Up,
}

/// An open browser, which closes when this is dropped.
#[derive(Debug)]
pub struct Session {
    driver: Arc<Driver>,
    id: String,
}

impl Session {
    /// Opens a browser of its own, with a window of 1280 by 900.
    ///
    /// # Errors
    /// When the driver cannot start the browser.
    pub fn open(driver: Arc<Driver>) -> Result<Self> {
        let mut wanted = kinds::wanted(&driver);
        wanted["timeouts"] = json!({ "script": 30_000, "pageLoad": 60_000, "implicit": 0 });
        let wanted = json!({ "capabilities": { "alwaysMatch": wanted } });
        let open = || request(driver.address, "POST", "/session", Some(&wanted));
        // On a machine that is busy with something else, a browser may take longer than its driver waits.
        let answer = open().or_else(|_| open())?;
        let id = answer["sessionId"].as_str().ok_or("the driver named no session")?.to_owned();
        let session = Self { driver, id };
        if session.kind() != Kind::Chromium {
            session.resize(1280, 900, 1.0, false)?;
        }
        Ok(session)
    }

    /// Sends a command of the protocol below the session's path.
    ///
    /// # Errors
    /// When the driver or the browser refuses.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value> {
        request(self.driver.address, "POST", &format!("/session/{}/{path}", self.id), Some(body))
    }

    /// Asks for something below the session's path.
    ///
    /// # Errors
    /// When the driver or the browser refuses.
    pub fn get(&self, path: &str) -> Result<Value> {
        request(self.driver.address, "GET", &format!("/session/{}/{path}", self.id), None)
    }

    /// Sends a command of the browser's own protocol, for instance `Page.captureScreenshot`.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn cdp(&self, command: &str, params: &Value) -> Result<Value> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": params }))
    }

    /// Opens an address and waits until it has loaded.
    ///
    /// # Errors
    /// When it cannot be loaded.
    pub fn goto(&self, url: &str) -> Result<()> {
        self.post("url", &json!({ "url": url })).map(drop)
    }

    /// Runs a function body in the page; the arguments are `arguments[0]` and so on, a promise is awaited.
    ///
    /// # Errors
    /// What the script throws.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// The handle of the first element that the selector finds.
    ///
    /// # Errors
    /// When there is none.
    pub fn element(&self, selector: &str) -> Result<String> {
        let found = self.post("element", &json!({ "using": "css selector", "value": selector }))?;
        Ok(found[ELEMENT].as_str().ok_or("no handle")?.to_owned())
    }

    /// Clicks the first element that the selector finds, as a mouse would: what lies above it is hit instead.
    ///
    /// # Errors
    /// When there is none, or something covers it.
    pub fn click(&self, selector: &str) -> Result<()> {
        let element = self.element(selector)?;
        self.post(&format!("element/{element}/click"), &json!({})).map(drop)
    }

    /// Presses and releases keys, each like `Space`, `ArrowRight`, `Shift+ArrowLeft`, `?`.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn press(&self, keys: &[&str]) -> Result<()> {
        let mut actions = Vec::new();
        for chord in keys {
            let parts = chord_of(chord);
            actions.extend(parts.iter().map(|key| json!({ "type": "keyDown", "value": key })));
            actions.extend(parts.iter().rev().map(|key| json!({ "type": "keyUp", "value": key })));
        }
        self.post("actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }))
            .map(drop)
    }

    /// Moves a `mouse` or a `touch` over the page, to places in CSS pixels of its window.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn pointer(&self, kind: &str, moves: &[Pointer]) -> Result<()> {
        let action = |step: &Pointer| match *step {
            Pointer::To(x, y) => {
                json!({ "type": "pointerMove", "duration": 30, "x": x.round(), "y": y.round(), "origin": "viewport" })
            }
            Pointer::Down => json!({ "type": "pointerDown", "button": 0 }),
            Pointer::Up => json!({ "type": "pointerUp", "button": 0 }),
        };
        let actions: Vec<Value> = moves.iter().map(action).collect();
        let source = json!({ "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions });
        self.post("actions", &json!({ "actions": [source] })).map(drop)
    }

    /// Gives the first `<input type="file">` that the selector finds a file of this machine.
    ///
    /// # Errors
    /// When there is none, or the browser refuses.
    pub fn choose_file(&self, selector: &str, path: &std::path::Path) -> Result<()> {
        let element = self.element(selector)?;
        self.post(&format!("element/{element}/value"), &json!({ "text": path.to_string_lossy() })).map(drop)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The browser may be gone already; the driver's end takes care of the rest.
        drop(request(self.driver.address, "DELETE", &format!("/session/{}", self.id), None));
    }
}

/// The protocol's characters for a chord such as `Shift+ArrowLeft`.
fn chord_of(chord: &str) -> Vec<String> {
    if chord.chars().count() == 1 {
        return vec![chord.to_owned()];
    }
    let named = |name: &str| {
        let key = match name {
            "Backspace" => '\u{E003}',
            "Tab" => '\u{E004}',
            "Enter" => '\u{E007}',
            "Shift" => '\u{E008}',
            "Control" => '\u{E009}',
            "Alt" => '\u{E00A}',
            "Escape" => '\u{E00C}',
            "Space" => ' ',
            "PageUp" => '\u{E00E}',
            "PageDown" => '\u{E00F}',
            "End" => '\u{E010}',
            "Home" => '\u{E011}',
            "ArrowLeft" => '\u{E012}',
            "ArrowUp" => '\u{E013}',
            "ArrowRight" => '\u{E014}',
            "ArrowDown" => '\u{E015}',
            "Delete" => '\u{E017}',
            "Meta" => '\u{E03D}',
            _ => return name.to_owned(),
        };
        key.to_string()
    };
    chord.split('+').map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_become_the_protocols_characters() {
        assert_eq!(chord_of("Shift+ArrowLeft"), ["\u{E008}", "\u{E012}"]);
        assert_eq!(chord_of("+"), ["+"]);
        assert_eq!(chord_of("Space"), [" "]);
    }
}
