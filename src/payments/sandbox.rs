//! A provider that moves no money and does as the tenant's settings tell it, with books of its own, so
//! that what is asked twice under one key happens once.
use futures::future::BoxFuture;

use super::{
    model::CaptureError,
    provider::{Card, Outcome, PaymentProvider, Transfer},
    store::sandbox::{self, Booking, SandboxKind, SandboxResult},
};
use crate::{
    app::App,
    auth::settings::SandboxOutcome,
    db,
    error::{Error, Result},
    kernel::id::TenantId,
};

/// The sandbox of a tenant.
pub(super) struct Sandbox {
    app: App,
    tenant: TenantId,
    told: Vec<SandboxOutcome>,
}

impl Sandbox {
    /// One that makes of the attempts of each payment what it is `told`, in turn.
    pub(super) const fn new(app: App, tenant: TenantId, told: Vec<SandboxOutcome>) -> Self {
        Self { app, tenant, told }
    }

    /// Writes into the books under the transfer's key, in a transaction of its own, and tells what
    /// stands there; whether it was written just now.
    async fn book(
        &self,
        transfer: &Transfer,
        (kind, outcome): (SandboxKind, SandboxResult),
    ) -> Result<(Booking, bool)> {
        let booking = Booking {
            key: transfer.key.clone(),
            kind,
            payment_id: transfer.payment_id,
            amount: transfer.amount,
            currency: transfer.currency,
            outcome,
            transaction_id: format!("sandbox_{}", transfer.key),
            created_at: self.app.clock().now(),
        };
        let mut tx = db::begin(self.app.pool(), self.tenant).await?;
        let is_new = sandbox::book(&mut tx, self.tenant, &booking).await?;
        let booked = sandbox::booked(&mut tx, self.tenant, &booking.key).await?;
        tx.commit().await?;
        let booked = booked.ok_or_else(|| {
            Error::internal(anyhow::anyhow!("the sandbox lost the key {}", booking.key))
        })?;
        Ok((booked, is_new))
    }

    async fn try_charge(&self, transfer: &Transfer) -> Result<Outcome> {
        let told = outcome_of(&self.told, transfer.attempt);
        let booked = match told {
            SandboxOutcome::Succeed | SandboxOutcome::Timeout => SandboxResult::Succeeded,
            SandboxOutcome::Decline => SandboxResult::Declined,
        };
        let (booking, is_new) = self.book(transfer, (SandboxKind::Charge, booked)).await?;
        // The money went over, and the answer is lost on its way.
        if is_new && told == SandboxOutcome::Timeout {
            return Ok(Outcome::NoAnswer);
        }
        Ok(answer(booking))
    }
}

impl PaymentProvider for Sandbox {
    fn charge<'a>(&'a self, transfer: &'a Transfer) -> BoxFuture<'a, Result<Outcome>> {
        Box::pin(self.try_charge(transfer))
    }

    fn refund<'a>(&'a self, transfer: &'a Transfer) -> BoxFuture<'a, Result<Outcome>> {
        Box::pin(async move {
            let what = (SandboxKind::Refund, SandboxResult::Succeeded);
            Ok(answer(self.book(transfer, what).await?.0))
        })
    }
}

fn answer(booking: Booking) -> Outcome {
    match booking.outcome {
        SandboxResult::Succeeded => Outcome::Succeeded {
            transaction_id: booking.transaction_id,
            card: Some(test_card()),
        },
        SandboxResult::Declined => Outcome::Declined(CaptureError {
            code: "card_declined".to_owned(),
            message: "The sandbox declined, as it was told.".to_owned(),
            decline_code: Some("sandbox".to_owned()),
        }),
    }
}

/// The card that everybody pays with in the sandbox.
fn test_card() -> Card {
    Card {
        brand: "visa".to_owned(),
        last4: "4242".to_owned(),
    }
}

/// What becomes of an attempt, from 1: the outcomes in turn, of which the last one stays.
fn outcome_of(told: &[SandboxOutcome], attempt: i32) -> SandboxOutcome {
    let place = usize::try_from(attempt)
        .unwrap_or_default()
        .saturating_sub(1);
    let outcome = told.get(place).or_else(|| told.last());
    outcome.copied().unwrap_or(SandboxOutcome::Succeed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_end_as_told_and_the_last_outcome_stays() {
        use SandboxOutcome::{Decline, Succeed, Timeout};
        for (told, attempt, expected) in [
            (&[][..], 1, Succeed),
            (&[][..], 9, Succeed),
            (&[Decline, Timeout, Succeed], 1, Decline),
            (&[Decline, Timeout, Succeed], 2, Timeout),
            (&[Decline, Timeout, Succeed], 3, Succeed),
            (&[Decline, Timeout, Succeed], 4, Succeed),
            (&[Decline], 7, Decline),
        ] {
            assert_eq!(outcome_of(told, attempt), expected, "{told:?} {attempt}");
        }
    }
}
