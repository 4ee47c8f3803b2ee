//! Steps → lines of a program.

use super::{Language, Style};
use crate::scenario::{Call, Latency, Scenario, Step};
use crate::text::code as words;
use crate::time::Duration;

/// Calls of one step up to this many are written one by one; more, as so many of each service.
const CALLS_LISTED_MAX: usize = 6;
/// Of calls that are made one after the other no more than this many runs of like ones are written.
const RUNS_LISTED_MAX: usize = 24;

/// One line of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it says, indented, without a comment.
    pub code: String,
    /// What is remarked on it, without the sign that begins a comment.
    pub remark: String,
    /// The step that it belongs to, from 0; `None` for what stands around the steps.
    pub step: Option<u32>,
}

impl Line {
    /// The line as it stands in a file.
    pub fn text(&self, language: Language) -> String {
        let sign = language.comment();
        match (self.code.trim().is_empty(), self.remark.is_empty()) {
            (_, true) => self.code.clone(),
            (true, false) => format!("{}{sign} {}", self.code, self.remark),
            (false, false) => {
                let gap = if language == Language::Python { "  " } else { " " };
                format!("{}{gap}{sign} {}", self.code, self.remark)
            }
        }
    }
}

/// The program of one of the scenario's groups; nothing for a group that there is none of.
pub fn listing(language: Language, style: Style, scenario: &Scenario, group: usize) -> Vec<Line> {
    let Some(group) = scenario.groups.get(group) else { return Vec::new() };
    let mut writer = Writer { language, style, scenario, lines: Vec::new(), step: None };
    writer.line(0, language.head(style, &group.name), String::new());
    let last = group.program.0.len().saturating_sub(1);
    for (index, step) in group.program.0.iter().enumerate() {
        writer.step = u32::try_from(index).ok();
        writer.write(step, computation(index, last));
    }
    writer.step = None;
    let is_empty = writer.lines.iter().skip(1).all(|line| line.code.trim().is_empty());
    match language {
        Language::Python if is_empty => writer.line(1, "pass".to_owned(), String::new()),
        Language::Python => {}
        Language::Rust | Language::JavaScript => writer.line(0, "}".to_owned(), String::new()),
    }
    writer.lines
}

/// What a computation is for, as far as its place tells.
fn computation(index: usize, last: usize) -> &'static str {
    match index {
        0 => "parse",
        _ if index == last => "render",
        _ => "compute",
    }
}

struct Writer<'a> {
    language: Language,
    style: Style,
    scenario: &'a Scenario,
    lines: Vec<Line>,
    step: Option<u32>,
}

impl Writer<'_> {
    fn line(&mut self, depth: usize, code: String, remark: String) {
        let code = format!("{}{code}", self.language.indent().repeat(depth));
        self.lines.push(Line { code, remark, step: self.step });
    }

    /// A statement of the function's body.
    fn statement(&mut self, code: String, remark: String) {
        let end = self.language.end();
        self.line(1, format!("{code}{end}"), remark);
    }

    fn write(&mut self, step: &Step, computation: &'static str) {
        let language = self.language;
        match (step, self.style) {
            (Step::Cpu(duration), _) | (Step::OffloadCpu(duration), Style::Sync) => {
                self.statement(format!("{computation}()"), words::takes(&duration.to_string()));
            }
            (Step::Calls(calls), Style::Sync) => self.one_after_the_other(calls),
            (Step::Calls(calls), Style::Async) => self.together(calls),
            (Step::Block(call) | Step::OffloadCall(call), Style::Sync) => {
                self.statement(language.blocking_call(self.style, &call.service), self.takes(call));
            }
            (Step::Block(call), Style::Async) => {
                let remark = words::blocks(&self.takes(call));
                self.statement(language.blocking_call(self.style, &call.service), remark);
            }
            (Step::OffloadCpu(duration), Style::Async) => {
                let remark = words::helped(&words::takes(&duration.to_string()));
                self.statement(language.offload(computation), remark);
            }
            (Step::OffloadCall(call), Style::Async) => {
                let remark = words::helped(&self.takes(call));
                self.statement(language.offload(&language.work(&call.service)), remark);
            }
            (Step::Yield, Style::Sync) => self.line(1, String::new(), words::NO_YIELD.to_owned()),
            (Step::Yield, Style::Async) => {
                self.statement(language.let_others().to_owned(), words::YIELDS.to_owned());
            }
        }
    }

    /// Calls of which each waits for the one before.
    fn one_after_the_other(&mut self, calls: &[Call]) {
        let language = self.language;
        let few = calls.len() <= CALLS_LISTED_MAX;
        let like = |one: &Call, next: &Call| !few && one.service == next.service;
        let runs: Vec<&[Call]> = calls.chunk_by(like).collect();
        for run in runs.iter().take(RUNS_LISTED_MAX) {
            let Some(first) = run.first() else { continue };
            let call = language.blocking_call(self.style, &first.service);
            let remark = self.all_take(&run.iter().collect::<Vec<_>>());
            if run.len() == 1 {
                self.statement(call, remark);
                continue;
            }
            self.line(1, language.repeat(run.len()), String::new());
            self.line(2, format!("{call}{}", language.end()), remark);
            if language != Language::Python {
                self.line(1, "}".to_owned(), String::new());
            }
        }
        let rest: usize = runs.iter().skip(RUNS_LISTED_MAX).map(|run| run.len()).sum();
        if rest > 0 {
            self.line(1, String::new(), words::more_calls(rest));
        }
    }

    /// Calls that all begin at once.
    fn together(&mut self, calls: &[Call]) {
        let language = self.language;
        if let [only] = calls {
            self.statement(language.awaited(&language.call(&only.service)), self.takes(only));
            return;
        }
        let few = calls.len() <= CALLS_LISTED_MAX;
        let groups = if few { calls.iter().map(|call| vec![call]).collect() } else { by_service(calls) };
        if let [only] = groups.as_slice()
            && let Some(&first) = only.first()
        {
            let code = language.awaited(&language.many(&first.service, only.len()));
            self.statement(code, self.all_take(only));
            return;
        }
        let (open, close) = language.join();
        self.line(1, open.to_owned(), words::TOGETHER.to_owned());
        for group in groups {
            let Some(&first) = group.first() else { continue };
            let call = match group.len() {
                1 => language.call(&first.service),
                count => language.many(&first.service, count),
            };
            let remark = self.all_take(&group);
            self.line(2, format!("{call},"), remark);
        }
        self.line(1, close.to_owned(), String::new());
    }

    /// How long one call takes, as far as that is known beforehand.
    fn takes(&self, call: &Call) -> String {
        let ms = |duration: &Duration| duration.to_string();
        if let Some(duration) = &call.latency {
            return words::takes(&ms(duration));
        }
        let service = self.scenario.services.iter().find(|service| service.name == call.service);
        match service.and_then(|service| service.latency.as_ref()) {
            Some(Latency::Constant(duration)) => words::takes(&ms(duration)),
            Some(Latency::Uniform { min, max }) => words::takes(&format!("{min}–{max}")),
            Some(Latency::Exponential { mean }) => words::takes_on_average(&ms(mean)),
            None => String::new(),
        }
    }

    /// How long like calls take, where that is the same for all of them.
    fn all_take(&self, calls: &[&Call]) -> String {
        match calls {
            [first, rest @ ..] if rest.iter().all(|call| call.latency == first.latency) => self.takes(first),
            _ => String::new(),
        }
    }
}

/// The calls of each service, in the order of first use. Each service has a queue of its own, so that nothing else
/// about their order counts where all begin at once.
fn by_service(calls: &[Call]) -> Vec<Vec<&Call>> {
    let mut groups: Vec<Vec<&Call>> = Vec::new();
    for call in calls {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| first.service == call.service))
        {
            Some(group) => group.push(call),
            None => groups.push(vec![call]),
        }
    }
    groups
}
