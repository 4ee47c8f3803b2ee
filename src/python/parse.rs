//! From source to tree. The parser's crate is named in this room alone.

mod expressions;
mod guard;
mod patterns;
mod places;
mod statements;
mod strings;
#[cfg(test)]
mod tests;

use ruff_python_ast::{Mod, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::TextRange;

use self::places::Places;
use super::problem::Problem;
use super::tree::{Module, Place};

/// The longest source, in bytes.
pub const SOURCE_BYTES_MAX: usize = 64 * 1024;

/// The longest source, in lines.
pub const SOURCE_LINES_MAX: usize = 2_000;

/// The tree of a source, or everything that is wrong with its syntax, in the order of the source.
pub fn parse(source: &str) -> Result<Module, Vec<Problem>> {
    if let Some(problem) = too_long(source) {
        return Err(vec![problem]);
    }
    parse_any_length(source)
}

/// The same for the library's own texts, which may be longer.
pub fn parse_any_length(source: &str) -> Result<Module, Vec<Problem>> {
    // A mark that editors put first, and nothing of the program.
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let places = Places::new(source);
    if let Err(refused) = guard::look(source, &places) {
        let before = &source[..places.start(refused.line)];
        let end = places.at(before.trim_end().len());
        let (_, mut problems) = syntax(before, &places);
        // What the rest would have completed is no error.
        problems.retain(|problem| problem.place < end);
        problems.push(refused.problem);
        return Err(in_order(problems));
    }
    let (tree, mut problems) = syntax(source, &places);
    if problems.is_empty() {
        let Mod::Module(module) = tree else { return Ok(Module { body: Vec::new() }) };
        let mut reader = Reader { source, places: &places, problems: Vec::new() };
        let body = reader.body(&module.body);
        if reader.problems.is_empty() {
            return Ok(Module { body });
        }
        problems = reader.problems;
    }
    Err(in_order(problems))
}

/// The parser's own tree, and its errors.
fn syntax(source: &str, places: &Places) -> (Mod, Vec<Problem>) {
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(source, options);
    let mut problems: Vec<Problem> = Vec::new();
    for error in parsed.errors() {
        let message = sentence(&error.error.to_string());
        let mut place = at(places, error.location);
        if message.contains("expected an indented block") {
            place = next_statement(source, place).unwrap_or(place);
        }
        problems.push(python_two(source, place, message));
    }
    for error in parsed.unsupported_syntax_errors() {
        problems.push(Problem::new(at(places, error.range), sentence(&error.to_string())));
    }
    (parsed.into_syntax(), problems)
}

/// Where the next statement stands, from a place on, which should have stood further in.
fn next_statement(source: &str, from: Place) -> Option<Place> {
    let first = from.line as usize - 1;
    let begun = source
        .lines()
        .nth(first)?
        .chars()
        .take(from.column as usize - 1)
        .any(|letter| !letter.is_whitespace());
    let skipped = first + usize::from(begun);
    (skipped as u32 + 1..).zip(source.lines().skip(skipped)).find_map(|(line, text)| {
        let statement = text.trim_start();
        let blank = text.chars().count() - statement.chars().count();
        let found = !statement.is_empty() && !statement.starts_with('#');
        found.then_some(Place { line, column: blank as u32 + 1 })
    })
}

fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort();
    // What follows on the same line mostly comes from the first.
    problems.dedup_by_key(|problem| problem.place.line);
    problems
}

fn at(places: &Places, range: TextRange) -> Place {
    places.at(range.start().to_usize())
}

fn too_long(source: &str) -> Option<Problem> {
    let first = Place { line: 1, column: 1 };
    if source.len() > SOURCE_BYTES_MAX {
        let message =
            format!("a program of {} bytes is too long: {SOURCE_BYTES_MAX} are the most", source.len());
        return Some(Problem::new(first, message));
    }
    let lines = source.lines().count();
    (lines > SOURCE_LINES_MAX).then(|| {
        let place = Place { line: SOURCE_LINES_MAX as u32 + 1, column: 1 };
        Problem::new(
            place,
            format!("a program of {lines} lines is too long: {SOURCE_LINES_MAX} are the most"),
        )
    })
}

/// An error of the parser; where the line is Python 2's `print`, it says what to write today.
fn python_two(source: &str, place: Place, message: String) -> Problem {
    let line = source.lines().nth(place.line.saturating_sub(1) as usize).unwrap_or_default();
    let statement = line.trim_start();
    let Some(word) = ["print", "exec"].into_iter().find(|word| {
        let rest = statement.strip_prefix(word).unwrap_or_default();
        rest.starts_with(' ') && !rest.trim_start().starts_with(['=', '(', ':', '.'])
    }) else {
        return Problem::new(place, message);
    };
    let column = (line.chars().count() - statement.chars().count()) as u32 + 1;
    let message =
        format!("invalid syntax: Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
    Problem::new(Place { line: place.line, column }, message)
}

/// The parser's words as ours: they begin small, and say `invalid syntax` of what is only unexpected.
fn sentence(words: &str) -> String {
    // It repeats a character of the source, which may be one that nobody can show.
    let words: String = words.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    let words = words.strip_prefix("SyntaxError: ").unwrap_or(&words);
    if words.eq_ignore_ascii_case("got unexpected unicode") {
        return "characters are not known by name here: write the character itself in place of \\N{…}"
            .to_string();
    }
    let mut letters = words.chars();
    match letters.next() {
        // `Expected …` becomes `expected …`, and `F-string` stays.
        Some(first) if letters.clone().next().is_some_and(char::is_lowercase) => {
            format!("invalid syntax: {}{}", first.to_lowercase(), letters.as_str())
        }
        _ => format!("invalid syntax: {words}"),
    }
}

/// Reads the parser's tree into ours.
struct Reader<'s> {
    source: &'s str,
    places: &'s Places<'s>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn place(&self, range: TextRange) -> Place {
        at(self.places, range)
    }

    /// Notes what is legal Python, but does not run here.
    fn refuse(&mut self, range: TextRange, message: &str) {
        let place = self.place(range);
        self.problems.push(Problem::new(place, message));
    }
}
