//! Assets for other features, many at a time.
use sqlx::PgConnection;

use super::{
    model::{Asset, SerialNumber},
    store::{self, Held},
};
use crate::{error::Result, kernel::id::TenantId};

/// The assets with these serial numbers, locked until the change ends, in no order; unknown ones are
/// missing. Locks are taken in the order of serial numbers.
pub async fn lock_all(
    conn: &mut PgConnection,
    tenant: TenantId,
    serial_numbers: &[&str],
) -> Result<Vec<Asset>> {
    store::lock_all(&mut *conn, tenant, serial_numbers).await?;
    store::read(conn, tenant, serial_numbers).await
}

/// The `most` oldest available assets of a SKU, locked until the change ends; fewer where there are no
/// more. What others hold at the moment is passed by as long as there is enough besides; else it is
/// waited for, so that nobody goes without an asset that becomes free again. `taken` are not picked.
pub async fn pick_oldest(
    conn: &mut PgConnection,
    tenant: TenantId,
    (sku, taken): (&str, &[SerialNumber]),
    most: usize,
) -> Result<Vec<SerialNumber>> {
    let of = (sku, taken);
    let mut picked = store::pick(&mut *conn, tenant, of, most, Held::Skip).await?;
    let missing = most.saturating_sub(picked.len());
    if missing > 0 {
        let taken: Vec<SerialNumber> = taken.iter().chain(&picked).cloned().collect();
        let of = (sku, taken.as_slice());
        picked.extend(store::pick(conn, tenant, of, missing, Held::Await).await?);
    }
    Ok(picked)
}
