//! What goes wrong in a native: an exception of Python's, or the wish that the library's Python does it.

use super::{Value, memory};
use crate::python::fault::{Fault, FaultKind};

/// Why a native has no result.
#[derive(Debug)]
pub struct Raise(Box<Reason>);

/// The reasons.
#[derive(Debug)]
pub enum Reason {
    /// An exception that exists already.
    Value(Value),
    /// An error of a builtin class with these arguments.
    Error(ErrorKind, Vec<Value>),
    /// It takes calls of Python: the library's `_deep` has a function for it.
    Deep,
    /// The values take more than the limit.
    Memory,
}

macro_rules! kinds {
    ($($name:ident: $parent:ident,)*) => {
        /// The builtin exceptions, each below its parent.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "they are Python's own names")]
        pub enum ErrorKind { BaseException, $($name,)* }

        impl ErrorKind {
            /// All of them; parents come before their children.
            pub const ALL: &'static [ErrorKind] = &[ErrorKind::BaseException, $(ErrorKind::$name,)*];

            /// The name of the class.
            pub fn name(self) -> &'static str {
                match self {
                    ErrorKind::BaseException => "BaseException",
                    $(ErrorKind::$name => stringify!($name),)*
                }
            }

            /// The class it extends.
            pub fn parent(self) -> Option<ErrorKind> {
                match self {
                    ErrorKind::BaseException => None,
                    $(ErrorKind::$name => Some(ErrorKind::$parent),)*
                }
            }
        }
    };
}

kinds! {
    Exception: BaseException,
    SystemExit: BaseException,
    KeyboardInterrupt: BaseException,
    GeneratorExit: BaseException,
    BaseExceptionGroup: BaseException,
    ExceptionGroup: BaseExceptionGroup,
    CancelledError: BaseException,
    StopIteration: Exception,
    StopAsyncIteration: Exception,
    ArithmeticError: Exception,
    FloatingPointError: ArithmeticError,
    OverflowError: ArithmeticError,
    ZeroDivisionError: ArithmeticError,
    AssertionError: Exception,
    AttributeError: Exception,
    BufferError: Exception,
    EOFError: Exception,
    ImportError: Exception,
    ModuleNotFoundError: ImportError,
    LookupError: Exception,
    IndexError: LookupError,
    KeyError: LookupError,
    MemoryError: Exception,
    NameError: Exception,
    UnboundLocalError: NameError,
    OSError: Exception,
    BlockingIOError: OSError,
    ChildProcessError: OSError,
    ConnectionError: OSError,
    BrokenPipeError: ConnectionError,
    ConnectionAbortedError: ConnectionError,
    ConnectionRefusedError: ConnectionError,
    ConnectionResetError: ConnectionError,
    FileExistsError: OSError,
    FileNotFoundError: OSError,
    InterruptedError: OSError,
    IsADirectoryError: OSError,
    NotADirectoryError: OSError,
    PermissionError: OSError,
    ProcessLookupError: OSError,
    TimeoutError: OSError,
    ReferenceError: Exception,
    RuntimeError: Exception,
    NotImplementedError: RuntimeError,
    RecursionError: RuntimeError,
    PythonFinalizationError: RuntimeError,
    SyntaxError: Exception,
    IndentationError: SyntaxError,
    SystemError: Exception,
    TypeError: Exception,
    ValueError: Exception,
    UnicodeError: ValueError,
    UnicodeDecodeError: UnicodeError,
    UnicodeEncodeError: UnicodeError,
    InvalidStateError: Exception,
    Warning: Exception,
    BytesWarning: Warning,
    DeprecationWarning: Warning,
    FutureWarning: Warning,
    ImportWarning: Warning,
    PendingDeprecationWarning: Warning,
    ResourceWarning: Warning,
    RuntimeWarning: Warning,
    SyntaxWarning: Warning,
    UnicodeWarning: Warning,
    UserWarning: Warning,
}

impl Raise {
    /// Raises an exception that exists.
    pub fn value(exception: Value) -> Raise {
        Raise(Box::new(Reason::Value(exception)))
    }

    /// An error with a message.
    pub fn new(kind: ErrorKind, text: impl Into<Box<str>>) -> Raise {
        Raise(Box::new(Reason::Error(kind, vec![Value::str(text)])))
    }

    /// An error with arguments.
    pub fn with(kind: ErrorKind, args: Vec<Value>) -> Raise {
        Raise(Box::new(Reason::Error(kind, args)))
    }

    /// A `TypeError`.
    pub fn type_error(text: impl Into<Box<str>>) -> Raise {
        Raise::new(ErrorKind::TypeError, text)
    }

    /// A `ValueError`.
    pub fn value_error(text: impl Into<Box<str>>) -> Raise {
        Raise::new(ErrorKind::ValueError, text)
    }

    /// An `IndexError`.
    pub fn index_error(text: impl Into<Box<str>>) -> Raise {
        Raise::new(ErrorKind::IndexError, text)
    }

    /// A `KeyError` of a key.
    pub fn key_error(key: Value) -> Raise {
        Raise::with(ErrorKind::KeyError, vec![key])
    }

    /// An `AttributeError`.
    pub fn attribute_error(text: impl Into<Box<str>>) -> Raise {
        Raise::new(ErrorKind::AttributeError, text)
    }

    /// A `RuntimeError`.
    pub fn runtime_error(text: impl Into<Box<str>>) -> Raise {
        Raise::new(ErrorKind::RuntimeError, text)
    }

    /// An `OverflowError`.
    pub fn overflow_error(text: impl Into<Box<str>>) -> Raise {
        Raise::new(ErrorKind::OverflowError, text)
    }

    /// A `ZeroDivisionError`.
    pub fn zero_division(text: impl Into<Box<str>>) -> Raise {
        Raise::new(ErrorKind::ZeroDivisionError, text)
    }

    /// The end of an iterator.
    pub fn stop_iteration() -> Raise {
        Raise::with(ErrorKind::StopIteration, Vec::new())
    }

    /// Only Python can do it: the machine calls the function of this native's name in the library's `_deep`.
    pub fn deep() -> Raise {
        Raise(Box::new(Reason::Deep))
    }

    /// More memory than there is.
    pub fn memory() -> Raise {
        Raise(Box::new(Reason::Memory))
    }

    /// Refuses to make something of so many bytes where the limit on memory would be broken.
    pub fn if_too_large(bytes: usize) -> Result<(), Raise> {
        let wanted = i64::try_from(bytes).unwrap_or(i64::MAX);
        if wanted > MEMORY_MAX || memory::used().saturating_add(wanted) > MEMORY_MAX.saturating_mul(2) {
            return Err(Raise::memory());
        }
        Ok(())
    }

    /// Does it want Python?
    pub fn is_deep(&self) -> bool {
        matches!(*self.0, Reason::Deep)
    }

    /// The reason.
    pub fn reason(&self) -> &Reason {
        &self.0
    }

    /// The reason, out of it.
    pub fn into_reason(self) -> Reason {
        *self.0
    }
}

/// The most that a program's values may take: 64 MiB.
pub const MEMORY_MAX: i64 = 64 << 20;

impl From<Fault> for Raise {
    fn from(fault: Fault) -> Raise {
        let kind = match fault.kind {
            FaultKind::Attribute => ErrorKind::AttributeError,
            FaultKind::Index => ErrorKind::IndexError,
            FaultKind::Key => ErrorKind::KeyError,
            FaultKind::Lookup => ErrorKind::LookupError,
            FaultKind::Memory => return Raise::memory(),
            FaultKind::Overflow => ErrorKind::OverflowError,
            FaultKind::Type => ErrorKind::TypeError,
            FaultKind::UnicodeDecode => ErrorKind::UnicodeDecodeError,
            FaultKind::UnicodeEncode => ErrorKind::UnicodeEncodeError,
            FaultKind::Value => ErrorKind::ValueError,
            FaultKind::ZeroDivision => ErrorKind::ZeroDivisionError,
        };
        Raise::new(kind, fault.text)
    }
}
