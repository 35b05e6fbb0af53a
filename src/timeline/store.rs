//! SQL for timelines: rows are added and read, never changed.
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, types::Json};

use super::model::{EntityType, Entry};
use crate::{
    change::Change,
    error::{Error, Fault, Result},
    kernel::word::Word as _,
    kernel::{
        id::{TenantId, TimelineEntryId},
        page::{Cursor, Limit, Page},
    },
};

/// A stored entry.
#[derive(Debug, Clone)]
pub struct Recorded {
    pub(super) id: TimelineEntryId,
    pub(super) action: String,
    pub(super) summary: String,
    pub(super) changes: Value,
    pub(super) actor: Value,
    pub(super) request_id: String,
    pub(super) at: DateTime<Utc>,
}

/// Adds an entry, in the transaction of what it tells of.
pub async fn record(change: &mut Change, entry: Entry) -> Result<()> {
    record_all(change, vec![entry]).await
}

/// Adds many entries at once, in the transaction of what they tell of.
pub async fn record_all(change: &mut Change, entries: Vec<Entry>) -> Result<()> {
    let (tenant, actor) = (change.tenant().id, change.tenant().actor().clone());
    let (now, request_id) = (change.now(), change.request_id().to_owned());
    let mut ids = Vec::with_capacity(entries.len());
    let mut entity_types = Vec::with_capacity(entries.len());
    let mut entity_ids = Vec::with_capacity(entries.len());
    let mut actions = Vec::with_capacity(entries.len());
    let mut summaries = Vec::with_capacity(entries.len());
    let mut changes = Vec::with_capacity(entries.len());
    for entry in entries {
        ids.push(TimelineEntryId::next(now).as_uuid());
        entity_types.push(entry.entity_type.word().to_owned());
        entity_ids.push(entry.entity_id);
        actions.push(entry.action.to_owned());
        summaries.push(entry.summary);
        changes.push(Json(entry.changes));
    }
    sqlx::query!(
        "
        insert into timeline_entries
            (tenant_id, entity_type, entity_id, id, action, summary, changes, actor, api_key_id,
             request_id, at)
        select $1, entity_type, entity_id, id, action, summary, changes, $8, $9, $10, $11
        from unnest($2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::jsonb[])
            as entry (entity_type, entity_id, id, action, summary, changes)
        ",
        tenant as _,
        &entity_types,
        &entity_ids,
        &ids,
        &actions,
        &summaries,
        &changes as _,
        Json(&actor) as _,
        actor.api_key_id as _,
        request_id,
        now,
    )
    .execute(change.conn())
    .await?;
    Ok(())
}

/// A page of an entity's timeline, newest first.
pub async fn list(
    conn: &mut PgConnection,
    tenant: TenantId,
    (entity_type, entity_id): (EntityType, &str),
    (start_after, limit): (Option<&Cursor>, Limit),
) -> Result<Page<Recorded>> {
    let after = start_after.map(entry_id).transpose()?;
    let rows = sqlx::query_as!(
        Recorded,
        r#"
        select id as "id: TimelineEntryId", action, summary, changes, actor, request_id, at
        from timeline_entries
        where tenant_id = $1 and entity_type = $2 and entity_id = $3
            and ($4::uuid is null or id < $4)
        order by id desc
        limit $5
        "#,
        tenant as _,
        entity_type.word(),
        entity_id,
        after as _,
        limit.fetch(),
    )
    .fetch_all(conn)
    .await?;
    Ok(Page::cut(rows, limit, |last| {
        Cursor::Entity(last.id.to_string())
    }))
}

fn entry_id(cursor: &Cursor) -> Result<TimelineEntryId> {
    let (Cursor::Entity(id) | Cursor::Position { id, .. }) = cursor;
    id.parse().map_err(|_| {
        Error::fault(Fault::shape(
            "startAfter",
            "invalid_string",
            "Must be the nextCursor of the previous page.",
        ))
    })
}
