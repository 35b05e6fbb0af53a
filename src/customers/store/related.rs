//! What orders and subscriptions say of customers; read by the indexes on their customer.
use std::collections::HashMap;

use sqlx::PgConnection;

use crate::{
    error::Result,
    kernel::id::{CustomerId, OrderId, SubscriptionId, TenantId},
};

/// Ids of what belongs to a customer, newest first.
#[derive(Debug, Clone, Default)]
pub(in crate::customers) struct Related {
    /// Their orders.
    pub(in crate::customers) order_ids: Vec<OrderId>,
    /// Their subscriptions.
    pub(in crate::customers) subscription_ids: Vec<SubscriptionId>,
}

/// At most `most` newest orders and subscriptions of each of these customers, in one statement.
pub(in crate::customers) async fn related(
    conn: &mut PgConnection,
    tenant: TenantId,
    customers: &[CustomerId],
    most: i64,
) -> Result<HashMap<CustomerId, Related>> {
    let rows = sqlx::query!(
        r#"
        select customer.id as "id!: CustomerId",
            array(
                select o.id from orders o
                where o.tenant_id = $1 and o.customer_id = customer.id
                order by o.id desc
                limit $3
            ) as "order_ids!: Vec<OrderId>",
            array(
                select s.id from subscriptions s
                where s.tenant_id = $1 and s.customer_id = customer.id
                order by s.id desc
                limit $3
            ) as "subscription_ids!: Vec<SubscriptionId>"
        from unnest($2::uuid[]) as customer (id)
        "#,
        tenant as _,
        customers as _,
        most,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let related = Related {
                order_ids: row.order_ids,
                subscription_ids: row.subscription_ids,
            };
            (row.id, related)
        })
        .collect())
}

/// What of a customer is still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::customers) struct Open {
    /// A subscription is active.
    pub(in crate::customers) subscriptions: bool,
    /// An order is neither fulfilled nor cancelled.
    pub(in crate::customers) orders: bool,
}

/// What of a customer is still open.
pub(in crate::customers) async fn open_of(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: CustomerId,
) -> Result<Open> {
    Ok(sqlx::query_as!(
        Open,
        r#"
        select
            exists (
                select from subscriptions
                where tenant_id = $1 and customer_id = $2 and status = 'active'
            ) as "subscriptions!",
            exists (
                select from orders
                where tenant_id = $1 and customer_id = $2
                    and status in ('pending', 'confirmed', 'partial')
            ) as "orders!"
        "#,
        tenant as _,
        id as _,
    )
    .fetch_one(conn)
    .await?)
}
