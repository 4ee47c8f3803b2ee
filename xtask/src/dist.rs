//! `cargo xtask dist`: the static site in `dist/`, ready for any host, and what it weighs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{self, Failure};
use crate::tools::Toolbox;
use crate::{proc, root};

/// What the published page may do. Trunk's own server adds an inline script that reloads the page, so this
/// goes into the built site only. `frame-ancestors` is not allowed in a page: it is the host's to say.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; \
     manifest-src 'self'; base-uri 'self'; form-action 'none'";

/// Where `index.html` leaves room for the policy.
const POLICY_MARK: &str = "<!-- policy -->";

/// The folder of the built site.
#[must_use]
pub fn folder() -> PathBuf {
    root().join("dist")
}

/// Builds the site and prints what it weighs.
///
/// # Errors
/// When a tool is missing, the build fails or the site cannot be finished.
pub fn dist(tools: &Toolbox) -> Result<(), Failure> {
    build(tools)?;
    weigh(&folder())
}

/// Builds the site.
///
/// # Errors
/// When the build fails or the site cannot be finished.
pub fn build(tools: &Toolbox) -> Result<(), Failure> {
    step::run("dist", "trunk build --release, into dist/", || {
        let mut command = tools.command("trunk");
        command.args(["build", "--release", "--locked", "--dist", "dist"]);
        proc::run(&mut command, "read the compiler's words above")
    })?;
    step::run("policy", "the content security policy, into dist/index.html", || {
        let page = folder().join("index.html");
        let html = fs::read_to_string(&page).map_err(|error| unfinished(&page, &error.to_string()))?;
        let html = with_policy(&html).ok_or_else(|| unfinished(&page, "no mark for the policy"))?;
        fs::write(&page, html).map_err(|error| unfinished(&page, &error.to_string()))
    })
}

fn unfinished(page: &Path, why: &str) -> Failure {
    let remedy = format!("see that index.html has one `{POLICY_MARK}` and that dist/ is writable");
    Failure::new(format!("{}: {why}", page.display()), remedy)
}

/// The page with its policy in the place of the mark.
fn with_policy(html: &str) -> Option<String> {
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\" />");
    (html.matches(POLICY_MARK).count() == 1).then(|| html.replace(POLICY_MARK, &meta))
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

/// Prints the bytes of every file, raw and as a host would send them.
fn weigh(site: &Path) -> Result<(), Failure> {
    let unreadable = |error: std::io::Error| Failure::new(error.to_string(), "see that dist/ is readable");
    let mut rows = Vec::new();
    for file in files(site).map_err(unreadable)? {
        let raw = fs::metadata(&file).map_err(unreadable)?.len();
        let name = file.strip_prefix(site).unwrap_or(&file).display().to_string();
        rows.push((name, raw, compressed(&file)));
    }
    println!("\n{:>10} {:>10} {:>10}  bytes of dist/", "raw", "gzip", "brotli");
    let (mut raw_sum, mut gzip_sum, mut brotli_sum) = (0, Some(0), Some(0));
    for (name, raw, small) in &rows {
        raw_sum += raw;
        gzip_sum = gzip_sum.zip(small.map(|(gzip, _)| gzip)).map(|(sum, size)| sum + size);
        brotli_sum = brotli_sum.zip(small.map(|(_, brotli)| brotli)).map(|(sum, size)| sum + size);
        let (gzip, brotli) = small.map_or((None, None), |(gzip, brotli)| (Some(gzip), Some(brotli)));
        println!("{raw:>10} {:>10} {:>10}  {name}", shown(gzip), shown(brotli));
    }
    println!("{raw_sum:>10} {:>10} {:>10}  in total\n", shown(gzip_sum), shown(brotli_sum));
    if gzip_sum.is_none() {
        println!("  the compressed sizes want Node.js, which is not here");
    }
    Ok(())
}

fn shown(size: Option<u64>) -> String {
    size.map_or_else(|| "?".to_owned(), |size| size.to_string())
}

/// The size of a file by gzip and by brotli, each at its best; Node.js has both.
fn compressed(file: &Path) -> Option<(u64, u64)> {
    let script = "const z = require('zlib'), b = require('fs').readFileSync(process.argv[1]); \
                  console.log(z.gzipSync(b, { level: 9 }).length, z.brotliCompressSync(b).length)";
    let text = proc::output(Command::new("node").args(["-e", script]).arg(file))?;
    let (gzip, brotli) = text.split_once(' ')?;
    Some((gzip.parse().ok()?, brotli.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_the_checkout_takes_the_policy() {
        let html = fs::read_to_string(root().join("index.html")).expect("index.html is in the checkout");
        let html = with_policy(&html).expect("index.html has the mark");
        assert!(html.contains("'wasm-unsafe-eval'"));
        assert!(!html.contains(POLICY_MARK));
        assert_eq!(with_policy(&html), None, "a page without the mark is refused");
        for word in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "frame-ancestors"] {
            assert!(!POLICY.contains(word), "{word}");
        }
    }
}
