//! What being a member says on subscriptions and payments.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    billing_groups::model::Members,
    error::Result,
    kernel::{
        id::{BillingGroupId, CustomerId, PaymentId, SubscriptionId, TenantId},
        money::Minor,
    },
};

/// A subscription that is to be a member.
#[derive(Debug, Clone)]
pub(in crate::billing_groups) struct Member {
    pub(in crate::billing_groups) id: SubscriptionId,
    pub(in crate::billing_groups) customer_id: CustomerId,
    pub(in crate::billing_groups) active: bool,
    pub(in crate::billing_groups) group: Option<BillingGroupId>,
}

/// The subscriptions with these ids; unknown ones are missing.
pub(in crate::billing_groups) async fn find_members(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[SubscriptionId],
) -> Result<Vec<Member>> {
    let found = sqlx::query_as!(
        Member,
        r#"
        select
            id as "id: SubscriptionId",
            customer_id as "customer_id: CustomerId",
            status = 'active' as "active!",
            billing_group_id as "group: BillingGroupId"
        from subscriptions
        where tenant_id = $1 and id = any($2)
        "#,
        tenant as _,
        ids as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(found)
}

/// The members of these groups, and what they add up to.
pub(in crate::billing_groups) async fn members_of(
    conn: &mut PgConnection,
    tenant: TenantId,
    groups: &[BillingGroupId],
) -> Result<HashMap<BillingGroupId, Members>> {
    let rows = sqlx::query!(
        r#"
        select
            wanted.id as "id!: BillingGroupId",
            member.ids as "ids!: Vec<SubscriptionId>",
            member.active as "active!",
            member.monthly as "monthly!: Minor"
        from unnest($2::uuid[]) as wanted (id)
        cross join lateral (
            select
                coalesce(array_agg(id order by id), '{}') as ids,
                count(*) filter (where status = 'active') as active,
                coalesce(sum(monthly_amount_minor) filter (where status = 'active'), 0)::bigint
                    as monthly
            from subscriptions
            where tenant_id = $1 and billing_group_id = wanted.id
        ) member
        "#,
        tenant as _,
        groups as _,
    )
    .fetch_all(conn)
    .await?;
    let members = rows.into_iter().map(|row| {
        let members = Members {
            subscription_ids: row.ids,
            active: row.active,
            monthly: row.monthly,
        };
        (row.id, members)
    });
    Ok(members.collect())
}

/// Puts subscriptions into a group, or into none, with their pending payments: what was collected, is
/// being collected or was called off keeps the group it was billed with. Locks payments before
/// subscriptions, each in the order of ids.
pub(in crate::billing_groups) async fn move_to(
    conn: &mut PgConnection,
    tenant: TenantId,
    group: Option<BillingGroupId>,
    subscriptions: &[SubscriptionId],
    now: DateTime<Utc>,
) -> Result<()> {
    let payments = lock_moving(&mut *conn, tenant, group, subscriptions).await?;
    sqlx::query!(
        "
        update payments
        set billing_group_id = $3,
            version = version + 1,
            updated_at = $4
        where tenant_id = $1 and id = any($2)
        ",
        tenant as _,
        &payments as _,
        group as _,
        now,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "
        update subscriptions
        set billing_group_id = $3,
            version = version + 1,
            updated_at = $4
        where tenant_id = $1 and id = any($2)
        ",
        tenant as _,
        subscriptions as _,
        group as _,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Locks what moves with these subscriptions: their pending payments that are not billed with the group
/// yet, whose ids it gives, then themselves.
async fn lock_moving(
    conn: &mut PgConnection,
    tenant: TenantId,
    group: Option<BillingGroupId>,
    subscriptions: &[SubscriptionId],
) -> Result<Vec<PaymentId>> {
    let payments = sqlx::query_scalar!(
        r#"
        select id as "id: PaymentId"
        from payments
        where tenant_id = $1 and subscription_id = any($2) and status = 'pending'
            and payment_type = 'individual' and billing_group_id is distinct from $3
        order by id
        for no key update
        "#,
        tenant as _,
        subscriptions as _,
        group as _,
    )
    .fetch_all(&mut *conn)
    .await?;
    sqlx::query!(
        "
        select 1 as locked
        from subscriptions
        where tenant_id = $1 and id = any($2)
        order by id
        for no key update
        ",
        tenant as _,
        subscriptions as _,
    )
    .fetch_all(&mut *conn)
    .await?;
    Ok(payments)
}

/// Counts a new version of a group whose members changed.
pub(in crate::billing_groups) async fn touch(
    conn: &mut PgConnection,
    tenant: TenantId,
    group: BillingGroupId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "
        update billing_groups
        set version = version + 1,
            updated_at = $3
        where tenant_id = $1 and id = $2
        ",
        tenant as _,
        group as _,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
