//! SQL that writes a change's journal.
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};

use super::journal::Journal;
use crate::{
    db::OnViolation as _,
    error::{Error, Result},
    kernel::id::TenantId,
};

/// Writes all rows of a journal. A key that another request recorded since it was looked for makes
/// the change run again: it then finds that request's answer.
pub(super) async fn write(
    conn: &mut PgConnection,
    tenant: TenantId,
    journal: &Journal,
) -> Result<()> {
    if journal.is_empty() {
        return Ok(());
    }
    let answers = Answers::of(journal)?;
    sqlx::query!(
        "
        with entries as (
            insert into timeline_entries
                (tenant_id, entity_type, entity_id, id, action, summary, changes, actor,
                 api_key_id, request_id, at)
            select
                $1, entity_type, entity_id, id, action, summary, changes, actor, api_key_id,
                request_id, at
            from jsonb_to_recordset($2) as entry (
                entity_type text, entity_id text, id uuid, action text, summary text,
                changes jsonb, actor jsonb, api_key_id uuid, request_id text, at timestamptz
            )
        ),
        events as (
            insert into platform.outbox
                (tenant_id, id, event_type, entity_type, entity_id, payload, state, attempts,
                 created_at, due_at)
            select
                $1, id, event_type, entity_type, entity_id, payload, 'pending', 0, created_at,
                created_at
            from jsonb_to_recordset($3) as event (
                id uuid, event_type text, entity_type text, entity_id text, payload jsonb,
                created_at timestamptz
            )
        )
        insert into idempotency_keys
            (tenant_id, scope, request_hash, status, etag, body, created_at)
        select $1, scope, request_hash, status, etag, body, created_at
        from unnest(
            $4::bytea[], $5::bytea[], $6::smallint[], $7::text[], $8::bytea[], $9::timestamptz[]
        ) as answer (scope, request_hash, status, etag, body, created_at)
        ",
        tenant as _,
        Json(&journal.entries) as _,
        Json(&journal.events) as _,
        &answers.scopes as _,
        &answers.request_hashes as _,
        &answers.statuses,
        &answers.etags as _,
        &answers.bodies as _,
        &answers.times,
    )
    .execute(conn)
    .await
    .on_unique(|| Error::Contended("a key was recorded meanwhile".to_owned()))?;
    Ok(())
}

/// Recorded answers, column by column.
#[derive(Default)]
struct Answers<'a> {
    scopes: Vec<&'a [u8]>,
    request_hashes: Vec<&'a [u8]>,
    statuses: Vec<i16>,
    etags: Vec<Option<&'a str>>,
    bodies: Vec<&'a [u8]>,
    times: Vec<DateTime<Utc>>,
}

impl<'a> Answers<'a> {
    fn of(journal: &'a Journal) -> Result<Self> {
        let mut columns = Self::default();
        for (attempt, answer, at) in &journal.answers {
            let status = i16::try_from(answer.status.as_u16()).map_err(Error::internal)?;
            columns.scopes.push(attempt.scope());
            columns.request_hashes.push(attempt.request_hash());
            columns.statuses.push(status);
            columns.etags.push(answer.etag.as_deref());
            columns.bodies.push(&answer.body);
            columns.times.push(*at);
        }
        Ok(columns)
    }
}
