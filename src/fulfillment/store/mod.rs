//! SQL for fulfilment: what waits, and which assets could ship.
mod queue;

use std::collections::HashMap;

use sqlx::PgConnection;

pub(super) use self::queue::{OpenItem, Place, open_items, open_orders, place_of};
use crate::{
    assets::SerialNumber,
    error::{Error, Result},
    kernel::id::TenantId,
};

/// The oldest available assets of each of these SKUs: at most 20.
pub(super) async fn oldest_available(
    conn: &mut PgConnection,
    tenant: TenantId,
    skus: &[&str],
) -> Result<HashMap<String, Vec<SerialNumber>>> {
    let rows = sqlx::query!(
        r#"
        select wanted.sku as "sku!",
            array(
                select serial_number
                from assets
                where tenant_id = $1 and sku = wanted.sku and status = 'available'
                order by created_at, serial_number
                limit 20
            ) as "serials!: Vec<SerialNumber>"
        from unnest($2::text[]) as wanted (sku)
        "#,
        tenant as _,
        skus as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.sku, row.serials)).collect())
}

/// How many assets of each of these SKUs are available: counted up to 500.
pub(super) async fn count_available(
    conn: &mut PgConnection,
    tenant: TenantId,
    skus: &[&str],
) -> Result<HashMap<String, usize>> {
    let rows = sqlx::query!(
        r#"
        select wanted.sku as "sku!", counted.available as "available!"
        from unnest($2::text[]) as wanted (sku)
        cross join lateral (
            select count(*) as available
            from (
                select 1
                from assets
                where tenant_id = $1 and sku = wanted.sku and status = 'available'
                limit 500
            ) found
        ) counted
        "#,
        tenant as _,
        skus as _,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok((
                row.sku,
                usize::try_from(row.available).map_err(Error::internal)?,
            ))
        })
        .collect()
}
