//! Recording a new asset.
use chrono::NaiveDate;

use super::{
    model::{Asset, AssetStatus, SerialNumber},
    state, store,
};
use crate::{
    catalog::{self, Sellable},
    change::Change,
    db::OnViolation as _,
    error::{Code, Error, Fault, Result},
    kernel::money::Minor,
    timeline::{self, Changes, EntityType, Entry},
};

/// An asset to be recorded.
#[derive(Debug, Clone)]
pub(crate) struct NewAsset {
    pub(super) serial_number: SerialNumber,
    pub(super) sku: String,
    /// Where the SKU stands in the body.
    pub(super) sku_path: String,
    pub(super) status: Option<AssetStatus>,
    pub(super) location: Option<String>,
    pub(super) condition: Option<String>,
    pub(super) acquisition_cost: Option<Minor>,
    pub(super) current_value: Option<Minor>,
    pub(super) acquisition_date: Option<NaiveDate>,
    pub(super) notes: Option<String>,
}

/// Records an asset of an active variant; what it is called and looks like comes from the catalog.
pub(super) async fn create(change: &mut Change, new: &NewAsset) -> Result<Asset> {
    let status = entered(new)?;
    let variant = sellable(change, new).await?;
    let tenant = change.tenant().id;
    let mut asset = asset(change, new, status, variant);
    store::insert(change.conn(), tenant, &mut asset)
        .await
        .on_unique(|| exists(&new.serial_number))?;
    timeline::record(change, recorded(&asset));
    Ok(asset)
}

/// The status it is recorded with, if a person may set that.
pub(super) fn entered(new: &NewAsset) -> Result<AssetStatus> {
    let status = new.status.unwrap_or(AssetStatus::Available);
    state::entered(status).map_err(|_| contract_only(status))
}

/// The asset as it is recorded now.
pub(super) fn asset(
    change: &Change,
    new: &NewAsset,
    status: AssetStatus,
    variant: Sellable,
) -> Asset {
    let now = change.now();
    Asset {
        serial_number: new.serial_number.clone(),
        variant_id: variant.variant_id,
        product_id: variant.product_id,
        sku: variant.sku,
        product_name: variant.product_name,
        product_image_url: variant.product_image_url,
        status,
        location: new.location.clone(),
        condition: new.condition.clone(),
        acquisition_cost: new.acquisition_cost,
        variant_cost: variant.acquisition_cost,
        current_value: new.current_value,
        collected: Minor::ZERO,
        acquisition_date: new.acquisition_date.unwrap_or_else(|| change.today()),
        customer_id: None,
        subscription_id: None,
        notes: new.notes.clone(),
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

/// What the timeline of a new asset opens with.
pub(super) fn recorded(asset: &Asset) -> Entry {
    Entry {
        entity_type: EntityType::Asset,
        entity_id: asset.serial_number.to_string(),
        action: "asset.created",
        summary: format!("Recorded as a unit of {}", asset.sku),
        changes: Changes::none().with("status", &None, &Some(asset.status)),
    }
}

async fn sellable(change: &mut Change, new: &NewAsset) -> Result<Sellable> {
    let tenant = change.tenant().id;
    let skus = std::slice::from_ref(&new.sku);
    let found = catalog::find_sellable(change.conn(), tenant, skus)
        .await?
        .remove(&new.sku);
    if let Some(variant) = found {
        return active(new, variant);
    }
    let nearest = catalog::nearest_sku(change.conn(), tenant, &new.sku).await?;
    Err(unknown(new, nearest.as_deref()))
}

/// The variant, if assets of it may be recorded.
pub(super) fn active(new: &NewAsset, variant: Sellable) -> Result<Sellable> {
    match variant.unavailable() {
        None => Ok(variant),
        Some(message) => {
            let path = new.sku_path.clone();
            Err(Error::fault(Fault::own(
                path,
                Code::VariantInactive,
                message,
            )))
        }
    }
}

/// The refusal of a SKU that no variant has.
pub(super) fn unknown(new: &NewAsset, nearest: Option<&str>) -> Error {
    let hint = match nearest {
        Some(near) => format!("Did you mean `{near}`?"),
        None => "The catalog has them all (GET /v1/products/variants).".to_owned(),
    };
    let message = format!("No variant has the SKU `{}`. {hint}", new.sku);
    let path = new.sku_path.clone();
    Error::fault(Fault::own(path, Code::VariantNotFound, message))
}

/// The refusal of a serial number that is taken.
pub(super) fn exists(serial_number: &SerialNumber) -> Error {
    Error::refused(
        Code::AssetExists,
        format!(
            "Asset `{serial_number}` exists already. Change that one, or check the serial number."
        ),
    )
}

/// A status that no person may set.
pub(super) fn contract_only(status: AssetStatus) -> Error {
    use crate::kernel::word::Word as _;
    Error::fault(Fault::own(
        "status",
        Code::InvalidStatus,
        format!(
            "`{}` comes from a subscription and cannot be set by hand.",
            status.word()
        ),
    ))
}
