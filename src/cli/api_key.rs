//! `flexorder api-key create|list|revoke`.
use anyhow::Result;
use chrono::{DateTime, TimeDelta, Utc};
use clap::{Args, Subcommand};
use serde::Serialize;

use super::{Usage, admin, output};
use crate::{
    auth::permission::{InvalidPermissions, PermissionSet},
    config::{DatabaseSettings, parse_duration},
    kernel::{
        clock::Clock,
        id::{ApiKeyId, OrganizationId, TenantId},
    },
    tenancy::{self, ListedApiKey, NewApiKey},
};

/// Longest life of a key that has an end.
const LIFETIME_MAX: TimeDelta = TimeDelta::days(36_500);

const EXAMPLES: &str = "\
Examples:
  flexorder api-key create --organization org_… --permissions orders:read,customers:read
  flexorder api-key create --organization org_… --tenant bu_… --tenant bu_… --expires-in 30d --json
  flexorder api-key revoke key_…";

/// Make, list and revoke API keys.
#[derive(Subcommand, Debug)]
pub(super) enum ApiKey {
    /// Make a key; it is shown this once.
    Create(Create),
    /// List keys, never the keys themselves.
    List(List),
    /// Revoke a key: dead within a second on every server.
    Revoke(Revoke),
}

/// Make a key.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Create {
    /// Organization it belongs to.
    #[arg(long, value_name = "ID")]
    organization: OrganizationId,
    /// Tenant it is bound to, may be repeated [default: all of the organization].
    #[arg(long, value_name = "ID")]
    tenant: Vec<TenantId>,
    /// What it may do, comma-separated: `orders:read`, `orders:write`, …; `*` for everything.
    #[arg(long, value_name = "LIST", default_value = "*", value_parser = parse_permissions)]
    permissions: PermissionSet,
    /// Time after which it is dead, such as 30d [default: never].
    #[arg(long, value_name = "TIME", value_parser = parse_lifetime)]
    expires_in: Option<TimeDelta>,
    /// What people call it.
    #[arg(long, default_value = "key")]
    name: String,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// List keys.
#[derive(Args, Debug)]
pub(super) struct List {
    /// Only those of this organization.
    #[arg(long, value_name = "ID")]
    organization: Option<OrganizationId>,
    /// Print a line of JSON a key.
    #[arg(long)]
    json: bool,
}

/// Revoke a key.
#[derive(Args, Debug)]
pub(super) struct Revoke {
    /// Its id, as `api-key list` shows it.
    id: ApiKeyId,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// What `api-key create --json` prints.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Created<'a> {
    key_id: ApiKeyId,
    api_key: &'a str,
}

/// What `api-key revoke --json` prints.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Revoked {
    key_id: ApiKeyId,
    revoked_at: DateTime<Utc>,
}

impl ApiKey {
    pub(super) async fn run(self, settings: &DatabaseSettings) -> Result<()> {
        match self {
            Self::Create(command) => command.run(settings).await,
            Self::List(command) => command.run(settings).await,
            Self::Revoke(command) => command.run(settings).await,
        }
    }
}

impl Create {
    async fn run(self, settings: &DatabaseSettings) -> Result<()> {
        let new = NewApiKey {
            organization_id: self.organization,
            tenant_ids: self.tenant,
            name: self.name,
            permissions: self.permissions,
            lives: self.expires_in,
        };
        let made = admin::run(settings, async |admin| {
            tenancy::create_api_key(admin, &Clock::System, &new).await
        });
        let made = made.await.map_err(Usage::if_refused)?;
        let api_key = made.api_key.reveal();
        if self.json {
            return output::json(&Created {
                key_id: made.id,
                api_key,
            });
        }
        output::line(&format!(
            "id       {}\nAPI key  {api_key}\n\nThe key is shown this once.",
            made.id
        ))
    }
}

impl List {
    async fn run(self, settings: &DatabaseSettings) -> Result<()> {
        let keys = admin::run(settings, async |admin| {
            tenancy::list_api_keys(admin, self.organization).await
        })
        .await?;
        let now = Clock::System.now();
        for key in &keys {
            if self.json {
                output::json(key)?;
            } else {
                output::line(&describe(key, now))?;
            }
        }
        Ok(())
    }
}

impl Revoke {
    async fn run(self, settings: &DatabaseSettings) -> Result<()> {
        let revoked = admin::run(settings, async |admin| {
            tenancy::revoke_api_key(admin, &Clock::System, self.id).await
        });
        let revoked_at = revoked.await.map_err(Usage::if_refused)?;
        if self.json {
            return output::json(&Revoked {
                key_id: self.id,
                revoked_at,
            });
        }
        output::line(&format!("{} is revoked since {revoked_at}", self.id))
    }
}

fn describe(key: &ListedApiKey, now: DateTime<Utc>) -> String {
    let state = match (key.revoked_at, key.expires_at) {
        (Some(at), _) => format!("revoked {at}"),
        (None, Some(at)) if at <= now => format!("expired {at}"),
        (None, Some(at)) => format!("expires {at}"),
        (None, None) => "valid".to_owned(),
    };
    let tenants: Vec<String> = key.tenant_ids.iter().map(ToString::to_string).collect();
    let tenants = match (key.all_tenants, tenants.is_empty()) {
        (true, _) => "all tenants".to_owned(),
        (false, true) => "no tenant".to_owned(),
        (false, false) => tenants.join(","),
    };
    format!(
        "{}  {}…  {}  {tenants}  {}  {state}  {}",
        key.key_id,
        key.hint,
        key.organization_id,
        key.permissions.join(","),
        key.name
    )
}

fn parse_lifetime(text: &str) -> Result<TimeDelta, String> {
    let time = parse_duration(text)?;
    TimeDelta::from_std(time)
        .ok()
        .filter(|time| (TimeDelta::seconds(1)..=LIFETIME_MAX).contains(time))
        .ok_or_else(|| {
            "write a time from 1s to 36500d, or leave it out for a key without end".into()
        })
}

fn parse_permissions(list: &str) -> Result<PermissionSet, InvalidPermissions> {
    PermissionSet::parse(
        list.split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_listed_as_what_it_is_now() {
        let now = DateTime::UNIX_EPOCH;
        let hour = TimeDelta::hours(1);
        let states = [
            (None, None, "  valid  "),
            (
                Some(now + hour),
                None,
                "  expires 1970-01-01 01:00:00 UTC  ",
            ),
            (Some(now), None, "  expired 1970-01-01 00:00:00 UTC  "),
            (
                Some(now - hour),
                Some(now),
                "  revoked 1970-01-01 00:00:00 UTC  ",
            ),
        ];
        for (expires_at, revoked_at, state) in states {
            let key = ListedApiKey {
                all_tenants: true,
                key_id: "key_00000000000000000000000000".parse().unwrap(),
                organization_id: "org_00000000000000000000000000".parse().unwrap(),
                tenant_ids: Vec::new(),
                name: "key".into(),
                hint: "fo_live_".into(),
                permissions: vec!["*".into()],
                created_at: now,
                expires_at,
                revoked_at,
                last_used_at: None,
            };
            let line = describe(&key, now);
            assert!(line.contains(state), "no {state} in {line}");
        }
    }
}
