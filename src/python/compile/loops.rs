//! `for` and `while`.

use super::Compiler;
use super::blocks::Block;
use crate::python::code::{Constant, Op};
use crate::python::tree::{Expression, For, Place, Statement};

impl<'t> Compiler<'t> {
    pub(super) fn while_loop(
        &mut self,
        test: &'t Expression,
        body: &'t [Statement],
        otherwise: &'t [Statement],
        place: Place,
    ) {
        let start = self.emit().here_label();
        let done = self.emit().label();
        let end = self.emit().label();
        self.cost(place);
        match self.folded(test) {
            Some(Constant::Bool(true)) => {}
            Some(Constant::Int(number)) if number != 0 => {}
            _ => self.jump_if(test, false, done),
        }
        self.frame().blocks.push(Block::Loop { start, end, iterator: false });
        self.body(body);
        self.frame().blocks.pop();
        self.site(place);
        self.emit().jump(Op::Jump, start);
        self.emit().bind(done);
        self.body(otherwise);
        self.emit().bind(end);
    }

    pub(super) fn for_loop(&mut self, node: &'t For, place: Place) {
        self.site(place);
        self.expression(&node.iterable);
        self.op(Op::GetIter);
        let start = self.emit().here_label();
        let done = self.emit().label();
        let end = self.emit().label();
        self.emit().jump(Op::ForIter, done);
        let held = self.emit().held;
        self.emit().held = held + 1;
        self.assign(&node.target);
        self.cost(place);
        self.frame().blocks.push(Block::Loop { start, end, iterator: true });
        self.body(&node.body);
        self.frame().blocks.pop();
        self.site(place);
        self.emit().jump(Op::Jump, start);
        self.emit().bind(done);
        self.emit().held = held;
        self.body(&node.otherwise);
        self.emit().bind(end);
    }

    pub(super) fn async_for(&mut self, node: &'t For, place: Place) {
        self.site(place);
        self.expression(&node.iterable);
        self.op(Op::GetAsyncIter);
        let start = self.emit().here_label();
        let done = self.emit().label();
        let end = self.emit().label();
        let held = self.emit().held;
        self.emit().held = held + 1;
        self.async_next(done);
        self.assign(&node.target);
        self.cost(place);
        self.frame().blocks.push(Block::Loop { start, end, iterator: true });
        self.body(&node.body);
        self.frame().blocks.pop();
        self.site(place);
        self.emit().jump(Op::Jump, start);
        let over = self.emit().label();
        self.emit().bind(done);
        self.emit().jump(Op::EndAsyncFor, over);
        self.emit().bind(over);
        self.emit().held = held;
        self.body(&node.otherwise);
        self.emit().bind(end);
    }

    /// `aiter → aiter item`; at the end it goes to the label with the exception.
    pub(super) fn async_next(&mut self, done: super::emit::Label) {
        let held = self.emit().held;
        let region = self.emit().open(done, held);
        self.op(Op::GetAsyncNext);
        self.emit().none();
        self.op(Op::YieldFrom);
        self.emit().close(region);
    }
}
