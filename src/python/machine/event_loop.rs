//! The event loop's core: what is ready, the heap of timers with heapq's own sifting, and one turn.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

use super::frame::Frame;
use super::generators::Burial;
use super::tasks::Step;
use super::threads::Wish;
use super::turn::{Before, Ready};
use super::{Got, Machine};
use crate::python::outcome::{Limit, TASKS_MAX};
use crate::python::values::generator::any_obituaries;
use crate::python::values::{
    Args, Class, ErrorKind, Flow, Generator, Native, Object, Payload, Raise, Symbol, Takes, Value, memory,
};

/// What all loops share.
#[derive(Debug, Default)]
pub struct Loops {
    /// How many tasks were named `Task-N`.
    pub names: u64,
    /// All tasks, in order of creation.
    pub all: Vec<Weak<Object>>,
    /// What the running loop runs for: a future, or None.
    pub main: Value,
    /// The async generators that were iterated, with their loops' addresses.
    pub generators: Vec<Weak<Generator>>,
}

/// A loop.
#[derive(Debug, Default)]
pub struct EventLoop {
    ready: RefCell<VecDeque<Ready>>,
    timers: RefCell<Vec<Rc<Object>>>,
    /// Timers that were not noted as due, by when and order of making; some are over by now.
    coming: RefCell<BTreeMap<(u64, u64), Weak<Object>>>,
    made: Cell<u64>,
    cancelled: Cell<usize>,
    /// The thread that sleeps in its select, if one does.
    pub sleeper: Cell<Option<usize>>,
    quiet: Cell<bool>,
}

/// A handle of a callback.
#[derive(Debug)]
pub struct Handle {
    callback: RefCell<Value>,
    args: RefCell<Vec<Value>>,
    context: RefCell<Value>,
    cancelled: Cell<bool>,
    home: RefCell<Value>,
    /// When it is due, of a timer.
    when: Option<u64>,
    scheduled: Cell<bool>,
    /// Its span in the record.
    armed: Cell<Option<crate::python::record::OpenSpan>>,
    /// It was noted that it is due.
    due: Cell<bool>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        let mut values = self.args.take();
        values.extend([self.callback.take(), self.context.take(), self.home.take()]);
        memory::bury(&mut values);
    }
}

/// The loop behind a value.
fn loop_of(value: &Value) -> Result<&EventLoop, Raise> {
    if let Value::Object(object) = value
        && let Some(event_loop) = object.opaque::<EventLoop>()
    {
        return Ok(event_loop);
    }
    Err(Raise::type_error(format!("an event loop was expected, got {}", value.type_name())))
}

/// The handle behind a value.
pub fn handle_of(object: &Rc<Object>) -> Option<&Handle> {
    object.opaque::<Handle>()
}

impl Machine {
    /// What is native in an instance of a class that extends one of the machine's own.
    pub fn opaque_payload(&mut self, class: &Rc<Class>) -> Result<Payload, Raise> {
        let below = |other: &Rc<Class>| class.is_below(other);
        if below(&self.types.event_loop) {
            return Ok(Payload::Opaque(Rc::new(EventLoop::default())));
        }
        if below(&self.types.random) {
            return Ok(Payload::Opaque(Rc::new(crate::python::methods::random::generator())));
        }
        Err(Raise::type_error(format!("type '{}' is not an acceptable base type", class.name())))
    }

    /// Puts something into a loop's queue.
    pub fn push_ready(&mut self, home: &Value, ready: Ready) -> Result<(), Raise> {
        let event_loop = loop_of(home)?;
        if let Value::Object(object) = home
            && let Some(closed) = object.get(Symbol::of("_closed"))
            && super::plain::truth(&closed) == Some(true)
        {
            return Err(Raise::runtime_error("Event loop is closed"));
        }
        event_loop.ready.borrow_mut().push_back(ready);
        Ok(())
    }

    /// A handle.
    pub fn make_handle(
        &mut self,
        home: &Value,
        callback: Value,
        args: Vec<Value>,
        context: Value,
    ) -> Rc<Object> {
        self.make_handle_at(home, callback, args, context, None)
    }

    fn make_handle_at(
        &mut self,
        home: &Value,
        callback: Value,
        args: Vec<Value>,
        context: Value,
        when: Option<u64>,
    ) -> Rc<Object> {
        let handle = Handle {
            callback: RefCell::new(callback),
            args: RefCell::new(args),
            context: RefCell::new(context),
            cancelled: Cell::new(false),
            home: RefCell::new(home.clone()),
            when,
            scheduled: Cell::new(false),
            armed: Cell::new(None),
            due: Cell::new(false),
        };
        let class = if when.is_some() { &self.types.timer_handle } else { &self.types.handle };
        Rc::new(Object::new(Rc::clone(class), Payload::Opaque(Rc::new(handle))))
    }

    /// The running loop of this thread, or None.
    pub fn running_loop(&self) -> Value {
        self.threads.current().running_loop.clone()
    }

    /// The loop for a future that is made without one.
    pub fn event_loop_for_new(&mut self) -> Result<Value, Raise> {
        let running = self.running_loop();
        if !running.is_none() {
            return Ok(running);
        }
        let thread = self.threads.current();
        if thread.event_loop.is_none() {
            let name = &thread.name;
            return Err(Raise::runtime_error(format!("There is no current event loop in thread '{name}'.")));
        }
        Ok(thread.event_loop.clone())
    }

    /// Do tasks of this loop get numbers no more?
    pub fn loop_numbers_no_more(&self, home: &Value) -> bool {
        loop_of(home).is_ok_and(|event_loop| event_loop.quiet.get())
    }

    /// Makes a task in the record.
    pub fn make_numbered_task(&mut self, name: &str, line: u32) -> Result<u32, Raise> {
        if self.log.record.tasks.len() > TASKS_MAX as usize {
            self.outcome_soon(Limit::Tasks);
        }
        Ok(self.log.record.make_task(Some(self.threads.current().number), name, Some(line), self.now))
    }

    /// A step of a task begins.
    pub fn enter_task(&mut self, task: &Rc<Object>) -> Before {
        let data = task.future().and_then(|future| future.task.as_ref());
        let number = data.and_then(|data| data.number.get());
        let context = data.map_or(Value::None, |data| data.context.borrow().clone());
        let thread = self.threads.current_mut();
        let before = Before {
            task: thread.task.replace(Rc::clone(task)),
            context: std::mem::replace(&mut thread.context, context),
            number: thread.number,
        };
        if let Some(number) = number {
            thread.number = number;
        }
        self.log.switch(self.threads.current().number);
        before
    }

    /// And ends.
    pub fn leave_task(&mut self, before: Before) {
        let thread = self.threads.current_mut();
        thread.task = before.task;
        thread.context = before.context;
        thread.number = before.number;
        self.log.switch(before.number);
    }

    /// Notes the first iteration of an async generator.
    pub fn meet_generator(&mut self, generator: &Rc<Generator>) {
        if !generator.met.replace(true) {
            let running = self.running_loop();
            generator.home.replace(running);
            self.loops.generators.push(Rc::downgrade(generator));
        }
    }

    /// What closes an async generator that nobody holds any more.
    pub fn agen_finalizer(&mut self, generator: &Rc<Generator>) -> Option<(Value, Vec<Value>)> {
        let value = Value::Generator(Rc::clone(generator));
        if self.settings.blocking {
            let Some(Value::Module(module)) = self.modules.get("asyncio") else { return None };
            return module.get(Symbol::of("_close_agen")).map(|close| (close, vec![value]));
        }
        let home = generator.home.borrow().clone();
        if home.is_none() {
            return None;
        }
        self.method_named(&home, "_asyncgen_finalizer").map(|method| (method, vec![value]))
    }

    /// Gives out the async generators that were iterated and are not finished, and forgets them.
    pub fn take_generators(&mut self, home: Option<&Value>) -> Vec<Value> {
        let all = std::mem::take(&mut self.loops.generators);
        let mut taken = Vec::new();
        for weak in all {
            let Some(generator) = weak.upgrade() else { continue };
            let finished = generator.state.get() == crate::python::values::generator::State::Finished;
            if finished {
                continue;
            }
            if home.is_none_or(|home| generator.home.borrow().is(home)) {
                taken.push(Value::Generator(generator));
            } else {
                self.loops.generators.push(weak);
            }
        }
        taken
    }

    /// The timers of the loop that runs on this thread that are due by now: their tasks are ready.
    pub fn note_due_timers(&mut self) {
        let running = self.running_loop();
        let Ok(event_loop) = loop_of(&running) else { return };
        let mut due = Vec::new();
        while first_coming(event_loop).is_some_and(|when| when <= self.now) {
            let first = event_loop.coming.borrow_mut().pop_first();
            due.extend(first.and_then(|((when, _), timer)| Some((when, timer.upgrade()?))));
        }
        for (when, object) in due {
            self.timer_is_due(&object, when);
        }
    }

    /// A timer is due: its span ends, and the task that it wakes is ready.
    fn timer_is_due(&mut self, object: &Rc<Object>, when: u64) {
        let Some(handle) = handle_of(object) else { return };
        if handle.due.replace(true) {
            return;
        }
        if let Some(span) = handle.armed.take() {
            self.log.record.closes(span, when);
        }
        let first = handle.args.borrow().first().cloned();
        let Some(Value::Object(future)) = first else { return };
        let Some(data) = future.future() else { return };
        let waiting: Vec<Rc<Object>> = data
            .callbacks
            .borrow()
            .iter()
            .filter_map(|callback| match callback {
                super::future::Callback::Wakeup(task) => Some(Rc::clone(task)),
                super::future::Callback::Python(..) => None,
            })
            .collect();
        for task in waiting {
            if let Some(number) =
                task.future().and_then(|future| future.task.as_ref()).and_then(|task| task.number.get())
            {
                self.log.is_ready(number, 0, when);
            }
        }
    }

    /// The earliest timer of the running loop that is still to come.
    pub fn next_timer(&self) -> Option<u64> {
        let running = &self.threads.current().running_loop;
        let event_loop = loop_of(running).ok()?;
        first_coming(event_loop)
    }
}

/// When the first of a loop's timers is due that is still to come. Those that are over are forgotten.
fn first_coming(event_loop: &EventLoop) -> Option<u64> {
    let mut coming = event_loop.coming.borrow_mut();
    while let Some(first) = coming.first_entry() {
        let waits = first.get().upgrade().is_some_and(|object| {
            handle_of(&object).is_some_and(|handle| !handle.due.get() && !handle.cancelled.get())
        });
        if waits {
            return Some(first.key().0);
        }
        first.remove();
    }
    None
}

/// One turn of a loop.
#[derive(Debug)]
struct RunOnce {
    home: Value,
    left: usize,
    stage: Stage,
    running: Option<Rc<Object>>,
    before: Option<Value>,
}

#[derive(Debug, PartialEq, Eq)]
enum Stage {
    Begin,
    Selected,
    Callbacks,
    Error,
}

impl Frame for RunOnce {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        let home = self.home.clone();
        let event_loop = loop_of(&home)?;
        if let Some(context) = self.before.take() {
            machine.threads.current_mut().context = context;
        }
        match self.stage {
            Stage::Begin => {
                if let Some(flow) = self.select(machine, event_loop)? {
                    return Ok(flow);
                }
                self.collect(machine, event_loop);
            }
            Stage::Selected => {
                event_loop.sleeper.set(None);
                self.collect(machine, event_loop);
            }
            Stage::Callbacks => {
                if let Some(flow) = self.callback_came_back(machine, got)? {
                    return Ok(flow);
                }
            }
            Stage::Error => {
                machine.callback_is_over();
                if let Got::Raised(exception) = got {
                    return Err(Raise::value(exception));
                }
                self.stage = Stage::Callbacks;
            }
        }
        self.next(machine, event_loop)
    }
}

impl RunOnce {
    /// Sleeps until something is ready. None: it is.
    fn select(&mut self, machine: &mut Machine, event_loop: &EventLoop) -> Result<Option<Flow>, Raise> {
        drop_cancelled(event_loop);
        self.stage = Stage::Selected;
        let stopping = match &self.home {
            Value::Object(object) => object
                .get(Symbol::of("_stopping"))
                .is_some_and(|stopping| super::plain::truth(&stopping) == Some(true)),
            _ => false,
        };
        if !event_loop.ready.borrow().is_empty() || stopping {
            return Ok(None);
        }
        let when = event_loop
            .timers
            .borrow()
            .first()
            .and_then(|object| handle_of(object))
            .and_then(|handle| handle.when);
        if when.is_some_and(|when| when <= machine.now) {
            return Ok(None);
        }
        event_loop.sleeper.set(Some(machine.threads.running));
        let flow = machine.wait_in_select(when);
        if flow.is_none() {
            event_loop.sleeper.set(None);
        }
        Ok(flow)
    }

    /// Takes the timers that are due into the queue.
    fn collect(&mut self, machine: &mut Machine, event_loop: &EventLoop) {
        loop {
            let due = event_loop
                .timers
                .borrow()
                .first()
                .and_then(|object| handle_of(object))
                .and_then(|handle| handle.when)
                .is_some_and(|when| when <= machine.now);
            if !due {
                break;
            }
            let Some(object) = pop_timer(&mut event_loop.timers.borrow_mut()) else { break };
            if let Some(handle) = handle_of(&object) {
                handle.scheduled.set(false);
                if !handle.cancelled.get() {
                    machine.timer_is_due(&object, handle.when.unwrap_or(0));
                }
            }
            event_loop.ready.borrow_mut().push_back(Ready::Handle(object));
        }
        machine.refresh_quiet();
        self.left = event_loop.ready.borrow().len();
        self.stage = Stage::Callbacks;
    }

    /// Calls the next of those that were ready when the turn began.
    fn next(&mut self, machine: &mut Machine, event_loop: &EventLoop) -> Result<Flow, Raise> {
        if any_obituaries() {
            self.running = None;
            return Ok(Flow::Frame(Box::new(Burial::new())));
        }
        while self.left > 0 {
            self.left -= 1;
            let Some(ready) = event_loop.ready.borrow_mut().pop_front() else { break };
            match ready {
                Ready::Step(task) => return Ok(Flow::Frame(Box::new(Step::new(task)))),
                Ready::StepWith(task, exception) => {
                    return Ok(Flow::Frame(Box::new(Step::with(task, exception))));
                }
                Ready::Wakeup(task, awaited) => {
                    let step = Step::wakeup(machine, task, &awaited);
                    return Ok(Flow::Frame(Box::new(step)));
                }
                Ready::Handle(object) => {
                    let Some(handle) = handle_of(&object) else { continue };
                    if handle.cancelled.get() {
                        continue;
                    }
                    let callee = handle.callback.borrow().clone();
                    let args = handle.args.borrow().clone();
                    let context = handle.context.borrow().clone();
                    self.before =
                        Some(std::mem::replace(&mut machine.threads.current_mut().context, context));
                    self.running = Some(Rc::clone(&object));
                    return Ok(Flow::Call(callee, args));
                }
            }
        }
        Ok(Flow::Value(Value::None))
    }

    /// A callback has returned or raised.
    fn callback_came_back(&mut self, machine: &mut Machine, got: Got) -> Result<Option<Flow>, Raise> {
        machine.callback_is_over();
        let handle = self.running.take();
        let Got::Raised(exception) = got else { return Ok(None) };
        if machine.is_error(&exception, ErrorKind::SystemExit)
            || machine.is_error(&exception, ErrorKind::KeyboardInterrupt)
        {
            return Err(Raise::value(exception));
        }
        let Some(handle) = handle else { return Err(Raise::value(exception)) };
        let Some(report) = machine.method_named(&self.home, "_callback_error") else {
            return Err(Raise::value(exception));
        };
        self.stage = Stage::Error;
        Ok(Some(Flow::Call(report, vec![Value::Object(handle), exception])))
    }
}

/// Removes timers that were cancelled, as `_run_once` does.
fn drop_cancelled(event_loop: &EventLoop) {
    let mut gone = Vec::new();
    {
        let mut timers = event_loop.timers.borrow_mut();
        let count = timers.len();
        // More than a hundred, and more than half of them.
        if count > 100 && event_loop.cancelled.get() * 2 > count {
            for object in std::mem::take(&mut *timers) {
                match handle_of(&object) {
                    Some(handle) if handle.cancelled.get() => {
                        handle.scheduled.set(false);
                        gone.push(object);
                    }
                    _ => timers.push(object),
                }
            }
            heapify(&mut timers);
            event_loop.cancelled.set(0);
        } else {
            while let Some(first) = timers.first()
                && let Some(handle) = handle_of(first)
                && handle.cancelled.get()
            {
                handle.scheduled.set(false);
                event_loop.cancelled.set(event_loop.cancelled.get().saturating_sub(1));
                gone.extend(pop_timer(&mut timers));
            }
        }
    }
    drop(gone);
}

fn earlier(a: &Rc<Object>, b: &Rc<Object>) -> bool {
    let when = |object: &Rc<Object>| handle_of(object).and_then(|handle| handle.when).unwrap_or(0);
    when(a) < when(b)
}

fn sift_down(heap: &mut [Rc<Object>], start: usize, position: usize) {
    let mut position = position;
    while position > start {
        let parent = (position - 1) / 2;
        if !earlier(&heap[position], &heap[parent]) {
            break;
        }
        heap.swap(position, parent);
        position = parent;
    }
}

fn sift_up(heap: &mut [Rc<Object>], position: usize) {
    let (start, end) = (position, heap.len());
    let mut position = position;
    loop {
        let mut child = 2 * position + 1;
        if child >= end {
            break;
        }
        if child + 1 < end && !earlier(&heap[child], &heap[child + 1]) {
            child += 1;
        }
        heap.swap(position, child);
        position = child;
    }
    sift_down(heap, start, position);
}

fn push_timer(heap: &mut Vec<Rc<Object>>, object: Rc<Object>) {
    heap.push(object);
    let last = heap.len() - 1;
    sift_down(heap, 0, last);
}

fn pop_timer(heap: &mut Vec<Rc<Object>>) -> Option<Rc<Object>> {
    let last = heap.pop()?;
    if heap.is_empty() {
        return Some(last);
    }
    let first = std::mem::replace(&mut heap[0], last);
    sift_up(heap, 0);
    Some(first)
}

fn heapify(heap: &mut [Rc<Object>]) {
    for position in (0..heap.len() / 2).rev() {
        sift_up(heap, position);
    }
}

/// The methods of a loop.
pub static LOOP: &[Native] = &[
    Native::method("Loop", "__init__", Takes::Anything, |_, _| Ok(Value::None)),
    Native::method("Loop", "call_soon", Takes::Anything, |machine, args| {
        call_soon(machine, args, "call_soon")
    }),
    Native::method("Loop", "call_soon_threadsafe", Takes::Anything, |machine, args| {
        let handle = call_soon(machine, args, "call_soon_threadsafe")?;
        if let Some(thread) = loop_of(&args[0])?.sleeper.get() {
            machine.wish(Wish::Wake(thread));
        }
        Ok(handle)
    }),
    Native::method("Loop", "call_later", Takes::Anything, |machine, args| {
        let delay = args.positional().get(1).cloned().unwrap_or_default();
        if args.positional().len() < 3 {
            return Err(Raise::type_error("call_later() missing 1 required positional argument: 'callback'"));
        }
        let delay = super::clock::to_ns(&delay)?;
        let when = i128::from(machine.now) + i128::from(delay);
        call_at(machine, args, when, true)
    }),
    Native::method("Loop", "call_at", Takes::Anything, |machine, args| {
        let when = args.positional().get(1).cloned().unwrap_or_default();
        if args.positional().len() < 3 {
            return Err(Raise::type_error("call_at() missing 1 required positional argument: 'callback'"));
        }
        let when = super::clock::to_ns(&when)?;
        call_at(machine, args, i128::from(when), true)
    }),
    Native::method("Loop", "_call_at_ns", Takes::Anything, |machine, args| {
        let when = super::clock::int_ns(&args[1])?;
        call_at(machine, args, when, true)
    }),
    Native::method("Loop", "_call_quiet", Takes::Anything, |machine, args| {
        let when = super::clock::int_ns(&args[1])?;
        call_at(machine, args, when, false)
    }),
    Native::method("Loop", "time", Takes::Exactly(0), |machine, _| {
        Ok(Value::Float(super::clock::seconds(machine.now)))
    }),
    Native::method("Loop", "create_future", Takes::Exactly(0), |machine, args| {
        let class = Rc::clone(&machine.types.future);
        let object = Object::new(class, machine.future_payload(crate::python::values::Base::Future));
        if let Some(future) = object.future() {
            future.home.replace(args[0].clone());
        }
        Ok(Value::Object(Rc::new(object)))
    }),
    Native::flow_method("Loop", "_run_once", Takes::Exactly(0), |_, args| {
        Ok(Flow::Frame(Box::new(RunOnce {
            home: args[0].clone(),
            left: 0,
            stage: Stage::Begin,
            running: None,
            before: None,
        })))
    }),
    Native::method("Loop", "_clear", Takes::Exactly(0), |machine, args| {
        let event_loop = loop_of(&args[0])?;
        let (ready, timers) = (event_loop.ready.take(), event_loop.timers.take());
        event_loop.coming.take();
        for object in &timers {
            if let Some(span) = handle_of(object).and_then(|handle| handle.armed.take()) {
                machine.log.record.closes(span, machine.now);
            }
        }
        drop((ready, timers));
        Ok(Value::None)
    }),
    Native::method("Loop", "_ready_clear", Takes::Exactly(0), |_, args| {
        let ready = loop_of(&args[0])?.ready.take();
        drop(ready);
        Ok(Value::None)
    }),
    Native::method("Loop", "_take_asyncgens", Takes::Exactly(0), |machine, args| {
        Ok(Value::list(machine.take_generators(Some(&args[0]))))
    }),
    Native::method("Loop", "_number_no_more", Takes::Exactly(0), |_, args| {
        loop_of(&args[0])?.quiet.set(true);
        Ok(Value::None)
    }),
];

/// The callback, its arguments and its context of a call like `call_soon(callback, *args, context=None)`.
fn callback(machine: &mut Machine, args: &Args, skip: usize) -> Result<(Value, Vec<Value>, Value), Raise> {
    let positional = args.positional();
    let Some(callee) = positional.get(skip) else {
        return Err(Raise::type_error("missing 1 required positional argument: 'callback'"));
    };
    if let Value::Generator(generator) = callee
        && generator.kind == crate::python::code::Kind::Coroutine
    {
        return Err(Raise::type_error("coroutines cannot be used with call_soon()"));
    }
    let context = match args.named_as("context") {
        Some(context) if !context.is_none() => context.clone(),
        _ => machine.copy_context(),
    };
    Ok((callee.clone(), positional[skip + 1..].to_vec(), context))
}

fn call_soon(machine: &mut Machine, args: &Args, _: &str) -> Result<Value, Raise> {
    let (callee, values, context) = callback(machine, args, 1)?;
    let handle = machine.make_handle(&args[0], callee, values, context);
    machine.push_ready(&args[0], Ready::Handle(Rc::clone(&handle)))?;
    Ok(Value::Object(handle))
}

fn call_at(machine: &mut Machine, args: &Args, when: i128, armed: bool) -> Result<Value, Raise> {
    let (callee, values, context) = callback(machine, args, 2)?;
    let when = u64::try_from(when.max(0)).unwrap_or(u64::MAX);
    let handle = machine.make_handle_at(&args[0], callee, values, context, Some(when));
    let event_loop = loop_of(&args[0])?;
    if let Some(data) = handle_of(&handle) {
        data.scheduled.set(true);
        if armed && when > machine.now {
            let line = machine.line();
            let timer = machine.log.record.timer();
            let task = machine.threads.current().number;
            let span = machine.log.record.opens(
                timer,
                crate::python::record::ResourceState::Armed,
                task,
                line,
                None,
                machine.now,
            );
            data.armed.set(Some(span));
        }
    }
    push_timer(&mut event_loop.timers.borrow_mut(), Rc::clone(&handle));
    let order = event_loop.made.get();
    event_loop.made.set(order + 1);
    event_loop.coming.borrow_mut().insert((when, order), Rc::downgrade(&handle));
    machine.quiet_until = machine.quiet_until.min(when.max(machine.now));
    Ok(Value::Object(handle))
}

/// The methods of a handle.
pub static HANDLE: &[Native] = &[
    Native::method("Handle", "cancel", Takes::Exactly(0), |machine, args| {
        let Value::Object(object) = &args[0] else { return Ok(Value::None) };
        let Some(handle) = handle_of(object) else { return Ok(Value::None) };
        if handle.cancelled.replace(true) {
            return Ok(Value::None);
        }
        if handle.scheduled.get()
            && let Ok(event_loop) = loop_of(&handle.home.borrow())
        {
            event_loop.cancelled.set(event_loop.cancelled.get() + 1);
        }
        if let Some(span) = handle.armed.take() {
            machine.log.record.closes(span, machine.now);
        }
        let mut old = handle.args.take();
        old.push(handle.callback.replace(Value::None));
        drop(old);
        Ok(Value::None)
    }),
    Native::method("Handle", "cancelled", Takes::Exactly(0), |_, args| {
        let Value::Object(object) = &args[0] else { return Ok(Value::None) };
        Ok(Value::Bool(handle_of(object).is_some_and(|handle| handle.cancelled.get())))
    }),
    Native::method("TimerHandle", "when", Takes::Exactly(0), |_, args| {
        let Value::Object(object) = &args[0] else { return Ok(Value::None) };
        let when = handle_of(object).and_then(|handle| handle.when).unwrap_or(0);
        Ok(Value::Float(super::clock::seconds(when)))
    }),
];

impl Machine {
    /// Attributes of the machine's own objects.
    pub fn extra_of_opaque(&mut self, object: &Rc<Object>, name: Symbol) -> Option<Value> {
        let handle = handle_of(object)?;
        match name.text().as_str() {
            "_callback" => Some(handle.callback.borrow().clone()),
            "_args" => Some(Value::tuple(handle.args.borrow().clone())),
            "_context" => Some(handle.context.borrow().clone()),
            "_loop" => Some(handle.home.borrow().clone()),
            "_cancelled" => Some(Value::Bool(handle.cancelled.get())),
            "_scheduled" => Some(Value::Bool(handle.scheduled.get())),
            "_when" => Some(Value::Float(super::clock::seconds(handle.when.unwrap_or(0)))),
            _ => None,
        }
    }
}

/// The functions of the module `_asyncio`.
pub static MODULE: &[Native] = &[
    Native::function("get_running_loop", Takes::Exactly(0), |machine, _| {
        let running = machine.running_loop();
        if running.is_none() { Err(Raise::runtime_error("no running event loop")) } else { Ok(running) }
    }),
    Native::function("_get_running_loop", Takes::Exactly(0), |machine, _| Ok(machine.running_loop())),
    Native::function("_set_running_loop", Takes::Exactly(1), |machine, args| {
        machine.set_running_loop(args[0].clone());
        Ok(Value::None)
    }),
    Native::function("get_event_loop", Takes::Exactly(0), |machine, _| machine.event_loop_for_new()),
    Native::function("set_event_loop", Takes::Exactly(1), |machine, args| {
        let old = std::mem::replace(&mut machine.threads.current_mut().event_loop, args[0].clone());
        drop(old);
        Ok(Value::None)
    }),
    Native::function("current_task", Takes::Named(0, &["loop"]), |machine, args| {
        let home = args.get(0).filter(|home| !home.is_none()).cloned();
        if home.is_none() && machine.running_loop().is_none() {
            return Err(Raise::runtime_error("no running event loop"));
        }
        let task = machine.threads.current().task.clone();
        Ok(match task {
            Some(task)
                if home.is_none_or(|home| {
                    task.future().is_some_and(|future| future.home.borrow().is(&home))
                }) =>
            {
                Value::Object(task)
            }
            _ => Value::None,
        })
    }),
    Native::function("all_tasks", Takes::Named(0, &["loop"]), |machine, args| {
        let home = match args.get(0) {
            Some(home) if !home.is_none() => home.clone(),
            _ => machine.running_loop(),
        };
        if home.is_none() {
            return Err(Raise::runtime_error("no running event loop"));
        }
        machine.loops.all.retain(|weak| weak.strong_count() > 0);
        let set = crate::python::values::Set::new(false);
        for task in machine.loops.all.iter().filter_map(Weak::upgrade) {
            let wanted =
                task.future().is_some_and(|future| !future.is_done() && future.home.borrow().is(&home));
            if wanted {
                set.add(Value::Object(task))?;
            }
        }
        Ok(Value::Set(Rc::new(set)))
    }),
];
