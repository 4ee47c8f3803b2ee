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

impl<T: Copy + 'static> Part<T> {
    /// Does something with the part, at once where it is here; `on_lost` is told where it cannot be had.
    pub fn then(self, on_lost: &Callback<()>, act: impl Fn(T) + 'static) {
        match self {
            Self::Here(part) => act(part),
            Self::Away(load) => {
                let on_lost = on_lost.clone();
                load(Callback::from(move |found: Option<T>| match found {
                    Some(part) => act(part),
                    None => on_lost.emit(()),
                }));
            }
        }
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
        if *missing {
            part.then(&on_lost, move |part| set.set(Some(part)));
        }
    });
    *found
}
