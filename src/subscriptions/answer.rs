//! Answers of the operations that change or end a contract: the schema's keys, and those of the prose
//! beside them.
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    model::{Subscription, SubscriptionStatus},
    past::{BuyoutDetailsBody, EarlyReturnDetailsBody},
    rental::RentalBody,
};
use crate::{
    assets::SerialNumber,
    error::{Error, Result},
    kernel::{
        calendar::TimeZone, currency::Currency, id::SubscriptionId, money::Amount, ratio::Ratio,
    },
};

/// Most months that the schema's answer can hold.
const MONTHS_MAX: u32 = 120;

/// What answers of all actions say.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActedBody {
    #[schema(example = true)]
    success: bool,
    message: &'static str,
    #[schema(value_type = String, example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")]
    rental_id: SubscriptionId,
    /// The same as `rentalId`.
    #[schema(value_type = String)]
    subscription_id: SubscriptionId,
    /// The asset that the contract has, or had last.
    #[schema(value_type = String)]
    asset_serial_number: SerialNumber,
}

impl ActedBody {
    /// About a subscription.
    pub(super) fn new(message: &'static str, subscription: &Subscription) -> Self {
        Self {
            success: true,
            message,
            rental_id: subscription.id,
            subscription_id: subscription.id,
            asset_serial_number: subscription.serial_number.clone(),
        }
    }
}

/// A contract was extended.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExtendedBody {
    #[serde(flatten)]
    acted: ActedBody,
    extension_months: u32,
    old_end_date: NaiveDate,
    new_end_date: NaiveDate,
    old_contract_length: u32,
    new_contract_length: u32,
    rental: RentalBody,
}

impl ExtendedBody {
    /// Of the extension that was made last.
    pub(super) fn new(subscription: &Subscription, rental: RentalBody) -> Result<Self> {
        let last = subscription.history.extensions.last().ok_or_else(missing)?;
        Ok(Self {
            acted: ActedBody::new("Subscription extended", subscription),
            extension_months: last.months,
            old_end_date: last.old_end_date,
            new_end_date: last.new_end_date,
            old_contract_length: last.old_contract_length,
            new_contract_length: last.new_contract_length,
            rental,
        })
    }
}

/// An asset was replaced.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReplacedBody {
    #[serde(flatten)]
    acted: ActedBody,
    old_serial_number: String,
    new_serial_number: String,
    reason: String,
    rental: RentalBody,
}

impl ReplacedBody {
    /// Of the replacement that was made last.
    pub(super) fn new(subscription: &Subscription, rental: RentalBody) -> Result<Self> {
        let last = subscription.history.replacements.last();
        let last = last.ok_or_else(missing)?;
        Ok(Self {
            acted: ActedBody::new("Device replaced", subscription),
            old_serial_number: last.old_serial_number.clone(),
            new_serial_number: last.new_serial_number.clone(),
            reason: last.reason.clone(),
            rental,
        })
    }
}

/// A device was sold to its customer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BoughtOutBody {
    #[serde(flatten)]
    acted: ActedBody,
    buyout_price: Amount,
    currency: Currency,
    effective_date: NaiveDate,
    subscription: BoughtOutRentalBody,
    rental: RentalBody,
}

/// The subscription in the prose's words.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct BoughtOutRentalBody {
    #[schema(value_type = String)]
    subscription_id: SubscriptionId,
    status: SubscriptionStatus,
    buyout_details: SoldBody,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SoldBody {
    #[serde(flatten)]
    details: BuyoutDetailsBody,
    /// Collected by then ÷ acquisition cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = f64, required = false, example = 95.5)]
    cost_recovery_at_buyout: Option<Ratio>,
}

impl BoughtOutBody {
    /// Of a subscription that ended so.
    pub(super) fn new(subscription: &Subscription, rental: RentalBody) -> Result<Self> {
        let currency = subscription.currency;
        let details = subscription.history.buyout.clone().ok_or_else(missing)?;
        let cost = subscription.captured.acquisition_cost;
        let collected = details.collected_minor;
        Ok(Self {
            acted: ActedBody::new("Buyout processed successfully", subscription),
            buyout_price: Amount::new(details.price_minor, currency),
            currency,
            effective_date: details.date,
            subscription: BoughtOutRentalBody {
                subscription_id: subscription.id,
                status: subscription.status,
                buyout_details: SoldBody {
                    details: BuyoutDetailsBody::new(details, currency),
                    cost_recovery_at_buyout: cost
                        .and_then(|cost| Ratio::short_percent(collected, cost)),
                },
            },
            rental,
        })
    }
}

/// A device came back before its time.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReturnedEarlyBody {
    #[serde(flatten)]
    acted: ActedBody,
    early_return_fee: Amount,
    currency: Currency,
    actual_months_rented: u32,
    return_date: NaiveDate,
    subscription: ReturnedRentalBody,
    rental: RentalBody,
}

/// The subscription in the prose's words.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ReturnedRentalBody {
    #[schema(value_type = String)]
    subscription_id: SubscriptionId,
    status: SubscriptionStatus,
    early_return_details: EarlyReturnDetailsBody,
}

impl ReturnedEarlyBody {
    /// Of a subscription that ended so.
    pub(super) fn new(subscription: &Subscription, rental: RentalBody) -> Result<Self> {
        let currency = subscription.currency;
        let details = subscription.history.early_return.clone();
        let details = details.ok_or_else(missing)?;
        Ok(Self {
            acted: ActedBody::new("Early return processed", subscription),
            early_return_fee: Amount::new(details.fee_minor, currency),
            currency,
            actual_months_rented: rental.months_rented().min(MONTHS_MAX),
            return_date: details.date,
            subscription: ReturnedRentalBody {
                subscription_id: subscription.id,
                status: subscription.status,
                early_return_details: EarlyReturnDetailsBody::new(details, currency),
            },
            rental,
        })
    }
}

/// A contract was called off, or is to be.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CancelledBody {
    #[serde(flatten)]
    acted: ActedBody,
    #[schema(example = "active")]
    previous_status: SubscriptionStatus,
    /// When it was called off; of a day to come, when that day begins.
    cancelled_at: DateTime<Utc>,
    /// The day the contract ends on.
    effective_date: NaiveDate,
    /// Whether that day is still to come, and the contract runs until then.
    scheduled: bool,
    rental: RentalBody,
}

impl CancelledBody {
    /// Of a subscription that was called off, or is to be; of the tenant's days.
    pub(super) fn new(
        subscription: &Subscription,
        rental: RentalBody,
        time_zone: TimeZone,
    ) -> Result<Self> {
        let plan = subscription.scheduled_cancellation.as_ref();
        let (message, ends) = if let Some(plan) = plan {
            let ends = (time_zone.day_start(plan.on), plan.on);
            ("Subscription cancellation scheduled", Some(ends))
        } else {
            let ended = subscription.ended_at.zip(subscription.ended_on);
            ("Subscription cancelled", ended)
        };
        let (cancelled_at, effective_date) = ends.ok_or_else(missing)?;
        Ok(Self {
            acted: ActedBody::new(message, subscription),
            previous_status: SubscriptionStatus::Active,
            cancelled_at,
            effective_date,
            scheduled: plan.is_some(),
            rental,
        })
    }
}

/// A cancellation that was planned is planned no more.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CancellationWithdrawnBody {
    #[serde(flatten)]
    acted: ActedBody,
    rental: RentalBody,
}

impl CancellationWithdrawnBody {
    /// Of a subscription that goes on.
    pub(super) fn new(subscription: &Subscription, rental: RentalBody) -> Self {
        Self {
            acted: ActedBody::new("Scheduled cancellation withdrawn", subscription),
            rental,
        }
    }
}

/// A contract whose term is over was completed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CompletedBody {
    #[serde(flatten)]
    acted: ActedBody,
    #[schema(example = "active")]
    previous_status: SubscriptionStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    completed_at: Option<DateTime<Utc>>,
    rental: RentalBody,
}

impl CompletedBody {
    /// Of a subscription whose term is over.
    pub(super) fn new(subscription: &Subscription, rental: RentalBody) -> Self {
        Self {
            acted: ActedBody::new("Subscription completed", subscription),
            previous_status: SubscriptionStatus::Active,
            completed_at: subscription.ended_at,
            rental,
        }
    }
}

fn missing() -> Error {
    Error::internal(anyhow::anyhow!("an action left nothing in the history"))
}
