//! Nodes that are put into the document: what is there already is changed as little as can be.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::NodeRef;

use super::{Moved, document, find};
use crate::node::Node;

const SVG: &str = "http://www.w3.org/2000/svg";
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// The content of an element; nobody else changes it.
#[derive(Debug, Default)]
pub struct Drawn {
    element: Option<Element>,
    shown: Option<Vec<Node>>,
}

impl Drawn {
    /// The content of the first element of the document that the selector finds. Whatever it is, it goes when something is shown.
    pub fn find(selector: &str) -> Self {
        Self { element: find(selector), shown: None }
    }

    /// The content of this element.
    pub fn of(node: &NodeRef) -> Self {
        Self { element: node.cast(), shown: None }
    }

    /// Shows these nodes. Where they are built like those before, only values are set; the answer is whether they are new.
    pub fn show(&mut self, nodes: Vec<Node>) -> bool {
        let Some(element) = &self.element else { return false };
        let before = self.shown.as_ref().filter(|before| are_alike(before, &nodes));
        let is_new = before.is_none();
        if let Some(before) = before {
            change(element, before, &nodes);
        } else {
            element.set_text_content(None);
            put(element, element.namespace_uri().as_deref() == Some(SVG), &nodes);
        }
        self.shown = Some(nodes);
        is_new
    }

    /// The elements in it that the selector finds.
    pub fn all(&self, selector: &str) -> Vec<Moved> {
        let found = self.element.as_ref().and_then(|element| element.query_selector_all(selector).ok());
        let found = found.iter().flat_map(|list| (0..list.length()).filter_map(|place| list.get(place)));
        found.filter_map(|node| node.dyn_into().ok()).map(Moved::new).collect()
    }
}

/// Whether the two differ by values alone: by those of attributes, and by texts.
fn are_alike(some: &[Node], others: &[Node]) -> bool {
    some.len() == others.len()
        && some.iter().zip(others).all(|pair| match pair {
            (Node::Tag(one), Node::Tag(other)) => {
                one.name == other.name
                    && one.attributes.len() == other.attributes.len()
                    && one.attributes.iter().zip(&other.attributes).all(|(one, other)| one.0 == other.0)
                    && are_alike(&one.children, &other.children)
            }
            (Node::Text(_), Node::Text(_)) => true,
            (Node::Tag(_), Node::Text(_)) | (Node::Text(_), Node::Tag(_)) => false,
        })
}

/// Sets what differs in the content of an element.
fn change(element: &Element, before: &[Node], after: &[Node]) {
    let mut place = element.first_child();
    for (before, after) in before.iter().zip(after) {
        let Some(node) = place else { return };
        match (before, after) {
            (Node::Tag(before), Node::Tag(after)) => {
                let Some(element) = node.dyn_ref::<Element>() else { return };
                for ((name, before), (_, after)) in before.attributes.iter().zip(&after.attributes) {
                    if before != after {
                        set(element, name, after);
                    }
                }
                change(element, &before.children, &after.children);
            }
            (Node::Text(before), Node::Text(after)) if before != after => {
                node.set_text_content(Some(after));
            }
            _ => {}
        }
        place = node.next_sibling();
    }
}

/// Makes the content of an element, of a drawing or of a page.
fn put(element: &Element, is_drawing: bool, nodes: &[Node]) {
    let Some(document) = document() else { return };
    for node in nodes {
        match node {
            Node::Tag(tag) => {
                let is_drawing = is_drawing || tag.name == "svg";
                let space = if is_drawing { SVG } else { HTML };
                let Ok(made) = document.create_element_ns(Some(space), tag.name) else { continue };
                tag.attributes.iter().for_each(|(name, value)| set(&made, name, value));
                put(&made, is_drawing, &tag.children);
                let _only_what_is_in_itself_fails = element.append_child(&made);
            }
            Node::Text(text) => {
                let _a_text_has_nothing_in_it = element.append_child(&document.create_text_node(text));
            }
        }
    }
}

fn set(element: &Element, name: &str, value: &str) {
    let _only_bad_names_fail = element.set_attribute(name, value);
}
