//! The examples of docs/hosting.md, word for word, by the servers that they are for, where those are installed.
#![cfg(unix)]

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use xtask::strict;

const PROGRAM: &str = "page-0123456789abcdef.js";
const WASM: &str = "page-0123456789abcdef_bg.wasm";
/// Where the examples have the site.
const FOLDER: &str = "/srv/interleave/dist";

/// The example for a server.
fn example(language: &str) -> &'static str {
    let document = include_str!("../docs/hosting.md");
    let (_, rest) = document.split_once(&format!("```{language}\n")).expect("there is an example");
    rest.split_once("```").expect("it ends").0
}

/// A server with a site of a few files, each of which holds its own name.
struct Host {
    server: Child,
    port: u16,
}

impl Drop for Host {
    fn drop(&mut self) {
        let _it_may_be_gone = self.server.kill();
        let _no_matter_how = self.server.wait();
    }
}

/// An answer: its status, its head in lower case, its body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    #[track_caller]
    fn has(&self, line: &str) -> &Self {
        assert!(self.head.lines().any(|found| found.starts_with(line)), "{line}\n{}", self.head);
        self
    }

    #[track_caller]
    fn is(&self, status: u16, body: &str) -> &Self {
        assert_eq!((self.status, self.body.as_str()), (status, body), "{}", self.head);
        self
    }
}

/// A folder of its own, with the site in it, and its example.
fn folder(server: &str, example: &str) -> (PathBuf, String) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(server);
    drop(fs::remove_dir_all(&folder));
    let site = folder.join("dist");
    fs::create_dir_all(site.join("docs")).expect("the folder for tests is writable");
    for name in ["index.html", "404.html", "boot.js", "interleave.webmanifest", PROGRAM, WASM] {
        for ending in ["", ".gz", ".br"] {
            let name = format!("{name}{ending}");
            fs::write(site.join(&name), &name).expect("the folder for tests is writable");
        }
    }
    let example = example.replace(FOLDER, &site.display().to_string());
    (folder, example)
}

/// A port that nobody listened at a moment ago.
fn port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there are ports");
    listener.local_addr().expect("it has an address").port()
}

fn is_root(folder: &Path) -> bool {
    fs::metadata(folder).is_ok_and(|found| found.uid() == 0)
}

fn start(command: &mut Command, port: u16) -> Host {
    let server = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().expect("it starts");
    let mut host = Host { server, port };
    for _ in 0..100 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return host;
        }
        if let Ok(Some(status)) = host.server.try_wait() {
            panic!("the example is refused: {status}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("nobody listens");
}

fn nginx() -> Option<Host> {
    let (program, types) = (Path::new("/usr/sbin/nginx"), Path::new("/etc/nginx/mime.types"));
    if !program.is_file() || !types.is_file() {
        return None;
    }
    let (folder, example) = folder("nginx", example("nginx"));
    fs::copy(types, folder.join("mime.types")).expect("the folder for tests is writable");
    let (port, place) = (port(), folder.display());
    let user = if is_root(&folder) { "user root;" } else { "" };
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .iter()
        .map(|what| format!("{what}_temp_path {place}/{what};\n"))
        .collect();
    let config = format!(
        "{user} daemon off; master_process off; pid {place}/pid; events {{}}\n\
         http {{ access_log off; {temporary} server {{ listen 127.0.0.1:{port};\n{example}}} }}\n"
    );
    fs::write(folder.join("nginx.conf"), config).expect("the folder for tests is writable");
    let (config, log) = (folder.join("nginx.conf"), folder.join("log"));
    Some(start(Command::new(program).arg("-c").arg(config).arg("-e").arg(log), port))
}

fn apache() -> Option<Host> {
    let (program, modules) = (Path::new("/usr/sbin/apache2"), "/usr/lib/apache2/modules");
    if !program.is_file() || !Path::new("/etc/apache2/mods-available/mime.conf").is_file() {
        return None;
    }
    let (folder, example) = folder("apache", example("apache"));
    let (port, place) = (port(), folder.display());
    let names = ["mpm_event", "authz_core", "dir", "alias", "headers", "mime", "rewrite", "negotiation"];
    let load: String =
        names.iter().map(|name| format!("LoadModule {name}_module {modules}/mod_{name}.so\n")).collect();
    let user = if is_root(&folder) { "User www-data\nGroup www-data\n" } else { "" };
    // Debian's own words on endings stand before the example, as they do there.
    let config = format!(
        "{load}{user}ServerRoot {place}\nServerName localhost\nPidFile {place}/pid\nErrorLog {place}/log\n\
         Listen 127.0.0.1:{port}\nInclude /etc/apache2/mods-available/mime.conf\n\
         <Directory />\nRequire all denied\n</Directory>\n{example}"
    );
    fs::write(folder.join("apache.conf"), config).expect("the folder for tests is writable");
    Some(start(Command::new(program).arg("-X").arg("-f").arg(folder.join("apache.conf")), port))
}

impl Host {
    fn ask(&self, path: &str, encodings: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("somebody listens");
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {encodings}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).expect("it listens");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers in text");
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }
}

/// What docs/hosting.md promises of both.
fn check(host: &Host, encodings: &[&str]) {
    let policy = "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
    host.ask("/interleave/", "identity").is(200, "index.html").has(policy).has("content-type: text/html");
    for &encoding in encodings {
        let ending = if encoding == "gzip" { "gz" } else { "br" };
        for (name, kind, kept) in [
            ("index.html", "text/html", "no-cache"),
            ("boot.js", "", "no-cache"),
            (PROGRAM, "", "public, max-age=31536000, immutable"),
            (WASM, "application/wasm", "public, max-age=31536000, immutable"),
            ("interleave.webmanifest", "application/manifest+json", "no-cache"),
        ] {
            let plain = host.ask(&format!("/interleave/{name}"), "identity");
            plain.is(200, name).has("vary: accept-encoding");
            let packed = host.ask(&format!("/interleave/{name}"), &format!("deflate, {encoding}"));
            packed.is(200, &format!("{name}.{ending}")).has(&format!("content-encoding: {encoding}"));
            for answer in [&plain, &packed] {
                answer.has(&format!("content-type: {kind}")).has(&format!("cache-control: {kept}"));
                answer.has("x-content-type-options: nosniff").has("referrer-policy: no-referrer");
                assert!(!name.ends_with(".js") || answer.head.contains("javascript"), "{}", answer.head);
                assert!(!answer.head.contains("content-language"), "{}", answer.head);
            }
        }
    }
    let home = host.ask("/interleave?preset=cpu-bound", "identity");
    assert_eq!(home.status, 301, "{}", home.head);
    assert!(home.head.contains("/interleave/?preset=cpu-bound"), "{}", home.head);
    for wrong in ["/interleave/nothing", "/interleave/old/course/nothing.html"] {
        let missing = host.ask(wrong, "identity");
        missing.is(404, "404.html").has("cache-control: no-cache");
        assert!(!missing.head.contains("content-security-policy"), "it has a policy of its own");
    }
    let unlisted = host.ask("/interleave/docs/", "identity");
    assert!([403, 404].contains(&unlisted.status) && unlisted.body == "404.html", "{}", unlisted.head);
}

#[test]
fn nginx_serves_the_site_by_the_example() {
    if let Some(host) = strict::or_skip(nginx(), "nginx", "its example") {
        // Brotli wants a module that the example only names.
        check(&host, &["gzip"]);
    }
}

#[test]
fn apache_serves_the_site_by_the_example() {
    if let Some(host) = strict::or_skip(apache(), "Apache", "its example") {
        check(&host, &["br", "gzip"]);
    }
}
