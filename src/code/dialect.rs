//! What each language calls things.

use super::{Language, Style};

/// Names that programs use for other things, and words of the languages, as far as a service may be called so:
/// lower-case letters.
const TAKEN: [&str; 131] = [
    "abstract",
    "alloc",
    "and",
    "arguments",
    "as",
    "assert",
    "async",
    "asyncio",
    "await",
    "become",
    "boolean",
    "box",
    "break",
    "byte",
    "case",
    "catch",
    "char",
    "class",
    "compute",
    "const",
    "continue",
    "core",
    "crate",
    "debugger",
    "def",
    "default",
    "del",
    "delete",
    "do",
    "double",
    "dyn",
    "elif",
    "else",
    "enum",
    "eval",
    "except",
    "export",
    "extends",
    "extern",
    "false",
    "final",
    "finally",
    "float",
    "fn",
    "for",
    "from",
    "function",
    "futures",
    "gen",
    "global",
    "goto",
    "handle",
    "if",
    "impl",
    "implements",
    "import",
    "in",
    "instanceof",
    "int",
    "integer",
    "interface",
    "is",
    "lambda",
    "let",
    "long",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "native",
    "new",
    "node",
    "none",
    "nonlocal",
    "not",
    "null",
    "object",
    "or",
    "override",
    "package",
    "parse",
    "pass",
    "pool",
    "print",
    "priv",
    "private",
    "process",
    "protected",
    "pub",
    "public",
    "raise",
    "range",
    "ref",
    "render",
    "require",
    "return",
    "self",
    "short",
    "static",
    "std",
    "string",
    "struct",
    "super",
    "switch",
    "synchronized",
    "this",
    "throw",
    "throws",
    "tokio",
    "trait",
    "transient",
    "true",
    "try",
    "type",
    "typeof",
    "undefined",
    "union",
    "unsafe",
    "unsized",
    "use",
    "var",
    "virtual",
    "void",
    "volatile",
    "where",
    "while",
    "with",
    "worker",
    "yield",
];

impl Language {
    /// What begins a comment.
    pub(super) fn comment(self) -> &'static str {
        match self {
            Self::Python => "#",
            Self::Rust | Self::JavaScript => "//",
        }
    }

    /// What ends a statement.
    pub(super) fn end(self) -> &'static str {
        match self {
            Self::Python => "",
            Self::Rust | Self::JavaScript => ";",
        }
    }

    /// One step of indentation.
    pub(super) fn indent(self) -> &'static str {
        match self {
            Self::Python | Self::Rust => "    ",
            Self::JavaScript => "  ",
        }
    }

    /// The first line of the function for a group of this name.
    pub(super) fn head(self, style: Style, group: &str) -> String {
        let name = self.function(group);
        match (self, style) {
            (Self::Python, Style::Sync) => format!("def {name}():"),
            (Self::Python, Style::Async) => format!("async def {name}():"),
            (Self::Rust, Style::Sync) => format!("fn {name}() {{"),
            (Self::Rust, Style::Async) => format!("async fn {name}() {{"),
            (Self::JavaScript, Style::Sync) => format!("function {name}() {{"),
            (Self::JavaScript, Style::Async) => format!("async function {name}() {{"),
        }
    }

    /// The name of the function for a group of this name: letters, digits and what each language joins words with.
    pub(super) fn function(self, group: &str) -> String {
        let words = group.split('-').filter(|word| !word.is_empty());
        words.fold("handle".to_owned(), |name, word| match self {
            Self::Python | Self::Rust => format!("{name}_{}", word.to_ascii_lowercase()),
            Self::JavaScript => {
                let (first, rest) = word.split_at(1);
                format!("{name}{}{rest}", first.to_ascii_uppercase())
            }
        })
    }

    /// What calls a service and keeps the thread.
    pub(super) fn blocking_call(self, style: Style, service: &str) -> String {
        let (name, verb) = (identifier(service), verb(service));
        match (self, style) {
            (Self::Python, Style::Sync) => format!("{name}.{verb}()"),
            (Self::Python, Style::Async) => format!("{name}_sync.{verb}()"),
            (Self::Rust, Style::Sync) => format!("{name}::{verb}()"),
            (Self::Rust, Style::Async) => format!("{name}_sync::{verb}()"),
            (Self::JavaScript, Style::Sync | Style::Async) => format!("{name}.{verb}Sync()"),
        }
    }

    /// What makes a call, to be awaited.
    pub(super) fn call(self, service: &str) -> String {
        let (name, verb) = (identifier(service), verb(service));
        match self {
            Self::Python | Self::JavaScript => format!("{name}.{verb}()"),
            Self::Rust => format!("{name}::{verb}()"),
        }
    }

    /// Waits for one thing.
    pub(super) fn awaited(self, thing: &str) -> String {
        match self {
            Self::Python | Self::JavaScript => format!("await {thing}"),
            Self::Rust => format!("{thing}.await"),
        }
    }

    /// So many like calls, begun at once.
    pub(super) fn many(self, service: &str, count: usize) -> String {
        let call = self.call(service);
        match self {
            Self::Python => format!("asyncio.gather(*({call} for _ in range({count})))"),
            Self::Rust => format!("futures::future::join_all((0..{count}).map(|_| {call}))"),
            Self::JavaScript => format!("Promise.all(Array.from({{ length: {count} }}, () => {call}))"),
        }
    }

    /// What stands around several things that are awaited together.
    pub(super) fn join(self) -> (&'static str, &'static str) {
        match self {
            Self::Python => ("await asyncio.gather(", ")"),
            Self::Rust => ("tokio::join!(", ");"),
            Self::JavaScript => ("await Promise.all([", "]);"),
        }
    }

    /// The first line of a loop of so many turns.
    pub(super) fn repeat(self, count: usize) -> String {
        match self {
            Self::Python => format!("for _ in range({count}):"),
            Self::Rust => format!("for _ in 0..{count} {{"),
            Self::JavaScript => format!("for (let n = 0; n < {count}; n++) {{"),
        }
    }

    /// Has a helper thread compute.
    pub(super) fn offload(self, work: &str) -> String {
        match self {
            Self::Python => format!("await asyncio.to_thread({work})"),
            Self::Rust => format!("tokio::task::spawn_blocking({work}).await.unwrap()"),
            Self::JavaScript => format!("await pool.run(\"{work}\")"),
        }
    }

    /// The blocking call of a service, as a thing to be handed to a helper thread.
    pub(super) fn work(self, service: &str) -> String {
        let (name, verb) = (identifier(service), verb(service));
        match self {
            Self::Python => format!("{name}_sync.{verb}"),
            Self::Rust => format!("{name}_sync::{verb}"),
            Self::JavaScript => format!("{name}.{verb}Sync"),
        }
    }

    /// Lets the others go first.
    pub(super) fn let_others(self) -> &'static str {
        match self {
            Self::Python => "await asyncio.sleep(0)",
            Self::Rust => "tokio::task::yield_now().await",
            Self::JavaScript => "await new Promise(setImmediate)",
        }
    }
}

/// What one asks of a service.
pub(super) fn verb(service: &str) -> &'static str {
    match service {
        "db" | "database" | "archive" | "sql" => "query",
        "disk" | "file" | "files" | "io" => "read",
        "api" | "web" | "http" => "get",
        _ => "call",
    }
}

/// The service's name, where no language means something else by it.
fn identifier(service: &str) -> String {
    if TAKEN.contains(&service) { format!("{service}_") } else { service.to_owned() }
}
