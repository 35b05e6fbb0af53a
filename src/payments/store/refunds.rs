//! SQL for money given back.
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    auth::settings::Collector,
    error::Result,
    kernel::{
        id::{PaymentId, RefundId, TenantId},
        money::Minor,
    },
    payments::model::{Refund, RefundStatus},
};

/// A statement that yields refunds of a tenant: its further conditions and its binds.
macro_rules! refunds {
    ($tail:literal, $($bind:expr),+ $(,)?) => {
        sqlx::query_as!(
            Refund,
            r#"
            select id as "id: RefundId", payment_id as "payment_id: PaymentId",
                amount_minor as "amount: Minor", tax_minor as "tax: Minor", reason,
                status as "status: RefundStatus", duplicate, collector as "collector: Collector",
                transaction_id, created_by, created_at, settled_at
            from payment_refunds
            where tenant_id = $1
            "# + $tail,
            $($bind),+
        )
    };
}

/// What was given back of payments' amounts, first to last.
pub(in crate::payments) async fn of_payments(
    conn: &mut PgConnection,
    tenant: TenantId,
    payments: &[PaymentId],
) -> Result<Vec<Refund>> {
    let refunds = refunds!(
        "and payment_id = any($2) and not duplicate order by id",
        tenant as _,
        payments as _
    )
    .fetch_all(conn)
    .await?;
    Ok(refunds)
}

/// One refund. What of it may change is only read under the lock of [`settle`].
pub(in crate::payments) async fn get(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: RefundId,
) -> Result<Option<Refund>> {
    let refund = refunds!("and id = $2", tenant as _, id as _)
        .fetch_optional(conn)
        .await?;
    Ok(refund)
}

/// Stores a new refund. One that is pending is asked for at once.
pub(in crate::payments) async fn insert(
    conn: &mut PgConnection,
    tenant: TenantId,
    refund: &Refund,
) -> Result<()> {
    let due_at = match refund.status {
        RefundStatus::Pending => Some(refund.created_at),
        RefundStatus::Succeeded => None,
    };
    sqlx::query!(
        "
        insert into payment_refunds
            (tenant_id, id, payment_id, amount_minor, tax_minor, reason, status, duplicate,
             collector, due_at, transaction_id, created_by, created_at, settled_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ",
        tenant as _,
        refund.id as _,
        refund.payment_id as _,
        refund.amount as _,
        refund.tax as _,
        refund.reason,
        refund.status as _,
        refund.duplicate,
        refund.collector as _,
        due_at,
        refund.transaction_id,
        refund.created_by,
        refund.created_at,
        refund.settled_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Refunds to ask the collector for, or about, by id.
pub(in crate::payments) async fn due(
    conn: &mut PgConnection,
    tenant: TenantId,
    (now, after): (DateTime<Utc>, RefundId),
) -> Result<Vec<RefundId>> {
    let ids = sqlx::query_scalar!(
        r#"
        select id as "id: RefundId"
        from payment_refunds
        where tenant_id = $1 and status = 'pending' and due_at <= $2 and id > $3
        order by id
        limit 200
        "#,
        tenant as _,
        now,
        after as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

/// Records that a pending refund was given back; whether it was still pending.
pub(in crate::payments) async fn settle(
    conn: &mut PgConnection,
    tenant: TenantId,
    (id, transaction_id, now): (RefundId, &str, DateTime<Utc>),
) -> Result<bool> {
    let done = sqlx::query!(
        "
        update payment_refunds
        set status = 'succeeded', due_at = null, transaction_id = $3, settled_at = $4
        where tenant_id = $1 and id = $2 and status = 'pending'
        ",
        tenant as _,
        id as _,
        transaction_id,
        now,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Asks about a pending refund again later.
pub(in crate::payments) async fn put_off(
    conn: &mut PgConnection,
    tenant: TenantId,
    (id, until): (RefundId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "
        update payment_refunds
        set due_at = $3
        where tenant_id = $1 and id = $2 and status = 'pending'
        ",
        tenant as _,
        id as _,
        until,
    )
    .execute(conn)
    .await?;
    Ok(())
}
