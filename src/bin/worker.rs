//! The page's worker: simulates large scenarios apart from the page. It holds the simulator and nothing of the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    interleave::ui::browser::serve();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("This program is a part of the page; open that with `cargo xtask serve`.");
}
