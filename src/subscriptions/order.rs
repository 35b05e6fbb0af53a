//! The order that a contract begins for, and what a request says beside it: for one unit and for many.
use super::{decide, refuse, store};
use crate::{
    billing_groups,
    change::Change,
    custom_fields::{self, Check, Fields, Section},
    customers,
    error::{Error, Fault, Result},
    kernel::id::{BillingGroupId, CustomerId, OrderId},
    orders::{self, Order},
};

/// The order, locked after its customer; none where there is no such order.
pub async fn lock_order(change: &mut Change, id: OrderId) -> Result<Option<Order>> {
    let tenant = change.tenant().id;
    let Some(customer) = store::customer_of_order(change.conn(), tenant, id).await? else {
        return Ok(None);
    };
    customers::lock(change.conn(), tenant, customer).await?;
    let order = orders::lock(change.conn(), tenant, id).await?;
    match order {
        Some(order) if order.customer.customer_id != customer => {
            let cause = "the order went to another customer before it was locked";
            Err(Error::Contended(cause.to_owned()))
        }
        found => Ok(found),
    }
}

/// Refuses an order that takes no subscriptions: `ORDER_NOT_CONFIRMED` (contract 3.2, 10.20). One that
/// is fulfilled passes: its items tell why not.
pub fn takes_units(change: &Change, order: &Order) -> Result<()> {
    let require_confirmation = change.tenant().settings.require_confirmation;
    decide::check_order(order.order_type, order.status, require_confirmation)
        .map_err(|refused| refuse::of_order(refused, order))
}

/// The group to bill with: the one named at `billingGroupId`, else the order's as long as it is the
/// customer's.
pub async fn billing_group(
    change: &mut Change,
    named: Option<&str>,
    order: &Order,
    faults: &mut Vec<Fault>,
) -> Result<Option<BillingGroupId>> {
    let wanted = named.map_or(order.billing_group_id, |text| text.parse().ok());
    let tenant = change.tenant().id;
    let owner: Option<CustomerId> = match wanted {
        Some(id) => billing_groups::customer_of(change.conn(), tenant, id).await?,
        None => None,
    };
    if owner == Some(order.customer.customer_id) {
        return Ok(wanted);
    }
    if named.is_some() {
        let message =
            "No active billing group of the order's customer. Leave it out to bill alone.";
        faults.push(Fault::shape("billingGroupId", "custom", message));
    }
    Ok(None)
}

/// What the tenant's definitions find wrong with the free values of a contract.
pub async fn custom_fields(change: &mut Change, sent: Option<&Fields>) -> Result<Vec<Fault>> {
    let tenant = change.tenant().id;
    let section = Section::Subscription;
    let definitions = custom_fields::definitions(change.conn(), tenant, section).await?;
    let none = Fields::new();
    let fields = sent.unwrap_or(&none);
    Ok(custom_fields::check(&definitions, fields, Check::Whole))
}
