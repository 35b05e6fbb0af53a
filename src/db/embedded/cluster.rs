//! Makes, starts and stops the cluster of a data folder.
use std::{
    fs::{self, OpenOptions},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use sqlx::{Connection as _, PgConnection};
use tokio::process::Child;

use super::{
    account::Account,
    binaries::Binaries,
    folder::{Folder, PORT, private_dir},
    postmaster::{Postmaster, disown_stale},
};

/// Longest a start may take; recovery after a crash reads the log since the last checkpoint.
const START_DEADLINE: Duration = Duration::from_mins(5);

/// How often a starting server is asked whether it is ready.
const START_POLL: Duration = Duration::from_millis(50);

/// What a start says that finds processes of a killed server still at work.
const SURVIVORS: &str = "pre-existing shared memory block";

/// How often such a start is tried, and the pause between two tries.
const SURVIVOR_TRIES: u32 = 40;
const SURVIVOR_PAUSE: Duration = Duration::from_millis(250);

/// Longest a fast stop is waited for, in seconds; clients are cut at once, then a checkpoint is
/// written. A stop that takes longer goes on without us.
const STOP_DEADLINE_SECONDS: &str = "10";

/// Longest that a server which was just started takes to write its pid file.
const PID_FILE_DEADLINE: Duration = Duration::from_secs(2);

/// A log larger than this is moved aside at the next start.
const LOG_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// Major version from which locales come with PostgreSQL instead of from the system.
const BUILTIN_LOCALES_FROM: u32 = 17;

/// Always given, whatever the files of the cluster say: what was acknowledged survives a crash,
/// and nobody connects but by the socket.
const SETTINGS: [&str; 11] = [
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "max_connections=200",
    "logging_collector=off",
    "log_destination=stderr",
    "timezone=UTC",
    // Its errors reach us over the connection. Its log keeps neither statements nor their values,
    // and does not grow with what clients do.
    "log_min_messages=fatal",
    "log_min_error_statement=panic",
];

/// A cluster and what it takes to run it.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    folder: Folder,
    account: Account,
    binaries: Binaries,
}

/// A PostgreSQL that takes connections.
#[derive(Debug)]
pub(super) struct Running {
    /// Where to reach it.
    pub(super) postmaster: Postmaster,
    /// Its process, if this process started it.
    pub(super) child: Option<Child>,
}

impl Cluster {
    /// The cluster of a folder, made if there is none. The caller owns the folder.
    pub(super) async fn open(folder: Folder, setting: Option<&Path>) -> Result<Self> {
        let account = Account::choose(&folder.cluster()).await?;
        account.can_enter(folder.root()).await?;
        let version = folder.cluster_version()?;
        let binaries = Binaries::find(setting, version)?;
        account.can_enter(&binaries.dir).await?;
        let cluster = Self {
            folder,
            account,
            binaries,
        };
        if version.is_none() {
            cluster
                .init()
                .await
                .context("cannot make the database cluster")?;
        }
        Ok(cluster)
    }

    /// Makes the cluster aside and renames it, so that one which is there is whole.
    async fn init(&self) -> Result<()> {
        let (draft, cluster) = (self.folder.cluster_draft(), self.folder.cluster());
        ensure!(
            !cluster.exists(),
            "{} is there but holds no PG_VERSION. Move it away, or choose another --data-dir.",
            cluster.display()
        );
        if draft.exists() {
            fs::remove_dir_all(&draft)
                .with_context(|| format!("cannot remove the unfinished {}", draft.display()))?;
        }
        private_dir(&draft)?;
        self.account.own(&draft)?;
        tracing::info!(
            postgres.version = self.binaries.major,
            "making a database cluster"
        );
        let mut initdb = self.command("initdb");
        initdb.args(["-U", "postgres", "-A", "trust", "-E", "UTF8"]);
        if self.binaries.major >= BUILTIN_LOCALES_FROM {
            initdb.args([
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
            ]);
        } else {
            initdb.arg("--locale=C.UTF-8");
        }
        let answer = initdb
            .arg("-D")
            .arg(&draft)
            .kill_on_drop(true)
            .output()
            .await
            .context("cannot run initdb")?;
        ensure!(
            answer.status.success(),
            "initdb failed: {}",
            String::from_utf8_lossy(&answer.stderr).trim()
        );
        fs::rename(&draft, &cluster)?;
        fs::File::open(self.folder.root())?.sync_all()?;
        Ok(())
    }

    /// The server of this cluster: the one that runs, as after a crash of ours, or a new one.
    pub(super) async fn start(&self) -> Result<Running> {
        let cluster = self.folder.cluster();
        if let Some(postmaster) = Postmaster::running(&cluster) {
            tracing::info!(
                postgres.pid = postmaster.pid,
                "using the PostgreSQL that runs"
            );
            self.wait(&postmaster.socket_dir, postmaster.port, None)
                .await?;
            return Ok(Running {
                postmaster,
                child: None,
            });
        }
        let socket_dir = self.folder.socket_dir(&self.account)?;
        disown_stale(&cluster, &socket_dir)?;
        let child = self.start_new(&socket_dir).await?;
        let postmaster =
            Postmaster::running(&cluster).context("PostgreSQL stopped right after its start")?;
        tracing::info!(postgres.pid = postmaster.pid, "PostgreSQL runs");
        Ok(Running {
            postmaster,
            child: Some(child),
        })
    }

    /// Starts the server; again if processes of a killed one are still on their way out.
    async fn start_new(&self, socket_dir: &Path) -> Result<Child> {
        let mut tries = 0;
        loop {
            let mut child = self.spawn(socket_dir)?;
            let Err(cause) = self.wait(socket_dir, PORT, Some(&mut child)).await else {
                return Ok(child);
            };
            tries += 1;
            if tries == SURVIVOR_TRIES || !last_lines(&self.folder.log()).contains(SURVIVORS) {
                return Err(cause);
            }
            tokio::time::sleep(SURVIVOR_PAUSE).await;
        }
    }

    /// Starts the server in a process group of its own: Ctrl-C is for us, and we stop it.
    fn spawn(&self, socket_dir: &Path) -> Result<Child> {
        let path = self.folder.log();
        if path.metadata().is_ok_and(|log| log.len() > LOG_BYTES_MAX) {
            fs::rename(&path, path.with_extension("log.old"))?;
        }
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(&path)?;
        log.set_permissions(fs::Permissions::from_mode(0o600))?;
        let mut postgres = self.command("postgres");
        postgres.arg("-D").arg(self.folder.cluster());
        postgres.arg("-c").arg(format!("port={PORT}"));
        postgres
            .arg("-c")
            .arg(format!("unix_socket_directories={}", quoted(socket_dir)));
        for setting in SETTINGS {
            postgres.args(["-c", setting]);
        }
        postgres
            .stdout(Stdio::from(log.try_clone()?))
            .stderr(Stdio::from(log))
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot run {}", self.binaries.program("postgres").display()))
    }

    /// Waits until the server answers a query; fails with its last words if it ends.
    async fn wait(&self, socket: &Path, port: u16, mut child: Option<&mut Child>) -> Result<()> {
        let begun = Instant::now();
        let options = super::socket_options(socket, port, "postgres", "postgres");
        loop {
            let cause = match PgConnection::connect_with(&options).await {
                Ok(connection) => {
                    connection.close().await.ok();
                    return Ok(());
                }
                Err(cause) => cause,
            };
            if let Some(child) = child.as_deref_mut()
                && let Some(status) = child.try_wait()?
            {
                bail!(
                    "PostgreSQL ended at its start ({status}). The end of {}:\n{}",
                    self.folder.log().display(),
                    last_lines(&self.folder.log())
                );
            }
            if begun.elapsed() > START_DEADLINE {
                return Err(cause).with_context(|| {
                    format!(
                        "PostgreSQL does not answer; see {}",
                        self.folder.log().display()
                    )
                });
            }
            tokio::time::sleep(START_POLL).await;
        }
    }

    /// Stops the server: clients are cut, a checkpoint is written.
    pub(super) async fn stop(&self) -> Result<()> {
        let mut pg_ctl = self.command("pg_ctl");
        pg_ctl.args([
            "stop",
            "-m",
            "fast",
            "-w",
            "-t",
            STOP_DEADLINE_SECONDS,
            "-s",
            "-D",
        ]);
        let answer = pg_ctl.arg(self.folder.cluster()).output().await?;
        if answer.status.success() {
            tracing::info!("PostgreSQL stopped");
        } else {
            let told = String::from_utf8_lossy(&answer.stderr);
            tracing::warn!(pg_ctl = told.trim(), "PostgreSQL has not stopped yet");
        }
        Ok(())
    }

    /// Stops a server that may still be on its way to its pid file.
    pub(super) async fn abandon(&self) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < PID_FILE_DEADLINE {
            if self.running().is_some() {
                return self.stop().await;
            }
            tokio::time::sleep(START_POLL).await;
        }
        Ok(())
    }

    /// The server that runs on this cluster now.
    pub(super) fn running(&self) -> Option<Postmaster> {
        Postmaster::running(&self.folder.cluster())
    }

    fn command(&self, program: &str) -> tokio::process::Command {
        let home: PathBuf = self.folder.cluster();
        self.account.command(&self.binaries.program(program), &home)
    }
}

/// A path as one element of a list setting.
fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('"', "\"\""))
}

/// The end of a log, for an error message.
fn last_lines(log: &Path) -> String {
    const LINES: usize = 8;
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines
        .get(lines.len().saturating_sub(LINES)..)
        .unwrap_or_default()
        .join("\n")
}
