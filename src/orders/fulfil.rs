//! What a new subscription does to its order.
use sqlx::PgConnection;

use super::{
    announce,
    model::Order,
    state::OrderStatus,
    store::{self, Links},
};
use crate::{
    change::Change,
    error::{Error, Result},
    kernel::id::{OrderId, OrderItemId, SubscriptionId, TenantId},
    webhooks::EventType,
};

/// The order with its items, but not with the subscriptions that these have, locked until the change
/// ends: to fulfil one unit more costs the same however many are. The customer must be locked before.
pub async fn lock(conn: &mut PgConnection, tenant: TenantId, id: OrderId) -> Result<Option<Order>> {
    store::lock(conn, tenant, id, Links::Without).await
}

/// Counts one unit of an item of a locked order as fulfilled by a subscription that is stored
/// already: item, progress, status (`partial` or `fulfilled`), version, timeline, and the event
/// `order.partially_fulfilled` or `order.fulfilled`. The caller has checked that the order takes
/// subscriptions and that the item has an open unit. Touches only that item's row.
pub async fn fulfil_unit(
    change: &mut Change,
    mut order: Order,
    item: OrderItemId,
    subscription: SubscriptionId,
) -> Result<Order> {
    let before = (order.status, order.rented_devices);
    order.rented_devices += 1;
    order.status = order
        .status
        .fulfil(order.rented_devices, order.totals.total_devices)?;
    order.version += 1;
    order.updated_at = change.now();
    let line = order
        .items
        .iter_mut()
        .find(|line| line.id == item && line.rented_quantity < line.quantity)
        .ok_or_else(|| Error::internal(anyhow::anyhow!("item {item} has no open unit")))?;
    line.rented_quantity += 1;
    store::fulfil_unit(change, &order, item, subscription).await?;

    let event = if order.status == OrderStatus::Fulfilled {
        EventType::OrderFulfilled
    } else {
        EventType::OrderPartiallyFulfilled
    };
    announce::fulfilled(change, &order, (event, before), (item, subscription));
    Ok(order)
}
