//! `Node` → `Html`, where Yew still draws it; and components as text, where there is no browser.

use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

use crate::node::{Node, Tag};

/// The same nodes as Yew has them.
pub fn html(node: impl Into<Node>) -> Html {
    match node.into() {
        Node::Text(text) => VNode::from(AttrValue::from(text)),
        Node::Tag(tag) => around(tag, None),
    }
}

/// An element as Yew has it, with more in it than was.
pub fn around(tag: Tag, more: Option<Html>) -> Html {
    let mut element = VTag::new(tag.name);
    for (name, value) in tag.attributes {
        element.add_attribute(name, value);
    }
    element.add_children(tag.children.into_iter().map(html).chain(more));
    element.into()
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
