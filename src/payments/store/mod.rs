//! SQL for payments: sums here, single rows in `row`, pages in `list`, the schedule's bulk insert in
//! `schedule`, what is open of a subscription in `open`, what is to be done in `due`, invoices in
//! `invoice`.
pub(super) mod consolidated;
pub(super) mod due;
pub(super) mod group_invoice;
mod invoice;
mod list;
mod open;
pub(super) mod refunds;
mod row;
pub(super) mod sandbox;
mod schedule;
mod search;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

pub(super) use self::{
    invoice::{buyer_of, find_invoice, insert_invoice, next_invoice},
    list::{Filter, PaymentSort, list},
    open::{cancel_all, lock_open, months},
    row::{by_ids, lock, lock_free, lock_mergeable, lock_merged, update},
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

/// Takes over the name of a locked customer, by which payments are sorted; nothing that anybody reads of
/// them changes. Locked by id.
pub(super) async fn rename_customer(
    conn: &mut PgConnection,
    tenant: TenantId,
    customer: CustomerId,
) -> Result<()> {
    sqlx::query!(
        "
        with theirs as (
            select id
            from payments
            where tenant_id = $1 and customer_id = $2
            order by id
            for no key update
        )
        update payments p
        set customer_name_folded = lower(c.first_name || ' ' || c.last_name)
        from theirs, customers c
        where p.tenant_id = $1 and p.id = theirs.id and c.tenant_id = $1 and c.id = $2
        ",
        tenant as _,
        customer as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts a new version of subscriptions: what is collected and what is due stand in their answers.
/// Locked by id, after the payments.
pub(super) async fn touch_subscriptions(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[SubscriptionId],
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "
        with touched as (
            select id
            from subscriptions
            where tenant_id = $1 and id = any($2)
            order by id
            for no key update
        )
        update subscriptions
        set version = version + 1,
            updated_at = $3
        from touched
        where subscriptions.tenant_id = $1 and subscriptions.id = touched.id
        ",
        tenant as _,
        ids as _,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Sum of what payments brought without tax and without what was given back, by subscription; also by
/// the consolidated payment that asked for them.
pub(super) async fn collected(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscriptions: &[SubscriptionId],
) -> Result<HashMap<SubscriptionId, Minor>> {
    let rows = sqlx::query!(
        r#"
        select subscription_id as "id!: SubscriptionId",
            sum(
                case
                    when status = 'paid'
                    then total_minor - tax_amount_minor - refunded_minor + refunded_tax_minor
                    else settled_net_minor
                end
            )::bigint as "net!: Minor"
        from payments
        where tenant_id = $1 and subscription_id = any($2)
            and (status = 'paid' or settled_net_minor is not null)
        group by subscription_id
        "#,
        tenant as _,
        subscriptions as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.net)).collect())
}

/// Earliest due date of open payments, by subscription; that of the consolidated payment where one asks
/// for them.
pub(super) async fn next_due(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscriptions: &[SubscriptionId],
) -> Result<HashMap<SubscriptionId, NaiveDate>> {
    let rows = sqlx::query!(
        r#"
        select open.subscription_id as "id!: SubscriptionId", min(open.due_date) as "due!"
        from (
            select p.subscription_id, p.due_date
            from payments p
            where p.tenant_id = $1 and p.subscription_id = any($2)
                and p.status in ('pending', 'processing', 'failed')
            union all
            select p.subscription_id, c.due_date
            from payments p
            join payments c on c.tenant_id = $1 and c.id = p.consolidated_into
            where p.tenant_id = $1 and p.subscription_id = any($2)
                and p.consolidated_into is not null
                and c.status in ('pending', 'processing', 'failed')
        ) open
        group by open.subscription_id
        "#,
        tenant as _,
        subscriptions as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.due)).collect())
}
