//! Tells what happened to an order: an entry of its timeline and an event, in the same change.
use serde_json::{Value, json};

use super::{model::Order, state::OrderStatus};
use crate::{
    change::Change,
    kernel::{
        id::{OrderItemId, SubscriptionId},
        word::Word as _,
    },
    timeline::{self, Changes, EntityType, Entry},
    webhooks::{self, Event, EventType},
};

/// Something happened to an order; the timeline names it as the event does.
pub(super) fn order(
    change: &mut Change,
    order: &Order,
    event_type: EventType,
    summary: impl Into<String>,
    changes: Changes,
) {
    let entry = entry(order, event_type, summary.into(), changes);
    timeline::record(change, entry);
    webhooks::record(change, event(order, event_type, data(order)));
}

/// A unit was fulfilled; `before` are the status and count of fulfilled units until then.
pub(super) fn fulfilled(
    change: &mut Change,
    order: &Order,
    (event_type, before): (EventType, (OrderStatus, u32)),
    (item, subscription): (OrderItemId, SubscriptionId),
) {
    let summary = format!(
        "Subscription {subscription} created: {} of {} devices fulfilled",
        order.rented_devices, order.totals.total_devices
    );
    let changes = Changes::none()
        .with("status", &before.0, &order.status)
        .with(
            "rentalProgress.rentedDevices",
            &before.1,
            &order.rented_devices,
        );
    timeline::record(change, entry(order, event_type, summary, changes));
    let mut data = data(order);
    if let Value::Object(data) = &mut data {
        data.insert("itemId".to_owned(), json!(item));
        data.insert("rentalId".to_owned(), json!(subscription));
        data.insert("subscriptionId".to_owned(), json!(subscription));
    }
    webhooks::record(change, event(order, event_type, data));
}

fn entry(order: &Order, event_type: EventType, summary: String, changes: Changes) -> Entry {
    Entry {
        entity_type: EntityType::Order,
        entity_id: order.id.to_string(),
        action: event_type.word(),
        summary,
        changes,
    }
}

fn event(order: &Order, event_type: EventType, data: Value) -> Event {
    Event {
        event_type,
        entity_type: EntityType::Order,
        entity_id: order.id.to_string(),
        data,
    }
}

fn data(order: &Order) -> Value {
    json!({
        "orderId": order.id,
        "customerId": order.customer.customer_id,
        "externalId": order.external_id,
        "status": order.status,
        "rentalProgress": {
            "totalDevices": order.totals.total_devices,
            "rentedDevices": order.rented_devices,
        },
    })
}
