//! A small static server for tests: one folder, any sub-path, extra headers and pages, a port of its own.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// What a server shows.
#[derive(Clone, Debug)]
pub struct Site {
    root: PathBuf,
    under: String,
    headers: Vec<(String, String)>,
    pages: Vec<(String, String)>,
    listens: bool,
}

/// The script by which a page notes what it says to the console and what goes wrong in it.
const LISTENER: (&str, &str) = (
    "listen.js",
    "window.complaints = [];
     const note = (level, message) => window.complaints.push({ level, message: String(message) });
     for (const [name, level] of [['error', 'SEVERE'], ['warn', 'WARNING']]) {
         const say = console[name];
         console[name] = (...words) => { note(level, words.join(' ')); say.apply(console, words); };
     }
     addEventListener('error', e => note('SEVERE', e.message ?? `${e.target.src ?? e.target.href} does not load`), true);
     addEventListener('unhandledrejection', e => note('SEVERE', e.reason));
     addEventListener('securitypolicyviolation', e => note('SEVERE', `${e.violatedDirective}: ${e.blockedURI}`));",
);

impl Site {
    /// The files of a folder, at `/`.
    #[must_use]
    pub fn of(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            under: "/".to_owned(),
            headers: Vec::new(),
            pages: Vec::new(),
            listens: false,
        }
    }

    /// Under a path such as `/courses/async/`, and nowhere else.
    #[must_use]
    pub fn under(mut self, path: &str) -> Self {
        self.under = format!("/{}/", path.trim_matches('/')).replace("//", "/");
        self
    }

    /// With a header on every answer.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With a page, or a file of the kind that its name says, that is in no folder, or in the place of one that is; the
    /// path is below the site's own.
    #[must_use]
    pub fn page(mut self, path: &str, text: impl Into<String>) -> Self {
        self.pages.push((path.trim_start_matches('/').to_owned(), text.into()));
        self
    }

    /// With a script that has every page note what goes wrong in it, for browsers that do not hand out their console.
    #[must_use]
    pub fn listening(self) -> Self {
        let (name, script) = LISTENER;
        Self { listens: true, ..self.page(name, script) }
    }

    /// Starts to serve on a free port of the loopback address.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(self) -> std::io::Result<Server> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let stop = Arc::new(AtomicBool::new(false));
        let under = self.under.clone();
        let (site, stopped) = (Arc::new(self), Arc::clone(&stop));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stopped.load(Ordering::Relaxed) {
                    break;
                }
                let site = Arc::clone(&site);
                // A browser that goes away in the middle is no concern of the server's.
                thread::spawn(move || drop(answer(&site, &stream)));
            }
        });
        Ok(Server { address, under, stop })
    }

    /// The answer to a path: status, type, body.
    fn find(&self, path: &str) -> (&'static str, &'static str, Vec<u8>) {
        let words = b"not found\n".to_vec();
        let Some(path) = path.strip_prefix(&self.under) else {
            return ("404 Not Found", "text/plain; charset=utf-8", words);
        };
        // As hosts of static sites do.
        let missing = match fs::read(self.root.join("404.html")) {
            Ok(page) => ("404 Not Found", "text/html; charset=utf-8", page),
            Err(_) => ("404 Not Found", "text/plain; charset=utf-8", words),
        };
        if let Some((name, text)) = self.pages.iter().find(|(name, _)| name == path) {
            let name = if name.contains('.') { name } else { "index.html" };
            let kind = mime(Path::new(name));
            return ("200 OK", kind, text.clone().into_bytes());
        }
        let path = Path::new(path);
        if !path.components().all(|part| matches!(part, Component::Normal(_))) {
            return missing;
        }
        let mut file = self.root.join(path);
        if file.is_dir() {
            file.push("index.html");
        }
        match fs::read(&file) {
            Ok(body) => ("200 OK", mime(&file), body),
            Err(_) => missing,
        }
    }
}

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    under: String,
    stop: Arc<AtomicBool>,
}

impl Server {
    /// The address of a path below the site's own, for instance `?preset=ping`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{}{}", self.address, self.under, path.trim_start_matches('/'))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // A last call wakes the listener, so that it sees the flag.
        drop(TcpStream::connect(self.address));
    }
}

fn answer(site: &Site, stream: &TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
    }
    let mut words = first.split_whitespace();
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
    let path = target.split(['?', '#']).next().unwrap_or("/");
    let (status, kind, mut body) = match method {
        "GET" | "HEAD" => site.find(path),
        _ => ("405 Method Not Allowed", "text/plain; charset=utf-8", Vec::new()),
    };
    if site.listens && kind.starts_with("text/html") {
        let script = format!("<script src=\"{}{}\"></script>", site.under, LISTENER.0);
        // After what says that it is HTML, which comes first; browsers put it into the head.
        let place = body.iter().position(|&byte| byte == b'>').map_or(0, |place| place + 1);
        body.splice(place..place, script.into_bytes());
    }
    let mut head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nConnection: close\r\n",
        body.len()
    );
    for (name, value) in &site.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let mut writer = stream;
    writer.write_all(head.as_bytes())?;
    if method != "HEAD" {
        writer.write_all(&body)?;
    }
    writer.flush()
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn get(server: &Server, path: &str) -> String {
        let mut stream = TcpStream::connect(server.address).expect("the server listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: here\r\n\r\n").expect("the server reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("the server answers in text");
        answer
    }

    #[test]
    fn a_page_listens_where_it_is_told_to() {
        let site = Site::of(crate::root()).under("a").page("x.html", "<!doctype html><p>x").listening();
        let server = site.start().expect("a port is free");
        let page = get(&server, "/a/x.html");
        assert!(page.ends_with("<!doctype html><script src=\"/a/listen.js\"></script><p>x"), "{page}");
        assert!(get(&server, "/a/listen.js").contains("window.complaints = []"));
    }

    #[test]
    fn files_are_served_below_the_path_and_nowhere_else() {
        let root = crate::root().join("static");
        let server =
            Site::of(root).under("a/b").header("X-Test", "yes").page("frame.html", "<p>hello").start();
        let server = server.expect("a port is free");
        let icon = get(&server, "/a/b/icon.svg?x=1");
        assert!(
            icon.starts_with("HTTP/1.1 200")
                && icon.contains("image/svg+xml")
                && icon.contains("X-Test: yes"),
            "{icon}"
        );
        assert!(get(&server, "/a/b/frame.html").ends_with("<p>hello"));
        assert!(get(&server, "/icon.svg").starts_with("HTTP/1.1 404"));
        assert!(get(&server, "/a/b/../Cargo.toml").starts_with("HTTP/1.1 404"));
        assert!(get(&server, "/a/b//etc/passwd").starts_with("HTTP/1.1 404"));
        assert!(server.url("?t=1").ends_with("/a/b/?t=1"));
    }
}
