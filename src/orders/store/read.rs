//! Reading orders whole: one, a locked one, a page of them.
use std::collections::HashMap;

use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::row::{ItemRow, OrderRow};
use crate::{
    customers::{Address, CustomerType},
    error::{Error, Result},
    kernel::{
        currency::Currency,
        id::{BillingGroupId, CustomerId, OrderId, TenantId},
        money::Minor,
        schedule::PaymentTerms,
        tax::TaxRate,
    },
    orders::{
        AcquisitionCostSource, ExtensionDetails, ListPriceSource, Order, OrderPaymentStatus,
        OrderStatus, OrderType, PaymentMethod, UpgradeDetails,
    },
};

/// A statement that yields orders of a tenant by their ids, with an expression for their items.
macro_rules! orders {
    ($items:literal, $($bind:expr),+ $(,)?) => {
        sqlx::query_as!(
            OrderRow,
            r#"
            select
                id as "id: OrderId", external_id, status as "status: OrderStatus",
                order_type as "order_type: OrderType", customer_id as "customer_id: CustomerId",
                customer_email, customer_first_name, customer_last_name, customer_company,
                customer_phone, customer_registration_number, customer_vat_number,
                customer_type as "customer_type: CustomerType",
                payment_terms as "payment_terms: PaymentTerms",
                billing_address as "billing_address: Json<Address>",
                shipping_address as "shipping_address: Json<Address>",
                subtotal_minor as "subtotal_minor: Minor",
                tax_amount_minor as "tax_amount_minor: Minor", total_minor as "total_minor: Minor",
                tax_rate_ppm as "tax_rate_ppm: TaxRate", tax_inclusive,
                total_contract_value_minor as "total_contract_value_minor: Minor",
                currency as "currency: Currency", total_devices, rented_devices,
                payment_status as "payment_status: OrderPaymentStatus",
                payment_method as "payment_method: PaymentMethod", payment_transaction_id,
                payment_paid_minor as "payment_paid_minor: Minor", payment_manually_marked,
                custom_fields, billing_group_id as "billing_group_id: BillingGroupId",
                tracking_number, shipped_at, notes,
                extension_details as "extension_details: Json<ExtensionDetails>",
                upgrade_details as "upgrade_details: Json<UpgradeDetails>",
                confirmed_at, cancelled_at, cancel_reason, created_by, version, created_at, updated_at,
            "# + $items + r#"
            from orders
            where (select set_config('app.tenant_id', $1::uuid::text, true)) is not null
                and tenant_id = $1 and id = any($2)
            "#,
            $($bind),+
        )
    };
}

/// An order with its items, in one statement, which sets its tenant itself: it may stand alone on a
/// connection (`db::single`), and the order and its items are of one moment.
pub async fn find(conn: &mut PgConnection, tenant: TenantId, id: OrderId) -> Result<Option<Order>> {
    find_one(conn, tenant, id, Links::With).await
}

/// Whether the items come with their subscriptions, of which an order may have thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::orders) enum Links {
    With,
    Without,
}

/// An order with its items, locked until the transaction ends.
pub(in crate::orders) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: OrderId,
    links: Links,
) -> Result<Option<Order>> {
    let locked = sqlx::query_scalar!(
        r#"
        select id as "id: OrderId"
        from orders
        where tenant_id = $1 and id = $2
        for no key update
        "#,
        tenant as _,
        id as _,
    )
    .fetch_optional(&mut *conn)
    .await?;
    match locked {
        // A second statement, so that it sees what the holder of the lock before us committed.
        Some(id) => find_one(conn, tenant, id, links).await,
        None => Ok(None),
    }
}

async fn find_one(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: OrderId,
    links: Links,
) -> Result<Option<Order>> {
    let row = orders!(
        r#"
        (
            select json_agg(item)
            from (
                select
                    id, order_id, product_id, variant_id, sku, product_name, product_image_url,
                    quantity,
                    rented_quantity, unit_price_minor, setup_fee_minor, contract_length,
                    list_price_minor, list_price_source, acquisition_cost_minor,
                    acquisition_cost_source,
                    case
                        when $3 and (rented_quantity > 0 or orders.order_type = 'extension')
                        then array(
                            select link.subscription_id
                            from order_item_subscriptions link
                            where link.tenant_id = $1
                                and link.order_id = order_items.order_id
                                and link.order_item_id = order_items.id
                            order by link.subscription_id
                        )
                    end as subscription_ids
                from order_items
                where tenant_id = $1 and order_id = orders.id
                order by position
            ) item
        ) as "items: Json<Vec<ItemRow>>"
        "#,
        tenant as _,
        &[id] as _,
        links == Links::With,
    )
    .fetch_optional(conn)
    .await?;
    let order = row.map(OrderRow::into_order).transpose();
    order.map_err(Error::internal)
}

/// The orders with these ids, in the order of the ids; unknown ones are left out.
///
/// Two statements, for items as rows cost half of items as JSON: run it in a transaction that sees
/// one moment (`db::read`).
pub(in crate::orders) async fn find_many(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[OrderId],
) -> Result<Vec<Order>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = orders!(
        r#"null::json as "items: Json<Vec<ItemRow>>""#,
        tenant as _,
        ids as _,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut items: HashMap<Uuid, Vec<ItemRow>> = HashMap::with_capacity(rows.len());
    for item in item_rows(conn, tenant, ids).await? {
        items.entry(item.order_id).or_default().push(item);
    }
    let mut orders = rows
        .into_iter()
        .map(|mut row| {
            row.items = items.remove(&row.id.as_uuid()).map(Json);
            row.into_order()
        })
        .collect::<Result<Vec<Order>, _>>()
        .map_err(Error::internal)?;
    let places: HashMap<OrderId, usize> = ids.iter().copied().zip(0..).collect();
    orders.sort_by_key(|order| places.get(&order.id));
    Ok(orders)
}

async fn item_rows(
    conn: &mut PgConnection,
    tenant: TenantId,
    orders: &[OrderId],
) -> Result<Vec<ItemRow>> {
    let rows = sqlx::query_as!(
        ItemRow,
        r#"
        select
            id, order_id, product_id, variant_id, sku, product_name, product_image_url, quantity,
            rented_quantity, unit_price_minor as "unit_price_minor: Minor",
            setup_fee_minor as "setup_fee_minor: Minor", contract_length,
            list_price_minor as "list_price_minor: Minor",
            list_price_source as "list_price_source: ListPriceSource",
            acquisition_cost_minor as "acquisition_cost_minor: Minor",
            acquisition_cost_source as "acquisition_cost_source: AcquisitionCostSource",
            array(
                select link.subscription_id
                from order_item_subscriptions link
                where link.tenant_id = $1
                    and link.order_id = item.order_id
                    and link.order_item_id = item.id
                order by link.subscription_id
            ) as subscription_ids
        from order_items item
        where tenant_id = $1 and order_id = any($2)
        order by order_id, position
        "#,
        tenant as _,
        orders as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}
