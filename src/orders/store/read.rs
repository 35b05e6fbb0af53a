//! Reading orders whole: one pair of statements for one order, a locked one and a page.
use std::collections::HashMap;

use sqlx::{PgConnection, types::Json};

use super::row::{ItemRow, OrderRow, assemble};
use crate::{
    customers::{Address, CustomerType},
    error::Result,
    kernel::{
        currency::Currency,
        id::{
            BillingGroupId, CustomerId, OrderId, OrderItemId, ProductId, SubscriptionId, TenantId,
            VariantId,
        },
        money::Minor,
        schedule::PaymentTerms,
        tax::TaxRate,
    },
    orders::{
        AcquisitionCostSource, ExtensionDetails, ListPriceSource, Order, OrderPaymentStatus,
        OrderStatus, OrderType, PaymentMethod, UpgradeDetails,
    },
};

/// An order with its items.
pub(in crate::orders) async fn find(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: OrderId,
) -> Result<Option<Order>> {
    Ok(find_many(conn, tenant, &[id]).await?.pop())
}

/// An order with its items, locked until the transaction ends.
pub(in crate::orders) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: OrderId,
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
        Some(id) => find(conn, tenant, id).await,
        None => Ok(None),
    }
}

/// The orders with these ids, in the order of the ids; unknown ones are left out.
pub(in crate::orders) async fn find_many(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[OrderId],
) -> Result<Vec<Order>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = order_rows(conn, tenant, ids).await?;
    let items = item_rows(conn, tenant, ids).await?;
    let mut orders: HashMap<OrderId, Order> = assemble(rows, items)?
        .into_iter()
        .map(|order| (order.id, order))
        .collect();
    Ok(ids.iter().filter_map(|id| orders.remove(id)).collect())
}

async fn order_rows(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[OrderId],
) -> Result<Vec<OrderRow>> {
    let rows = sqlx::query_as!(
        OrderRow,
        r#"
        select
            id as "id: OrderId", external_id, status as "status: OrderStatus",
            order_type as "order_type: OrderType", customer_id as "customer_id: CustomerId",
            customer_email, customer_first_name, customer_last_name, customer_company,
            customer_phone, customer_type as "customer_type: CustomerType",
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
            confirmed_at, cancelled_at, cancel_reason, created_by, version, created_at, updated_at
        from orders
        where tenant_id = $1 and id = any($2)
        "#,
        tenant as _,
        ids as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
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
            id as "id: OrderItemId", order_id as "order_id: OrderId",
            product_id as "product_id: ProductId", variant_id as "variant_id: VariantId", sku,
            product_name, product_image_url, quantity, rented_quantity,
            unit_price_minor as "unit_price_minor: Minor",
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
            ) as "subscription_ids!: Vec<SubscriptionId>"
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
