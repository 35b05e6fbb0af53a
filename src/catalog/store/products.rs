//! SQL for many products at once: what an import writes.
use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::search;
use crate::{
    catalog::model::{Product, ProductStatus},
    error::Result,
    kernel::id::{ProductId, TenantId},
};

/// The products with these SKUs, locked until the transaction ends, in the order of their ids.
pub(crate) async fn lock_by_skus(
    conn: &mut PgConnection,
    tenant: TenantId,
    product_skus: &[String],
) -> Result<Vec<ProductId>> {
    let ids = sqlx::query_scalar!(
        r#"
        select id as "id: ProductId"
        from products
        where tenant_id = $1 and product_sku = any($2)
        order by id
        for no key update
        "#,
        tenant as _,
        product_skus,
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

/// A row of `products` as JSON.
#[derive(Serialize)]
struct NewRow<'a> {
    id: Uuid,
    product_sku: &'a str,
    name: &'a str,
    specification: &'a str,
    category: &'a str,
    brand: &'a str,
    description: Option<&'a str>,
    images: &'a [String],
    status: ProductStatus,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl<'a> NewRow<'a> {
    fn of(product: &'a Product) -> Self {
        Self {
            id: product.id.as_uuid(),
            product_sku: &product.product_sku,
            name: &product.name,
            specification: &product.specification,
            category: &product.category,
            brand: &product.brand,
            description: product.description.as_deref(),
            images: &product.images,
            status: product.status,
            version: product.version,
            created_at: product.created_at,
            updated_at: product.updated_at,
        }
    }
}

/// Adds products without their variants. Gives how many: one whose SKU is taken is not among them.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    tenant: TenantId,
    products: &[&Product],
) -> Result<usize> {
    if products.is_empty() {
        return Ok(0);
    }
    let rows: Vec<NewRow<'_>> = products.iter().map(|product| NewRow::of(product)).collect();
    let done = sqlx::query!(
        "
        insert into products
            (tenant_id, id, product_sku, name, specification, category, brand, description, images,
             status, version, created_at, updated_at)
        select $1, p.*
        from jsonb_to_recordset($2) as p
            (id uuid, product_sku text, name text, specification text, category text, brand text,
             description text, images text[], status text, version bigint, created_at timestamptz,
             updated_at timestamptz)
        order by p.product_sku
        on conflict (tenant_id, product_sku) do nothing
        ",
        tenant as _,
        Json(rows) as _,
    )
    .execute(&mut *conn)
    .await?;
    search::record(conn, tenant, products).await?;
    Ok(usize::try_from(done.rows_affected()).unwrap_or(usize::MAX))
}

/// Writes what of locked products an import can change.
pub(crate) async fn update(
    conn: &mut PgConnection,
    tenant: TenantId,
    products: &[&Product],
) -> Result<()> {
    if products.is_empty() {
        return Ok(());
    }
    let rows: Vec<NewRow<'_>> = products.iter().map(|product| NewRow::of(product)).collect();
    sqlx::query!(
        "
        update products
        set name = p.name,
            specification = p.specification,
            category = p.category,
            brand = p.brand,
            version = p.version,
            updated_at = p.updated_at
        from jsonb_to_recordset($2) as p
            (id uuid, name text, specification text, category text, brand text, version bigint,
             updated_at timestamptz)
        where products.tenant_id = $1 and products.id = p.id
        ",
        tenant as _,
        Json(rows) as _,
    )
    .execute(&mut *conn)
    .await?;
    search::record(conn, tenant, products).await
}
