//! What a build is known by: a hash of every file that it is made of.

use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};

/// Where those files are, from the folder of the package.
pub const PLACES: [&str; 5] = ["src", "Cargo.toml", "Cargo.lock", "build.rs", "build"];

/// The fingerprint of the package in a folder: sixteen digits.
pub fn of(package: &Path) -> Result<String> {
    let mut open: Vec<PathBuf> = PLACES.iter().map(PathBuf::from).collect();
    let mut files = Vec::new();
    while let Some(place) = open.pop() {
        let path = package.join(&place);
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                open.push(place.join(entry?.file_name()));
            }
        } else if path.is_file() {
            // The same on every system: one sign between folders, one end of a line.
            let name = place.to_string_lossy().replace('\\', "/");
            let text: Vec<u8> = fs::read(path)?.into_iter().filter(|&byte| byte != b'\r').collect();
            files.push((name, text));
        }
    }
    files.sort();
    Ok(format!("{:016x}", hash(&files)))
}

/// FNV-1a, 64 bits: what it tells apart are builds of one program. The length stands before each part, so that nothing
/// can move from one to the next.
pub fn hash(files: &[(String, Vec<u8>)]) -> u64 {
    let parts = files.iter().flat_map(|(name, text)| [name.as_bytes(), text]);
    let bytes = parts.flat_map(|part| {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes();
        length.into_iter().chain(part.iter().copied())
    });
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
