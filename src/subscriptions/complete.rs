//! Closing a contract whose term is over, once its asset is back (contract 3.10).
use super::{
    end_body::RentalActionBody,
    leave::leave,
    model::Subscription,
    open::{check_own, open},
    state::{Ending, Refused},
};
use crate::{
    change::Change,
    error::{Code, Error, Result},
    kernel::id::SubscriptionId,
};

/// Completes an active subscription whose last day has come. No payment is called off: its whole term
/// was used.
pub(super) async fn complete(
    change: &mut Change,
    id: SubscriptionId,
    body: &RentalActionBody,
) -> Result<Subscription> {
    let mut subscription = open(change, id).await?;
    check_own(body.rental_id.as_ref(), id)?;
    subscription
        .status
        .goes_on()
        .map_err(|refused: Refused| refused.of(id))?;
    let (today, last_day) = (change.today(), subscription.end_date);
    if last_day > today {
        return Err(Error::refused(
            Code::ContractNotEnded,
            format!(
                "Subscription `{id}` runs until {last_day}. Complete it then, or end it now with \
                 early-return, buyout or cancel."
            ),
        ));
    }
    leave(change, &mut subscription, Ending::Completed, last_day).await?;
    Ok(subscription)
}
