//! Keeping what assets have brought.
use super::{model::SerialNumber, store};
use crate::{change::Change, error::Result, kernel::id::SubscriptionId};

/// Sums up anew what the assets have brought that subscriptions have or had, after a payment of theirs
/// brought money or gave it back (contract section 5, "Asset lifetime recovery").
///
/// Locks these assets, by serial number, although assets stand before payments in the order of locks.
/// It cannot close a circle. The customer of the subscriptions is locked, so nobody else holds or
/// awaits their payments. An asset may be with another customer by now: whoever works on it there
/// awaits nothing that this change holds but assets, and behind these this change awaits nothing more.
pub async fn recount(change: &mut Change, subscriptions: &[SubscriptionId]) -> Result<()> {
    let (tenant, now) = (change.tenant().id, change.now());
    let assets = store::lock_of(change.conn(), tenant, subscriptions).await?;
    let assets: Vec<&SerialNumber> = assets.iter().collect();
    store::recount(change.conn(), tenant, &assets, now).await
}
