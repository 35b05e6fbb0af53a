//! SQL for products.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Postgres, QueryBuilder};

use super::{
    search::{self, Search},
    variant,
};
use crate::{
    catalog::{
        filter::{ProductFilter, ProductSort},
        model::{Product, ProductStatus, Variant},
    },
    db::{self, Listing, Source},
    error::{Error, Result},
    kernel::{
        id::{ProductId, TenantId, VariantId},
        page::Page,
    },
};

struct ProductRow {
    id: ProductId,
    product_sku: String,
    name: String,
    specification: String,
    category: String,
    brand: String,
    description: Option<String>,
    images: Vec<String>,
    status: ProductStatus,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    variant_ids: Vec<VariantId>,
}

impl ProductRow {
    fn into_product(self, variants: &mut HashMap<VariantId, Variant>) -> Product {
        Product {
            id: self.id,
            product_sku: self.product_sku,
            name: self.name,
            specification: self.specification,
            category: self.category,
            brand: self.brand,
            description: self.description,
            images: self.images,
            status: self.status,
            variants: self
                .variant_ids
                .iter()
                .filter_map(|id| variants.remove(id))
                .collect(),
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

/// The products with these ids, in no order, with their variants by SKU.
pub(crate) async fn read(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[ProductId],
) -> Result<Vec<Product>> {
    let rows = sqlx::query_as!(
        ProductRow,
        r#"
        select
            p.id as "id: ProductId",
            p.product_sku,
            p.name,
            p.specification,
            p.category,
            p.brand,
            p.description,
            p.images,
            p.status as "status: ProductStatus",
            p.version,
            p.created_at,
            p.updated_at,
            array(
                select v.id
                from variants v
                where v.tenant_id = $1 and v.product_id = p.id
                order by v.variant_sku
            ) as "variant_ids!: Vec<VariantId>"
        from products p
        where p.tenant_id = $1 and p.id = any($2)
        "#,
        tenant as _,
        ids as _,
    )
    .fetch_all(&mut *conn)
    .await?;
    let variant_ids: Vec<VariantId> = rows
        .iter()
        .flat_map(|row| row.variant_ids.iter().copied())
        .collect();
    let mut variants = variant::read(conn, tenant, &variant_ids)
        .await?
        .into_iter()
        .map(|variant| (variant.id, variant))
        .collect();
    Ok(rows
        .into_iter()
        .map(|row| row.into_product(&mut variants))
        .collect())
}

/// Which products stand on a page.
pub(crate) async fn page(
    conn: &mut PgConnection,
    tenant: TenantId,
    filter: &ProductFilter,
    listing: &Listing<ProductSort>,
) -> Result<Page<ProductId>> {
    let source = Source {
        table: "products",
        id: "id",
    };
    let search = match &filter.search {
        Some(text) => Some(Search::of(conn, tenant, text).await?),
        None => None,
    };
    let ways = Vec::from_iter(search.as_ref().and_then(Search::way));
    let conditions = |query: &mut QueryBuilder<Postgres>| {
        if let Some(status) = filter.status {
            query.push(" and t.status = ").push_bind(status);
        }
        if let Some(category) = &filter.category {
            query.push(" and t.category = ").push_bind(category.clone());
        }
        if let Some(brand) = &filter.brand {
            query.push(" and t.brand = ").push_bind(brand.clone());
        }
        if let Some(search) = &search {
            search.push_condition(tenant, query);
        }
    };
    db::page_by_ways(conn, tenant, source, listing, (&ways, conditions)).await
}

/// A product, locked with its variants until the transaction ends.
pub(crate) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: ProductId,
) -> Result<Option<Product>> {
    sqlx::query!(
        r#"
        select 1 as "locked!"
        from products
        where tenant_id = $1 and id = $2
        for no key update
        "#,
        tenant as _,
        id as _,
    )
    .fetch_optional(&mut *conn)
    .await?;
    Ok(read(conn, tenant, &[id]).await?.pop())
}

/// The product with that SKU, locked until the transaction ends.
pub(crate) async fn lock_by_sku(
    conn: &mut PgConnection,
    tenant: TenantId,
    product_sku: &str,
) -> Result<Option<ProductId>> {
    let id = sqlx::query_scalar!(
        r#"
        select id as "id: ProductId"
        from products
        where tenant_id = $1 and product_sku = $2
        for no key update
        "#,
        tenant as _,
        product_sku,
    )
    .fetch_optional(conn)
    .await?;
    Ok(id)
}

/// Adds a product without its variants; `false` if its SKU is taken.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    tenant: TenantId,
    product: &Product,
) -> Result<bool> {
    let done = sqlx::query!(
        "
        insert into products
            (tenant_id, id, product_sku, name, specification, category, brand, description, images,
             status, version, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (tenant_id, product_sku) do nothing
        ",
        tenant as _,
        product.id as _,
        product.product_sku,
        product.name,
        product.specification,
        product.category,
        product.brand,
        product.description,
        &product.images,
        product.status as _,
        product.version,
        product.created_at,
        product.updated_at,
    )
    .execute(&mut *conn)
    .await?;
    let inserted = done.rows_affected() == 1;
    if inserted {
        search::record(conn, tenant, &[product]).await?;
    }
    Ok(inserted)
}

/// Writes what of a locked product can change.
pub(crate) async fn update(
    conn: &mut PgConnection,
    tenant: TenantId,
    product: &Product,
) -> Result<()> {
    let done = sqlx::query!(
        "
        update products
        set name = $3,
            specification = $4,
            category = $5,
            brand = $6,
            description = $7,
            images = $8,
            status = $9,
            version = $10,
            updated_at = $11
        where tenant_id = $1 and id = $2
        ",
        tenant as _,
        product.id as _,
        product.name,
        product.specification,
        product.category,
        product.brand,
        product.description,
        &product.images,
        product.status as _,
        product.version,
        product.updated_at,
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 1 {
        search::record(conn, tenant, &[product]).await
    } else {
        Err(Error::internal(anyhow::anyhow!("a locked product is gone")))
    }
}

/// What keeps a product from being removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Orders,
    Assets,
    Subscriptions,
}

impl Use {
    /// As a sentence has it.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Assets => "assets",
            Self::Subscriptions => "subscriptions",
        }
    }
}

/// What names any of these variants, whatever its state.
pub(crate) async fn uses(
    conn: &mut PgConnection,
    tenant: TenantId,
    variants: &[VariantId],
) -> Result<Vec<Use>> {
    let found = sqlx::query!(
        r#"
        select
            exists (
                select from order_items where tenant_id = $1 and variant_id = any($2)
            ) as "orders!",
            exists (
                select from assets where tenant_id = $1 and variant_id = any($2)
            ) as "assets!",
            exists (
                select from subscriptions where tenant_id = $1 and variant_id = any($2)
            ) as "subscriptions!"
        "#,
        tenant as _,
        variants as _,
    )
    .fetch_one(conn)
    .await?;
    let uses = [
        (found.orders, Use::Orders),
        (found.assets, Use::Assets),
        (found.subscriptions, Use::Subscriptions),
    ];
    Ok(uses
        .into_iter()
        .filter_map(|(is_used, by)| is_used.then_some(by))
        .collect())
}

/// Removes a locked product with its variants, which nothing names.
pub(crate) async fn remove(
    conn: &mut PgConnection,
    tenant: TenantId,
    (id, variants): (ProductId, &[VariantId]),
) -> Result<()> {
    sqlx::query!(
        "delete from price_tiers where tenant_id = $1 and variant_id = any($2)",
        tenant as _,
        variants as _,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "delete from variants where tenant_id = $1 and product_id = $2",
        tenant as _,
        id as _,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "delete from products where tenant_id = $1 and id = $2",
        tenant as _,
        id as _,
    )
    .execute(&mut *conn)
    .await?;
    search::forget(conn, tenant, id).await
}
