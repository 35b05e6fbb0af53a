//! Making a key over the API: with no more rights than the key that asks, for tenants it works in.
use chrono::{DateTime, TimeDelta, Utc};

use super::{
    asker::Asker,
    keys::add_key,
    model::{ListedApiKey, NewApiKey},
    store,
    wire::CreateApiKeyBody,
};
use crate::{
    auth::{PermissionSet, api_key::ApiKey},
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::id::TenantId,
    timeline::{self, Changes, EntityType, Entry},
};

/// Longest that a key may live.
pub(super) const LIFETIME_MAX: TimeDelta = TimeDelta::days(36_500);

/// Makes a key. Gives what is listed of it, and the key itself, which is never seen again.
pub(super) async fn issue(
    change: &mut Change,
    asker: &Asker,
    body: &CreateApiKeyBody,
) -> Result<(ListedApiKey, ApiKey)> {
    let mut faults = too_much(&asker.permissions()?, body)?;
    let tenant_ids = tenants(change, asker, body, &mut faults).await?;
    let lives = lifetime(body, change.now(), &mut faults);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let organization_id = change.tenant().organization_id;
    let new = NewApiKey {
        organization_id,
        tenant_ids,
        name: body.name.clone(),
        permissions: PermissionSet::parse(body.permissions.iter().map(String::as_str))
            .map_err(Error::internal)?,
        lives,
    };
    let now = change.now();
    let created = add_key(change.conn(), now, &new)
        .await
        .map_err(Error::Internal)?;
    let key = store::get_api_key(change.conn(), organization_id, created.id).await?;
    let key = key.ok_or_else(|| Error::internal(anyhow::anyhow!("a new key is not there")))?;
    let entry = Entry {
        entity_type: EntityType::ApiKey,
        entity_id: key.key_id.to_string(),
        action: "api_key.created",
        summary: format!("API key created: {}", key.name),
        changes: Changes::none().with("permissions", &Vec::new(), &key.permissions),
    };
    timeline::record(change, entry);
    Ok((key, created.api_key))
}

/// A fault at each permission that the asking key has not.
fn too_much(held: &PermissionSet, body: &CreateApiKeyBody) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for (index, name) in body.permissions.iter().enumerate() {
        let wanted = PermissionSet::parse([name.as_str()]).map_err(Error::internal)?;
        if !held.covers(&wanted) {
            faults.push(Fault::own(
                format!("permissions[{index}]"),
                Code::InsufficientPermissions,
                format!(
                    "Your API key lacks `{name}`, so it cannot give it. Leave it out, or use a \
                     key that has it."
                ),
            ));
        }
    }
    Ok(faults)
}

/// The tenants of the new key: the request's own, and those it names.
async fn tenants(
    change: &mut Change,
    asker: &Asker,
    body: &CreateApiKeyBody,
    faults: &mut Vec<Fault>,
) -> Result<Vec<TenantId>> {
    let (own, organization) = (change.tenant().id, change.tenant().organization_id);
    let mut all = vec![own];
    for (index, named) in body.tenant_ids.iter().enumerate() {
        // A key for all tenants works in those of its organization alone.
        let known = match named.parse::<TenantId>() {
            Ok(id) if asker.may_use(id) => store::has_tenant(change.conn(), id, organization)
                .await?
                .then_some(id),
            Ok(_) | Err(_) => None,
        };
        match known {
            Some(id) if all.contains(&id) => {}
            Some(id) => all.push(id),
            None => faults.push(Fault::own(
                format!("tenantIds[{index}]"),
                Code::NoTenantAccess,
                "Your API key has no access to a tenant of this id. Leave it out, or use a key \
                 that has.",
            )),
        }
    }
    Ok(all)
}

/// How long the key lives from now on; for ever, unless told.
fn lifetime(
    body: &CreateApiKeyBody,
    now: DateTime<Utc>,
    faults: &mut Vec<Fault>,
) -> Option<TimeDelta> {
    if let Some(days) = body.expires_in_days {
        return Some(TimeDelta::days(days));
    }
    let lives = body.expires_at? - now;
    if lives <= TimeDelta::zero() || lives > LIFETIME_MAX {
        let days = LIFETIME_MAX.num_days();
        let message = format!("Must lie in the future, at most {days} days from now.");
        faults.push(Fault::shape("expiresAt", "custom", message));
    }
    Some(lives)
}
