//! The reader against another one, on what is JSON and on what nearly is.

use proptest::prelude::*;
use serde_json::Value;

use super::{Json, parse};

/// The same value in the other reader's terms; of a field given twice the last one counts there.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Whole(value) => Value::from(*value),
        Json::Number(text) => serde_json::from_str(text).unwrap_or(Value::Null),
        Json::Text(text) => Value::String(text.clone()),
        Json::List(items) => Value::Array(items.iter().map(value).collect()),
        Json::Object(entries) => {
            Value::Object(entries.iter().map(|(key, item)| (key.clone(), value(item))).collect())
        }
    }
}

#[track_caller]
fn check(text: &str) {
    let (ours, theirs) = (parse(text), serde_json::from_str::<Value>(text));
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => assert_eq!(&value(ours), theirs, "{text:?}"),
        (Err(_), Err(_)) => {}
        // It refuses numbers that no machine has; here they are numbers of the wrong kind.
        (Ok(_), Err(error)) if error.to_string().contains("number out of range") => {}
        (Ok(_), Err(error)) => panic!("{text:?} is taken: {error}"),
        (Err(error), Ok(_)) => panic!("{text:?} is refused: {error}"),
    }
}

/// Text that is JSON or nearly.
fn any_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        any::<u64>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| format!("{number:e}")),
        "-?[0-9]{1,3}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,2})?",
        ".{0,8}".prop_map(|text| Value::String(text).to_string()),
        r#""(\\[u"\\/bfnrt]|\\u[dD][89a-fA-F][0-9]{2}|[a-z])*""#,
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..5);
        prop_oneof![
            list.prop_map(|items| format!("[{}]", items.join(" ,\n"))),
            prop::collection::vec(("\"[a-c]\"", inner), 0..5).prop_map(|entries| {
                let entries: Vec<String> =
                    entries.iter().map(|(key, item)| format!("{key}: {item}")).collect();
                format!("{{ {} }}", entries.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn what_another_reader_takes_is_taken_and_nothing_else(text in any_json()) {
        check(&text);
    }

    #[test]
    fn a_slip_is_judged_alike(text in any_json(), place in any::<prop::sample::Index>(), letter in "[\\[\\]{},:\"\\\\0-9eu. \n\u{1}é-]") {
        let mut letters: Vec<char> = text.chars().collect();
        let place = place.index(letters.len() + 1);
        letters.splice(place..place, letter.chars());
        check(&letters.iter().collect::<String>());
        letters.remove(place);
        if place < letters.len() {
            letters.remove(place);
        }
        check(&letters.iter().collect::<String>());
    }
}

#[test]
fn corners_are_judged_alike() {
    for text in [
        "",
        " ",
        "[",
        "]",
        "[,]",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "01",
        "-",
        "-0",
        "1.",
        ".5",
        "1e",
        "+1",
    ] {
        check(text);
    }
    for text in [
        r#""\ud83d\ude00""#,
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\u0041""#,
        r#""\u00e9""#,
        r#""\x""#,
        "\"\t\"",
        "\"\u{7f}\"",
    ] {
        check(text);
    }
    for depth in [1, 100, 127] {
        check(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
    }
    assert!(parse(&"[".repeat(1_000_000)).is_err(), "it does not go as deep as that");
}

#[test]
fn an_error_says_where_and_what_was_expected() {
    let error = |text| parse(text).err().unwrap_or_default();
    assert_eq!(error(""), "line 1, column 1: found the end, expected a value");
    assert_eq!(error("{\n  \"é\" 1}"), "line 2, column 7: found “1”, expected a colon");
    assert_eq!(error("[1 2]"), "line 1, column 4: found “2”, expected a comma or the closing bracket");
    assert_eq!(error("1 x"), "line 1, column 3: found “x”, expected the end");
}
