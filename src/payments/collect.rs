//! Collecting a payment: claimed in one transaction, asked for outside of any, recorded in another.
//!
//! Whoever dies in between leaves the claim, and whoever finds it later asks again under the same key:
//! the provider moves the money once. A claim stands apart from the payment's state, for a person may
//! mark it as paid while the provider is being asked; what then comes in twice is given back.
use serde_json::json;

use super::{
    attempt::{self, LEASE},
    model::{MeansOfPayment, Payment, Refund, RefundStatus},
    provider::{self, Card, Outcome, Transfer},
    save::{self, add_collected, announce, out_of_range},
    state::PaymentStatus,
    store,
};
use crate::{
    app::App,
    auth::{Tenant, settings::Collector},
    change::{Change, run_as_system},
    error::Result,
    kernel::{
        id::{CustomerId, PaymentId, RefundId},
        money::Minor,
    },
    webhooks::EventType,
};

/// An attempt that is under way: what is asked of whom.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    collector: Collector,
    transfer: Transfer,
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempted {
    /// The money came.
    Paid,
    /// It did not.
    Failed,
    /// Nobody knows yet.
    Unknown,
    /// Somebody else is at it, or it was done already.
    Nothing,
}

/// Claims a locked payment for an attempt to collect it, of which this is the first transaction.
pub(super) async fn claim(
    change: &mut Change,
    before: &Payment,
    status: PaymentStatus,
    collector: Collector,
) -> Result<Claim> {
    let (tenant, now) = (change.tenant().id, change.now());
    let after = Payment {
        status,
        provider: None,
        collector: Some(collector),
        claimed_until: Some(now + LEASE),
        capture_attempts: before.capture_attempts.saturating_add(1),
        last_capture_attempt: Some(now),
        next_retry_at: None,
        version: before.version + 1,
        updated_at: now,
        ..before.clone()
    };
    store::update(change.conn(), tenant, &after).await?;
    Ok(Claim::of(&after, collector))
}

/// Claims a payment that is due, or whose attempt nobody came back from. None where somebody else has
/// it, or nothing is to be done any more.
pub(super) async fn claim_due(change: &mut Change, id: PaymentId) -> Result<Option<Claim>> {
    let (tenant, now) = (change.tenant().id, change.now());
    let Some(payment) = store::lock_free(change.conn(), tenant, id).await? else {
        return Ok(None);
    };
    if let (Some(until), Some(collector)) = (payment.claimed_until, payment.collector) {
        if until > now {
            return Ok(None);
        }
        let again = Payment {
            claimed_until: Some(now + LEASE),
            ..payment.clone()
        };
        store::update(change.conn(), tenant, &again).await?;
        return Ok(Some(Claim::of(&payment, collector)));
    }
    let collector = change.tenant().settings.collection.collector;
    let is_due = match payment.status {
        PaymentStatus::Pending => {
            payment.due_date <= change.today()
                && !store::due::waits_for_group(change.conn(), tenant, id).await?
        }
        PaymentStatus::Failed => payment.next_retry_at.is_some_and(|at| at <= now),
        PaymentStatus::Processing | PaymentStatus::Paid | PaymentStatus::Cancelled => false,
    };
    match payment.status.collect() {
        Some(status) if is_due && provider::collects(collector) => {
            Ok(Some(claim(change, &payment, status, collector).await?))
        }
        Some(_) | None => Ok(None),
    }
}

/// Asks for the money of a claimed payment, and records what became of it.
pub(super) async fn perform(app: &App, tenant: &Tenant, claim: Claim) -> Result<Attempted> {
    let provider = provider::provider(app, tenant, claim.collector);
    let outcome = provider.charge(&claim.transfer).await?;
    run_as_system(
        app,
        (tenant, &(claim, outcome)),
        |change, (claim, outcome)| Box::pin(record(change, claim, outcome)),
    )
    .await
}

impl Claim {
    /// Of which payment.
    pub(super) const fn payment(&self) -> PaymentId {
        self.transfer.payment_id
    }

    /// The attempt that a payment's columns tell of: the same whoever reads them.
    fn of(payment: &Payment, collector: Collector) -> Self {
        Self {
            collector,
            transfer: Transfer {
                key: format!("{}:{}", payment.id, payment.capture_attempts),
                payment_id: payment.id,
                attempt: payment.capture_attempts,
                amount: payment.total,
                currency: payment.currency,
            },
        }
    }
}

/// Records what a provider said, unless somebody else did.
async fn record(change: &mut Change, claim: &Claim, outcome: &Outcome) -> Result<Attempted> {
    let id = claim.transfer.payment_id;
    let (customer, before) = save::lock_with_customer(change, id).await?;
    let is_open =
        before.claimed_until.is_some() && before.capture_attempts == claim.transfer.attempt;
    if !is_open {
        return Ok(Attempted::Nothing);
    }
    match (outcome, before.status) {
        (Outcome::NoAnswer, _) => {
            // Asked again when the claim is over.
            Ok(Attempted::Unknown)
        }
        (
            Outcome::Succeeded {
                transaction_id,
                card,
            },
            PaymentStatus::Processing,
        ) => {
            let receipt = (&**transaction_id, card.as_ref());
            succeed(change, (customer, &before), (claim, receipt)).await?;
            Ok(Attempted::Paid)
        }
        (Outcome::Declined(_), PaymentStatus::Processing) => {
            fail(change, &before, outcome).await?;
            Ok(Attempted::Failed)
        }
        (Outcome::Succeeded { .. }, _) => {
            give_back(change, &before, claim).await?;
            Ok(Attempted::Paid)
        }
        (Outcome::Declined(_), _) => {
            let settled = Payment {
                claimed_until: None,
                ..before.clone()
            };
            let what = (
                "payment.capture_failed",
                "Collecting failed after it was paid",
            );
            save::save(change, &before, settled, what).await?;
            Ok(Attempted::Failed)
        }
    }
}

async fn succeed(
    change: &mut Change,
    (customer, before): (CustomerId, &Payment),
    (claim, (transaction_id, card)): (&Claim, (&str, Option<&Card>)),
) -> Result<()> {
    let mut response = json!({
        "provider": claim.collector,
        "status": "succeeded",
        "key": claim.transfer.key,
    });
    if let (Some(card), Some(told)) = (card, response.as_object_mut()) {
        told.insert("brand".to_owned(), json!(card.brand));
        told.insert("last4".to_owned(), json!(card.last4));
    }
    let after = Payment {
        status: PaymentStatus::Paid,
        paid_at: Some(change.now()),
        transaction_id: Some(transaction_id.to_owned()),
        payment_method: card.map(|_| MeansOfPayment::Card),
        provider_response: Some(response),
        claimed_until: None,
        last_capture_error: None,
        ..before.clone()
    };
    let after = save::save(
        change,
        before,
        after,
        ("payment.collected", "Payment collected"),
    )
    .await?;
    let collected = after.net().ok_or_else(|| out_of_range(after.id))?;
    add_collected(change, customer, collected).await?;
    announce(change, EventType::PaymentSucceeded, &after);
    Ok(())
}

async fn fail(change: &mut Change, before: &Payment, outcome: &Outcome) -> Result<()> {
    let error = match outcome {
        Outcome::Declined(error) => Some(error.clone()),
        Outcome::Succeeded { .. } | Outcome::NoAnswer => None,
    };
    let tenant = change.tenant();
    let rules = &tenant.settings.collection;
    let when = (change.now(), tenant.time_zone);
    let after = Payment {
        status: PaymentStatus::Failed,
        last_capture_error: error,
        next_retry_at: attempt::next_retry(rules, before.capture_attempts, when),
        claimed_until: None,
        ..before.clone()
    };
    let after = save::save(
        change,
        before,
        after,
        ("payment.failed", "Collecting failed"),
    )
    .await?;
    announce(change, EventType::PaymentFailed, &after);
    Ok(())
}

/// Has money given back that came in for a payment which was marked as paid meanwhile.
async fn give_back(change: &mut Change, before: &Payment, claim: &Claim) -> Result<()> {
    let (tenant, now) = (change.tenant().id, change.now());
    let refund = (claim.transfer.amount > Minor::ZERO).then(|| Refund {
        id: RefundId::generate(now),
        payment_id: before.id,
        amount: claim.transfer.amount,
        tax: before.tax_amount,
        reason: "Collected after it was marked as paid".to_owned(),
        status: RefundStatus::Pending,
        duplicate: true,
        collector: Some(claim.collector),
        transaction_id: None,
        created_by: change.tenant().actor().user_id.clone(),
        created_at: now,
        settled_at: None,
    });
    if let Some(refund) = refund {
        store::refunds::insert(change.conn(), tenant, &refund).await?;
    }
    let settled = Payment {
        claimed_until: None,
        ..before.clone()
    };
    let what = (
        "payment.collected_twice",
        "Collected after it was marked as paid; the money is given back",
    );
    save::save(change, before, settled, what).await?;
    Ok(())
}
