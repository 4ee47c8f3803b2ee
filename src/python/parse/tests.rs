//! Tests of reading: places, errors, and that nothing nests deeper than the stack is.

use super::*;
use crate::python::tree::{ExpressionKind, StatementKind};

/// All problems of a source, as they are printed.
fn problems(source: &str) -> Vec<String> {
    let problems = parse(source).err().unwrap_or_default();
    problems
        .iter()
        .map(|problem| format!("{}:{}: {}", problem.place.line, problem.place.column, problem.message))
        .collect()
}

#[test]
fn statements_stand_at_their_first_line() {
    let module = parse("import a\n\n@one\n# about\n@(two\n)\nasync def f(): pass\nx = (\n 1)\n")
        .expect("it is Python");
    let places: Vec<_> =
        module.body.iter().map(|statement| (statement.place.line, statement.place.column)).collect();
    assert_eq!(places, [(1, 1), (7, 1), (8, 1)]);
}

#[test]
fn columns_count_characters() {
    let module = parse("'é€😀'; x\n").expect("it is Python");
    assert_eq!(module.body[1].place, Place { line: 1, column: 8 });
    let marked = parse("\u{feff}x\n").expect("it is Python");
    assert_eq!(marked.body[0].place, Place { line: 1, column: 1 });
}

#[test]
fn every_syntax_error_is_listed_at_its_place() {
    let found = problems("x = = 1\ny = 2\ndef f(1): pass\nz = 1 +\n");
    let places: Vec<_> = found.iter().filter_map(|problem| problem.split(": ").next()).collect();
    assert_eq!(places, ["1:5", "3:7", "4:8"]);
}

#[test]
fn brackets_are_matched_first() {
    let rows = [
        ("x = (1,\ny = 2\n", "1:5: invalid syntax: '(' was never closed"),
        ("é = ((1)\n", "1:5: invalid syntax: '(' was never closed"),
        ("x = [1)\n", "1:7: invalid syntax: closing ')' does not match opening '['"),
        ("x = 1)\n", "1:6: invalid syntax: unmatched ')'"),
        ("x = f'{a)}'\n", "1:9: invalid syntax: closing ')' does not match opening '{'"),
    ];
    for (source, expected) in rows {
        assert_eq!(problems(source), [expected], "{source}");
    }
    assert_eq!(problems("x = 'a(b'  # (\n"), [""; 0]);
    let before = problems("x = = 1\ndef f():\n    y = (1,\n    z = 2\n");
    assert_eq!(
        before,
        ["1:5: invalid syntax: expected an expression", "3:9: invalid syntax: '(' was never closed"]
    );
}

#[test]
fn a_missing_block_is_missed_where_it_should_stand() {
    let found = problems("for x in y:\n\n# about\nprint(x)\n");
    assert_eq!(found, ["4:1: invalid syntax: expected an indented block after `for` statement"]);
}

#[test]
fn what_has_no_counterpart_here_says_so() {
    assert!(
        problems("x = '\\N{BULLET}'\n")[0].contains("not known by name"),
        "{:?}",
        problems("x = '\\N{BULLET}'\n")
    );
    assert!(problems("x = t'{a}'\n")[0].contains("template strings"));
}

#[test]
fn what_is_too_long_is_refused() {
    assert!(problems(&"x\n".repeat(2_001))[0].starts_with("2001:1: a program of 2001 lines is too long"));
    assert!(problems(&"x".repeat(70_000))[0].starts_with("1:1: a program of 70000 bytes is too long"));
    assert_eq!(problems(&"x\n".repeat(2_000)), [""; 0]);
}

#[test]
fn big_numbers_keep_their_digits() {
    let constant = |source: &str| {
        let module = parse(source).expect("it is Python");
        let StatementKind::Expression(expression) = &module.body[0].kind else { panic!("an expression") };
        let ExpressionKind::Constant(constant) = &*expression.kind else { panic!("a constant") };
        format!("{constant:?}")
    };
    assert_eq!(constant("9223372036854775807"), "Int(9223372036854775807)");
    assert_eq!(
        constant("9_223_372_036_854_775_808"),
        "BigInt { radix: 10, digits: \"9223372036854775808\" }"
    );
    assert_eq!(constant("0XFFFF_ffff_ffff_ffff_f"), "BigInt { radix: 16, digits: \"fffffffffffffffff\" }");
}

/// Runs on a stack of the size that a browser gives.
fn on_a_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(run).expect("a thread starts");
    thread.join().expect("it does not panic")
}

/// Whatever of it is repeated up to the longest source.
const PIECES: [&str; 60] = [
    "(",
    "[",
    "{",
    "-",
    "not ",
    "a.",
    "a(",
    "f(f(f(",
    "lambda:",
    "lambda a,b:",
    "x if x else ",
    "x**",
    "f\"{",
    "f'{f\"{",
    "a==",
    "a+",
    "a and ",
    "'a' ",
    "'a'+",
    "@a\n",
    "a|",
    "await ",
    "yield ",
    "a[",
    "{a:",
    "x:=",
    "*",
    "a,",
    "a=",
    "async ",
    "if x: ",
    "a if b, c else ",
    "* a or ",
    "lambda x=lambda: ",
    "[x for x in ",
    "f'{x:{",
    "f'{x!r:{x:",
    "print x ",
    "match ",
    "case ",
    "a\nif x:\n",
    "~",
    "not a in ",
    "?",
    "\"",
    "\"\"\"",
    "*a,",
    "f(*",
    "f(a=",
    "class a(",
    "def f(a=",
    "with (a as ",
    "(]",
    "(\n",
    "f(x for x in ",
    "\\\n",
    "del a,",
    "{**",
    "a[b:",
    "a.b[c](d).",
];

#[test]
fn nothing_nests_deeper_than_the_stack() {
    for piece in PIECES {
        for count in [90, 199, SOURCE_BYTES_MAX / piece.len()] {
            let source = piece.repeat(count);
            on_a_small_stack(move || drop(parse_any_length(&source)));
        }
    }
}

#[test]
fn blocks_nest_to_a_limit() {
    for head in ["if x:", "for x in y:", "try:", "def f():", "class x:", "with x:"] {
        for (depth, fits) in [(99, head != "try:"), (101, false)] {
            let mut source: String =
                (0..depth).map(|level| format!("{}{head}\n", " ".repeat(level))).collect();
            source += &format!("{}pass\n", " ".repeat(depth));
            assert_eq!(on_a_small_stack(move || parse(&source).is_ok()), fits, "{head} {depth}");
        }
    }
}
