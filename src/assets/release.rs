//! Taking an asset out of a contract.
use serde_json::json;

use super::{
    model::{Asset, AssetStatus},
    state, store,
};
use crate::{
    change::Change,
    error::{Error, Result},
    kernel::id::{CustomerId, SubscriptionId},
    timeline::{self, Changes, EntityType, Entry},
    webhooks::{self, Event, EventType},
};

/// Where an asset lies that came back (contract section 7, Assets).
const RETURNED: &str = "Returned to Warehouse";

/// Where an asset goes that leaves a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Release {
    /// Back, to be inspected.
    Returned,
    /// Its customer bought it.
    Sold,
    /// Out of use.
    Unavailable,
}

impl Release {
    pub(super) const fn status(self) -> AssetStatus {
        match self {
            Self::Returned => AssetStatus::Returned,
            Self::Sold => AssetStatus::Sold,
            Self::Unavailable => AssetStatus::Unavailable,
        }
    }
}

/// Moves a locked asset out of its contract, with its timeline entry and, where it comes back, the
/// event `asset.returned`. Where one lies that was sold or withdrawn nobody has said: that stays. A note
/// is added to those it has.
pub async fn release(
    change: &mut Change,
    mut asset: Asset,
    to: Release,
    note: Option<&str>,
) -> Result<Asset> {
    let before = asset.clone();
    asset.status = state::released(before.status, to).map_err(|refused| {
        let serial_number = &before.serial_number;
        Error::internal(anyhow::anyhow!(
            "asset {serial_number} is in no contract: {refused:?}"
        ))
    })?;
    if to == Release::Returned {
        asset.location = Some(RETURNED.to_owned());
    }
    asset.customer_id = None;
    asset.subscription_id = None;
    if let Some(note) = note {
        asset.notes = Some(match asset.notes.take() {
            Some(notes) if !notes.is_empty() => format!("{notes}\n{note}"),
            _ => note.to_owned(),
        });
    }
    let (tenant, now) = (change.tenant().id, change.now());
    store::update(change.conn(), tenant, &mut asset, now).await?;
    let (action, summary) = match to {
        Release::Returned => ("asset.returned", "Returned from its subscription"),
        Release::Sold => ("asset.sold", "Bought by its customer"),
        Release::Unavailable => ("asset.withdrawn", "Replaced in its subscription"),
    };
    let entry = Entry {
        entity_type: EntityType::Asset,
        entity_id: asset.serial_number.to_string(),
        action,
        summary: summary.to_owned(),
        changes: Changes::none()
            .with("status", &before.status, &asset.status)
            .with("location", &before.location, &asset.location)
            .with("customerId", &before.customer_id, &None)
            .with("rentalId", &before.subscription_id, &None)
            .with("notes", &before.notes, &asset.notes),
    };
    timeline::record(change, entry);
    if to == Release::Returned {
        let from = (before.customer_id, before.subscription_id);
        webhooks::record(change, returned_event(&asset, from));
    }
    Ok(asset)
}

fn returned_event(
    asset: &Asset,
    (customer, subscription): (Option<CustomerId>, Option<SubscriptionId>),
) -> Event {
    Event {
        event_type: EventType::AssetReturned,
        entity_type: EntityType::Asset,
        entity_id: asset.serial_number.to_string(),
        data: json!({
            "serialNumber": asset.serial_number,
            "sku": asset.sku,
            "customerId": customer,
            "subscriptionId": subscription,
            "rentalId": subscription,
            "status": asset.status,
        }),
    }
}
