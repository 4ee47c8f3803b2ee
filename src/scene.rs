//! A drawing: positioned items in a closed enum, each with a meaning and none with a colour. No behaviour, no time.

use crate::geometry::{Point, Rect};

/// A finished drawing, apart from what moves with the playhead.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Unique on the page; what else needs a unique name begins with it.
    pub id: String,
    /// Width in pixels.
    pub width_px: f64,
    /// Height in pixels.
    pub height_px: f64,
    /// What the drawing is, in a few words.
    pub title: String,
    /// What the drawing shows, in a few sentences.
    pub description: String,
    /// What pales when it lies in the future: grid, lanes, threads.
    pub ground: Vec<Item>,
    /// What never pales: titles, names of lanes, the axis.
    pub over: Vec<Item>,
}

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Items that belong together.
    Group(Group),
    /// A rectangle, its corners rounded by a radius.
    Rect {
        /// Where.
        rect: Rect,
        /// Radius of its corners.
        radius_px: f64,
        /// What it means.
        mark: Mark,
    },
    /// A line or an outline.
    Path {
        /// How it runs.
        ops: Vec<PathOp>,
        /// What it means.
        mark: Mark,
    },
    /// A circle.
    Circle {
        /// Its middle.
        center: Point,
        /// Its radius.
        radius_px: f64,
        /// What it means.
        mark: Mark,
    },
    /// One line of text.
    Text(Text),
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where its base line begins, is centred or ends, as `anchor` says.
    pub at: Point,
    /// Which part of the text stands at `at`.
    pub anchor: Anchor,
    /// The text itself, only ever shown as text.
    pub content: String,
    /// Size of the letters.
    pub size_px: f64,
    /// How heavy the letters are.
    pub weight: Weight,
    /// What it means.
    pub mark: Mark,
    /// Another text that follows in the same line, wherever this one happens to end.
    pub tail: Option<Tail>,
}

/// A text that follows another in its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Tail {
    /// The text itself.
    pub content: String,
    /// The gap before it.
    pub gap_px: f64,
    /// Size of the letters.
    pub size_px: f64,
    /// What it means; regular in weight.
    pub role: Role,
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As in a sentence.
    Regular,
    /// As in a heading.
    Bold,
}

/// One stroke of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PathOp {
    /// Goes to a point without drawing.
    Move(Point),
    /// Draws a straight line to a point.
    Line(Point),
    /// Draws a cubic curve: two control points and its end.
    Cubic(Point, Point, Point),
    /// Draws a whole rectangle.
    Rect(Rect),
    /// Draws a straight line to where the stroke began.
    Close,
}

/// What a shape or a text means: from it follows how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its part in the drawing.
    pub role: Role,
    /// Which of the hues it has, from 0; `None` where the role alone decides.
    pub hue: Option<u8>,
}

/// How many hues tell requests apart before they repeat.
pub const HUES: u8 = 8;
/// How many kinds of line tell threads apart before they repeat.
pub const STRANDS: u8 = 6;

/// A state's form, whatever the lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Arrived, never yet on a thread.
    Queued,
    /// Computing on a core.
    Running,
    /// Has a thread, waits for a core.
    Runnable,
    /// A core is taking up this thread.
    Switching,
    /// Waits and holds a thread.
    Blocked,
    /// Waits and holds no thread.
    Paused,
    /// Could go on, waits for a thread.
    Ready,
    /// A call that waits for a slot.
    Waiting,
    /// A call that is served.
    Serving,
    /// Where a thread is: no state of a lane, but a line in the drawing.
    Thread,
}

impl Form {
    /// All forms, in the order in which they are explained.
    pub const ALL: [Self; 10] = [
        Self::Running,
        Self::Blocked,
        Self::Paused,
        Self::Ready,
        Self::Queued,
        Self::Runnable,
        Self::Switching,
        Self::Serving,
        Self::Waiting,
        Self::Thread,
    ];

    /// The name that a script, a style sheet or a trace knows it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Runnable => "runnable",
            Self::Switching => "switching",
            Self::Blocked => "blocked",
            Self::Paused => "paused",
            Self::Ready => "ready",
            Self::Waiting => "waiting",
            Self::Serving => "serving",
            Self::Thread => "thread",
        }
    }
}

/// A part in the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What a form is made of.
    Body(Form),
    /// The heavy edge of a form.
    Edge(Form),
    /// The name of a form, written in it.
    Label(Form),
    /// What keeps a label free of what lies behind it.
    Plate,
    /// The number of a request, written in its colour's opposite.
    Number,
    /// The ring of an arrival.
    Arrival,
    /// The tick at a finish.
    Finish,
    /// A call on its way to a service.
    Call,
    /// A response on its way back.
    Response,
    /// The head of a response's arrow.
    ResponseHead,
    /// A thread's line: which kind of line, from 0.
    Strand(u8),
    /// What keeps a thread's line free of what lies behind it.
    StrandHalo,
    /// Where a thread rests.
    Rest,
    /// The beginning of a thread's line.
    StrandStart,
    /// The number at the beginning of a thread's line.
    StrandNumber,
    /// A thread's place at the playhead.
    Bead,
    /// The middle of a lane.
    Baseline,
    /// A line of the grid.
    Grid,
    /// The line between two panels.
    Separator,
    /// Where a run has ended.
    End,
    /// The line of the axis.
    AxisLine,
    /// A label of the axis.
    AxisLabel,
    /// A panel's title.
    Title,
    /// The sentence under a title.
    Subtitle,
    /// The name of a lane.
    Lane,
    /// A remark at a lane.
    Remark,
    /// The spot of a request's hue at its lane's name.
    Spot,
    /// The number in such a spot.
    SpotNumber,
    /// The ring that shows where the focus is.
    Focus,
    /// Nothing to see: a place for the pointer.
    Hit,
    /// A badge.
    Badge,
    /// What is written on a badge.
    BadgeText,
    /// How much sooner a run has ended than the slowest.
    Saved,
    /// What pales the future.
    Veil,
    /// What hides the future.
    Hidden,
    /// The line of a flag.
    Flag,
    /// What the words of a flag stand on.
    FlagPlate,
    /// The words of a flag.
    FlagText,
    /// What lets all recede that is not pointed at.
    Shade,
    /// A ring around what is pointed at.
    Ring,
    /// What keeps such a ring free of what lies behind it.
    RingHalo,
    /// The playhead's line.
    Playhead,
    /// The playhead's handle.
    PlayheadHandle,
    /// The time at the playhead's handle.
    PlayheadText,
}

/// Items that belong together, and what they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What the items are, together.
    pub identity: Identity,
    /// The number of the request that they belong to.
    pub request: Option<u32>,
    /// The items, in the order in which they are drawn.
    pub items: Vec<Item>,
}

/// What a group is.
#[derive(Clone, Debug, PartialEq)]
pub enum Identity {
    /// The lines of the grid and other things behind.
    Back,
    /// A model's panel.
    Panel {
        /// The link form of its runtime: `sync1`.
        runtime: String,
        /// When its last request has finished.
        makespan_ns: u64,
        /// How a program's run ended, in a word; empty of a model's run.
        outcome: String,
        /// Whether its calls are so many that only those of a followed request are shown.
        crowded: bool,
    },
    /// A lane: `thread-1`, `request-2`, `service-db`, `blocking-1`.
    Lane {
        /// Its name for scripts.
        name: String,
    },
    /// One span in its lane.
    Span(SpanFacts),
    /// All spans of one state in their lane, drawn as one.
    Spans {
        /// Their state.
        form: Form,
        /// What they are, in words.
        tooltip: String,
    },
    /// A call and its response.
    Call,
    /// Where a thread is.
    Weave,
    /// A request's name: where it is followed.
    Handle {
        /// What following it is called.
        label: String,
    },
    /// The name of another lane.
    Name,
    /// A panel's title.
    Heading,
    /// The axis.
    Axis,
    /// When a run has finished.
    Badge {
        /// Whether this is still to come.
        ahead: bool,
    },
    /// What stands at the playhead, drawn at 0 and shifted to its place.
    Playhead {
        /// The playhead's place.
        x_px: f64,
    },
}

/// The facts of one span.
#[derive(Clone, Debug, PartialEq)]
pub struct SpanFacts {
    /// Its state.
    pub form: Form,
    /// The place in its program, from 0; none while queued.
    pub step: Option<u32>,
    /// First instant.
    pub start_ns: u64,
    /// First instant no longer in it.
    pub end_ns: u64,
    /// What it is, in words.
    pub tooltip: String,
}

impl Mark {
    /// A mark whose role alone decides.
    pub const fn plain(role: Role) -> Self {
        Self { role, hue: None }
    }

    /// A mark in one of the hues.
    pub const fn hued(role: Role, hue: u8) -> Self {
        Self { role, hue: Some(hue) }
    }
}
