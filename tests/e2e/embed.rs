//! The page as a guest in pages of another origin: the element, the frame, and what they say to one another.

use serde_json::{Value, json};
use xtask::server::{Server, Site};

use crate::page::{Page, site};

const MS: u64 = 1_000_000;

/// A page of a course that holds `body`, where `{host}` is the address of an Interleave on another origin, sent with a
/// header of the course's own.
struct Course {
    page: Page,
    interleave: Server,
}

impl Course {
    #[track_caller]
    fn new(body: &str) -> Self {
        Self::with_policy(body, None)
    }

    #[track_caller]
    fn with_policy(body: &str, policy: Option<&str>) -> Self {
        let interleave = site().header("Access-Control-Allow-Origin", "*").start().expect("a port is free");
        let origin = interleave.url("").trim_end_matches('/').to_owned();
        let filled = |text: &str| text.replace("{host}", &origin);
        let html = format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Course</title><link rel=icon href=data:,>
             <h1>Lecture 3</h1>{}",
            filled(body)
        );
        let host = Site::of(xtask::root().join("tests")).page("course.html", html);
        let host = match policy {
            Some(policy) => host.header("Content-Security-Policy", &filled(policy)),
            None => host,
        };
        let page = Page::on(host);
        page.load("course.html");
        Self { page, interleave }
    }

    /// Waits until the element shows its diagram.
    #[track_caller]
    fn ready(&self, selector: &str) -> &Self {
        let shown = format!(
            "return document.querySelector('{selector}').shadowRoot?.querySelector('.ready') != null"
        );
        self.page.wait_until(&format!("{selector} is ready"), || self.page.script(&shown) == true);
        self
    }

    /// Goes into the frame of an element, or into a frame.
    #[track_caller]
    fn enter(&self, selector: &str) -> &Page {
        self.leave();
        let frame = self.page.script(&format!(
            "const e = document.querySelector('{selector}'); return e.shadowRoot?.querySelector('iframe') ?? e"
        ));
        self.page.session.post("frame", &json!({ "id": frame })).expect("the driver enters the frame");
        self.page.wait_for("main[data-app=interleave][data-status=ready]")
    }

    /// Goes back to the course's page.
    #[track_caller]
    fn leave(&self) -> &Page {
        self.page.session.post("frame", &json!({ "id": null })).expect("the driver goes back");
        &self.page
    }

    /// How high the frame of an element is, and how high its content.
    #[track_caller]
    fn heights(&self, selector: &str) -> (u64, u64) {
        let content =
            self.enter(selector).script("return Math.ceil(document.body.getBoundingClientRect().height)");
        let body = format!(
            "return document.querySelector('{selector}').shadowRoot.querySelector('iframe').getBoundingClientRect().height"
        );
        let frame = self.leave().script(&body);
        (frame.as_f64().map_or(0, |px| px as u64), content.as_u64().unwrap_or(0))
    }

    /// Waits until the frame of an element is as high as its content and stays so; says how high.
    #[track_caller]
    fn settled(&self, selector: &str) -> u64 {
        let last = std::cell::Cell::new((0, 0_u32));
        self.page.wait_until(&format!("{selector} is as high as its content"), || {
            let (frame, content) = self.heights(selector);
            let (height, times) = last.get();
            let same = frame == content && frame > 100;
            last.set((frame, if same && frame == height { times + 1 } else { 0 }));
            last.get().1 >= 4
        });
        last.get().0
    }
}

/// Keeps what the elements of the page announce, in the order of their coming.
const LISTEN: &str = "window.heard = [];
    for (const name of ['ready', 'time', 'finished', 'answer'])
        addEventListener('interleave:' + name, e => window.heard.push([e.target.id, name, e.detail]));";

#[test]
fn elements_are_as_high_as_their_diagrams_on_another_origin() {
    let course = Course::new(
        "<script src='{host}/embed.js'></script>
         <div id=room><interleave-diagram id=a params='preset=three-requests&t=27'><p>A picture</p></interleave-diagram>
         <interleave-diagram id=b params='?req=cpu2-db9_x9_every1&theme=dark' title='Nine requests'></interleave-diagram></div>",
    );
    course.ready("#a").page.script("document.querySelector('#b').scrollIntoView()");
    course.ready("#b");
    let (a, b) = (course.settled("#a"), course.settled("#b"));
    assert!(b > a + 100, "nine requests are higher than three: {b} {a}");
    assert_eq!(course.enter("#a").t_ns(), 27 * MS);
    assert_eq!(course.page.attribute("html", "data-theme").as_deref(), Some("auto"));
    assert_eq!(course.enter("#b").attribute("html", "data-theme").as_deref(), Some("dark"));
    let page = course.leave();
    let titles = "return [...document.querySelectorAll('interleave-diagram')].map(e => e.shadowRoot.querySelector('iframe').title)";
    assert_eq!(page.script(titles)[1], "Nine requests");
    assert!(page.script(titles)[0].as_str().is_some_and(|title| title.contains("Interleave")));

    // Narrower it grows, wide again it shrinks to what it was; so it does with another scenario.
    // Browsers lay out no frames that are out of sight.
    page.script("document.querySelector('#a').scrollIntoView(); document.querySelector('#room').style.width = '340px'");
    let narrow = course.settled("#a");
    assert!(narrow > a, "{narrow} {a}");
    assert_eq!(course.enter("#a").script("return document.documentElement.scrollWidth - innerWidth"), 0);
    course.leave().script("document.querySelector('#room').style.width = ''");
    assert_eq!(course.settled("#a"), a);
    let set = "document.querySelector('#a').setAttribute('params', arguments[0])";
    course.page.session.script(set, &["req=cpu2-db9_x9_every1".into()]).expect("it is set");
    course.page.wait_until("it grows", || course.heights("#a").0 > a + 100);
    assert_eq!(course.settled("#a"), b, "it is the other one's scenario");
    course.page.session.script(set, &["preset=three-requests&t=27".into()]).expect("it is set");
    course.page.wait_until("it shrinks", || course.heights("#a").0 < b - 50);
    assert_eq!(course.settled("#a"), a);
    assert_eq!(course.page.script("return location.pathname + location.search"), "/course.html");
    course.page.assert_quiet();
}

#[test]
fn an_element_does_what_its_page_asks_and_tells_what_happens() {
    let course = Course::new(
        "<script src='{host}/embed.js'></script><interleave-diagram id=a params='speed=20'></interleave-diagram>",
    );
    let page = &course.page;
    page.script(LISTEN);
    page.script("document.querySelector('#a').seek(12.5)");
    course.ready("#a");
    let last = |name: &str| {
        let body = format!(
            "return window.heard.filter(([id, name]) => id === 'a' && name === '{name}').at(-1)?.[2] ?? null"
        );
        page.script(&body)
    };
    page.wait_until("what was asked before it was ready", || last("time") == json!({ "t": 12.5 }));
    assert_eq!(course.enter("#a").t_ns(), 12 * MS + MS / 2);
    course.leave();
    page.script("window.heard = []; document.querySelector('#a').play()");
    page.wait_until("it plays to its end", || last("finished") == json!({}));
    let times =
        page.script("return window.heard.filter(([, name]) => name === 'time').map(([, , d]) => d.t)");
    let times: Vec<f64> = times.as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
    assert!(times.is_sorted() && times.last() == Some(&84.0), "{times:?}");
    assert!(times.len() > 2 && times.len() < 20, "half a second has few of them: {times:?}");
    page.script("const a = document.querySelector('#a'); a.set('preset=cpu-bound&t=5&speed=0.1'); a.play()");
    page.wait_until("another scenario plays", || {
        last("time")["t"].as_f64().is_some_and(|t| t > 5.0 && t < 60.0)
    });
    page.script("document.querySelector('#a').pause()");
    course.enter("#a").wait_for("[data-control=play]");
    assert_eq!(page.count("[data-runtime=async1][data-makespan-ns='60000000']"), 1);
    assert_eq!(page.count("header"), 0, "it is a guest still");
    course.leave().assert_quiet();
}

#[test]
fn an_answer_is_told_to_the_page_around_it() {
    let course = Course::new(
        "<script src='{host}/embed.js'></script><interleave-diagram id=a params='ask=first&t=9'></interleave-diagram>",
    );
    course.page.script(LISTEN);
    course.ready("#a").enter("#a").wait_for("[data-ask=first] [data-choice='0']");
    course.page.script("document.querySelector('[data-ask=first] [data-choice=\"0\"]').click()");
    course.page.wait_for("[data-answer]");
    let right = course.page.attribute("[data-answer]", "data-answer").as_deref() == Some("right");
    let page = course.leave();
    let told = || {
        page.script(
            "return window.heard.filter(([, name]) => name === 'answer').map(([, , detail]) => detail)",
        )
    };
    page.wait_until("it is told", || told().as_array().is_some_and(|told| told.len() == 1));
    let answer = &told()[0];
    assert_eq!((&answer["ask"], &answer["right"]), (&json!("first"), &json!(right)));
    assert!(answer["given"].as_str().is_some_and(|given| !given.is_empty()), "{answer}");
    page.assert_quiet();
}

#[test]
fn only_the_page_around_it_is_heard_and_only_if_it_makes_sense() {
    let course = Course::new(
        "<iframe id=a width=700 height=700 src='{host}/?embed=1&t=27'></iframe><iframe id=other srcdoc='A stranger'></iframe>",
    );
    course.enter("#a");
    let page = course.leave();
    page.script(
        "window.heard = []; addEventListener('message', e => e.data.interleave && window.heard.push(e.data));
         window.say = (data) => document.querySelector('#a').contentWindow.postMessage(data, '*');
         say({ interleave: 1, type: 'ping' });",
    );
    let heard = |kind: &str| page.script(&format!("return window.heard.filter(m => m.type === '{kind}')"));
    page.wait_until("pong", || heard("pong") == json!([{ "interleave": 1, "type": "pong" }]));
    page.script(
        "const seek = { interleave: 1, type: 'seek', t: 40 };
         const bad = [null, 1, 'seek', [], {}, { ...seek, interleave: 2 }, { ...seek, interleave: '1' }, { ...seek, t: -1 },
             { ...seek, t: NaN }, { ...seek, t: Infinity }, { ...seek, t: '40' }, { ...seek, t: {} }, { ...seek, t: 1e300 },
             { ...seek, type: 'Seek' }, { ...seek, type: ['seek'] }, { ...seek, type: 'x'.repeat(1e6) }, { type: 'seek', t: 40 },
             { interleave: 1, type: 'set' }, { interleave: 1, type: 'set', params: { t: 40 } },
             { interleave: 1, type: 'set', params: 't=40&title=' + 'x'.repeat(1e6) }, new Map([['interleave', 1]])];
         bad.forEach(say);
         // A stranger's message comes from a window that is not the parent.
         const script = document.createElement('script');
         const other = document.querySelector('#other').contentDocument;
         const stranger = other.createElement('script');
         stranger.textContent = `parent.document.querySelector('#a').contentWindow.postMessage(
             { interleave: 1, type: 'seek', t: 40 }, '*')`;
         other.body.append(stranger);
         say({ interleave: 1, type: 'ping' });",
    );
    page.wait_until("the last pong", || heard("pong").as_array().is_some_and(|pongs| pongs.len() == 2));
    assert_eq!(heard("time"), json!([]), "nothing has moved");
    assert_eq!(course.enter("#a").t_ns(), 27 * MS);
    let page = course.leave();
    page.script("say({ interleave: 1, type: 'seek', t: 40 })");
    page.wait_until("a good one", || heard("time") == json!([{ "interleave": 1, "type": "time", "t": 40 }]));
    page.script(
        "say({ interleave: 1, type: 'set', params: 't=5&bogus=1&title=%3Cimg src=x onerror=alert(1)%3E' })",
    );
    course.enter("#a").wait_for("[data-warning=bogus]");
    assert_eq!((page.t_ns(), page.count("img")), (5 * MS, 0));
    course.leave().assert_quiet();
}

#[test]
fn a_guest_is_the_diagram_and_the_way_to_the_whole_page() {
    let page = Page::new();
    page.open("?embed=1&t=27&theme=dark&nonsense=1");
    for gone in ["header", "footer", "aside", "[data-narration]", "[data-control=share]", ".skip"] {
        assert_eq!(page.count(gone), 0, "{gone}");
    }
    for there in
        ["[data-control=play]", "[data-control=scrub]", "[data-lane=thread-1]", "[data-warning=nonsense]"]
    {
        assert!(page.count(there) > 0, "{there}");
    }
    let link = || page.script("return document.querySelector('[data-control=open]').href");
    assert_eq!(link(), page.server.url("?v=1&t=27&theme=dark"));
    page.control("step")
        .wait_until("the link keeps up", || link() == page.server.url("?v=1&t=28&theme=dark"));
    page.script("document.querySelector('[data-lane=request-2] [role=button], [data-request=\"2\"][role=button]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))");
    page.wait_until("so does what is followed", || {
        link() == page.server.url("?v=1&t=28&follow=2&theme=dark")
    });
    // It leaves no trace: not even in its address, which some browsers would open again instead of what the host says.
    std::thread::sleep(std::time::Duration::from_millis(400));
    assert_eq!(page.script("return location.search"), "?embed=1&t=27&theme=dark&nonsense=1");
    let traces = page.script(
        "const [databases, workers] = await Promise.all([indexedDB.databases(), navigator.serviceWorker.getRegistrations()]);
         return [document.cookie, localStorage.length, sessionStorage.length, databases.length, workers.length, history.length]",
    );
    assert_eq!(
        traces.as_array().expect("a list")[..5],
        json!(["", 0, 0, 0, 0]).as_array().expect("a list")[..]
    );
    let requests = page.script(
        "return performance.getEntriesByType('resource').map(e => new URL(e.name).origin).filter(o => o !== location.origin)",
    );
    assert_eq!(requests, json!([]), "no other origin is asked");

    page.control("open");
    let handles = page.session.get("window/handles").expect("the browser has windows");
    assert_eq!(handles.as_array().map(Vec::len), Some(2), "a tab of its own");
    page.session.post("window", &json!({ "handle": handles[1] })).expect("the driver goes there");
    page.wait_for("main[data-status=ready]");
    assert_eq!((page.t_ns(), page.count("header")), (28 * MS, 1));
    page.assert_quiet();
}

#[test]
fn a_guest_fits_a_narrow_frame_and_a_long_scenario_is_carried_over() {
    let page = Page::new();
    page.size(320, 400);
    let title = "x".repeat(2_100);
    page.open(&format!("#title={title}&embed=1&t=27&hide=legend"));
    assert_eq!((page.count("header"), page.count(".legend")), (0, 0));
    assert_eq!(page.script("return document.documentElement.scrollWidth - innerWidth"), 0);
    let small = page.script(
        "return [...document.querySelectorAll('button, select, input, .open a')].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).length",
    );
    assert_eq!(small, 0, "controls are 44 px");
    let link = page.script("return document.querySelector('[data-control=open]').href");
    let link = link.as_str().expect("a link").to_owned();
    assert!(!link.contains("embed=1"), "{link}");
    page.session.goto("about:blank").expect("a page between");
    page.session.goto(&link).expect("the link opens");
    page.wait_for("main[data-status=ready]").wait_for("header");
    assert_eq!(page.t_ns(), 27 * MS);
    page.assert_quiet();
}

#[test]
fn parts_are_left_out_where_a_link_says_so() {
    let page = Page::new();
    page.open("?hide=code.metrics.editor.legend.narration");
    for gone in [".legend", "[data-narration]", ".comparison-parts", ".numbers"] {
        assert_eq!(page.count(gone), 0, "{gone}");
    }
    let gap = page.script(
        "const r = document.querySelector('.stage').getBoundingClientRect(); return innerWidth - r.right",
    );
    assert!(gap.as_f64().is_some_and(|px| px < 60.0), "the diagram has the room: {gap}");
    page.assert_quiet();
}

#[test]
fn an_element_works_under_a_strict_policy_of_its_page() {
    for script in [
        "<script src='{host}/embed.js' defer></script>",
        "<script type=module src='{host}/embed.js'></script>",
    ] {
        let body = format!(
            "{script}<script src='{{host}}/embed.js'></script><interleave-diagram id=a params='t=27'><p>A picture</p></interleave-diagram>"
        );
        let policy = "default-src 'none'; script-src {host}; frame-src {host}; img-src data:";
        let course = Course::with_policy(&body, Some(policy));
        course.ready("#a").settled("#a");
        assert_eq!(course.enter("#a").t_ns(), 27 * MS);
        course.leave().assert_quiet();
    }
}

#[test]
fn a_module_alone_finds_its_interleave() {
    let course = Course::new(
        "<interleave-diagram id=a params='t=27'></interleave-diagram><script type=module src='{host}/embed.js'></script>",
    );
    course.ready("#a").settled("#a");
    let source =
        course.page.script("return document.querySelector('#a').shadowRoot.querySelector('iframe').src");
    assert_eq!(source, course.interleave.url("?t=27&embed=1"));
    course.page.assert_quiet();
}

#[test]
fn what_an_element_holds_stands_until_the_diagram_is_ready() {
    let held = "<interleave-diagram id=a params='t=27'><p id=held>A picture and <a href='/x'>a link</a></p></interleave-diagram>";
    let body = format!("<script src='{{host}}/embed.js'></script>{held}");
    let seen = "return document.querySelector('#held').getBoundingClientRect().height > 0";
    let no_scripts = Course::with_policy(&body, Some("default-src 'self'; script-src 'none'; img-src data:"));
    assert_eq!(no_scripts.page.script(seen), true, "without scripts");
    assert_eq!(no_scripts.page.script("return document.querySelector('#a').shadowRoot"), Value::Null);
    let no_frames = Course::with_policy(&body, Some("default-src 'none'; script-src {host}; img-src data:"));
    no_frames.page.wait_until("the frame is refused", || !no_frames.page.complaints().is_empty());
    assert_eq!(no_frames.page.script(seen), true, "without frames");
    let course = Course::new(&body);
    course.ready("#a");
    assert_eq!(course.page.script(seen), false, "the diagram has taken its place");
    // A frame that is moved loads anew.
    course.page.script("const a = document.querySelector('#a'); a.remove(); document.body.append(a)");
    assert_eq!(course.page.script(seen), true, "until it is ready again");
    course.ready("#a").settled("#a");
    course.page.assert_quiet();
}

#[test]
fn the_example_of_the_documents_works() {
    let page = Page::new();
    page.load("docs/example.html");
    let said = || page.text("#moment");
    page.wait_until("the diagram is there", || said() == "Move the playhead.");
    page.click("[data-seek='9']")
        .wait_until("it was led and followed", || said() == "The playhead is at 9 ms.");
    assert_eq!(page.script("return document.documentElement.scrollWidth - innerWidth"), 0);
    // On one origin the sandbox could be left, and Chromium says so; on two, as everywhere else here, it is quiet.
    let complaints = page.complaints();
    let others: Vec<_> = complaints.iter().filter(|line| !line.text.contains("allow-same-origin")).collect();
    assert!(others.is_empty(), "{others:?}");
    for name in ["model", "scenarios", "links", "embedding"] {
        page.load(&format!("docs/{name}.html")).assert_quiet();
    }
}
