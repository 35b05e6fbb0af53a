//! Which events there are (contract section 6 and 10.16).
use serde_json::Value;

use crate::{kernel::word::Word, timeline::EntityType};

/// Types of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum EventType {
    OrderCreated,
    OrderConfirmed,
    OrderUpdated,
    OrderCancelled,
    OrderPartiallyFulfilled,
    OrderFulfilled,
    SubscriptionCreated,
    SubscriptionExtended,
    SubscriptionUpgraded,
    SubscriptionEnded,
    PaymentScheduled,
    PaymentSucceeded,
    PaymentFailed,
    AssetAssigned,
    AssetReturned,
}

impl Word for EventType {
    const ALL: &'static [Self] = &[
        Self::OrderCreated,
        Self::OrderConfirmed,
        Self::OrderUpdated,
        Self::OrderCancelled,
        Self::OrderPartiallyFulfilled,
        Self::OrderFulfilled,
        Self::SubscriptionCreated,
        Self::SubscriptionExtended,
        Self::SubscriptionUpgraded,
        Self::SubscriptionEnded,
        Self::PaymentScheduled,
        Self::PaymentSucceeded,
        Self::PaymentFailed,
        Self::AssetAssigned,
        Self::AssetReturned,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::OrderCreated => "order.created",
            Self::OrderConfirmed => "order.confirmed",
            Self::OrderUpdated => "order.updated",
            Self::OrderCancelled => "order.cancelled",
            Self::OrderPartiallyFulfilled => "order.partially_fulfilled",
            Self::OrderFulfilled => "order.fulfilled",
            Self::SubscriptionCreated => "subscription.created",
            Self::SubscriptionExtended => "subscription.extended",
            Self::SubscriptionUpgraded => "subscription.upgraded",
            Self::SubscriptionEnded => "subscription.ended",
            Self::PaymentScheduled => "payment.scheduled",
            Self::PaymentSucceeded => "payment.succeeded",
            Self::PaymentFailed => "payment.failed",
            Self::AssetAssigned => "asset.assigned",
            Self::AssetReturned => "asset.returned",
        }
    }
}

/// An event about an entity.
#[derive(Debug, Clone)]
pub struct Event {
    /// What happened.
    pub event_type: EventType,
    /// To what kind of entity.
    pub entity_type: EntityType,
    /// To which one.
    pub entity_id: String,
    /// `data` of the delivery: ids, with both `subscriptionId` and `rentalId` where there is one.
    pub data: Value,
}
