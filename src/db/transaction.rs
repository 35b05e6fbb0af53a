//! The only ways into a transaction.
use anyhow::Context as _;
use sqlx::{AssertSqlSafe, PgPool, Postgres, Transaction};

use super::SERVER_ROLE;
use crate::{
    error::{Error, Result},
    kernel::id::TenantId,
};

/// An open transaction of one tenant.
pub type Tx = Transaction<'static, Postgres>;

/// Opens a transaction that sees and writes the rows of `tenant` alone.
pub async fn begin(pool: &PgPool, tenant: TenantId) -> Result<Tx> {
    open(pool, tenant, "begin").await
}

/// Opens a transaction that only reads: all its statements see one moment, so that an entity and
/// what belongs to it are of one version.
pub async fn read(pool: &PgPool, tenant: TenantId) -> Result<Tx> {
    open(
        pool,
        tenant,
        "begin isolation level repeatable read, read only",
    )
    .await
}

/// Begin, role and tenant travel in one round trip. `set local` ends with the transaction, and
/// reaches the workers of a sharded Postgres, which `set_config` does not. The role is the session's
/// already; set again it also holds behind a proxy that hands sessions around. The whole runs in a
/// task of its own: with sqlx 0.9.0 a `begin` that is dropped half-way, as axum does when a client
/// hangs up, would leave an open transaction in the pool.
async fn open(pool: &PgPool, tenant: TenantId, begin: &'static str) -> Result<Tx> {
    let pool = pool.clone();
    // Safe to put in text: constants, and what is printed from a UUID.
    let statement = format!(
        "{begin}; set local role {SERVER_ROLE}; set local app.tenant_id = '{}'",
        tenant.as_uuid()
    );
    let opened = tokio::spawn(async move { pool.begin_with(AssertSqlSafe(statement)).await });
    Ok(opened.await.context("begin").map_err(Error::Internal)??)
}
