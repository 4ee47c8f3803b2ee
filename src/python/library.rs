//! The part of Python's library that is itself written in Python: which module has which text, in either form.

/// The text of a module (`asyncio`, `concurrent.futures`), if it is one of these. `blocking`: the form in which every wait blocks.
pub fn source(module: &str, blocking: bool) -> Option<&'static str> {
    let of = |table: &[(&str, &'static str)]| {
        table.iter().find(|(name, _)| *name == module).map(|(_, text)| *text)
    };
    let own = if blocking { of(BLOCKING) } else { None };
    own.or_else(|| of(MODULES))
}

/// The module that a name stands for: the parts of `asyncio` are one module here.
pub fn alias(module: &str) -> &str {
    match module.split_once('.') {
        Some(("asyncio", part)) if ASYNCIO_PARTS.contains(&part) => "asyncio",
        Some(("concurrent", "futures.thread" | "futures._base")) => "concurrent.futures",
        _ => module,
    }
}

/// Every module whose text is here, those that begin with an underscore (for the library alone) too.
pub fn modules() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|(name, _)| *name)
}

/// What there is not, a module or a name of one (`subprocess`, `asyncio.open_connection`), and what there is instead.
pub fn refused(name: &str) -> Option<&'static str> {
    let exact = |name: &str| REFUSED.iter().find(|(known, _)| *known == name).map(|(_, words)| *words);
    exact(name).or_else(|| exact(name.split('.').next()?))
}

const ASYNCIO_PARTS: &[&str] = &[
    "base_events",
    "coroutines",
    "events",
    "exceptions",
    "futures",
    "locks",
    "queues",
    "runners",
    "taskgroups",
    "tasks",
    "threads",
    "timeouts",
];

const FILES: &str = "files are left out: keep the data in the program";
const SOCKETS: &str =
    "sockets are left out: asyncio.sleep() or a stand-in such as aiohttp shows the same wait";
const PROCESSES: &str = "other processes are left out: ThreadPoolExecutor and interleave.compute() work";

const REFUSED: &[(&str, &str)] = &[
    ("aiofiles", FILES),
    ("asyncio.create_subprocess_exec", PROCESSES),
    ("asyncio.create_subprocess_shell", PROCESSES),
    ("asyncio.open_connection", SOCKETS),
    ("asyncio.open_unix_connection", SOCKETS),
    ("asyncio.start_server", SOCKETS),
    ("asyncio.start_unix_server", SOCKETS),
    ("asyncio.subprocess", PROCESSES),
    ("asyncio.StreamReader", SOCKETS),
    ("asyncio.StreamWriter", SOCKETS),
    ("asyncio.Protocol", SOCKETS),
    ("concurrent.futures.ProcessPoolExecutor", PROCESSES),
    ("concurrent.futures.InterpreterPoolExecutor", PROCESSES),
    ("csv", FILES),
    ("fileinput", FILES),
    ("glob", FILES),
    ("multiprocessing", PROCESSES),
    ("pathlib", FILES),
    ("pickle", FILES),
    ("select", SOCKETS),
    ("selectors", SOCKETS),
    ("shutil", FILES),
    ("socket", SOCKETS),
    ("socketserver", SOCKETS),
    ("sqlite3", FILES),
    ("ssl", SOCKETS),
    ("subprocess", PROCESSES),
    ("sys.stdin", "nobody is there to type: put what would be typed into the program"),
    ("tempfile", FILES),
    ("threading.setprofile", "profiling is left out"),
    ("websockets", SOCKETS),
    ("zoneinfo", "time zones by name are left out: datetime.timezone(timedelta(hours=…)) works"),
];

/// The rows of a table: a module's name, or its name and its file's where they differ.
macro_rules! texts {
    ($($name:literal $(in $file:literal)?),* $(,)?) => { &[$(($name, texts!(@ $name $($file)?))),*] };
    (@ $name:literal) => { include_str!(concat!("library/", $name, ".py")) };
    (@ $name:literal $file:literal) => { include_str!(concat!("library/", $file, ".py")) };
}

const MODULES: &[(&str, &str)] = texts![
    "__future__",
    "_asyncio_shared",
    "_deep",
    "_standin",
    "abc",
    "aiohttp",
    "asyncio",
    "bisect",
    "collections",
    "collections.abc" in "collections_abc",
    "concurrent" in "package",
    "concurrent.futures" in "concurrent_futures",
    "contextlib",
    "contextvars",
    "copy",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "gc",
    "heapq",
    "httpx",
    "inspect",
    "interleave",
    "io",
    "itertools",
    "json",
    "logging",
    "operator",
    "os",
    "os.path" in "os_path",
    "platform",
    "pprint",
    "queue",
    "random",
    "requests",
    "sched",
    "signal",
    "statistics",
    "string",
    "sys",
    "textwrap",
    "threading",
    "time",
    "timeit",
    "traceback",
    "types",
    "typing",
    "urllib" in "package",
    "urllib.error" in "urllib_error",
    "urllib.parse" in "urllib_parse",
    "urllib.request" in "urllib_request",
    "uuid",
    "warnings",
    "weakref",
];

const BLOCKING: &[(&str, &str)] = texts!["asyncio" in "blocking/asyncio"];

#[cfg(test)]
mod tests;
