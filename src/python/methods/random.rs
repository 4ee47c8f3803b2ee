//! The class `_random.Random`: the generator behind the module `random`.

use std::cell::RefCell;

use super::args::int;
use super::items;
use crate::python::number::Int;
use crate::python::random::{Seed, Twister};
use crate::python::values::equal::{int_of, int_value};
use crate::python::values::{Args, Native, Raise, Takes, Value};

/// What an instance holds.
pub type Generator = RefCell<Twister>;

/// A generator as a new instance has it.
pub fn generator() -> Generator {
    RefCell::new(Twister::new(&Seed::Int(&Int::Small(0))))
}

/// The methods.
pub static LIST: &[Native] = &[
    Native::method("Random", "random", Takes::Exactly(0), |_, args| {
        Ok(Value::Float(this(args)?.borrow_mut().random()))
    }),
    Native::method("Random", "getrandbits", Takes::Exactly(1), |_, args| {
        Ok(int_value(this(args)?.borrow_mut().bits(&int(&args[1])?)?))
    }),
    // The same as the library's, which asks again until a number is small enough.
    Native::method("Random", "_randbelow", Takes::Exactly(1), |_, args| {
        Ok(int_value(this(args)?.borrow_mut().below(&int(&args[1])?)?))
    }),
    Native::method("Random", "seed", Takes::Between(0, 2), |_, args| {
        let this = this(args)?;
        let fresh = match args.get(1) {
            None | Some(Value::None) => Twister::new(&Seed::Int(&Int::Small(0))),
            Some(seed) => match (seed.native(), int_of(seed)) {
                (_, Some(int)) => Twister::new(&Seed::Int(&int)),
                (Value::Float(value), None) => Twister::new(&Seed::Float(*value)),
                (Value::Str(text), None) => Twister::new(&Seed::Bytes(text.as_str().as_bytes())),
                (Value::Bytes(bytes), None) => Twister::new(&Seed::Bytes(bytes.as_slice())),
                (_, None) => {
                    return Err(Raise::type_error(
                        "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.",
                    ));
                }
            },
        };
        *this.borrow_mut() = fresh;
        Ok(Value::None)
    }),
    Native::method("Random", "getstate", Takes::Exactly(0), |_, args| {
        let twister = this(args)?.borrow();
        let (words, next) = twister.state();
        let all = words.iter().map(|&word| Value::Int(i64::from(word))).chain([Value::count(next)]);
        Ok(Value::tuple(all.collect()))
    }),
    Native::method("Random", "setstate", Takes::Exactly(1), |_, args| {
        let mut words = Vec::new();
        for item in items::of(&args[1])? {
            let word = int(&item)?.to_i64().and_then(|word| u32::try_from(word).ok());
            words.push(word.ok_or_else(|| Raise::value_error("invalid state"))?);
        }
        let Some(next) = words.pop() else {
            return Err(Raise::value_error("state vector is the wrong size"));
        };
        this(args)?.borrow_mut().restore(&words, next as usize)?;
        Ok(Value::None)
    }),
];

fn this<'a>(args: &Args<'a>) -> Result<&'a Generator, Raise> {
    match args.all.first() {
        Some(Value::Object(object)) => object.opaque::<Generator>(),
        _ => None,
    }
    .ok_or_else(|| Raise::type_error("a method of Random was called on something else"))
}
