//! What moves with the playhead.

use yew::prelude::*;

use super::{Dispatch, use_change};
use crate::ui::browser::{Drawn, Moved};
pub use crate::ui::moving::Sheet;
use crate::ui::moving::{Moving, Place, Slide};

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
    use_effect_with(sheet, move |sheet| laid.borrow_mut().lay(sheet));
    use_change(dispatch, move |state| Moving::go(&moving, Place::of(state)));
    (veil, head)
}

/// Moves what is seen of the slider: the part of its track that is done, and the way of its thumb.
#[hook]
pub fn use_slide(dispatch: &Dispatch) -> (NodeRef, NodeRef) {
    let (filled, way) = (use_node_ref(), use_node_ref());
    let slide = use_mut_ref(Slide::default);
    let (put, nodes) = (slide.clone(), (filled.clone(), way.clone()));
    use_effect_with((), move |()| {
        put.replace(Slide::new(Moved::of(&nodes.0), Moved::of(&nodes.1)));
    });
    use_change(dispatch, move |state| slide.borrow_mut().go(state));
    (filled, way)
}
