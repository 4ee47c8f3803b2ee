//! The page as it is drawn without a browser.

use super::{App, Props};

/// The page of a link, without marks for hydration.
fn page(query: &str) -> String {
    let props = Props { query: query.to_owned().into(), fragment: "".into() };
    let renderer = yew::LocalServerRenderer::<App>::with_props(props).hydratable(false);
    let runtime = tokio_free_block_on(renderer.render());
    runtime
}
