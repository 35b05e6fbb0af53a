//! Customers for other features, one at a time.
use sqlx::PgConnection;

use super::{model::Customer, store};
use crate::{
    error::Result,
    kernel::id::{CustomerId, TenantId},
};

/// The customer with that id, locked until the change ends.
pub async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: CustomerId,
) -> Result<Option<Customer>> {
    store::lock(conn, tenant, id).await
}

/// The customer with that e-mail (case-insensitively), without a lock.
pub async fn find_by_email(
    conn: &mut PgConnection,
    tenant: TenantId,
    email: &str,
) -> Result<Option<Customer>> {
    store::by_email(conn, tenant, email).await
}
