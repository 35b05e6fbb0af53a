//! What else a customer's new name changes: it stands on what features above this one keep. The router
//! hands that down as a [`Renaming`].
use futures::future::BoxFuture;

use super::model::Customer;
use crate::{change::Change, error::Result, kernel::id::CustomerId};

/// Writes the new name of a stored customer, whose row is locked, wherever it is kept.
type Rename = for<'c> fn(&'c mut Change, CustomerId) -> BoxFuture<'c, Result<()>>;

/// What a customer's new name does elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Renaming(Rename);

impl Renaming {
    /// By this function.
    pub const fn by(rename: Rename) -> Self {
        Self(rename)
    }

    /// Carries it out, if the stored customer `after` has another name than `before`.
    pub(super) async fn carry_out(
        self,
        change: &mut Change,
        before: &Customer,
        after: &Customer,
    ) -> Result<()> {
        if name(before) == name(after) {
            return Ok(());
        }
        (self.0)(change, after.id).await
    }
}

fn name(customer: &Customer) -> (&str, &str) {
    (&customer.first_name, &customer.last_name)
}
