//! What the payments of subscriptions sum to.
use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::store;
use crate::{
    error::Result,
    kernel::{
        id::{SubscriptionId, TenantId},
        money::Minor,
    },
};

/// What was paid so far for each of these subscriptions, without tax. One without paid payments
/// is not in the map.
pub async fn collected(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscriptions: &[SubscriptionId],
) -> Result<HashMap<SubscriptionId, Minor>> {
    store::collected(conn, tenant, subscriptions).await
}

/// When the earliest open payment of each of these subscriptions is due. One without open payments
/// is not in the map.
pub async fn next_due(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscriptions: &[SubscriptionId],
) -> Result<HashMap<SubscriptionId, NaiveDate>> {
    store::next_due(conn, tenant, subscriptions).await
}
