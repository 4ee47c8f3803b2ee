//! Methods of `str`, `repr`, codecs, slices and ranges.

use interleave::python::fault::Res;
use interleave::python::number::Int;
use interleave::python::text::slice::{Places, Range};
use interleave::python::text::{cases, chars, codec, escape, find, parts, shape};

use super::Pairs;
use super::draw::Draw;

fn quoted(value: Res<String>) -> Res<String> {
    value.map(|text| escape::text(&text))
}

fn list(texts: &[&str]) -> String {
    format!("[{}]", texts.iter().map(|text| escape::text(text)).collect::<Vec<_>>().join(", "))
}

fn word(is: bool) -> Res<String> {
    Ok(if is { "True" } else { "False" }.to_owned())
}

fn number(value: Option<usize>) -> Res<String> {
    Ok(value.map_or("-1".to_owned(), |at| at.to_string()))
}

/// A method that says of a character what it is, and how many characters Unicode has changed since.
type Kind = (&'static str, fn(char) -> bool, usize);
/// A method that makes another text.
type Form = (&'static str, fn(&str) -> String);

fn optional(value: Option<i64>) -> String {
    value.map_or("None".to_owned(), |value| value.to_string())
}

#[test]
fn reprs() {
    let mut draw = Draw::new(40);
    let mut pairs = Pairs::default();
    for _ in 0..3000 {
        let text = draw.text(12);
        let literal = escape::text(&text);
        pairs.add(literal.clone(), Ok(literal.clone()));
        pairs.add(format!("ascii({literal})"), Ok(escape::text(&escape::ascii(&text))));
        pairs.add(format!("len({literal})"), Ok(find::length(&text).to_string()));
        let bytes: Vec<u8> = text.bytes().collect();
        pairs.add(escape::bytes(&bytes), Ok(escape::bytes(&bytes)));
        pairs.add(format!("{literal}.encode()"), Ok(escape::bytes(&bytes)));
    }
    pairs.check();
}

/// Every character: the Unicode of the Python at hand may be older than ours, whose new characters it does not know.
#[test]
fn kinds_of_characters() {
    let mut pairs = Pairs::default();
    let kinds: [Kind; 8] = [
        ("isprintable", chars::is_printable, 0),
        ("isspace", chars::is_space, 0),
        ("isdecimal", |each| chars::decimal(each).is_some(), 0),
        ("isdigit", chars::is_digit, 0),
        ("isnumeric", chars::is_numeric, 100),
        ("isalpha", chars::is_letter, 400),
        ("islower", char::is_lowercase, 6),
        ("isupper", char::is_uppercase, 0),
    ];
    for (name, kind, odd) in kinds {
        let ours: Vec<String> = (0..0x11_0000u32)
            .filter(|&code| char::from_u32(code).is_some_and(kind))
            .map(|code| code.to_string())
            .collect();
        pairs.add(
            format!(
                "(lambda ours: len([c for c in range(0x110000) if not 0xd800 <= c < 0xe000 and (c in ours) != chr(c).{name}() \
                 and __import__('unicodedata').category(chr(c)) != 'Cn']) <= {odd})(set([{}]))",
                ours.join(",")
            ),
            Ok("True".to_owned()),
        );
    }
    pairs.check();
}

#[test]
fn forms_of_every_letter() {
    let mut pairs = Pairs::default();
    let forms: [Form; 6] = [
        ("lower", cases::lower),
        ("upper", cases::upper),
        ("title", cases::title),
        ("casefold", cases::fold),
        ("swapcase", cases::swap),
        ("capitalize", cases::capitalize),
    ];
    for (name, form) in forms {
        for code in (0x20..0x600)
            .chain(0x13a0..0x1400)
            .chain(0x1c80..0x1cc0)
            .chain(0x1e00..0x2200)
            .chain(0xab70..0xabc0)
            .chain(0xfb00..0xfb20)
        {
            let Some(each) = char::from_u32(code) else { continue };
            // Newer than the Python at hand may be, or changed since.
            if matches!(code, 0x19b | 0x264 | 0x1c89 | 0x1c8a | 0x20c1) {
                continue;
            }
            let text = each.to_string();
            pairs.add(format!("chr({code}).{name}()"), Ok(escape::text(&form(&text))));
        }
    }
    pairs.check();
}

#[test]
fn cases_of_texts() {
    let mut draw = Draw::new(41);
    let mut pairs = Pairs::default();
    for _ in 0..3000 {
        let text = draw.text(8);
        let literal = escape::text(&text);
        let forms: [Form; 6] = [
            ("lower", cases::lower),
            ("upper", cases::upper),
            ("title", cases::title),
            ("casefold", cases::fold),
            ("swapcase", cases::swap),
            ("capitalize", cases::capitalize),
        ];
        for (name, form) in forms {
            pairs.add(format!("{literal}.{name}()"), Ok(escape::text(&form(&text))));
        }
        pairs.add(format!("{literal}.islower()"), word(cases::is_lower(&text)));
        pairs.add(format!("{literal}.isupper()"), word(cases::is_upper(&text)));
        pairs.add(format!("{literal}.istitle()"), word(cases::is_title(&text)));
        pairs.add(format!("{literal}.isidentifier()"), word(cases::is_identifier(&text)));
        pairs.add(format!("{literal}.isalnum()"), word(cases::all(&text, chars::is_alphanumeric)));
        pairs.add(format!("{literal}.isalpha()"), word(cases::all(&text, chars::is_letter)));
        pairs.add(format!("{literal}.isspace()"), word(cases::all(&text, chars::is_space)));
    }
    pairs.check();
}

#[test]
fn searches() {
    let mut draw = Draw::new(42);
    let mut pairs = Pairs::default();
    for _ in 0..5000 {
        let text = draw.text(14);
        let what = if draw.chance(60) {
            let from = draw.between(0, 14);
            find::slice(&text, Some(from), Some(from + draw.between(0, 3)), None).expect("the step is one")
        } else {
            draw.text(2)
        };
        let (literal, name) = (escape::text(&text), escape::text(&what));
        let start = draw.chance(50).then(|| draw.between(-16, 16));
        let end = draw.chance(50).then(|| draw.between(-16, 16));
        let range = format!("{}, {}", optional(start), optional(end));
        pairs.add(format!("{literal}.find({name}, {range})"), number(find::find(&text, &what, start, end)));
        pairs.add(
            format!("{literal}.rfind({name}, {range})"),
            number(find::find_last(&text, &what, start, end)),
        );
        pairs.add(
            format!("{literal}.count({name}, {range})"),
            Ok(find::count(&text, &what, start, end).to_string()),
        );
        pairs.add(
            format!("{literal}.startswith({name}, {range})"),
            word(find::starts_with(&text, &what, start, end)),
        );
        pairs.add(
            format!("{literal}.endswith({name}, {range})"),
            word(find::ends_with(&text, &what, start, end)),
        );
        let most = draw.between(-1, 3);
        let new = draw.text(2);
        pairs.add(
            format!("{literal}.replace({name}, {}, {most})", escape::text(&new)),
            quoted(find::replace(&text, &what, &new, most)),
        );
        let step =
            draw.pick(&[None, None, Some(1), Some(2), Some(-1), Some(-3), Some(0), Some(40), Some(i64::MIN)]);
        pairs.add(
            format!(
                "{literal}[{}:{}:{}]",
                range.replace("None", "").replace(", ", ":").split(':').next().unwrap_or(""),
                range.replace("None", "").split(", ").nth(1).unwrap_or(""),
                step.map_or(String::new(), |step| step.to_string())
            ),
            quoted(find::slice(&text, start, end, step)),
        );
        let index = draw.between(-16, 16);
        pairs.add(format!("{literal}[{index}]"), quoted(find::item(&text, index).map(String::from)));
    }
    pairs.check();
}

#[test]
fn parts_of_texts() {
    let mut draw = Draw::new(43);
    let mut pairs = Pairs::default();
    for _ in 0..5000 {
        let text = draw.text(16);
        let literal = escape::text(&text);
        let separator = draw.chance(50).then(|| draw.pick(&["a", " ", ",", "  ", "ab", "", "é", ". "]));
        let name = separator.map_or("None".to_owned(), escape::text);
        let most = draw.between(-2, 4);
        pairs.add(
            format!("{literal}.split({name}, {most})"),
            parts::split(&text, separator, most).map(|it| list(&it)),
        );
        pairs.add(
            format!("{literal}.rsplit({name}, {most})"),
            parts::split_last(&text, separator, most).map(|it| list(&it)),
        );
        pairs.add(format!("{literal}.splitlines()"), Ok(list(&parts::lines(&text, false))));
        pairs.add(format!("{literal}.splitlines(True)"), Ok(list(&parts::lines(&text, true))));
        let separator = separator.unwrap_or(",");
        let name = escape::text(separator);
        let tuple = |it: [&str; 3]| format!("({})", list(&it).trim_matches(['[', ']']));
        let ours = |it: Res<[&str; 3]>| it.map(tuple);
        if !text.contains(['[', ']']) {
            pairs.add(format!("{literal}.partition({name})"), ours(parts::partition(&text, separator)));
            pairs.add(format!("{literal}.rpartition({name})"), ours(parts::partition_last(&text, separator)));
        }
        let set = draw.chance(50).then(|| draw.pick(&["a", " a", "Aé", "", "-_.", "\u{a0}"]));
        let name = set.map_or("None".to_owned(), escape::text);
        pairs.add(format!("{literal}.strip({name})"), Ok(escape::text(parts::strip(&text, set))));
        pairs.add(format!("{literal}.lstrip({name})"), Ok(escape::text(parts::strip_start(&text, set))));
        pairs.add(format!("{literal}.rstrip({name})"), Ok(escape::text(parts::strip_end(&text, set))));
    }
    pairs.check();
}

#[test]
fn shapes_of_texts() {
    let mut draw = Draw::new(44);
    let mut pairs = Pairs::default();
    for _ in 0..3000 {
        let text = draw.text(10);
        let literal = escape::text(&text);
        let width = draw.between(-3, 20);
        let fill = draw.pick(&[' ', '*', 'é', '0']);
        pairs.add(format!("{literal}.center({width}, '{fill}')"), quoted(shape::center(&text, width, fill)));
        pairs.add(format!("{literal}.ljust({width}, '{fill}')"), quoted(shape::left(&text, width, fill)));
        pairs.add(format!("{literal}.rjust({width}, '{fill}')"), quoted(shape::right(&text, width, fill)));
        pairs.add(format!("{literal}.zfill({width})"), quoted(shape::zeros(&text, width)));
        pairs.add(format!("{literal}.expandtabs({width})"), quoted(shape::tabs(&text, width)));
        pairs.add(format!("{literal} * {}", width / 4), quoted(shape::times(&text, width / 4)));
        let all: Vec<String> = (0..draw.below(5)).map(|_| draw.text(3)).collect();
        let texts: Vec<&str> = all.iter().map(String::as_str).collect();
        pairs.add(
            format!("{literal}.join({})", list(&texts)),
            quoted(shape::join(&text, texts.iter().copied())),
        );
        let table = "{97: 'xx', 98: None, 99: 'é'}";
        let ours = shape::translate(&text, |each| {
            Ok(match each {
                'a' => shape::Instead::Text("xx".to_owned()),
                'b' => shape::Instead::Nothing,
                'c' => shape::Instead::Text("é".to_owned()),
                _ => shape::Instead::Same,
            })
        });
        pairs.add(format!("{literal}.translate({table})"), quoted(ours));
    }
    pairs.check();
}

#[test]
fn codecs() {
    let mut draw = Draw::new(45);
    let mut pairs = Pairs::default();
    for _ in 0..4000 {
        let name = draw.pick(&["utf-8", "ascii", "latin-1", "UTF8", "iso-8859-1", "us-ascii"]);
        let how = draw.pick(&["strict", "ignore", "replace", "backslashreplace"]);
        let (codec, errors) = (
            codec::Codec::named(name).expect("it is known"),
            codec::Errors::named(how).expect("it is known"),
        );
        let text = draw.text(8);
        let literal = escape::text(&text);
        let encoded = codec::encode(&text, codec, errors).map(|bytes| escape::bytes(&bytes));
        pairs.add(format!("{literal}.encode('{name}', '{how}')"), encoded);
        let xml = codec::encode(&text, codec, codec::Errors::Xml).map(|bytes| escape::bytes(&bytes));
        pairs.add(format!("{literal}.encode('{name}', 'xmlcharrefreplace')"), xml);
        let odd = [
            0x61u8, 0x41, 0x80, 0xc2, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xff, 0xed, 0xa0,
            0xf4, 0x90, 0xe0, 0xf5, 0xc0,
        ];
        let bytes: Vec<u8> = (0..draw.below(7)).map(|_| draw.pick(&odd)).collect();
        pairs.add(
            format!("{}.decode('{name}', '{how}')", escape::bytes(&bytes)),
            quoted(codec::decode(&bytes, codec, errors)),
        );
    }
    pairs.check();
}

#[test]
fn slices_and_ranges() {
    let mut draw = Draw::new(46);
    let mut pairs = Pairs::default();
    let edge = |draw: &mut Draw| -> Option<i64> {
        let near = draw.between(-12, 12);
        draw.pick(&[None, Some(near), Some(near), Some(near), Some(i64::MAX), Some(i64::MIN)])
    };
    for _ in 0..4000 {
        let (start, stop, step) = (edge(&mut draw), edge(&mut draw), edge(&mut draw));
        let length = draw.below(10);
        let slice = format!("slice({}, {}, {})", optional(start), optional(stop), optional(step));
        let places = Places::new(start, stop, step, length);
        let shown = places.map(|places| {
            let all: Vec<String> = places.iter().map(|at| at.to_string()).collect();
            assert_eq!(all.len(), places.count);
            let mut rising: Vec<usize> = places.rising().iter().collect();
            rising.reverse();
            let mut falling: Vec<usize> = places.iter().collect();
            falling.sort_by(|a, b| b.cmp(a));
            assert_eq!(rising, falling);
            format!("[{}]", all.join(", "))
        });
        pairs.add(format!("list(range({length}))[{slice}]"), shown);
        let small = |draw: &mut Draw| Int::Small(draw.between(-9, 9));
        let (low, high, by) = (small(&mut draw), small(&mut draw), small(&mut draw));
        let name = format!(
            "range({}, {}, {})",
            super::ints::shown(&low),
            super::ints::shown(&high),
            super::ints::shown(&by)
        );
        let range = Range::new(low, high, by);
        pairs.add(name.clone(), range.clone().and_then(|range| range.repr()));
        let Ok(range) = range else { continue };
        pairs.add(format!("len({name})"), range.length().map(|length| length.to_string()));
        let step = step.map(|step| step.max(-i64::MAX));
        let slice = format!("slice({}, {}, {})", optional(start), optional(stop), optional(step));
        pairs.add(format!("{name}[{slice}]"), range.slice(start, stop, step).and_then(|it| it.repr()));
        let index = draw.between(-9, 9);
        pairs.add(format!("{name}[{index}]"), range.item(&Int::Small(index)).and_then(|it| it.to_text()));
        let place = range.find(&Int::Small(index)).map(|at| at.is_some()).and_then(word);
        pairs.add(format!("{index} in {name}"), place);
        let other = Range::new(small(&mut draw), small(&mut draw), Int::Small(draw.between(1, 3)))
            .expect("its step is not zero");
        pairs.add(
            format!("{name} == {}", other.repr().expect("it is small")),
            range.same(&other).and_then(word),
        );
        pairs.add(format!("list({name}) == list({name}[::-1])[::-1]"), word(true));
        let reversed = range.reversed().expect("it is small");
        let all: Vec<String> = (0..range.length().unwrap_or(0))
            .map(|at| reversed.item(&Int::from(at)).and_then(|it| it.to_text()).expect("it is small"))
            .collect();
        pairs.add(format!("list(reversed({name}))"), Ok(format!("[{}]", all.join(", "))));
    }
    pairs.check();
}
