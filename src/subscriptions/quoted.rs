//! Answers of the calculators: the schema's flat keys and the prose's nested ones.
use serde::Serialize;
use utoipa::ToSchema;

use super::calculate::{BuyoutQuote, ReturnQuote};
use crate::kernel::{
    currency::Currency,
    id::SubscriptionId,
    money::{Amount, Minor},
    ratio::Ratio,
    tax::TaxRate,
};

/// What a buyout would cost.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BuyoutQuoteBody {
    #[schema(example = true)]
    success: bool,
    #[schema(value_type = String)]
    rental_id: SubscriptionId,
    /// The same as `rentalId`.
    #[schema(value_type = String)]
    subscription_id: SubscriptionId,
    currency: Currency,
    /// Without tax on top.
    buyout_price: Amount,
    /// Monthly payments whose period has not begun and that are not paid.
    remaining_payments: u32,
    /// What the device cost less what was collected, at least 0; the list price stands in for a cost
    /// that nobody knows.
    depreciated_value: Amount,
    calculation: BuyoutCalculationBody,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct BuyoutCalculationBody {
    buyout_price: Amount,
    breakdown: BuyoutPartsBody,
    cost_recovery: BuyoutRecoveryBody,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct BuyoutPartsBody {
    /// What the remaining payments bring.
    remaining_contract_value: Amount,
    /// The part of the price that is no month: of the list price, or the flat fee.
    residual_value: Amount,
    months_remaining: u32,
    monthly_amount: Amount,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct BuyoutRecoveryBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    acquisition_cost: Option<Amount>,
    total_collected: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    projected_after_buyout: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    projected_margin: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = f64, required = false, example = 22.6)]
    margin_percent: Option<Ratio>,
}

impl From<BuyoutQuote> for BuyoutQuoteBody {
    fn from(quote: BuyoutQuote) -> Self {
        let of = &quote.subscription;
        let currency = of.currency;
        let amount = |minor| Amount::new(minor, currency);
        let cost = of.captured.acquisition_cost;
        let worth = cost.or(of.captured.list_price).unwrap_or(Minor::ZERO);
        let left = worth.checked_sub(quote.collected).unwrap_or(Minor::ZERO);
        let parts = quote.breakdown;
        let residual = parts
            .list_price_amount_minor
            .checked_add(parts.flat_fee_minor);
        let projected = quote.collected.checked_add(quote.price);
        let margin = projected
            .zip(cost)
            .and_then(|(sum, cost)| sum.checked_sub(cost));
        let percent = margin
            .zip(cost)
            .and_then(|(margin, cost)| Ratio::short_percent(margin, cost));
        Self {
            success: true,
            rental_id: of.id,
            subscription_id: of.id,
            currency,
            buyout_price: amount(quote.price),
            remaining_payments: quote.ahead.months,
            depreciated_value: amount(left.max(Minor::ZERO)),
            calculation: BuyoutCalculationBody {
                buyout_price: amount(quote.price),
                breakdown: BuyoutPartsBody {
                    remaining_contract_value: amount(quote.ahead.value),
                    residual_value: amount(residual.unwrap_or(Minor::ZERO)),
                    months_remaining: quote.ahead.months,
                    monthly_amount: amount(of.monthly_amount),
                },
                cost_recovery: BuyoutRecoveryBody {
                    acquisition_cost: cost.map(amount),
                    total_collected: amount(quote.collected),
                    projected_after_buyout: projected.map(amount),
                    projected_margin: margin.map(amount),
                    margin_percent: percent,
                },
            },
        }
    }
}

/// What an early return would cost.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReturnQuoteBody {
    #[schema(example = true)]
    success: bool,
    #[schema(value_type = String)]
    rental_id: SubscriptionId,
    /// The same as `rentalId`.
    #[schema(value_type = String)]
    subscription_id: SubscriptionId,
    currency: Currency,
    /// Without tax on top.
    early_return_fee: Amount,
    remaining_months: u32,
    /// The part of what is still to be paid; 0 where the fee is flat or none.
    #[schema(value_type = f64, example = 50)]
    penalty_percentage: TaxRate,
    grace_period_applied: bool,
    calculation: ReturnCalculationBody,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ReturnCalculationBody {
    early_return_fee: Amount,
    breakdown: ReturnPartsBody,
    cost_recovery: ReturnRecoveryBody,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ReturnPartsBody {
    /// What the remaining months bring.
    remaining_contract_value: Amount,
    /// The same as `penaltyPercentage`.
    #[schema(value_type = f64)]
    fee_percentage: TaxRate,
    months_remaining: u32,
    monthly_amount: Amount,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ReturnRecoveryBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    acquisition_cost: Option<Amount>,
    total_collected: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    projected_with_fee: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = f64, required = false, example = 100.3)]
    cost_recovery_percent: Option<Ratio>,
}

impl From<ReturnQuote> for ReturnQuoteBody {
    fn from(quoted: ReturnQuote) -> Self {
        let (of, quote) = (&quoted.subscription, quoted.quote);
        let currency = of.currency;
        let amount = |minor| Amount::new(minor, currency);
        let cost = of.captured.acquisition_cost;
        let projected = quoted.collected.checked_add(quote.fee);
        let percent = projected
            .zip(cost)
            .and_then(|(sum, cost)| Ratio::short_percent(sum, cost));
        Self {
            success: true,
            rental_id: of.id,
            subscription_id: of.id,
            currency,
            early_return_fee: amount(quote.fee),
            remaining_months: quote.remaining_months,
            penalty_percentage: quoted.percentage,
            grace_period_applied: quote.grace_period_applied,
            calculation: ReturnCalculationBody {
                early_return_fee: amount(quote.fee),
                breakdown: ReturnPartsBody {
                    remaining_contract_value: amount(quote.remaining_value),
                    fee_percentage: quoted.percentage,
                    months_remaining: quote.remaining_months,
                    monthly_amount: amount(of.monthly_amount),
                },
                cost_recovery: ReturnRecoveryBody {
                    acquisition_cost: cost.map(amount),
                    total_collected: amount(quoted.collected),
                    projected_with_fee: projected.map(amount),
                    cost_recovery_percent: percent,
                },
            },
        }
    }
}
