//! Answers of an upgrade: the swap in the schema's keys, the order in the prose's.
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{model::Subscription, rental::RentalBody};
use crate::{
    kernel::{
        currency::Currency,
        id::{OrderId, SubscriptionId},
        money::{Amount, Minor},
    },
    orders::Order,
};

/// A contract took the place of another.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UpgradedBody {
    #[schema(example = true)]
    success: bool,
    #[schema(example = "Subscription upgraded")]
    message: &'static str,
    #[schema(value_type = String)]
    old_rental_id: SubscriptionId,
    #[schema(value_type = String)]
    new_rental_id: SubscriptionId,
    /// Name of the device so far.
    old_device: String,
    /// Name of the new device.
    new_device: String,
    old_serial_number: String,
    new_serial_number: String,
    new_monthly_amount: Amount,
    currency: Currency,
    /// First day of the new contract, on which the old one ended.
    start_date: NaiveDate,
    upgrade_details: DevicesBody,
    /// The new contract.
    rental: RentalBody,
}

/// An order was made that will end a contract.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UpgradeOrderedBody {
    #[schema(example = true)]
    success: bool,
    #[schema(example = "Upgrade order created")]
    message: &'static str,
    #[schema(value_type = String)]
    upgrade_order_id: OrderId,
    current_subscription: CurrentBody,
    upgrade_details: DevicesBody,
    currency: Currency,
}

/// The contract that runs until the order is fulfilled.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CurrentBody {
    #[schema(value_type = String)]
    subscription_id: SubscriptionId,
    /// The same as `subscriptionId`.
    #[schema(value_type = String)]
    rental_id: SubscriptionId,
    /// Its last day, if nothing ends it before.
    scheduled_end_date: NaiveDate,
}

/// What takes the place of what.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct DevicesBody {
    previous_device: String,
    new_device: String,
    previous_monthly_amount: Amount,
    new_monthly_amount: Amount,
    /// For how much the customer keeps the previous device; it comes back where this is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    buyout_amount: Option<Amount>,
}

impl UpgradedBody {
    /// Of the old and the new contract.
    pub(super) fn new(old: &Subscription, new: &Subscription, rental: RentalBody) -> Self {
        Self {
            success: true,
            message: "Subscription upgraded",
            old_rental_id: old.id,
            new_rental_id: new.id,
            old_device: old.product_name.clone(),
            new_device: new.product_name.clone(),
            old_serial_number: old.serial_number.to_string(),
            new_serial_number: new.serial_number.to_string(),
            new_monthly_amount: Amount::new(new.monthly_amount, new.currency),
            currency: new.currency,
            start_date: new.start_date,
            upgrade_details: devices(
                old,
                (&new.product_name, new.monthly_amount),
                old.history.buyout.as_ref().map(|sale| sale.price_minor),
            ),
            rental,
        }
    }
}

impl UpgradeOrderedBody {
    /// Of the old contract and the order.
    pub(super) fn new(old: &Subscription, order: &Order) -> Self {
        let item = order.items.first();
        let device = item.map_or("", |item| item.product_name.as_str());
        let price = item.map_or(Minor::ZERO, |item| item.unit_price);
        let details = order.upgrade_details.as_ref();
        let kept_at = details.and_then(|details| details.buyout_amount_minor);
        Self {
            success: true,
            message: "Upgrade order created",
            upgrade_order_id: order.id,
            current_subscription: CurrentBody {
                subscription_id: old.id,
                rental_id: old.id,
                scheduled_end_date: old.end_date,
            },
            upgrade_details: devices(old, (device, price), kept_at),
            currency: order.currency,
        }
    }
}

fn devices(
    old: &Subscription,
    (new_device, new_amount): (&str, Minor),
    kept_at: Option<Minor>,
) -> DevicesBody {
    DevicesBody {
        previous_device: old.product_name.clone(),
        new_device: new_device.to_owned(),
        previous_monthly_amount: Amount::new(old.monthly_amount, old.currency),
        new_monthly_amount: Amount::new(new_amount, old.currency),
        buyout_amount: kept_at.map(|price| Amount::new(price, old.currency)),
    }
}
