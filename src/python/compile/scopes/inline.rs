//! Which comprehensions need no frame of their own. As in CPython since 3.12 nobody can tell, but for their speed.

use super::{Scope, ScopeKind, Scopes};
use crate::python::tree::Name;

/// Marks them, and makes what they use from outside a use of the scope around them.
pub fn inline(scopes: &mut Scopes) {
    let mut has_frames: Vec<bool> = vec![false; scopes.list.len()];
    // Whoever stands inside comes after what it stands in.
    for index in (0..scopes.list.len()).rev() {
        let scope = &scopes.list[index];
        let Some(parent) = scope.parent else { continue };
        let around = &scopes.list[parent];
        let can = around.kind == ScopeKind::Module
            || (around.is_function() && around.kind != ScopeKind::TypeParameters);
        if !can || has_frames[index] || !is_plain(scope) {
            has_frames[parent] = true;
            continue;
        }
        let used: Vec<Name> =
            scope.symbols.iter().filter(|(_, symbol)| !symbol.bound).map(|(name, _)| name.clone()).collect();
        let scope = &mut scopes.list[index];
        scope.inlined = true;
        scope.symbols.retain(|_, symbol| symbol.bound);
        for name in used {
            scopes.list[parent].symbols.entry(name).or_default().used = true;
        }
    }
}

/// Whether a comprehension neither waits nor binds anything outside.
fn is_plain(scope: &Scope) -> bool {
    let outside = scope.symbols.values().any(|symbol| symbol.global.is_some() || symbol.nonlocal.is_some());
    scope.kind == ScopeKind::Comprehension && !scope.awaits && !scope.yields && !outside
}
