//! Every setting once: its flag, its environment variable, its default and a line of docs.
//!
//! `check-config` prints them as they take effect; `README.md` has them in a table. A flag wins
//! over its variable. Secrets (the database URLs) print neither here nor in `--help`.
use std::{fmt, net::SocketAddr, path::PathBuf, time::Duration};

use anyhow::{Context as _, bail, ensure};
use clap::{Args, ValueEnum, builder::BoolishValueParser};
use sqlx::postgres::PgConnectOptions;

mod files;
mod units;
mod user;

pub use self::{
    files::FileSettings,
    units::{parse_duration, parse_size},
    user::is_root,
};

/// Longest timeout: PostgreSQL keeps milliseconds in 31 bits.
const TIMEOUT_MAX: Duration = Duration::from_millis(0x7fff_ffff);

/// Where the data is: read by every command that reaches the database.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Database")]
pub struct DatabaseSettings {
    /// PostgreSQL to work on; without it flexorder runs its own in the data folder.
    #[arg(
        long,
        env = "DATABASE_URL",
        value_name = "URL",
        hide_env_values = true,
        global = true
    )]
    pub database_url: Option<DatabaseUrl>,
    /// The same database for migrations and tenants, as a role past row level security
    /// [default: the database URL].
    #[arg(
        long,
        env = "FLEXORDER_MIGRATION_DATABASE_URL",
        value_name = "URL",
        hide_env_values = true,
        global = true
    )]
    pub migration_database_url: Option<DatabaseUrl>,
    /// Folder of the embedded PostgreSQL; as root /var/lib/flexorder, for PostgreSQL then runs as
    /// another user, who cannot reach a folder of root's.
    #[arg(long, env = "FLEXORDER_DATA_DIR", value_name = "DIR", default_value_os_t = default_data_dir(), global = true)]
    pub data_dir: PathBuf,
    /// Folder with `initdb`, `postgres` and `pg_ctl` (15 or newer) for the embedded PostgreSQL
    /// [default: found by `pg_config`, PATH and the usual places].
    #[arg(long, env = "FLEXORDER_PG_BIN_DIR", value_name = "DIR", global = true)]
    pub pg_bin_dir: Option<PathBuf>,
}

/// How much is said about what happens; written to standard error.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Log")]
pub struct LogSettings {
    /// Form of the log.
    #[arg(
        long,
        env = "FLEXORDER_LOG_FORMAT",
        value_name = "FORMAT",
        default_value = "text",
        global = true
    )]
    pub log_format: LogFormat,
    /// Least important level, or a filter such as `info,sqlx=warn`.
    #[arg(
        long,
        env = "FLEXORDER_LOG",
        value_name = "FILTER",
        default_value = "info",
        global = true
    )]
    pub log_level: String,
}

/// Form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object a line, for machines.
    Json,
}

/// What `serve` needs besides the database.
#[derive(Args, Clone, Debug)]
pub struct ServeSettings {
    /// Address and port to listen on; port 0 takes a free one.
    #[arg(
        long,
        env = "FLEXORDER_LISTEN",
        value_name = "ADDR:PORT",
        default_value = "127.0.0.1:8080"
    )]
    pub listen: SocketAddr,
    /// Fill an empty database with a demo tenant (`Tenant-ID: demo`, key `fo_test_demo`); only on
    /// a loopback address.
    #[arg(long, env = "FLEXORDER_DEMO", value_parser = BoolishValueParser::new())]
    pub demo: bool,
    /// Migrate a database given by URL before serving (the embedded one is always migrated).
    #[arg(long, env = "FLEXORDER_MIGRATE_ON_START", value_parser = BoolishValueParser::new())]
    pub migrate_on_start: bool,
    /// Pause between two looks for work that is due: payments, late fees, ends of contracts, billing
    /// groups. 0s: this server does none of it.
    #[arg(long, env = "FLEXORDER_SCHEDULER_INTERVAL", value_name = "TIME", default_value = "30s", value_parser = parse_duration)]
    pub scheduler_interval: Duration,
    /// Limits of requests and connections.
    #[command(flatten)]
    pub requests: RequestSettings,
    /// Files.
    #[command(flatten)]
    pub files: FileSettings,
    /// Connections to the database.
    #[command(flatten)]
    pub pool: PoolSettings,
    /// The clock of tests.
    #[command(flatten)]
    pub clock: ClockSettings,
}

/// Limits of requests and connections.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Limits and timeouts")]
pub struct RequestSettings {
    /// Largest request body; bytes, or `512KiB`, `1MiB`.
    #[arg(long, env = "FLEXORDER_BODY_LIMIT", value_name = "SIZE", default_value = "1MiB", value_parser = parse_size)]
    pub body_limit: usize,
    /// Requests worked on at once; one more is answered 503 at once.
    #[arg(
        long,
        env = "FLEXORDER_IN_FLIGHT",
        value_name = "N",
        default_value_t = 256
    )]
    pub in_flight: usize,
    /// Longest that an API key and its tenant are taken without a look into the database. Who
    /// revokes a key tells all servers at once; this is for when they cannot hear (behind pgbouncer
    /// in transaction mode). 0s looks at each request.
    #[arg(long, env = "FLEXORDER_KEY_TTL", value_name = "TIME", default_value = "30s", value_parser = parse_duration)]
    pub key_ttl: Duration,
    /// Client connections held at once; further ones wait to be accepted.
    #[arg(
        long,
        env = "FLEXORDER_MAX_CONNECTIONS",
        value_name = "N",
        default_value_t = 10_000
    )]
    pub max_connections: usize,
    /// Longest a request may take before it is answered 503.
    #[arg(long, env = "FLEXORDER_HANDLER_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = parse_duration)]
    pub handler_timeout: Duration,
    /// Longest a client may take to send the head of a request.
    #[arg(long, env = "FLEXORDER_HEADER_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = parse_duration)]
    pub header_timeout: Duration,
    /// On SIGTERM: longest that requests in flight are waited for.
    #[arg(long, env = "FLEXORDER_SHUTDOWN_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = parse_duration)]
    pub shutdown_timeout: Duration,
}

/// Connections to the database.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Database connections")]
pub struct PoolSettings {
    /// Connections of this server.
    #[arg(
        long,
        env = "FLEXORDER_POOL_SIZE",
        value_name = "N",
        default_value_t = 16
    )]
    pub pool_size: u32,
    /// Longest wait for a free connection before a request is answered 503.
    #[arg(long, env = "FLEXORDER_ACQUIRE_TIMEOUT", value_name = "TIME", default_value = "2s", value_parser = parse_duration)]
    pub acquire_timeout: Duration,
    /// Longest an SQL statement may run.
    #[arg(long, env = "FLEXORDER_STATEMENT_TIMEOUT", value_name = "TIME", default_value = "5s", value_parser = parse_duration)]
    pub statement_timeout: Duration,
    /// Longest an SQL statement may wait for a lock.
    #[arg(long, env = "FLEXORDER_LOCK_TIMEOUT", value_name = "TIME", default_value = "2s", value_parser = parse_duration)]
    pub lock_timeout: Duration,
    /// Longest a transaction may sit idle.
    #[arg(long, env = "FLEXORDER_IDLE_IN_TRANSACTION_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = parse_duration)]
    pub idle_in_transaction_timeout: Duration,
    /// Prepared statements kept a connection; 0 keeps none. Behind pgbouncer in transaction mode
    /// use its version 1.21 or newer with `max_prepared_statements`, and log in as
    /// `flexorder_server`.
    #[arg(
        long,
        env = "FLEXORDER_STATEMENT_CACHE",
        value_name = "N",
        default_value_t = 200
    )]
    pub statement_cache: usize,
}

/// The clock of tests.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "For tests only")]
pub struct ClockSettings {
    /// File that holds the current time (RFC 3339); needs --allow-test-clock.
    #[arg(long, env = "FLEXORDER_CLOCK_FILE", value_name = "FILE")]
    pub clock_file: Option<PathBuf>,
    /// Permit a clock that a file sets. Never in production: it decides what is due and expired.
    #[arg(long)]
    pub allow_test_clock: bool,
}

/// A connection URL. Its password does not print.
#[derive(Clone)]
pub struct DatabaseUrl(String);

impl From<String> for DatabaseUrl {
    fn from(url: String) -> Self {
        Self(url)
    }
}

impl DatabaseUrl {
    /// What the driver takes; the error does not repeat the URL.
    pub fn options(&self) -> anyhow::Result<PgConnectOptions> {
        let known = ["postgres://", "postgresql://"];
        ensure!(
            known.iter().any(|scheme| self.0.starts_with(scheme)),
            "the database URL must look like postgres://USER:PASSWORD@HOST:5432/DATABASE"
        );
        self.0
            .parse()
            .map_err(|_| anyhow::anyhow!("not a URL the driver understands"))
            .context("the database URL must look like postgres://USER:PASSWORD@HOST:5432/DATABASE")
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Host and database only: user, password and parameters may all be secrets.
        match self.options() {
            Ok(options) => write!(
                f,
                "postgres://***@{}:{}/{}",
                options.get_host(),
                options.get_port(),
                options.get_database().unwrap_or("***")
            ),
            Err(_) => f.write_str("***"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `.flexorder` in the current folder; as root a folder that another user can reach.
fn default_data_dir() -> PathBuf {
    if is_root() {
        PathBuf::from("/var/lib/flexorder")
    } else {
        PathBuf::from(".flexorder")
    }
}

impl DatabaseSettings {
    /// Checks what can be checked without connecting.
    pub fn validate(&self) -> anyhow::Result<()> {
        if let Some(url) = &self.database_url {
            url.options().context("--database-url / DATABASE_URL")?;
        }
        if let (None, Some(dir)) = (&self.database_url, &self.pg_bin_dir) {
            ensure!(
                dir.is_dir(),
                "--pg-bin-dir / FLEXORDER_PG_BIN_DIR is {}, which is no folder. Name the one that \
                 holds `initdb`, or leave it out to have it found.",
                dir.display()
            );
        }
        if let Some(url) = &self.migration_database_url {
            url.options()
                .context("--migration-database-url / FLEXORDER_MIGRATION_DATABASE_URL")?;
            ensure!(
                self.database_url.is_some(),
                "--migration-database-url needs --database-url: the embedded PostgreSQL has its \
                 own administrator"
            );
        }
        Ok(())
    }
}

impl ServeSettings {
    /// Checks what can be checked without starting.
    pub fn validate(&self) -> anyhow::Result<()> {
        if self.demo && !self.listen.ip().is_loopback() {
            bail!(
                "--demo has a key that everyone knows and is only served on a loopback address, \
                 not on {}. Use --listen 127.0.0.1:{}, or leave --demo out.",
                self.listen,
                self.listen.port()
            );
        }
        if self.clock.clock_file.is_some() && !self.clock.allow_test_clock {
            bail!(
                "FLEXORDER_CLOCK_FILE / --clock-file lets a file set the time and is for tests \
                 only. Unset it, or add --allow-test-clock."
            );
        }
        self.files.validate()?;
        ensure!(self.pool.pool_size > 0, "--pool-size must be at least 1");
        ensure!(
            self.requests.in_flight > 0,
            "--in-flight must be at least 1"
        );
        ensure!(
            self.requests.max_connections > 0,
            "--max-connections must be at least 1"
        );
        ensure!(
            self.requests.body_limit > 0,
            "--body-limit must be at least 1 byte"
        );
        let times = [
            ("--handler-timeout", self.requests.handler_timeout),
            ("--header-timeout", self.requests.header_timeout),
            ("--acquire-timeout", self.pool.acquire_timeout),
            ("--statement-timeout", self.pool.statement_timeout),
            ("--lock-timeout", self.pool.lock_timeout),
            (
                "--idle-in-transaction-timeout",
                self.pool.idle_in_transaction_timeout,
            ),
        ];
        for (flag, time) in times {
            ensure!(!time.is_zero(), "{flag} must be longer than nothing");
            ensure!(
                time <= TIMEOUT_MAX,
                "{flag} must be at most {} ms, the longest that PostgreSQL takes (24 days)",
                TIMEOUT_MAX.as_millis()
            );
        }
        Ok(())
    }
}
