//! SQL for the outbox.
use serde_json::json;
use sqlx::types::Json;

use super::event::Event;
use crate::{change::Change, error::Result, kernel::id::EventId, kernel::word::Word as _};

/// Puts an event into the outbox, in the transaction of what it tells of.
pub async fn record(change: &mut Change, event: Event) -> Result<()> {
    record_all(change, vec![event]).await
}

/// Puts many events into the outbox at once, in the transaction of what they tell of.
pub async fn record_all(change: &mut Change, events: Vec<Event>) -> Result<()> {
    let (tenant, now) = (change.tenant().id, change.now());
    let mut ids = Vec::with_capacity(events.len());
    let mut names = Vec::with_capacity(events.len());
    let mut entity_types = Vec::with_capacity(events.len());
    let mut entity_ids = Vec::with_capacity(events.len());
    let mut payloads = Vec::with_capacity(events.len());
    for event in events {
        let name = event.event_type.word();
        ids.push(EventId::next(now).as_uuid());
        names.push(name.to_owned());
        entity_types.push(event.entity_type.word().to_owned());
        entity_ids.push(event.entity_id);
        payloads.push(Json(json!({
            "type": name,
            "event": name,
            "timestamp": now,
            "data": event.data,
        })));
    }
    sqlx::query!(
        "
        insert into platform.outbox
            (tenant_id, id, event_type, entity_type, entity_id, payload, state, attempts,
             created_at, due_at)
        select $1, id, event_type, entity_type, entity_id, payload, 'pending', 0, $7, $7
        from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[])
            as event (id, event_type, entity_type, entity_id, payload)
        ",
        tenant as _,
        &ids,
        &names,
        &entity_types,
        &entity_ids,
        &payloads as _,
        now,
    )
    .execute(change.conn())
    .await?;
    Ok(())
}
