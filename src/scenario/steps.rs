//! The steps notation: one grammar, written as text (`cpu 2, db 40 & api 30`) or for links (`cpu2-db40~api30`).
//!
//! ```text
//! steps  = step { sep step }                      sep  = "," | "-" | newlines
//! step   = "cpu" dur | "yield"
//!        | "block" gap call
//!        | "offload" gap ( call | "cpu" dur )
//!        | call { par call }                      par  = "&" | "~"
//! call   = service [ dur ]                        gap  = "." | blanks
//! ```

use std::fmt::{self, Write};
use std::str::FromStr;

use super::lookalike::Lookalike;
use super::{CALLS_MAX, Call, Program, STEPS_MAX, Step};
use crate::time::{Duration, DurationError, split_digits};

/// Longest text of a program, as given and in its canonical text form.
pub const STEPS_BYTES_MAX: usize = 192 * 1024;
/// Most letters in the name of a service.
pub const SERVICE_LETTERS_MAX: usize = 20;

/// What the name of a service is made of.
pub(crate) const LETTERS_ONLY: &str = "a service's name of letters only";

const KEYWORDS: [&str; 4] = ["cpu", "yield", "block", "offload"];

/// Where a text is no program, what stands there, and what was expected instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepsError {
    /// Line, from 1.
    pub line: usize,
    /// Column within the line in characters, from 1.
    pub column: usize,
    /// What stands there.
    pub found: String,
    /// What could stand there.
    pub expected: String,
}

/// Prints `column 7: found “x”, expected …`, with the line in front where it is not the first.
impl fmt::Display for StepsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 1 {
            write!(f, "line {}, ", self.line)?;
        }
        write!(f, "column {}: found {}, expected {}", self.column, self.found, self.expected)
    }
}

impl std::error::Error for StepsError {}

/// Reads either form of the notation.
impl FromStr for Program {
    type Err = StepsError;

    fn from_str(text: &str) -> Result<Self, StepsError> {
        let mut cursor = Cursor { text, at: 0 };
        if text.len() > STEPS_BYTES_MAX {
            return Err(cursor.too_long(text.len()));
        }
        let program = cursor.program()?;
        let length = program.to_text().len();
        if length > STEPS_BYTES_MAX {
            return Err(Cursor { text, at: 0 }.too_long(length));
        }
        Ok(program)
    }
}

/// Why a text is no service's name; displayed, what was expected instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Something in it is no ASCII letter, or there is nothing.
    Letters,
    /// It has more letters than a name may have.
    TooLong,
    /// It is a word of the notation.
    Keyword,
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letters => f.write_str("a service's name of ASCII letters only"),
            Self::TooLong => write!(f, "a service's name of at most {SERVICE_LETTERS_MAX} letters"),
            Self::Keyword => f.write_str("a service's name; cpu, yield, block and offload are steps"),
        }
    }
}

/// Folds a service's name to lower case.
///
/// # Errors
///
/// When it is not 1–20 ASCII letters or is a keyword of the notation.
pub fn service_name(name: &str) -> Result<String, NameError> {
    let folded = name.to_ascii_lowercase();
    if folded.is_empty() || !folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Err(NameError::Letters);
    }
    if folded.len() > SERVICE_LETTERS_MAX {
        return Err(NameError::TooLong);
    }
    if KEYWORDS.contains(&folded.as_str()) {
        return Err(NameError::Keyword);
    }
    Ok(folded)
}

/// A position in the text; it only ever stands between characters.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn program(&mut self) -> Result<Program, StepsError> {
        let mut steps = Vec::new();
        self.skip(char::is_whitespace);
        loop {
            if steps.len() == STEPS_MAX {
                let found = format!("step {}", STEPS_MAX + 1);
                return Err(self.error(self.at, found, format!("at most {STEPS_MAX} steps")));
            }
            let start = self.at;
            let step = self.step()?;
            let goes_on = self.separator(&step, start)?;
            steps.push(step);
            if !goes_on {
                return Ok(Program(steps));
            }
        }
    }

    /// Passes the separator after the step that began at `start`; false at the end.
    fn separator(&mut self, step: &Step, start: usize) -> Result<bool, StepsError> {
        self.blanks();
        match self.peek() {
            None => Ok(false),
            Some('\n' | '\r') => {
                self.skip(char::is_whitespace);
                Ok(self.peek().is_some())
            }
            Some(',') => {
                self.bump();
                self.skip(char::is_whitespace);
                Ok(true)
            }
            Some('-') if self.rest().starts_with("->") => {
                Err(self.error(self.at, quoted("->"), "a comma or a new line before the next step".into()))
            }
            Some('-') => {
                self.bump();
                self.blanks();
                Ok(true)
            }
            Some(next) => Err(self.misplaced(step, start, next)),
        }
    }

    /// The error that `next` stands after the step that began at `start`: the reason, where it can be guessed.
    fn misplaced(&self, step: &Step, start: usize, next: char) -> StepsError {
        let written = self.text.get(start..self.at).unwrap_or_default();
        let is_call = matches!(step, Step::Calls(_) | Step::Block(_) | Step::OffloadCall(_));
        let name = last_name(written);
        // As in `http2 20`.
        let has_digit = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.ends_with(|c: char| c.is_ascii_digit());
        if next.is_ascii_digit() && is_call && has_digit {
            let at = start + written.trim_end().len() - name.len();
            let expected = format!("{LETTERS_ONLY}; or a comma before the next step");
            return self.error(at, quoted(name), expected);
        }
        // A word with nothing said of it, as in `await db 20` or `gather(db 20, api 30)`.
        let word = if name.ends_with(|c: char| c.is_ascii_alphabetic()) { name } else { "" };
        let instead = Lookalike::of(word).map(Lookalike::instead);
        match (next, instead) {
            ('(', Some(instead)) => self.expected(format!("no brackets: {instead}")),
            ('(', None) if is_call => {
                self.expected("no brackets: a call is written with its time in milliseconds, as in db 20")
            }
            ('(', None) => self.expected("no brackets"),
            (next, Some(instead)) if next.is_ascii_alphabetic() => self.expected(format!(
                "a comma before the next step; {word} is no word of the notation: {instead}"
            )),
            ('_' | '.', _) if is_call => self.expected(LETTERS_ONLY),
            ('=' | ':', _) if is_call => self.expected("a blank and a time in milliseconds, as in db 20"),
            ('+' | '|', _) if is_call => {
                self.expected("&, which joins calls at the same time, as in db 40 & api 30")
            }
            (';', _) => self.expected("a comma or a new line before the next step"),
            (next, _) => self.expected(after(step, next)),
        }
    }

    fn step(&mut self) -> Result<Step, StepsError> {
        let start = self.at;
        let word = self.letters();
        match word.to_ascii_lowercase().as_str() {
            "" => Err(self.expected("a step: cpu, yield, block, offload or the name of a service")),
            "cpu" => Ok(Step::Cpu(self.duration("cpu")?)),
            "yield" => Ok(Step::Yield),
            "block" => {
                self.gap("block")?;
                self.at_call("block", "a service to call, as in block db 40")?;
                Ok(Step::Block(self.call()?))
            }
            "offload" => {
                self.gap("offload")?;
                if self.next_word().eq_ignore_ascii_case("cpu") {
                    self.letters();
                    return Ok(Step::OffloadCpu(self.duration("cpu")?));
                }
                self.at_call("offload", "cpu or a service to call, as in offload db 40")?;
                Ok(Step::OffloadCall(self.call()?))
            }
            _ => {
                self.at = start;
                self.calls()
            }
        }
    }

    /// One call, or the calls of a join.
    fn calls(&mut self) -> Result<Step, StepsError> {
        let mut calls = vec![self.call()?];
        loop {
            self.blanks();
            if !matches!(self.peek(), Some('&' | '~')) {
                return Ok(Step::Calls(calls));
            }
            self.bump();
            self.blanks();
            if calls.len() == CALLS_MAX {
                let found = format!("call {}", CALLS_MAX + 1);
                return Err(self.error(self.at, found, format!("at most {CALLS_MAX} calls in one join")));
            }
            self.at_call("a join", "a service to call at the same time, as in db 40 & api 30")?;
            calls.push(self.call()?);
        }
    }

    /// Fails unless a service's name comes next.
    fn at_call(&self, whose: &str, expected: &str) -> Result<(), StepsError> {
        match self.next_word().to_ascii_lowercase().as_str() {
            "" => Err(self.expected(expected)),
            "cpu" if whose == "block" => {
                Err(self.expected("a service to call: cpu computes and cannot wait, block is for calls"))
            }
            word if KEYWORDS.contains(&word) => {
                Err(self
                    .expected(format!("{expected}: {word} is a step of its own and cannot stand in {whose}")))
            }
            _ => Ok(()),
        }
    }

    fn call(&mut self) -> Result<Call, StepsError> {
        let word = self.next_word();
        let service = service_name(word).map_err(|error| self.expected(error.to_string()))?;
        self.letters();
        self.blanks();
        let latency = match self.peek() {
            Some(c) if c.is_ascii_digit() => Some(self.number()?),
            Some(_) | None => None,
        };
        Ok(Call { service, latency })
    }

    /// The duration that a word must have.
    fn duration(&mut self, word: &str) -> Result<Duration, StepsError> {
        self.blanks();
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            return self.number();
        }
        Err(self.expected(format!("how long, as in {word} 5")))
    }

    /// A number with its unit, which may stand apart: `40 ms`.
    fn number(&mut self) -> Result<Duration, StepsError> {
        let start = self.at;
        let whole = self.digits();
        let mut fraction = "";
        if self.peek() == Some('.') {
            self.bump();
            fraction = self.digits();
            if fraction.is_empty() {
                return Err(self.expected("digits after the point"));
            }
        }
        let end = self.at;
        self.blanks();
        let unit_at = self.at;
        let unit = self.letters();
        Duration::from_decimal(whole, fraction, unit).map_err(|error| match error {
            DurationError::Unit => {
                let before = self.text.get(..start).unwrap_or_default();
                let expected = if unit_at > end {
                    "a comma or a new line before the next step; or one of the units ns, us, ms, s".into()
                } else if before.ends_with(|c: char| c.is_ascii_alphabetic()) {
                    format!("{error}; or {LETTERS_ONLY}")
                } else {
                    format!("{error}; or a comma or a new line before the next step")
                };
                self.error(unit_at, quoted(unit), expected)
            }
            DurationError::Digits | DurationError::TooFine { .. } | DurationError::TooLong => {
                let number = self.text.get(start..end).unwrap_or_default();
                self.error(start, quoted(&format!("{number}{unit}")), error.to_string())
            }
        })
    }

    /// What must stand between a word and what it applies to.
    fn gap(&mut self, word: &str) -> Result<(), StepsError> {
        let start = self.at;
        self.blanks();
        if self.peek() == Some('.') {
            self.bump();
            self.blanks();
        } else if self.at == start {
            return Err(self.expected(format!("a blank or a point after {word}, as in {word} db 40")));
        }
        Ok(())
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn skip(&mut self, passes: impl Fn(char) -> bool) {
        self.at = self.text.len() - self.rest().trim_start_matches(passes).len();
    }

    fn blanks(&mut self) {
        self.skip(|c| matches!(c, ' ' | '\t'));
    }

    fn next_word(&self) -> &'a str {
        let rest = self.rest();
        rest.get(..rest.bytes().take_while(u8::is_ascii_alphabetic).count()).unwrap_or_default()
    }

    fn letters(&mut self) -> &'a str {
        let word = self.next_word();
        self.at += word.len();
        word
    }

    fn digits(&mut self) -> &'a str {
        let (digits, _) = split_digits(self.rest());
        self.at += digits.len();
        digits
    }

    /// The error that what comes next is not what was expected.
    fn expected(&self, expected: impl Into<String>) -> StepsError {
        let word = self.next_word();
        let found = match self.peek() {
            None => "the end".into(),
            Some('\n' | '\r') => "a new line".into(),
            Some(_) if !word.is_empty() => quoted(word),
            Some(c) if c.is_ascii_digit() => quoted(split_digits(self.rest()).0),
            Some(c) => quoted(c.encode_utf8(&mut [0; 4])),
        };
        self.error(self.at, found, expected.into())
    }

    fn error(&self, at: usize, found: String, expected: String) -> StepsError {
        let before = self.text.get(..at).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        StepsError {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            found,
            expected,
        }
    }

    fn too_long(&self, length: usize) -> StepsError {
        let found = format!("steps of {length} bytes");
        self.error(self.at, found, format!("at most {STEPS_BYTES_MAX} bytes in one program"))
    }
}

/// What could have followed a step.
fn after(step: &Step, found: char) -> &'static str {
    let digit = found.is_ascii_digit();
    let join = matches!(found, '&' | '~');
    match step {
        Step::Yield if digit => "a comma, a new line or the end: yield takes no duration",
        Step::Cpu(_) | Step::Yield | Step::Block(_) | Step::OffloadCpu(_) | Step::OffloadCall(_) if join => {
            "a comma, a new line or the end: only plain calls of services can be joined"
        }
        Step::Calls(_) => "a comma or a new line before the next step, & and another call, or the end",
        Step::Cpu(_) | Step::Yield | Step::Block(_) | Step::OffloadCpu(_) | Step::OffloadCall(_) => {
            "a comma or a new line before the next step, or the end"
        }
    }
}

/// The letters and digits that a step as written ends with, which may have been meant as a name.
fn last_name(written: &str) -> &str {
    let written = written.trim_end();
    let name = written.len() - written.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
    written.get(written.len() - name..).unwrap_or_default()
}

/// Text from outside as it may stand in a message: in quotation marks, shortened, control characters made visible.
pub(crate) fn quoted(text: &str) -> String {
    const CHARS_MAX: usize = 40;
    let mut shown = String::new();
    for c in text.chars().take(CHARS_MAX) {
        if c.is_control() {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    if text.chars().nth(CHARS_MAX).is_some() {
        shown.push('…');
    }
    format!("“{shown}”")
}

/// How one of the two forms writes what the other writes differently.
struct Form {
    separator: &'static str,
    join: &'static str,
    gap: char,
    blank: &'static str,
}

const TEXT: Form = Form { separator: ", ", join: " & ", gap: ' ', blank: " " };
const LINK: Form = Form { separator: "-", join: "~", gap: '.', blank: "" };

impl Program {
    /// The canonical text form: `cpu 2, db 40 & api 30, cpu 3`.
    pub fn to_text(&self) -> String {
        self.print(&TEXT)
    }

    /// The canonical link form: `cpu2-db40~api30-cpu3`.
    pub fn to_link(&self) -> String {
        self.print(&LINK)
    }

    fn print(&self, form: &Form) -> String {
        let steps: Vec<String> = self.0.iter().map(|step| step.print(form)).collect();
        steps.join(form.separator)
    }
}

impl Step {
    /// The canonical text form: `db 40 & api 30`.
    pub fn to_text(&self) -> String {
        self.print(&TEXT)
    }

    fn print(&self, form: &Form) -> String {
        let (gap, blank) = (form.gap, form.blank);
        match self {
            Self::Cpu(duration) => format!("cpu{blank}{duration}"),
            Self::Calls(calls) => {
                let calls: Vec<String> = calls.iter().map(|call| call.print(form)).collect();
                calls.join(form.join)
            }
            Self::Block(call) => format!("block{gap}{}", call.print(form)),
            Self::OffloadCpu(duration) => format!("offload{gap}cpu{blank}{duration}"),
            Self::OffloadCall(call) => format!("offload{gap}{}", call.print(form)),
            Self::Yield => "yield".into(),
        }
    }
}

impl Call {
    fn print(&self, form: &Form) -> String {
        let mut text = self.service.clone();
        if let Some(latency) = self.latency {
            // Writing to a `String` cannot fail.
            let _ = write!(text, "{}{latency}", form.blank);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    #[track_caller]
    fn check(text: &str, forms: Expect) {
        let program: Program = match text.parse() {
            Ok(program) => program,
            Err(error) => panic!("{text:?}: {error}"),
        };
        let (text, link) = (program.to_text(), program.to_link());
        assert_eq!(text.parse().as_ref(), Ok(&program));
        assert_eq!(link.parse().as_ref(), Ok(&program));
        forms.assert_eq(&format!("{text} = {link}"));
    }

    #[track_caller]
    fn refuses(text: &str, error: Expect) {
        match text.parse::<Program>() {
            Ok(program) => panic!("{text:?} is {}", program.to_text()),
            Err(found) => error.assert_eq(&found.to_string()),
        }
    }

    #[test]
    fn both_forms_are_one_program() {
        check("cpu 2, db 40 & api 30, cpu 3", expect!["cpu 2, db 40 & api 30, cpu 3 = cpu2-db40~api30-cpu3"]);
        check("cpu2-db40~api30-cpu3", expect!["cpu 2, db 40 & api 30, cpu 3 = cpu2-db40~api30-cpu3"]);
        check(
            "block db 40, offload cpu 5, offload db 40, yield",
            expect![
                "block db 40, offload cpu 5, offload db 40, yield = block.db40-offload.cpu5-offload.db40-yield"
            ],
        );
        check(
            "block.db40-offload.cpu5-offload.db40-yield",
            expect![
                "block db 40, offload cpu 5, offload db 40, yield = block.db40-offload.cpu5-offload.db40-yield"
            ],
        );
        check("db", expect!["db = db"]);
        check("db & api 3", expect!["db & api 3 = db~api3"]);
    }

    #[test]
    fn blanks_may_stand_between_any_two_tokens() {
        check(
            "  cpu\t2.50 ms ,db 40 ms&api 3 s  ,  block . db 1us ",
            expect!["cpu 2.5, db 40 & api 3000, block db 0.001 = cpu2.5-db40~api3000-block.db0.001"],
        );
        check("db ~ api", expect!["db & api = db~api"]);
        check("offload\t.\tcpu 0", expect!["offload cpu 0 = offload.cpu0"]);
    }

    #[test]
    fn a_run_of_newlines_is_one_separator() {
        check("\n cpu 1\r\n\r\n  \n db 2 \n", expect!["cpu 1, db 2 = cpu1-db2"]);
        check("cpu 1,\r\n db 2,\n\n cpu 3", expect!["cpu 1, db 2, cpu 3 = cpu1-db2-cpu3"]);
    }

    #[test]
    fn names_are_folded_and_the_longest_run_of_letters() {
        check(
            "CPU 1, Db 2, BLOCK Db 3, Offload CPU 4, Yield",
            expect!["cpu 1, db 2, block db 3, offload cpu 4, yield = cpu1-db2-block.db3-offload.cpu4-yield"],
        );
        check(
            "cpus 1, yielding, blockdb 4, offloadcpu 5",
            expect!["cpus 1, yielding, blockdb 4, offloadcpu 5 = cpus1-yielding-blockdb4-offloadcpu5"],
        );
        check("abcdefghijklmnopqrst 1", expect!["abcdefghijklmnopqrst 1 = abcdefghijklmnopqrst1"]);
        check("cpu2ms-db40ms", expect!["cpu 2, db 40 = cpu2-db40"]);
        check("db40s", expect!["db 40000 = db40000"]);
    }

    #[test]
    fn empty_steps_are_errors() {
        refuses(
            "",
            expect![
                "column 1: found the end, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
        refuses(
            " \n ",
            expect![
                "line 2, column 2: found the end, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
        refuses(
            "cpu 1,,db 2",
            expect![
                "column 7: found “,”, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
        refuses(
            "cpu1--db2",
            expect![
                "column 6: found “-”, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
        refuses(
            "cpu 1,",
            expect![
                "column 7: found the end, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
        refuses(
            "cpu 1,\n",
            expect![
                "line 2, column 1: found the end, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
        refuses(
            "cpu1-",
            expect![
                "column 6: found the end, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
        refuses(
            ",cpu 1",
            expect![
                "column 1: found “,”, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
        refuses(
            "cpu 1\n, db 2",
            expect![
                "line 2, column 1: found “,”, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
        refuses(
            "cpu 1 -\ndb 2",
            expect![
                "column 8: found a new line, expected a step: cpu, yield, block, offload or the name of a service"
            ],
        );
    }

    #[test]
    fn errors_say_where_and_what() {
        refuses("cpu", expect!["column 4: found the end, expected how long, as in cpu 5"]);
        refuses("cpu, db 2", expect!["column 4: found “,”, expected how long, as in cpu 5"]);
        refuses("cpu .5", expect!["column 5: found “.”, expected how long, as in cpu 5"]);
        refuses("cpu 5.", expect!["column 7: found the end, expected digits after the point"]);
        refuses("cpu -5", expect!["column 5: found “-”, expected how long, as in cpu 5"]);
        refuses(
            "cpu 1e3",
            expect![
                "column 6: found “e”, expected one of the units ns, us, ms, s, or none for milliseconds; or a comma or a new line before the next step"
            ],
        );
        refuses(
            "cpu 1.0000001",
            expect![
                "column 5: found “1.0000001”, expected whole nanoseconds: at most 6 digits after the point with this unit"
            ],
        );
        refuses(
            "db 1000001s",
            expect!["column 4: found “1000001s”, expected at most 1000000 s, the longest duration"],
        );
        refuses(
            "cpu 2 db 40",
            expect![
                "column 7: found “db”, expected a comma or a new line before the next step; or one of the units ns, us, ms, s"
            ],
        );
        refuses(
            "db 40 db2",
            expect![
                "column 7: found “db”, expected a comma or a new line before the next step; or one of the units ns, us, ms, s"
            ],
        );
    }

    #[test]
    fn errors_say_what_can_follow_a_step() {
        refuses(
            "db 40 3",
            expect![
                "column 7: found “3”, expected a comma or a new line before the next step, & and another call, or the end"
            ],
        );
        refuses(
            "db ms",
            expect![
                "column 4: found “ms”, expected a comma or a new line before the next step, & and another call, or the end"
            ],
        );
        refuses(
            "yield 5",
            expect!["column 7: found “5”, expected a comma, a new line or the end: yield takes no duration"],
        );
        refuses(
            "cpu 2; db 3",
            expect!["column 6: found “;”, expected a comma or a new line before the next step"],
        );
        refuses(
            "cpu 2,\u{a0}db\u{e9} 3",
            expect![
                "column 10: found “é”, expected a comma or a new line before the next step, & and another call, or the end"
            ],
        );
        refuses(
            "cpu 2\n  d\u{e9} 3",
            expect![
                "line 2, column 4: found “é”, expected a comma or a new line before the next step, & and another call, or the end"
            ],
        );
        refuses(
            "abcdefghijklmnopqrstu 1",
            expect![
                "column 1: found “abcdefghijklmnopqrstu”, expected a service's name of at most 20 letters"
            ],
        );
        refuses(
            "cpu 1, \u{1b}[31m",
            expect![[
                r#"column 8: found “\u{1b}”, expected a step: cpu, yield, block, offload or the name of a service"#
            ]],
        );
    }

    #[test]
    fn the_real_reason_is_named() {
        let letters = "expected a service's name of letters only";
        let comma = "expected a comma or a new line before the next step";
        let time = "expected no brackets: a call is written with its time in milliseconds, as in db 20";
        let cases = [
            ("http2 20", format!("column 1: found “http2”, {letters}; or a comma before the next step")),
            (
                "cpu 1, s3 & http2 20ms",
                format!("column 13: found “http2”, {letters}; or a comma before the next step"),
            ),
            (
                "block http2 20",
                format!("column 7: found “http2”, {letters}; or a comma before the next step"),
            ),
            (
                "s3bucket 4",
                format!(
                    "column 3: found “bucket”, expected one of the units ns, us, ms, s, or none for milliseconds; or {LETTERS_ONLY}"
                ),
            ),
            ("db_pool 20", format!("column 3: found “_”, {letters}")),
            ("offload my_db 20", format!("column 11: found “_”, {letters}")),
            ("asyncio.sleep 20", format!("column 8: found “.”, {letters}")),
            (
                "race(db 20, api 30)",
                format!("column 5: found “(”, expected no brackets: {}", Lookalike::Race.instead()),
            ),
            ("cpu 2\nasyncgather(db 20, api 30)", format!("line 2, column 12: found “(”, {time}")),
            (
                "gather(db 20, api 30)",
                format!("column 7: found “(”, expected no brackets: {}", Lookalike::Gather.instead()),
            ),
            ("sleep(0.2)", format!("column 6: found “(”, {time}")),
            ("yield()", "column 6: found “(”, expected no brackets".into()),
            (
                "await db 100",
                format!(
                    "column 7: found “db”, expected a comma before the next step; await is no word of the notation: {}",
                    Lookalike::Await.instead()
                ),
            ),
            (
                "for i in range(3)",
                format!(
                    "column 5: found “i”, expected a comma before the next step; for is no word of the notation: {}",
                    Lookalike::Statement.instead()
                ),
            ),
            ("cpu 5 db 20", format!("column 7: found “db”, {comma}; or one of the units ns, us, ms, s")),
            ("cpu 5; db 20", format!("column 6: found “;”, {comma}")),
            ("cpu 5 -> db 20", format!("column 7: found “->”, {comma}")),
            ("db=20", "column 3: found “=”, expected a blank and a time in milliseconds, as in db 20".into()),
            (
                "db 20 | api 30",
                "column 7: found “|”, expected &, which joins calls at the same time, as in db 40 & api 30"
                    .into(),
            ),
        ];
        for (text, expected) in cases {
            let found = text.parse::<Program>().expect_err(text).to_string();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn words_that_cannot_stand_there_are_errors() {
        refuses(
            "block cpu 2",
            expect![
                "column 7: found “cpu”, expected a service to call: cpu computes and cannot wait, block is for calls"
            ],
        );
        refuses(
            "block yield",
            expect![
                "column 7: found “yield”, expected a service to call, as in block db 40: yield is a step of its own and cannot stand in block"
            ],
        );
        refuses(
            "block block db 1",
            expect![
                "column 7: found “block”, expected a service to call, as in block db 40: block is a step of its own and cannot stand in block"
            ],
        );
        refuses(
            "block",
            expect!["column 6: found the end, expected a blank or a point after block, as in block db 40"],
        );
        refuses(
            "block40",
            expect!["column 6: found “40”, expected a blank or a point after block, as in block db 40"],
        );
        refuses(
            "block\ndb 4",
            expect!["column 6: found a new line, expected a blank or a point after block, as in block db 40"],
        );
        refuses(
            "block-db4",
            expect!["column 6: found “-”, expected a blank or a point after block, as in block db 40"],
        );
    }

    #[test]
    fn words_that_cannot_be_offloaded_or_joined_are_errors() {
        refuses(
            "offload yield",
            expect![
                "column 9: found “yield”, expected cpu or a service to call, as in offload db 40: yield is a step of its own and cannot stand in offload"
            ],
        );
        refuses(
            "offload offload db 1",
            expect![
                "column 9: found “offload”, expected cpu or a service to call, as in offload db 40: offload is a step of its own and cannot stand in offload"
            ],
        );
        refuses(
            "offload.40",
            expect!["column 9: found “40”, expected cpu or a service to call, as in offload db 40"],
        );
        refuses("offload cpu", expect!["column 12: found the end, expected how long, as in cpu 5"]);
        refuses(
            "db 1 & cpu 2",
            expect![
                "column 8: found “cpu”, expected a service to call at the same time, as in db 40 & api 30: cpu is a step of its own and cannot stand in a join"
            ],
        );
        refuses(
            "cpu 2 & db 1",
            expect![
                "column 7: found “&”, expected a comma, a new line or the end: only plain calls of services can be joined"
            ],
        );
        refuses(
            "db 1 &",
            expect![
                "column 7: found the end, expected a service to call at the same time, as in db 40 & api 30"
            ],
        );
        refuses(
            "block db 1 & api 2",
            expect![
                "column 12: found “&”, expected a comma, a new line or the end: only plain calls of services can be joined"
            ],
        );
    }

    #[test]
    fn limits_are_named() {
        let join = |calls: usize| vec!["db"; calls].join("~");
        assert!(join(CALLS_MAX).parse::<Program>().is_ok());
        refuses(
            &join(CALLS_MAX + 1),
            expect!["column 30001: found call 10001, expected at most 10000 calls in one join"],
        );
        let steps = |steps: usize| vec!["yield"; steps].join("-");
        assert!(steps(STEPS_MAX).parse::<Program>().is_ok());
        refuses(&steps(STEPS_MAX + 1), expect!["column 1201: found step 201, expected at most 200 steps"]);
        refuses(
            &" ".repeat(STEPS_BYTES_MAX + 1),
            expect!["column 1: found steps of 196609 bytes, expected at most 196608 bytes in one program"],
        );
        let wide = vec!["abcdefghijklmnopqrst0.000001"; CALLS_MAX / 2].join("~");
        refuses(
            &format!("{wide}-{wide}"),
            expect!["column 1: found steps of 289999 bytes, expected at most 196608 bytes in one program"],
        );
    }
}
