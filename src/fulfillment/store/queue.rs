//! Open items of open orders, oldest order first.
//!
//! Which orders are on a page is found along the index that leaves least: of their status, their
//! customer, or the items that wait for a SKU. Then the open items of those are read.
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Postgres, QueryBuilder};

use crate::{
    db::{self, Listing, Source, Way},
    error::Result,
    fulfillment::queue::{QueueFilter, QueueSort},
    kernel::{
        id::{CustomerId, OrderId, OrderItemId, TenantId},
        page::Page,
        word::Word as _,
    },
    orders::{OrderStatus, OrderType},
};

const SOURCE: Source = Source {
    table: "orders",
    id: "id",
};

/// An item that waits for assets.
#[derive(Debug, Clone)]
pub(in crate::fulfillment) struct OpenItem {
    pub(in crate::fulfillment) id: OrderItemId,
    pub(in crate::fulfillment) position: i32,
    pub(in crate::fulfillment) order_id: OrderId,
    pub(in crate::fulfillment) order_status: OrderStatus,
    pub(in crate::fulfillment) order_type: OrderType,
    pub(in crate::fulfillment) sku: String,
    pub(in crate::fulfillment) product_name: String,
    pub(in crate::fulfillment) quantity: i32,
    pub(in crate::fulfillment) rented_quantity: i32,
    pub(in crate::fulfillment) contract_length: i32,
    pub(in crate::fulfillment) customer_id: CustomerId,
    pub(in crate::fulfillment) email: String,
    pub(in crate::fulfillment) first_name: String,
    pub(in crate::fulfillment) last_name: String,
    pub(in crate::fulfillment) company: Option<String>,
    pub(in crate::fulfillment) confirmed_at: Option<DateTime<Utc>>,
    pub(in crate::fulfillment) created_at: DateTime<Utc>,
}

/// Where an item stands in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::fulfillment) struct Place {
    pub(in crate::fulfillment) order: OrderId,
    pub(in crate::fulfillment) position: i32,
}

/// Where that item of an order stands.
pub(in crate::fulfillment) async fn place_of(
    conn: &mut PgConnection,
    tenant: TenantId,
    item: OrderItemId,
) -> Result<Option<Place>> {
    let place = sqlx::query_as!(
        Place,
        r#"
        select order_id as "order: OrderId", position
        from order_items
        where tenant_id = $1 and id = $2
        "#,
        tenant as _,
        item as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(place)
}

/// The orders on a page.
pub(in crate::fulfillment) async fn open_orders(
    conn: &mut PgConnection,
    tenant: TenantId,
    listing: &Listing<QueueSort>,
    filter: &QueueFilter,
) -> Result<Page<OrderId>> {
    let ways = ways(tenant, filter);
    let conditions = |query: &mut QueryBuilder<Postgres>| {
        db::push_one_of(query, "t.status", &filter.statuses);
        query.push(" and t.order_type <> 'extension'");
        if let Some(customer) = filter.customer {
            query.push(" and t.customer_id = ").push_bind(customer);
        }
        if let Some(sku) = &filter.sku {
            query.push(" and exists (select from order_items i where i.tenant_id = ");
            query.push_bind(tenant);
            query.push(" and i.order_id = t.id and i.rented_quantity < i.quantity");
            query.push(" and i.sku = ").push_bind(sku.clone());
            // Keeps the planner from reading all items of a SKU where a few orders are tested.
            query.push(" offset 0)");
        }
    };
    db::page_by_ways(conn, tenant, SOURCE, listing, (&ways, conditions)).await
}

/// The indexes that lead to the orders of a filter.
fn ways(tenant: TenantId, filter: &QueueFilter) -> Vec<Way> {
    let mut ways = Vec::new();
    if let Some(customer) = filter.customer {
        ways.push(Way::along(SOURCE, tenant, move |query| {
            query.push(" and o.customer_id = ").push_bind(customer);
        }));
    }
    if let Some(sku) = filter.sku.clone() {
        ways.push(Way::in_order(move |query, span| {
            query.push("select distinct i.order_id as id from order_items i where i.tenant_id = ");
            query.push_bind(tenant);
            query.push(" and i.rented_quantity < i.quantity and i.variant_id = ");
            query.push("(select v.id from variants v where v.tenant_id = ");
            query.push_bind(tenant).push(" and v.variant_sku = ");
            query.push_bind(sku.clone()).push(")");
            span.push(query, "i.order_id");
        }));
    }
    ways.push(Way::any_of(SOURCE, tenant, "status", &filter.statuses));
    ways
}

/// The open items of these orders after a place, at most one more than a page can have.
pub(in crate::fulfillment) async fn open_items(
    conn: &mut PgConnection,
    tenant: TenantId,
    orders: &[OrderId],
    (after, filter): (Option<Place>, &QueueFilter),
) -> Result<Vec<OpenItem>> {
    let statuses: Vec<&str> = filter.statuses.iter().map(|status| status.word()).collect();
    let items = sqlx::query_as!(
        OpenItem,
        r#"
        select
            i.id as "id: OrderItemId",
            i.position,
            o.id as "order_id: OrderId",
            o.status as "order_status: OrderStatus",
            o.order_type as "order_type: OrderType",
            i.sku,
            i.product_name,
            i.quantity,
            i.rented_quantity,
            i.contract_length,
            o.customer_id as "customer_id: CustomerId",
            o.customer_email as email,
            o.customer_first_name as first_name,
            o.customer_last_name as last_name,
            o.customer_company as company,
            o.confirmed_at,
            o.created_at
        from unnest($2::uuid[]) as wanted (id)
        cross join lateral (
            select * from orders where tenant_id = $1 and id = wanted.id offset 0
        ) o
        cross join lateral (
            select *
            from order_items
            where tenant_id = $1 and order_id = wanted.id and rented_quantity < quantity
                and ($3::text is null or sku = $3)
                and ($4::uuid is null or order_id <> $4 or position > $5)
            order by position
            limit 101
        ) i
        where o.status = any($6::text[]) and o.order_type <> 'extension'
            and ($7::uuid is null or o.customer_id = $7)
        order by o.id, i.position
        limit 101
        "#,
        tenant as _,
        orders as _,
        filter.sku,
        after.map(|place| place.order) as _,
        after.map(|place| place.position),
        &statuses as _,
        filter.customer as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(items)
}
