//! The bulk insert of a schedule.
use chrono::NaiveDate;
use sqlx::types::Json;

use crate::{
    change::Change,
    error::Result,
    kernel::id::PaymentId,
    payments::{model::LineItem, schedule::Payer},
};

/// One payment of a schedule: what differs from its neighbours.
pub(in crate::payments) struct Charge {
    pub(in crate::payments) id: PaymentId,
    pub(in crate::payments) idempotency_key: String,
    pub(in crate::payments) billing_period: String,
    pub(in crate::payments) description: String,
    pub(in crate::payments) due_date: NaiveDate,
    pub(in crate::payments) subtotal: i64,
    pub(in crate::payments) tax_amount: i64,
    pub(in crate::payments) total: i64,
    pub(in crate::payments) line_item: LineItem,
}

/// Stores all charges as pending payments, in one statement. The customer is locked.
pub(in crate::payments) async fn insert_all(
    change: &mut Change,
    payer: &Payer,
    charges: &[Charge],
) -> Result<()> {
    let (tenant, now) = (change.tenant().clone(), change.now());
    let ids: Vec<_> = charges.iter().map(|charge| charge.id).collect();
    let keys: Vec<_> = charges.iter().map(|c| c.idempotency_key.clone()).collect();
    let periods: Vec<_> = charges.iter().map(|c| c.billing_period.clone()).collect();
    let descriptions: Vec<_> = charges.iter().map(|c| c.description.clone()).collect();
    let due_dates: Vec<_> = charges.iter().map(|charge| charge.due_date).collect();
    let subtotals: Vec<_> = charges.iter().map(|charge| charge.subtotal).collect();
    let taxes: Vec<_> = charges.iter().map(|charge| charge.tax_amount).collect();
    let totals: Vec<_> = charges.iter().map(|charge| charge.total).collect();
    let line_items: Vec<_> = charges.iter().map(|c| Json([&c.line_item])).collect();
    sqlx::query!(
        "
        insert into payments
            (tenant_id, id, customer_id, subscription_id, billing_group_id, payment_type,
             idempotency_key, billing_period, description, subtotal_minor, tax_amount_minor,
             total_minor, tax_rate_ppm, currency, status, due_date, provider, manually_marked,
             capture_attempts, late_fee_applied, line_items, version, created_at, updated_at,
             customer_name_folded)
        select $1, id, $2, $3, $4, 'individual', key, period, description, subtotal, tax, total,
            $5, $6, 'pending', due_date, 'manual', false, 0, false, line_items, 1, $7, $7,
            (
                select lower(c.first_name || ' ' || c.last_name)
                from customers c
                where c.tenant_id = $1 and c.id = $2
            )
        from unnest($8::uuid[], $9::text[], $10::text[], $11::text[], $12::date[], $13::bigint[],
                    $14::bigint[], $15::bigint[], $16::jsonb[])
            as charge (id, key, period, description, due_date, subtotal, tax, total, line_items)
        ",
        tenant.id as _,
        payer.customer_id as _,
        payer.subscription_id as _,
        payer.billing_group_id as _,
        payer.tax_rate.ppm(),
        tenant.currency as _,
        now,
        &ids as _,
        &keys,
        &periods,
        &descriptions,
        &due_dates,
        &subtotals,
        &taxes,
        &totals,
        &line_items as _,
    )
    .execute(change.conn())
    .await?;
    Ok(())
}
