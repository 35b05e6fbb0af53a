//! The outbox: events on their way into it.
use serde_json::json;

use super::event::Event;
use crate::{
    change::{Change, EventRow},
    kernel::{id::EventId, word::Word as _},
};

/// Puts an event into the outbox, in the transaction of what it tells of.
pub fn record(change: &mut Change, event: Event) {
    let now = change.now();
    let name = event.event_type.word();
    let row = EventRow {
        id: EventId::next(now).as_uuid(),
        event_type: name,
        entity_type: event.entity_type.word(),
        entity_id: event.entity_id,
        payload: json!({
            "type": name,
            "event": name,
            "timestamp": now,
            "data": event.data,
        }),
        created_at: now,
    };
    change.journal().add_event(row);
}
