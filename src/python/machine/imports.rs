//! Imports: of the library's modules, native or written in Python.

use std::rc::Rc;

use super::compiled::source;
use super::frame::{Activation, CodeFrame, Then};
use super::{Done, Machine};
use crate::python::code::Unit;
use crate::python::library;
use crate::python::values::{ErrorKind, Module, Raise, Symbol, Value, symbol};

impl Machine {
    /// Makes a module of compiled text.
    pub fn make_module(&mut self, name: &str, unit: &Unit) -> Rc<Module> {
        let module = Rc::new(Module::new(name, &unit.globals));
        {
            let mut globals = module.globals_mut();
            for place in 0..globals.names.len() {
                let builtin = self.builtins.get(globals.names[place]);
                globals.builtins[place] = builtin.unwrap_or_default();
            }
        }
        module.set(symbol::NAME, Value::str(name));
        module
    }

    /// Imports a module by its full name; `then` gets it. True where its body runs first.
    fn import_module(&mut self, f: &mut Box<CodeFrame>, name: &str, then: Then) -> Done {
        let name = library::alias(name).to_owned();
        if let Some(module) = self.modules.get(&name).cloned() {
            return self.deliver(f, then, super::Got::Value(module));
        }
        if let Some(module) = self.native_module(&name) {
            self.modules.insert(name, Value::Module(Rc::clone(&module)));
            return self.deliver(f, then, super::Got::Value(Value::Module(module)));
        }
        let unit = match source(&name, self.settings.blocking) {
            Some(Ok(unit)) => unit,
            Some(Err(text)) => {
                return Err(Raise::new(ErrorKind::ImportError, format!("library {name}: {text}")).into());
            }
            None => {
                return Err(
                    Raise::new(ErrorKind::ModuleNotFoundError, format!("No module named '{name}'")).into()
                );
            }
        };
        self.check_depth(true)?;
        let module = self.make_module(&name, &unit);
        self.modules.insert(name, Value::Module(Rc::clone(&module)));
        let code = super::load::load(&unit, &module);
        let mut frame = self.new_frame(Rc::clone(&code));
        frame.slots.resize(code.slots.len(), Value::Unbound);
        frame.then = Then::Module(Box::new(Value::Module(module)));
        let caller = std::mem::replace(f, frame);
        self.frames.push(Activation::Code(caller));
        // The one who wanted it is asked again when the body is done.
        let _ = then;
        Ok(())
    }

    /// A module whose body failed is forgotten.
    pub fn forget_module(&mut self, module: &Value) {
        self.modules.retain(|_, other| !other.is(module));
    }

    /// `→ module`.
    pub fn import(&mut self, f: &mut Box<CodeFrame>, name: u32, leaf: bool) -> Done {
        let name = f.code.names.get(name as usize).copied().unwrap_or(symbol::EMPTY).text();
        let full = name.as_str();
        if leaf || !full.contains('.') {
            return self.import_module(f, full, Then::Push);
        }
        // `import a.b` binds `a`, which has `b` as an attribute.
        let (first, _) = full.split_once('.').unwrap_or((full, ""));
        let parts = [first, full];
        for part in parts {
            let known = library::alias(part).to_owned();
            if !self.modules.contains_key(&known) && self.can_import(&known) {
                f.pc -= 1;
                return self.import_module(f, part, Then::Push).map(|()| self.drop_pushed(f));
            }
        }
        let Some(top) = self.package(first) else {
            return Err(
                Raise::new(ErrorKind::ModuleNotFoundError, format!("No module named '{full}'")).into()
            );
        };
        if let (Value::Module(top), Some(leaf)) = (&top, self.modules.get(library::alias(full)).cloned())
            && let Some((_, last)) = full.rsplit_once('.')
            && top.get(Symbol::of(last)).is_none()
        {
            top.set(Symbol::of(last), leaf);
        }
        f.put(None, top)
    }

    /// An import that is only a step: its module is not wanted on the stack.
    fn drop_pushed(&mut self, f: &mut Box<CodeFrame>) {
        match &mut f.then {
            Then::Module(_) if f.pc == 0 => f.then = Then::Drop,
            _ => {
                f.pop();
            }
        }
    }

    fn can_import(&self, name: &str) -> bool {
        super::natives::is_native_module(name) || library::source(name, self.settings.blocking).is_some()
    }

    /// A package: its module, or an empty one that only holds others.
    fn package(&mut self, name: &str) -> Option<Value> {
        if let Some(module) = self.modules.get(name) {
            return Some(module.clone());
        }
        let holds = self.modules.keys().any(|other| other.starts_with(&format!("{name}.")));
        holds.then(|| {
            let module = Value::Module(Rc::new(Module::new(name, &[])));
            self.modules.insert(name.to_owned(), module.clone());
            module
        })
    }

    /// `module → module value`.
    pub fn import_from(&mut self, f: &mut Box<CodeFrame>, name: u32) -> Done {
        let name = f.code.names.get(name as usize).copied().unwrap_or(symbol::EMPTY);
        let Value::Module(module) = f.peek(1).clone() else { return Ok(()) };
        if let Some(value) = module.get(name) {
            return f.put(None, value);
        }
        let full = format!("{}.{}", module.name, name.text().as_str());
        if self.can_import(library::alias(&full)) {
            return self.import_module(f, &full, Then::Push);
        }
        Err(Raise::new(
            ErrorKind::ImportError,
            format!("cannot import name '{}' from '{}'", name.text().as_str(), module.name),
        )
        .into())
    }

    /// `module →`.
    pub fn import_star(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let Value::Module(module) = f.pop() else { return Ok(()) };
        let listed = match module.get(symbol::ALL) {
            Some(all) => super::plain::plain_items(&all).ok(),
            None => None,
        };
        for (name, value) in module.entries() {
            let text = name.text();
            let wanted = match &listed {
                Some(all) => {
                    all.iter().any(|item| matches!(item, Value::Str(item) if item.as_str() == text.as_str()))
                }
                None => !text.as_str().starts_with('_'),
            };
            if wanted {
                f.code.module.set(name, value);
            }
        }
        Ok(())
    }
}
