//! SQL for what other features ask of the catalog.
use sqlx::{PgConnection, types::Json};

use super::tier::{TierRow, pricing};
use crate::{
    catalog::model::{ProductStatus, Sellable, VariantStatus},
    error::Result,
    kernel::{
        id::{ProductId, TenantId, VariantId},
        money::Minor,
    },
};

/// How many SKUs on either side of an unknown one are looked at.
const NEIGHBOURS: i64 = 500;

struct SellableRow {
    product_id: ProductId,
    variant_id: VariantId,
    sku: String,
    product_name: String,
    product_image_url: Option<String>,
    status: VariantStatus,
    product_status: ProductStatus,
    list_price: Option<Minor>,
    acquisition_cost: Option<Minor>,
    tiers: Json<Vec<TierRow>>,
}

impl SellableRow {
    fn into_sellable(self) -> Result<Sellable> {
        Ok(Sellable {
            product_id: self.product_id,
            variant_id: self.variant_id,
            sku: self.sku,
            product_name: self.product_name,
            product_image_url: self.product_image_url,
            status: self.status,
            product_status: self.product_status,
            list_price: self.list_price,
            acquisition_cost: self.acquisition_cost,
            tiers: pricing(self.tiers.0)?.into_prices(),
        })
    }
}

/// The variants with these SKUs: product, variant and prices in one statement.
///
/// The lock is the one that a reference to the variant takes anyway; taken here already, it makes a
/// deactivation wait for the order that is being placed (see `variant::lock`). Both take their locks
/// in the order of the ids. Statuses are read from the locked rows: they are what a deactivation that
/// came first left behind.
pub(crate) async fn find(
    conn: &mut PgConnection,
    tenant: TenantId,
    skus: &[String],
) -> Result<Vec<Sellable>> {
    sqlx::query_as!(
        SellableRow,
        r#"
        with locked as materialized (
            select id, product_id, variant_sku, images, status, list_price_minor,
                acquisition_cost_minor
            from variants
            where tenant_id = $1 and variant_sku = any($2)
            order by id
            for key share
        )
        select
            v.product_id as "product_id!: ProductId",
            v.id as "variant_id!: VariantId",
            v.variant_sku as "sku!",
            p.name as "product_name!",
            coalesce(v.images[1], p.images[1]) as product_image_url,
            v.status as "status!: VariantStatus",
            p.status as "product_status!: ProductStatus",
            v.list_price_minor as "list_price?: Minor",
            v.acquisition_cost_minor as "acquisition_cost?: Minor",
            coalesce(
                (
                    select jsonb_agg(to_jsonb(t))
                    from price_tiers t
                    where t.tenant_id = $1 and t.variant_id = v.id
                ),
                '[]'
            ) as "tiers!: Json<Vec<TierRow>>"
        from locked v
        join products p on p.tenant_id = $1 and p.id = v.product_id
        "#,
        tenant as _,
        skus,
    )
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(SellableRow::into_sellable)
    .collect()
}

/// The active SKUs that stand next to `sku` in alphabetical order, at most [`NEIGHBOURS`] on either
/// side: all of a small catalog, a bounded part of a large one.
pub(crate) async fn neighbours(
    conn: &mut PgConnection,
    tenant: TenantId,
    sku: &str,
) -> Result<Vec<String>> {
    let skus = sqlx::query_scalar!(
        r#"
        (
            select variant_sku as "variant_sku!"
            from variants
            where tenant_id = $1 and variant_sku <= $2 and status = 'active'
            order by variant_sku desc
            limit $3
        )
        union all
        (
            select variant_sku
            from variants
            where tenant_id = $1 and variant_sku > $2 and status = 'active'
            order by variant_sku
            limit $3
        )
        "#,
        tenant as _,
        sku,
        NEIGHBOURS,
    )
    .fetch_all(conn)
    .await?;
    Ok(skus)
}
