//! Editing an order (contract 10.6): references first, then what its state allows, then one write.
mod customer;
mod difference;
mod gate;
mod items;
mod matching;

use self::customer::Link;
use super::{
    announce, conditions, confirm, create,
    extension::{self, Extending},
    model::{Order, OrderPayment},
    open, pricing,
    state::OrderStatus,
    store,
    wire::{OrderPatchBody, PaymentPatch},
};
use crate::{
    change::Change,
    custom_fields::{self, Check, Fields},
    customers::{Figures, add_figures},
    error::{Error, Fault, Result},
    kernel::{
        id::{BillingGroupId, CustomerId, OrderId},
        patch::Patch,
    },
    webhooks::EventType,
};

/// Carries out all changes of a patch, or none. One that changes nothing leaves the order's version
/// alone.
pub(super) async fn edit(
    change: &mut Change,
    id: OrderId,
    (patch, extending): (&OrderPatchBody, Extending),
) -> Result<Order> {
    let mut faults = Vec::new();
    let confirms = patch.status == Some(OrderStatus::Confirmed);
    let held = if confirms {
        extension::hold_customer(change, id).await?
    } else {
        None
    };
    // Customers are locked before their orders.
    let (seen, link) = match &patch.customer {
        Some(sent) => {
            let tenant = change.tenant().id;
            let seen = open::found(change.conn(), tenant, id).await?;
            let link = customer::relink(change, &seen, sent, patch).await;
            (Some(seen.customer), create::kept(link, &mut faults)?)
        }
        None => (None, Some(Link::Same)),
    };
    let before = open::locked(change, id).await?;
    extension::check_held(&before, held)?;
    if seen.is_some_and(|seen| !customer::same(&seen, &before.customer)) {
        let cause = "the order's customer was edited before the order was locked";
        return Err(Error::Contended(cause.to_owned()));
    }
    let mut after = before.clone();
    faults.extend(apply(change, &mut after, patch, link.as_ref()).await?);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    gate::check(&before, &after, patch)?;
    if patch.items.is_some() {
        after.totals = pricing::totals(&after.items, after.tax_rate, after.tax_inclusive)
            .ok_or_else(create::too_dear)?;
        let total = after.totals.total_devices;
        after.status = after.status.at(after.rented_devices, total);
    }
    let order = write(change, &before, after).await?;
    if confirms {
        confirm::settle(change, order, extending).await
    } else {
        Ok(order)
    }
}

/// Puts the patch into the order and gives all faults of what it refers to. Without a link the
/// customer it names is none, which is told already.
async fn apply(
    change: &mut Change,
    order: &mut Order,
    patch: &OrderPatchBody,
    link: Option<&Link>,
) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    if let (Some(sent), Some(link)) = (&patch.customer, link) {
        faults.extend(customer::merge(&mut order.customer, sent, link.moved()));
    }
    if let Some(sent) = &patch.items {
        match items::of(change, &order.items, sent).await {
            Ok(items) => order.items = items,
            Err(Error::Invalid(more)) => faults.extend(more),
            Err(error) => return Err(error),
        }
    }
    faults.extend(check_fields(change, &patch.custom_fields).await?);
    match custom_fields::merge(order.custom_fields.as_ref(), &patch.custom_fields) {
        Ok(fields) => order.custom_fields = fields,
        Err(fault) => faults.push(fault),
    }
    let group = group(change, order, patch, link).await;
    if let Some(group) = create::kept(group, &mut faults)? {
        order.billing_group_id = group;
    }
    apply_plain(order, patch);
    Ok(faults)
}

/// The group of an edited order; checked again where the order goes to another customer.
async fn group(
    change: &mut Change,
    order: &Order,
    patch: &OrderPatchBody,
    link: Option<&Link>,
) -> Result<Option<BillingGroupId>> {
    let customer = link.map(|_| order.customer.customer_id);
    let moved = link.and_then(Link::moved).is_some();
    let named = match (&patch.billing_group_id, order.billing_group_id) {
        (Patch::Value(sent), _) => sent.clone(),
        (Patch::Absent, Some(group)) if moved => group.to_string(),
        (Patch::Absent, group) => return Ok(group),
        (Patch::Null, _) => return Ok(None),
    };
    conditions::billing_group(change, &named, customer)
        .await
        .map(Some)
}

/// What refers to nothing.
fn apply_plain(order: &mut Order, patch: &OrderPatchBody) {
    if let Some(address) = &patch.billing_address {
        order.billing_address = address.clone();
    }
    match &patch.shipping_address {
        Patch::Absent => {}
        Patch::Null => order.shipping_address = order.billing_address.clone(),
        Patch::Value(address) => order.shipping_address = address.clone(),
    }
    let text = |patch: &Patch<String>, field: &mut Option<String>| {
        patch.clone().apply_to(field);
        field.take_if(|text| text.is_empty());
    };
    text(&patch.notes, &mut order.notes);
    text(&patch.tracking_number, &mut order.tracking_number);
    patch.shipped_at.apply_to(&mut order.shipped_at);
    match &patch.payment {
        Patch::Absent => {}
        Patch::Null => order.payment = OrderPayment::none(),
        Patch::Value(sent) => merge_payment(&mut order.payment, sent),
    }
}

fn merge_payment(payment: &mut OrderPayment, sent: &PaymentPatch) {
    if let Some(status) = sent.status {
        payment.status = status;
    }
    if let Some(marked) = sent.manually_marked {
        payment.manually_marked = marked;
    }
    sent.method.apply_to(&mut payment.method);
    sent.transaction_id
        .clone()
        .apply_to(&mut payment.transaction_id);
    sent.paid_amount.apply_to(&mut payment.paid_amount);
}

async fn check_fields(change: &mut Change, patch: &Patch<Fields>) -> Result<Vec<Fault>> {
    match patch {
        Patch::Absent => Ok(Vec::new()),
        Patch::Null => conditions::custom_fields(change, &Fields::new(), Check::Whole).await,
        Patch::Value(fields) => conditions::custom_fields(change, fields, Check::Update).await,
    }
}

/// Stores and tells what changed, if anything did.
async fn write(change: &mut Change, before: &Order, mut after: Order) -> Result<Order> {
    let changes = difference::changes(before, &after);
    if changes.is_empty() {
        return Ok(after);
    }
    let tenant = change.tenant().id;
    open::save(change, &mut after).await?;
    let items_changed = difference::items_changed(before, &after);
    if items_changed {
        store::replace_items(change.conn(), tenant, after.id, &after.items).await?;
    }
    store::record_edited(change.conn(), tenant, (before, &after)).await?;
    let (from, to) = (before.customer.customer_id, after.customer.customer_id);
    if items_changed || from != to {
        store::forget_fingerprint(change.conn(), tenant, after.id).await?;
    }
    if from != to {
        move_order(change, from, to).await?;
    }
    announce::order(
        change,
        &after,
        EventType::OrderUpdated,
        "Order updated",
        changes,
    );
    if after.status != before.status && after.status == OrderStatus::Fulfilled {
        let event = EventType::OrderFulfilled;
        let summary = "Order fulfilled: its open items were removed";
        let changes = difference::status(before, &after);
        announce::order(change, &after, event, summary, changes);
    }
    Ok(after)
}

/// The order counts for another customer now.
async fn move_order(change: &mut Change, from: CustomerId, to: CustomerId) -> Result<()> {
    for (id, orders) in [(from, -1), (to, 1)] {
        let add = Figures {
            orders,
            ..Figures::default()
        };
        add_figures(change, id, add).await?;
    }
    Ok(())
}
