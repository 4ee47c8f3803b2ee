//! What is said while a large scenario is simulated, and of what is too large.

use super::figure::number;
use crate::number::Decimal;

/// Gives a run up.
pub const CANCEL: &str = "Cancel";
/// What the bar of progress is.
pub const PROGRESS: &str = "Requests finished";
/// What stands below while something else is simulated.
pub const MEANWHILE: &str = "Until then the page goes on with what is shown below.";

/// Programs that are being run.
pub const RUNNING: &str = "Running the program…";
/// What its bar is.
pub const RUNS: &str = "The program runs";

/// What is being simulated, and what it will need.
pub fn simulating(requests: u64, models: usize, bytes: u64) -> String {
    let models = if models == 1 { "one model".to_owned() } else { format!("{models} models") };
    format!("Simulating {} requests in {models}, which will need about {}.", number(requests), memory(bytes))
}

/// How far it has come.
pub fn progress(finished: u64, requests: u64) -> String {
    let percent = finished.saturating_mul(100) / requests.max(1);
    format!("{percent} %: {} of {} requests finished", number(finished), number(requests))
}

/// A run that was given up.
pub fn cancelled() -> String {
    "cancelled; what was shown before stays".to_owned()
}

/// A scenario that would fill the memory of a page.
pub fn too_many_spans(spans: u64, bytes: u64, most: u64) -> String {
    format!(
        "all runs together would have about {} spans and need {}, and a page holds {} spans at most",
        number(spans),
        memory(bytes),
        number(most)
    )
}

/// A worker that broke off.
pub fn broke_off() -> String {
    "the simulation broke off, perhaps for want of memory".to_owned()
}

/// Bytes, rounded as one says them.
fn memory(bytes: u64) -> String {
    match bytes / 1_000_000 {
        0..1 => "less than a megabyte".to_owned(),
        megabytes @ 1..1000 => format!("{megabytes} MB of memory"),
        megabytes => format!("{:#} GB of memory", Decimal::new(megabytes, 3).cut(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_words() {
        assert_eq!(memory(3), "less than a megabyte");
        assert_eq!(memory(420_000_000), "420 MB of memory");
        assert_eq!(memory(1_260_000_000), "1.2 GB of memory");
        assert_eq!(progress(1, 4), "25 %: 1 of 4 requests finished");
    }
}
