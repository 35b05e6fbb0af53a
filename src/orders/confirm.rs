//! Confirming an order: it was reviewed and is ready to be fulfilled (contract 10.5).
use super::{
    announce,
    extension::{self, Extending},
    model::Order,
    open,
    state::OrderStatus,
};
use crate::{
    change::Change, error::Result, kernel::id::OrderId, timeline::Changes, webhooks::EventType,
};

/// Confirms an order; one that is confirmed stays as it is. An extension order is carried out.
pub(super) async fn confirm(
    change: &mut Change,
    id: OrderId,
    extending: Extending,
) -> Result<Order> {
    let held = extension::hold_customer(change, id).await?;
    let order = open::locked(change, id).await?;
    extension::check_held(&order, held)?;
    settle(change, order, extending).await
}

/// Confirms an order that is locked, an extension order after its customer.
pub(super) async fn settle(
    change: &mut Change,
    mut order: Order,
    extending: Extending,
) -> Result<Order> {
    let before = order.status;
    if accept(change, &mut order)? {
        open::save(change, &mut order).await?;
        announce(change, &order, before);
    }
    extending.carry_out(change, order).await
}

/// Confirms an order that is not stored yet, as a version after its first.
pub(super) fn settle_new(change: &mut Change, order: &mut Order) -> Result<()> {
    let before = order.status;
    if accept(change, order)? {
        order.version += 1;
        announce(change, order, before);
    }
    Ok(())
}

/// Whether the order was not confirmed yet, and now is.
fn accept(change: &Change, order: &mut Order) -> Result<bool> {
    let before = order.status;
    order.status = before.confirm()?;
    if order.status == before {
        return Ok(false);
    }
    order.confirmed_at = Some(change.now());
    Ok(true)
}

fn announce(change: &mut Change, order: &Order, before: OrderStatus) {
    let changes = Changes::none().with("status", &before, &order.status);
    announce::order(
        change,
        order,
        EventType::OrderConfirmed,
        "Order confirmed",
        changes,
    );
}
