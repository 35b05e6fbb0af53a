//! Reading products and variants, one or a page of them.
use sqlx::PgConnection;

use super::{
    filter::{ProductFilter, ProductSort, VariantFilter, VariantSort},
    model::{Product, Variant},
    store,
};
use crate::{
    db::Listing,
    error::Result,
    http::query::Query,
    kernel::{
        id::{ProductId, TenantId},
        page::{Limit, Page},
    },
};

/// Most variants on a page, and how many when the request does not say (contract 8.28).
const VARIANTS_LIMIT: u16 = 5_000;

/// A product with its variants.
pub(super) async fn product(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: ProductId,
) -> Result<Option<Product>> {
    Ok(store::product::read(conn, tenant, &[id]).await?.pop())
}

/// A page of products with their variants.
pub(super) async fn products(
    conn: &mut PgConnection,
    tenant: TenantId,
    filter: &ProductFilter,
    listing: &Listing<ProductSort>,
) -> Result<Page<Product>> {
    let page = store::product::page(&mut *conn, tenant, filter, listing).await?;
    let found = store::product::read(conn, tenant, &page.items).await?;
    Ok(page.filled(found, |product| product.id))
}

/// A page of variants.
pub(super) async fn variants(
    conn: &mut PgConnection,
    tenant: TenantId,
    filter: &VariantFilter,
    listing: &Listing<VariantSort>,
) -> Result<Page<Variant>> {
    let page = store::variant::page(&mut *conn, tenant, filter, listing).await?;
    let found = store::variant::read(conn, tenant, &page.items).await?;
    Ok(page.filled(found, |variant| variant.id))
}

/// Which page of variants a query asks for: all of a catalog unless told.
pub(super) fn variant_listing(query: &mut Query) -> Listing<VariantSort> {
    let all = Limit::of(VARIANTS_LIMIT);
    query.listing_within(VariantSort::CreatedAt, all, VARIANTS_LIMIT)
}
