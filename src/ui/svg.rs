//! Scene → `Html`: one exhaustive match. Computes no position and knows no colour; `static/diagram.css` has those.

pub mod chart;
pub mod picture;
pub mod print;

use yew::prelude::*;

use crate::geometry::{print_px, push_px};
use crate::layout::{Drawing, Moment, legend};
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
pub fn root(scene: &Scene, look: &Look, layers: Html) -> Html {
    let title_id = format!("{}-title", scene.id);
    let description_id = format!("{}-description", scene.id);
    let lit = look.lit.map(|form| format!("lit lit-{}", form.name()));
    let class = classes!("figure", lit, look.follow.map(|_| "has-follow"));
    let view_box = format!("0 0 {} {}", print_px(scene.width_px), print_px(scene.height_px));
    html! {
        <svg xmlns="http://www.w3.org/2000/svg" id={scene.id.clone()} {class} viewBox={view_box}
            width={print_px(scene.width_px)} height={print_px(scene.height_px)}
            role={if look.interactive { "group" } else { "img" }}
            aria-labelledby={title_id.clone()} aria-describedby={description_id.clone()} aria-details={look.told_by}>
            <title id={title_id}>{ &scene.title }</title>
            <desc id={description_id}>{ if look.secret.is_some() { crate::text::question::HIDDEN } else { scene.description.as_str() } }</desc>
            { layers }
        </svg>
    }
}

/// What stands still and pales with the future: large, so keep it in a component that compares by pointer.
pub fn ground(scene: &Scene, look: &Look) -> Html {
    let pen = Pen { id: &scene.id, look };
    html! { <g class="ground" aria-hidden={look.secret.map(|_| "true")}>{ hatch(&scene.id) }{ pen.items(&scene.ground) }</g> }
}

/// What moves with the playhead: what pales the future, which is one rectangle that a transform puts where the playhead
/// is, and the playhead with what lies beside it.
pub fn moving(scene: &Scene, moment: &Moment) -> (Html, Html) {
    let pen = Pen { id: &scene.id, look: &Look::default() };
    let each = |items: &[Item]| items.iter().map(|item| pen.moving(item)).collect();
    (each(&moment.veil), each(&moment.head))
}

/// What is pointed at; lies over the ground and the veil.
pub fn pointing(scene: &Scene, items: &[Item]) -> Html {
    let pen = Pen { id: &scene.id, look: &Look::default() };
    html! { <g class="pointing" aria-hidden="true">{ pen.items(items) }</g> }
}

/// What stands still and never pales: titles, names of lanes, the axis.
pub fn over(scene: &Scene, look: &Look) -> Html {
    let pen = Pen { id: &scene.id, look };
    html! { <g class="over">{ pen.items(&scene.over) }</g> }
}

/// A whole figure at one moment, for a page that is drawn in advance or a file.
pub fn still(drawing: &Drawing, moment: &Moment, look: &Look) -> Html {
    let scene = &drawing.scene;
    let (veil, head) = moving(scene, moment);
    let layers = html! {
        <>{ ground(scene, look) }<g class="veils">{ veil }</g>{ over(scene, look) }<g class="moving">{ head }</g></>
    };
    root(scene, look, layers)
}

/// A sample of a form for a legend; what it means is written beside it.
pub fn swatch(form: Form) -> Html {
    let id = format!("legend-{}", form.name());
    let (width_px, height_px) = (legend::SAMPLE_WIDTH_PX, legend::SAMPLE_HEIGHT_PX);
    let pen = Pen { id: &id, look: &Look::default() };
    html! {
        <svg class="figure swatch" aria-hidden="true" focusable="false"
            width={print_px(width_px)} height={print_px(height_px)}
            viewBox={format!("0 0 {} {}", print_px(width_px), print_px(height_px))}>
            if form == Form::Blocked { { hatch(&id) } }
            { pen.items(&legend::sample(form)) }
        </svg>
    }
}

/// The pattern of blocked spans; its name is the figure's own, for a page may have several figures.
fn hatch(id: &str) -> Html {
    html! {
        <defs>
            <pattern id={format!("{id}-hatch")} width="7" height="7" patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)">
                <rect class="hatch-ground" width="7" height="7" />
                <rect class="hatch-line" width="2.6" height="7" />
            </pattern>
        </defs>
    }
}

/// Turns items into nodes.
struct Pen<'a> {
    id: &'a str,
    look: &'a Look,
}

impl Pen<'_> {
    fn items(&self, items: &[Item]) -> Html {
        items.iter().map(|item| self.item(item)).collect()
    }

    fn item(&self, item: &Item) -> Html {
        match item {
            Item::Group(group) => self.group(group),
            Item::Rect { .. } | Item::Path { .. } | Item::Circle { .. } | Item::Text(_) => self.shape(item),
        }
    }

    /// What moves with the playhead: shapes, and these groups of them.
    fn moving(&self, item: &Item) -> Html {
        let Item::Group(group) = item else { return self.shape(item) };
        let items: Html = group.items.iter().map(|item| self.shape(item)).collect();
        if let Identity::Badge { ahead } = group.identity {
            return html! { <g class={classes!("badge", ahead.then_some("ahead"))}>{ items }</g> };
        }
        let Identity::Playhead { x_px } = group.identity else { return items };
        html! { <g class="playhead" transform={format!("translate({} 0)", print_px(x_px))}>{ items }</g> }
    }

    fn shape(&self, item: &Item) -> Html {
        match item {
            Item::Group(_) => Html::default(),
            // A browser paints what has another size anew, and only moves what has another transform.
            Item::Rect { rect, mark, .. } if mark.role == Role::Veil => html! {
                <rect class={class(*mark)} y={print_px(rect.y_px)} width="1" height={print_px(rect.height_px)}
                    transform={format!("matrix({} 0 0 1 {} 0)", print_px(rect.width_px), print_px(rect.x_px))} />
            },
            Item::Rect { rect, radius_px, mark } => html! {
                <rect class={class(*mark)} fill={self.fill(*mark)} x={print_px(rect.x_px)} y={print_px(rect.y_px)}
                    width={print_px(rect.width_px)} height={print_px(rect.height_px)}
                    rx={(*radius_px > 0.0).then(|| print_px(*radius_px))} />
            },
            Item::Path { ops, mark } => html! {
                <path class={class(*mark)} fill={self.fill(*mark)} d={path_data(ops)} />
            },
            Item::Circle { center, radius_px, mark } if mark.role == Role::Bead => html! {
                <circle class={class(*mark)} r={print_px(*radius_px)}
                    transform={format!("translate({} {})", print_px(center.x_px), print_px(center.y_px))} />
            },
            Item::Circle { center, radius_px, mark } => html! {
                <circle class={class(*mark)} cx={print_px(center.x_px)} cy={print_px(center.y_px)}
                    r={print_px(*radius_px)} />
            },
            Item::Text(text) => text_node(text),
        }
    }

    /// The only colour that a style sheet cannot name: the pattern of this very figure.
    fn fill(&self, mark: Mark) -> Option<String> {
        (mark.role == Role::Body(Form::Blocked)).then(|| format!("url(#{}-hatch)", self.id))
    }

    fn group(&self, group: &Group) -> Html {
        let items = || self.items(&group.items);
        let request = group.request.map(|number| number.to_string());
        let followed = self.look.follow.is_some_and(|id| Some(id.number()) == group.request);
        let followed = followed.then_some("followed");
        match &group.identity {
            Identity::Back => html! { <g class="back">{ items() }</g> },
            Identity::Panel { runtime, makespan_ns, crowded } => html! {
                <g class={classes!("panel", crowded.then_some("crowded"))} data-runtime={runtime.clone()}
                    data-makespan-ns={makespan_ns.to_string()}>{ items() }</g>
            },
            Identity::Lane { name } => html! {
                <g class={classes!("lane", followed)} data-lane={name.clone()}>{ items() }</g>
            },
            Identity::Span(facts) => span(facts, request, followed, items()),
            Identity::Spans { form, tooltip } => {
                let title = self.look.secret.is_none().then(|| html! { <title>{ tooltip.clone() }</title> });
                // There are hundreds: a path stands for itself.
                if let [Item::Path { ops, mark }] = group.items.as_slice() {
                    return html! {
                        <path class={classes!("spans", followed, class(*mark))} data-state={form.name()} fill={self.fill(*mark)}
                            d={path_data(ops)}>{ title }</path>
                    };
                }
                html! {
                    <g class={classes!("spans", followed)} data-state={form.name()}>{ title }{ items() }</g>
                }
            }
            Identity::Call => html! {
                <g class={classes!("call", followed)} data-request={request}>{ items() }</g>
            },
            Identity::Weave => html! { <g class="weave" aria-hidden="true">{ items() }</g> },
            Identity::Handle { label } => self.handle(label, request, followed, &group.items),
            Identity::Name => html! { <g class="name">{ items() }</g> },
            Identity::Heading => html! { <g class="heading">{ items() }</g> },
            Identity::Axis => html! { <g class="axis">{ items() }</g> },
            // These move.
            Identity::Badge { .. } | Identity::Playhead { .. } => items(),
        }
    }

    fn handle(
        &self,
        label: &str,
        request: Option<String>,
        followed: Option<&'static str>,
        items: &[Item],
    ) -> Html {
        if !self.look.interactive {
            return html! { <g class={classes!("name", followed)}>{ self.items(items) }</g> };
        }
        // Its words are words of its label only with a space between them.
        let items = items.iter().map(|item| html! { <>{ self.item(item) }{ " " }</> });
        html! {
            <g class={classes!("name", "lane-handle", followed)} data-request={request} tabindex="0" role="button"
                aria-pressed={if followed.is_some() { "true" } else { "false" }} aria-label={label.to_owned()}>
                { for items }
            </g>
        }
    }
}

fn span(facts: &SpanFacts, request: Option<String>, followed: Option<&'static str>, items: Html) -> Html {
    html! {
        <g class={classes!("span", followed)} data-state={facts.form.name()} data-request={request}
            data-step={facts.step.map(|step| step.to_string())} data-start-ns={facts.start_ns.to_string()}
            data-end-ns={facts.end_ns.to_string()}>
            if !facts.tooltip.is_empty() {
                <title>{ &facts.tooltip }</title>
            }
            { items }
        </g>
    }
}

fn text_node(text: &Text) -> Html {
    let anchor = match text.anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    };
    let weight = match text.weight {
        Weight::Regular => None,
        Weight::Bold => Some("600"),
    };
    html! {
        <text class={class(text.mark)} x={print_px(text.at.x_px)} y={print_px(text.at.y_px)} text-anchor={anchor}
            font-size={print_px(text.size_px)} font-weight={weight}>{ &text.content }
            if let Some(tail) = &text.tail {
                <tspan class={class(Mark::plain(tail.role))} dx={print_px(tail.gap_px)} font-size={print_px(tail.size_px)}
                    font-weight="400">{ &tail.content }</tspan>
            }
        </text>
    }
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
fn class(mark: Mark) -> Classes {
    let hue = mark.hue.map(|hue| HUE_CLASSES.get(usize::from(hue)).copied().unwrap_or("hue-1"));
    let (role, form) = role_classes(mark.role);
    classes!(role, form, hue)
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

#[cfg(not(target_arch = "wasm32"))]
pub use native::to_string;

/// Components as text, where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use yew::prelude::*;

    #[derive(Clone, PartialEq, Properties)]
    struct FragmentProps {
        html: Html,
    }

    #[component]
    fn Fragment(props: &FragmentProps) -> Html {
        props.html.clone()
    }

    /// The text of some nodes, without marks for hydration.
    pub fn to_string(html: Html) -> String {
        let renderer =
            yew::LocalServerRenderer::<Fragment>::with_props(FragmentProps { html }).hydratable(false);
        let mut future = pin!(renderer.render());
        let mut context = Context::from_waker(Waker::noop());
        // Nothing in these nodes waits for anything outside, so that polling again always leads on.
        loop {
            if let Poll::Ready(text) = future.as_mut().poll(&mut context) {
                return text;
            }
        }
    }
}
