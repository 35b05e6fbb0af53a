//! An extension order and what it extended.
use sqlx::PgConnection;

use crate::{
    change::Change,
    error::Result,
    kernel::id::{CustomerId, OrderId, OrderItemId, SubscriptionId, TenantId},
    orders::{Order, OrderType},
};

/// What an order is for and whose it is, without a lock.
pub(in crate::orders) async fn type_and_customer(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: OrderId,
) -> Result<Option<(OrderType, CustomerId)>> {
    let found = sqlx::query!(
        r#"
        select order_type as "order_type: OrderType", customer_id as "customer_id: CustomerId"
        from orders
        where tenant_id = $1 and id = $2
        "#,
        tenant as _,
        id as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.map(|row| (row.order_type, row.customer_id)))
}

/// Writes what each item extended, and that the order is fulfilled.
pub(in crate::orders) async fn fulfil_extension(
    change: &mut Change,
    order: &Order,
    links: &[(OrderItemId, SubscriptionId)],
) -> Result<()> {
    let tenant = change.tenant().id;
    let items: Vec<OrderItemId> = links.iter().map(|(item, _)| *item).collect();
    let subscriptions: Vec<SubscriptionId> = links.iter().map(|(_, id)| *id).collect();
    sqlx::query!(
        "
        with items as (
            update order_items
            set rented_quantity = quantity
            where tenant_id = $1 and order_id = $2
        ),
        links as (
            insert into order_item_subscriptions
                (tenant_id, order_id, order_item_id, subscription_id)
            select $1, $2, item, subscription
            from unnest($3::uuid[], $4::uuid[]) as link (item, subscription)
        )
        update orders
        set status = $5, rented_devices = $6, version = $7, updated_at = $8
        where tenant_id = $1 and id = $2
        ",
        tenant as _,
        order.id as _,
        &items as _,
        &subscriptions as _,
        order.status as _,
        i64::from(order.rented_devices),
        order.version,
        order.updated_at,
    )
    .execute(change.conn())
    .await?;
    Ok(())
}
