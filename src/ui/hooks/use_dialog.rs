//! A dialog above everything else.

use yew::prelude::*;

use crate::ui::browser;

/// A dialog's element, and how to open and close it.
#[derive(Clone, PartialEq)]
pub struct Dialog {
    /// To be the `ref` of a `<dialog>`.
    pub node: NodeRef,
    /// Opens it.
    pub open: Callback<()>,
    /// Closes it; the focus goes back to where it was.
    pub close: Callback<()>,
}

/// A dialog that is closed at first.
#[hook]
pub fn use_dialog() -> Dialog {
    let node = use_node_ref();
    let open = use_callback(node.clone(), |(), node| browser::open_dialog(node));
    let close = use_callback(node.clone(), |(), node| browser::close_dialog(node));
    Dialog { node, open, close }
}
