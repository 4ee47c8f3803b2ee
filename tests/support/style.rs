//! `static/diagram.css` → `src/ui/svg/picture.css`: what a picture needs of it, in words that every reader of SVG knows.

/// What only a page needs: what moves, what the pointer and the keyboard do.
const ONLY_ON_A_PAGE: [&str; 10] = [
    "display: block",
    "max-width",
    "height",
    "pointer-events",
    "cursor",
    "transition",
    "outline",
    "print-color-adjust",
    "-webkit-print-color-adjust",
    "fill: transparent",
];

/// The palettes, light and dark, a line each; then a rule a line.
pub fn reduced(css: &str) -> String {
    let rules = top_rules(css);
    let palette = |selector: &str| {
        let body = &rules.iter().find(|(found, _)| found == selector).expect("there is such a palette").1;
        let pairs = body.split(';').map(str::trim).filter(|pair| pair.starts_with("--"));
        pairs.collect::<Vec<_>>().join(";")
    };
    let mut out = format!("light{}\ndark{}\n", palette(":root"), palette(":root[data-theme=\"dark\"]"));
    for (selectors, body) in &rules {
        let declarations = declarations(body);
        for selector in selectors.split(',').map(str::trim).filter(|_| !declarations.is_empty()) {
            for (selector, declarations) in without_not(selector, &declarations) {
                if is_wanted(&selector) {
                    out.push_str(&format!("{selector}{{{declarations}}}\n"));
                }
            }
        }
    }
    out
}

/// The rules outside of every `@`-block: selectors and what stands between their braces.
fn top_rules(css: &str) -> Vec<(String, String)> {
    let mut bare = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").expect("a comment ends").1;
    }
    bare.push_str(rest);
    let (mut rules, mut depth, mut start, mut head) = (Vec::new(), 0, 0, String::new());
    for (at, c) in bare.char_indices() {
        match c {
            '{' => {
                if depth == 0 {
                    head = bare[start..at].trim().to_owned();
                    start = at + 1;
                }
                depth += 1;
            }
            '}' => {
                depth -= 1;
                if depth == 0 {
                    if !head.starts_with('@') {
                        rules.push((head.clone(), bare[start..at].trim().to_owned()));
                    }
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    rules
}

/// A hue is the current colour, which is inherited like a custom property and known everywhere.
fn declarations(body: &str) -> String {
    let kept = body.split(';').map(str::trim).filter(|declaration| {
        !declaration.is_empty() && !ONLY_ON_A_PAGE.iter().any(|word| declaration.starts_with(word))
    });
    let kept = kept.map(|declaration| {
        declaration.replace("--hue: ", "color: ").replace("var(--hue)", "currentColor").replace(": ", ":")
    });
    kept.collect::<Vec<_>>().join(";")
}

/// Not every reader of SVG knows `:not`: all, and then those that are followed as if nothing had been said.
fn without_not(selector: &str, declarations: &str) -> Vec<(String, String)> {
    let selector = selector.replace(" > ", " ");
    let selector = if selector.starts_with(".hue-") { format!(".figure {selector}") } else { selector };
    if !selector.contains(":not(.followed)") {
        return vec![(selector, declarations.to_owned())];
    }
    let undone = match declarations {
        "display:none" => "display:inline",
        other if other.starts_with("opacity:") => "opacity:1",
        other => panic!("say how `{other}` is undone"),
    };
    vec![
        (selector.replace(":not(.followed)", ""), declarations.to_owned()),
        (selector.replace(":not(.followed)", ".followed"), undone.to_owned()),
    ]
}

fn is_wanted(selector: &str) -> bool {
    let only_on_a_page = [".lit", ".swatch", ".lane-handle", ".focus-ring", ".axis-hit", ":", "["];
    selector.starts_with(".figure") && !only_on_a_page.iter().any(|word| selector.contains(word))
}
