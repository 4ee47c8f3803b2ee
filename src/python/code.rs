//! The instruction set: what a program is compiled to, and what each instruction does to the machine's stack.

use std::rc::Rc;

/// A module as compiled: its body, and the names that are global in it.
#[derive(Debug)]
pub struct Unit {
    /// The module's body: a code without parameters.
    pub body: Rc<Code>,
    /// Every name that some code of the module uses as a global (the module's own variables and builtins alike).
    /// `LoadGlobal(3)` in any code of the module means the fourth.
    pub globals: Vec<Rc<str>>,
}

/// One function, lambda, comprehension, class body or module body.
#[derive(Debug, Default)]
pub struct Code {
    /// `f`; `<lambda>`, `<listcomp>`, `<module>` as in CPython.
    pub name: Rc<str>,
    /// `C.f`, `outer.<locals>.f`.
    pub qualname: Rc<str>,
    /// What a call makes.
    pub kind: Kind,
    /// Belongs to the library: costs nothing, counts as no frame of the program, has no line that anybody sees.
    pub prelude: bool,
    /// Parameters before `/`.
    pub positional_only: u16,
    /// All positional parameters, those before `/` included.
    pub positional: u16,
    /// Parameters that only a keyword can give.
    pub keyword_only: u16,
    /// Has `*args`.
    pub rest: bool,
    /// Has `**kwargs`.
    pub keywords_rest: bool,
    /// The name of every slot: positional parameters, keyword-only ones, `*args`, `**kwargs`, other locals, own cells
    /// that are no parameters, then the free variables.
    pub slots: Vec<Rc<str>>,
    /// Where the free variables begin in `slots`; they are filled from the function's closure at a call.
    pub first_free: u16,
    /// The most values on the stack above the slots (an upper bound).
    pub stack: u16,
    /// The instructions. Every path ends in `Return` or raises.
    pub ops: Vec<Op>,
    /// Where exceptions go; of several ranges that hold an instruction the first in the list counts (innermost first).
    pub handlers: Vec<Handler>,
    /// What `Const` loads.
    pub consts: Vec<Constant>,
    /// Names of attributes, modules, class variables.
    pub names: Vec<Rc<str>>,
    /// What `MakeFunction` makes.
    pub codes: Vec<Rc<Code>>,
    /// Names of the keyword arguments of calls.
    pub keyword_lists: Vec<Vec<Rc<str>>>,
    /// The places of statements that this code's `Statement` and `sites` name.
    pub places: Vec<Place>,
    /// For runs of instructions, in order: the first instruction, and the index in `places` of the statement it belongs to.
    pub sites: Vec<(u32, u32)>,
    /// The docstring.
    pub doc: Option<Rc<str>>,
    /// The line of the `def`, `lambda`, `class`; 1 for a module.
    pub line: u32,
}

/// Where a statement stands: its first line, and the column, both from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The statement's first line.
    pub line: u32,
    /// In characters.
    pub column: u32,
}

/// What a call of a code makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Runs.
    #[default]
    Plain,
    /// A generator.
    Generator,
    /// A coroutine.
    Coroutine,
    /// An async generator.
    AsyncGenerator,
    /// A class body: runs, with a namespace of its own (`LoadName`, `StoreName`).
    Class,
}

/// A stretch of instructions whose exceptions are handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// The first instruction.
    pub start: u32,
    /// The one after the last.
    pub end: u32,
    /// Where to go on. The stack is cut to `depth` values above the slots, then the exception is pushed.
    pub target: u32,
    /// How many values stay.
    pub depth: u16,
}

/// A value that stands in the source.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// `...`.
    Ellipsis,
    /// An int that fits.
    Int(i64),
    /// Any other int: decimal digits, no sign.
    Big(Rc<str>),
    /// A float.
    Float(f64),
    /// A string.
    Str(Rc<str>),
    /// Bytes.
    Bytes(Rc<[u8]>),
    /// A tuple of constants.
    Tuple(Vec<Constant>),
}

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unary {
    /// `not`.
    Not,
    /// `-`.
    Negative,
    /// `+`.
    Positive,
    /// `~`.
    Invert,
}

/// Operators with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `//`.
    FloorDivide,
    /// `%`.
    Modulo,
    /// `**`.
    Power,
    /// `<<`.
    ShiftLeft,
    /// `>>`.
    ShiftRight,
    /// `&`.
    And,
    /// `|`.
    Or,
    /// `^`.
    Xor,
    /// `@`.
    MatrixMultiply,
}

/// Comparisons; each leaves one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `<`.
    Less,
    /// `<=`.
    LessEqual,
    /// `==`.
    Equal,
    /// `!=`.
    NotEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterEqual,
    /// `is`.
    Is,
    /// `is not`.
    IsNot,
    /// `in`: the container on top.
    In,
    /// `not in`.
    NotIn,
}

/// What an f-string does with a value before it is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// Nothing.
    None,
    /// `!s`.
    Str,
    /// `!r`.
    Repr,
    /// `!a`.
    Ascii,
}

/// One instruction. Stacks are written with the top at the right: `a b → c`.
///
/// Jumps are absolute. Slots, names, consts, … are indices into the code's lists. The compiler emits these alone; the
/// machine fuses frequent sequences when it loads a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// The statement `places[i]` is reached: it pays the line cost, then goes on. Only in the program, never in the prelude.
    Statement(u32),
    /// Does nothing (a jump's target, for instance).
    Nop,

    // The stack.
    /// `→ consts[i]`.
    Const(u32),
    /// `a →`.
    Pop,
    /// `→ a`, a copy of the n-th from the top; 1 is the top itself.
    Copy(u16),
    /// Swaps the top with the n-th from the top; 2 is its neighbour, 1 does nothing.
    Swap(u16),

    // Variables.
    /// `→ value`; UnboundLocalError where there is none.
    LoadLocal(u16),
    /// `value →`.
    StoreLocal(u16),
    /// UnboundLocalError where there is none.
    DeleteLocal(u16),
    /// Puts the slot's value, or nothing, into a new cell in that slot. At the start of a code, for each of its own
    /// variables that inner codes use (parameters too); again in a loop only if a new cell is wanted.
    MakeCell(u16),
    /// `→ the cell's value`: of an own cell or a free variable. NameError/UnboundLocalError where there is none.
    LoadCell(u16),
    /// `value →`.
    StoreCell(u16),
    /// Empties the cell.
    DeleteCell(u16),
    /// `→ cell`: the cell itself, for a closure.
    LoadClosure(u16),
    /// `→ value`: the module's global, else the builtin; NameError.
    LoadGlobal(u32),
    /// `value →`.
    StoreGlobal(u32),
    /// NameError where there is none.
    DeleteGlobal(u32),
    /// In a class body: `→ value`: the class's own `names[name]`, else the global or builtin `global` of the unit.
    LoadName {
        /// In `names`.
        name: u16,
        /// In the unit's `globals`.
        global: u32,
    },
    /// In a class body: the class's own `names[name]`, else the cell in `slot`.
    LoadNameOrCell {
        /// In `names`.
        name: u16,
        /// A free variable's slot.
        slot: u16,
    },
    /// In a class body: `value →`.
    StoreName(u32),
    /// In a class body.
    DeleteName(u32),

    // Attributes and items.
    /// `object → value`.
    LoadAttr(u32),
    /// `value object →`.
    StoreAttr(u32),
    /// `object →`.
    DeleteAttr(u32),
    /// `object → method self` or `nothing bound`: two values for `CallMethod`.
    LoadMethod(u32),
    /// `object index → value`.
    LoadItem,
    /// `value object index →`.
    StoreItem,
    /// `object index →`.
    DeleteItem,
    /// `start stop → slice` (2) or `start stop step → slice` (3).
    BuildSlice(u8),

    // Operators.
    /// `a → b`.
    Unary(Unary),
    /// `a b → c`.
    Binary(Binary),
    /// `a b → c`: of `a += b`.
    InPlace(Binary),
    /// `a b → c`.
    Compare(Compare),

    // Jumps.
    /// Goes there.
    Jump(u32),
    /// `a →`.
    JumpIfFalse(u32),
    /// `a →`.
    JumpIfTrue(u32),
    /// `a → a` and jumps where it is false, else `a →`.
    JumpIfFalseOrPop(u32),
    /// `a → a` and jumps where it is true, else `a →`.
    JumpIfTrueOrPop(u32),
    /// `a →`.
    JumpIfNone(u32),
    /// `a →`.
    JumpIfNotNone(u32),

    // Iteration.
    /// `iterable → iterator`.
    GetIter,
    /// `iterator → iterator item`; at its end `iterator →` and jumps.
    ForIter(u32),
    /// `iterable → a₁ … aₙ` with a₁ on top (so that stores follow in order); errors as in CPython.
    Unpack(u32),
    /// `iterable →` `before` values, a list, `after` values; the first on top.
    UnpackRest {
        /// Values before the starred one.
        before: u16,
        /// Values after it.
        after: u16,
    },

    // Collections.
    /// `a₁ … aₙ → tuple`.
    BuildTuple(u32),
    /// `a₁ … aₙ → list`.
    BuildList(u32),
    /// `a₁ … aₙ → set`.
    BuildSet(u32),
    /// `k₁ v₁ … kₙ vₙ → dict`.
    BuildDict(u32),
    /// `a →`, appended to the list that is then the n-th from the top (1 is the top).
    ListAppend(u16),
    /// `a →`, added to the set n-th from the top.
    SetAdd(u16),
    /// `key value →`, set in the dict n-th from the top.
    DictSet(u16),
    /// `list iterable → list`, extended.
    ListExtend,
    /// `set iterable → set`.
    SetUpdate,
    /// `dict mapping → dict`: of `{**mapping}`.
    DictUpdate,
    /// `dict mapping → dict`: of `f(**mapping)`; TypeError for a key twice or no string. The callee is the value two below the dict.
    DictMerge,
    /// `list → tuple`.
    ListToTuple,

    // Strings.
    /// `value → str`, or with `spec` `value spec → str`.
    Format {
        /// What is done first.
        conversion: Conversion,
        /// A spec is on the stack.
        spec: bool,
    },
    /// `s₁ … sₙ → s`.
    BuildString(u32),

    // Functions and calls.
    /// Makes a function of `codes[code]`. Below, in this order, those whose bit is set: 1 a tuple of defaults, 2 a dict of
    /// keyword-only defaults, 4 a dict of annotations, 8 a tuple of cells for the free variables.
    MakeFunction {
        /// In `codes`.
        code: u16,
        /// Which values are there.
        flags: u8,
    },
    /// `callee a₁ … aₙ → result`.
    Call(u32),
    /// `callee a₁ … aₙ → result`, the last of which are keyword arguments with the names `keyword_lists[names]`.
    CallKeywords {
        /// All of them.
        count: u16,
        /// In `keyword_lists`.
        names: u16,
    },
    /// `callee list-or-tuple → result`, or with `keywords` `callee list-or-tuple dict → result`.
    CallSpread {
        /// A dict is on top.
        keywords: bool,
    },
    /// `method self a₁ … aₙ → result` of `LoadMethod`.
    CallMethod(u32),
    /// The same with keyword arguments at the end.
    CallMethodKeywords {
        /// All of them.
        count: u16,
        /// In `keyword_lists`.
        names: u16,
    },
    /// `value →`, and the frame ends.
    Return,
    /// `→ function`: makes a class when it is called as CPython's `__build_class__(body, name, *bases, **keywords)`. The
    /// body is a function of a code of kind `Class`, which returns its `__class__` cell if it has one (a cell named
    /// `__class__`, whose `LoadClosure` is returned), else None.
    LoadBuildClass,
    /// `value → value`: the value is about to be assigned for the first time by a simple statement to the name
    /// `names[i]` (`pool`; `Account.lock` for `self.lock` in a method of `Account`). Names locks, queues and the like that have no name yet. Emitted where the value is a call.
    NameValue(u32),

    // Generators and coroutines.
    /// `value → sent`: gives a value out. In an async generator it gives the value to its consumer.
    Yield,
    /// `iterable → iterator`, for `yield from` (generators stay themselves; a coroutine only inside a coroutine).
    GetYieldFromIter,
    /// `iterator sent → result`: of `yield from`; starts with None. Gives on what the iterator gives out and passes on
    /// what comes in; the machine stays at this instruction until the iterator is done. Throwing goes into the iterator.
    YieldFrom,
    /// `object → iterator`: its `__await__`; TypeError. Then `Const(None) YieldFrom` waits.
    GetAwaitable,
    /// `object → iterator`: its `__aiter__`.
    GetAsyncIter,
    /// `aiter → aiter iterator`: the awaitable of its `__anext__()`, ready for `Const(None) YieldFrom`.
    GetAsyncNext,
    /// `aiter exception →`, and jumps, where it is StopAsyncIteration; else raises it again. The handler of an `async for`.
    EndAsyncFor(u32),

    // With. Normal end of a block: `Const(None) ×3, Call(3), Pop` (async: `Call(3), GetAwaitable, Const(None), YieldFrom, Pop`).
    /// `manager → exit entered`.
    BeforeWith,
    /// `manager → exit awaitable`: the awaitable of `__aenter__()`; `GetAwaitable …` follow.
    BeforeAsyncWith,
    /// `exit previous exception → exit previous exception result`: calls exit with the exception (after `PushHandled`).
    WithExcept,

    // Exceptions.
    /// `exception → previous exception`: the exception is being handled now.
    PushHandled,
    /// `previous →`: what was handled before is handled again.
    PopHandled,
    /// `exception →`, raised again with its traceback as it is.
    Reraise,
    /// `exception class-or-tuple → exception bool`.
    MatchException,
    /// `exception class-or-tuple → rest match`: of `except*`: two groups, or None where one is empty. A naked exception
    /// that matches becomes a group of one (rest None). The match is being handled if it is not None.
    MatchGroup,
    /// `original list → exception-or-None`: at the end of `except*`: the list holds what was raised in the handlers and what nobody took; what is to be raised.
    JoinGroup,
    /// `→` raise again what is being handled (0), `exception →` (1), `exception cause →` (2).
    Raise(u8),
    /// `→ AssertionError`.
    LoadAssertionError,

    // Match. Subjects stay on the stack.
    /// `subject → subject length`.
    GetLength,
    /// `subject → subject bool`: a sequence, no string.
    MatchSequence,
    /// `subject → subject bool`.
    MatchMapping,
    /// `subject keys → subject keys values`: a tuple of their values, or None.
    MatchKeys,
    /// `subject keys → dict`: what of the mapping is not in the tuple of keys.
    MatchRest,
    /// `subject class names → values`: a tuple of the attributes (count positional ones by `__match_args__`, then those
    /// of the tuple of names), or None where it is no instance or an attribute is missing.
    MatchClass(u32),

    // Modules.
    /// `→ module`: imports `names[i]` (`a.b.c`) and pushes the first part (`a`).
    Import(u32),
    /// `→ module`: imports `names[i]` (`a.b.c`) and pushes the last part.
    ImportLeaf(u32),
    /// `module → module value`: `names[i]` of it; ImportError.
    ImportFrom(u32),
    /// `module →`: all its public names become globals of this module. In a module body alone.
    ImportStar,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_stays_small() {
        assert_eq!(std::mem::size_of::<Op>(), 8, "the machine's inner loop reads one word an instruction");
    }
}
