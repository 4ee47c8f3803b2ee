//! How many values a code keeps on its stack at most.

use crate::python::code::{Code, Op};

/// The deepest that the stack gets on any path.
pub fn deepest(code: &Code) -> u16 {
    let mut seen: Vec<Option<u32>> = vec![None; code.ops.len()];
    let mut open = vec![(0, 0)];
    for handler in &code.handlers {
        open.push((handler.target as usize, u32::from(handler.depth) + 1));
    }
    let mut most = 0;
    while let Some((mut at, mut depth)) = open.pop() {
        while let (Some(op), Some(known)) = (code.ops.get(at), seen.get_mut(at)) {
            if known.is_some_and(|known| known >= depth) || depth > u32::from(u16::MAX) {
                break;
            }
            *known = Some(depth);
            let (takes, gives) = effect(op);
            // What an instruction needs while it works.
            most = most.max(depth.saturating_sub(takes) + gives.max(takes) + 1);
            let next = depth.saturating_sub(takes) + gives;
            let (jump, falls) = flow(op);
            if let Some((target, change)) = jump {
                open.push((target as usize, next.saturating_add_signed(change)));
            }
            if !falls {
                break;
            }
            depth = next;
            at += 1;
        }
    }
    u16::try_from(most).unwrap_or(u16::MAX)
}

/// Where it may jump, how the depth differs there from going on, and whether it may go on.
#[expect(clippy::wildcard_enum_match_arm, reason = "most instructions only go on")]
pub(crate) fn flow(op: &Op) -> (Option<(u32, i32)>, bool) {
    match *op {
        Op::Jump(target) => (Some((target, 0)), false),
        Op::JumpIfFalse(target)
        | Op::JumpIfTrue(target)
        | Op::JumpIfNone(target)
        | Op::JumpIfNotNone(target) => (Some((target, 0)), true),
        Op::JumpIfFalseOrPop(target) | Op::JumpIfTrueOrPop(target) => (Some((target, 1)), true),
        Op::ForIter(target) => (Some((target, -2)), true),
        Op::EndAsyncFor(target) => (Some((target, 0)), false),
        Op::Return | Op::Reraise | Op::Raise(_) => (None, false),
        _ => (None, true),
    }
}

/// How many values an instruction takes from the stack and leaves on it, where it goes on.
pub(crate) fn effect(op: &Op) -> (u32, u32) {
    match *op {
        Op::Statement(_) | Op::Nop | Op::DeleteLocal(_) | Op::MakeCell(_) => (0, 0),
        Op::DeleteCell(_) | Op::DeleteGlobal(_) | Op::DeleteName(_) | Op::Jump(_) => (0, 0),
        Op::Const(_) | Op::LoadLocal(_) | Op::LoadCell(_) | Op::LoadClosure(_) | Op::LoadGlobal(_) => (0, 1),
        Op::LoadName { .. } | Op::LoadNameOrCell { .. } | Op::LoadBuildClass | Op::LoadAssertionError => {
            (0, 1)
        }
        Op::Import(_) | Op::ImportLeaf(_) | Op::Copy(_) => (0, 1),
        Op::Swap(_) | Op::NameValue(_) => (0, 0),
        Op::Pop | Op::StoreLocal(_) | Op::StoreCell(_) | Op::StoreGlobal(_) | Op::StoreName(_) => (1, 0),
        Op::LoadAttr(_) | Op::Unary(_) | Op::GetIter | Op::ListToTuple | Op::GetYieldFromIter => (1, 1),
        Op::StoreAttr(_) | Op::DeleteItem => (2, 0),
        Op::DeleteAttr(_) | Op::ImportStar | Op::PopHandled | Op::Reraise | Op::Return => (1, 0),
        Op::LoadMethod(_) | Op::ImportFrom(_) | Op::PushHandled | Op::BeforeWith | Op::BeforeAsyncWith => {
            (1, 2)
        }
        Op::LoadItem | Op::Binary(_) | Op::InPlace(_) | Op::Compare(_) | Op::YieldFrom => (2, 1),
        Op::StoreItem => (3, 0),
        Op::BuildSlice(count) => (u32::from(count), 1),
        Op::JumpIfFalse(_) | Op::JumpIfTrue(_) | Op::JumpIfNone(_) | Op::JumpIfNotNone(_) => (1, 0),
        Op::JumpIfFalseOrPop(_) | Op::JumpIfTrueOrPop(_) => (1, 0),
        Op::ForIter(_) | Op::GetAsyncNext | Op::GetLength | Op::MatchSequence | Op::MatchMapping => (1, 2),
        Op::Unpack(count) => (1, count),
        Op::UnpackRest { before, after } => (1, u32::from(before) + u32::from(after) + 1),
        Op::BuildTuple(count) | Op::BuildList(count) | Op::BuildSet(count) | Op::BuildString(count) => {
            (count, 1)
        }
        Op::BuildDict(count) => (count * 2, 1),
        Op::ListAppend(_) | Op::SetAdd(_) => (1, 0),
        Op::DictSet(_) => (2, 0),
        Op::ListExtend | Op::SetUpdate | Op::DictUpdate | Op::DictMerge => (2, 1),
        Op::Format { spec, .. } => (1 + u32::from(spec), 1),
        Op::MakeFunction { flags, .. } => (flags.count_ones(), 1),
        Op::Call(count) => (count + 1, 1),
        Op::CallKeywords { count, .. } => (u32::from(count) + 1, 1),
        Op::CallSpread { keywords } => (2 + u32::from(keywords), 1),
        Op::CallMethod(count) => (count + 2, 1),
        Op::CallMethodKeywords { count, .. } => (u32::from(count) + 2, 1),
        Op::Yield | Op::GetAwaitable | Op::GetAsyncIter => (1, 1),
        Op::EndAsyncFor(_) => (2, 0),
        Op::WithExcept => (3, 4),
        Op::MatchException | Op::MatchGroup => (2, 2),
        Op::MatchKeys => (2, 3),
        Op::JoinGroup | Op::MatchRest => (2, 1),
        Op::Raise(count) => (u32::from(count), 0),
        Op::MatchClass(_) => (3, 1),
    }
}
