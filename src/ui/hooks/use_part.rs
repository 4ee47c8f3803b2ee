//! A part of the program that is not loaded before it is asked for.

use yew::prelude::*;

/// How a part of the program is come by: `T` is what it can do.
#[derive(Clone, Copy)]
pub enum Part<T: 'static> {
    /// It is in the program.
    Here(T),
    /// This loads it, or finds that it cannot be had.
    Away(fn(Callback<Option<T>>)),
}

impl<T> PartialEq for Part<T> {
    /// A program is built in one way.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The part once it is there. It is loaded when it is wanted; `on_lost` is told where it cannot be had, and it is tried
/// again when it is wanted again.
#[hook]
pub fn use_part<T: Copy + 'static>(part: &Part<T>, wanted: bool, on_lost: &Callback<()>) -> Option<T> {
    let found = use_state(|| match part {
        Part::Here(part) => Some(*part),
        Part::Away(_) => None,
    });
    let (set, part, on_lost) = (found.setter(), *part, on_lost.clone());
    use_effect_with(wanted && found.is_none(), move |missing| {
        if let (true, Part::Away(load)) = (*missing, part) {
            load(Callback::from(move |found: Option<T>| match found {
                Some(_) => set.set(found),
                None => on_lost.emit(()),
            }));
        }
    });
    *found
}
