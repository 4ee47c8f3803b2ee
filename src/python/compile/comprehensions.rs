//! Comprehensions and generator expressions: each is a function of its own, which gets the first iterator.

use super::Compiler;
use super::scopes::ScopeKind;
use crate::python::code::{Kind, Op};
use crate::python::tree::{Expression, ExpressionKind, Loop, Makes, Place};

impl<'t> Compiler<'t> {
    pub(super) fn comprehension(
        &mut self,
        node: &'t ExpressionKind,
        makes: Makes,
        made: (Option<&'t Expression>, &'t Expression),
        loops: &'t [Loop],
        place: Place,
    ) {
        let Some(first) = loops.first() else { return };
        let scope = self.scopes.of(node);
        if self.scopes.list[scope].inlined {
            self.inlined(scope, makes, made, loops);
            return;
        }
        let awaits = self.scopes.list[scope].awaits;
        let outer = self.scope_kind();
        let can_wait = matches!(
            outer,
            ScopeKind::AsyncFunction | ScopeKind::Comprehension | ScopeKind::GeneratorExpression
        );
        if awaits && makes != Makes::Generator && !can_wait {
            self.problem(place, "asynchronous comprehension outside of an asynchronous function");
        }
        let (name, kind) = match makes {
            Makes::List => ("<listcomp>", Kind::Plain),
            Makes::Set => ("<setcomp>", Kind::Plain),
            Makes::Dict => ("<dictcomp>", Kind::Plain),
            Makes::Generator if awaits => ("<genexpr>", Kind::AsyncGenerator),
            Makes::Generator => ("<genexpr>", Kind::Generator),
        };
        let kind = if awaits && makes != Makes::Generator { Kind::Coroutine } else { kind };
        let statement = self.emit().place();
        self.enter(scope, kind, name, place.line);
        if let Some(statement) = statement {
            self.emit().site(statement);
        }
        self.emit().code.positional = 1;
        self.begin(makes);
        self.emit().held = u16::from(makes != Makes::Generator);
        self.op(Op::LoadLocal(0));
        self.turn(loops, makes, made);
        if makes == Makes::Generator {
            self.emit().none();
        }
        self.op(Op::Return);
        let code = self.leave();
        self.closure(code, 0);
        self.expression(&first.iterable);
        self.op(if first.is_async { Op::GetAsyncIter } else { Op::GetIter });
        self.op(Op::Call(1));
        if awaits && makes != Makes::Generator {
            self.wait();
        }
    }

    /// In the frame that is there. What it holds on the stack lies on whatever else is there.
    fn inlined(
        &mut self,
        scope: usize,
        makes: Makes,
        made: (Option<&'t Expression>, &'t Expression),
        loops: &'t [Loop],
    ) {
        let Some(first) = loops.first() else { return };
        self.expression(&first.iterable);
        self.op(Op::GetIter);
        self.begin(makes);
        self.op(Op::Swap(2));
        let names = self.scopes.list[scope].bound.clone();
        let outer = self.frame().overlay.len();
        for name in names {
            let slot = self.emit().hidden_named(&name);
            self.frame().overlay.push((name, slot));
        }
        let held = std::mem::replace(&mut self.emit().held, 1);
        self.turn(loops, makes, made);
        self.emit().held = held;
        let variables = self.frame().overlay.split_off(outer);
        for (name, slot) in variables {
            self.emit().none();
            self.op(Op::StoreLocal(slot));
            self.emit().give_back_named(&name, slot);
        }
    }

    /// `→ collection`, with nothing in it yet.
    fn begin(&mut self, makes: Makes) {
        match makes {
            Makes::List => self.op(Op::BuildList(0)),
            Makes::Set => self.op(Op::BuildSet(0)),
            Makes::Dict => self.op(Op::BuildDict(0)),
            Makes::Generator => {}
        }
    }

    /// `iterator →`: what the loops do, the first of which has its iterator on the stack.
    fn turn(&mut self, loops: &'t [Loop], makes: Makes, made: (Option<&'t Expression>, &'t Expression)) {
        let Some((one, rest)) = loops.split_first() else { return };
        let start = self.emit().here_label();
        let done = self.emit().label();
        let held = self.emit().held;
        self.emit().held = held + 1;
        if one.is_async {
            self.async_next(done);
        } else {
            self.emit().jump(Op::ForIter, done);
        }
        self.assign(&one.target);
        one.conditions.iter().for_each(|condition| self.jump_if(condition, false, start));
        if let Some(next) = rest.first() {
            self.expression(&next.iterable);
            self.op(if next.is_async { Op::GetAsyncIter } else { Op::GetIter });
            self.turn(rest, makes, made);
        } else {
            self.make(makes, made);
        }
        self.emit().jump(Op::Jump, start);
        self.emit().bind(done);
        if one.is_async {
            let over = self.emit().label();
            self.emit().jump(Op::EndAsyncFor, over);
            self.emit().bind(over);
        }
        self.emit().held = held;
    }

    fn make(&mut self, makes: Makes, (key, item): (Option<&'t Expression>, &'t Expression)) {
        if let Some(key) = key {
            self.expression(key);
        }
        self.expression(item);
        // The collection lies below the iterators.
        let deep = self.emit().held;
        match makes {
            Makes::List => self.op(Op::ListAppend(deep)),
            Makes::Set => self.op(Op::SetAdd(deep)),
            Makes::Dict => self.op(Op::DictSet(deep)),
            Makes::Generator => {
                self.op(Op::Yield);
                self.op(Op::Pop);
            }
        }
    }
}
