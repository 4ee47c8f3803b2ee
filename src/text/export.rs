//! Saving what is shown as a file.

use crate::number::Decimal;

/// Opens the list of formats.
pub const EXPORT: &str = "Export";
/// What the button does.
pub const EXPORT_HINT: &str = "Save the diagram or its data as a file";
/// Above the pictures.
pub const PICTURE: &str = "The diagram as it stands here";
/// Above the data.
pub const DATA: &str = "Every span of every lane, to the nanosecond";
/// A file could not be made.
pub const FAILED: &str = "This browser could not make the file";

/// Sizes below this are not worth a word, in bytes.
const SMALL_BYTES: u64 = 500_000;
const BYTES_PER_MB: u64 = 1_000_000;

/// The name of a format.
pub fn name(format: &str) -> &'static str {
    match format {
        "svg" => "SVG",
        "png" => "PNG",
        "png2" => "PNG, twice the size",
        "json" => "JSON",
        "csv" => "CSV",
        _ => "Perfetto",
    }
}

/// What a format is good for.
pub fn hint(format: &str) -> &'static str {
    match format {
        "svg" => "Sharp at any size, for web pages and print",
        "png" => "Pixels, for chat and documents",
        "png2" => "Pixels, for slides and fine screens",
        "json" => "For programs; holds the scenario too",
        "csv" => "A table, for spreadsheets and notebooks",
        _ => "Trace events, for ui.perfetto.dev",
    }
}

/// What a format is good for, and how large the file becomes.
pub fn with_size(hint: &str, bytes: u64) -> String {
    if bytes < SMALL_BYTES { hint.to_owned() } else { format!("{hint}; about {}", size(bytes)) }
}

/// A file that a page does not make.
pub fn too_large(bytes: u64) -> String {
    format!("About {}: too large for a page. The program “interleave simulate” writes it.", size(bytes))
}

/// What has been saved.
pub fn saved(file: &str) -> String {
    format!("Saved as {file}")
}

fn size(bytes: u64) -> String {
    format!("{} MB", Decimal::new(bytes, BYTES_PER_MB.ilog10()).rounded(0))
}
