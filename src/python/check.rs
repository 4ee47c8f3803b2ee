//! Finds what a program uses and what there is not, before it runs: modules, their names, builtins.

mod known;
mod nearest;
#[cfg(test)]
mod tests;
mod walk;
mod words;

use super::compile::scopes::Scopes;
use super::machine::{Machine, Setting};
use super::problem::Problem;
use super::tree::Module;

/// Everything unknown in a program, in the order of the source.
pub fn check(module: &Module) -> Vec<Problem> {
    // A machine that runs nothing knows what is native.
    let mut machine = Machine::new(Setting { blocking: false, line_ns: 0, statements_max: 0, request_ns: 0 });
    let natives = &mut |module: &str| machine.native_names(module);
    // What is wrong with the scopes is the compiler's to say.
    let scopes = Scopes::of_module(module, &mut Vec::new());
    let mut problems = walk::unknown(module, &scopes, natives);
    problems.sort();
    problems.dedup();
    problems
}
