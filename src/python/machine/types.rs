//! The builtin classes.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::code::Kind;
use crate::python::values::class::Plan;
use crate::python::values::sequence::Part;
use crate::python::values::{
    Base, Class, ErrorKind, Exception, Names, Native, Object, Payload, Symbol, Value, symbol,
};

/// The native methods of a builtin class, by its name.
pub type Methods = fn(&str) -> Vec<&'static Native>;

/// The builtin classes.
#[derive(Debug)]
#[expect(missing_docs, reason = "they are named after Python's classes")]
pub struct Types {
    pub object: Rc<Class>,
    pub type_: Rc<Class>,
    pub none: Rc<Class>,
    pub not_implemented: Rc<Class>,
    pub ellipsis: Rc<Class>,
    pub int: Rc<Class>,
    pub bool: Rc<Class>,
    pub float: Rc<Class>,
    pub str: Rc<Class>,
    pub bytes: Rc<Class>,
    pub tuple: Rc<Class>,
    pub list: Rc<Class>,
    pub dict: Rc<Class>,
    pub dict_keys: Rc<Class>,
    pub dict_values: Rc<Class>,
    pub dict_items: Rc<Class>,
    pub set: Rc<Class>,
    pub frozenset: Rc<Class>,
    pub deque: Rc<Class>,
    pub range: Rc<Class>,
    pub slice: Rc<Class>,
    pub iterator: Rc<Class>,
    pub function: Rc<Class>,
    pub builtin: Rc<Class>,
    pub method: Rc<Class>,
    pub cell: Rc<Class>,
    pub module: Rc<Class>,
    pub generator: Rc<Class>,
    pub coroutine: Rc<Class>,
    pub async_generator: Rc<Class>,
    pub property: Rc<Class>,
    pub staticmethod: Rc<Class>,
    pub classmethod: Rc<Class>,
    pub super_: Rc<Class>,
    pub future: Rc<Class>,
    pub task: Rc<Class>,
    pub handle: Rc<Class>,
    pub timer_handle: Rc<Class>,
    pub event_loop: Rc<Class>,
    pub waiter: Rc<Class>,
    pub context: Rc<Class>,
    pub context_var: Rc<Class>,
    pub token: Rc<Class>,
    pub weak: Rc<Class>,
    pub traceback: Rc<Class>,
    pub random: Rc<Class>,
    errors: Vec<Rc<Class>>,
    all: RefCell<Vec<Rc<Class>>>,
}

fn make(methods: Methods, name: &str, bases: &[&Rc<Class>], base: Base) -> Rc<Class> {
    let mut names = Names::default();
    for native in methods(name) {
        names.set(Symbol::of(native.name), Value::Native(native));
    }
    if matches!(base, Base::List | Base::Dict | Base::Set | Base::Deque) {
        names.set(symbol::HASH, Value::None);
    }
    let plan = Plan {
        name: Rc::from(name),
        bases: bases.iter().map(|base| Rc::clone(base)).collect(),
        names,
        base,
        meta: None,
        builtin: true,
        slots: None,
    };
    match Class::new(plan) {
        Ok(class) => class,
        // The bases of builtin classes are in order; a class without any always is.
        Err(_) => make(methods, name, &[], base),
    }
}

impl Types {
    /// Makes them all, with the native methods of each.
    pub fn new(methods: Methods) -> Types {
        let object = make(methods, "object", &[], Base::Object);
        let plain = |name: &str, base: Base| make(methods, name, &[&object], base);
        let int = plain("int", Base::Int);
        let bool = make(methods, "bool", &[&int], Base::Bool);
        let future = plain("Future", Base::Future);
        let task = make(methods, "Task", &[&future], Base::Task);
        let handle = plain("Handle", Base::Opaque);
        let timer_handle = make(methods, "TimerHandle", &[&handle], Base::Opaque);
        let errors = errors(methods, &object);
        Types {
            type_: plain("type", Base::Type),
            none: plain("NoneType", Base::NoneType),
            not_implemented: plain("NotImplementedType", Base::NotImplementedType),
            ellipsis: plain("ellipsis", Base::Ellipsis),
            float: plain("float", Base::Float),
            str: plain("str", Base::Str),
            bytes: plain("bytes", Base::Bytes),
            tuple: plain("tuple", Base::Tuple),
            list: plain("list", Base::List),
            dict: plain("dict", Base::Dict),
            dict_keys: plain("dict_keys", Base::DictKeys),
            dict_values: plain("dict_values", Base::DictValues),
            dict_items: plain("dict_items", Base::DictItems),
            set: plain("set", Base::Set),
            frozenset: plain("frozenset", Base::FrozenSet),
            deque: plain("deque", Base::Deque),
            range: plain("range", Base::Range),
            slice: plain("slice", Base::Slice),
            iterator: plain("iterator", Base::Iterator),
            function: plain("function", Base::Function),
            builtin: plain("builtin_function_or_method", Base::Builtin),
            method: plain("method", Base::Method),
            cell: plain("cell", Base::Cell),
            module: plain("module", Base::Module),
            generator: plain("generator", Base::Generator),
            coroutine: plain("coroutine", Base::Coroutine),
            async_generator: plain("async_generator", Base::AsyncGenerator),
            property: plain("property", Base::Property),
            staticmethod: plain("staticmethod", Base::StaticMethod),
            classmethod: plain("classmethod", Base::ClassMethod),
            super_: plain("super", Base::Super),
            event_loop: plain("Loop", Base::Opaque),
            waiter: plain("coroutine_wrapper", Base::Opaque),
            context: plain("Context", Base::Opaque),
            context_var: plain("ContextVar", Base::Opaque),
            token: plain("Token", Base::Opaque),
            weak: plain("weakref", Base::Opaque),
            traceback: plain("traceback", Base::Opaque),
            random: plain("Random", Base::Opaque),
            object,
            int,
            bool,
            future,
            task,
            handle,
            timer_handle,
            errors,
            all: RefCell::default(),
        }
    }

    /// The class of an error.
    pub fn error(&self, kind: ErrorKind) -> &Rc<Class> {
        self.errors.get(kind as usize).unwrap_or(&self.object)
    }

    /// A fresh exception of a builtin class.
    pub fn exception(&self, kind: ErrorKind, args: Vec<Value>) -> Value {
        let class = Rc::clone(self.error(kind));
        Value::Object(Rc::new(Object::new(class, Payload::Exception(Box::new(Exception::new(kind, args))))))
    }

    /// The builtin class of a base.
    pub fn of_base(&self, base: Base) -> Rc<Class> {
        Rc::clone(match base {
            Base::Int => &self.int,
            Base::Bool => &self.bool,
            Base::Float => &self.float,
            Base::Str => &self.str,
            Base::Bytes => &self.bytes,
            Base::Tuple => &self.tuple,
            Base::List => &self.list,
            Base::Dict => &self.dict,
            Base::Set => &self.set,
            Base::FrozenSet => &self.frozenset,
            Base::Deque => &self.deque,
            Base::Range => &self.range,
            Base::Slice => &self.slice,
            Base::Type => &self.type_,
            Base::Module => &self.module,
            Base::Property => &self.property,
            Base::StaticMethod => &self.staticmethod,
            Base::ClassMethod => &self.classmethod,
            Base::Super => &self.super_,
            Base::Future => &self.future,
            Base::Task => &self.task,
            Base::Exception(kind) => self.error(kind),
            Base::NoneType => &self.none,
            Base::NotImplementedType => &self.not_implemented,
            Base::Ellipsis => &self.ellipsis,
            Base::DictKeys => &self.dict_keys,
            Base::DictValues => &self.dict_values,
            Base::DictItems => &self.dict_items,
            Base::Iterator => &self.iterator,
            Base::Function => &self.function,
            Base::Builtin => &self.builtin,
            Base::Method => &self.method,
            Base::Cell => &self.cell,
            Base::Generator => &self.generator,
            Base::Coroutine => &self.coroutine,
            Base::AsyncGenerator => &self.async_generator,
            Base::Object | Base::Opaque => &self.object,
        })
    }

    /// The class of a value.
    pub fn of<'a>(&'a self, value: &'a Value) -> &'a Rc<Class> {
        match value {
            Value::Object(object) => object.class(),
            Value::Unbound | Value::None => &self.none,
            Value::NotImplemented => &self.not_implemented,
            Value::Ellipsis => &self.ellipsis,
            Value::Bool(_) => &self.bool,
            Value::Int(_) | Value::Big(_) => &self.int,
            Value::Float(_) => &self.float,
            Value::Str(_) => &self.str,
            Value::Bytes(_) => &self.bytes,
            Value::Tuple(_) => &self.tuple,
            Value::List(_) => &self.list,
            Value::Dict(_) => &self.dict,
            Value::View(view) => match view.part {
                Part::Keys => &self.dict_keys,
                Part::Values => &self.dict_values,
                Part::Items => &self.dict_items,
            },
            Value::Set(set) => {
                if set.frozen {
                    &self.frozenset
                } else {
                    &self.set
                }
            }
            Value::Deque(_) => &self.deque,
            Value::Range(_) => &self.range,
            Value::Slice(_) => &self.slice,
            Value::Iter(_) => &self.iterator,
            Value::Function(_) => &self.function,
            Value::Native(_) => &self.builtin,
            Value::Method(_) => &self.method,
            Value::Cell(_) => &self.cell,
            Value::Class(class) => class.meta.as_ref().unwrap_or(&self.type_),
            Value::Module(_) => &self.module,
            Value::Generator(generator) => match generator.kind {
                Kind::Coroutine => &self.coroutine,
                Kind::AsyncGenerator => &self.async_generator,
                Kind::Generator | Kind::Plain | Kind::Class => &self.generator,
            },
            Value::Waiter(_) => &self.waiter,
        }
    }

    /// Remembers a class of the program, to take it apart in the end.
    pub fn remember(&self, class: &Rc<Class>) {
        self.all.borrow_mut().push(Rc::clone(class));
    }

    /// Takes the program's classes apart: their functions may hold them.
    pub fn clear(&self) {
        for class in self.all.take() {
            let values = class.names.borrow_mut().take_values();
            drop(values);
        }
    }

    /// The classes that are builtins by name.
    pub fn named(&self) -> Vec<(&'static str, &Rc<Class>)> {
        let mut all = vec![
            ("object", &self.object),
            ("type", &self.type_),
            ("int", &self.int),
            ("bool", &self.bool),
            ("float", &self.float),
            ("str", &self.str),
            ("bytes", &self.bytes),
            ("tuple", &self.tuple),
            ("list", &self.list),
            ("dict", &self.dict),
            ("set", &self.set),
            ("frozenset", &self.frozenset),
            ("range", &self.range),
            ("slice", &self.slice),
            ("property", &self.property),
            ("staticmethod", &self.staticmethod),
            ("classmethod", &self.classmethod),
            ("super", &self.super_),
        ];
        let errors = ErrorKind::ALL
            .iter()
            .filter(|kind| !matches!(kind, ErrorKind::CancelledError | ErrorKind::InvalidStateError));
        all.extend(errors.map(|kind| (kind.name(), self.error(*kind))));
        all.push(("IOError", self.error(ErrorKind::OSError)));
        all.push(("EnvironmentError", self.error(ErrorKind::OSError)));
        all
    }
}

/// The exception's builtin class, where a class is one.
pub fn error_of(class: &Value) -> Option<ErrorKind> {
    match class {
        Value::Class(class) => class.error(),
        _ => None,
    }
}

/// The name of a class's module, for texts.
pub fn module_of(class: &Rc<Class>) -> Option<Value> {
    class.find(symbol::MODULE)
}

/// The classes of exceptions, by kind.
fn errors(methods: Methods, object: &Rc<Class>) -> Vec<Rc<Class>> {
    let mut errors: Vec<Rc<Class>> = Vec::new();
    for kind in ErrorKind::ALL {
        let parent = kind.parent().and_then(|parent| errors.get(parent as usize)).unwrap_or(object);
        let mut bases = vec![parent];
        // An ExceptionGroup is an Exception as well.
        if *kind == ErrorKind::ExceptionGroup
            && let Some(exception) = errors.get(ErrorKind::Exception as usize)
        {
            bases.push(exception);
        }
        let class = make(methods, kind.name(), &bases, Base::Exception(*kind));
        errors.push(class);
    }
    errors
}
