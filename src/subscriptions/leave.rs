//! How a contract ends, whatever the reason: its asset leaves it, payments that have not begun are
//! called off, its customer has one device less.
use chrono::NaiveDate;
use serde_json::json;

use super::{
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

/// Ends an active subscription on a day, today or before, and stores it with the history it has been
/// given. Its customer is locked. Payments are called off whose period begins after that day; what
/// has begun stays owed. A term that is over calls nothing off: the customer had all of it.
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
    subscription.updated_at = change.now();
    let tenant = change.tenant().id;
    let asset = assets::lock(change.conn(), tenant, &subscription.serial_number)
        .await?
        .ok_or_else(|| Error::internal(anyhow::anyhow!("subscription {id} has no asset")))?;
    assets::release(change, asset, release_of(ending), None).await?;
    if ending != Ending::Completed {
        // Due then is the last payment whose period has begun.
        let last_due = subscription.rhythm().due(day).unwrap_or(day);
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

/// Where the asset goes.
const fn release_of(ending: Ending) -> Release {
    match ending {
        Ending::Buyout => Release::Sold,
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
