//! Whether an asset can take the place of a contract's own.
use super::{store, wire::Named};
use crate::{
    assets::{self, Asset, AssetStatus, SerialNumber},
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::{text::list_of, word::Word as _},
};

/// The asset of a contract and the one a body names, both locked in the order of the house. An unknown
/// one is `ASSET_NOT_FOUND`; of the contract's own asset there is always one.
pub(super) async fn lock(
    change: &mut Change,
    own: &SerialNumber,
    named: &Named,
    sku: &str,
) -> Result<(Asset, Asset)> {
    let new = SerialNumber::from(named.text.clone());
    let tenant = change.tenant().id;
    assets::lock_all(change.conn(), tenant, &[own.as_str(), new.as_str()]).await?;
    let old = assets::lock(change.conn(), tenant, own)
        .await?
        .ok_or_else(|| Error::internal(anyhow::anyhow!("a contract's asset {own} is gone")))?;
    if let Some(found) = assets::lock(change.conn(), tenant, &new).await? {
        return Ok((old, found));
    }
    let hint = free(change, sku).await?;
    Err(Error::fault(Fault::own(
        named.path.clone(),
        Code::AssetNotFound,
        format!("No asset `{new}` in this tenant: record it first, or choose another. {hint}"),
    )))
}

/// Refuses an asset that is not available, or not of the SKU.
pub(super) async fn check(change: &mut Change, asset: &Asset, sku: &str) -> Result<()> {
    let serial_number = &asset.serial_number;
    let (code, what) = match asset.status {
        AssetStatus::Available if asset.sku == sku => return Ok(()),
        AssetStatus::Available => {
            let found = &asset.sku;
            let what = format!("Asset `{serial_number}` is a `{found}`, not a `{sku}`.");
            (Code::SkuMismatch, what)
        }
        AssetStatus::Returned
        | AssetStatus::Unavailable
        | AssetStatus::RentedOut
        | AssetStatus::Sold => {
            let status = asset.status.word();
            let what = format!("Asset `{serial_number}` is `{status}`, not `available`.");
            (Code::AssetNotAvailable, what)
        }
    };
    let hint = free(change, sku).await?;
    Err(Error::refused(code, format!("{what} {hint}")))
}

/// Which assets one could take instead.
async fn free(change: &mut Change, sku: &str) -> Result<String> {
    let tenant = change.tenant().id;
    let serials = store::available_serials(change.conn(), tenant, &[sku]).await?;
    let serials: Vec<&str> = serials.iter().map(String::as_str).collect();
    Ok(if serials.is_empty() {
        format!("No asset of `{sku}` is available now.")
    } else {
        format!("Available: {}.", list_of(&serials))
    })
}
