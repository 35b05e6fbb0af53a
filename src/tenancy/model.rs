//! Organizations, business units and keys as they are made and listed. Pure.
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use crate::{
    auth::{api_key::ApiKey, permission::PermissionSet, settings::Settings},
    kernel::{
        calendar::TimeZone,
        currency::Currency,
        id::{ApiKeyId, OrganizationId, TenantId},
        tax::TaxRate,
    },
};

/// Longest handle, in characters.
const HANDLE_MAX: usize = 63;

/// Handle of a name without a letter or digit of ASCII.
const HANDLE_FALLBACK: &str = "tenant";

/// A business unit to be made.
#[derive(Debug, Clone)]
pub struct NewTenant {
    /// Its organization; without one it gets an organization of its own, of the same name.
    pub organization_id: Option<OrganizationId>,
    /// Its name.
    pub name: String,
    /// Its handle; without one a free one is made of the name.
    pub handle: Option<String>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Where its days begin and end.
    pub time_zone: TimeZone,
    /// Where it is.
    pub country: String,
    /// Tax on what it sells.
    pub tax_rate: TaxRate,
    /// Whether its prices contain that tax.
    pub tax_inclusive: bool,
    /// What its owner may choose.
    pub settings: Settings,
}

/// A business unit that was made, with the only sight of its key.
#[derive(Debug)]
pub struct CreatedTenant {
    /// Its organization.
    pub organization_id: OrganizationId,
    /// Its id.
    pub tenant_id: TenantId,
    /// Its handle.
    pub handle: String,
    /// A key bound to it that may do everything.
    pub api_key: ApiKey,
}

/// A key to be made.
#[derive(Debug, Clone)]
pub struct NewApiKey {
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// The business units it is bound to; none: all of the organization.
    pub tenant_ids: Vec<TenantId>,
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub permissions: PermissionSet,
    /// How long it lives; for ever without.
    pub lives: Option<TimeDelta>,
}

/// A key that was made, with the only sight of it.
#[derive(Debug)]
pub struct CreatedApiKey {
    /// Its id, by which it is listed and revoked.
    pub id: ApiKeyId,
    /// The key.
    pub api_key: ApiKey,
}

/// A business unit in a list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedTenant {
    /// Its organization.
    pub organization_id: OrganizationId,
    /// Its id.
    pub tenant_id: TenantId,
    /// Its handle.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// The currency of its amounts.
    pub currency: String,
    /// Since when it is there.
    pub created_at: DateTime<Utc>,
}

/// A key in a list: never the key itself.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedApiKey {
    /// Its id.
    pub key_id: ApiKeyId,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// Whether it speaks for every business unit of the organization.
    pub all_tenants: bool,
    /// The business units it is bound to.
    pub tenant_ids: Vec<TenantId>,
    /// What people call it.
    pub name: String,
    /// Its first characters.
    pub hint: String,
    /// What it may do.
    pub permissions: Vec<String>,
    /// Since when it is there.
    pub created_at: DateTime<Utc>,
    /// From when on it is dead, if it has an end.
    pub expires_at: Option<DateTime<Utc>>,
    /// Since when it is revoked, if it is.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it was last used, if ever.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// Why something was not made; the caller must change the command.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No organization with that id.
    #[error("there is no organization {0}; `flexorder tenant list` shows those there are")]
    NoOrganization(OrganizationId),
    /// No business unit with that id in that organization.
    #[error("the organization {1} has no tenant {0}; `flexorder tenant list` shows what it has")]
    NoTenant(TenantId, OrganizationId),
    /// No key with that id.
    #[error("there is no API key {0}; `flexorder api-key list` shows those there are")]
    NoApiKey(ApiKeyId),
    /// Another business unit has the handle.
    #[error("the handle `{0}` is taken; choose another --handle, or leave it out")]
    HandleTaken(String),
    /// The handle has not the form of one.
    #[error(
        "`{0}` is no handle: 1 to {HANDLE_MAX} of a-z, 0-9 and -, the first one not a -, and not \
         of the form of an id"
    )]
    NotAHandle(String),
    /// A name of nothing but spaces.
    #[error("the name must not be empty")]
    NoName,
}

/// Checks a handle that was chosen.
pub(super) fn require_handle(handle: &str) -> Result<(), Refused> {
    let formed = (1..=HANDLE_MAX).contains(&handle.len())
        && !handle.starts_with('-')
        && handle
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if formed {
        Ok(())
    } else {
        Err(Refused::NotAHandle(handle.to_owned()))
    }
}

/// A handle made of a name, the `attempt`-th: `acme-nl`, `acme-nl-2`, …
pub(super) fn handle_of(name: &str, attempt: u32) -> String {
    let suffix = if attempt <= 1 {
        String::new()
    } else {
        format!("-{attempt}")
    };
    let mut slug = String::new();
    for char in name.chars().map(|char| char.to_ascii_lowercase()) {
        if char.is_ascii_alphanumeric() {
            slug.push(char);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(HANDLE_MAX.saturating_sub(suffix.len()));
    let slug = slug.trim_end_matches('-');
    let slug = if slug.is_empty() {
        HANDLE_FALLBACK
    } else {
        slug
    };
    format!("{slug}{suffix}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_handle_is_the_name_in_small_letters_and_dashes() {
        assert_eq!(handle_of("Acme  NL (B.V.)", 1), "acme-nl-b-v");
        assert_eq!(handle_of("Acme NL", 3), "acme-nl-3");
        assert_eq!(handle_of("日本", 1), "tenant");
    }

    proptest! {
        #[test]
        fn every_name_gives_a_handle_of_the_right_form(name in ".{0,200}", attempt in 1_u32..2000) {
            prop_assert!(require_handle(&handle_of(&name, attempt)).is_ok());
        }
    }
}
