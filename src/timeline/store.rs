//! SQL for timelines: rows are added and read, never changed.
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::model::{EntityType, Entry};
use crate::{
    change::{Change, EntryRow},
    error::{Error, Fault, Result},
    kernel::{
        id::{ApiKeyId, TenantId, TimelineEntryId},
        page::{Cursor, Limit, Page},
        word::Word as _,
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
pub fn record(change: &mut Change, entry: Entry) {
    let row = EntryRow {
        id: TimelineEntryId::next(change.now()).as_uuid(),
        entity_type: entry.entity_type.word(),
        entity_id: entry.entity_id,
        action: entry.action,
        summary: entry.summary,
        changes: json!(entry.changes),
        actor: json!(change.tenant().actor()),
        api_key_id: change.tenant().actor().api_key_id.map(ApiKeyId::as_uuid),
        request_id: change.request_id().to_owned(),
        at: change.now(),
    };
    change.journal().add_entry(row);
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
