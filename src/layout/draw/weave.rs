//! The thread drawn as a thread: a line that lies in the lane of the request that the thread is at, rests when there
//! is none, and hops between them in curves that never run back in time.

use crate::geometry::{Point, within};
use crate::layout::axis::Axis;
use crate::scene::PathOp;
use crate::time::Instant;

/// Half of a hop's width where there is room.
const HOP_HALF_PX: f64 = 9.0;
/// Most of a neighbouring stay that a hop takes for itself, so that in its middle the thread is where it belongs.
pub const STAY_SHARE: f64 = 0.38;

/// A stretch of time that the thread spends at one height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stay {
    /// First instant.
    pub start: Instant,
    /// First instant elsewhere.
    pub end: Instant,
    /// The height of its line.
    pub y_px: f64,
}

/// A thread's line through the drawing: segments that follow one another from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Weave {
    segments: Vec<Segment>,
}

/// A piece of the line.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Segment {
    Stay { from: Point, to: Point },
    Hop { from: Point, to: Point },
}

/// How many straight pieces a hop is when something moves along it.
const POINTS_A_HOP: u32 = 16;

impl Weave {
    /// The line of a thread at `stays` (in order, without overlap) that rests at `rest_y_px` between them. It begins
    /// `lead_px` before the axis. `shift_px` moves its hops a little, so that threads that hop together part.
    pub fn new(axis: &Axis, stays: &[Stay], rest_y_px: f64, lead_px: f64, shift_px: f64) -> Self {
        let flats = flats(axis, stays, rest_y_px, lead_px);
        let mut segments = Vec::with_capacity(flats.len() * 2);
        let mut from_px = flats.first().map_or(axis.left_px(), |flat| flat.left_px);
        for (i, flat) in flats.iter().enumerate() {
            let Some(next) = flats.get(i + 1) else {
                push_stay(&mut segments, from_px, flat.right_px, flat.y_px);
                break;
            };
            let before_px = (STAY_SHARE * (flat.right_px - flat.last_px)).min(HOP_HALF_PX);
            let after_px = (STAY_SHARE * (next.first_px - next.left_px)).min(HOP_HALF_PX);
            let half_px = before_px.min(after_px);
            // Before the axis begins nothing has happened yet: a thread that works from the first instant is there by then.
            let middle_px = match flat.right_px <= axis.left_px() {
                true => flat.right_px - half_px,
                false => flat.right_px + within(shift_px, -half_px / 4.0, half_px / 4.0),
            };
            push_stay(&mut segments, from_px, middle_px - half_px, flat.y_px);
            segments.push(Segment::Hop {
                from: Point::new(middle_px - half_px, flat.y_px),
                to: Point::new(middle_px + half_px, next.y_px),
            });
            from_px = middle_px + half_px;
        }
        Self { segments }
    }

    /// The line as a path.
    pub fn ops(&self) -> Vec<PathOp> {
        let mut ops = Vec::with_capacity(self.segments.len() + 1);
        for segment in &self.segments {
            let (from, to) = segment.ends();
            if ops.is_empty() {
                ops.push(PathOp::Move(from));
            }
            match segment {
                Segment::Stay { .. } => ops.push(PathOp::Line(to)),
                Segment::Hop { .. } => ops.push(hop(from, to)),
            }
        }
        ops
    }

    /// Where the line begins.
    pub fn start(&self) -> Option<Point> {
        self.segments.first().map(|segment| segment.ends().0)
    }

    /// Where the line is at a place of the axis, its ends beyond them; `None` for a line without length.
    pub fn position(&self, x_px: f64) -> Option<Point> {
        let i = self.segments.partition_point(|segment| segment.ends().1.x_px < x_px);
        let segment = self.segments.get(i).or_else(|| self.segments.last())?;
        let (from, to) = segment.ends();
        let x_px = within(x_px, from.x_px, to.x_px);
        match segment {
            Segment::Stay { .. } => Some(Point::new(x_px, to.y_px)),
            Segment::Hop { .. } => Some(Point::new(x_px, hop_y_px(from, to, x_px))),
        }
    }

    /// The line from one place of the axis to another, as points between which it is straight, or nearly so.
    pub fn points(&self, from_px: f64, to_px: f64) -> Vec<Point> {
        let mut points: Vec<Point> = self.position(from_px).into_iter().collect();
        for segment in &self.segments {
            let (left, right) = segment.ends();
            let places = match segment {
                Segment::Stay { .. } => 1,
                Segment::Hop { .. } => POINTS_A_HOP,
            };
            let width_px = right.x_px - left.x_px;
            let xs_px = (1..=places).map(|place| left.x_px + width_px * f64::from(place) / f64::from(places));
            let inner = xs_px.filter(|&x_px| x_px > from_px && x_px < to_px);
            points.extend(inner.filter_map(|x_px| self.position(x_px)));
        }
        points.extend(self.position(to_px));
        points
    }

    /// The stretches in which the line hops: its left and right edge, and the heights between which it hops.
    pub fn hops(&self) -> impl Iterator<Item = (Point, Point)> + '_ {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Stay { .. } => None,
            Segment::Hop { from, to } => Some((*from, *to)),
        })
    }
}

impl Segment {
    fn ends(&self) -> (Point, Point) {
        match self {
            Self::Stay { from, to } | Self::Hop { from, to } => (*from, *to),
        }
    }
}

/// Stays at one height, in pixels.
struct Flat {
    left_px: f64,
    /// Where the first of them ends: a hop does not reach into the second.
    first_px: f64,
    /// Where the last of them begins.
    last_px: f64,
    right_px: f64,
    y_px: f64,
}

/// The stays that are visible, with the rests between them; neighbours at one height are one.
fn flats(axis: &Axis, stays: &[Stay], rest_y_px: f64, lead_px: f64) -> Vec<Flat> {
    let begins_px = axis.left_px() - lead_px;
    let mut flats: Vec<Flat> = Vec::new();
    let mut push = |right_px: f64, y_px: f64| {
        let left_px = flats.last().map_or(begins_px, |flat| flat.right_px);
        match flats.last_mut() {
            Some(last) if last.y_px == y_px && right_px > left_px => {
                last.last_px = last.right_px;
                last.right_px = right_px;
            }
            Some(_) | None if right_px > left_px => {
                flats.push(Flat { left_px, first_px: right_px, last_px: left_px, right_px, y_px });
            }
            Some(_) | None => {}
        }
    };
    for stay in stays.iter().filter(|stay| stay.end > axis.start() && stay.start < axis.end()) {
        // What was before the visible stretch is not shown, only that the thread comes from its rest at the very start.
        if stay.start >= axis.start() {
            push(axis.clamped_x_px(stay.start), rest_y_px);
        }
        push(axis.clamped_x_px(stay.end), stay.y_px);
    }
    push(axis.right_px(), rest_y_px);
    flats
}

fn push_stay(segments: &mut Vec<Segment>, left_px: f64, right_px: f64, y_px: f64) {
    if right_px > left_px {
        segments.push(Segment::Stay { from: Point::new(left_px, y_px), to: Point::new(right_px, y_px) });
    }
}

/// How far a hop's control points lie from its ends, as a share of its width: steep in the middle, but at most
/// 1 or the curve would run back in time.
const REACH: f64 = 0.72;

/// The curve of a hop.
pub fn hop(from: Point, to: Point) -> PathOp {
    let reach_px = REACH * (to.x_px - from.x_px);
    let (first, second) = (from.x_px + reach_px, to.x_px - reach_px);
    PathOp::Cubic(Point::new(first, from.y_px), Point::new(second, to.y_px), to)
}

/// The height of a hop at a place between its ends: solves x for the curve's parameter, which x grows with.
fn hop_y_px(from: Point, to: Point, x_px: f64) -> f64 {
    let width_px = to.x_px - from.x_px;
    let wanted = if width_px > 0.0 { (x_px - from.x_px) / width_px } else { 1.0 };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..30 {
        let middle = (low + high) / 2.0;
        if bezier(REACH, 1.0 - REACH, middle) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    from.y_px + (to.y_px - from.y_px) * bezier(0.0, 1.0, (low + high) / 2.0)
}

/// A cubic curve from 0 to 1 in one dimension.
fn bezier(first: f64, second: f64, s: f64) -> f64 {
    let r = 1.0 - s;
    3.0 * r * r * s * first + 3.0 * r * s * s * second + s * s * s
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stays(lengths: &[(u64, u64, u8)]) -> Vec<Stay> {
        let mut now = 0;
        let mut stays = Vec::new();
        for &(gap, length, lane) in lengths {
            now += gap;
            stays.push(Stay {
                start: Instant::from_ns(now),
                end: Instant::from_ns(now + length),
                y_px: 100.0 + 40.0 * f64::from(lane),
            });
            now += length;
        }
        stays
    }

    proptest! {
        #[test]
        fn the_line_runs_forward_and_is_where_the_thread_is(
            lengths in prop::collection::vec((0..3_u64, 1..1000_u64, 0..5_u8), 1..60),
            shift_px in -3.0..3.0_f64,
            zoom in 0..400_u64,
        ) {
            let stays = stays(&lengths);
            let end = stays.last().map_or(1, |stay| stay.end.as_ns()) + 20;
            let axis = Axis::new(Instant::from_ns(zoom.min(end - 1)), Instant::from_ns(end), 112.0, 832.0);
            let weave = Weave::new(&axis, &stays, 50.0, 12.0, shift_px);
            let mut x_px = f64::MIN;
            for op in weave.ops() {
                let points = match op {
                    PathOp::Move(to) | PathOp::Line(to) => vec![to],
                    PathOp::Cubic(first, second, to) => {
                        // The control points stay within the hop, so that x never runs back.
                        prop_assert!(first.x_px <= to.x_px && second.x_px >= x_px);
                        vec![to]
                    }
                    PathOp::Rect(_) | PathOp::Close => vec![],
                };
                for point in points {
                    prop_assert!(point.x_px >= x_px, "{} after {x_px}", point.x_px);
                    x_px = point.x_px;
                }
            }
            prop_assert!(x_px <= 832.0 + 1e-9);
            for stay in stays.iter().filter(|stay| stay.start >= axis.start()) {
                let middle_px = (axis.x_px(stay.start) + axis.x_px(stay.end)) / 2.0;
                let at = weave.position(middle_px);
                prop_assert_eq!(at.map(|at| at.y_px), Some(stay.y_px));
            }
            let mut before_px = f64::MIN;
            for i in 0..200 {
                let at = weave.position(100.0 + f64::from(i) * 3.7);
                if let Some(at) = at {
                    prop_assert!(at.x_px >= before_px);
                    before_px = at.x_px;
                }
            }
        }
    }

    #[test]
    fn a_thread_that_never_works_rests() {
        let axis = Axis::new(Instant::ZERO, Instant::from_ms(10), 0.0, 100.0);
        let weave = Weave::new(&axis, &[], 7.0, 5.0, 0.0);
        assert_eq!(weave.ops(), [PathOp::Move(Point::new(-5.0, 7.0)), PathOp::Line(Point::new(100.0, 7.0))]);
        assert_eq!(weave.position(50.0), Some(Point::new(50.0, 7.0)));
        assert_eq!(weave.position(5000.0), Some(Point::new(100.0, 7.0)));
    }

    #[test]
    fn a_hop_is_half_way_in_its_middle() {
        let axis = Axis::new(Instant::ZERO, Instant::from_ms(10), 0.0, 100.0);
        let stay = Stay { start: Instant::from_ms(5), end: Instant::from_ms(10), y_px: 40.0 };
        let weave = Weave::new(&axis, &[stay], 0.0, 0.0, 0.0);
        let at = weave.position(50.0).map(|at| at.y_px);
        assert!(at.is_some_and(|y_px| (y_px - 20.0).abs() < 0.01), "{at:?}");
    }
}
