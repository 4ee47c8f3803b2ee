//! Names and values in the query and the fragment of an address, percent-encoded.

/// Most bytes of a query and a fragment together, as they stand in the address.
pub const LINK_BYTES_MAX: usize = 64 * 1024;

/// A parameter as it was given.
pub(super) struct Pair {
    pub(super) name: String,
    /// What is wrong with the value, where it cannot be read at all.
    pub(super) value: Result<String, String>,
}

/// The parameters of a query or a fragment, in order. Those that go beyond what is left of `bytes_left` are refused,
/// each by itself.
pub(super) fn pairs(text: &str, bytes_left: &mut usize) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for raw in text.split('&').filter(|raw| !raw.is_empty()) {
        let (name, value) = raw.split_once('=').unwrap_or((raw, ""));
        let fits = raw.len() < *bytes_left;
        let value = if fits {
            *bytes_left -= raw.len() + 1;
            decode(value).map_err(|_| "found bytes that are not UTF-8, expected text".into())
        } else {
            Err(format!("found a link of more than {LINK_BYTES_MAX} bytes, expected at most as many"))
        };
        let name = if fits {
            name
        } else {
            name.get(..name.floor_char_boundary(LONG_NAME_BYTES)).unwrap_or_default()
        };
        let name = decode(name).unwrap_or_else(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        pairs.push(Pair { name, value });
        if pairs.len() == PAIRS_MAX {
            break;
        }
    }
    pairs
}

/// How much of a name is kept when its parameter is refused.
const LONG_NAME_BYTES: usize = 60;
/// No link of [`LINK_BYTES_MAX`] has more parameters.
const PAIRS_MAX: usize = LINK_BYTES_MAX / 2;

/// Decodes `%41` and `+`. A percent sign that begins no code stands for itself, as browsers have it.
fn decode(text: &str) -> Result<String, Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high * 16 + low);
                    rest = after;
                }
                (Some(_) | None, Some(_) | None) => bytes.push(b'%'),
            },
            (byte, _) => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Encodes everything but letters, digits and `- . _ ~`.
pub(super) fn encode(text: &str) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.extend(DIGITS.get(usize::from(byte / 16)));
            encoded.extend(DIGITS.get(usize::from(byte % 16)));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_that_begin_no_code_stand_for_themselves() {
        let decoded = |text| decode(text).ok();
        assert_eq!(decoded("a+b%20c%2Bd%C3%A9").as_deref(), Some("a b c+dé"));
        assert_eq!(decoded("100%").as_deref(), Some("100%"));
        assert_eq!(decoded("%4%zz%%41").as_deref(), Some("%4%zz%A"));
        assert_eq!(decoded("%+é").as_deref(), Some("% é"));
        assert_eq!(decoded("%ff"), None);
    }

    #[test]
    fn what_is_encoded_is_decoded_to_the_same() {
        let all: String = (0..0x250).filter_map(char::from_u32).chain(['\u{10ffff}', '→']).collect();
        let encoded = encode(&all);
        assert!(encoded.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b)));
        assert_eq!(decode(&encoded), Ok(all));
    }
}
