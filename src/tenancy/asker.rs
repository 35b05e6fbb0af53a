//! The key that asks for something about keys: what it may do now, not what was kept of it.
//!
//! Keys are taken from a copy for a while (docs/decisions/0017-kept-keys.md); whoever makes or revokes
//! keys is looked at again in the transaction itself, so that a key that is just being revoked cannot
//! leave another one behind.
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{model::ListedApiKey, store};
use crate::{
    auth::{PermissionSet, Tenant},
    change::Change,
    error::{Code, Error, Result},
    kernel::id::{ApiKeyId, TenantId},
};

/// The key that asks.
#[derive(Debug)]
pub(super) struct Asker(ListedApiKey);

impl Asker {
    /// Of a request that only reads.
    pub(super) async fn read(conn: &mut PgConnection, tenant: &Tenant) -> Result<Self> {
        let found = store::get_api_key(conn, tenant.organization_id, id_of(tenant)?).await?;
        found.map(Self).ok_or_else(not_alive)
    }

    /// Of a change, until whose end it stays what it is; refused once it is dead.
    pub(super) async fn hold(change: &mut Change) -> Result<Self> {
        let (tenant, now) = (change.tenant(), change.now());
        let (id, own, organization) = (id_of(tenant)?, tenant.id, tenant.organization_id);
        let found = store::hold_api_key(change.conn(), organization, id).await?;
        found
            .filter(|key| is_alive(key, now))
            .map(Self)
            .filter(|asker| asker.may_use(own))
            .ok_or_else(not_alive)
    }

    /// Its id.
    pub(super) const fn id(&self) -> ApiKeyId {
        self.0.key_id
    }

    /// What it may do.
    pub(super) fn permissions(&self) -> Result<PermissionSet> {
        let names = self.0.permissions.iter().map(String::as_str);
        PermissionSet::parse(names).map_err(Error::internal)
    }

    /// Whether it may work in that tenant, of its own organization.
    pub(super) fn may_use(&self, tenant: TenantId) -> bool {
        self.0.all_tenants || self.0.tenant_ids.contains(&tenant)
    }

    /// Whether it may work in all tenants that a key of its organization may work in.
    pub(super) fn reaches_all_of(&self, other: &ListedApiKey) -> bool {
        self.0.all_tenants
            || (!other.all_tenants && other.tenant_ids.iter().all(|&tenant| self.may_use(tenant)))
    }
}

fn id_of(tenant: &Tenant) -> Result<ApiKeyId> {
    let id = tenant.actor().api_key_id;
    id.ok_or_else(|| Error::internal(anyhow::anyhow!("keys are asked for without a key")))
}

fn is_alive(key: &ListedApiKey, now: DateTime<Utc>) -> bool {
    key.revoked_at.is_none() && key.expires_at.is_none_or(|expiry| now < expiry)
}

fn not_alive() -> Error {
    Error::refused(
        Code::InvalidToken,
        "This API key was revoked or has expired. Use another one.",
    )
}
