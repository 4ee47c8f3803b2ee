//! Chromium and its driver: found, or installed where apt has them.

use std::env;
use std::path::{Path, PathBuf};

use crate::step::{self, Failure};
use crate::{apt, proc};

/// What Chromium is told: no window, no sandbox (containers have none), and no calls home.
pub const FLAGS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// A browser and the driver that steers it.
#[derive(Clone, Debug)]
pub struct Browser {
    /// The browser's program.
    pub chrome: PathBuf,
    /// The driver's program.
    pub driver: PathBuf,
}

impl Browser {
    /// What is here already: `CHROME` and `CHROMEDRIVER` come first, then what is on the PATH.
    #[must_use]
    pub fn find() -> Option<Self> {
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
        let mac = Path::new("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
        let chrome = proc::program("CHROME", &names).or_else(|| mac.is_file().then(|| mac.to_path_buf()))?;
        // GitHub's runners name the folder of a driver that fits their browser.
        let folder = env::var_os("CHROMEWEBDRIVER").map(PathBuf::from);
        let driver = proc::program("CHROMEDRIVER", &[])
            .or_else(|| proc::find_in("chromedriver", folder))
            .or_else(|| proc::find("chromedriver"))?;
        Some(Self { chrome, driver })
    }
}

/// Finds the browser and its driver, or installs them.
///
/// # Errors
/// When they are not here and apt has none.
pub fn ensure() -> Result<Browser, Failure> {
    let name = "Chromium and its driver";
    if let Some(browser) = Browser::find() {
        step::skip(name, &format!("{} and {}", browser.chrome.display(), browser.driver.display()));
        return Ok(browser);
    }
    let remedy = "install Chrome or Chromium and the chromedriver of its version, or name them by CHROME and CHROMEDRIVER";
    if !apt::offers("chromium-driver") {
        return Err(Failure::new("no Chromium with a driver is here", remedy));
    }
    step::run(name, "apt-get install", || apt::install(&["chromium", "chromium-driver"].map(String::from)))?;
    Browser::find().ok_or_else(|| Failure::new("the packages brought no Chromium with a driver", remedy))
}
