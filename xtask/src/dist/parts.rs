//! The page's program in parts: what the diagram needs, and what is loaded when it is asked for.
//!
//! Trunk has built it whole. It is linked once more, marked where it may be divided (`src/main.rs`), divided there by
//! `wasm-split-cli`, and what comes of it takes the place of the whole.

mod loader;
mod names;

use std::fs;
use std::path::Path;

use self::loader::Loader;
pub use self::loader::files_of;
use super::document::inner;
use super::{filled, read, unfinished, write};
use crate::step::Failure;
use crate::tools::Toolbox;
use crate::wasm::TARGET;
use crate::{digest, proc, root};

/// Cargo's profile for what a browser runs.
const PROFILE: &str = "wasm-release";
/// What today's browsers know, which `index.html` tells Trunk as well.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];
/// The script that fetches parts, as the splitter calls it.
const LOADER: &str = "__wasm_split.js";
/// The part that makes a page of the diagram, and the one that stands beside it: what is loaded without being asked for.
pub const UNASKED: [&str; 2] = ["page", "beside"];

/// Puts the program in parts in the place of the whole one.
pub fn divide(tools: &Toolbox, site: &Path) -> Result<(), Failure> {
    let work = root().join("target/parts");
    if work.exists() {
        fs::remove_dir_all(&work).map_err(|error| unfinished(&work, &error.to_string()))?;
    }
    split(tools, &work)?;
    let folder = work.join("split");
    let loader = folder.join(LOADER);
    let wrong = || unfinished(&loader, "it is not as wasm-split-cli 0.2.4 writes it");
    let mut loading = Loader::read(&read(&loader)?).ok_or_else(wrong)?;
    let joined: Option<Vec<Vec<String>>> = UNASKED.iter().map(|part| loading.join(part)).collect();
    let joined = joined.ok_or_else(wrong)?;
    let mut parts = Vec::new();
    for file in loading.files() {
        let others = joined.iter().find(|files| files[0] == file).map_or(&[][..], |files| &files[1..]);
        let others: Result<Vec<_>, _> =
            others.iter().map(|other| small(tools, &folder.join(other))).collect();
        parts.push((file.to_owned(), carrying(small(tools, &folder.join(file))?, &others?)));
    }
    let bound = work.join("bound");
    let program = small(tools, &bound.join("page_bg.wasm"))?;
    let bound_to = bound.join("page.js");
    let script = read(&bound_to)?;
    let (program, script) = names::shortened(&program, &script)
        .ok_or_else(|| unfinished(&bound_to, "it does not fit its program"))?;
    let mut all = [script.as_bytes(), &program].concat();
    parts.iter().for_each(|(_, bytes)| all.extend_from_slice(bytes));
    let named = Named { hash: digest::sha256_hex(&all)[..16].to_owned() };
    let loader = loading.print(|file| named.of(file)).ok_or_else(wrong)?;
    place(site, &named, &[&[("page_bg.wasm".to_owned(), program)], &parts[..]].concat(), &script, &loader)
}

/// A program that carries others, each in a section of its own: one file instead of many, of which each would cost a way
/// to the host and back. `loader.rs` has who takes them out.
fn carrying(mut program: Vec<u8>, others: &[Vec<u8>]) -> Vec<u8> {
    for other in others {
        let mut section = Vec::new();
        names::put_number(&mut section, loader::CARRIED.len());
        section.extend_from_slice(loader::CARRIED.as_bytes());
        section.extend_from_slice(other);
        program.push(0);
        names::put_number(&mut program, section.len());
        program.extend_from_slice(&section);
    }
    program
}

/// Links the program, divides it, and binds its main part to the browser.
fn split(tools: &Toolbox, work: &Path) -> Result<(), Failure> {
    let remedy = "read the words above";
    let mut link = tools.command("cargo");
    link.args(["rustc", "--locked", "--profile", PROFILE, "--target", TARGET, "--bin", "page"]);
    // Here, whatever the environment says: it is looked for below.
    link.arg("--target-dir").arg(root().join("target"));
    link.args(["--", "--cfg", "split", "-Clink-arg=--emit-relocs"]);
    proc::run(&mut link, remedy)?;
    let folder = work.join("split");
    fs::create_dir_all(&folder).map_err(|error| unfinished(&folder, &error.to_string()))?;
    let linked = root().join("target").join(TARGET).join(PROFILE).join("page.wasm");
    let mut divide = tools.command("wasm-split-cli");
    divide.args(["--target", "web", "--out-name", "page"]).arg(linked).arg(&folder);
    proc::run(&mut divide, remedy)?;
    let main = folder.join("page.wasm");
    let mut bind = tools.command("wasm-bindgen");
    bind.args([
        "--target",
        "web",
        "--no-typescript",
        "--keep-lld-exports",
        "--out-name",
        "page",
        "--out-dir",
    ]);
    bind.arg(work.join("bound")).arg(&main);
    proc::run(&mut bind, remedy)
}

/// A program as small as `wasm-opt` can make it.
fn small(tools: &Toolbox, program: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = fs::read(program).map_err(|error| unfinished(program, &error.to_string()))?;
    let bare = bare(&bytes).ok_or_else(|| unfinished(program, "it is no program for WebAssembly"))?;
    fs::write(program, bare).map_err(|error| unfinished(program, &error.to_string()))?;
    let out = program.with_extension("small.wasm");
    let mut command = tools.command("wasm-opt");
    // Flat code gives the passes after it more to find; nothing of ours is in the first kilobyte of memory.
    command
        .args([
            "--low-memory-unused",
            "--flatten",
            "--rereloop",
            "-Oz",
            "-Oz",
            "--strip-debug",
            "--strip-producers",
            "--strip-target-features",
        ])
        .args(FEATURES);
    command.arg(program).arg("-o").arg(&out);
    proc::run(&mut command, "read what wasm-opt says above")?;
    let bytes = fs::read(&out).map_err(|error| unfinished(&out, &error.to_string()))?;
    fs::remove_file(&out).map_err(|error| unfinished(&out, &error.to_string()))?;
    Ok(bytes)
}

/// A program without sections that only tools read: those that the linker left for the splitter would disturb the next.
fn bare(program: &[u8]) -> Option<Vec<u8>> {
    let mut kept = program.get(..8)?.to_vec();
    let mut rest = program.get(8..)?;
    while let [id, after @ ..] = rest {
        let (length, after) = names::number(after)?;
        let next = after.get(length..)?;
        if *id != 0 {
            kept.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Some(kept)
}

/// How files are named: one hash for all that belongs together.
struct Named {
    hash: String,
}

impl Named {
    fn of(&self, name: &str) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        match stem.strip_suffix("_bg") {
            Some(stem) => format!("{stem}-{}_bg.{ending}", self.hash),
            None => format!("{stem}-{}.{ending}", self.hash),
        }
    }
}

/// Writes scripts and programs into the site, and lets its document name them.
fn place(
    site: &Path,
    named: &Named,
    programs: &[(String, Vec<u8>)],
    script: &str,
    loader: &str,
) -> Result<(), Failure> {
    let page = site.join("index.html");
    let mut html = read(&page)?;
    for (attribute, ours) in [("data-js", "page.js"), ("data-wasm", "page_bg.wasm")] {
        let old = inner(&html, &format!("{attribute}=\""), "\"").map(str::to_owned);
        let old = old.ok_or_else(|| unfinished(&page, &format!("it names no {attribute}")))?;
        let file = site.join(old.trim_start_matches("./"));
        fs::remove_file(&file).map_err(|error| unfinished(&file, &error.to_string()))?;
        // The document says it where the browser shall fetch it ahead, too.
        html = html.replace(&old, &format!("./{}", named.of(ours)));
    }
    let ahead = format!(
        "<link rel=\"modulepreload\" href=\"./{}\"><script id=\"boot\" data-part=\"./{}\"",
        named.of("parts.js"),
        named.of("split_page.wasm")
    );
    html =
        filled(&html, "<script id=\"boot\"", &ahead).ok_or_else(|| unfinished(&page, "it has no script"))?;
    write(&page, &html)?;
    // The program keeps the name by which it knows it.
    let script =
        script.replace(&format!("from \"./{LOADER}\""), &format!("from \"./{}\"", named.of("parts.js")));
    write(&site.join(named.of("page.js")), &script)?;
    write(&site.join(named.of("parts.js")), loader)?;
    for (name, bytes) in programs {
        let file = site.join(named.of(name));
        fs::write(&file, bytes).map_err(|error| unfinished(&file, &error.to_string()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_browser_reads_is_left_of_a_program() {
        let head = *b"\0asm\x01\0\0\0";
        let (custom, types) = ([0, 3, 1, b'a', 9], [1, 2, 0, 0]);
        let program = [&head[..], &custom, &types, &custom].concat();
        assert_eq!(bare(&program), Some([&head[..], &types].concat()));
        assert_eq!(bare(&program[..program.len() - 1]), None, "it is cut off");
        let carrier = carrying([&head[..], &types].concat(), &[head.to_vec(), vec![7; 200]]);
        assert_eq!(bare(&carrier), Some([&head[..], &types].concat()));
        let first = [&[0, 15, 6][..], b"common", &head].concat();
        assert!(carrier[12..].starts_with(&first), "{carrier:?}");
    }

    #[test]
    fn all_files_of_a_program_have_its_hash() {
        let named = Named { hash: "0123456789abcdef".to_owned() };
        assert_eq!(named.of("page_bg.wasm"), "page-0123456789abcdef_bg.wasm");
        assert_eq!(named.of("split_a.wasm"), "split_a-0123456789abcdef.wasm");
    }
}
