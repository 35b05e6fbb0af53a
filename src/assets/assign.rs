//! Giving an asset to a contract.
use serde_json::json;
use sqlx::PgConnection;

use super::{
    model::{Asset, AssetStatus, SerialNumber},
    state, store,
};
use crate::{
    change::Change,
    customers::Address,
    error::{Code, Error, Result},
    http::json::NAME_MAX,
    kernel::{
        id::{CustomerId, SubscriptionId, TenantId},
        word::Word as _,
    },
    timeline::{self, Changes, EntityType, Entry},
    webhooks::{self, Event, EventType},
};

/// Which contract takes an asset.
#[derive(Debug, Clone, Copy)]
pub struct Assignment {
    /// The contract.
    pub subscription_id: SubscriptionId,
    /// Its customer.
    pub customer_id: CustomerId,
}

/// The asset with that serial number, locked until the change ends.
///
/// Lock first, read afterwards: what is read then is what the last change left.
pub async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    serial_number: &SerialNumber,
) -> Result<Option<Asset>> {
    store::lock(conn, tenant, serial_number).await?;
    let mut found = store::read(conn, tenant, &[serial_number.as_str()]).await?;
    Ok(found.pop())
}

/// Moves a locked, available asset to `rented_out`, with its timeline entry and the event
/// `asset.assigned`, and notes the stay for its history. It lies where its order was to be delivered
/// (contract section 7, Assets). Refuses one that is not available: `ASSET_NOT_AVAILABLE`.
pub async fn assign(change: &mut Change, asset: Asset, to: Assignment) -> Result<Asset> {
    let before = asset.clone();
    let mut asset = asset;
    asset.status = state::assigned(before.status).map_err(|_| not_available(&asset))?;
    asset.customer_id = Some(to.customer_id);
    asset.subscription_id = Some(to.subscription_id);
    let (tenant, now) = (change.tenant().id, change.now());
    let address = store::address(change.conn(), tenant, to.subscription_id).await?;
    asset.location = Some(one_line(&address));
    store::update(change.conn(), tenant, &mut asset, now).await?;
    let stay = (&asset.serial_number, to.subscription_id);
    store::enter(change.conn(), tenant, stay, now).await?;
    let changes = Changes::none()
        .with("status", &before.status, &asset.status)
        .with("location", &before.location, &asset.location)
        .with("customerId", &None, &Some(to.customer_id))
        .with("rentalId", &None, &Some(to.subscription_id));
    let entry = Entry {
        entity_type: EntityType::Asset,
        entity_id: asset.serial_number.to_string(),
        action: "asset.assigned",
        summary: format!("Assigned to subscription {}", to.subscription_id),
        changes,
    };
    timeline::record(change, entry);
    webhooks::record(change, assigned_event(&asset, to));
    Ok(asset)
}

/// Notes that `new` took the place of `old` in a subscription, to which it is assigned already: for
/// the history of both, charges due from today on are those of the new one.
pub async fn change_over(
    change: &mut Change,
    subscription: SubscriptionId,
    (old, new): (&SerialNumber, &SerialNumber),
) -> Result<()> {
    let (tenant, today, now) = (change.tenant().id, change.today(), change.now());
    store::change_over(change.conn(), tenant, subscription, (old, new), today).await?;
    // What was paid ahead is the new one's from today on.
    store::recount(change.conn(), tenant, &[old, new], now).await
}

/// An address as people write it on a line, cut to what a location may have.
fn one_line(address: &Address) -> String {
    let city = match &address.postal_code {
        Some(code) if !code.is_empty() => format!("{code} {}", address.city),
        Some(_) | None => address.city.clone(),
    };
    let line = format!("{}, {city}, {}", address.street_address, address.country);
    line.chars().take(NAME_MAX).collect()
}

fn not_available(asset: &Asset) -> Error {
    let fix = match asset.status {
        AssetStatus::Returned | AssetStatus::Unavailable => {
            "Set its status to `available` once it is ready, or choose another asset."
        }
        AssetStatus::Available | AssetStatus::RentedOut | AssetStatus::Sold => {
            "Choose another asset."
        }
    };
    Error::refused(
        Code::AssetNotAvailable,
        format!(
            "Asset `{}` is `{}`, not `available`. {fix}",
            asset.serial_number,
            asset.status.word()
        ),
    )
}

fn assigned_event(asset: &Asset, to: Assignment) -> Event {
    Event {
        event_type: EventType::AssetAssigned,
        entity_type: EntityType::Asset,
        entity_id: asset.serial_number.to_string(),
        data: json!({
            "serialNumber": asset.serial_number,
            "sku": asset.sku,
            "customerId": to.customer_id,
            "subscriptionId": to.subscription_id,
            "rentalId": to.subscription_id,
        }),
    }
}
