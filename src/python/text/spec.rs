//! The small language of format specifications: `f"{value:>8.2f}"`.

use crate::python::fault::{Fault, FaultKind, Res, within};
use crate::python::number::Int;
use crate::python::number::float;

/// A specification, read.
#[derive(Clone, Debug)]
struct Spec {
    fill: char,
    align: char,
    sign: Option<char>,
    /// Whether a zero that rounding made loses its sign.
    coerce_zero: bool,
    alternate: bool,
    width: usize,
    group: Option<char>,
    precision: Option<usize>,
    fraction_group: Option<char>,
    kind: Option<char>,
}

/// What a value is, where the words or the defaults depend on it.
struct Of<'a> {
    type_name: &'a str,
    align: char,
    /// The kind that its errors name where none is written.
    kind: char,
}

/// `format(text, spec)`
pub fn text(value: &str, spec: &str) -> Res<String> {
    if spec.is_empty() {
        return Ok(value.to_owned());
    }
    let spec = Spec::read(spec, &Of { type_name: "str", align: '<', kind: 's' })?;
    if let Some(kind) = spec.kind.filter(|&kind| kind != 's') {
        return Err(unknown(kind, "str"));
    }
    let refused = if spec.sign == Some(' ') {
        "Space not allowed in string format specifier"
    } else if spec.sign.is_some() {
        "Sign not allowed in string format specifier"
    } else if spec.coerce_zero {
        "Negative zero coercion (z) not allowed in string format specifier"
    } else if spec.alternate {
        "Alternate form (#) not allowed in string format specifier"
    } else if spec.align == '=' {
        "'=' alignment not allowed in string format specifier"
    } else {
        ""
    };
    if !refused.is_empty() {
        return Err(Fault::value(refused));
    }
    let shown: String = match spec.precision {
        Some(count) => value.chars().take(count).collect(),
        None => value.to_owned(),
    };
    spec.pad("", &shown)
}

/// `format(int, spec)`; `type_name` is `int` or `bool`.
pub fn int(value: &Int, spec: &str, type_name: &str) -> Res<String> {
    if spec.is_empty() {
        return value.to_text();
    }
    let spec = Spec::read(spec, &Of { type_name, align: '>', kind: 'd' })?;
    let kind = spec.kind.unwrap_or('d');
    let (base, prefix) = match kind {
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        'c' | 'd' | 'n' => (10, ""),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => return spec.float(float::from_int(value)?),
        _ => return Err(unknown(kind, type_name)),
    };
    if spec.precision.is_some() {
        return Err(Fault::value("Precision not allowed in integer format specifier"));
    }
    if spec.coerce_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if kind == 'c' {
        if spec.sign.is_some() {
            return Err(Fault::value("Sign not allowed with integer format specifier 'c'"));
        }
        if spec.alternate {
            return Err(Fault::value("Alternate form (#) not allowed with integer format specifier 'c'"));
        }
        if value.to_i64().is_none() {
            return Err(Fault::overflow("Python int too large to convert to C long"));
        }
        return spec.pad("", &character(value)?.to_string());
    }
    let mut digits = value.digits(base)?;
    if kind == 'X' {
        digits.make_ascii_uppercase();
    }
    let prefix = if spec.alternate { prefix } else { "" };
    spec.number(value.is_negative(), prefix, &digits, "")
}

/// `format(float, spec)`
pub fn float(value: f64, spec: &str) -> Res<String> {
    if spec.is_empty() {
        return Ok(float::repr(value));
    }
    let spec = Spec::read(spec, &Of { type_name: "float", align: '>', kind: '\0' })?;
    match spec.kind {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => spec.float(value),
        Some(kind) => Err(unknown(kind, "float")),
    }
}

/// The character of a number, for `%c` and `c`.
pub fn character(value: &Int) -> Res<char> {
    let code = value.to_i64().and_then(|code| u32::try_from(code).ok());
    code.and_then(char::from_u32).ok_or_else(|| Fault::overflow("%c arg not in range(0x110000)"))
}

fn unknown(kind: char, type_name: &str) -> Fault {
    let kind =
        if kind > ' ' && kind < '\u{80}' { kind.to_string() } else { format!("\\x{:x}", u32::from(kind)) };
    Fault::value(format!("Unknown format code '{kind}' for object of type '{type_name}'"))
}

impl Spec {
    /// Reads a specification.
    fn read(text: &str, of: &Of<'_>) -> Res<Self> {
        let mut rest = Rest { text };
        let mut spec = Self {
            fill: ' ',
            align: of.align,
            sign: None,
            coerce_zero: false,
            alternate: false,
            width: 0,
            group: None,
            precision: None,
            fraction_group: None,
            kind: None,
        };
        let aligned = spec.read_align(&mut rest);
        spec.sign = rest.take(&['+', '-', ' ']);
        spec.coerce_zero = rest.take(&['z']).is_some();
        spec.alternate = rest.take(&['#']).is_some();
        if spec.fill == ' ' && aligned != Aligned::WithFill && rest.take(&['0']).is_some() {
            spec.fill = '0';
            if aligned == Aligned::No && of.align == '>' {
                spec.align = '=';
            }
        }
        spec.width = rest.count()?.unwrap_or(0);
        spec.group = rest.group()?;
        if rest.take(&['.']).is_some() {
            spec.precision = rest.count()?;
            spec.fraction_group = rest.group()?;
            if spec.precision.is_none() && spec.fraction_group.is_none() {
                return Err(Fault::value("Format specifier missing precision"));
            }
        }
        let mut left = rest.text.chars();
        spec.kind = left.next();
        if left.next().is_some() {
            let name = of.type_name;
            return Err(Fault::value(format!(
                "Invalid format specifier '{text}' for object of type '{name}'"
            )));
        }
        spec.check_groups(of.kind)?;
        within(spec.width.max(spec.precision.unwrap_or(0)))?;
        Ok(spec)
    }

    /// Reads fill and alignment.
    fn read_align(&mut self, rest: &mut Rest<'_>) -> Aligned {
        let mut ahead = rest.text.chars();
        let (first, second) = (ahead.next(), ahead.next());
        if let (Some(fill), Some(align @ ('<' | '>' | '=' | '^'))) = (first, second) {
            (self.fill, self.align) = (fill, align);
            rest.text = ahead.as_str();
            return Aligned::WithFill;
        }
        match rest.take(&['<', '>', '=', '^']) {
            Some(align) => {
                self.align = align;
                Aligned::Yes
            }
            None => Aligned::No,
        }
    }

    /// Refuses separators where the kind has none.
    fn check_groups(&self, usual: char) -> Res<()> {
        let kind = self.kind.unwrap_or(usual);
        for group in [self.group, self.fraction_group].into_iter().flatten() {
            let fits = match kind {
                'd' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' | '\0' => true,
                'b' | 'o' | 'x' | 'X' => group == '_',
                _ => false,
            };
            if !fits {
                return Err(Fault::value(format!("Cannot specify '{group}' with '{kind}'.")));
            }
        }
        Ok(())
    }

    /// A float by its kind.
    fn float(&self, value: f64) -> Res<String> {
        let kind = self.kind.unwrap_or('\0');
        let (scaled, end) = if kind == '%' { (value * 100.0, "%") } else { (value, "") };
        let form = Form {
            kind: match kind {
                '\0' if self.precision.is_none() => 'r',
                '\0' | 'n' => 'g',
                '%' => 'f',
                _ => kind,
            },
            precision: self.precision.unwrap_or(6),
            alternate: self.alternate,
            dot_zero: kind == '\0',
        };
        let shown = form.magnitude(scaled) + end;
        let mut negative = value.is_sign_negative() && !value.is_nan();
        if self.coerce_zero && negative {
            let mantissa = shown.split(['e', 'E']).next().unwrap_or_default();
            negative = mantissa.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) || !scaled.is_finite();
        }
        let whole = shown.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = shown.split_at(whole);
        self.number(negative, "", digits, &self.grouped_fraction(rest))
    }

    /// Separates the digits after the point, from the left.
    fn grouped_fraction(&self, rest: &str) -> String {
        let (Some(group), Some(after)) = (self.fraction_group, rest.strip_prefix('.')) else {
            return rest.to_owned();
        };
        let count = after.bytes().take_while(u8::is_ascii_digit).count();
        let mut result = String::from(".");
        for (at, each) in after.chars().enumerate() {
            if at > 0 && at < count && at % 3 == 0 {
                result.push(group);
            }
            result.push(each);
        }
        result
    }

    /// A number from its parts: separators and zeros go between its whole digits, the rest follows.
    fn number(&self, negative: bool, prefix: &str, digits: &str, rest: &str) -> Res<String> {
        let sign = match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            (false, _) => "",
        };
        let fixed = sign.len() + prefix.len() + rest.chars().count();
        let least = if self.fill == '0' && self.align == '=' { self.width.saturating_sub(fixed) } else { 0 };
        let digits = if digits.is_empty() { String::new() } else { self.grouped(digits, least) };
        self.pad(&format!("{sign}{prefix}"), &format!("{digits}{rest}"))
    }

    /// Whole digits with separators, and zeros before them up to a width.
    fn grouped(&self, digits: &str, least: usize) -> String {
        let Some(group) = self.group else {
            return "0".repeat(least.saturating_sub(digits.len())) + digits;
        };
        let each = if matches!(self.kind, Some('b' | 'o' | 'x' | 'X')) { 4 } else { 3 };
        let mut backwards = digits.chars().rev();
        let mut remaining = digits.len();
        let mut least = least;
        let mut result = Vec::new();
        loop {
            let length = each.min(remaining.max(least).max(1));
            let taken = length.min(remaining);
            result.extend(backwards.by_ref().take(taken));
            result.extend(std::iter::repeat_n('0', length - taken));
            remaining -= taken;
            least = least.saturating_sub(length);
            if remaining == 0 && least == 0 {
                break;
            }
            least = least.saturating_sub(1);
            result.push(group);
        }
        result.into_iter().rev().collect()
    }

    /// Fills up to the width.
    fn pad(&self, start: &str, shown: &str) -> Res<String> {
        let count = start.chars().count() + shown.chars().count();
        within(self.width.saturating_mul(self.fill.len_utf8()))?;
        let missing = self.width.saturating_sub(count);
        let fill = |count: usize| self.fill.to_string().repeat(count);
        Ok(match self.align {
            '<' => format!("{start}{shown}{}", fill(missing)),
            '^' => format!("{}{start}{shown}{}", fill(missing / 2), fill(missing - missing / 2)),
            '=' => format!("{start}{}{shown}", fill(missing)),
            _ => format!("{}{start}{shown}", fill(missing)),
        })
    }
}

/// Whether a specification says how to align, and with what.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aligned {
    No,
    Yes,
    WithFill,
}

/// What is left to read.
struct Rest<'a> {
    text: &'a str,
}

impl Rest<'_> {
    /// Takes the next character where it is one of these.
    fn take(&mut self, any: &[char]) -> Option<char> {
        let next = self.text.chars().next().filter(|next| any.contains(next))?;
        self.text = &self.text[next.len_utf8()..];
        Some(next)
    }

    /// Takes a number.
    fn count(&mut self) -> Res<Option<usize>> {
        let length = self.text.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.text.split_at(length);
        self.text = rest;
        if digits.is_empty() {
            return Ok(None);
        }
        let count: Option<i64> = digits.parse().ok();
        count
            .map(|count| Some(count as usize))
            .ok_or_else(|| Fault::value("Too many decimal digits in format string"))
    }

    /// Takes a separator of thousands.
    fn group(&mut self) -> Res<Option<char>> {
        let first = self.take(&[',', '_']);
        let Some(first) = first else { return Ok(None) };
        match self.take(&[',', '_']) {
            None => Ok(Some(first)),
            Some(second) if second == first => {
                Err(Fault::value(format!("Cannot specify '{first}' with '{second}'.")))
            }
            Some(_) => Err(Fault::value("Cannot specify both ',' and '_'.")),
        }
    }
}

/// How a float is shown: shared with `%`-formatting.
pub struct Form {
    /// `r` (the shortest that reads back), `e`, `f` or `g`, or one of the three large.
    pub kind: char,
    /// Digits after the point, or in all for `g`.
    pub precision: usize,
    /// Whether the point and zeros at the end stay.
    pub alternate: bool,
    /// Whether a whole number ends in `.0`.
    pub dot_zero: bool,
}

impl Form {
    /// A float without its sign.
    pub fn magnitude(&self, value: f64) -> String {
        let mut shown = if value.is_nan() {
            "nan".to_owned()
        } else if value.is_infinite() {
            "inf".to_owned()
        } else {
            self.finite(value.abs())
        };
        if self.kind.is_ascii_uppercase() {
            shown.make_ascii_uppercase();
        }
        shown
    }

    fn finite(&self, value: f64) -> String {
        match self.kind.to_ascii_lowercase() {
            'r' => {
                let shown = float::repr(value);
                if self.alternate && !shown.contains('.') { shown.replacen('e', ".e", 1) } else { shown }
            }
            'f' => {
                let shown = float::fixed(value, self.precision);
                if self.alternate && self.precision == 0 { shown + "." } else { shown }
            }
            'e' => {
                let (digits, point) = float::significant(value, self.precision.saturating_add(1));
                let shown = float::scientific(&digits, if value == 0.0 { 1 } else { point });
                if self.alternate && self.precision == 0 { shown.replacen('e', ".e", 1) } else { shown }
            }
            _ => self.general(value),
        }
    }

    /// Whichever of the two is shorter, without zeros at the end.
    fn general(&self, value: f64) -> String {
        let precision = self.precision.max(1);
        let (digits, point) = float::significant(value, precision);
        let digits = match digits.trim_end_matches('0') {
            _ if self.alternate => &digits,
            "" => "0",
            stripped => stripped,
        };
        let highest = precision as i64 - i64::from(self.dot_zero);
        if point <= -4 || i64::from(point) > highest {
            let shown = float::scientific(digits, point);
            return if self.alternate && !shown.contains('.') { shown.replacen('e', ".e", 1) } else { shown };
        }
        let shown = float::plain(digits, point);
        if shown.contains('.') {
            return shown;
        }
        shown
            + if self.dot_zero {
                ".0"
            } else if self.alternate {
                "."
            } else {
                ""
            }
    }
}

/// The error of a type that has no formats of its own.
pub fn unsupported(type_name: &str) -> Fault {
    Fault::new(FaultKind::Type, format!("unsupported format string passed to {type_name}.__format__"))
}
