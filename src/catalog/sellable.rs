//! What other features ask of the catalog.
use std::collections::HashMap;

use sqlx::PgConnection;

use super::{model::Sellable, store};
use crate::{
    error::Result,
    kernel::{id::TenantId, text},
};

/// The variants with these SKUs, by SKU; an unknown SKU is missing.
pub async fn find_sellable(
    conn: &mut PgConnection,
    tenant: TenantId,
    skus: &[String],
) -> Result<HashMap<String, Sellable>> {
    let found = store::sellable::find(conn, tenant, skus).await?;
    Ok(found
        .into_iter()
        .map(|variant| (variant.sku.clone(), variant))
        .collect())
}

/// The active SKU most like `sku`, for a message about an unknown one. Looks at the alphabetical
/// neighbourhood only, so that a mistake costs the same whatever the size of the catalog.
pub async fn nearest_sku(
    conn: &mut PgConnection,
    tenant: TenantId,
    sku: &str,
) -> Result<Option<String>> {
    let candidates = store::sellable::neighbours(conn, tenant, sku).await?;
    Ok(text::nearest(sku, candidates.iter().map(String::as_str)).map(ToOwned::to_owned))
}
