//! The groups of settings as they are sent.
use utoipa::ToSchema;

use super::{input::set, output::CycleWord};
use crate::{
    auth::settings::{
        BuyoutMethod, BuyoutRules, ContractEnd, EarlyReturnMethod, EarlyReturnRules,
        ExtensionRules, PartialMonth, Settings,
    },
    http::json::{Input, Object, Read},
    kernel::{
        money::Minor,
        patch::Patch,
        percentage::Percentage,
        schedule::{BillingCycle, BillingStart, PaymentTerms},
        tax::TaxRate,
    },
};

/// Longest contract, in months (contract section 5).
const MONTHS_MAX: i64 = 120;
/// Most terms a list may have.
const TERMS_MAX: usize = 120;
/// Longest window for duplicates: a day, in seconds.
const WINDOW_MAX: i64 = 86_400;
/// Most days of any grace.
pub(super) const DAYS_MAX: i64 = 3_650;
/// A field that counts something, from a least to a most number.
pub(super) fn count(object: &Object<'_>, name: &str, bounds: (i64, i64)) -> Option<u32> {
    object.given(&[name], |input| number(input, bounds))
}

fn number<T: TryFrom<i64>>(input: &Input<'_>, (min, max): (i64, i64)) -> Option<T> {
    input.integer(min..=max).and_then(|n| n.try_into().ok())
}

/// Numbers of months, each once, ascending.
fn months(input: &Input<'_>) -> Option<Vec<u32>> {
    let each = |input: &Input<'_>| number(input, (1, MONTHS_MAX));
    let mut months = input.list((0, TERMS_MAX), each)?;
    months.sort_unstable();
    months.dedup();
    Some(months)
}

/// Tax on what the tenant sells.
#[derive(Debug, Clone, Default, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct TaxPatch {
    /// In percent; 0 turns tax off.
    #[schema(nullable = false, value_type = Option<f64>, minimum = 0, maximum = 100)]
    pub(super) rate: Option<TaxRate>,
    #[schema(nullable = false)]
    pub(super) inclusive: Option<bool>,
}

impl Read for TaxPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            rate: object.given(&["rate"], |input| {
                input.percentage().map(Percentage::percent)
            }),
            inclusive: object.given(&["inclusive"], Input::boolean),
        })
    }
}

/// Rules of orders.
#[derive(Debug, Clone, Default, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct OrdersPatch {
    #[schema(nullable = false)]
    require_confirmation: Option<bool>,
    #[schema(nullable = false, minimum = 0, maximum = 86_400)]
    duplicate_window_seconds: Option<u32>,
}

impl Read for OrdersPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            require_confirmation: object.given(&["requireConfirmation"], Input::boolean),
            duplicate_window_seconds: count(&object, "duplicateWindowSeconds", (0, WINDOW_MAX)),
        })
    }
}

impl OrdersPatch {
    pub(super) fn apply_to(&self, settings: &mut Settings) {
        let Self {
            require_confirmation,
            duplicate_window_seconds,
        } = self;
        set(
            &mut settings.require_confirmation,
            require_confirmation.as_ref(),
        );
        set(
            &mut settings.duplicate_window_seconds,
            duplicate_window_seconds.as_ref(),
        );
    }
}

/// Which contracts there are, and how they end.
#[derive(Debug, Clone, Default, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct ContractsPatch {
    /// In months; an empty list offers every term with a price.
    #[schema(nullable = false, max_items = 120)]
    terms: Option<Vec<u32>>,
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 120)]
    default_term: Patch<u32>,
    #[schema(nullable = false)]
    contract_end: Option<ContractEnd>,
}

impl Read for ContractsPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            terms: object.given(&["terms"], months),
            default_term: object.patch(&["defaultTerm"], |input| number(input, (1, MONTHS_MAX))),
            contract_end: object.given(&["contractEnd"], Input::word),
        })
    }
}

impl ContractsPatch {
    pub(super) fn apply_to(&self, settings: &mut Settings) {
        set(&mut settings.terms, self.terms.as_ref());
        self.default_term.apply_to(&mut settings.default_term);
        set(&mut settings.contract_end, self.contract_end.as_ref());
    }
}

/// When payments fall due.
#[derive(Debug, Clone, Default, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct BillingPatch {
    #[schema(nullable = false)]
    billing_start: Option<BillingStart>,
    /// `fixed_day` needs `billingDay` beside it.
    #[schema(nullable = false, inline)]
    billing_cycle: Option<CycleWord>,
    /// Only with `fixed_day`; `null` says nothing.
    #[schema(minimum = 1, maximum = 28)]
    billing_day: Option<u8>,
    #[schema(nullable = false)]
    payment_terms: Option<PaymentTerms>,
}

impl Read for BillingPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let billing_cycle = object.given(&["billingCycle"], Input::word);
        let billing_day: Option<u8> = object.maybe(&["billingDay"], |input| number(input, (1, 28)));
        match (billing_cycle, billing_day) {
            (Some(CycleWord::FixedDay), None) => object.need(&["billingDay"], |_| Some(()))?,
            (Some(CycleWord::SubscriptionStart | CycleWord::Every30Days), Some(_)) => {
                let message = "Only with `fixed_day`. Leave billingDay out, or choose that cycle.";
                let day = object.field(&["billingDay"])?;
                day.fault("custom", message)?;
            }
            (Some(_) | None, None) | (Some(CycleWord::FixedDay) | None, Some(_)) => {}
        }
        Some(Self {
            billing_start: object.given(&["billingStart"], Input::word),
            billing_cycle,
            billing_day,
            payment_terms: object.given(&["paymentTerms"], Input::word),
        })
    }
}

impl BillingPatch {
    /// The cycle that was sent; a day alone means that day.
    fn cycle(&self) -> Option<BillingCycle> {
        match (self.billing_cycle, self.billing_day) {
            (Some(CycleWord::SubscriptionStart), _) => Some(BillingCycle::SubscriptionStart),
            (Some(CycleWord::Every30Days), _) => Some(BillingCycle::Every30Days),
            (Some(CycleWord::FixedDay) | None, day) => day.map(BillingCycle::FixedDay),
        }
    }

    pub(super) fn apply_to(&self, settings: &mut Settings) {
        set(&mut settings.billing_start, self.billing_start.as_ref());
        set(&mut settings.billing_cycle, self.cycle().as_ref());
        set(&mut settings.payment_terms, self.payment_terms.as_ref());
    }
}

/// Rules of extensions.
#[derive(Debug, Clone, Default, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct ExtensionPatch {
    /// An empty list offers any from 1 to 120.
    #[schema(nullable = false, max_items = 120)]
    offered_months: Option<Vec<u32>>,
    #[schema(value_type = Option<u32>, minimum = 0, maximum = 120)]
    max_count: Patch<u32>,
    #[schema(nullable = false, minimum = 0, maximum = 3_650)]
    min_days_before_end: Option<u32>,
    #[schema(nullable = false)]
    approval_required: Option<bool>,
}

impl Read for ExtensionPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            offered_months: object.given(&["offeredMonths"], months),
            max_count: object.patch(&["maxCount"], |input| number(input, (0, MONTHS_MAX))),
            min_days_before_end: count(&object, "minDaysBeforeEnd", (0, DAYS_MAX)),
            approval_required: object.given(&["approvalRequired"], Input::boolean),
        })
    }
}

impl ExtensionPatch {
    pub(super) fn apply_to(&self, rules: &mut ExtensionRules) {
        set(&mut rules.offered_months, self.offered_months.as_ref());
        self.max_count.apply_to(&mut rules.max_count);
        set(
            &mut rules.min_days_before_end,
            self.min_days_before_end.as_ref(),
        );
        set(
            &mut rules.approval_required,
            self.approval_required.as_ref(),
        );
    }
}

/// Rules of buyouts.
#[derive(Debug, Clone, Default, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct BuyoutPatch {
    #[schema(nullable = false)]
    method: Option<BuyoutMethod>,
    #[schema(nullable = false, value_type = Option<f64>, minimum = 0)]
    flat_fee: Option<Minor>,
    #[schema(nullable = false, value_type = Option<f64>, minimum = 0, maximum = 100)]
    list_price_percentage: Option<Percentage>,
    #[schema(nullable = false)]
    manual_override: Option<bool>,
}

impl Read for BuyoutPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            method: object.given(&["method"], Input::word),
            flat_fee: object.given(&["flatFee"], Input::amount),
            list_price_percentage: object.given(&["listPricePercentage"], Input::percentage),
            manual_override: object.given(&["manualOverride"], Input::boolean),
        })
    }
}

impl BuyoutPatch {
    pub(super) fn apply_to(&self, rules: &mut BuyoutRules) {
        set(&mut rules.method, self.method.as_ref());
        set(&mut rules.flat_fee_minor, self.flat_fee.as_ref());
        set(
            &mut rules.list_price_percentage_ppm,
            self.list_price_percentage.as_ref(),
        );
        set(&mut rules.manual_override, self.manual_override.as_ref());
    }
}

/// Rules of early returns.
#[derive(Debug, Clone, Default, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct EarlyReturnPatch {
    #[schema(nullable = false)]
    method: Option<EarlyReturnMethod>,
    #[schema(nullable = false, value_type = Option<f64>, minimum = 0)]
    flat_fee: Option<Minor>,
    #[schema(nullable = false, value_type = Option<f64>, minimum = 0, maximum = 100)]
    fee_percentage: Option<Percentage>,
    #[schema(nullable = false, minimum = 0, maximum = 3_650)]
    grace_days: Option<u32>,
    #[schema(nullable = false)]
    partial_month: Option<PartialMonth>,
    #[schema(nullable = false)]
    include_current_month: Option<bool>,
    #[schema(nullable = false)]
    manual_override: Option<bool>,
}

impl Read for EarlyReturnPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            method: object.given(&["method"], Input::word),
            flat_fee: object.given(&["flatFee"], Input::amount),
            fee_percentage: object.given(&["feePercentage"], Input::percentage),
            grace_days: count(&object, "graceDays", (0, DAYS_MAX)),
            partial_month: object.given(&["partialMonth"], Input::word),
            include_current_month: object.given(&["includeCurrentMonth"], Input::boolean),
            manual_override: object.given(&["manualOverride"], Input::boolean),
        })
    }
}

impl EarlyReturnPatch {
    pub(super) fn apply_to(&self, rules: &mut EarlyReturnRules) {
        set(&mut rules.method, self.method.as_ref());
        set(&mut rules.flat_fee_minor, self.flat_fee.as_ref());
        set(&mut rules.fee_percentage_ppm, self.fee_percentage.as_ref());
        set(&mut rules.grace_days, self.grace_days.as_ref());
        set(&mut rules.partial_month, self.partial_month.as_ref());
        set(
            &mut rules.include_current_month,
            self.include_current_month.as_ref(),
        );
        set(&mut rules.manual_override, self.manual_override.as_ref());
    }
}
