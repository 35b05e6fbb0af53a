//! Sessions as they are sent and shown.
use std::fmt;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::{Array, ArrayBuilder, ObjectBuilder, schema::Type},
};

use super::store::TenantRow;
use crate::{
    auth::{Caller, Permission, settings::DateFormat},
    http::json::{Input, Read},
    kernel::{
        currency::Currency,
        id::{ApiKeyId, TenantId},
        tax::TaxRate,
    },
};

/// Who wants to sign in, and where. Does not print the key.
#[derive(Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({"apiKey": "fo_test_demo", "tenantId": "demo"}))]
pub(crate) struct SignInBody {
    /// An API key, as it was shown when it was made.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    api_key: String,
    /// Id or handle of one of the key's tenants.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    pub(super) tenant_id: String,
}

impl SignInBody {
    /// The key as it was typed or pasted, without blanks around it.
    pub(super) fn api_key(&self) -> &str {
        self.api_key.trim()
    }
}

impl fmt::Debug for SignInBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignInBody(***)")
    }
}

impl Read for SignInBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let api_key = object.need(&["apiKey"], Input::name);
        let tenant_id = object.need(&["tenantId"], Input::name);
        Some(Self {
            api_key: api_key?,
            tenant_id: tenant_id?.trim().to_owned(),
        })
    }
}

/// What the caller may do, and where.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Session)]
pub(crate) struct SessionBody {
    #[schema(value_type = String)]
    api_key_id: ApiKeyId,
    api_key_name: String,
    /// Every permission the key gives, also by one that includes it.
    #[schema(schema_with = permissions)]
    permissions: Vec<&'static str>,
    /// The tenants the key may work in, by name; at most 1,000.
    tenants: Vec<SessionTenantBody>,
    /// The tenant that `Tenant-ID` names; without the header the one that was signed in to. Null where
    /// there is none, as for an API key that names no tenant.
    #[schema(value_type = Option<String>, required = true)]
    tenant_id: Option<TenantId>,
    /// When the session ends, or the key that was sent; null for a key without an end.
    #[schema(required = true)]
    expires_at: Option<DateTime<Utc>>,
    /// Whether the key is the demo's, which everyone knows.
    demo: bool,
}

/// A tenant that the caller may work in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SessionTenant)]
struct SessionTenantBody {
    #[schema(value_type = String)]
    tenant_id: TenantId,
    /// A short name for the header `Tenant-ID`.
    handle: String,
    /// Its name for people.
    name: String,
    #[schema(value_type = String, min_length = 3, max_length = 3, example = "EUR")]
    currency: Currency,
    /// Decimals of an amount in that currency (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD.
    #[schema(maximum = 4, example = 2)]
    currency_decimals: u32,
    /// IANA name: where its days begin and end.
    #[schema(example = "Europe/Amsterdam")]
    time_zone: String,
    country: String,
    /// How it writes dates.
    date_format: DateFormat,
    /// Contract lengths that may be ordered, in months; none: every one with a price.
    #[schema(example = json!([6, 12, 24, 36]))]
    contract_terms: Vec<u32>,
    /// Contract length of an item that names none.
    #[schema(required = true)]
    default_contract_term: Option<u32>,
    /// Whether an order takes subscriptions only once it is confirmed.
    require_confirmation: bool,
    /// Tax on what it sells, in percent; 0 is none.
    #[schema(value_type = f64, minimum = 0, maximum = 100, example = 21)]
    tax_rate: TaxRate,
    /// Whether its prices contain the tax.
    tax_inclusive: bool,
}

/// A session that ended.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignedOutBody {
    success: bool,
    #[schema(example = "Signed out")]
    message: &'static str,
}

impl SignedOutBody {
    pub(super) const fn new() -> Self {
        Self {
            success: true,
            message: "Signed out",
        }
    }
}

impl SessionBody {
    /// What `caller` may do in `tenants`, until `expires_at`.
    pub(super) fn new(
        caller: &Caller,
        tenants: Vec<TenantRow>,
        expires_at: Option<DateTime<Utc>>,
    ) -> Self {
        let may = |id: &TenantId| tenants.iter().any(|tenant| tenant.id == *id);
        let named = caller.unit().map(|unit| unit.id);
        Self {
            api_key_id: caller.api_key_id(),
            api_key_name: caller.api_key_name().to_owned(),
            permissions: caller
                .permissions()
                .allowed()
                .map(Permission::as_str)
                .collect(),
            tenant_id: named.or_else(|| caller.opened_in().filter(may)),
            tenants: tenants.into_iter().map(SessionTenantBody::new).collect(),
            expires_at,
            demo: caller.is_demo(),
        }
    }
}

impl SessionTenantBody {
    fn new(row: TenantRow) -> Self {
        let settings = row.settings.0;
        Self {
            tenant_id: row.id,
            handle: row.handle,
            name: row.name,
            currency: row.currency,
            currency_decimals: row.currency.exponent(),
            time_zone: row.time_zone,
            country: row.country,
            date_format: settings.date_format,
            contract_terms: settings.terms,
            default_contract_term: settings.default_term,
            require_confirmation: settings.require_confirmation,
            tax_rate: row.tax_rate,
            tax_inclusive: row.tax_inclusive,
        }
    }
}

/// The permissions there are, as a closed list.
fn permissions() -> Array {
    let names = Permission::ALL.iter().map(|permission| permission.as_str());
    let name = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(names));
    ArrayBuilder::new()
        .items(name)
        .description(Some(
            "Every permission the key gives, also by one that includes it.",
        ))
        .build()
}
