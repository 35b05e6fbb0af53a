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
    pub(super) acquisition_date: Option<NaiveDate>,
    pub(super) notes: Option<String>,
}

/// Records an asset of an active variant; what it is called and looks like comes from the catalog.
pub(super) async fn create(change: &mut Change, new: &NewAsset) -> Result<Asset> {
    let status = new.status.unwrap_or(AssetStatus::Available);
    let status = state::entered(status).map_err(|_| contract_only(status))?;
    let variant = sellable(change, new).await?;
    let (tenant, now) = (change.tenant().id, change.now());
    let asset = Asset {
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
        acquisition_date: new.acquisition_date.unwrap_or_else(|| change.today()),
        customer_id: None,
        subscription_id: None,
        notes: new.notes.clone(),
        version: 1,
        created_at: now,
        updated_at: now,
    };
    store::insert(change.conn(), tenant, &asset)
        .await
        .on_unique(|| exists(&asset.serial_number))?;
    let entry = Entry {
        entity_type: EntityType::Asset,
        entity_id: asset.serial_number.to_string(),
        action: "asset.created",
        summary: format!("Recorded as a unit of {}", asset.sku),
        changes: Changes::none().with("status", &None, &Some(asset.status)),
    };
    timeline::record(change, entry);
    Ok(asset)
}

async fn sellable(change: &mut Change, new: &NewAsset) -> Result<Sellable> {
    let tenant = change.tenant().id;
    let skus = std::slice::from_ref(&new.sku);
    let found = catalog::find_sellable(change.conn(), tenant, skus)
        .await?
        .remove(&new.sku);
    let (code, message) = if let Some(variant) = found {
        let Some(message) = variant.unavailable() else {
            return Ok(variant);
        };
        (Code::VariantInactive, message)
    } else {
        let nearest = catalog::nearest_sku(change.conn(), tenant, &new.sku).await?;
        let hint = match nearest {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "GET /v1/products/variants lists all.".to_owned(),
        };
        let message = format!("No variant has the SKU `{}`. {hint}", new.sku);
        (Code::VariantNotFound, message)
    };
    Err(Error::fault(Fault::own(
        new.sku_path.clone(),
        code,
        message,
    )))
}

fn exists(serial_number: &SerialNumber) -> Error {
    Error::refused(
        Code::AssetExists,
        format!(
            "Asset `{serial_number}` exists already. Change it with PATCH, or check the serial \
             number."
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
