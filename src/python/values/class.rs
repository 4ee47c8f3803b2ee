//! Classes.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::{ErrorKind, Names, Symbol, Value, memory, symbol};

/// A class, builtin or of a program.
#[derive(Debug)]
pub struct Class {
    name: RefCell<Rc<str>>,
    /// The classes it extends directly.
    pub bases: Vec<Rc<Class>>,
    /// The method resolution order behind the class itself.
    pub ancestors: Vec<Rc<Class>>,
    /// What stands in it.
    pub names: RefCell<Names>,
    /// What is native in its instances.
    pub base: Base,
    /// Its metaclass, where that is not `type`.
    pub meta: Option<Rc<Class>>,
    /// The machine's own: nobody changes it.
    pub builtin: bool,
    /// The names that instances may have, where all of its classes have `__slots__`.
    pub slots: Option<Vec<Symbol>>,
    version: Cell<u32>,
    traits: Cell<Traits>,
    subclasses: RefCell<Vec<Weak<Class>>>,
}

/// What is native in an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are named after Python's classes")]
pub enum Base {
    Object,
    Type,
    NoneType,
    NotImplementedType,
    Ellipsis,
    Bool,
    Int,
    Float,
    Str,
    Bytes,
    Tuple,
    List,
    Dict,
    DictKeys,
    DictValues,
    DictItems,
    Set,
    FrozenSet,
    Deque,
    Range,
    Slice,
    Iterator,
    Function,
    Builtin,
    Method,
    Cell,
    Module,
    Generator,
    Coroutine,
    AsyncGenerator,
    Property,
    StaticMethod,
    ClassMethod,
    Super,
    Exception(ErrorKind),
    Future,
    Task,
    Opaque,
}

/// Which special methods a program's class has that change what the machine does with its instances.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(u16);

impl Traits {
    /// `__eq__`.
    pub const EQ: Traits = Traits(1);
    /// `__hash__`.
    pub const HASH: Traits = Traits(2);
    /// `__hash__ = None`, or `__eq__` alone.
    pub const UNHASHABLE: Traits = Traits(4);
    /// `__getattr__`.
    pub const GETATTR: Traits = Traits(8);
    /// `__getattribute__`.
    pub const GETATTRIBUTE: Traits = Traits(16);
    /// `__setattr__`.
    pub const SETATTR: Traits = Traits(32);
    /// `__delattr__`.
    pub const DELATTR: Traits = Traits(64);
    /// `__bool__` or `__len__`.
    pub const TRUTH: Traits = Traits(128);
    /// `__lt__` and the others.
    pub const ORDER: Traits = Traits(256);
    /// `__getitem__`, `__setitem__`, `__contains__`, `__missing__`, `__iter__` or `__len__`.
    pub const CONTAINER: Traits = Traits(512);
    /// `__new__`.
    pub const NEW: Traits = Traits(1024);
    /// `__repr__` or `__str__` or `__format__`.
    pub const TEXT: Traits = Traits(2048);

    /// Are any of these there?
    pub fn has(self, other: Traits) -> bool {
        self.0 & other.0 != 0
    }

    /// With those as well.
    #[must_use]
    pub fn with(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }
}

thread_local! {
    static VERSIONS: Cell<u32> = const { Cell::new(1) };
}

fn next_version() -> u32 {
    VERSIONS.with(|versions| {
        let next = versions.get().wrapping_add(1);
        versions.set(next);
        next
    })
}

/// What a class is made of.
#[derive(Debug)]
pub struct Plan {
    /// Its name.
    pub name: Rc<str>,
    /// What it extends; at least `object` for all but `object`.
    pub bases: Vec<Rc<Class>>,
    /// What stands in it.
    pub names: Names,
    /// What is native in its instances.
    pub base: Base,
    /// Its metaclass.
    pub meta: Option<Rc<Class>>,
    /// The machine's own.
    pub builtin: bool,
    /// Of `__slots__`.
    pub slots: Option<Vec<Symbol>>,
}

impl Class {
    /// Makes a class, or says which bases have no common order.
    pub fn new(plan: Plan) -> Result<Rc<Class>, String> {
        let ancestors = linearize(&plan.bases)?;
        memory::take(SIZE + plan.names.len() * 16);
        let class = Rc::new(Class {
            name: RefCell::new(plan.name),
            bases: plan.bases,
            ancestors,
            names: RefCell::new(plan.names),
            base: plan.base,
            meta: plan.meta,
            builtin: plan.builtin,
            slots: plan.slots,
            version: Cell::new(next_version()),
            traits: Cell::default(),
            subclasses: RefCell::default(),
        });
        for base in &class.bases {
            base.subclasses.borrow_mut().push(Rc::downgrade(&class));
        }
        class.traits.set(class.find_traits());
        Ok(class)
    }

    /// `__name__`.
    pub fn name(&self) -> Rc<str> {
        Rc::clone(&self.name.borrow())
    }

    /// Gives it another name.
    pub fn rename(&self, name: &str) {
        self.name.replace(Rc::from(name));
    }

    /// A number that no other class has, and that changes when anything in it or above it does.
    pub fn version(&self) -> u32 {
        self.version.get()
    }

    /// Its special methods.
    pub fn traits(&self) -> Traits {
        self.traits.get()
    }

    /// Looks a name up in the class and those above it.
    pub fn find(&self, name: Symbol) -> Option<Value> {
        if let Some(value) = self.names.borrow().get(name) {
            return Some(value.clone());
        }
        self.ancestors.iter().find_map(|class| class.names.borrow().get(name).cloned())
    }

    /// The class in which a name stands, and its value.
    pub fn find_with_owner(self: &Rc<Class>, name: Symbol) -> Option<(Rc<Class>, Value)> {
        self.mro().find_map(|class| {
            let value = class.names.borrow().get(name).cloned();
            value.map(|value| (Rc::clone(class), value))
        })
    }

    /// The classes in the order in which they are searched, itself first.
    pub fn mro(self: &Rc<Class>) -> impl Iterator<Item = &Rc<Class>> {
        std::iter::once(self).chain(&self.ancestors)
    }

    /// Is it this class or below it?
    pub fn is_below(&self, other: &Class) -> bool {
        std::ptr::eq(self, other)
            || self.ancestors.iter().any(|class| std::ptr::eq(&raw const **class, other))
    }

    /// Sets a name.
    pub fn set(&self, name: Symbol, value: Value) {
        let old = self.names.borrow_mut().set(name, value);
        self.changed();
        drop(old);
    }

    /// Takes a name away.
    pub fn remove(&self, name: Symbol) -> bool {
        let old = self.names.borrow_mut().remove(name);
        self.changed();
        old.is_some()
    }

    /// The classes that extend it directly.
    pub fn subclasses(&self) -> Vec<Rc<Class>> {
        self.subclasses.borrow().iter().filter_map(Weak::upgrade).collect()
    }

    fn changed(&self) {
        self.version.set(next_version());
        self.traits.set(self.find_traits());
        let mut below = self.subclasses();
        while let Some(class) = below.pop() {
            class.version.set(next_version());
            class.traits.set(class.find_traits());
            below.extend(class.subclasses());
        }
    }

    fn find_traits(&self) -> Traits {
        let mut traits = Traits::default();
        let mut hash_known = false;
        let own = std::iter::once(self).chain(self.ancestors.iter().map(|class| &**class));
        for class in own.filter(|class| !class.builtin) {
            let names = class.names.borrow();
            for (name, found) in SPECIAL {
                if names.find(*name).is_some() {
                    traits = traits.with(*found);
                }
            }
            if !hash_known {
                if let Some(hash) = names.get(symbol::HASH) {
                    hash_known = true;
                    traits = traits.with(if hash.is_none() { Traits::UNHASHABLE } else { Traits::HASH });
                } else if names.find(symbol::EQ).is_some() {
                    hash_known = true;
                    traits = traits.with(Traits::UNHASHABLE);
                }
            }
        }
        traits
    }

    /// What the class of this class is called.
    pub fn meta_name(&self) -> Rc<str> {
        self.meta.as_ref().map_or_else(|| Rc::from("type"), |meta| meta.name())
    }

    /// Which exception it is or extends.
    pub fn error(&self) -> Option<ErrorKind> {
        match self.base {
            Base::Exception(kind) => Some(kind),
            _ => None,
        }
    }
}

const SPECIAL: &[(Symbol, Traits)] = &[
    (symbol::EQ, Traits::EQ),
    (symbol::GETATTR, Traits::GETATTR),
    (symbol::GETATTRIBUTE, Traits::GETATTRIBUTE),
    (symbol::SETATTR, Traits::SETATTR),
    (symbol::DELATTR, Traits::DELATTR),
    (symbol::BOOL, Traits::TRUTH),
    (symbol::LEN, Traits(128 | 512)),
    (symbol::LT, Traits::ORDER),
    (symbol::GT, Traits::ORDER),
    (symbol::LE, Traits::ORDER),
    (symbol::GE, Traits::ORDER),
    (symbol::GETITEM, Traits::CONTAINER),
    (symbol::SETITEM, Traits::CONTAINER),
    (symbol::CONTAINS, Traits::CONTAINER),
    (symbol::MISSING, Traits::CONTAINER),
    (symbol::ITER, Traits::CONTAINER),
    (symbol::NEW, Traits::NEW),
    (symbol::REPR, Traits::TEXT),
    (symbol::STR, Traits::TEXT),
    (symbol::FORMAT, Traits::TEXT),
];

const SIZE: usize = 1024;

impl Drop for Class {
    fn drop(&mut self) {
        let names = self.names.get_mut();
        memory::give(SIZE);
        memory::bury(&mut names.take_values());
    }
}

/// C3: the classes above one with these bases.
fn linearize(bases: &[Rc<Class>]) -> Result<Vec<Rc<Class>>, String> {
    let mut lists: Vec<Vec<Rc<Class>>> =
        bases.iter().map(|base| base.mro().cloned().collect()).chain([bases.to_vec()]).collect();
    let mut order = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Ok(order);
        }
        let next = lists
            .iter()
            .map(|list| &list[0])
            .find(|class| lists.iter().all(|list| !list[1..].iter().any(|other| Rc::ptr_eq(other, class))))
            .cloned();
        let Some(next) = next else {
            let mut names: Vec<Rc<str>> = Vec::new();
            for list in &lists {
                if !names.contains(&list[0].name()) {
                    names.push(list[0].name());
                }
            }
            return Err(format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            ));
        };
        for list in &mut lists {
            if Rc::ptr_eq(&list[0], &next) {
                list.remove(0);
            }
        }
        order.push(next);
    }
}
