//! The gallery as it is listed in the documents, and its programs of threads under a real Python.
//!
//! `tests/programs.rs` compares the others with CPython statement by statement.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;
use std::process::Command;

use interleave::gallery::{self, Entry, Topic};

/// Where the page lives in the documents.
const PAGE: &str = "https://example.org/interleave/";

/// The module that a program's file wants beside it under CPython, as docs/programs.md says.
const COMPUTE: &str = "import time\n\n\ndef compute(seconds):\n    end = time.thread_time() + seconds\n    \
                       while time.thread_time() < end:\n        pass\n";

#[test]
fn the_documents_list_every_program_with_its_link() {
    let mut text = String::from(
        "# The gallery: programs that people ask about\n\nThirty short programs, one thing each. The question leads to the \
         program on the page, at the moment to look at; the answer has the numbers of\nits runs, at 1 ms a statement. \
         `UPDATE_EXPECT=1 cargo test --test gallery` writes this list; [programs.md](programs.md) says how it is checked.\n",
    );
    for topic in Topic::ALL {
        text.push_str(&format!("\n## {}\n\n", topic.name()));
        for entry in gallery::about(topic) {
            let (question, answer, id) = (entry.question(), entry.answer(), entry.id);
            let link = entry.link().expect("it fits into a link");
            text.push_str(&format!(
                "- **[{question}]({PAGE}{link})** ([{id}.py](../src/gallery/{id}.py))\n  {answer}\n"
            ));
        }
    }
    expect_test::expect_file!["../docs/gallery.md"].assert_eq(&text);
}

/// What a program prints under the Python of this machine, in real time.
fn printed_by_python(entry: &Entry) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery");
    fs::create_dir_all(&folder).expect("the folder of tests is writable");
    fs::write(folder.join("interleave.py"), COMPUTE).expect("the folder of tests is writable");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/gallery/{}.py", entry.id));
    let output = Command::new("python3")
        .arg("-B")
        .arg(file)
        .env("PYTHONPATH", folder)
        .output()
        .expect("python3 is needed to compare with");
    assert!(output.status.success(), "{}: {}", entry.id, String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints text")
}

fn printed_by_us(entry: &Entry) -> String {
    entry.runs()[0].record.output.iter().map(|output| output.text.as_str()).collect()
}

/// No order of threads can change what these print: who comes sooner comes by tens of milliseconds.
#[test]
fn programs_of_threads_print_the_same_under_a_real_python() {
    for id in ["to-thread", "full-pool", "race-on-a-counter"] {
        let entry = gallery::find(id).expect("it is in the gallery");
        assert_eq!(printed_by_python(entry), printed_by_us(entry), "{id}");
    }
}

/// Real times are not ours, but which is longer is the same.
#[test]
fn two_threads_that_compute_take_longer_than_two_that_wait() {
    let entry = gallery::find("interpreter-lock").expect("it is in the gallery");
    for printed in [printed_by_us(entry), printed_by_python(entry)] {
        let number = |line: &str| {
            let digits = line.rsplit(": ").next()?.strip_suffix(" ms")?;
            digits.parse::<u64>().ok()
        };
        let times: Vec<u64> = printed.lines().filter_map(number).collect();
        assert!(
            matches!(times[..], [compute, wait] if compute >= 100 && wait >= 50 && wait < compute),
            "{printed}"
        );
    }
}
