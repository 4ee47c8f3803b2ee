//! `cargo xtask lighthouse`: holds accessibility, best practices and SEO of the built site to 100.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::browser::{Browser, FLAGS, Kind};
use crate::server::Site;
use crate::step::{self, Failure};
use crate::{dist, install, proc, root};

/// The version of the npm package.
const VERSION: &str = "12.2.3";

/// What is held to 100. A score of speed on a machine that does other things as well is chance.
const CATEGORIES: [&str; 3] = ["accessibility", "best-practices", "seo"];

/// The screens that are looked at: the name of Lighthouse's settings for each.
const SCREENS: [(&str, &[&str]); 2] = [("phone", &[]), ("desktop", &["--preset=desktop"])];

/// What is looked at: a name, and the link that opens it.
const PAGES: [(&str, &str); 3] =
    [("page", ""), ("scenario", "?preset=cpu-bound&t=12&follow=2"), ("guest", "?t=27&embed=1")];

/// Looks at the built site on a small and a large screen, and prints what is not as it should be.
///
/// # Errors
/// When there is no built site, Lighthouse cannot be had, or a score is below 100.
pub fn lighthouse() -> Result<(), Failure> {
    if !dist::folder().join("index.html").is_file() {
        return Err(Failure::new("there is no built site", "run `cargo xtask dist`"));
    }
    let browser = Browser::here(Kind::Chromium)?;
    let bin = install::ensure_npm("lighthouse", VERSION)?.join(".bin");
    let server = Site::of(dist::folder()).start();
    let server = server.map_err(|error| Failure::new(error.to_string(), "free a port"))?;
    let mut findings = Vec::new();
    let looks = PAGES.iter().flat_map(|page| SCREENS.iter().map(move |screen| (page, screen)));
    for ((name, link), (screen, settings)) in looks {
        findings.extend(step::run("lighthouse", &format!("the {name} on a {screen}"), || {
            let report = root().join("target").join(format!("lighthouse-{name}-{screen}.json"));
            let mut command = Command::new(bin.join("lighthouse"));
            command.arg(server.url(link)).args(["--quiet", "--no-enable-error-reporting", "--output=json"]);
            command.arg(format!("--only-categories={}", CATEGORIES.join(",")));
            command.arg(format!("--chrome-flags={}", FLAGS.join(" "))).args(*settings);
            command.arg(format!("--output-path={}", report.display())).env("CHROME_PATH", &browser.program);
            proc::run(&mut command, "see that Node.js is 18 or later")?;
            let text = fs::read_to_string(&report).unwrap_or_default();
            let report: Value = serde_json::from_str(&text)
                .map_err(|error| Failure::new(error.to_string(), "see what Lighthouse says"))?;
            Ok(judged(&format!("{name} on a {screen}"), &report))
        })?);
    }
    if findings.is_empty() {
        return Ok(());
    }
    Err(Failure::new(findings.join("\n"), "the whole reports are target/lighthouse-….json"))
}

/// Prints the scores and gives what keeps one of them below 100.
fn judged(look: &str, report: &Value) -> Vec<String> {
    let mut findings = Vec::new();
    for category in CATEGORIES {
        let score = report["categories"][category]["score"].as_f64().unwrap_or(0.0);
        println!("  {look}: {category} {:.0}", score * 100.0);
        if score >= 1.0 {
            continue;
        }
        findings.push(format!("{look}: {category} is {:.0}", score * 100.0));
        let audits = report["categories"][category]["auditRefs"].as_array().cloned().unwrap_or_default();
        for audit in audits.iter().filter_map(|audit| audit["id"].as_str()) {
            let audit = &report["audits"][audit];
            if audit["score"].as_f64().is_some_and(|score| score < 1.0) {
                findings.push(format!("  {}: {}", audit["id"], audit["title"]));
                let items = audit["details"]["items"].as_array().cloned().unwrap_or_default();
                findings.extend(items.iter().map(|item| format!("    {}", item["node"]["snippet"])));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_keeps_a_score_below_100_is_named() {
        let good = json!({ "score": 1 });
        let seo = json!({ "score": 0.9, "auditRefs": [{ "id": "robots-txt" }, { "id": "hreflang" }] });
        let report = json!({
            "categories": { "accessibility": good, "best-practices": good, "seo": seo },
            "audits": { "robots-txt": { "id": "robots-txt", "title": "bad", "score": 0 },
                        "hreflang": { "id": "hreflang", "title": "fine", "score": 1 } },
        });
        let findings = judged("phone", &report);
        assert_eq!(findings, ["phone: seo is 90", "  \"robots-txt\": \"bad\""]);
    }
}
