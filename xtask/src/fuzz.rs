//! `cargo xtask fuzz`: feeds the readers and the simulator with whatever libFuzzer thinks of.

use std::fs;

use crate::step::{self, Failure};
use crate::{proc, root, tools};

/// How long a target is fuzzed that is given no time, in seconds.
const SECONDS: u32 = 60;

/// Fuzzes one target, or all of them one after the other, for so many seconds each.
///
/// # Errors
/// When the arguments are wrong, cargo-fuzz can be neither found nor installed, or there is a finding.
pub fn fuzz(arguments: &[String]) -> Result<(), Failure> {
    let known = targets()?;
    let (chosen, seconds) = parse(arguments, &known)?;
    let path = tools::cargo_fuzz()?;
    for target in chosen {
        let what = format!("fuzzing for {seconds} s");
        step::run(&target, &what, || {
            // What libFuzzer finds worth keeping goes where it is forgotten with the build; the kept inputs stay few.
            let found = root().join("target/fuzz").join(&target);
            fs::create_dir_all(&found)
                .map_err(|error| Failure::new(error.to_string(), "make the target folder writable"))?;
            let mut command = tools::fuzzing(path.as_deref());
            command
                .args(["run", "--sanitizer", "none", &target])
                .arg(found)
                .arg(format!("fuzz/corpus/{target}"));
            command.args(["--", "-dict=fuzz/tokens.dict", "-timeout=10", "-rss_limit_mb=2048"]);
            command.arg(format!("-max_total_time={seconds}"));
            proc::run(
                &mut command,
                &format!(
                    "a finding is in fuzz/artifacts/{target}: move it to fuzz/corpus/{target}, and `cargo test --test \
                     corpus` fails until it is mended"
                ),
            )
        })?;
    }
    Ok(())
}

/// The names of the targets, which are those of their folders of kept inputs.
fn targets() -> Result<Vec<String>, Failure> {
    let folder = root().join("fuzz/corpus");
    let unreadable = |error: std::io::Error| {
        Failure::new(format!("{}: {error}", folder.display()), "restore it with `git checkout fuzz`")
    };
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(unreadable)? {
        names.push(entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The targets that are named, or all, and for how many seconds each.
fn parse(arguments: &[String], known: &[String]) -> Result<(Vec<String>, u32), Failure> {
    let (mut chosen, mut seconds) = (Vec::new(), None);
    for argument in arguments {
        if known.contains(argument) {
            chosen.push(argument.clone());
        } else if let (Ok(number @ 1..), None) = (argument.parse(), seconds) {
            seconds = Some(number);
        } else {
            let remedy = format!("name one of {}, and a number of seconds if you like", known.join(", "));
            return Err(Failure::new(format!("there is no target `{argument}`"), remedy));
        }
    }
    Ok((if chosen.is_empty() { known.to_vec() } else { chosen }, seconds.unwrap_or(SECONDS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Option<(Vec<String>, u32)> {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        parse(&arguments, &["file", "steps"].map(String::from)).ok()
    }

    #[test]
    fn a_target_and_a_time_are_read() {
        let both = ["file", "steps"].map(String::from).to_vec();
        assert_eq!(read(&[]), Some((both.clone(), SECONDS)));
        assert_eq!(read(&["900"]), Some((both, 900)));
        assert_eq!(read(&["steps", "5"]), Some((vec!["steps".to_owned()], 5)));
        assert_eq!(read(&["steps", "5", "6"]), None);
        assert_eq!(read(&["no-such"]), None);
        assert_eq!(read(&["0"]), None);
    }

    #[test]
    fn the_targets_are_found() {
        let names = targets().expect("the corpus is in the checkout");
        assert!(names.iter().any(|name| name == "simulate"), "{names:?}");
    }
}
