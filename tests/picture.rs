//! Pictures in files, drawn by a program that knows nothing of browsers, and held against the layout.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod raster;
    pub(crate) mod style;
}

use std::collections::BTreeSet;
use std::sync::Arc;

use expect_test::expect_file;
use interleave::layout::{Drawing, Figure, Indexed, Viewport, lay_out};
use interleave::link::{self, Theme, View};
use interleave::node::to_xml;
use interleave::scenario::{Scenario, presets};
use interleave::scene::{Form, Group, Identity, Item, Role};
use interleave::sim::simulate;
use interleave::ui::svg::picture::{Picture, shared_style};
use interleave::ui::svg::{Look, still};
use resvg::usvg;
use support::raster::{Raster, colour, fonts};
use xtask::strict;

#[test]
fn the_style_is_that_of_the_page() {
    // Write it anew with `UPDATE_EXPECT=1 cargo test --test picture`.
    let reduced = support::style::reduced(include_str!("../static/diagram.css"));
    expect_file!["../src/ui/svg/picture.css"].assert_eq(&reduced);
}

/// A picture, and the layout that it is drawn from.
struct Drawn {
    svg: String,
    drawing: Drawing,
    theme: Theme,
}

fn runs(scenario: &Scenario) -> Vec<Indexed> {
    scenario
        .runtimes
        .iter()
        .map(|&runtime| Indexed::new(simulate(scenario, runtime).expect("it is small")))
        .collect()
}

fn drawn(link: &str, width_px: f64) -> Drawn {
    let link::Opened { subject, view, warnings, .. } = link::open(link, "");
    let scenario = subject.scenario().expect("it asks for a scenario");
    assert!(warnings.is_empty(), "{warnings:?}");
    let runs = runs(&scenario);
    let traces: Vec<&Indexed> = runs.iter().collect();
    let follow = view.follow.map(|number| interleave::trace::TaskId(number - 1));
    let figure =
        Figure { id: "figure", title: &scenario.title, traces: traces.clone(), follow, singly: false };
    let stretch = view.zoom.map(|zoom| (zoom.start, zoom.end));
    let drawing = lay_out(&figure, &Viewport { width_px, stretch, coarse: false });
    let picture = Picture { scenario: &scenario, traces, view: &view, width_px, link, id: None };
    Drawn { svg: picture.to_svg(), drawing, theme: view.theme }
}

impl Drawn {
    fn palette(&self) -> &'static str {
        match self.theme {
            // This program knows no media queries.
            Theme::Auto | Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    fn tree(&self) -> usvg::Tree {
        let options = usvg::Options { fontdb: Arc::clone(fonts()), ..usvg::Options::default() };
        usvg::Tree::from_str(&self.svg, &options).expect("an SVG")
    }

    /// The bodies of all spans: form, hue, rectangle.
    fn bodies(&self) -> Vec<(Form, Option<u8>, interleave::geometry::Rect)> {
        let mut found = Vec::new();
        let mut open: Vec<&Item> = self.drawing.scene.ground.iter().collect();
        while let Some(item) = open.pop() {
            if let Item::Group(Group { items, identity, .. }) = item {
                open.extend(items);
                if let Identity::Span(_) = identity {
                    found.extend(items.iter().filter_map(|item| {
                        let Item::Rect { rect, mark, .. } = item else { return None };
                        let Role::Body(form) = mark.role else { return None };
                        Some((form, mark.hue, *rect))
                    }));
                }
            }
        }
        found
    }

    /// Holds the pixels of every span that is large enough against what its form looks like; tells which those were.
    #[track_caller]
    fn check_pixels(&self) -> BTreeSet<Form> {
        let raster = Raster::of(&self.tree());
        let colour = |name: &str| colour(self.palette(), name);
        for (x, y) in [
            (0, 0),
            (raster.width() - 1, 0),
            (0, raster.height() - 1),
            (raster.width() - 1, raster.height() - 1),
        ] {
            assert_eq!(raster.at(x, y), colour("card"), "the background at {x}, {y}");
        }
        let mut seen = BTreeSet::new();
        for (form, hue, rect) in self.bodies() {
            if rect.width_px < 14.0 || rect.height_px < 6.0 {
                continue;
            }
            seen.insert(form);
            // Stripes have soft edges.
            let within = if form == Form::Blocked { 30 } else { 3 };
            let share = |name: &str| raster.share_within(rect, colour(name), within);
            let hue = format!("hue-{}", hue.unwrap_or(0) + 1);
            let (name, least) = match form {
                Form::Running => (hue.as_str(), 0.12),
                Form::Blocked => ("red-soft", 0.1),
                Form::Paused => ("card", 0.3),
                Form::Ready => ("amber-soft", 0.2),
                Form::Switching => ("ink", 0.3),
                Form::Queued | Form::Runnable | Form::Waiting | Form::Serving | Form::Thread => continue,
            };
            assert!(share(name) >= least, "{form:?} at {rect:?} is {name} by {:.2}", share(name));
            if form == Form::Blocked {
                assert!(share("red-line") >= 0.04, "the hatch at {rect:?}: {:.3}", share("red-line"));
            }
        }
        seen
    }

    /// Nothing that is drawn, texts included, sticks out.
    #[track_caller]
    fn check_bounds(&self) {
        let tree = self.tree();
        let (width, height) = (tree.size().width(), tree.size().height());
        let mut texts = 0;
        let mut open: Vec<&usvg::Node> = tree.root().children().iter().collect();
        while let Some(node) = open.pop() {
            if let usvg::Node::Group(group) = node {
                open.extend(group.children());
                continue;
            }
            // The places of pointer and focus are there, but nothing to see.
            if matches!(node, usvg::Node::Path(path) if path.fill().is_none() && path.stroke().is_none()) {
                continue;
            }
            let is_text = matches!(node, usvg::Node::Text(_));
            texts += usize::from(is_text);
            let bounds = node.abs_stroke_bounding_box();
            let slack = 0.6;
            assert!(
                bounds.left() >= -slack
                    && bounds.top() >= -slack
                    && bounds.right() <= width + slack
                    && bounds.bottom() <= height + slack,
                "{bounds:?} of {} does not fit into {width} x {height}",
                node.id()
            );
        }
        let found = (!fonts().is_empty()).then_some(texts);
        if let Some(texts) = strict::or_skip(found, "font", "whether texts keep within the edges") {
            assert!(texts > 10, "{texts} texts");
        }
    }
}

#[test]
fn every_preset_is_drawn_as_it_is_laid_out() {
    let themes = ["light", "dark", "auto"];
    let mut seen = BTreeSet::new();
    for (index, preset) in presets::catalogue().into_iter().enumerate() {
        for (turn, width_px) in [(0, 880.0), (1, 360.0)] {
            let theme = themes[(index + turn) % themes.len()];
            let theme = if theme == "auto" { String::new() } else { format!("&theme={theme}") };
            let link = format!("preset={}{theme}", preset.id);
            println!("{link} at {width_px} px");
            let drawn = drawn(&link, width_px);
            seen.extend(drawn.check_pixels());
            drawn.check_bounds();
        }
    }
    for form in [Form::Running, Form::Blocked, Form::Paused, Form::Ready] {
        assert!(seen.contains(&form), "no {form:?} was large enough");
    }
}

#[test]
fn a_moment_pales_what_lies_ahead() {
    for theme in ["light", "dark"] {
        let drawn = drawn(&format!("preset=three-requests&t=27&theme={theme}"), 880.0);
        drawn.check_bounds();
        let raster = Raster::of(&drawn.tree());
        let x_px = drawn.drawing.axis.x_px(interleave::time::Instant::from_ms(27));
        let running = drawn
            .bodies()
            .into_iter()
            .filter(|(form, _, rect)| *form == Form::Running && rect.width_px > 14.0);
        let (mut solid, mut pale) = (0, 0);
        for (_, hue, rect) in running {
            let hue = colour(drawn.palette(), &format!("hue-{}", hue.expect("it is somebody's") + 1));
            let share = raster.share(rect, hue);
            if rect.right_px() < x_px {
                solid += 1;
                assert!(share > 0.3, "{rect:?}: {share}");
            } else if rect.x_px > x_px {
                pale += 1;
                assert!(share < 0.01, "{rect:?}: {share}");
            }
        }
        assert!(solid > 2 && pale > 2, "{solid} {pale}");
        assert!(drawn.svg.contains("27 ms") && drawn.svg.contains("class=\"playhead\""));
    }
    assert!(!drawn("preset=three-requests", 880.0).svg.contains("class=\"playhead\""), "nothing to point at");
}

#[test]
fn a_picture_that_goes_along_with_a_question_does_not_answer_it() {
    for (theme, link) in [("light", "t=27&ask=next"), ("dark", "t=27&ask=done.2")] {
        let scenario = presets::three_requests().scenario;
        let traces = runs(&scenario);
        let view = link::open(&format!("{link}&theme={theme}"), "").view;
        let traces = traces.iter().collect();
        let picture =
            Picture { scenario: &scenario, traces, view: &view, width_px: 880.0, link: "", id: None };
        let svg = picture.to_svg();
        let options = usvg::Options { fontdb: Arc::clone(fonts()), ..usvg::Options::default() };
        let raster = Raster::of(&usvg::Tree::from_str(&svg, &options).expect("it is SVG"));
        let ahead = interleave::geometry::Rect::between(320.0, 860.0, 40.0, 240.0);
        assert!(raster.share(ahead, colour(theme, "grid")) > 0.99, "{link}: something of it is seen");
        assert!(svg.contains(interleave::text::question::HIDDEN) && !svg.contains("sooner</text>"));
    }
}

#[test]
fn following_and_zooming_are_drawn() {
    let followed = drawn("preset=blocking-in-async&follow=2", 880.0);
    followed.check_bounds();
    let raster = Raster::of(&followed.tree());
    let (_, _, rect) = *followed
        .bodies()
        .iter()
        .find(|(form, hue, rect)| *form == Form::Running && *hue == Some(0) && rect.width_px > 14.0)
        .expect("the first request computes");
    assert!(raster.share(rect, colour("light", "hue-1")) < 0.01, "others are dimmed");
    let zoomed = drawn("preset=three-requests&zoom=20..42&t=30.5&theme=dark", 720.0);
    zoomed.check_bounds();
}

#[test]
fn a_picture_stands_for_itself() {
    let title = "a%20%3C%2Ftitle%3E%3Cscript%3E%22%26%01%20b";
    for link in [
        format!("req=cpu3-db20-cpu5_x3_as.page&title={title}"),
        format!("preset=cpu-bound&theme=dark&title={title}"),
    ] {
        let drawn = drawn(&link, 640.0);
        let document = resvg::usvg::roxmltree::Document::parse(&drawn.svg).expect("it is XML");
        let root = document.root_element();
        assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
        let text = |name: &str| {
            root.children()
                .find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)))
                .and_then(|node| node.text())
        };
        assert!(text("title").expect("a title").contains("</title><script>\"&"), "{:?}", text("title"));
        assert!(text("desc").is_some_and(|text| text.contains("finished at")));
        assert_eq!(text("metadata"), Some(link.as_str()));
        for word in
            ["<script", "var(", "--", "style=", "url(http", "href", "@import", "class=\"axis-hit\" fill"]
        {
            assert!(!drawn.svg.contains(word), "{word}");
        }
        assert_eq!(drawn.svg.matches("http").count(), 1, "the namespace alone");
        let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        let unique: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
        for id in ids {
            assert!(id.starts_with("interleave-"), "{id}");
        }
    }
}

#[test]
fn the_reader_s_own_colours_come_last() {
    let auto = drawn("preset=three-requests", 880.0).svg;
    assert_eq!(auto.matches("@media (prefers-color-scheme:dark){").count(), 1);
    let (light, dark) = auto.split_once("@media").expect("it was counted");
    assert!(light.contains("fill:#fffdf9") && dark.contains("fill:#1b1f27"));
    for theme in ["light", "dark"] {
        assert!(!drawn(&format!("preset=three-requests&theme={theme}"), 880.0).svg.contains("@media"));
    }
}

#[test]
fn page_and_picture_draw_with_the_same_nodes() {
    let scenario = presets::three_requests().scenario;
    let runs = runs(&scenario);
    let view = View { t: interleave::time::Instant::from_ms(27), ..View::default() };
    let figure = Figure {
        id: "same",
        title: &scenario.title,
        traces: runs.iter().collect(),
        follow: None,
        singly: false,
    };
    let drawing = lay_out(&figure, &Viewport { width_px: 700.0, stretch: None, coarse: false });
    let page = to_xml(&[still(&drawing, &drawing.at(view.t, true), &Look::default())]);
    let picture = Picture {
        scenario: &scenario,
        traces: runs.iter().collect(),
        view: &view,
        width_px: 700.0,
        link: "",
        id: Some("same"),
    };
    let plain = picture.to_plain_svg();
    let paper =
        format!("<rect width=\"700\" height=\"{}\" class=\"paper\"/>", drawing.scene.height_px.ceil());
    let fraction = format!("{}\"", interleave::geometry::print_px(drawing.scene.height_px));
    let whole = format!("{}\"", drawing.scene.height_px.ceil());
    assert_eq!(plain.matches(&paper).count(), 1);
    assert!(plain.replacen(&paper, "", 1) == page.replace(&fraction, &whole), "{plain}");
}

#[test]
fn a_shared_style_names_every_theme() {
    let style = shared_style(&[".navy", ".coal"]);
    assert!(style.starts_with(".interleave{--paper:#faf8f4;"));
    assert!(style.contains("@media not print{.navy .interleave,.coal .interleave{--paper:#14171d;"));
    assert!(style.contains(".interleave .figure .body.running{fill:currentColor}"));
    assert!(!style.contains('\n'));
}

/// The picture of a question at `at_ms`, as pixels.
fn questioned(requests: &str, at_ms: &str) -> Raster {
    let link = format!("{requests}&run=sync2&run=async1&zoom=0..90&ask=next&t={at_ms}");
    Raster::of(&drawn(&link, 880.0).tree())
}

/// Runs that are the same up to an instant, and go on differently.
#[test]
fn the_picture_of_a_question_does_not_depend_on_what_comes() {
    let twins = [
        ("req=cpu3-db20-cpu5_x3_every1", "req=cpu3-db20-cpu9_x3_every1", 28),
        ("req=cpu3-db20-cpu5_x3_every1", "req=cpu3-db27-cpu5_x3_every1", 23),
        ("req=cpu3-db20-cpu5_x3_every1", "req=cpu8-db20-cpu5_x3_every1", 3),
        ("svc=db_cap1&req=cpu3-db20-cpu5_x3_every1", "svc=db_cap1&req=cpu3-db20-cpu8_x3_every1", 28),
    ];
    for (one, other, same_until_ms) in twins {
        let moments =
            ["0", "0.5", "1", "2", "2.9", "3", "5", "6", "9", "12.5", "19", "22.8", "23", "25", "28"];
        let moments: Vec<&str> = moments
            .into_iter()
            .filter(|at| at.parse::<f64>().expect("a number") <= f64::from(same_until_ms))
            .collect();
        for at_ms in moments {
            let (left, right) = (questioned(one, at_ms), questioned(other, at_ms));
            assert_eq!((left.width(), left.height()), (right.width(), right.height()), "{other} at {at_ms}");
            let places = (0..left.height()).flat_map(|y| (0..left.width()).map(move |x| (x, y)));
            let told: Vec<_> = places.filter(|&(x, y)| left.at(x, y) != right.at(x, y)).collect();
            assert!(told.is_empty(), "{other} at {at_ms}: {} pixels, from {:?} on", told.len(), told.first());
        }
    }
}

#[test]
fn a_question_leaves_to_be_seen_what_was() {
    let drawn = drawn("run=async1&zoom=0..90&ask=next&t=3", 880.0);
    let (raster, hidden) = (Raster::of(&drawn.tree()), colour("light", "grid"));
    let seen = |from_ms: u64, to_ms: u64, colour: [u8; 3]| {
        let at = interleave::time::Instant::from_ms;
        let place = drawn.drawing.stretch(0, "thread-1", at(from_ms), at(to_ms)).expect("it is in view");
        raster.share(place, colour)
    };
    assert!(seen(0, 3, colour("light", "hue-1")) > 0.6, "the thread has computed request 1 since 0 ms");
    assert!(seen(3, 40, hidden) > 0.99, "and what it does then is hidden");
}
