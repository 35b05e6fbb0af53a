//! The business unit a request is about: the row of `platform.tenants`, with its settings.
//!
//! Not here: the proof that a request may act for it, which only the extractor can make.
use serde::{Deserialize, Serialize};

use crate::{
    http::json::Locale,
    kernel::{
        calendar::TimeZone,
        currency::Currency,
        id::{OrganizationId, TenantId},
        schedule::BillingStart,
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

/// What the owner of a business unit may choose. Stored as JSON; what is absent has its default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// An order takes subscriptions only once it is confirmed; else a pending one does too.
    pub require_confirmation: bool,
    /// An order with the same e-mail and items within so many seconds is taken for the first one
    /// again; 0 turns that off.
    pub duplicate_window_seconds: u32,
    /// Contract length of an item that names none, in months.
    pub default_term: Option<u32>,
    /// From when subscriptions are billed that do not say so themselves.
    pub billing_start: BillingStart,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_are_absent_have_their_defaults() {
        let settings: Settings = serde_json::from_str("{}").unwrap();
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn settings_are_read_as_they_were_written() {
        let settings = Settings {
            require_confirmation: true,
            duplicate_window_seconds: 30,
            default_term: Some(12),
            billing_start: BillingStart::FirstOfNextMonth,
        };
        let text = serde_json::to_string(&settings).unwrap();
        insta::assert_snapshot!(text, @r#"{"requireConfirmation":true,"duplicateWindowSeconds":30,"defaultTerm":12,"billingStart":"first_of_next_month"}"#);
        assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), settings);
    }
}
