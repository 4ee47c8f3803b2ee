//! `cargo xtask dist`: the static site in `dist/`, ready for any host, and what it weighs.

mod document;
mod parts;
mod single;
mod styles;
mod weight;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub use self::document::{POLICY, needed_first};
pub use self::weight::{BUDGET_BYTES, unasked};
use crate::step::{self, Failure};
use crate::tools::Toolbox;
use crate::{digest, proc, root};

/// What else is wanted of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Where the site will be, so that pages which want whole addresses have them.
    pub url: Option<String>,
    /// Whether everything shall stand in one file as well.
    pub single_file: bool,
}

impl Wish {
    /// Reads the arguments of the task.
    ///
    /// # Errors
    /// When there is an argument that is none of its own, or an address that no site can have.
    pub fn read(arguments: &[String]) -> Result<Self, Failure> {
        let remedy = "cargo xtask dist [--url https://example.org/interleave/] [--single-file]";
        let mut wish = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--single-file" => wish.single_file = true,
                "--url" => {
                    let url = rest.next().map(|url| format!("{}/", url.trim_end_matches('/')));
                    let is_whole = |url: &String| {
                        (url.starts_with("https://") || url.starts_with("http://"))
                            && !url.contains(['"', '<', '>', '?', '#', ' '])
                    };
                    let whole = url.filter(is_whole);
                    wish.url =
                        Some(whole.ok_or_else(|| {
                            Failure::new("--url wants the whole address of a site", remedy)
                        })?);
                }
                other => return Err(Failure::new(format!("there is no option `{other}`"), remedy)),
            }
        }
        Ok(wish)
    }
}

/// The folder of the built site.
#[must_use]
pub fn folder() -> PathBuf {
    root().join("dist")
}

/// The whole site in one file, where it was asked for.
#[must_use]
pub fn single_file() -> PathBuf {
    root().join("dist-single").join("interleave.html")
}

/// Builds the site and prints what it weighs.
///
/// # Errors
/// When a tool is missing, the build fails, the site cannot be finished, or it weighs more than it may.
pub fn dist(tools: &Toolbox, wish: &Wish) -> Result<(), Failure> {
    build(tools)?;
    step::run("styles", "one style sheet of all", || styles::join(&folder()))?;
    step::run("document", "the first picture, addresses and policies", || document::finish(&folder(), wish))?;
    if wish.single_file {
        step::run("single file", "everything in dist-single/interleave.html", || {
            single::write_file(&folder(), &single_file())
        })?;
    }
    step::run("parts", "the program in parts, each loaded when it is asked for", || {
        parts::divide(tools, &folder())
    })?;
    step::run("offline", "dist/sw.js, which keeps the site for when there is no connection", || {
        keep_offline(&folder())
    })?;
    weight::weigh(&folder())
}

/// Builds the site by Trunk, which leaves the document unfinished.
fn build(tools: &Toolbox) -> Result<(), Failure> {
    step::run("dist", "trunk build --release, into dist/", || {
        let mut command = tools.command("trunk");
        command.args(["build", "--release", "--locked", "--dist", "dist"]);
        proc::run(&mut command, "read the compiler's words above")
    })
}

/// The page as the program itself draws it, for the document to begin with.
fn drawn_ahead() -> Result<String, Failure> {
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--locked", "--bin", "page"]).current_dir(root());
    let remedy = "see what `cargo run --bin page` says";
    let page = proc::output(&mut command).filter(|page| page.contains("<main "));
    page.ok_or_else(|| Failure::new("the page cannot be drawn ahead", remedy))
}

/// What a finished site is known by: a hash of all that it holds.
fn keep_offline(site: &Path) -> Result<(), Failure> {
    let template = read(&root().join("static/sw.js"))?;
    let mut names = Vec::new();
    let mut all = Vec::new();
    for file in files(site).map_err(|error| unfinished(site, &error.to_string()))? {
        let name = name_in(site, &file);
        let bytes = fs::read(&file).map_err(|error| unfinished(&file, &error.to_string()))?;
        all.extend_from_slice(format!("{name}\n{}\n", digest::sha256_base64(&bytes)).as_bytes());
        names.push(name);
    }
    // What no reader of the page asks for.
    let kept = |name: &&String| !matches!(name.as_str(), "404.html" | "robots.txt" | "social.png");
    let listed: Vec<String> = names.iter().filter(kept).map(|name| format!("{name:?}")).collect();
    let version = digest::sha256_hex(&all);
    let script = filled(&template, "const VERSION = \"\";", &format!("const VERSION = {version:?};"))
        .and_then(|script| {
            let files = format!("const FILES = [\"./\", {}];", listed.join(", "));
            filled(&script, "const FILES = [];", &files)
        })
        .ok_or_else(|| unfinished(&root().join("static/sw.js"), "its version and files have no place"))?;
    write(&site.join("sw.js"), &script)
}

/// The text with the mark, which must stand there once, replaced.
fn filled(text: &str, mark: &str, by: &str) -> Option<String> {
    (text.matches(mark).count() == 1).then(|| text.replace(mark, by))
}

fn unfinished(file: &Path, why: &str) -> Failure {
    Failure::new(format!("{}: {why}", file.display()), "see that the checkout is whole and dist/ is writable")
}

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| unfinished(file, &error.to_string()))
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    fs::write(file, text).map_err(|error| unfinished(file, &error.to_string()))
}

/// The name of a file within a folder, with `/`.
fn name_in(folder: &Path, file: &Path) -> String {
    let parts = file.strip_prefix(folder).unwrap_or(file).components();
    parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}

/// Every file below a folder, in the order of their names.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(line: &str) -> Result<Wish, Failure> {
        Wish::read(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_wish_is_read() {
        let found = wish("--single-file --url https://example.org/a").expect("it is well formed");
        assert_eq!(found, Wish { url: Some("https://example.org/a/".to_owned()), single_file: true });
        for bad in ["--url", "--url example.org", "--url https://e.org/?x", "--fast"] {
            assert!(wish(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_worker_of_the_checkout_has_room_for_what_is_filled_in() {
        let script = read(&root().join("static/sw.js")).expect("it is in the checkout");
        for mark in ["const VERSION = \"\";", "const FILES = [];"] {
            assert!(filled(&script, mark, "").is_some(), "{mark}");
        }
    }
}
