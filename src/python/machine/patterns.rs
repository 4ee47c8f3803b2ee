//! What `match` asks of values, and how exception groups are split.

use std::rc::Rc;

use super::exceptions::{members, object_of};
use super::frame::{CodeFrame, Then};
use super::plain::{is_custom, length_of};
use super::{Done, Machine};
use crate::python::values::{Base, Class, Dict, ErrorKind, Raise, Symbol, Value, symbol};

impl Machine {
    /// `subject → subject length`.
    pub fn get_length(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let value = f.peek(1).clone();
        if is_custom(&value)
            && let Some(method) = self.special(&value, symbol::LEN)
        {
            return self.call(f, method, Vec::new(), Vec::new(), Then::Push);
        }
        let length = length_of(&value)?;
        f.put(None, Value::count(length))
    }

    /// A sequence, no string?
    pub fn is_sequence(&self, value: &Value) -> bool {
        matches!(value.native(), Value::List(_) | Value::Tuple(_) | Value::Range(_) | Value::Deque(_))
            || self.is_marked(value, "Sequence")
    }

    /// A mapping?
    pub fn is_mapping(&self, value: &Value) -> bool {
        matches!(value.native(), Value::Dict(_)) || self.is_marked(value, "Mapping")
    }

    /// Does the value's class extend one of `collections.abc`?
    fn is_marked(&self, value: &Value, name: &str) -> bool {
        let class = self.types.of(value);
        !class.builtin && class.ancestors.iter().any(|other| &*other.name() == name)
    }

    /// `subject keys → subject keys values`.
    pub fn match_keys(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let (subject, keys) = (f.peek(2).clone(), f.peek(1).clone());
        let Value::Tuple(keys) = &keys else { return f.put(None, Value::None) };
        let Value::Dict(dict) = subject.native() else {
            let function = self.deep_function("match_keys")?;
            return self.call(
                f,
                function,
                vec![subject, Value::Tuple(Rc::clone(keys))],
                Vec::new(),
                Then::Push,
            );
        };
        let mut values = Vec::new();
        for key in keys.iter() {
            match dict.get(key)? {
                Some(value) => values.push(value),
                None => return f.put(None, Value::None),
            }
        }
        f.put(None, Value::tuple(values))
    }

    /// `subject keys → dict`.
    pub fn match_rest(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let keys = f.pop();
        let subject = f.pop();
        let rest = match subject.native() {
            Value::Dict(dict) => super::plain::copy_dict(dict)?,
            _ => Dict::new(),
        };
        if let Value::Tuple(keys) = &keys {
            for key in keys.iter() {
                let old = rest.remove(key)?;
                drop(old);
            }
        }
        f.put(None, Value::Dict(Rc::new(rest)))
    }

    /// `subject class names → values`.
    pub fn match_class(&mut self, f: &mut Box<CodeFrame>, count: usize) -> Done {
        let names = f.pop();
        let class = f.pop();
        let subject = f.pop();
        let Value::Class(class) = &class else {
            return Err(Raise::type_error("called match pattern must be a class").into());
        };
        if !self.is_instance_plain(&subject, class) {
            return f.put(None, Value::None);
        }
        let mut wanted: Vec<Symbol> = Vec::new();
        let mut values = Vec::new();
        if count > 0 {
            match positional_names(class, count)? {
                Some(names) => wanted = names,
                None => values.push(subject.clone()),
            }
        }
        if let Value::Tuple(names) = &names {
            wanted.extend(names.iter().filter_map(|name| match name {
                Value::Str(name) => Some(Symbol::of(name.as_str())),
                _ => None,
            }));
        }
        let mut calls = Vec::new();
        for name in wanted {
            match self.lookup(&subject, name)? {
                super::attribute::Attr::Value(value) => values.push(value),
                super::attribute::Attr::Bind(function) => {
                    values.push(crate::python::values::Method::bind(function, subject.clone()));
                }
                super::attribute::Attr::Call(..) => {
                    calls.push(name);
                    values.push(Value::Unbound);
                }
                super::attribute::Attr::Missing => return f.put(None, Value::None),
            }
        }
        if calls.is_empty() {
            return f.put(None, Value::tuple(values));
        }
        let function = self.deep_function("match_attributes")?;
        let slots = values
            .into_iter()
            .map(|value| if value.is_unbound() { Value::Ellipsis } else { value })
            .collect();
        let names = calls.iter().map(|name| Value::Str(name.text())).collect();
        self.call(f, function, vec![subject, Value::list(slots), Value::tuple(names)], Vec::new(), Then::Push)
    }

    /// `exception class-or-tuple → rest match`.
    pub fn match_group(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let wanted = f.pop();
        let exception = f.pop();
        if exception.is_none() {
            f.push(Value::None);
            return f.put(None, Value::None);
        }
        let group = self.types.error(ErrorKind::BaseExceptionGroup);
        let mut named = vec![wanted.clone()];
        while let Some(class) = named.pop() {
            match class {
                Value::Class(class) if class.is_below(group) => {
                    return Err(Raise::type_error(
                        "catching ExceptionGroup with except* is not allowed. Use except instead.",
                    )
                    .into());
                }
                Value::Class(class) if class.error().is_some() => {}
                Value::Tuple(items) => named.extend(items.iter().cloned()),
                _ => {
                    return Err(Raise::type_error(
                        "catching classes that do not inherit from BaseException is not allowed",
                    )
                    .into());
                }
            }
        }
        let (matched, rest) = if self.is_error(&exception, ErrorKind::BaseExceptionGroup) {
            self.split_group(&exception, &|machine, leaf| machine.matches_class(leaf, &wanted) == Some(true))?
        } else if self.matches_class(&exception, &wanted) == Some(true) {
            let class = Rc::clone(self.types.error(ErrorKind::BaseExceptionGroup));
            let items = Value::tuple(vec![exception.clone()]);
            (self.construct_group(&class, &[Value::str(""), items])?, Value::None)
        } else {
            (Value::None, exception)
        };
        if !matched.is_none() {
            self.handled = matched.clone();
        }
        f.push(rest);
        f.put(None, matched)
    }

    /// Splits a group by a test of its leaves: what fits, and the rest, each a group or None.
    pub fn split_group(
        &mut self,
        group: &Value,
        test: &dyn Fn(&Machine, &Value) -> bool,
    ) -> Result<(Value, Value), Raise> {
        struct Level {
            group: Value,
            next: usize,
            fits: Vec<Value>,
            rest: Vec<Value>,
        }
        let mut levels = vec![Level { group: group.clone(), next: 0, fits: Vec::new(), rest: Vec::new() }];
        loop {
            let Some(level) = levels.last_mut() else { return Ok((Value::None, Value::None)) };
            let items = members(&level.group);
            if let Some(item) = items.get(level.next) {
                level.next += 1;
                if self.is_error(item, ErrorKind::BaseExceptionGroup) {
                    levels.push(Level { group: item.clone(), next: 0, fits: Vec::new(), rest: Vec::new() });
                } else if test(self, item) {
                    level.fits.push(item.clone());
                } else {
                    level.rest.push(item.clone());
                }
                continue;
            }
            let Some(done) = levels.pop() else { return Ok((Value::None, Value::None)) };
            let fits = self.part_of_group(&done.group, done.fits, items.len())?;
            let rest = self.part_of_group(&done.group, done.rest, items.len())?;
            match levels.last_mut() {
                Some(level) => {
                    level.fits.extend((!fits.is_none()).then_some(fits));
                    level.rest.extend((!rest.is_none()).then_some(rest));
                }
                None => return Ok((fits, rest)),
            }
        }
    }

    /// A group like another one with some of its members.
    pub fn part_of_group(&mut self, group: &Value, items: Vec<Value>, all: usize) -> Result<Value, Raise> {
        if items.is_empty() {
            return Ok(Value::None);
        }
        if items.len() == all && items.iter().zip(&members(group)).all(|(a, b)| a.is(b)) {
            return Ok(group.clone());
        }
        let Some(object) = object_of(group) else { return Ok(Value::None) };
        let Some(data) = object.exception() else { return Ok(Value::None) };
        let message = data.arg(0).unwrap_or_else(|| Value::str(""));
        let class = Rc::clone(self.types.error(ErrorKind::BaseExceptionGroup));
        let part = self.construct_group(&class, &[message, Value::list(items)])?;
        if let Some(made) = object_of(&part).and_then(|object| object.exception()) {
            made.cause.replace(data.cause.borrow().clone());
            made.context.replace(data.context.borrow().clone());
            made.suppress.set(data.suppress.get());
            made.traceback.replace(data.traceback.borrow().clone());
        }
        if let (Some(notes), Some(made)) = (object.get(symbol::NOTES), object_of(&part)) {
            made.set(symbol::NOTES, notes);
        }
        Ok(part)
    }

    /// `original list → exception-or-None`.
    pub fn join_group(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let list = f.pop();
        let original = f.pop();
        let left: Vec<Value> =
            super::plain::plain_items(&list)?.into_iter().filter(|item| !item.is_none()).collect();
        if left.is_empty() {
            return f.put(None, Value::None);
        }
        let of_group = self.is_error(&original, ErrorKind::BaseExceptionGroup);
        if !of_group {
            // A naked exception: either nobody took it, or the handlers raised.
            if let [one] = left.as_slice() {
                return f.put(None, one.clone());
            }
        }
        // What nobody took, and what was raised again as it was, keep their shape; what was raised anew stands beside.
        let (again, raised): (Vec<Value>, Vec<Value>) =
            left.into_iter().partition(|item| of_group && same_origin(item, &original));
        let mut leaves = Vec::new();
        for item in &again {
            gather_leaves(item, &mut leaves);
        }
        let rest = if leaves.is_empty() {
            Value::None
        } else {
            let kept = leaves.clone();
            self.split_group(&original, &move |_, leaf| kept.iter().any(|other| other.is(leaf)))?.0
        };
        if raised.is_empty() {
            return f.put(None, rest);
        }
        let mut all = raised;
        all.extend((!rest.is_none()).then_some(rest));
        let class = Rc::clone(self.types.error(ErrorKind::BaseExceptionGroup));
        let joined = self.construct_group(&class, &[Value::str(""), Value::list(all)])?;
        f.put(None, joined)
    }
}

fn gather_leaves(group: &Value, leaves: &mut Vec<Value>) {
    let mut open = vec![group.clone()];
    while let Some(item) = open.pop() {
        let inner = members(&item);
        if inner.is_empty() {
            leaves.push(item);
        } else {
            open.extend(inner);
        }
    }
}

/// Are all the leaves of a group leaves of the original one, and has it the same traceback?
fn same_origin(item: &Value, original: &Value) -> bool {
    if item.is(original) {
        return true;
    }
    let mut all = Vec::new();
    gather_leaves(original, &mut all);
    let mut leaves = Vec::new();
    gather_leaves(item, &mut leaves);
    !members(item).is_empty() && leaves.iter().all(|leaf| all.iter().any(|other| other.is(leaf)))
}

/// The attributes that a class pattern's first `count` parts look at; none where the one part looks at the value itself.
fn positional_names(class: &Class, count: usize) -> Result<Option<Vec<Symbol>>, Raise> {
    let itself = matches!(
        class.base,
        Base::Bool
            | Base::Bytes
            | Base::Dict
            | Base::Float
            | Base::FrozenSet
            | Base::Int
            | Base::List
            | Base::Set
            | Base::Str
            | Base::Tuple
    );
    let refused = |most: usize, s: &str| {
        let name = class.name();
        Err(Raise::type_error(format!("{name}() accepts {most} positional sub-pattern{s} ({count} given)")))
    };
    match class.find(symbol::MATCH_ARGS) {
        Some(Value::Tuple(args)) if args.len() < count => {
            refused(args.len(), if args.len() == 1 { "" } else { "s" })
        }
        Some(Value::Tuple(args)) => {
            let name = |arg: &Value| match arg {
                Value::Str(name) => Some(Symbol::of(name.as_str())),
                _ => None,
            };
            Ok(Some(args.iter().take(count).filter_map(name).collect()))
        }
        _ if itself && count == 1 => Ok(None),
        _ => refused(usize::from(itself), "s"),
    }
}
