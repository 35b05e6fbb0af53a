//! Which payments something is to be done about; each list by a key that goes on where it ended.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use crate::{
    error::Result,
    kernel::id::{PaymentId, TenantId},
};

/// Where a list by due date goes on: after this payment.
pub(in crate::payments) type AfterDate = (NaiveDate, PaymentId);

/// Where a list by instant goes on: after this payment.
pub(in crate::payments) type AfterTime = (DateTime<Utc>, PaymentId);

/// Payments that were never tried and are due by `today`, but for those that a billing group asks for.
pub(in crate::payments) async fn first_attempts(
    conn: &mut PgConnection,
    tenant: TenantId,
    (today, after): (NaiveDate, AfterDate),
) -> Result<Vec<AfterDate>> {
    let rows = sqlx::query!(
        r#"
        select p.due_date, p.id as "id: PaymentId"
        from payments p
        where p.tenant_id = $1 and p.status <> 'paid' and p.status <> 'cancelled'
            and p.status = 'pending' and p.due_date <= $2 and (p.due_date, p.id) > ($3, $4)
            and (p.late_fee_applied or not exists (
                select
                from subscriptions s
                join billing_groups g on g.tenant_id = $1 and g.id = s.billing_group_id
                where s.tenant_id = $1 and s.id = p.subscription_id
                    and s.status = 'active' and g.status = 'active'
            ) or exists (select from invoices i where i.tenant_id = $1 and i.payment_id = p.id))
        order by p.due_date, p.id
        limit 200
        "#,
        tenant as _,
        today,
        after.0,
        after.1 as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.due_date, row.id)).collect())
}

/// Whether a pending payment waits for a billing group to ask for its money: as the lists here and
/// `lock_mergeable` see it.
pub(in crate::payments) async fn waits_for_group(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: PaymentId,
) -> Result<bool> {
    let waits = sqlx::query_scalar!(
        r#"
        select exists (
            select
            from payments p
            join subscriptions s on s.tenant_id = $1 and s.id = p.subscription_id
            join billing_groups g on g.tenant_id = $1 and g.id = s.billing_group_id
            where p.tenant_id = $1 and p.id = $2 and not p.late_fee_applied
                and s.status = 'active' and g.status = 'active'
                and not exists (select from invoices i where i.tenant_id = $1 and i.payment_id = $2)
        ) as "waits!"
        "#,
        tenant as _,
        id as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(waits)
}

/// Payments that failed and are tried again by `now`.
pub(in crate::payments) async fn retries(
    conn: &mut PgConnection,
    tenant: TenantId,
    (now, after): (DateTime<Utc>, AfterTime),
) -> Result<Vec<AfterTime>> {
    let rows = sqlx::query!(
        r#"
        select next_retry_at as "at!", id as "id: PaymentId"
        from payments
        where tenant_id = $1 and next_retry_at is not null and next_retry_at <= $2
            and (next_retry_at, id) > ($3, $4)
        order by next_retry_at, id
        limit 200
        "#,
        tenant as _,
        now,
        after.0,
        after.1 as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.at, row.id)).collect())
}

/// Payments with an attempt of which nobody knows the outcome, to ask about by `now`.
pub(in crate::payments) async fn outstanding(
    conn: &mut PgConnection,
    tenant: TenantId,
    (now, after): (DateTime<Utc>, AfterTime),
) -> Result<Vec<AfterTime>> {
    let rows = sqlx::query!(
        r#"
        select claimed_until as "at!", id as "id: PaymentId"
        from payments
        where tenant_id = $1 and claimed_until is not null and claimed_until <= $2
            and (claimed_until, id) > ($3, $4)
        order by claimed_until, id
        limit 200
        "#,
        tenant as _,
        now,
        after.0,
        after.1 as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.at, row.id)).collect())
}

/// Open payments due before `before` that have no late fee yet, but for those that a billing group
/// has yet to ask for.
pub(in crate::payments) async fn late(
    conn: &mut PgConnection,
    tenant: TenantId,
    (before, after): (NaiveDate, AfterDate),
) -> Result<Vec<AfterDate>> {
    let rows = sqlx::query!(
        r#"
        select p.due_date, p.id as "id: PaymentId"
        from payments p
        where p.tenant_id = $1 and p.status <> 'paid' and p.status <> 'cancelled'
            and p.status <> 'processing' and not p.late_fee_applied and p.total_minor > 0
            and p.due_date < $2 and (p.due_date, p.id) > ($3, $4)
            and (p.status = 'failed' or not exists (
                select
                from subscriptions s
                join billing_groups g on g.tenant_id = $1 and g.id = s.billing_group_id
                where s.tenant_id = $1 and s.id = p.subscription_id
                    and s.status = 'active' and g.status = 'active'
            ))
        order by p.due_date, p.id
        limit 200
        "#,
        tenant as _,
        before,
        after.0,
        after.1 as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.due_date, row.id)).collect())
}

/// When the next attempt, question or refund falls due; none where nothing is under way.
pub(in crate::payments) async fn next_event(
    conn: &mut PgConnection,
    tenant: TenantId,
) -> Result<Option<DateTime<Utc>>> {
    let at = sqlx::query_scalar!(
        "
        select least(
            (select min(next_retry_at) from payments
             where tenant_id = $1 and next_retry_at is not null),
            (select min(claimed_until) from payments
             where tenant_id = $1 and claimed_until is not null),
            (select min(due_at) from payment_refunds
             where tenant_id = $1 and status = 'pending')
        )
        ",
        tenant as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(at)
}
