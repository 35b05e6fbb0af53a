//! Deleting a customer: they become inactive; nothing is removed.
use super::{
    model::{Customer, CustomerStatus},
    save::save,
    store::{self, Open},
};
use crate::{
    change::Change,
    error::{Code, Error, Result},
    kernel::id::CustomerId,
};

/// Makes a customer inactive; one who is inactive already stays as they are.
pub(super) async fn deactivate(change: &mut Change, id: CustomerId) -> Result<Customer> {
    let tenant = change.tenant().id;
    let before = store::lock(change.conn(), tenant, id)
        .await?
        .ok_or_else(|| Error::not_found("customer", id))?;
    change.expect_version(before.version)?;
    if before.status == CustomerStatus::Inactive {
        return Ok(before);
    }
    refuse_open(change, id).await?;
    let after = Customer {
        status: CustomerStatus::Inactive,
        ..before.clone()
    };
    save(change, &before, after).await
}

/// Refuses while the locked customer has active subscriptions or open orders.
pub(super) async fn refuse_open(change: &mut Change, id: CustomerId) -> Result<()> {
    let tenant = change.tenant().id;
    let Open {
        subscriptions,
        orders,
    } = store::open_of(change.conn(), tenant, id).await?;
    if subscriptions {
        return Err(Error::refused(
            Code::CustomerHasActiveSubscriptions,
            "This customer has active subscriptions. End them first.",
        ));
    }
    if orders {
        return Err(Error::refused(
            Code::CustomerHasPendingOrders,
            "This customer has orders that are pending, confirmed or partial. Cancel or fulfil \
             them first.",
        ));
    }
    Ok(())
}
