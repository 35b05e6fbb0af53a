//! Revoking a key over the API: at once, on every server, and once and for all.
use super::{asker::Asker, keys, model::ListedApiKey, store};
use crate::{
    change::Change,
    error::{Code, Error, Result},
    kernel::id::ApiKeyId,
    timeline::{self, Changes, EntityType, Entry},
};

/// Revokes a key that may work in the tenant; one that was revoked before stays as it was.
pub(super) async fn revoke(
    change: &mut Change,
    asker: &Asker,
    id: ApiKeyId,
) -> Result<ListedApiKey> {
    let (tenant, organization) = (change.tenant().id, change.tenant().organization_id);
    let key = store::hold_api_key(change.conn(), organization, id).await?;
    let mut key = key
        .filter(|key| key.all_tenants || key.tenant_ids.contains(&tenant))
        .ok_or_else(|| Error::not_found("API key", id))?;
    if asker.id() == id {
        return Err(Error::refused(
            Code::ApiKeyInUse,
            "This is the API key you are using. Sign in with another one, and revoke it then.",
        ));
    }
    if !asker.reaches_all_of(&key) {
        return Err(Error::refused(
            Code::NoTenantAccess,
            "This API key also works in tenants that yours has no access to. Use a key that has.",
        ));
    }
    if key.revoked_at.is_some() {
        return Ok(key);
    }
    let now = change.now();
    key.revoked_at = keys::revoke(change.conn(), id, now).await?;
    let entry = Entry {
        entity_type: EntityType::ApiKey,
        entity_id: id.to_string(),
        action: "api_key.revoked",
        summary: format!("API key revoked: {}", key.name),
        changes: Changes::none().with("revokedAt", &None, &key.revoked_at),
    };
    timeline::record(change, entry);
    Ok(key)
}
