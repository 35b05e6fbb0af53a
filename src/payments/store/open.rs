//! What is open of a subscription.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use crate::{
    error::Result,
    kernel::{
        id::{PaymentId, SubscriptionId, TenantId},
        money::Minor,
    },
    payments::{months::Month, open::Cancelled, state::PaymentStatus},
};

/// The payments of a subscription that are due after `day` and can be called off, locked in the order
/// of their ids.
pub(in crate::payments) async fn lock_open(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscription: SubscriptionId,
    day: NaiveDate,
) -> Result<Vec<Cancelled>> {
    let open = sqlx::query_as!(
        Cancelled,
        r#"
        select id as "id: PaymentId", due_date, total_minor as "total: Minor",
            status as "status: PaymentStatus"
        from payments
        where tenant_id = $1 and subscription_id = $2 and due_date > $3
            and status in ('pending', 'failed')
        order by id
        for no key update
        "#,
        tenant as _,
        subscription as _,
        day,
    )
    .fetch_all(conn)
    .await?;
    Ok(open)
}

/// Calls off locked payments.
pub(in crate::payments) async fn cancel_all(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[PaymentId],
    (reason, now): (&str, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "
        update payments
        set status = 'cancelled', cancelled_at = $3, cancel_reason = $4, next_retry_at = null,
            version = version + 1, updated_at = $3
        where tenant_id = $1 and id = any($2)
        ",
        tenant as _,
        ids as _,
        now,
        reason,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// All monthly payments of a subscription, by due date.
pub(in crate::payments) async fn months(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscription: SubscriptionId,
) -> Result<Vec<Month>> {
    let months = sqlx::query_as!(
        Month,
        r#"
        select due_date, subtotal_minor as "amount: Minor", status as "status: PaymentStatus"
        from payments
        where tenant_id = $1 and subscription_id = $2
            and split_part(idempotency_key, ':', 2) = 'monthly'
        order by due_date, id
        "#,
        tenant as _,
        subscription as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(months)
}
