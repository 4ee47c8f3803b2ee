//! Operators: on plain values at once, on others by their special methods.

use std::rc::Rc;

use super::frame::{BinaryState, CodeFrame, Then};
use super::plain::{copy_dict, is_custom, plain_items, truth};
use super::{Done, Machine};
use crate::python::code::{Binary, Unary};
use crate::python::number::{Int, float};
use crate::python::values::equal::{int_of, int_value, view_set};
use crate::python::values::{Raise, Set, Symbol, Value, symbol};

/// An operator on small numbers; None where it is anything else, or does not fit.
#[inline]
pub fn arithmetic(op: Binary, a: &Value, b: &Value) -> Option<Value> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => ints(op, *a, *b),
        (Value::Float(a), Value::Float(b)) => floats(op, *a, *b),
        #[expect(clippy::cast_precision_loss, reason = "checked to be exact")]
        (Value::Float(a), Value::Int(b)) if b.unsigned_abs() < EXACT => floats(op, *a, *b as f64),
        #[expect(clippy::cast_precision_loss, reason = "checked to be exact")]
        (Value::Int(a), Value::Float(b)) if a.unsigned_abs() < EXACT => floats(op, *a as f64, *b),
        _ => None,
    }
}

/// Below it, every int is a float.
const EXACT: u64 = 1 << 53;

#[inline]
fn ints(op: Binary, a: i64, b: i64) -> Option<Value> {
    Some(Value::Int(match op {
        Binary::Add => a.checked_add(b)?,
        Binary::Subtract => a.checked_sub(b)?,
        Binary::Multiply => a.checked_mul(b)?,
        Binary::FloorDivide => {
            let quotient = a.checked_div(b)?;
            if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
        }
        Binary::Modulo => {
            let rest = a.checked_rem(b)?;
            if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
        }
        Binary::And => a & b,
        Binary::Or => a | b,
        Binary::Xor => a ^ b,
        Binary::ShiftRight if b >= 0 => a >> b.min(63),
        #[expect(clippy::cast_precision_loss, reason = "checked to be exact")]
        Binary::Divide if b != 0 && a.unsigned_abs() < EXACT && b.unsigned_abs() < EXACT => {
            return Some(Value::Float(a as f64 / b as f64));
        }
        Binary::Divide | Binary::Power | Binary::ShiftLeft | Binary::ShiftRight | Binary::MatrixMultiply => {
            return None;
        }
    }))
}

#[inline]
fn floats(op: Binary, a: f64, b: f64) -> Option<Value> {
    Some(Value::Float(match op {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide if b != 0.0 => a / b,
        _ => return None,
    }))
}

/// A comparison of small numbers, or of identities; None where it is anything else.
#[inline]
pub fn compare_plain(op: crate::python::code::Compare, a: &Value, b: &Value) -> Option<bool> {
    use crate::python::code::Compare as Op;
    match op {
        Op::Is => return Some(a.is(b)),
        Op::IsNot => return Some(!a.is(b)),
        Op::Less
        | Op::LessEqual
        | Op::Equal
        | Op::NotEqual
        | Op::Greater
        | Op::GreaterEqual
        | Op::In
        | Op::NotIn => {}
    }
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(match op {
            Op::Less => a < b,
            Op::LessEqual => a <= b,
            Op::Equal => a == b,
            Op::NotEqual => a != b,
            Op::Greater => a > b,
            Op::GreaterEqual => a >= b,
            Op::Is | Op::IsNot | Op::In | Op::NotIn => return None,
        }),
        (Value::Float(a), Value::Float(b)) => float_order(op, *a, *b),
        #[expect(clippy::cast_precision_loss, reason = "checked to be exact")]
        (Value::Float(a), Value::Int(b)) if b.unsigned_abs() < EXACT => float_order(op, *a, *b as f64),
        #[expect(clippy::cast_precision_loss, reason = "checked to be exact")]
        (Value::Int(a), Value::Float(b)) if a.unsigned_abs() < EXACT => float_order(op, *a as f64, *b),
        (Value::Str(a), Value::Str(b)) => match op {
            Op::Equal => Some(Rc::ptr_eq(a, b) || a.as_str() == b.as_str()),
            Op::NotEqual => Some(!Rc::ptr_eq(a, b) && a.as_str() != b.as_str()),
            _ => None,
        },
        _ => None,
    }
}

#[inline]
#[expect(clippy::float_cmp, reason = "Python's == is exact")]
fn float_order(op: crate::python::code::Compare, a: f64, b: f64) -> Option<bool> {
    use crate::python::code::Compare as Op;
    Some(match op {
        Op::Less => a < b,
        Op::LessEqual => a <= b,
        Op::Equal => a == b,
        Op::NotEqual => a != b,
        Op::Greater => a > b,
        Op::GreaterEqual => a >= b,
        Op::Is | Op::IsNot | Op::In | Op::NotIn => return None,
    })
}

/// The special methods of an operator: of the left operand, of the right one, in place.
fn methods(op: Binary) -> (Symbol, Symbol, Symbol) {
    use symbol as s;
    match op {
        Binary::Add => (s::ADD, s::RADD, s::IADD),
        Binary::Subtract => (s::SUB, s::RSUB, s::ISUB),
        Binary::Multiply => (s::MUL, s::RMUL, s::IMUL),
        Binary::Divide => (s::TRUEDIV, s::RTRUEDIV, s::ITRUEDIV),
        Binary::FloorDivide => (s::FLOORDIV, s::RFLOORDIV, s::IFLOORDIV),
        Binary::Modulo => (s::MOD, s::RMOD, s::IMOD),
        Binary::Power => (s::POW, s::RPOW, s::IPOW),
        Binary::ShiftLeft => (s::LSHIFT, s::RLSHIFT, s::ILSHIFT),
        Binary::ShiftRight => (s::RSHIFT, s::RRSHIFT, s::IRSHIFT),
        Binary::And => (s::AND, s::RAND, s::IAND),
        Binary::Or => (s::OR, s::ROR, s::IOR),
        Binary::Xor => (s::XOR, s::RXOR, s::IXOR),
        Binary::MatrixMultiply => (s::MATMUL, s::RMATMUL, s::IMATMUL),
    }
}

/// How an operator is written, for messages.
fn sign(op: Binary, in_place: bool) -> String {
    let sign = match op {
        Binary::Add => "+",
        Binary::Subtract => "-",
        Binary::Multiply => "*",
        Binary::Divide => "/",
        Binary::FloorDivide => "//",
        Binary::Modulo => "%",
        Binary::Power if !in_place => return String::from("** or pow()"),
        Binary::Power => "**",
        Binary::ShiftLeft => "<<",
        Binary::ShiftRight => ">>",
        Binary::And => "&",
        Binary::Or => "|",
        Binary::Xor => "^",
        Binary::MatrixMultiply => "@",
    };
    if in_place { format!("{sign}=") } else { String::from(sign) }
}

impl Machine {
    /// `a b → c`.
    #[inline]
    pub fn binary(&mut self, f: &mut Box<CodeFrame>, op: Binary, in_place: bool, store: Option<u16>) -> Done {
        let b = f.pop();
        let a = f.pop();
        if let Some(value) = arithmetic(op, &a, &b) {
            return f.put(store, value);
        }
        self.binary_any(f, op, in_place, store, a, b)
    }

    fn binary_any(
        &mut self,
        f: &mut Box<CodeFrame>,
        op: Binary,
        in_place: bool,
        store: Option<u16>,
        a: Value,
        b: Value,
    ) -> Done {
        let left = self.binary_methods(op, in_place, &a, &b);
        if left.is_empty() {
            return match self.plain_binary(op, in_place, &a, &b) {
                Ok(Some(value)) => f.put(store, value),
                Ok(None) => Err(unsupported(op, in_place, &a, &b).into()),
                Err(raise) if raise.is_deep() => {
                    let name = deep_name(op, &a);
                    let function = self.deep_function(name)?;
                    self.call(f, function, vec![a, b], Vec::new(), store.map_or(Then::Push, Then::Store))
                }
                Err(raise) => Err(raise.into()),
            };
        }
        let state = BinaryState { op, in_place, a, b, store, left };
        self.binary_next(f, Box::new(state))
    }

    /// The special methods to try, the first one last.
    fn binary_methods(&self, op: Binary, in_place: bool, a: &Value, b: &Value) -> Vec<(Value, Value)> {
        let mut left = Vec::new();
        if !is_custom(a) && !is_custom(b) {
            return left;
        }
        let (own, reflected, own_in_place) = methods(op);
        let right = self.special(b, reflected).map(|method| (method, a.clone()));
        let mut first = self.special(a, own).map(|method| (method, b.clone()));
        let (class_a, class_b) = (self.types.of(a), self.types.of(b));
        if Rc::ptr_eq(class_a, class_b) {
            left.extend(first.take());
        } else if class_b.is_below(class_a) {
            left.extend(first.take());
            left.extend(right);
        } else {
            left.extend(right);
            left.extend(first.take());
        }
        if in_place {
            left.extend(self.special(a, own_in_place).map(|method| (method, b.clone())));
        }
        left
    }

    /// Tries the next special method.
    pub fn binary_next(&mut self, f: &mut Box<CodeFrame>, mut state: Box<BinaryState>) -> Done {
        if let Some((method, argument)) = state.left.pop() {
            return self.call(f, method, vec![argument], Vec::new(), Then::Binary(state));
        }
        match self.plain_binary(state.op, state.in_place, &state.a, &state.b)? {
            Some(value) => f.put(state.store, value),
            None => Err(unsupported(state.op, state.in_place, &state.a, &state.b).into()),
        }
    }

    /// An operator on what is native in two values; None where there is none.
    pub fn plain_binary(
        &mut self,
        op: Binary,
        in_place: bool,
        a: &Value,
        b: &Value,
    ) -> Result<Option<Value>, Raise> {
        let (x, y) = (a.native(), b.native());
        if let Some(value) = arithmetic(op, x, y) {
            return Ok(Some(value));
        }
        let number = |value: &Value| matches!(value, Value::Float(_)) || int_of(value).is_some();
        if (matches!(x, Value::Float(_)) || matches!(y, Value::Float(_))) && number(x) && number(y) {
            return float_binary(op, x, y);
        }
        if let (Some(p), Some(q)) = (int_of(x), int_of(y)) {
            if let (Value::Bool(p), Value::Bool(q)) = (x, y) {
                match op {
                    Binary::And => return Ok(Some(Value::Bool(p & q))),
                    Binary::Or => return Ok(Some(Value::Bool(p | q))),
                    Binary::Xor => return Ok(Some(Value::Bool(p ^ q))),
                    _ => {}
                }
            }
            return int_binary(op, &p, &q);
        }
        match (op, x, y) {
            (Binary::Modulo, Value::Str(_) | Value::Bytes(_), _) => self.percent(x, b).map(Some),
            (Binary::Add, ..) => self.concatenate(in_place, x, y),
            (Binary::Multiply, ..) => match (int_of(x), int_of(y)) {
                (_, Some(count)) => repeat(in_place, x, &count),
                (Some(count), _) => repeat(false, y, &count),
                _ if is_sequence(x) => Err(no_count(y)),
                _ if is_sequence(y) => Err(no_count(x)),
                _ => Ok(None),
            },
            (Binary::Or, Value::Dict(x), Value::Dict(y)) => merge(in_place, x, y),
            (Binary::Or, Value::Class(_) | Value::None, Value::Class(_) | Value::None) => {
                Ok(Some(Value::tuple(vec![a.clone(), b.clone()])))
            }
            (Binary::Or, Value::Tuple(classes), Value::Class(_) | Value::None)
                if classes.iter().all(|class| matches!(class, Value::Class(_) | Value::None)) =>
            {
                Ok(Some(Value::tuple(classes.iter().cloned().chain([b.clone()]).collect())))
            }
            (Binary::And | Binary::Or | Binary::Xor | Binary::Subtract, ..) => sets(op, in_place, x, y),
            _ => Ok(None),
        }
    }

    fn concatenate(&mut self, in_place: bool, x: &Value, y: &Value) -> Result<Option<Value>, Raise> {
        Ok(Some(match (x, y) {
            (Value::Str(a), Value::Str(b)) => {
                Raise::if_too_large(a.as_str().len() + b.as_str().len())?;
                Value::str([a.as_str(), b.as_str()].concat())
            }
            (Value::Str(_), _) => {
                return Err(Raise::type_error(format!(
                    "can only concatenate str (not \"{}\") to str",
                    y.type_name()
                )));
            }
            (Value::Bytes(a), Value::Bytes(b)) => Value::bytes([a.as_slice(), b.as_slice()].concat()),
            (Value::Bytes(_), _) => {
                return Err(Raise::type_error(format!("can't concat {} to bytes", y.type_name())));
            }
            (Value::Tuple(a), Value::Tuple(b)) => {
                Raise::if_too_large((a.len() + b.len()) * 16)?;
                Value::tuple(a.iter().chain(b.iter()).cloned().collect())
            }
            (Value::Tuple(_), _) => {
                return Err(Raise::type_error(format!(
                    "can only concatenate tuple (not \"{}\") to tuple",
                    y.type_name()
                )));
            }
            (Value::List(a), _) if in_place => {
                let more = plain_items(y)?;
                Raise::if_too_large(more.len() * 16)?;
                a.edit().extend(more);
                Value::List(Rc::clone(a))
            }
            (Value::List(a), Value::List(b)) => {
                Raise::if_too_large((a.len() + b.len()) * 16)?;
                let items = a.items().iter().chain(b.items().iter()).cloned().collect();
                Value::list(items)
            }
            (Value::List(_), _) => {
                return Err(Raise::type_error(format!(
                    "can only concatenate list (not \"{}\") to list",
                    y.type_name()
                )));
            }
            (Value::Deque(a), _) if in_place => {
                let more = plain_items(y)?;
                a.extend(more);
                Value::Deque(Rc::clone(a))
            }
            (Value::Deque(a), Value::Deque(b)) => {
                let all = a.items().iter().chain(b.items().iter()).cloned().collect::<Vec<Value>>();
                Value::Deque(Rc::new(crate::python::values::Deque::new(all.into(), a.most)))
            }
            _ => return Ok(None),
        }))
    }

    /// `a → b`, of any value.
    pub fn unary_any(&mut self, f: &mut Box<CodeFrame>, op: Unary) -> Done {
        let value = f.pop();
        if op == Unary::Not {
            return match truth(&value) {
                Some(truth) => f.put(None, Value::Bool(!truth)),
                None => self.ask_truth(f, value, Then::Truth(true)),
            };
        }
        let name = match op {
            Unary::Negative => symbol::NEG,
            Unary::Positive => symbol::POS,
            Unary::Invert | Unary::Not => symbol::INVERT,
        };
        if is_custom(&value)
            && let Some(method) = self.special(&value, name)
        {
            return self.call(f, method, Vec::new(), Vec::new(), Then::Push);
        }
        let native = value.native();
        let result = match (op, native) {
            (Unary::Negative, Value::Float(value)) => Some(Value::Float(-value)),
            (Unary::Positive, Value::Float(value)) => Some(Value::Float(*value)),
            (Unary::Negative, _) => int_of(native).map(|int| int_value(int.negated())),
            (Unary::Positive, _) => int_of(native).map(int_value),
            (Unary::Invert | Unary::Not, _) => int_of(native).map(|int| int_value(int.inverted())),
        };
        let sign = match op {
            Unary::Negative => "-",
            Unary::Positive => "+",
            Unary::Invert | Unary::Not => "~",
        };
        match result {
            Some(result) => f.put(None, result),
            None => {
                Err(Raise::type_error(format!("bad operand type for unary {sign}: '{}'", value.type_name()))
                    .into())
            }
        }
    }

    /// Asks a value's class for its truth.
    pub fn ask_truth(&mut self, f: &mut Box<CodeFrame>, value: Value, then: Then) -> Done {
        let Some(method) = self.special(&value, symbol::BOOL).or_else(|| self.special(&value, symbol::LEN))
        else {
            return self.branch(f, then, true);
        };
        if let Then::BranchKeep { .. } = then {
            f.push(value);
        }
        self.call(f, method, Vec::new(), Vec::new(), then)
    }
}

fn deep_name(op: Binary, a: &Value) -> &'static str {
    match (op, a.native()) {
        (Binary::Modulo, _) => "str_mod",
        (Binary::Add, Value::List(_)) => "list_iadd",
        (Binary::Add, _) => "deque_iadd",
        (Binary::Or, Value::Dict(_)) => "dict_or",
        (Binary::Or, _) => "set_union",
        (Binary::And, _) => "set_intersection",
        (Binary::Subtract, _) => "set_difference",
        _ => "set_symmetric_difference",
    }
}

fn unsupported(op: Binary, in_place: bool, a: &Value, b: &Value) -> Raise {
    Raise::type_error(format!(
        "unsupported operand type(s) for {}: '{}' and '{}'",
        sign(op, in_place),
        a.type_name(),
        b.type_name()
    ))
}

fn int_binary(op: Binary, a: &Int, b: &Int) -> Result<Option<Value>, Raise> {
    let int = match op {
        Binary::Add => a.add(b),
        Binary::Subtract => a.subtract(b),
        Binary::Multiply => a.multiply(b),
        Binary::Divide => return Ok(Some(Value::Float(float::divide_ints(a, b)?))),
        Binary::FloorDivide => a.floor_divide(b),
        Binary::Modulo => a.modulo(b),
        Binary::Power if b.is_negative() => {
            let (a, b) = (float::from_int(a)?, float::from_int(b)?);
            return Ok(Some(Value::Float(float::power(a, b)?)));
        }
        Binary::Power => a.power(b),
        Binary::ShiftLeft => a.shift_left(b),
        Binary::ShiftRight => a.shift_right(b),
        Binary::And => Ok(a.and(b)),
        Binary::Or => Ok(a.or(b)),
        Binary::Xor => Ok(a.xor(b)),
        Binary::MatrixMultiply => return Ok(None),
    };
    Ok(Some(int_value(int?)))
}

/// A number as a float; None where it is none.
pub fn float_of(value: &Value) -> Result<Option<f64>, Raise> {
    match value.native() {
        Value::Float(value) => Ok(Some(*value)),
        other => match int_of(other) {
            Some(int) => Ok(Some(float::from_int(&int)?)),
            None => Ok(None),
        },
    }
}

fn float_binary(op: Binary, a: &Value, b: &Value) -> Result<Option<Value>, Raise> {
    let (Some(a), Some(b)) = (float_of(a)?, float_of(b)?) else { return Ok(None) };
    Ok(Some(Value::Float(match op {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide => float::divide(a, b)?,
        Binary::FloorDivide => float::divide_floor(a, b)?.0,
        Binary::Modulo => float::divide_floor(a, b)?.1,
        Binary::Power => float::power(a, b)?,
        Binary::ShiftLeft
        | Binary::ShiftRight
        | Binary::And
        | Binary::Or
        | Binary::Xor
        | Binary::MatrixMultiply => return Ok(None),
    })))
}

fn is_sequence(value: &Value) -> bool {
    matches!(value, Value::Str(_) | Value::Bytes(_) | Value::Tuple(_) | Value::List(_) | Value::Deque(_))
}

fn no_count(value: &Value) -> Raise {
    Raise::type_error(format!("can't multiply sequence by non-int of type '{}'", value.type_name()))
}

fn repeat(in_place: bool, value: &Value, count: &Int) -> Result<Option<Value>, Raise> {
    let count = usize::try_from(count.clamped()).unwrap_or(0);
    let times = |length: usize, each: usize| -> Result<usize, Raise> {
        Raise::if_too_large(length.saturating_mul(each).saturating_mul(count))?;
        Ok(length.saturating_mul(count))
    };
    Ok(Some(match value {
        Value::Str(text) => {
            times(text.as_str().len(), 1)?;
            Value::str(text.as_str().repeat(if text.is_empty() { 0 } else { count }))
        }
        Value::Bytes(bytes) => {
            times(bytes.as_slice().len(), 1)?;
            Value::bytes(bytes.as_slice().repeat(if bytes.as_slice().is_empty() { 0 } else { count }))
        }
        Value::Tuple(items) => {
            let length = times(items.len(), 16)?;
            Value::tuple(items.iter().cycle().take(length).cloned().collect())
        }
        Value::List(list) => {
            let length = times(list.len(), 16)?;
            let items: Vec<Value> = list.items().iter().cycle().take(length).cloned().collect();
            if in_place {
                let old = std::mem::replace(&mut *list.edit(), items);
                drop(old);
                Value::List(Rc::clone(list))
            } else {
                Value::list(items)
            }
        }
        _ => return Ok(None),
    }))
}

fn merge(
    in_place: bool,
    x: &Rc<crate::python::values::Dict>,
    y: &Rc<crate::python::values::Dict>,
) -> Result<Option<Value>, Raise> {
    let result = if in_place { Rc::clone(x) } else { Rc::new(copy_dict(x)?) };
    let items: Vec<(Value, Value)> =
        y.table().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    for (key, value) in items {
        result.set(key, value)?;
    }
    Ok(Some(Value::Dict(result)))
}

/// `&`, `|`, `^`, `-` of sets and views.
fn sets(op: Binary, in_place: bool, x: &Value, y: &Value) -> Result<Option<Value>, Raise> {
    let as_set = |value: &Value| -> Result<Option<Rc<Set>>, Raise> {
        Ok(match value {
            Value::Set(set) => Some(Rc::clone(set)),
            Value::View(view) => Some(Rc::new(view_set(view)?)),
            _ => None,
        })
    };
    let (Some(a), Some(b)) = (as_set(x)?, as_set(y)?) else { return Ok(None) };
    let result = Set::new(matches!(x, Value::Set(set) if set.frozen));
    let all = |set: &Set| set.table().iter().map(|(key, ())| key.clone()).collect::<Vec<Value>>();
    for key in all(&a) {
        let kept = match op {
            Binary::And => b.contains(&key)?,
            Binary::Or => true,
            _ => !b.contains(&key)?,
        };
        if kept {
            result.add(key)?;
        }
    }
    if matches!(op, Binary::Or | Binary::Xor) {
        for key in all(&b) {
            if !a.contains(&key)? {
                result.add(key)?;
            }
        }
    }
    if in_place && !a.frozen && matches!(x, Value::Set(_)) {
        let items = all(&result);
        let old = a.change(crate::python::values::Table::take_all);
        for item in items {
            a.add(item)?;
        }
        drop(old);
        return Ok(Some(x.clone()));
    }
    Ok(Some(Value::Set(Rc::new(result))))
}
