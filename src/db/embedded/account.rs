//! As whom PostgreSQL runs: it refuses to run as root.
use std::{
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail, ensure};
use tokio::process::Command;

use crate::config::is_root;

/// Who may run PostgreSQL in root's place, best first.
const SUBSTITUTES: [&str; 2] = ["postgres", "nobody"];

/// The user whose processes and files PostgreSQL's are.
#[derive(Clone, Debug)]
pub(super) enum Account {
    /// The one who runs flexorder.
    Own,
    /// Another one, for flexorder runs as root.
    Other {
        /// Name, for messages.
        name: String,
        /// User id.
        uid: u32,
        /// Group id.
        gid: u32,
    },
}

impl Account {
    /// The owner of an existing cluster, else the first substitute there is.
    pub(super) async fn choose(cluster: &Path) -> Result<Self> {
        let owner = cluster.metadata().ok().map(|folder| folder.uid());
        if !is_root() {
            return Ok(Self::Own);
        }
        match owner {
            Some(0) => bail!(
                "{} belongs to root, and PostgreSQL does not run as root. Give it to a user: \
                 chown -R postgres {}",
                cluster.display(),
                cluster.display()
            ),
            Some(uid) => Self::look_up(&uid.to_string()).await.with_context(|| {
                format!(
                    "{} belongs to uid {uid}, who is no user here; PostgreSQL needs one",
                    cluster.display()
                )
            }),
            None => {
                for name in SUBSTITUTES {
                    if let Ok(account) = Self::look_up(name).await {
                        return Ok(account);
                    }
                }
                bail!(
                    "PostgreSQL does not run as root, and there is neither a user `postgres` nor \
                     `nobody` to run it. Make one (useradd --system postgres), run flexorder as \
                     another user, or give a database by --database-url."
                )
            }
        }
    }

    async fn look_up(who: &str) -> Result<Self> {
        let name = ask_id("-un", who).await?;
        let uid = ask_id("-u", who).await?.parse()?;
        let gid = ask_id("-g", who).await?.parse()?;
        ensure!(uid != 0, "{who} is root");
        Ok(Self::Other { name, uid, gid })
    }

    /// A command that runs as this user with a clean environment, from a folder all may enter.
    pub(super) fn command(&self, program: &Path, home: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("HOME", home)
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("LC_ALL", "C")
            .env("TZ", "UTC")
            .current_dir("/")
            .stdin(std::process::Stdio::null());
        if let Self::Other { uid, gid, .. } = self {
            command.uid(*uid).gid(*gid);
        }
        command
    }

    /// Gives a file or folder to this user.
    pub(super) fn own(&self, path: &Path) -> Result<()> {
        if let Self::Other { uid, gid, name } = self {
            std::os::unix::fs::chown(path, Some(*uid), Some(*gid))
                .with_context(|| format!("cannot give {} to {name}", path.display()))?;
        }
        Ok(())
    }

    /// Fails, with the fix, unless this user can enter `dir` and every folder above it.
    pub(super) async fn can_enter(&self, dir: &Path) -> Result<()> {
        let Self::Other { name, .. } = self else {
            return Ok(());
        };
        let mut parents: Vec<PathBuf> = dir.ancestors().map(Path::to_owned).collect();
        parents.reverse();
        let test = r#"for dir in "$@"; do test -x "$dir" || { echo "$dir"; exit 1; }; done"#;
        let answer = self
            .command(Path::new("/bin/sh"), Path::new("/"))
            .args(["-c", test, "sh"])
            .args(parents)
            .output()
            .await
            .context("cannot run /bin/sh")?;
        if answer.status.success() {
            return Ok(());
        }
        let barred = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        bail!(
            "PostgreSQL runs as user `{name}` (it refuses root), who cannot enter {barred}, a \
             parent of {}. Choose a folder that others may enter, such as --data-dir \
             /var/lib/flexorder, or run chmod o+x {barred}.",
            dir.display()
        )
    }
}

async fn ask_id(option: &str, who: &str) -> Result<String> {
    let answer = Command::new("id")
        .args([option, who])
        .output()
        .await
        .context("cannot run id")?;
    ensure!(answer.status.success(), "no user {who}");
    Ok(String::from_utf8_lossy(&answer.stdout).trim().to_owned())
}
