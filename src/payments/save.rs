//! Storing a changed payment, with all that shows it: its timeline, its subscriptions, the payments
//! that were merged into it.
use serde_json::json;

use super::{
    merged,
    model::{Payment, PaymentType},
    state::PaymentStatus,
    store,
};
use crate::{
    assets,
    change::Change,
    customers::{self, Figures},
    error::{Error, Result},
    kernel::{
        id::{CustomerId, PaymentId},
        money::Minor,
    },
    timeline::{self, Changes, EntityType, Entry},
    webhooks::{self, Event, EventType},
};

/// Locks the customer of a payment, then the payment.
pub(super) async fn lock_with_customer(
    change: &mut Change,
    id: PaymentId,
) -> Result<(CustomerId, Payment)> {
    let tenant = change.tenant().id;
    let customer = store::customer_of(change.conn(), tenant, id)
        .await?
        .ok_or_else(|| Error::not_found("payment", id))?;
    customers::lock(change.conn(), tenant, customer).await?;
    Ok((customer, lock(change, id).await?))
}

/// Locks a payment.
pub(super) async fn lock(change: &mut Change, id: PaymentId) -> Result<Payment> {
    let tenant = change.tenant().id;
    store::lock(change.conn(), tenant, id)
        .await?
        .ok_or_else(|| Error::not_found("payment", id))
}

/// Stores a payment as a new version, with its timeline entry. Its subscriptions, whose answers show
/// what is collected and due, become new versions too, and so do the assets that brought the money.
pub(super) async fn save(
    change: &mut Change,
    before: &Payment,
    mut after: Payment,
    (action, summary): (&'static str, &str),
) -> Result<Payment> {
    let (tenant, now) = (change.tenant().id, change.now());
    after.version += 1;
    after.updated_at = now;
    store::update(change.conn(), tenant, &after).await?;
    let subscriptions = match after.payment_type {
        PaymentType::Individual => after.subscription_id.into_iter().collect(),
        PaymentType::Consolidated => merged::follow(change, before, &after).await?,
    };
    store::touch_subscriptions(change.conn(), tenant, &subscriptions, now).await?;
    let entry = Entry {
        entity_type: EntityType::Payment,
        entity_id: after.id.to_string(),
        action,
        summary: summary.to_owned(),
        changes: changes(before, &after),
    };
    timeline::record(change, entry);
    if [before.status, after.status].contains(&PaymentStatus::Paid) {
        assets::recount(change, &subscriptions).await?;
    }
    Ok(after)
}

fn changes(before: &Payment, after: &Payment) -> Changes {
    Changes::none()
        .with("status", &before.status, &after.status)
        .with("paidAt", &before.paid_at, &after.paid_at)
        .with(
            "paymentMethod",
            &before.payment_method,
            &after.payment_method,
        )
        .with(
            "paymentReference",
            &before.payment_reference,
            &after.payment_reference,
        )
        .with("cancelReason", &before.cancel_reason, &after.cancel_reason)
        .with(
            "lastCaptureError",
            &before.last_capture_error,
            &after.last_capture_error,
        )
        .with("nextRetryAt", &before.next_retry_at, &after.next_retry_at)
        .with(
            "lateFeeApplied",
            &before.late_fee_applied,
            &after.late_fee_applied,
        )
        .with("refundedAt", &before.refunded_at, &after.refunded_at)
        .with("notes", &before.notes, &after.notes)
}

/// Adds to a locked customer's figures what a payment brought without tax, or takes it off.
pub(super) async fn add_collected(
    change: &mut Change,
    customer: CustomerId,
    collected: Minor,
) -> Result<()> {
    let figures = Figures {
        collected,
        ..Figures::default()
    };
    customers::add_figures(change, customer, figures).await?;
    Ok(())
}

/// What no stored payment can meet: its amounts are bound by the table's checks.
pub(super) fn out_of_range(id: PaymentId) -> Error {
    Error::internal(anyhow::anyhow!("amounts of payment {id} are out of range"))
}

/// Tells the world what became of a payment.
pub(super) fn announce(change: &mut Change, event_type: EventType, payment: &Payment) {
    let event = Event {
        event_type,
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
    };
    webhooks::record(change, event);
}
