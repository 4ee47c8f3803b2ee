//! `cargo xtask shot`: a picture of the page, for looking at it and for the documents.

use std::fs;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::browser::Kind;
use crate::dist;
use crate::driver::Driver;
use crate::server::Site;
use crate::step::Failure;
use crate::webdriver::{Media, Session};

const HELP: &str = "\
cargo xtask shot QUERY OUT.png [options]
  QUERY              what follows the page's address, for instance '?preset=ping&t=3', or a whole http:// address
  --width N          width of the page in CSS pixels (1280)      --height N   its height (900)
  --scale N          device pixels a CSS pixel (1)               --touch      a touch screen
  --dark             a dark system                               --reduced-motion
  --forced-colors    a system that forces its colours            --print      as it is printed
  --full-page        the whole length of the page                --select CSS only the first such element
  --click CSS        click this first (may be repeated)          --press KEY  press this first (may be repeated)
  --script JS        run this before the picture                 --wait MS    wait at the end (300)
  --dir FOLDER       serve this folder instead of dist/          --browser B  firefox or webkit: no --select,
                     --full-page, --scale, --touch or what a system wants there, and a width of 450 at least";

/// What is wanted of a picture.
#[derive(Debug, PartialEq)]
struct Wish {
    query: String,
    out: String,
    width: u32,
    height: u32,
    scale: f64,
    touch: bool,
    media: Media,
    full_page: bool,
    select: Option<String>,
    acts: Vec<Act>,
    wait_ms: u64,
    folder: Option<String>,
    browser: Kind,
}

/// Something done to the page before the picture, in the order given.
#[derive(Debug, PartialEq)]
enum Act {
    Click(String),
    Press(String),
    Script(String),
}

/// Takes a picture and prints what the console says.
///
/// # Errors
/// When the arguments are wrong, or the page does not become ready.
pub fn shot(arguments: &[String]) -> Result<(), Failure> {
    if arguments.iter().any(|argument| argument == "--help") {
        println!("{HELP}");
        return Ok(());
    }
    let wish = parse(arguments).map_err(|what| Failure::new(what, "see `cargo xtask shot --help`"))?;
    let driver = Arc::new(Driver::start(wish.browser)?);
    let failed =
        |what: String| Failure::new(what, "see that the page opens, for instance with `cargo xtask serve`");
    let session = Session::open(driver).map_err(failed)?;
    let folder = wish.folder.as_ref().map_or_else(dist::folder, Into::into);
    if !wish.query.starts_with("http") && !folder.join("index.html").is_file() {
        return Err(Failure::new(
            "there is no built site",
            "run `cargo xtask dist`, or name a folder by --dir",
        ));
    }
    let server = Site::of(folder).start().map_err(|error| failed(error.to_string()))?;
    let url = if wish.query.starts_with("http") { wish.query.clone() } else { server.url(&wish.query) };
    let picture = take(&session, &url, &wish).map_err(failed)?;
    for line in session.console().map_err(failed)? {
        println!("console {}: {}", line.level, line.text);
    }
    fs::write(&wish.out, picture)
        .map_err(|error| Failure::new(error.to_string(), "choose a writable file"))?;
    println!("{}", wish.out);
    Ok(())
}

fn take(session: &Session, url: &str, wish: &Wish) -> crate::webdriver::Result<Vec<u8>> {
    session.resize(wish.width, wish.height, wish.scale, wish.touch)?;
    if wish.media != Media::default() {
        session.media(wish.media)?;
    }
    session.goto(url)?;
    wait_until_ready(session)?;
    for act in &wish.acts {
        match act {
            Act::Click(selector) => session.click(selector)?,
            Act::Press(key) => session.press(&[key])?,
            Act::Script(script) => drop(session.script(script, &[])?),
        }
    }
    sleep(Duration::from_millis(wish.wait_ms));
    let clip = match &wish.select {
        Some(selector) => Some(selector.clone()),
        None => wish.full_page.then(|| "html".to_owned()),
    };
    let Some(selector) = clip else { return session.picture(None) };
    let found = session.script(
        "const e = document.querySelector(arguments[0]); if (!e) return null; const r = e.getBoundingClientRect();
         const d = document.documentElement;
         return e === d ? [0, 0, d.clientWidth, Math.max(d.scrollHeight, d.clientHeight)]
                        : [r.x + scrollX, r.y + scrollY, r.width, r.height];",
        &[selector.clone().into()],
    )?;
    let number =
        |index: usize| found[index].as_f64().ok_or_else(|| format!("nothing is selected by {selector}"));
    session.picture(Some([number(0)?, number(1)?, number(2)?, number(3)?]))
}

/// Waits until the page says that it is ready; a page that never says so is not Interleave's.
fn wait_until_ready(session: &Session) -> crate::webdriver::Result<()> {
    let start = Instant::now();
    loop {
        let status = session
            .script("return document.querySelector('main[data-app]')?.dataset.status ?? 'ready'", &[])?;
        match status.as_str() {
            Some("ready") => return Ok(()),
            _ if start.elapsed() > Duration::from_secs(30) => {
                return Err(format!("the page is still `{status}` after 30 s"));
            }
            _ => sleep(Duration::from_millis(30)),
        }
    }
}

fn parse(arguments: &[String]) -> Result<Wish, String> {
    let mut wish = Wish {
        query: String::new(),
        out: String::new(),
        width: 1280,
        height: 900,
        scale: 1.0,
        touch: false,
        media: Media::default(),
        full_page: false,
        select: None,
        acts: Vec::new(),
        wait_ms: 300,
        folder: None,
        browser: Kind::Chromium,
    };
    let mut plain = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().cloned().ok_or_else(|| format!("{argument} wants a value"));
        match argument.as_str() {
            "--width" => wish.width = number(&value()?)?,
            "--height" => wish.height = number(&value()?)?,
            "--scale" => wish.scale = number(&value()?)?,
            "--wait" => wish.wait_ms = number(&value()?)?,
            "--select" => wish.select = Some(value()?),
            "--click" => wish.acts.push(Act::Click(value()?)),
            "--press" => wish.acts.push(Act::Press(value()?)),
            "--script" => wish.acts.push(Act::Script(value()?)),
            "--dir" => wish.folder = Some(value()?),
            "--browser" => {
                let name = value()?;
                wish.browser = Kind::named(&name).ok_or_else(|| format!("there is no browser `{name}`"))?;
            }
            "--touch" => wish.touch = true,
            "--dark" => wish.media.dark = true,
            "--reduced-motion" => wish.media.reduced_motion = true,
            "--forced-colors" => wish.media.forced_colors = true,
            "--print" => wish.media.print = true,
            "--full-page" => wish.full_page = true,
            flag if flag.starts_with("--") => return Err(format!("there is no option {flag}")),
            _ => plain.push(argument.clone()),
        }
    }
    let [query, out] = plain.try_into().map_err(|_| "a query and a file are wanted".to_owned())?;
    Ok(Wish { query, out, ..wish })
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Wish, String> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_wish_is_read() {
        let wish =
            parsed("?t=3 a.png --width 320 --dark --press End --click button").expect("it is well formed");
        assert_eq!((wish.query.as_str(), wish.out.as_str(), wish.width), ("?t=3", "a.png", 320));
        assert!(wish.media.dark && !wish.media.print);
        assert_eq!(wish.acts, [Act::Press("End".into()), Act::Click("button".into())]);
    }

    #[test]
    fn a_bad_wish_is_refused_in_words() {
        assert_eq!(parsed("only-a-query"), Err("a query and a file are wanted".into()));
        assert_eq!(parsed("? a.png --width wide"), Err("`wide` is no number".into()));
        assert_eq!(parsed("? a.png --sepia"), Err("there is no option --sepia".into()));
    }
}
