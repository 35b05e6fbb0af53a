//! The ways to a tenant's rows.
use std::ops::{Deref, DerefMut};

use sqlx::{AssertSqlSafe, PgConnection};

use super::{SERVER_ROLE, connection::Conn, pool::Pool};
use crate::{error::Result, kernel::id::TenantId};

/// An open transaction of one tenant; undone unless it is committed.
#[derive(Debug)]
pub struct Tx(Conn);

/// Opens a transaction that sees and writes the rows of `tenant` alone.
pub async fn begin(pool: &Pool, tenant: TenantId) -> Result<Tx> {
    open(pool, tenant, "begin").await
}

/// Opens a transaction that only reads: all its statements see one moment, so that an entity and
/// what belongs to it are of one version. Commit it in the end: that is quicker than to drop it.
pub async fn read(pool: &Pool, tenant: TenantId) -> Result<Tx> {
    let begin = "begin isolation level repeatable read, read only";
    open(pool, tenant, begin).await
}

/// A connection for one statement that sets its tenant itself:
///
/// ```sql
/// where (select set_config('app.tenant_id', $1::text, true)) is not null and tenant_id = $1
/// ```
///
/// The sub-select runs once, before any row is looked at, and ends with the statement's own
/// transaction. If a planner ordered it otherwise the policies would see no tenant and give no row:
/// it fails closed. Behind a proxy the role is not sure either, so there a transaction is opened.
pub async fn single(pool: &Pool, tenant: TenantId) -> Result<Conn> {
    if pool.is_behind_proxy() {
        let mut conn = read(pool, tenant).await?.0;
        conn.set_in_transaction();
        Ok(conn)
    } else {
        Ok(pool.acquire().await?)
    }
}

/// Begin, role and tenant travel in one round trip. `set local` ends with the transaction, and
/// reaches the workers of a sharded Postgres, which `set_config` does not. The role is the session's
/// already; set again it also holds behind a proxy that hands sessions around.
async fn open(pool: &Pool, tenant: TenantId, begin: &'static str) -> Result<Tx> {
    let mut conn = pool.acquire().await?;
    // Safe to put in text: constants, and what is printed from a UUID.
    let statement = format!(
        "{begin}; set local role {SERVER_ROLE}; set local app.tenant_id = '{}'",
        tenant.as_uuid()
    );
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut *conn)
        .await?;
    Ok(Tx(conn))
}

impl Tx {
    /// Ends the transaction and keeps what it wrote.
    pub async fn commit(mut self) -> sqlx::Result<()> {
        sqlx::raw_sql("commit").execute(&mut *self.0).await?;
        self.0.finish();
        Ok(())
    }

    /// Ends the transaction and undoes what it wrote.
    pub async fn rollback(mut self) -> sqlx::Result<()> {
        sqlx::raw_sql("rollback").execute(&mut *self.0).await?;
        self.0.finish();
        Ok(())
    }
}

impl Deref for Tx {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.0
    }
}
