//! Virtual time: the module `_time`, and the blocking form's one wait.

use super::frame::Frame;
use super::{Got, Machine, TIME_MAX};
use crate::python::number::{Int, float};
use crate::python::record::Awaited;
use crate::python::values::equal::int_of;
use crate::python::values::{Args, Flow, Native, Raise, Takes, Value};

/// An instant in seconds.
#[expect(clippy::cast_precision_loss, reason = "Python's clock is a float as well")]
pub fn seconds(ns: u64) -> f64 {
    ns as f64 / 1e9
}

/// A delay in seconds as whole nanoseconds, half to even.
pub fn to_ns(value: &Value) -> Result<i64, Raise> {
    if let Value::Float(seconds) = value.native() {
        if seconds.is_nan() {
            return Err(Raise::value_error("Invalid value NaN (not a number)"));
        }
        return Ok(match float::round(seconds * 1e9) {
            Ok(int) => int.clamped(),
            Err(_) if *seconds > 0.0 => i64::MAX,
            Err(_) => i64::MIN,
        });
    }
    match int_of(value) {
        Some(int) => Ok(int.multiply(&Int::Small(1_000_000_000))?.clamped()),
        None => Err(Raise::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            value.type_name()
        ))),
    }
}

/// A number of nanoseconds.
pub fn int_ns(value: &Value) -> Result<i128, Raise> {
    match int_of(value) {
        Some(int) => Ok(i128::from(int.clamped())),
        None => Err(Raise::type_error("an int of nanoseconds is wanted")),
    }
}

fn ns_or_none(value: &Value) -> Result<Option<u64>, Raise> {
    if value.is_none() || value.is_unbound() {
        return Ok(None);
    }
    Ok(Some(u64::try_from(int_ns(value)?.max(0)).unwrap_or(TIME_MAX)))
}

/// Computes: a loop that gives the interpreter on in the midst of it.
#[derive(Debug)]
struct Compute {
    left: u64,
}

impl Frame for Compute {
    fn resume(&mut self, machine: &mut Machine, _: Got) -> Result<Flow, Raise> {
        while self.left > 0 {
            let line = machine.program_line();
            machine.log.running(line, machine.now);
            let until = machine.now.saturating_add(self.left).min(machine.quiet_until.max(machine.now));
            // Something due now is seen to after at least nothing: the instant itself.
            self.left -= until - machine.now;
            machine.now = until;
            if until >= machine.quiet_until {
                match machine.after_statement() {
                    Ok(()) => {}
                    Err(super::Trap::Leave) if machine.outcome.is_some() => return Ok(Flow::End),
                    Err(super::Trap::Leave) => return Ok(Flow::Block),
                    Err(super::Trap::Raise(raise)) => return Err(raise),
                    Err(super::Trap::Gone) => return Ok(Flow::Value(Value::None)),
                }
            }
        }
        Ok(Flow::Value(Value::None))
    }
}

/// The functions of the module `_time`.
pub static TIME: &[Native] = &[
    Native::function("now_ns", Takes::Exactly(0), |machine, _| {
        Ok(Value::Int(i64::try_from(machine.now).unwrap_or(i64::MAX)))
    }),
    Native::function("to_ns", Takes::Exactly(1), |_, args| Ok(Value::Int(to_ns(&args[0])?))),
    Native::flow("block", Takes::Between(1, 2), block),
    Native::flow("compute", Takes::Exactly(1), |_, args| {
        let left = ns_or_none(&args[0])?.unwrap_or(0);
        Ok(Flow::Frame(Box::new(Compute { left })))
    }),
];

fn block(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    let ns = ns_or_none(&args[0])?;
    if ns == Some(0) {
        return Ok(machine.give_way());
    }
    let waits_for = machine.awaited_of(&args[1]);
    let line = machine.line();
    let until = ns.map(|ns| machine.now.saturating_add(ns));
    Ok(machine.block(until, waits_for, line, Value::None))
}

impl Machine {
    /// What a name or numbers of tasks say that is waited for.
    pub fn awaited_of(&mut self, what: &Value) -> Vec<Awaited> {
        let number = self.threads.current().number;
        if what.is_none() || what.is_unbound() {
            return self.log.open_waits(number);
        }
        match what {
            Value::Str(text) => match text.as_str() {
                "timer" => vec![Awaited::Timer],
                "future" => vec![Awaited::Future],
                other if other.ends_with("()") => vec![Awaited::Future],
                other => {
                    let open = self.log.open_waits(number);
                    if open.is_empty() { vec![Awaited::Resource(self.log.host(other))] } else { open }
                }
            },
            Value::Int(task) => u32::try_from(*task).ok().map(Awaited::Task).into_iter().collect(),
            other => match super::plain::plain_items(other) {
                Ok(items) => items
                    .iter()
                    .filter_map(|item| match item {
                        Value::Int(task) => u32::try_from(*task).ok().map(Awaited::Task),
                        _ => None,
                    })
                    .collect(),
                Err(_) => Vec::new(),
            },
        }
    }
}

/// The functions of the module `_blocking`.
pub static BLOCKING: &[Native] = &[
    Native::flow("wait", Takes::Exactly(2), |machine, args| {
        let ns = ns_or_none(&args[0])?;
        if ns == Some(0) {
            return Ok(Flow::Value(Value::Bool(true)));
        }
        let waits_for = machine.awaited_of(&args[1]);
        let line = machine.line();
        let until = ns.map(|ns| machine.now.saturating_add(ns));
        machine.threads.current_mut().in_blocking_wait = true;
        Ok(machine.block(until, waits_for, line, Value::Bool(true)))
    }),
    Native::function("wake", Takes::Exactly(0), |machine, _| {
        machine.wake_blocking();
        Ok(Value::None)
    }),
    Native::function("take_asyncgens", Takes::Exactly(0), |machine, _| {
        Ok(Value::list(machine.take_generators(None)))
    }),
];
