//! Writing the items of an order, all in one statement.
use sqlx::PgConnection;

use crate::{
    error::Result,
    kernel::{
        id::{OrderId, OrderItemId, TenantId},
        money::Minor,
        word::Word as _,
    },
    orders::OrderItem,
};

/// Past every position an order can have.
const BEYOND: i32 = 1_000_000;

/// Adds items at the positions they have in `items`; of one that is there already only position and
/// quantity change.
pub(super) async fn insert(
    conn: &mut PgConnection,
    tenant: TenantId,
    order: OrderId,
    items: &[OrderItem],
) -> Result<()> {
    let all = |f: fn(&OrderItem) -> i64| items.iter().map(f).collect::<Vec<i64>>();
    let texts = |f: fn(&OrderItem) -> &str| items.iter().map(f).collect::<Vec<&str>>();
    sqlx::query!(
        "
        insert into order_items
            (tenant_id, order_id, position, rented_quantity, id, product_id, variant_id, sku,
             product_name, product_image_url, quantity, unit_price_minor, setup_fee_minor,
             contract_length, list_price_minor, list_price_source, acquisition_cost_minor,
             acquisition_cost_source)
        select
            $1, $2, item.position - 1, 0, item.id, item.product_id, item.variant_id, item.sku,
            item.product_name, item.product_image_url, item.quantity, item.unit_price,
            item.setup_fee, item.contract_length, item.list_price, item.list_price_source,
            item.acquisition_cost, item.acquisition_cost_source
        from unnest(
            $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::bigint[],
            $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::text[],
            $15::bigint[], $16::text[]
        ) with ordinality as item
            (id, product_id, variant_id, sku, product_name, product_image_url, quantity,
             unit_price, setup_fee, contract_length, list_price, list_price_source,
             acquisition_cost, acquisition_cost_source, position)
        on conflict (tenant_id, id) do update
        set position = excluded.position, quantity = excluded.quantity
        ",
        tenant as _,
        order as _,
        items.iter().map(|item| item.id).collect::<Vec<_>>() as _,
        items.iter().map(|item| item.product_id).collect::<Vec<_>>() as _,
        items.iter().map(|item| item.variant_id).collect::<Vec<_>>() as _,
        texts(|item| &item.sku) as _,
        texts(|item| &item.product_name) as _,
        items
            .iter()
            .map(|item| item.product_image_url.as_deref())
            .collect::<Vec<_>>() as _,
        &all(|item| item.quantity.into()),
        &all(|item| item.unit_price.get()),
        &all(|item| item.setup_fee.get()),
        &all(|item| item.contract_length.into()),
        items
            .iter()
            .map(|item| item.list_price.map(Minor::get))
            .collect::<Vec<_>>() as _,
        texts(|item| item.list_price_source.word()) as _,
        items
            .iter()
            .map(|item| item.acquisition_cost.map(Minor::get))
            .collect::<Vec<_>>() as _,
        texts(|item| item.acquisition_cost_source.word()) as _,
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
