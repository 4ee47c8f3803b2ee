//! Attributes: where they are found, and what finding them calls.

use std::rc::Rc;

use super::frame::{CodeFrame, Then};
use super::{Done, Machine};
use crate::python::values::class::Traits;
use crate::python::values::{Base, Bind, Class, Method, Object, Payload, Raise, Symbol, Value, symbol};

/// Where attributes of classes were found, by class and name.
#[derive(Debug)]
pub struct Cache {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    version: u32,
    name: Symbol,
    found: Found,
}

/// What a class has under a name.
#[derive(Clone, Debug)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// A value as it is.
    Plain(Value),
    /// A function, which is bound to the instance.
    Function(Value),
    /// A property, or another descriptor that is asked before the instance's own attributes.
    Data(Value),
    /// A descriptor that is asked after them.
    Descriptor(Value),
    /// Bound to the class.
    ClassMethod(Value),
    /// Given out as it is.
    Static(Value),
}

const ENTRIES: usize = 2048;

impl Cache {
    /// Empty.
    pub fn new() -> Cache {
        Cache { entries: vec![Entry { version: 0, name: symbol::EMPTY, found: Found::Nothing }; ENTRIES] }
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// What a class has under a name.
    #[inline]
    pub fn find(&mut self, class: &Rc<Class>, name: Symbol, types: &super::types::Types) -> &Found {
        let version = class.version();
        let at = (version.wrapping_mul(0x9e37_79b1) ^ name.number().wrapping_mul(0x85eb_ca6b)) >> 21;
        let entry = &mut self.entries[at as usize % ENTRIES];
        if entry.version != version || entry.name != name {
            *entry = Entry { version, name, found: classify(class.find(name), types) };
        }
        &entry.found
    }
}

impl Default for Cache {
    fn default() -> Cache {
        Cache::new()
    }
}

fn classify(value: Option<Value>, types: &super::types::Types) -> Found {
    let Some(value) = value else { return Found::Nothing };
    match &value {
        Value::Function(_) => Found::Function(value),
        Value::Native(native) => match native.bind {
            Bind::Method => Found::Function(value),
            Bind::Class => Found::ClassMethod(value),
            Bind::Function => Found::Plain(value),
        },
        Value::Object(object) => match (object.class().base, object.payload()) {
            (Base::Property, _) => Found::Data(value),
            (Base::StaticMethod, Payload::Value(inner)) => Found::Static(inner.clone()),
            (Base::ClassMethod, Payload::Value(inner)) => Found::ClassMethod(inner.clone()),
            _ => {
                let class = object.class();
                if class.builtin {
                    Found::Plain(value)
                } else if class.find(symbol::SET).is_some() || class.find(symbol::DELETE).is_some() {
                    Found::Data(value)
                } else if class.find(symbol::GET).is_some() {
                    Found::Descriptor(value)
                } else {
                    Found::Plain(value)
                }
            }
        },
        _ => {
            let _ = types;
            Found::Plain(value)
        }
    }
}

/// What looking an attribute up gives.
#[derive(Debug)]
pub enum Attr {
    /// This.
    Value(Value),
    /// A function that is to be bound.
    Bind(Value),
    /// What this call gives.
    Call(Value, Vec<Value>),
    /// There is none.
    Missing,
}

impl Machine {
    /// What a value has under a name, without `__getattr__`.
    pub fn lookup(&mut self, value: &Value, name: Symbol) -> Result<Attr, Raise> {
        match value {
            Value::Class(class) => return self.lookup_class(class, name),
            Value::Module(module) => {
                return Ok(match module.get(name) {
                    Some(value) => Attr::Value(value),
                    None => self.extra(value, name)?.map_or(Attr::Missing, Attr::Value),
                });
            }
            Value::Object(object) if object.class().base == Base::Super => {
                return self.lookup_super(object, name);
            }
            _ => {}
        }
        let class = Rc::clone(self.types.of(value));
        let found = self.cache.find(&class, name, &self.types).clone();
        if let Found::Data(descriptor) = &found {
            return self.ask_descriptor(descriptor, value, &class);
        }
        let own = match value {
            Value::Object(object) => object.get(name),
            Value::Function(function) => function.names.borrow().get(name).cloned(),
            _ => None,
        };
        if let Some(own) = own {
            return Ok(Attr::Value(own));
        }
        match found {
            Found::Function(function) => Ok(Attr::Bind(function)),
            Found::Plain(plain) if name != symbol::DOC && name != symbol::DICT && name != symbol::MODULE => {
                Ok(Attr::Value(plain))
            }
            Found::Plain(plain) => Ok(Attr::Value(self.extra(value, name)?.unwrap_or(plain))),
            Found::Static(inner) => Ok(Attr::Value(inner)),
            Found::ClassMethod(function) => Ok(Attr::Value(bind(function, Value::Class(class)))),
            Found::Data(descriptor) | Found::Descriptor(descriptor) => {
                self.ask_descriptor(&descriptor, value, &class)
            }
            Found::Nothing => Ok(self.extra(value, name)?.map_or(Attr::Missing, Attr::Value)),
        }
    }

    fn ask_descriptor(
        &mut self,
        descriptor: &Value,
        value: &Value,
        class: &Rc<Class>,
    ) -> Result<Attr, Raise> {
        let Value::Object(object) = descriptor else { return Ok(Attr::Value(descriptor.clone())) };
        if object.class().base == Base::Property {
            return match object.get(Symbol::of("fget")) {
                Some(getter) if !getter.is_none() => Ok(Attr::Call(getter, vec![value.clone()])),
                _ => Err(Raise::attribute_error(format!(
                    "property of '{}' object has no getter",
                    value.type_name()
                ))),
            };
        }
        match self.special(descriptor, symbol::GET) {
            Some(getter) => Ok(Attr::Call(getter, vec![value.clone(), Value::Class(Rc::clone(class))])),
            None => Ok(match value {
                Value::Object(owner) => {
                    owner.names.borrow().iter().find(|(_, v)| v.is(descriptor)).map_or_else(
                        || Attr::Value(descriptor.clone()),
                        |(_, value)| Attr::Value(value.clone()),
                    )
                }
                _ => Attr::Value(descriptor.clone()),
            }),
        }
    }

    fn lookup_class(&mut self, class: &Rc<Class>, name: Symbol) -> Result<Attr, Raise> {
        let this = || Value::Class(Rc::clone(class));
        if let Some(meta) = class.meta.clone()
            && let Found::Data(descriptor) = self.cache.find(&meta, name, &self.types).clone()
        {
            return self.ask_descriptor(&descriptor, &this(), &meta);
        }
        match self.cache.find(class, name, &self.types).clone() {
            Found::Function(value) | Found::Plain(value) if self.own_or_user(class, name) => {
                return Ok(Attr::Value(value));
            }
            Found::Function(value) | Found::Plain(value) => {
                return Ok(Attr::Value(self.extra(&this(), name)?.unwrap_or(value)));
            }
            Found::Static(value) => return Ok(Attr::Value(value)),
            Found::ClassMethod(function) => return Ok(Attr::Value(bind(function, this()))),
            Found::Data(descriptor) | Found::Descriptor(descriptor) => {
                return match self.special(&descriptor, symbol::GET) {
                    Some(getter) => Ok(Attr::Call(getter, vec![Value::None, this()])),
                    None => Ok(Attr::Value(descriptor)),
                };
            }
            Found::Nothing => {}
        }
        if let Some(value) = self.extra(&this(), name)? {
            return Ok(Attr::Value(value));
        }
        let meta = class.meta.clone().unwrap_or_else(|| Rc::clone(&self.types.type_));
        Ok(match self.cache.find(&meta, name, &self.types).clone() {
            Found::Function(function) => Attr::Bind(function),
            Found::Plain(value) | Found::Static(value) => Attr::Value(value),
            Found::ClassMethod(function) => Attr::Value(bind(function, Value::Class(meta))),
            Found::Data(descriptor) | Found::Descriptor(descriptor) => {
                return self.ask_descriptor(&descriptor, &this(), &meta);
            }
            Found::Nothing => Attr::Missing,
        })
    }

    /// Does the name stand in a class that is not the machine's own?
    fn own_or_user(&self, class: &Rc<Class>, name: Symbol) -> bool {
        if !matches!(name, symbol::DOC | symbol::DICT | symbol::MODULE | symbol::NAME | symbol::QUALNAME) {
            return true;
        }
        let _ = class;
        false
    }

    fn lookup_super(&mut self, object: &Rc<Object>, name: Symbol) -> Result<Attr, Raise> {
        let (Some(Value::Class(start)), Some(this)) =
            (object.get(Symbol::of("__thisclass__")), object.get(Symbol::of("__self__")))
        else {
            return Ok(Attr::Missing);
        };
        let class = match &this {
            Value::Class(class) if class.is_below(&start) => Rc::clone(class),
            other => Rc::clone(self.types.of(other)),
        };
        let of_class = matches!(&this, Value::Class(_)) && !class.is_below(&self.types.type_);
        let found = class
            .mro()
            .skip_while(|other| !Rc::ptr_eq(other, &start))
            .skip(1)
            .find_map(|other| other.names.borrow().get(name).cloned());
        Ok(match classify(found, &self.types) {
            Found::Function(function) if of_class => Attr::Value(function),
            Found::Function(function) => Attr::Value(bind(function, this)),
            Found::Plain(value) | Found::Static(value) => Attr::Value(value),
            Found::ClassMethod(function) => Attr::Value(bind(function, Value::Class(class))),
            Found::Data(descriptor) | Found::Descriptor(descriptor) => {
                return self.ask_descriptor(&descriptor, &this, &class);
            }
            Found::Nothing if name == symbol::CLASS => {
                Attr::Value(Value::Class(Rc::clone(&self.types.super_)))
            }
            Found::Nothing => Attr::Missing,
        })
    }

    /// A special method of a value's class, bound; only what a program's or the library's class has.
    pub fn special(&self, value: &Value, name: Symbol) -> Option<Value> {
        let class = self.types.of(value);
        if class.builtin {
            return None;
        }
        let found = class.find(name)?;
        Some(match classify(Some(found), &self.types) {
            Found::Function(Value::Native(_)) | Found::Nothing => return None,
            Found::Function(function) => Method::bind(function, value.clone()),
            Found::ClassMethod(function) => Method::bind(function, Value::Class(Rc::clone(class))),
            Found::Plain(Value::None) => return None,
            Found::Plain(value) | Found::Static(value) | Found::Data(value) | Found::Descriptor(value) => {
                value
            }
        })
    }

    /// `object → value`.
    #[inline]
    pub fn load_attr(&mut self, f: &mut Box<CodeFrame>, name: u32) -> Done {
        let symbol = f.code.names.get(name as usize).copied().unwrap_or(symbol::EMPTY);
        if let Some(Value::Object(object)) = f.slots.last() {
            let class = object.class();
            if !class.traits().has(Traits::GETATTRIBUTE)
                && class.base != Base::Super
                && !matches!(self.cache.find(class, symbol, &self.types), Found::Data(_))
            {
                let mut hint = f.code.hints.get(f.pc - 1).map_or(0, std::cell::Cell::get);
                let before = hint;
                let value = object.names.borrow().get_near(symbol, &mut hint).cloned();
                if let Some(value) = value {
                    if hint != before
                        && let Some(cell) = f.code.hints.get(f.pc - 1)
                    {
                        cell.set(hint);
                    }
                    if let Some(top) = f.slots.last_mut() {
                        *top = value;
                    }
                    return Ok(());
                }
            }
        }
        let value = f.pop();
        self.get_attribute(f, value, symbol, Then::Push)
    }

    /// Looks an attribute up as `object.name` does; `then` gets it.
    pub fn get_attribute(&mut self, f: &mut Box<CodeFrame>, value: Value, name: Symbol, then: Then) -> Done {
        let traits = self.types.of(&value).traits();
        if traits.has(Traits::GETATTRIBUTE)
            && let Some(method) = self.special(&value, symbol::GETATTRIBUTE)
        {
            let args = vec![Value::Str(name.text())];
            let then = attribute_then(then, traits, value, name);
            return self.call(f, method, args, Vec::new(), then);
        }
        match self.lookup(&value, name)? {
            Attr::Value(found) => self.deliver(f, then, super::Got::Value(found)),
            Attr::Bind(function) => {
                let bound = Method::bind(function, value);
                self.deliver(f, then, super::Got::Value(bound))
            }
            Attr::Call(callee, args) => {
                let then = attribute_then(then, traits, value, name);
                self.call(f, callee, args, Vec::new(), then)
            }
            Attr::Missing => self.ask_getattr(f, value, name, then),
        }
    }

    /// Asks `__getattr__`, or says that there is no such attribute.
    pub fn ask_getattr(&mut self, f: &mut Box<CodeFrame>, value: Value, name: Symbol, then: Then) -> Done {
        let method = match &value {
            Value::Module(module) => module.get(symbol::GETATTR),
            _ if self.types.of(&value).traits().has(Traits::GETATTR) => self.special(&value, symbol::GETATTR),
            _ => None,
        };
        match method {
            Some(method) => self.call(f, method, vec![Value::Str(name.text())], Vec::new(), then),
            None => Err(missing(&value, name).into()),
        }
    }

    /// `object → method self` or `nothing bound`.
    #[inline]
    pub fn load_method(&mut self, f: &mut Box<CodeFrame>, name: u32) -> Done {
        let symbol = f.code.names.get(name as usize).copied().unwrap_or(symbol::EMPTY);
        let Some(value) = f.slots.last() else { return Ok(()) };
        let plain = match value {
            Value::Object(object) => {
                !object.class().traits().has(Traits::GETATTRIBUTE)
                    && object.class().base != Base::Super
                    && object.names.borrow().find(symbol).is_none()
            }
            Value::Class(_) | Value::Module(_) | Value::Function(_) => false,
            _ => true,
        };
        if plain && let Found::Function(function) = self.cache.find(self.types.of(value), symbol, &self.types)
        {
            let function = function.clone();
            let at = f.slots.len() - 1;
            let this = std::mem::replace(&mut f.slots[at], function);
            f.slots.push(this);
            return Ok(());
        }
        let value = f.pop();
        self.get_attribute(f, value, symbol, Then::Method(None))
    }

    /// `value object →`.
    pub fn store_attr(&mut self, f: &mut Box<CodeFrame>, name: u32) -> Done {
        let symbol = f.code.names.get(name as usize).copied().unwrap_or(symbol::EMPTY);
        let object = f.pop();
        let value = f.pop();
        self.set_attribute(f, object, symbol, value)
    }

    /// `object.name = value`.
    pub fn set_attribute(
        &mut self,
        f: &mut Box<CodeFrame>,
        object: Value,
        name: Symbol,
        value: Value,
    ) -> Done {
        if self.types.of(&object).traits().has(Traits::SETATTR)
            && let Some(method) = self.special(&object, symbol::SETATTR)
        {
            return self.call(f, method, vec![Value::Str(name.text()), value], Vec::new(), Then::Drop);
        }
        match self.set_plain(&object, name, value)? {
            Some((callee, args)) => self.call(f, callee, args, Vec::new(), Then::Drop),
            None => Ok(()),
        }
    }

    /// The same without `__setattr__`; gives the call of a descriptor that does it.
    pub fn set_plain(
        &mut self,
        object: &Value,
        name: Symbol,
        value: Value,
    ) -> Result<Option<(Value, Vec<Value>)>, Raise> {
        match object {
            Value::Object(instance) => {
                let class = Rc::clone(instance.class());
                if let Found::Data(descriptor) = self.cache.find(&class, name, &self.types).clone() {
                    return self.set_by_descriptor(
                        &descriptor,
                        object,
                        name,
                        vec![object.clone(), value],
                        false,
                    );
                }
                if self.set_extra(object, name, &value)? {
                    return Ok(None);
                }
                let closed = class.slots.as_ref().is_some_and(|slots| !slots.contains(&name));
                if closed || class.builtin && class.base == Base::Object {
                    return Err(self.unsettable(object, name));
                }
                instance.set(name, value);
                Ok(None)
            }
            Value::Class(class) => {
                if class.builtin {
                    return Err(Raise::type_error(format!(
                        "cannot set '{}' attribute of immutable type '{}'",
                        name.text().as_str(),
                        class.name()
                    )));
                }
                if let Some(meta) = class.meta.clone()
                    && let Found::Data(descriptor) = self.cache.find(&meta, name, &self.types).clone()
                {
                    return self.set_by_descriptor(
                        &descriptor,
                        object,
                        name,
                        vec![object.clone(), value],
                        false,
                    );
                }
                if !self.set_extra(object, name, &value)? {
                    class.set(name, value);
                }
                Ok(None)
            }
            Value::Module(module) => {
                module.set(name, value);
                Ok(None)
            }
            Value::Function(function) => {
                if !self.set_extra(object, name, &value)? {
                    let old = function.names.borrow_mut().set(name, value);
                    drop(old);
                }
                Ok(None)
            }
            Value::Generator(_) if self.set_extra(object, name, &value)? => Ok(None),
            _ => Err(self.unsettable(object, name)),
        }
    }

    fn set_by_descriptor(
        &mut self,
        descriptor: &Value,
        object: &Value,
        name: Symbol,
        args: Vec<Value>,
        delete: bool,
    ) -> Result<Option<(Value, Vec<Value>)>, Raise> {
        let Value::Object(data) = descriptor else { return Ok(None) };
        let (attribute, method, what) =
            if delete { ("fdel", symbol::DELETE, "deleter") } else { ("fset", symbol::SET, "setter") };
        if data.class().base == Base::Property {
            return match data.get(Symbol::of(attribute)) {
                Some(function) if !function.is_none() => Ok(Some((function, args))),
                _ => Err(Raise::attribute_error(format!(
                    "property '{}' of '{}' object has no {what}",
                    name.text().as_str(),
                    object.type_name()
                ))),
            };
        }
        match self.special(descriptor, method) {
            Some(function) => Ok(Some((function, args))),
            None => Err(Raise::attribute_error(name.text().as_str())),
        }
    }

    /// `object →`.
    pub fn delete_attr(&mut self, f: &mut Box<CodeFrame>, name: u32) -> Done {
        let name = f.code.names.get(name as usize).copied().unwrap_or(symbol::EMPTY);
        let object = f.pop();
        if self.types.of(&object).traits().has(Traits::DELATTR)
            && let Some(method) = self.special(&object, symbol::DELATTR)
        {
            return self.call(f, method, vec![Value::Str(name.text())], Vec::new(), Then::Drop);
        }
        match self.delete_plain(&object, name)? {
            Some((callee, args)) => self.call(f, callee, args, Vec::new(), Then::Drop),
            None => Ok(()),
        }
    }

    /// The same without `__delattr__`.
    pub fn delete_plain(
        &mut self,
        object: &Value,
        name: Symbol,
    ) -> Result<Option<(Value, Vec<Value>)>, Raise> {
        let gone = match object {
            Value::Object(instance) => {
                let class = Rc::clone(instance.class());
                if let Found::Data(descriptor) = self.cache.find(&class, name, &self.types).clone() {
                    return self.set_by_descriptor(&descriptor, object, name, vec![object.clone()], true);
                }
                instance.remove(name)
            }
            Value::Class(class) if !class.builtin => class.remove(name),
            Value::Module(module) => module.remove(name),
            Value::Function(function) => {
                let old = function.names.borrow_mut().remove(name);
                old.is_some()
            }
            _ => false,
        };
        match object {
            _ if gone => Ok(None),
            Value::Object(_) | Value::Class(_) | Value::Module(_) | Value::Function(_) => {
                Err(missing(object, name))
            }
            _ => Err(self.unsettable(object, name)),
        }
    }

    /// The error of an attribute that cannot be set: the class has it, or its instances have none of their own.
    fn unsettable(&self, object: &Value, name: Symbol) -> Raise {
        let class = object.type_name();
        let text = name.text();
        let text = text.as_str();
        Raise::attribute_error(if self.types.of(object).find(name).is_some() {
            format!("'{class}' object attribute '{text}' is read-only")
        } else {
            format!("'{class}' object has no attribute '{text}' and no __dict__ for setting new attributes")
        })
    }
}

/// What gets an attribute that is asked of Python: if it is not there, `__getattr__` is asked.
fn attribute_then(then: Then, traits: Traits, value: Value, name: Symbol) -> Then {
    if !traits.has(Traits::GETATTR) {
        return then;
    }
    match then {
        Then::Push => Then::Attribute(Box::new((value, name))),
        Then::Method(_) => Then::Method(Some(Box::new((value, name)))),
        other => other,
    }
}

/// Binds a function to what comes first.
pub fn bind(function: Value, this: Value) -> Value {
    match function {
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) | Value::Object(_) => {
            Method::bind(function, this)
        }
        other => other,
    }
}

/// The error of an attribute that is not there.
pub fn missing(value: &Value, name: Symbol) -> Raise {
    let name = name.text();
    let name = name.as_str();
    Raise::attribute_error(match value {
        Value::Class(class) => format!("type object '{}' has no attribute '{name}'", class.name()),
        Value::Module(module) => format!("module '{}' has no attribute '{name}'", module.name),
        Value::Object(object) if object.class().base == Base::Super => {
            format!("'super' object has no attribute '{name}'")
        }
        other => format!("'{}' object has no attribute '{name}'", other.type_name()),
    })
}
