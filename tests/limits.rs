//! Programs that never end, grow without end, or nest without end: each comes to an end that says why, and where.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    #[allow(dead_code, reason = "this test asks no CPython")]
    pub(crate) mod cpython;
    pub(crate) mod ours;
}

use serde_json::Value;
use support::cpython::{Form, Question};
use support::ours;

fn run(source: &str) -> Value {
    let question = Question { source: source.to_owned(), form: Form::Written, line_ns: 1_000 };
    ours::run(&question).unwrap_or_else(|said| panic!("{said}\n{source}"))
}

/// `limit` names a limit, and a line.
#[track_caller]
fn ends_at(limit: &str, line: u64, source: &str) {
    let outcome = &run(source)["outcome"];
    let found = (outcome["kind"].as_str(), outcome["limit"].as_str(), outcome["line"].as_u64());
    assert_eq!(found, (Some("limit"), Some(limit), Some(line)), "{source}");
}

#[track_caller]
fn raises(error: &str, source: &str) {
    let outcome = &run(source)["outcome"];
    assert_eq!(
        (outcome["kind"].as_str(), outcome["type"].as_str()),
        (Some("raised"), Some(error)),
        "{source}"
    );
}

#[track_caller]
fn prints(text: &str, source: &str) {
    let run = run(source);
    let outputs = run["output"].as_array().map_or(&[][..], Vec::as_slice);
    let found: String = outputs.iter().filter_map(|output| output["text"].as_str()).collect();
    assert_eq!(found, text, "{source}\n{}", run["outcome"]);
}

#[test]
#[ignore = "not all of these are mended yet, and they take an optimized build"]
fn what_goes_on_for_ever_runs_out_of_statements() {
    ends_at("statements", 1, "while True:\n    pass\n");
    ends_at("statements", 3, "def f():\n    yield 1\nfor x in iter(int, 1):\n    pass\n");
    let turns = "import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(0)\nasyncio.run(main())\n";
    let outcome = &run(turns)["outcome"];
    assert!(outcome["limit"] == "statements" || outcome["limit"] == "spans", "{outcome}");
}

#[test]
#[ignore = "not all of these are mended yet, and they take an optimized build"]
fn what_goes_on_for_ever_within_one_statement_ends_too() {
    ends_at("statements", 1, "any(False for _ in iter(int, 1))\n");
    ends_at("statements", 2, "import itertools\nsum(0 for _ in itertools.count())\n");
    ends_at("statements", 1, "max(0 for _ in iter(int, 1))\n");
    let callbacks = "import asyncio\nasync def main():\n    loop = asyncio.get_running_loop()\n    \
                     again = lambda: loop.call_soon(again)\n    again()\n    await loop.create_future()\n\
                     asyncio.run(main())\n";
    assert_eq!(run(callbacks)["outcome"]["kind"], "limit");
    let turns = "import asyncio\nasync def main():\n    [None async for _ in f()]\nasync def f():\n    \
                 for _ in iter(int, 1):\n        yield\nasyncio.run(main())\n";
    assert_eq!(run(turns)["outcome"]["kind"], "limit");
}

#[test]
#[ignore = "not all of these are mended yet, and they take an optimized build"]
fn what_grows_without_end_runs_out_of_memory() {
    ends_at("memory", 3, "x = []\nwhile True:\n    x.append(len(x))\n");
    ends_at("memory", 1, "[0 for _ in iter(int, 1)]\n");
    ends_at("memory", 1, "x = list(range(10 ** 10))\n");
    ends_at("memory", 1, "x = 'a' * 10 ** 10\n");
    ends_at("memory", 1, "x = [0] * 10 ** 10\n");
    ends_at("memory", 1, "x = (1,) * 10 ** 10\n");
    ends_at("memory", 1, "x = b'a' * 10 ** 10\n");
    ends_at("memory", 1, "x = bytes(10 ** 10)\n");
    ends_at("memory", 1, "x = bytearray(10 ** 10)\n");
    ends_at("memory", 1, "x = 'a'.center(10 ** 10)\n");
    ends_at("memory", 1, "x = 'a'.zfill(10 ** 10)\n");
    ends_at("memory", 1, "x = 'a'.ljust(10 ** 10)\n");
    ends_at("memory", 3, "x = 'a'\nwhile True:\n    x += x\n");
    ends_at("memory", 3, "x = 'a' * 1000\nwhile True:\n    x = x.replace('a', 'aa')\n");
    ends_at("memory", 3, "x = [1]\nwhile True:\n    x = x + x\n");
    ends_at("memory", 3, "x = [1]\nwhile True:\n    x.extend(x)\n");
    ends_at("memory", 3, "x = (1,)\nwhile True:\n    x = x + x\n");
    ends_at("memory", 3, "x = {}\nwhile True:\n    x[len(x)] = x\n");
    ends_at("memory", 3, "x = set()\nwhile True:\n    x.add(len(x))\n");
    ends_at("memory", 4, "class C: pass\nx = None\nwhile True:\n    y = C(); y.next = x; x = y\n");
    ends_at("memory", 3, "x = ()\nwhile True:\n    x = (x, x, x, x)\n");
    ends_at("memory", 3, "x = 2\nwhile True:\n    x = x * x\n");
    ends_at("memory", 1, "x = 1 << 10 ** 10\n");
    ends_at("memory", 1, "x = 10 ** 10 ** 10\n");
    ends_at("memory", 2, "from collections import deque\nx = deque(iter(int, 1))\n");
    ends_at("memory", 1, "x = f'{1:>10000000000}'\n");
    ends_at("memory", 1, "x = '%10000000000d' % 1\n");
    ends_at("memory", 1, "x = ','.join('a' * 10 ** 6 for _ in range(10 ** 6))\n");
    ends_at("memory", 2, "import itertools\nx = list(itertools.permutations(range(20)))\n");
}

#[test]
#[ignore = "not all of these are mended yet, and they take an optimized build"]
fn what_nests_without_end_is_a_recursion_error() {
    raises("RecursionError", "def f():\n    return f()\nf()\n");
    raises("RecursionError", "f = lambda: f()\nf()\n");
    raises("RecursionError", "class C:\n    def __repr__(self):\n        return repr(self)\nrepr(C())\n");
    raises("RecursionError", "class C:\n    def __getattr__(self, name):\n        return self.x\nC().y\n");
    raises(
        "RecursionError",
        "class C:\n    def __eq__(self, other):\n        return self == other\nC() == C()\n",
    );
    raises("RecursionError", "class C:\n    def __init__(self):\n        C()\nC()\n");
    raises("RecursionError", "def f():\n    yield from f()\nlist(f())\n");
    raises("RecursionError", "import asyncio\nasync def f():\n    await f()\nasyncio.run(f())\n");
    raises("RecursionError", "class C:\n    @property\n    def x(self):\n        return self.x\nC().x\n");
    raises("RecursionError", "def f():\n    try:\n        f()\n    finally:\n        f()\nf()\n");
    // CPython's own frames take part of its thousand.
    prints(
        "True\n",
        "def depth(n):\n    try:\n        return depth(n + 1)\n    except RecursionError:\n        return n\n\
         print(980 < depth(1) <= 1000)\n",
    );
}

#[test]
#[ignore = "not all of these are mended yet, and they take an optimized build"]
fn what_is_deep_is_made_and_dropped_without_the_host_s_stack() {
    let build = "x = []\nfor _ in range(100000):\n    x = [x]\n";
    prints("1\n", &format!("{build}print(len(x))\n"));
    prints("done\n", &format!("{build}x = None\nprint('done')\n"));
    raises("RecursionError", &format!("{build}print(x)\n"));
    raises(
        "RecursionError",
        &format!("{build}y = x\nx = []\nfor _ in range(100000):\n    x = [x]\nprint(x == y)\n"),
    );
    prints("done\n", "x = None\nfor _ in range(100000):\n    x = (x,)\ndel x\nprint('done')\n");
    prints("done\n", "x = {}\nfor _ in range(50000):\n    x = {1: x}\ndel x\nprint('done')\n");
    let objects = "class Node:\n    def __init__(self, next):\n        self.next = next\n";
    prints(
        "done\n",
        &format!("{objects}x = None\nfor _ in range(100000):\n    x = Node(x)\ndel x\nprint('done')\n"),
    );
    prints(
        "done\n",
        "def g(x):\n    yield x\nx = None\nfor _ in range(20000):\n    x = g(x)\n    next(x)\ndel x\nprint('done')\n",
    );
    prints(
        "done\n",
        "e = None\nfor _ in range(20000):\n    try:\n        raise ValueError(1) from e\n    except ValueError as x:\n        \
         e = x\ndel e\nprint('done')\n",
    );
    prints(
        "done\n",
        "f = lambda: 0\nfor _ in range(20000):\n    f = (lambda g: lambda: g)(f)\ndel f\nprint('done')\n",
    );
}

#[test]
#[ignore = "not all of these are mended yet, and they take an optimized build"]
fn what_is_too_much_is_said_by_name() {
    ends_at("output", 2, "while True:\n    print('x' * 1000)\n");
    ends_at("output", 1, "print('x' * 70000)\n");
    let tasks = "import asyncio\nasync def f(): pass\nasync def main():\n    \
                 await asyncio.gather(*(f() for _ in range(10001)))\nasyncio.run(main())\n";
    ends_at("tasks", 4, tasks);
    let threads = "import threading, time\ndef f():\n    time.sleep(1)\nfor _ in range(300):\n    \
                   threading.Thread(target=f).start()\n";
    ends_at("threads", 5, threads);
    ends_at("time", 2, "import time\ntime.sleep(2e6)\n");
    ends_at(
        "time",
        3,
        "import asyncio\nasync def main():\n    await asyncio.sleep(1e9)\nasyncio.run(main())\n",
    );
    let spans = "import asyncio\nasync def f():\n    while True:\n        await asyncio.sleep(0)\n        x = 1\n\
                 async def main():\n    await asyncio.gather(f(), f())\nasyncio.run(main())\n";
    assert_eq!(run(spans)["outcome"]["limit"], "spans");
}

#[test]
#[ignore = "not all of these are mended yet, and they take an optimized build"]
fn numbers_too_long_to_be_written_are_errors() {
    raises("ValueError", "str(10 ** 5000)\n");
    raises("ValueError", "int('9' * 5000)\n");
    raises("OverflowError", "float(10 ** 400)\n");
    raises("OverflowError", "2.0 ** 10000\n");
    raises("OverflowError", "import time\ntime.sleep(1e300)\n");
    raises("OverflowError", "len(range(10 ** 20))\n");
    prints("True\n", "print(10 ** 4000 == int('1' + '0' * 4000))\n");
    prints("10000000000000000000001\n", "print(len(range(10 ** 10)) * 10 ** 12 + 1)\n");
}
