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
const SWEEP_MAX: i64 = 10;

/// Takes the key for this transaction. The first answer, if there is one.
///
/// Refuses a key that another body used, and one whose first request is still running: waiting for
/// that one would hold a connection for as long as it takes.
pub async fn open(
    tx: &mut PgConnection,
    tenant: TenantId,
    attempt: &Attempt,
) -> Result<Option<Answer>> {
    let lock = attempt.lock(tenant.as_uuid());
    let free = sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock($1) as "free!""#, lock)
        .fetch_one(&mut *tx)
        .await?;
    // A statement of its own, after the lock: it sees what the holder before us committed. Who holds
    // the lock now may be another replay, so the answer is looked for in either case.
    match (first_answer(tx, tenant, attempt).await?, free) {
        (Some(answer), _) => Ok(Some(answer)),
        (None, true) => Ok(None),
        (None, false) => Err(Error::refused(
            Code::IdempotencyKeyInUse,
            "The first request with this Idempotency-Key is still running. Send the same request \
             again in a second.",
        )),
    }
}

/// The recorded answer to a key. Refuses a key that another body used.
async fn first_answer(
    tx: &mut PgConnection,
    tenant: TenantId,
    attempt: &Attempt,
) -> Result<Option<Answer>> {
    let Some(row) = sqlx::query!(
        "
        select request_hash, status, etag, body
        from idempotency_keys
        where tenant_id = $1 and scope = $2
        ",
        tenant as _,
        &attempt.scope[..],
    )
    .fetch_optional(tx)
    .await?
    else {
        return Ok(None);
    };
    if row.request_hash != attempt.request_hash {
        return Err(Error::refused(
            Code::IdempotencyKeyReused,
            "This Idempotency-Key was used for another body. Use a new key for a new request.",
        ));
    }
    let status = u16::try_from(row.status).map_err(Error::internal)?;
    Ok(Some(Answer {
        status: StatusCode::from_u16(status).map_err(Error::internal)?,
        etag: row.etag,
        body: row.body,
        replayed: true,
    }))
}

/// Records the first answer to a key.
pub async fn record(
    tx: &mut PgConnection,
    tenant: TenantId,
    attempt: &Attempt,
    answer: &Answer,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "
        insert into idempotency_keys (tenant_id, scope, request_hash, status, etag, body, created_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        ",
        tenant as _,
        &attempt.scope[..],
        &attempt.request_hash[..],
        i16::try_from(answer.status.as_u16()).map_err(Error::internal)?,
        answer.etag,
        answer.body,
        now,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Removes a few answers past their time. Each recording pays for it, so that no table grows for
/// ever and no worker is needed.
pub async fn sweep(tx: &mut PgConnection, tenant: TenantId, now: DateTime<Utc>) -> Result<()> {
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
    .execute(tx)
    .await?;
    Ok(())
}
