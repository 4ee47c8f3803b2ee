//! `cargo xtask pages`: the documents that readers of the page want, as pages beside it.
//!
//! They are kept in the checkout, so that a plain `trunk serve` has them too; a test holds them to their sources.

use std::fs;
use std::path::PathBuf;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

use crate::root;
use crate::step::Failure;

/// The documents of the site: their names in `docs/`.
const DOCUMENTS: [&str; 6] = ["model", "programs", "scenarios", "links", "embedding", "course-material"];

/// A file of the checkout, and what it should hold.
#[derive(Debug)]
pub struct Page {
    /// Where it is.
    pub path: PathBuf,
    /// What it should hold.
    pub html: String,
}

/// Every document as a page.
///
/// # Errors
/// When a document cannot be read.
pub fn pages() -> Result<Vec<Page>, Failure> {
    let page = |name: &&str| {
        let source = root().join("docs").join(name).with_extension("md");
        let markdown = fs::read_to_string(&source).map_err(|error| {
            Failure::new(format!("{}: {error}", source.display()), "see that the checkout is whole")
        })?;
        let path = root().join("static/docs").join(name).with_extension("html");
        Ok(Page { path, html: page(&markdown) })
    };
    DOCUMENTS.iter().map(page).collect()
}

/// Writes every document as a page.
///
/// # Errors
/// When a document cannot be read or a page cannot be written.
pub fn write() -> Result<(), Failure> {
    for Page { path, html } in pages()? {
        fs::write(&path, html).map_err(|error| {
            Failure::new(format!("{}: {error}", path.display()), "see that static/docs/ is writable")
        })?;
        println!("{}", path.display());
    }
    Ok(())
}

/// A whole page of a document that begins with its title.
fn page(markdown: &str) -> String {
    let title = markdown.lines().next().unwrap_or_default().trim_start_matches('#').trim();
    let mut body = String::new();
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    let mut in_dropped_link = false;
    html::push_html(&mut body, events.filter_map(|event| to_pages(event, &mut in_dropped_link)));
    let policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'self'; form-action 'none'";
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n\
         <meta name=\"color-scheme\" content=\"light dark\" />\n<title>{title} · Interleave</title>\n\
         <link rel=\"icon\" href=\"data:,\" />\n<link rel=\"stylesheet\" href=\"docs.css\" />\n</head>\n\
         <body>\n<main>\n<p><a href=\"../\">Interleave</a></p>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// Links between documents become links between pages; what is not on the site is named without a link.
#[expect(clippy::wildcard_enum_match_arm, reason = "another crate's list, of which one entry matters here")]
fn to_pages<'a>(event: Event<'a>, in_dropped_link: &mut bool) -> Option<Event<'a>> {
    match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let page = page_of(&dest_url);
            *in_dropped_link = page.is_none() && !dest_url.contains("://");
            let dest_url = page.map_or(dest_url, CowStr::from);
            (!*in_dropped_link).then_some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        Event::End(TagEnd::Link) if *in_dropped_link => {
            *in_dropped_link = false;
            None
        }
        other => Some(other),
    }
}

fn page_of(link: &str) -> Option<String> {
    // A page that is written as one, and no document's.
    if let Some(page) = link.strip_prefix("../static/docs/") {
        return Some(page.to_owned());
    }
    let (name, anchor) = link.split_once(".md")?;
    DOCUMENTS.contains(&name).then(|| format!("{name}.html{anchor}"))
}
