//! Beginning a contract: an order's item gets its asset (contract 3.2).
//!
//! One transaction moves the asset, the item, the order and the customer's figures, and lays the
//! payment schedule. Locks are taken in the order of the house: customer, order, asset.
use super::{
    decide::{self, Choice},
    model::Subscription,
    order::{billing_group, custom_fields, lock_order, takes_units},
    refuse::{self, Wanted},
    unit::{Wishes, begin_unit},
    upgrade::previous,
    wire::CreateSubscriptionBody,
};
use crate::{
    assets::{self, Asset, SerialNumber},
    change::Change,
    error::{Error, Fault, Result},
    kernel::id::{BillingGroupId, OrderItemId},
    orders::{Order, OrderItem},
};

/// Begins the contract that `body` asks for.
pub(super) async fn create(
    change: &mut Change,
    body: &CreateSubscriptionBody,
) -> Result<Subscription> {
    let id = body.order_id.as_str();
    let order = match id.parse() {
        Ok(parsed) => lock_order(change, parsed).await?,
        Err(_) => None,
    };
    let order = order.ok_or_else(|| refuse::no_order(id))?;
    let new = SerialNumber::from(body.asset_serial_number.text.clone());
    let previous = previous(change, &order, Some(&new)).await?;
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
    let wishes = Wishes {
        start_date: body.start_date,
        billing_start: body.billing_start_option,
        billing_group_id,
        custom_fields: body.custom_fields.clone(),
        notes: body.notes.clone(),
    };
    let (subscription, _) = begin_unit(change, order, (&item, asset), &wishes, previous).await?;
    Ok(subscription)
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
    let group = body.billing_group_id.as_deref();
    let billing_group_id = billing_group(change, group, order, &mut faults).await?;
    faults.extend(custom_fields(change, body.custom_fields.as_ref()).await?);
    if faults.is_empty() {
        takes_units(change, order)?;
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
