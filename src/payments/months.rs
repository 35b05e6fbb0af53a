//! The monthly payments of one subscription, for what depends on those that are still to come.
use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{state::PaymentStatus, store};
use crate::{
    error::Result,
    kernel::{
        id::{SubscriptionId, TenantId},
        money::Minor,
    },
};

/// A monthly payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Last day to pay on.
    pub due_date: NaiveDate,
    /// Without tax where tax is exclusive, with it where it is inclusive.
    pub amount: Minor,
    /// Where it stands.
    pub status: PaymentStatus,
}

/// All monthly payments of a subscription, by due date.
pub async fn months(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscription: SubscriptionId,
) -> Result<Vec<Month>> {
    store::months(conn, tenant, subscription).await
}
