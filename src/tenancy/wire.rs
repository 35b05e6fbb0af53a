//! API keys on the wire: what is asked for, and what is told.
use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

use super::{asker::Asker, issue::LIFETIME_MAX, model::ListedApiKey};
use crate::{
    auth::{Permission, PermissionSet},
    http::{
        json::{Input, Read},
        page::PageInfo,
    },
    kernel::{
        id::{ApiKeyId, TenantId},
        page::{Limit, Page},
    },
};

/// Most permissions that a body may name; there are fewer.
const PERMISSIONS_MAX: usize = 50;

/// Most tenants that a body may name.
const TENANTS_MAX: usize = 100;

/// A key to be made.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "name": "Stock screen", "permissions": ["settings:read"], "expiresInDays": 90
}))]
pub(crate) struct CreateApiKeyBody {
    /// What people call it.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    pub(super) name: String,
    /// What it may do: of what the asking key may do itself.
    #[schema(value_type = Vec<PermissionName>, min_items = 1, max_items = 50)]
    pub(super) permissions: Vec<String>,
    /// Further tenants it works in, beside that of the request; of those the asking key works in.
    #[schema(value_type = Option<Vec<TenantId>>, max_items = 100)]
    pub(super) tenant_ids: Vec<String>,
    /// After how many days it ends; never, unless told.
    #[schema(minimum = 1, maximum = 36500)]
    pub(super) expires_in_days: Option<i64>,
    /// When it ends, in place of `expiresInDays`; of a date, its first moment.
    pub(super) expires_at: Option<DateTime<Utc>>,
}

impl Read for CreateApiKeyBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let name = object.need(&["name"], Input::name);
        let permissions = object.need(&["permissions"], |names| {
            names.list((1, PERMISSIONS_MAX), permission)
        });
        let tenant_ids = object.maybe(&["tenantIds"], |ids| {
            ids.list((0, TENANTS_MAX), Input::name)
        });
        let days = |days: &Input<'_>| days.integer(1..=LIFETIME_MAX.num_days());
        let expires_in_days = object.maybe(&["expiresInDays"], days);
        let expires_at = object.maybe(&["expiresAt"], Input::instant);
        if expires_in_days.is_some() && expires_at.is_some() {
            let message = "Send either this or expiresInDays.";
            return object.field(&["expiresAt"])?.fault("custom", message);
        }
        Some(Self {
            name: name?,
            permissions: permissions?,
            tenant_ids: tenant_ids.unwrap_or_default(),
            expires_in_days,
            expires_at,
        })
    }
}

/// The name of a permission there is.
fn permission(input: &Input<'_>) -> Option<String> {
    let name = input.name()?;
    match PermissionSet::parse([name.as_str()]) {
        Ok(_) => Some(name),
        Err(unknown) => input.fault("invalid_enum_value", format!("{unknown}.")),
    }
}

/// The names that a key's list of permissions may hold, for the document.
pub(crate) struct PermissionName;

impl PartialSchema for PermissionName {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("`x:write` includes `x:read`; `*` is everything."))
            .enum_values(Some(Permission::NAMES.iter().copied()))
            .into()
    }
}

impl ToSchema for PermissionName {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Permission")
    }
}

/// An API key: never the key itself.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ApiKey)]
pub(crate) struct ApiKeyBody {
    api_key_id: ApiKeyId,
    name: String,
    /// Its first characters, to tell keys apart.
    #[schema(example = "fo_live_4fGh")]
    hint: String,
    #[schema(value_type = Vec<PermissionName>)]
    permissions: Vec<String>,
    /// Whether it works in all tenants of the organization, those to come included.
    all_tenants: bool,
    /// The tenants it is bound to, as far as the asking key works in them too.
    tenant_ids: Vec<TenantId>,
    created_at: DateTime<Utc>,
    #[schema(required = true)]
    expires_at: Option<DateTime<Utc>>,
    /// Since when it is dead, if somebody revoked it.
    #[schema(required = true)]
    revoked_at: Option<DateTime<Utc>>,
    /// To the minute.
    #[schema(required = true)]
    last_used_at: Option<DateTime<Utc>>,
    /// Whether it is the one that asks.
    current: bool,
}

impl ApiKeyBody {
    /// A key as the asking one may see it.
    pub(super) fn new(key: ListedApiKey, asker: &Asker) -> Self {
        let mut tenant_ids = key.tenant_ids;
        tenant_ids.retain(|&tenant| asker.may_use(tenant));
        Self {
            current: asker.id() == key.key_id,
            api_key_id: key.key_id,
            name: key.name,
            hint: key.hint,
            permissions: key.permissions,
            all_tenants: key.all_tenants,
            tenant_ids,
            created_at: key.created_at,
            expires_at: key.expires_at,
            revoked_at: key.revoked_at,
            last_used_at: key.last_used_at,
        }
    }
}

/// A page of keys.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ApiKeyListBody {
    api_keys: Vec<ApiKeyBody>,
    #[serde(flatten)]
    page: PageInfo,
}

impl ApiKeyListBody {
    pub(super) fn new(page: Page<ApiKeyBody>, limit: Limit) -> Self {
        Self {
            page: PageInfo::of(&page, limit),
            api_keys: page.items,
        }
    }
}

/// A key that was made, and the only sight of it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ApiKeyCreatedBody<'a> {
    success: bool,
    message: &'static str,
    /// The key itself, once: null in the answer to a repeat with the same `Idempotency-Key`.
    #[schema(required = true, example = "fo_live_4fGhT0pQ2sXw8yZ1aBcDeFgHiJk0aB1cD")]
    api_key: Option<&'a str>,
    key: &'a ApiKeyBody,
}

impl<'a> ApiKeyCreatedBody<'a> {
    /// What the first answer says.
    pub(super) const fn once(api_key: &'a str, key: &'a ApiKeyBody) -> Self {
        Self {
            success: true,
            message: "API key created. It is shown this once: keep it where it is safe.",
            api_key: Some(api_key),
            key,
        }
    }

    /// What is recorded, and said to a repeat.
    pub(super) const fn again(key: &'a ApiKeyBody) -> Self {
        Self {
            success: true,
            message: "API key created. It was shown once, in the first answer; if that was lost, \
                      revoke it and create another one.",
            api_key: None,
            key,
        }
    }
}

/// A key that is revoked.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ApiKeyRevokedBody {
    success: bool,
    message: &'static str,
    key: ApiKeyBody,
}

impl ApiKeyRevokedBody {
    pub(super) const fn new(key: ApiKeyBody) -> Self {
        Self {
            success: true,
            message: "API key revoked",
            key,
        }
    }
}
