//! Calling a contract off (contract 3.2, 10.13): at once, or on a day to come. Its order keeps status,
//! rentals and progress.
use super::{
    day::{CancelDay, Days},
    end_body::CancelSubscriptionBody,
    history::{Cancellation, DoneBy, ScheduledCancellation},
    leave::leave,
    model::Subscription,
    open::{check_own, open},
    state::{Ending, Refused},
    store,
};
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::id::SubscriptionId,
    timeline::{self, Changes, EntityType, Entry},
};

/// Cancels an active subscription today, as of a day before, or plans that for a day to come. Payments
/// whose period begins after that day are called off when it ends; what has begun stays owed and is
/// called off, if at all, payment by payment. A plan takes the place of the one before.
pub(super) async fn cancel(
    change: &mut Change,
    id: SubscriptionId,
    body: &CancelSubscriptionBody,
) -> Result<Subscription> {
    let mut subscription = open(change, id).await?;
    check_own(body.rental_id.as_ref(), id)?;
    let ended = subscription.status.end(Ending::Cancelled);
    ended.map_err(|refused: Refused| refused.of(id))?;
    let day = Days::of(&subscription, change.today())
        .cancel(body.effective_date)
        .map_err(|message| Error::fault(Fault::shape("effectiveDate", "invalid_date", message)))?;
    let said = Cancellation {
        reason: body.reason,
        by: DoneBy::from(change.tenant().actor()),
        at: change.now(),
        notes: body.notes.clone(),
    };
    match day {
        CancelDay::Now(day) => {
            subscription.history.cancellation = Some(said);
            leave(change, &mut subscription, Ending::Cancelled, day).await?;
        }
        CancelDay::Later(on) => {
            let plan = ScheduledCancellation { on, said };
            note(change, &mut subscription, Some(plan)).await?;
        }
    }
    Ok(subscription)
}

/// Withdraws the cancellation that an active subscription waits for.
pub(super) async fn withdraw(change: &mut Change, id: SubscriptionId) -> Result<Subscription> {
    let mut subscription = open(change, id).await?;
    let ended = subscription.status.end(Ending::Cancelled);
    ended.map_err(|refused: Refused| refused.of(id))?;
    if subscription.scheduled_cancellation.is_none() {
        return Err(Error::refused(
            Code::CancellationNotScheduled,
            format!(
                "No cancellation of subscription `{id}` is planned; there is nothing to withdraw. \
                 Plan one with POST /v1/subscriptions/{id}/cancel and an effectiveDate to come."
            ),
        ));
    }
    note(change, &mut subscription, None).await?;
    Ok(subscription)
}

/// Ends a subscription as it was planned. The day has come; it is the day of the end, however late
/// this is done.
pub(super) async fn carry_out(
    change: &mut Change,
    mut subscription: Subscription,
    plan: ScheduledCancellation,
) -> Result<()> {
    subscription.history.cancellation = Some(Cancellation {
        at: change.now(),
        ..plan.said
    });
    leave(change, &mut subscription, Ending::Cancelled, plan.on).await
}

/// Stores another plan, or that there is none any more, and tells of it.
async fn note(
    change: &mut Change,
    subscription: &mut Subscription,
    plan: Option<ScheduledCancellation>,
) -> Result<()> {
    let before = std::mem::replace(&mut subscription.scheduled_cancellation, plan);
    subscription.updated_at = change.now();
    let tenant = change.tenant().id;
    store::save(change.conn(), tenant, subscription).await?;
    let after = subscription.scheduled_cancellation.as_ref();
    told(change, subscription.id, (before.as_ref(), after));
    Ok(())
}

/// Records in the timeline that a plan was made, moved or withdrawn; nothing where none was or is.
pub(super) fn told(
    change: &mut Change,
    id: SubscriptionId,
    (before, after): (
        Option<&ScheduledCancellation>,
        Option<&ScheduledCancellation>,
    ),
) {
    let (action, summary) = match (before, after) {
        (None, None) => return,
        (_, Some(plan)) => (
            "subscription.cancellation_scheduled",
            format!("Cancellation planned for {}", plan.on),
        ),
        (Some(plan), None) => (
            "subscription.cancellation_withdrawn",
            format!("Cancellation of {} withdrawn", plan.on),
        ),
    };
    let day = |plan: Option<&ScheduledCancellation>| plan.map(|plan| plan.on);
    let entry = Entry {
        entity_type: EntityType::Subscription,
        entity_id: id.to_string(),
        action,
        summary,
        changes: Changes::none().with("scheduledCancellation", &day(before), &day(after)),
    };
    timeline::record(change, entry);
}
