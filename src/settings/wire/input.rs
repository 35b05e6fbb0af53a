//! Settings as they are sent: what is left out stays.
use utoipa::ToSchema;

use super::{
    groups::{
        BillingPatch, BuyoutPatch, ContractsPatch, EarlyReturnPatch, ExtensionPatch, OrdersPatch,
        TaxPatch,
    },
    money::{CollectionPatch, CompanyPatch, LateFeesPatch},
};
use crate::{
    auth::{BusinessUnit, settings::DateFormat},
    http::json::{Input, Read},
    kernel::calendar::TimeZone,
};

/// What to change of the settings; what is left out stays.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "contracts": {"terms": [12, 24, 36], "defaultTerm": 24, "contractEnd": "auto_renew_monthly"},
    "billing": {"billingCycle": "fixed_day", "billingDay": 5},
    "buyout": {"method": "remaining_months_and_list_price", "listPricePercentage": 10}
}))]
pub(crate) struct UpdateSettingsBody {
    #[schema(nullable = false, min_length = 1, max_length = 255, pattern = r"\S")]
    name: Option<String>,
    /// IANA name.
    #[schema(nullable = false, value_type = Option<String>, example = "Europe/Amsterdam")]
    time_zone: Option<TimeZone>,
    #[schema(nullable = false)]
    date_format: Option<DateFormat>,
    #[schema(nullable = false, max_length = 255)]
    country: Option<String>,
    #[schema(nullable = false)]
    tax: Option<TaxPatch>,
    #[schema(nullable = false)]
    orders: Option<OrdersPatch>,
    #[schema(nullable = false)]
    contracts: Option<ContractsPatch>,
    #[schema(nullable = false)]
    billing: Option<BillingPatch>,
    #[schema(nullable = false)]
    extension: Option<ExtensionPatch>,
    #[schema(nullable = false)]
    buyout: Option<BuyoutPatch>,
    #[schema(nullable = false)]
    early_return: Option<EarlyReturnPatch>,
    #[schema(nullable = false)]
    late_fees: Option<LateFeesPatch>,
    #[schema(nullable = false)]
    collection: Option<CollectionPatch>,
    #[schema(nullable = false)]
    company: Option<CompanyPatch>,
}

impl Read for UpdateSettingsBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            name: object.given(&["name"], Input::name),
            time_zone: object.given(&["timeZone", "timezone"], time_zone),
            date_format: object.given(&["dateFormat"], Input::word),
            country: object.given(&["country"], Input::short_text),
            tax: object.given(&["tax"], TaxPatch::read),
            orders: object.given(&["orders"], OrdersPatch::read),
            contracts: object.given(&["contracts"], ContractsPatch::read),
            billing: object.given(&["billing"], BillingPatch::read),
            extension: object.given(&["extension"], ExtensionPatch::read),
            buyout: object.given(&["buyout"], BuyoutPatch::read),
            early_return: object.given(&["earlyReturn"], EarlyReturnPatch::read),
            late_fees: object.given(&["lateFees"], LateFeesPatch::read),
            collection: object.given(&["collection"], CollectionPatch::read),
            company: object.given(&["company"], CompanyPatch::read),
        })
    }
}

fn time_zone(input: &Input<'_>) -> Option<TimeZone> {
    let name = input.name()?;
    TimeZone::parse(&name).ok().or_else(|| {
        let message = "Must be an IANA time zone such as Europe/Amsterdam or UTC.";
        input.fault("invalid_string", message)
    })
}

impl UpdateSettingsBody {
    /// Carries the change out.
    pub(in crate::settings) fn apply_to(&self, unit: &mut BusinessUnit) {
        set(&mut unit.name, self.name.as_ref());
        set(&mut unit.time_zone, self.time_zone.as_ref());
        set(&mut unit.country, self.country.as_ref());
        if let Some(tax) = &self.tax {
            set(&mut unit.tax_rate, tax.rate.as_ref());
            set(&mut unit.tax_inclusive, tax.inclusive.as_ref());
        }
        let settings = &mut unit.settings;
        set(&mut settings.date_format, self.date_format.as_ref());
        if let Some(patch) = &self.orders {
            patch.apply_to(settings);
        }
        if let Some(patch) = &self.contracts {
            patch.apply_to(settings);
        }
        if let Some(patch) = &self.billing {
            patch.apply_to(settings);
        }
        if let Some(patch) = &self.extension {
            patch.apply_to(&mut settings.extension);
        }
        if let Some(patch) = &self.buyout {
            patch.apply_to(&mut settings.buyout);
        }
        if let Some(patch) = &self.early_return {
            patch.apply_to(&mut settings.early_return);
        }
        if let Some(patch) = &self.late_fees {
            patch.apply_to(&mut settings.late_fees);
        }
        if let Some(patch) = &self.collection {
            patch.apply_to(&mut settings.collection);
        }
        if let Some(patch) = &self.company {
            patch.apply_to(&mut settings.company);
        }
    }
}

/// Moves what was sent, if it was, to its field.
pub(super) fn set<T: Clone>(field: &mut T, sent: Option<&T>) {
    if let Some(value) = sent {
        field.clone_from(value);
    }
}
