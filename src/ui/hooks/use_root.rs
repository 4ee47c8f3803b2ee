//! What lies outside the page's own elements: the root's theme, the window's title.

use yew::prelude::*;

use crate::link::Theme;
use crate::ui::browser;
use crate::ui::state::theme_name;

/// Keeps `data-theme` of the root element.
#[hook]
pub fn use_theme(theme: Theme) {
    use_effect_with(theme, |theme| browser::set_root_attribute("data-theme", theme_name(*theme)));
}

/// Keeps `data-embed` of the root element, so that the whole window can look like a guest.
#[hook]
pub fn use_guest(embed: bool) {
    use_effect_with(embed, |embed| browser::toggle_root_attribute("data-embed", *embed));
}

/// Keeps the title of the window.
#[hook]
pub fn use_title(title: AttrValue) {
    use_effect_with(title, |title| browser::set_title(title));
}
