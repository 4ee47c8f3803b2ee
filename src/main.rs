//! The page: mounts the app. Everything else lives in the library.

fn main() {}
