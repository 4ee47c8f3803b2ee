//! A browser's driver: a process of its own on a port of its own, which ends with its owner.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::browser::{Browser, Kind};
use crate::proc::Guard;
use crate::step::Failure;

/// A driver that runs until it is dropped, by a panic too.
#[derive(Debug)]
pub struct Driver {
    /// Where it listens.
    pub address: SocketAddr,
    /// The browser it starts.
    pub browser: Browser,
    // Only held so that they end with this value, in this order.
    _process: Guard,
    _display: Option<Guard>,
    home: Home,
}

impl Driver {
    /// Starts a driver on a free port.
    ///
    /// # Errors
    /// When there is no driver or it does not answer.
    pub fn start(kind: Kind) -> Result<Self, Failure> {
        let browser = Browser::here(kind)?;
        let failed = |error: std::io::Error| Failure::new(error.to_string(), "run `cargo xtask setup`");
        let address =
            TcpListener::bind(("127.0.0.1", 0)).and_then(|port| port.local_addr()).map_err(failed)?;
        let home = Home::new().map_err(failed)?;
        let mut command = Command::new(&browser.driver);
        command.arg(format!("--port={}", address.port()));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut display = None;
        match kind {
            Kind::Chromium => {
                command.arg("--log-level=SEVERE");
            }
            Kind::Firefox => {
                command.arg("--log=fatal").env("HOME", &home.0);
            }
            Kind::WebKit => {
                let (screen, name) = screen().map_err(failed)?;
                display = Some(screen);
                command.env("DISPLAY", name).env("HOME", &home.0).env("XDG_CONFIG_HOME", &home.0);
                // Containers have no room for a sandbox; what the browser shows is our own.
                command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1").env("LANG", "en_US.UTF-8");
            }
        }
        let mut process = Guard(command.spawn().map_err(failed)?);
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            let ended = !matches!(process.0.try_wait(), Ok(None));
            if ended || start.elapsed() > Duration::from_secs(20) {
                let what = format!("{} does not answer", browser.driver.display());
                return Err(Failure::new(what, "run `cargo xtask setup`"));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(Self { address, browser, _process: process, _display: display, home })
    }

    /// A driver for one more session: Chromium's is shared by all tests of this process, and ends when the last of them
    /// lets it go; the others can have one session only.
    ///
    /// # Errors
    /// When there is no driver or it does not answer.
    pub fn shared(kind: Kind) -> Result<Arc<Self>, Failure> {
        static SHARED: Mutex<Weak<Driver>> = Mutex::new(Weak::new());
        if kind != Kind::Chromium {
            return Self::start(kind).map(Arc::new);
        }
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(driver) = shared.upgrade() {
            return Ok(driver);
        }
        let driver = Arc::new(Self::start(kind)?);
        *shared = Arc::downgrade(&driver);
        Ok(driver)
    }

    /// The home of its browsers, into which they save.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.home.0
    }
}

/// A folder for what browsers keep, which goes with its owner.
#[derive(Debug)]
struct Home(PathBuf);

impl Home {
    fn new() -> std::io::Result<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let home = env::temp_dir().join(format!("interleave-browser-{}-{number}", std::process::id()));
        fs::create_dir_all(&home)?;
        Ok(Self(home))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // What a browser still writes there is nobody's loss.
        drop(fs::remove_dir_all(&self.0));
    }
}

/// A screen that nobody sees, and its name.
fn screen() -> std::io::Result<(Guard, String)> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "2000x2000x24", "-nolisten", "tcp"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut screen = Guard(command.spawn()?);
    let mut number = String::new();
    if let Some(stdout) = screen.0.stdout.take() {
        BufReader::new(stdout).read_line(&mut number)?;
    }
    if number.trim().is_empty() {
        return Err(std::io::Error::other("Xvfb gives no screen"));
    }
    Ok((screen, format!(":{}", number.trim())))
}
