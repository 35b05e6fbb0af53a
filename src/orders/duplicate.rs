//! The same order sent twice (contract 8.16): within a window that the tenant may set, an order of
//! the same customer with the same items is the first one.
use chrono::TimeDelta;
use sha2::{Digest as _, Sha256};

use super::{model::Order, store};
use crate::{change::Change, error::Result};

/// What two equal orders have in common.
pub(super) type Fingerprint = [u8; 32];

/// The fingerprint of a new order, if its tenant wants duplicates caught.
pub(super) fn fingerprint(change: &Change, order: &Order) -> Option<Fingerprint> {
    let wanted = change.tenant().settings.duplicate_window_seconds > 0;
    wanted.then(|| of(order))
}

/// An e-mail is one customer, whatever its case, so the customer stands for it.
fn of(order: &Order) -> Fingerprint {
    let mut lines: Vec<(&str, u32, u32)> = order
        .items
        .iter()
        .map(|item| (item.sku.as_str(), item.contract_length, item.quantity))
        .collect();
    lines.sort_unstable();
    let extends = order.extension_details.as_ref();
    let replaces = order.upgrade_details.as_ref();
    let whole = serde_json::json!([
        order.customer.customer_id,
        order.order_type,
        order.external_id,
        extends.map(|details| &details.original_order_id),
        replaces.map(|details| &details.previous_rental_id),
        lines,
    ]);
    Sha256::digest(whole.to_string()).into()
}

/// The order with that fingerprint inside the window. The customer's row is locked, so that of two
/// equal orders at once one sees the other.
pub(super) async fn find(
    change: &mut Change,
    order: &Order,
    fingerprint: &Fingerprint,
) -> Result<Option<Order>> {
    let tenant = change.tenant().id;
    let window = TimeDelta::seconds(change.tenant().settings.duplicate_window_seconds.into());
    let since = change.now() - window;
    let found = store::find_duplicate(
        change.conn(),
        tenant,
        order.customer.customer_id,
        (fingerprint, since),
    )
    .await?;
    match found {
        Some(id) => store::find(change.conn(), tenant, id).await,
        None => Ok(None),
    }
}
