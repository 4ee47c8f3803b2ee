//! Where the page's state is kept, and how closely it is followed: frame by frame by what moves, else by `use_calm`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use crate::ui::browser;
use crate::ui::state::{Action, State};

/// What comes of a state by an action.
type Reduce = fn(&State, Action) -> State;

/// The state, and who is told when it has changed.
struct Store {
    state: RefCell<Rc<State>>,
    reduce: Cell<Reduce>,
    listeners: RefCell<Vec<(u32, Callback<()>)>>,
    next_id: Cell<u32>,
    /// When the state was told the time.
    ticked_ms: Cell<f64>,
}

/// Sends actions to the state.
#[derive(Clone)]
pub struct Dispatch(Rc<Store>);

impl PartialEq for Dispatch {
    /// A page has one state.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Dispatch {
    /// Begins with this state.
    pub fn new(state: State, reduce: Reduce) -> Self {
        let (state, reduce) = (RefCell::new(Rc::new(state)), Cell::new(reduce));
        Self(Rc::new(Store {
            state,
            reduce,
            listeners: RefCell::default(),
            next_id: Cell::default(),
            ticked_ms: Cell::default(),
        }))
    }

    /// From now on actions do this.
    pub fn reduce_by(&self, reduce: Reduce) {
        self.0.reduce.set(reduce);
    }

    /// What plays begins to play now.
    pub fn wind(&self) {
        self.0.ticked_ms.set(browser::now_ms());
    }

    /// Tells the state how long it has been playing since it was told last.
    pub fn tick(&self) {
        let now_ms = browser::now_ms();
        let elapsed_ms = now_ms - self.0.ticked_ms.replace(now_ms);
        self.change(Action::tick(elapsed_ms));
    }

    /// Changes the state; who listens is told of it if there is a difference.
    pub fn dispatch(&self, action: Action) {
        // What is done is done to the moment that is seen.
        match self.state().playing {
            true => self.tick(),
            false => self.wind(),
        }
        self.change(action);
    }

    fn change(&self, action: Action) {
        let before = self.state();
        let next = self.0.reduce.get()(&before, action);
        if next == *before {
            return;
        }
        self.0.state.replace(Rc::new(next));
        // Whoever is told may change the state, listen, and listen no longer.
        let listeners = self.0.listeners.borrow().clone();
        listeners.iter().for_each(|(_, listener)| listener.emit(()));
    }

    /// The state as it is now.
    pub fn state(&self) -> Rc<State> {
        self.0.state.borrow().clone()
    }

    /// Tells of every change from now on, until what this gives is dropped.
    pub fn listen(&self, listener: Callback<()>) -> Listening {
        let id = self.0.next_id.replace(self.0.next_id.get().wrapping_add(1));
        self.0.listeners.borrow_mut().push((id, listener));
        Listening { dispatch: self.clone(), id }
    }
}

/// A listener of the state for as long as it lives.
pub struct Listening {
    dispatch: Dispatch,
    id: u32,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.dispatch.0.listeners.borrow_mut().retain(|(id, _)| *id != self.id);
    }
}

/// The state that is opened at first.
#[hook]
pub fn use_store(open: impl FnOnce() -> Dispatch) -> Dispatch {
    (*use_memo((), |()| open())).clone()
}

/// What `select` takes from the state as it is now: the component is drawn anew whenever that changes.
#[hook]
pub fn use_live<T: PartialEq + 'static>(dispatch: &Dispatch, select: fn(&State) -> T) -> Rc<T> {
    let drawn = use_mut_ref(|| None::<Rc<T>>);
    let draw = use_force_update();
    let value = Rc::new(select(&dispatch.state()));
    drawn.replace(Some(value.clone()));
    use_change(dispatch, move |state| {
        if drawn.borrow().as_deref() != Some(&select(state)) {
            draw.force_update();
        }
    });
    value
}

/// Does something now and with every change of the state, without anything being drawn anew for it.
#[hook]
pub fn use_change(dispatch: &Dispatch, act: impl Fn(&State) + 'static) {
    use_effect_with(dispatch.clone(), move |dispatch| {
        let source = dispatch.clone();
        let listener = Callback::from(move |()| act(&source.state()));
        let listening = dispatch.listen(listener.clone());
        listener.emit(());
        move || drop(listening)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Instant;
    use crate::ui::state::address;

    #[test]
    fn who_listens_is_told_of_what_has_changed_and_no_longer_than_wanted() {
        let dispatch = Dispatch::new(address::open("", ""), State::after);
        let (told, count) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
        let (source, seen, times) = (dispatch.clone(), told.clone(), count.clone());
        let listening = dispatch.listen(Callback::from(move |()| {
            seen.set(source.state().moment.as_ns());
            times.set(times.get() + 1);
        }));
        dispatch.dispatch(Action::Seek(Instant::from_ms(7)));
        assert_eq!((told.get(), count.get()), (7_000_000, 1));
        dispatch.dispatch(Action::Seek(Instant::from_ms(7)));
        assert_eq!(count.get(), 1, "nothing has changed");
        drop(listening);
        dispatch.dispatch(Action::Seek(Instant::from_ms(8)));
        assert_eq!((told.get(), count.get()), (7_000_000, 1));
        assert_eq!(dispatch.state().moment, Instant::from_ms(8));
    }

    #[test]
    fn a_listener_may_change_the_state_and_stop_listening() {
        let dispatch = Dispatch::new(address::open("", ""), State::after);
        let held = Rc::new(RefCell::new(None::<Listening>));
        let (source, own) = (dispatch.clone(), held.clone());
        held.replace(Some(dispatch.listen(Callback::from(move |()| {
            drop(own.take());
            source.dispatch(Action::Start);
        }))));
        dispatch.dispatch(Action::Seek(Instant::from_ms(7)));
        assert_eq!(dispatch.state().moment, Instant::ZERO);
        assert!(dispatch.0.listeners.borrow().is_empty());
    }
}
