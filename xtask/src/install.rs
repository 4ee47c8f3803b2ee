//! Programs of crates.io and npm: found, or installed into a versioned folder under the user's cache.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::proc;
use crate::step::{self, Failure};

/// A tool is installed once and run a few times: what counts is the time of its own build.
const CHEAP: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_LTO", "false"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256"),
    ("CARGO_PROFILE_RELEASE_STRIP", "true"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
];

/// Where tools are kept: never in the checkout, so that a clean one finds them again.
fn cache() -> Result<PathBuf, Failure> {
    let home = env::home_dir();
    let base = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| env::var_os("LOCALAPPDATA").map(PathBuf::from))
        .or_else(|| {
            home.map(|home| home.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" }))
        });
    match base {
        Some(base) => Ok(base.join("interleave").join("tools")),
        None => Err(Failure::new("no cache folder is known", "set HOME or XDG_CACHE_HOME")),
    }
}

/// Finds or installs a crate's program; the answer is the folder to search first, unless it is on the PATH.
///
/// # Errors
/// When it can be neither found nor installed.
pub fn ensure_crate(
    package: &str,
    program: &str,
    version: &str,
    flags: &[&str],
    takes: &str,
) -> Result<Option<PathBuf>, Failure> {
    let name = format!("{package} {version}");
    if proc::find(program).and_then(|path| proc::version(&path)).as_deref() == Some(version) {
        step::skip(&name, "it is on the PATH");
        return Ok(None);
    }
    let folder = folder(package, version)?;
    let bin = folder.join("bin");
    if proc::find_in(program, [bin.clone()]).and_then(|path| proc::version(&path)).as_deref() == Some(version)
    {
        step::skip(&name, &format!("it is in {}", folder.display()));
        return Ok(Some(bin));
    }
    let exact = format!("{package}@{version}");
    if Command::new("cargo").args(["binstall", "-V"]).output().is_ok_and(|output| output.status.success()) {
        let fetched = step::run(&name, "cargo binstall", || {
            let mut command = Command::new("cargo");
            command
                .args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"])
                .arg(&folder)
                .arg(&exact);
            proc::run_within(Duration::from_secs(120), &mut command, "the next step builds it instead")
        });
        if fetched.is_ok() {
            return Ok(Some(bin));
        }
    }
    step::run(&name, &format!("cargo install into {}, {takes}", folder.display()), || {
        install(&folder, flags, &exact)
    })?;
    Ok(Some(bin))
}

/// Builds a crate's program, such as `trunk@0.21.14`, into a folder.
///
/// # Errors
/// When it cannot be built.
pub fn install(folder: &Path, flags: &[&str], exact: &str) -> Result<(), Failure> {
    let mut command = Command::new("cargo");
    // Outside the checkout, so that none of its settings takes part; its own target folder is temporary.
    command.current_dir(env::temp_dir()).args(["install", "--root"]).arg(folder).args(flags).arg(exact);
    command.envs(CHEAP).env_remove("CARGO_TARGET_DIR");
    proc::run(
        &mut command,
        &format!("try `cargo install {exact}` by hand; a program on the PATH is used as it is"),
    )
}

/// Finds or installs a package of the npm registry; the answer is its folder `node_modules`.
///
/// # Errors
/// When it can be neither found nor installed.
pub fn ensure_npm(package: &str, version: &str) -> Result<PathBuf, Failure> {
    let name = format!("{package} {version}");
    let folder = self::folder(package, version)?;
    let modules = folder.join("node_modules");
    if modules.join(package).join("package.json").is_file() {
        step::skip(&name, &format!("it is in {}", folder.display()));
        return Ok(modules);
    }
    step::run(&name, &format!("npm install into {}", folder.display()), || {
        let remedy = match package {
            "binaryen" => {
                "install Node.js with npm; a `wasm-opt` of binaryen 117 or later on the PATH is used as it is"
            }
            _ => "install Node.js with npm",
        };
        fs::create_dir_all(&folder)
            .map_err(|error| Failure::new(error.to_string(), "make the cache folder writable"))?;
        let npm = proc::find("npm").ok_or_else(|| Failure::new("there is no npm", remedy))?;
        let mut command = Command::new(npm);
        command.args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]).arg(&folder);
        command.arg(format!("{package}@{version}")).current_dir(&folder);
        proc::run(&mut command, remedy)
    })?;
    Ok(modules)
}

/// Where a version of a tool is installed to.
///
/// # Errors
/// When no such folder is known.
pub fn folder(tool: &str, version: &str) -> Result<PathBuf, Failure> {
    Ok(cache()?.join(format!("{tool}-{version}")))
}
