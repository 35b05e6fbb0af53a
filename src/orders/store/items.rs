//! Writing the items of an order, all in one statement.
use serde::Serialize;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::{
    error::Result,
    kernel::{
        id::{OrderId, OrderItemId, TenantId},
        money::Minor,
    },
    orders::{AcquisitionCostSource, ListPriceSource, OrderItem},
};

/// Past every position an order can have.
const BEYOND: i32 = 1_000_000;

/// A new item as a row in JSON, by names of columns.
#[derive(Serialize)]
pub(super) struct NewItemRow<'a> {
    id: Uuid,
    order_id: Uuid,
    position: usize,
    product_id: Uuid,
    variant_id: Uuid,
    sku: &'a str,
    product_name: &'a str,
    product_image_url: Option<&'a str>,
    quantity: u32,
    unit_price_minor: Minor,
    setup_fee_minor: Minor,
    contract_length: u32,
    list_price_minor: Option<Minor>,
    list_price_source: ListPriceSource,
    acquisition_cost_minor: Option<Minor>,
    acquisition_cost_source: AcquisitionCostSource,
}

impl<'a> NewItemRow<'a> {
    /// The items of an order, at the positions they have in `items`.
    pub(super) fn all(order: OrderId, items: &'a [OrderItem]) -> impl Iterator<Item = Self> {
        let order_id = order.as_uuid();
        items.iter().enumerate().map(move |(position, item)| Self {
            id: item.id.as_uuid(),
            order_id,
            position,
            product_id: item.product_id.as_uuid(),
            variant_id: item.variant_id.as_uuid(),
            sku: &item.sku,
            product_name: &item.product_name,
            product_image_url: item.product_image_url.as_deref(),
            quantity: item.quantity,
            unit_price_minor: item.unit_price,
            setup_fee_minor: item.setup_fee,
            contract_length: item.contract_length,
            list_price_minor: item.list_price,
            list_price_source: item.list_price_source,
            acquisition_cost_minor: item.acquisition_cost,
            acquisition_cost_source: item.acquisition_cost_source,
        })
    }
}

/// Adds items at the positions they have in `items`; of one that is there already only position and
/// quantity change.
async fn insert(
    conn: &mut PgConnection,
    tenant: TenantId,
    order: OrderId,
    items: &[OrderItem],
) -> Result<()> {
    let rows: Vec<NewItemRow<'_>> = NewItemRow::all(order, items).collect();
    sqlx::query!(
        "
        insert into order_items
            (tenant_id, order_id, position, rented_quantity, id, product_id, variant_id, sku,
             product_name, product_image_url, quantity, unit_price_minor, setup_fee_minor,
             contract_length, list_price_minor, list_price_source, acquisition_cost_minor,
             acquisition_cost_source)
        select
            $1, order_id, position, 0, id, product_id, variant_id, sku, product_name,
            product_image_url, quantity, unit_price_minor, setup_fee_minor, contract_length,
            list_price_minor, list_price_source, acquisition_cost_minor, acquisition_cost_source
        from jsonb_populate_recordset(null::order_items, $2)
        on conflict (tenant_id, id) do update
        set position = excluded.position, quantity = excluded.quantity
        ",
        tenant as _,
        Json(rows) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Makes `items` the items of a locked order: the others are removed, new ones added.
pub(in crate::orders) async fn replace_items(
    conn: &mut PgConnection,
    tenant: TenantId,
    order: OrderId,
    items: &[OrderItem],
) -> Result<()> {
    let kept: Vec<OrderItemId> = items.iter().map(|item| item.id).collect();
    sqlx::query!(
        "
        delete from order_items
        where tenant_id = $1 and order_id = $2 and rented_quantity = 0 and id <> all($3)
        ",
        tenant as _,
        order as _,
        &kept as _,
    )
    .execute(&mut *conn)
    .await?;
    // Out of the way first, for two items may swap places.
    sqlx::query!(
        "
        update order_items
        set position = position + $3
        where tenant_id = $1 and order_id = $2
        ",
        tenant as _,
        order as _,
        BEYOND,
    )
    .execute(&mut *conn)
    .await?;
    insert(conn, tenant, order, items).await
}
