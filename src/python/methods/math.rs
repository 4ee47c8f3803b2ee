//! The module `math`.

use super::args::{Out, int, real};
use super::items;
use crate::python::machine::Machine;
use crate::python::number::{Int, float, math, whole};
use crate::python::values::equal::{int_of, int_value};
use crate::python::values::{Args, Native, Raise, Takes, Value};

/// A function of one number, by its place in the list of all.
fn unary(args: &Args<'_>, place: usize) -> Out {
    let x = real(&args[0])?;
    match math::UNARY.get(place) {
        Some((_, function)) => Ok(Value::Float(function(x)?)),
        None => Err(Raise::type_error("there is no such function")),
    }
}

macro_rules! unary {
    ($($place:literal $name:literal,)*) => {
        /// The functions of one number. Their places are held to the list's by a test.
        pub static UNARY: &[Native] = &[$(Native::function($name, Takes::Exactly(1), |_, args| unary(args, $place)),)*];
        #[cfg(test)]
        /// The functions of one number: their places and names.
        pub const PLACES: &[(usize, &str)] = &[$(($place, $name),)*];
    };
}

unary! {
    0 "acos",
    1 "acosh",
    2 "asin",
    3 "asinh",
    4 "atan",
    5 "atanh",
    6 "cbrt",
    7 "cos",
    8 "cosh",
    9 "degrees",
    10 "erf",
    11 "erfc",
    12 "exp",
    13 "exp2",
    14 "expm1",
    15 "fabs",
    16 "gamma",
    17 "lgamma",
    19 "log1p",
    21 "radians",
    22 "sin",
    23 "sinh",
    24 "sqrt",
    25 "tan",
    26 "tanh",
    27 "ulp",
}

/// The other functions.
pub static LIST: &[Native] = &[
    Native::function("atan2", Takes::Exactly(2), |_, args| {
        Ok(Value::Float(libm::atan2(real(&args[0])?, real(&args[1])?)))
    }),
    Native::function("ceil", Takes::Exactly(1), |_, args| rounded(args, f64::ceil)),
    Native::function("floor", Takes::Exactly(1), |_, args| rounded(args, f64::floor)),
    Native::function("trunc", Takes::Exactly(1), |_, args| match args[0].native() {
        Value::Float(value) => Ok(int_value(float::to_int(*value)?)),
        other => match int_of(other) {
            Some(int) => Ok(int_value(int)),
            None => {
                let name = args[0].type_name();
                Err(Raise::type_error(format!("type {name} doesn't define __trunc__ method")))
            }
        },
    }),
    Native::function("comb", Takes::Exactly(2), |_, args| {
        Ok(int_value(whole::comb(&int(&args[0])?, &int(&args[1])?)?))
    }),
    Native::function("copysign", Takes::Exactly(2), |_, args| {
        Ok(Value::Float(real(&args[0])?.copysign(real(&args[1])?)))
    }),
    Native::function("dist", Takes::Exactly(2), dist),
    Native::function("factorial", Takes::Exactly(1), |_, args| {
        Ok(int_value(whole::factorial(&int(&args[0])?)?))
    }),
    Native::function("fma", Takes::Exactly(3), |_, args| {
        Ok(Value::Float(libm::fma(real(&args[0])?, real(&args[1])?, real(&args[2])?)))
    }),
    Native::function("fmod", Takes::Exactly(2), |_, args| {
        Ok(Value::Float(math::fmod(real(&args[0])?, real(&args[1])?)?))
    }),
    Native::function("frexp", Takes::Exactly(1), |_, args| {
        let (fraction, exponent) = math::frexp(real(&args[0])?);
        Ok(Value::tuple(vec![Value::Float(fraction), Value::Int(exponent)]))
    }),
    Native::function("fsum", Takes::Exactly(1), |_, args| {
        let mut sum = math::ExactSum::default();
        for term in items::of(&args[0])? {
            sum.add(real(&term)?)?;
        }
        Ok(Value::Float(sum.total()?))
    }),
    Native::function("gcd", Takes::AtLeast(0), |_, args| folded(args, 0, whole::gcd)),
    Native::function("lcm", Takes::AtLeast(0), |_, args| folded(args, 1, whole::lcm)),
    Native::function("hypot", Takes::AtLeast(0), |_, args| {
        let sides: Result<Vec<f64>, Raise> = args.all.iter().map(real).collect();
        Ok(Value::Float(math::hypot(&sides?)))
    }),
    Native::function("isclose", Takes::Named(2, &["a", "b", "rel_tol", "abs_tol"]), |_, args| {
        let relative = args.get(2).map_or(Ok(1e-9), real)?;
        let absolute = args.get(3).map_or(Ok(0.0), real)?;
        Ok(Value::Bool(math::is_close(real(&args[0])?, real(&args[1])?, relative, absolute)?))
    }),
    Native::function("isfinite", Takes::Exactly(1), |_, args| Ok(Value::Bool(real(&args[0])?.is_finite()))),
    Native::function("isinf", Takes::Exactly(1), |_, args| Ok(Value::Bool(real(&args[0])?.is_infinite()))),
    Native::function("isnan", Takes::Exactly(1), |_, args| Ok(Value::Bool(real(&args[0])?.is_nan()))),
    Native::function("isqrt", Takes::Exactly(1), |_, args| Ok(int_value(whole::isqrt(&int(&args[0])?)?))),
    Native::function("ldexp", Takes::Exactly(2), |_, args| {
        let exponent = int_of(&args[1])
            .ok_or_else(|| Raise::type_error("Expected an int as second argument to ldexp."))?;
        Ok(Value::Float(math::ldexp(real(&args[0])?, &exponent)?))
    }),
    Native::function("log", Takes::Between(1, 2), |_, args| {
        let value = logarithm(&args[0], math::log)?;
        let Some(base) = args.get(1) else { return Ok(Value::Float(value)) };
        Ok(Value::Float(float::divide(value, logarithm(base, math::log)?)?))
    }),
    Native::function("log10", Takes::Exactly(1), |_, args| {
        Ok(Value::Float(logarithm(&args[0], math::log10)?))
    }),
    Native::function("log2", Takes::Exactly(1), |_, args| Ok(Value::Float(logarithm(&args[0], math::log2)?))),
    Native::function("modf", Takes::Exactly(1), |_, args| {
        let (part, whole) = math::modf(real(&args[0])?);
        Ok(Value::tuple(vec![Value::Float(part), Value::Float(whole)]))
    }),
    Native::function("nextafter", Takes::Named(2, &["", "", "steps"]), |_, args| {
        let steps = args.get(2).map_or(Ok(Int::Small(1)), int)?;
        let steps = u64::try_from(steps.clamped())
            .map_err(|_| Raise::value_error("steps must be a non-negative integer"))?;
        Ok(Value::Float(math::next_after(real(&args[0])?, real(&args[1])?, steps)))
    }),
    Native::function("perm", Takes::Between(1, 2), |_, args| {
        let n = int(&args[0])?;
        match args.get(1).filter(|k| !k.is_none()) {
            None => Ok(int_value(whole::factorial(&n)?)),
            Some(k) => Ok(int_value(whole::perm(&n, &int(k)?)?)),
        }
    }),
    Native::function("pow", Takes::Exactly(2), |_, args| {
        Ok(Value::Float(math::pow(real(&args[0])?, real(&args[1])?)?))
    }),
    Native::function("prod", Takes::Named(1, &["", "start"]), |_, args| {
        let mut product = args.get(1).cloned().unwrap_or(Value::Int(1));
        for factor in items::of(&args[0])? {
            product = times(&product, &factor)?;
        }
        Ok(product)
    }),
    Native::function("remainder", Takes::Exactly(2), |_, args| {
        Ok(Value::Float(math::remainder(real(&args[0])?, real(&args[1])?)?))
    }),
    Native::function("sumprod", Takes::Exactly(2), sumprod),
];

/// The numbers of the module.
pub const CONSTANTS: &[(&str, f64)] = &[
    ("e", std::f64::consts::E),
    ("inf", f64::INFINITY),
    ("nan", f64::NAN),
    ("pi", std::f64::consts::PI),
    ("tau", std::f64::consts::TAU),
];

fn rounded(args: &Args<'_>, way: fn(f64) -> f64) -> Out {
    match args[0].native() {
        Value::Float(value) => Ok(int_value(float::to_int(way(*value))?)),
        other => match int_of(other) {
            Some(int) => Ok(int_value(int)),
            None => Err(Raise::type_error(format!("must be real number, not {}", args[0].type_name()))),
        },
    }
}

fn logarithm(value: &Value, function: math::Unary) -> Result<f64, Raise> {
    Ok(match int_of(value) {
        Some(int) => math::log_int(&int, function)?,
        None => function(real(value)?)?,
    })
}

fn folded(args: &Args<'_>, first: i64, with: fn(&Int, &Int) -> crate::python::fault::Res<Int>) -> Out {
    let mut result = Int::Small(first);
    for value in args.all {
        result = with(&result, &int(value)?)?;
    }
    Ok(int_value(result))
}

fn times(a: &Value, b: &Value) -> Out {
    match (int_of(a), int_of(b)) {
        (Some(a), Some(b)) => Ok(int_value(a.multiply(&b)?)),
        _ => match (a.native(), b.native()) {
            (Value::Float(_), _) | (_, Value::Float(_)) => Ok(Value::Float(real(a)? * real(b)?)),
            _ => Err(Raise::type_error(format!(
                "unsupported operand type(s) for *: '{}' and '{}'",
                a.type_name(),
                b.type_name()
            ))),
        },
    }
}

fn dist(_: &mut Machine, args: &Args<'_>) -> Out {
    let (a, b) = (items::of(&args[0])?, items::of(&args[1])?);
    if a.len() != b.len() {
        return Err(Raise::value_error("both points must have the same number of dimensions"));
    }
    let mut sides = Vec::with_capacity(a.len());
    for (a, b) in a.iter().zip(&b) {
        sides.push(real(a)? - real(b)?);
    }
    Ok(Value::Float(math::hypot(&sides)))
}

/// The sum of products, of floats as exact as CPython's: each product and each sum keeps what it loses.
fn sumprod(_: &mut Machine, args: &Args<'_>) -> Out {
    let (a, b) = (items::of(&args[0])?, items::of(&args[1])?);
    if a.len() != b.len() {
        return Err(Raise::value_error("Inputs are not the same length"));
    }
    let mut ints = Int::Small(0);
    let mut floats = math::ExactSum::default();
    let mut any_float = false;
    for (a, b) in a.iter().zip(&b) {
        match (int_of(a), int_of(b)) {
            (Some(a), Some(b)) => ints = ints.add(&a.multiply(&b)?)?,
            _ => {
                any_float = true;
                let (a, b) = (real(a)?, real(b)?);
                let product = a * b;
                floats.add(product)?;
                if product.is_finite() {
                    floats.add(libm::fma(a, b, -product))?;
                }
            }
        }
    }
    if !any_float {
        return Ok(int_value(ints));
    }
    floats.add(float::from_int(&ints)?)?;
    Ok(Value::Float(floats.total()?))
}
