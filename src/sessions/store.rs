//! SQL on sessions: `platform.sessions` stands above the tenants, like the keys.
use chrono::{DateTime, Utc};
use sqlx::{Connection as _, PgConnection, types::Json};

use crate::{
    auth::{SecretHash, Settings},
    db::{self, Notice, Pool},
    error::Result,
    kernel::{
        currency::Currency,
        id::{ApiKeyId, OrganizationId, TenantId},
        tax::TaxRate,
    },
};

/// A session to be opened.
#[derive(Debug)]
pub(super) struct NewSession {
    pub(super) hash: SecretHash,
    pub(super) api_key: ApiKeyId,
    pub(super) organization: OrganizationId,
    pub(super) tenant: TenantId,
    pub(super) created_at: DateTime<Utc>,
    pub(super) expires_at: DateTime<Utc>,
}

/// A tenant that a key may work in.
#[derive(Debug)]
pub(super) struct TenantRow {
    pub(super) id: TenantId,
    pub(super) handle: String,
    pub(super) name: String,
    pub(super) currency: Currency,
    pub(super) time_zone: String,
    pub(super) country: String,
    pub(super) tax_rate: TaxRate,
    pub(super) tax_inclusive: bool,
    pub(super) settings: Json<Settings>,
}

/// Writes a session. Takes some dead ones away, so that they do not pile up, and the oldest of the
/// key where it has very many.
pub(super) async fn insert(pool: &Pool, new: &NewSession) -> Result<()> {
    let mut conn = pool.acquire().await?;
    let mut tx = conn.begin().await?;
    sqlx::query!(
        "insert into platform.sessions (
            hash, organization_id, api_key_id, tenant_id, created_at, expires_at
        )
        values ($1, $2, $3, $4, $5, $6)",
        &new.hash.as_bytes()[..],
        new.organization as _,
        new.api_key as _,
        new.tenant as _,
        new.created_at,
        new.expires_at,
    )
    .execute(&mut *tx)
    .await?;
    sweep(&mut tx, new).await?;
    tx.commit().await?;
    conn.finish();
    Ok(())
}

async fn sweep(tx: &mut PgConnection, new: &NewSession) -> Result<()> {
    sqlx::query!(
        "delete from platform.sessions
        where hash in (
            select hash from platform.sessions
            where expires_at <= $1
            order by expires_at
            limit 100
            for update skip locked
        )",
        new.created_at,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "delete from platform.sessions
        where hash in (
            select hash from platform.sessions
            where api_key_id = $1
            order by created_at desc
            offset 1000
            limit 100
        )",
        new.api_key as _,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// Ends a session and tells all servers; false if it was over, or never was.
pub(super) async fn end(pool: &Pool, hash: &SecretHash, now: DateTime<Utc>) -> Result<bool> {
    let mut conn = pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let done = sqlx::query!(
        "update platform.sessions
        set ended_at = $2
        where hash = $1 and ended_at is null",
        &hash.as_bytes()[..],
        now,
    )
    .execute(&mut *tx)
    .await?;
    let ended = done.rows_affected() > 0;
    if ended {
        db::notify(&mut tx, Notice::KeysChanged).await?;
    }
    tx.commit().await?;
    conn.finish();
    Ok(ended)
}

/// The tenants a key may work in, by name; the first thousand.
pub(super) async fn tenants(pool: &Pool, key: ApiKeyId) -> Result<Vec<TenantRow>> {
    let mut conn = pool.acquire().await?;
    let rows = sqlx::query_as!(
        TenantRow,
        r#"
        select t.id as "id: TenantId", t.handle, t.name, t.currency as "currency: Currency",
            t.time_zone, t.country, t.tax_rate_ppm as "tax_rate: TaxRate", t.tax_inclusive,
            t.settings as "settings: Json<Settings>"
        from platform.api_keys k
        join platform.tenants t
            on t.organization_id = k.organization_id
            and (
                k.all_tenants
                or exists (
                    select from platform.api_key_tenants b
                    where b.api_key_id = k.id and b.tenant_id = t.id
                )
            )
        where k.id = $1
        order by t.name, t.id
        limit 1000
        "#,
        key as _,
    )
    .fetch_all(&mut *conn)
    .await?;
    conn.finish();
    Ok(rows)
}
