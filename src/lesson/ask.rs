//! What a reader can be asked before the future is shown.

use std::fmt;

use crate::time::Instant;

/// A question about what comes after the present moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// What does the thread do next?
    Next,
    /// Who finishes first?
    First,
    /// When is the request of this number done, from 1? Or the task of a program, from 0?
    Done(u32),
}

impl Ask {
    /// Reads the form that it has in links: `next`, `first`, `done.2`.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "next" => Some(Self::Next),
            "first" => Some(Self::First),
            _ => {
                let digits = text.strip_prefix("done.")?;
                let is_canonical = digits.bytes().all(|byte| byte.is_ascii_digit())
                    && (digits == "0" || !digits.starts_with('0'));
                digits.parse().ok().filter(|_| is_canonical).map(Self::Done)
            }
        }
    }
}

/// Where the axis ends while there is a question: at a place that does not tell when all is over.
pub fn end_in_doubt(end: Instant) -> Instant {
    let end_ns = end.as_ns();
    let grain_ns = (end_ns / 5).checked_ilog10().map_or(1, |digits| 10_u64.pow(digits));
    Instant::from_ns((end_ns + end_ns / 5) / grain_ns * grain_ns + grain_ns)
}

/// Prints the form that it has in links.
impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Next => f.write_str("next"),
            Self::First => f.write_str("first"),
            Self::Done(number) => write!(f, "done.{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_read_as_they_are_printed() {
        for ask in [Ask::Next, Ask::First, Ask::Done(0), Ask::Done(1), Ask::Done(u32::MAX)] {
            assert_eq!(Ask::read(&ask.to_string()), Some(ask));
        }
        for bad in ["", "Next", "done", "done.", "done.00", "done.01", "done.+1", "done.4294967296"] {
            assert_eq!(Ask::read(bad), None, "{bad}");
        }
    }
}
