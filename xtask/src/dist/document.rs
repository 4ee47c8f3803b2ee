//! What the documents of the built site begin with: the first picture, whole addresses, policies.

use std::path::Path;

use super::{Wish, drawn_ahead, filled, read, unfinished, write};
use crate::step::Failure;
use crate::{digest, root};

/// What the published page may do. Trunk's own server adds an inline script that reloads the page, so this
/// goes into the built site only. `frame-ancestors` is not allowed in a page: it is the host's to say.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; \
     manifest-src 'self'; base-uri 'self'; form-action 'none'";

/// Where documents leave room for the policy, for addresses, and for the page itself.
const POLICY_MARK: &str = "<!-- policy -->";
const ADDRESS_MARK: &str = "<!-- address -->";
const PAGE_MARK: &str = "<main data-app=\"interleave\" data-status=\"loading\"></main>";
const BOOT_MARK: &str = "<script id=\"boot\" ";
const PICTURE_MARK: &str = "content=\"social.png\"";

/// Finishes the documents that Trunk has begun.
pub fn finish(site: &Path, wish: &Wish) -> Result<(), Failure> {
    let page = site.join("index.html");
    let html = page_of(&read(&page)?, &drawn_ahead()?, wish.url.as_deref());
    write(&page, &html.ok_or_else(|| unfinished(&page, "a mark is missing"))?)?;
    let template = root().join("static/404.html");
    let missing = missing_of(&read(&template)?, wish.url.as_deref());
    write(&site.join("404.html"), &missing.ok_or_else(|| unfinished(&template, "a mark is missing"))?)
}

/// The files that the page asks for before its first diagram is alive, as its document names them: the document
/// itself, its styles, and the program.
#[must_use]
pub fn needed_first(html: &str) -> Vec<String> {
    let mut needed = vec!["index.html".to_owned()];
    for tag in html.split('<').filter_map(|rest| rest.split('>').next()) {
        let value = |name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            Some(rest.split('"').next()?.trim_start_matches("./").to_owned())
        };
        let is_script = tag.contains("rel=\"modulepreload\"");
        if is_script || (tag.contains("rel=\"stylesheet\"") && !tag.contains("noscript.css")) {
            needed.extend(value("href"));
        } else if tag.starts_with("script ") {
            needed.extend(["src", "data-js", "data-wasm"].into_iter().filter_map(value));
        }
    }
    // The program's script is named to be fetched ahead as well.
    needed.sort();
    needed.dedup();
    needed
}

/// The page with its first picture, its policy, and whole addresses where the site's own is known.
fn page_of(html: &str, ahead: &str, url: Option<&str>) -> Option<String> {
    let html = filled(html, POLICY_MARK, &meta(POLICY))?;
    let html = filled(&html, PAGE_MARK, ahead)?;
    let html = filled(&html, BOOT_MARK, &format!("{BOOT_MARK}data-offline=\"sw.js\" "))?;
    let own = url.map_or_else(String::new, |url| {
        format!(
            "<link rel=\"canonical\" href=\"{url}\" />\n    <meta property=\"og:url\" content=\"{url}\" />"
        )
    });
    let html = filled(&html, ADDRESS_MARK, &own)?;
    filled(&html, PICTURE_MARK, &format!("content=\"{}social.png\"", url.unwrap_or_default()))
}

/// The page for what is not there. It stands for addresses of any depth, and so holds everything itself.
fn missing_of(html: &str, url: Option<&str>) -> Option<String> {
    let script = inner(html, "<script>", "</script>")?;
    let style = inner(html, "<style>", "</style>")?;
    let policy = format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; connect-src 'self'; base-uri 'self'; \
         form-action 'none'",
        hash(script),
        hash(style)
    );
    // A whole address would break the policy's base where the site is tried out elsewhere.
    let path = url.and_then(|url| url.split_once("://")?.1.split_once('/')).map(|(_, path)| path);
    let base = path.map_or_else(String::new, |path| format!("<base href=\"/{path}\" />"));
    let html = filled(html, POLICY_MARK, &meta(&policy))?;
    filled(&html, ADDRESS_MARK, &base)
}

pub fn meta(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />")
}

/// A script or style as a policy names it.
pub fn hash(text: &str) -> String {
    format!("'sha256-{}'", digest::sha256_base64(text.as_bytes()))
}

/// What stands between two words that are both there.
pub fn inner<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(open)?;
    rest.split_once(close).map(|(inner, _)| inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUNK: &str =
        "<script id=\"boot\" src=\"./boot.js\" data-js=\"./page-1.js\" data-wasm=\"./page-1.wasm\">";

    fn checkout(name: &str) -> String {
        read(&root().join(name)).expect("it is in the checkout")
    }

    #[test]
    fn the_page_of_the_checkout_is_finished() {
        let html = checkout("index.html").replace("</head>", &format!("{TRUNK}</script></head>"));
        let page = page_of(&html, "<main>ahead</main>", None).expect("every mark is there");
        assert!(page.contains("'wasm-unsafe-eval'") && page.contains("<main>ahead</main>"));
        assert!(page.contains("data-offline=\"sw.js\"") && page.contains("content=\"social.png\""));
        assert!(!page.contains("canonical") && !page.contains("<!--"), "{page}");
        assert_eq!(page_of(&page, "", None), None, "a page without the marks is refused");
        let placed = page_of(&html, "", Some("https://example.org/a/")).expect("every mark is there");
        assert!(placed.contains("content=\"https://example.org/a/social.png\""));
        assert!(placed.contains("<link rel=\"canonical\" href=\"https://example.org/a/\" />"));
    }

    #[test]
    fn the_policy_allows_nothing_inline_and_nobody_else() {
        for word in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "frame-ancestors"] {
            assert!(!POLICY.contains(word), "{word}");
        }
        let missing = missing_of(&checkout("static/404.html"), None).expect("every mark is there");
        let policy = inner(&missing, "Content-Security-Policy\" content=\"", "\"").expect("it has a policy");
        assert!(policy.contains("script-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
        let placed = missing_of(&checkout("static/404.html"), Some("https://example.org/a/b/"));
        assert!(placed.is_some_and(|html| html.contains("<base href=\"/a/b/\" />")));
    }

    #[test]
    fn what_is_needed_first_is_what_the_document_names() {
        let html = format!(
            "<link rel=\"icon\" href=\"icon.svg\" /><link rel=\"stylesheet\" href=\"./style-2.css\" />{TRUNK}"
        );
        let needed = ["boot.js", "index.html", "page-1.js", "page-1.wasm", "style-2.css"];
        assert_eq!(needed_first(&html), needed);
    }
}
