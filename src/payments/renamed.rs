//! A customer who is called otherwise: their payments are sorted by the new name. Customers are a feature
//! below this one, which is given this by the router.
use futures::future::BoxFuture;

use super::store;
use crate::{change::Change, customers::Renaming, error::Result, kernel::id::CustomerId};

/// Keeps the order of payments by customer.
pub(crate) const RENAMING: Renaming = Renaming::by(rename);

fn rename(change: &mut Change, customer: CustomerId) -> BoxFuture<'_, Result<()>> {
    Box::pin(async move {
        let tenant = change.tenant().id;
        store::rename_customer(change.conn(), tenant, customer).await
    })
}
