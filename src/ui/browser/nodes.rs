//! Nodes that are put into the document by hand, and not by Yew: what changes with every frame.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

use super::{Moved, document, find};

const SVG: &str = "http://www.w3.org/2000/svg";

/// The content of an element of a drawing; nobody else changes it.
#[derive(Debug, Default)]
pub struct Drawn {
    element: Option<Element>,
    shown: Option<Html>,
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

    /// Shows these nodes: elements, texts and lists of them. Where they are built like those before, only values are set;
    /// the answer is whether they are new.
    pub fn show(&mut self, nodes: Html) -> bool {
        let Some(element) = &self.element else { return false };
        let before = self.shown.as_ref().filter(|before| is_alike(before, &nodes));
        let is_new = before.is_none();
        if let Some(before) = before {
            change(element, before, &nodes);
        } else {
            element.set_text_content(None);
            put(element, &nodes);
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

/// Elements and texts in their order, lists or none around them.
fn each<'a>(node: &'a VNode, all: &mut Vec<&'a VNode>) {
    match node {
        VNode::VList(list) => list.iter().for_each(|node| each(node, all)),
        VNode::VTag(_) | VNode::VText(_) => all.push(node),
        VNode::VComp(_) | VNode::VPortal(_) | VNode::VRef(_) | VNode::VSuspense(_) | VNode::VRaw(_) => {}
    }
}

fn all(node: &VNode) -> Vec<&VNode> {
    let mut found = Vec::new();
    each(node, &mut found);
    found
}

/// Whether the two differ by values alone: by those of attributes, and by texts.
fn is_alike(one: &VNode, other: &VNode) -> bool {
    let (one, other) = (all(one), all(other));
    one.len() == other.len()
        && one.iter().zip(&other).all(|pair| match pair {
            (VNode::VTag(one), VNode::VTag(other)) => {
                let names =
                    |tag: &VTag| tag.attributes.iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
                one.tag() == other.tag()
                    && names(one) == names(other)
                    && match (one.children(), other.children()) {
                        (Some(one), Some(other)) => is_alike(one, other),
                        (one, other) => one.is_none() == other.is_none(),
                    }
            }
            (VNode::VText(_), VNode::VText(_)) => true,
            _ => false,
        })
}

/// Sets what differs in the content of an element.
fn change(element: &Element, before: &VNode, after: &VNode) {
    let mut place = element.first_child();
    for (before, after) in all(before).into_iter().zip(all(after)) {
        let Some(node) = place else { return };
        match (before, after) {
            (VNode::VTag(before), VNode::VTag(after)) => {
                let Some(element) = node.dyn_ref::<Element>() else { return };
                for ((name, before), (_, after)) in before.attributes.iter().zip(after.attributes.iter()) {
                    if before != after {
                        set(element, name, after);
                    }
                }
                if let (Some(before), Some(after)) = (before.children(), after.children()) {
                    change(element, before, after);
                }
            }
            (VNode::VText(before), VNode::VText(after)) if before.text != after.text => {
                node.set_text_content(Some(&after.text));
            }
            _ => {}
        }
        place = node.next_sibling();
    }
}

/// Makes the content of an element.
fn put(element: &Element, nodes: &VNode) {
    let Some(document) = document() else { return };
    for node in all(nodes) {
        if let VNode::VTag(tag) = node {
            let Ok(made) = document.create_element_ns(Some(SVG), tag.tag()) else { continue };
            tag.attributes.iter().for_each(|(name, value)| set(&made, name, value));
            if let Some(nodes) = tag.children() {
                put(&made, nodes);
            }
            let _only_what_is_in_itself_fails = element.append_child(&made);
        } else if let VNode::VText(text) = node {
            let _a_text_has_nothing_in_it = element.append_child(&document.create_text_node(&text.text));
        }
    }
}

fn set(element: &Element, name: &str, value: &str) {
    let _only_bad_names_fail = element.set_attribute(name, value);
}
