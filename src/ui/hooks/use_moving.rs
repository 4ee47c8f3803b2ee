//! What moves with the playhead, frame by frame.

use yew::prelude::*;

use super::{Dispatch, use_change};
use crate::ui::browser::Drawn;
pub use crate::ui::moving::Sheet;
use crate::ui::moving::{Moving, Place};

/// Moves what moves over a sheet, in two elements that are left to it: one below what never pales, one above everything.
#[hook]
pub fn use_moving(sheet: Sheet, dispatch: &Dispatch) -> (NodeRef, NodeRef) {
    let (veil, head) = (use_node_ref(), use_node_ref());
    let start =
        || Moving::new(Drawn::default(), Drawn::default(), sheet.clone(), Place::of(&dispatch.state()));
    let moving = (*use_memo((), |()| start())).clone();
    let (put, nodes) = (moving.clone(), (veil.clone(), head.clone()));
    use_effect_with((), move |()| put.borrow_mut().put(Drawn::of(&nodes.0), Drawn::of(&nodes.1)));
    let laid = moving.clone();
    use_effect_with(sheet, move |sheet| {
        let mut moving = laid.borrow_mut();
        moving.lay(sheet);
        moving.draw();
    });
    use_change(dispatch, move |state| Moving::go(&moving, Place::of(state)));
    (veil, head)
}
