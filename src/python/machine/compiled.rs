//! The library's modules, compiled once on each thread.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::python::code::Unit;
use crate::python::{compile, library, parse};

thread_local! {
    /// The library's modules that were compiled before on this thread.
    static COMPILED: RefCell<BTreeMap<(String, bool), Rc<Unit>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The compiled text of a module of the library; None where there is none.
pub fn source(name: &str, blocking: bool) -> Option<Result<Rc<Unit>, String>> {
    let key = (name.to_owned(), blocking);
    if let Some(unit) = COMPILED.with(|compiled| compiled.borrow().get(&key).cloned()) {
        return Some(Ok(unit));
    }
    let text = library::source(name, blocking)?;
    let first = |problems: Vec<crate::python::problem::Problem>| {
        problems
            .first()
            .map_or_else(String::new, |problem| format!("{}: {}", problem.place.line, problem.message))
    };
    let unit = match parse::parse_any_length(text) {
        Ok(tree) => compile::compile(&tree, compile::Origin::Prelude).map(Rc::new).map_err(first),
        Err(problems) => Err(first(problems)),
    };
    if let Ok(unit) = &unit {
        COMPILED.with(|compiled| compiled.borrow_mut().insert(key, Rc::clone(unit)));
    }
    Some(unit)
}
