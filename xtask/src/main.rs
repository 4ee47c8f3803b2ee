//! `cargo xtask`: everything that is done with a checkout, on any machine with a Rust compiler.

use std::env;
use std::process::ExitCode;

use xtask::tools::Toolbox;
use xtask::{bench, dist, fuzz, lighthouse, pages, serve, shot, suite};

const HELP: &str = "\
cargo xtask setup            install whatever building and testing need, and nothing else
cargo xtask serve [--port N] build the page and serve it on http://127.0.0.1:8080
cargo xtask dist [OPTIONS]   build the static site in dist/ and print what it weighs;
                             --url https://… for whole addresses, --single-file for everything in one file
cargo xtask test [STEP…]     run every check and test, or only some steps (`test --list` names them)
cargo xtask fuzz [NAME] [S]  fuzz the readers and the simulator, or one of them, for S seconds each
cargo xtask bench            measure drawing beside two peers, and the engine, with the site in dist/
cargo xtask lighthouse       hold accessibility, best practices and SEO of the site in dist/ to 100
cargo xtask pages            write the documents of the site anew, from docs/ to static/docs/
cargo xtask shot QUERY OUT   a picture of the page in dist/ (`shot --help` tells more)

Whatever is missing is installed: the wasm target by rustup (or Debian's second compiler where rustup
cannot fetch it; INTERLEAVE_WASM=debian chooses that), Trunk and wasm-bindgen-cli by cargo, wasm-opt and
pyodide by npm, Chromium and its driver by apt, and by apt and cargo Firefox and WebKit where their tests are
asked for. Tools go to the user's cache folder, never into the checkout. CHROME, CHROMEDRIVER, FIREFOX, GECKODRIVER
and MINIBROWSER name browsers and drivers that are not on the PATH.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (task, rest) = arguments.split_first().map_or(("", &[][..]), |(task, rest)| (task.as_str(), rest));
    let result = match task {
        "setup" => Toolbox::for_tests().map(drop),
        "serve" => serve::serve(rest),
        "dist" => dist::Wish::read(rest)
            .and_then(|wish| Toolbox::for_release().and_then(|tools| dist::dist(&tools, &wish))),
        "test" => suite::test(rest),
        "fuzz" => fuzz::fuzz(rest),
        "bench" => bench::bench(rest),
        "lighthouse" => lighthouse::lighthouse(),
        "pages" => pages::write(),
        "shot" => shot::shot(rest),
        "" | "help" | "--help" | "-h" => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("there is no task `{task}`\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask {task}: {failure}");
            ExitCode::FAILURE
        }
    }
}
