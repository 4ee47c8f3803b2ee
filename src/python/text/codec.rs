//! Text to bytes and back.

use crate::python::fault::{Fault, FaultKind, Res, within};

/// A way to write text as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// UTF-8
    Utf8,
    /// ASCII
    Ascii,
    /// ISO 8859-1
    Latin1,
}

/// What happens with what cannot be written or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errors {
    /// An error.
    Strict,
    /// It is left out.
    Ignore,
    /// A question mark, or the character that stands for such.
    Replace,
    /// An escape as in a `repr`.
    Backslash,
    /// An escape as in XML, which only writing has.
    Xml,
}

impl Codec {
    /// By its name.
    pub fn named(name: &str) -> Res<Self> {
        let plain = name.to_ascii_lowercase().replace(['-', ' '], "_");
        match plain.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Ok(Self::Utf8),
            "ascii" | "us_ascii" | "646" => Ok(Self::Ascii),
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "8859" | "cp819" => {
                Ok(Self::Latin1)
            }
            _ => Err(Fault::new(FaultKind::Lookup, format!("unknown encoding: {name}"))),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Ascii => "ascii",
            Self::Latin1 => "latin-1",
        }
    }

    /// The first character that it cannot write, and how its errors say so.
    fn limit(self) -> (u32, &'static str) {
        match self {
            Self::Utf8 => (0x11_0000, ""),
            Self::Ascii => (0x80, "ordinal not in range(128)"),
            Self::Latin1 => (0x100, "ordinal not in range(256)"),
        }
    }
}

impl Errors {
    /// By its name.
    pub fn named(name: &str) -> Res<Self> {
        match name {
            "strict" => Ok(Self::Strict),
            "ignore" => Ok(Self::Ignore),
            "replace" => Ok(Self::Replace),
            "backslashreplace" => Ok(Self::Backslash),
            "xmlcharrefreplace" => Ok(Self::Xml),
            _ => Err(Fault::new(FaultKind::Lookup, format!("unknown error handler name '{name}'"))),
        }
    }
}

/// The shortest escape of a character by its number.
fn escape(code: u32) -> String {
    match code {
        0..0x100 => format!("\\x{code:02x}"),
        0x100..0x1_0000 => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

/// `text.encode(codec, errors)`
pub fn encode(text: &str, codec: Codec, errors: Errors) -> Res<Vec<u8>> {
    if codec == Codec::Utf8 {
        return Ok(text.as_bytes().to_vec());
    }
    let (limit, reason) = codec.limit();
    let mut result = Vec::with_capacity(text.len());
    for (at, each) in text.chars().enumerate() {
        let code = u32::from(each);
        if code < limit {
            result.push(code as u8);
            continue;
        }
        match errors {
            Errors::Strict => {
                let count = text.chars().skip(at).take_while(|&each| u32::from(each) >= limit).count();
                let what = if count == 1 {
                    format!("character '{}' in position {at}", escape(code))
                } else {
                    format!("characters in position {at}-{}", at + count - 1)
                };
                let name = codec.name();
                let text = format!("'{name}' codec can't encode {what}: {reason}");
                return Err(Fault::new(FaultKind::UnicodeEncode, text));
            }
            Errors::Ignore => {}
            Errors::Replace => result.push(b'?'),
            Errors::Backslash => result.extend(escape(code).bytes()),
            Errors::Xml => result.extend(format!("&#{code};").bytes()),
        }
    }
    within(result.len())?;
    Ok(result)
}

/// `bytes.decode(codec, errors)`
pub fn decode(bytes: &[u8], codec: Codec, errors: Errors) -> Res<String> {
    if codec == Codec::Latin1 {
        return Ok(bytes.iter().map(|&byte| char::from(byte)).collect());
    }
    let mut result = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (good, bad) = good_and_bad(&bytes[at..], codec);
        result.push_str(&String::from_utf8_lossy(&bytes[at..at + good]));
        at += good;
        if bad == 0 {
            break;
        }
        match errors {
            Errors::Strict => return Err(undecodable(bytes, at, bad, codec)),
            Errors::Ignore => {}
            Errors::Replace => result.push('\u{fffd}'),
            Errors::Backslash => {
                result.extend(bytes[at..at + bad].iter().map(|&byte| escape(u32::from(byte))));
            }
            Errors::Xml => {
                return Err(Fault::type_error(
                    "don't know how to handle UnicodeDecodeError in error callback",
                ));
            }
        }
        at += bad;
    }
    Ok(result)
}

/// How many bytes are text, and how many after them are none.
fn good_and_bad(bytes: &[u8], codec: Codec) -> (usize, usize) {
    if codec == Codec::Ascii {
        return bytes.iter().position(|byte| !byte.is_ascii()).map_or((bytes.len(), 0), |at| (at, 1));
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => (bytes.len(), 0),
        Err(error) => {
            let good = error.valid_up_to();
            (good, error.error_len().unwrap_or(bytes.len() - good))
        }
    }
}

fn undecodable(bytes: &[u8], at: usize, bad: usize, codec: Codec) -> Fault {
    let first = bytes[at];
    let reason = match codec {
        Codec::Ascii | Codec::Latin1 => "ordinal not in range(128)",
        Codec::Utf8 if matches!(first, 0x80..=0xc1 | 0xf5..=0xff) => "invalid start byte",
        Codec::Utf8 if std::str::from_utf8(&bytes[at..]).is_err_and(|error| error.error_len().is_none()) => {
            "unexpected end of data"
        }
        Codec::Utf8 => "invalid continuation byte",
    };
    let what = if bad == 1 {
        format!("byte {first:#04x} in position {at}")
    } else {
        format!("bytes in position {at}-{}", at + bad - 1)
    };
    let name = codec.name();
    Fault::new(FaultKind::UnicodeDecode, format!("'{name}' codec can't decode {what}: {reason}"))
}
