//! Confirming an order: it was reviewed and is ready to be fulfilled (contract 10.5).
use super::{announce, model::Order, open};
use crate::{
    change::Change, error::Result, kernel::id::OrderId, timeline::Changes, webhooks::EventType,
};

/// Confirms an order; one that is confirmed stays as it is.
pub(super) async fn confirm(change: &mut Change, id: OrderId) -> Result<Order> {
    let order = open::locked(change, id).await?;
    settle(change, order).await
}

/// Confirms an order that is locked.
pub(super) async fn settle(change: &mut Change, mut order: Order) -> Result<Order> {
    let before = order.status;
    order.status = before.confirm()?;
    if order.status == before {
        return Ok(order);
    }
    order.confirmed_at = Some(change.now());
    open::save(change, &mut order).await?;
    let changes = Changes::none().with("status", &before, &order.status);
    let event = EventType::OrderConfirmed;
    announce::order(change, &order, event, "Order confirmed", changes).await?;
    Ok(order)
}
