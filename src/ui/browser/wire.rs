//! What the page and its worker say to each other: lists whose first entry is a letter. Both are of one build.

use js_sys::{Array, BigUint64Array};
use wasm_bindgen::prelude::*;

use crate::python::problem::Problem;
use crate::python::run::Form;
use crate::python::tree::Place;
use crate::sim::Failure;
use crate::time::Instant;
use crate::ui::state::account::{Account, Ending, Noted, Printed};
use crate::ui::state::program::Located;

/// The build that both sides must be of; a worker that was kept from an older one is not listened to.
pub const BUILD: &str = env!("INTERLEAVE_BUILD");

/// The worker is there: its build.
pub const READY: &str = "ready";
/// So many requests have finished, in all models.
pub const TOLD: &str = "told";
/// A run begins: the head of its trace, its summary.
pub const HEAD: &str = "head";
/// A piece of its trace: the table, the words.
pub const PIECE: &str = "piece";
/// What the run of a program says of itself; comes before the end of that run.
pub const ACCOUNT: &str = "account";
/// The run is complete.
pub const END: &str = "end";
/// All runs of all programs are complete.
pub const ALL: &str = "all";
/// What is wrong with the programs.
pub const PROBLEMS: &str = "problems";
/// There will be no runs: the limit that one would have broken, nothing where it is something else.
pub const FAILED: &str = "failed";

/// A message of this kind.
pub fn message(kind: &str, rest: &[JsValue]) -> Array {
    let list = Array::of1(&kind.into());
    for value in rest {
        list.push(value);
    }
    list
}

/// A limit as it stands in a message: its number, and the group that breaks it.
pub fn failed(failure: Failure) -> Vec<JsValue> {
    match failure {
        Failure::Events => vec![0.into()],
        Failure::Late { group } => vec![1.into(), u32::try_from(group).unwrap_or(u32::MAX).into()],
    }
}

/// The limit from a place of a message on.
pub fn failure(message: &Array, place: u32) -> Option<Failure> {
    match number(message, place)? {
        0 => Some(Failure::Events),
        1 => Some(Failure::Late { group: usize::try_from(number(message, place + 1)?).ok()? }),
        _ => None,
    }
}

/// What is wrong, as it stands in a message: of each the program, the line, the column and the words.
pub fn problems(problems: &[Located]) -> Vec<JsValue> {
    let values = problems.iter().flat_map(|Located { program, problem }| {
        let Problem { place, message } = problem;
        [small(*program), place.line.into(), place.column.into(), message.into()]
    });
    values.collect()
}

/// The same, read from a message.
pub fn read_problems(message: &Array) -> Option<Vec<Located>> {
    let read = |first: u32| {
        let place = Place { line: narrow(message, first + 1)?, column: narrow(message, first + 2)? };
        let problem = Problem::new(place, text(message, first + 3)?);
        Some(Located { program: usize::try_from(number(message, first)?).ok()?, problem })
    };
    (1..message.length()).step_by(4).map(read).collect()
}

/// What a run says of itself, as it stands in a message: lists follow their length.
pub fn account(account: &Account) -> Vec<JsValue> {
    let Account { program, form, line_ns, ending, printed, notes } = account;
    let mut values = vec![small(*program), form.name().into(), wide(*line_ns)];
    values.extend([(&ending.kind).into(), (&ending.words).into(), line(ending.line), small(printed.len())]);
    for Printed { at, task, line, is_error, text } in printed {
        values.extend([wide(at.as_ns()), (*task).into(), (*line).into(), (*is_error).into(), text.into()]);
    }
    for Noted { kind, line: of, text } in notes {
        values.extend([kind.into(), line(*of), text.into()]);
    }
    values
}

/// The same, read from a message.
pub fn read_account(message: &Array) -> Option<Account> {
    let count = narrow(message, 7)?;
    let notes_from = count.checked_mul(5)?.checked_add(8)?;
    let printed = (8..notes_from).step_by(5).map(|first| {
        Some(Printed {
            at: Instant::from_ns(number(message, first)?),
            task: narrow(message, first + 1)?,
            line: narrow(message, first + 2)?,
            is_error: message.get(first + 3).as_bool()?,
            text: text(message, first + 4)?,
        })
    });
    let notes = (notes_from..message.length()).step_by(3).map(|first| {
        Some(Noted {
            kind: text(message, first)?,
            line: narrow(message, first + 1),
            text: text(message, first + 2)?,
        })
    });
    Some(Account {
        program: usize::try_from(number(message, 1)?).ok()?,
        form: Form::named(&text(message, 2)?)?,
        line_ns: number(message, 3)?,
        ending: Ending { kind: text(message, 4)?, words: text(message, 5)?, line: narrow(message, 6) },
        printed: printed.collect::<Option<_>>()?,
        notes: notes.collect::<Option<_>>()?,
    })
}

fn small(number: usize) -> JsValue {
    u32::try_from(number).unwrap_or(u32::MAX).into()
}

#[expect(clippy::cast_precision_loss, reason = "instants are below 2^53")]
fn wide(number: u64) -> JsValue {
    (number as f64).into()
}

fn line(line: Option<u32>) -> JsValue {
    line.map_or(JsValue::NULL, JsValue::from)
}

fn narrow(message: &Array, place: u32) -> Option<u32> {
    number(message, place)?.try_into().ok()
}

/// Numbers as a buffer that can change hands without being copied.
pub fn buffer(words: &[u64]) -> BigUint64Array {
    BigUint64Array::from(words)
}

/// The numbers at a place of a message.
pub fn words(message: &Array, place: u32) -> Option<Vec<u64>> {
    message.get(place).dyn_into::<BigUint64Array>().ok().map(|words| words.to_vec())
}

/// The text at a place of a message.
pub fn text(message: &Array, place: u32) -> Option<String> {
    message.get(place).as_string()
}

/// The whole number at a place of a message.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 2^53, and checked")]
pub fn number(message: &Array, place: u32) -> Option<u64> {
    message.get(place).as_f64().filter(|number| *number >= 0.0).map(|number| number as u64)
}
