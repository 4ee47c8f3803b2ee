//! The script that fetches the parts of a program: as wasm-split-cli writes it, and as the site has it.

use std::collections::BTreeSet;
use std::fmt::Write;

/// How the script says which files a file needs.
const NEEDS: &str = "\n}\n, [";
/// The sections in which a program carries others.
pub const CARRIED: &str = "common";
/// How a file is fetched and compiled, and what it carries before it. Streaming would fail with a host that does not know
/// the type of such a file.
const FETCH: &str = "const fetched = (file) => () => {
    const src = fetch(new URL(file, import.meta.url));
    src.catch(() => {});
    return async (imports) => {
        const answer = await src;
        if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
        const program = await WebAssembly.compile(await answer.arrayBuffer());
        const carried = WebAssembly.Module.customSections(program, \"common\");
        await Promise.all(carried.map((other) => WebAssembly.instantiate(other, imports)));
        return WebAssembly.instantiate(program, imports);
    };
};
";

/// A file that the script fetches: a part of the program, or what parts have in common.
#[derive(Clone, Debug, PartialEq)]
struct File {
    /// The part's name, as in `page`, or that of what is common, as in `chunk_7`.
    name: String,
    file: String,
    /// The names of the files that it needs.
    needs: BTreeSet<String>,
}

/// The script: how it begins, and its files.
#[derive(Clone, Debug, PartialEq)]
pub struct Loader {
    head: String,
    common: Vec<File>,
    /// First those that others need.
    parts: Vec<File>,
    /// How many those are.
    joined: usize,
}

impl Loader {
    /// Reads what wasm-split-cli has written.
    pub fn read(script: &str) -> Option<Self> {
        let (head, rest) = script.split_once("/* ")?;
        let mut loader = Self { head: head.to_owned(), common: Vec::new(), parts: Vec::new(), joined: 0 };
        let mut entries = rest.split("makeLoad(() => {\n");
        let mut before = entries.next()?;
        for entry in entries {
            let declared = before.lines().last()?;
            let file = entry.split_once("new URL(\"./")?.1.split('"').next()?.to_owned();
            let needs = entry.split_once(NEEDS)?.1.split(']').next()?.split(", ");
            let needs =
                needs.filter(|name| !name.is_empty()).map(|name| name.trim_start_matches('_').to_owned());
            let needs = needs.collect();
            let named = |start: &str| declared.strip_prefix(start)?.split(' ').next().map(str::to_owned);
            match (named("const __"), named("export const __wasm_split_load_")) {
                (Some(name), _) => loader.common.push(File { name, file, needs }),
                (None, Some(name)) => loader.parts.push(File { name, file, needs }),
                (None, None) => return None,
            }
            before = entry;
        }
        Some(loader)
    }

    /// Puts into a part what it has in common with others, which find it there from now on. The answer is the files that
    /// become one, the part's own first.
    pub fn join(&mut self, part: &str) -> Option<Vec<String>> {
        let place = self.parts.iter().position(|other| other.name == part)?;
        let needs = self.parts[place].needs.clone();
        let (joined, common): (Vec<File>, Vec<File>) =
            self.common.drain(..).partition(|file| needs.contains(&file.name));
        self.common = common;
        let is_joined = |name: &String| joined.iter().any(|file| file.name == *name);
        for (other, file) in self.parts.iter_mut().enumerate() {
            let before = file.needs.len();
            file.needs.retain(|name| !is_joined(name));
            if other != place && file.needs.len() < before {
                file.needs.insert(part.to_owned());
            }
        }
        let own = self.parts.remove(place);
        let files = [&own].into_iter().chain(&joined).map(|file| file.file.clone()).collect();
        // The script makes what others need before them.
        self.parts.insert(self.joined, own);
        self.joined += 1;
        Some(files)
    }

    /// The names of its files.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.common.iter().chain(&self.parts).map(|file| file.file.as_str())
    }

    /// The script of the site, where files have other names.
    pub fn print(&self, named: impl Fn(&str) -> String) -> Option<String> {
        let mut out =
            super::super::filled(&self.head, "\"./page.js\"", &format!("\"./{}\"", named("page.js")))?;
        out.push_str(FETCH);
        for File { name, file, needs } in self.common.iter().chain(&self.parts) {
            let needs: Vec<&str> = needs.iter().map(String::as_str).collect();
            let _a_string_takes_all = writeln!(
                out,
                "const {name} = makeLoad(fetched(\"./{}\"), [{}]);",
                named(file),
                needs.join(", ")
            );
        }
        for File { name, .. } in &self.parts {
            let _a_string_takes_all =
                writeln!(out, "export const __wasm_split_load_{name} = wrapAsyncCb({name});");
        }
        Some(out)
    }
}

/// The files of a part that comes without others, and of what it needs, as the script of the site names them.
#[must_use]
pub fn files_of(part: &str, script: &str) -> Vec<String> {
    let entry = |name: &str| {
        script.lines().find_map(|line| line.strip_prefix(&format!("const {name} = makeLoad(fetched(\"./")))
    };
    let (mut found, mut wanted) = (Vec::new(), vec![part]);
    while let Some(name) = wanted.pop() {
        let Some((file, rest)) = entry(name).and_then(|entry| entry.split_once('"')) else { continue };
        found.push(file.to_owned());
        let needs = super::super::document::inner(rest, "[", "]").unwrap_or_default();
        wanted.extend(needs.split(", ").filter(|name| !name.is_empty()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(declared: &str, file: &str, needs: &str, end: &str) -> String {
        format!(
            "{declared}makeLoad(() => {{\n    const src = fetch(new URL(\"./{file}\", import.meta.url));\n{NEEDS}{needs}]){end};\n"
        )
    }

    /// As wasm-split-cli 0.2.4 writes it.
    fn script() -> String {
        let chunk = |of: &str, name: &str| {
            entry(&format!("/* {of} */\nconst __{name} = "), &format!("{name}.wasm"), "", "")
        };
        let part = |name: &str, needs: &str| {
            entry(
                &format!("export const __wasm_split_load_{name} = wrapAsyncCb("),
                &format!("split_{name}.wasm"),
                needs,
                ")",
            )
        };
        [
            "import { initSync } from \"./page.js\";\n".to_owned(),
            chunk("beside, page", "chunk_1"),
            chunk("beside, dialogs", "chunk_2"),
            chunk("dialogs, fields", "chunk_3"),
            part("dialogs", "__chunk_2, __chunk_3"),
            part("beside", "__chunk_1, __chunk_2"),
            part("fields", "__chunk_3"),
            part("page", "__chunk_1"),
        ]
        .concat()
    }

    #[test]
    fn what_is_joined_is_found_where_it_is() {
        let mut loader = Loader::read(&script()).expect("all is there");
        assert_eq!(loader.files().count(), 7);
        assert_eq!(loader.join("page"), Some(vec!["split_page.wasm".into(), "chunk_1.wasm".into()]));
        assert_eq!(loader.join("beside"), Some(vec!["split_beside.wasm".into(), "chunk_2.wasm".into()]));
        assert_eq!(loader.join("other"), None);
        let named = |name: &str| format!("x-{name}");
        let ours = loader.print(named).expect("its program is there");
        let lines: Vec<&str> = ours.lines().filter(|line| line.contains("fetched(\"")).collect();
        let expected = [
            "const chunk_3 = makeLoad(fetched(\"./x-chunk_3.wasm\"), []);",
            "const page = makeLoad(fetched(\"./x-split_page.wasm\"), []);",
            "const beside = makeLoad(fetched(\"./x-split_beside.wasm\"), [page]);",
            "const dialogs = makeLoad(fetched(\"./x-split_dialogs.wasm\"), [beside, chunk_3]);",
            "const fields = makeLoad(fetched(\"./x-split_fields.wasm\"), [chunk_3]);",
        ];
        assert_eq!(lines, expected);
        assert!(ours.starts_with("import { initSync } from \"./x-page.js\";\n"), "{ours}");
        assert!(ours.contains("export const __wasm_split_load_beside = wrapAsyncCb(beside);"));
        assert_eq!(files_of("beside", &ours), ["x-split_beside.wasm", "x-split_page.wasm"]);
        assert_eq!(files_of("none", &ours), [""; 0]);
    }

    #[test]
    fn what_is_written_otherwise_is_refused() {
        assert_eq!(Loader::read("export const a = 1;"), None);
        assert_eq!(Loader::read(&script().replace("export const", "let")), None);
        let without = Loader::read(&script().replace("./page.js", "./p.js")).expect("its files are there");
        assert_eq!(without.print(str::to_owned), None);
    }
}
