//! Another attempt to collect a payment that failed, because a person asks for it.
use super::{
    collect::{self, Claim},
    model::Payment,
    provider, save,
    state::PaymentStatus,
};
use crate::{
    app::App,
    auth::Tenant,
    change::Change,
    error::{Code, Error, Result},
    kernel::id::PaymentId,
};

/// Claims a failed payment for another attempt, however many were made.
pub(super) async fn begin(change: &mut Change, id: PaymentId) -> Result<Claim> {
    let before = save::lock(change, id).await?;
    change.expect_version(before.version)?;
    let status = before.status.retry()?;
    let collector = change.tenant().settings.collection.collector;
    if !provider::collects(collector) {
        return Err(Error::refused(
            Code::PaymentNotRetryable,
            "Payments of this tenant are collected by hand: mark it as paid when the money came, or \
             choose another collector in the settings.",
        ));
    }
    collect::claim(change, &before, status, collector).await
}

/// Asks for the money. A provider that cannot be reached leaves the attempt to the scheduler.
pub(super) async fn attempt(app: &App, tenant: &Tenant, claim: Claim) -> Result<()> {
    let id = claim.payment();
    if let Err(error) = collect::perform(app, tenant, claim).await {
        tracing::warn!(payment.id = %id, %error, "an attempt is left to the scheduler");
    }
    Ok(())
}

/// What became of the attempt, and the payment.
pub(super) async fn outcome(change: &mut Change, id: PaymentId) -> Result<(&'static str, Payment)> {
    let payment = save::lock(change, id).await?;
    let message = match payment.status {
        PaymentStatus::Paid => "Payment collected",
        PaymentStatus::Failed => "Payment failed again",
        PaymentStatus::Pending | PaymentStatus::Processing | PaymentStatus::Cancelled => {
            "Payment is being collected"
        }
    };
    Ok((message, payment))
}
