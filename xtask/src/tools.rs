//! The tools that a task needs, and their versions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::{self, Kind};
use crate::install::{self, ensure_crate, ensure_npm};
use crate::step::{self, Failure};
use crate::wasm::{self, Compiler};
use crate::{apt, proc, root};

/// The version of Trunk: the newest that our compiler can build.
const TRUNK: &str = "0.21.14";

/// The version of the npm package that carries `wasm-opt`.
const BINARYEN: &str = "132.0.0";

/// The version of the crate that divides programs for WebAssembly.
const SPLITTER: &str = "0.2.4";

/// The version of axe-core.
const AXE: &str = "4.14.1";

/// The version of the npm package that is `CPython` 3.14 for node.
const PYODIDE: &str = "314.0.7";

/// The version of cargo-fuzz.
const CARGO_FUZZ: &str = "0.13.2";

/// The version of mdBook that books of ours are tested with.
const MDBOOK: &str = "0.5.4";

/// `wasm-opt` of an older major version fails on what today's compiler writes.
const WASM_OPT_OLDEST: u32 = 117;

/// The tools at hand.
#[derive(Clone, Debug)]
pub struct Toolbox {
    compiler: Compiler,
    /// What the PATH begins with.
    path: Vec<PathBuf>,
}

impl Toolbox {
    /// What it takes to build the page: a compiler, Trunk and wasm-bindgen.
    ///
    /// # Errors
    /// When one of them can be neither found nor installed.
    pub fn for_building() -> Result<Self, Failure> {
        let compiler = wasm::ensure()?;
        let mut path = Vec::new();
        path.extend(ensure_crate(
            "trunk",
            "trunk",
            TRUNK,
            &["--locked", "--no-default-features"],
            "two to four minutes",
        )?);
        let version = locked_version("wasm-bindgen")?;
        path.extend(ensure_crate("wasm-bindgen-cli", "wasm-bindgen", &version, &[], "one to three minutes")?);
        Ok(Self { compiler, path })
    }

    /// What it takes to build the page as it is published: `wasm-opt` and what divides its program as well.
    ///
    /// # Errors
    /// When a tool can be neither found nor installed.
    pub fn for_release() -> Result<Self, Failure> {
        let mut tools = Self::for_building()?;
        tools.path.extend(ensure_wasm_opt()?);
        tools.path.push(ensure_splitter()?);
        Ok(tools)
    }

    /// What the tests need: mdBook, a browser and its driver, and `CPython` 3.14 as well.
    ///
    /// # Errors
    /// When a tool can be neither found nor installed.
    pub fn for_tests() -> Result<Self, Failure> {
        let tools = Self::for_release()?;
        mdbook()?;
        browser::ensure(Kind::Chromium)?;
        ensure_npm("axe-core", AXE)?;
        ensure_packages()?;
        ensure_npm("pyodide", PYODIDE)?;
        Ok(tools)
    }

    /// A program that compiles for WebAssembly, in the root of the checkout.
    #[must_use]
    pub fn command(&self, program: &str) -> Command {
        // A program of an absolute path is found whatever PATH this process has itself.
        let found = proc::find_in(program, self.path.clone());
        let mut command = match found {
            Some(path) => Command::new(path),
            None if self.compiler == Compiler::Debian && program == "cargo" => Command::new("/usr/bin/cargo"),
            None => Command::new(program),
        };
        command.current_dir(root());
        self.compiler.apply(&mut command, &self.path);
        command
    }
}

/// What the tests want besides, and the packages that have it: the servers of docs/hosting.md, and a font.
const PACKAGES: [(&str, &str, &[&str]); 3] = [
    ("nginx", "nginx-light", &["/usr/sbin/nginx"]),
    ("Apache", "apache2", &["/usr/sbin/apache2"]),
    ("a font", "fonts-dejavu-core", &["/usr/share/fonts/truetype", "/usr/share/fonts/opentype"]),
];

/// Installs what apt offers of what is missing. The test of what is missing still says so, and passes it over unless
/// it is told not to ([`crate::strict`]).
fn ensure_packages() -> Result<(), Failure> {
    for (name, package, places) in PACKAGES {
        if places.iter().any(|place| Path::new(place).exists()) {
            step::skip(name, "it is here");
        } else if apt::offers(package) {
            step::run(name, "apt-get install", || apt::install(&[package.to_owned()]))?;
        } else {
            step::skip(name, "apt does not offer it here");
        }
    }
    Ok(())
}

/// Finds or installs mdBook; the answer is its program.
///
/// # Errors
/// When it can be neither found nor installed.
pub fn mdbook() -> Result<PathBuf, Failure> {
    let flags = ["--locked", "--no-default-features"];
    let folder = ensure_crate("mdbook", "mdbook", MDBOOK, &flags, "two minutes")?;
    Ok(folder.map_or_else(|| PathBuf::from("mdbook"), |folder| folder.join("mdbook")))
}

/// Finds or installs cargo-fuzz; the answer is its folder, unless it is on the PATH.
///
/// # Errors
/// When it can be neither found nor installed.
pub fn cargo_fuzz() -> Result<Option<PathBuf>, Failure> {
    ensure_crate("cargo-fuzz", "cargo-fuzz", CARGO_FUZZ, &[], "one to three minutes")
}

/// The program cargo-fuzz, with a compiler that knows the flags it wants: the nightly one where there is one, else the
/// present one, told to take them all the same.
#[must_use]
pub fn fuzzing(folder: Option<&Path>) -> Command {
    let mut command = match folder {
        Some(folder) => Command::new(folder.join("cargo-fuzz")),
        None => Command::new("cargo-fuzz"),
    };
    command.current_dir(root()).env_remove("CARGO");
    let nightly = proc::output(Command::new("rustc").args(["+nightly", "--version"]));
    match nightly {
        Some(_) => command.env("RUSTUP_TOOLCHAIN", "nightly"),
        None => command.env("RUSTC_BOOTSTRAP", "1"),
    };
    command
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String, Failure> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap_or_default();
    version_in(&lock, package).ok_or_else(|| {
        Failure::new(
            format!("Cargo.lock does not name {package}"),
            "restore it with `git checkout Cargo.lock`",
        )
    })
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

/// Finds or installs what divides a program; the answer is its folder. It does not say its own version.
fn ensure_splitter() -> Result<PathBuf, Failure> {
    let (package, program) = ("wasm_split_cli_support", "wasm-split-cli");
    let name = format!("{program} {SPLITTER}");
    let folder = install::folder(package, SPLITTER)?;
    let bin = folder.join("bin");
    if proc::find_in(program, [bin.clone()]).is_some() {
        step::skip(&name, &format!("it is in {}", folder.display()));
        return Ok(bin);
    }
    step::run(&name, &format!("cargo install into {}, a minute or two", folder.display()), || {
        install::install(
            &folder,
            &["--locked", "--features", "build-binary"],
            &format!("{package}@{SPLITTER}"),
        )
    })?;
    Ok(bin)
}

/// Finds or installs `wasm-opt`; the answer is the folder to search first, unless it is on the PATH.
fn ensure_wasm_opt() -> Result<Option<PathBuf>, Failure> {
    let name = format!("wasm-opt {BINARYEN}");
    let on_path = proc::find("wasm-opt").and_then(|path| proc::version(&path));
    if on_path.as_deref().and_then(major).is_some_and(|major| major >= WASM_OPT_OLDEST) {
        step::skip(&name, "one that will do is on the PATH");
        return Ok(None);
    }
    Ok(Some(ensure_npm("binaryen", BINARYEN)?.join(".bin")))
}

/// The folder `node_modules` with `CPython` 3.14 in it, where it is installed.
#[must_use]
pub fn pyodide() -> Option<PathBuf> {
    let modules = install::folder("pyodide", PYODIDE).ok()?.join("node_modules");
    modules.join("pyodide/package.json").is_file().then_some(modules)
}

/// The program of axe-core, which finds what is inaccessible on a page.
///
/// # Errors
/// When `cargo xtask setup` has not installed it.
pub fn axe() -> Result<String, Failure> {
    let file = install::folder("axe-core", AXE)?.join("node_modules/axe-core/axe.min.js");
    let missing = |error: std::io::Error| {
        Failure::new(format!("{}: {error}", file.display()), "run `cargo xtask setup`")
    };
    fs::read_to_string(&file).map_err(missing)
}

fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_is_read() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "wasm"), None);
        assert!(locked_version("wasm-bindgen").is_ok());
    }

    #[test]
    fn a_version_is_compared_by_its_major_number() {
        assert_eq!(major("108"), Some(108));
        assert_eq!(major("132.0.0"), Some(132));
        assert_eq!(major("unknown"), None);
    }
}
