//! The business unit a request is about: the row of `platform.tenants`, with its settings.
//!
//! Not here: the proof that a request may act for it, which only the extractor can make.
use super::settings::Settings;
use crate::{
    http::json::Locale,
    kernel::{
        calendar::TimeZone,
        currency::Currency,
        id::{OrganizationId, TenantId},
        tax::TaxRate,
    },
};

/// A business unit; `tenant` on the wire.
#[derive(Debug, Clone)]
pub struct BusinessUnit {
    /// Its id, whatever a client's header named it by.
    pub id: TenantId,
    /// The organization that owns it.
    pub organization_id: OrganizationId,
    /// A short name for URLs and headers, unique on the server.
    pub handle: String,
    /// Its name for people.
    pub name: String,
    /// The one currency of its amounts.
    pub currency: Currency,
    /// Where its days begin and end.
    pub time_zone: TimeZone,
    /// Where it is, as its owner wrote it.
    pub country: String,
    /// Tax on what it sells.
    pub tax_rate: TaxRate,
    /// Whether its prices contain that tax.
    pub tax_inclusive: bool,
    /// What its owner may choose.
    pub settings: Settings,
}

impl BusinessUnit {
    /// What the meaning of a body depends on.
    pub const fn locale(&self) -> Locale {
        Locale {
            currency: self.currency,
            time_zone: self.time_zone,
        }
    }
}
