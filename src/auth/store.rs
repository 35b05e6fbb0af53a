//! SQL on keys and sessions, as far as each request needs it. Making and revoking keys is `tenancy`'s,
//! opening and ending sessions `sessions`'.
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};

use super::{
    api_key, business_unit::BusinessUnit, credential::Credential, permission::PermissionSet,
    secret_hash::SecretHash, settings::Settings,
};
use crate::{
    app::App,
    db::Pool,
    error::{Error, Result},
    kernel::{
        calendar::TimeZone,
        currency::Currency,
        id::{ApiKeyId, OrganizationId, TenantId},
        tax::TaxRate,
    },
};

/// A key that was presented, and the tenant it asked for if the key may work there.
#[derive(Debug)]
pub(super) struct FoundKey {
    pub(super) id: ApiKeyId,
    pub(super) name: String,
    pub(super) permissions: PermissionSet,
    pub(super) unit: Option<Arc<BusinessUnit>>,
    /// Where a session was opened, if it is one's.
    pub(super) opened_in: Option<TenantId>,
    /// Whether it is the demo's, which everyone knows.
    pub(super) is_demo: bool,
    /// Of the session, if it is one's and ends before the key does.
    pub(super) expires_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
    pub(super) last_used_at: Option<DateTime<Utc>>,
}

impl FoundKey {
    /// Neither revoked nor expired, and no demo's where there is none.
    pub(super) fn is_alive(&self, app: &App) -> bool {
        let now = app.clock().now();
        self.revoked_at.is_none()
            && self.expires_at.is_none_or(|expiry| now < expiry)
            && (app.is_demo() || !self.is_demo)
    }
}

/// A key joined with the tenant it asked for, as Postgres gives them.
struct KeyRow {
    key_id: ApiKeyId,
    key_name: String,
    /// Of what was shown.
    hash: Vec<u8>,
    key_hash: Vec<u8>,
    opened_in: Option<TenantId>,
    permissions: Vec<String>,
    expires_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
    last_used_at: Option<DateTime<Utc>>,
    id: Option<TenantId>,
    organization_id: Option<OrganizationId>,
    handle: Option<String>,
    name: Option<String>,
    currency: Option<Currency>,
    time_zone: Option<String>,
    country: Option<String>,
    tax_rate: Option<TaxRate>,
    tax_inclusive: Option<bool>,
    settings: Option<Json<Settings>>,
}

impl TryFrom<KeyRow> for FoundKey {
    type Error = Error;

    fn try_from(row: KeyRow) -> Result<Self> {
        let permissions = PermissionSet::parse(row.permissions.iter().map(String::as_str))
            .map_err(Error::internal)?;
        let time_zone = row.time_zone.as_deref().map(TimeZone::parse);
        let time_zone = time_zone.transpose().map_err(Error::internal)?;
        // All or nothing: the columns are the tenant's, none of them null.
        let unit = || {
            Some(Arc::new(BusinessUnit {
                id: row.id?,
                organization_id: row.organization_id?,
                handle: row.handle?,
                name: row.name?,
                currency: row.currency?,
                time_zone: time_zone?,
                country: row.country?,
                tax_rate: row.tax_rate?,
                tax_inclusive: row.tax_inclusive?,
                settings: row.settings?.0,
            }))
        };
        Ok(Self {
            id: row.key_id,
            name: row.key_name,
            permissions,
            unit: unit(),
            opened_in: row.opened_in,
            is_demo: api_key::demo_hash().matches(&row.key_hash),
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
            last_used_at: row.last_used_at,
        })
    }
}

/// Looks up the key that is shown, or that a session was opened with, with the tenant that `wanted`
/// names by id or handle.
pub(super) async fn find(
    pool: &Pool,
    credential: &Credential,
    wanted: Option<&str>,
) -> Result<Option<FoundKey>> {
    let mut conn = pool.acquire().await?;
    let hash = credential.hash();
    let row = shown(&mut conn, credential, (&hash, wanted)).await?;
    conn.finish();
    row.filter(|row| hash.matches(&row.hash))
        .map(FoundKey::try_from)
        .transpose()
}

/// A session's key ends with the session, and the session with its key.
async fn shown(
    conn: &mut PgConnection,
    credential: &Credential,
    (hash, wanted): (&SecretHash, Option<&str>),
) -> sqlx::Result<Option<KeyRow>> {
    let id = wanted.and_then(|text| text.parse::<TenantId>().ok());
    sqlx::query_as!(
        KeyRow,
        r#"
        with shown as (
            select id as key_id, hash, null::uuid as opened_in, null::timestamptz as expires_at,
                   null::timestamptz as ended_at
            from platform.api_keys
            where not $4 and hash = $1
            union all
            select api_key_id, hash, tenant_id, expires_at, ended_at
            from platform.sessions
            where $4 and hash = $1
        )
        select k.id as "key_id!: ApiKeyId", k.name as "key_name!", s.hash as "hash!",
               k.hash as "key_hash!", s.opened_in as "opened_in: TenantId",
               k.permissions as "permissions!",
               least(s.expires_at, k.expires_at) as expires_at,
               coalesce(s.ended_at, k.revoked_at) as revoked_at, k.last_used_at,
               t.id as "id?: TenantId", t.organization_id as "organization_id?: OrganizationId",
               t.handle as "handle?", t.name as "name?", t.currency as "currency?: Currency",
               t.time_zone as "time_zone?", t.country as "country?",
               t.tax_rate_ppm as "tax_rate?: TaxRate", t.tax_inclusive as "tax_inclusive?",
               t.settings as "settings?: Json<Settings>"
        from shown s
        join platform.api_keys k on k.id = s.key_id
        left join platform.tenants t
            on t.organization_id = k.organization_id
            and (t.id = $2 or t.handle = $3)
            and (
                k.all_tenants
                or exists (
                    select from platform.api_key_tenants b
                    where b.api_key_id = k.id and b.tenant_id = t.id
                )
            )
        "#,
        &hash.as_bytes()[..],
        id as _,
        wanted,
        matches!(credential, Credential::Session(_)),
    )
    .fetch_optional(conn)
    .await
}

/// A tenant as `platform.tenants` has it.
struct UnitRow {
    id: TenantId,
    organization_id: OrganizationId,
    handle: String,
    name: String,
    currency: Currency,
    time_zone: String,
    country: String,
    tax_rate: TaxRate,
    tax_inclusive: bool,
    settings: Json<Settings>,
}

/// The business unit with that id, whoever asks.
pub(super) async fn business_unit(pool: &Pool, id: TenantId) -> Result<Option<BusinessUnit>> {
    let mut conn = pool.acquire().await?;
    let row = sqlx::query_as!(
        UnitRow,
        r#"
        select id as "id: TenantId", organization_id as "organization_id: OrganizationId", handle,
            name, currency as "currency: Currency", time_zone, country,
            tax_rate_ppm as "tax_rate: TaxRate", tax_inclusive,
            settings as "settings: Json<Settings>"
        from platform.tenants
        where id = $1
        "#,
        id as _,
    )
    .fetch_optional(&mut *conn)
    .await?;
    conn.finish();
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(BusinessUnit {
        id: row.id,
        organization_id: row.organization_id,
        handle: row.handle,
        name: row.name,
        currency: row.currency,
        time_zone: TimeZone::parse(&row.time_zone).map_err(Error::internal)?,
        country: row.country,
        tax_rate: row.tax_rate,
        tax_inclusive: row.tax_inclusive,
        settings: row.settings.0,
    }))
}

/// Records a key's last use.
pub(super) async fn touch_key(pool: Pool, id: ApiKeyId, now: DateTime<Utc>) {
    if let Err(error) = touch(&pool, id, now).await {
        tracing::warn!(%error, api_key.id = %id, "last use of a key not recorded");
    }
}

async fn touch(pool: &Pool, id: ApiKeyId, now: DateTime<Utc>) -> sqlx::Result<()> {
    let mut conn = pool.acquire().await?;
    // A policy lets a key record its own use, outside of any tenant.
    sqlx::query!(
        "
        update platform.api_keys
        set last_used_at = $2
        where (select set_config('app.api_key_id', $1::uuid::text, true)) is not null and id = $1
        ",
        id as _,
        now,
    )
    .execute(&mut *conn)
    .await?;
    conn.finish();
    Ok(())
}
