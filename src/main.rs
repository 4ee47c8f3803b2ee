//! The page: mounts the application; run natively, it says how to open it.

#[cfg(target_arch = "wasm32")]
fn main() {
    interleave::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("This program is the page; open it with `cargo xtask serve`.");
}
