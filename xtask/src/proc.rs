//! Child processes: found on the PATH, bounded in time, their output read while it is shown.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::step::Failure;

/// The program of that name in the folders, if there is one.
#[must_use]
pub fn find_in(name: &str, folders: impl IntoIterator<Item = PathBuf>) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    folders.into_iter().map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// The program of that name on the PATH, if there is one.
#[must_use]
pub fn find(name: &str) -> Option<PathBuf> {
    find_in(name, env::split_paths(&env::var_os("PATH").unwrap_or_default()))
}

/// The first of the programs that exists: an environment variable's, or one of the names on the PATH.
#[must_use]
pub fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from).filter(|path| Path::is_file(path));
    named.or_else(|| names.iter().find_map(|name| find(name)))
}

/// What a program prints, or nothing when it cannot be run or fails.
#[must_use]
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The word of what `program --version` prints that is a version, without a `v`.
#[must_use]
pub fn version(program: &Path) -> Option<String> {
    let text = output(Command::new(program).arg("--version"))?;
    let mut words = text.split_whitespace().map(|word| word.strip_prefix('v').unwrap_or(word));
    words.find(|word| word.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned)
}

/// Runs a program to its end.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn run(command: &mut Command, remedy: &str) -> Result<(), Failure> {
    let status = command.status();
    judge(command, status, remedy)
}

/// Runs a program to its end, or until the limit; then it is killed.
///
/// # Errors
/// When it cannot be started, does not succeed or takes too long.
pub fn run_within(limit: Duration, command: &mut Command, remedy: &str) -> Result<(), Failure> {
    let mut child = Guard(command.spawn().map_err(|error| unstarted(command, &error, remedy))?);
    let start = Instant::now();
    loop {
        match child.0.try_wait() {
            Ok(None) if start.elapsed() > limit => {
                let what = format!("{} took longer than {} s", shown(command), limit.as_secs());
                return Err(Failure::new(what, remedy));
            }
            Ok(None) => sleep(Duration::from_millis(100)),
            Ok(Some(status)) => return judge(command, Ok(status), remedy),
            Err(error) => return judge(command, Err(error), remedy),
        }
    }
}

/// Runs a program to its end and hands every line that it prints to `each`; the line is shown as well.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn run_reading(command: &mut Command, remedy: &str, mut each: impl FnMut(&str)) -> Result<(), Failure> {
    let child = command.stdout(Stdio::piped()).spawn();
    let mut child = Guard(child.map_err(|error| unstarted(command, &error, remedy))?);
    if let Some(stdout) = child.0.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let Ok(line) = line else { break };
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            each(&line);
        }
    }
    let status = child.0.wait();
    judge(command, status, remedy)
}

/// A child that does not outlive its owner, not even when that panics.
#[derive(Debug)]
pub struct Guard(pub Child);

impl Drop for Guard {
    fn drop(&mut self) {
        // Both fail only when the child has already ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn judge(command: &Command, status: std::io::Result<ExitStatus>, remedy: &str) -> Result<(), Failure> {
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("{} ended with {status}", shown(command)), remedy)),
        Err(error) => Err(unstarted(command, &error, remedy)),
    }
}

fn unstarted(command: &Command, error: &std::io::Error, remedy: &str) -> Failure {
    Failure::new(format!("{} could not be run: {error}", shown(command)), remedy)
}

fn shown(command: &Command) -> String {
    let mut text = format!("`{}", command.get_program().to_string_lossy());
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text.push('`');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_that_takes_too_long_is_killed() {
        let start = Instant::now();
        let failure = run_within(Duration::from_millis(200), Command::new("sleep").arg("20"), "wait")
            .expect_err("sleeping takes twenty seconds");
        assert!(failure.what.contains("took longer"), "{failure}");
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn lines_are_read_and_a_bad_end_is_a_failure() {
        let mut lines = Vec::new();
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two; exit 3"]);
        let failure = run_reading(&mut command, "do better", |line| lines.push(line.to_owned()));
        assert_eq!(lines, ["one", "two"]);
        assert!(failure.expect_err("it ended with 3").to_string().contains("do better"));
    }
}
