//! The page: mounts the application; run natively, it prints the page as it stands before it has started.

#[cfg(all(target_arch = "wasm32", not(split)))]
use interleave::ui::{components::parts::Parts, hooks::Part};

#[cfg(target_arch = "wasm32")]
fn main() {
    #[cfg(split)]
    interleave::ui::start(split::whole(), split::parts());
    #[cfg(not(split))]
    interleave::ui::start(Part::Here(interleave::ui::mount), Parts::default());
}

/// Where the page's program comes in parts: `cargo xtask dist` divides it at these functions.
#[cfg(all(target_arch = "wasm32", split))]
mod split {
    use interleave::ui::Mount;
    use interleave::ui::components::parts::{self, Beside, Dialogs, Fields, Parts, Teaching};
    use interleave::ui::hooks::{self, Clerk, Part, Work, fetch};
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    /// All but what plays before it is there.
    pub fn whole() -> Part<Mount> {
        Part::Away(|done| fetch(page(), done))
    }

    /// Each is fetched once it is wanted.
    pub fn parts() -> Parts {
        Parts {
            dialogs: Part::Away(|done| fetch(dialogs(), done)),
            fields: Part::Away(|done| fetch(fields(), done)),
            clerk: Part::Away(|done| fetch(clerk(), done)),
            work: Part::Away(|done| fetch(work(), done)),
            teaching: Part::Away(|done| fetch(teaching(), done)),
            beside: Part::Away(|done| fetch(beside(), done)),
        }
    }

    #[wasm_split(page, fallible)]
    fn page() -> Result<Mount, SplitLoaderError> {
        Ok(interleave::ui::mount)
    }

    #[wasm_split(dialogs, fallible)]
    fn dialogs() -> Result<Dialogs, SplitLoaderError> {
        Ok(parts::dialogs())
    }

    #[wasm_split(fields, fallible)]
    fn fields() -> Result<Fields, SplitLoaderError> {
        Ok(parts::fields())
    }

    #[wasm_split(clerk, fallible)]
    fn clerk() -> Result<Clerk, SplitLoaderError> {
        Ok(hooks::clerk())
    }

    #[wasm_split(work, fallible)]
    fn work() -> Result<Work, SplitLoaderError> {
        Ok(hooks::work())
    }

    #[wasm_split(teaching, fallible)]
    fn teaching() -> Result<Teaching, SplitLoaderError> {
        Ok(parts::teaching())
    }

    #[wasm_split(beside, fallible)]
    fn beside() -> Result<Beside, SplitLoaderError> {
        Ok(parts::beside())
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    print!("{}", interleave::ui::ahead());
}
