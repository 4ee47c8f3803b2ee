//! The browser's driver: a process of its own on a port of its own, which ends with its owner.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::browser::Browser;
use crate::proc::Guard;
use crate::step::Failure;

/// A driver that runs until it is dropped, by a panic too.
#[derive(Debug)]
pub struct Driver {
    /// Where it listens.
    pub address: SocketAddr,
    /// The browser it starts.
    pub browser: Browser,
    // Only held so that the process ends with this value.
    _process: Guard,
}

impl Driver {
    /// Starts a driver on a free port.
    ///
    /// # Errors
    /// When there is no driver or it does not answer.
    pub fn start() -> Result<Self, Failure> {
        let remedy = "run `cargo xtask setup`, or name a browser and its driver by CHROME and CHROMEDRIVER";
        let browser =
            Browser::find().ok_or_else(|| Failure::new("there is no Chromium with a driver", remedy))?;
        let failed = |error: std::io::Error| Failure::new(error.to_string(), remedy);
        let address =
            TcpListener::bind(("127.0.0.1", 0)).and_then(|port| port.local_addr()).map_err(failed)?;
        let mut command = Command::new(&browser.driver);
        command.arg(format!("--port={}", address.port())).arg("--log-level=SEVERE");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = Guard(command.spawn().map_err(failed)?);
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            let ended = !matches!(process.0.try_wait(), Ok(None));
            if ended || start.elapsed() > Duration::from_secs(20) {
                return Err(Failure::new(format!("{} does not answer", browser.driver.display()), remedy));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(Self { address, browser, _process: process })
    }

    /// The driver that all tests of this process share; it ends when the last of them lets it go.
    ///
    /// # Errors
    /// When there is no driver or it does not answer.
    pub fn shared() -> Result<Arc<Self>, Failure> {
        static SHARED: Mutex<Weak<Driver>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(driver) = shared.upgrade() {
            return Ok(driver);
        }
        let driver = Arc::new(Self::start()?);
        *shared = Arc::downgrade(&driver);
        Ok(driver)
    }
}
