//! Which natives there are: by class, and by module.

use std::rc::Rc;

use super::{Machine, builtins, classes, clock, context, event_loop, future, tasks, watch};
use crate::python::methods;
use crate::python::values::{Bind, ErrorKind, Module, Native, Symbol, Takes, Value};

/// Makes classes.
pub static BUILD_CLASS: Native = Native::flow("__build_class__", Takes::Anything, classes::build_class);

/// The methods of a builtin class. Where two have one name, the machine's own stands.
pub fn methods(class: &str) -> Vec<&'static Native> {
    let own: &'static [Native] = match class {
        "object" => builtins::OBJECT,
        "type" => builtins::TYPE,
        "BaseException" => builtins::EXCEPTION,
        "BaseExceptionGroup" => builtins::GROUP,
        "generator" => builtins::GENERATOR,
        "coroutine" => builtins::COROUTINE,
        "async_generator" => builtins::ASYNC_GENERATOR,
        "coroutine_wrapper" => builtins::WAITER,
        "property" => builtins::PROPERTY,
        "Future" => future::FUTURE,
        "Task" => tasks::TASK,
        "Loop" => event_loop::LOOP,
        "Handle" | "TimerHandle" => event_loop::HANDLE,
        "Context" => context::CONTEXT,
        "ContextVar" => context::VARIABLE,
        "list" | "dict" | "set" | "deque" | "tuple" | "str" | "bytes" | "frozenset" => builtins::CONTAINER,
        "int" | "float" => builtins::NUMBER,
        "iterator" => builtins::ITERATOR,
        _ => &[],
    };
    let mut all = methods::of(class);
    if class == "TimerHandle" {
        return own.iter().filter(|native| native.owner == "TimerHandle").collect();
    }
    all.extend(own);
    if matches!(class, "function" | "property" | "staticmethod" | "classmethod") {
        all.extend(builtins::DESCRIPTOR);
    }
    all
}

const MODULES: &[&str] = &[
    "_asyncio",
    "_blocking",
    "_collections",
    "_contextvars",
    "_io",
    "_random",
    "_raw",
    "_string",
    "_thread",
    "_time",
    "_trace",
    "builtins",
    "math",
];

/// Is a module native?
pub fn is_native_module(name: &str) -> bool {
    MODULES.contains(&name)
}

impl Machine {
    /// The names of a native module, or of the native part of one; nothing if no module has such a part.
    pub fn native_names(&mut self, name: &str) -> Option<Vec<Rc<str>>> {
        let entries = self.native_module(name)?.entries();
        Some(entries.into_iter().map(|(name, _)| Rc::from(name.text().as_str())).collect())
    }

    /// A native module, made when it is first imported.
    pub fn native_module(&mut self, name: &str) -> Option<Rc<Module>> {
        if !is_native_module(name) {
            return None;
        }
        if name == "builtins" {
            return Some(Rc::clone(&self.builtins));
        }
        let module = Rc::new(Module::new(name, &[]));
        let own: &'static [Native] = match name {
            "_asyncio" => event_loop::MODULE,
            "_blocking" => clock::BLOCKING,
            "_io" => watch::IO,
            "_thread" => watch::THREAD,
            "_time" => clock::TIME,
            "_trace" => watch::TRACE,
            "_contextvars" => context::MODULE,
            "_raw" => builtins::RAW,
            _ => &[],
        };
        for native in methods::modules::natives(name).into_iter().chain(own) {
            module.set(Symbol::of(native.name), Value::Native(native));
        }
        for (name, value) in methods::modules::numbers(name) {
            module.set(Symbol::of(name), Value::Float(*value));
        }
        let classes: Vec<(&str, Rc<crate::python::values::Class>)> = match name {
            "_asyncio" => vec![
                ("Future", Rc::clone(&self.types.future)),
                ("Task", Rc::clone(&self.types.task)),
                ("Loop", Rc::clone(&self.types.event_loop)),
                ("Handle", Rc::clone(&self.types.handle)),
                ("TimerHandle", Rc::clone(&self.types.timer_handle)),
                ("CancelledError", Rc::clone(self.types.error(ErrorKind::CancelledError))),
                ("InvalidStateError", Rc::clone(self.types.error(ErrorKind::InvalidStateError))),
            ],
            "_collections" => vec![("deque", Rc::clone(&self.types.deque))],
            "_contextvars" => vec![
                ("Context", Rc::clone(&self.types.context)),
                ("ContextVar", Rc::clone(&self.types.context_var)),
                ("Token", Rc::clone(&self.types.token)),
            ],
            "_random" => vec![("Random", Rc::clone(&self.types.random))],
            _ => Vec::new(),
        };
        for (name, class) in classes {
            module.set(Symbol::of(name), Value::Class(class));
        }
        Some(module)
    }

    /// Fills the module of what every module sees.
    pub fn fill_builtins(&mut self) {
        let builtins = Rc::clone(&self.builtins);
        for native in methods::modules::natives("builtins").into_iter().chain(builtins::LIST) {
            if native.bind == Bind::Function {
                builtins.set(Symbol::of(native.name), Value::Native(native));
            }
        }
        for (name, class) in self.types.named() {
            builtins.set(Symbol::of(name), Value::Class(Rc::clone(class)));
        }
        builtins.set(Symbol::of("None"), Value::None);
        builtins.set(Symbol::of("NotImplemented"), Value::NotImplemented);
        builtins.set(Symbol::of("Ellipsis"), Value::Ellipsis);
        builtins.set(Symbol::of("__debug__"), Value::Bool(true));
        builtins.set(Symbol::of("__build_class__"), Value::Native(&BUILD_CLASS));
    }
}
