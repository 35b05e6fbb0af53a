//! What must hold of the things an order refers to (contract 10.14, 10.19). Each check gives
//! its faults, so that a caller can tell them all at once.
use serde_json::Value;

use crate::{
    billing_groups,
    change::Change,
    custom_fields::{self, Check, Fields, Section},
    error::{Error, Fault, Result},
    kernel::id::{BillingGroupId, CustomerId},
};

/// The group with that id must be an active one of the order's customer, if it is known who that is.
pub(super) async fn billing_group(
    change: &mut Change,
    group: &str,
    customer: Option<CustomerId>,
) -> Result<BillingGroupId> {
    let tenant = change.tenant().id;
    if let Ok(group) = group.parse() {
        let owner = billing_groups::customer_of(change.conn(), tenant, group).await?;
        if owner.is_some_and(|owner| customer.is_none_or(|customer| customer == owner)) {
            return Ok(group);
        }
    }
    Err(Error::fault(Fault::shape(
        "billingGroupId",
        "custom",
        "No active billing group with that id belongs to the order's customer.",
    )))
}

/// Defined custom fields must be what their definitions ask for.
pub(super) async fn custom_fields(
    change: &mut Change,
    fields: &Fields,
    kind: Check,
) -> Result<Vec<Fault>> {
    let tenant = change.tenant().id;
    let definitions = custom_fields::definitions(change.conn(), tenant, Section::Order).await?;
    Ok(custom_fields::check(&definitions, fields, kind))
}

/// An upgrade order is one unit of one item.
pub(super) fn single_unit(quantities: impl ExactSizeIterator<Item = u32>) -> Vec<Fault> {
    let several = quantities.len() != 1;
    let units: u32 = quantities.fold(0, u32::saturating_add);
    if !several && units == 1 {
        return Vec::new();
    }
    let message = "An upgrade order has one item of quantity 1.";
    vec![Fault::shape("items", "custom", message)]
}

/// What is stored of custom fields: nulls stand for nothing.
pub(super) fn stored(fields: &Fields) -> Value {
    fields
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect::<Fields>()
        .into()
}
