//! Puts the instructions of one code together: jumps, lines, and where exceptions go.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::python::code::{Code, Constant, Handler, Op, Place};
use crate::python::tree::Name;

/// A place in the instructions that may not be known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(u32);

/// A stretch of instructions whose exceptions are handled, while it is written.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    start: u32,
    target: Label,
    depth: u16,
}

/// Slots from here on are free variables: they come last, and how many come before is not known yet.
const FREE: u16 = 0x8000;

/// One code, while it is written.
#[derive(Debug, Default)]
pub struct Emit {
    /// What is ready.
    pub code: Code,
    /// Slots of the frame that come before the free variables.
    slots: Vec<Rc<str>>,
    /// The free variables.
    frees: Vec<Rc<str>>,
    /// Where each variable, name and statement is in its list.
    found: Found,
    labels: Vec<Option<u32>>,
    /// Targets are labels until the end.
    handlers: Vec<Handler>,
    /// How many values the statements around keep on the stack.
    pub held: u16,
    /// Hidden variables that nobody uses at present.
    spare: Vec<u16>,
    spare_named: BTreeMap<Rc<str>, Vec<u16>>,
}

/// Indices of what the code's lists hold already.
#[derive(Debug, Default)]
struct Found {
    slots: BTreeMap<Rc<str>, u16>,
    frees: BTreeMap<Rc<str>, u16>,
    names: BTreeMap<Rc<str>, u32>,
    places: BTreeMap<(u32, u32), u32>,
}

/// So many constants of the last are looked through for an equal one.
const CONSTANTS_COMPARED: usize = 64;

impl Emit {
    /// An empty code with its variables.
    pub fn new(slots: Vec<Rc<str>>, frees: Vec<Rc<str>>) -> Self {
        let index = |list: &[Rc<str>]| list.iter().cloned().zip(0..).collect();
        let found = Found { slots: index(&slots), frees: index(&frees), ..Found::default() };
        Self { slots, frees, found, ..Self::default() }
    }

    /// The slot of a variable of its own, or of a free one.
    pub fn slot(&self, name: &str, free: bool) -> u16 {
        let list = if free { &self.found.frees } else { &self.found.slots };
        let index = list.get(name).copied().unwrap_or(0);
        if free { FREE + index } else { index }
    }

    /// A hidden variable, which holds nothing yet.
    #[inline(never)]
    pub fn hidden(&mut self) -> u16 {
        self.spare.pop().unwrap_or_else(|| {
            let slot = self.slots.len() as u16;
            self.slots.push(Rc::from(format!(".{slot}")));
            slot
        })
    }

    /// A variable of a comprehension, which has a name of its own for messages.
    pub fn hidden_named(&mut self, name: &Rc<str>) -> u16 {
        if let Some(slot) = self.spare_named.get_mut(name).and_then(Vec::pop) {
            return slot;
        }
        self.slots.push(Rc::clone(name));
        self.slots.len() as u16 - 1
    }

    /// Gives a variable of a comprehension back.
    pub fn give_back_named(&mut self, name: &Rc<str>, slot: u16) {
        self.spare_named.entry(Rc::clone(name)).or_default().push(slot);
    }

    /// Gives a hidden variable back.
    pub fn give_back(&mut self, slot: u16) {
        self.spare.push(slot);
    }

    /// The next instruction's index.
    pub fn here(&self) -> u32 {
        self.code.ops.len() as u32
    }

    /// Appends an instruction.
    #[inline(never)]
    pub fn op(&mut self, op: Op) {
        self.code.ops.push(op);
    }

    /// `→ constant`.
    #[inline(never)]
    pub fn constant(&mut self, constant: Constant) {
        let first = self.code.consts.len().saturating_sub(CONSTANTS_COMPARED);
        let same = self.code.consts[first..].iter().position(|known| identical(known, &constant));
        let index = same.map_or(self.code.consts.len(), |same| first + same);
        if same.is_none() {
            self.code.consts.push(constant);
        }
        self.op(Op::Const(index as u32));
    }

    /// `→ None`.
    #[inline(never)]
    pub fn none(&mut self) {
        self.constant(Constant::None);
    }

    /// `→ text`.
    #[inline(never)]
    pub fn text(&mut self, text: &str) {
        self.constant(Constant::Str(Rc::from(text)));
    }

    /// The index of an attribute's or module's name.
    #[inline(never)]
    pub fn name(&mut self, name: &str) -> u32 {
        if let Some(index) = self.found.names.get(name) {
            return *index;
        }
        let index = self.code.names.len() as u32;
        self.code.names.push(Rc::from(name));
        self.found.names.insert(Rc::from(name), index);
        index
    }

    /// The index of a list of keywords.
    #[inline(never)]
    pub fn keywords(&mut self, names: &[Name]) -> u16 {
        let same = self.code.keyword_lists.iter().position(|known| known == names);
        let index = same.unwrap_or_else(|| {
            self.code.keyword_lists.push(names.to_vec());
            self.code.keyword_lists.len() - 1
        });
        index as u16
    }

    /// The statement that what follows belongs to; its index.
    pub fn site(&mut self, place: Place) -> u32 {
        let places = &mut self.code.places;
        let index = *self.found.places.entry((place.line, place.column)).or_insert_with(|| {
            places.push(place);
            places.len() as u32 - 1
        });
        let here = self.here();
        match self.code.sites.last_mut() {
            Some((_, last)) if *last == index => {}
            Some((start, last)) if *start == here => *last = index,
            _ => self.code.sites.push((here, index)),
        }
        index
    }

    /// The statement that the last instruction belongs to.
    pub fn place(&self) -> Option<Place> {
        let (_, index) = self.code.sites.last()?;
        self.code.places.get(*index as usize).copied()
    }

    /// A label, to be bound later.
    #[inline(never)]
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// The label of the next instruction.
    #[inline(never)]
    pub fn here_label(&mut self) -> Label {
        let label = self.label();
        self.bind(label);
        label
    }

    /// The label stands here.
    #[inline(never)]
    pub fn bind(&mut self, label: Label) {
        let here = self.here();
        if let Some(slot) = self.labels.get_mut(label.0 as usize) {
            *slot = Some(here);
        }
    }

    /// A jump; the instruction's target is the label.
    #[inline(never)]
    pub fn jump(&mut self, make: fn(u32) -> Op, label: Label) {
        self.op(make(label.0));
    }

    /// From here on exceptions go to the label, with so many values left on the stack.
    pub fn open(&self, target: Label, depth: u16) -> Region {
        Region { start: self.here(), target, depth }
    }

    /// Until here. What is opened last is closed first: it comes first in the list.
    #[inline(never)]
    pub fn close(&mut self, region: Region) {
        let end = self.here();
        if region.start < end {
            self.handlers.push(Handler {
                start: region.start,
                end,
                target: region.target.0,
                depth: region.depth,
            });
        }
    }

    /// The same region from here on, after something that does not belong to it.
    pub fn reopen(&self, region: Region) -> Region {
        Region { start: self.here(), ..region }
    }

    /// The code, all targets known.
    pub fn finish(mut self) -> Code {
        let labels = self.labels;
        let target = |label: u32| labels.get(label as usize).copied().flatten().unwrap_or(0);
        let first_free = self.slots.len() as u16;
        for op in &mut self.code.ops {
            settle(op, target, |slot| if slot >= FREE { slot - FREE + first_free } else { slot });
        }
        for handler in &mut self.handlers {
            handler.target = target(handler.target);
        }
        self.code.handlers = self.handlers;
        self.code.first_free = first_free;
        self.slots.extend(self.frees);
        self.code.slots = self.slots;
        self.code.stack = super::depth::deepest(&self.code);
        self.code
    }
}

/// Whether two constants are one: `1`, `1.0` and `True` are equal, but not the same; nor are `0.0` and `-0.0`.
fn identical(one: &Constant, other: &Constant) -> bool {
    match (one, other) {
        (Constant::Float(one), Constant::Float(other)) => one.to_bits() == other.to_bits(),
        (Constant::Tuple(ones), Constant::Tuple(others)) => {
            ones.len() == others.len() && ones.iter().zip(others).all(|(one, other)| identical(one, other))
        }
        _ => one == other,
    }
}

/// Puts the real target and slot into an instruction.
#[expect(clippy::wildcard_enum_match_arm, reason = "most instructions have neither a target nor a slot")]
fn settle(op: &mut Op, target: impl Fn(u32) -> u32, slot: impl Fn(u16) -> u16) {
    match op {
        Op::Jump(to)
        | Op::JumpIfFalse(to)
        | Op::JumpIfTrue(to)
        | Op::JumpIfFalseOrPop(to)
        | Op::JumpIfTrueOrPop(to)
        | Op::JumpIfNone(to)
        | Op::JumpIfNotNone(to)
        | Op::ForIter(to)
        | Op::EndAsyncFor(to) => *to = target(*to),
        Op::LoadCell(of)
        | Op::StoreCell(of)
        | Op::DeleteCell(of)
        | Op::LoadClosure(of)
        | Op::MakeCell(of)
        | Op::LoadNameOrCell { slot: of, .. } => *of = slot(*of),
        _ => {}
    }
}
