//! The command line.

fn main() {
    println!("interleave");
}
