//! Reading, binding and deleting names.

use std::rc::Rc;

use super::Compiler;
use super::scopes::{Home, mangled};
use crate::python::code::Op;
use crate::python::tree::Name;

impl Compiler<'_> {
    /// A name as it is known in this scope.
    #[inline(never)]
    pub(super) fn mangled(&mut self, name: &Name) -> Name {
        let scope = self.frame().scope;
        mangled(self.scopes.list[scope].class.as_ref(), name)
    }

    /// The index of a global.
    pub(super) fn global(&mut self, name: &Name) -> u32 {
        if let Some(index) = self.known_globals.get(name) {
            return *index;
        }
        let index = self.globals.len() as u32;
        self.globals.push(Rc::clone(name));
        self.known_globals.insert(Rc::clone(name), index);
        index
    }

    fn home(&mut self, name: &Name) -> Home {
        let scope = self.frame().scope;
        self.scopes.home(scope, name)
    }

    /// The slot of a variable of a comprehension that runs in this frame.
    #[inline(never)]
    fn overlaid(&mut self, name: &Name) -> Option<u16> {
        self.frame().overlay.iter().rfind(|(known, _)| known == name).map(|(_, slot)| *slot)
    }

    #[inline(never)]
    fn slot(&mut self, name: &Name, home: Home) -> u16 {
        self.emit().slot(name, matches!(home, Home::Free | Home::ClassOrFree))
    }

    #[inline(never)]
    pub(super) fn load(&mut self, name: &Name) {
        let name = self.mangled(name);
        if let Some(slot) = self.overlaid(&name) {
            self.op(Op::LoadLocal(slot));
            return;
        }
        let home = self.home(&name);
        let op = match home {
            Home::Local => Op::LoadLocal(self.slot(&name, home)),
            Home::Cell | Home::Free => Op::LoadCell(self.slot(&name, home)),
            Home::Global => Op::LoadGlobal(self.global(&name)),
            Home::Class => {
                let global = self.global(&name);
                Op::LoadName { name: self.emit().name(&name) as u16, global }
            }
            Home::ClassOrFree => {
                let slot = self.slot(&name, home);
                Op::LoadNameOrCell { name: self.emit().name(&name) as u16, slot }
            }
        };
        self.op(op);
    }

    #[inline(never)]
    pub(super) fn store(&mut self, name: &Name) {
        let name = self.mangled(name);
        if let Some(slot) = self.overlaid(&name) {
            self.op(Op::StoreLocal(slot));
            return;
        }
        let home = self.home(&name);
        let op = match home {
            Home::Local => Op::StoreLocal(self.slot(&name, home)),
            Home::Cell | Home::Free => Op::StoreCell(self.slot(&name, home)),
            Home::Global => Op::StoreGlobal(self.global(&name)),
            Home::Class | Home::ClassOrFree => Op::StoreName(self.emit().name(&name)),
        };
        self.op(op);
    }

    #[inline(never)]
    pub(super) fn delete(&mut self, name: &Name) {
        let name = self.mangled(name);
        if let Some(slot) = self.overlaid(&name) {
            self.op(Op::DeleteLocal(slot));
            return;
        }
        let home = self.home(&name);
        let op = match home {
            Home::Local => Op::DeleteLocal(self.slot(&name, home)),
            Home::Cell | Home::Free => Op::DeleteCell(self.slot(&name, home)),
            Home::Global => Op::DeleteGlobal(self.global(&name)),
            Home::Class | Home::ClassOrFree => Op::DeleteName(self.emit().name(&name)),
        };
        self.op(op);
    }
}
