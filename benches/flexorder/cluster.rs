//! The private PostgreSQL: durable, on a socket of its own, stopped at the end.
use std::{
    fs::{self, File},
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use sqlx::{Connection as _, PgConnection, postgres::PgConnectOptions};
use tokio::process::Child;

use crate::{account::Account, arguments::Arguments, processes};

/// Longest start, and longest stop.
const PATIENCE: Duration = Duration::from_mins(2);
/// From this much memory on, PostgreSQL gets [`SHARED_BUFFERS`].
const MEMORY_MIN_KIB: u64 = 8 * 1024 * 1024;
/// Else its default is left.
const SHARED_BUFFERS: &str = "1GB";
/// The role that answers requests.
pub(crate) const SERVER_ROLE: &str = "flexorder_server";
/// The role that migrates and loads.
const ADMIN_ROLE: &str = "postgres";

/// Settings beside the defaults. Durable; checkpoints rare enough to fall into few turns.
const SETTINGS: [&str; 11] = [
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "listen_addresses=",
    "port=5432",
    "max_connections=400",
    "checkpoint_timeout=15min",
    "max_wal_size=4GB",
    "log_checkpoints=on",
    "log_line_prefix=%m [%p] ",
    "timezone=UTC",
];

/// A running PostgreSQL.
pub(crate) struct Cluster {
    bin: PathBuf,
    root: PathBuf,
    postmaster: Child,
    pid: u32,
    /// What it was told beside its defaults.
    pub(crate) settings: Vec<String>,
    /// What it says it is.
    pub(crate) version: String,
}

impl Cluster {
    /// Starts it, after making it if need be.
    pub(crate) async fn start(arguments: &Arguments) -> Result<Self> {
        let bin = arguments.pg_bin_dir.clone();
        for program in ["initdb", "postgres", "pg_ctl", "pgbench"] {
            ensure!(
                bin.join(program).is_file(),
                "{program} is not in {}. The benchmark needs PostgreSQL's own pgbench: install the \
                 distribution's package (Debian: postgresql; others: postgresql-contrib), or set \
                 FLEXORDER_PG_BIN_DIR to a folder that has both.",
                bin.display()
            );
        }
        let account = Account::choose()?;
        let root = root(arguments, account).await?;
        account
            .folder(&root)
            .with_context(|| format!("cannot make {}", root.display()))?;
        let data = root.join("data");
        if !data.join("PG_VERSION").is_file() {
            init(account, &bin, &root).await?;
        }
        stop_survivor(account, &bin, &root).await?;
        let mut settings: Vec<String> = SETTINGS.map(str::to_owned).to_vec();
        if processes::memory_kib()? >= MEMORY_MIN_KIB {
            settings.push(format!("shared_buffers={SHARED_BUFFERS}"));
        }
        let log = File::create(root.join("log"))?;
        let mut postgres = account.command(bin.join("postgres"), &root);
        postgres.arg("-D").arg(&data).arg("-c");
        postgres.arg(format!("unix_socket_directories={}", root.display()));
        for setting in &settings {
            postgres.args(["-c", setting]);
        }
        postgres
            .stdout(log.try_clone()?)
            .stderr(log)
            .process_group(0);
        let postmaster = postgres.spawn().context("cannot run postgres")?;
        let pid = postmaster.id().context("postgres has ended")?;
        let mut cluster = Self {
            bin,
            root,
            postmaster,
            pid,
            settings,
            version: String::new(),
        };
        match cluster.wait().await {
            Ok(()) => Ok(cluster),
            Err(cause) => {
                cluster.stop().await.ok();
                Err(cause)
            }
        }
    }

    async fn wait(&mut self) -> Result<()> {
        let begun = Instant::now();
        let mut db = loop {
            match PgConnection::connect_with(&self.admin("postgres")).await {
                Ok(db) => break db,
                Err(cause) => {
                    let ended = self.postmaster.try_wait()?;
                    if ended.is_some() || begun.elapsed() > PATIENCE {
                        let log = fs::read_to_string(self.log()).unwrap_or_default();
                        bail!("PostgreSQL does not start: {cause}; its log:\n{log}");
                    }
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        self.version = sqlx::query_scalar("show server_version")
            .fetch_one(&mut db)
            .await?;
        Ok(db.close().await?)
    }

    /// Where its socket is; the clients' host.
    pub(crate) fn host(&self) -> &Path {
        &self.root
    }

    /// Its log.
    pub(crate) fn log(&self) -> PathBuf {
        self.root.join("log")
    }

    /// Its first process.
    pub(crate) const fn pid(&self) -> u32 {
        self.pid
    }

    /// One of PostgreSQL's programs.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.bin.join(name)
    }

    /// A superuser's way in.
    pub(crate) fn admin(&self, database: &str) -> PgConnectOptions {
        self.login(ADMIN_ROLE, database)
    }

    /// A role's way in.
    pub(crate) fn login(&self, role: &str, database: &str) -> PgConnectOptions {
        let options = PgConnectOptions::new_without_pgpass();
        options
            .socket(&self.root)
            .port(5432)
            .username(role)
            .database(database)
    }

    /// The URL of a database for a role: the server's, or with `None` the superuser's.
    pub(crate) fn url(&self, role: Option<&str>, database: &str) -> String {
        let role = role.unwrap_or(ADMIN_ROLE);
        format!(
            "postgres://{role}@localhost/{database}?host={}",
            self.root.display()
        )
    }

    /// Stops it in order, and in the end not.
    pub(crate) async fn stop(&mut self) -> Result<()> {
        for signal in ["INT", "QUIT", "KILL"] {
            processes::signal(self.pid, signal).await;
            if tokio::time::timeout(PATIENCE, self.postmaster.wait())
                .await
                .is_ok()
            {
                return Ok(());
            }
        }
        bail!("PostgreSQL ({}) does not stop", self.pid)
    }
}

/// The cluster's folder. Its path must be short, for a socket's path has room for 107 bytes, and
/// must be open to PostgreSQL's account.
async fn root(arguments: &Arguments, account: Account) -> Result<PathBuf> {
    if let Some(dir) = &arguments.dir {
        return Ok(std::path::absolute(dir)?);
    }
    let here = std::env::current_dir()?;
    let near = here.join("target/bench/postgres");
    if near.as_os_str().len() < 85 && account.can_enter(&near).await {
        return Ok(near);
    }
    let mut hasher = DefaultHasher::new();
    here.hash(&mut hasher);
    Ok(PathBuf::from(format!(
        "/var/tmp/flexorder-bench-{:x}",
        hasher.finish() >> 32
    )))
}

async fn init(account: Account, bin: &Path, root: &Path) -> Result<()> {
    let mut initdb = account.command(bin.join("initdb"), root);
    initdb.arg("-D").arg(root.join("data"));
    initdb.args([
        "-U",
        ADMIN_ROLE,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]);
    let made = initdb.output().await.context("cannot run initdb")?;
    ensure!(
        made.status.success(),
        "initdb failed: {}",
        String::from_utf8_lossy(&made.stderr)
    );
    Ok(())
}

/// Stops what a run that was killed has left.
async fn stop_survivor(account: Account, bin: &Path, root: &Path) -> Result<()> {
    if !root.join("data/postmaster.pid").is_file() {
        return Ok(());
    }
    let mut pg_ctl = account.command(bin.join("pg_ctl"), root);
    pg_ctl
        .args(["stop", "-m", "fast", "-w", "-s", "-D"])
        .arg(root.join("data"));
    // Fails where the process is gone already.
    pg_ctl.output().await?;
    Ok(())
}
