//! Codes made ready to run: constants as values, names as symbols, frequent sequences fused into one instruction.

use std::cell::Cell;
use std::rc::Rc;

use crate::python::code::{self, Binary, Code, Compare, Constant, Kind, Op, Place, Unary, Unit};
use crate::python::number::Int;
use crate::python::values::equal::int_value;
use crate::python::values::{Module, Symbol, Value};

/// A code that is ready to run.
#[derive(Debug)]
pub struct Loaded {
    /// Its name.
    pub name: Rc<str>,
    /// Its qualified name.
    pub qualname: Rc<str>,
    /// What a call makes.
    pub kind: Kind,
    /// Of the library.
    pub prelude: bool,
    /// The number of parameters before `/`.
    pub positional_only: usize,
    /// The number of positional parameters.
    pub positional: usize,
    /// The number of keyword-only parameters.
    pub keyword_only: usize,
    /// Has `*args`.
    pub rest: bool,
    /// Has `**kwargs`.
    pub keywords_rest: bool,
    /// A call with `positional` arguments by position fills all parameters.
    pub simple: bool,
    /// The names of the slots.
    pub slots: Vec<Symbol>,
    /// Where the free variables begin.
    pub first_free: usize,
    /// How much room the stack needs.
    pub stack: usize,
    /// The instructions.
    pub insts: Vec<Inst>,
    /// A number for each instruction, in which it remembers where it found something.
    pub hints: Vec<Cell<u32>>,
    /// Where exceptions go.
    pub handlers: Vec<code::Handler>,
    /// The constants.
    pub consts: Vec<Value>,
    /// The names.
    pub names: Vec<Symbol>,
    /// The inner codes.
    pub codes: Vec<Rc<Loaded>>,
    /// The names of keyword arguments.
    pub keyword_lists: Vec<Vec<Symbol>>,
    /// The places of statements.
    pub places: Vec<Place>,
    /// From which instruction on it is which place.
    pub sites: Vec<(u32, u32)>,
    /// The docstring, or None.
    pub doc: Value,
    /// The line of the definition.
    pub line: u32,
    /// Whose globals it sees.
    pub module: Rc<Module>,
}

/// An instruction as it runs: those of `Op`, and fused ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "those named as in `Op` do what it says there; the fused ones say what they are made of"
)]
pub enum Inst {
    Statement(u32),
    Const(u32),
    Pop,
    LoadLocal(u16),
    StoreLocal(u16),
    LoadCell(u16),
    StoreCell(u16),
    LoadGlobal(u32),
    StoreGlobal(u32),
    LoadAttr(u32),
    StoreAttr(u32),
    LoadMethod(u32),
    LoadItem,
    StoreItem,
    Unary(Unary),
    Binary(Binary),
    InPlace(Binary),
    Compare(Compare),
    Jump(u32),
    JumpIfFalse(u32),
    JumpIfTrue(u32),
    GetIter,
    ForIter(u32),
    Call(u32),
    CallMethod(u32),
    Return,
    Yield,
    YieldFrom,
    /// Two locals.
    LocalLocal(u16, u16),
    /// A local and a constant.
    LocalConst(u16, u16),
    /// `LoadLocal a, LoadLocal b, Binary`.
    BinaryLocals {
        op: Binary,
        a: u16,
        b: u16,
    },
    /// `LoadLocal a, Const k, Binary`.
    BinaryLocalConst {
        op: Binary,
        a: u16,
        k: u16,
    },
    /// `Const k, Binary`.
    BinaryConst {
        op: Binary,
        k: u16,
    },
    /// `LoadLocal b, Binary`.
    BinaryLocal {
        op: Binary,
        b: u16,
    },
    /// `LoadLocal a, LoadLocal b, Binary, StoreLocal to`.
    BinaryLocalsStore {
        op: Binary,
        a: u16,
        b: u16,
        to: u16,
    },
    /// `LoadLocal a, Const k, Binary, StoreLocal to`.
    BinaryLocalConstStore {
        op: Binary,
        a: u16,
        k: u16,
        to: u16,
    },
    /// `LoadLocal a, LoadLocal b, InPlace, StoreLocal to`.
    InPlaceLocalsStore {
        op: Binary,
        a: u16,
        b: u16,
        to: u16,
    },
    /// `LoadLocal a, Const k, InPlace, StoreLocal to`.
    InPlaceLocalConstStore {
        op: Binary,
        a: u16,
        k: u16,
        to: u16,
    },
    /// `Compare, JumpIfFalse` or `JumpIfTrue`.
    CompareJump {
        op: Compare,
        when: bool,
        target: u32,
    },
    /// `LoadLocal a, LoadLocal b, Compare, JumpIfFalse`.
    CompareLocalsJump {
        op: Compare,
        a: u16,
        b: u16,
        target: u16,
    },
    /// `LoadLocal a, Const k, Compare, JumpIfFalse`.
    CompareLocalConstJump {
        op: Compare,
        a: u16,
        k: u16,
        target: u16,
    },
    /// `ForIter, StoreLocal`.
    ForIterLocal {
        to: u16,
        target: u32,
    },
    /// `LoadLocal, LoadAttr`.
    LocalAttr {
        local: u16,
        name: u16,
    },
    /// `LoadLocal, LoadMethod`.
    LocalMethod {
        local: u16,
        name: u16,
    },
    /// `LoadLocal, Return`.
    ReturnLocal(u16),
    /// Any other.
    Other(Op),
}

/// Makes a module's code ready.
pub fn load(unit: &Unit, module: &Rc<Module>) -> Rc<Loaded> {
    // Codes nest no deeper than the parser lets blocks nest.
    load_code(&unit.body, module)
}

fn load_code(code: &Code, module: &Rc<Module>) -> Rc<Loaded> {
    let fused = Fused::new(code);
    let symbols = |names: &[Rc<str>]| names.iter().map(|name| Symbol::of(name)).collect::<Vec<Symbol>>();
    Rc::new(Loaded {
        name: Rc::clone(&code.name),
        qualname: Rc::clone(&code.qualname),
        kind: code.kind,
        prelude: code.prelude,
        positional_only: usize::from(code.positional_only),
        positional: usize::from(code.positional),
        keyword_only: usize::from(code.keyword_only),
        rest: code.rest,
        keywords_rest: code.keywords_rest,
        simple: code.keyword_only == 0 && !code.rest && !code.keywords_rest,
        slots: symbols(&code.slots),
        first_free: usize::from(code.first_free),
        stack: usize::from(code.stack) + 2,
        hints: vec![Cell::new(0); fused.insts.len()],
        handlers: fused.handlers,
        sites: fused.sites,
        insts: fused.insts,
        consts: code.consts.iter().map(constant).collect(),
        names: symbols(&code.names),
        codes: code.codes.iter().map(|code| load_code(code, module)).collect(),
        keyword_lists: code.keyword_lists.iter().map(|list| symbols(list)).collect(),
        places: code.places.clone(),
        doc: code.doc.as_ref().map_or(Value::None, |doc| Value::str(&**doc)),
        line: code.line,
        module: Rc::clone(module),
    })
}

/// A constant as a value. Constants nest as expressions do, which the parser bounds.
fn constant(constant: &Constant) -> Value {
    match constant {
        Constant::None => Value::None,
        Constant::Bool(value) => Value::Bool(*value),
        Constant::Ellipsis => Value::Ellipsis,
        Constant::Int(value) => Value::Int(*value),
        Constant::Big(digits) => Int::parse(digits, 10).map_or(Value::Int(0), int_value),
        Constant::Float(value) => Value::Float(*value),
        Constant::Str(text) => Value::Str(Symbol::of(text).text()),
        Constant::Bytes(bytes) => Value::bytes(&**bytes),
        Constant::Tuple(items) => Value::tuple(items.iter().map(self::constant).collect()),
    }
}

impl Loaded {
    /// The place of the statement that an instruction belongs to.
    pub fn place(&self, pc: usize) -> Place {
        let at = self.sites.partition_point(|(first, _)| *first as usize <= pc);
        at.checked_sub(1)
            .and_then(|at| self.places.get(self.sites[at].1 as usize))
            .copied()
            .unwrap_or(Place { line: self.line, column: 1 })
    }
}

/// What fusing gives.
struct Fused {
    insts: Vec<Inst>,
    handlers: Vec<code::Handler>,
    sites: Vec<(u32, u32)>,
}

impl Fused {
    fn new(code: &Code) -> Fused {
        let ops = &code.ops;
        let mut borders = vec![false; ops.len() + 1];
        let mut border = |at: u32| {
            if let Some(border) = borders.get_mut(at as usize) {
                *border = true;
            }
        };
        for op in ops {
            target(*op).into_iter().for_each(&mut border);
        }
        for handler in &code.handlers {
            [handler.start, handler.end, handler.target].into_iter().for_each(&mut border);
        }
        code.sites.iter().for_each(|(first, _)| border(*first));
        let mut insts = Vec::with_capacity(ops.len());
        let mut moved = vec![0_u32; ops.len() + 1];
        let mut at = 0;
        while at < ops.len() {
            let room = (1..4).take_while(|more| at + more < ops.len() && !borders[at + more]).count() + 1;
            let (inst, length) = fuse(&ops[at..at + room]);
            moved[at..at + length].fill(u32::try_from(insts.len()).unwrap_or(u32::MAX));
            insts.push(inst);
            at += length;
        }
        moved[ops.len()] = u32::try_from(insts.len()).unwrap_or(u32::MAX);
        let new = |old: u32| moved.get(old as usize).copied().unwrap_or(u32::MAX);
        for inst in &mut insts {
            retarget(inst, new);
        }
        let handlers = code.handlers.iter().map(|handler| code::Handler {
            start: new(handler.start),
            end: new(handler.end),
            target: new(handler.target),
            depth: handler.depth,
        });
        Fused {
            insts,
            handlers: handlers.collect(),
            sites: code.sites.iter().map(|(first, place)| (new(*first), *place)).collect(),
        }
    }
}

fn target(op: Op) -> Option<u32> {
    if let Op::Jump(to)
    | Op::JumpIfFalse(to)
    | Op::JumpIfTrue(to)
    | Op::JumpIfFalseOrPop(to)
    | Op::JumpIfTrueOrPop(to)
    | Op::JumpIfNone(to)
    | Op::JumpIfNotNone(to)
    | Op::ForIter(to)
    | Op::EndAsyncFor(to) = op
    {
        Some(to)
    } else {
        None
    }
}

fn retarget(inst: &mut Inst, new: impl Fn(u32) -> u32) {
    if let Inst::Jump(to)
    | Inst::JumpIfFalse(to)
    | Inst::JumpIfTrue(to)
    | Inst::ForIter(to)
    | Inst::CompareJump { target: to, .. }
    | Inst::ForIterLocal { target: to, .. }
    | Inst::Other(
        Op::JumpIfFalseOrPop(to)
        | Op::JumpIfTrueOrPop(to)
        | Op::JumpIfNone(to)
        | Op::JumpIfNotNone(to)
        | Op::EndAsyncFor(to),
    ) = inst
    {
        *to = new(*to);
    }
    if let Inst::CompareLocalsJump { target, .. } | Inst::CompareLocalConstJump { target, .. } = inst {
        // Fusing only makes jumps shorter.
        *target = u16::try_from(new(u32::from(*target))).unwrap_or(u16::MAX);
    }
}

/// The first instruction of a sequence without a border in it, and how many it is made of.
fn fuse(ops: &[Op]) -> (Inst, usize) {
    fuse_four(ops).or_else(|| fuse_three(ops)).or_else(|| fuse_two(ops)).unwrap_or_else(|| (alone(ops[0]), 1))
}

fn short(k: u32) -> Option<u16> {
    u16::try_from(k).ok()
}

fn fuse_four(ops: &[Op]) -> Option<(Inst, usize)> {
    let inst = match *ops {
        [Op::LoadLocal(a), Op::LoadLocal(b), Op::Binary(op), Op::StoreLocal(to), ..] => {
            Inst::BinaryLocalsStore { op, a, b, to }
        }
        [Op::LoadLocal(a), Op::Const(k), Op::Binary(op), Op::StoreLocal(to), ..] => {
            Inst::BinaryLocalConstStore { op, a, k: short(k)?, to }
        }
        [Op::LoadLocal(a), Op::LoadLocal(b), Op::InPlace(op), Op::StoreLocal(to), ..] => {
            Inst::InPlaceLocalsStore { op, a, b, to }
        }
        [Op::LoadLocal(a), Op::Const(k), Op::InPlace(op), Op::StoreLocal(to), ..] => {
            Inst::InPlaceLocalConstStore { op, a, k: short(k)?, to }
        }
        [Op::LoadLocal(a), Op::LoadLocal(b), Op::Compare(op), Op::JumpIfFalse(target), ..] => {
            Inst::CompareLocalsJump { op, a, b, target: short(target)? }
        }
        [Op::LoadLocal(a), Op::Const(k), Op::Compare(op), Op::JumpIfFalse(target), ..] => {
            Inst::CompareLocalConstJump { op, a, k: short(k)?, target: short(target)? }
        }
        _ => return None,
    };
    Some((inst, 4))
}

fn fuse_three(ops: &[Op]) -> Option<(Inst, usize)> {
    let inst = match *ops {
        [Op::LoadLocal(a), Op::LoadLocal(b), Op::Binary(op), ..] => Inst::BinaryLocals { op, a, b },
        [Op::LoadLocal(a), Op::Const(k), Op::Binary(op), ..] => {
            Inst::BinaryLocalConst { op, a, k: short(k)? }
        }
        _ => return None,
    };
    Some((inst, 3))
}

fn fuse_two(ops: &[Op]) -> Option<(Inst, usize)> {
    let inst = match *ops {
        [Op::LoadLocal(b), Op::Binary(op), ..] => Inst::BinaryLocal { op, b },
        [Op::Const(k), Op::Binary(op), ..] => Inst::BinaryConst { op, k: short(k)? },
        [Op::Compare(op), Op::JumpIfFalse(target), ..] => Inst::CompareJump { op, when: false, target },
        [Op::Compare(op), Op::JumpIfTrue(target), ..] => Inst::CompareJump { op, when: true, target },
        [Op::ForIter(target), Op::StoreLocal(to), ..] => Inst::ForIterLocal { to, target },
        [Op::LoadLocal(local), Op::LoadAttr(name), ..] => Inst::LocalAttr { local, name: short(name)? },
        [Op::LoadLocal(local), Op::LoadMethod(name), ..] => Inst::LocalMethod { local, name: short(name)? },
        [Op::LoadLocal(local), Op::Return, ..] => Inst::ReturnLocal(local),
        [Op::LoadLocal(a), Op::LoadLocal(b), ..] => Inst::LocalLocal(a, b),
        [Op::LoadLocal(a), Op::Const(k), ..] => Inst::LocalConst(a, short(k)?),
        _ => return None,
    };
    Some((inst, 2))
}

fn alone(op: Op) -> Inst {
    match op {
        Op::Statement(place) => Inst::Statement(place),
        Op::Const(k) => Inst::Const(k),
        Op::Pop => Inst::Pop,
        Op::LoadLocal(slot) => Inst::LoadLocal(slot),
        Op::StoreLocal(slot) => Inst::StoreLocal(slot),
        Op::LoadCell(slot) => Inst::LoadCell(slot),
        Op::StoreCell(slot) => Inst::StoreCell(slot),
        Op::LoadGlobal(place) => Inst::LoadGlobal(place),
        Op::StoreGlobal(place) => Inst::StoreGlobal(place),
        Op::LoadAttr(name) => Inst::LoadAttr(name),
        Op::StoreAttr(name) => Inst::StoreAttr(name),
        Op::LoadMethod(name) => Inst::LoadMethod(name),
        Op::LoadItem => Inst::LoadItem,
        Op::StoreItem => Inst::StoreItem,
        Op::Unary(op) => Inst::Unary(op),
        Op::Binary(op) => Inst::Binary(op),
        Op::InPlace(op) => Inst::InPlace(op),
        Op::Compare(op) => Inst::Compare(op),
        Op::Jump(to) => Inst::Jump(to),
        Op::JumpIfFalse(to) => Inst::JumpIfFalse(to),
        Op::JumpIfTrue(to) => Inst::JumpIfTrue(to),
        Op::GetIter => Inst::GetIter,
        Op::ForIter(to) => Inst::ForIter(to),
        Op::Call(count) => Inst::Call(count),
        Op::CallMethod(count) => Inst::CallMethod(count),
        Op::Return => Inst::Return,
        Op::Yield => Inst::Yield,
        Op::YieldFrom => Inst::YieldFrom,
        other => Inst::Other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_stays_small() {
        assert_eq!(std::mem::size_of::<Inst>(), 12);
    }
}
