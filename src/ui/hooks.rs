//! Where effects live: each hook ties one thing of the outside world to the state.

mod use_announcement;
mod use_calm;
mod use_clock;
mod use_copy;
mod use_dialog;
mod use_edge_keys;
mod use_edges;
mod use_export;
mod use_files;
mod use_gestures;
mod use_guest_height;
mod use_keys;
mod use_later;
mod use_link;
mod use_marked_in_view;
mod use_media;
mod use_messages;
mod use_moving;
mod use_part;
mod use_picture;
mod use_place;
mod use_root;
mod use_source;
mod use_store;
mod use_style;
mod use_unrest;
mod use_width;
mod use_work;

pub use self::use_announcement::use_announcement;
pub use self::use_calm::use_calm;
pub use self::use_clock::{clock, use_clock};
pub use self::use_copy::use_copy;
pub use self::use_dialog::{Dialog, use_dialog};
pub use self::use_edge_keys::{EdgeKeys, use_edge_keys};
pub use self::use_edges::{Reach, use_edges};
pub use self::use_export::{Export, use_export};
pub use self::use_files::{Clerk, Files, clerk, use_files};
pub use self::use_gestures::{Gestures, use_gestures};
pub use self::use_guest_height::use_guest_height;
pub use self::use_keys::use_keys;
pub use self::use_later::{use_later, use_shown_later};
pub use self::use_link::use_link;
pub use self::use_marked_in_view::use_marked_in_view;
pub use self::use_media::{heed_motion, use_media, use_reduced_motion};
pub use self::use_messages::use_messages;
pub use self::use_moving::{Sheet, use_moving, use_slide};
pub use self::use_part::{Part, use_part};
pub use self::use_picture::use_picture;
pub use self::use_place::use_place;
pub use self::use_root::{use_guest, use_theme, use_title};
pub use self::use_source::use_source;
pub use self::use_store::{Dispatch, Listening, use_change, use_live, use_store};
pub use self::use_style::use_style;
pub use self::use_unrest::use_unrest;
pub use self::use_width::{use_own_width, use_width};
pub use self::use_work::{Work, use_work, work};
/// What events say, for the handlers of components.
pub use super::browser::{
    absolute, fetch, focus_on, in_place, input_number, is_checked, is_in, is_plain_click, is_single_file,
    put_select_back, request_of, save_text, select_value, text_value,
};
