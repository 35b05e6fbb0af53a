//! Operations on assets.
use axum::extract::State;

use super::{
    create::{self, NewAsset},
    filter::{AssetSort, RecoveryBound},
    history::{self, AssetHistoryBody},
    import::{
        self,
        wire::{AssetsFile, AssetsImportedBody},
    },
    list,
    model::{AssetStatus, CostRecovery, SerialNumber},
    update::{self, AssetPatch},
    wire::{
        AssetBody, AssetChangedBody, AssetDeletedBody, AssetListBody, AssetPatchSchema,
        NewAssetSchema,
    },
};
use crate::{
    app::App,
    auth::Tenant,
    change::{Upload, Write},
    db,
    error::{Error, Result},
    http::{answer::Answer, json::NoBody, path::Path, query::Query},
    kernel::page::SortDir,
    openapi::ErrorBody,
};

/// Assets, newest first.
#[utoipa::path(
    get,
    path = "/v1/assets",
    operation_id = "listAssets",
    tag = "Assets",
    security(("apiKey" = ["assets:read"])),
    params(
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 100, description = "Most assets on a page; 50 unless told."),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or a serial number."),
        ("status" = Option<Vec<AssetStatus>>, Query, explode = false, description = "Only assets in one of these statuses, comma-separated or given again and again."),
        ("search" = Option<String>, Query, description = "Start or end of the serial number, part of the product's name, or part of the name, company or e-mail of the customer who has it, whatever the case."),
        ("sku" = Option<String>, Query, description = "Only units of this variant."),
        ("productId" = Option<String>, Query, description = "Only units of this product's variants."),
        ("condition" = Option<String>, Query, description = "Only in this condition, in these words, whatever the case.", example = "Good"),
        ("costRecovery" = inline(Option<Vec<CostRecovery>>), Query, explode = false, description = "Only what has brought less than its cost, or its cost and more, over all its subscriptions; an asset whose cost nobody knows is neither."),
        ("filter[cost_recovery][gte]" = inline(Option<RecoveryBound>), Query, description = "The same as `costRecovery=over_100`."),
        ("filter[cost_recovery][lt]" = inline(Option<RecoveryBound>), Query, description = "The same as `costRecovery=under_100`."),
        ("customerId" = Option<String>, Query, description = "Only what this customer has."),
        ("rentalId" = Option<String>, Query, description = "Only what is in this subscription."),
        ("subscriptionId" = Option<String>, Query, description = "The same as `rentalId`."),
        ("sortBy" = inline(Option<AssetSort>), Query, description = "`createdAt` unless told."),
        ("sortDir" = inline(Option<SortDir>), Query, description = "`desc` unless told."),
    ),
    responses((status = 200, description = "A page of assets.", body = AssetListBody)),
)]
pub(crate) async fn list(
    State(app): State<App>,
    tenant: Tenant,
    mut query: Query,
) -> Result<Answer> {
    let listing = query.listing(AssetSort::CreatedAt);
    let filter = list::filter(&mut query);
    query.finish()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let page = list::assets(&mut tx, tenant.id, filter.as_ref(), &listing).await?;
    tx.commit().await?;
    Answer::ok(&AssetListBody::new(page, listing.limit, &tenant))
}

/// Records an asset: one physical unit of an active variant.
#[utoipa::path(
    post,
    path = "/v1/assets",
    operation_id = "createAsset",
    tag = "Assets",
    security(("apiKey" = ["assets:write"])),
    request_body = NewAssetSchema,
    responses(
        (status = 201, description = "Recorded.", body = AssetChangedBody),
        (status = 400, description = "VALIDATION_ERROR, VARIANT_NOT_FOUND, VARIANT_INACTIVE, INVALID_STATUS", body = ErrorBody),
        (status = 409, description = "ASSET_EXISTS", body = ErrorBody),
    ),
)]
pub(crate) async fn create(write: Write<NewAsset>) -> Result<Answer> {
    let effect = write.run(move |change, new| {
        Box::pin(async move {
            let asset = create::create(change, new).await?;
            changed("Asset created", asset, change.tenant(), Answer::created)
        })
    });
    effect.await
}

/// Records assets from a CSV file: `text/csv`, or the part `csvFile` of `multipart/form-data`; at most
/// 10 MB and 10,000 rows. UTF-8, separated by comma, semicolon or tab.
///
/// Columns, by name in any order: serialNumber, sku, acquisitionCost, acquisitionDate,
/// currentValue, location, condition, notes, status; also as Serial Number, SKU, Cost, Date and so on. The
/// first two are
/// required, others are ignored, so the CSV form of `GET /v1/assets` can be taken in. Each row is
/// recorded by the rules of POST /v1/assets.
///
/// A row that does not hold, or whose serial number is taken (`ASSET_EXISTS`), is skipped and reported
/// with its number, the header being row 1; the others are recorded, some hundred a transaction. With
/// an `Idempotency-Key` a repeat goes on where the first request broke off and gets the same answer.
#[utoipa::path(
    post,
    path = "/v1/assets/csv",
    operation_id = "importAssets",
    tag = "Assets",
    security(("apiKey" = ["assets:write"])),
    request_body(content(
        (AssetsFile = "multipart/form-data"),
        (String = "text/csv"),
    )),
    responses(
        (status = 201, description = "Recorded; `errors` has the rows that were skipped.", body = AssetsImportedBody),
        (status = 400, description = "VALIDATION_ERROR: the file cannot be read or lacks a column; nothing was recorded.", body = ErrorBody),
    ),
)]
pub(crate) async fn import(upload: Upload) -> Result<Answer> {
    upload.run(import::import).await
}

/// An asset.
#[utoipa::path(
    get,
    path = "/v1/assets/{serialNumber}",
    operation_id = "getAsset",
    tag = "Assets",
    security(("apiKey" = ["assets:read"])),
    params(("serialNumber" = String, Path, description = "Its serial number, percent-encoded.")),
    responses(
        (status = 200, description = "The asset.", body = AssetBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    ),
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(serial_number): Path<SerialNumber>,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let asset = list::asset(&mut tx, tenant.id, &serial_number)
        .await?
        .ok_or_else(|| Error::not_found("asset", &serial_number))?;
    let version = asset.version;
    tx.commit().await?;
    Ok(Answer::ok(&AssetBody::new(asset, &tenant))?.of_version(version))
}

/// The whole life of an asset.
///
/// Present and earlier subscriptions, also those in which another asset took its place, with their
/// customers, orders and charges; what happened to it; and what it brought over all of them. A key
/// that may see assets sees what each has earned: of charges only amounts, dates and states.
#[utoipa::path(
    get,
    path = "/v1/assets/{serialNumber}/history",
    operation_id = "getAssetHistory",
    tag = "Assets",
    security(("apiKey" = ["assets:read"])),
    params(("serialNumber" = String, Path, description = "Its serial number, percent-encoded.")),
    responses(
        (status = 200, description = "Its life.", body = AssetHistoryBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    ),
)]
pub(crate) async fn get_history(
    State(app): State<App>,
    tenant: Tenant,
    Path(serial_number): Path<SerialNumber>,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let asset = list::asset(&mut tx, tenant.id, &serial_number)
        .await?
        .ok_or_else(|| Error::not_found("asset", &serial_number))?;
    let today = tenant.time_zone.today(app.clock().now());
    let life = history::read(&mut tx, &tenant, (asset, today)).await?;
    tx.commit().await?;
    Answer::ok(&life)
}

/// Changes what is sent of an asset. Its status cannot change while it is in a running subscription.
#[utoipa::path(
    patch,
    path = "/v1/assets/{serialNumber}",
    operation_id = "updateAsset",
    tag = "Assets",
    security(("apiKey" = ["assets:write"])),
    params(("serialNumber" = String, Path, description = "Its serial number, percent-encoded.")),
    request_body = Option<AssetPatchSchema>,
    responses(
        (status = 200, description = "The asset is as asked.", body = AssetChangedBody),
        (status = 400, description = "VALIDATION_ERROR, INVALID_STATUS", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
        (status = 409, description = "ASSET_IN_USE", body = ErrorBody),
    ),
)]
pub(crate) async fn update(
    Path(serial_number): Path<SerialNumber>,
    write: Write<AssetPatch>,
) -> Result<Answer> {
    let effect = write.run(move |change, patch| {
        let serial_number = serial_number.clone();
        Box::pin(async move {
            let asset = update::update(change, &serial_number, patch).await?;
            changed("Asset updated", asset, change.tenant(), Answer::ok)
        })
    });
    effect.await
}

/// The same as PATCH: what is left out stays as it is, and what the server owns is ignored.
#[utoipa::path(
    put,
    path = "/v1/assets/{serialNumber}",
    operation_id = "replaceAsset",
    tag = "Assets",
    security(("apiKey" = ["assets:write"])),
    params(("serialNumber" = String, Path, description = "Its serial number, percent-encoded.")),
    request_body = Option<AssetPatchSchema>,
    responses(
        (status = 200, description = "The asset is as asked.", body = AssetChangedBody),
        (status = 400, description = "VALIDATION_ERROR, INVALID_STATUS", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
        (status = 409, description = "ASSET_IN_USE", body = ErrorBody),
    ),
)]
pub(crate) async fn replace(path: Path<SerialNumber>, write: Write<AssetPatch>) -> Result<Answer> {
    update(path, write).await
}

/// Takes an asset out of use: it becomes `unavailable`. PATCH with `available` brings it back.
#[utoipa::path(
    delete,
    path = "/v1/assets/{serialNumber}",
    operation_id = "deleteAsset",
    tag = "Assets",
    security(("apiKey" = ["assets:write"])),
    params(("serialNumber" = String, Path, description = "Its serial number, percent-encoded.")),
    responses(
        (status = 200, description = "Out of use.", body = AssetDeletedBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
        (status = 409, description = "ASSET_IN_USE", body = ErrorBody),
    ),
)]
pub(crate) async fn delete(
    Path(serial_number): Path<SerialNumber>,
    write: Write<NoBody>,
) -> Result<Answer> {
    let effect = write.run(move |change, _| {
        let serial_number = serial_number.clone();
        Box::pin(async move {
            let asset = update::delete(change, &serial_number).await?;
            let version = asset.version;
            Ok(Answer::ok(&AssetDeletedBody::new(asset))?.of_version(version))
        })
    });
    effect.await
}

fn changed(
    message: &'static str,
    asset: super::model::Asset,
    tenant: &Tenant,
    answer: impl FnOnce(&AssetChangedBody) -> Result<Answer>,
) -> Result<Answer> {
    let version = asset.version;
    let body = AssetChangedBody::new(message, asset, tenant);
    Ok(answer(&body)?.of_version(version))
}
