//! SQL for payments that ask for what several others would: the group, the merging, its undoing.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, types::Json};

use crate::{
    change::Change,
    error::Result,
    kernel::{
        id::{BillingGroupId, CustomerId, PaymentId, TenantId},
        money::Minor,
        schedule::PaymentTerms,
    },
    payments::model::Payment,
};

/// What of a billing group decides when it asks for money.
#[derive(Debug, Clone)]
pub(in crate::payments) struct GroupRow {
    pub(in crate::payments) customer_id: CustomerId,
    pub(in crate::payments) group_name: String,
    pub(in crate::payments) billing_day: i16,
    pub(in crate::payments) consolidated_through: Option<NaiveDate>,
    /// Where there are none the customer's hold.
    pub(in crate::payments) payment_terms: Option<PaymentTerms>,
    pub(in crate::payments) created_at: DateTime<Utc>,
}

/// Active groups with a billing day by `today` whose month is not closed, by id.
pub(in crate::payments) async fn groups_due(
    conn: &mut PgConnection,
    tenant: TenantId,
    (today, after): (NaiveDate, BillingGroupId),
) -> Result<Vec<BillingGroupId>> {
    let ids = sqlx::query_scalar!(
        r#"
        select id as "id: BillingGroupId"
        from billing_groups
        where tenant_id = $1 and status = 'active' and id > $3
            and (
                consolidated_through is null
                or consolidated_through < date_trunc('month', $2::date - (billing_day - 1))
            )
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

/// Whose group it is, if it is active; read before the locks, of which the customer's comes first.
pub(in crate::payments) async fn customer_of_group(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: BillingGroupId,
) -> Result<Option<CustomerId>> {
    let customer = sqlx::query_scalar!(
        r#"
        select customer_id as "customer_id: CustomerId"
        from billing_groups
        where tenant_id = $1 and id = $2 and status = 'active'
        "#,
        tenant as _,
        id as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(customer)
}

/// An active group, locked after its customer.
pub(in crate::payments) async fn lock_group(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: BillingGroupId,
) -> Result<Option<GroupRow>> {
    let group = sqlx::query_as!(
        GroupRow,
        r#"
        select customer_id as "customer_id: CustomerId", group_name, billing_day,
            consolidated_through, payment_terms as "payment_terms: PaymentTerms", created_at
        from billing_groups
        where tenant_id = $1 and id = $2 and status = 'active'
        for no key update
        "#,
        tenant as _,
        id as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(group)
}

/// Closes a month of a locked group. No new version of it: nothing that anybody reads changes.
pub(in crate::payments) async fn close_month(
    conn: &mut PgConnection,
    tenant: TenantId,
    (id, month): (BillingGroupId, NaiveDate),
) -> Result<()> {
    sqlx::query!(
        "update billing_groups set consolidated_through = $3 where tenant_id = $1 and id = $2",
        tenant as _,
        id as _,
        month,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Stores a new consolidated payment, whose customer is locked; whether there was none under its key.
pub(in crate::payments) async fn insert(change: &mut Change, payment: &Payment) -> Result<bool> {
    let tenant = change.tenant().id;
    let done = sqlx::query!(
        "
        insert into payments
            (tenant_id, id, customer_id, billing_group_id, payment_type, idempotency_key,
             billing_period, description, subtotal_minor, tax_amount_minor, total_minor,
             tax_rate_ppm, currency, status, due_date, provider, manually_marked,
             capture_attempts, late_fee_applied, line_items, version, created_at, updated_at,
             customer_name_folded)
        values ($1, $2, $3, $4, 'consolidated', $5, $6, $7, $8, $9, $10, $11, $12, 'pending', $13,
                'manual', false, 0, false, $14, 1, $15, $15,
                (
                    select lower(c.first_name || ' ' || c.last_name)
                    from customers c
                    where c.tenant_id = $1 and c.id = $3
                ))
        on conflict (tenant_id, idempotency_key) do nothing
        ",
        tenant as _,
        payment.id as _,
        payment.customer_id as _,
        payment.billing_group_id as _,
        payment.idempotency_key,
        payment.billing_period,
        payment.description,
        payment.subtotal as _,
        payment.tax_amount as _,
        payment.total as _,
        payment.tax_rate.ppm(),
        payment.currency as _,
        payment.due_date,
        Json(&payment.line_items) as _,
        payment.created_at,
    )
    .execute(change.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Has one payment ask for the money of locked others, which are cancelled by that.
pub(in crate::payments) async fn merge(
    change: &mut Change,
    charges: &[PaymentId],
    (into, reason): (PaymentId, &str),
) -> Result<()> {
    let (tenant, now) = (change.tenant().id, change.now());
    sqlx::query!(
        "
        update payments
        set status = 'cancelled', cancelled_at = $4, cancel_reason = $5, consolidated_into = $3,
            version = version + 1, updated_at = $4
        where tenant_id = $1 and id = any($2)
        ",
        tenant as _,
        charges as _,
        into as _,
        now,
        reason,
    )
    .execute(change.conn())
    .await?;
    Ok(())
}

/// Gives locked payments back their own money to ask for; but for those whose period begins after
/// their contract has ended, or on the day that another took its place, which stay cancelled. Gives those
/// it gave back.
pub(in crate::payments) async fn restore(
    change: &mut Change,
    charges: &[PaymentId],
) -> Result<Vec<PaymentId>> {
    let (tenant, now) = (change.tenant().id, change.now());
    let restored = sqlx::query_scalar!(
        r#"
        update payments
        set status = 'pending', cancelled_at = null, cancel_reason = null,
            consolidated_into = null, settled_net_minor = null,
            billing_group_id = (
                select s.billing_group_id
                from subscriptions s
                where s.tenant_id = $1 and s.id = payments.subscription_id
            ),
            version = version + 1, updated_at = $3
        where tenant_id = $1 and id = any($2)
            and not exists (
                select from subscriptions s
                where s.tenant_id = $1 and s.id = payments.subscription_id
                    and s.status <> 'ended_completed'
                    and (s.ended_on < s.end_date or s.status in ('ended_buyout', 'ended_early_return'))
                    and payments.due_date > s.ended_on + case s.payment_terms
                        when 'net_7' then 7 when 'net_14' then 14 when 'net_30' then 30 else 0
                    end - case s.status when 'ended_upgrade' then 1 else 0 end
            )
        returning id as "id: PaymentId"
        "#,
        tenant as _,
        charges as _,
        now,
    )
    .fetch_all(change.conn())
    .await?;
    Ok(restored)
}

/// Records what locked payments brought by the one that asked for them.
pub(in crate::payments) async fn settle_merged(
    conn: &mut PgConnection,
    tenant: TenantId,
    (charges, parts): (&[PaymentId], &[Minor]),
) -> Result<()> {
    let parts: Vec<i64> = parts.iter().map(|part| part.get()).collect();
    sqlx::query!(
        "
        update payments
        set settled_net_minor = charge.net
        from unnest($2::uuid[], $3::bigint[]) as charge (id, net)
        where payments.tenant_id = $1 and payments.id = charge.id
        ",
        tenant as _,
        charges as _,
        &parts,
    )
    .execute(conn)
    .await?;
    Ok(())
}
