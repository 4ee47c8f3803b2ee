//! A setting as plain numbers: words of 64 bits, and texts packed into them.

use super::{
    Does, Model, Resource, ResourceId, ResourceKind, Setting, Site, SiteId, TaskGroup, ThreadInfo, ThreadKind,
};
use crate::time::Instant;

/// A piece does not belong where it came, or something is missing at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit;

/// Stands for nothing where a number would be.
const NONE: u64 = u64::MAX;

/// All of a setting.
pub fn words(setting: &Setting) -> Vec<u64> {
    let mut out = Vec::new();
    out.extend(match setting.model {
        Model::Sync { threads } => [0, threads.into(), 0],
        Model::Async { threads, helpers } => [1, threads.into(), helpers.into()],
        Model::Program { blocking } => [2, blocking.into(), 0],
    });
    text(&mut out, &setting.label);
    text(&mut out, &setting.outcome);
    out.push(setting.sites.len() as u64);
    for site in &setting.sites {
        text(&mut out, &site.label);
        out.push(u64::from(site.line) << 32 | u64::from(site.column) << 16 | site.does as u64);
        out.push(site.waits_on.len() as u64);
        out.extend(site.waits_on.iter().map(|id| u64::from(id.0)));
    }
    out.push(setting.resources.len() as u64);
    for resource in &setting.resources {
        text(&mut out, &resource.name);
        out.extend([resource.kind as u64, resource.capacity.map_or(NONE, u64::from)]);
    }
    out.push(setting.groups.len() as u64);
    for group in &setting.groups {
        text(&mut out, &group.name);
        out.extend([group.made_at.map_or(NONE, |site| u64::from(site.0)), u64::from(group.arrives)]);
    }
    out.push(setting.threads.len() as u64);
    for thread in &setting.threads {
        text(&mut out, &thread.name);
        out.extend([thread.kind as u64, u64::from(thread.number), thread.began.as_ns()]);
    }
    out
}

/// Its length in bytes, then the bytes, eight to a word.
fn text(out: &mut Vec<u64>, text: &str) {
    out.push(text.len() as u64);
    out.extend(text.as_bytes().chunks(8).map(|bytes| {
        let mut word = [0; 8];
        word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        u64::from_le_bytes(word)
    }));
}

/// The setting of these words, and of no others.
pub fn setting(words: &[u64]) -> Result<Setting, Misfit> {
    let mut reader = Reader(words);
    let [kind, threads, helpers] = [reader.word()?, reader.word()?, reader.word()?];
    let (threads, helpers) = (narrow(threads)?, narrow(helpers)?);
    let setting = Setting {
        model: match kind {
            0 => Model::Sync { threads },
            1 => Model::Async { threads, helpers },
            2 if threads < 2 => Model::Program { blocking: threads == 1 },
            _ => return Err(Misfit),
        },
        label: reader.text()?,
        outcome: reader.text()?,
        sites: reader.list(Reader::site)?,
        resources: reader.list(Reader::resource)?,
        groups: reader.list(Reader::group)?,
        threads: reader.list(Reader::thread)?,
    };
    if reader.0.is_empty() { Ok(setting) } else { Err(Misfit) }
}

fn narrow<T: TryFrom<u64>>(number: u64) -> Result<T, Misfit> {
    T::try_from(number).map_err(|_| Misfit)
}

fn one_of<T: Copy>(all: &[T], number: u64) -> Result<T, Misfit> {
    usize::try_from(number).ok().and_then(|place| all.get(place).copied()).ok_or(Misfit)
}

/// What is still to be read.
struct Reader<'a>(&'a [u64]);

impl Reader<'_> {
    fn word(&mut self) -> Result<u64, Misfit> {
        let (&first, rest) = self.0.split_first().ok_or(Misfit)?;
        self.0 = rest;
        Ok(first)
    }

    fn length(&mut self) -> Result<usize, Misfit> {
        narrow(self.word()?)
    }

    fn text(&mut self) -> Result<String, Misfit> {
        let length = self.length()?;
        let (own, rest) = self.0.split_at_checked(length.div_ceil(8)).ok_or(Misfit)?;
        self.0 = rest;
        let mut bytes: Vec<u8> = own.iter().flat_map(|word| word.to_le_bytes()).collect();
        bytes.truncate(length);
        String::from_utf8(bytes).map_err(|_| Misfit)
    }

    /// Each entry takes a word at the least, so that no more are asked for than there can be.
    fn list<T>(&mut self, mut entry: impl FnMut(&mut Self) -> Result<T, Misfit>) -> Result<Vec<T>, Misfit> {
        let length = self.length()?;
        if length > self.0.len() {
            return Err(Misfit);
        }
        (0..length).map(|_| entry(self)).collect()
    }

    fn site(&mut self) -> Result<Site, Misfit> {
        let label = self.text()?;
        let place = self.word()?;
        Ok(Site {
            label,
            line: narrow(place >> 32)?,
            column: narrow(place >> 16 & 0xFFFF)?,
            does: one_of(&Does::ALL, place & 0xFFFF)?,
            waits_on: self.list(|reader| Ok(ResourceId(narrow(reader.word()?)?)))?,
        })
    }

    fn resource(&mut self) -> Result<Resource, Misfit> {
        let name = self.text()?;
        let kind = one_of(&ResourceKind::ALL, self.word()?)?;
        let capacity = match self.word()? {
            NONE => None,
            capacity => Some(narrow(capacity)?),
        };
        Ok(Resource { kind, name, capacity })
    }

    fn group(&mut self) -> Result<TaskGroup, Misfit> {
        let name = self.text()?;
        let made_at = match self.word()? {
            NONE => None,
            site => Some(SiteId(narrow(site)?)),
        };
        Ok(TaskGroup { name, made_at, arrives: self.word()? != 0 })
    }

    fn thread(&mut self) -> Result<ThreadInfo, Misfit> {
        let name = self.text()?;
        let kind = one_of(&ThreadKind::ALL, self.word()?)?;
        Ok(ThreadInfo { kind, number: narrow(self.word()?)?, name, began: Instant::from_ns(self.word()?) })
    }
}
