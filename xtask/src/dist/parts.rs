//! The page's program in parts: what the diagram needs, and what is loaded when it is asked for.
//!
//! Trunk has built it whole. It is linked once more, marked where it may be divided (`src/main.rs`), divided there by
//! `wasm-split-cli`, and what comes of it takes the place of the whole.

mod names;

use std::fs;
use std::path::{Path, PathBuf};

use super::document::inner;
use super::{files, filled, name_in, read, unfinished, write};
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
/// How that script has a part compiled. A host that does not know the type of such a file would make it fail.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
/// The same for any host.
const WHOLE: &str = "instantiate(src, imports)";
/// What it calls then.
const INSTANTIATE: &str = "async function instantiate(src, imports) {
    const answer = await src;
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
}
";

/// The files that the first view asks for when its diagram stands: the part beside it, and what that has in common with
/// others, as the script that loads parts names them.
#[must_use]
pub fn beside(loader: &str) -> Vec<String> {
    let mut files = Vec::new();
    let mut is_of_it = false;
    for line in loader.lines() {
        if let Some(of) = line.strip_prefix("/* ") {
            is_of_it = of.trim_end_matches(" */").split(", ").any(|part| part == "beside");
        }
        let file = inner(line, "new URL(\"./", "\"");
        files.extend(
            file.filter(|file| {
                if file.starts_with("chunk_") { is_of_it } else { file.starts_with("split_beside-") }
            })
            .map(str::to_owned),
        );
    }
    files
}

/// Puts the program in parts in the place of the whole one.
pub fn divide(tools: &Toolbox, site: &Path) -> Result<(), Failure> {
    let work = root().join("target/parts");
    if work.exists() {
        fs::remove_dir_all(&work).map_err(|error| unfinished(&work, &error.to_string()))?;
    }
    let main = split(tools, &work)?;
    let mut parts = Vec::new();
    for part in files(&work.join("split")).map_err(|error| unfinished(&work, &error.to_string()))? {
        if part.extension().is_some_and(|ending| ending == "wasm") && part != main {
            parts.push((name_in(&work.join("split"), &part), small(tools, &part)?));
        }
    }
    let bound = work.join("bound");
    let program = small(tools, &bound.join("page_bg.wasm"))?;
    let bound_to = bound.join("page.js");
    let script = read(&bound_to)?;
    let (program, script) = names::shortened(&program, &script)
        .ok_or_else(|| unfinished(&bound_to, "it does not fit its program"))?;
    let loader = read(&work.join("split").join(LOADER))?;
    let mut all = [script.as_bytes(), loader.as_bytes(), &program].concat();
    parts.iter().for_each(|(_, bytes)| all.extend_from_slice(bytes));
    let named = Named { hash: digest::sha256_hex(&all)[..16].to_owned() };
    place(site, &named, &[&[("page_bg.wasm".to_owned(), program)], &parts[..]].concat(), &script, &loader)
}

/// Links the program, divides it, and binds its main part to the browser; the answer is the main part before that.
fn split(tools: &Toolbox, work: &Path) -> Result<PathBuf, Failure> {
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
    proc::run(&mut bind, remedy)?;
    Ok(main)
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
    let ahead =
        format!("<link rel=\"modulepreload\" href=\"./{}\"><script id=\"boot\"", named.of("parts.js"));
    html =
        filled(&html, "<script id=\"boot\"", &ahead).ok_or_else(|| unfinished(&page, "it has no script"))?;
    let parts: Vec<&str> = programs[1..].iter().map(|(name, _)| name.as_str()).collect();
    let loader = loader_of(loader, &parts, named)
        .ok_or_else(|| unfinished(&site.join(LOADER), "it is not as wasm-split-cli 0.2.4 writes it"))?;
    write(&page, &html)?;
    // The program keeps the name by which it knows it.
    let script =
        script.replace(&format!("from \"./{LOADER}\""), &format!("from \"./{}\"", named.of("parts.js")));
    write(&site.join(named.of("page.js")), &script)?;
    write(&site.join(named.of("parts.js")), &loader)?;
    for (name, bytes) in programs {
        let file = site.join(named.of(name));
        fs::write(&file, bytes).map_err(|error| unfinished(&file, &error.to_string()))?;
    }
    Ok(())
}

/// The script that fetches the parts, by their new names and from any host.
fn loader_of(loader: &str, parts: &[&str], named: &Named) -> Option<String> {
    let mut loader = filled(loader, "\"./page.js\"", &format!("\"./{}\"", named.of("page.js")))?;
    for part in parts {
        loader = filled(&loader, &format!("\"./{part}\""), &format!("\"./{}\"", named.of(part)))?;
    }
    (loader.matches(STREAMED).count() == parts.len())
        .then(|| format!("{}{INSTANTIATE}", loader.replace(STREAMED, WHOLE)))
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
    }

    #[test]
    fn the_loader_names_each_part_as_it_is_called_here() {
        let named = Named { hash: "0123456789abcdef".to_owned() };
        let loader = "import { initSync } from \"./page.js\";\nfetch(new URL(\"./a.wasm\", 0)); WebAssembly.instantiateStreaming(src, imports);\n";
        let ours = loader_of(loader, &["a.wasm"], &named).expect("all is there");
        for wanted in ["\"./page-0123456789abcdef.js\"", "\"./a-0123456789abcdef.wasm\"", "; instantiate(src"]
        {
            assert!(ours.contains(wanted), "{ours}");
        }
        assert_eq!(loader_of(loader, &["a.wasm", "b.wasm"], &named), None);
        assert_eq!(named.of("page_bg.wasm"), "page-0123456789abcdef_bg.wasm");
    }
}
