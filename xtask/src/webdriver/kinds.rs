//! What one browser does otherwise than another: how it is asked for, its size, its console, its pictures, where it saves.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::wire::base64;
use super::{ConsoleLine, Media, Result, Session};
use crate::browser::{FLAGS, Kind};
use crate::driver::Driver;

/// What a session of the driver's browser is asked to be able to do.
pub fn wanted(driver: &Driver) -> Value {
    let program = &driver.browser.program;
    match driver.browser.kind {
        Kind::Chromium => {
            let mut flags: Vec<&str> = FLAGS.to_vec();
            flags.extend(["--window-size=1280,900", "--hide-scrollbars", "--lang=en-US"]);
            json!({
                "goog:chromeOptions": { "binary": program, "args": flags },
                "goog:loggingPrefs": { "browser": "ALL" },
            })
        }
        Kind::Firefox => json!({
            "moz:firefoxOptions": { "binary": program, "args": ["-headless"], "prefs": {
                "browser.download.dir": driver.home(),
                "browser.download.folderList": 2,
                "browser.download.useDownloadDir": true,
                "intl.accept_languages": "en-US",
                "ui.useOverlayScrollbars": 1,
            } },
        }),
        Kind::WebKit => {
            json!({ "webkitgtk:browserOptions": { "binary": program, "args": ["--automation"] } })
        }
    }
}

/// Only Chromium can do this.
fn only_chromium(what: &str) -> String {
    format!("{what}: only Chromium can be told to")
}

impl Session {
    /// Which browser it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.driver.browser.kind
    }

    /// Sets the size of the page itself, in CSS pixels. Only Chromium's can be narrower than about 450, have a scale or
    /// be touched.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn resize(&self, width: u32, height: u32, scale: f64, touch: bool) -> Result<()> {
        if self.kind() != Kind::Chromium {
            return self.resize_window(width, height);
        }
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": touch });
        self.cdp("Emulation.setDeviceMetricsOverride", &size)?;
        let points = if touch { 5 } else { 1 };
        self.cdp("Emulation.setTouchEmulationEnabled", &json!({ "enabled": touch, "maxTouchPoints": points }))
            .map(drop)
    }

    /// Makes the window as large as it has to be for the page to have this size.
    fn resize_window(&self, width: u32, height: u32) -> Result<()> {
        let (mut outer, mut inner) = ((width, height), (0, 0));
        // What the browser has around the page is known only once it has been seen.
        for _ in 0..3 {
            self.post("window/rect", &json!({ "width": outer.0, "height": outer.1 }))?;
            let seen = self.script("return [innerWidth, innerHeight]", &[])?;
            let number =
                |place: usize| seen[place].as_u64().and_then(|px| u32::try_from(px).ok()).unwrap_or(0);
            inner = (number(0), number(1));
            if inner == (width, height) {
                return Ok(());
            }
            outer = ((outer.0 + width).saturating_sub(inner.0), (outer.1 + height).saturating_sub(inner.1));
        }
        Err(format!("the page is {} by {} px, not {width} by {height}", inner.0, inner.1))
    }

    /// Tells the page what the person's system wants.
    ///
    /// # Errors
    /// When the browser refuses, or is not Chromium.
    pub fn media(&self, media: Media) -> Result<()> {
        if self.kind() != Kind::Chromium {
            return Err(only_chromium("what the system wants"));
        }
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

    /// What the console has said since it was last asked. Only Chromium hands it out: elsewhere it is what the page has
    /// noted by itself, if its server made it do so ([`crate::server::Site::listening`]).
    ///
    /// # Errors
    /// When the driver refuses.
    pub fn console(&self) -> Result<Vec<ConsoleLine>> {
        let lines = match self.kind() {
            Kind::Chromium => self.post("se/log", &json!({ "type": "browser" }))?,
            Kind::Firefox | Kind::WebKit => self.script("return (window.complaints ?? []).splice(0)", &[])?,
        };
        let text = |line: &Value, key: &str| line[key].as_str().unwrap_or("").to_owned();
        let lines = lines.as_array().cloned().unwrap_or_default();
        Ok(lines
            .iter()
            .map(|line| ConsoleLine { level: text(line, "level"), text: text(line, "message") })
            .collect())
    }

    /// A picture of the page in PNG: of its window, or with `clip` (x, y, width, height in CSS pixels) of any part, which
    /// only Chromium can do.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn picture(&self, clip: Option<[f64; 4]>) -> Result<Vec<u8>> {
        let data = match (self.kind(), clip) {
            (Kind::Chromium, _) => {
                let mut params = json!({ "format": "png", "captureBeyondViewport": clip.is_some() });
                if let Some([x, y, width, height]) = clip {
                    params["clip"] = json!({ "x": x, "y": y, "width": width, "height": height, "scale": 1 });
                }
                self.cdp("Page.captureScreenshot", &params)?["data"].clone()
            }
            (Kind::Firefox | Kind::WebKit, None) => self.get("screenshot")?,
            (Kind::Firefox | Kind::WebKit, Some(_)) => return Err(only_chromium("a picture of a part")),
        };
        base64(data.as_str().unwrap_or("")).ok_or_else(|| "the picture is not base64".to_owned())
    }

    /// The folder into which this browser saves from now on.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn saves(&self) -> Result<PathBuf> {
        let home: &Path = self.driver.home();
        if self.kind() != Kind::Chromium {
            return Ok(home.to_path_buf());
        }
        // Its driver has other sessions.
        let folder = home.join(&self.id);
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let way = json!({ "behavior": "allow", "downloadPath": folder });
        self.cdp("Browser.setDownloadBehavior", &way)?;
        Ok(folder)
    }
}
