//! SQL on recorded answers.
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::key::Attempt;
use crate::{
    error::{Code, Error, Result},
    http::answer::Answer,
    kernel::id::TenantId,
};

/// How long an answer is kept at least.
const KEPT: TimeDelta = TimeDelta::hours(48);

/// Answers removed by one sweep at most.
const SWEEP_MAX: i64 = 500;

/// Takes the keys for this transaction. For each its first answer, if there is one, or whether it
/// may go on.
///
/// Refuses a key that another body used, and one whose first request is still running: waiting for
/// that one would hold a connection for as long as it takes. An answer that was recorded between the
/// look and the lock is met in the end, by the primary key of the record.
pub async fn open(
    conn: &mut PgConnection,
    tenant: TenantId,
    attempts: &[&Attempt],
) -> Result<Vec<Result<Option<Answer>>>> {
    let uuid = tenant.as_uuid();
    let locks: Vec<i64> = attempts.iter().map(|attempt| attempt.lock(uuid)).collect();
    let scopes: Vec<&[u8]> = attempts.iter().map(|attempt| attempt.scope()).collect();
    let rows = sqlx::query_as!(
        Found,
        r#"
        select
            pg_try_advisory_xact_lock(attempt.lock) as "is_free!", first.request_hash as "request_hash?",
            first.status as "status?", first.etag as "etag?", first.body as "body?"
        from unnest($2::bigint[], $3::bytea[]) with ordinality as attempt (lock, scope, place)
        left join lateral (
            select request_hash, status, etag, body
            from idempotency_keys
            where tenant_id = $1 and scope = attempt.scope
            limit 1
        ) first on true
        order by attempt.place
        "#,
        tenant as _,
        &locks,
        &scopes as _,
    )
    .fetch_all(conn)
    .await?;
    let answers = attempts.iter().zip(rows);
    Ok(answers.map(|(attempt, row)| row.answer(attempt)).collect())
}

/// A key as it was found.
struct Found {
    is_free: bool,
    request_hash: Option<Vec<u8>>,
    status: Option<i16>,
    etag: Option<String>,
    body: Option<Vec<u8>>,
}

impl Found {
    fn answer(self, attempt: &Attempt) -> Result<Option<Answer>> {
        // Who holds the lock may be another replay, so a recorded answer counts in either case.
        let (Some(hash), Some(status), Some(body)) = (self.request_hash, self.status, self.body)
        else {
            return if self.is_free {
                Ok(None)
            } else {
                Err(Error::refused(
                    Code::IdempotencyKeyInUse,
                    "The first request with this Idempotency-Key is still running. Send the same \
                     request again in a second.",
                ))
            };
        };
        if hash != attempt.request_hash() {
            return Err(Error::refused(
                Code::IdempotencyKeyReused,
                "This Idempotency-Key was used for another body. Use a new key for a new request.",
            ));
        }
        let status = u16::try_from(status).map_err(Error::internal)?;
        let status = StatusCode::from_u16(status).map_err(Error::internal)?;
        Ok(Some(Answer::replay(status, self.etag, body)))
    }
}

/// Removes answers past their time. Some recordings pay for it, so that no table grows for ever and
/// no worker is needed.
pub async fn sweep(conn: &mut PgConnection, tenant: TenantId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "
        delete from idempotency_keys
        where tenant_id = $1
            and scope in (
                select scope
                from idempotency_keys
                where tenant_id = $1 and created_at < $2
                order by created_at
                limit $3
                for update skip locked
            )
        ",
        tenant as _,
        now - KEPT,
        SWEEP_MAX,
    )
    .execute(conn)
    .await?;
    Ok(())
}
