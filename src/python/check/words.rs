//! What is said of things that there are not, each with the nearest thing that works.

use super::known::Known;
use super::nearest::nearest;
use crate::python::library;

/// Builtins that are left out for good.
const BUILTINS: &[(&str, &str)] = &[
    ("open", "files are left out: keep the data in the program"),
    ("input", "nobody is there to type: put what would be typed into the program"),
    ("eval", "no text is run as Python: write the expression itself, or a dict of functions"),
    ("exec", "no text is run as Python: write the statements themselves"),
    ("compile", "no text is run as Python: write the statements themselves"),
    ("__import__", "use the statement `import`"),
    ("breakpoint", "there is no debugger: the picture shows every line"),
    ("help", "there is no help at run time: use print()"),
    ("memoryview", "use bytes or bytearray"),
    ("complex", "use two floats"),
    ("globals", "name the variables themselves, or keep them in a dict"),
    ("locals", "name the variables themselves, or keep them in a dict"),
    ("copyright", "use print()"),
    ("credits", "use print()"),
    ("license", "use print()"),
];

/// Libraries that people use in programs of this kind, and what stands for them here.
const LIBRARIES: &[(&str, &str)] = &[
    ("aiodns", "asyncio.sleep() shows the same wait"),
    ("aiohttp_retry", "use aiohttp and a loop"),
    ("aiomysql", "asyncio.sleep() shows the same wait"),
    ("aiopg", "asyncio.sleep() shows the same wait"),
    ("aioredis", "asyncio.sleep() shows the same wait"),
    ("aiosqlite", "asyncio.sleep() shows the same wait"),
    ("anyio", "use asyncio: asyncio.TaskGroup() and asyncio.timeout()"),
    ("async_timeout", "use asyncio.timeout()"),
    ("asyncpg", "asyncio.sleep() shows the same wait"),
    ("bs4", "use the methods of str"),
    ("curio", "use asyncio"),
    ("django", "asyncio.sleep() shows the same wait"),
    ("fastapi", "call the coroutine functions with asyncio.gather()"),
    ("flask", "call the functions with ThreadPoolExecutor"),
    ("gevent", "use threading or asyncio"),
    ("matplotlib", "use print(): the picture here is of the program"),
    ("nest_asyncio", "it is not needed: call asyncio.run() once"),
    ("numpy", "use lists, and interleave.compute() for what takes time"),
    ("pandas", "use lists and dicts, and interleave.compute() for what takes time"),
    ("psutil", "there is one processor here, and the picture shows what it does"),
    ("psycopg2", "time.sleep() shows the same wait"),
    ("pytest", "call the functions themselves, and use assert"),
    ("redis", "time.sleep() shows the same wait"),
    ("rich", "use print()"),
    ("sqlalchemy", "time.sleep() shows the same wait"),
    ("tqdm", "use print(): the picture shows how far everything is"),
    ("trio", "use asyncio: asyncio.TaskGroup() is its nursery"),
    ("twisted", "use asyncio"),
    ("unsync", "use asyncio.to_thread()"),
    ("uvicorn", "call the coroutine functions with asyncio.gather()"),
    ("uvloop", "it is not needed: leave it out"),
];

fn row(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, words)| *words)
}

/// Of a module that there is not.
pub fn no_module(module: &str, known: &Known<'_>) -> String {
    let first = module.split('.').next().unwrap_or_default();
    let instead = library::refused(module).or_else(|| row(LIBRARIES, first));
    if let Some(instead) = instead {
        return format!("the module '{module}' does not run here: {instead}");
    }
    if let Some(near) = nearest(module, known.modules()) {
        return format!("there is no module '{module}' here: did you mean '{near}'?");
    }
    format!(
        "there is no module '{module}' here: one file is run; if it is your own, put what it defines into the program"
    )
}

/// Of a module beside the program.
pub fn no_package(module: &str) -> String {
    format!(
        "there is no package around the program to import '{module}' from: put what it defines into the program"
    )
}

/// Of a name that a module does not have.
pub fn no_name<'n>(module: &str, name: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    if let Some(instead) = library::refused(&format!("{module}.{name}")) {
        return format!("'{module}.{name}' does not run here: {instead}");
    }
    let public = names.into_iter().filter(|known| !known.starts_with('_') || name.starts_with('_'));
    match nearest(name, public) {
        Some(near) => format!("the module '{module}' has no '{name}' here: did you mean '{near}'?"),
        None => format!("the module '{module}' has no '{name}' here: leave it out, or write it yourself"),
    }
}

/// Of a builtin that there is not, if it is one that Python has.
pub fn no_builtin(name: &str) -> Option<String> {
    let instead = row(BUILTINS, name)?;
    Some(format!("'{name}' does not run here: {instead}"))
}
