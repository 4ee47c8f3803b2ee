//! Every text of the library is read, compiled and found.

use super::{BLOCKING, MODULES, alias, modules, refused, source};
use crate::python::compile::{Origin, compile};
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
