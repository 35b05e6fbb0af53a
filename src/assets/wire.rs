//! Assets on the wire.
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    create::NewAsset,
    model::{Asset, AssetStatus, SerialNumber},
    update::{AssetPatch, Sent},
};
use crate::{
    auth::Tenant,
    error::Code,
    http::{
        json::{Input, Read},
        page::PageInfo,
    },
    kernel::{
        id::{CustomerId, ProductId, SubscriptionId, TenantId, VariantId},
        money::Amount,
        page::{Limit, Page},
        ratio::Ratio,
    },
};

/// Names of the serial number.
const SERIAL_NUMBER: [&str; 2] = ["serialNumber", "assetSerialNumber"];
/// Names of the SKU.
const SKU: [&str; 2] = ["sku", "variantSku"];

impl Read for NewAsset {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let serial_number = object.need(&SERIAL_NUMBER, Input::name);
        let sku = object.need(&SKU, |sku| Some((sku.name()?, sku.path().to_owned())));
        let status = object.maybe(&["status"], status);
        let location = object.maybe(&["location"], Input::short_text);
        let condition = object.maybe(&["condition"], Input::short_text);
        let acquisition_cost = object.maybe(&["acquisitionCost"], Input::amount);
        let current_value = object.maybe(&["currentValue"], Input::amount);
        let acquisition_date = object.maybe(&["acquisitionDate"], Input::date);
        let notes = object.maybe(&["notes"], Input::long_text);
        let (sku, sku_path) = sku?;
        Some(Self {
            serial_number: SerialNumber::from(serial_number?),
            sku,
            sku_path,
            status,
            location,
            condition,
            acquisition_cost,
            current_value,
            acquisition_date,
            notes,
        })
    }
}

impl Read for AssetPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            serial_number: object.given(&SERIAL_NUMBER, Sent::read),
            sku: object.given(&SKU, Sent::read),
            status: object.given(&["status"], status),
            location: object.patch(&["location"], Input::short_text),
            condition: object.patch(&["condition"], Input::short_text),
            acquisition_cost: object.patch(&["acquisitionCost"], Input::amount),
            current_value: object.patch(&["currentValue"], Input::amount),
            acquisition_date: object.given(&["acquisitionDate"], Input::date),
            notes: object.patch(&["notes"], Input::long_text),
        })
    }
}

impl Read for Sent {
    fn read(input: &Input<'_>) -> Option<Self> {
        Some(Self {
            path: input.path().to_owned(),
            text: input.name()?,
        })
    }
}

fn status(input: &Input<'_>) -> Option<AssetStatus> {
    input.word_else(Code::InvalidStatus)
}

/// An asset to be recorded. Only the serial number and the SKU are needed; what the catalog knows,
/// such as the product's name, is taken from there.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "serialNumber": "C02ZX1Y2MD6T",
    "sku": "MACBOOK-PRO-16-M3-18GB-SILVER",
    "acquisitionCost": 1750.0,
    "acquisitionDate": "2025-01-15",
    "location": "Amsterdam Warehouse",
    "condition": "New in box",
    "notes": "Batch order #2025-001"
}))]
#[expect(dead_code, reason = "describes the body that `NewAsset` is read from")]
pub(super) struct NewAssetSchema {
    /// Names the asset, compared to the letter.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    serial_number: String,
    /// SKU of an active variant.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    sku: String,
    /// `available` unless told; `rented_out` and `sold` come from subscriptions.
    #[schema(value_type = Option<EnteredStatus>)]
    status: Option<AssetStatus>,
    #[schema(max_length = 255)]
    location: Option<String>,
    #[schema(max_length = 255)]
    condition: Option<String>,
    /// What it cost, else its variant's cost counts. No more decimals than the currency has.
    #[schema(minimum = 0)]
    acquisition_cost: Option<f64>,
    /// What it is worth now, as people see it. No more decimals than the currency has.
    #[schema(minimum = 0)]
    current_value: Option<f64>,
    /// Today unless told; an instant is turned into the tenant's date.
    acquisition_date: Option<NaiveDate>,
    #[schema(max_length = 5000)]
    notes: Option<String>,
}

/// Statuses a new asset may have.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes a field")]
enum EnteredStatus {
    Available,
    Returned,
    Unavailable,
}

/// What of an asset changes; what is left out stays as it is, and null empties a field. A whole
/// document may be sent back: what the server owns is ignored.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "status": "available",
    "condition": "Inspected and cleaned - Grade B",
    "location": "Amsterdam Warehouse",
    "notes": "Returned from subscription, ready for re-deployment"
}))]
#[expect(
    dead_code,
    reason = "describes the body that `AssetPatch` is read from"
)]
pub(super) struct AssetPatchSchema {
    /// The one in the path, or nothing.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S", nullable = false)]
    serial_number: Option<String>,
    /// The one it has, or nothing: an asset stays a unit of its variant.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S", nullable = false)]
    sku: Option<String>,
    /// `rented_out` only where it is that already: it comes from subscriptions.
    #[schema(nullable = false)]
    status: Option<AssetStatus>,
    #[schema(max_length = 255)]
    location: Option<String>,
    #[schema(max_length = 255)]
    condition: Option<String>,
    /// No more decimals than the currency has. Without one its variant's cost counts.
    #[schema(minimum = 0)]
    acquisition_cost: Option<f64>,
    /// What it is worth now, as people see it. No more decimals than the currency has.
    #[schema(minimum = 0)]
    current_value: Option<f64>,
    #[schema(nullable = false)]
    acquisition_date: Option<NaiveDate>,
    #[schema(max_length = 5000)]
    notes: Option<String>,
}

/// One physical unit.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AssetBody {
    #[schema(value_type = String, example = "C02ZX1Y2MD6T")]
    serial_number: SerialNumber,
    tenant_id: TenantId,
    product_id: ProductId,
    variant_id: VariantId,
    #[schema(example = "MACBOOK-PRO-16-M3-18GB-SILVER")]
    sku: String,
    #[schema(example = "MacBook Pro 16\"")]
    product_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    product_image_url: Option<String>,
    status: AssetStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    condition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    acquisition_cost: Option<Amount>,
    /// What it is worth now, as people see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    current_value: Option<Amount>,
    /// Paid for it over all its subscriptions, without tax and without what was given back.
    total_collected: Amount,
    /// `totalCollected` in percent of its cost, or of its variant's where nobody said what it cost;
    /// absent where neither is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<f64>, nullable = false, example = 62.5)]
    cost_recovery_percent: Option<Ratio>,
    acquisition_date: NaiveDate,
    /// Who has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    customer_id: Option<CustomerId>,
    /// The running subscription it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    rental_id: Option<SubscriptionId>,
    /// The same as `rentalId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    subscription_id: Option<SubscriptionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notes: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// A page of assets.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AssetListBody {
    assets: Vec<AssetBody>,
    #[serde(flatten)]
    page: PageInfo,
}

/// An asset that was recorded or changed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AssetChangedBody {
    success: bool,
    message: &'static str,
    asset: AssetBody,
}

/// An asset that was taken out of use.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AssetDeletedBody {
    success: bool,
    message: &'static str,
    #[schema(value_type = String, example = "C02ZX1Y2MD6T")]
    serial_number: SerialNumber,
}

impl AssetBody {
    pub(super) fn new(asset: Asset, tenant: &Tenant) -> Self {
        let amount = |minor| Amount::new(minor, tenant.currency);
        Self {
            cost_recovery_percent: asset.cost_recovery(),
            serial_number: asset.serial_number,
            tenant_id: tenant.id,
            product_id: asset.product_id,
            variant_id: asset.variant_id,
            sku: asset.sku,
            product_name: asset.product_name,
            product_image_url: asset.product_image_url,
            status: asset.status,
            location: asset.location,
            condition: asset.condition,
            acquisition_cost: asset.acquisition_cost.map(amount),
            current_value: asset.current_value.map(amount),
            total_collected: amount(asset.collected),
            acquisition_date: asset.acquisition_date,
            customer_id: asset.customer_id,
            rental_id: asset.subscription_id,
            subscription_id: asset.subscription_id,
            notes: asset.notes,
            created_at: asset.created_at,
            updated_at: asset.updated_at,
        }
    }
}

impl AssetListBody {
    pub(super) fn new(page: Page<Asset>, limit: Limit, tenant: &Tenant) -> Self {
        let info = PageInfo::of(&page, limit);
        let assets = page.items.into_iter();
        Self {
            assets: assets.map(|asset| AssetBody::new(asset, tenant)).collect(),
            page: info,
        }
    }
}

impl AssetChangedBody {
    pub(super) fn new(message: &'static str, asset: Asset, tenant: &Tenant) -> Self {
        Self {
            success: true,
            message,
            asset: AssetBody::new(asset, tenant),
        }
    }
}

impl AssetDeletedBody {
    pub(super) fn new(asset: Asset) -> Self {
        Self {
            success: true,
            message: "Asset deleted",
            serial_number: asset.serial_number,
        }
    }
}
