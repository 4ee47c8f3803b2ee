//! Modules: their globals lie in numbered places, as the compiler gave them.

use std::cell::{Ref, RefCell, RefMut};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Symbol, Value};

/// A module.
#[derive(Debug)]
pub struct Module {
    /// `__name__`.
    pub name: Rc<str>,
    globals: RefCell<Globals>,
}

/// A module's variables.
#[derive(Debug, Default)]
pub struct Globals {
    /// The value in each place.
    pub values: Vec<Value>,
    /// The builtin of the same name, if there is one.
    pub builtins: Vec<Value>,
    /// The name of each place.
    pub names: Vec<Symbol>,
    places: BTreeMap<Symbol, usize>,
    /// The places in the order in which they were first set.
    order: Vec<usize>,
}

impl Module {
    /// A module whose code uses these globals.
    pub fn new(name: &str, names: &[Rc<str>]) -> Module {
        let mut globals = Globals::default();
        for name in names {
            globals.place(Symbol::of(name));
        }
        Module { name: Rc::from(name), globals: RefCell::new(globals) }
    }

    /// Its variables.
    pub fn globals(&self) -> Ref<'_, Globals> {
        self.globals.borrow()
    }

    /// Its variables, to change.
    pub fn globals_mut(&self) -> RefMut<'_, Globals> {
        self.globals.borrow_mut()
    }

    /// A variable.
    pub fn get(&self, name: Symbol) -> Option<Value> {
        let globals = self.globals.borrow();
        let place = *globals.places.get(&name)?;
        Some(globals.values[place].clone()).filter(|value| !value.is_unbound())
    }

    /// Sets a variable.
    pub fn set(&self, name: Symbol, value: Value) {
        let old = {
            let mut globals = self.globals.borrow_mut();
            let place = globals.place(name);
            globals.store(place, value)
        };
        drop(old);
    }

    /// Takes a variable away.
    pub fn remove(&self, name: Symbol) -> bool {
        let old = {
            let mut globals = self.globals.borrow_mut();
            let Some(place) = globals.places.get(&name).copied() else { return false };
            globals.store(place, Value::Unbound)
        };
        !old.is_unbound()
    }

    /// All variables that have a value.
    pub fn entries(&self) -> Vec<(Symbol, Value)> {
        let globals = self.globals.borrow();
        globals
            .order
            .iter()
            .filter(|place| !globals.values[**place].is_unbound())
            .map(|place| (globals.names[*place], globals.values[*place].clone()))
            .collect()
    }

    /// Takes all variables away.
    pub fn clear(&self) {
        let old = {
            let mut globals = self.globals.borrow_mut();
            let count = globals.values.len();
            globals.builtins.clear();
            globals.builtins.resize(count, Value::Unbound);
            globals.values.iter_mut().map(std::mem::take).collect::<Vec<Value>>()
        };
        drop(old);
    }
}

impl Globals {
    /// The place of a name; a new one if it has none.
    pub fn place(&mut self, name: Symbol) -> usize {
        if let Some(place) = self.places.get(&name) {
            return *place;
        }
        let place = self.values.len();
        self.values.push(Value::Unbound);
        self.builtins.push(Value::Unbound);
        self.names.push(name);
        self.places.insert(name, place);
        place
    }

    /// Sets the value in a place; gives back the one before.
    pub fn store(&mut self, place: usize, value: Value) -> Value {
        let old = std::mem::replace(&mut self.values[place], value);
        if old.is_unbound() && !self.order.contains(&place) {
            self.order.push(place);
        }
        old
    }
}
