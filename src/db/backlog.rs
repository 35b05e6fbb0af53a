//! How many events wait in the outbox, and since when: for the metrics.
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

/// Most pending events that are counted; beyond it the number stands still.
const PENDING_MAX: i64 = 10_000;

/// Events that wait to be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// How many, up to 10,000.
    pub pending: u32,
    /// When the oldest of them was, or is, due.
    pub oldest_due: Option<DateTime<Utc>>,
}

/// Looks at the outbox of all tenants.
pub async fn backlog(connection: &mut PgConnection) -> sqlx::Result<Backlog> {
    let row = sqlx::query!(
        r#"
        select
            (select count(*) from (
                select from platform.outbox
                where state = 'pending'
                limit $1
            ) as waiting) as "pending!",
            (select min(due_at) from platform.outbox where state = 'pending') as oldest_due
        "#,
        PENDING_MAX,
    )
    .fetch_one(connection)
    .await?;
    Ok(Backlog {
        pending: u32::try_from(row.pending).unwrap_or(u32::MAX),
        oldest_due: row.oldest_due,
    })
}
