//! All the SQL on organizations, business units and keys.
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};

use super::model::{ListedApiKey, ListedTenant, NewTenant};
use crate::{
    auth::api_key::ApiKey,
    kernel::id::{ApiKeyId, OrganizationId, TenantId},
};

pub(super) async fn insert_organization(
    db: &mut PgConnection,
    id: OrganizationId,
    name: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into platform.organizations (id, name, created_at)
        values ($1, $2, $3)",
        id.as_uuid(),
        name,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn has_organization(
    db: &mut PgConnection,
    id: OrganizationId,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from platform.organizations where id = $1) as "there!""#,
        id.as_uuid(),
    )
    .fetch_one(db)
    .await
}

pub(super) async fn has_tenant(
    db: &mut PgConnection,
    id: TenantId,
    organization: OrganizationId,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select from platform.tenants
            where id = $1 and organization_id = $2
        ) as "there!""#,
        id.as_uuid(),
        organization.as_uuid(),
    )
    .fetch_one(db)
    .await
}

/// False if the handle is taken; then nothing was written.
pub(super) async fn insert_tenant(
    db: &mut PgConnection,
    ids: (TenantId, OrganizationId),
    handle: &str,
    new: &NewTenant,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into platform.tenants (
            id, organization_id, handle, name, currency, time_zone, country,
            tax_rate_ppm, tax_inclusive, settings, version, created_at, updated_at
        )
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $11)
        on conflict (handle) do nothing",
        ids.0.as_uuid(),
        ids.1.as_uuid(),
        handle,
        new.name,
        new.currency.code(),
        new.time_zone.name(),
        new.country,
        new.tax_rate.ppm(),
        new.tax_inclusive,
        Json(&new.settings) as _,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A row of `platform.api_keys` to be written.
pub(super) struct ApiKeyRow<'a> {
    pub(super) id: ApiKeyId,
    pub(super) organization: OrganizationId,
    pub(super) name: &'a str,
    pub(super) key: &'a ApiKey,
    pub(super) permissions: &'a [String],
    pub(super) all_tenants: bool,
    pub(super) created_at: DateTime<Utc>,
    pub(super) expires_at: Option<DateTime<Utc>>,
}

pub(super) async fn insert_api_key(db: &mut PgConnection, row: &ApiKeyRow<'_>) -> sqlx::Result<()> {
    let hash = row.key.hash();
    sqlx::query!(
        "insert into platform.api_keys (
            id, organization_id, name, hint, hash, permissions, all_tenants, created_at, expires_at
        )
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        row.id.as_uuid(),
        row.organization.as_uuid(),
        row.name,
        row.key.hint(),
        hash.as_bytes(),
        row.permissions,
        row.all_tenants,
        row.created_at,
        row.expires_at,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Opens a tenant to a key; Postgres refuses one of another organization.
pub(super) async fn bind_api_key(
    db: &mut PgConnection,
    organization: OrganizationId,
    key: ApiKeyId,
    tenant: TenantId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into platform.api_key_tenants (organization_id, api_key_id, tenant_id)
        values ($1, $2, $3)
        on conflict do nothing",
        organization.as_uuid(),
        key.as_uuid(),
        tenant.as_uuid(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// When the key was revoked, now or before; `None` if there is no such key.
pub(super) async fn revoke_api_key(
    db: &mut PgConnection,
    id: ApiKeyId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    let revoked = sqlx::query_scalar!(
        r#"update platform.api_keys
        set revoked_at = coalesce(revoked_at, $2)
        where id = $1
        returning revoked_at as "revoked_at!""#,
        id.as_uuid(),
        now,
    );
    revoked.fetch_optional(db).await
}

pub(super) async fn list_tenants(
    db: &mut PgConnection,
    organization: Option<OrganizationId>,
) -> sqlx::Result<Vec<ListedTenant>> {
    sqlx::query_as!(
        ListedTenant,
        r#"select
            organization_id as "organization_id: OrganizationId",
            id as "tenant_id: TenantId",
            handle, name, currency::text as "currency!", created_at
        from platform.tenants
        where $1::uuid is null or organization_id = $1
        order by organization_id, id"#,
        organization.map(OrganizationId::as_uuid),
    )
    .fetch_all(db)
    .await
}

/// A statement that yields keys as they are listed: its end and its binds.
macro_rules! keys {
    ($tail:literal, $($bind:expr),+ $(,)?) => {
        sqlx::query_as!(
            ListedApiKey,
            r#"select
                k.id as "key_id: ApiKeyId",
                k.organization_id as "organization_id: OrganizationId",
                k.all_tenants,
                array(
                    select b.tenant_id
                    from platform.api_key_tenants b
                    where b.api_key_id = k.id
                    order by b.tenant_id
                ) as "tenant_ids!: Vec<TenantId>",
                k.name, k.hint, k.permissions, k.created_at, k.expires_at, k.revoked_at,
                k.last_used_at
            from platform.api_keys k
            "# + $tail,
            $($bind),+
        )
    };
}

pub(super) async fn list_api_keys(
    db: &mut PgConnection,
    organization: Option<OrganizationId>,
) -> sqlx::Result<Vec<ListedApiKey>> {
    let keys = keys!(
        "where $1::uuid is null or k.organization_id = $1
        order by k.organization_id, k.id",
        organization.map(OrganizationId::as_uuid),
    );
    keys.fetch_all(db).await
}

/// A page of the keys that may work in a tenant, newest first; with one too many, if there is.
pub(super) async fn keys_of_tenant(
    db: &mut PgConnection,
    organization: OrganizationId,
    tenant: TenantId,
    after: Option<ApiKeyId>,
) -> sqlx::Result<Vec<ListedApiKey>> {
    // 101: the largest page and one more.
    let keys = keys!(
        "where k.organization_id = $1
            and (
                k.all_tenants
                or exists (
                    select from platform.api_key_tenants b
                    where b.api_key_id = k.id and b.tenant_id = $2
                )
            )
            and ($3::uuid is null or k.id < $3)
        order by k.id desc
        limit 101",
        organization.as_uuid(),
        tenant.as_uuid(),
        after.map(ApiKeyId::as_uuid),
    );
    keys.fetch_all(db).await
}

/// A key of an organization.
pub(super) async fn get_api_key(
    db: &mut PgConnection,
    organization: OrganizationId,
    id: ApiKeyId,
) -> sqlx::Result<Option<ListedApiKey>> {
    let key = keys!(
        "where k.organization_id = $1 and k.id = $2",
        organization.as_uuid(),
        id.as_uuid(),
    );
    key.fetch_optional(db).await
}

/// The same, which nobody can revoke until the transaction ends.
pub(super) async fn hold_api_key(
    db: &mut PgConnection,
    organization: OrganizationId,
    id: ApiKeyId,
) -> sqlx::Result<Option<ListedApiKey>> {
    let key = keys!(
        "where k.organization_id = $1 and k.id = $2
        for no key update",
        organization.as_uuid(),
        id.as_uuid(),
    );
    key.fetch_optional(db).await
}
