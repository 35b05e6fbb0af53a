//! New orders: one statement for all of them and their items.
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{derived, items::NewItemRow};
use crate::{
    customers::{Address, CustomerType},
    error::Result,
    kernel::{
        id::{BillingGroupId, TenantId},
        money::Minor,
        schedule::PaymentTerms,
    },
    orders::{
        ExtensionDetails, Order, OrderStatus, OrderType, UpgradeDetails, duplicate::Fingerprint,
    },
};

/// An order to be stored, with what tells it from a duplicate if the tenant asks for that.
#[derive(Debug)]
pub(in crate::orders) struct NewOrder {
    pub(in crate::orders) order: Order,
    pub(in crate::orders) fingerprint: Option<Fingerprint>,
    /// Whether its customer is named other than their record is.
    pub(in crate::orders) is_new_spelling: bool,
}

/// A new order as a row in JSON, by names of columns.
#[derive(Serialize)]
struct NewOrderRow<'a> {
    id: Uuid,
    external_id: Option<&'a str>,
    status: OrderStatus,
    order_type: OrderType,
    customer_id: Uuid,
    customer_email: &'a str,
    customer_first_name: &'a str,
    customer_last_name: &'a str,
    customer_company: Option<&'a str>,
    customer_phone: Option<&'a str>,
    customer_registration_number: Option<&'a str>,
    customer_vat_number: Option<&'a str>,
    customer_type: CustomerType,
    payment_terms: PaymentTerms,
    billing_address: &'a Address,
    shipping_address: &'a Address,
    subtotal_minor: Minor,
    tax_amount_minor: Minor,
    total_minor: Minor,
    tax_rate_ppm: i32,
    tax_inclusive: bool,
    total_contract_value_minor: Minor,
    currency: &'static str,
    total_devices: u32,
    custom_fields: Option<&'a Value>,
    billing_group_id: Option<Uuid>,
    notes: Option<&'a str>,
    extension_details: Option<&'a ExtensionDetails>,
    upgrade_details: Option<&'a UpgradeDetails>,
    fingerprint: Option<String>,
    confirmed_at: Option<DateTime<Utc>>,
    created_by: &'a str,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl<'a> From<&'a NewOrder> for NewOrderRow<'a> {
    fn from(new: &'a NewOrder) -> Self {
        let order = &new.order;
        let (customer, totals) = (&order.customer, &order.totals);
        Self {
            id: order.id.as_uuid(),
            external_id: order.external_id.as_deref(),
            status: order.status,
            order_type: order.order_type,
            customer_id: customer.customer_id.as_uuid(),
            customer_email: &customer.email,
            customer_first_name: &customer.first_name,
            customer_last_name: &customer.last_name,
            customer_company: customer.company.as_deref(),
            customer_phone: customer.phone.as_deref(),
            customer_registration_number: customer.registration_number.as_deref(),
            customer_vat_number: customer.vat_number.as_deref(),
            customer_type: customer.customer_type,
            payment_terms: customer.payment_terms,
            billing_address: &order.billing_address,
            shipping_address: &order.shipping_address,
            subtotal_minor: totals.subtotal,
            tax_amount_minor: totals.tax_amount,
            total_minor: totals.total,
            tax_rate_ppm: order.tax_rate.ppm(),
            tax_inclusive: order.tax_inclusive,
            total_contract_value_minor: totals.total_contract_value,
            currency: order.currency.code(),
            total_devices: totals.total_devices,
            custom_fields: order.custom_fields.as_ref(),
            billing_group_id: order.billing_group_id.map(BillingGroupId::as_uuid),
            notes: order.notes.as_deref(),
            extension_details: order.extension_details.as_ref(),
            upgrade_details: order.upgrade_details.as_ref(),
            fingerprint: new.fingerprint.map(bytea),
            confirmed_at: order.confirmed_at,
            created_by: &order.created_by,
            version: order.version,
            created_at: order.created_at,
            updated_at: order.updated_at,
        }
    }
}

/// Bytes as PostgreSQL writes them.
fn bytea(bytes: Fingerprint) -> String {
    let hex = bytes.iter().map(|byte| format!("{byte:02x}"));
    std::iter::once("\\x".to_owned()).chain(hex).collect()
}

/// Adds new orders with their items; how many were added. One whose external id another order has
/// is left out.
pub(in crate::orders) async fn insert(
    conn: &mut PgConnection,
    tenant: TenantId,
    new: &[NewOrder],
) -> Result<usize> {
    let inserted = if new.is_empty() {
        0
    } else {
        insert_rows(conn, tenant, new).await?
    };
    if inserted == new.len() {
        derived::record(conn, tenant, new).await?;
    }
    Ok(inserted)
}

async fn insert_rows(conn: &mut PgConnection, tenant: TenantId, new: &[NewOrder]) -> Result<usize> {
    let orders: Vec<NewOrderRow<'_>> = new.iter().map(NewOrderRow::from).collect();
    let items: Vec<NewItemRow<'_>> = new
        .iter()
        .flat_map(|new| NewItemRow::all(new.order.id, &new.order.items))
        .collect();
    let inserted = sqlx::query_scalar!(
        r#"
        with added as (
            insert into orders
                (tenant_id, id, external_id, status, order_type, customer_id, customer_email,
                 customer_first_name, customer_last_name, customer_company, customer_phone,
                 customer_type, payment_terms, billing_address, shipping_address, subtotal_minor,
                 tax_amount_minor, total_minor, tax_rate_ppm, tax_inclusive,
                 total_contract_value_minor, currency, total_devices, custom_fields,
                 billing_group_id, notes, extension_details, upgrade_details, fingerprint,
                 confirmed_at, created_by, version, created_at, updated_at, rented_devices,
                 payment_status, payment_manually_marked, customer_registration_number,
                 customer_vat_number)
            select
                $1, id, external_id, status, order_type, customer_id, customer_email,
                customer_first_name, customer_last_name, customer_company, customer_phone,
                customer_type, payment_terms, billing_address, shipping_address, subtotal_minor,
                tax_amount_minor, total_minor, tax_rate_ppm, tax_inclusive,
                total_contract_value_minor, currency, total_devices, custom_fields,
                billing_group_id, notes, extension_details, upgrade_details, fingerprint,
                confirmed_at, created_by, version, created_at, updated_at, 0, 'pending', false,
                customer_registration_number, customer_vat_number
            from jsonb_populate_recordset(null::orders, $2)
            on conflict (tenant_id, external_id) do nothing
            returning id
        ),
        with_items as (
            insert into order_items
                (tenant_id, order_id, position, rented_quantity, id, product_id, variant_id, sku,
                 product_name, product_image_url, quantity, unit_price_minor, setup_fee_minor,
                 contract_length, list_price_minor, list_price_source, acquisition_cost_minor,
                 acquisition_cost_source)
            select
                $1, item.order_id, item.position, 0, item.id, item.product_id, item.variant_id,
                item.sku, item.product_name, item.product_image_url, item.quantity,
                item.unit_price_minor, item.setup_fee_minor, item.contract_length,
                item.list_price_minor, item.list_price_source, item.acquisition_cost_minor,
                item.acquisition_cost_source
            from jsonb_populate_recordset(null::order_items, $3) item
            join added on added.id = item.order_id
        )
        select count(*) as "count!" from added
        "#,
        tenant as _,
        Json(orders) as _,
        Json(items) as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(usize::try_from(inserted).unwrap_or_default())
}
