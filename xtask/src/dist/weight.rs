//! What the built site weighs, and what it may weigh; and the compressed copies that a host can send as they are.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{files, name_in, needed_first, parts, read, unfinished};
use crate::step::Failure;
use crate::{proc, root};

/// What may be needed for the first diagram, in bytes by brotli: document, styles, font and program.
pub const BUDGET_BYTES: u64 = 160_000;

/// The font is asked for when the first text is drawn; text stands in another one until then.
const FONT: &str = "inter.woff2";

/// What a host need not compress, because it is compressed already.
const COMPRESSED: [&str; 2] = [".woff2", ".png"];

/// One file: its name and its bytes, raw, by gzip and by brotli.
struct Row {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Puts `.gz` and `.br` beside every file that gets smaller by it, prints what everything weighs, and fails where the
/// first diagram needs more than it may.
pub fn weigh(site: &Path) -> Result<(), Failure> {
    let rows = compress(site)?;
    let mut needed = needed_first(&read(&site.join("index.html"))?);
    needed.push(FONT.to_owned());
    let unasked = unasked(site)?;
    let (first, rest): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| needed.contains(&row.name));
    let (next, rest): (Vec<Row>, Vec<Row>) = rest.into_iter().partition(|row| unasked.contains(&row.name));
    let sum = print("needed for the first diagram", &first);
    print("the rest of the page, which comes while it can be played", &next);
    print("when it is asked for", &rest);
    if first.len() < needed.len() {
        return Err(unfinished(site, &format!("of {needed:?} something is missing")));
    }
    println!("  budget: {sum} of {BUDGET_BYTES} bytes by brotli\n");
    if sum > BUDGET_BYTES {
        return Err(Failure::new(
            format!("the first diagram needs {sum} bytes by brotli, more than the budget of {BUDGET_BYTES}"),
            "find what is new in the page's program and load it when it is asked for; BUDGET_BYTES is in xtask/src/dist/weight.rs",
        ));
    }
    Ok(())
}

/// The files of the parts that the first view asks for once its diagram can be played.
pub fn unasked(site: &Path) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for file in files(site).map_err(|error| unfinished(site, &error.to_string()))? {
        let name = name_in(site, &file);
        if name.starts_with("parts-") && name.ends_with(".js") {
            let loader = read(&file)?;
            parts::UNASKED.iter().for_each(|part| found.extend(parts::files_of(part, &loader)));
        }
    }
    Ok(found)
}

/// Prints a group of files, the heaviest first, and gives its sum by brotli.
fn print(title: &str, rows: &[Row]) -> u64 {
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.brotli));
    println!("\n{:>10} {:>10} {:>10}  {title}", "raw", "gzip", "brotli");
    for Row { name, raw, gzip, brotli } in &rows {
        println!("{raw:>10} {gzip:>10} {brotli:>10}  {name}");
    }
    let sum = |size: fn(&Row) -> u64| rows.iter().map(|row| size(row)).sum::<u64>();
    let brotli = sum(|row| row.brotli);
    println!("{:>10} {:>10} {brotli:>10}  together", sum(|row| row.raw), sum(|row| row.gzip));
    brotli
}

/// Compresses every file of the site, each at its best; Node.js has both ways.
fn compress(site: &Path) -> Result<Vec<Row>, Failure> {
    let files = files(site).map_err(|error| unfinished(site, &error.to_string()))?;
    let mut rows = Vec::new();
    let mut names = Vec::new();
    for file in &files {
        let raw = fs::metadata(file).map_err(|error| unfinished(file, &error.to_string()))?.len();
        let name = name_in(site, file);
        if !COMPRESSED.iter().any(|ending| name.ends_with(ending)) {
            names.push(name.clone());
        }
        rows.push(Row { name, raw, gzip: raw, brotli: raw });
    }
    let script = root().join("xtask/src/dist/compress.mjs");
    let mut command = Command::new("node");
    command.arg(script).args(&names).current_dir(site);
    let remedy = "put Node.js on the PATH, which compresses the files of the site";
    let sizes = proc::output(&mut command).ok_or_else(|| Failure::new("Node.js cannot compress", remedy))?;
    for line in sizes.lines() {
        let mut words = line.splitn(3, ' ');
        let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or(u64::MAX);
        let (gzip, brotli) = (number(), number());
        let name = words.next().unwrap_or_default();
        if let Some(row) = rows.iter_mut().find(|row| row.name == name) {
            (row.gzip, row.brotli) = (gzip, brotli);
        }
    }
    Ok(rows)
}
