//! Reading and settling single payments.
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::{PgConnection, types::Json};

use super::refunds;
use crate::{
    auth::settings::Collector,
    error::Result,
    kernel::{
        currency::Currency,
        id::{BillingGroupId, CustomerId, PaymentId, SubscriptionId, TenantId},
        money::Minor,
        tax::TaxRate,
    },
    payments::{
        model::{CaptureError, LineItem, MeansOfPayment, Payment, PaymentType, Provider},
        state::PaymentStatus,
    },
};

/// A row of the table.
struct PaymentRow {
    id: PaymentId,
    customer_id: CustomerId,
    subscription_id: Option<SubscriptionId>,
    billing_group_id: Option<BillingGroupId>,
    payment_type: PaymentType,
    idempotency_key: String,
    billing_period: String,
    description: String,
    subtotal: Minor,
    tax_amount: Minor,
    total: Minor,
    tax_rate: TaxRate,
    currency: Currency,
    status: PaymentStatus,
    due_date: NaiveDate,
    provider: Option<Provider>,
    payment_method: Option<MeansOfPayment>,
    transaction_id: Option<String>,
    provider_response: Option<Value>,
    manually_marked: bool,
    payment_reference: Option<String>,
    marked_by: Option<String>,
    paid_at: Option<DateTime<Utc>>,
    cancelled_at: Option<DateTime<Utc>>,
    cancel_reason: Option<String>,
    capture_attempts: i32,
    last_capture_attempt: Option<DateTime<Utc>>,
    last_capture_error: Option<Json<CaptureError>>,
    next_retry_at: Option<DateTime<Utc>>,
    late_fee_applied: bool,
    late_fee: Option<Minor>,
    original_amount: Option<Minor>,
    line_items: Json<Vec<LineItem>>,
    collector: Option<Collector>,
    claimed_until: Option<DateTime<Utc>>,
    refunded: Minor,
    refunded_tax: Minor,
    refunded_at: Option<DateTime<Utc>>,
    consolidated_into: Option<PaymentId>,
    invoice_number: Option<String>,
    notes: Option<String>,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<PaymentRow> for Payment {
    fn from(row: PaymentRow) -> Self {
        Self {
            id: row.id,
            customer_id: row.customer_id,
            subscription_id: row.subscription_id,
            billing_group_id: row.billing_group_id,
            payment_type: row.payment_type,
            idempotency_key: row.idempotency_key,
            billing_period: row.billing_period,
            description: row.description,
            subtotal: row.subtotal,
            tax_amount: row.tax_amount,
            total: row.total,
            tax_rate: row.tax_rate,
            currency: row.currency,
            status: row.status,
            due_date: row.due_date,
            provider: row.provider,
            payment_method: row.payment_method,
            transaction_id: row.transaction_id,
            provider_response: row.provider_response,
            manually_marked: row.manually_marked,
            payment_reference: row.payment_reference,
            marked_by: row.marked_by,
            paid_at: row.paid_at,
            cancelled_at: row.cancelled_at,
            cancel_reason: row.cancel_reason,
            capture_attempts: row.capture_attempts,
            last_capture_attempt: row.last_capture_attempt,
            last_capture_error: row.last_capture_error.map(|Json(error)| error),
            next_retry_at: row.next_retry_at,
            late_fee_applied: row.late_fee_applied,
            late_fee: row.late_fee,
            original_amount: row.original_amount,
            line_items: row.line_items.0,
            collector: row.collector,
            claimed_until: row.claimed_until,
            refunded: row.refunded,
            refunded_tax: row.refunded_tax,
            refunded_at: row.refunded_at,
            refunds: Vec::new(),
            consolidated_into: row.consolidated_into,
            invoice_number: row.invoice_number,
            notes: row.notes,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A statement that yields payments of a tenant: its further conditions and its binds.
macro_rules! payments {
    ($tail:literal, $($bind:expr),+ $(,)?) => {
        sqlx::query_as!(
            PaymentRow,
            r#"
            select id as "id: PaymentId", customer_id as "customer_id: CustomerId",
                subscription_id as "subscription_id: SubscriptionId",
                billing_group_id as "billing_group_id: BillingGroupId",
                payment_type as "payment_type: PaymentType", idempotency_key, billing_period,
                description, subtotal_minor as "subtotal: Minor",
                tax_amount_minor as "tax_amount: Minor", total_minor as "total: Minor",
                tax_rate_ppm as "tax_rate: TaxRate", currency as "currency: Currency",
                status as "status: PaymentStatus", due_date, provider as "provider: Provider",
                payment_method as "payment_method: MeansOfPayment",
                transaction_id, provider_response, manually_marked, payment_reference, marked_by,
                paid_at, cancelled_at, cancel_reason, capture_attempts, last_capture_attempt,
                last_capture_error as "last_capture_error: Json<CaptureError>", next_retry_at,
                late_fee_applied, late_fee_minor as "late_fee: Minor",
                original_amount_minor as "original_amount: Minor",
                line_items as "line_items: Json<Vec<LineItem>>",
                collector as "collector: Collector", claimed_until,
                refunded_minor as "refunded: Minor", refunded_tax_minor as "refunded_tax: Minor",
                refunded_at, consolidated_into as "consolidated_into: PaymentId",
                (
                    select number
                    from invoices
                    where invoices.tenant_id = $1 and invoices.payment_id = payments.id
                ) as invoice_number, notes, version,
                created_at, updated_at
            from payments
            where tenant_id = $1
            "# + $tail,
            $($bind),+
        )
    };
}

/// Payments by id, in no order.
pub(in crate::payments) async fn by_ids(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[PaymentId],
) -> Result<Vec<Payment>> {
    let rows = payments!("and id = any($2)", tenant as _, ids as _)
        .fetch_all(&mut *conn)
        .await?;
    with_refunds(conn, tenant, rows).await
}

/// One payment, locked. The customer must be locked before.
pub(in crate::payments) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: PaymentId,
) -> Result<Option<Payment>> {
    let rows = payments!("and id = $2 for no key update", tenant as _, id as _)
        .fetch_all(&mut *conn)
        .await?;
    Ok(with_refunds(conn, tenant, rows).await?.pop())
}

/// One payment, locked, unless somebody else has it locked. No other lock may be held.
pub(in crate::payments) async fn lock_free(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: PaymentId,
) -> Result<Option<Payment>> {
    let rows = payments!(
        "and id = $2 for no key update skip locked",
        tenant as _,
        id as _
    )
    .fetch_all(&mut *conn)
    .await?;
    Ok(with_refunds(conn, tenant, rows).await?.pop())
}

/// The payments that one payment asks for instead of them, locked, by id.
pub(in crate::payments) async fn lock_merged(
    conn: &mut PgConnection,
    tenant: TenantId,
    into: PaymentId,
) -> Result<Vec<Payment>> {
    let rows = payments!(
        "and consolidated_into = $2 order by id for no key update",
        tenant as _,
        into as _
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Payment::from).collect())
}

/// The open payments of a billing group's members that it asks for on a day: never tried, of periods
/// that have begun by then, and without an invoice of their own. Locked, by id; customer and group are
/// locked before.
pub(in crate::payments) async fn lock_mergeable(
    conn: &mut PgConnection,
    tenant: TenantId,
    group: BillingGroupId,
    day: NaiveDate,
) -> Result<Vec<Payment>> {
    let rows = payments!(
        "
        and subscription_id in (
            select s.id
            from subscriptions s
            where s.tenant_id = $1 and s.billing_group_id = $2 and s.status = 'active'
                and payments.due_date <= $3::date + case s.payment_terms
                    when 'net_7' then 7 when 'net_14' then 14 when 'net_30' then 30 else 0
                end
        )
        and status = 'pending' and payment_type = 'individual' and capture_attempts = 0
        and not late_fee_applied
        and not exists (
            select from invoices
            where invoices.tenant_id = $1 and invoices.payment_id = payments.id
        )
        order by id
        for no key update
        ",
        tenant as _,
        group as _,
        day,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Payment::from).collect())
}

/// The payments with what was given back of them.
async fn with_refunds(
    conn: &mut PgConnection,
    tenant: TenantId,
    rows: Vec<PaymentRow>,
) -> Result<Vec<Payment>> {
    let mut payments: Vec<Payment> = rows.into_iter().map(Payment::from).collect();
    let refunded = |payment: &&Payment| payment.refunded > Minor::ZERO;
    let ids: Vec<PaymentId> = payments.iter().filter(refunded).map(|p| p.id).collect();
    if ids.is_empty() {
        return Ok(payments);
    }
    for refund in refunds::of_payments(conn, tenant, &ids).await? {
        let payment = payments.iter_mut().find(|p| p.id == refund.payment_id);
        if let Some(payment) = payment {
            payment.refunds.push(refund);
        }
    }
    Ok(payments)
}

/// Stores all of a locked payment that may change, with the version. What it is for, whose and of
/// which subscription never changes.
pub(in crate::payments) async fn update(
    conn: &mut PgConnection,
    tenant: TenantId,
    payment: &Payment,
) -> Result<()> {
    sqlx::query!(
        "
        update payments
        set status = $3, provider = $4, manually_marked = $5, payment_reference = $6,
            marked_by = $7, paid_at = $8, cancelled_at = $9, cancel_reason = $10,
            next_retry_at = $11, notes = $12, version = $13, updated_at = $14,
            transaction_id = $15, provider_response = $16, capture_attempts = $17,
            last_capture_attempt = $18, last_capture_error = $19, collector = $20,
            claimed_until = $21, refunded_minor = $22, refunded_tax_minor = $23,
            refunded_at = $24, late_fee_applied = $25, late_fee_minor = $26,
            original_amount_minor = $27, total_minor = $28, payment_method = $29
        where tenant_id = $1 and id = $2
        ",
        tenant as _,
        payment.id as _,
        payment.status as _,
        payment.provider as _,
        payment.manually_marked,
        payment.payment_reference,
        payment.marked_by,
        payment.paid_at,
        payment.cancelled_at,
        payment.cancel_reason,
        payment.next_retry_at,
        payment.notes,
        payment.version,
        payment.updated_at,
        payment.transaction_id,
        payment.provider_response,
        payment.capture_attempts,
        payment.last_capture_attempt,
        payment.last_capture_error.as_ref().map(Json) as _,
        payment.collector as _,
        payment.claimed_until,
        payment.refunded as _,
        payment.refunded_tax as _,
        payment.refunded_at,
        payment.late_fee_applied,
        payment.late_fee as _,
        payment.original_amount as _,
        payment.total as _,
        payment.payment_method as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}
