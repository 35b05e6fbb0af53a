//! `flexorder tenant create|list`.
use anyhow::Result;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::{Usage, admin, output};
use crate::{
    auth::settings::Settings,
    config::DatabaseSettings,
    kernel::{
        calendar::TimeZone, clock::Clock, currency::Currency, id::OrganizationId,
        schedule::BillingStart, tax::TaxRate, word::Word as _,
    },
    tenancy::{self, NewTenant},
};

const EXAMPLES: &str = "\
Examples:
  flexorder tenant create --name 'Acme NL' --currency EUR
  flexorder tenant create --name 'Acme UK' --currency GBP --organization org_… --time-zone
      Europe/London --tax-rate 20 --tax-inclusive --json";

/// Make and list tenants (business units).
#[derive(Subcommand, Debug)]
pub(super) enum Tenant {
    /// Make a tenant, with an organization unless one is named, and a key bound to it.
    Create(Create),
    /// List tenants.
    List(List),
}

/// Make a tenant and a key.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Create {
    /// Its name.
    #[arg(long)]
    name: String,
    /// ISO 4217 code of its currency, such as EUR; it cannot change later.
    #[arg(long, value_parser = Currency::parse)]
    currency: Currency,
    /// Organization it belongs to [default: a new one].
    #[arg(long, value_name = "ID")]
    organization: Option<OrganizationId>,
    /// Short name for headers and URLs [default: made of the name].
    #[arg(long)]
    handle: Option<String>,
    /// IANA time zone in which its days begin and end.
    #[arg(long, default_value = "UTC", value_parser = TimeZone::parse)]
    time_zone: TimeZone,
    /// Country it is in.
    #[arg(long, default_value = "")]
    country: String,
    /// Tax on what it sells, in percent, such as 21 or 5.5.
    #[arg(long, value_name = "PERCENT", default_value = "0", value_parser = parse_tax_rate)]
    tax_rate: TaxRate,
    /// Its prices contain the tax.
    #[arg(long)]
    tax_inclusive: bool,
    /// Contract length of order items that name none, in months.
    #[arg(long, value_name = "MONTHS", value_parser = clap::value_parser!(u32).range(1..=120))]
    default_term: Option<u32>,
    /// From when subscriptions are billed: immediate, `first_of_next_month`, `same_day_next_month`.
    #[arg(long, default_value = "immediate", value_parser = parse_billing_start)]
    billing_start: BillingStart,
    /// Orders take subscriptions only once they are confirmed.
    #[arg(long)]
    require_confirmation: bool,
    /// Seconds in which an equal order of the same customer counts as the first one again.
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    duplicate_window: u32,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// List tenants.
#[derive(Args, Debug)]
pub(super) struct List {
    /// Only those of this organization.
    #[arg(long, value_name = "ID")]
    organization: Option<OrganizationId>,
    /// Print a line of JSON a tenant.
    #[arg(long)]
    json: bool,
}

/// What `tenant create --json` prints.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Created<'a> {
    organization_id: OrganizationId,
    tenant_id: crate::kernel::id::TenantId,
    api_key: &'a str,
}

impl Tenant {
    pub(super) async fn run(self, settings: &DatabaseSettings) -> Result<()> {
        match self {
            Self::Create(command) => command.run(settings).await,
            Self::List(command) => command.run(settings).await,
        }
    }
}

impl Create {
    async fn run(self, settings: &DatabaseSettings) -> Result<()> {
        let as_json = self.json;
        let new = self.into_tenant();
        let made = admin::run(settings, async |admin| {
            tenancy::create_tenant(admin, &Clock::System, &new).await
        });
        let made = made.await.map_err(Usage::if_refused)?;
        if as_json {
            return output::json(&Created {
                organization_id: made.organization_id,
                tenant_id: made.tenant_id,
                api_key: made.api_key.reveal(),
            });
        }
        output::line(&format!(
            "organization  {}\ntenant        {}\nhandle        {}\nAPI key       {}\n\nThe key is \
             shown this once. Send it as `Authorization: Bearer KEY`, with `Tenant-ID: {}`.",
            made.organization_id,
            made.tenant_id,
            made.handle,
            made.api_key.reveal(),
            made.handle,
        ))
    }

    fn into_tenant(self) -> NewTenant {
        NewTenant {
            organization_id: self.organization,
            name: self.name,
            handle: self.handle,
            currency: self.currency,
            time_zone: self.time_zone,
            country: self.country,
            tax_rate: self.tax_rate,
            tax_inclusive: self.tax_inclusive,
            settings: Settings {
                require_confirmation: self.require_confirmation,
                duplicate_window_seconds: self.duplicate_window,
                default_term: self.default_term,
                billing_start: self.billing_start,
                ..Settings::default()
            },
        }
    }
}

impl List {
    async fn run(self, settings: &DatabaseSettings) -> Result<()> {
        let tenants = admin::run(settings, async |admin| {
            tenancy::list_tenants(admin, self.organization).await
        })
        .await?;
        for tenant in &tenants {
            if self.json {
                output::json(tenant)?;
            } else {
                output::line(&format!(
                    "{}  {}  {}  {}  {}",
                    tenant.organization_id,
                    tenant.tenant_id,
                    tenant.currency,
                    tenant.handle,
                    tenant.name
                ))?;
            }
        }
        Ok(())
    }
}

fn parse_tax_rate(percent: &str) -> Result<TaxRate, &'static str> {
    TaxRate::parse(percent).map_err(|_| "write a percentage from 0 to 100, such as 21 or 5.5")
}

fn parse_billing_start(name: &str) -> Result<BillingStart, String> {
    BillingStart::from_word(name).ok_or_else(|| BillingStart::unknown(name))
}
