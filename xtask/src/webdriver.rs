//! A browser session, steered by WebDriver over plain HTTP: as much of the protocol as tests and pictures need.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::FLAGS;
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
        let mut flags: Vec<&str> = FLAGS.to_vec();
        flags.extend(["--window-size=1280,900", "--hide-scrollbars", "--lang=en-US"]);
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "binary": driver.browser.chrome, "args": flags },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": 30_000, "pageLoad": 60_000, "implicit": 0 },
        } } });
        let open = || request(driver.address, "POST", "/session", Some(&wanted));
        // On a machine that is busy with something else, a browser may take longer than its driver waits.
        let answer = open().or_else(|_| open())?;
        let id = answer["sessionId"].as_str().ok_or("the driver named no session")?.to_owned();
        Ok(Self { driver, id })
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

    /// Sets the size of the page itself, in CSS pixels; a window could not be made narrower than about 500.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn resize(&self, width: u32, height: u32, scale: f64, touch: bool) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": touch });
        self.cdp("Emulation.setDeviceMetricsOverride", &size)?;
        let points = if touch { 5 } else { 1 };
        self.cdp("Emulation.setTouchEmulationEnabled", &json!({ "enabled": touch, "maxTouchPoints": points }))
            .map(drop)
    }

    /// Tells the page what the person's system wants.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn media(&self, media: Media) -> Result<()> {
        let either = |yes: bool, on: &str, off: &str| if yes { on.to_owned() } else { off.to_owned() };
        let wishes = json!({
            "media": either(media.print, "print", "screen"),
            "features": [
                { "name": "prefers-color-scheme", "value": either(media.dark, "dark", "light") },
                { "name": "prefers-reduced-motion", "value": either(media.reduced_motion, "reduce", "no-preference") },
                { "name": "forced-colors", "value": either(media.forced_colors, "active", "none") },
            ],
        });
        self.cdp("Emulation.setEmulatedMedia", &wishes).map(drop)
    }

    /// What the console has said since it was last asked.
    ///
    /// # Errors
    /// When the driver refuses.
    pub fn console(&self) -> Result<Vec<ConsoleLine>> {
        let lines = self.post("se/log", &json!({ "type": "browser" }))?;
        let text = |line: &Value, key: &str| line[key].as_str().unwrap_or("").to_owned();
        let lines = lines.as_array().cloned().unwrap_or_default();
        Ok(lines
            .iter()
            .map(|line| ConsoleLine { level: text(line, "level"), text: text(line, "message") })
            .collect())
    }

    /// A picture of the page in PNG: of its window, or with `clip` (x, y, width, height in CSS pixels) of any part.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn picture(&self, clip: Option<[f64; 4]>) -> Result<Vec<u8>> {
        let mut params = json!({ "format": "png", "captureBeyondViewport": clip.is_some() });
        if let Some([x, y, width, height]) = clip {
            params["clip"] = json!({ "x": x, "y": y, "width": width, "height": height, "scale": 1 });
        }
        let answer = self.cdp("Page.captureScreenshot", &params)?;
        base64(answer["data"].as_str().unwrap_or("")).ok_or_else(|| "the picture is not base64".to_owned())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The browser may be gone already; the driver's end takes care of the rest.
        drop(request(self.driver.address, "DELETE", &format!("/session/{}", self.id), None));
    }
}

/// One request to the driver, one connection: the answer's `value`, or its error in words.
fn request(address: SocketAddr, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
    let (status, text) =
        exchange(address, method, path, body).map_err(|error| format!("{method} {path}: {error}"))?;
    let answer: Value =
        serde_json::from_str(&text).map_err(|error| format!("{method} {path}: {error}: {text}"))?;
    let value = &answer["value"];
    if status == 200 {
        return Ok(value.clone());
    }
    let word = |key: &str| value[key].as_str().unwrap_or("").lines().next().unwrap_or("").to_owned();
    Err(format!("{method} {path}: {}: {}", word("error"), word("message")))
}

fn exchange(
    address: SocketAddr,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    // Longer than the longest limit of the browser's own.
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split_whitespace().nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut bytes = vec![0; length];
    reader.read_exact(&mut bytes)?;
    Ok((status, String::from_utf8_lossy(&bytes).into_owned()))
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

/// Reads base64 as browsers write it.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for letter in text.trim_end_matches('=').bytes() {
        let digit = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        buffer = (buffer << 6) | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((buffer >> bits) & 0xFF).ok()?);
            buffer &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read() {
        assert_eq!(base64("aGVsbG8="), Some(b"hello".to_vec()));
        assert_eq!(base64("+/8A"), Some(vec![0xFB, 0xFF, 0x00]));
        assert_eq!(base64("no spaces"), None);
    }

    #[test]
    fn chords_become_the_protocols_characters() {
        assert_eq!(chord_of("Shift+ArrowLeft"), ["\u{E008}", "\u{E012}"]);
        assert_eq!(chord_of("+"), ["+"]);
        assert_eq!(chord_of("Space"), [" "]);
    }
}
