//! A new order: one statement for it, one for all its items.
use sqlx::{PgConnection, types::Json};

use super::{derived, items};
use crate::{error::Result, kernel::id::TenantId, orders::Order};

/// Adds a new order with its items. False when another order has its external id: then nothing was
/// written.
pub(in crate::orders) async fn insert(
    conn: &mut PgConnection,
    tenant: TenantId,
    order: &Order,
    fingerprint: Option<&[u8]>,
) -> Result<bool> {
    let inserted = insert_order(conn, tenant, order, fingerprint).await?;
    if inserted {
        items::insert(conn, tenant, order.id, &order.items).await?;
        derived::record(conn, tenant, &[order]).await?;
    }
    Ok(inserted)
}

async fn insert_order(
    conn: &mut PgConnection,
    tenant: TenantId,
    order: &Order,
    fingerprint: Option<&[u8]>,
) -> Result<bool> {
    let (customer, totals) = (&order.customer, &order.totals);
    let done = sqlx::query!(
        "
        insert into orders
            (tenant_id, id, external_id, status, order_type, customer_id, customer_email,
             customer_first_name, customer_last_name, customer_company, customer_phone,
             customer_type, payment_terms, billing_address, shipping_address, subtotal_minor,
             tax_amount_minor, total_minor, tax_rate_ppm, tax_inclusive,
             total_contract_value_minor, currency, total_devices, custom_fields,
             billing_group_id, notes, extension_details, upgrade_details, fingerprint,
             created_by, version, created_at, updated_at, rented_devices, payment_status,
             payment_manually_marked)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $32, 0,
            'pending', false)
        on conflict (tenant_id, external_id) do nothing
        ",
        tenant as _,
        order.id as _,
        order.external_id,
        order.status as _,
        order.order_type as _,
        customer.customer_id as _,
        customer.email,
        customer.first_name,
        customer.last_name,
        customer.company,
        customer.phone,
        customer.customer_type as _,
        customer.payment_terms as _,
        Json(&order.billing_address) as _,
        Json(&order.shipping_address) as _,
        totals.subtotal as _,
        totals.tax_amount as _,
        totals.total as _,
        order.tax_rate as _,
        order.tax_inclusive,
        totals.total_contract_value as _,
        order.currency as _,
        i64::from(totals.total_devices),
        order.custom_fields,
        order.billing_group_id as _,
        order.notes,
        order.extension_details.as_ref().map(Json) as _,
        order.upgrade_details.as_ref().map(Json) as _,
        fingerprint,
        order.created_by,
        order.version,
        order.created_at,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
