//! The server's connections: as a role without powers, with deadlines, and never one that a
//! cancelled `begin` left inside a transaction.
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, ensure};
use sqlx::{
    AssertSqlSafe, Connection as _, PgConnection, PgPool, Row as _,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use super::{APPLICATION, SERVER_ROLE, migrate::NOT_MIGRATED};
use crate::config::PoolSettings;

/// False for a connection that is still in an older transaction, or whose server was demoted.
///
/// In one simple query both times are equal unless a transaction was opened before it.
const GUARD: &str =
    "select (now() = statement_timestamp() and not pg_is_in_recovery())::text as usable";

/// Longest that the first connection is waited for; the pool's are under the acquire timeout.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);

/// SQLSTATEs of `set role` with a role that is not there: undefined object, or (PostgreSQL 15)
/// invalid parameter value, which is said of a setting too.
const NO_SUCH_ROLE: [&str; 2] = ["42704", "22023"];

/// Opens the pool and checks once that its role cannot get around row level security.
pub async fn open_pool(options: PgConnectOptions, settings: &PoolSettings) -> Result<PgPool> {
    let prepare = session(settings);
    let options = options
        .application_name(APPLICATION)
        .statement_cache_capacity(settings.statement_cache);
    try_first(&options, &prepare).await?;
    let forgets = settings.statement_cache == 0;
    let pool = PgPoolOptions::new()
        .max_connections(settings.pool_size)
        .acquire_timeout(settings.acquire_timeout)
        // The guard asks more than a ping would.
        .test_before_acquire(false)
        .before_acquire(move |connection, _| Box::pin(is_usable(connection, forgets)))
        .after_connect(move |connection, _| {
            let prepare = prepare.clone();
            Box::pin(async move {
                sqlx::raw_sql(AssertSqlSafe(prepare))
                    .execute(connection)
                    .await?;
                Ok(())
            })
        })
        .connect_with(options)
        .await
        .context("cannot connect to the database as the server")?;
    require_powerless(&pool).await?;
    Ok(pool)
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
fn session(settings: &PoolSettings) -> String {
    format!(
        "set statement_timeout = {}; set lock_timeout = {}; \
         set idle_in_transaction_session_timeout = {}; set role {SERVER_ROLE};",
        settings.statement_timeout.as_millis(),
        settings.lock_timeout.as_millis(),
        settings.idle_in_transaction_timeout.as_millis(),
    )
}

/// Asks the guard; `forgets` where no statements are cached, for the driver then still prepares
/// them by name and never lets go of them.
async fn is_usable(connection: &mut PgConnection, forgets: bool) -> sqlx::Result<bool> {
    let forget = if forgets { "deallocate all; " } else { "" };
    let guard = sqlx::raw_sql(AssertSqlSafe(format!("{forget}{GUARD}")));
    let row = guard.fetch_one(connection).await?;
    let usable: &str = row.try_get("usable")?;
    if usable != "true" {
        tracing::warn!("closing a connection with an open transaction or a demoted server");
    }
    Ok(usable == "true")
}

/// Refuses a role that row level security does not hold, or that could change the schema.
async fn require_powerless(pool: &PgPool) -> Result<()> {
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
    .fetch_one(pool)
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
