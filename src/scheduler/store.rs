//! SQL for the scheduler: whose turn it is, and what is put off.
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::pace;
use crate::{error::Result, kernel::id::TenantId};

/// How long after its next try a failure is remembered at most.
const STALE: TimeDelta = TimeDelta::days(1);

/// Gives tenants that have none yet a turn, at once.
pub(super) async fn enrol(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "
        insert into platform.tenant_schedules (tenant_id, due_at)
        select t.id, $1
        from platform.tenants t
        where not exists (
            select from platform.tenant_schedules s where s.tenant_id = t.id
        )
        on conflict (tenant_id) do nothing
        ",
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes some tenants whose turn it is for this server, for a while; those that waited longest first.
/// A lease runs by the database's own clock, which all servers share.
pub(super) async fn take(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<TenantId>> {
    let ids = sqlx::query_scalar!(
        r#"
        update platform.tenant_schedules
        set leased_until = clock_timestamp() + interval '60 seconds'
        where tenant_id in (
            select tenant_id
            from platform.tenant_schedules
            where due_at <= $1 and (leased_until is null or leased_until < clock_timestamp())
            order by due_at
            limit 16
            for update skip locked
        )
        returning tenant_id as "tenant_id: TenantId"
        "#,
        now,
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

/// Goes on holding a tenant.
pub(super) async fn keep(conn: &mut PgConnection, tenant: TenantId) -> Result<()> {
    sqlx::query!(
        "
        update platform.tenant_schedules
        set leased_until = clock_timestamp() + interval '60 seconds'
        where tenant_id = $1
        ",
        tenant as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets go of a tenant and says when its turn is next.
pub(super) async fn give_back(
    conn: &mut PgConnection,
    tenant: TenantId,
    due_at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "
        update platform.tenant_schedules
        set leased_until = null, due_at = $2
        where tenant_id = $1
        ",
        tenant as _,
        due_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What of a tenant's work failed before, and whether it is tried again by now.
pub(super) async fn failed(
    conn: &mut PgConnection,
    tenant: TenantId,
    (task, now): (&str, DateTime<Utc>),
) -> Result<Vec<(Uuid, bool)>> {
    let rows = sqlx::query!(
        r#"
        select entity_id, retry_at <= $3 as "is_due!"
        from scheduler_delays
        where tenant_id = $1 and task = $2
        "#,
        tenant as _,
        task,
        now,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.entity_id, row.is_due))
        .collect())
}

/// Puts a piece of work off, for longer each time.
pub(super) async fn delay(
    conn: &mut PgConnection,
    tenant: TenantId,
    (task, entity, now): (&str, Uuid, DateTime<Utc>),
) -> Result<()> {
    let failures = sqlx::query_scalar!(
        "
        insert into scheduler_delays (tenant_id, task, entity_id, failures, retry_at)
        values ($1, $2, $3, 1, $4)
        on conflict (tenant_id, task, entity_id) do update
        set failures = scheduler_delays.failures + 1
        returning failures
        ",
        tenant as _,
        task,
        entity,
        now + pace::delay(1),
    )
    .fetch_one(&mut *conn)
    .await?;
    sqlx::query!(
        "
        update scheduler_delays
        set retry_at = $4
        where tenant_id = $1 and task = $2 and entity_id = $3
        ",
        tenant as _,
        task,
        entity,
        now + pace::delay(failures),
    )
    .execute(&mut *conn)
    .await?;
    // What was due again a day ago and was not met since is done otherwise.
    sqlx::query!(
        "delete from scheduler_delays where tenant_id = $1 and retry_at < $2",
        tenant as _,
        now - STALE,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets that a piece of work failed: it is done.
pub(super) async fn forget(
    conn: &mut PgConnection,
    tenant: TenantId,
    (task, entity): (&str, Uuid),
) -> Result<()> {
    sqlx::query!(
        "delete from scheduler_delays where tenant_id = $1 and task = $2 and entity_id = $3",
        tenant as _,
        task,
        entity,
    )
    .execute(conn)
    .await?;
    Ok(())
}
