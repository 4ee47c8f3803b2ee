//! Nodes as text that every XML reader takes: the same bytes in a browser and outside of one.

use yew::virtual_dom::VNode;

/// The text of nodes that are no components: elements, texts and lists of them. Anything else prints nothing.
pub fn to_xml(node: &VNode) -> String {
    let mut out = String::new();
    print(&mut out, node);
    out
}

fn print(out: &mut String, node: &VNode) {
    match node {
        VNode::VTag(tag) => {
            out.push('<');
            out.push_str(tag.tag());
            for (name, value) in tag.attributes.iter() {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                escape(out, value);
                out.push('"');
            }
            let before = out.len();
            out.push('>');
            if let Some(children) = tag.children() {
                print(out, children);
            }
            if out.len() == before + 1 {
                out.truncate(before);
                out.push_str("/>");
            } else {
                out.push_str("</");
                out.push_str(tag.tag());
                out.push('>');
            }
        }
        VNode::VText(text) => escape(out, &text.text),
        VNode::VList(list) => list.iter().for_each(|node| print(out, node)),
        VNode::VComp(_) | VNode::VPortal(_) | VNode::VRef(_) | VNode::VSuspense(_) | VNode::VRaw(_) => {}
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
    use yew::prelude::*;

    use super::*;

    #[test]
    fn texts_and_values_cannot_leave_their_place() {
        let nodes = html! {
            <><a title="&\"<">{ "x < y & \"z\"\u{0}\n" }</a><b class={classes!("one", None::<&str>, "two")} id={None::<&str>} /></>
        };
        let expected = "<a title=\"&amp;&quot;&lt;\">x &lt; y &amp; &quot;z&quot;\u{fffd}\u{fffd}</a>\
                        <b class=\"one two\"/>";
        assert_eq!(to_xml(&nodes), expected);
    }
}
