//! The parts of a scenario as somebody gave them, and the one place where they are checked.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::path::{FieldPath, Member, Part};
use super::problem::{Items, MissingLatency, Problem, ScenarioError};
use super::steps::service_name;
use super::{
    BLOCKING_THREADS_DEFAULT, CORES_MAX, Call, GROUPS_MAX, Gap, Group, Latency, Machine, NAME_CHARS_MAX,
    Program, REQUESTS_MAX, RUNTIMES_DEFAULT, RUNTIMES_MAX, Runtime, SEED_END, SERVICES_MAX, Scenario,
    Service, Step, THREADS_MAX, TITLE_CHARS_MAX,
};
use crate::rng::EXPONENTIAL_MEANS_MAX;
use crate::time::{DURATION_MAX, Duration, INSTANT_MAX, Instant};

/// A scenario before it has been checked. The default holds every default, and no requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// See [`Scenario::title`].
    pub title: String,
    /// See [`Scenario::seed`].
    pub seed: u64,
    /// See [`Machine::cores`].
    pub cores: u64,
    /// See [`Machine::quantum`].
    pub quantum: Duration,
    /// See [`Machine::switch`].
    pub switch: Duration,
    /// The services that are declared, in any order; used ones need not be.
    pub services: Vec<ServiceParts>,
    /// The groups, in order.
    pub requests: Vec<GroupParts>,
    /// The runtimes, in order.
    pub runtimes: Vec<RuntimeParts>,
}

/// The declaration of a service before it has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceParts {
    /// In upper or lower case.
    pub name: String,
    /// See [`Service::capacity`].
    pub capacity: Option<u64>,
    /// See [`Service::latency`].
    pub latency: Option<Latency>,
}

/// A group of requests before it has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupParts {
    /// See [`Group::name`].
    pub name: String,
    /// See [`Group::program`].
    pub steps: Program,
    /// See [`Group::count`].
    pub count: u64,
    /// See [`Group::at`], from 0.
    pub at: Duration,
    /// Constant time between two arrivals; excludes `poisson`.
    pub every: Option<Duration>,
    /// Mean time between two arrivals; excludes `every`.
    pub poisson: Option<Duration>,
}

/// Which of the two models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// A pool of threads.
    Sync,
    /// An event loop.
    Async,
}

/// A runtime before it has been checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuntimeParts {
    /// Which model.
    pub model: Model,
    /// See [`Runtime::threads`].
    pub threads: u64,
    /// See [`Runtime::blocking_threads`]; only for the asynchronous model.
    pub blocking_threads: Option<u64>,
}

impl Default for Parts {
    fn default() -> Self {
        let machine = Machine::default();
        Self {
            title: String::new(),
            seed: 0,
            cores: machine.cores.into(),
            quantum: machine.quantum,
            switch: machine.switch,
            services: Vec::new(),
            requests: Vec::new(),
            runtimes: RUNTIMES_DEFAULT.map(Into::into).into(),
        }
    }
}

impl GroupParts {
    /// One request at 0 that runs `steps`.
    pub fn new(steps: Program) -> Self {
        Self { name: String::new(), steps, count: 1, at: Duration::ZERO, every: None, poisson: None }
    }
}

impl From<&Scenario> for Parts {
    fn from(scenario: &Scenario) -> Self {
        Self {
            title: scenario.title.clone(),
            seed: scenario.seed,
            cores: scenario.machine.cores.into(),
            quantum: scenario.machine.quantum,
            switch: scenario.machine.switch,
            services: scenario
                .services
                .iter()
                .filter(|service| service.is_declared())
                .map(Into::into)
                .collect(),
            requests: scenario.groups.iter().map(Into::into).collect(),
            runtimes: scenario.runtimes.iter().map(|&runtime| runtime.into()).collect(),
        }
    }
}

impl From<&Service> for ServiceParts {
    fn from(service: &Service) -> Self {
        Self {
            name: service.name.clone(),
            capacity: service.capacity.map(Into::into),
            latency: service.latency,
        }
    }
}

impl From<&Group> for GroupParts {
    fn from(group: &Group) -> Self {
        let (every, poisson) = match group.gap {
            Gap::Every(every) => (Some(every), None),
            Gap::Poisson { mean } => (None, Some(mean)),
        };
        Self {
            name: group.name.clone(),
            steps: group.program.clone(),
            count: group.count.into(),
            at: group.at.since(Instant::ZERO),
            every,
            poisson,
        }
    }
}

impl From<Runtime> for RuntimeParts {
    fn from(runtime: Runtime) -> Self {
        let (model, blocking_threads) = match runtime {
            Runtime::Sync { .. } => (Model::Sync, None),
            Runtime::Async { blocking_threads, .. } => (Model::Async, Some(blocking_threads.into())),
        };
        Self { model, threads: runtime.threads().into(), blocking_threads }
    }
}

impl Service {
    /// Whether it says more than its name.
    pub fn is_declared(&self) -> bool {
        self.capacity.is_some() || self.latency.is_some()
    }
}

impl Parts {
    /// Checks every part and the parts together.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, at least one.
    pub fn check(self) -> Result<Scenario, Vec<ScenarioError>> {
        let mut checker = Checker::default();
        checker.title(&self.title);
        let seed = checker.whole(Part::Seed, self.seed, 0..=SEED_END - 1);
        let of_machine = |member| FieldPath::from(Part::Machine).with(member);
        let machine = Machine {
            cores: checker.whole(of_machine(Member::Cores), self.cores, 1..=CORES_MAX.into()),
            quantum: checker.quantum(of_machine(Member::Quantum), self.quantum),
            switch: checker.duration(of_machine(Member::Switch), self.switch),
        };
        let declared = checker.services(&self.services);
        let groups = checker.groups(self.requests);
        let runtimes = checker.runtimes(&self.runtimes);
        // A latency with an error of its own is not missing.
        if !checker.errors.iter().any(|error| matches!(error.path.part, Part::Service(_))) {
            checker.missing_latencies(&groups, &declared);
        }
        let services = in_order_of_use(&groups, declared);
        checker.length(Part::Services, services.len(), 0, SERVICES_MAX, Items::ServicesUsed);
        // Gaps are drawn only where the number of requests is known to be bounded.
        if checker.errors.is_empty() {
            checker.poisson_arrivals(seed, &groups);
        }
        checker.finish(Scenario { title: self.title, seed, machine, services, groups, runtimes })
    }
}

impl ServiceParts {
    /// Checks the declaration by itself; an item of a list.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, at least one.
    pub fn check(&self) -> Result<Service, Vec<ScenarioError>> {
        let mut checker = Checker::default();
        let service = checker.service(&Part::Item.into(), self);
        checker.finish(service)
    }
}

impl GroupParts {
    /// Checks the group by itself; an item of a list.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, at least one.
    pub fn check(self) -> Result<Group, Vec<ScenarioError>> {
        let mut checker = Checker::default();
        let group = checker.group(&Part::Item.into(), self);
        checker.finish(group)
    }

    /// The first call that says nothing about its duration and whose service does not either.
    pub fn missing_latency(&self, declared: &[Service]) -> Option<MissingLatency> {
        missing_latency(&self.steps, declared)
    }
}

impl RuntimeParts {
    /// Checks the runtime by itself; an item of a list.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, at least one.
    pub fn check(self) -> Result<Runtime, Vec<ScenarioError>> {
        let mut checker = Checker::default();
        let runtime = checker.runtime(&Part::Item.into(), self);
        checker.finish(runtime)
    }
}

/// Collects what is wrong. Its methods return the checked value, or some other valid one beside the error.
#[derive(Default)]
struct Checker {
    errors: Vec<ScenarioError>,
}

impl Checker {
    fn finish<T>(self, value: T) -> Result<T, Vec<ScenarioError>> {
        if self.errors.is_empty() { Ok(value) } else { Err(self.errors) }
    }

    fn error(&mut self, path: impl Into<FieldPath>, problem: Problem) {
        self.errors.push(ScenarioError::new(path, problem));
    }

    fn title(&mut self, title: &str) {
        let chars = title.chars().count();
        if chars > TITLE_CHARS_MAX {
            self.error(Part::Title, Problem::Characters { found: chars, max: TITLE_CHARS_MAX });
        }
    }

    /// A whole number within the range; 0 beside an error.
    fn whole<T: TryFrom<u64> + Default>(
        &mut self,
        path: impl Into<FieldPath>,
        found: u64,
        range: RangeInclusive<u64>,
    ) -> T {
        match T::try_from(found) {
            Ok(value) if range.contains(&found) => value,
            Ok(_) | Err(_) => {
                let (min, max) = range.into_inner();
                self.error(path, Problem::OutOfRange { found, min, max });
                T::default()
            }
        }
    }

    fn length(&mut self, part: Part, found: usize, min: usize, max: usize, items: Items) {
        if found < min {
            self.error(part, Problem::Empty { min, max, items });
        } else if found > max {
            self.error(part, Problem::TooMany { found: found as u64, max: max as u64, items });
        }
    }

    fn duration(&mut self, path: FieldPath, found: Duration) -> Duration {
        if found > DURATION_MAX {
            self.error(path, Problem::TooLong(found));
        }
        found
    }

    fn quantum(&mut self, path: FieldPath, found: Duration) -> Duration {
        if found.is_zero() {
            self.error(path.clone(), Problem::Zero);
        }
        self.duration(path, found)
    }

    /// The services that say more than their names; names are unique.
    fn services(&mut self, found: &[ServiceParts]) -> Vec<Service> {
        let mut names = BTreeSet::new();
        let mut declared = Vec::new();
        for parts in found {
            let path = FieldPath::from(Part::Service(parts.name.clone()));
            let service = self.service(&path, parts);
            if !service.name.is_empty() && !names.insert(service.name.clone()) {
                self.error(path, Problem::ServiceTwice);
            } else if service.is_declared() {
                declared.push(service);
            }
        }
        self.length(Part::Services, declared.len(), 0, SERVICES_MAX, Items::Services);
        declared.truncate(SERVICES_MAX);
        declared
    }

    fn service(&mut self, path: &FieldPath, found: &ServiceParts) -> Service {
        let name = service_name(&found.name).unwrap_or_else(|error| {
            self.error(path.clone(), Problem::ServiceName { found: found.name.clone(), error });
            String::new()
        });
        let capacity = found
            .capacity
            .map(|capacity| self.whole(path.with(Member::Capacity), capacity, 1..=u32::MAX.into()));
        if let Some(latency) = found.latency {
            self.latency(path.with(Member::Latency), latency);
        }
        Service { name, capacity, latency: found.latency }
    }

    fn latency(&mut self, path: FieldPath, found: Latency) {
        match found {
            Latency::Constant(duration) => {
                self.duration(path, duration);
            }
            Latency::Uniform { min, max } => {
                self.duration(path.clone(), max);
                if min > max {
                    self.error(path, Problem::Reversed { min, max });
                }
            }
            Latency::Exponential { mean } => self.mean(path, mean),
        }
    }

    fn mean(&mut self, path: FieldPath, found: Duration) {
        if found.is_zero() {
            self.error(path.clone(), Problem::ZeroMean);
        }
        self.duration(path, found);
    }

    fn groups(&mut self, found: Vec<GroupParts>) -> Vec<Group> {
        self.length(Part::Requests, found.len(), 1, GROUPS_MAX, Items::Groups);
        let in_bounds = found.into_iter().take(GROUPS_MAX).enumerate();
        let groups: Vec<Group> =
            in_bounds.map(|(index, parts)| self.group(&Part::Group(index).into(), parts)).collect();
        let total: u64 = groups.iter().map(|group| u64::from(group.count)).sum();
        if total > REQUESTS_MAX.into() {
            let max = REQUESTS_MAX.into();
            self.error(Part::Requests, Problem::TooMany { found: total, max, items: Items::Requests });
        }
        groups
    }

    fn group(&mut self, path: &FieldPath, found: GroupParts) -> Group {
        self.name(path.with(Member::Name), &found.name);
        self.program(path.with(Member::Steps), &found.steps);
        let count: u32 = self.whole(path.with(Member::Count), found.count, 1..=REQUESTS_MAX.into());
        let at = self.duration(path.with(Member::At), found.at);
        let every = self.duration(path.with(Member::Every), found.every.unwrap_or_default());
        let gap = match found.poisson {
            None => Gap::Every(every),
            Some(mean) => {
                self.poisson(path.with(Member::Poisson), mean, found.every);
                Gap::Poisson { mean }
            }
        };
        let last_ns = u128::from(every.as_ns()) * u128::from(count.max(1) - 1) + u128::from(at.as_ns());
        if last_ns > u128::from(INSTANT_MAX.as_ns()) && at <= DURATION_MAX && every <= DURATION_MAX {
            self.error(path.with(Member::Every), Problem::ArrivesLate { every, count });
        }
        let at = Instant::from_ns(at.as_ns());
        Group { name: found.name, program: found.steps, count, at, gap }
    }

    fn poisson(&mut self, path: FieldPath, mean: Duration, every: Option<Duration>) {
        if every.is_some() {
            self.error(path.clone(), Problem::TwoGaps);
        }
        self.mean(path, mean);
    }

    /// Draws the gaps of every group whose last request might arrive too late.
    fn poisson_arrivals(&mut self, seed: u64, groups: &[Group]) {
        for (index, group) in (0..).zip(groups) {
            let Gap::Poisson { mean } = group.gap else { continue };
            let longest_ns = u128::from(EXPONENTIAL_MEANS_MAX) * u128::from(mean.as_ns());
            let latest_ns = u128::from(group.at.as_ns()) + longest_ns * u128::from(group.count);
            if latest_ns <= u128::from(INSTANT_MAX.as_ns()) {
                continue;
            }
            if let Some(late) = group.arrivals(seed, index).position(|arrival| arrival > INSTANT_MAX) {
                let (number, count) = (late + 1, group.count);
                let path = FieldPath::from(Part::Group(index.into()));
                self.error(path.with(Member::Poisson), Problem::DrawnLate { mean, number, count });
            }
        }
    }

    fn name(&mut self, path: FieldPath, found: &str) {
        let charset = found.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !charset || found.len() > NAME_CHARS_MAX {
            self.error(path, Problem::GroupName(found.into()));
        }
    }

    /// A program is sound when it reads back as itself.
    fn program(&mut self, path: FieldPath, found: &Program) {
        match found.to_text().parse::<Program>() {
            Ok(program) if program == *found => {}
            Ok(_) => self.error(path, Problem::UnwritableStep),
            Err(error) => self.error(path, Problem::Steps(error)),
        }
    }

    fn runtimes(&mut self, found: &[RuntimeParts]) -> Vec<Runtime> {
        self.length(Part::Runtimes, found.len(), 1, RUNTIMES_MAX, Items::Runtimes);
        let in_bounds = found.iter().take(RUNTIMES_MAX).enumerate();
        in_bounds.map(|(index, &parts)| self.runtime(&Part::Runtime(index).into(), parts)).collect()
    }

    fn runtime(&mut self, path: &FieldPath, found: RuntimeParts) -> Runtime {
        let threads = self.whole(path.with(Member::Threads), found.threads, 1..=THREADS_MAX.into());
        let blocking_path = path.with(Member::BlockingThreads);
        match (found.model, found.blocking_threads) {
            (Model::Sync, None) => Runtime::Sync { threads },
            (Model::Sync, Some(_)) => {
                self.error(blocking_path, Problem::HelpersWithSync);
                Runtime::Sync { threads }
            }
            (Model::Async, None) => Runtime::Async { threads, blocking_threads: BLOCKING_THREADS_DEFAULT },
            (Model::Async, Some(blocking)) => {
                let blocking_threads = self.whole(blocking_path, blocking, 1..=THREADS_MAX.into());
                Runtime::Async { threads, blocking_threads }
            }
        }
    }

    fn missing_latencies(&mut self, groups: &[Group], declared: &[Service]) {
        for (index, group) in groups.iter().enumerate() {
            if let Some(missing) = missing_latency(&group.program, declared) {
                let path = FieldPath::from(Part::Group(index)).with(Member::Steps);
                self.error(path, Problem::MissingLatency(missing));
            }
        }
    }
}

fn missing_latency(program: &Program, declared: &[Service]) -> Option<MissingLatency> {
    let lacks = |call: &Call| {
        let has_latency = |service: &Service| service.name == call.service && service.latency.is_some();
        call.latency.is_none() && !declared.iter().any(has_latency)
    };
    let mut steps = program.0.iter().enumerate();
    let (step, call) =
        steps.find_map(|(index, step)| Some((index, step.calls().iter().find(|call| lacks(call))?)))?;
    let called = |step: Option<&Step>| match step {
        Some(Step::Calls(calls)) => calls.first().map(|call| call.service.clone()),
        Some(Step::Cpu(_) | Step::Block(_) | Step::OffloadCpu(_) | Step::OffloadCall(_) | Step::Yield)
        | None => None,
    };
    let is_last = program.0.get(step).is_some_and(|step| step.calls().last() == Some(call));
    let next = called(program.0.get(step + 1)).filter(|_| is_last);
    Some(MissingLatency { step, service: call.service.clone(), next })
}

impl Step {
    /// The calls that the step makes, in written order.
    pub fn calls(&self) -> &[Call] {
        match self {
            Self::Calls(calls) => calls,
            Self::Block(call) | Self::OffloadCall(call) => std::slice::from_ref(call),
            Self::Cpu(_) | Self::OffloadCpu(_) | Self::Yield => &[],
        }
    }
}

/// Every service that a program calls, in the order of first use, then the declared ones that nobody calls, by name.
pub(super) fn in_order_of_use(groups: &[Group], mut declared: Vec<Service>) -> Vec<Service> {
    let calls = groups.iter().flat_map(|group| &group.program.0).flat_map(Step::calls);
    let mut services: Vec<Service> = Vec::new();
    for call in calls {
        if !services.iter().any(|service| service.name == call.service) {
            let service = match declared.iter().position(|service| service.name == call.service) {
                Some(index) => declared.swap_remove(index),
                None => Service { name: call.service.clone(), capacity: None, latency: None },
            };
            services.push(service);
        }
    }
    // There are few of them.
    while let Some(first) = (0..declared.len()).min_by(|&a, &b| declared[a].name.cmp(&declared[b].name)) {
        services.push(declared.remove(first));
    }
    services
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::scenario::presets;

    fn parts(steps: &str) -> Parts {
        let steps = steps.parse().expect("the steps of a test are sound");
        Parts { requests: vec![GroupParts::new(steps)], ..Parts::default() }
    }

    fn group(steps: &str) -> GroupParts {
        GroupParts::new(steps.parse().expect("the steps of a test are sound"))
    }

    fn service(name: &str, capacity: Option<u64>, latency_ms: Option<u64>) -> ServiceParts {
        let latency = latency_ms.map(|ms| Latency::Constant(Duration::from_ms(ms)));
        ServiceParts { name: name.into(), capacity, latency }
    }

    #[track_caller]
    fn refuses(change: impl FnOnce(&mut Parts), errors: Expect) {
        let mut parts = parts("cpu 1");
        change(&mut parts);
        let found = parts.check().expect_err("the change breaks a rule");
        errors.assert_eq(&found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn presets_are_scenarios() {
        for preset in presets::catalogue() {
            assert_eq!(Parts::from(&preset.scenario).check(), Ok(preset.scenario), "{}", preset.id);
        }
    }

    #[test]
    fn services_stand_in_the_order_of_first_use_then_by_name() {
        let mut parts = parts("cpu 1, web & db 2, block api 3, offload db 4, offload disk 5");
        parts.services = vec![
            service("zoo", Some(1), None),
            service("DISK", Some(2), None),
            service("ads", None, Some(3)),
            service("api", None, None),
            service("nobody", None, None),
            service("web", None, Some(7)),
        ];
        let scenario = parts.check().expect("the parts are sound");
        let names: Vec<_> = scenario.services.iter().map(|service| service.name.as_str()).collect();
        assert_eq!(names, ["web", "db", "api", "disk", "ads", "zoo"]);
        assert_eq!(scenario.services[3].capacity, Some(2));
        assert_eq!(scenario.services[0].latency, Some(Latency::Constant(Duration::from_ms(7))));
    }

    #[test]
    fn single_values_have_limits() {
        refuses(
            |parts| parts.title = "é".repeat(201),
            expect!["title: found 201 characters, expected at most 200"],
        );
        refuses(
            |parts| parts.seed = SEED_END,
            expect!["seed: found 9007199254740992, expected a whole number from 0 to 9007199254740991"],
        );
        refuses(
            |parts| parts.cores = 0,
            expect!["machine.cores: found 0, expected a whole number from 1 to 256"],
        );
        refuses(
            |parts| parts.cores = 257,
            expect!["machine.cores: found 257, expected a whole number from 1 to 256"],
        );
        refuses(
            |parts| parts.quantum = Duration::ZERO,
            expect!["machine.quantum: found 0, expected a duration greater than 0"],
        );
        refuses(
            |parts| parts.switch = DURATION_MAX + Duration::from_ns(1),
            expect!["machine.switch: found 1000000000.000001 ms, expected at most 1000000000 ms"],
        );
        refuses(
            |parts| parts.runtimes[0].threads = 0,
            expect!["runtimes[0].threads: found 0, expected a whole number from 1 to 10000"],
        );
        refuses(
            |parts| parts.runtimes[1].threads = 10_001,
            expect!["runtimes[1].threads: found 10001, expected a whole number from 1 to 10000"],
        );
        refuses(
            |parts| parts.runtimes[1].blocking_threads = Some(0),
            expect!["runtimes[1].blocking_threads: found 0, expected a whole number from 1 to 10000"],
        );
        refuses(
            |parts| parts.runtimes[0].blocking_threads = Some(4),
            expect!["runtimes[0].blocking_threads: found with the model sync, expected only with async"],
        );
    }

    #[test]
    fn values_of_groups_have_limits() {
        refuses(
            |parts| parts.requests[0].name = "a_b".into(),
            expect!["requests[0].name: found “a_b”, expected at most 32 letters A–Z a–z, digits and hyphens"],
        );
        refuses(
            |parts| parts.requests[0].name = "a".repeat(33),
            expect![
                "requests[0].name: found “aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa”, expected at most 32 letters A–Z a–z, digits and hyphens"
            ],
        );
        refuses(
            |parts| parts.requests[0].count = 0,
            expect!["requests[0].count: found 0, expected a whole number from 1 to 1000000"],
        );
        refuses(
            |parts| parts.requests[0].count = u64::MAX,
            expect![
                "requests[0].count: found 18446744073709551615, expected a whole number from 1 to 1000000"
            ],
        );
        refuses(
            |parts| parts.requests[0].steps = Program(Vec::new()),
            expect![
                "requests[0].steps: column 1: found the end, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
        refuses(
            |parts| parts.requests[0].steps = Program(vec![Step::Calls(Vec::new())]),
            expect![
                "requests[0].steps: column 1: found the end, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
    }

    #[test]
    fn lists_have_limits() {
        refuses(
            |parts| parts.requests.clear(),
            expect!["requests: found none, expected 1 to 64 request groups"],
        );
        refuses(
            |parts| parts.requests = vec![group("cpu 1"); 65],
            expect!["requests: found 65, expected at most 64 request groups"],
        );
        refuses(|parts| parts.runtimes.clear(), expect!["runtimes: found none, expected 1 to 16 runtimes"]);
        refuses(
            |parts| parts.runtimes = vec![parts.runtimes[0]; 17],
            expect!["runtimes: found 17, expected at most 16 runtimes"],
        );
        let names: Vec<String> =
            ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}"))).collect();
        let calls = names[..64].join(" 1 & ") + " 1";
        refuses(
            |parts| {
                parts.requests = vec![group(&calls)];
                parts.services = vec![service("zz", Some(1), None)];
            },
            expect!["services: found 65, expected at most 64 services, used ones included"],
        );
        refuses(
            |parts| parts.services = names.iter().map(|name| service(name, Some(1), None)).collect(),
            expect!["services: found 676, expected at most 64 services"],
        );
        let half = GroupParts { count: 500_001, ..group("cpu 1") };
        refuses(
            |parts| parts.requests = vec![half.clone(), half],
            expect!["requests: found 1000002 requests in all groups together, expected at most 1000000"],
        );
    }

    #[test]
    fn the_last_request_arrives_in_time() {
        let mut sound = parts("cpu 1");
        sound.requests[0].at = Duration::from_ns(DURATION_MAX.as_ns() - 999_999_000);
        sound.requests[0].every = Some(Duration::from_ns(1_000));
        sound.requests[0].count = 1_000_000;
        assert!(sound.clone().check().is_ok());
        sound.requests[0].at = sound.requests[0].at + Duration::from_ns(1);
        refuses(
            |parts| *parts = sound,
            expect![
                "requests[0].every: found 0.001 ms between 1000000 requests, expected the last one to arrive by 1000000000 ms"
            ],
        );
    }

    #[test]
    fn services_are_declared_once() {
        let twice = [service("db", None, None), service("DB", Some(1), None)];
        refuses(
            |parts| parts.services = twice.into(),
            expect![
                "services.DB: found a second time, expected each service once, upper and lower case being the same"
            ],
        );
        refuses(
            |parts| parts.services = vec![service("d b\n", None, None)],
            expect![[r#"services.“d b\n”: found “d b\n”, expected a service's name of ASCII letters only"#]],
        );
        refuses(
            |parts| parts.services = vec![service("Cpu", None, None)],
            expect![
                "services.Cpu: found “Cpu”, expected a service's name; cpu, yield, block and offload are steps"
            ],
        );
        refuses(
            |parts| parts.services = vec![service("db", Some(0), None)],
            expect!["services.db.capacity: found 0, expected a whole number from 1 to 4294967295"],
        );
    }

    #[test]
    fn a_call_has_a_duration_from_somewhere() {
        refuses(
            |parts| parts.requests.push(group("cpu 1, db 4 & api")),
            expect![
                "requests[1].steps: step 2: found a call of api without a duration, expected one, as in api 40, or a latency of the service"
            ],
        );
        refuses(
            |parts| {
                parts.requests = vec![group("offload db")];
                parts.services = vec![service("db", Some(3), None), service("api", None, Some(3))];
            },
            expect![
                "requests[0].steps: step 1: found a call of db without a duration, expected one, as in db 40, or a latency of the service"
            ],
        );
    }

    #[test]
    fn distributions_have_limits() {
        let of_db = |latency| ServiceParts { latency: Some(latency), ..service("db", None, None) };
        let (a, b) = (Duration::from_ms(1), Duration::from_ms(2));
        let too_long = DURATION_MAX + Duration::from_ns(1);
        refuses(
            |parts| parts.services = vec![of_db(Latency::Uniform { min: b, max: a })],
            expect!["services.db.latency: found 2 ms to 1 ms, expected the shorter one first"],
        );
        refuses(
            |parts| parts.services = vec![of_db(Latency::Uniform { min: b, max: too_long })],
            expect!["services.db.latency: found 1000000000.000001 ms, expected at most 1000000000 ms"],
        );
        refuses(
            |parts| parts.services = vec![of_db(Latency::Exponential { mean: Duration::ZERO })],
            expect!["services.db.latency: found a mean of 0, expected a duration greater than 0"],
        );
        refuses(
            |parts| parts.services = vec![of_db(Latency::Exponential { mean: too_long })],
            expect!["services.db.latency: found 1000000000.000001 ms, expected at most 1000000000 ms"],
        );
        refuses(
            |parts| parts.requests[0].poisson = Some(Duration::ZERO),
            expect!["requests[0].poisson: found a mean of 0, expected a duration greater than 0"],
        );
        refuses(
            |parts| parts.requests[0].poisson = Some(too_long),
            expect!["requests[0].poisson: found 1000000000.000001 ms, expected at most 1000000000 ms"],
        );
        refuses(
            |parts| (parts.requests[0].every, parts.requests[0].poisson) = (Some(a), Some(b)),
            expect!["requests[0].poisson: found together with every, expected only one of the two"],
        );
    }

    #[test]
    fn distributions_are_kept() {
        let mut parts = parts("cpu 1, db, api");
        let uniform = Latency::Uniform { min: Duration::ZERO, max: Duration::ZERO };
        let exponential = Latency::Exponential { mean: DURATION_MAX };
        parts.services = vec![
            ServiceParts { latency: Some(uniform), ..service("db", None, None) },
            ServiceParts { latency: Some(exponential), ..service("api", None, None) },
        ];
        parts.requests[0].poisson = Some(DURATION_MAX);
        let scenario = parts.clone().check().expect("the parts are sound");
        assert_eq!(scenario.services[0].latency, Some(uniform));
        assert_eq!(scenario.services[1].latency, Some(exponential));
        assert_eq!(scenario.groups[0].gap, Gap::Poisson { mean: DURATION_MAX });
        let again = Parts::from(&scenario);
        assert_eq!((again.services, again.requests), (parts.services, parts.requests));
    }

    /// The mean of the last arrival is at the very limit, so that the seed decides.
    #[test]
    fn the_last_of_poisson_arrivals_comes_in_time() {
        let with_seed = |seed| {
            let mut parts = parts("cpu 1");
            parts.seed = seed;
            parts.requests.push(group("cpu 1"));
            parts.requests[1].poisson = Some(Duration::from_ns(DURATION_MAX.as_ns() / 1_000));
            parts.requests[1].count = 1_001;
            parts
        };
        let sound = (0..100).filter(|&seed| with_seed(seed).check().is_ok()).count();
        assert!((30..=70).contains(&sound), "{sound} of 100");
        let in_time = |seed| {
            let found = with_seed(seed).check().ok()?;
            let last = found.groups[1].arrivals(seed, 1).last();
            Some(last.is_some_and(|last| last <= INSTANT_MAX))
        };
        assert!((0..100).filter_map(in_time).all(|in_time| in_time));
        let late = (0..100).find(|&seed| with_seed(seed).check().is_err()).expect("there is one");
        refuses(
            |parts| *parts = with_seed(late),
            expect![
                "requests[1].poisson: found gaps of 1000000 ms on average, with which request 995 of 1001 arrives too late, expected the last one to arrive by 1000000000 ms"
            ],
        );
    }
}
