//! `try` with all its clauses, and `with`.

use super::Compiler;
use super::blocks::Block;
use super::emit::Label;
use crate::python::code::Op;
use crate::python::tree::{Handler, Place, Statement, Try, WithItem};

impl<'t> Compiler<'t> {
    pub(super) fn try_statement(&mut self, node: &'t Try, place: Place) {
        if node.finally.is_empty() {
            self.try_except(node, place);
            return;
        }
        let raised = self.emit().label();
        let end = self.emit().label();
        let held = self.emit().held;
        let region = self.emit().open(raised, held);
        self.frame().blocks.push(Block::Finally { body: &node.finally, region });
        if node.handlers.is_empty() {
            self.body(&node.body);
        } else {
            self.try_except(node, place);
        }
        if let Some(Block::Finally { region, .. }) = self.frame().blocks.pop() {
            self.emit().close(region);
        }
        self.body(&node.finally);
        self.emit().jump(Op::Jump, end);
        self.finally_raised(&node.finally, raised, place);
        self.emit().bind(end);
    }

    /// `finally` because of an exception, which goes on afterwards.
    fn finally_raised(&mut self, body: &'t [Statement], raised: Label, place: Place) {
        self.emit().bind(raised);
        self.site(place);
        let held = self.emit().held;
        let cleanup = self.emit().label();
        self.op(Op::PushHandled);
        self.emit().held = held + 2;
        let region = self.emit().open(cleanup, held + 1);
        self.frame().blocks.push(Block::FinallyRaised { region });
        self.body(body);
        self.op(Op::Reraise);
        if let Some(Block::FinallyRaised { region }) = self.frame().blocks.pop() {
            self.emit().close(region);
        }
        self.emit().held = held;
        self.raise_on(cleanup);
    }

    /// `previous exception`: was raised while another was handled, and goes on.
    fn raise_on(&mut self, cleanup: Label) {
        self.emit().bind(cleanup);
        self.op(Op::Swap(2));
        self.op(Op::PopHandled);
        self.op(Op::Reraise);
    }

    fn try_except(&mut self, node: &'t Try, place: Place) {
        let raised = self.emit().label();
        let end = self.emit().label();
        let held = self.emit().held;
        let region = self.emit().open(raised, held);
        // The region is left with what stands around it, so it is a block that needs nothing else.
        self.frame().blocks.push(Block::Finally { body: &[], region });
        self.body(&node.body);
        if let Some(Block::Finally { region, .. }) = self.frame().blocks.pop() {
            self.emit().close(region);
        }
        self.body(&node.otherwise);
        self.emit().jump(Op::Jump, end);
        self.emit().bind(raised);
        self.site(place);
        if node.is_star {
            self.groups(&node.handlers, end);
        } else {
            self.handlers(&node.handlers, end);
        }
        self.emit().bind(end);
    }

    fn handlers(&mut self, handlers: &'t [Handler], end: Label) {
        let held = self.emit().held;
        let cleanup = self.emit().label();
        self.op(Op::PushHandled);
        let mut region = self.emit().open(cleanup, held + 1);
        let count = handlers.len();
        for (index, handler) in handlers.iter().enumerate() {
            self.site(handler.place);
            let next = self.emit().label();
            if let Some(exception) = &handler.exception {
                self.emit().held = held + 2;
                self.expression(exception);
                self.op(Op::MatchException);
                self.emit().jump(Op::JumpIfFalse, next);
            } else if index + 1 < count {
                self.problem(handler.place, "default 'except:' must be last");
            }
            match &handler.name {
                Some(name) => self.store(name),
                None => self.op(Op::Pop),
            }
            self.emit().held = held + 1;
            let forget = self.emit().label();
            let named = handler.name.as_ref().map(|_| self.emit().open(forget, held + 1));
            let regions = [Some(region), named];
            self.frame().blocks.push(Block::Except { name: handler.name.as_ref(), regions });
            self.body(&handler.body);
            let Some(Block::Except { name, regions: [outer, inner] }) = self.frame().blocks.pop() else {
                return;
            };
            if let Some(inner) = inner {
                self.emit().close(inner);
            }
            region = outer.unwrap_or(region);
            self.emit().close(region);
            self.op(Op::PopHandled);
            self.emit().held = held;
            self.forget(name);
            self.emit().jump(Op::Jump, end);
            region = self.emit().reopen(region);
            if name.is_some() {
                self.emit().bind(forget);
                self.forget(name);
                self.op(Op::Reraise);
            }
            self.emit().bind(next);
        }
        self.op(Op::Reraise);
        self.emit().close(region);
        self.emit().held = held;
        self.raise_on(cleanup);
    }

    /// `except*`. On the stack: what was handled before, the exception as it came, what was raised since, what is left.
    fn groups(&mut self, handlers: &'t [Handler], end: Label) {
        let held = self.emit().held;
        let cleanup = self.emit().label();
        self.op(Op::PushHandled);
        let region = self.emit().open(cleanup, held + 1);
        self.op(Op::Copy(1));
        self.op(Op::BuildList(0));
        self.op(Op::Swap(2));
        self.frame().blocks.push(Block::Group);
        for handler in handlers {
            self.site(handler.place);
            self.group(handler, held);
        }
        self.frame().blocks.pop();
        self.op(Op::ListAppend(1));
        self.op(Op::JoinGroup);
        self.op(Op::Copy(1));
        let reraise = self.emit().label();
        self.emit().jump(Op::JumpIfNotNone, reraise);
        self.op(Op::Pop);
        self.emit().close(region);
        self.op(Op::PopHandled);
        self.emit().jump(Op::Jump, end);
        self.emit().bind(reraise);
        self.emit().held = held;
        self.raise_on(cleanup);
    }

    fn group(&mut self, handler: &'t Handler, held: u16) {
        let next = self.emit().label();
        let nothing = self.emit().label();
        let raised = self.emit().label();
        self.emit().held = held + 4;
        if let Some(exception) = &handler.exception {
            self.expression(exception);
        }
        self.op(Op::MatchGroup);
        self.op(Op::Copy(1));
        self.emit().jump(Op::JumpIfNone, nothing);
        match &handler.name {
            Some(name) => self.store(name),
            None => self.op(Op::Pop),
        }
        let region = self.emit().open(raised, held + 4);
        self.body(&handler.body);
        self.emit().close(region);
        self.forget(handler.name.as_ref());
        self.emit().jump(Op::Jump, next);
        self.emit().bind(raised);
        self.forget(handler.name.as_ref());
        self.op(Op::ListAppend(2));
        self.emit().jump(Op::Jump, next);
        self.emit().bind(nothing);
        self.op(Op::Pop);
        self.emit().bind(next);
    }

    pub(super) fn with(
        &mut self,
        items: &'t [WithItem],
        body: &'t [Statement],
        is_async: bool,
        place: Place,
    ) {
        let Some((first, rest)) = items.split_first() else {
            self.body(body);
            return;
        };
        let raised = self.emit().label();
        let end = self.emit().label();
        self.site(place);
        self.expression(&first.context);
        if is_async {
            self.op(Op::BeforeAsyncWith);
            self.wait();
        } else {
            self.op(Op::BeforeWith);
        }
        let held = self.emit().held;
        self.emit().held = held + 1;
        let region = self.emit().open(raised, held + 1);
        self.frame().blocks.push(Block::With { is_async, place, region });
        match &first.target {
            Some(target) => self.assign(target),
            None => self.op(Op::Pop),
        }
        self.with(rest, body, is_async, place);
        if let Some(Block::With { region, .. }) = self.frame().blocks.pop() {
            self.emit().close(region);
        }
        self.site(place);
        self.call_exit(is_async);
        self.emit().jump(Op::Jump, end);
        self.with_raised(raised, is_async, held);
        self.emit().bind(end);
    }

    /// `exit exception`: the exit is told, and may swallow it.
    fn with_raised(&mut self, raised: Label, is_async: bool, held: u16) {
        self.emit().bind(raised);
        let cleanup = self.emit().label();
        let swallowed = self.emit().label();
        self.op(Op::PushHandled);
        let region = self.emit().open(cleanup, held + 2);
        self.op(Op::WithExcept);
        if is_async {
            self.wait();
        }
        self.emit().jump(Op::JumpIfTrue, swallowed);
        self.op(Op::Reraise);
        self.emit().bind(swallowed);
        self.op(Op::Pop);
        self.emit().close(region);
        self.op(Op::PopHandled);
        self.op(Op::Pop);
        self.emit().held = held;
        let end = self.emit().label();
        self.emit().jump(Op::Jump, end);
        self.raise_on(cleanup);
        self.emit().bind(end);
    }
}
