//! Reads a Rust source as far as the rules need it: its paths, its functions, what it brings in under which name.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// What a source names and holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Every path outside of test modules, with `super` and `self` still in it; what a `use` unfolds to as well.
    pub paths: Vec<Named>,
    /// What a `use` of the file itself brings in: the name that it has here, and the path behind it.
    pub brought_in: Vec<(String, Vec<String>)>,
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
///
/// # Errors
/// When it is not Rust.
pub fn read(text: &str) -> syn::Result<Facts> {
    let file = syn::parse_file(text)?;
    let mut reader = Reader::default();
    reader.visit_file(&file);
    Ok(reader.facts)
}

#[derive(Default)]
struct Reader {
    facts: Facts,
    depth: usize,
    in_tests: bool,
}

impl Reader {
    fn name(&mut self, words: Vec<String>, line: usize) {
        if !self.in_tests {
            self.facts.paths.push(Named { words, line, depth: self.depth });
        }
    }

    fn function(&mut self, name: &syn::Ident, from: proc_macro2::Span, block: &syn::Block) {
        let first = from.start().line;
        let last = block.brace_token.span.close().end().line;
        self.facts.functions.push((name.to_string(), first, last - first + 1));
    }

    /// Unfolds a `use` tree behind a prefix: `a::{b, c::d}` gives `a::b` and `a::c::d`.
    fn unfold(&mut self, prefix: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
        let line = tree.span().start().line;
        match tree {
            syn::UseTree::Path(path) => self.unfold(&with(&path.ident), &path.tree),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.unfold(prefix, tree)),
            syn::UseTree::Glob(_) => self.name(prefix.to_vec(), line),
            syn::UseTree::Name(name) if name.ident == "self" => {
                self.bring_in(prefix.last().cloned(), prefix.to_vec(), line);
            }
            syn::UseTree::Name(name) => self.bring_in(Some(name.ident.to_string()), with(&name.ident), line),
            syn::UseTree::Rename(rename) => {
                self.bring_in(Some(rename.rename.to_string()), with(&rename.ident), line);
            }
        }
    }

    fn bring_in(&mut self, name: Option<String>, words: Vec<String>, line: usize) {
        if self.depth == 0 && !self.in_tests {
            self.facts.brought_in.extend(name.map(|name| (name, words.clone())));
        }
        self.name(words, line);
    }

    /// The paths among the tokens of a macro, which only the macro itself could read better.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut words: Vec<String> = Vec::new();
        let (mut line, mut colons) = (0, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(word) if colons == 2 && !words.is_empty() => words.push(word.to_string()),
                TokenTree::Ident(word) => {
                    self.end_path(&mut words, line);
                    line = word.span().start().line;
                    words.push(word.to_string());
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => {
                    // One of the two is joint; a single colon, as behind a field, ends the path.
                    colons = if colons == 1 || mark.spacing() == Spacing::Joint { colons + 1 } else { 0 };
                    if colons == 0 {
                        self.end_path(&mut words, line);
                    }
                    continue;
                }
                TokenTree::Group(group) => {
                    self.end_path(&mut words, line);
                    self.tokens(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => self.end_path(&mut words, line),
            }
            colons = 0;
        }
        self.end_path(&mut words, line);
    }

    fn end_path(&mut self, words: &mut Vec<String>, line: usize) {
        let words = std::mem::take(words);
        if words.len() > 1 {
            self.name(words, line);
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.unfold(&[], &item.tree);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let outside = self.in_tests;
        self.in_tests |= item.ident == "tests";
        self.depth += 1;
        visit::visit_item_mod(self, item);
        self.depth -= 1;
        self.in_tests = outside;
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let words = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.name(words, path.span().start().line);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        visit::visit_macro(self, item);
        self.tokens(item.tokens.clone());
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig.ident, item.sig.fn_token.span, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig.ident, item.sig.fn_token.span, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig.ident, item.sig.fn_token.span, block);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let facts = read(text).expect("it is Rust");
        let paths: Vec<String> = facts.paths.iter().map(|named| named.words.join("::")).collect();
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
    fn what_a_file_brings_in_is_known_by_its_name_there() {
        let facts = read("pub use self::a::{A, B as C, d::{self, E}}; mod inner { use super::F; }");
        let brought_in = facts.expect("it is Rust").brought_in;
        let named: Vec<String> =
            brought_in.iter().map(|(name, words)| format!("{name} = {}", words.join("::"))).collect();
        assert_eq!(named, ["A = self::a::A", "C = self::a::B", "d = self::a::d", "E = self::a::d::E"]);
    }

    #[test]
    fn paths_in_the_midst_of_code_are_seen() {
        check(
            "fn f() -> crate::time::Instant { a.b::<web_sys::Window>(); S { x: 1 } }",
            &["crate::time::Instant", "web_sys::Window"],
        );
    }

    #[test]
    fn paths_in_macros_are_seen() {
        check(
            "fn f() { html! { <a::B c={crate::d::e(x: 1)} f::g /> }; vec![h::i::<j::K>(l), m] }",
            &["a::B", "crate::d::e", "f::g", "h::i", "j::K"],
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
        let facts = read("trait T { fn a(); }\nfn b() {\n  let x = S {};\n}\nimpl S { fn c() {} }\n");
        let functions = facts.expect("it is Rust").functions;
        assert_eq!(functions, [("b".to_owned(), 2, 3), ("c".to_owned(), 5, 1)]);
    }
}
