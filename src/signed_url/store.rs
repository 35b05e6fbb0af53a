//! SQL for the secrets of signed URLs: of no tenant, shared by all servers of the database.
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::token::{SECRET_BYTES, Secret};
use crate::error::{Error, Result};

/// The one that signs.
pub(super) async fn newest(conn: &mut PgConnection) -> Result<Option<Secret>> {
    let row = sqlx::query!("select id, secret from platform.url_secrets order by id desc limit 1")
        .fetch_optional(conn)
        .await?;
    row.map(|row| secret(row.id, &row.secret)).transpose()
}

/// Those that are believed, newest first. Nobody keeps more than a few.
pub(super) async fn believed(conn: &mut PgConnection) -> Result<Vec<Secret>> {
    let rows =
        sqlx::query!("select id, secret from platform.url_secrets order by id desc limit 64")
            .fetch_all(conn)
            .await?;
    rows.iter().map(|row| secret(row.id, &row.secret)).collect()
}

/// Makes the first one. Of servers that do so at once one wins, and all sign with its secret.
pub(super) async fn make_first(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Secret> {
    sqlx::query!(
        "
        insert into platform.url_secrets (id, secret, created_at)
        values (1, $1, $2)
        on conflict do nothing
        ",
        &rand::random::<[u8; SECRET_BYTES]>()[..],
        now,
    )
    .execute(&mut *conn)
    .await?;
    let first = newest(conn).await?;
    first.ok_or_else(|| Error::internal(anyhow::anyhow!("no secret for signed URLs")))
}

fn secret(id: i32, bytes: &[u8]) -> Result<Secret> {
    let key = bytes.try_into().map_err(Error::internal)?;
    Ok(Secret { id, key })
}
