//! The browsers that the tests use and what drives them: found, or installed where apt and crates.io have them.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::install;
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

/// The version of geckodriver that is installed where there is none.
const GECKODRIVER: &str = "0.37.0";

/// The variable that names the browser of the end-to-end tests: `chromium`, `firefox` or `webkit`.
pub const CHOICE: &str = "INTERLEAVE_BROWSER";

/// A kind of browser, which is to say an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium, in which every test runs.
    Chromium,
    /// Firefox.
    Firefox,
    /// `WebKit`, the engine of Safari, as GTK has it.
    WebKit,
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The kind of that name, in lower case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.to_string().to_lowercase() == name)
    }

    /// The kind that [`CHOICE`] names, or Chromium.
    ///
    /// # Errors
    /// When it names none.
    pub fn chosen() -> Result<Self, Failure> {
        let Some(name) = env::var_os(CHOICE) else { return Ok(Self::Chromium) };
        let name = name.to_string_lossy();
        Self::named(&name).ok_or_else(|| {
            let expected = "name one of chromium, firefox and webkit by it, or unset it";
            Failure::new(format!("{CHOICE}: there is no browser `{name}`"), expected)
        })
    }

    /// What to do where there is none.
    const fn remedy(self) -> &'static str {
        match self {
            Self::Chromium => {
                "install Chrome or Chromium and the chromedriver of its version, or name them by CHROME and CHROMEDRIVER"
            }
            Self::Firefox => "install Firefox and geckodriver, or name them by FIREFOX and GECKODRIVER",
            Self::WebKit => {
                "install WebKitGTK's MiniBrowser, WebKitWebDriver and Xvfb, or name the first by MINIBROWSER"
            }
        }
    }

    /// Debian's packages of it, the one that may be missing in a distribution first.
    const fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium-driver", "chromium"],
            Self::Firefox => &["firefox-esr"],
            Self::WebKit => &["webkit2gtk-driver", "xvfb"],
        }
    }
}

/// A browser and the driver that steers it.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Which one it is.
    pub kind: Kind,
    /// The browser's program.
    pub program: PathBuf,
    /// The driver's program.
    pub driver: PathBuf,
}

impl Browser {
    /// What is here already: what variables name comes first, then what is on the PATH.
    #[must_use]
    pub fn find(kind: Kind) -> Option<Self> {
        let program = program(kind)?;
        let driver = match kind {
            Kind::Chromium => driver("CHROMEDRIVER", "CHROMEWEBDRIVER", "chromedriver")?,
            Kind::Firefox => geckodriver()?,
            Kind::WebKit => {
                proc::find("Xvfb")?;
                proc::find("WebKitWebDriver")?
            }
        };
        Some(Self { kind, program, driver })
    }

    /// The same, or a failure that says what to do.
    ///
    /// # Errors
    /// When it is not here.
    pub fn here(kind: Kind) -> Result<Self, Failure> {
        let remedy = format!("run `cargo xtask setup`, or {}", kind.remedy());
        Self::find(kind).ok_or_else(|| Failure::new(format!("there is no {kind} with a driver"), remedy))
    }
}

/// The browser's own program.
fn program(kind: Kind) -> Option<PathBuf> {
    let on_mac = |path: &str| Some(PathBuf::from(path)).filter(|path| path.is_file());
    match kind {
        Kind::Chromium => {
            let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
            let mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
            proc::program("CHROME", &names).or_else(|| on_mac(mac))
        }
        Kind::Firefox => proc::program("FIREFOX", &["firefox-esr", "firefox"])
            .or_else(|| on_mac("/Applications/Firefox.app/Contents/MacOS/firefox")),
        Kind::WebKit => proc::program("MINIBROWSER", &[]).or_else(minibrowser),
    }
}

/// A driver: what a variable names, what is in the folder that a variable of GitHub's runners names, what is on the PATH.
fn driver(variable: &str, folder: &str, name: &str) -> Option<PathBuf> {
    let folder = env::var_os(folder).map(PathBuf::from);
    proc::program(variable, &[]).or_else(|| proc::find_in(name, folder)).or_else(|| proc::find(name))
}

/// The geckodriver that is here already, or the one that was installed.
fn geckodriver() -> Option<PathBuf> {
    driver("GECKODRIVER", "GECKOWEBDRIVER", "geckodriver").or_else(|| {
        let folder = install::folder("geckodriver", GECKODRIVER).ok()?.join("bin");
        proc::find_in("geckodriver", [folder])
    })
}

/// The browser that comes with `WebKitGTK`; distributions keep it off the PATH.
fn minibrowser() -> Option<PathBuf> {
    let below = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        found.sort();
        found
    };
    let roots = ["/usr/lib", "/usr/libexec", "/usr/lib64"].map(PathBuf::from);
    let folders = roots.iter().cloned().chain(below(&roots[0]));
    folders.flat_map(|folder| below(&folder)).map(|folder| folder.join("MiniBrowser")).find(|path| {
        let parent = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        parent.is_some_and(|name| name.starts_with("webkit2gtk-4")) && path.is_file()
    })
}

/// Finds the browser and its driver, or installs what is missing.
///
/// # Errors
/// When they are not here and cannot be had.
pub fn ensure(kind: Kind) -> Result<Browser, Failure> {
    let name = format!("{kind} and its driver");
    if let Some(browser) = Browser::find(kind) {
        step::skip(&name, &format!("{} and {}", browser.program.display(), browser.driver.display()));
        return Ok(browser);
    }
    // Firefox's driver is no package of Debian's.
    let is_whole = |kind| kind == Kind::Firefox && program(kind).is_some();
    if !is_whole(kind) {
        let packages = kind.packages();
        if !apt::offers(packages[0]) {
            return Err(Failure::new(format!("no {kind} with a driver is here"), kind.remedy()));
        }
        let packages: Vec<String> = packages.iter().map(ToString::to_string).collect();
        step::run(&name, "apt-get install", || apt::install(&packages))?;
    }
    if kind == Kind::Firefox && geckodriver().is_none() {
        install::ensure_crate("geckodriver", "geckodriver", GECKODRIVER, &["--locked"], "two minutes")?;
    }
    Browser::find(kind)
        .ok_or_else(|| Failure::new(format!("the packages brought no {kind} with a driver"), kind.remedy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_by_its_name() {
        assert_eq!(Kind::named("webkit"), Some(Kind::WebKit));
        assert_eq!(Kind::named("firefox"), Some(Kind::Firefox));
        assert_eq!(Kind::named("Netscape"), None);
    }
}
