//! The inner loop: one instruction after the other.

use super::frame::{Activation, CodeFrame, Then};
use super::load::Inst;
use super::operators::{arithmetic, compare_plain};
use super::{Done, Got, Machine, Trap};
use crate::python::code::{Binary, Compare, Op, Unary};
use crate::python::outcome::{Limit, Outcome};
use crate::python::values::{ErrorKind, Flow, Raise, Value, generator, memory, raise};

/// The rounds of loops that may have no statement in them: comprehensions, the library's own.
const TICKS_MAX: u64 = 50_000_000;

impl Machine {
    /// Runs until the outcome is known.
    pub fn run(&mut self) {
        while self.outcome.is_none() {
            match self.frames.pop() {
                Some(Activation::Code(frame)) => self.go_on(frame),
                Some(Activation::Native(frame, then)) => self.go_on_native(frame, then),
                None => self.thread_is_done(),
            }
        }
    }

    /// Gives a code frame what it waited for, and runs it.
    fn go_on(&mut self, mut frame: Box<CodeFrame>) {
        let done = match self.got.take() {
            Some((got, then)) => self.deliver(&mut frame, then, got),
            None => Ok(()),
        };
        self.run_frame(frame, done);
    }

    /// Runs a frame, whose last step ended so.
    pub fn run_frame(&mut self, mut frame: Box<CodeFrame>, done: Done) {
        if let Err(trap) = done
            && !self.survives(&mut frame, trap)
        {
            return self.put_away(frame);
        }
        loop {
            let trap = self.instructions(&mut frame);
            if !self.survives(&mut frame, trap) {
                return self.put_away(frame);
            }
        }
    }

    /// Handles an exception where the frame or those below it do. False: the frame does not go on now.
    fn survives(&mut self, frame: &mut Box<CodeFrame>, trap: Trap) -> bool {
        let mut trap = trap;
        loop {
            match trap {
                Trap::Raise(raise) => match self.fail(frame, raise) {
                    Ok(()) => return true,
                    Err(next) => trap = next,
                },
                Trap::Leave => {
                    self.gone = false;
                    return false;
                }
                Trap::Gone => {
                    self.gone = true;
                    return false;
                }
            }
        }
    }

    fn put_away(&mut self, frame: Box<CodeFrame>) {
        if let Some(generator) = self.suspended.take() {
            generator.frame.replace(Some(frame));
        } else if self.gone {
            self.release(frame);
        } else {
            self.frames.push(Activation::Code(frame));
            self.frames.append(&mut self.above);
        }
        if let Some(thread) = self.next_thread.take() {
            self.switch_to(thread);
        }
    }

    fn instructions(&mut self, f: &mut Box<CodeFrame>) -> Trap {
        loop {
            let Some(inst) = f.code.insts.get(f.pc).copied() else {
                return Trap::Raise(Raise::new(ErrorKind::SystemError, "the code has no end"));
            };
            f.pc += 1;
            let done = match inst {
                Inst::Statement(place) => self.statement(f, place),
                Inst::Const(k) => f.load_const(k),
                Inst::Pop => f.drop_top(),
                Inst::LoadLocal(slot) => f.load_local(slot),
                Inst::StoreLocal(slot) => f.store_local(slot),
                Inst::LoadCell(slot) => f.load_cell(slot),
                Inst::StoreCell(slot) => f.store_cell(slot),
                Inst::LoadGlobal(place) => f.load_global(place),
                Inst::StoreGlobal(place) => f.store_global(place),
                Inst::LoadAttr(name) => self.load_attr(f, name),
                Inst::StoreAttr(name) => self.store_attr(f, name),
                Inst::LoadMethod(name) => self.load_method(f, name),
                Inst::LoadItem => self.load_item(f),
                Inst::StoreItem => self.store_item(f),
                Inst::Unary(op) => self.unary(f, op),
                Inst::Binary(op) => self.binary(f, op, false, None),
                Inst::InPlace(op) => self.binary(f, op, true, None),
                Inst::Compare(op) => self.compare(f, op, Then::Push),
                Inst::Jump(to) => self.jump(f, to),
                Inst::JumpIfFalse(to) => self.jump_if(f, false, to),
                Inst::JumpIfTrue(to) => self.jump_if(f, true, to),
                Inst::GetIter => self.get_iter(f),
                Inst::ForIter(to) => self.for_iter(f, to, None),
                Inst::Call(count) => self.call_on_stack(f, count as usize),
                Inst::CallMethod(count) => self.call_method_on_stack(f, count as usize),
                Inst::Return => self.return_top(f),
                Inst::Yield => self.yield_top(f),
                Inst::YieldFrom => self.yield_from(f),
                Inst::LocalLocal(a, b) => f.load_local(a).and_then(|()| f.load_local(b)),
                Inst::LocalConst(a, k) => f.load_local(a).and_then(|()| f.load_const(u32::from(k))),
                Inst::BinaryLocals { op, a, b } => self.binary_locals(f, op, (a, b), false, None),
                Inst::BinaryLocalConst { op, a, k } => self.binary_local_const(f, op, (a, k), false, None),
                Inst::BinaryConst { op, k } => self.binary_const(f, op, k),
                Inst::BinaryLocal { op, b } => self.binary_local(f, op, b),
                Inst::BinaryLocalsStore { op, a, b, to } => {
                    self.binary_locals(f, op, (a, b), false, Some(to))
                }
                Inst::BinaryLocalConstStore { op, a, k, to } => {
                    self.binary_local_const(f, op, (a, k), false, Some(to))
                }
                Inst::InPlaceLocalsStore { op, a, b, to } => {
                    self.binary_locals(f, op, (a, b), true, Some(to))
                }
                Inst::InPlaceLocalConstStore { op, a, k, to } => {
                    self.binary_local_const(f, op, (a, k), true, Some(to))
                }
                Inst::CompareJump { op, when, target } => self.compare_jump(f, op, when, target),
                Inst::CompareLocalsJump { op, a, b, target } => self.compare_locals(f, op, a, b, target),
                Inst::CompareLocalConstJump { op, a, k, target } => self.compare_const(f, op, a, k, target),
                Inst::ForIterLocal { to, target } => self.for_iter(f, target, Some(to)),
                Inst::LocalAttr { local, name } => self.local_attr(f, local, name),
                Inst::LocalMethod { local, name } => self.local_method(f, local, name),
                Inst::ReturnLocal(slot) => f.load_local(slot).and_then(|()| self.return_top(f)),
                Inst::Other(op) => self.other(f, op),
            };
            if let Err(trap) = done {
                return trap;
            }
        }
    }

    #[inline]
    fn local_attr(&mut self, f: &mut Box<CodeFrame>, local: u16, name: u16) -> Done {
        f.load_local(local)?;
        self.load_attr(f, u32::from(name))
    }

    #[inline]
    fn local_method(&mut self, f: &mut Box<CodeFrame>, local: u16, name: u16) -> Done {
        f.load_local(local)?;
        self.load_method(f, u32::from(name))
    }

    /// A statement is reached: it pays, then it happens.
    #[inline]
    fn statement(&mut self, f: &mut Box<CodeFrame>, place: u32) -> Done {
        let line = f.code.places.get(place as usize).map_or(0, |place| place.line);
        f.line = line;
        if generator::any_obituaries() {
            // The dead come first; the statement is reached anew when they are buried.
            f.pc -= 1;
            return self.bury_dead(f);
        }
        let after = self.now.saturating_add(self.settings.line_ns);
        if self.statements >= self.settings.statements_max {
            return self.limit(Limit::Statements, line);
        }
        if memory::used() > raise::MEMORY_MAX {
            return self.limit(Limit::Memory, line);
        }
        self.statements += 1;
        if self.log.running(line, self.now) {
            return self.limit(Limit::Spans, line);
        }
        self.now = after;
        if after >= self.quiet_until { self.after_statement() } else { Ok(()) }
    }

    #[inline]
    fn jump(&mut self, f: &mut Box<CodeFrame>, to: u32) -> Done {
        let back = (to as usize) < f.pc;
        f.pc = to as usize;
        if back { self.tick(f) } else { Ok(()) }
    }

    /// Counts a round of a loop that may have no statement in it.
    #[inline]
    pub fn tick(&mut self, f: &CodeFrame) -> Done {
        self.ticks += 1;
        if self.ticks & 1023 == 0 { self.look_at_limits(f) } else { Ok(()) }
    }

    #[cold]
    fn look_at_limits(&mut self, f: &CodeFrame) -> Done {
        if memory::used() > raise::MEMORY_MAX {
            let line = self.line_of(f);
            return self.limit(Limit::Memory, line);
        }
        if self.ticks > TICKS_MAX {
            let line = self.line_of(f);
            return self.limit(Limit::Statements, line);
        }
        Ok(())
    }

    /// Ends the run at a limit.
    pub fn limit(&mut self, limit: Limit, line: u32) -> Done {
        self.outcome = Some(Outcome::Limit { limit, line });
        Err(Trap::Leave)
    }

    fn binary_locals(
        &mut self,
        f: &mut Box<CodeFrame>,
        op: Binary,
        (a, b): (u16, u16),
        in_place: bool,
        to: Option<u16>,
    ) -> Done {
        if let (Some(x), Some(y)) = (f.slots.get(usize::from(a)), f.slots.get(usize::from(b)))
            && let Some(value) = arithmetic(op, x, y)
        {
            return f.put(to, value);
        }
        f.load_local(a)?;
        f.load_local(b)?;
        self.binary(f, op, in_place, to)
    }

    fn binary_local_const(
        &mut self,
        f: &mut Box<CodeFrame>,
        op: Binary,
        (a, k): (u16, u16),
        in_place: bool,
        to: Option<u16>,
    ) -> Done {
        if let (Some(x), Some(y)) = (f.slots.get(usize::from(a)), f.code.consts.get(usize::from(k)))
            && let Some(value) = arithmetic(op, x, y)
        {
            return f.put(to, value);
        }
        f.load_local(a)?;
        f.load_const(u32::from(k))?;
        self.binary(f, op, in_place, to)
    }

    fn binary_const(&mut self, f: &mut Box<CodeFrame>, op: Binary, k: u16) -> Done {
        if let (Some(x), Some(y)) = (f.slots.last(), f.code.consts.get(usize::from(k)))
            && let Some(value) = arithmetic(op, x, y)
        {
            return f.replace_top(value);
        }
        f.load_const(u32::from(k))?;
        self.binary(f, op, false, None)
    }

    fn binary_local(&mut self, f: &mut Box<CodeFrame>, op: Binary, b: u16) -> Done {
        if let (Some(x), Some(y)) = (f.slots.last(), f.slots.get(usize::from(b)))
            && let Some(value) = arithmetic(op, x, y)
        {
            return f.replace_top(value);
        }
        f.load_local(b)?;
        self.binary(f, op, false, None)
    }

    fn compare_jump(&mut self, f: &mut Box<CodeFrame>, op: Compare, when: bool, target: u32) -> Done {
        if let [.., x, y] = f.slots.as_slice()
            && let Some(truth) = compare_plain(op, x, y)
        {
            let length = f.slots.len() - 2;
            f.slots.truncate(length);
            if truth == when {
                f.pc = target as usize;
            }
            return Ok(());
        }
        self.compare(f, op, Then::Branch { when, target })
    }

    fn compare_locals(&mut self, f: &mut Box<CodeFrame>, op: Compare, a: u16, b: u16, target: u16) -> Done {
        if let (Some(x), Some(y)) = (f.slots.get(usize::from(a)), f.slots.get(usize::from(b)))
            && let Some(truth) = compare_plain(op, x, y)
        {
            if !truth {
                f.pc = usize::from(target);
            }
            return Ok(());
        }
        f.load_local(a)?;
        f.load_local(b)?;
        self.compare(f, op, Then::Branch { when: false, target: u32::from(target) })
    }

    fn compare_const(&mut self, f: &mut Box<CodeFrame>, op: Compare, a: u16, k: u16, target: u16) -> Done {
        if let (Some(x), Some(y)) = (f.slots.get(usize::from(a)), f.code.consts.get(usize::from(k)))
            && let Some(truth) = compare_plain(op, x, y)
        {
            if !truth {
                f.pc = usize::from(target);
            }
            return Ok(());
        }
        f.load_local(a)?;
        f.load_const(u32::from(k))?;
        self.compare(f, op, Then::Branch { when: false, target: u32::from(target) })
    }

    /// `value →`, and the frame ends.
    pub fn return_top(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let value = f.pop();
        if f.owner.is_some() {
            return self.generator_returns(f, value);
        }
        let then = std::mem::take(&mut f.then);
        if f.namespace.is_some() {
            self.class_namespace = f.namespace.take();
        }
        self.leave_frame(f, then, Got::Value(value))
    }

    /// Takes the frame off the stack and gives what it leaves to the one below.
    pub fn leave_frame(&mut self, f: &mut Box<CodeFrame>, then: Then, got: Got) -> Done {
        if !f.code.prelude {
            self.depth -= 1;
        }
        match self.frames.pop() {
            Some(Activation::Code(caller)) => {
                let old = std::mem::replace(f, caller);
                self.release(old);
                match (then, got) {
                    (Then::Push, Got::Value(value)) => {
                        f.push(value);
                        Ok(())
                    }
                    (then, got) => self.deliver(f, then, got),
                }
            }
            Some(native @ Activation::Native(..)) => {
                self.frames.push(native);
                self.got = Some((got, then));
                Err(Trap::Gone)
            }
            None => {
                self.got = Some((got, then));
                Err(Trap::Gone)
            }
        }
    }

    /// Does what a native wants next; `then` is for its result.
    pub fn flow(&mut self, f: &mut Box<CodeFrame>, flow: Flow, then: Then) -> Done {
        match flow {
            Flow::Value(value) => match then {
                Then::Push => {
                    f.push(value);
                    Ok(())
                }
                then => self.deliver(f, then, Got::Value(value)),
            },
            Flow::Call(callee, args) => self.call(f, callee, args, Vec::new(), then),
            Flow::CallNamed(callee, args, names) => self.call(f, callee, args, names, then),
            Flow::Frame(frame) => {
                self.above.push(Activation::Native(frame, then));
                self.got = Some((Got::Value(Value::None), Then::Push));
                Err(Trap::Leave)
            }
            Flow::Resume(frame, value) => {
                self.above.push(Activation::Native(frame, then));
                self.got = Some((Got::Value(value), Then::Push));
                Err(Trap::Leave)
            }
            Flow::Send(target, value) => self.send(f, target, value, then),
            Flow::Throw(target, exception) => self.throw(f, target, exception, then),
            Flow::Block => {
                self.wakes_as = then;
                Err(Trap::Leave)
            }
            Flow::End => Err(Trap::Leave),
        }
    }

    fn unary(&mut self, f: &mut Box<CodeFrame>, op: Unary) -> Done {
        match (op, f.slots.last()) {
            (Unary::Not, Some(Value::Bool(value))) => {
                let value = Value::Bool(!*value);
                f.replace_top(value)
            }
            _ => self.unary_any(f, op),
        }
    }

    #[inline]
    fn jump_if(&mut self, f: &mut Box<CodeFrame>, when: bool, to: u32) -> Done {
        let value = f.pop();
        let truth = match &value {
            Value::Bool(truth) => *truth,
            Value::None => false,
            Value::Int(int) => *int != 0,
            other => match super::plain::truth(other) {
                Some(truth) => truth,
                None => return self.ask_truth(f, value, Then::Branch { when, target: to }),
            },
        };
        if truth == when {
            f.pc = to as usize;
        }
        Ok(())
    }

    fn other(&mut self, f: &mut Box<CodeFrame>, op: Op) -> Done {
        self.other_names(f, op)
    }
}

impl CodeFrame {
    #[inline]
    fn load_const(&mut self, k: u32) -> Done {
        let value = self.code.consts.get(k as usize).cloned().unwrap_or_default();
        self.slots.push(value);
        Ok(())
    }

    #[inline]
    fn drop_top(&mut self) -> Done {
        self.slots.pop();
        Ok(())
    }

    /// Loads a local variable.
    #[inline]
    pub fn load_local(&mut self, slot: u16) -> Done {
        match self.slots.get(usize::from(slot)) {
            Some(Value::Unbound) | None => Err(self.unbound_local(slot)),
            Some(value) => {
                let value = value.clone();
                self.slots.push(value);
                Ok(())
            }
        }
    }

    #[inline]
    fn store_local(&mut self, slot: u16) -> Done {
        let value = self.pop();
        self.slots[usize::from(slot)] = value;
        Ok(())
    }

    /// Stores a value in a slot, or pushes it.
    #[inline]
    pub fn put(&mut self, to: Option<u16>, value: Value) -> Done {
        match to {
            Some(slot) => self.slots[usize::from(slot)] = value,
            None => self.slots.push(value),
        }
        Ok(())
    }

    #[inline]
    fn replace_top(&mut self, value: Value) -> Done {
        if let Some(top) = self.slots.last_mut() {
            *top = value;
        }
        Ok(())
    }

    fn load_cell(&mut self, slot: u16) -> Done {
        if let Some(Value::Cell(cell)) = self.slots.get(usize::from(slot)) {
            let value = cell.get();
            if !value.is_unbound() {
                self.slots.push(value);
                return Ok(());
            }
        }
        Err(self.unbound_cell(slot))
    }

    fn store_cell(&mut self, slot: u16) -> Done {
        let value = self.pop();
        if let Some(Value::Cell(cell)) = self.slots.get(usize::from(slot)) {
            cell.set(value);
        }
        Ok(())
    }

    #[inline]
    fn load_global(&mut self, place: u32) -> Done {
        let globals = self.code.module.globals();
        let place = place as usize;
        let mut value = globals.values.get(place).cloned().unwrap_or_default();
        if value.is_unbound() {
            value = globals.builtins.get(place).cloned().unwrap_or_default();
            if value.is_unbound() {
                let name = globals.names[place].text();
                return Err(Raise::new(
                    ErrorKind::NameError,
                    format!("name '{}' is not defined", name.as_str()),
                )
                .into());
            }
        }
        drop(globals);
        self.slots.push(value);
        Ok(())
    }

    fn store_global(&mut self, place: u32) -> Done {
        let value = self.pop();
        let old = self.code.module.globals_mut().store(place as usize, value);
        drop(old);
        Ok(())
    }

    /// The error of a variable without a value.
    #[cold]
    pub fn unbound_local(&self, slot: u16) -> Trap {
        let name = self.code.slots.get(usize::from(slot)).map(|name| name.text());
        let name = name.as_ref().map_or("?", |name| name.as_str());
        Trap::Raise(Raise::new(
            ErrorKind::UnboundLocalError,
            format!("cannot access local variable '{name}' where it is not associated with a value"),
        ))
    }

    /// The error of a shared variable without a value.
    #[cold]
    pub fn unbound_cell(&self, slot: u16) -> Trap {
        if usize::from(slot) < self.code.first_free {
            return self.unbound_local(slot);
        }
        let name = self.code.slots.get(usize::from(slot)).map(|name| name.text());
        let name = name.as_ref().map_or("?", |name| name.as_str());
        Trap::Raise(Raise::new(
            ErrorKind::NameError,
            format!(
                "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
            ),
        ))
    }
}
