//! Every text of the library is read, compiled and found.

use super::{BLOCKING, MODULES, alias, modules, refused, source};
use crate::python::compile::{Origin, compile};
use crate::python::machine::{Setting, execute};
use crate::python::parse::parse_any_length;

#[test]
fn every_module_is_read_and_compiled() {
    for (name, text) in MODULES.iter().chain(BLOCKING) {
        let module = parse_any_length(text).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        if let Err(problems) = compile(&module, Origin::Prelude) {
            panic!("{name}: {problems:?}");
        }
    }
}

#[test]
fn every_module_says_first_what_it_is_for() {
    for (name, text) in MODULES.iter().chain(BLOCKING) {
        assert!(
            text.starts_with("# ") && text.lines().next().is_some_and(|line| line.ends_with('.')),
            "{name}"
        );
    }
}

#[test]
fn modules_stand_in_order_and_are_found() {
    let names: Vec<&str> = modules().collect();
    assert!(names.is_sorted());
    assert!(names.iter().all(|name| source(name, false).is_some() && source(name, true).is_some()));
    assert_ne!(source("asyncio", false), source("asyncio", true));
    assert_eq!(source("threading", false), source("threading", true));
    assert_eq!(source("nosuch", false), None);
}

#[test]
fn parts_of_asyncio_are_asyncio() {
    assert_eq!(alias("asyncio.queues"), "asyncio");
    assert_eq!(alias("asyncio.nosuch"), "asyncio.nosuch");
    assert_eq!(alias("os.path"), "os.path");
}

#[test]
fn what_is_left_out_is_said_for_a_module_and_its_names() {
    assert!(refused("socket").is_some());
    assert_eq!(refused("socket"), refused("socket.create_connection"));
    assert!(refused("asyncio.open_connection").is_some());
    assert_eq!(refused("asyncio.sleep"), None);
    assert!(modules().all(|name| refused(name).is_none()));
}

/// What a program prints, and when it ends, where only waits take time and a request takes 100 ms.
fn run(program: &str, blocking: bool) -> (String, u64) {
    let module = parse_any_length(program).expect("it is Python");
    let unit = compile(&module, Origin::Program).expect("it is Python");
    let setting = Setting { blocking, line_ns: 0, statements_max: 10_000, request_ns: 100_000_000 };
    let ended = execute(&unit, &setting);
    (ended.record.output.iter().map(|output| output.text.clone()).collect(), ended.end_ns)
}

#[test]
fn requests_wait_one_after_the_other_and_aiohttp_together() {
    let one_by_one = "import requests
for page in range(3):
    print(requests.get(f'https://example.com/{page}').status_code)
";
    assert_eq!(run(one_by_one, false), ("200\n200\n200\n".to_owned(), 300_000_000));
    let together = "import asyncio, aiohttp
async def fetch(session, page):
    async with session.get(f'https://example.com/{page}') as response:
        return response.status
async def main():
    async with aiohttp.ClientSession() as session:
        print(await asyncio.gather(*[fetch(session, page) for page in range(3)]))
asyncio.run(main())
";
    assert_eq!(run(together, false), ("[200, 200, 200]\n".to_owned(), 100_000_000));
    assert_eq!(run(together, true), ("[200, 200, 200]\n".to_owned(), 300_000_000));
}

#[test]
fn every_stand_in_answers_and_takes_its_limit() {
    let program = "import asyncio, httpx, requests, urllib.request
print(httpx.get('https://example.com').json()['url'])
with urllib.request.urlopen('https://example.com/a') as page:
    print(page.status, b'example.com' in page.read())
try:
    requests.get('https://example.com', timeout=0.02)
except requests.exceptions.Timeout:
    print('late')
async def main():
    async with httpx.AsyncClient() as client:
        print([page.text for page in await asyncio.gather(client.get('https://a.b'), client.get('https://a.b'))][0][:15])
asyncio.run(main())
";
    let said = "https://example.com\n200 True\nlate\n<!doctype html>\n";
    assert_eq!(run(program, false), (said.to_owned(), 320_000_000));
}

#[test]
fn a_pool_works_at_several_things_at_once() {
    let program = "import time
from concurrent.futures import ThreadPoolExecutor, as_completed
def work(n):
    time.sleep(n / 10)
    return n
with ThreadPoolExecutor(max_workers=2) as pool:
    waiting = [pool.submit(work, n) for n in (3, 1, 2)]
    print([done.result() for done in as_completed(waiting)])
";
    assert_eq!(run(program, false), ("[1, 3, 2]\n".to_owned(), 300_000_000));
}

#[test]
fn calls_in_helper_threads_are_awaited_together() {
    let program = "import asyncio, time
def slow(n):
    time.sleep(n / 10)
    return n
async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(asyncio.to_thread(slow, 1), loop.run_in_executor(None, slow, 2), asyncio.sleep(0.3, 3)))
asyncio.run(main())
";
    let said = "[1, 2, 3]\n".to_owned();
    assert_eq!(run(program, false), (said.clone(), 300_000_000));
    assert_eq!(run(program, true), (said, 600_000_000));
}

/// What python3 prints as well.
#[test]
fn threads_meet_and_a_daemon_is_left_behind() {
    let program = "import threading, time
ready = threading.Condition()
meet = threading.Barrier(3)
items = []
def consume(name):
    with ready:
        while not items:
            ready.wait()
        print(name, items.pop(0))
    meet.wait()
    print(name, 'goes on')
def tick():
    while True:
        time.sleep(0.04)
        print('tick')
threading.Thread(target=tick, daemon=True).start()
threads = [threading.Thread(target=consume, args=(name,)) for name in 'ab']
for thread in threads:
    thread.start()
time.sleep(0.1)
for item in (1, 2):
    with ready:
        items.append(item)
        ready.notify()
    time.sleep(0.1)
meet.wait()
for thread in threads:
    thread.join()
print('over')
";
    let said = "tick\ntick\na 1\ntick\ntick\ntick\nb 2\ntick\ntick\na goes on\nb goes on\nover\n";
    assert_eq!(run(program, false), (said.to_owned(), 300_000_000));
}
