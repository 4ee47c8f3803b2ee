//! The page: mounts the application; run natively, it prints the page as it stands before it has started.

#[cfg(target_arch = "wasm32")]
fn main() {
    interleave::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    print!("{}", interleave::ui::ahead());
}
