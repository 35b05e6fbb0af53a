//! Beginning a contract: an order's item gets its asset (contract 3.2).
//!
//! One transaction moves the asset, the item, the order and the customer's figures, and lays the
//! payment schedule. Locks are taken in the order of the house: customer, order, asset.
use chrono::NaiveDate;
use serde_json::Value;

use super::{
    begin::begin,
    decide::{self, Choice},
    history::History,
    model::{Captured, Subscription, SubscriptionStatus},
    refuse::{self, Wanted},
    store, upgrade,
    wire::CreateSubscriptionBody,
};
use crate::{
    assets::{self, Asset, SerialNumber},
    billing_groups,
    change::Change,
    custom_fields::{self, Check, Fields, Section},
    customers,
    error::{Error, Fault, Result},
    kernel::{
        calendar::end_date,
        id::{BillingGroupId, CustomerId, OrderId, OrderItemId, SubscriptionId},
        schedule::{PaymentTerms, Rhythm, anchor},
    },
    orders::{self, Order, OrderItem},
};

/// Begins the contract that `body` asks for.
pub(super) async fn create(
    change: &mut Change,
    body: &CreateSubscriptionBody,
) -> Result<Subscription> {
    let order = lock_order(change, &body.order_id).await?;
    let previous = upgrade::previous(change, &order, &body.asset_serial_number).await?;
    let References {
        asset,
        choice,
        billing_group_id,
    } = references(change, body, &order).await?;
    let item = match decide::choose_item(&order.items, choice, &asset) {
        Ok(item) => item.clone(),
        Err(refused) => {
            let wanted = Wanted::of(&order, choice.item);
            return Err(refuse::of_asset(change, refused, &wanted, &asset).await?);
        }
    };
    upgrade::check_previous(&order, previous.as_ref())?;
    let billing_group_id = billing_group_id.or(previous.as_ref().and_then(|p| p.billing_group_id));
    let terms = Terms::of(
        change,
        body,
        &item,
        (billing_group_id, order.customer.payment_terms),
    )?;
    let subscription = contract(change, &terms, (&order, &item, &asset), body);
    begin(change, &subscription, (asset, item.setup_fee)).await?;
    orders::fulfil_unit(change, order, item.id, subscription.id).await?;
    if let Some(previous) = previous {
        upgrade::take_over(change, previous, &subscription).await?;
    }
    Ok(subscription)
}

/// The order, locked after its customer.
async fn lock_order(change: &mut Change, id: &str) -> Result<Order> {
    let unknown = || refuse::no_order(id);
    let tenant = change.tenant().id;
    let order_id: OrderId = id.parse().map_err(|_| unknown())?;
    let customer = store::customer_of_order(change.conn(), tenant, order_id)
        .await?
        .ok_or_else(unknown)?;
    customers::lock(change.conn(), tenant, customer).await?;
    let order = orders::lock(change.conn(), tenant, order_id)
        .await?
        .ok_or_else(unknown)?;
    if order.customer.customer_id == customer {
        Ok(order)
    } else {
        let cause = "the order went to another customer before it was locked";
        Err(Error::Contended(cause.to_owned()))
    }
}

/// What the body names beside the order.
struct References {
    asset: Asset,
    choice: Choice,
    billing_group_id: Option<BillingGroupId>,
}

/// Finds what the body names beside the order; all faults of it at once. Where all but the asset is
/// right, the order's state is told before it (contract 3.2).
async fn references(
    change: &mut Change,
    body: &CreateSubscriptionBody,
    order: &Order,
) -> Result<References> {
    let mut faults = Vec::new();
    faults.extend(other_customer(body, order));
    let choice = Choice {
        item: named_item(body, &order.items, &mut faults),
        contract_length: body.contract_length,
    };
    let billing_group_id = billing_group(change, body, order, &mut faults).await?;
    faults.extend(custom_fields(change, body).await?);
    if faults.is_empty() {
        let require_confirmation = change.tenant().settings.require_confirmation;
        decide::check_order(order.order_type, order.status, require_confirmation)
            .map_err(|refused| refuse::of_order(refused, order))?;
    }
    let named = &body.asset_serial_number;
    let serial_number = SerialNumber::from(named.text.clone());
    let tenant = change.tenant().id;
    match assets::lock(change.conn(), tenant, &serial_number).await? {
        Some(asset) if faults.is_empty() => Ok(References {
            asset,
            choice,
            billing_group_id,
        }),
        Some(_) => Err(Error::Invalid(faults)),
        None => {
            let wanted = Wanted::of(order, choice.item);
            let unknown = refuse::no_asset(change, &wanted, (&named.path, &named.text)).await?;
            faults.push(unknown);
            Err(Error::Invalid(faults))
        }
    }
}

/// A customer that the order is not of.
fn other_customer(body: &CreateSubscriptionBody, order: &Order) -> Option<Fault> {
    let customer = order.customer.customer_id.to_string();
    let named = body.customer_id.as_ref()?;
    (*named != customer).then(|| {
        let message = format!("The order's customer is `{customer}`. Send that or leave it out.");
        Fault::shape("customerId", "custom", message)
    })
}

/// The item that the body names by its place, its id, or both.
fn named_item(
    body: &CreateSubscriptionBody,
    items: &[OrderItem],
    faults: &mut Vec<Fault>,
) -> Option<OrderItemId> {
    let by_index = body.order_item_index.and_then(|index| {
        let item = items.get(index).map(|item| item.id);
        if item.is_none() {
            let last = items.len().saturating_sub(1);
            let message = format!("The order has {} item(s): 0 to {last}.", items.len());
            faults.push(Fault::shape("orderItemIndex", "custom", message));
        }
        item
    });
    let by_id = body.order_item_id.as_ref().and_then(|named| {
        let item = items.iter().find(|item| item.id.to_string() == named.text);
        let agrees = item.is_some_and(|item| by_index.is_none_or(|id| id == item.id));
        if !agrees {
            let message = match item {
                Some(_) => "Names another item than orderItemIndex. Send one of the two.",
                None => "The order has no such item; its items carry their `itemId`.",
            };
            faults.push(Fault::shape(named.path.clone(), "custom", message));
        }
        item.map(|item| item.id)
    });
    by_id.or(by_index)
}

/// The group to bill with: the one named, else the order's as long as it is the customer's.
async fn billing_group(
    change: &mut Change,
    body: &CreateSubscriptionBody,
    order: &Order,
    faults: &mut Vec<Fault>,
) -> Result<Option<BillingGroupId>> {
    let named = body.billing_group_id.as_ref();
    let wanted = match named {
        Some(text) => text.parse().ok(),
        None => order.billing_group_id,
    };
    let owner: Option<CustomerId> = match wanted {
        Some(id) => {
            let tenant = change.tenant().id;
            billing_groups::customer_of(change.conn(), tenant, id).await?
        }
        None => None,
    };
    if owner == Some(order.customer.customer_id) {
        return Ok(wanted);
    }
    if named.is_some() {
        let message =
            "No active billing group of the order's customer. Leave it out to bill alone.";
        faults.push(Fault::shape("billingGroupId", "custom", message));
    }
    Ok(None)
}

/// What the tenant's definitions find wrong with the free values.
async fn custom_fields(change: &mut Change, body: &CreateSubscriptionBody) -> Result<Vec<Fault>> {
    let tenant = change.tenant().id;
    let section = Section::Subscription;
    let definitions = custom_fields::definitions(change.conn(), tenant, section).await?;
    let none = Fields::new();
    let fields = body.custom_fields.as_ref().unwrap_or(&none);
    Ok(custom_fields::check(&definitions, fields, Check::Whole))
}

/// When a contract runs and how it is billed.
struct Terms {
    start: NaiveDate,
    end: NaiveDate,
    rhythm: Rhythm,
    billing_group_id: Option<BillingGroupId>,
}

impl Terms {
    fn of(
        change: &Change,
        body: &CreateSubscriptionBody,
        item: &OrderItem,
        (billing_group_id, terms): (Option<BillingGroupId>, PaymentTerms),
    ) -> Result<Self> {
        let cycle = change.tenant().settings.billing_cycle;
        let start = body.start_date.unwrap_or_else(|| change.today());
        let billing = body
            .billing_start_option
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
            billing_group_id,
        })
    }
}

/// The contract as it will be stored.
fn contract(
    change: &Change,
    terms: &Terms,
    (order, item, asset): (&Order, &OrderItem, &Asset),
    body: &CreateSubscriptionBody,
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
        billing_group_id: terms.billing_group_id,
        captured: Captured::of(item, asset, now),
        upgrade_from: order
            .upgrade_details
            .as_ref()
            .and_then(|details| details.previous_rental_id.parse().ok()),
        custom_fields: body.custom_fields.as_ref().map(stored),
        notes: body.notes.clone(),
        history: History::default(),
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
