//! Programs with something changed, as a person at a keyboard or a fuzzer would: most are wrong, some are other programs.

use super::generated::draw::Random;

/// Pieces that are put anywhere.
const PIECES: [&str; 48] = [
    "await ",
    "async ",
    "yield ",
    "yield from x\n",
    "return\n",
    "raise\n",
    "lambda: ",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "*",
    "**",
    " = ",
    " := ",
    "\n",
    "\n    ",
    "0",
    "-1",
    "1e400",
    "10 ** 100",
    "\"",
    "'''",
    "f\"{",
    "}\"",
    "None",
    "self",
    "super()",
    "import asyncio\n",
    "except:\n",
    "finally:\n",
    "else:\n",
    "while True:\n",
    "for x in x:\n",
    "with x:\n",
    "@x\n",
    "class X(X):\n",
    "def x():\n",
    "x = x\n",
    "del x\n",
    "global x\n",
    "[x for x in x]",
    "x.x.x",
    "é",
];

/// The program with one to four changes.
pub(crate) fn mutated(source: &str, random: &mut Random) -> String {
    let mut text = source.to_owned();
    for _ in 0..=random.below(4) {
        text = if random.one_in(2) { with_lines(&text, random) } else { with_pieces(&text, random) };
    }
    text
}

fn with_lines(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    if lines.is_empty() {
        return String::new();
    }
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(6) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines[one].clone()),
        2 => lines.swap(one, other),
        3 => lines[one].insert_str(0, "    "),
        4 => lines[one] = lines[one].trim_start().to_owned(),
        _ => lines.truncate(one + 1),
    }
    lines.join("\n") + "\n"
}

fn with_pieces(text: &str, random: &mut Random) -> String {
    let characters: Vec<char> = text.chars().collect();
    let start = random.below(characters.len() + 1);
    let end = (start + random.below(6)).min(characters.len());
    let middle: String = match random.below(3) {
        0 => String::new(),
        1 => random.one_of(&PIECES).to_owned(),
        // Some of the program itself.
        _ => {
            let from = random.below(characters.len() + 1);
            characters[from..].iter().take(1 + random.below(12)).collect()
        }
    };
    let before: String = characters[..start].iter().collect();
    let after: String = characters[end..].iter().collect();
    before + &middle + &after
}
