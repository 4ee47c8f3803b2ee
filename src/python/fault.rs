//! What a calculation over plain values can raise: the kind of error and CPython's words for it.

/// An error that a pure function raises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which exception it becomes.
    pub kind: FaultKind,
    /// Its message, as CPython words it.
    pub text: String,
}

/// The exceptions that pure functions know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// `AttributeError`
    Attribute,
    /// `IndexError`
    Index,
    /// `KeyError`: the text is the key's `repr`.
    Key,
    /// `LookupError`
    Lookup,
    /// No exception of Python's: a result beyond every limit, which ends the run.
    Memory,
    /// `OverflowError`
    Overflow,
    /// `TypeError`
    Type,
    /// `UnicodeDecodeError`
    UnicodeDecode,
    /// `UnicodeEncodeError`
    UnicodeEncode,
    /// `ValueError`
    Value,
    /// `ZeroDivisionError`
    ZeroDivision,
}

/// What a pure function returns.
pub type Res<T> = Result<T, Fault>;

/// The longest text, list or bytes that one operation may make, in bytes or items. Larger ones end the run, as the limit
/// on memory says, before they are made.
pub const LARGEST: usize = 1 << 24;

impl Fault {
    /// An error of a kind.
    pub fn new(kind: FaultKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }

    /// A `ValueError`.
    pub fn value(text: impl Into<String>) -> Self {
        Self::new(FaultKind::Value, text)
    }

    /// A `TypeError`.
    pub fn type_error(text: impl Into<String>) -> Self {
        Self::new(FaultKind::Type, text)
    }

    /// An `OverflowError`.
    pub fn overflow(text: impl Into<String>) -> Self {
        Self::new(FaultKind::Overflow, text)
    }

    /// An `IndexError`.
    pub fn index(text: impl Into<String>) -> Self {
        Self::new(FaultKind::Index, text)
    }

    /// A `ZeroDivisionError`.
    pub fn zero_division(text: impl Into<String>) -> Self {
        Self::new(FaultKind::ZeroDivision, text)
    }

    /// A result that is too large to be made.
    pub fn memory() -> Self {
        Self::new(FaultKind::Memory, "the result is too large")
    }
}

/// Refuses a result of more than [`LARGEST`] bytes or items.
pub fn within(size: usize) -> Res<()> {
    if size > LARGEST { Err(Fault::memory()) } else { Ok(()) }
}
