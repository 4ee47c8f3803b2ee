//! `interleave mdbook`: a preprocessor that turns a book's blocks of scenarios into pictures with live links.

use std::io::{self, Read};
use std::ops::Range;

use interleave::ui::svg::picture::{WIDTH_PX_MAX, WIDTH_PX_MIN, shared_style};
use lexopt::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::Value as Json;

use super::block::{Figure, Page, figure};
use super::{Failure, complain, print, render};

/// What mdBook calls a block of ours.
const LANGUAGE: &str = "interleave";
/// The classes that mdBook's dark themes set on the page.
const DARK: [&str; 3] = [".ayu", ".coal", ".navy"];
/// As wide as mdBook's text.
const WIDTH_PX_DEFAULT: u32 = 740;
/// A book is read from standard input up to this size.
const BOOK_BYTES_MAX: u64 = 1 << 30;

/// What mdBook asks for.
pub enum Args {
    /// Whether books for this renderer can be preprocessed.
    Supports(String),
    /// The book stands in standard input.
    Preprocess,
}

impl Args {
    /// Reads what follows `mdbook`.
    pub fn parse(mut args: lexopt::Parser) -> Result<Self, Failure> {
        let mut words = Vec::new();
        while let Some(arg) = args.next()? {
            match arg {
                Value(word) => words.push(word.to_string_lossy().into_owned()),
                Short(_) | Long(_) => return Err(arg.unexpected().into()),
            }
        }
        match words.as_slice() {
            [] => Ok(Self::Preprocess),
            [supports, renderer] if supports == "supports" => Ok(Self::Supports(renderer.clone())),
            _ => Err(lexopt::Error::from("mdbook: expected nothing, or supports RENDERER").into()),
        }
    }

    /// Answers, or preprocesses.
    pub fn run(self) -> Result<(), Failure> {
        match self {
            Self::Supports(renderer) if renderer == "html" => Ok(()),
            Self::Supports(renderer) => {
                Err(Failure::input(format!("mdbook: found the renderer {renderer:?}, expected html")))
            }
            Self::Preprocess => preprocess(),
        }
    }
}

fn preprocess() -> Result<(), Failure> {
    let mut text = String::new();
    let read = io::stdin().lock().take(BOOK_BYTES_MAX).read_to_string(&mut text);
    read.map_err(|error| Failure::input(format!("mdbook: standard input cannot be read: {error}")))?;
    let parsed = serde_json::from_str::<(Json, Json)>(&text);
    let (context, mut book) = parsed
        .map_err(|error| Failure::input(format!("mdbook: expected [context, book] in JSON: {error}")))?;
    let mut writer =
        Writer { page: config(&context["config"]["preprocessor"][LANGUAGE])?, ..Writer::default() };
    // A book has `items`, before version 0.5 `sections`.
    for list in ["items", "sections"] {
        if let Some(items) = book.get_mut(list) {
            writer.items(items);
        }
    }
    match writer.complaints.is_empty() {
        true => print(&book.to_string()),
        false => Err(Failure::Input(writer.complaints)),
    }
}

/// The table `[preprocessor.interleave]` of `book.toml`.
fn config(table: &Json) -> Result<Page, Failure> {
    // What mdBook itself reads there.
    const OF_MDBOOK: [&str; 5] = ["command", "before", "after", "renderer", "optional"];
    let mut page = Page { url: None, embed: false, width_px: WIDTH_PX_DEFAULT };
    let wrong = |key: &str, value: &Json, expected: &str| {
        Failure::input(format!(
            "book.toml: preprocessor.interleave.{key}: found {value}, expected {expected}"
        ))
    };
    for (key, value) in table.as_object().into_iter().flatten() {
        match key.as_str() {
            "url" => {
                let text =
                    value.as_str().ok_or_else(|| wrong(key, value, "an address in quotation marks"))?;
                let text = if text.ends_with('/') { text.to_owned() } else { format!("{text}/") };
                let base = render::base(text.into());
                page.url = Some(
                    base.map_err(|_| wrong(key, value, "an address that begins with https:// or http://"))?,
                );
            }
            "embed" => page.embed = value.as_bool().ok_or_else(|| wrong(key, value, "true or false"))?,
            "width" => {
                let width = value.as_u64().and_then(|width| u32::try_from(width).ok());
                let width = width.filter(|width| (WIDTH_PX_MIN..=WIDTH_PX_MAX).contains(width));
                let range = format!("a number of pixels from {WIDTH_PX_MIN} to {WIDTH_PX_MAX}");
                page.width_px = width.ok_or_else(|| wrong(key, value, &range))?;
            }
            known if OF_MDBOOK.contains(&known) => {}
            _ => return Err(wrong(key, value, "url, embed or width")),
        }
    }
    if page.embed && page.url.is_none() {
        return Err(Failure::input(
            "book.toml: preprocessor.interleave.url: found nothing, expected the address of Interleave, because embed = true",
        ));
    }
    Ok(page)
}

/// Writes figures into chapters.
#[derive(Default)]
struct Writer {
    page: Page,
    /// How many figures there are in the book so far: their names must be its own.
    figures: usize,
    complaints: Vec<String>,
}

impl Writer {
    fn items(&mut self, items: &mut Json) {
        for item in items.as_array_mut().into_iter().flatten() {
            let Some(chapter) = item.get_mut("Chapter") else { continue };
            let path = ["source_path", "path", "name"].iter().find_map(|key| chapter[key].as_str());
            let path = path.unwrap_or_default().to_owned();
            if let Some(content) = chapter["content"].as_str() {
                let content = self.chapter(&path, content);
                chapter["content"] = content.into();
            }
            if let Some(items) = chapter.get_mut("sub_items") {
                self.items(items);
            }
        }
    }

    /// The chapter with figures in the place of its blocks. A bad block is a complaint.
    fn chapter(&mut self, path: &str, content: &str) -> String {
        let mut text = String::with_capacity(content.len());
        let (mut done, mut is_first) = (0, true);
        for Block { range, info, text: block } in blocks(content) {
            self.figures += 1;
            let id = format!("interleave-figure-{}", self.figures);
            let figure = match info.trim() == LANGUAGE {
                true => figure(&block, &id, &self.page),
                false => Err(vec![format!("found {info:?} after the fence, expected {LANGUAGE:?} alone")]),
            };
            let line = content.get(..range.start).unwrap_or_default().matches('\n').count() + 1;
            let at = |message: &String| format!("{path}:{line}: {message}");
            let figure = figure.unwrap_or_else(|messages| {
                self.complaints.extend(messages.iter().map(at));
                Figure::default()
            });
            complain(&figure.hints.iter().map(at).collect::<Vec<_>>());
            text.push_str(content.get(done..range.start).unwrap_or_default());
            text.push_str(&self.html(&figure.html, is_first));
            // What begins like a tag ends at an empty line, which in a quotation begins like its other lines.
            text.push('\n');
            text.push_str(&marks(content, range.start));
            if !content.get(range.end..).unwrap_or_default().starts_with(['\n', '\r']) {
                text.push('\n');
            }
            done = range.end;
            is_first = false;
        }
        text.push_str(content.get(done..).unwrap_or_default());
        text
    }

    /// One line of HTML, whatever is in it: a line break could end it, or be read as Markdown.
    fn html(&self, figure: &str, is_first: bool) -> String {
        let mut html = String::from("<div class=\"interleave\">");
        if is_first {
            html.push_str(&format!("<style>{}</style>", style()));
            if let Some(url) = self.page.url.as_ref().filter(|_| self.page.embed) {
                html.push_str(&format!(
                    "<script async=\"\" src=\"{}embed.js\"></script>",
                    super::block::escaped(url)
                ));
            }
        }
        html.push_str(figure);
        html.push_str("</div>");
        html
    }
}

fn style() -> String {
    const LAYOUT: &str = ".interleave{margin:1.5em 0}.interleave .figure{display:block;max-width:100%;height:auto}\
        .interleave-narrow{display:none}.interleave-link{margin:.5em 0 0;font-size:.9em}\
        @media (max-width:640px){.interleave-wide{display:none}.interleave-narrow{display:block}}";
    format!("{}{LAYOUT}", shared_style(&DARK))
}

/// A fenced block.
struct Block {
    range: Range<usize>,
    /// What stands after the fence.
    info: String,
    /// What stands between the fences, without the indentation of a list or the marks of a quotation.
    text: String,
}

/// The blocks that are ours, in order.
fn blocks(content: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (event, range) in Parser::new_ext(content, options).into_offset_iter() {
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = &event {
            is_open = info.split([' ', ',', '\t', '{']).next() == Some(LANGUAGE);
            if is_open {
                blocks.push(Block { range, info: info.to_string(), text: String::new() });
            }
        } else if let Event::End(TagEnd::CodeBlock) = event {
            is_open = false;
        } else if let (Event::Text(text), true, Some(block)) = (&event, is_open, blocks.last_mut()) {
            block.text.push_str(text);
        }
    }
    blocks
}

/// What an empty line after the one at `at` begins with: the marks of the quotations that it is in.
fn marks(content: &str, at: usize) -> String {
    let line = content.get(..at).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    let marks: String = line.chars().map(|c| if c == '>' { c } else { ' ' }).collect();
    marks.trim_end().to_owned()
}
