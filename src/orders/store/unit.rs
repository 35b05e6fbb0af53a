//! One more unit of an item has a subscription.
use crate::{
    change::Change,
    error::{Error, Result},
    kernel::id::{OrderItemId, SubscriptionId},
    orders::Order,
};

/// Writes what a new subscription of `item` does: the link, the item's count, and the order's
/// status, count and version as `order` has them now.
pub(in crate::orders) async fn fulfil_unit(
    change: &mut Change,
    order: &Order,
    item: OrderItemId,
    subscription: SubscriptionId,
) -> Result<()> {
    let tenant = change.tenant().id;
    let written = sqlx::query!(
        "
        with item as (
            update order_items
            set rented_quantity = rented_quantity + 1
            where tenant_id = $1 and id = $3 and order_id = $2 and rented_quantity < quantity
            returning tenant_id, order_id, id
        ),
        link as (
            insert into order_item_subscriptions
                (tenant_id, order_id, order_item_id, subscription_id)
            select tenant_id, order_id, id, $4
            from item
            returning tenant_id, order_id
        )
        update orders
        set status = $5, rented_devices = $6, version = $7, updated_at = $8
        from link
        where orders.tenant_id = $1 and orders.id = link.order_id
        ",
        tenant as _,
        order.id as _,
        item as _,
        subscription as _,
        order.status as _,
        i64::from(order.rented_devices),
        order.version,
        order.updated_at,
    )
    .execute(change.conn())
    .await?
    .rows_affected();
    if written == 1 {
        Ok(())
    } else {
        Err(Error::internal(anyhow::anyhow!(
            "item {item} of order {} had no open unit",
            order.id
        )))
    }
}
