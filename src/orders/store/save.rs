//! Writing an order back whole, but for its items.
use sqlx::{PgConnection, types::Json};

use crate::{
    error::{Error, Result},
    kernel::id::{OrderId, TenantId},
    orders::Order,
};

/// Writes everything about a locked order that can change.
pub(in crate::orders) async fn save(
    conn: &mut PgConnection,
    tenant: TenantId,
    order: &Order,
) -> Result<()> {
    if update(conn, tenant, order).await? == 1 {
        Ok(())
    } else {
        Err(Error::internal(anyhow::anyhow!(
            "order {} is not there",
            order.id
        )))
    }
}

/// Lets a locked order answer no more for a new one that equals what it once was.
pub(in crate::orders) async fn forget_fingerprint(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: OrderId,
) -> Result<()> {
    sqlx::query!(
        "update orders set fingerprint = null where tenant_id = $1 and id = $2",
        tenant as _,
        id as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn update(conn: &mut PgConnection, tenant: TenantId, order: &Order) -> Result<u64> {
    let (customer, totals, payment) = (&order.customer, &order.totals, &order.payment);
    let done = sqlx::query!(
        "
        update orders
        set status = $3, customer_id = $4, customer_email = $5, customer_first_name = $6,
            customer_last_name = $7, customer_company = $8, customer_phone = $9,
            customer_type = $10, payment_terms = $11, billing_address = $12,
            shipping_address = $13, subtotal_minor = $14, tax_amount_minor = $15,
            total_minor = $16, total_contract_value_minor = $17, total_devices = $18,
            payment_status = $19, payment_method = $20, payment_transaction_id = $21,
            payment_paid_minor = $22, payment_manually_marked = $23, custom_fields = $24,
            billing_group_id = $25, tracking_number = $26, shipped_at = $27, notes = $28,
            confirmed_at = $29, cancelled_at = $30, cancel_reason = $31, version = $32,
            updated_at = $33, customer_registration_number = $34, customer_vat_number = $35
        where tenant_id = $1 and id = $2
        ",
        tenant as _,
        order.id as _,
        order.status as _,
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
        totals.total_contract_value as _,
        i64::from(totals.total_devices),
        payment.status as _,
        payment.method as _,
        payment.transaction_id,
        payment.paid_amount as _,
        payment.manually_marked,
        order.custom_fields,
        order.billing_group_id as _,
        order.tracking_number,
        order.shipped_at,
        order.notes,
        order.confirmed_at,
        order.cancelled_at,
        order.cancel_reason,
        order.version,
        order.updated_at,
        customer.registration_number,
        customer.vat_number,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}
