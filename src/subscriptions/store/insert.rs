//! New subscriptions.
use sqlx::{PgConnection, types::Json};

use crate::{kernel::id::TenantId, subscriptions::model::Subscription};

/// Stores a new subscription. Its one unique constraint beside the key: an asset is in one active
/// subscription.
pub(in crate::subscriptions) async fn insert(
    conn: &mut PgConnection,
    tenant: TenantId,
    new: &Subscription,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into subscriptions
            (tenant_id, id, order_id, order_item_id, customer_id, customer_email, customer_name,
             serial_number, product_id, variant_id, sku, product_name, product_image_url, status,
             monthly_amount_minor, currency, original_contract_length, contract_length, start_date,
             end_date, billing_anchor, payment_terms, billing_group_id, list_price_minor,
             list_price_source, acquisition_cost_minor, acquisition_cost_source, costs_captured_at,
             upgrade_from_subscription_id, custom_fields, notes, ended_at, created_by, version,
             created_at, updated_at, tax_rate_ppm, tax_inclusive, extension_history, replacement_history,
             billing_interval)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35,
            $36, $37, $38, '[]', '[]', $39)
        ",
        tenant as _,
        new.id as _,
        new.order_id as _,
        new.order_item_id as _,
        new.customer_id as _,
        new.customer_email,
        new.customer_name,
        &new.serial_number as _,
        new.product_id as _,
        new.variant_id as _,
        new.sku,
        new.product_name,
        new.product_image_url,
        new.status as _,
        new.monthly_amount as _,
        new.currency as _,
        integer(new.original_contract_length)?,
        integer(new.contract_length)?,
        new.start_date,
        new.end_date,
        new.billing_anchor,
        new.payment_terms as _,
        new.billing_group_id as _,
        new.captured.list_price as _,
        new.captured.list_price_source as _,
        new.captured.acquisition_cost as _,
        new.captured.acquisition_cost_source as _,
        new.captured.at,
        new.upgrade_from as _,
        new.custom_fields.as_ref().map(Json) as _,
        new.notes,
        new.ended_at,
        new.created_by,
        new.version,
        new.created_at,
        new.updated_at,
        new.tax_rate as _,
        new.tax_inclusive,
        new.billing_interval as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Months as they are stored.
pub(super) fn integer(months: u32) -> sqlx::Result<i32> {
    i32::try_from(months).map_err(|cause| sqlx::Error::Encode(cause.into()))
}
