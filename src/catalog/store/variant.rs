//! SQL for variants.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{
    search,
    tier::{TierRow, pricing},
};
use crate::{
    catalog::{
        filter::{VariantFilter, VariantSort},
        model::{Variant, VariantStatus},
    },
    db::{self, Listing, Source},
    error::Result,
    kernel::{
        id::{ProductId, TenantId, VariantId},
        money::Minor,
        page::Page,
    },
};

struct VariantRow {
    id: VariantId,
    product_id: ProductId,
    product_sku: String,
    sku: String,
    name: String,
    grade: String,
    condition: Option<String>,
    color_name: Option<String>,
    images: Vec<String>,
    list_price: Option<Minor>,
    acquisition_cost: Option<Minor>,
    status: VariantStatus,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    tiers: Json<Vec<TierRow>>,
}

impl VariantRow {
    fn into_variant(self) -> Result<Variant> {
        Ok(Variant {
            id: self.id,
            product_id: self.product_id,
            product_sku: self.product_sku,
            sku: self.sku,
            name: self.name,
            grade: self.grade,
            condition: self.condition,
            color_name: self.color_name,
            images: self.images,
            list_price: self.list_price,
            acquisition_cost: self.acquisition_cost,
            pricing: pricing(self.tiers.0)?,
            status: self.status,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

/// The variants with these ids, in no order, with their prices.
pub(crate) async fn read(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[VariantId],
) -> Result<Vec<Variant>> {
    sqlx::query_as!(
        VariantRow,
        r#"
        select
            v.id as "id: VariantId",
            v.product_id as "product_id: ProductId",
            p.product_sku,
            v.variant_sku as sku,
            v.name,
            v.grade,
            v.condition,
            v.color_name,
            v.images,
            v.list_price_minor as "list_price: Minor",
            v.acquisition_cost_minor as "acquisition_cost: Minor",
            v.status as "status: VariantStatus",
            v.created_at,
            v.updated_at,
            coalesce(
                (
                    select jsonb_agg(to_jsonb(t))
                    from price_tiers t
                    where t.tenant_id = $1 and t.variant_id = v.id
                ),
                '[]'
            ) as "tiers!: Json<Vec<TierRow>>"
        from variants v
        join products p on p.tenant_id = $1 and p.id = v.product_id
        where v.tenant_id = $1 and v.id = any($2)
        "#,
        tenant as _,
        ids as _,
    )
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(VariantRow::into_variant)
    .collect()
}

/// Which variants stand on a page.
pub(crate) async fn page(
    conn: &mut PgConnection,
    tenant: TenantId,
    filter: &VariantFilter,
    listing: &Listing<VariantSort>,
) -> Result<Page<VariantId>> {
    let source = Source {
        table: "variants",
        id: "id",
    };
    db::page_of_ids(conn, tenant, source, listing, |query| {
        if let Some(status) = filter.status {
            query.push(" and t.status = ").push_bind(status);
        }
        if let Some(grade) = &filter.grade {
            query.push(" and t.grade = ").push_bind(grade.clone());
        }
        if let Some(part) = &filter.sku {
            // Not LIKE: `%` and `_` are plain characters.
            query
                .push(" and strpos(lower(t.variant_sku), lower(")
                .push_bind(part.clone())
                .push(")) > 0");
        }
        for (column, value) in [
            ("product_sku", &filter.product_sku),
            ("category", &filter.category),
            ("brand", &filter.brand),
        ] {
            if let Some(value) = value {
                query
                    .push(" and exists (select from products p where p.tenant_id = ")
                    .push_bind(tenant)
                    .push(" and p.id = t.product_id and p.")
                    .push(column)
                    .push(" = ")
                    .push_bind(value.clone())
                    .push(")");
            }
        }
    })
    .await
}

/// To which product a variant belongs; that never changes.
pub(crate) async fn product_of(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: VariantId,
) -> Result<Option<ProductId>> {
    let product = sqlx::query_scalar!(
        r#"
        select product_id as "product_id: ProductId"
        from variants
        where tenant_id = $1 and id = $2
        "#,
        tenant as _,
        id as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(product)
}

/// Which of these SKUs are variants of another product.
pub(crate) async fn taken_elsewhere(
    conn: &mut PgConnection,
    tenant: TenantId,
    product: ProductId,
    skus: &[String],
) -> Result<Vec<String>> {
    let taken = sqlx::query_scalar!(
        "
        select variant_sku
        from variants
        where tenant_id = $1 and product_id <> $2 and variant_sku = any($3)
        ",
        tenant as _,
        product as _,
        skus,
    )
    .fetch_all(conn)
    .await?;
    Ok(taken)
}

/// To which products the variants with these SKUs belong.
pub(crate) async fn owners(
    conn: &mut PgConnection,
    tenant: TenantId,
    skus: &[String],
) -> Result<HashMap<String, ProductId>> {
    let rows = sqlx::query!(
        r#"
        select variant_sku, product_id as "product_id: ProductId"
        from variants
        where tenant_id = $1 and variant_sku = any($2)
        "#,
        tenant as _,
        skus,
    )
    .fetch_all(conn)
    .await?;
    let owners = rows.into_iter();
    Ok(owners
        .map(|row| (row.variant_sku, row.product_id))
        .collect())
}

/// Locks variants against orders: placing one takes a weaker lock that this one waits for.
pub(crate) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[VariantId],
) -> Result<()> {
    sqlx::query!(
        r#"
        select 1 as "locked!"
        from variants
        where tenant_id = $1 and id = any($2)
        order by id
        for update
        "#,
        tenant as _,
        ids as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// Whether an order that is not yet fulfilled or cancelled has an item of one of these variants.
pub(crate) async fn in_open_orders(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[VariantId],
) -> Result<bool> {
    let open = sqlx::query_scalar!(
        r#"
        select exists (
            select
            from order_items i
            join orders o on o.tenant_id = $1 and o.id = i.order_id
            where i.tenant_id = $1
                and i.variant_id = any($2)
                and o.status in ('pending', 'confirmed', 'partial')
        ) as "open!"
        "#,
        tenant as _,
        ids as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(open)
}

/// Copies the costs of variants to their assets, which are filtered by what they brought of it. An asset
/// whose own cost nobody said is a new version: its answer shows the figure.
pub(crate) async fn copy_costs(
    conn: &mut PgConnection,
    tenant: TenantId,
    variants: &[VariantId],
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "
        with unit as materialized (
            select serial_number
            from assets
            where tenant_id = $1 and variant_id = any($2)
            order by serial_number
            for no key update
        )
        update assets
        set variant_cost_minor = v.acquisition_cost_minor,
            version = assets.version + (assets.acquisition_cost_minor is null)::int,
            updated_at = case when assets.acquisition_cost_minor is null then $3 else assets.updated_at end
        from unit, variants v
        where assets.tenant_id = $1 and assets.serial_number = unit.serial_number
            and v.tenant_id = $1 and v.id = assets.variant_id
            and assets.variant_cost_minor is distinct from v.acquisition_cost_minor
        ",
        tenant as _,
        variants as _,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A row of `variants` as JSON.
#[derive(Serialize)]
struct NewRow<'a> {
    id: Uuid,
    product_id: Uuid,
    variant_sku: &'a str,
    name: &'a str,
    grade: &'a str,
    condition: Option<&'a str>,
    color_name: Option<&'a str>,
    images: &'a [String],
    list_price_minor: Option<Minor>,
    acquisition_cost_minor: Option<Minor>,
    status: VariantStatus,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// Adds or overwrites variants, by SKU. Gives the SKUs written: one that another product has is not
/// among them.
pub(crate) async fn save(
    conn: &mut PgConnection,
    tenant: TenantId,
    variants: &[&Variant],
    now: DateTime<Utc>,
) -> Result<Vec<String>> {
    let rows: Vec<NewRow<'_>> = variants
        .iter()
        .map(|variant| NewRow {
            id: variant.id.as_uuid(),
            product_id: variant.product_id.as_uuid(),
            variant_sku: &variant.sku,
            name: &variant.name,
            grade: &variant.grade,
            condition: variant.condition.as_deref(),
            color_name: variant.color_name.as_deref(),
            images: &variant.images,
            list_price_minor: variant.list_price,
            acquisition_cost_minor: variant.acquisition_cost,
            status: variant.status,
            created_at: variant.created_at,
            updated_at: now,
        })
        .collect();
    let written = sqlx::query_scalar!(
        "
        insert into variants
            (tenant_id, id, product_id, variant_sku, name, grade, condition, color_name, images,
             list_price_minor, acquisition_cost_minor, status, created_at, updated_at)
        select $1, v.*
        from jsonb_to_recordset($2) as v
            (id uuid, product_id uuid, variant_sku text, name text, grade text, condition text,
             color_name text, images text[], list_price_minor bigint,
             acquisition_cost_minor bigint, status text, created_at timestamptz,
             updated_at timestamptz)
        order by v.variant_sku
        on conflict (tenant_id, variant_sku) do update
        set name = excluded.name,
            grade = excluded.grade,
            condition = excluded.condition,
            color_name = excluded.color_name,
            images = excluded.images,
            list_price_minor = excluded.list_price_minor,
            acquisition_cost_minor = excluded.acquisition_cost_minor,
            status = excluded.status,
            updated_at = excluded.updated_at
        where variants.product_id = excluded.product_id
        returning variant_sku
        ",
        tenant as _,
        Json(rows) as _,
    )
    .fetch_all(&mut *conn)
    .await?;
    search::record_skus(conn, tenant, variants).await?;
    Ok(written)
}
