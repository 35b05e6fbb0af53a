//! SQL for assets: rows and pages here, in `collected` what they have brought, in `history` what their
//! whole life is told from, in `picks` the locking of many, in `stays` which subscriptions they were in.
mod collected;
mod history;
mod picks;
mod search;
mod serials;
mod stays;

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sqlx::{PgConnection, Postgres, QueryBuilder, types::Json};
use uuid::Uuid;

use self::search::Search;
pub(crate) use self::serials::{push_serial_like, serials_like};
pub(super) use self::{
    collected::{lock_of, recount},
    history::{Earned, Lifetime, Stay, earned, lifetime, recovered_at, stays},
    picks::{Held, lock_all, pick},
    stays::{address, change_over, enter},
};
use super::{
    filter::{AssetFilter, AssetSort},
    model::{Asset, AssetStatus, SerialNumber},
};
use crate::{
    db::{self, Listing, Source},
    error::{Error, Result},
    kernel::{
        id::{CustomerId, ProductId, SubscriptionId, TenantId, VariantId},
        money::Minor,
        page::Page,
    },
};

/// Which assets stand on a page.
pub(super) async fn page(
    conn: &mut PgConnection,
    tenant: TenantId,
    filter: &AssetFilter,
    listing: &Listing<AssetSort>,
) -> Result<Page<SerialNumber>> {
    let source = Source {
        table: "assets",
        id: "serial_number",
    };
    let search = match &filter.search {
        Some(text) => Some(Search::of(conn, tenant, text).await?),
        None => None,
    };
    let conditions = |query: &mut QueryBuilder<Postgres>| {
        db::push_one_of(query, "t.status", &filter.statuses);
        if let Some(sku) = &filter.sku {
            query.push(" and t.sku = ").push_bind(sku.clone());
        }
        if let Some(customer) = filter.customer_id {
            query.push(" and t.customer_id = ").push_bind(customer);
        }
        if let Some(subscription) = filter.subscription_id {
            query
                .push(" and t.subscription_id = ")
                .push_bind(subscription);
        }
        if let Some(product) = filter.product_id {
            query.push(" and t.product_id = ").push_bind(product);
        }
        if let Some(condition) = &filter.condition {
            query.push(" and t.condition_folded = lower(");
            query.push_bind(condition.clone()).push(")");
        }
        db::push_one_of(query, "t.cost_recovery", &filter.recoveries);
        if let Some(search) = &search {
            search.push_condition(tenant, query);
        }
    };
    match search.as_ref().and_then(|search| search.found.clone()) {
        Some(found) => db::page_among(conn, tenant, source, listing, (found, conditions)).await,
        None => db::page_of_ids(conn, tenant, source, listing, conditions).await,
    }
}

/// Adds an asset; breaks the unique key where its serial number is taken. Its variant is locked: who
/// changes the variant's cost meanwhile changes it here too, before or afterwards.
pub(super) async fn insert(
    conn: &mut PgConnection,
    tenant: TenantId,
    asset: &mut Asset,
) -> sqlx::Result<()> {
    asset.variant_cost = sqlx::query_scalar!(
        r#"
        insert into assets
            (tenant_id, serial_number, variant_id, product_id, sku, product_name,
             product_image_url, status, location, condition, acquisition_cost_minor,
             acquisition_date, customer_id, subscription_id, notes, version, created_at,
             updated_at, current_value_minor, variant_cost_minor)
        select $1, $2, v.id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, v.acquisition_cost_minor
        from variants v
        where v.tenant_id = $1 and v.id = $3
        for share of v
        returning variant_cost_minor as "cost: Minor"
        "#,
        tenant as _,
        &asset.serial_number as _,
        asset.variant_id as _,
        asset.product_id as _,
        asset.sku,
        asset.product_name,
        asset.product_image_url,
        asset.status as _,
        asset.location,
        asset.condition,
        asset.acquisition_cost as _,
        asset.acquisition_date,
        asset.customer_id as _,
        asset.subscription_id as _,
        asset.notes,
        asset.version,
        asset.created_at,
        asset.updated_at,
        asset.current_value as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(())
}

/// A row of `assets` as JSON.
#[derive(Serialize)]
struct NewRow<'a> {
    serial_number: &'a str,
    variant_id: Uuid,
    product_id: Uuid,
    sku: &'a str,
    product_name: &'a str,
    product_image_url: Option<&'a str>,
    status: AssetStatus,
    location: Option<&'a str>,
    condition: Option<&'a str>,
    acquisition_cost_minor: Option<Minor>,
    current_value_minor: Option<Minor>,
    acquisition_date: NaiveDate,
    notes: Option<&'a str>,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// Adds assets that nobody has. Gives the serial numbers added: taken ones are not among them. Variants
/// are locked as by [`insert`].
pub(super) async fn insert_all(
    conn: &mut PgConnection,
    tenant: TenantId,
    assets: &[Asset],
) -> Result<HashSet<SerialNumber>> {
    let rows: Vec<NewRow<'_>> = assets
        .iter()
        .map(|asset| NewRow {
            serial_number: asset.serial_number.as_str(),
            variant_id: asset.variant_id.as_uuid(),
            product_id: asset.product_id.as_uuid(),
            sku: &asset.sku,
            product_name: &asset.product_name,
            product_image_url: asset.product_image_url.as_deref(),
            status: asset.status,
            location: asset.location.as_deref(),
            condition: asset.condition.as_deref(),
            acquisition_cost_minor: asset.acquisition_cost,
            current_value_minor: asset.current_value,
            acquisition_date: asset.acquisition_date,
            notes: asset.notes.as_deref(),
            version: asset.version,
            created_at: asset.created_at,
            updated_at: asset.updated_at,
        })
        .collect();
    let variants: Vec<Uuid> = assets
        .iter()
        .map(|asset| asset.variant_id.as_uuid())
        .collect();
    let added = sqlx::query_scalar!(
        r#"
        with variant as materialized (
            select id, acquisition_cost_minor as cost
            from variants
            where tenant_id = $1 and id = any($3)
            order by id
            for share
        )
        insert into assets
            (tenant_id, serial_number, variant_id, product_id, sku, product_name,
             product_image_url, status, location, condition, acquisition_cost_minor,
             current_value_minor, acquisition_date, notes, version, created_at, updated_at,
             variant_cost_minor)
        select $1, a.*, variant.cost
        from jsonb_to_recordset($2) as a
            (serial_number text, variant_id uuid, product_id uuid, sku text, product_name text,
             product_image_url text, status text, location text, condition text,
             acquisition_cost_minor bigint, current_value_minor bigint, acquisition_date date,
             notes text, version bigint, created_at timestamptz, updated_at timestamptz)
        join variant on variant.id = a.variant_id
        order by a.serial_number
        on conflict (tenant_id, serial_number) do nothing
        returning serial_number as "serial_number: SerialNumber"
        "#,
        tenant as _,
        Json(rows) as _,
        &variants,
    )
    .fetch_all(conn)
    .await?;
    Ok(added.into_iter().collect())
}

/// Locks an asset until the transaction ends.
pub(super) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    serial_number: &SerialNumber,
) -> Result<()> {
    sqlx::query!(
        "
        select 1 as locked
        from assets
        where tenant_id = $1 and serial_number = $2
        for no key update
        ",
        tenant as _,
        serial_number as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(())
}

/// The assets with these serial numbers, in no order.
pub(super) async fn read(
    conn: &mut PgConnection,
    tenant: TenantId,
    serial_numbers: &[&str],
) -> Result<Vec<Asset>> {
    let assets = sqlx::query_as!(
        Asset,
        r#"
        select
            serial_number as "serial_number: SerialNumber",
            variant_id as "variant_id: VariantId",
            product_id as "product_id: ProductId",
            sku,
            product_name,
            product_image_url,
            status as "status: AssetStatus",
            location,
            condition,
            acquisition_cost_minor as "acquisition_cost: Minor",
            variant_cost_minor as "variant_cost: Minor",
            current_value_minor as "current_value: Minor",
            collected_minor as "collected: Minor",
            acquisition_date,
            customer_id as "customer_id: CustomerId",
            subscription_id as "subscription_id: SubscriptionId",
            notes,
            version,
            created_at,
            updated_at
        from assets
        where tenant_id = $1 and serial_number = any($2::text[])
        "#,
        tenant as _,
        serial_numbers as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(assets)
}

/// Writes what of a locked asset can change, as its next version.
pub(super) async fn update(
    conn: &mut PgConnection,
    tenant: TenantId,
    asset: &mut Asset,
    now: DateTime<Utc>,
) -> Result<()> {
    let version = sqlx::query_scalar!(
        "
        update assets
        set status = $3,
            location = $4,
            condition = $5,
            acquisition_cost_minor = $6,
            acquisition_date = $7,
            customer_id = $8,
            subscription_id = $9,
            notes = $10,
            current_value_minor = $12,
            version = version + 1,
            updated_at = $11
        where tenant_id = $1 and serial_number = $2
        returning version
        ",
        tenant as _,
        &asset.serial_number as _,
        asset.status as _,
        asset.location,
        asset.condition,
        asset.acquisition_cost as _,
        asset.acquisition_date,
        asset.customer_id as _,
        asset.subscription_id as _,
        asset.notes,
        now,
        asset.current_value as _,
    )
    .fetch_optional(conn)
    .await?
    .ok_or_else(|| Error::internal(anyhow::anyhow!("a locked asset is gone")))?;
    asset.version = version;
    asset.updated_at = now;
    Ok(())
}
