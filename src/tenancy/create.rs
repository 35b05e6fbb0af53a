//! Makes a business unit, its organization if need be, and a key for it; lists what there is.
use anyhow::Result;
use sqlx::{Acquire as _, PgConnection};

use super::{
    keys::add_key,
    model::{
        CreatedTenant, ListedTenant, NewApiKey, NewTenant, Refused, handle_of, require_handle,
    },
    store,
};
use crate::{
    auth::permission::PermissionSet,
    kernel::{
        clock::Clock,
        id::{OrganizationId, TenantId},
    },
};

/// Handles tried for a name before it is given up.
const HANDLE_TRIES: u32 = 1000;

/// Name of the key that comes with a business unit.
const FIRST_KEY: &str = "first key";

/// Makes a business unit and a key bound to it that may do everything: all, or nothing.
pub async fn create_tenant(
    admin: &mut PgConnection,
    clock: &Clock,
    new: &NewTenant,
) -> Result<CreatedTenant> {
    if new.name.trim().is_empty() {
        return Err(Refused::NoName.into());
    }
    let now = clock.now();
    let mut tx = admin.begin().await?;
    let organization_id = match new.organization_id {
        Some(id) if store::has_organization(&mut tx, id).await? => id,
        Some(id) => return Err(Refused::NoOrganization(id).into()),
        None => {
            let id = OrganizationId::generate(now);
            store::insert_organization(&mut tx, id, &new.name, now).await?;
            id
        }
    };
    let tenant_id = TenantId::generate(now);
    let handle = insert(&mut tx, (tenant_id, organization_id), new, clock).await?;
    let key = NewApiKey {
        organization_id,
        tenant_ids: vec![tenant_id],
        name: FIRST_KEY.to_owned(),
        permissions: PermissionSet::EVERYTHING,
        lives: None,
    };
    let created = add_key(&mut tx, now, &key).await?;
    tx.commit().await?;
    Ok(CreatedTenant {
        organization_id,
        tenant_id,
        handle,
        api_key: created.api_key,
    })
}

/// Writes the row under the handle that was chosen, else under the first free one of its name.
async fn insert(
    tx: &mut PgConnection,
    ids: (TenantId, OrganizationId),
    new: &NewTenant,
    clock: &Clock,
) -> Result<String> {
    let now = clock.now();
    if let Some(handle) = &new.handle {
        require_handle(handle)?;
        if store::insert_tenant(tx, ids, handle, new, now).await? {
            return Ok(handle.clone());
        }
        return Err(Refused::HandleTaken(handle.clone()).into());
    }
    for attempt in 1..=HANDLE_TRIES {
        let handle = handle_of(&new.name, attempt);
        if store::insert_tenant(tx, ids, &handle, new, now).await? {
            return Ok(handle);
        }
    }
    Err(Refused::HandleTaken(handle_of(&new.name, 1)).into())
}

/// The business units of an organization, or of all; by organization, oldest first.
pub async fn list_tenants(
    admin: &mut PgConnection,
    organization: Option<OrganizationId>,
) -> Result<Vec<ListedTenant>> {
    Ok(store::list_tenants(admin, organization).await?)
}
