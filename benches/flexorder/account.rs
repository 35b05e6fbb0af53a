//! As whom PostgreSQL runs: it refuses root.
use std::{
    fs,
    os::unix::fs::{DirBuilderExt as _, chown},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use tokio::process::Command;

/// Whom root lends it to, the first that exists.
const SUBSTITUTES: [&str; 2] = ["postgres", "nobody"];

/// Ids of user and group to take, where we are root.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Account(Option<(u32, u32)>);

impl Account {
    /// Our own, or as root somebody else's.
    pub(crate) fn choose() -> Result<Self> {
        let status = fs::read_to_string("/proc/self/status")
            .context("the benchmark reads /proc and so needs Linux")?;
        let uid = status.lines().find_map(|line| line.strip_prefix("Uid:"));
        if uid.and_then(|ids| ids.split_whitespace().nth(1)) != Some("0") {
            return Ok(Self(None));
        }
        let users = fs::read_to_string("/etc/passwd")?;
        let of = |name: &str| {
            let mut fields = users
                .lines()
                .map(|line| line.split(':').collect::<Vec<_>>());
            let fields = fields.find(|fields| fields.first() == Some(&name))?;
            Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
        };
        match SUBSTITUTES.into_iter().find_map(of) {
            Some(ids) => Ok(Self(Some(ids))),
            None => {
                bail!("PostgreSQL does not run as root, and there is no user postgres or nobody")
            }
        }
    }

    /// A command as that account.
    pub(crate) fn command(self, program: impl AsRef<Path>, home: &Path) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .env_clear()
            .env("HOME", home)
            .env("PATH", "/usr/local/bin:/usr/bin:/bin");
        command
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .current_dir("/")
            .kill_on_drop(true);
        if let Some((uid, gid)) = self.0 {
            command.uid(uid).gid(gid);
        }
        command
    }

    /// A private folder of that account, made unless it is there.
    pub(crate) fn folder(self, path: &Path) -> Result<()> {
        if !path.is_dir() {
            fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(path)?;
        }
        match self.0 {
            Some((uid, gid)) => chown(path, Some(uid), Some(gid)).map_err(Into::into),
            None => Ok(()),
        }
    }

    /// Whether that account can enter a folder, or what is there of the way to it.
    pub(crate) async fn can_enter(self, path: &Path) -> bool {
        let there: Option<PathBuf> = path
            .ancestors()
            .find(|dir| dir.is_dir())
            .map(Path::to_owned);
        let Some(dir) = there else { return false };
        let mut test = self.command("/bin/sh", Path::new("/"));
        test.args(["-c", r#"cd "$1" 2>/dev/null"#, "sh"]).arg(dir);
        test.status().await.is_ok_and(|status| status.success())
    }
}
