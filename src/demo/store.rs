//! The demo's tenant and key, over an administrator's connection.
use anyhow::{Result, ensure};
use chrono::{DateTime, Utc};
use sqlx::{Connection as _, PgConnection};

use super::HANDLE;
use crate::{
    auth::api_key::{ApiKey, DEMO_KEY},
    kernel::id::{ApiKeyId, OrganizationId, TenantId},
};

/// Number of the advisory lock under which one server at a time lays the demo.
const LOCK: i64 = 0x0064_656d_6f00;

/// Custom fields of orders, so that `customField_…` filters can be tried.
const CUSTOM_FIELDS: [(&str, &str); 3] = [
    ("purchaseOrderNumber", "Purchase order number"),
    ("costCenter", "Cost center"),
    ("siebelId", "Siebel id"),
];

/// Waits until no other server lays the demo; held until the connection closes.
pub(super) async fn lock(admin: &mut PgConnection) -> Result<()> {
    sqlx::query!("select pg_advisory_lock($1)", LOCK)
        .execute(admin)
        .await?;
    Ok(())
}

/// The tenant with the handle `demo`, its organization, its key and its custom fields, made unless
/// they are there. Fails where the handle is somebody else's.
pub(super) async fn make_tenant(admin: &mut PgConnection, at: DateTime<Utc>) -> Result<TenantId> {
    let key = ApiKey::parse(DEMO_KEY)?.hash();
    let there = sqlx::query!(
        r#"
        select t.id as "id: TenantId",
               exists (
                   select from platform.api_key_tenants b
                   join platform.api_keys k on k.id = b.api_key_id
                   where b.tenant_id = t.id and k.hash = $2
               ) as "ours!"
        from platform.tenants t
        where t.handle = $1
        "#,
        HANDLE,
        &key.as_bytes()[..],
    )
    .fetch_optional(&mut *admin)
    .await?;
    let Some(tenant) = there else {
        let mut tx = admin.begin().await?;
        let tenant = insert(&mut tx, at).await?;
        tx.commit().await?;
        return Ok(tenant);
    };
    ensure!(
        tenant.ours,
        "the handle `{HANDLE}` belongs to a tenant of your own in this database; serve without \
         --demo, or with another --data-dir"
    );
    Ok(tenant.id)
}

async fn insert(tx: &mut PgConnection, at: DateTime<Utc>) -> Result<TenantId> {
    let (organization, tenant) = (OrganizationId::generate(at), TenantId::generate(at));
    sqlx::query!(
        "insert into platform.organizations (id, name, created_at) values ($1, 'Demo', $2)",
        organization as _,
        at,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "
        insert into platform.tenants
            (id, organization_id, handle, name, currency, time_zone, country, tax_rate_ppm,
             tax_inclusive, settings, version, created_at, updated_at)
        values ($1, $2, $3, 'Demo shop', 'EUR', 'Europe/Amsterdam', 'Netherlands', 210000,
                false, '{}', 1, $4, $4)
        ",
        tenant as _,
        organization as _,
        HANDLE,
        at,
    )
    .execute(&mut *tx)
    .await?;
    make_key(tx, organization, tenant, at).await?;
    for (id, label) in CUSTOM_FIELDS {
        sqlx::query!(
            "
            insert into custom_fields
                (tenant_id, section, id, label, field_type, required, format, created_at, updated_at)
            values ($1, 'order', $2, $3, 'text', false, '{}', $4, $4)
            ",
            tenant as _,
            id,
            label,
            at,
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(tenant)
}

/// Whether the whole year is there.
pub(super) async fn is_laid(admin: &mut PgConnection, tenant: TenantId) -> Result<bool> {
    let laid = sqlx::query_scalar!(
        r#"select settings ? 'demoLaid' as "laid!" from platform.tenants where id = $1"#,
        tenant as _,
    )
    .fetch_one(admin)
    .await?;
    Ok(laid)
}

/// Notes that the whole year is there.
pub(super) async fn set_laid(admin: &mut PgConnection, tenant: TenantId) -> Result<()> {
    sqlx::query!(
        r#"update platform.tenants set settings = settings || '{"demoLaid": true}' where id = $1"#,
        tenant as _,
    )
    .execute(admin)
    .await?;
    Ok(())
}

/// The key that everyone knows, bound to the demo tenant.
async fn make_key(
    tx: &mut PgConnection,
    organization: OrganizationId,
    tenant: TenantId,
    at: DateTime<Utc>,
) -> Result<()> {
    let (id, key) = (ApiKeyId::generate(at), ApiKey::parse(DEMO_KEY)?);
    let hash = key.hash();
    sqlx::query!(
        "
        insert into platform.api_keys
            (id, organization_id, name, hint, hash, permissions, all_tenants, created_at)
        values ($1, $2, 'Demo key', $3, $4, '{*}', false, $5)
        ",
        id as _,
        organization as _,
        key.hint(),
        &hash.as_bytes()[..],
        at,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "
        insert into platform.api_key_tenants (organization_id, api_key_id, tenant_id)
        values ($1, $2, $3)
        ",
        organization as _,
        id as _,
        tenant as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}
