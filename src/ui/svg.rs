//! Scene → `Node`: one exhaustive match. Computes no position and knows no colour; `static/diagram.css` has those.

pub mod chart;
mod html;
pub mod picture;

#[cfg(not(target_arch = "wasm32"))]
pub use self::html::to_string;
pub use self::html::{around, html};
use crate::geometry::{print_px, push_px};
use crate::layout::{Drawing, Moment, legend};
use crate::node::{Node, Tag, tag};
use crate::scene::{Anchor, Form, Group, Identity, Item, Mark, PathOp, Role, Scene, SpanFacts, Text, Weight};
use crate::time::Instant;
use crate::trace::TaskId;

/// How a figure is looked at, without its being laid out anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The request that is followed: all others are dimmed.
    pub follow: Option<TaskId>,
    /// The form that is lit up: all others are dimmed.
    pub lit: Option<Form>,
    /// Whether requests can be followed from their names; a picture for a file has no controls.
    pub interactive: bool,
    /// The element that says the same in words, where there is one.
    pub told_by: Option<&'static str>,
    /// From when on what comes is a secret: nothing is said of the run then.
    pub secret: Option<Instant>,
}

/// The `<svg>` around the layers, which come in this order: [`ground`], the veil, [`over`], the playhead; see [`moving`].
pub fn root(scene: &Scene, look: &Look) -> Tag {
    let title_id = format!("{}-title", scene.id);
    let description_id = format!("{}-description", scene.id);
    let lit = look.lit.map(|form| format!("lit lit-{}", form.name()));
    let (width, height) = (print_px(scene.width_px), print_px(scene.height_px));
    let description = match look.secret {
        Some(_) => crate::text::question::HIDDEN.to_owned(),
        None => scene.description.clone(),
    };
    tag("svg")
        .set("xmlns", "http://www.w3.org/2000/svg")
        .set("id", scene.id.clone())
        .set("viewBox", format!("0 0 {width} {height}"))
        .set("width", width)
        .set("height", height)
        .set("role", if look.interactive { "group" } else { "img" })
        .set("aria-labelledby", title_id.clone())
        .set("aria-describedby", description_id.clone())
        .set_some("aria-details", look.told_by)
        .classes([Some("figure"), lit.as_deref(), look.follow.map(|_| "has-follow")])
        .with(tag("title").set("id", title_id).with(scene.title.clone()))
        .with(tag("desc").set("id", description_id).with(description))
}

/// What stands still and pales with the future: large, so keep it in a component that compares by pointer.
pub fn ground(scene: &Scene, look: &Look) -> Tag {
    let pen = Pen { id: &scene.id, look };
    let ground = tag("g").set_some("aria-hidden", look.secret.map(|_| "true")).set("class", "ground");
    ground.with(hatch(&scene.id)).with_all(pen.items(&scene.ground))
}

/// What moves with the playhead: what pales the future, which is one rectangle that a transform puts where the playhead
/// is, and the playhead with what lies beside it.
pub fn moving(scene: &Scene, moment: &Moment) -> (Vec<Node>, Vec<Node>) {
    let pen = Pen { id: &scene.id, look: &Look::default() };
    let each = |items: &[Item]| items.iter().flat_map(|item| pen.moving(item)).collect();
    (each(&moment.veil), each(&moment.head))
}

/// What is pointed at; lies over the ground and the veil.
pub fn pointing(scene: &Scene, items: &[Item]) -> Tag {
    let pen = Pen { id: &scene.id, look: &Look::default() };
    tag("g").set("aria-hidden", "true").set("class", "pointing").with_all(pen.items(items))
}

/// What stands still and never pales: titles, names of lanes, the axis.
pub fn over(scene: &Scene, look: &Look) -> Tag {
    let pen = Pen { id: &scene.id, look };
    tag("g").set("class", "over").with_all(pen.items(&scene.over))
}

/// The layers of a whole figure at one moment.
fn layers(scene: &Scene, moment: &Moment, look: &Look) -> [Node; 4] {
    let (veil, head) = moving(scene, moment);
    [
        ground(scene, look).into(),
        tag("g").set("class", "veils").with_all(veil).into(),
        over(scene, look).into(),
        tag("g").set("class", "moving").with_all(head).into(),
    ]
}

/// A whole figure at one moment, for a page that is drawn in advance or a file.
pub fn still(drawing: &Drawing, moment: &Moment, look: &Look) -> Node {
    root(&drawing.scene, look).with_all(layers(&drawing.scene, moment, look)).into()
}

/// A sample of a form for a legend; what it means is written beside it.
pub fn swatch(form: Form) -> Node {
    let id = format!("legend-{}", form.name());
    let (width, height) = (print_px(legend::SAMPLE_WIDTH_PX), print_px(legend::SAMPLE_HEIGHT_PX));
    let pen = Pen { id: &id, look: &Look::default() };
    tag("svg")
        .set("aria-hidden", "true")
        .set("focusable", "false")
        .set("viewBox", format!("0 0 {width} {height}"))
        .set("width", width)
        .set("height", height)
        .set("class", "figure swatch")
        .with_all((form == Form::Blocked).then(|| hatch(&id)))
        .with_all(pen.items(&legend::sample(form)))
        .into()
}

/// The pattern of blocked spans; its name is the figure's own, for a page may have several figures.
fn hatch(id: &str) -> Tag {
    let rect = |width: &'static str, class: &'static str| {
        tag("rect").set("width", width).set("height", "7").set("class", class)
    };
    let pattern = tag("pattern")
        .set("id", format!("{id}-hatch"))
        .set("width", "7")
        .set("height", "7")
        .set("patternUnits", "userSpaceOnUse")
        .set("patternTransform", "rotate(45)")
        .with(rect("7", "hatch-ground"))
        .with(rect("2.6", "hatch-line"));
    tag("defs").with(pattern)
}

/// Turns items into nodes.
struct Pen<'a> {
    id: &'a str,
    look: &'a Look,
}

impl Pen<'_> {
    fn items(&self, items: &[Item]) -> Vec<Node> {
        let mut nodes = Vec::with_capacity(items.len());
        items.iter().for_each(|item| self.item(&mut nodes, item));
        nodes
    }

    fn item(&self, nodes: &mut Vec<Node>, item: &Item) {
        match item {
            Item::Group(group) => self.group(nodes, group),
            Item::Rect { .. } | Item::Path { .. } | Item::Circle { .. } | Item::Text(_) => {
                nodes.extend(self.shape(item));
            }
        }
    }

    /// What moves with the playhead: shapes, and these groups of them.
    fn moving(&self, item: &Item) -> Vec<Node> {
        let Item::Group(group) = item else { return self.shape(item).into_iter().collect() };
        let items: Vec<Node> = group.items.iter().filter_map(|item| self.shape(item)).collect();
        if let Identity::Badge { ahead } = group.identity {
            let badge = tag("g").classes([Some("badge"), ahead.then_some("ahead")]);
            return vec![badge.with_all(items).into()];
        }
        let Identity::Playhead { x_px } = group.identity else { return items };
        let playhead = tag("g").set("transform", format!("translate({} 0)", print_px(x_px)));
        vec![playhead.set("class", "playhead").with_all(items).into()]
    }

    /// A single shape; a group is none.
    fn shape(&self, item: &Item) -> Option<Node> {
        let shape = match item {
            Item::Group(_) => return None,
            // A browser paints what has another size anew, and only moves what has another transform.
            Item::Rect { rect, mark, .. } if mark.role == Role::Veil => tag("rect")
                .set("y", print_px(rect.y_px))
                .set("width", "1")
                .set("height", print_px(rect.height_px))
                .set(
                    "transform",
                    format!("matrix({} 0 0 1 {} 0)", print_px(rect.width_px), print_px(rect.x_px)),
                )
                .classes(class(*mark)),
            Item::Rect { rect, radius_px, mark } => tag("rect")
                .set_some("fill", self.fill(*mark))
                .set("x", print_px(rect.x_px))
                .set("y", print_px(rect.y_px))
                .set("width", print_px(rect.width_px))
                .set("height", print_px(rect.height_px))
                .set_some("rx", (*radius_px > 0.0).then(|| print_px(*radius_px)))
                .classes(class(*mark)),
            Item::Path { ops, mark } => {
                tag("path").set_some("fill", self.fill(*mark)).set("d", path_data(ops)).classes(class(*mark))
            }
            Item::Circle { center, radius_px, mark } if mark.role == Role::Bead => tag("circle")
                .set("r", print_px(*radius_px))
                .set("transform", format!("translate({} {})", print_px(center.x_px), print_px(center.y_px)))
                .classes(class(*mark)),
            Item::Circle { center, radius_px, mark } => tag("circle")
                .set("cx", print_px(center.x_px))
                .set("cy", print_px(center.y_px))
                .set("r", print_px(*radius_px))
                .classes(class(*mark)),
            Item::Text(text) => text_node(text),
        };
        Some(shape.into())
    }

    /// The only colour that a style sheet cannot name: the pattern of this very figure.
    fn fill(&self, mark: Mark) -> Option<String> {
        (mark.role == Role::Body(Form::Blocked)).then(|| format!("url(#{}-hatch)", self.id))
    }

    fn group(&self, nodes: &mut Vec<Node>, group: &Group) {
        let request = group.request.map(|number| number.to_string());
        let followed = self.look.follow.is_some_and(|id| Some(id.number()) == group.request);
        let followed = followed.then_some("followed");
        let element = match &group.identity {
            // These move.
            Identity::Badge { .. } | Identity::Playhead { .. } => {
                return nodes.extend(self.items(&group.items));
            }
            Identity::Handle { label } => self.handle(label, request, followed, &group.items),
            Identity::Spans { form, tooltip } => self.spans(*form, tooltip, followed, &group.items),
            Identity::Span(facts) => span(facts, request, followed).with_all(self.items(&group.items)),
            identity @ (Identity::Back
            | Identity::Panel { .. }
            | Identity::Lane { .. }
            | Identity::Call
            | Identity::Weave
            | Identity::Name
            | Identity::Heading
            | Identity::Axis) => around_items(identity, request, followed).with_all(self.items(&group.items)),
        };
        nodes.push(element.into());
    }

    /// Many spans of one form.
    fn spans(&self, form: Form, tooltip: &str, followed: Option<&str>, items: &[Item]) -> Tag {
        let title = self.look.secret.is_none().then(|| tag("title").with(tooltip.to_owned()));
        // There are hundreds: a path stands for itself.
        if let [Item::Path { ops, mark }] = items {
            let [role, form_class, hue] = class(*mark);
            return tag("path")
                .set("data-state", form.name())
                .set_some("fill", self.fill(*mark))
                .set("d", path_data(ops))
                .classes([Some("spans"), followed, role, form_class, hue])
                .with_all(title);
        }
        let spans = tag("g").set("data-state", form.name()).classes([Some("spans"), followed]);
        spans.with_all(title).with_all(self.items(items))
    }

    fn handle(
        &self,
        label: &str,
        request: Option<String>,
        followed: Option<&'static str>,
        items: &[Item],
    ) -> Tag {
        if !self.look.interactive {
            return tag("g").classes([Some("name"), followed]).with_all(self.items(items));
        }
        let handle = tag("g")
            .set_some("data-request", request)
            .set("tabindex", "0")
            .set("role", "button")
            .set("aria-pressed", if followed.is_some() { "true" } else { "false" })
            .set("aria-label", label.to_owned())
            .classes([Some("name"), Some("lane-handle"), followed]);
        // Its words are words of its label only with a space between them.
        items.iter().fold(handle, |handle, item| {
            let mut nodes = Vec::new();
            self.item(&mut nodes, item);
            handle.with_all(nodes).with(" ")
        })
    }
}

/// The element around the items of a group that is nothing more than that.
fn around_items(identity: &Identity, request: Option<String>, followed: Option<&str>) -> Tag {
    let group = tag("g");
    match identity {
        Identity::Panel { runtime, makespan_ns, outcome, crowded } => group
            .set("data-runtime", runtime.clone())
            .set("data-makespan-ns", makespan_ns.to_string())
            .set_some("data-outcome", (!outcome.is_empty()).then(|| outcome.clone()))
            .classes([Some("panel"), crowded.then_some("crowded")]),
        Identity::Lane { name } => group.set("data-lane", name.clone()).classes([Some("lane"), followed]),
        Identity::Call => group.set_some("data-request", request).classes([Some("call"), followed]),
        Identity::Weave => group.set("aria-hidden", "true").set("class", "weave"),
        Identity::Back => group.set("class", "back"),
        Identity::Name => group.set("class", "name"),
        Identity::Heading => group.set("class", "heading"),
        Identity::Axis => group.set("class", "axis"),
        Identity::Span(_)
        | Identity::Spans { .. }
        | Identity::Handle { .. }
        | Identity::Badge { .. }
        | Identity::Playhead { .. } => group,
    }
}

fn span(facts: &SpanFacts, request: Option<String>, followed: Option<&'static str>) -> Tag {
    let tooltip = (!facts.tooltip.is_empty()).then(|| tag("title").with(facts.tooltip.clone()));
    tag("g")
        .set("data-state", facts.form.name())
        .set_some("data-request", request)
        .set_some("data-step", facts.step.map(|step| step.to_string()))
        .set("data-start-ns", facts.start_ns.to_string())
        .set("data-end-ns", facts.end_ns.to_string())
        .classes([Some("span"), followed])
        .with_all(tooltip)
}

fn text_node(text: &Text) -> Tag {
    let anchor = match text.anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    };
    let weight = match text.weight {
        Weight::Regular => None,
        Weight::Bold => Some("600"),
    };
    let tail = text.tail.as_ref().map(|tail| {
        tag("tspan")
            .set("dx", print_px(tail.gap_px))
            .set("font-size", print_px(tail.size_px))
            .set("font-weight", "400")
            .classes(class(Mark::plain(tail.role)))
            .with(tail.content.clone())
    });
    tag("text")
        .set("x", print_px(text.at.x_px))
        .set("y", print_px(text.at.y_px))
        .set_some("text-anchor", anchor)
        .set("font-size", print_px(text.size_px))
        .set_some("font-weight", weight)
        .classes(class(text.mark))
        .with(text.content.clone())
        .with_all(tail)
}

fn path_data(ops: &[PathOp]) -> String {
    let mut data = String::with_capacity(ops.len() * 24);
    for op in ops {
        match op {
            PathOp::Move(to) => draw(&mut data, &[("M", to.x_px), (" ", to.y_px)]),
            PathOp::Line(to) => draw(&mut data, &[("L", to.x_px), (" ", to.y_px)]),
            PathOp::Cubic(first, second, to) => {
                draw(
                    &mut data,
                    &[("C", first.x_px), (" ", first.y_px), (" ", second.x_px), (" ", second.y_px)],
                );
                draw(&mut data, &[(" ", to.x_px), (" ", to.y_px)]);
            }
            PathOp::Rect(rect) => {
                draw(
                    &mut data,
                    &[("M", rect.x_px), (" ", rect.y_px), ("h", rect.width_px), ("v", rect.height_px)],
                );
                draw(&mut data, &[("h-", rect.width_px)]);
                data.push('z');
            }
            PathOp::Close => data.push('z'),
        }
    }
    data
}

/// A letter and a number, again and again; the blank is a letter too.
fn draw(data: &mut String, pieces: &[(&str, f64)]) {
    for &(letter, px) in pieces {
        data.push_str(letter);
        push_px(data, px);
    }
}

/// The classes of a mark: its role, its form, its hue.
fn class(mark: Mark) -> [Option<&'static str>; 3] {
    let hue = mark.hue.map(|hue| HUE_CLASSES.get(usize::from(hue)).copied().unwrap_or("hue-1"));
    let (role, form) = role_classes(mark.role);
    [Some(role), form, hue]
}

const HUE_CLASSES: [&str; 8] = ["hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6", "hue-7", "hue-8"];
const STRAND_CLASSES: [&str; 6] = ["strand-1", "strand-2", "strand-3", "strand-4", "strand-5", "strand-6"];

fn role_classes(role: Role) -> (&'static str, Option<&'static str>) {
    match role {
        Role::Body(form) => ("body", Some(form.name())),
        Role::Edge(form) => ("edge", Some(form.name())),
        Role::Label(form) => ("label", Some(form.name())),
        Role::Strand(kind) => ("strand", STRAND_CLASSES.get(usize::from(kind)).copied()),
        Role::Plate => ("plate", None),
        Role::Number => ("number", None),
        Role::Arrival => ("arrival", None),
        Role::Finish => ("finish", None),
        Role::Call => ("call-line", None),
        Role::Response => ("response-line", None),
        Role::ResponseHead => ("response-head", None),
        Role::StrandHalo => ("strand-halo", None),
        Role::Rest => ("rest", None),
        Role::StrandStart => ("strand-start", None),
        Role::StrandNumber => ("strand-number", None),
        Role::Bead => ("bead", None),
        Role::Baseline => ("baseline", None),
        Role::Grid => ("grid", None),
        Role::Separator => ("separator", None),
        Role::End => ("end-line", None),
        Role::AxisLine => ("axis-line", None),
        Role::AxisLabel => ("axis-label", None),
        Role::Title => ("panel-title", None),
        Role::Subtitle => ("panel-subtitle", None),
        Role::Lane => ("lane-name", None),
        Role::Remark => ("remark", None),
        Role::Spot => ("spot", None),
        Role::SpotNumber => ("number", None),
        Role::Focus => ("focus-ring", None),
        Role::Hit => ("axis-hit", None),
        Role::Badge => ("badge-shape", None),
        Role::BadgeText => ("badge-text", None),
        Role::Saved => ("saved", None),
        Role::Veil => ("veil", None),
        Role::Hidden => ("hidden-future", None),
        Role::Flag => ("flag", None),
        Role::FlagPlate => ("flag-plate", None),
        Role::FlagText => ("flag-text", None),
        Role::Shade => ("shade", None),
        Role::Ring => ("ring", None),
        Role::RingHalo => ("ring-halo", None),
        Role::Playhead => ("playhead-line", None),
        Role::PlayheadHandle => ("playhead-handle", None),
        Role::PlayheadText => ("playhead-text", None),
    }
}
