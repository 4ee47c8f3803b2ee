//! Short names for what a program asks of its script. wasm-bindgen's hold hashes, which no compression makes smaller.

use std::collections::BTreeMap;

/// How wasm-bindgen calls its script in the program.
const SCRIPT: &[u8] = b"./page_bg.js";
/// The section of a program that names what it imports.
const IMPORTS: u8 = 2;

/// The program and its script with short names between them; nothing where the one does not know a name of the other.
pub fn shortened(program: &[u8], script: &str) -> Option<(Vec<u8>, String)> {
    let mut out = program.get(..8)?.to_vec();
    let mut short = BTreeMap::new();
    let mut rest = program.get(8..)?;
    while let [id, after @ ..] = rest {
        let (length, after) = number(after)?;
        let (body, next) = after.split_at_checked(length)?;
        let body = if *id == IMPORTS { imports(body, &mut short)? } else { body.to_vec() };
        out.push(*id);
        put_number(&mut out, body.len());
        out.extend_from_slice(&body);
        rest = next;
    }
    let (script, known) = renamed(script, &short);
    (known == short.len()).then_some((out, script))
}

/// The section of imports with a short name for each that comes from the script.
fn imports(section: &[u8], short: &mut BTreeMap<String, String>) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut out = Vec::new();
    put_number(&mut out, count);
    for _ in 0..count {
        let (module, after) = string(rest)?;
        let (name, after) = string(after)?;
        let name = if module == SCRIPT {
            let fresh = format!("_{}", base36(short.len()));
            short.entry(String::from_utf8(name.to_vec()).ok()?).or_insert(fresh).clone().into_bytes()
        } else {
            name.to_vec()
        };
        let (kind, next) = after.split_at_checked(kind_length(after)?)?;
        for text in [module, &name] {
            put_number(&mut out, text.len());
            out.extend_from_slice(text);
        }
        out.extend_from_slice(kind);
        rest = next;
    }
    rest.is_empty().then_some(out)
}

/// How many bytes say what is imported: a function's type, or a table, memory or global.
fn kind_length(bytes: &[u8]) -> Option<usize> {
    let limits = |bytes: &[u8]| {
        let (flags, rest) = number(bytes)?;
        let (_least, mut rest) = number(rest)?;
        if flags & 1 == 1 {
            rest = number(rest)?.1;
        }
        Some(rest.len())
    };
    let left = match bytes.first()? {
        0 => number(&bytes[1..])?.1.len(),
        1 => limits(bytes.get(2..)?)?,
        2 => limits(&bytes[1..])?,
        3 => bytes.get(3..)?.len(),
        _ => return None,
    };
    Some(bytes.len() - left)
}

/// The script with every name replaced, and how many of them it has.
fn renamed(script: &str, short: &BTreeMap<String, String>) -> (String, usize) {
    let mut out = String::with_capacity(script.len());
    let mut known = std::collections::BTreeSet::new();
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut rest = script;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        if short.contains_key(word) {
            known.insert(word);
        }
        out.push_str(short.get(word).map_or(word, String::as_str));
        let next = rest[end..].find(is_word).map_or(rest.len(), |gap| end + gap);
        out.push_str(&rest[end..next]);
        rest = &rest[next..];
    }
    (out, known.len())
}

fn string(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = number(bytes)?;
    rest.split_at_checked(length)
}

/// A number as programs write it, seven bits to a byte, and what follows it.
pub fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0_usize;
    for (place, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 127) << (7 * place);
        if *byte < 128 {
            return Some((value, &bytes[place + 1..]));
        }
    }
    None
}

/// Writes a number as programs have it.
pub fn put_number(out: &mut Vec<u8>, mut value: usize) {
    loop {
        let byte = u8::try_from(value & 127).unwrap_or(0);
        value >>= 7;
        if value == 0 {
            return out.push(byte);
        }
        out.push(byte | 128);
    }
}

fn base36(mut value: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[value % 36]);
        value /= 36;
        if value == 0 {
            return digits.iter().rev().map(|&digit| char::from(digit)).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program that imports a function and a memory, and has one more section.
    fn program(module: &str, name: &str) -> Vec<u8> {
        let mut imports = vec![2];
        for (text, kind) in [(name, &[0, 5][..]), ("memory", &[2, 1, 17, 200, 1])] {
            for text in [module, text] {
                put_number(&mut imports, text.len());
                imports.extend_from_slice(text.as_bytes());
            }
            imports.extend_from_slice(kind);
        }
        let mut program = b"\0asm\x01\0\0\0".to_vec();
        program.push(IMPORTS);
        put_number(&mut program, imports.len());
        program.extend_from_slice(&imports);
        program.extend_from_slice(&[1, 2, 0, 0]);
        program
    }

    #[test]
    fn program_and_script_agree_on_short_names() {
        let script = "{ __wbg_a_12: f(__wbg_a_123), memory: 0 }";
        let (ours, renamed) = shortened(&program("./page_bg.js", "__wbg_a_12"), script).expect("they fit");
        assert_eq!(renamed, "{ _0: f(__wbg_a_123), _1: 0 }");
        let names: Vec<&str> = ["_0", "_1"].to_vec();
        for name in names {
            assert!(ours.windows(2).any(|two| two == name.as_bytes()), "{name}");
        }
        assert!(ours.ends_with(&[1, 2, 0, 0]), "what follows is whole");
    }

    #[test]
    fn names_of_others_stay_and_unknown_ones_are_refused() {
        let others = program("./other.js", "__wbg_a_12");
        assert_eq!(shortened(&others, "x"), Some((others.clone(), "x".to_owned())));
        assert_eq!(shortened(&program("./page_bg.js", "__wbg_b"), "__wbg_a memory"), None);
        let whole = program("./page_bg.js", "__wbg_a");
        assert_eq!(shortened(&whole[..whole.len() - 5], "__wbg_a memory"), None, "it is cut off");
    }

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for value in [0, 1, 127, 128, 300, 65_535, 1 << 20] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, value);
            assert_eq!(number(&bytes), Some((value, &[][..])));
        }
        assert_eq!(number(&[128, 128]), None);
        assert_eq!([0, 35, 36, 1295].map(base36), ["0", "z", "10", "zz"]);
    }
}
