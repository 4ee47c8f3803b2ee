//! What stands around a statement, and how `return`, `break` and `continue` leave it.

use super::Compiler;
use super::emit::{Label, Region};
use crate::python::code::Op;
use crate::python::tree::{Expression, Name, Place, Statement};

/// Something that is left in a way of its own.
#[derive(Clone, Copy, Debug)]
pub enum Block<'t> {
    /// A loop.
    Loop {
        /// Where the next turn begins.
        start: Label,
        /// Where it goes on after a `break`.
        end: Label,
        /// Whether an iterator is on the stack.
        iterator: bool,
    },
    /// `with`: its exit is on the stack.
    With {
        /// Whether the exit is awaited.
        is_async: bool,
        /// Where the statement stands.
        place: Place,
        /// What its exit is told of.
        region: Region,
    },
    /// What has a `finally` still to run.
    Finally {
        /// What runs.
        body: &'t [Statement],
        /// What it runs after when something is raised.
        region: Region,
    },
    /// A `finally` that runs because of an exception: what was handled before and the exception are on the stack.
    FinallyRaised {
        /// What else may be raised.
        region: Region,
    },
    /// An `except`: what was handled before is on the stack.
    Except {
        /// What `as` names.
        name: Option<&'t Name>,
        /// What may be raised meanwhile.
        regions: [Option<Region>; 2],
    },
    /// A `finally` that runs on the way out: what is returned is on the stack.
    Value,
    /// An `except*`, which is not left.
    Group,
}

impl<'t> Compiler<'t> {
    /// Leaves all blocks but the first `keep`; with `value` there is one on top of the stack that stays. The blocks come
    /// back with `stand_again`, once what leaves is written.
    pub(super) fn unwind(&mut self, keep: usize, value: bool) -> Vec<Block<'t>> {
        let mut left = Vec::new();
        while self.frame().blocks.len() > keep {
            let Some(block) = self.frame().blocks.pop() else { break };
            left.push(block);
            self.leave_block(block, value);
        }
        left
    }

    fn leave_block(&mut self, block: Block<'t>, value: bool) {
        match block {
            Block::Loop { iterator, .. } => {
                if iterator {
                    self.under(value);
                    self.op(Op::Pop);
                    self.emit().held -= 1;
                }
            }
            Block::With { is_async, place, region } => {
                self.emit().close(region);
                self.under(value);
                self.site(place);
                self.call_exit(is_async);
                self.emit().held -= 1;
            }
            Block::Finally { body, region } => {
                self.emit().close(region);
                let held = self.emit().held;
                if value {
                    self.emit().held = held + 1;
                    self.frame().blocks.push(Block::Value);
                }
                self.body(body);
                if value {
                    self.frame().blocks.pop();
                }
                self.emit().held = held;
            }
            Block::FinallyRaised { region } => {
                self.emit().close(region);
                self.under(value);
                self.op(Op::Pop);
                self.under(value);
                self.op(Op::PopHandled);
                self.emit().held -= 2;
            }
            Block::Except { name, regions } => {
                for region in regions.into_iter().rev().flatten() {
                    self.emit().close(region);
                }
                self.under(value);
                self.op(Op::PopHandled);
                self.emit().held -= 1;
                self.forget(name);
            }
            Block::Value => {
                self.under(value);
                self.op(Op::Pop);
                self.emit().held -= 1;
            }
            Block::Group => {}
        }
    }

    /// Puts the blocks back that were left.
    pub(super) fn stand_again(&mut self, left: Vec<Block<'t>>, held: u16) {
        for mut block in left.into_iter().rev() {
            let emit = &self.frame().emit;
            match &mut block {
                Block::With { region, .. }
                | Block::Finally { region, .. }
                | Block::FinallyRaised { region } => {
                    *region = emit.reopen(*region);
                }
                Block::Except { regions, .. } => {
                    regions.iter_mut().flatten().for_each(|region| *region = emit.reopen(*region));
                }
                Block::Loop { .. } | Block::Value | Block::Group => {}
            }
            self.frame().blocks.push(block);
        }
        self.emit().held = held;
    }

    /// Brings what lies under the value to the top.
    fn under(&mut self, value: bool) {
        if value {
            self.op(Op::Swap(2));
        }
    }

    /// `exit →`: the end of a `with` without an exception.
    pub(super) fn call_exit(&mut self, is_async: bool) {
        for _ in 0..3 {
            self.emit().none();
        }
        self.op(Op::Call(3));
        if is_async {
            self.wait();
        }
        self.op(Op::Pop);
    }

    /// `awaitable → result`.
    pub(super) fn wait(&mut self) {
        self.op(Op::GetAwaitable);
        self.emit().none();
        self.op(Op::YieldFrom);
    }

    /// The name of an exception goes with its `except`.
    pub(super) fn forget(&mut self, name: Option<&Name>) {
        if let Some(name) = name {
            self.emit().none();
            self.store(name);
            self.delete(name);
        }
    }

    pub(super) fn return_statement(&mut self, value: Option<&'t Expression>, place: Place) {
        if !self.scopes.list[self.frames.last().map_or(0, |frame| frame.scope)].is_function() {
            self.problem(place, "'return' outside function");
            return;
        }
        if self.frame().blocks.iter().any(|block| matches!(block, Block::Group)) {
            self.no_way_out(place);
            return;
        }
        let held = self.emit().held;
        let constant = value.map(|value| self.folded(value));
        let is_constant = matches!(constant, None | Some(Some(_)));
        if let (Some(value), false) = (value, is_constant) {
            self.expression(value);
        }
        let left = self.unwind(0, !is_constant);
        match constant {
            None => self.emit().none(),
            Some(Some(constant)) => self.emit().constant(constant),
            Some(None) => {}
        }
        self.op(Op::Return);
        self.stand_again(left, held);
    }

    /// `break`, or `continue`.
    pub(super) fn leave_turn(&mut self, is_break: bool, place: Place) {
        let blocks = &self.frame().blocks;
        let Some(index) = blocks.iter().rposition(|block| matches!(block, Block::Loop { .. })) else {
            let message = if is_break { "'break' outside loop" } else { "'continue' not properly in loop" };
            self.problem(place, message);
            return;
        };
        if blocks[index..].iter().any(|block| matches!(block, Block::Group)) {
            self.no_way_out(place);
            return;
        }
        let Block::Loop { start, end, iterator } = blocks[index] else { return };
        let held = self.emit().held;
        let left = self.unwind(index + 1, false);
        if is_break && iterator {
            self.op(Op::Pop);
        }
        self.emit().jump(Op::Jump, if is_break { end } else { start });
        self.stand_again(left, held);
    }

    fn no_way_out(&mut self, place: Place) {
        self.problem(place, "'break', 'continue' and 'return' cannot appear in an 'except*' block");
    }
}
