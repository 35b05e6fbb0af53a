//! What a new order refers to, or must not repeat.
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    error::Result,
    kernel::id::{CustomerId, OrderId, SubscriptionId, TenantId},
};

/// The order that has an external id.
pub(in crate::orders) async fn find_external(
    conn: &mut PgConnection,
    tenant: TenantId,
    external_id: &str,
) -> Result<Option<OrderId>> {
    let id = sqlx::query_scalar!(
        r#"
        select id as "id: OrderId"
        from orders
        where tenant_id = $1 and external_id = $2
        "#,
        tenant as _,
        external_id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(id)
}

/// The latest order of a customer with this fingerprint made after `since` that was not cancelled.
pub(in crate::orders) async fn find_duplicate(
    conn: &mut PgConnection,
    tenant: TenantId,
    customer: CustomerId,
    (fingerprint, since): (&[u8], DateTime<Utc>),
) -> Result<Option<OrderId>> {
    let id = sqlx::query_scalar!(
        r#"
        select id as "id: OrderId"
        from orders
        where tenant_id = $1 and fingerprint = $2 and created_at > $3 and customer_id = $4
            and status <> 'cancelled'
        order by created_at desc, id desc
        limit 1
        "#,
        tenant as _,
        fingerprint,
        since,
        customer as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(id)
}

/// Whether the tenant has that order.
pub(in crate::orders) async fn order_exists(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: OrderId,
) -> Result<bool> {
    let exists = sqlx::query_scalar!(
        r#"select exists (select from orders where tenant_id = $1 and id = $2) as "exists!""#,
        tenant as _,
        id as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(exists)
}

/// What an extension order must agree with.
pub(in crate::orders) struct Original {
    pub(in crate::orders) id: OrderId,
    pub(in crate::orders) customer_id: CustomerId,
    /// Of its items, each once.
    pub(in crate::orders) skus: Vec<String>,
}

/// The order that an extension order extends.
pub(in crate::orders) async fn find_original(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: OrderId,
) -> Result<Option<Original>> {
    let original = sqlx::query_as!(
        Original,
        r#"
        select
            id as "id: OrderId", customer_id as "customer_id: CustomerId",
            array(
                select distinct item.sku
                from order_items item
                where item.tenant_id = $1 and item.order_id = $2
                order by item.sku
            ) as "skus!"
        from orders
        where tenant_id = $1 and id = $2
        "#,
        tenant as _,
        id as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(original)
}

/// What an upgrade order must agree with.
pub(in crate::orders) struct Previous {
    pub(in crate::orders) id: SubscriptionId,
    pub(in crate::orders) customer_id: CustomerId,
    pub(in crate::orders) serial_number: String,
}

/// The subscription that an upgrade order replaces.
pub(in crate::orders) async fn find_previous(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: SubscriptionId,
) -> Result<Option<Previous>> {
    let previous = sqlx::query_as!(
        Previous,
        r#"
        select
            id as "id: SubscriptionId", customer_id as "customer_id: CustomerId", serial_number
        from subscriptions
        where tenant_id = $1 and id = $2
        "#,
        tenant as _,
        id as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(previous)
}
