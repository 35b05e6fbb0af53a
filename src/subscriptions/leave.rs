//! How a contract ends, whatever the reason: its asset leaves it, payments that have not begun are
//! called off, its customer has one device less.
use chrono::NaiveDate;
use serde_json::json;

use super::{
    history::History,
    model::Subscription,
    state::{Ending, Refused},
    store,
};
use crate::{
    assets::{self, Release},
    change::Change,
    customers::{self, Figures},
    error::{Error, Result},
    kernel::{money::Minor, word::Word as _},
    payments,
    timeline::{self, Changes, EntityType, Entry},
    webhooks::{self, Event, EventType},
};

/// Ends an active subscription as of a day, today or before, and stores it with the history it has been
/// given. Its customer is locked. Payments are called off whose period begins after that day, or, where
/// another contract takes its place, on that day; what has begun stays owed. A term that is over calls
/// nothing off: the customer had all of it.
pub(super) async fn leave(
    change: &mut Change,
    subscription: &mut Subscription,
    ending: Ending,
    day: NaiveDate,
) -> Result<()> {
    let (id, before) = (subscription.id, subscription.status);
    subscription.status = before
        .end(ending)
        .map_err(|refused: Refused| refused.of(id))?;
    subscription.ended_at = Some(change.now());
    subscription.ended_on = Some(day);
    subscription.action_required_at = None;
    subscription.scheduled_cancellation = None;
    subscription.updated_at = change.now();
    let tenant = change.tenant().id;
    let asset = assets::lock(change.conn(), tenant, &subscription.serial_number)
        .await?
        .ok_or_else(|| Error::internal(anyhow::anyhow!("subscription {id} has no asset")))?;
    let release = release_of(ending, &subscription.history);
    assets::release(change, asset, release, None).await?;
    if let Some(last) = last_owed(ending, day, subscription.end_date) {
        // Due then is the last payment whose period has begun.
        let last_due = subscription.rhythm().due(last).unwrap_or(last);
        payments::cancel_open(change, id, last_due, reason_of(ending)).await?;
    }
    store::save(change.conn(), tenant, subscription).await?;
    let figures = Figures {
        devices: -1,
        monthly_revenue: Minor::ZERO
            .checked_sub(subscription.monthly_amount)
            .unwrap_or(Minor::ZERO),
        ..Figures::default()
    };
    customers::add_figures(change, subscription.customer_id, figures).await?;
    announce(change, subscription, ending);
    Ok(())
}

/// The last day on which a period may have begun whose payment stays owed by a contract that ends on
/// `day` and would have run until `end`. None where all of them do: its whole term was used.
fn last_owed(ending: Ending, day: NaiveDate, end: NaiveDate) -> Option<NaiveDate> {
    match ending {
        Ending::Completed => None,
        Ending::Cancelled | Ending::Upgrade if day >= end => None,
        // The contract that takes its place is billed from that day on.
        Ending::Upgrade => day.pred_opt(),
        Ending::Cancelled | Ending::Buyout | Ending::EarlyReturn => Some(day),
    }
}

/// Where the asset goes: a customer may keep it where another contract takes the place of this one.
const fn release_of(ending: Ending, history: &History) -> Release {
    match ending {
        Ending::Buyout => Release::Sold,
        Ending::Upgrade if history.buyout.is_some() => Release::Sold,
        Ending::Cancelled | Ending::Completed | Ending::Upgrade | Ending::EarlyReturn => {
            Release::Returned
        }
    }
}

/// Why its payments are called off.
const fn reason_of(ending: Ending) -> &'static str {
    match ending {
        Ending::Cancelled => "the subscription was cancelled",
        Ending::Completed => "the subscription is completed",
        Ending::Buyout => "the customer bought the device",
        Ending::Upgrade => "the subscription was upgraded",
        Ending::EarlyReturn => "the device came back early",
    }
}

fn announce(change: &mut Change, ended: &Subscription, ending: Ending) {
    let (action, summary) = match ending {
        Ending::Cancelled => ("subscription.cancelled", "Subscription cancelled"),
        Ending::Completed => ("subscription.completed", "Subscription completed"),
        Ending::Buyout => ("subscription.bought_out", "Device bought by the customer"),
        Ending::Upgrade => ("subscription.upgraded", "Replaced by another subscription"),
        Ending::EarlyReturn => ("subscription.returned_early", "Device returned early"),
    };
    let entry = Entry {
        entity_type: EntityType::Subscription,
        entity_id: ended.id.to_string(),
        action,
        summary: summary.to_owned(),
        changes: Changes::none().with("status", "active", ended.status.word()),
    };
    timeline::record(change, entry);
    // An upgrade has an event of its own, which names both contracts.
    if ending != Ending::Upgrade {
        webhooks::record(change, ended_event(ended));
    }
}

fn ended_event(ended: &Subscription) -> Event {
    Event {
        event_type: EventType::SubscriptionEnded,
        entity_type: EntityType::Subscription,
        entity_id: ended.id.to_string(),
        data: json!({
            "subscriptionId": ended.id,
            "rentalId": ended.id,
            "customerId": ended.customer_id,
            "orderId": ended.order_id,
            "serialNumber": ended.serial_number,
            "status": ended.status,
            "endedOn": ended.ended_on,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_begun_stays_owed_and_what_another_contract_bills_does_not() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (ending, day, expected) in [
            (Ending::Cancelled, "2026-03-31", Some("2026-03-31")),
            (Ending::EarlyReturn, "2026-03-31", Some("2026-03-31")),
            (Ending::Buyout, "2026-03-31", Some("2026-03-31")),
            (Ending::Upgrade, "2026-03-01", Some("2026-02-28")),
            // A day before the end, and the end: the whole term was used.
            (Ending::Cancelled, "2027-01-30", Some("2027-01-30")),
            (Ending::Cancelled, "2027-01-31", None),
            (Ending::Upgrade, "2027-01-30", Some("2027-01-29")),
            (Ending::Upgrade, "2027-01-31", None),
            (Ending::Completed, "2027-01-31", None),
            // Their prices count what is still to come, so that is called off whenever it is.
            (Ending::Buyout, "2027-01-31", Some("2027-01-31")),
            (Ending::EarlyReturn, "2027-02-28", Some("2027-02-28")),
        ] {
            let found = last_owed(ending, date(day), date("2027-01-31"));
            assert_eq!(found, expected.map(date), "{ending:?} {day}");
        }
    }
}
