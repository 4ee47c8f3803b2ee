//! Sharing and embedding.

/// The link of a guest to the whole page.
pub const OPEN: &str = "Open in Interleave";
/// Said after it: where it opens.
pub const NEW_TAB: &str = "in a new tab";
/// Hands the link out; the heading of its dialog.
pub const SHARE: &str = "Share";
/// What the share button does.
pub const SHARE_HINT: &str = "A link to exactly this view";
/// Hands the diagram out; the heading of its dialog.
pub const EMBED: &str = "Embed";
/// What the embed button does.
pub const EMBED_HINT: &str = "This diagram in a page of your own";
/// The link.
pub const LINK: &str = "Link";
/// The link in Markdown.
pub const MARKDOWN: &str = "Markdown";
/// A picture in Markdown that leads to the page.
pub const MARKDOWN_PICTURE: &str = "Markdown with a picture";
/// The element.
pub const ELEMENT: &str = "An element, as high as its content";
/// The frame.
pub const FRAME: &str = "A frame of a fixed height, without scripts";
/// Copies.
pub const COPY: &str = "Copy";
/// After copying.
pub const COPIED: &str = "Copied";
/// After failing to copy.
pub const COPY_FAILED: &str = "Copying was not allowed here. The text is selected: copy it with your keys.";
/// The heading of what can be chosen.
pub const CHOICES: &str = "How it opens";
/// Whether the question goes along.
pub const WITH_QUESTION: &str = "With this question";
/// Whether it plays at once.
pub const START_PLAYING: &str = "Start playing";
/// The colours.
pub const THEME: &str = "Colours";
/// The themes, as the link names them and as people do.
pub const THEMES: [(&str, &str); 3] =
    [("auto", "as the system has it"), ("light", "light"), ("dark", "dark")];
/// The heading of the parts that can be left out.
pub const LEAVE_OUT: &str = "Leave out";
/// The heading of the picture that goes with the Markdown text.
pub const PICTURE: &str = "The picture";
/// The heading of the code.
pub const QR: &str = "For a phone";
/// The code, for those who do not see it.
pub const QR_ALT: &str = "QR code of the link";
/// In the place of a code that would be too fine.
pub const QR_TOO_LONG: &str = "The link is too long for a code that a camera can read.";
/// A long link works, but not everywhere.
pub const LONG: &str = "The link is long: some programs cut it off. A file is safer.";
/// There is no link.
pub const TOO_LONG: &str =
    "This scenario is too long for a link. Share it as a file; the page opens it again.";
/// Saves the picture.
pub const SAVE_PICTURE: &str = "Save the picture";
/// Saves the file.
pub const SAVE: &str = "Save the scenario as a file";
/// The name of the file.
pub const FILE_NAME: &str = "scenario.json";
/// The preview.
pub const PREVIEW: &str = "Preview";
/// In the place of a preview that would take long.
pub const NO_PREVIEW: &str = "There is no preview of a scenario as large as this one.";

/// In the place of a preview where no page could have a frame of this one.
pub const FROM_DISK: &str = "This page was opened from disk. Put it on a web server, and the address that it has there into this text.";
/// Below the link of a page that was opened from disk.
pub const LINK_FROM_DISK: &str = "This page was opened from disk, so its link works on this machine alone. On another, put all from the # behind the address of its Interleave.";

/// Whether the moment goes along.
pub fn at_moment(ms: &str) -> String {
    format!("At this moment ({ms} ms)")
}

/// Where the picture of the Markdown text is found.
pub fn belongs_beside(file: &str) -> String {
    format!("Save {file} beside your text.")
}

/// The picture of the Markdown text, for those who do not see it.
pub fn picture_alt(title: &str) -> String {
    format!("{PREVIEW}: {title}")
}

/// What a copy button copies.
pub fn copy(what: &str) -> String {
    format!("{COPY}: {what}")
}

/// A part of the page, by its name in links.
pub fn part(id: &str) -> &'static str {
    match id {
        "code" => "the code",
        "metrics" => "the numbers",
        "editor" => "the editor",
        "legend" => "the legend",
        _ => "what happens now",
    }
}

/// The name of a diagram in another page.
pub fn title(scenario: &str) -> &str {
    if scenario.is_empty() { "Interleave: what a thread does while it waits" } else { scenario }
}
