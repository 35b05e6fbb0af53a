//! What a subscription refers to.
use std::collections::HashMap;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::Result,
    kernel::id::{CustomerId, OrderId, SubscriptionId, TenantId, VariantId},
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

/// Names that rentals show beside their own.
#[derive(Debug, Default)]
pub(in crate::subscriptions) struct Names(HashMap<Uuid, String>);

impl Names {
    /// The company of a customer that has one.
    pub(in crate::subscriptions) fn company_of(&self, customer: CustomerId) -> Option<String> {
        self.0.get(&customer.as_uuid()).cloned()
    }

    /// The name of a variant.
    pub(in crate::subscriptions) fn variant(&self, variant: VariantId) -> Option<String> {
        self.0.get(&variant.as_uuid()).cloned()
    }
}

/// The companies of customers that have one, and the names of variants; these one by one along their key,
/// for a plan for all of them would rather read through the tenant's whole catalog.
pub(in crate::subscriptions) async fn names(
    conn: &mut PgConnection,
    tenant: TenantId,
    (customers, variants): (&[CustomerId], &[VariantId]),
) -> Result<Names> {
    let rows = sqlx::query!(
        r#"
        select id as "id!", company as "name!"
        from customers
        where tenant_id = $1 and id = any($2) and company is not null
        union all
        select
            wanted.id,
            (select v.name from variants v where v.tenant_id = $1 and v.id = wanted.id)
        from (select distinct unnest($3::uuid[]) as id) wanted
        "#,
        tenant as _,
        customers as _,
        variants as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(Names(
        rows.into_iter().map(|row| (row.id, row.name)).collect(),
    ))
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
