//! The server's connections: as a role without powers, with deadlines, and never one that a
//! request which was given up left inside a transaction.
//!
//! The pool is deadpool's and not sqlx's, which asks the server twice about each connection, when it
//! is taken and when it comes back (docs/decisions/0015-pool.md).
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, ensure};
use deadpool::{Runtime, managed::PoolError};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, postgres::PgConnectOptions};

use super::{
    APPLICATION, SERVER_ROLE,
    connection::{Conn, Connector},
    migrate::NOT_MIGRATED,
};
use crate::config::PoolSettings;

/// Longest that the first connection is waited for; the pool's are under the acquire timeout.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);

/// How often the end of the last connection in use is looked for.
const CLOSE_LOOK: Duration = Duration::from_millis(10);

/// SQLSTATEs of `set role` with a role that is not there: undefined object, or (PostgreSQL 15)
/// invalid parameter value, which is said of a setting too.
const NO_SUCH_ROLE: [&str; 2] = ["42704", "22023"];

/// The server's connections to its database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Pool {
    inner: deadpool::managed::Pool<Connector>,
    is_behind_proxy: bool,
    acquire_timeout: Duration,
}

/// How many connections a pool has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolStatus {
    /// Most it may have.
    pub max: usize,
    /// Open now.
    pub open: usize,
    /// Open and free.
    pub idle: usize,
}

impl Pool {
    /// Opens the pool and checks once that its role cannot get around row level security.
    pub async fn open(options: PgConnectOptions, settings: &PoolSettings) -> Result<Self> {
        let session = session(settings);
        let options = options
            .application_name(APPLICATION)
            .statement_cache_capacity(settings.statement_cache);
        try_first(&options, &session).await?;
        let is_behind_proxy = settings.statement_cache == 0;
        let connector = Connector {
            options,
            session,
            is_behind_proxy,
        };
        let timeout = Some(settings.acquire_timeout);
        let inner = deadpool::managed::Pool::builder(connector)
            .max_size(usize::try_from(settings.pool_size)?)
            .wait_timeout(timeout)
            .create_timeout(timeout)
            .recycle_timeout(timeout)
            .runtime(Runtime::Tokio1)
            .build()?;
        let pool = Self {
            inner,
            is_behind_proxy,
            acquire_timeout: settings.acquire_timeout,
        };
        let mut conn = pool.acquire().await?;
        require_powerless(&mut conn).await?;
        conn.finish();
        Ok(pool)
    }

    /// A connection; waits for one no longer than the setting says.
    pub async fn acquire(&self) -> sqlx::Result<Conn> {
        // Around the whole: the pool's own deadlines hold for each connection that it tries.
        let got = tokio::time::timeout(self.acquire_timeout, self.inner.get()).await;
        match got.map_err(|_| sqlx::Error::PoolTimedOut)? {
            Ok(object) => Ok(Conn::new(object)),
            Err(PoolError::Backend(cause)) => Err(cause),
            Err(PoolError::Timeout(_)) => Err(sqlx::Error::PoolTimedOut),
            Err(PoolError::Closed) => Err(sqlx::Error::PoolClosed),
            Err(cause @ (PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_))) => {
                Err(sqlx::Error::Configuration(Box::new(cause)))
            }
        }
    }

    /// Whether a proxy may put another server session behind a connection between two transactions.
    pub(super) const fn is_behind_proxy(&self) -> bool {
        self.is_behind_proxy
    }

    /// How many connections there are.
    pub fn status(&self) -> PoolStatus {
        let status = self.inner.status();
        PoolStatus {
            max: status.max_size,
            open: status.size,
            idle: status.available,
        }
    }

    /// Closes all free connections and gives out no more; waits for those in use, but no longer than
    /// one would wait for a connection.
    pub async fn close(&self) {
        self.inner.close();
        let all_back = async {
            while self.inner.status().size > 0 {
                tokio::time::sleep(CLOSE_LOOK).await;
            }
        };
        tokio::time::timeout(self.acquire_timeout, all_back)
            .await
            .ok();
    }
}

/// Opens one connection as the pool would. A pool tries again until its time is up, and then tells
/// nothing but that.
async fn try_first(options: &PgConnectOptions, prepare: &str) -> Result<()> {
    let connecting = PgConnection::connect_with(options);
    let mut connection = tokio::time::timeout(CONNECT_DEADLINE, connecting)
        .await
        .map_err(|_| anyhow!("no answer within {} s", CONNECT_DEADLINE.as_secs()))
        .and_then(|connected| Ok(connected?))
        .context("cannot connect to the database as the server")?;
    let prepared = sqlx::raw_sql(AssertSqlSafe(prepare.to_owned()))
        .execute(&mut connection)
        .await;
    connection.close().await.ok();
    match prepared {
        Err(sqlx::Error::Database(cause))
            if cause
                .code()
                .is_some_and(|code| NO_SUCH_ROLE.contains(&&*code))
                && cause.message().contains(SERVER_ROLE) =>
        {
            Err(anyhow!(cause).context(NOT_MIGRATED))
        }
        other => other
            .map(drop)
            .with_context(|| format!("cannot serve as the role {SERVER_ROLE}")),
    }
}

/// What each new connection is told first. Numbers and a constant only: nothing to escape.
///
/// Plans are made once a connection: the statements are written so that one plan is right for all
/// values (held by `tests/api/plans`), and PostgreSQL would plan some of them at each call.
fn session(settings: &PoolSettings) -> String {
    format!(
        "set statement_timeout = {}; set lock_timeout = {}; \
         set idle_in_transaction_session_timeout = {}; \
         set plan_cache_mode = force_generic_plan; set role {SERVER_ROLE};",
        settings.statement_timeout.as_millis(),
        settings.lock_timeout.as_millis(),
        settings.idle_in_transaction_timeout.as_millis(),
    )
}

/// Refuses a role that row level security does not hold, or that could change the schema.
async fn require_powerless(connection: &mut PgConnection) -> Result<()> {
    let role = sqlx::query!(
        r#"
        select current_user::text as "name!", rolsuper as "is_superuser!", rolbypassrls as "bypasses!",
            exists (
                select from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('public', 'platform') and pg_has_role(r.oid, c.relowner, 'usage')
            ) or exists (
                select from pg_namespace n
                where n.nspname = 'platform' and pg_has_role(r.oid, n.nspowner, 'usage')
            ) as "owns!"
        from pg_roles r
        where rolname = current_user
        "#
    )
    .fetch_one(connection)
    .await
    .context("cannot look up the server's role")?;
    ensure!(
        !role.is_superuser && !role.bypasses,
        "the role `{}` gets past row level security and must not serve requests. Take it away: \
         alter role {SERVER_ROLE} nosuperuser nobypassrls",
        role.name
    );
    ensure!(
        !role.owns,
        "the role `{}` owns tables, or is a member of a role that does, and must not serve \
         requests. Give them to the role that migrates.",
        role.name
    );
    Ok(())
}
