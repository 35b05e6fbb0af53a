//! Calling an order off before anything of it is fulfilled (contract 3.1).
use super::{announce, model::Order, open};
use crate::{
    change::Change, error::Result, kernel::id::OrderId, timeline::Changes, webhooks::EventType,
};

/// Cancels an order for good.
pub(super) async fn cancel(
    change: &mut Change,
    id: OrderId,
    reason: Option<&str>,
) -> Result<Order> {
    let mut order = open::locked(change, id).await?;
    let before = order.status;
    order.status = before.cancel()?;
    order.cancelled_at = Some(change.now());
    order.cancel_reason = reason.map(str::to_owned);
    open::save(change, &mut order).await?;
    let changes = Changes::none().with("status", &before, &order.status).with(
        "cancelReason",
        &None,
        &order.cancel_reason,
    );
    let event = EventType::OrderCancelled;
    announce::order(change, &order, event, "Order cancelled", changes);
    Ok(order)
}
