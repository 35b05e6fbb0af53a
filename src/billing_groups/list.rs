//! Billing groups with their members, for answers.
use sqlx::PgConnection;

use super::{model::BillingGroup, store, wire::BillingGroupBody};
use crate::{auth::Tenant, error::Result, kernel::id::BillingGroupId};

/// These groups as the tenant sees them, in their order.
pub(super) async fn show(
    conn: &mut PgConnection,
    tenant: &Tenant,
    groups: Vec<BillingGroup>,
) -> Result<Vec<BillingGroupBody>> {
    let ids: Vec<BillingGroupId> = groups.iter().map(|group| group.id).collect();
    let mut members = store::members_of(conn, tenant.id, &ids).await?;
    let show = |group: BillingGroup| {
        let members = members.remove(&group.id).unwrap_or_default();
        BillingGroupBody::new(group, members, tenant)
    };
    Ok(groups.into_iter().map(show).collect())
}
