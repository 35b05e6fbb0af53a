//! Tells cargo which files besides the sources are in the binary, so that a change of theirs makes a new
//! one: migrations, and the built dashboard.
use std::{
    fs::{self, File},
    path::Path,
    time::SystemTime,
};

/// Where the dashboard's build puts it.
const DASHBOARD: &str = "dashboard/dist";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=migrations");
    if is_there(Path::new(DASHBOARD)) {
        println!("cargo::rerun-if-changed={DASHBOARD}");
    }
}

/// Whether the folder is there. Cargo takes one that is missing for one that changed, each time: so an
/// empty one is made, and made to look old, for cargo takes what is newer than this run for a change too.
/// Where that cannot be done, the source is one that nobody builds a dashboard in.
fn is_there(folder: &Path) -> bool {
    if folder.is_dir() {
        return true;
    }
    let made = fs::create_dir_all(folder).and_then(|()| {
        let folder = File::open(folder)?;
        folder.set_modified(SystemTime::UNIX_EPOCH)
    });
    made.is_ok()
}
