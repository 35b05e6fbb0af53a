//! SQL for billing groups: their own rows here, in `members` what being a member says on subscriptions
//! and payments.
mod list;
mod members;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

pub(super) use self::{
    list::{BillingGroupSort, Filter, page},
    members::{Member, find_members, members_of, move_to, touch},
};
use super::model::{BillingGroup, BillingGroupStatus};
use crate::{
    error::{Error, Result},
    kernel::{
        id::{BillingGroupId, CustomerId, TenantId},
        schedule::PaymentTerms,
    },
    search::{self, Kind},
};

/// Whose active group it is; `None` for one that does not exist or is inactive.
pub async fn customer_of(
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

/// The groups with these ids, in no order; deleted and unknown ones are missing.
pub(super) async fn by_ids(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[BillingGroupId],
) -> Result<Vec<BillingGroup>> {
    let groups = sqlx::query_as!(
        BillingGroup,
        r#"
        select
            id as "id: BillingGroupId",
            customer_id as "customer_id: CustomerId",
            group_name,
            billing_day,
            status as "status: BillingGroupStatus",
            notes,
            contact_name,
            contact_email,
            payment_terms as "payment_terms: PaymentTerms",
            created_by,
            version,
            created_at,
            updated_at
        from billing_groups
        where tenant_id = $1 and id = any($2) and deleted_at is null
        "#,
        tenant as _,
        ids as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(groups)
}

/// Adds a group.
pub(super) async fn insert(
    conn: &mut PgConnection,
    tenant: TenantId,
    group: &BillingGroup,
) -> Result<()> {
    sqlx::query!(
        "
        insert into billing_groups
            (tenant_id, id, customer_id, group_name, billing_day, status, notes, created_by,
             version, created_at, updated_at, contact_name, contact_email, payment_terms)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ",
        tenant as _,
        group.id as _,
        group.customer_id as _,
        group.group_name,
        group.billing_day,
        group.status as _,
        group.notes,
        group.created_by,
        group.version,
        group.created_at,
        group.updated_at,
        group.contact_name,
        group.contact_email,
        group.payment_terms as _,
    )
    .execute(&mut *conn)
    .await?;
    record_name(conn, tenant, group).await
}

/// Lets a group be found by its name.
async fn record_name(
    conn: &mut PgConnection,
    tenant: TenantId,
    group: &BillingGroup,
) -> Result<()> {
    let name = (Kind::BillingGroup, group.id.as_uuid(), &*group.group_name);
    search::record(conn, tenant, &[name]).await
}

/// Writes what of a group can change, as its next version.
pub(super) async fn update(
    conn: &mut PgConnection,
    tenant: TenantId,
    group: &mut BillingGroup,
    (now, deleted_at): (DateTime<Utc>, Option<DateTime<Utc>>),
) -> Result<()> {
    group.version = sqlx::query_scalar!(
        "
        update billing_groups
        set group_name = $3,
            billing_day = $4,
            status = $5,
            notes = $6,
            contact_name = $7,
            contact_email = $8,
            payment_terms = $9,
            deleted_at = $10,
            version = version + 1,
            updated_at = $11
        where tenant_id = $1 and id = $2
        returning version
        ",
        tenant as _,
        group.id as _,
        group.group_name,
        group.billing_day,
        group.status as _,
        group.notes,
        group.contact_name,
        group.contact_email,
        group.payment_terms as _,
        deleted_at,
        now,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or_else(|| Error::internal(anyhow::anyhow!("a billing group is gone")))?;
    group.updated_at = now;
    record_name(conn, tenant, group).await
}
