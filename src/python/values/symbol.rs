//! Names of attributes and variables as small numbers, so that comparing two is comparing two integers.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Str;

/// An interned name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol(u32);

struct Interner {
    texts: Vec<Rc<Str>>,
    numbers: BTreeMap<Rc<str>, u32>,
}

impl Interner {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(Rc::new(Str::new(text)));
        self.numbers.insert(Rc::from(text), number);
        number
    }
}

thread_local! {
    static INTERNER: RefCell<Interner> = RefCell::new({
        let mut interner = Interner { texts: Vec::new(), numbers: BTreeMap::new() };
        for text in KNOWN {
            interner.number(text);
        }
        interner
    });
}

impl Symbol {
    /// The symbol of a name.
    pub fn of(text: &str) -> Symbol {
        INTERNER.with(|interner| Symbol(interner.borrow_mut().number(text)))
    }

    /// The name.
    pub fn text(self) -> Rc<Str> {
        INTERNER.with(|interner| Rc::clone(&interner.borrow().texts[self.0 as usize]))
    }

    /// Its number, for caches.
    pub fn number(self) -> u32 {
        self.0
    }
}

macro_rules! known {
    ($($name:ident = $text:literal,)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "one name a constant; only numbers them")]
        enum Order { $($name,)* }
        const KNOWN: &[&str] = &[$($text,)*];
        $(
            #[doc = concat!("`", $text, "`.")]
            pub const $name: Symbol = Symbol(Order::$name as u32);
        )*
    };
}

known! {
    EMPTY = "",
    INIT = "__init__",
    NEW = "__new__",
    CALL = "__call__",
    CLASS = "__class__",
    DICT = "__dict__",
    DOC = "__doc__",
    NAME = "__name__",
    QUALNAME = "__qualname__",
    MODULE = "__module__",
    GETATTR = "__getattr__",
    GETATTRIBUTE = "__getattribute__",
    SETATTR = "__setattr__",
    DELATTR = "__delattr__",
    GET = "__get__",
    SET = "__set__",
    DELETE = "__delete__",
    SET_NAME = "__set_name__",
    INIT_SUBCLASS = "__init_subclass__",
    CLASS_GETITEM = "__class_getitem__",
    GETITEM = "__getitem__",
    SETITEM = "__setitem__",
    DELITEM = "__delitem__",
    MISSING = "__missing__",
    CONTAINS = "__contains__",
    LEN = "__len__",
    LENGTH_HINT = "__length_hint__",
    BOOL = "__bool__",
    ITER = "__iter__",
    NEXT = "__next__",
    REVERSED = "__reversed__",
    AWAIT = "__await__",
    AITER = "__aiter__",
    ANEXT = "__anext__",
    ENTER = "__enter__",
    EXIT = "__exit__",
    AENTER = "__aenter__",
    AEXIT = "__aexit__",
    REPR = "__repr__",
    STR = "__str__",
    FORMAT = "__format__",
    HASH = "__hash__",
    INDEX = "__index__",
    INT = "__int__",
    FLOAT = "__float__",
    ABS = "__abs__",
    ROUND = "__round__",
    NEG = "__neg__",
    POS = "__pos__",
    INVERT = "__invert__",
    DEL = "__del__",
    EQ = "__eq__",
    NE = "__ne__",
    LT = "__lt__",
    LE = "__le__",
    GT = "__gt__",
    GE = "__ge__",
    ADD = "__add__",
    SUB = "__sub__",
    MUL = "__mul__",
    TRUEDIV = "__truediv__",
    FLOORDIV = "__floordiv__",
    MOD = "__mod__",
    POW = "__pow__",
    LSHIFT = "__lshift__",
    RSHIFT = "__rshift__",
    AND = "__and__",
    OR = "__or__",
    XOR = "__xor__",
    MATMUL = "__matmul__",
    DIVMOD = "__divmod__",
    RADD = "__radd__",
    RSUB = "__rsub__",
    RMUL = "__rmul__",
    RTRUEDIV = "__rtruediv__",
    RFLOORDIV = "__rfloordiv__",
    RMOD = "__rmod__",
    RPOW = "__rpow__",
    RLSHIFT = "__rlshift__",
    RRSHIFT = "__rrshift__",
    RAND = "__rand__",
    ROR = "__ror__",
    RXOR = "__rxor__",
    RMATMUL = "__rmatmul__",
    IADD = "__iadd__",
    ISUB = "__isub__",
    IMUL = "__imul__",
    ITRUEDIV = "__itruediv__",
    IFLOORDIV = "__ifloordiv__",
    IMOD = "__imod__",
    IPOW = "__ipow__",
    ILSHIFT = "__ilshift__",
    IRSHIFT = "__irshift__",
    IAND = "__iand__",
    IOR = "__ior__",
    IXOR = "__ixor__",
    IMATMUL = "__imatmul__",
    SLOTS = "__slots__",
    MATCH_ARGS = "__match_args__",
    MRO = "__mro__",
    BASES = "__bases__",
    SUBCLASSES = "__subclasses__",
    INSTANCECHECK = "__instancecheck__",
    SUBCLASSCHECK = "__subclasscheck__",
    CAUSE = "__cause__",
    CONTEXT = "__context__",
    SUPPRESS_CONTEXT = "__suppress_context__",
    TRACEBACK = "__traceback__",
    NOTES = "__notes__",
    ANNOTATIONS = "__annotations__",
    DEFAULTS = "__defaults__",
    KWDEFAULTS = "__kwdefaults__",
    CODE = "__code__",
    CLOSURE = "__closure__",
    GLOBALS = "__globals__",
    SELF = "__self__",
    FUNC = "__func__",
    WRAPPED = "__wrapped__",
    ARGS = "args",
    VALUE = "value",
    THROW = "throw",
    SEND = "send",
    CLOSE = "close",
    RESOURCE = "_resource",
    PREPARE = "__prepare__",
    MAIN = "__main__",
    ALL = "__all__",
    BUILTINS = "builtins",
    KEYS = "keys",
    SUPER = "super",
    EXCEPTIONS = "exceptions",
    MESSAGE = "message",
    CODE_ = "code",
    FILE = "__file__",
    ORIG_BASES = "__orig_bases__",
    MRO_ENTRIES = "__mro_entries__",
    CONVERT = "_convert_",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_have_their_numbers() {
        assert_eq!(Symbol::of("__init__"), INIT);
        assert_eq!(Symbol::of("_convert_"), CONVERT);
        assert_eq!(Symbol::of("fresh").text().as_str(), "fresh");
    }
}
