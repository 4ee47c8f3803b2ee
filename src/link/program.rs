//! A program's text in a link: deflated, in base64url.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};

use crate::python::parse::SOURCE_BYTES_MAX;

/// What stands for six bits, in their order.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// The smallest text wins: a program is written once and opened often.
const LEVEL: u8 = 10;

/// Reads a text as [`print`] writes it. What others make of the same means the same: with a zlib header, in the other
/// base64, padded.
pub(super) fn read(text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Err(format!("found nothing, expected {FORM}"));
    }
    let bytes = from_base64(text.trim_end_matches('='))?;
    let most = SOURCE_BYTES_MAX;
    // No deflated text begins with this half of a byte: it would be an empty block with rubbish behind its mark.
    let has_header = bytes.first().is_some_and(|byte| byte & 0x0f == 8);
    let inflated = if has_header {
        decompress_to_vec_zlib_with_limit(&bytes, most)
    } else {
        decompress_to_vec_with_limit(&bytes, most)
    };
    let inflated = inflated.map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => {
            format!("found a program of more than {most} bytes, expected at most {most}")
        }
        TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => {
            format!("found a program that breaks off in the middle, expected all of it: {FORM}")
        }
        TINFLStatus::BadParam | TINFLStatus::Adler32Mismatch | TINFLStatus::Failed | TINFLStatus::Done => {
            format!("found bytes that are not deflated, expected {FORM}")
        }
        _ => format!("found bytes that cannot be inflated, expected {FORM}"),
    })?;
    String::from_utf8(inflated).map_err(|_| "found a program that is not UTF-8, expected text".into())
}

const FORM: &str = "a program as Share and interleave link write it: deflated, in base64url";

/// Writes a text so that only letters, digits, `-` and `_` stand in the link.
pub(super) fn print(source: &str) -> String {
    to_base64(&compress_to_vec(source.as_bytes(), LEVEL))
}

fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 3);
    for chunk in bytes.chunks(3) {
        let bits =
            (0..3).fold(0, |bits, index| bits << 8 | usize::from(chunk.get(index).copied().unwrap_or(0)));
        let digits = [18, 12, 6, 0].map(|shift| DIGITS[bits >> shift & 63]);
        text.extend(digits.iter().take(chunk.len() + 1).map(|&digit| char::from(digit)));
    }
    text
}

fn from_base64(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for c in text.chars() {
        bits = bits << 6
            | six_bits(c).ok_or_else(|| format!("found “{}”, expected {FORM}", c.escape_debug()))?;
        count += 6;
        if let Some(rest) = count.checked_sub(8) {
            bytes.extend((bits >> rest).to_le_bytes().first());
            bits &= (1 << rest) - 1;
            count = rest;
        }
    }
    Ok(bytes)
}

/// A plus that stands in a query is read as a blank.
fn six_bits(c: char) -> Option<u32> {
    let c = match c {
        '+' | ' ' => '-',
        '/' => '_',
        c => c,
    };
    let index = DIGITS.iter().position(|&digit| char::from(digit) == c)?;
    u32::try_from(index).ok()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    #[test]
    fn short_texts_of_every_length_come_back() {
        for text in ["", "a", "ab", "abc", "abcd", "é", "print(1)\n", "x = '''\r\n\t\0'''"] {
            let printed = print(text);
            assert!(printed.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
            assert_eq!(read(&printed).as_deref(), Ok(text), "{printed}");
        }
    }

    #[test]
    fn the_longest_text_comes_back_and_a_longer_one_is_refused() {
        let longest = "x".repeat(SOURCE_BYTES_MAX);
        assert_eq!(read(&print(&longest)).as_ref(), Ok(&longest));
        let too_long = read(&print(&format!("{longest}x"))).expect_err("one byte is too many");
        assert_eq!(too_long, "found a program of more than 65536 bytes, expected at most 65536");
    }

    #[test]
    fn what_others_write_means_the_same() {
        // zlib.compress(b"print('hi')\n"), base64 of either kind.
        for text in
            ["eJwrKMrMK9FQz8hU1-QCABxJA6g", "eJwrKMrMK9FQz8hU1+QCABxJA6g=", "eJwrKMrMK9FQz8hU1 QCABxJA6g=="]
        {
            assert_eq!(read(text).as_deref(), Ok("print('hi')\n"), "{text}");
        }
    }

    #[track_caller]
    fn refused(text: &str, expected: Expect) {
        expected.assert_eq(&read(text).expect_err("it is no program"));
    }

    #[test]
    fn what_is_no_program_is_refused_with_what_was_expected() {
        refused(
            "",
            expect![
                "found nothing, expected a program as Share and interleave link write it: deflated, in base64url"
            ],
        );
        refused(
            "print(1)",
            expect![
                "found “(”, expected a program as Share and interleave link write it: deflated, in base64url"
            ],
        );
        refused(
            "_____",
            expect![
                "found bytes that are not deflated, expected a program as Share and interleave link write it: deflated, in base64url"
            ],
        );
        let whole = print("import asyncio\nasync def main():\n    await asyncio.sleep(1)\n");
        refused(
            &whole[..whole.len() - 9],
            expect![
                "found a program that breaks off in the middle, expected all of it: a program as Share and interleave link write it: deflated, in base64url"
            ],
        );
        refused(
            &to_base64(&compress_to_vec(b"\xff\xfe", LEVEL)),
            expect!["found a program that is not UTF-8, expected text"],
        );
    }
}
