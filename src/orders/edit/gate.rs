//! What of an order its state lets change (contract 10.6).
use super::items;
use crate::{
    error::{Code, Error, Fault, Result},
    kernel::word::Word as _,
    orders::{Order, OrderStatus, wire::OrderPatchBody},
};

/// Refuses what may not change: all of it at once.
pub(super) fn check(before: &Order, after: &Order, patch: &OrderPatchBody) -> Result<()> {
    let mut faults = closed(before, patch);
    match patch.status {
        Some(OrderStatus::Confirmed) => {
            before.status.confirm()?;
        }
        Some(other) if other != before.status => faults.push(not_by_hand(before.status)),
        Some(_) | None => {}
    }
    if before.rented_devices > 0 && before.customer.customer_id != after.customer.customer_id {
        let message = "The order has subscriptions of its customer and stays with them.";
        faults.push(Fault::own("customer", Code::OrderNotEditable, message));
    }
    if let Some(sent) = patch.items.as_ref().filter(|_| before.status.is_open()) {
        faults.extend(items::locked(before, sent));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(faults))
    }
}

/// A status that no edit can give.
fn not_by_hand(now: OrderStatus) -> Fault {
    let message = format!(
        "The order is {}. Only `confirmed` can be set; to cancel it send POST \
         /v1/orders/{{orderId}}/cancel; the others follow from its subscriptions.",
        now.word()
    );
    Fault::shape("status", "invalid_enum_value", message)
}

/// Fields of the patch that a closed order does not take.
fn closed(before: &Order, patch: &OrderPatchBody) -> Vec<Fault> {
    if before.status.is_open() {
        return Vec::new();
    }
    let message = format!(
        "The order is {}: only notes, customFields, trackingNumber, shippedAt and payment can \
         change.",
        before.status.word()
    );
    [
        ("customer", patch.customer.is_some()),
        ("billingAddress", patch.billing_address.is_some()),
        ("shippingAddress", !patch.shipping_address.is_absent()),
        ("items", patch.items.is_some()),
        ("billingGroupId", !patch.billing_group_id.is_absent()),
    ]
    .into_iter()
    .filter(|(_, sent)| *sent)
    .map(|(path, _)| Fault::own(path, Code::OrderNotEditable, message.clone()))
    .collect()
}
