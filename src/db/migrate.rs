//! The schema: brought up to date over an administrator's connection, checked by the server.
use anyhow::{Context as _, Result, ensure};
use sqlx::{
    AssertSqlSafe, Connection as _, PgConnection,
    migrate::{MigrateError, Migrator},
    postgres::PgConnectOptions,
};

use super::SERVER_ROLE;

/// All migrations, embedded in the binary.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// What the server says of a schema it cannot serve.
pub(super) const NOT_MIGRATED: &str =
    "the database is not migrated: run `flexorder migrate`, or serve with --migrate-on-start";

/// Tries of a run that met another one on the same cluster.
const TRIES: u32 = 5;

/// Result of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// Migrations that this run applied.
    pub applied: usize,
    /// Version of the schema now.
    pub version: i64,
}

/// Brings the schema up to date. Runs that meet wait for each other (sqlx's advisory lock).
///
/// The role must get past row level security: for a table's owner that is held by it, a foreign
/// key accepts orphans and an update finds no rows.
pub async fn migrate(connection: &mut PgConnection) -> Result<Migrated> {
    require_unbound(connection).await?;
    sqlx::raw_sql(
        "set row_security = off; set statement_timeout = 0; set client_min_messages = warning",
    )
    .execute(&mut *connection)
    .await?;
    let before = applied(connection).await?;
    for attempt in 1.. {
        match MIGRATOR.run(&mut *connection).await {
            Ok(()) => break,
            // Roles belong to the cluster: another database of it may be migrated right now.
            Err(cause) if attempt < TRIES && is_concurrent_update(&cause) => {
                tracing::info!("another migration changes the same role; trying again");
            }
            Err(cause) => return Err(cause).context("migration failed"),
        }
    }
    let version = MIGRATOR.iter().map(|migration| migration.version).max();
    Ok(Migrated {
        applied: applied(connection).await?.saturating_sub(before),
        version: version.unwrap_or_default(),
    })
}

/// Fails, with the fix, unless [`is_migrated`].
pub async fn require_migrated(connection: &mut PgConnection) -> Result<()> {
    let migrated = match is_migrated(connection).await {
        // There is no such table, or nothing was granted on it yet.
        Err(sqlx::Error::Database(cause))
            if matches!(cause.code().as_deref(), Some("42P01" | "42501")) =>
        {
            false
        }
        other => other.context("cannot read the version of the schema")?,
    };
    ensure!(migrated, NOT_MIGRATED);
    Ok(())
}

/// Whether every migration of this binary is applied, with the content it has here.
pub async fn is_migrated(connection: &mut PgConnection) -> sqlx::Result<bool> {
    let applied = sqlx::query_as::<_, (i64, Vec<u8>)>(
        "select version, checksum from public._sqlx_migrations where success",
    )
    .fetch_all(connection)
    .await?;
    Ok(MIGRATOR.iter().all(|migration| {
        applied.iter().any(|(version, checksum)| {
            *version == migration.version && checksum.as_slice() == migration.checksum.as_ref()
        })
    }))
}

/// Makes the embedded database unless it is there.
pub(super) async fn create_database(maintenance: &PgConnectOptions, name: &str) -> Result<()> {
    let mut connection = PgConnection::connect_with(maintenance).await?;
    let there: bool =
        sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
            .bind(name)
            .fetch_one(&mut connection)
            .await?;
    if !there {
        // The name is a constant of ours; a statement like this takes no parameters.
        let made = sqlx::raw_sql(AssertSqlSafe(format!("create database {name}")))
            .execute(&mut connection)
            .await;
        match made {
            Err(sqlx::Error::Database(cause)) if cause.code().as_deref() == Some("42P04") => {}
            other => {
                other.context("cannot make the database")?;
            }
        }
    }
    connection.close().await.ok();
    Ok(())
}

/// Permits the server's role to log in: on the embedded cluster, behind its 0700 socket.
pub(super) async fn let_server_log_in(connection: &mut PgConnection) -> Result<()> {
    let may: bool = sqlx::query_scalar("select rolcanlogin from pg_roles where rolname = $1")
        .bind(SERVER_ROLE)
        .fetch_one(&mut *connection)
        .await?;
    if !may {
        sqlx::raw_sql(AssertSqlSafe(format!("alter role {SERVER_ROLE} login")))
            .execute(connection)
            .await?;
    }
    Ok(())
}

async fn require_unbound(connection: &mut PgConnection) -> Result<()> {
    let (role, unbound): (String, bool) = sqlx::query_as(
        "select rolname::text, rolsuper or rolbypassrls from pg_roles where rolname = current_user",
    )
    .fetch_one(connection)
    .await
    .context("cannot look up the role that migrates")?;
    ensure!(
        unbound,
        "the role `{role}` is held by row level security, under which migrations would miss rows. \
         Run: alter role {role} bypassrls; or name another role by --migration-database-url"
    );
    Ok(())
}

/// Number of migrations in the database; none before the first run.
async fn applied(connection: &mut PgConnection) -> Result<usize> {
    let begun: bool =
        sqlx::query_scalar("select to_regclass('public._sqlx_migrations') is not null")
            .fetch_one(&mut *connection)
            .await?;
    if !begun {
        return Ok(0);
    }
    let count: i64 = sqlx::query_scalar("select count(*) from public._sqlx_migrations")
        .fetch_one(connection)
        .await?;
    Ok(usize::try_from(count)?)
}

/// "tuple concurrently updated": two runs met on a row of the cluster's catalogue.
fn is_concurrent_update(cause: &MigrateError) -> bool {
    let (MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _)) = cause else {
        return false;
    };
    cause
        .as_database_error()
        .is_some_and(|cause| cause.message().contains("concurrently updated"))
}
