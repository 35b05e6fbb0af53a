//! Calling a contract off (contract 3.2, 10.13). Its order keeps status, rentals and progress.
use super::{
    end_body::CancelSubscriptionBody,
    history::{Cancellation, DoneBy},
    leave::leave,
    model::Subscription,
    open::{check_own, open},
    state::Ending,
};
use crate::{change::Change, error::Result, kernel::id::SubscriptionId};

/// Cancels an active subscription today. Payments whose period has not begun are called off; what has
/// begun stays owed and is called off, if at all, payment by payment.
pub(super) async fn cancel(
    change: &mut Change,
    id: SubscriptionId,
    body: &CancelSubscriptionBody,
) -> Result<Subscription> {
    let mut subscription = open(change, id).await?;
    check_own(body.rental_id.as_ref(), id)?;
    let today = change.today();
    subscription.history.cancellation = Some(Cancellation {
        reason: body.reason,
        by: DoneBy::from(change.tenant().actor()),
        at: change.now(),
        notes: body.notes.clone(),
    });
    leave(change, &mut subscription, Ending::Cancelled, today).await?;
    Ok(subscription)
}
