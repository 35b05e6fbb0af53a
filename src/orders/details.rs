//! What an extension order extends and an upgrade order replaces: both must be of the order's own
//! customer, and what is said of them must be so (contract 10.20).
use super::{
    model::{ExtensionDetails, UpgradeDetails},
    store,
    wire::{ExtensionInput, ItemInput, UpgradeInput},
};
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::id::CustomerId,
};

/// The details of an extension order of `items`; of its customer, if it is known who that is.
pub(super) async fn extension(
    change: &mut Change,
    sent: &ExtensionInput,
    items: &[ItemInput],
    customer: Option<CustomerId>,
) -> Result<ExtensionDetails> {
    let mut faults = Vec::new();
    let tenant = change.tenant().id;
    let original = match sent.original_order_id.parse() {
        Ok(id) => store::find_original(change.conn(), tenant, id).await?,
        Err(_) => None,
    };
    let path = "extensionDetails.originalOrderId";
    match &original {
        None => {
            let message = format!("No order `{}` in this tenant.", sent.original_order_id);
            faults.push(Fault::own(path, Code::OrderNotFound, message));
        }
        Some(original) if customer.is_some_and(|customer| customer != original.customer_id) => {
            let message = "This order is another customer's. Send one of the same customer.";
            faults.push(Fault::shape(path, "custom", message));
        }
        Some(original) => faults.extend(foreign_skus(items, &original.skus)),
    }
    if sent.new_end_date <= sent.previous_end_date {
        let message = "Must be after previousEndDate.";
        let path = "extensionDetails.newEndDate";
        faults.push(Fault::shape(path, "custom", message));
    }
    match original {
        Some(original) if faults.is_empty() => Ok(ExtensionDetails {
            original_order_id: original.id.to_string(),
            extension_months: sent.extension_months,
            previous_end_date: sent.previous_end_date.to_string(),
            new_end_date: sent.new_end_date.to_string(),
            reason: sent.reason.clone(),
        }),
        _ => Err(Error::Invalid(faults)),
    }
}

/// Items of which the original order has none.
fn foreign_skus(items: &[ItemInput], skus: &[String]) -> Vec<Fault> {
    items
        .iter()
        .enumerate()
        .filter(|(_, item)| !skus.contains(&item.sku))
        .map(|(index, _)| {
            let message = format!(
                "The original order has no item of this SKU; it has {}.",
                skus.join(", ")
            );
            Fault::shape(format!("items[{index}].sku"), "custom", message)
        })
        .collect()
}

/// The details of an upgrade order; of its customer, if it is known who that is.
pub(super) async fn upgrade(
    change: &mut Change,
    sent: &UpgradeInput,
    customer: Option<CustomerId>,
) -> Result<UpgradeDetails> {
    let mut faults = Vec::new();
    let tenant = change.tenant().id;
    let previous = match sent.previous_rental_id.parse() {
        Ok(id) => store::find_previous(change.conn(), tenant, id).await?,
        Err(_) => None,
    };
    let path = "upgradeDetails.previousRentalId";
    match &previous {
        None => {
            let message = format!(
                "No subscription `{}` in this tenant.",
                sent.previous_rental_id
            );
            faults.push(Fault::own(path, Code::SubscriptionNotFound, message));
        }
        Some(previous) if customer.is_some_and(|customer| customer != previous.customer_id) => {
            let message = "This subscription is another customer's. Send one of the same customer.";
            faults.push(Fault::shape(path, "custom", message));
        }
        Some(previous) if previous.serial_number != sent.previous_serial_number => {
            let message = format!(
                "The subscription's device has the serial number `{}`.",
                previous.serial_number
            );
            let path = "upgradeDetails.previousSerialNumber";
            faults.push(Fault::shape(path, "custom", message));
        }
        Some(_) => {}
    }
    match previous {
        Some(previous) if faults.is_empty() => Ok(UpgradeDetails {
            previous_device: sent.previous_device.clone(),
            previous_serial_number: previous.serial_number,
            previous_monthly_amount_minor: sent.previous_monthly_amount,
            previous_rental_id: previous.id.to_string(),
            buyout_amount_minor: sent.buyout_amount,
            upgrade_reason: sent.upgrade_reason.clone(),
        }),
        _ => Err(Error::Invalid(faults)),
    }
}
