//! Makes, lists and revokes API keys.
use anyhow::{Context as _, Result};
use chrono::{DateTime, Utc};
use sqlx::{Acquire as _, PgConnection};

use super::{
    model::{CreatedApiKey, ListedApiKey, NewApiKey, Refused},
    store::{self, ApiKeyRow},
};
use crate::{
    auth::api_key::ApiKey,
    db::{self, Notice},
    kernel::{
        clock::Clock,
        id::{ApiKeyId, OrganizationId},
    },
};

/// Makes a key. It works at once on every server of the database.
pub async fn create_api_key(
    admin: &mut PgConnection,
    clock: &Clock,
    new: &NewApiKey,
) -> Result<CreatedApiKey> {
    if new.name.trim().is_empty() {
        return Err(Refused::NoName.into());
    }
    let mut tx = admin.begin().await?;
    if !store::has_organization(&mut tx, new.organization_id).await? {
        return Err(Refused::NoOrganization(new.organization_id).into());
    }
    for &tenant in &new.tenant_ids {
        if !store::has_tenant(&mut tx, tenant, new.organization_id).await? {
            return Err(Refused::NoTenant(tenant, new.organization_id).into());
        }
    }
    let created = add_key(&mut tx, clock.now(), new).await?;
    tx.commit().await?;
    Ok(created)
}

/// Writes a key whose organization and business units are known to be there.
pub(super) async fn add_key(
    tx: &mut PgConnection,
    now: DateTime<Utc>,
    new: &NewApiKey,
) -> Result<CreatedApiKey> {
    let expires_at = match new.lives {
        Some(time) => Some(
            now.checked_add_signed(time)
                .context("the key would live too long")?,
        ),
        None => None,
    };
    let (id, api_key) = (ApiKeyId::generate(now), ApiKey::generate());
    let row = ApiKeyRow {
        id,
        organization: new.organization_id,
        name: &new.name,
        key: &api_key,
        permissions: &new.permissions.names(),
        all_tenants: new.tenant_ids.is_empty(),
        created_at: now,
        expires_at,
    };
    store::insert_api_key(tx, &row).await?;
    for &tenant in &new.tenant_ids {
        store::bind_api_key(tx, new.organization_id, id, tenant).await?;
    }
    Ok(CreatedApiKey { id, api_key })
}

/// Revokes a key, for all servers of the database, and tells since when it is; one that was revoked before stays as it was.
pub async fn revoke_api_key(
    admin: &mut PgConnection,
    clock: &Clock,
    id: ApiKeyId,
) -> Result<DateTime<Utc>> {
    let mut tx = admin.begin().await?;
    let revoked = revoke(&mut tx, id, clock.now()).await?;
    tx.commit().await?;
    Ok(revoked.ok_or(Refused::NoApiKey(id))?)
}

/// Revokes a key and tells all servers, once the transaction commits. Since when it is revoked, now or
/// before; none where there is no such key.
pub(super) async fn revoke(
    tx: &mut PgConnection,
    id: ApiKeyId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    let revoked = store::revoke_api_key(tx, id, now).await?;
    db::notify(tx, Notice::KeysChanged).await?;
    Ok(revoked)
}

/// The keys of an organization, or of all; by organization, oldest first.
pub async fn list_api_keys(
    admin: &mut PgConnection,
    organization: Option<OrganizationId>,
) -> Result<Vec<ListedApiKey>> {
    Ok(store::list_api_keys(admin, organization).await?)
}
