//! Which modules there are and which names they have, read from the library's own texts and native lists.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::python::compile::scopes::Scopes;
use crate::python::library;
use crate::python::parse::parse_any_length;
use crate::python::tree::{Module, Name, StatementKind};

/// The names of a module that is native, or of the native part of one (`builtins` for what needs no import); nothing
/// where there is none.
pub type Natives<'n> = &'n mut dyn FnMut(&str) -> Option<Vec<Name>>;

/// What a program may import. Reads each module once.
pub struct Known<'n> {
    natives: Natives<'n>,
    builtins: Vec<Name>,
    read: BTreeMap<Name, Option<Rc<BTreeSet<Name>>>>,
}

impl<'n> Known<'n> {
    pub fn new(natives: Natives<'n>) -> Self {
        let builtins = natives("builtins").unwrap_or_default();
        Self { natives, builtins, read: BTreeMap::new() }
    }

    /// Whether a module exists that a program may name.
    pub fn is_module(&mut self, module: &str) -> bool {
        !is_hidden(module) && self.names(module).is_some()
    }

    /// The names of a module, if it exists.
    pub fn names(&mut self, module: &str) -> Option<Rc<BTreeSet<Name>>> {
        let module = library::alias(module);
        if let Some(known) = self.read.get(module) {
            return known.clone();
        }
        // A module that imports itself on the way has no names meanwhile.
        self.read.insert(Name::from(module), None);
        let mut names = BTreeSet::new();
        let native = (self.natives)(module);
        let source = library::source(module, false);
        let exists = native.is_some() || source.is_some();
        names.extend(native.unwrap_or_default());
        if let Some(tree) = source.and_then(|source| parse_any_length(source).ok()) {
            self.of_text(&tree, &mut names);
        }
        let found = exists.then(|| Rc::new(names));
        self.read.insert(Name::from(module), found.clone());
        found
    }

    fn of_text(&mut self, tree: &Module, names: &mut BTreeSet<Name>) {
        let scopes = Scopes::of_module(tree, &mut Vec::new());
        for scope in &scopes.list {
            let is_module = scope.parent.is_none();
            let bound = |name: &&Name| {
                is_module || scope.symbols.get(*name).is_some_and(|symbol| symbol.global.is_some())
            };
            names.extend(scope.bound.iter().filter(bound).cloned());
        }
        for statement in &tree.body {
            if let StatementKind::ImportFrom { module, names: taken, .. } = &statement.kind
                && taken.iter().any(|alias| &*alias.name == "*")
                && let Some(all) = self.names(module)
            {
                names.extend(all.iter().filter(|name| !name.starts_with('_')).cloned());
            }
        }
    }

    /// All modules that a program may import.
    pub fn modules(&self) -> impl Iterator<Item = &'static str> + use<> {
        library::modules().filter(|module| !is_hidden(module))
    }

    /// Whether a builtin exists.
    pub fn is_builtin(&self, name: &str) -> bool {
        self.builtins.iter().any(|known| &**known == name)
    }
}

/// Modules that belong to the library alone.
fn is_hidden(module: &str) -> bool {
    module.starts_with('_') && module != "__future__"
}
