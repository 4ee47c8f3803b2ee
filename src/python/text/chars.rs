//! What Python says of single characters, by the tables that Rust's own library has.

/// Whether it is shown as it is in a `repr`.
pub fn is_printable(each: char) -> bool {
    if each.is_ascii() {
        return (' '..='~').contains(&each);
    }
    // The library's table leaves out exactly the categories that Python does. As the second character of a text, marks
    // that join the one before are not escaped for being alone.
    let mut buffer = [0u8; 8];
    buffer[0] = b'a';
    let length = 1 + each.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..length]).is_ok_and(|text| text.escape_debug().nth(1) == Some(each))
}

/// Whether `split` and `strip` take it for space.
pub fn is_space(each: char) -> bool {
    each.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&each)
}

/// Whether `splitlines` ends a line there.
pub fn is_line_end(each: char) -> bool {
    matches!(each, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The zeros of the scripts' decimal digits; nine more follow each.
const ZEROS: [u32; 63] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
    0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40,
    0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066,
    0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950,
    0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1e140, 0x1e2f0, 0x1e4f0,
    0x1e950,
];

/// The value of a decimal digit of any script.
pub fn decimal(each: char) -> Option<u32> {
    if each.is_ascii() {
        return each.to_digit(10);
    }
    let code = u32::from(each);
    // Five sets of mathematical digits follow one another.
    if (0x1d7ce..=0x1d7ff).contains(&code) {
        return Some((code - 0x1d7ce) % 10);
    }
    if (0x1fbf0..=0x1fbf9).contains(&code) {
        return Some(code - 0x1fbf0);
    }
    let at = ZEROS.partition_point(|&zero| zero <= code);
    let digit = code - at.checked_sub(1).and_then(|at| ZEROS.get(at))?;
    (digit < 10).then_some(digit)
}

/// Whether it is a digit, raised and lowered ones included (`isdigit`).
pub fn is_digit(each: char) -> bool {
    decimal(each).is_some()
        || matches!(u32::from(each),
            0xb2 | 0xb3 | 0xb9 | 0x2070 | 0x2074..=0x2079 | 0x2080..=0x2089
            | 0x1369..=0x1371 | 0x19da | 0x2460..=0x2468 | 0x2474..=0x247c | 0x2488..=0x2490 | 0x24ea
            | 0x24f5..=0x24fd | 0x24ff | 0x2776..=0x277e | 0x2780..=0x2788 | 0x278a..=0x2792
            | 0x10a40..=0x10a43 | 0x10e60..=0x10e68 | 0x11052..=0x1105a | 0x1f100..=0x1f10a)
}

/// Whether it is a number of any kind (`isnumeric`).
pub fn is_numeric(each: char) -> bool {
    each.is_numeric() || is_digit(each)
}

/// Whether it joins the character before it, as accents do.
fn is_mark(each: char) -> bool {
    // The library escapes such characters where they are alone, and only there.
    !each.is_ascii() && is_printable(each) && each.escape_debug().next() != Some(each)
}

/// Whether it is a letter in a circle or a square, which Unicode counts as alphabetic, but not as a letter.
fn is_enclosed(each: char) -> bool {
    matches!(u32::from(each), 0x24b6..=0x24e9 | 0x1f130..=0x1f149 | 0x1f150..=0x1f169 | 0x1f170..=0x1f189)
}

/// Whether it is a letter (`isalpha`): of the alphabetic characters those that are neither numbers nor marks.
pub fn is_letter(each: char) -> bool {
    if each.is_ascii() {
        return each.is_ascii_alphabetic();
    }
    each.is_alphabetic() && !each.is_numeric() && !is_enclosed(each) && !is_mark(each)
}

/// Whether a name may begin with it.
pub fn begins_name(each: char) -> bool {
    each == '_' || is_letter(each) || each.is_alphabetic() && each.is_numeric()
}

/// Whether a name may go on with it.
pub fn continues_name(each: char) -> bool {
    begins_name(each)
        || decimal(each).is_some()
        || is_mark(each)
        || each.is_alphabetic() && !is_enclosed(each)
}

/// Whether it is a letter or a number (`isalnum`).
pub fn is_alphanumeric(each: char) -> bool {
    is_letter(each) || is_numeric(each)
}

/// The form in title case, where it is one character that is not the large form.
fn title_of(each: char) -> Option<char> {
    let code = u32::from(each);
    match code {
        0x1c4..=0x1c6 => Some('\u{1c5}'),
        0x1c7..=0x1c9 => Some('\u{1c8}'),
        0x1ca..=0x1cc => Some('\u{1cb}'),
        0x1f1..=0x1f3 => Some('\u{1f2}'),
        // Greek letters with an iota below, and Georgian ones, which have large forms only among their like.
        0x1f80..=0x1faf => char::from_u32(code | 8),
        0x1fb3 | 0x1fc3 | 0x1ff3 => char::from_u32(code + 9),
        0x1fbc | 0x1fcc | 0x1ffc | 0x10d0..=0x10fa | 0x10fd..=0x10ff => Some(each),
        _ => None,
    }
}

/// Whether it is in title case, and so neither large nor small.
fn is_title(each: char) -> bool {
    title_of(each) == Some(each) && !each.is_lowercase() && !each.is_uppercase() && !matches!(each, 'ა'..='ჿ')
}

/// Whether it has a large and a small form.
pub fn is_cased(each: char) -> bool {
    each.is_lowercase() || each.is_uppercase() || is_title(each)
}

/// Its form at the beginning of a word.
pub fn push_title(text: &mut String, each: char) {
    if let Some(title) = title_of(each) {
        text.push(title);
        return;
    }
    let mut large = each.to_uppercase();
    text.extend(large.next());
    // Where one letter becomes several (`ß`), only the first of them is large.
    match each {
        '\u{149}' => text.extend(large),
        '\u{1f00}'..='\u{1fff}' => text.extend(large.map(|each| if each == 'Ι' { '\u{345}' } else { each })),
        _ => text.extend(large.flat_map(char::to_lowercase)),
    }
}
