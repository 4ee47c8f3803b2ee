//! The methods of `collections.deque`.

use std::rc::Rc;

use super::args::{Out, index, index_or, this_deque};
use super::items;
use crate::python::machine::Machine;
use crate::python::text::slice;
use crate::python::values::native::Plain;
use crate::python::values::{Args, Deque, Native, Raise, Takes, Value};

const fn method(name: &'static str, takes: Takes, code: Plain) -> Native {
    Native::method("deque", name, takes, code)
}

/// The methods.
pub static LIST: &[Native] = &[
    method("append", Takes::Exactly(1), |_, args| {
        let deque = this_deque(args)?;
        let gone = deque.change(|items| {
            items.push_back(args[1].clone());
            if Some(items.len() - 1) == deque.most { items.pop_front() } else { None }
        });
        drop(gone);
        Ok(Value::None)
    }),
    method("appendleft", Takes::Exactly(1), |_, args| push_left(this_deque(args)?, vec![args[1].clone()])),
    method("clear", Takes::Exactly(0), |_, args| {
        let old = this_deque(args)?.change(std::mem::take);
        drop(old);
        Ok(Value::None)
    }),
    method("copy", Takes::Exactly(0), |_, args| {
        let deque = this_deque(args)?;
        let items = deque.items().clone();
        Raise::if_too_large(items.len() * 16)?;
        Ok(Value::Deque(Rc::new(Deque::new(items, deque.most))))
    }),
    method("count", Takes::Exactly(1), |_, args| super::list::count(&all(this_deque(args)?), &args[1])),
    method("extend", Takes::Exactly(1), |_, args| {
        let more = items::of(&args[1])?;
        Raise::if_too_large(more.len() * 16)?;
        this_deque(args)?.extend(more);
        Ok(Value::None)
    }),
    method("extendleft", Takes::Exactly(1), |_, args| {
        let more = items::of(&args[1])?;
        Raise::if_too_large(more.len() * 16)?;
        push_left(this_deque(args)?, more)
    }),
    method("index", Takes::Between(1, 3), |_, args| {
        let items = all(this_deque(args)?);
        let from = slice::clamp(index_or(args.get(2), 0)?, items.len());
        let to = slice::clamp(index_or(args.get(3), i64::MAX)?, items.len());
        match super::list::position(&items, &args[1], from, to)? {
            Some(at) => Ok(Value::count(at)),
            None => Err(Raise::value_error("deque.index(x): x not in deque")),
        }
    }),
    method("insert", Takes::Exactly(2), |_, args| {
        let deque = this_deque(args)?;
        if deque.most.is_some_and(|most| deque.items().len() >= most) {
            return Err(Raise::index_error("deque already at its maximum size"));
        }
        let place = slice::clamp(index(&args[1])?, deque.items().len());
        deque.change(|items| items.insert(place, args[2].clone()));
        Ok(Value::None)
    }),
    method("pop", Takes::Exactly(0), |_, args| {
        popped(this_deque(args)?.change(std::collections::VecDeque::pop_back))
    }),
    method("popleft", Takes::Exactly(0), |_, args| {
        popped(this_deque(args)?.change(std::collections::VecDeque::pop_front))
    }),
    method("remove", Takes::Exactly(1), |_, args| {
        let deque = this_deque(args)?;
        let items = all(deque);
        let place = super::list::position(&items, &args[1], 0, items.len())?;
        let Some(place) = place else {
            return Err(Raise::value_error("deque.remove(x): x not in deque"));
        };
        let old = deque.change(|items| items.remove(place));
        drop(old);
        Ok(Value::None)
    }),
    method("reverse", Takes::Exactly(0), |_, args| {
        this_deque(args)?.change(|items| items.make_contiguous().reverse());
        Ok(Value::None)
    }),
    method("rotate", Takes::Between(0, 1), rotate),
];

fn all(deque: &Deque) -> Vec<Value> {
    deque.items().iter().cloned().collect()
}

fn push_left(deque: &Deque, more: Vec<Value>) -> Out {
    let most = deque.most.unwrap_or(usize::MAX);
    let gone = deque.change(|items| {
        let mut gone = Vec::new();
        for item in more {
            items.push_front(item);
            if items.len() > most {
                gone.extend(items.pop_back());
            }
        }
        gone
    });
    drop(gone);
    Ok(Value::None)
}

fn popped(item: Option<Value>) -> Out {
    item.ok_or_else(|| Raise::index_error("pop from an empty deque"))
}

fn rotate(_: &mut Machine, args: &Args<'_>) -> Out {
    let by = index_or(args.get(1), 1)?;
    this_deque(args)?.change(|items| {
        if !items.is_empty() {
            let by = by.rem_euclid(items.len() as i64) as usize;
            items.rotate_right(by);
        }
    });
    Ok(Value::None)
}
