//! The compiler for WebAssembly: rustup's target, or Debian's second toolchain where rustup cannot fetch it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::step::{self, Failure};
use crate::{apt, proc};

/// The name of the target.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler, the source of its std, its linters, and the package that asks for its linker.
const PACKAGES: [&str; 4] = ["cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy"];

/// Where the compiler for WebAssembly comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compiler {
    /// The everyday compiler, which has the target's std.
    Everyday,
    /// Debian's second compiler, which builds std from source for the target.
    Debian,
}

impl Compiler {
    /// Makes a command compile for WebAssembly with this compiler. `path` is what the PATH shall begin with.
    pub fn apply(self, command: &mut Command, path: &[PathBuf]) {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let mut folders = path.to_vec();
        if self == Self::Debian {
            folders.push(PathBuf::from("/usr/bin"));
            command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
            // What the outer cargo set would lead this compiler to the other one's libraries.
            command.env_remove("LD_LIBRARY_PATH").env_remove("RUSTUP_TOOLCHAIN");
        }
        folders.extend(env::split_paths(&inherited));
        let joined = env::join_paths(folders).unwrap_or(inherited);
        command.env("PATH", joined);
    }
}

/// Finds a compiler for WebAssembly, or installs one.
///
/// # Errors
/// When neither rustup nor Debian's packages can give one.
pub fn ensure() -> Result<Compiler, Failure> {
    let name = "wasm target";
    // So that the second way can be tried where the first one works.
    let forced = env::var("INTERLEAVE_WASM").is_ok_and(|way| way == "debian");
    if !forced && has_target() {
        step::skip(name, "the compiler has it");
        return Ok(Compiler::Everyday);
    }
    if has_debian() {
        step::skip(name, "Debian's second compiler is here (std is built from source)");
        return Ok(Compiler::Debian);
    }
    let debian = apt::offers("cargo-web");
    if !forced && proc::find("rustup").is_some() {
        // A closed network lets rustup hang; where there is no other way it gets all the time it wants.
        let limit = Duration::from_secs(if debian { 30 } else { 900 });
        let added = step::run(name, "rustup target add", || add_target(limit));
        if added.is_ok() && has_target() {
            return Ok(Compiler::Everyday);
        }
    }
    if !debian {
        return Err(Failure::new(
            "no compiler for WebAssembly can be installed here",
            format!("run `rustup target add {TARGET}` with a connection, and this command again"),
        ));
    }
    step::run(name, "rustup cannot fetch it: installing Debian's second compiler, for wasm only", || {
        let mut packages: Vec<String> = PACKAGES.iter().map(|&name| name.to_owned()).collect();
        apt::install(&packages)?;
        packages = linker().into_iter().collect();
        apt::install(&packages)
    })?;
    if has_debian() {
        return Ok(Compiler::Debian);
    }
    Err(Failure::new(
        "Debian's packages did not give a whole compiler for WebAssembly",
        format!("look at what `apt-get install {}` says", PACKAGES.join(" ")),
    ))
}

/// Whether the everyday compiler has the target's std.
fn has_target() -> bool {
    let rustc = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .stdin(Stdio::null())
        .output();
    rustc.is_ok_and(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir())
}

/// Whether Debian's compiler is whole: cargo, linter, linker and the source of std.
fn has_debian() -> bool {
    let parts = ["/usr/bin/cargo", "/usr/bin/rustc", "/usr/bin/clippy-driver", "/usr/bin/rust-lld"];
    let source = Path::new("/usr/lib/rustlib/src/rust/library/std");
    parts.iter().all(|part| Path::new(part).exists()) && source.exists()
}

/// The package that holds the linker: `rust-lld` is a link to a program that no package asks for.
fn linker() -> Option<String> {
    let link = std::fs::read_link("/usr/bin/rust-lld").ok()?;
    link.file_name().map(|name| name.to_string_lossy().into_owned())
}

fn add_target(limit: Duration) -> Result<(), Failure> {
    let mut command = Command::new("rustup");
    command.args(["target", "add", TARGET]);
    proc::run_within(limit, &mut command, "the next step tries another way")
}
