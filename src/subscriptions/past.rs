//! What happened to a rental, on the wire (contract 3.0), with the names of the prose as extra keys.
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::history::{
    Buyout, BuyoutReason, CalculationMethod, Cancellation, CancellationReason, DoneBy, EarlyReturn,
    Extension, FeeMethod, History, Replacement, ReplacementReason, ReturnCondition,
    ScheduledCancellation,
};
use crate::kernel::{
    currency::Currency,
    money::{Amount, Minor},
    tax::TaxRate,
};

/// Longest contract that FlexPortal's histories can hold, in months. Renewals may lead beyond it; the
/// rental's `contractLength` says how far.
const LENGTH_MAX: u32 = 120;

/// All that happened to a rental.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RentalPastBody {
    extension_history: Vec<RentalExtensionBody>,
    replacement_history: Vec<RentalReplacementBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    buyout_details: Option<BuyoutDetailsBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    early_return_details: Option<EarlyReturnDetailsBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    cancellation_details: Option<CancellationDetailsBody>,
}

impl RentalPastBody {
    /// Of an amount's currency.
    pub(super) fn new(past: History, currency: Currency) -> Self {
        let extensions = past.extensions.into_iter();
        let buyout = |past| BuyoutDetailsBody::new(past, currency);
        let early_return = |past| EarlyReturnDetailsBody::new(past, currency);
        Self {
            extension_history: extensions
                .map(|past| RentalExtensionBody::new(past, currency))
                .collect(),
            replacement_history: past.replacements.into_iter().map(Into::into).collect(),
            buyout_details: past.buyout.map(buyout),
            early_return_details: past.early_return.map(early_return),
            cancellation_details: past.cancellation.map(Into::into),
        }
    }
}

/// An extension or a renewal.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RentalExtension)]
pub(crate) struct RentalExtensionBody {
    extension_months: u32,
    /// At most 120, however long the contract ran.
    old_contract_length: u32,
    /// At most 120, however long the contract runs.
    new_contract_length: u32,
    old_monthly_amount: Amount,
    /// The same as `oldMonthlyAmount`.
    previous_monthly_amount: Amount,
    new_monthly_amount: Amount,
    old_end_date: NaiveDate,
    /// The same as `oldEndDate`.
    previous_end_date: NaiveDate,
    new_end_date: NaiveDate,
    extended_by: DoneBy,
    extended_at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notes: Option<String>,
    /// Whether the end of the term brought it about, by the tenant's setting.
    is_renewal: bool,
}

impl RentalExtensionBody {
    /// Of an amount's currency.
    pub(super) fn new(past: Extension, currency: Currency) -> Self {
        let amount = |minor| Amount::new(minor, currency);
        Self {
            extension_months: past.months.min(LENGTH_MAX),
            old_contract_length: past.old_contract_length.min(LENGTH_MAX),
            new_contract_length: past.new_contract_length.min(LENGTH_MAX),
            old_monthly_amount: amount(past.old_monthly_amount_minor),
            previous_monthly_amount: amount(past.old_monthly_amount_minor),
            new_monthly_amount: amount(past.new_monthly_amount_minor),
            old_end_date: past.old_end_date,
            previous_end_date: past.old_end_date,
            new_end_date: past.new_end_date,
            extended_by: past.by,
            extended_at: past.at,
            reason: past.reason,
            notes: past.notes,
            is_renewal: past.is_renewal,
        }
    }
}

/// Another asset in the same contract.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RentalReplacement)]
pub(crate) struct RentalReplacementBody {
    old_serial_number: String,
    /// The same as `oldSerialNumber`.
    previous_serial_number: String,
    new_serial_number: String,
    /// As sent.
    reason: String,
    /// The same as a word; `defective` where it was none.
    replacement_reason: ReplacementReason,
    replaced_by: DoneBy,
    replaced_at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    damage_assessment: Option<String>,
    insurance_claim: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notes: Option<String>,
}

impl From<Replacement> for RentalReplacementBody {
    fn from(past: Replacement) -> Self {
        Self {
            previous_serial_number: past.old_serial_number.clone(),
            old_serial_number: past.old_serial_number,
            new_serial_number: past.new_serial_number,
            reason: past.reason,
            replacement_reason: past.kind,
            replaced_by: past.by,
            replaced_at: past.at,
            damage_assessment: past.damage_assessment,
            insurance_claim: past.insurance_claim,
            notes: past.notes,
        }
    }
}

/// How its customer bought the device.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BuyoutDetails)]
pub(crate) struct BuyoutDetailsBody {
    buyout_price: Amount,
    calculation_method: CalculationMethod,
    reason: BuyoutReason,
    processed_by: DoneBy,
    buyout_date: NaiveDate,
    /// Until when the final payment is to be paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    payment_date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notes: Option<String>,
    calculation_breakdown: BuyoutBreakdownBody,
    /// The same as in the breakdown.
    remaining_months: u32,
}

/// What the tenant's rules made the price of; what does not count in them is 0.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BuyoutBreakdown)]
struct BuyoutBreakdownBody {
    remaining_months: u32,
    remaining_months_payment: Amount,
    #[schema(value_type = f64)]
    list_price_percentage: TaxRate,
    list_price_amount: Amount,
    flat_fee: Amount,
}

impl BuyoutDetailsBody {
    /// Of an amount's currency.
    pub(super) fn new(past: Buyout, currency: Currency) -> Self {
        let amount = |minor: Minor| Amount::new(minor, currency);
        let parts = past.breakdown;
        let percentage = TaxRate::from_ppm(parts.list_price_percentage_ppm);
        Self {
            buyout_price: amount(past.price_minor),
            calculation_method: past.method,
            reason: past.reason,
            processed_by: past.by,
            buyout_date: past.date,
            payment_date: past.payment_date,
            notes: past.notes,
            calculation_breakdown: BuyoutBreakdownBody {
                remaining_months: parts.remaining_months,
                remaining_months_payment: amount(parts.remaining_months_payment_minor),
                list_price_percentage: percentage.unwrap_or(TaxRate::ZERO),
                list_price_amount: amount(parts.list_price_amount_minor),
                flat_fee: amount(parts.flat_fee_minor),
            },
            remaining_months: parts.remaining_months,
        }
    }
}

/// How the device came back before its time.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EarlyReturnDetails)]
pub(crate) struct EarlyReturnDetailsBody {
    fee: Amount,
    /// The same as `fee`.
    early_return_fee: Amount,
    fee_waived: bool,
    calculation_method: CalculationMethod,
    return_condition: ReturnCondition,
    reason: String,
    processed_by: DoneBy,
    returned_at: NaiveDate,
    /// The same as `returnedAt`.
    return_date: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    damage_assessment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notes: Option<String>,
    calculation_breakdown: EarlyReturnBreakdownBody,
    /// The same as in the breakdown.
    months_remaining: u32,
}

/// How the fee came about.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EarlyReturnBreakdown)]
struct EarlyReturnBreakdownBody {
    method: FeeMethod,
    remaining_months: u32,
    grace_period_applied: bool,
    days_from_start: u32,
}

impl EarlyReturnDetailsBody {
    /// Of an amount's currency.
    pub(super) fn new(past: EarlyReturn, currency: Currency) -> Self {
        let fee = Amount::new(past.fee_minor, currency);
        Self {
            fee,
            early_return_fee: fee,
            fee_waived: past.fee_waived,
            calculation_method: past.method,
            return_condition: past.condition,
            reason: past.reason,
            processed_by: past.by,
            returned_at: past.date,
            return_date: past.date,
            damage_assessment: past.damage_assessment,
            notes: past.notes,
            calculation_breakdown: EarlyReturnBreakdownBody {
                method: past.fee_method,
                remaining_months: past.remaining_months,
                grace_period_applied: past.grace_period_applied,
                days_from_start: past.days_from_start,
            },
            months_remaining: past.remaining_months,
        }
    }
}

/// How it was called off.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CancellationDetails)]
pub(crate) struct CancellationDetailsBody {
    reason: CancellationReason,
    processed_by: DoneBy,
    cancelled_at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notes: Option<String>,
}

impl From<Cancellation> for CancellationDetailsBody {
    fn from(past: Cancellation) -> Self {
        Self {
            reason: past.reason,
            processed_by: past.by,
            cancelled_at: past.at,
            notes: past.notes,
        }
    }
}

/// When and why it is to be called off.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ScheduledCancellation)]
pub(crate) struct ScheduledCancellationBody {
    /// The day it ends on.
    effective_date: NaiveDate,
    reason: CancellationReason,
    scheduled_by: DoneBy,
    scheduled_at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notes: Option<String>,
}

impl From<ScheduledCancellation> for ScheduledCancellationBody {
    fn from(plan: ScheduledCancellation) -> Self {
        Self {
            effective_date: plan.on,
            reason: plan.said.reason,
            scheduled_by: plan.said.by,
            scheduled_at: plan.said.at,
            notes: plan.said.notes,
        }
    }
}
