//! What happens in a run of a program, taken down as the machine tells it, in order of time.

use crate::trace::State;

/// A task of a program: the module's own code, a task of the event loop, a thread's function, a call that was handed to
/// a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// `name=`, else the name of its coroutine function.
    pub name: String,
    /// Who made it.
    pub parent: Option<u32>,
    /// When it was made, in nanoseconds, as all times here.
    pub created_ns: u64,
    /// The line that made it; none for the module.
    pub created_line: Option<u32>,
    /// When it first ran.
    pub started_ns: Option<u64>,
    /// When it ended.
    pub finished_ns: Option<u64>,
    /// How.
    pub outcome: TaskOutcome,
    /// What it did, from its creation on, without a gap.
    pub spans: Vec<TaskSpan>,
}

/// How a task ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaskOutcome {
    /// It came to its end.
    Returned,
    /// It was cancelled.
    Cancelled,
    /// An exception came out of it.
    Raised,
    /// It never came to an end.
    #[default]
    Unfinished,
}

impl TaskOutcome {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::Cancelled => "cancelled",
            Self::Raised => "raised",
            Self::Unfinished => "unfinished",
        }
    }
}

/// A stretch of time in which a task is in one state, at one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskSpan {
    /// The state.
    pub state: State,
    /// First instant.
    pub start_ns: u64,
    /// First instant no longer in the span.
    pub end_ns: u64,
    /// The number of the thread that it holds.
    pub thread: Option<u32>,
    /// The line of its innermost frame, else the line that made it; none while the module has not begun.
    pub line: Option<u32>,
    /// What was missing when the span began: of the states `Paused` and `Blocked`.
    pub waits_for: Vec<Awaited>,
}

/// What a task waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// Another task.
    Task(u32),
    /// A moment.
    Timer,
    /// A future that is no task.
    Future,
    /// A lock, a queue, a host: a resource by its index.
    Resource(u32),
}

/// A thread of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Who started it.
    pub kind: ThreadKind,
    /// Its name, as Python has it.
    pub name: String,
    /// What it did; idle is the gap.
    pub spans: Vec<ThreadSpan>,
    /// Since when it waits for the interpreter with no task.
    runnable_since_ns: Option<u64>,
}

/// Who started a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadKind {
    /// Nobody: the main thread.
    Main,
    /// The program.
    Thread,
    /// A pool.
    Worker,
}

impl ThreadKind {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Thread => "thread",
            Self::Worker => "worker",
        }
    }
}

/// A stretch of time in which a thread is in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadSpan {
    /// `Running`, `Runnable` or `Blocked`.
    pub state: State,
    /// First instant.
    pub start_ns: u64,
    /// First instant no longer in the span.
    pub end_ns: u64,
    /// Whom it is for; none while the loop's thread waits for the interpreter.
    pub task: Option<u32>,
    /// The line.
    pub line: Option<u32>,
}

/// Something that tasks wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// What it is.
    pub kind: ResourceKind,
    /// The name that it was first assigned to.
    pub name: Option<String>,
    /// Who did what at it. They may overlap.
    pub spans: Vec<ResourceSpan>,
}

/// What a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResourceKind {
    /// The loop's timers.
    Timer,
    /// A lock.
    Lock,
    /// A semaphore.
    Semaphore,
    /// A queue.
    Queue,
    /// An event.
    Event,
    /// A condition.
    Condition,
    /// A barrier.
    Barrier,
    /// A future of the program's own.
    Future,
    /// A host that stand-ins ask.
    Host,
    /// A pool of threads.
    Pool,
}

impl ResourceKind {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timer => "timer",
            Self::Lock => "lock",
            Self::Semaphore => "semaphore",
            Self::Queue => "queue",
            Self::Event => "event",
            Self::Condition => "condition",
            Self::Barrier => "barrier",
            Self::Future => "future",
            Self::Host => "host",
            Self::Pool => "pool",
        }
    }
}

/// What a task does at a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceState {
    /// A timer that will be due.
    Armed,
    /// It holds the resource.
    Held,
    /// It waits for it.
    Waiting,
    /// It is being served.
    Serving,
}

impl ResourceState {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Armed => "armed",
            Self::Held => "held",
            Self::Waiting => "waiting",
            Self::Serving => "serving",
        }
    }
}

/// A stretch of time at a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceSpan {
    /// What goes on.
    pub state: ResourceState,
    /// First instant.
    pub start_ns: u64,
    /// First instant no longer in the span.
    pub end_ns: u64,
    /// Who.
    pub task: u32,
    /// Its line when the span began.
    pub line: u32,
    /// `get`, `put`, `join`, `wait`.
    pub purpose: Option<&'static str>,
}

/// What a program printed or logged at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// When it had been printed.
    pub at_ns: u64,
    /// By whom.
    pub task: u32,
    /// Where.
    pub line: u32,
    /// Whereto.
    pub stream: Stream,
    /// The text.
    pub text: String,
}

/// Where a program prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error, and what is logged.
    Err,
}

impl Stream {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::Err => "err",
        }
    }
}

/// Something worth knowing that the program itself does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// Where.
    pub line: Option<u32>,
    /// In words.
    pub text: String,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// A coroutine that nobody awaited.
    NeverAwaited,
    /// An exception that nobody retrieved.
    NeverRetrieved,
    /// An exception came out of a callback.
    CallbackError,
    /// An exception came out of a thread.
    ThreadError,
    /// A task was destroyed while it was pending.
    StillPending,
}

impl NoteKind {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NeverAwaited => "never-awaited",
            Self::NeverRetrieved => "never-retrieved",
            Self::CallbackError => "callback-error",
            Self::ThreadError => "thread-error",
            Self::StillPending => "still-pending",
        }
    }
}

/// A resource's span that is still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenSpan(u32, u32);

/// Everything that has happened.
///
/// What is told of a task, a thread or a resource that there is not changes nothing. No instant lies before one that was
/// told already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// By number, from 0, the module.
    pub tasks: Vec<Task>,
    /// By number, from 1: `threads[0]` is thread 1.
    pub threads: Vec<Thread>,
    /// By index.
    pub resources: Vec<Resource>,
    /// In order of time.
    pub output: Vec<Output>,
    /// In the order in which they were seen.
    pub notes: Vec<Note>,
    spans: u64,
    timer: Option<u32>,
}

impl Record {
    /// A task is made, and queued. The answer is its number.
    pub fn make_task(&mut self, parent: Option<u32>, name: &str, line: Option<u32>, now_ns: u64) -> u32 {
        self.tasks.push(Task {
            name: name.to_owned(),
            parent,
            created_ns: now_ns,
            created_line: line,
            started_ns: None,
            finished_ns: None,
            outcome: TaskOutcome::Unfinished,
            spans: Vec::new(),
        });
        let number = index(self.tasks.len() - 1);
        self.change(number, State::Queued, None, line, Vec::new(), now_ns);
        number
    }

    /// The task is in this state from now on, and waits for nothing.
    pub fn is(&mut self, task: u32, state: State, thread: Option<u32>, line: u32, now_ns: u64) {
        self.change(task, state, thread, Some(line), Vec::new(), now_ns);
    }

    /// The task is in this state from now on, and waits for these.
    pub fn waits(
        &mut self,
        task: u32,
        state: State,
        thread: Option<u32>,
        line: u32,
        waits_for: Vec<Awaited>,
        now_ns: u64,
    ) {
        self.change(task, state, thread, Some(line), waits_for, now_ns);
    }

    /// The task comes to its end.
    pub fn ends(&mut self, task: u32, outcome: TaskOutcome, now_ns: u64) {
        self.close(task, now_ns);
        if let Some(task) = self.tasks.get_mut(task as usize) {
            task.outcome = outcome;
            task.finished_ns = Some(now_ns);
        }
    }

    /// The task is called something else now.
    pub fn rename_task(&mut self, task: u32, name: &str) {
        if let Some(task) = self.tasks.get_mut(task as usize) {
            name.clone_into(&mut task.name);
        }
    }

    /// A thread begins. The answer is its number, from 1.
    pub fn make_thread(&mut self, kind: ThreadKind, name: &str) -> u32 {
        self.threads.push(Thread { kind, name: name.to_owned(), spans: Vec::new(), runnable_since_ns: None });
        index(self.threads.len())
    }

    /// The loop's thread waits for the interpreter, and has no task.
    pub fn thread_is_runnable(&mut self, thread: u32, now_ns: u64) {
        if let Some(thread) = self.thread(thread) {
            thread.runnable_since_ns.get_or_insert(now_ns);
        }
    }

    /// It does no longer.
    pub fn thread_is_idle(&mut self, thread: u32, now_ns: u64) {
        let Some(lane) = self.thread(thread) else { return };
        let Some(start_ns) = lane.runnable_since_ns.take() else { return };
        lane.push(ThreadSpan { state: State::Runnable, start_ns, end_ns: now_ns, task: None, line: None });
    }

    /// Something comes into being that tasks may wait for. The answer is its index.
    pub fn make_resource(&mut self, kind: ResourceKind) -> u32 {
        self.resources.push(Resource { kind, name: None, spans: Vec::new() });
        index(self.resources.len() - 1)
    }

    /// The resource that stands for all timers.
    pub fn timer(&mut self) -> u32 {
        if let Some(timer) = self.timer {
            return timer;
        }
        let timer = self.make_resource(ResourceKind::Timer);
        self.timer = Some(timer);
        timer
    }

    /// The resource is assigned to a name. The first one counts.
    pub fn name_resource(&mut self, resource: u32, name: &str) {
        if let Some(resource) = self.resources.get_mut(resource as usize) {
            resource.name.get_or_insert_with(|| name.to_owned());
        }
    }

    /// A task begins to do something at a resource.
    pub fn opens(
        &mut self,
        resource: u32,
        state: ResourceState,
        task: u32,
        line: u32,
        purpose: Option<&'static str>,
        now_ns: u64,
    ) -> OpenSpan {
        let Some(found) = self.resources.get_mut(resource as usize) else { return OpenSpan(resource, 0) };
        let span = ResourceSpan { state, start_ns: now_ns, end_ns: u64::MAX, task, line, purpose };
        found.spans.push(span);
        self.spans += 1;
        OpenSpan(resource, index(found.spans.len() - 1))
    }

    /// And ends.
    pub fn closes(&mut self, OpenSpan(resource, span): OpenSpan, now_ns: u64) {
        let found = self.resources.get_mut(resource as usize);
        if let Some(span) = found.and_then(|found| found.spans.get_mut(span as usize)) {
            span.end_ns = span.end_ns.min(now_ns);
        }
    }

    /// Something is printed or logged.
    pub fn output(&mut self, task: u32, line: u32, stream: Stream, text: &str, now_ns: u64) {
        self.output.push(Output { at_ns: now_ns, task, line, stream, text: text.to_owned() });
    }

    /// Something is worth a note.
    pub fn note(&mut self, kind: NoteKind, line: Option<u32>, text: &str) {
        self.notes.push(Note { kind, line, text: text.to_owned() });
    }

    /// How many spans there are, of tasks and resources.
    pub fn spans(&self) -> u64 {
        self.spans
    }

    /// The run is over: what is still open ends now, and what took no time is gone.
    pub fn finish(&mut self, now_ns: u64) {
        for task in 0..index(self.tasks.len()) {
            self.close(task, now_ns);
        }
        for thread in 1..=index(self.threads.len()) {
            self.thread_is_idle(thread, now_ns);
        }
        for resource in &mut self.resources {
            resource.spans.iter_mut().for_each(|span| span.end_ns = span.end_ns.min(now_ns));
            resource.spans.retain(|span| span.start_ns < span.end_ns);
        }
    }

    /// The names of the resources, by index: each its own.
    pub fn resource_names(&self) -> Vec<String> {
        let mut taken: Vec<String> = Vec::new();
        let mut counts = std::collections::BTreeMap::new();
        for resource in &self.resources {
            let kind = resource.kind.name();
            let wanted = match (&resource.name, resource.kind) {
                (Some(name), _) => name.clone(),
                (None, ResourceKind::Timer) => kind.to_owned(),
                (None, _) => {
                    let count = counts.entry(resource.kind).or_insert(0);
                    *count += 1;
                    format!("{kind} {count}")
                }
            };
            taken.push(wanted);
        }
        let mut used = std::collections::BTreeSet::new();
        for name in &mut taken {
            let mut own = name.clone();
            let mut next = 2;
            while !used.insert(own.clone()) {
                own = format!("{name} {next}");
                next += 1;
            }
            *name = own;
        }
        taken
    }

    fn thread(&mut self, number: u32) -> Option<&mut Thread> {
        self.threads.get_mut((number as usize).checked_sub(1)?)
    }

    fn change(
        &mut self,
        task: u32,
        state: State,
        thread: Option<u32>,
        line: Option<u32>,
        waits_for: Vec<Awaited>,
        now_ns: u64,
    ) {
        let Some(found) = self.tasks.get_mut(task as usize) else { return };
        if found.finished_ns.is_some() {
            return;
        }
        if state != State::Queued && found.started_ns.is_none() {
            found.started_ns = Some(now_ns);
        }
        if let Some(open) = found.spans.last()
            && open.end_ns == OPEN
            && (open.state, open.thread, open.line) == (state, thread, line)
        {
            return;
        }
        self.close(task, now_ns);
        let span = TaskSpan { state, start_ns: now_ns, end_ns: OPEN, thread, line, waits_for };
        let spans = &mut self.tasks[task as usize].spans;
        match spans.last_mut() {
            // It goes on with what it did a moment ago.
            Some(last)
                if last.end_ns == now_ns && (last.state, last.thread, last.line) == (state, thread, line) =>
            {
                last.end_ns = OPEN;
                let start_ns = last.start_ns;
                self.take_back(thread, task, start_ns);
            }
            Some(_) | None => {
                spans.push(span);
                self.spans += 1;
            }
        }
    }

    /// Ends the task's open span; one that took no time was none.
    fn close(&mut self, task: u32, now_ns: u64) {
        let Some(found) = self.tasks.get_mut(task as usize) else { return };
        let Some(open) = found.spans.last_mut().filter(|open| open.end_ns == OPEN) else { return };
        if open.start_ns >= now_ns {
            found.spans.pop();
            self.spans -= 1;
            return;
        }
        open.end_ns = now_ns;
        let (state, start_ns, line) = (open.state, open.start_ns, open.line);
        if let Some(thread) = open.thread.and_then(|thread| self.thread(thread)) {
            thread.push(ThreadSpan { state, start_ns, end_ns: now_ns, task: Some(task), line });
        }
    }

    /// The thread's last span is that of a task's span that goes on.
    fn take_back(&mut self, thread: Option<u32>, task: u32, start_ns: u64) {
        let Some(thread) = thread.and_then(|thread| self.thread(thread)) else { return };
        if thread.spans.last().is_some_and(|last| last.task == Some(task) && last.start_ns == start_ns) {
            thread.spans.pop();
        }
    }
}

/// The end of a span that is still open.
const OPEN: u64 = u64::MAX;

impl Thread {
    fn push(&mut self, span: ThreadSpan) {
        if span.start_ns < span.end_ns {
            self.spans.push(span);
        }
    }
}

/// More things than this break a limit long before.
fn index(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_that_are_alike_are_one_and_empty_spans_none() {
        let mut record = Record::default();
        let main = record.make_thread(ThreadKind::Main, "MainThread");
        let task = record.make_task(None, "<module>", None, 0);
        record.is(task, State::Running, Some(main), 1, 0);
        record.is(task, State::Running, Some(main), 1, 5);
        record.waits(task, State::Paused, None, 1, vec![Awaited::Timer], 7);
        record.is(task, State::Ready, None, 1, 7);
        record.is(task, State::Running, Some(main), 1, 7);
        record.is(task, State::Running, Some(main), 2, 9);
        record.ends(task, TaskOutcome::Returned, 12);
        record.finish(12);
        let spans: Vec<_> = record.tasks[0].spans.iter().map(|s| (s.line, s.start_ns, s.end_ns)).collect();
        assert_eq!(spans, [(Some(1), 0, 9), (Some(2), 9, 12)]);
        let thread: Vec<_> = record.threads[0].spans.iter().map(|s| (s.line, s.start_ns, s.end_ns)).collect();
        assert_eq!(thread, spans);
        assert_eq!((record.tasks[0].started_ns, record.tasks[0].finished_ns), (Some(0), Some(12)));
        assert_eq!(record.spans(), 2);
    }

    #[test]
    fn resources_have_names_of_their_own() {
        let mut record = Record::default();
        let kinds = [ResourceKind::Lock, ResourceKind::Lock, ResourceKind::Lock, ResourceKind::Queue];
        let all = kinds.map(|kind| record.make_resource(kind));
        record.timer();
        record.name_resource(all[1], "lock");
        record.name_resource(all[2], "lock");
        record.name_resource(all[2], "other");
        assert_eq!(record.resource_names(), ["lock 1", "lock", "lock 2", "queue 1", "timer"]);
    }

    #[test]
    fn what_is_open_at_the_end_ends_there() {
        let mut record = Record::default();
        let task = record.make_task(None, "<module>", None, 0);
        let lock = record.make_resource(ResourceKind::Lock);
        let held = record.opens(lock, ResourceState::Held, task, 3, None, 2);
        record.opens(lock, ResourceState::Waiting, task, 4, None, 10);
        record.closes(held, 6);
        record.finish(10);
        assert_eq!(record.resources[0].spans.len(), 1);
        assert_eq!((record.resources[0].spans[0].start_ns, record.resources[0].spans[0].end_ns), (2, 6));
        assert_eq!(record.tasks[0].outcome, TaskOutcome::Unfinished);
        assert_eq!(record.tasks[0].finished_ns, None);
    }
}
