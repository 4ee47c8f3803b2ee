//! Gives the build a name, so that the page and its worker know whether they are of the same one.

#[path = "build/fingerprint.rs"]
mod fingerprint;

use std::path::Path;

fn main() -> std::io::Result<()> {
    // Cargo runs this in the folder of the package.
    for place in fingerprint::PLACES {
        println!("cargo::rerun-if-changed={place}");
    }
    println!("cargo::rustc-env=INTERLEAVE_BUILD={}", fingerprint::of(Path::new("."))?);
    Ok(())
}
