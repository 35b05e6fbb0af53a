//! Calling off the payments of a contract that ends before their time.
use chrono::NaiveDate;

use super::{state::PaymentStatus, store};
use crate::{
    change::Change,
    error::Result,
    kernel::{
        id::{PaymentId, SubscriptionId},
        money::Minor,
    },
    timeline::{self, Changes, EntityType, Entry},
};

/// A payment that was called off.
#[derive(Debug, Clone, Copy)]
pub struct Cancelled {
    /// Which one.
    pub id: PaymentId,
    /// When it would have been due.
    pub due_date: NaiveDate,
    /// What it would have brought, with tax.
    pub total: Minor,
    /// Where it stood.
    pub(super) status: PaymentStatus,
}

/// Calls off the payments of a subscription that are due after `day` and neither paid nor being
/// collected, each with its timeline entry. The customer is locked before; the payments are locked
/// here, in the order of their ids. Gives what it called off.
pub async fn cancel_open(
    change: &mut Change,
    subscription: SubscriptionId,
    day: NaiveDate,
    reason: &str,
) -> Result<Vec<Cancelled>> {
    let (tenant, now) = (change.tenant().id, change.now());
    let open = store::lock_open(change.conn(), tenant, subscription, day).await?;
    if open.is_empty() {
        return Ok(open);
    }
    let ids: Vec<PaymentId> = open.iter().map(|payment| payment.id).collect();
    store::cancel_all(change.conn(), tenant, &ids, (reason, now)).await?;
    for payment in &open {
        timeline::record(change, entry(payment, reason));
    }
    Ok(open)
}

/// Keeps the open payments of a subscription, which began on `start`, as they are until the change ends,
/// so that what is reckoned from them is what is called off.
pub async fn lock_open(
    change: &mut Change,
    subscription: SubscriptionId,
    start: NaiveDate,
) -> Result<()> {
    let tenant = change.tenant().id;
    let before = start.pred_opt().unwrap_or(start);
    store::lock_open(change.conn(), tenant, subscription, before).await?;
    Ok(())
}

fn entry(payment: &Cancelled, reason: &str) -> Entry {
    Entry {
        entity_type: EntityType::Payment,
        entity_id: payment.id.to_string(),
        action: "payment.cancelled",
        summary: format!("Payment cancelled: {reason}"),
        changes: Changes::none()
            .with("status", &payment.status, &PaymentStatus::Cancelled)
            .with("cancelReason", &None, &Some(reason)),
    }
}
