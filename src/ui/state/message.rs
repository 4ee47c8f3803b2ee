//! What a page and the page around it say to one another, and what may be believed of what is heard.

use super::{Action, State, address};
use crate::lesson::Ask;
use crate::link::LINK_BYTES_MAX;
use crate::time::{Instant, NS_PER_MS};

/// The version of the messages, which stands in each of them.
pub const VERSION: f64 = 1.0;
/// Longest name of a kind of message that is looked at, in UTF-16 units.
pub const KIND_CHARS_MAX: u32 = 16;
/// Longest parameters that are looked at, in UTF-16 units; a link is no longer.
pub const PARAMS_CHARS_MAX: u32 = LINK_BYTES_MAX as u32;
/// While it plays, the host is told the time once in so many milliseconds.
pub const TIME_EVERY_MS: f64 = 80.0;
/// The latest moment that can be sought, in milliseconds: what is later is no moment of any scenario.
const T_MS_MAX: f64 = 1e12;

/// The fields of a message as they were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// `interleave`, if it is a number.
    pub version: Option<f64>,
    /// `type`, if it is a text of at most [`KIND_CHARS_MAX`].
    pub kind: Option<String>,
    /// `t`, if it is a number: milliseconds.
    pub t: Option<f64>,
    /// `params`, if it is a text of at most [`PARAMS_CHARS_MAX`].
    pub params: Option<String>,
}

/// What a host asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Whether somebody is there.
    Ping,
    /// To play.
    Play,
    /// To pause.
    Pause,
    /// To go to a moment.
    Seek(Instant),
    /// To show what these parameters say.
    Set(String),
}

impl Asked {
    /// Reads a message; `None` where it is foreign, malformed or of another version.
    pub fn read(heard: Heard) -> Option<Self> {
        if heard.version != Some(VERSION) {
            return None;
        }
        match heard.kind.as_deref()? {
            "ping" => Some(Self::Ping),
            "play" => Some(Self::Play),
            "pause" => Some(Self::Pause),
            "seek" => instant(heard.t?).map(Self::Seek),
            "set" => heard.params.map(Self::Set),
            _ => None,
        }
    }

    /// What happens to the page; nothing where it shows that already.
    pub fn action(&self, state: &State) -> Option<Action> {
        match self {
            Self::Ping => None,
            Self::Play => Some(Action::Play),
            Self::Pause => Some(Action::Pause),
            Self::Seek(moment) => Some(Action::Seek(*moment)),
            Self::Set(params) => address::set(params, state),
        }
    }
}

/// The instant of so many milliseconds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in range")]
fn instant(t_ms: f64) -> Option<Instant> {
    let is_moment = (0.0..=T_MS_MAX).contains(&t_ms);
    is_moment.then(|| Instant::from_ns((t_ms * NS_PER_MS as f64).round() as u64))
}

/// What a host is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// The figure is in the document.
    Ready,
    /// How high the page is, in pixels.
    Height(u32),
    /// Where the playhead is.
    Time(Instant),
    /// The playhead has arrived at the end.
    Finished,
    /// The reader has committed to an answer.
    Answer {
        /// The question.
        ask: Ask,
        /// What the reader says.
        given: String,
        /// Whether it is so.
        right: bool,
    },
    /// Somebody is here.
    Pong,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Yes or no.
    Flag(bool),
}

impl Told {
    /// `type`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Height(_) => "height",
            Self::Time(_) => "time",
            Self::Finished => "finished",
            Self::Answer { .. } => "answer",
            Self::Pong => "pong",
        }
    }

    /// The fields beside `interleave` and `type`.
    #[expect(clippy::cast_precision_loss, reason = "instants lie below 2^53")]
    pub fn fields(&self) -> Vec<(&'static str, Field)> {
        match self {
            Self::Ready | Self::Finished | Self::Pong => Vec::new(),
            Self::Height(px) => vec![("height", Field::Number(f64::from(*px)))],
            Self::Time(moment) => {
                vec![("t", Field::Number(moment.as_ns() as f64 / NS_PER_MS as f64))]
            }
            Self::Answer { ask, given, right } => vec![
                ("ask", Field::Text(ask.to_string())),
                ("given", Field::Text(given.clone())),
                ("right", Field::Flag(*right)),
            ],
        }
    }
}

/// What the host is told of a playhead that was at `before` and is at `after`. While it plays, `since_ms` is how long
/// the host has not been told the time.
pub fn moved(before: Instant, after: Instant, end: Instant, playing: bool, since_ms: f64) -> Vec<Told> {
    if before == after || (playing && since_ms < TIME_EVERY_MS) {
        return Vec::new();
    }
    let mut told = vec![Told::Time(after)];
    if after == end {
        told.push(Told::Finished);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(kind: &str) -> Heard {
        Heard { version: Some(1.0), kind: Some(kind.into()), ..Heard::default() }
    }

    #[test]
    fn messages_are_read() {
        for (kind, asked) in [("ping", Asked::Ping), ("play", Asked::Play), ("pause", Asked::Pause)] {
            assert_eq!(Asked::read(heard(kind)), Some(asked));
        }
        let seek = |t| Asked::read(Heard { t: Some(t), ..heard("seek") });
        assert_eq!(seek(42.0), Some(Asked::Seek(Instant::from_ms(42))));
        assert_eq!(seek(0.1), Some(Asked::Seek(Instant::from_ns(100_000))));
        let set = Heard { params: Some("t=4".into()), ..heard("set") };
        assert_eq!(Asked::read(set), Some(Asked::Set("t=4".into())));
    }

    #[test]
    fn what_is_foreign_or_malformed_is_ignored() {
        let with_version = |version| Asked::read(Heard { version, ..heard("play") });
        for version in [None, Some(0.0), Some(2.0), Some(1.5), Some(f64::NAN)] {
            assert_eq!(with_version(version), None, "{version:?}");
        }
        for kind in ["", "Play", "ready", "time", "pong", "__proto__"] {
            assert_eq!(Asked::read(heard(kind)), None, "{kind}");
        }
        assert_eq!(Asked::read(Heard { kind: None, ..heard("") }), None);
        assert_eq!((Asked::read(heard("seek")), Asked::read(heard("set"))), (None, None));
        for t in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
            assert_eq!(Asked::read(Heard { t: Some(t), ..heard("seek") }), None, "{t}");
        }
    }

    #[test]
    fn parameters_are_set_as_a_link_sets_them_and_a_guest_stays_a_guest() {
        let guest = address::open("embed=1&theme=dark", "");
        let after = |params: &str| Asked::Set(params.into()).action(&guest).map(|action| guest.after(action));
        let set = after("preset=cpu-bound&t=7").expect("it is another scenario");
        assert_eq!((set.shown.preset, set.moment, set.embed), (Some("cpu-bound"), Instant::from_ms(7), true));
        let page = after("embed=0&follow=99&bogus=1").expect("its warnings are new");
        assert!(page.embed);
        let params: Vec<&str> = page.notices.iter().map(|notice| notice.param.as_str()).collect();
        assert_eq!(params, ["bogus", "follow"]);
        assert_eq!(Asked::Set("theme=dark".into()).action(&guest), None, "that is what is shown");
    }

    #[test]
    fn the_time_is_told_now_and_then_and_the_end_always() {
        let [start, middle, end] = [0, 5, 84].map(Instant::from_ms);
        assert_eq!(moved(start, start, end, false, 1e6), []);
        assert_eq!(moved(start, middle, end, false, 0.0), [Told::Time(middle)]);
        assert_eq!(moved(start, middle, end, true, 50.0), []);
        assert_eq!(moved(start, middle, end, true, 150.0), [Told::Time(middle)]);
        // Arriving at the end ends playing.
        assert_eq!(moved(middle, end, end, false, 0.0), [Told::Time(end), Told::Finished]);
        assert_eq!(moved(end, end, end, false, 0.0), []);
    }

    #[test]
    fn times_are_in_milliseconds() {
        let told = Told::Time(Instant::from_ns(12_500_000));
        assert_eq!((told.kind(), told.fields()), ("time", vec![("t", Field::Number(12.5))]));
        let answer = Told::Answer { ask: Ask::Done(2), given: "31".into(), right: false };
        let fields = vec![
            ("ask", Field::Text("done.2".into())),
            ("given", Field::Text("31".into())),
            ("right", Field::Flag(false)),
        ];
        assert_eq!((answer.kind(), answer.fields()), ("answer", fields));
    }
}
