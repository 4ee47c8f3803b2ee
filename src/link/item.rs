//! The items of lists in links: groups (`cpu2-db40_x3_every1_as.page`), services (`db_cap2_40`), runtimes
//! (`async2_blocking8`).

use std::fmt::Write;

use crate::scenario::parts::{GroupParts, Model, RuntimeParts, ServiceParts};
use crate::scenario::steps::{LETTERS_ONLY, quoted};
use crate::scenario::{Gap, Group, Latency, Service};
use crate::time::{Duration, Instant};

/// Reads a group; what each value may be is left to the check.
pub(super) fn group(text: &str) -> Result<GroupParts, String> {
    let (steps, suffixes) = suffixes(text);
    let mut group = GroupParts::new(steps.parse().map_err(|error| format!("steps: {error}"))?);
    let mut seen = Vec::new();
    for suffix in suffixes {
        let (kind, value) = split_kind(suffix, &["as.", "at", "every", "poisson", "x"])
            .ok_or_else(|| unexpected_of_group(suffix, seen.last().copied(), &group))?;
        once(&mut seen, kind)?;
        match kind {
            "as." => group.name = value.into(),
            "at" => group.at = duration(value)?,
            "every" => group.every = Some(duration(value)?),
            "poisson" => group.poisson = Some(duration(value)?),
            _ => group.count = whole(value)?,
        }
    }
    Ok(group)
}

/// Reads a service; what each value may be is left to the check.
pub(super) fn service(text: &str) -> Result<ServiceParts, String> {
    let (name, suffixes) = suffixes(text);
    let mut service = ServiceParts { name: name.into(), capacity: None, latency: None };
    let mut seen = Vec::new();
    for suffix in suffixes {
        if let Some(capacity) = suffix.strip_prefix("cap") {
            once(&mut seen, "cap")?;
            service.capacity = Some(whole(capacity)?);
            continue;
        }
        once(&mut seen, "latency")?;
        service.latency = Some(if let Some(mean) = suffix.strip_prefix("exp") {
            Latency::Exponential { mean: duration(mean)? }
        } else if let Some((min, max)) = suffix.split_once("..") {
            Latency::Uniform { min: duration(min)?, max: duration(max)? }
        } else if suffix.starts_with(|c: char| c.is_ascii_digit()) {
            Latency::Constant(duration(suffix)?)
        } else {
            return Err(of_name(suffix, "one of _cap2, _40, _exp40, _30..50", seen.len() == 1));
        });
    }
    Ok(service)
}

/// Reads a runtime; what each value may be is left to the check.
pub(super) fn runtime(text: &str) -> Result<RuntimeParts, String> {
    let (model, suffixes) = suffixes(text);
    let (kind, threads) = split_kind(model, &["sync", "async"])
        .ok_or_else(|| format!("found {}, expected sync1, async1 or the like", quoted(model)))?;
    let model = if kind == "sync" { Model::Sync } else { Model::Async };
    let threads = if threads.is_empty() { 1 } else { whole(threads)? };
    let mut runtime = RuntimeParts { model, threads, blocking_threads: None };
    let mut seen = Vec::new();
    for suffix in suffixes {
        let (kind, value) =
            split_kind(suffix, &["blocking"]).ok_or_else(|| unexpected(suffix, "_blocking4"))?;
        once(&mut seen, kind)?;
        runtime.blocking_threads = Some(whole(value)?);
    }
    Ok(runtime)
}

/// What stands before the first `_`, and what stands between and after them.
fn suffixes(text: &str) -> (&str, impl Iterator<Item = &str>) {
    let (head, tail) = text.split_once('_').map_or((text, None), |(head, tail)| (head, Some(tail)));
    (head, tail.into_iter().flat_map(|tail| tail.split('_')))
}

/// The first of the kinds that the text begins with, and what follows it.
fn split_kind<'a>(text: &'a str, kinds: &[&'static str]) -> Option<(&'static str, &'a str)> {
    kinds.iter().find_map(|&kind| Some((kind, text.strip_prefix(kind)?)))
}

/// What could have stood in place of a suffix that no group has, after one of the kind `before`.
fn unexpected_of_group(suffix: &str, before: Option<&str>, group: &GroupParts) -> String {
    if before == Some("as.") {
        let joined = quoted(&format!("_as.{}-{suffix}", group.name));
        return unexpected(suffix, &format!("only letters, digits and hyphens in a name, as in {joined}"));
    }
    let after_name = before.is_none() && group.steps.0.last().is_some_and(|step| !step.calls().is_empty());
    of_name(suffix, "one of _x3, _at10, _every5, _poisson5, _as.name", after_name)
}

/// What was expected; also that it may have been meant as part of a name, where it follows one.
fn of_name(suffix: &str, expected: &str, after_name: bool) -> String {
    let may_be = after_name && suffix.starts_with(|c: char| c.is_ascii_alphabetic());
    let names = if may_be { format!("; or {LETTERS_ONLY}") } else { String::new() };
    unexpected(suffix, &format!("{expected}{names}"))
}

fn once(seen: &mut Vec<&'static str>, kind: &'static str) -> Result<(), String> {
    if seen.contains(&kind) {
        let shown = if kind == "latency" { "a latency".into() } else { format!("_{kind}") };
        return Err(format!("found {shown} a second time, expected it once"));
    }
    seen.push(kind);
    Ok(())
}

fn unexpected(suffix: &str, expected: &str) -> String {
    format!("found {}, expected {expected}", quoted(&format!("_{suffix}")))
}

/// A whole number of digits alone.
pub(super) fn whole(text: &str) -> Result<u64, String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = if digits { text.parse().ok() } else { None };
    number.ok_or_else(|| format!("found {}, expected a whole number", quoted(text)))
}

pub(super) fn duration(text: &str) -> Result<Duration, String> {
    text.parse().map_err(|expected| format!("found {}, expected {expected}", quoted(text)))
}

/// Prints a group, defaults left out.
pub(super) fn print_group(group: &Group) -> String {
    let mut text = group.program.to_link();
    // Writing to a `String` cannot fail.
    if group.count != 1 {
        let _ = write!(text, "_x{}", group.count);
    }
    if group.at != Instant::ZERO {
        let _ = write!(text, "_at{}", group.at);
    }
    match group.gap {
        Gap::Every(Duration::ZERO) => {}
        Gap::Every(every) => {
            let _ = write!(text, "_every{every}");
        }
        Gap::Poisson { mean } => {
            let _ = write!(text, "_poisson{mean}");
        }
    }
    if !group.name.is_empty() {
        let _ = write!(text, "_as.{}", group.name);
    }
    text
}

/// Prints the declaration of a service.
pub(super) fn print_service(service: &Service) -> String {
    let mut text = service.name.clone();
    // Writing to a `String` cannot fail.
    if let Some(capacity) = service.capacity {
        let _ = write!(text, "_cap{capacity}");
    }
    match service.latency {
        None => {}
        Some(Latency::Constant(duration)) => {
            let _ = write!(text, "_{duration}");
        }
        Some(Latency::Uniform { min, max }) => {
            let _ = write!(text, "_{min}..{max}");
        }
        Some(Latency::Exponential { mean }) => {
            let _ = write!(text, "_exp{mean}");
        }
    }
    text
}
