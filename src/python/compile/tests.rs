//! Tests of compiling: what Python's own compiler refuses, and that every path through a code keeps the stack in order.

use super::*;
use crate::python::library;
use crate::python::parse::parse_any_length;

fn compiled(source: &str) -> Result<Unit, Vec<Problem>> {
    compile(&parse_any_length(source).expect("it is Python"), Origin::Program)
}

fn problems(source: &str) -> Vec<String> {
    let problems = compiled(source).err().unwrap_or_default();
    problems
        .iter()
        .map(|problem| format!("{}:{}: {}", problem.place.line, problem.place.column, problem.message))
        .collect()
}

/// All codes of a unit.
fn codes(unit: &Unit) -> Vec<Rc<Code>> {
    let mut open = vec![Rc::clone(&unit.body)];
    let mut all = Vec::new();
    while let Some(code) = open.pop() {
        open.extend(code.codes.iter().cloned());
        all.push(code);
    }
    all
}

/// Goes along every path of a code: each instruction is reached with one depth of the stack alone, finds what it takes,
/// and what handles it finds what it keeps.
fn walk(code: &Code) -> Result<(), String> {
    let mut seen: Vec<Option<u32>> = vec![None; code.ops.len()];
    let mut open = vec![(0, 0)];
    while let Some((at, depth)) = open.pop() {
        let op = code.ops.get(at).ok_or_else(|| format!("{} runs off its end", code.qualname))?;
        let wrong = |what: &str| Err(format!("{}: {at} {op:?}: {what} at depth {depth}", code.qualname));
        match seen[at] {
            Some(known) if known == depth => continue,
            Some(known) => return wrong(&format!("was reached at depth {known}")),
            None => seen[at] = Some(depth),
        }
        let holds =
            |handler: &&super::super::code::Handler| (handler.start..handler.end).contains(&(at as u32));
        if let Some(handler) = code.handlers.iter().find(holds) {
            if u32::from(handler.depth) > depth {
                return wrong("its handler keeps more than there is");
            }
            open.push((handler.target as usize, u32::from(handler.depth) + 1));
        }
        let (takes, gives) = depth::effect(op);
        if takes > depth {
            return wrong("takes more than there is");
        }
        if let Op::Swap(far) | Op::Copy(far) = op
            && u32::from(*far) > depth
        {
            return wrong("reaches below the stack");
        }
        if depth > u32::from(code.stack) {
            return wrong("the stack is larger than it says");
        }
        let next = depth - takes + gives;
        let (jump, falls) = depth::flow(op);
        if let Some((target, change)) = jump {
            open.push((target as usize, next.saturating_add_signed(change)));
        }
        if falls {
            open.push((at + 1, next));
        }
    }
    Ok(())
}

const STATEMENTS: [&str; 14] = [
    "return",
    "return x",
    "break",
    "continue",
    "raise",
    "x = 1",
    "yield x",
    "await x",
    "del x",
    "assert x, y",
    "for i in a: break",
    "x = [i for i in a if i]",
    "with a as b: pass",
    "pass",
];

const AROUND: [&str; 16] = [
    "for x in y:\n @",
    "while x:\n @",
    "async for x in y:\n @",
    "with x as y, z:\n @",
    "async with x:\n @",
    "try:\n @\nfinally:\n @",
    "try:\n @\nexcept A as e:\n @\nexcept:\n @",
    "try:\n @\nexcept A:\n @\nelse:\n @\nfinally:\n x",
    "try:\n x\nfinally:\n @",
    "if x:\n @\nelse:\n @",
    "match x:\n case [1, *_, y] if z:\n  @\n case {'a': b, **c} | {'d': b, **c}:\n  @\n case A(b, c=d):\n  @",
    "while True:\n @\nelse:\n @",
    "for x, *y in z:\n @\nelse:\n @",
    "try:\n x\nexcept* A as e:\n y\nexcept* B:\n z\nelse:\n @",
    "def f(a, /, b=1, *c, d=2, **e):\n yield\n @",
    "class A(B, c=d):\n x: int = 1\n def f(self):\n  super()\n  @",
];

/// Puts lines in the place of `@`, each moved as far in.
fn inside(around: &str, inner: &str) -> String {
    let mut text = String::new();
    for line in around.lines() {
        if let Some(blank) = line.strip_suffix('@') {
            inner.lines().for_each(|inner| text += &format!("{blank}{inner}\n"));
        } else {
            text += line;
            text.push('\n');
        }
    }
    text
}

#[test]
fn every_path_keeps_the_stack_in_order() {
    let (mut walked, mut number) = (0, 0);
    for outer in AROUND {
        for middle in AROUND {
            for inner in AROUND {
                for statement in STATEMENTS {
                    // Every eleventh of all, which meets each pair of neighbours.
                    number += 1;
                    if number % 11 != 0 {
                        continue;
                    }
                    let body = inside(outer, &inside(middle, &inside(inner, statement)));
                    let source = inside("async def g():\n async for q in r:\n  @", &body);
                    let Ok(unit) = compiled(&source) else { continue };
                    for code in codes(&unit) {
                        walk(&code).unwrap_or_else(|why| panic!("{why}\n{source}"));
                        walked += 1;
                    }
                }
            }
        }
    }
    assert!(walked > 6_000, "{walked} codes");
}

#[test]
fn the_library_compiles() {
    for module in library::modules() {
        for blocking in [false, true] {
            let source = library::source(module, blocking).expect("it is there");
            let tree = parse_any_length(source).unwrap_or_else(|problems| panic!("{module}: {problems:?}"));
            let unit =
                compile(&tree, Origin::Prelude).unwrap_or_else(|problems| panic!("{module}: {problems:?}"));
            for code in codes(&unit) {
                walk(&code).unwrap_or_else(|why| panic!("{module}: {why}"));
                assert!(!code.ops.iter().any(|op| matches!(op, Op::Statement(_))), "{module} costs");
            }
        }
    }
}

#[test]
fn what_python_refuses_is_refused() {
    let rows = [
        ("return 1", "1:1: 'return' outside function"),
        ("class A:\n return", "2:2: 'return' outside function"),
        ("break", "1:1: 'break' outside loop"),
        ("for x in y:\n def f():\n  continue", "3:3: 'continue' not properly in loop"),
        ("x = await y", "1:5: 'await' outside function"),
        ("def f():\n await y", "2:2: 'await' outside async function"),
        ("def f():\n async with y: pass", "2:2: 'async with' outside async function"),
        ("async for x in y: pass", "1:1: 'async for' outside async function"),
        (
            "def f():\n return [x async for x in y]",
            "2:9: asynchronous comprehension outside of an asynchronous function",
        ),
        ("yield", "1:1: 'yield' outside function"),
        ("async def f():\n yield from x", "2:2: 'yield from' inside async function"),
        ("async def f():\n yield\n return 1", "3:2: 'return' with value in async generator"),
        ("def f():\n nonlocal x", "2:11: no binding for nonlocal 'x' found"),
        ("nonlocal x", "1:10: nonlocal declaration not allowed at module level"),
        ("def f():\n x = 1\n global x", "3:9: name 'x' is assigned to before global declaration"),
        ("def f():\n print(x)\n global x", "3:9: name 'x' is used prior to global declaration"),
        ("def f(x):\n global x", "2:9: name 'x' is parameter and global"),
        ("def f(a, a): pass", "1:10: duplicate argument 'a' in function definition"),
        ("*a = x", "1:1: starred assignment target must be in a list or tuple"),
        ("a, *b, *c = x", "1:8: multiple starred expressions in assignment"),
        ("try: pass\nexcept: pass\nexcept A: pass", "2:1: default 'except:' must be last"),
        (
            "match x:\n case y: pass\n case 1: pass",
            "2:7: name capture 'y' makes remaining patterns unreachable",
        ),
        ("match x:\n case [a, a]: pass", "2:11: multiple assignments to name 'a' in pattern"),
        ("match x:\n case [a] | [b]: pass", "2:13: alternative patterns bind different names"),
        ("def f():\n from a import *", "2:2: import * only allowed at module level"),
        (
            "x = 1\nfrom __future__ import annotations",
            "2:1: from __future__ imports must occur at the beginning of the file",
        ),
        (
            "[x := 1 for x in y]",
            "1:2: assignment expression cannot rebind comprehension iteration variable 'x'",
        ),
        (
            "class A:\n [x := 1 for y in z]",
            "2:3: assignment expression within a comprehension cannot be used in a class body",
        ),
        (
            "for x in y:\n try: pass\n except* A: break",
            "3:13: 'break', 'continue' and 'return' cannot appear in an 'except*' block",
        ),
        ("x = 2j", "1:5: complex numbers do not run here: use two floats"),
    ];
    for (source, expected) in rows {
        assert_eq!(problems(source), [expected], "{source}");
    }
    assert_eq!(problems("return\nbreak").len(), 2, "all of them");
}

#[test]
fn costs_stand_where_the_contract_has_them() {
    let source = "\"doc\"\nimport a\nx = 1; y: int\ndef f():\n  \"doc\"\n  ...\n  \"text\"\n  pass\nclass A:\n  x = 1\n  if x: y = 2\n  def g(self): return 1\nif x:\n  pass\nelif y: z\nelse: z\nwhile x: break\nfor i in y: continue\ntry: a\nexcept B: c\nfinally: d\n";
    let unit = compiled(source).expect("it compiles");
    let mut lines = Vec::new();
    for code in codes(&unit) {
        for op in &code.ops {
            if let Op::Statement(site) = op {
                lines.push(code.places[*site as usize].line);
            }
        }
    }
    lines.sort_unstable();
    // What is in `finally` is there for either way out.
    assert_eq!(lines, [3, 6, 7, 12, 13, 15, 15, 16, 17, 18, 19, 20, 21, 21]);
}

#[test]
fn big_numbers_become_decimal() {
    assert_eq!(&*formats::decimal(16, "fffffffffffffffff"), "295147905179352825855");
    assert_eq!(&*formats::decimal(2, &"1".repeat(100)), "1267650600228229401496703205375");
    assert_eq!(&*formats::decimal(8, "7777777777777777777777777"), "37778931862957161709567");
    assert_eq!(&*formats::decimal(10, "00123"), "123");
}

#[test]
fn nested_finally_does_not_explode() {
    let mut source = String::new();
    for depth in 0..40 {
        source += &format!("{0}try: x\n{0}finally:\n", " ".repeat(depth));
    }
    source += &format!("{}x\n", " ".repeat(40));
    assert!(problems(&source)[0].contains("too large"));
}
