//! Which subscriptions wait for something.
use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::{
    error::Result,
    kernel::id::{CustomerId, OrderId, SubscriptionId, TenantId},
};

/// A page of the active subscriptions whose term is over on a day and of which nothing was decided
/// yet, and of those that are to be called off by then, in the order of ids after `after`. Found by
/// their days first: the order of ids would lead through all that run.
pub(in crate::subscriptions) async fn due_to_end(
    conn: &mut PgConnection,
    tenant: TenantId,
    today: NaiveDate,
    after: Option<SubscriptionId>,
) -> Result<Vec<SubscriptionId>> {
    let ids = sqlx::query_scalar!(
        r#"
        with due as materialized (
            select id
            from subscriptions
            where tenant_id = $1 and status = 'active' and action_required_at is null
                and end_date <= $2
            union
            select id
            from subscriptions
            where tenant_id = $1 and cancel_on <= $2
        )
        select id as "id!: SubscriptionId"
        from due
        where $3::uuid is null or id > $3
        order by id
        limit 200
        "#,
        tenant as _,
        today,
        after as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

/// The active subscriptions that an extension order may extend: of the original order, with that SKU,
/// of that customer; oldest first. Also those that took the place of others by an upgrade.
pub(in crate::subscriptions) async fn to_extend(
    conn: &mut PgConnection,
    tenant: TenantId,
    (order, customer): (OrderId, CustomerId),
    sku: &str,
) -> Result<Vec<SubscriptionId>> {
    let ids = sqlx::query_scalar!(
        r#"
        select id as "id: SubscriptionId"
        from subscriptions
        where tenant_id = $1 and order_id = $2 and customer_id = $3 and sku = $4
            and status = 'active'
        order by id
        "#,
        tenant as _,
        order as _,
        customer as _,
        sku,
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}
