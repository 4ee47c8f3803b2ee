//! From how scopes use their names to where the values live.

use super::{ScopeKind, Scopes};
use crate::python::problem::Problem;
use crate::python::tree::Name;

/// Finds the variable behind every name that is used where it is not bound.
pub fn resolve(scopes: &mut Scopes, problems: &mut Vec<Problem>) {
    for scope in 0..scopes.list.len() {
        let names: Vec<Name> = scopes.list[scope].symbols.keys().cloned().collect();
        for name in names {
            let symbol = scopes.list[scope].symbols[&name].clone();
            let bound_here = symbol.bound && symbol.nonlocal.is_none();
            if symbol.global.is_some() || bound_here || scopes.list[scope].parent.is_none() {
                continue;
            }
            let found = capture(scopes, scope, &name);
            if let (false, Some(place)) = (found, symbol.nonlocal) {
                problems.push(Problem::new(place, format!("no binding for nonlocal '{name}' found")));
            }
        }
    }
}

/// Makes a name of an outer function a cell there, and free in everything between. False if no function binds it.
fn capture(scopes: &mut Scopes, scope: usize, name: &Name) -> bool {
    let mut between = vec![scope];
    let mut outer = scopes.list[scope].parent;
    while let Some(index) = outer {
        let around = &mut scopes.list[index];
        outer = around.parent;
        match around.kind {
            ScopeKind::Module => return false,
            // A class's own names are not seen from inside, but for the class itself.
            ScopeKind::Class if &**name != "__class__" => {}
            ScopeKind::Class => {
                around.class_cell = true;
                break;
            }
            ScopeKind::Function
            | ScopeKind::AsyncFunction
            | ScopeKind::Lambda
            | ScopeKind::Comprehension
            | ScopeKind::GeneratorExpression
            | ScopeKind::TypeParameters => {
                let symbol = around.symbols.get(name);
                if symbol.is_some_and(|symbol| symbol.global.is_some()) {
                    return false;
                }
                if symbol.is_some_and(|symbol| symbol.bound && symbol.nonlocal.is_none()) {
                    around.cells.insert(name.clone());
                    break;
                }
            }
        }
        between.push(index);
    }
    for index in between {
        scopes.list[index].frees.insert(name.clone());
    }
    true
}
