//! Holds the rooms of the house: who may name whom, no circles, and the tidiness of every file under `src/`.
#![cfg(not(target_arch = "wasm32"))]

#[path = "layers/circles.rs"]
mod circles;
#[path = "layers/names.rs"]
mod names;
#[path = "layers/rules.rs"]
mod rules;

use std::fs;
use std::path::{Path, PathBuf};

use rules::{Source, complaints};

/// Every Rust file below a folder, as a source named from the checkout's root.
fn sources(root: &Path, folder: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![root.join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("its entries can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path
                    .strip_prefix(root)
                    .expect("it lies below the root")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push(Source { name, text: fs::read_to_string(&path).expect("a source is text") });
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

#[test]
fn every_file_keeps_to_its_room() {
    let found = sources(Path::new(env!("CARGO_MANIFEST_DIR")), Path::new("src"));
    assert!(found.iter().any(|source| source.name == "src/lib.rs"), "the sources are found");
    let bad: Vec<String> = found.iter().flat_map(complaints).collect();
    assert!(bad.is_empty(), "\n{}\n", bad.join("\n"));
}

#[test]
fn files_can_be_read_one_after_the_other() {
    for root in ["src", "xtask/src"] {
        let mut found = sources(Path::new(env!("CARGO_MANIFEST_DIR")), Path::new(root));
        // A program of its own is a crate of its own.
        found.retain(|source| !source.name.starts_with("src/bin/"));
        let circles = circles::circles(&found, &format!("{root}/"));
        let rings: Vec<String> = circles.iter().map(|ring| ring.join(", ")).collect();
        assert!(rings.is_empty(), "these name each other:\n{}\n", rings.join("\n"));
    }
}
