//! Opening the subscription that an action is about.
use chrono::NaiveDate;

use super::{model::Subscription, store, wire::Named};
use crate::{
    change::Change,
    customers,
    error::{Error, Fault, Result},
    kernel::id::SubscriptionId,
};

/// The subscription, after its customer was locked: what actions move of it stays as it was read until
/// the change ends. Unknown is 404, changed since the caller saw it 412.
pub(super) async fn open(change: &mut Change, id: SubscriptionId) -> Result<Subscription> {
    let tenant = change.tenant().id;
    let unknown = || Error::not_found("subscription", id);
    let customer = store::customer_of(change.conn(), tenant, id)
        .await?
        .ok_or_else(unknown)?;
    customers::lock(change.conn(), tenant, customer).await?;
    let subscription = known(change, id).await?;
    change.expect_version(subscription.version)?;
    Ok(subscription)
}

/// The subscription as it stands now; its customer is locked already.
pub(super) async fn known(change: &mut Change, id: SubscriptionId) -> Result<Subscription> {
    let tenant = change.tenant().id;
    let found = store::read(change.conn(), tenant, &[id]).await?.pop();
    found.ok_or_else(|| Error::not_found("subscription", id))
}

/// A body may name the rental of the path again, but no other.
pub(super) fn check_own(named: Option<&Named>, id: SubscriptionId) -> Result<()> {
    match named {
        Some(named) if named.text != id.to_string() => {
            let message = format!("The path is about `{id}`. Send that or leave it out.");
            Err(Error::fault(Fault::shape(
                named.path.clone(),
                "custom",
                message,
            )))
        }
        _ => Ok(()),
    }
}

/// The day something happened on: today, unless a body says when; neither to come nor before the
/// contract began.
pub(super) fn day_of(
    change: &Change,
    subscription: &Subscription,
    sent: Option<NaiveDate>,
) -> Result<NaiveDate> {
    let today = change.today();
    let Some(day) = sent else {
        return Ok(today);
    };
    let message = if day > today {
        format!("Lies in the future; today is {today}. Send the request on that day.")
    } else if day < subscription.start_date {
        let start = subscription.start_date;
        format!("Lies before the contract's first day, {start}.")
    } else {
        return Ok(day);
    };
    Err(Error::fault(Fault::shape(
        "effectiveDate",
        "invalid_date",
        message,
    )))
}
