//! Who asks, where no tenant need be named: not behind the guard, but judged by the same rules.
use axum::{extract::FromRequestParts, http::request::Parts};
use chrono::{DateTime, Utc};

use super::{
    api_key::ApiKey,
    business_unit::BusinessUnit,
    credential::{Credential, Head},
    guard,
    permission::PermissionSet,
    store::{self, FoundKey},
};
use crate::{
    app::App,
    error::Result,
    kernel::id::{ApiKeyId, TenantId},
};

/// A living key, and the tenant that was asked for, where one was.
#[derive(Debug)]
pub struct Caller(FoundKey);

impl Caller {
    /// The owner of a key, who asks to work in a tenant, by id or handle. Refused if the key is dead
    /// or may not work there.
    pub async fn of_key(app: &App, key: ApiKey, tenant: &str) -> Result<Self> {
        Self::find(app, &Credential::Key(key), Some(tenant)).await
    }

    async fn find(app: &App, credential: &Credential, wanted: Option<&str>) -> Result<Self> {
        let found = store::find(app.pool(), credential, wanted).await?;
        let found = found
            .filter(|found| found.is_alive(app))
            .ok_or_else(|| guard::not_alive(credential))?;
        if wanted.is_some() && found.unit.is_none() {
            return Err(guard::no_access(wanted));
        }
        Ok(Self(found))
    }

    /// The key.
    pub const fn api_key_id(&self) -> ApiKeyId {
        self.0.id
    }

    /// What people call the key.
    pub fn api_key_name(&self) -> &str {
        &self.0.name
    }

    /// What it may do.
    pub const fn permissions(&self) -> &PermissionSet {
        &self.0.permissions
    }

    /// The tenant it asked for.
    pub fn unit(&self) -> Option<&BusinessUnit> {
        self.0.unit.as_deref()
    }

    /// The tenant its session was opened in.
    pub const fn opened_in(&self) -> Option<TenantId> {
        self.0.opened_in
    }

    /// When key or session end by themselves.
    pub const fn expires_at(&self) -> Option<DateTime<Utc>> {
        self.0.expires_at
    }

    /// Whether it is the demo's key, which everyone knows.
    pub const fn is_demo(&self) -> bool {
        self.0.is_demo
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = crate::error::Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let head = Head {
            method: &parts.method,
            uri: &parts.uri,
            headers: &parts.headers,
        };
        let credential = Credential::of(app, head)?;
        let caller = Self::find(app, &credential, head.wanted()?).await?;
        guard::tell(caller.api_key_id(), caller.unit());
        Ok(caller)
    }
}
