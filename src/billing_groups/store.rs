//! SQL for billing groups.
use sqlx::PgConnection;

use crate::{
    error::Result,
    kernel::id::{BillingGroupId, CustomerId, TenantId},
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
