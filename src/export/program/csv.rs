//! The tasks of programs as comma-separated values (RFC 4180): one row a span.

use std::io;

use super::super::csv::quoted;
use super::{Ran, numbered};

/// The first row. A field is empty where there is nothing to say. Where there are several programs, `program` and its
/// number stand in front of each row.
pub const HEADER: &str = "form,task,name,state,start_ns,end_ns,thread,line";

/// Writes the header and a row for each span of each task, program by program and run by run.
///
/// # Errors
///
/// Those of the writer.
pub fn write(mut out: impl io::Write, programs: &[Ran]) -> io::Result<()> {
    let first = if programs.len() > 1 { "program," } else { "" };
    write!(out, "{first}{HEADER}\r\n")?;
    let some = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    for (number, ran) in numbered(programs) {
        let first = number.map_or_else(String::new, |number| format!("{number},"));
        for run in ran.runs {
            for (number, task) in run.record.tasks.iter().enumerate() {
                for span in &task.spans {
                    write!(
                        out,
                        "{first}{},{number},{},{},{},{},{},{}\r\n",
                        run.form.name(),
                        quoted(&task.name),
                        span.state.name(),
                        span.start_ns,
                        span.end_ns,
                        some(span.thread),
                        some(span.line)
                    )?;
                }
            }
        }
    }
    Ok(())
}
