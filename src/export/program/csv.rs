//! The tasks of a program as comma-separated values (RFC 4180): one row a span.

use std::io;

use super::super::csv::quoted;
use crate::python::run::Run;

/// The first row. A field is empty where there is nothing to say.
pub const HEADER: &str = "form,task,name,state,start_ns,end_ns,thread,line";

/// Writes the header and a row for each span of each task, run by run.
///
/// # Errors
///
/// Those of the writer.
pub fn write(mut out: impl io::Write, runs: &[Run]) -> io::Result<()> {
    write!(out, "{HEADER}\r\n")?;
    let some = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    for run in runs {
        for (number, task) in run.record.tasks.iter().enumerate() {
            for span in &task.spans {
                write!(
                    out,
                    "{},{number},{},{},{},{},{},{}\r\n",
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
    Ok(())
}
