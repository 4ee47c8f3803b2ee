//! The part of Python's library that is itself written in Python: which module has which text, in either form.

/// The text of a module (`asyncio`, `concurrent.futures`), if it is one of these. `blocking`: the form in which every wait blocks.
pub fn source(module: &str, blocking: bool) -> Option<&'static str> {
    let own = |table: &[(&str, &'static str)]| {
        table.iter().find(|(name, _)| *name == module).map(|(_, text)| *text)
    };
    let first = if blocking { own(BLOCKING) } else { None };
    first.or_else(|| own(MODULES))
}

/// The module that a name stands for: the parts of `asyncio` are one module here.
pub fn alias(module: &str) -> &str {
    match module.split_once('.') {
        Some(("asyncio", part)) if ASYNCIO_PARTS.contains(&part) => "asyncio",
        Some(("os", "path")) => "os.path",
        _ => module,
    }
}

/// Every module whose text is here, in the order of the table.
pub fn modules() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|(name, _)| *name)
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

const MODULES: &[(&str, &str)] = &[
    ("_asyncio_shared", include_str!("library/_asyncio_shared.py")),
    ("asyncio", include_str!("library/asyncio.py")),
];

const BLOCKING: &[(&str, &str)] = &[("asyncio", include_str!("library/blocking/asyncio.py"))];
