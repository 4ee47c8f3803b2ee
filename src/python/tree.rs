//! The tree of a program: every statement and expression with its place, and nothing that the compiler does not use.

mod children;

use std::rc::Rc;

/// Where something begins in the source: both count from 1, the column in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// A name of the program.
pub type Name = Rc<str>;

/// A whole source file.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// Its statements.
    pub body: Vec<Statement>,
}

/// A statement, at its first line.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Where its keyword or first expression stands; of a decorated definition this is `def` or `class`.
    pub place: Place,
    /// What it does.
    pub kind: StatementKind,
}

/// What a statement does.
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// An expression on its own.
    Expression(Expression),
    /// `a = b = value`.
    Assign {
        /// From left to right.
        targets: Vec<Expression>,
        /// What is assigned.
        value: Expression,
    },
    /// `target += value`.
    Augment {
        /// A name, attribute or subscript.
        target: Expression,
        /// What is done.
        operator: Binary,
        /// With what.
        value: Expression,
    },
    /// `target: annotation = value`.
    Annotate {
        /// A name, attribute or subscript.
        target: Expression,
        /// Its type.
        annotation: Annotation,
        /// What is assigned, if anything.
        value: Option<Expression>,
        /// Whether the target is a name without parentheses.
        simple: bool,
    },
    /// `del a, b`.
    Delete(Vec<Expression>),
    /// `return value`.
    Return(Option<Expression>),
    /// `raise exception from cause`.
    Raise {
        /// What is raised; nothing raises again what is being handled.
        exception: Option<Expression>,
        /// What led to it.
        cause: Option<Expression>,
    },
    /// `assert test, message`.
    Assert {
        /// What must hold.
        test: Expression,
        /// What to say if not.
        message: Option<Expression>,
    },
    /// `global a, b`.
    Global(Vec<(Name, Place)>),
    /// `nonlocal a, b`.
    Nonlocal(Vec<(Name, Place)>),
    /// `import a.b as c, d`.
    Import(Vec<Alias>),
    /// `from module import a as b`.
    ImportFrom {
        /// The module's name, with dots; empty in `from . import a`.
        module: Name,
        /// The dots before it.
        level: u32,
        /// What is taken; a single `*` takes all.
        names: Vec<Alias>,
    },
    /// `pass`.
    Pass,
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `if`, with its `elif`s; what comes last has no test if it is an `else`.
    If(Vec<Branch>),
    /// `while`.
    While {
        /// Evaluated before each turn.
        test: Expression,
        /// A turn.
        body: Vec<Statement>,
        /// What runs when the test failed.
        otherwise: Vec<Statement>,
    },
    /// `for`, `async for`.
    For(Box<For>),
    /// `with`, `async with`.
    With {
        /// Whether it is `async with`.
        is_async: bool,
        /// From left to right.
        items: Vec<WithItem>,
        /// What runs inside.
        body: Vec<Statement>,
    },
    /// `try`.
    Try(Box<Try>),
    /// `match`.
    Match {
        /// What is matched.
        subject: Expression,
        /// From top to bottom.
        cases: Vec<Case>,
    },
    /// `def`, `async def`.
    Function(Box<Function>),
    /// `class`.
    Class(Box<Class>),
    /// `type Name[…] = value`.
    TypeAlias {
        /// Its name.
        name: Name,
        /// What is in its brackets.
        parameters: Vec<TypeParameter>,
        /// What it stands for.
        value: Expression,
    },
}

/// A type that is written beside a name. Nothing evaluates it.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// As it is written.
    pub text: Name,
    /// As it would be evaluated.
    pub value: Expression,
}

/// What is imported, and under which name.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// Where it stands.
    pub place: Place,
    /// A name, with dots if it is a module's.
    pub name: Name,
    /// The name it gets.
    pub alias: Option<Name>,
}

/// One branch of an `if`.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// Where `if`, `elif` or `else` stands.
    pub place: Place,
    /// Nothing in an `else`.
    pub test: Option<Expression>,
    /// What runs.
    pub body: Vec<Statement>,
}

/// A loop over the items of something.
#[derive(Clone, Debug, PartialEq)]
pub struct For {
    /// Whether it is `async for`.
    pub is_async: bool,
    /// What an item is assigned to.
    pub target: Expression,
    /// What the items come from.
    pub iterable: Expression,
    /// A turn.
    pub body: Vec<Statement>,
    /// What runs when the items are used up.
    pub otherwise: Vec<Statement>,
}

/// One item of a `with`.
#[derive(Clone, Debug, PartialEq)]
pub struct WithItem {
    /// The context manager.
    pub context: Expression,
    /// What `as` names.
    pub target: Option<Expression>,
}

/// A `try` with its clauses.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// What is tried.
    pub body: Vec<Statement>,
    /// From top to bottom.
    pub handlers: Vec<Handler>,
    /// Whether they are `except*`.
    pub is_star: bool,
    /// What runs when nothing was raised.
    pub otherwise: Vec<Statement>,
    /// What runs in any case.
    pub finally: Vec<Statement>,
}

/// An `except` clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Handler {
    /// Where `except` stands.
    pub place: Place,
    /// What it catches; nothing catches all.
    pub exception: Option<Expression>,
    /// What `as` names.
    pub name: Option<Name>,
    /// What runs.
    pub body: Vec<Statement>,
}

/// A `case` clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Where `case` stands.
    pub place: Place,
    /// What it matches.
    pub pattern: Pattern,
    /// What must hold besides.
    pub guard: Option<Expression>,
    /// What runs.
    pub body: Vec<Statement>,
}

/// A pattern, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Where it stands.
    pub place: Place,
    /// What it matches.
    pub kind: PatternKind,
}

/// What a pattern matches.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternKind {
    /// What is equal to a value.
    Value(Expression),
    /// `None`, `True`, `False`: the very same.
    Same(Constant),
    /// A sequence; at most one of them is a star.
    Sequence(Vec<Pattern>),
    /// `{key: pattern, **rest}`.
    Mapping {
        /// Literals and dotted names.
        keys: Vec<Expression>,
        /// One for each key.
        patterns: Vec<Pattern>,
        /// The name of what is left.
        rest: Option<Name>,
    },
    /// `Class(pattern, name=pattern)`.
    Class {
        /// The class.
        class: Expression,
        /// By position.
        positional: Vec<Pattern>,
        /// By attribute.
        keywords: Vec<(Name, Place, Pattern)>,
    },
    /// `*name` inside a sequence; without a name it is `*_`.
    Star(Option<Name>),
    /// `pattern as name`; without a pattern a capture; without both `_`.
    As {
        /// What must match.
        pattern: Option<Box<Pattern>>,
        /// What is bound.
        name: Option<Name>,
    },
    /// `a | b`.
    Or(Vec<Pattern>),
}

/// A function's definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Whether it is `async def`.
    pub is_async: bool,
    /// Its name.
    pub name: Name,
    /// From top to bottom.
    pub decorators: Vec<Expression>,
    /// What is in its brackets.
    pub type_parameters: Vec<TypeParameter>,
    /// Its parameters.
    pub parameters: Parameters,
    /// What `->` says.
    pub returns: Option<Annotation>,
    /// What runs.
    pub body: Vec<Statement>,
}

/// A class's definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: Name,
    /// From top to bottom.
    pub decorators: Vec<Expression>,
    /// What is in its brackets.
    pub type_parameters: Vec<TypeParameter>,
    /// Its bases and keywords.
    pub arguments: Vec<Argument>,
    /// What runs to make it.
    pub body: Vec<Statement>,
}

/// `T`, `*Ts` or `**P` in the brackets of a generic definition.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeParameter {
    /// Where it stands.
    pub place: Place,
    /// Its name.
    pub name: Name,
}

/// The parameters of a function or lambda, in the order of calls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    /// How many of `positional` can be given by position alone.
    pub only_positional: usize,
    /// Those that can be given by position.
    pub positional: Vec<Parameter>,
    /// `*args`.
    pub rest: Option<Parameter>,
    /// Those that can be given by name alone.
    pub only_keyword: Vec<Parameter>,
    /// `**kwargs`.
    pub keywords: Option<Parameter>,
}

/// One parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Where it stands.
    pub place: Place,
    /// Its name.
    pub name: Name,
    /// Its type.
    pub annotation: Option<Annotation>,
    /// What it is if it is not given.
    pub default: Option<Expression>,
}

/// An expression, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Where it begins.
    pub place: Place,
    /// What it is.
    pub kind: Box<ExpressionKind>,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// A literal.
    Constant(Constant),
    /// An f-string.
    Format(Vec<FormatPiece>),
    /// A name.
    Name(Name),
    /// `value.name`.
    Attribute {
        /// Of what.
        value: Expression,
        /// The attribute.
        name: Name,
    },
    /// `value[index]`.
    Subscript {
        /// Of what.
        value: Expression,
        /// A tuple if there are commas.
        index: Expression,
    },
    /// `start:stop:step` inside a subscript.
    Slice {
        /// The first.
        start: Option<Expression>,
        /// The first that is not in it.
        stop: Option<Expression>,
        /// How far from one to the next.
        step: Option<Expression>,
    },
    /// `function(arguments)`.
    Call {
        /// What is called.
        function: Expression,
        /// As written.
        arguments: Vec<Argument>,
    },
    /// `a, b`.
    Tuple(Vec<Expression>),
    /// `[a, b]`.
    List(Vec<Expression>),
    /// `{a, b}`.
    Set(Vec<Expression>),
    /// `{key: value, **more}`; what has no key is merged in.
    Dict(Vec<(Option<Expression>, Expression)>),
    /// `*value` in a list, a tuple or a target.
    Starred(Expression),
    /// `not a`, `-a`, `+a`, `~a`.
    Unary {
        /// What is done.
        operator: Unary,
        /// With what.
        operand: Expression,
    },
    /// `a + b`.
    Binary {
        /// The left side.
        left: Expression,
        /// What is done.
        operator: Binary,
        /// The right side.
        right: Expression,
    },
    /// `a and b and c`.
    And(Vec<Expression>),
    /// `a or b or c`.
    Or(Vec<Expression>),
    /// `a < b < c`.
    Compare {
        /// The first.
        first: Expression,
        /// What follows.
        rest: Vec<(Comparison, Expression)>,
    },
    /// `body if test else otherwise`.
    Conditional {
        /// What decides.
        test: Expression,
        /// If it holds.
        body: Expression,
        /// If not.
        otherwise: Expression,
    },
    /// `lambda parameters: body`.
    Lambda {
        /// Its parameters.
        parameters: Parameters,
        /// What it returns.
        body: Expression,
    },
    /// `name := value`.
    Walrus {
        /// A name.
        target: Name,
        /// Where the name stands.
        at: Place,
        /// What it is bound to.
        value: Expression,
    },
    /// A comprehension or a generator expression.
    Comprehension {
        /// What it makes.
        makes: Makes,
        /// The item; of a dict its value.
        item: Expression,
        /// A dict's key.
        key: Option<Expression>,
        /// `for … in … if …`, from left to right, at least one.
        loops: Vec<Loop>,
    },
    /// `await value`.
    Await(Expression),
    /// `yield value`.
    Yield(Option<Expression>),
    /// `yield from value`.
    YieldFrom(Expression),
}

/// What a comprehension makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Makes {
    /// `[…]`.
    List,
    /// `{…}`.
    Set,
    /// `{… : …}`.
    Dict,
    /// `(…)`.
    Generator,
}

/// One `for` of a comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct Loop {
    /// Where it stands.
    pub place: Place,
    /// Whether it is `async for`.
    pub is_async: bool,
    /// What an item is assigned to.
    pub target: Expression,
    /// What the items come from.
    pub iterable: Expression,
    /// What must hold.
    pub conditions: Vec<Expression>,
}

/// One argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// `value`.
    Positional(Expression),
    /// `*value`.
    Spread(Expression),
    /// `name=value`.
    Keyword {
        /// Where the name stands.
        place: Place,
        /// The parameter's name.
        name: Name,
        /// What it gets.
        value: Expression,
    },
    /// `**value`.
    SpreadKeywords(Expression),
}

impl Argument {
    /// What is passed.
    pub fn value(&self) -> &Expression {
        match self {
            Self::Positional(value)
            | Self::Spread(value)
            | Self::Keyword { value, .. }
            | Self::SpreadKeywords(value) => value,
        }
    }
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// A whole number that fits.
    Int(i64),
    /// A larger one: its decimal, hexadecimal, octal or binary digits, without prefix and underscores.
    BigInt {
        /// 2, 8, 10 or 16.
        radix: u32,
        /// The digits.
        digits: Rc<str>,
    },
    /// A floating-point number.
    Float(f64),
    /// The imaginary part of `2j`.
    Imaginary(f64),
    /// A string.
    Str(Rc<str>),
    /// `b"…"`.
    Bytes(Rc<[u8]>),
    /// `...`.
    Ellipsis,
}

/// A piece of an f-string.
#[derive(Clone, Debug, PartialEq)]
pub enum FormatPiece {
    /// Text.
    Text(Rc<str>),
    /// `{value!r:spec}`.
    Value {
        /// What is shown.
        value: Expression,
        /// How it becomes text first.
        conversion: Option<Conversion>,
        /// The format, itself of pieces.
        spec: Vec<FormatPiece>,
    },
}

/// How a value of an f-string becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `!s`.
    Str,
    /// `!r`.
    Repr,
    /// `!a`.
    Ascii,
}

/// An operator with one side.
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

/// An operator with two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Binary {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `@`.
    MatrixMultiply,
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
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`.
    Equal,
    /// `!=`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterEqual,
    /// `is`.
    Is,
    /// `is not`.
    IsNot,
    /// `in`.
    In,
    /// `not in`.
    NotIn,
}
