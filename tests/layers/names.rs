//! Reads a Rust source as far as the rules need it: its paths, its functions, its modules.

/// A piece of the source; what is in comments and literals is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    PathSep,
    Mark(char),
    Literal,
}

/// What a source names and holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Every path outside of test modules, from its first word on, with `super` and `self` still in it.
    pub paths: Vec<Named>,
    /// Every function: its name, its first line and the number of its lines.
    pub functions: Vec<(String, usize, usize)>,
}

/// A path where it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// Its words.
    pub words: Vec<String>,
    /// The line, from 1.
    pub line: usize,
    /// How many modules are open around it within the file.
    pub depth: usize,
}

/// Reads a source.
pub fn read(text: &str) -> Facts {
    let tokens = tokens(text);
    let mut facts = Facts::default();
    // For every open brace: a module's name, a function's name and first line, or neither.
    let mut open: Vec<Scope> = Vec::new();
    let mut next = Scope::Block;
    let mut at = 0;
    while let Some((token, line)) = tokens.get(at) {
        let in_tests = open.contains(&Scope::Tests);
        match token {
            Token::Word(word) if word == "use" && !in_tests => {
                let depth = open.iter().filter(|scope| **scope == Scope::Module).count();
                let mut tree = Tree { tokens: &tokens, at: at + 1, depth, paths: &mut facts.paths };
                tree.read(&[]);
                at = tree.at;
                continue;
            }
            Token::Word(word) if word == "mod" => {
                let tests = matches!(tokens.get(at + 1), Some((Token::Word(name), _)) if name == "tests");
                next = if tests { Scope::Tests } else { Scope::Module };
            }
            Token::Word(word) if word == "fn" => {
                if let Some((Token::Word(name), _)) = tokens.get(at + 1) {
                    next = Scope::Function(name.clone(), *line);
                }
            }
            Token::Word(_) if !in_tests => {
                let (words, after) = path(&tokens, at);
                if words.len() > 1 {
                    let depth = open.iter().filter(|scope| **scope == Scope::Module).count();
                    facts.paths.push(Named { words, line: *line, depth });
                }
                at = after;
                continue;
            }
            Token::Mark('{') => open.push(std::mem::replace(&mut next, Scope::Block)),
            Token::Mark('}') => {
                if let Some(Scope::Function(name, first)) = open.pop() {
                    facts.functions.push((name, first, line - first + 1));
                }
            }
            // A function or module without a body.
            Token::Mark(';') => next = Scope::Block,
            Token::Word(_) | Token::PathSep | Token::Mark(_) | Token::Literal => {}
        }
        at += 1;
    }
    facts
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Scope {
    Module,
    Tests,
    Function(String, usize),
    Block,
}

/// The path that begins at a word, and where it ends. A macro's `!` and generic arguments end it.
fn path(tokens: &[(Token, usize)], start: usize) -> (Vec<String>, usize) {
    let mut words = Vec::new();
    let mut at = start;
    while let Some((Token::Word(word), _)) = tokens.get(at) {
        words.push(word.clone());
        at += 1;
        match (tokens.get(at), tokens.get(at + 1)) {
            (Some((Token::PathSep, _)), Some((Token::Word(_), _))) => at += 1,
            _ => break,
        }
    }
    (words, at)
}

/// A `use` tree while it is read.
struct Tree<'a> {
    tokens: &'a [(Token, usize)],
    at: usize,
    depth: usize,
    paths: &'a mut Vec<Named>,
}

impl Tree<'_> {
    /// Reads one branch behind a prefix; `a::{b, c::d}` gives `a::b` and `a::c::d`.
    fn read(&mut self, prefix: &[String]) {
        let mut words = prefix.to_vec();
        let line = self.tokens.get(self.at).map_or(0, |(_, line)| *line);
        loop {
            match self.tokens.get(self.at).map(|(token, _)| token) {
                Some(Token::Word(word)) if word == "as" => self.at += 2,
                Some(Token::Word(word)) => {
                    words.push(word.clone());
                    self.at += 1;
                }
                Some(Token::PathSep | Token::Mark('*')) => self.at += 1,
                Some(Token::Mark('{')) => {
                    self.at += 1;
                    self.read_group(&words);
                    return;
                }
                Some(Token::Mark(_) | Token::Literal) | None => break,
            }
        }
        self.paths.push(Named { words, line, depth: self.depth });
    }

    fn read_group(&mut self, prefix: &[String]) {
        loop {
            match self.tokens.get(self.at).map(|(token, _)| token) {
                Some(Token::Mark('}')) => {
                    self.at += 1;
                    return;
                }
                Some(Token::Mark(',')) => self.at += 1,
                Some(Token::Word(_) | Token::PathSep | Token::Mark('{' | '*')) => self.read(prefix),
                Some(Token::Mark(_) | Token::Literal) | None => return,
            }
        }
    }
}

/// The source's tokens, each with its line.
fn tokens(text: &str) -> Vec<(Token, usize)> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(&letter) = letters.get(at) {
        let rest = &letters[at..];
        let (token, length) = if rest.starts_with(&['/', '/']) {
            (None, rest.iter().position(|&c| c == '\n').unwrap_or(rest.len()))
        } else if rest.starts_with(&['/', '*']) {
            (None, comment(rest))
        } else if let Some(length) = literal(rest) {
            (Some(Token::Literal), length)
        } else if letter.is_alphanumeric() || letter == '_' {
            let length = rest.iter().position(|&c| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            (Some(Token::Word(rest[..length].iter().collect())), length)
        } else if rest.starts_with(&[':', ':']) {
            (Some(Token::PathSep), 2)
        } else {
            ((!letter.is_whitespace()).then_some(Token::Mark(letter)), 1)
        };
        found.extend(token.map(|token| (token, line)));
        line += rest[..length].iter().filter(|&&c| c == '\n').count();
        at += length;
    }
    found
}

/// The length of a block comment, with those inside it.
fn comment(rest: &[char]) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with(&['/', '*']) {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(&['*', '/']) {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// The length of the text or character that begins here, if one does.
fn literal(rest: &[char]) -> Option<usize> {
    let start = rest.iter().take(2).take_while(|c| matches!(c, 'b' | 'c' | 'r')).count();
    let raw = rest[..start].contains(&'r');
    let hashes = if raw { rest[start..].iter().take_while(|&&c| c == '#').count() } else { 0 };
    let quote = start + hashes;
    match rest.get(quote) {
        Some('"') if raw => {
            let mut end = vec!['"'];
            end.resize(1 + hashes, '#');
            let body = &rest[quote + 1..];
            let length = body
                .windows(end.len())
                .position(|window| window == end)
                .map_or(body.len(), |at| at + end.len());
            Some(quote + 1 + length)
        }
        Some('"') => Some(quoted(rest, quote, '"')),
        // A lifetime has no closing quote behind its first letter.
        Some('\'')
            if hashes == 0 && (rest.get(quote + 1) == Some(&'\\') || rest.get(quote + 2) == Some(&'\'')) =>
        {
            Some(quoted(rest, quote, '\''))
        }
        _ => None,
    }
}

fn quoted(rest: &[char], start: usize, quote: char) -> usize {
    let mut at = start + 1;
    while at < rest.len() && rest[at] != quote {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let paths: Vec<String> = read(text).paths.iter().map(|named| named.words.join("::")).collect();
        assert_eq!(paths, expected);
    }

    #[test]
    fn use_trees_are_unfolded() {
        check(
            "use crate::{time::Instant, ui::{svg, state::*}};",
            &["crate::time::Instant", "crate::ui::svg", "crate::ui::state"],
        );
        check(
            "pub use self::queue::Queue as Q; use yew::prelude::*;",
            &["self::queue::Queue", "yew::prelude"],
        );
    }

    #[test]
    fn paths_in_the_midst_of_code_are_seen() {
        check(
            "fn f() -> crate::time::Instant { a.b::<web_sys::Window>(); S { x: 1 } }",
            &["crate::time::Instant", "web_sys::Window"],
        );
    }

    #[test]
    fn comments_and_literals_say_nothing() {
        check("// crate::a::b\n/* crate::c /* crate::d */ */ const A: &str = \"crate::e::f\";", &[]);
        check(
            "const B: &str = r#\"crate::e \" crate::f\"#; const C: char = '\"'; fn f<'a>(x: &'a str) {} // crate::g",
            &[],
        );
    }

    #[test]
    fn a_test_module_may_name_anybody() {
        check(
            "mod tests { use crate::sim::simulate; fn f() { crate::sim::g(); } } use crate::time;",
            &["crate::time"],
        );
    }

    #[test]
    fn functions_have_a_length() {
        let functions = read("trait T { fn a(); }\nfn b() {\n  let x = S {};\n}\n").functions;
        assert_eq!(functions, [("b".to_owned(), 2, 3)]);
    }
}
