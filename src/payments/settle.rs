//! What a person decides about a payment: it was paid, or it is called off.
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::{
    body::{CancelPaymentBody, MarkPaidBody},
    model::{Payment, Provider},
    store,
};
use crate::{
    change::Change,
    customers::{self, Figures},
    error::{Error, Fault, Result},
    kernel::id::PaymentId,
    timeline::{self, Changes, EntityType, Entry},
    webhooks::{self, Event, EventType},
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
    let tenant = change.tenant().id;
    let customer = store::customer_of(change.conn(), tenant, id)
        .await?
        .ok_or_else(|| Error::not_found("payment", id))?;
    customers::lock(change.conn(), tenant, customer).await?;
    let before = lock(change, id).await?;
    change.expect_version(before.version)?;
    let after = Payment {
        status: before.status.mark_paid()?,
        provider: Some(Provider::Manual),
        manually_marked: true,
        marked_by: Some(change.tenant().actor().user_id.clone()),
        paid_at: Some(paid_at),
        payment_reference: receipt
            .payment_reference
            .clone()
            .or(before.payment_reference.clone()),
        notes: receipt.notes.clone().or(before.notes.clone()),
        next_retry_at: None,
        ..before.clone()
    };
    let after = save(
        change,
        &before,
        after,
        ("payment.marked_paid", "Payment marked as paid"),
    )
    .await?;
    let collected = after
        .net()
        .ok_or_else(|| Error::internal(anyhow::anyhow!("payment {id} has more tax than total")))?;
    let figures = Figures {
        collected,
        ..Figures::default()
    };
    customers::add_figures(change, customer, figures).await?;
    webhooks::record(change, succeeded(&after));
    Ok(after)
}

/// Calls a payment off. Nothing was collected, so no figure moves.
pub(super) async fn cancel(
    change: &mut Change,
    id: PaymentId,
    body: &CancelPaymentBody,
) -> Result<Payment> {
    let before = lock(change, id).await?;
    change.expect_version(before.version)?;
    let after = Payment {
        status: before.status.cancel()?,
        cancelled_at: Some(change.now()),
        cancel_reason: Some(body.reason.clone()),
        next_retry_at: None,
        ..before.clone()
    };
    save(
        change,
        &before,
        after,
        ("payment.cancelled", "Payment cancelled"),
    )
    .await
}

async fn lock(change: &mut Change, id: PaymentId) -> Result<Payment> {
    let tenant = change.tenant().id;
    store::lock(change.conn(), tenant, id)
        .await?
        .ok_or_else(|| Error::not_found("payment", id))
}

/// Stores a settled payment as a new version, with its timeline entry. Its subscription, whose
/// answer shows what is collected and due, becomes a new version too.
async fn save(
    change: &mut Change,
    before: &Payment,
    mut after: Payment,
    (action, summary): (&'static str, &str),
) -> Result<Payment> {
    let tenant = change.tenant().id;
    after.version += 1;
    after.updated_at = change.now();
    store::settle(change.conn(), tenant, &after).await?;
    if let Some(subscription) = after.subscription_id {
        let now = after.updated_at;
        store::touch_subscription(change.conn(), tenant, subscription, now).await?;
    }
    let changes = Changes::none()
        .with("status", &before.status, &after.status)
        .with("paidAt", &before.paid_at, &after.paid_at)
        .with(
            "paymentReference",
            &before.payment_reference,
            &after.payment_reference,
        )
        .with("cancelReason", &before.cancel_reason, &after.cancel_reason)
        .with("notes", &before.notes, &after.notes);
    let entry = Entry {
        entity_type: EntityType::Payment,
        entity_id: after.id.to_string(),
        action,
        summary: summary.to_owned(),
        changes,
    };
    timeline::record(change, entry);
    Ok(after)
}

/// When it was paid: now, unless the body says; at most a day ahead.
fn paid_at(change: &Change, receipt: &MarkPaidBody) -> Result<DateTime<Utc>> {
    let paid_at = receipt.paid_at.unwrap_or_else(|| change.now());
    if paid_at.signed_duration_since(change.now()) > AHEAD_MAX {
        return Err(Error::fault(Fault::shape(
            "paidAt",
            "invalid_date",
            "Lies in the future. Send when the money came.",
        )));
    }
    Ok(paid_at)
}

fn succeeded(payment: &Payment) -> Event {
    Event {
        event_type: EventType::PaymentSucceeded,
        entity_type: EntityType::Payment,
        entity_id: payment.id.to_string(),
        data: json!({
            "paymentId": payment.id,
            "customerId": payment.customer_id,
            "subscriptionId": payment.subscription_id,
            "rentalId": payment.subscription_id,
            "billingPeriod": payment.billing_period,
            "dueDate": payment.due_date,
            "paidAt": payment.paid_at,
            "status": payment.status,
        }),
    }
}
