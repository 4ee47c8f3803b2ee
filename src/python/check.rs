//! Finds what a program uses and what there is not, before it runs: modules, their names, builtins.

mod known;
mod nearest;
#[cfg(test)]
mod tests;
mod walk;
mod words;

use super::compile::scopes::Scopes;
use super::problem::Problem;
use super::tree::Module;

pub use self::known::Natives;

/// Everything unknown in a program, in the order of the source.
pub fn check(module: &Module, natives: Natives) -> Vec<Problem> {
    // What is wrong with the scopes is the compiler's to say.
    let scopes = Scopes::of_module(module, &mut Vec::new());
    let mut problems = walk::unknown(module, &scopes, natives);
    problems.sort();
    problems.dedup();
    problems
}
