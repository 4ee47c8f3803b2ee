//! Programs of threads from a number, and what must hold of their runs beside the rules of all runs.

use std::fmt::Write;

use serde_json::Value;

/// A program: what its threads do, and what main does between starting and joining them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Threaded {
    pub(crate) line_ns: u64,
    pub(crate) threads: Vec<Vec<Act>>,
    pub(crate) main: Vec<Act>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// So many lines that do nothing else.
    Lines(u8),
    Sleep(u8),
    Yield,
    Compute(u8),
    Hold {
        lock: u8,
        acts: Vec<Act>,
    },
    Slot {
        acts: Vec<Act>,
    },
    Put,
    /// With a limit of so many milliseconds.
    Get(u8),
    Set,
    Wait(u8),
    Repeat {
        times: u8,
        acts: Vec<Act>,
    },
}

/// The longest that the interpreter is kept while somebody asks for it.
pub(crate) const SLICE_NS: u64 = 5_000_000;

const NS_PER_MS: u64 = 1_000_000;

impl Threaded {
    pub(crate) fn text(&self) -> String {
        let mut out = String::from(
            "import queue\nimport threading\nimport time\nfrom interleave import compute\n\n\
             locks = [threading.Lock(), threading.RLock()]\nslots = threading.Semaphore(2)\n\
             items = queue.Queue()\nevent = threading.Event()\n",
        );
        for (number, acts) in self.threads.iter().enumerate() {
            _ = write!(out, "\n\ndef work{number}():\n    x = 0\n");
            write_acts(&mut out, acts, 1);
        }
        out.push_str("\n\nthreads = []\n");
        for number in 0..self.threads.len() {
            _ = writeln!(out, "threads.append(threading.Thread(target=work{number}, name=\"t{number}\"))");
        }
        out.push_str("for thread in threads:\n    thread.start()\nprint(\"started\")\nx = 0\n");
        write_acts(&mut out, &self.main, 0);
        out.push_str("for thread in threads:\n    thread.join()\nprint(\"joined\")\n");
        out
    }

    /// How long all threads compute, lines apart.
    pub(crate) fn computed_ns(&self) -> u64 {
        self.threads.iter().chain([&self.main]).map(|acts| computed_ns(acts)).sum()
    }

    /// Whether a turn may take no time at all, so that no lane shows it.
    fn has_empty_turns(&self) -> bool {
        self.line_ns == 0 || self.threads.iter().chain([&self.main]).any(|acts| any_yield(acts))
    }

    /// Every program that is one step simpler.
    pub(crate) fn simpler(&self) -> Vec<Self> {
        let mut found = Vec::new();
        for index in 0..self.threads.len() {
            let mut one = self.clone();
            one.threads.remove(index);
            found.push(one);
        }
        for index in 0..=self.threads.len() {
            let acts = self.threads.get(index).unwrap_or(&self.main);
            for simpler in simpler_acts(acts) {
                let mut one = self.clone();
                match one.threads.get_mut(index) {
                    Some(acts) => *acts = simpler,
                    None => one.main = simpler,
                }
                found.push(one);
            }
        }
        found
    }
}

fn simpler_acts(acts: &[Act]) -> Vec<Vec<Act>> {
    let mut found = Vec::new();
    for index in 0..acts.len() {
        let with = |others: &[Act]| [&acts[..index], others, &acts[index + 1..]].concat();
        found.push(with(&[]));
        match &acts[index] {
            Act::Hold { acts: inner, .. } | Act::Slot { acts: inner } | Act::Repeat { acts: inner, .. } => {
                found.push(with(inner));
                for simpler in simpler_acts(inner) {
                    let mut act = acts[index].clone();
                    match &mut act {
                        Act::Hold { acts, .. } | Act::Slot { acts } | Act::Repeat { acts, .. } => {
                            *acts = simpler;
                        }
                        Act::Lines(_) | Act::Sleep(_) | Act::Yield | Act::Compute(_) | Act::Put => {}
                        Act::Get(_) | Act::Set | Act::Wait(_) => {}
                    }
                    found.push(with(&[act]));
                }
            }
            Act::Lines(2..) => found.push(with(&[Act::Lines(1)])),
            Act::Sleep(2..) => found.push(with(&[Act::Sleep(1)])),
            Act::Lines(_) | Act::Sleep(_) | Act::Yield | Act::Compute(_) | Act::Put => {}
            Act::Get(_) | Act::Set | Act::Wait(_) => {}
        }
    }
    found
}

fn inner(act: &Act) -> Option<(u64, &[Act])> {
    match act {
        Act::Hold { acts, .. } | Act::Slot { acts } => Some((1, acts)),
        Act::Repeat { times, acts } => Some((u64::from(*times), acts)),
        Act::Lines(_) | Act::Sleep(_) | Act::Yield | Act::Compute(_) | Act::Put => None,
        Act::Get(_) | Act::Set | Act::Wait(_) => None,
    }
}

fn computed_ns(acts: &[Act]) -> u64 {
    let of = |act: &Act| match (act, inner(act)) {
        (Act::Compute(ms), _) => u64::from(*ms) * NS_PER_MS,
        (_, Some((times, acts))) => times * computed_ns(acts),
        (_, None) => 0,
    };
    acts.iter().map(of).sum()
}

fn any_yield(acts: &[Act]) -> bool {
    acts.iter().any(|act| *act == Act::Yield || inner(act).is_some_and(|(_, acts)| any_yield(acts)))
}

fn write_acts(out: &mut String, acts: &[Act], indent: usize) {
    let mut line = |text: &str| _ = writeln!(out, "{:1$}{text}", "", 4 * indent);
    if acts.is_empty() && indent > 1 {
        line("pass");
    }
    for act in acts {
        let mut line = |text: &str| _ = writeln!(out, "{:1$}{text}", "", 4 * indent);
        match act {
            Act::Lines(count) => (0..*count).for_each(|_| line("x += 1")),
            Act::Sleep(ms) => line(&format!("time.sleep({ms} / 1000)")),
            Act::Yield => line("time.sleep(0)"),
            Act::Compute(ms) => line(&format!("compute({ms} / 1000)")),
            Act::Put => line("items.put(x)"),
            Act::Get(ms) => {
                line("try:");
                line(&format!("    items.get(timeout={ms} / 1000)"));
                line("except queue.Empty:");
                line("    print(\"nothing\")");
            }
            Act::Set => line("event.set()"),
            Act::Wait(ms) => line(&format!("event.wait({ms} / 1000)")),
            Act::Hold { lock, acts } => {
                line(&format!("with locks[{lock}]:"));
                write_acts(out, acts, indent + 1);
            }
            Act::Slot { acts } => {
                line("with slots:");
                write_acts(out, acts, indent + 1);
            }
            Act::Repeat { times, acts } => {
                line(&format!("for _ in range({times}):"));
                write_acts(out, acts, indent + 1);
            }
        }
    }
}

/// What one thread does at one time.
struct Stretch {
    thread: u64,
    state: String,
    start: u64,
    end: u64,
}

fn stretches(run: &Value) -> Vec<Stretch> {
    let mut found = Vec::new();
    for thread in run["threads"].as_array().map_or(&[][..], Vec::as_slice) {
        let id = thread["id"].as_u64().unwrap_or_default();
        let mut own: Vec<Stretch> = Vec::new();
        for span in thread["spans"].as_array().map_or(&[][..], Vec::as_slice) {
            let state = span["state"].as_str().unwrap_or_default().to_owned();
            let (start, end) =
                (span["start_ns"].as_u64().unwrap_or_default(), span["end_ns"].as_u64().unwrap_or_default());
            match own.last_mut() {
                Some(last) if last.state == state && last.end == start => last.end = end,
                _ => own.push(Stretch { thread: id, state, start, end }),
            }
        }
        found.extend(own);
    }
    found.sort_by_key(|stretch| (stretch.start, stretch.end));
    found
}

/// What each thread does, a line a thread, in milliseconds.
pub(crate) fn lanes(run: &Value) -> String {
    let mut out = String::new();
    let all = stretches(run);
    for thread in run["threads"].as_array().map_or(&[][..], Vec::as_slice) {
        _ = write!(out, "{}:", thread["name"].as_str().unwrap_or_default());
        for stretch in all.iter().filter(|stretch| Some(stretch.thread) == thread["id"].as_u64()) {
            let ms = |ns: u64| format!("{}", ns as f64 / 1e6);
            _ = write!(out, " {} {}-{}", stretch.state, ms(stretch.start), ms(stretch.end));
        }
        out.push('\n');
    }
    out
}

/// The first rule of threads that does not hold.
pub(crate) fn check(program: &Threaded, run: &Value) -> Result<(), String> {
    if run["outcome"]["kind"] != "returned" {
        return Err(format!("it returns: {}", run["outcome"]));
    }
    if run["threads"].as_array().map_or(0, Vec::len) != 1 + program.threads.len() {
        return Err("main and every thread that was started have a lane".to_owned());
    }
    let statements = run["metrics"]["statements"].as_u64().unwrap_or_default();
    let running = run["metrics"]["running_ns"].as_u64().unwrap_or_default();
    let work = statements * program.line_ns + program.computed_ns();
    if running != work {
        return Err(format!("{statements} statements and what is computed are {work}, but {running} ran"));
    }
    let all = stretches(run);
    let waiting: Vec<&Stretch> = all.iter().filter(|stretch| stretch.state == "runnable").collect();
    let starting = start_of_main(run);
    for holder in all.iter().filter(|stretch| stretch.state == "running") {
        // Who asked first while this one held it, or before.
        let asks = waiting.iter().filter(|w| w.thread != holder.thread && w.end > holder.start);
        let Some(first) = asks.clone().map(|w| w.start.max(holder.start)).min() else { continue };
        if first >= holder.end {
            continue;
        }
        // Whoever has nothing left to do gives it back at once, and leaves no trace.
        let served = asks.map(|w| w.end).min().unwrap_or(holder.end);
        // One that only yields leaves none either, and goes on waiting.
        if !program.has_empty_turns() && holder.end.min(served) > first + SLICE_NS + program.line_ns {
            return Err(format!(
                "thread {} keeps the interpreter from {} to {}, asked for it at {first}",
                holder.thread, holder.start, holder.end
            ));
        }
        let goes_on = waiting.iter().any(|w| w.thread == holder.thread && w.start == holder.end);
        if goes_on && !program.has_empty_turns() && holder.start >= starting && holder.end < first + SLICE_NS
        {
            return Err(format!(
                "thread {} lost the interpreter at {}, too early: it had it from {}, and was asked for it at {first}",
                holder.thread, holder.end, holder.start
            ));
        }
    }
    if program.has_empty_turns() { Ok(()) } else { first_come_first_served(&waiting) }
}

/// From when on main starts nobody any more.
fn start_of_main(run: &Value) -> u64 {
    let outputs = run["output"].as_array().map_or(&[][..], Vec::as_slice);
    let started = outputs.iter().find(|output| output["text"] == "started\n");
    started.and_then(|output| output["at_ns"].as_u64()).unwrap_or(u64::MAX)
}

/// Who asks for the interpreter earlier gets it earlier.
fn first_come_first_served(waiting: &[&Stretch]) -> Result<(), String> {
    for (index, early) in waiting.iter().enumerate() {
        for late in &waiting[index + 1..] {
            if early.start < late.start && late.end < early.end {
                return Err(format!(
                    "thread {} waits from {} to {}, but thread {}, which came at {}, got it at {}",
                    early.thread, early.start, early.end, late.thread, late.start, late.end
                ));
            }
        }
    }
    Ok(())
}
