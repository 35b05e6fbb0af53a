//! The contract of one unit of an order: what its terms are, and the moment it begins.
use chrono::NaiveDate;
use serde_json::Value;

use super::{
    begin::begin,
    history::History,
    model::{Captured, Subscription, SubscriptionStatus},
    upgrade,
};
use crate::{
    assets::Asset,
    billing_groups,
    change::Change,
    custom_fields::Fields,
    error::{Error, Fault, Result},
    kernel::{
        calendar::end_date,
        id::{BillingGroupId, SubscriptionId},
        schedule::{BillingStart, PaymentTerms, Rhythm, anchor},
    },
    orders::{self, Order, OrderItem},
};

/// How a contract begins; what is not said follows the tenant's settings.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// First day; today by default.
    pub start_date: Option<NaiveDate>,
    /// From when it is billed.
    pub billing_start: Option<BillingStart>,
    /// The group to bill with: an active one of the order's customer. The caller has checked that.
    pub billing_group_id: Option<BillingGroupId>,
    /// Free values, checked.
    pub custom_fields: Option<Fields>,
    /// Free text.
    pub notes: Option<String>,
}

/// Begins the contract of one unit: `asset` fulfils `item` of `order`. Gives it, and the order as it
/// is then, for the next unit. The customer, the order and the asset are locked; the caller has
/// checked that the order takes subscriptions, that the item has an open unit, and that the asset is
/// available and of the item's SKU. `previous` is what an upgrade order ends ([`super::previous`]).
pub async fn begin_unit(
    change: &mut Change,
    order: Order,
    (item, asset): (&OrderItem, Asset),
    wishes: &Wishes,
    previous: Option<Subscription>,
) -> Result<(Subscription, Order)> {
    upgrade::check_previous(&order, previous.as_ref())?;
    let terms = Terms::of(change, wishes, item, order.customer.payment_terms)?;
    let mut new = contract(change, &terms, (&order, item, &asset), wishes);
    let group_before = previous
        .as_ref()
        .and_then(|previous| previous.billing_group_id);
    new.billing_group_id = new.billing_group_id.or(group_before);
    begin(change, &new, (asset, item.setup_fee)).await?;
    let kept_at = order.upgrade_details.as_ref();
    let kept_at = kept_at.and_then(|details| details.buyout_amount_minor);
    let order = orders::fulfil_unit(change, order, item.id, new.id).await?;
    if let Some(group) = new.billing_group_id {
        billing_groups::joined(change, group, new.id).await?;
    }
    if let Some(previous) = previous {
        upgrade::take_over(change, previous, &new, kept_at).await?;
    }
    Ok((new, order))
}

/// When a contract runs and how it is billed.
struct Terms {
    start: NaiveDate,
    end: NaiveDate,
    rhythm: Rhythm,
}

impl Terms {
    fn of(change: &Change, wishes: &Wishes, item: &OrderItem, terms: PaymentTerms) -> Result<Self> {
        let cycle = change.tenant().settings.billing_cycle;
        let start = wishes.start_date.unwrap_or_else(|| change.today());
        let billing = wishes
            .billing_start
            .unwrap_or(change.tenant().settings.billing_start);
        let too_late = || {
            let message = "The contract would run beyond the year 9999. Start earlier.";
            Error::fault(Fault::shape("startDate", "invalid_date", message))
        };
        Ok(Self {
            start,
            end: end_date(start, item.contract_length).ok_or_else(too_late)?,
            rhythm: Rhythm {
                anchor: anchor(start, billing)
                    .and_then(|first| cycle.anchor(first))
                    .ok_or_else(too_late)?,
                interval: cycle.interval(),
                terms,
            },
        })
    }
}

/// The contract as it will be stored.
fn contract(
    change: &Change,
    terms: &Terms,
    (order, item, asset): (&Order, &OrderItem, &Asset),
    wishes: &Wishes,
) -> Subscription {
    let now = change.now();
    let customer = &order.customer;
    Subscription {
        id: SubscriptionId::generate(now),
        order_id: order.id,
        order_item_id: item.id,
        customer_id: customer.customer_id,
        customer_email: customer.email.clone(),
        customer_name: format!("{} {}", customer.first_name, customer.last_name),
        serial_number: asset.serial_number.clone(),
        product_id: item.product_id,
        variant_id: item.variant_id,
        sku: item.sku.clone(),
        product_name: item.product_name.clone(),
        product_image_url: item.product_image_url.clone(),
        status: SubscriptionStatus::Active,
        monthly_amount: item.unit_price,
        tax_rate: order.tax_rate,
        tax_inclusive: order.tax_inclusive,
        currency: order.currency,
        original_contract_length: item.contract_length,
        contract_length: item.contract_length,
        start_date: terms.start,
        end_date: terms.end,
        billing_anchor: terms.rhythm.anchor,
        billing_interval: terms.rhythm.interval,
        payment_terms: terms.rhythm.terms,
        billing_group_id: wishes.billing_group_id,
        captured: Captured::of(item, asset, now),
        upgrade_from: order
            .upgrade_details
            .as_ref()
            .and_then(|details| details.previous_rental_id.parse().ok()),
        custom_fields: wishes.custom_fields.as_ref().map(stored),
        notes: wishes.notes.clone(),
        history: History::default(),
        scheduled_cancellation: None,
        action_required_at: None,
        ended_at: None,
        ended_on: None,
        created_by: change.tenant().actor().user_id.clone(),
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

/// A null stands for a field that is not there.
fn stored(fields: &Fields) -> Value {
    let there = fields.iter().filter(|(_, value)| !value.is_null());
    there
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}
