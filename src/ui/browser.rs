//! The outside world of the page that stands in.

/// Empties the page's `<main>`, marks it ready and gives it.
pub fn mount_point() -> Option<web_sys::Element> {
    let main = web_sys::window()?.document()?.query_selector("main").ok().flatten()?;
    main.set_inner_html("");
    main.set_attribute("data-t-ns", "0").ok()?;
    main.set_attribute("data-status", "ready").ok()?;
    Some(main)
}
