//! The modules `_trace`, `_thread` and `_io`: what the library tells of resources, threads and output.

use super::Machine;
use super::threads::NewThread;
use crate::python::outcome::{Limit, TaskOutcome};
use crate::python::record::{NoteKind, ResourceKind, ResourceState, Stream};
use crate::python::values::equal::int_of;
use crate::python::values::{Args, Flow, Native, Raise, Symbol, Takes, Value, symbol};
use crate::trace::State as Doing;

/// The bytes that a program may print: 64 KiB.
const OUTPUT_MAX: usize = 64 << 10;

fn number(value: &Value) -> Option<u32> {
    int_of(value).and_then(|int| u32::try_from(int.clamped()).ok())
}

fn text(value: &Value) -> String {
    match value.native() {
        Value::Str(text) => text.as_str().to_owned(),
        _ => String::new(),
    }
}

/// The functions of the module `_trace`.
pub static TRACE: &[Native] = &[
    Native::function("resource", Takes::Exactly(1), |machine, args| {
        let kind = match text(&args[0]).as_str() {
            "lock" => ResourceKind::Lock,
            "semaphore" => ResourceKind::Semaphore,
            "queue" => ResourceKind::Queue,
            "event" => ResourceKind::Event,
            "condition" => ResourceKind::Condition,
            "barrier" => ResourceKind::Barrier,
            "host" => ResourceKind::Host,
            "pool" => ResourceKind::Pool,
            _ => ResourceKind::Future,
        };
        Ok(Value::Int(i64::from(machine.log.record.make_resource(kind))))
    }),
    Native::function("named", Takes::Exactly(2), |machine, args| {
        if let Some(resource) = number(&args[0]) {
            machine.log.record.name_resource(resource, &text(&args[1]));
        }
        Ok(Value::None)
    }),
    Native::function("wait", Takes::Between(1, 2), |machine, args| {
        let purpose = match text(&args[1]).as_str() {
            "get" => Some("get"),
            "put" => Some("put"),
            "join" => Some("join"),
            "wait" => Some("wait"),
            _ => None,
        };
        if let Some(resource) = number(&args[0]) {
            let (task, line) = (machine.threads.current().number, machine.line());
            machine.log.begins_wait(resource, task, line, purpose, machine.now);
        }
        Ok(Value::None)
    }),
    Native::function("waited", Takes::Exactly(1), |machine, args| {
        if let Some(resource) = number(&args[0]) {
            let task = machine.threads.current().number;
            machine.log.ends_wait(resource, task, machine.now);
        }
        Ok(Value::None)
    }),
    Native::function("hold", Takes::Exactly(1), |machine, args| hold(machine, args, ResourceState::Held)),
    Native::function("release", Takes::Exactly(1), release),
    Native::function("serve", Takes::Exactly(1), |machine, args| hold(machine, args, ResourceState::Serving)),
    Native::function("served", Takes::Exactly(1), release),
    Native::function("stands_for", Takes::Exactly(2), |_, args| {
        if let Value::Object(object) = &args[0]
            && let Some(future) = object.future()
        {
            let old = future.stands_for.replace(args[1].clone());
            drop(old);
        }
        Ok(Value::None)
    }),
    Native::flow("note", Takes::Between(2, 3), note),
    Native::function("submit", Takes::Exactly(1), create),
    Native::function("create", Takes::Exactly(1), create),
    Native::function("enter", Takes::Exactly(1), enter),
    Native::function("leave", Takes::Between(0, 2), leave),
    Native::function("cancel", Takes::Exactly(1), |machine, args| {
        if let Some(task) = number(&args[0]) {
            machine.log.ends(task, TaskOutcome::Cancelled, machine.now);
        }
        Ok(Value::None)
    }),
    Native::function("set_name", Takes::Exactly(2), |machine, args| {
        if let Some(task) = number(&args[0]) {
            machine.log.record.rename_task(task, &text(&args[1]));
        }
        Ok(Value::None)
    }),
    Native::function("request_ns", Takes::Anything, |machine, _| {
        Ok(Value::Int(i64::try_from(machine.settings.request_ns).unwrap_or(i64::MAX)))
    }),
];

fn hold(machine: &mut Machine, args: &Args, state: ResourceState) -> Result<Value, Raise> {
    if let Some(resource) = number(&args[0]) {
        let (task, line) = (machine.threads.current().number, machine.line());
        machine.log.holds(resource, state, task, line, machine.now);
    }
    Ok(Value::None)
}

fn release(machine: &mut Machine, args: &Args) -> Result<Value, Raise> {
    if let Some(resource) = number(&args[0]) {
        let task = machine.threads.current().number;
        machine.log.releases(resource, task, machine.now);
    }
    Ok(Value::None)
}

fn note(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    let kind = match text(&args[0]).as_str() {
        "never-awaited" => NoteKind::NeverAwaited,
        "never-retrieved" => NoteKind::NeverRetrieved,
        "thread-error" => NoteKind::ThreadError,
        "still-pending" => NoteKind::StillPending,
        _ => NoteKind::CallbackError,
    };
    let exception = args.get(2).filter(|exception| !exception.is_none()).cloned();
    let line = exception
        .as_ref()
        .and_then(|exception| super::exceptions::object_of(exception).cloned())
        .and_then(|object| object.exception().and_then(crate::python::values::Exception::line));
    let words = text(&args[1]);
    let Some(exception) = exception else {
        machine.log.record.note(kind, line, &words);
        return Ok(Flow::Value(Value::None));
    };
    let name = exception.type_name();
    let shown = match machine.str_flow(&exception) {
        Ok(Flow::Value(Value::Str(shown))) => shown.as_str().to_owned(),
        _ => String::new(),
    };
    let words =
        if shown.is_empty() { format!("{words}: {name}") } else { format!("{words}: {name}: {shown}") };
    machine.log.record.note(kind, line, &words);
    Ok(Flow::Value(Value::None))
}

fn create(machine: &mut Machine, args: &Args) -> Result<Value, Raise> {
    let line = machine.line();
    let task = machine.make_numbered_task(&text(&args[0]), line)?;
    Ok(Value::Int(i64::from(task)))
}

fn enter(machine: &mut Machine, args: &Args) -> Result<Value, Raise> {
    let Some(task) = number(&args[0]) else { return Ok(Value::None) };
    let before = machine.threads.current().number;
    machine.threads.current_mut().entered.push(before);
    machine.threads.current_mut().number = task;
    // Who made it waits for it, where it runs in place.
    let line = machine.line();
    machine.log.waits(
        before,
        Doing::Paused,
        None,
        line,
        vec![crate::python::record::Awaited::Task(task)],
        machine.now,
    );
    machine.log.switch(task);
    Ok(Value::None)
}

fn leave(machine: &mut Machine, args: &Args) -> Result<Value, Raise> {
    let outcome = match text(&args[0]).as_str() {
        "cancelled" => TaskOutcome::Cancelled,
        "raised" => TaskOutcome::Raised,
        _ => TaskOutcome::Returned,
    };
    let thread = machine.threads.current_mut();
    let task = thread.number;
    if let Some(before) = thread.entered.pop() {
        thread.number = before;
        machine.log.ends(task, outcome, machine.now);
        machine.log.goes_on(before);
        machine.log.switch(before);
    }
    Ok(Value::None)
}

/// The functions of the module `_thread`.
pub static THREAD: &[Native] = &[
    Native::flow("park", Takes::Between(0, 2), |machine, args| {
        let ns = match args.get(0) {
            Some(ns) if !ns.is_none() => {
                Some(u64::try_from(super::clock::int_ns(ns)?.max(0)).unwrap_or(u64::MAX))
            }
            _ => None,
        };
        let waits_for = machine.awaited_of(&args[1]);
        let line = machine.line();
        Ok(machine.park_thread(ns, waits_for, line))
    }),
    Native::function("unpark", Takes::Exactly(1), |machine, args| {
        if let Some(ident) = number(&args[0]) {
            machine.unpark_thread(ident as usize);
        }
        Ok(Value::None)
    }),
    Native::function("get_ident", Takes::Exactly(0), |machine, _| {
        Ok(Value::count(machine.threads.running + 1))
    }),
    Native::function("task", Takes::Exactly(0), |machine, _| {
        Ok(Value::Int(i64::from(machine.threads.current().own)))
    }),
    Native::flow("start", Takes::Named(1, &["fn", "args", "kwargs", "name", "kind", "daemon"]), start),
];

fn start(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    let mut values = match args.get(1) {
        Some(values) => super::plain::plain_items(values)?,
        None => Vec::new(),
    };
    let mut names = Vec::new();
    if let Some(Value::Dict(named)) = args.get(2) {
        for (key, value) in named.table().iter() {
            names.push(Symbol::of(&text(key)));
            values.push(value.clone());
        }
    }
    machine.start_thread(NewThread {
        function: args[0].clone(),
        args: values,
        names,
        name: args.get(3).map(text).unwrap_or_default(),
        worker: args.get(4).map(text).as_deref() == Some("worker"),
        daemon: args.get(5).is_some_and(|daemon| super::plain::truth(daemon) == Some(true)),
    })
}

/// The functions of the module `_io`.
pub static IO: &[Native] = &[Native::function("write", Takes::Exactly(2), |machine, args| {
    let stream = if text(&args[0]) == "err" { Stream::Err } else { Stream::Out };
    let written = text(&args[1]);
    machine.write(stream, &written);
    Ok(Value::None)
})];

impl Machine {
    /// The program prints.
    pub fn write(&mut self, stream: Stream, text: &str) {
        if text.is_empty() {
            return;
        }
        let line = self.line();
        self.printed += text.len();
        if self.printed > OUTPUT_MAX {
            self.outcome = Some(crate::python::outcome::Outcome::Limit { limit: Limit::Output, line });
            return;
        }
        let task = self.threads.current().number;
        self.log.record.output(task, line, stream, text, self.now);
    }

    /// Notes a coroutine that was never awaited.
    pub fn note_never_awaited(&mut self, name: &str, line: u32) {
        let line = (line != 0).then_some(line);
        self.log.record.note(NoteKind::NeverAwaited, line, &format!("coroutine '{name}' was never awaited"));
    }

    /// Names the resource of a value after what it is assigned to.
    pub fn name_resource(&mut self, value: &Value, name: Symbol) {
        if let Value::Object(object) = value
            && let Some(resource) = object.get(symbol::RESOURCE).as_ref().and_then(number)
        {
            self.log.record.name_resource(resource, name.text().as_str());
        }
    }

    /// Takes over a loop as the running one, or none.
    pub fn set_running_loop(&mut self, home: Value) {
        let begins = !home.is_none();
        let old = std::mem::replace(&mut self.threads.current_mut().running_loop, home);
        drop(old);
        if begins {
            self.main_waits();
        } else {
            self.loops.main = Value::None;
        }
        self.refresh_quiet();
    }

    /// The task that runs the loop waits for what the loop runs for.
    fn main_waits(&mut self) {
        let number = self.threads.current().number;
        let line = self.program_line();
        let main = self.loops.main.clone();
        let waits_for = if main.is_none() { Vec::new() } else { self.awaited(number, &main) };
        self.log.waits(number, Doing::Paused, None, line, waits_for, self.now);
    }

    /// A callback of the loop is over: the task that runs the loop waits again.
    pub fn callback_is_over(&mut self) {
        if !self.log.is_waiting(self.threads.current().number) {
            self.main_waits();
        }
    }

    /// Wakes the threads that wait in the blocking form's one wait.
    pub fn wake_blocking(&mut self) {
        self.wake_all_blocking();
    }

    /// The end of the record.
    pub fn finish_log(&mut self) {
        self.log.record.finish(self.now);
    }
}
