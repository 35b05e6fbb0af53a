//! Who collects money: what the service asks of a provider, and the one that does nothing.
//!
//! A provider is called outside every transaction and may be asked the same thing twice: under one key
//! it does one thing once, and tells the second time what became of the first.
use futures::future::BoxFuture;

use super::{model::CaptureError, sandbox::Sandbox};
use crate::{
    app::App,
    auth::{
        Tenant,
        settings::{Collector, SandboxOutcome},
    },
    error::Result,
    kernel::{currency::Currency, id::PaymentId, money::Minor},
};

/// Money to move.
#[derive(Debug, Clone)]
pub(super) struct Transfer {
    /// Under which the provider moves it once.
    pub(super) key: String,
    /// For which payment.
    pub(super) payment_id: PaymentId,
    /// Number of the attempt, from 1; for refunds of no matter.
    pub(super) attempt: i32,
    /// How much.
    pub(super) amount: Minor,
    /// Of what.
    pub(super) currency: Currency,
}

/// A card as much of it as may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Card {
    /// Whose card it is, such as `visa`.
    pub(super) brand: String,
    /// The last four digits of its number.
    pub(super) last4: String,
}

/// What a provider says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The money went over.
    Succeeded {
        /// The provider's reference.
        transaction_id: String,
        /// The card it went over, where it was one and the provider tells.
        card: Option<Card>,
    },
    /// It did not, and will not under this key.
    Declined(CaptureError),
    /// Nobody knows: ask again, under the same key.
    NoAnswer,
}

/// One that moves money.
pub(super) trait PaymentProvider: Send + Sync {
    /// Takes the money of a payment.
    fn charge<'a>(&'a self, transfer: &'a Transfer) -> BoxFuture<'a, Result<Outcome>>;

    /// Gives money back.
    fn refund<'a>(&'a self, transfer: &'a Transfer) -> BoxFuture<'a, Result<Outcome>>;
}

/// A person, outside the system: asked for nothing, so nothing is known until they say so.
pub(super) struct Manual;

impl PaymentProvider for Manual {
    fn charge<'a>(&'a self, _: &'a Transfer) -> BoxFuture<'a, Result<Outcome>> {
        Box::pin(async { Ok(Outcome::NoAnswer) })
    }

    fn refund<'a>(&'a self, _: &'a Transfer) -> BoxFuture<'a, Result<Outcome>> {
        Box::pin(async { Ok(Outcome::NoAnswer) })
    }
}

/// Whether it collects by itself; else payments wait for a person.
pub(super) const fn collects(collector: Collector) -> bool {
    match collector {
        Collector::Manual => false,
        Collector::Sandbox => true,
    }
}

/// The provider of that name for a tenant.
pub(super) fn provider(
    app: &App,
    tenant: &Tenant,
    collector: Collector,
) -> Box<dyn PaymentProvider> {
    match collector {
        Collector::Manual => Box::new(Manual),
        Collector::Sandbox => {
            let told: Vec<SandboxOutcome> = tenant.settings.collection.sandbox.clone();
            Box::new(Sandbox::new(app.clone(), tenant.id, told))
        }
    }
}
