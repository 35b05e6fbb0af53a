//! SQL for the sandbox's books.
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    error::Result,
    kernel::{
        currency::Currency,
        id::{PaymentId, TenantId},
        money::Minor,
        word::words,
    },
};

words! {
    /// What the sandbox was asked for.
    pub(in crate::payments) enum SandboxKind {
        /// To take money.
        Charge = "charge",
        /// To give money back.
        Refund = "refund",
    }
}

words! {
    /// What the sandbox did.
    pub(in crate::payments) enum SandboxResult {
        /// The money went over.
        Succeeded = "succeeded",
        /// It did not.
        Declined = "declined",
    }
}

/// A line of the sandbox's books.
#[derive(Debug, Clone)]
pub(in crate::payments) struct Booking {
    pub(in crate::payments) key: String,
    pub(in crate::payments) kind: SandboxKind,
    pub(in crate::payments) payment_id: PaymentId,
    pub(in crate::payments) amount: Minor,
    pub(in crate::payments) currency: Currency,
    pub(in crate::payments) outcome: SandboxResult,
    pub(in crate::payments) transaction_id: String,
    pub(in crate::payments) created_at: DateTime<Utc>,
}

/// Writes a line, unless there is one under its key; whether it did.
pub(in crate::payments) async fn book(
    conn: &mut PgConnection,
    tenant: TenantId,
    booking: &Booking,
) -> Result<bool> {
    let done = sqlx::query!(
        "
        insert into sandbox_charges
            (tenant_id, key, kind, payment_id, amount_minor, currency, outcome, transaction_id,
             created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (tenant_id, key) do nothing
        ",
        tenant as _,
        booking.key,
        booking.kind as _,
        booking.payment_id as _,
        booking.amount as _,
        booking.currency as _,
        booking.outcome as _,
        booking.transaction_id,
        booking.created_at,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The line under a key.
pub(in crate::payments) async fn booked(
    conn: &mut PgConnection,
    tenant: TenantId,
    key: &str,
) -> Result<Option<Booking>> {
    let booking = sqlx::query_as!(
        Booking,
        r#"
        select key, kind as "kind: SandboxKind", payment_id as "payment_id: PaymentId",
            amount_minor as "amount: Minor", currency as "currency: Currency",
            outcome as "outcome: SandboxResult", transaction_id, created_at
        from sandbox_charges
        where tenant_id = $1 and key = $2
        "#,
        tenant as _,
        key,
    )
    .fetch_optional(conn)
    .await?;
    Ok(booking)
}
