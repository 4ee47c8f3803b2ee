//! Tests of what is said of unknown things.

use super::*;
use crate::python::parse::parse;

fn problems(source: &str) -> Vec<String> {
    let module = parse(source).expect("it is Python");
    check(&module)
        .iter()
        .map(|problem| format!("{}:{}: {}", problem.place.line, problem.place.column, problem.message))
        .collect()
}

#[test]
fn everything_unknown_is_listed_at_once() {
    let found = problems(
        "import asyncio, numpy\nfrom asyncio import slep, gather\nfrom .helper import x\n\nasync def main():\n    asyncio.creat_task(open('f'))\n    input()\n\nimport subprocess\n",
    );
    let expected = [
        "1:17: the module 'numpy' does not run here: use lists, and interleave.compute() for what takes time",
        "2:21: the module 'asyncio' has no 'slep' here: did you mean 'sleep'?",
        "3:1: there is no package around the program to import '.helper' from: put what it defines into the program",
        "6:5: the module 'asyncio' has no 'creat_task' here: did you mean 'create_task'?",
        "6:24: 'open' does not run here: files are left out: keep the data in the program",
        "7:5: 'input' does not run here: nobody is there to type: put what would be typed into the program",
        "9:8: the module 'subprocess' does not run here: other processes are left out: ThreadPoolExecutor and interleave.compute() work",
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_there_is_let_through() {
    let rows = [
        "import asyncio\nasyncio.run(asyncio.sleep(1))\nasyncio.TaskGroup, asyncio.__name__, asyncio.locks.Lock",
        "import concurrent.futures\nconcurrent.futures.ThreadPoolExecutor()",
        "from concurrent import futures\nfutures.wait([])",
        "import asyncio as aio\naio.gather()",
        "import math\nmath.sqrt(math.pi)",
        "def open(x): pass\nopen(1)",
        "def f(input): return input",
        "from __future__ import annotations",
        "undefined(1)",
    ];
    for source in rows {
        assert_eq!(problems(source), [""; 0], "{source}");
    }
}

#[test]
fn a_name_that_is_bound_again_may_be_anything() {
    let rows = [
        "import time\ndef f(time): return time.nosuch",
        "import queue\nqueue = queue.Queue()\nqueue.nosuch()",
        "import asyncio\nfor asyncio in []: pass\nasyncio.nosuch",
    ];
    for source in rows {
        assert_eq!(problems(source), [""; 0], "{source}");
    }
}

#[test]
fn what_the_program_expects_is_left_to_it() {
    let rows = [
        "try:\n    import uvloop\nexcept ImportError:\n    uvloop = None",
        "import sys\nif sys.version_info >= (3, 99):\n    import tomllib3\nelse:\n    import numpy",
        "import asyncio\nif hasattr(asyncio, 'nosuch'):\n    asyncio.nosuch()",
    ];
    for source in rows {
        assert_eq!(problems(source), [""; 0], "{source}");
    }
    assert_eq!(problems("try:\n    pass\nexcept ImportError:\n    import uvloop").len(), 1);
}
