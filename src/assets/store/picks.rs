//! Locking many assets at once.
use sqlx::{PgConnection, QueryBuilder, Row as _};

use crate::{assets::model::SerialNumber, error::Result, kernel::id::TenantId};

/// Locks the assets with these serial numbers until the transaction ends, in the order of serial
/// numbers.
pub(in crate::assets) async fn lock_all(
    conn: &mut PgConnection,
    tenant: TenantId,
    serial_numbers: &[&str],
) -> Result<()> {
    sqlx::query!(
        "
        select 1 as locked
        from assets
        where tenant_id = $1 and serial_number = any($2::text[])
        order by serial_number
        for no key update
        ",
        tenant as _,
        serial_numbers as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// What to do with an asset that another transaction holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assets) enum Held {
    /// Take the next one.
    Skip,
    /// Wait: it may become free.
    Await,
}

/// Locks the `most` oldest available assets of a SKU that are not among `taken`.
pub(in crate::assets) async fn pick(
    conn: &mut PgConnection,
    tenant: TenantId,
    (sku, taken): (&str, &[SerialNumber]),
    most: usize,
    held: Held,
) -> Result<Vec<SerialNumber>> {
    let mut query = QueryBuilder::new("select a.serial_number from assets a where a.tenant_id = ");
    query.push_bind(tenant);
    query.push(" and a.sku = ").push_bind(sku.to_owned());
    query.push(" and a.status = 'available'");
    if !taken.is_empty() {
        let taken: Vec<String> = taken.iter().map(ToString::to_string).collect();
        query.push(" and a.serial_number <> all(").push_bind(taken);
        query.push(")");
    }
    query.push(" order by a.created_at, a.serial_number");
    // In the text: a plan that is made once for all values must know that it is short. And only as
    // many as are needed: what is locked here others pass by.
    query.push(" limit ").push(most.to_string());
    query.push(" for no key update of a");
    if held == Held::Skip {
        query.push(" skip locked");
    }
    let rows = query.build().persistent(false).fetch_all(conn).await?;
    let serials = rows.iter().map(|row| row.try_get::<SerialNumber, _>(0));
    Ok(serials.collect::<sqlx::Result<_>>()?)
}
