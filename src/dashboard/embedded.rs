//! The built app, as it lies in the binary. `build.rs` sees to it that a new build makes a new binary.
use rust_embed::RustEmbed;

use super::file::{Content, Files};

#[derive(RustEmbed)]
#[folder = "dashboard/dist"]
#[allow_missing = true]
struct Dist;

/// All files of the build; none where there was none.
pub(super) fn files() -> Files {
    let found = Dist::iter().filter_map(|path| {
        let file = Dist::get(&path)?;
        let content = Content {
            bytes: file.data.into_owned().into(),
            hash: file.metadata.sha256_hash(),
        };
        Some((path.into_owned(), content))
    });
    Files::new(found)
}
