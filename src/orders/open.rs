//! Opening the order that a change is about.
use sqlx::PgConnection;

use super::{
    model::Order,
    store::{self, Links},
};
use crate::{
    change::Change,
    error::{Error, Result},
    kernel::id::{OrderId, TenantId},
};

/// The order, locked, as the caller saw it last: unknown is 404, changed since 412.
pub(super) async fn locked(change: &mut Change, id: OrderId) -> Result<Order> {
    let tenant = change.tenant().id;
    let order = store::lock(change.conn(), tenant, id, Links::With)
        .await?
        .ok_or_else(|| Error::not_found("order", id))?;
    change.expect_version(order.version)?;
    Ok(order)
}

/// The order with all that belongs to it, to be read; unknown is 404.
pub async fn found(conn: &mut PgConnection, tenant: TenantId, id: OrderId) -> Result<Order> {
    store::find(conn, tenant, id)
        .await?
        .ok_or_else(|| Error::not_found("order", id))
}

/// Whether the tenant has that order; else 404.
pub(super) async fn known(conn: &mut PgConnection, tenant: TenantId, id: OrderId) -> Result<()> {
    if store::order_exists(conn, tenant, id).await? {
        Ok(())
    } else {
        Err(Error::not_found("order", id))
    }
}

/// Stores a new version of a locked order.
pub(super) async fn save(change: &mut Change, order: &mut Order) -> Result<()> {
    order.version += 1;
    order.updated_at = change.now();
    let tenant = change.tenant().id;
    store::save(change.conn(), tenant, order).await
}
