//! What the page can be saved as: formats, names of files, how large they are.

use std::io;

use super::{Shown, State};
use crate::export::{csv, json, perfetto};
use crate::text::export as text;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The diagram as a picture that stays sharp.
    Svg,
    /// The diagram as a picture of so many pixels to each of its own.
    Png(u8),
    /// Every span, as `interleave simulate --format json` prints it.
    Json,
    /// The same as a table.
    Csv,
    /// The same as trace events.
    Perfetto,
}

/// No file is larger than about this: it is built in memory.
pub const BYTES_MAX: u64 = 256_000_000;
/// Longest name of a file, without its ending.
const NAME_CHARS_MAX: usize = 60;

impl Format {
    /// The pictures that the page offers, in order.
    pub const PICTURES: [Self; 3] = [Self::Svg, Self::Png(1), Self::Png(2)];
    const DATA: [Self; 3] = [Self::Json, Self::Csv, Self::Perfetto];

    /// The data that the page offers of what it shows, in order. Of programs `interleave simulate` alone writes any.
    pub fn data_of(shown: &Shown) -> &'static [Self] {
        if shown.programs().is_some() { &[] } else { &Self::DATA }
    }

    /// The name that a script knows it by.
    pub fn id(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png(1) => "png",
            Self::Png(_) => "png2",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Perfetto => "perfetto",
        }
    }

    /// What a file's name ends with.
    fn ending(self) -> &'static str {
        match self {
            Self::Svg => ".svg",
            Self::Png(1) => ".png",
            Self::Png(_) => "@2x.png",
            Self::Json => ".json",
            Self::Csv => ".csv",
            Self::Perfetto => ".perfetto.json",
        }
    }

    /// What a browser calls it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png(_) => "image/png",
            Self::Json | Self::Perfetto => "application/json",
            Self::Csv => "text/csv",
        }
    }

    /// How many bytes a span takes, at most as a rule; pictures are small whatever they show.
    fn bytes_per_span(self) -> u64 {
        match self {
            Self::Svg | Self::Png(_) => 0,
            Self::Json => 120,
            Self::Csv => 160,
            Self::Perfetto => 280,
        }
    }

    /// About how large the file becomes.
    pub fn bytes_about(self, shown: &Shown) -> u64 {
        let spans: usize = shown.runs.iter().map(|run| run.trace.span_count()).sum();
        self.bytes_per_span().saturating_mul(spans as u64)
    }

    /// What is said of it beside its name.
    pub fn hint(self, shown: &Shown) -> String {
        let bytes = self.bytes_about(shown);
        match bytes > BYTES_MAX {
            true => text::too_large(bytes),
            false => text::with_size(text::hint(self.id()), bytes),
        }
    }
}

/// The name of the file: that of the catalogue's scenario, else its title's letters and digits.
pub fn file_name(state: &State, format: Format) -> String {
    let title = state.shown.preset.unwrap_or(state.shown.title());
    let mut name = String::new();
    for c in title.chars() {
        match c.is_ascii_alphanumeric() {
            true => name.push(c.to_ascii_lowercase()),
            false if name.is_empty() || name.ends_with('-') => {}
            false => name.push('-'),
        }
        if name.len() >= NAME_CHARS_MAX {
            break;
        }
    }
    let name = name.trim_end_matches('-');
    format!("{}{}", if name.is_empty() { "interleave" } else { name }, format.ending())
}

/// Writes what is no picture.
///
/// # Errors
///
/// Those of the writer.
pub fn write(format: Format, shown: &Shown, out: impl io::Write) -> io::Result<()> {
    let runs = shown.runs.iter().map(|run| &*run.trace);
    match format {
        Format::Svg | Format::Png(_) => Ok(()),
        Format::Json => json::write(out, shown.scenario(), runs),
        Format::Csv => csv::write(out, runs),
        Format::Perfetto => perfetto::write(out, shown.title(), runs),
    }
}

#[cfg(test)]
mod tests {
    use super::super::address::open;
    use super::*;

    #[test]
    fn files_have_good_names() {
        let name = |query: &str, format| file_name(&open(query, ""), format);
        assert_eq!(name("", Format::Svg), "three-requests.svg");
        assert_eq!(name("preset=cpu-bound", Format::Png(2)), "cpu-bound@2x.png");
        assert_eq!(name("req=cpu1&title=Caf%C3%A9:%20../%201%20%26%202!", Format::Csv), "caf-1-2.csv");
        assert_eq!(name("req=cpu1&title=%E2%80%A6", Format::Json), "interleave.json");
        let long = name(&format!("req=cpu1&title={}", "a".repeat(90)), Format::Perfetto);
        assert_eq!(long, format!("{}.perfetto.json", "a".repeat(60)));
    }

    #[test]
    fn sizes_are_told_well_enough() {
        for query in
            ["", "req=cpu2-db40~api30-cpu3_x2000_every1", "req=cpu2-db5-cpu1_x500_as.a-long-name-of-requests"]
        {
            let state = open(query, "");
            for format in [Format::Json, Format::Csv, Format::Perfetto] {
                let mut bytes = Vec::new();
                write(format, &state.shown, &mut bytes).expect("memory can be written to");
                let (about, exactly) = (format.bytes_about(&state.shown), bytes.len() as u64);
                assert!(
                    about < 3 * exactly && exactly < 3 * about + 10_000,
                    "{query} {format:?}: {about}, {exactly}"
                );
            }
        }
    }

    #[test]
    fn what_is_too_large_is_said_before() {
        let state = open("", "");
        assert_eq!(Format::Csv.hint(&state.shown), text::hint("csv"));
        assert!(text::too_large(BYTES_MAX + 1).contains("interleave simulate"));
        assert!(text::with_size("x", 12_345_678).contains("about 12 MB"));
    }
}
