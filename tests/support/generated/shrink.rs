//! Simpler programs than one that fails: a statement less, a block without what stands around it, a shorter wait.

use super::{Block, Delay, Program, Statement};

/// Every program that is one step simpler, the boldest steps first.
pub(crate) fn simpler(program: &Program) -> Vec<Program> {
    let mut found = Vec::new();
    let statements = count(&mut program.clone());
    for width in [8, 4, 2] {
        // Whole stretches first, which saves most of the runs.
        for start in (0..statements).step_by(width) {
            found.push(removed(program, start..start + width));
        }
    }
    for target in 0..statements {
        found.push(edited(program, target, &|_| Some(Vec::new())));
        found.push(edited(program, target, &|statement| {
            let mut statement = statement.clone();
            let blocks = statement.blocks();
            (!blocks.is_empty()).then(|| blocks.into_iter().flat_map(std::mem::take).collect())
        }));
        for way in 0..WAYS {
            found.push(edited(program, target, &|statement| reduced(statement, way).map(|one| vec![one])));
        }
    }
    let plain = [Program { unit: "1", ..program.clone() }, Program { line_ns: 1_000_000, ..program.clone() }];
    found.extend(plain.map(|plain| (plain != *program).then_some(plain)));
    found.into_iter().flatten().collect()
}

/// How many ways there are to make one statement smaller without taking it away.
const WAYS: usize = 4;

fn reduced(statement: &Statement, way: usize) -> Option<Statement> {
    let mut smaller = statement.clone();
    match (&mut smaller, way) {
        (
            Statement::Gather { calls, .. }
            | Statement::GatherLater { calls, .. }
            | Statement::Group { calls, .. }
            | Statement::Wait { calls, .. }
            | Statement::AsCompleted { calls, .. },
            0 | 1,
        ) if calls.len() > 1 => {
            calls.remove(way % calls.len());
        }
        (Statement::Repeat { times, .. } | Statement::While { times, .. }, 0) if *times > 1 => *times = 1,
        (Statement::Wait { timeout, .. } | Statement::AsCompleted { timeout, .. }, 2) => *timeout = None,
        (Statement::Wait { cancels, .. }, 3) => *cancels = false,
        (Statement::AsyncFor { breaks_after, .. } | Statement::ForEach { breaks_after, .. }, 0) => {
            *breaks_after = None;
        }
        (Statement::AsyncFor { is_named, .. }, 1) => *is_named = false,
        (
            Statement::Sleep(delay)
            | Statement::BlockingSleep(delay)
            | Statement::Compute(delay)
            | Statement::Timeout { delay, .. }
            | Statement::WaitFor { delay, .. }
            | Statement::CallLater { delay, .. },
            0,
        ) if *delay != Delay::Zero => *delay = Delay::Units(1),
        _ => return None,
    }
    (smaller != *statement).then_some(smaller)
}

/// How many statements there are, at any depth.
fn count(program: &mut Program) -> usize {
    fn of(block: &mut Block) -> usize {
        block.iter_mut().map(|statement| 1 + statement.blocks().into_iter().map(of).sum::<usize>()).sum()
    }
    all_blocks(program).map(of).sum()
}

fn all_blocks(program: &mut Program) -> impl Iterator<Item = &mut Block> {
    program.functions.iter_mut().map(|function| &mut function.body).chain([&mut program.main])
}

/// Without the statements of these numbers, counted as they stand in the text.
fn removed(program: &Program, numbers: std::ops::Range<usize>) -> Option<Program> {
    let mut program = program.clone();
    let mut next = 0;
    let before = program.clone();
    for block in all_blocks(&mut program) {
        walk(block, &mut next, &mut |number, _| numbers.contains(&number).then(Vec::new));
    }
    (program != before).then_some(program)
}

/// With other statements in the place of one.
fn edited(
    program: &Program,
    target: usize,
    change: &dyn Fn(&Statement) -> Option<Vec<Statement>>,
) -> Option<Program> {
    let mut edited = program.clone();
    let mut next = 0;
    let mut has_changed = false;
    for block in all_blocks(&mut edited) {
        walk(block, &mut next, &mut |number, statement| {
            let changed = (number == target).then(|| change(statement)).flatten();
            has_changed |= changed.is_some();
            changed
        });
    }
    has_changed.then_some(edited)
}

fn walk(
    block: &mut Block,
    next: &mut usize,
    change: &mut dyn FnMut(usize, &Statement) -> Option<Vec<Statement>>,
) {
    let mut out = Vec::new();
    for mut statement in std::mem::take(block) {
        let number = *next;
        *next += 1;
        if let Some(others) = change(number, &statement) {
            // What stood inside keeps its numbers.
            *next += statement.blocks().into_iter().map(inner_count).sum::<usize>();
            out.extend(others);
        } else {
            for inner in statement.blocks() {
                walk(inner, next, change);
            }
            out.push(statement);
        }
    }
    *block = out;
}

fn inner_count(block: &mut Block) -> usize {
    block.iter_mut().map(|one| 1 + one.blocks().into_iter().map(inner_count).sum::<usize>()).sum()
}
