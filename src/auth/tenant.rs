//! The proof that a request was authenticated.
use std::{ops::Deref, sync::Arc};

use axum::{extract::FromRequestParts, http::request::Parts};
use serde::Serialize;

use super::business_unit::BusinessUnit;
use crate::{
    error::{Error, Result},
    kernel::id::ApiKeyId,
};

/// Who acts: the `Actor` of contract 3.0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Actor {
    /// The API key's id.
    pub user_id: String,
    /// The key's name.
    pub display_name: String,
    /// `api_key` or `system`.
    pub role: &'static str,
    /// The key, where one was used.
    #[serde(skip)]
    pub api_key_id: Option<ApiKeyId>,
}

impl Actor {
    /// An API key.
    pub fn api_key(id: ApiKeyId, name: &str) -> Self {
        Self {
            user_id: id.to_string(),
            display_name: name.to_owned(),
            role: "api_key",
            api_key_id: Some(id),
        }
    }

    /// The server itself, for what is due without anybody asking.
    pub fn system() -> Self {
        Self {
            user_id: "system".to_owned(),
            display_name: "Scheduler".to_owned(),
            role: "system",
            api_key_id: None,
        }
    }
}

/// The tenant a request is confined to, and who asks. Over HTTP only [`super::guard`] makes one; what
/// is due without a request gets its own from [`super::act_as_system`] alone.
#[derive(Debug, Clone)]
pub struct Tenant {
    unit: Arc<BusinessUnit>,
    actor: Arc<Actor>,
}

impl Tenant {
    /// Of an authenticated request.
    pub(super) const fn of_request(unit: Arc<BusinessUnit>, actor: Arc<Actor>) -> Self {
        Self { unit, actor }
    }

    /// Of work that nobody asked for.
    pub(super) fn of_system(unit: BusinessUnit) -> Self {
        Self {
            unit: Arc::new(unit),
            actor: Arc::new(Actor::system()),
        }
    }

    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl Deref for Tenant {
    type Target = BusinessUnit;

    fn deref(&self) -> &BusinessUnit {
        &self.unit
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Tenant {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            Error::internal(anyhow::anyhow!("an operation stands outside the guard"))
        })
    }
}
