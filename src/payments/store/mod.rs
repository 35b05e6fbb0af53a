//! SQL for payments: sums here, single rows in `row`, pages in `list`, the schedule's bulk insert in
//! `schedule`, what is open of a subscription in `open`, invoices in `invoice`.
mod invoice;
mod list;
mod open;
mod row;
mod schedule;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

pub use self::invoice::invoice_numbers;
pub(super) use self::{
    invoice::{buyer_of, find_invoice, insert_invoice, next_invoice},
    list::{Filter, PaymentSort, list},
    open::{cancel_all, lock_open, months},
    row::{by_ids, lock, settle},
    schedule::{Charge, insert_all},
};
use crate::{
    error::Result,
    kernel::{
        id::{CustomerId, PaymentId, SubscriptionId, TenantId},
        money::Minor,
    },
};

/// Who pays a payment; read before the locks, of which the customer's comes first.
pub(super) async fn customer_of(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: PaymentId,
) -> Result<Option<CustomerId>> {
    Ok(sqlx::query_scalar!(
        r#"
        select customer_id as "customer_id: CustomerId"
        from payments
        where tenant_id = $1 and id = $2
        "#,
        tenant as _,
        id as _,
    )
    .fetch_optional(conn)
    .await?)
}

/// Counts a new version of a subscription: what is collected and what is due stand in its answer.
/// Locked after the payment.
pub(super) async fn touch_subscription(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: SubscriptionId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "
        update subscriptions
        set version = version + 1,
            updated_at = $3
        where tenant_id = $1 and id = $2
        ",
        tenant as _,
        id as _,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Sum of paid payments without tax, by subscription.
pub(super) async fn collected(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscriptions: &[SubscriptionId],
) -> Result<HashMap<SubscriptionId, Minor>> {
    let rows = sqlx::query!(
        r#"
        select subscription_id as "id!: SubscriptionId",
            sum(total_minor - tax_amount_minor)::bigint as "net!: Minor"
        from payments
        where tenant_id = $1 and subscription_id = any($2) and status = 'paid'
        group by subscription_id
        "#,
        tenant as _,
        subscriptions as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.net)).collect())
}

/// Earliest due date of open payments, by subscription.
pub(super) async fn next_due(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscriptions: &[SubscriptionId],
) -> Result<HashMap<SubscriptionId, NaiveDate>> {
    let rows = sqlx::query!(
        r#"
        select subscription_id as "id!: SubscriptionId", min(due_date) as "due!"
        from payments
        where tenant_id = $1 and subscription_id = any($2)
            and status in ('pending', 'processing', 'failed')
        group by subscription_id
        "#,
        tenant as _,
        subscriptions as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.due)).collect())
}
