//! Where in a file something is: the path of a field of a scenario or of programs, in parts that can be compared.

use std::fmt;

use super::steps::quoted;

/// The place of something in a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPath {
    /// Of which part.
    pub part: Part,
    /// The field of the part; `None` is the part itself.
    pub member: Option<Member>,
}

/// A part of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it: the text that it is read from.
    Whole,
    /// One item of a list by itself, as a link has it.
    Item,
    /// The version of the file's format.
    Version,
    /// See [`super::Scenario::title`].
    Title,
    /// See [`super::Scenario::seed`].
    Seed,
    /// See [`super::Scenario::machine`].
    Machine,
    /// The declared services.
    Services,
    /// The service of this name.
    Service(String),
    /// The groups of requests.
    Requests,
    /// The group in this place, from 0.
    Group(usize),
    /// The models.
    Runtimes,
    /// The model in this place, from 0.
    Runtime(usize),
    /// The programs, in a file that has them.
    Programs,
    /// The program in this place, from 0.
    Program(usize),
    /// What a line of the programs costs.
    Line,
    /// The forms in which the programs are run.
    Forms,
    /// The form in this place, from 0.
    Form(usize),
    /// What no scenario has.
    Unknown(String),
}

/// A field of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Member {
    /// Of the machine.
    Cores,
    /// Of the machine.
    Quantum,
    /// Of the machine.
    Switch,
    /// Of a group.
    Name,
    /// Of a group.
    Steps,
    /// Of a group.
    Count,
    /// Of a group.
    At,
    /// Of a group.
    Every,
    /// Of a group.
    Poisson,
    /// Of a service.
    Capacity,
    /// Of a service.
    Latency,
    /// Of a service: what its latency is like.
    LatencyKind(String),
    /// Of a model.
    Model,
    /// Of a model.
    Threads,
    /// Of a model.
    BlockingThreads,
    /// Of a program.
    Language,
    /// Of a program.
    Source,
    /// What the part does not have.
    Unknown(String),
}

/// The fields that a file may have, by name.
const MEMBERS: [(&str, Member); 16] = [
    ("cores", Member::Cores),
    ("quantum", Member::Quantum),
    ("switch", Member::Switch),
    ("name", Member::Name),
    ("steps", Member::Steps),
    ("count", Member::Count),
    ("at", Member::At),
    ("every", Member::Every),
    ("poisson", Member::Poisson),
    ("capacity", Member::Capacity),
    ("latency", Member::Latency),
    ("model", Member::Model),
    ("threads", Member::Threads),
    ("blocking_threads", Member::BlockingThreads),
    ("language", Member::Language),
    ("source", Member::Source),
];

const PARTS: [(&str, Part); 10] = [
    ("version", Part::Version),
    ("title", Part::Title),
    ("seed", Part::Seed),
    ("machine", Part::Machine),
    ("services", Part::Services),
    ("requests", Part::Requests),
    ("runtimes", Part::Runtimes),
    ("programs", Part::Programs),
    ("line", Part::Line),
    ("forms", Part::Forms),
];

impl FieldPath {
    /// The field of this part.
    pub fn with(&self, member: Member) -> Self {
        Self { part: self.part.clone(), member: Some(member) }
    }

    /// What stands under a key of a file here.
    pub fn under(&self, key: &str) -> Self {
        let part = match (&self.part, &self.member) {
            (Part::Whole, _) => PARTS.into_iter().find(|(name, _)| *name == key).map(|(_, part)| part),
            (Part::Services, _) => Some(Part::Service(key.to_owned())),
            (_, Some(Member::Latency)) => return self.with(Member::LatencyKind(key.to_owned())),
            (_, _) => {
                let known = MEMBERS.into_iter().find(|(name, _)| *name == key).map(|(_, member)| member);
                return self.with(known.unwrap_or_else(|| Member::Unknown(key.to_owned())));
            }
        };
        part.unwrap_or_else(|| Part::Unknown(key.to_owned())).into()
    }
}

impl From<Part> for FieldPath {
    fn from(part: Part) -> Self {
        Self { part, member: None }
    }
}

impl FieldPath {
    /// Says what is wrong here; of the whole text, or of one item by itself, only what it is.
    pub fn say(&self, problem: &dyn fmt::Display, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self { part: Part::Whole | Part::Item, member: None } => problem.fmt(f),
            Self { .. } => write!(f, "{self}: {problem}"),
        }
    }
}

/// Prints `requests[1].steps`, `machine.cores`; nothing where it is about the whole text.
impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.part.fmt(f)?;
        let Some(member) = &self.member else { return Ok(()) };
        if !matches!(self.part, Part::Whole | Part::Item) {
            f.write_str(".")?;
        }
        member.fmt(f)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole | Self::Item => Ok(()),
            Self::Service(name) => write!(f, "services.{}", shown(name)),
            Self::Group(index) => write!(f, "requests[{index}]"),
            Self::Runtime(index) => write!(f, "runtimes[{index}]"),
            Self::Program(index) => write!(f, "programs[{index}]"),
            Self::Form(index) => write!(f, "forms[{index}]"),
            Self::Unknown(key) => f.write_str(&shown(key)),
            Self::Version
            | Self::Title
            | Self::Seed
            | Self::Machine
            | Self::Services
            | Self::Requests
            | Self::Runtimes
            | Self::Programs
            | Self::Line
            | Self::Forms => f.write_str(name_of(&PARTS, self)),
        }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LatencyKind(kind) => write!(f, "latency.{}", shown(kind)),
            Self::Unknown(key) => f.write_str(&shown(key)),
            Self::Cores
            | Self::Quantum
            | Self::Switch
            | Self::Name
            | Self::Steps
            | Self::Count
            | Self::At
            | Self::Every
            | Self::Poisson
            | Self::Capacity
            | Self::Latency
            | Self::Model
            | Self::Threads
            | Self::BlockingThreads
            | Self::Language
            | Self::Source => f.write_str(name_of(&MEMBERS, self)),
        }
    }
}

fn name_of<T: PartialEq>(names: &[(&'static str, T)], wanted: &T) -> &'static str {
    names.iter().find(|(_, known)| known == wanted).map_or("", |&(name, _)| name)
}

/// A key as it stands, or in quotation marks where it could be mistaken for something else.
fn shown(key: &str) -> String {
    let plain =
        !key.is_empty() && key.len() <= 40 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if plain { key.into() } else { quoted(key) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(keys: &[&str]) -> String {
        let path = keys.iter().fold(FieldPath::from(Part::Whole), |path, key| path.under(key));
        path.to_string()
    }

    #[test]
    fn paths_are_printed_as_a_file_has_them() {
        assert_eq!(printed(&[]), "");
        for (name, part) in PARTS {
            assert_eq!((printed(&[name]), FieldPath::from(part).to_string()), (name.into(), name.into()));
        }
        let group = FieldPath::from(Part::Group(3));
        for (name, member) in MEMBERS {
            assert_eq!(group.under(name), group.with(member));
            assert_eq!(group.under(name).to_string(), format!("requests[3].{name}"));
            assert_eq!(FieldPath::from(Part::Item).under(name).to_string(), name);
        }
        assert_eq!(printed(&["machine", "cores"]), "machine.cores");
        assert_eq!(printed(&["services", "db", "latency", "constant"]), "services.db.latency.constant");
        assert_eq!(printed(&["services", "d b\n", "latency", "x y"]), r"services.“d b\n”.latency.“x y”");
        assert_eq!(printed(&["nothing"]), "nothing");
        assert_eq!(FieldPath::from(Part::Runtime(0)).under("").to_string(), "runtimes[0].“”");
    }
}
