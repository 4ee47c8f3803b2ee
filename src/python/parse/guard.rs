//! Refuses what nests so deeply that reading it would use up the stack, and brackets that do not match, before parsing.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};

use super::places::Places;
use crate::python::problem::Problem;

/// How deeply a program may nest: brackets, operators without a bracket or a comma between them, and blocks together.
/// Every phase is proven to hold it on a small stack.
const DEPTH_MAX: usize = 200;

/// How many blocks may stand in one another, as in CPython.
const BLOCKS_MAX: usize = 100;

/// What must be mended before the whole source can be parsed.
pub struct Refused {
    /// What it is.
    pub problem: Problem,
    /// The source before this line can be parsed.
    pub line: u32,
}

/// Whether the source can be parsed.
pub fn look(source: &str, places: &Places) -> Result<(), Refused> {
    blocks(source, places)?;
    let mut depth = Depth::default();
    match read(source, &mut depth, usize::MAX) {
        // A string that does not end has its own error, from the parser.
        None if depth.open.iter().all(|bracket| bracket.bracket == '"') => Ok(()),
        None => {
            let Some(innermost) = depth.open.iter().rfind(|bracket| bracket.bracket != '"') else {
                return Ok(());
            };
            let place = places.at(opening(source, innermost.number));
            let message = format!("invalid syntax: '{}' was never closed", innermost.bracket);
            Err(depth.refuse(source, places, Problem::new(place, message)))
        }
        Some(trouble) => {
            // The shortest beginning of the source that shows it ends where it is.
            let end = shortest(source, |start| {
                read(start, &mut Depth::default(), usize::MAX).is_some_and(|found| same(&found, &trouble))
            });
            let place = places.at(last_character(source, end));
            Err(depth.refuse(source, places, Problem::new(place, words(&trouble))))
        }
    }
}

/// What a token made wrong.
enum Trouble {
    TooDeep,
    /// A closing bracket without an opening one.
    Unmatched(char),
    /// A closing bracket, and the one that is open.
    Mismatch(char, char),
}

fn same(one: &Trouble, other: &Trouble) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

fn words(trouble: &Trouble) -> String {
    match trouble {
        Trouble::TooDeep => {
            format!("this nests too deeply: at most {DEPTH_MAX} levels are read; give parts of it a name")
        }
        Trouble::Unmatched(closing) => format!("invalid syntax: unmatched '{closing}'"),
        Trouble::Mismatch(closing, open) => {
            format!("invalid syntax: closing '{closing}' does not match opening '{open}'")
        }
    }
}

/// Where the bracket of a number is opened.
fn opening(source: &str, number: usize) -> usize {
    let end = shortest(source, |start| {
        let mut depth = Depth::default();
        read(start, &mut depth, number);
        depth.opened >= number
    });
    last_character(source, end)
}

/// The length of the shortest beginning of the source for which something holds that holds for all longer ones.
fn shortest(source: &str, holds: impl Fn(&str) -> bool) -> usize {
    let ends: Vec<usize> = source.char_indices().map(|(index, letter)| index + letter.len_utf8()).collect();
    let index = ends.partition_point(|end| !holds(&source[..*end]));
    ends.get(index).copied().unwrap_or(source.len())
}

fn last_character(source: &str, end: usize) -> usize {
    source[..end].char_indices().next_back().map_or(0, |(index, _)| index)
}

/// How deep the source is nested at a token.
#[derive(Default)]
struct Depth {
    open: Vec<Bracket>,
    /// How many brackets have been opened so far.
    opened: usize,
    /// What stands outside of brackets.
    outside: Chain,
    blocks: usize,
    /// All chains of `open` together.
    held: usize,
}

struct Bracket {
    bracket: char,
    number: usize,
    inside: Chain,
}

/// What nests without brackets.
#[derive(Default)]
struct Chain {
    /// Operators since the last comma.
    operators: usize,
    /// `lambda`, whose own commas end nothing.
    lambdas: usize,
}

impl Chain {
    fn levels(&self) -> usize {
        self.operators + self.lambdas
    }
}

/// Reads tokens until something is wrong, the source ends, or so many brackets have been opened.
fn read(source: &str, depth: &mut Depth, brackets_max: usize) -> Option<Trouble> {
    let mut lexer = lexer::lex(source, Mode::Module);
    loop {
        let token = lexer.next_token();
        if token == TokenKind::EndOfFile || depth.opened >= brackets_max {
            return None;
        }
        if let Some(trouble) = depth.take(token) {
            return Some(trouble);
        }
    }
}

impl Depth {
    /// What stands before the line of the outermost open bracket is whole.
    fn refuse(&self, source: &str, places: &Places, problem: Problem) -> Refused {
        let outermost = self.open.first().map(|bracket| places.at(opening(source, bracket.number)));
        let line = outermost.map_or(problem.place.line, |place| place.line.min(problem.place.line));
        Refused { problem, line }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "most tokens nest nothing")]
    fn take(&mut self, token: TokenKind) -> Option<Trouble> {
        match token {
            TokenKind::Lpar => self.push('('),
            TokenKind::Lsqb => self.push('['),
            TokenKind::Lbrace => self.push('{'),
            TokenKind::FStringStart | TokenKind::TStringStart => self.push('"'),
            TokenKind::Rpar => return self.pop(')', '('),
            TokenKind::Rsqb => return self.pop(']', '['),
            TokenKind::Rbrace => return self.pop('}', '{'),
            TokenKind::FStringEnd | TokenKind::TStringEnd => {
                self.pop('"', '"');
            }
            TokenKind::Indent => self.blocks += 1,
            TokenKind::Dedent => self.blocks = self.blocks.saturating_sub(1),
            TokenKind::Newline | TokenKind::Semi if self.open.is_empty() => self.outside = Chain::default(),
            TokenKind::Comma => self.chain().operators = 0,
            TokenKind::Lambda => self.chain().lambdas += 2,
            other if chains(other) => self.chain().operators += 1,
            _ => {}
        }
        let inner = self.open.last().map_or(0, |bracket| bracket.inside.levels());
        let levels = self.held + inner + self.open.len() + self.outside.levels() + self.blocks;
        (levels > DEPTH_MAX).then_some(Trouble::TooDeep)
    }

    fn chain(&mut self) -> &mut Chain {
        self.open.last_mut().map_or(&mut self.outside, |bracket| &mut bracket.inside)
    }

    fn push(&mut self, bracket: char) {
        // A call, a subscript and a string are an operator of what stands before them.
        self.chain().operators += 1;
        self.held += self.open.last().map_or(0, |bracket| bracket.inside.levels());
        self.opened += 1;
        self.open.push(Bracket { bracket, number: self.opened, inside: Chain::default() });
    }

    fn pop(&mut self, closing: char, opening: char) -> Option<Trouble> {
        match self.open.last() {
            None => Some(Trouble::Unmatched(closing)),
            Some(open) if open.bracket != opening => Some(Trouble::Mismatch(closing, open.bracket)),
            Some(_) => {
                self.open.pop();
                self.held -= self.open.last().map_or(0, |bracket| bracket.inside.levels());
                None
            }
        }
    }
}

/// Whether a token makes what follows or what stands before it a part of something larger.
fn chains(token: TokenKind) -> bool {
    matches!(
        token,
        TokenKind::Plus
            | TokenKind::Minus
            | TokenKind::Star
            | TokenKind::Slash
            | TokenKind::Vbar
            | TokenKind::Amper
            | TokenKind::Less
            | TokenKind::Greater
            | TokenKind::Dot
            | TokenKind::Percent
            | TokenKind::EqEqual
            | TokenKind::NotEqual
            | TokenKind::LessEqual
            | TokenKind::GreaterEqual
            | TokenKind::Tilde
            | TokenKind::CircumFlex
            | TokenKind::LeftShift
            | TokenKind::RightShift
            | TokenKind::DoubleStar
            | TokenKind::DoubleSlash
            | TokenKind::ColonEqual
            | TokenKind::At
            | TokenKind::Async
            | TokenKind::Await
            | TokenKind::As
            | TokenKind::Else
            | TokenKind::From
            | TokenKind::If
            | TokenKind::In
            | TokenKind::Is
            | TokenKind::Not
            | TokenKind::Yield
    )
}

/// Blocks that stand in too many others. Counted by the lines' beginnings, whatever they belong to: the parser may take
/// lines inside of brackets for statements when something is missing.
fn blocks(source: &str, places: &Places) -> Result<(), Refused> {
    let mut open: Vec<usize> = Vec::new();
    let mut offset = 0;
    for line in source.split_inclusive(['\n', '\r']) {
        let blank = line.len() - line.trim_start().len();
        if blank < line.len() {
            while open.last().is_some_and(|outer| *outer >= blank) {
                open.pop();
            }
            open.push(blank);
            if open.len() > BLOCKS_MAX {
                let message = format!("too many levels of indentation: at most {BLOCKS_MAX} are read");
                // The lines before it go as deep as is allowed.
                return Err(Refused { problem: Problem::new(places.at(offset + blank), message), line: 1 });
            }
        }
        offset += line.len();
    }
    Ok(())
}
