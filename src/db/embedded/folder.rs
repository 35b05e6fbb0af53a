//! The data folder: what lies where, who owns it, and where the socket is.
//!
//! ```text
//! <data folder>/
//! ├── owner.lock    held by the one process that starts and stops PostgreSQL here
//! ├── postgres/     the cluster (PGDATA)
//! ├── postgres.log  what PostgreSQL says
//! ├── run/          its socket, 0700
//! └── socket-dir    names a shorter folder for the socket, where run/ is too deep
//! ```
use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    os::unix::{
        ffi::OsStrExt as _,
        fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _},
    },
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use super::account::Account;
use crate::config::is_root;

/// Port in the name of the socket; nothing listens on TCP.
pub(super) const PORT: u16 = 5432;

/// Longest path of a socket the system takes, in bytes.
const SOCKET_PATH_MAX: usize = 107;

/// The data folder.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    root: PathBuf,
}

/// Why a process holds the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A server: it holds the folder as long as it runs.
    Serve,
    /// A command that is done in a moment.
    Command,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Serve => "serve",
            Self::Command => "command",
        }
    }
}

/// Who may start and stop PostgreSQL in the folder: this process (until dropped), or another.
#[derive(Debug)]
pub(super) enum Ownership {
    /// This process.
    Ours(#[expect(dead_code, reason = "held for its lock alone")] File),
    /// Another process, which wrote why and its process id.
    Theirs {
        /// Its reason; `None` in the instant before it wrote one.
        purpose: Option<Purpose>,
        /// Its process id, for messages.
        pid: String,
    },
}

impl Folder {
    /// The folder, made if it is not there.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let mode = if is_root() { 0o755 } else { 0o700 };
        DirBuilder::new()
            .recursive(true)
            .mode(mode)
            .create(path)
            .with_context(|| cannot_write(path))?;
        let root = path.canonicalize().with_context(|| cannot_write(path))?;
        Ok(Self { root })
    }

    /// The folder itself.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Folder of the cluster.
    pub(super) fn cluster(&self) -> PathBuf {
        self.root.join("postgres")
    }

    /// Where a cluster is prepared, to be renamed when it is whole.
    pub(super) fn cluster_draft(&self) -> PathBuf {
        self.root.join("postgres.new")
    }

    /// What PostgreSQL says.
    pub(super) fn log(&self) -> PathBuf {
        self.root.join("postgres.log")
    }

    /// Major version of the cluster; `None` while there is none.
    pub(super) fn cluster_version(&self) -> Result<Option<u32>> {
        let file = self.cluster().join("PG_VERSION");
        match fs::read_to_string(&file) {
            Ok(text) => {
                let major = text.trim().parse();
                major
                    .map(Some)
                    .with_context(|| format!("{} holds {:?}", file.display(), text.trim()))
            }
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(cause).with_context(|| format!("cannot read {}", file.display())),
        }
    }

    /// Takes the folder, or tells who has it.
    pub(super) fn claim(&self, purpose: Purpose) -> Result<Ownership> {
        let path = self.root.join("owner.lock");
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| cannot_write(&path))?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0)?;
                file.rewind()?;
                writeln!(file, "{} {}", purpose.word(), std::process::id())?;
                Ok(Ownership::Ours(file))
            }
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                file.read_to_string(&mut text)?;
                let (word, pid) = text.trim().split_once(' ').unwrap_or_default();
                let purpose = [Purpose::Serve, Purpose::Command]
                    .into_iter()
                    .find(|purpose| purpose.word() == word);
                Ok(Ownership::Theirs {
                    purpose,
                    pid: pid.to_owned(),
                })
            }
            Err(TryLockError::Error(cause)) => {
                Err(cause).with_context(|| format!("cannot lock {}", path.display()))
            }
        }
    }

    /// Folder for the socket, 0700 and of the account: `run/`, or a short one that is written
    /// down here where the path would be longer than the system takes.
    pub(super) fn socket_dir(&self, account: &Account) -> Result<PathBuf> {
        let run = self.root.join("run");
        if fits(&run) {
            private_dir(&run)?;
            account.own(&run)?;
            return Ok(run);
        }
        let note = self.root.join("socket-dir");
        if let Ok(noted) = fs::read_to_string(&note)
            && let dir = PathBuf::from(noted.trim_end())
            && self.is_ours(&dir)
        {
            return Ok(dir);
        }
        let dir = short_dir()?;
        account.own(&dir)?;
        fs::write(&note, dir.as_os_str().as_bytes()).with_context(|| cannot_write(&note))?;
        Ok(dir)
    }

    /// Whether a noted folder still is as it was made: nobody else's, closed to others.
    fn is_ours(&self, dir: &Path) -> bool {
        let owner = self.cluster().metadata().map(|cluster| cluster.uid()).ok();
        fs::symlink_metadata(dir).is_ok_and(|found| {
            found.is_dir() && found.mode() & 0o777 == 0o700 && Some(found.uid()) == owner
        })
    }
}

/// Whether a socket in `dir` has a path that the system takes.
fn fits(dir: &Path) -> bool {
    let socket = dir.join(format!(".s.PGSQL.{PORT}"));
    socket.as_os_str().len() <= SOCKET_PATH_MAX
}

/// Makes a folder that only its owner may enter.
pub(super) fn private_dir(dir: &Path) -> Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(dir)
        .with_context(|| cannot_write(dir))?;
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700)).with_context(|| cannot_write(dir))
}

/// A fresh folder with a short path. Its name cannot be foreseen, so nobody can be there first.
fn short_dir() -> Result<PathBuf> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR")
        .filter(|_| !is_root())
        .map(PathBuf::from);
    let name = format!("flexorder-{:016x}", rand::random::<u64>());
    for parent in runtime.into_iter().chain([PathBuf::from("/tmp")]) {
        let dir = parent.join(&name);
        if fits(&dir) && DirBuilder::new().mode(0o700).create(&dir).is_ok() {
            return Ok(dir);
        }
    }
    bail!(
        "the path of the data folder is too long for a socket ({SOCKET_PATH_MAX} bytes), and no \
         folder for it could be made under /tmp. Choose a shorter --data-dir."
    )
}

fn cannot_write(path: &Path) -> String {
    format!(
        "cannot write {}: choose a folder of yours by --data-dir / FLEXORDER_DATA_DIR",
        path.display()
    )
}
