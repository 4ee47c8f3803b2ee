//! The figure's colours: enough contrast, and hues that stay apart for colour-blind eyes.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, reason = "the results are only held against thresholds")]

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../static/diagram.css");

type Rgb = [f64; 3];
type Matrix = [[f64; 3]; 3];

/// How colours look without one kind of cone, after Machado, Oliveira and Fernandes (2009), full severity.
const SIGHTS: [(&str, Matrix); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    (
        "tritanopia",
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ),
];

/// The properties of the first rule with this selector, in linear light.
fn palette(selector: &str) -> BTreeMap<String, Rgb> {
    let rule = STYLE.split_once(&format!("{selector} {{")).expect("the rule is there").1;
    let body = rule.split_once('}').expect("the rule ends").0;
    let colours = body.lines().filter_map(|line| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        let value = u32::from_str_radix(value.trim_end_matches(';'), 16).ok()?;
        Some((name.to_owned(), [value >> 16, value >> 8, value].map(|byte| linear(byte & 255))))
    });
    colours.collect()
}

fn linear(byte: u32) -> f64 {
    let share = f64::from(byte) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |[r, g, b]: Rgb| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

fn times(matrix: &Matrix, colour: Rgb) -> Rgb {
    matrix.map(|row| row.iter().zip(colour).map(|(factor, part)| factor * part).sum())
}

/// Distance in Oklab of two colours as seen: 0.02 is just noticeable side by side.
fn distance(sight: &Matrix, one: Rgb, other: Rgb) -> f64 {
    let seen = |colour| oklab(times(sight, colour).map(|part| part.clamp(0.0, 1.0)));
    let (one, other) = (seen(one), seen(other));
    one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

fn oklab(rgb: Rgb) -> Rgb {
    let cones = times(
        &[
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ],
        rgb,
    );
    times(
        &[
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ],
        cones.map(f64::cbrt),
    )
}

fn themes() -> [(&'static str, BTreeMap<String, Rgb>); 2] {
    [("light", palette(":root")), ("dark", palette(":root[data-theme=\"dark\"]"))]
}

#[test]
fn both_dark_rules_say_the_same() {
    assert_eq!(palette(":root[data-theme=\"dark\"]"), palette(":root:not([data-theme=\"light\"])"));
}

#[test]
fn shapes_have_contrast_3_and_texts_4_5() {
    for (theme, colours) in themes() {
        let check = |front: &str, back: &str, least: f64| {
            let found = contrast(colours[front], colours[back]);
            assert!(found >= least, "{theme}: {front} on {back} has {found:.2}, not {least}");
        };
        for ground in ["card", "paper"] {
            for hue in 1..=8 {
                check(&format!("hue-{hue}"), ground, 4.5);
            }
            for shape in ["red", "amber", "focus"] {
                check(shape, ground, 3.0);
            }
            for text in ["ink", "muted", "red", "amber-ink"] {
                check(text, ground, 4.5);
            }
        }
        for hue in 1..=8 {
            check("on-hue", &format!("hue-{hue}"), 4.5);
        }
        check("amber-ink", "amber-soft", 4.5);
        check("red", "red-soft", 3.0);
        check("card", "ink", 4.5);
    }
}

#[test]
fn hues_stay_apart_for_every_kind_of_sight() {
    for (theme, colours) in themes() {
        for (sight, matrix) in &SIGHTS {
            for one in 1..=8_usize {
                for other in 1..one {
                    let found =
                        distance(matrix, colours[&format!("hue-{one}")], colours[&format!("hue-{other}")]);
                    // Requests that follow one another stand in neighbouring lanes.
                    let neighbours = one - other == 1 || one - other == 7;
                    let least = if neighbours { 0.075 } else { 0.045 };
                    assert!(found >= least, "{theme}, {sight}: hues {other} and {one} are {found:.3} apart");
                }
            }
            for hue in 1..=8 {
                let found = distance(matrix, colours[&format!("hue-{hue}")], colours["red"]);
                assert!(
                    found >= 0.04,
                    "{theme}, {sight}: hue {hue} and the red of blocked are {found:.3} apart"
                );
            }
        }
    }
}
