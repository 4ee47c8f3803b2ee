//! A piece of a document as tags, attributes and children: printed as text, or put into a document by whoever has one.

use std::borrow::Cow;

/// A text that is known beforehand, or made for the occasion.
pub type Words = Cow<'static, str>;

/// An element or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Tag(Tag),
    /// A text.
    Text(Words),
}

/// An element: its name, its attributes in the order in which they are written, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name.
    pub name: &'static str,
    /// Names and values.
    pub attributes: Vec<(&'static str, Words)>,
    /// What is in it.
    pub children: Vec<Node>,
}

/// An element without attributes, and with nothing in it.
pub fn tag(name: &'static str) -> Tag {
    Tag { name, attributes: Vec::new(), children: Vec::new() }
}

impl Tag {
    /// With this attribute.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl Into<Words>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With this attribute, where it has a value.
    #[must_use]
    pub fn set_some(self, name: &'static str, value: Option<impl Into<Words>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Of the classes that are there.
    #[must_use]
    pub fn classes<const N: usize>(self, classes: [Option<&str>; N]) -> Self {
        let mut all = String::new();
        for class in classes.into_iter().flatten() {
            if !all.is_empty() {
                all.push(' ');
            }
            all.push_str(class);
        }
        self.set("class", all)
    }

    /// With this in it, after what is in it already.
    #[must_use]
    pub fn with(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    /// With all these in it, after what is in it already.
    #[must_use]
    pub fn with_all(mut self, children: impl IntoIterator<Item = impl Into<Node>>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }
}

impl From<Tag> for Node {
    fn from(tag: Tag) -> Self {
        Self::Tag(tag)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

/// The text of nodes, which every reader of XML takes: the same bytes in a browser and outside of one.
pub fn to_xml(nodes: &[Node]) -> String {
    let mut out = String::new();
    nodes.iter().for_each(|node| print(&mut out, node));
    out
}

fn print(out: &mut String, node: &Node) {
    let tag = match node {
        Node::Text(text) => return escape(out, text),
        Node::Tag(tag) => tag,
    };
    out.push('<');
    out.push_str(tag.name);
    for (name, value) in &tag.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(out, value);
        out.push('"');
    }
    let before = out.len();
    out.push('>');
    tag.children.iter().for_each(|node| print(out, node));
    if out.len() == before + 1 {
        out.truncate(before);
        out.push_str("/>");
    } else {
        out.push_str("</");
        out.push_str(tag.name);
        out.push('>');
    }
}

/// Quotation marks too, so that what looks like an attribute is one. XML knows no control characters.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_values_cannot_leave_their_place() {
        let nodes = [
            tag("a").set("title", "&\"<").with("x < y & \"z\"\u{0}\n").into(),
            tag("b").set_some("id", None::<&str>).classes([Some("one"), None, Some("two")]).into(),
        ];
        let expected = "<a title=\"&amp;&quot;&lt;\">x &lt; y &amp; &quot;z&quot;\u{fffd}\u{fffd}</a>\
                        <b class=\"one two\"/>";
        assert_eq!(to_xml(&nodes), expected);
    }
}
