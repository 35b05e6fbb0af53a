//! Replacing the notes of an order, in whatever state it is (contract 3.1).
use super::{announce, model::Order, open};
use crate::{
    change::Change, error::Result, kernel::id::OrderId, timeline::Changes, webhooks::EventType,
};

/// Puts `notes` in place of those the order has; empty ones clear them.
pub(super) async fn annotate(change: &mut Change, id: OrderId, notes: &str) -> Result<Order> {
    let mut order = open::locked(change, id).await?;
    let before = order.notes.take();
    order.notes = (!notes.is_empty()).then(|| notes.to_owned());
    if order.notes == before {
        return Ok(order);
    }
    open::save(change, &mut order).await?;
    let changes = Changes::none().with("notes", &before, &order.notes);
    let event = EventType::OrderUpdated;
    announce::order(change, &order, event, "Notes replaced", changes);
    Ok(order)
}
