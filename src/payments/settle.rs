//! What a person decides about a payment: it was paid, or it is called off.
use chrono::{DateTime, TimeDelta, Utc};

use super::{
    body::{CancelPaymentBody, MarkPaidBody},
    model::{Payment, Provider},
    save,
};
use crate::{
    change::Change,
    error::{Error, Fault, Result},
    kernel::id::PaymentId,
    webhooks::EventType,
};

/// How far ahead of the server's clock a payment may say it was made, so that neither another
/// clock nor another time zone is refused.
const AHEAD_MAX: TimeDelta = TimeDelta::days(1);

/// Marks a payment as paid outside the system. The customer is locked before the payment, and what
/// they paid without tax is added to their figures.
pub(super) async fn mark_paid(
    change: &mut Change,
    id: PaymentId,
    receipt: &MarkPaidBody,
) -> Result<Payment> {
    let paid_at = paid_at(change, receipt)?;
    let (customer, before) = save::lock_with_customer(change, id).await?;
    change.expect_version(before.version)?;
    let after = Payment {
        status: before.status.mark_paid()?,
        provider: Some(Provider::Manual),
        manually_marked: true,
        marked_by: Some(change.tenant().actor().user_id.clone()),
        payment_method: receipt.payment_method,
        paid_at: Some(paid_at),
        payment_reference: receipt
            .payment_reference
            .clone()
            .or(before.payment_reference.clone()),
        notes: receipt.notes.clone().or(before.notes.clone()),
        next_retry_at: None,
        ..before.clone()
    };
    let after = save::save(
        change,
        &before,
        after,
        ("payment.marked_paid", "Payment marked as paid"),
    )
    .await?;
    let collected = after.net().ok_or_else(|| save::out_of_range(id))?;
    save::add_collected(change, customer, collected).await?;
    save::announce(change, EventType::PaymentSucceeded, &after);
    Ok(after)
}

/// Calls a payment off. Nothing was collected, so no figure moves. What was merged into it asks for its
/// own money again.
pub(super) async fn cancel(
    change: &mut Change,
    id: PaymentId,
    body: &CancelPaymentBody,
) -> Result<Payment> {
    let (_, before) = save::lock_with_customer(change, id).await?;
    change.expect_version(before.version)?;
    let after = Payment {
        status: before.status.cancel()?,
        cancelled_at: Some(change.now()),
        cancel_reason: Some(body.reason.clone()),
        next_retry_at: None,
        ..before.clone()
    };
    save::save(
        change,
        &before,
        after,
        ("payment.cancelled", "Payment cancelled"),
    )
    .await
}

/// When it was paid: now, unless the body says; at most a day ahead.
fn paid_at(change: &Change, receipt: &MarkPaidBody) -> Result<DateTime<Utc>> {
    let paid_at = receipt.paid_at.unwrap_or_else(|| change.now());
    if paid_at.signed_duration_since(change.now()) > AHEAD_MAX {
        return Err(Error::fault(Fault::shape(
            "paidAt",
            "invalid_date",
            "Lies in the future: give the moment when the money came.",
        )));
    }
    Ok(paid_at)
}
