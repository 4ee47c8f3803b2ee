//! Debian's packages: whether they are offered, and their installation.

use std::process::Command;

use crate::proc;
use crate::step::Failure;

/// Whether this is a system with apt that could install the package.
#[must_use]
pub fn offers(package: &str) -> bool {
    if proc::find("apt-get").is_none() {
        return false;
    }
    let has = || {
        let policy = proc::output(Command::new("apt-cache").env("LC_ALL", "C").args(["policy", package]));
        policy.is_some_and(|text| text.contains("Candidate:") && !text.contains("Candidate: (none)"))
    };
    // A fresh container has no lists yet.
    has() || (apt(&["update", "-qq"].map(String::from)).is_ok() && has())
}

/// Installs packages by apt.
///
/// # Errors
/// When apt fails, or when there is no right to call it.
pub fn install(packages: &[String]) -> Result<(), Failure> {
    let mut arguments: Vec<String> =
        ["install", "-y", "-qq", "--no-install-recommends"].map(String::from).to_vec();
    arguments.extend_from_slice(packages);
    apt(&arguments)
}

fn apt(arguments: &[String]) -> Result<(), Failure> {
    let by_hand = format!("run `apt-get {}` as root, and this command again", arguments.join(" "));
    let root = proc::output(Command::new("id").arg("-u")).as_deref() == Some("0");
    let mut command = match (root, proc::find("sudo")) {
        (true, _) => Command::new("apt-get"),
        (false, Some(sudo)) => {
            let mut command = Command::new(sudo);
            command.args(["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get"]);
            command
        }
        (false, None) => {
            return Err(Failure::new("installing packages needs root, and there is no sudo", by_hand));
        }
    };
    // At runlevel 1 a package starts no server.
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1");
    proc::run(&mut command, &by_hand)
}
