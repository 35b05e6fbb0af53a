//! What a subscription refers to.
use std::collections::HashMap;

use sqlx::PgConnection;

use crate::{
    error::Result,
    kernel::id::{CustomerId, OrderId, SubscriptionId, TenantId},
};

/// How many free serial numbers a message names.
const SUGGESTIONS: i64 = 3;

/// Whose order it is, without a lock: which customer to lock before the order.
pub(in crate::subscriptions) async fn customer_of_order(
    conn: &mut PgConnection,
    tenant: TenantId,
    order: OrderId,
) -> Result<Option<CustomerId>> {
    let customer = sqlx::query_scalar!(
        r#"
        select customer_id as "customer_id: CustomerId"
        from orders
        where tenant_id = $1 and id = $2
        "#,
        tenant as _,
        order as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(customer)
}

/// Whose subscription it is, without a lock: which customer to lock before it.
pub(in crate::subscriptions) async fn customer_of(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: SubscriptionId,
) -> Result<Option<CustomerId>> {
    let customer = sqlx::query_scalar!(
        r#"
        select customer_id as "customer_id: CustomerId"
        from subscriptions
        where tenant_id = $1 and id = $2
        "#,
        tenant as _,
        id as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(customer)
}

/// The companies of customers that have one.
pub(in crate::subscriptions) async fn companies(
    conn: &mut PgConnection,
    tenant: TenantId,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, String>> {
    let rows = sqlx::query!(
        r#"
        select id as "id: CustomerId", company as "company!"
        from customers
        where tenant_id = $1 and id = any($2) and company is not null
        "#,
        tenant as _,
        customers as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.company)).collect())
}

/// A few serial numbers of these SKUs that are free, for a message.
pub(in crate::subscriptions) async fn available_serials(
    conn: &mut PgConnection,
    tenant: TenantId,
    skus: &[&str],
) -> Result<Vec<String>> {
    let serials = sqlx::query_scalar!(
        "
        select serial_number
        from assets
        where tenant_id = $1 and sku = any($2::text[]) and status = 'available'
        order by created_at, serial_number
        limit $3
        ",
        tenant as _,
        skus as _,
        SUGGESTIONS,
    )
    .fetch_all(conn)
    .await?;
    Ok(serials)
}
