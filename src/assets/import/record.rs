//! Recording many assets in one transaction.
use std::collections::{HashMap, HashSet};

use super::file::refused;
use crate::{
    assets::{
        create::{self, NewAsset},
        model::{Asset, SerialNumber},
        store,
    },
    catalog::{self, Sellable},
    change::Change,
    error::{Error, Fault, Result},
    http::csv::RowError,
    timeline,
};

/// Unknown SKUs of one part that are compared with the catalog's; past it a message has no proposal.
const PROPOSALS_MAX: usize = 20;

/// Records assets, given with the numbers of their rows. Gives what is told of those that were not.
pub(super) async fn record(
    change: &mut Change,
    rows: &[(usize, NewAsset)],
) -> Result<Vec<RowError>> {
    let tenant = change.tenant().id;
    let skus: HashSet<&str> = rows.iter().map(|(_, new)| new.sku.as_str()).collect();
    let skus: Vec<String> = skus.into_iter().map(ToOwned::to_owned).collect();
    let variants = catalog::find_sellable(change.conn(), tenant, &skus).await?;
    let nearest = proposals(change, rows, &variants).await?;
    let (mut assets, mut errors) = (Vec::new(), Vec::new());
    for (row, new) in rows {
        match asset(change, new, &variants, &nearest) {
            Ok(asset) => assets.push(asset),
            Err(Error::Invalid(faults)) => errors.push(skipped(*row, new, faults)),
            Err(error) => return Err(error),
        }
    }
    let added = store::insert_all(change.conn(), tenant, &assets).await?;
    let taken = assets.iter().map(|asset| &asset.serial_number);
    let taken: HashSet<&SerialNumber> = taken.filter(|one| !added.contains(one)).collect();
    for (row, new) in rows
        .iter()
        .filter(|(_, new)| taken.contains(&new.serial_number))
    {
        let error = create::exists(&new.serial_number);
        let fault = Fault::own("serialNumber", error.code(), error.to_string());
        errors.push(skipped(*row, new, vec![fault]));
    }
    for asset in assets
        .iter()
        .filter(|asset| added.contains(&asset.serial_number))
    {
        timeline::record(change, create::recorded(asset));
    }
    Ok(errors)
}

/// The known SKU most like each unknown one.
async fn proposals(
    change: &mut Change,
    rows: &[(usize, NewAsset)],
    variants: &HashMap<String, Sellable>,
) -> Result<HashMap<String, Option<String>>> {
    let tenant = change.tenant().id;
    let mut nearest = HashMap::new();
    for (_, new) in rows {
        if variants.contains_key(&new.sku) || nearest.contains_key(&new.sku) {
            continue;
        }
        if nearest.len() == PROPOSALS_MAX {
            break;
        }
        let near = catalog::nearest_sku(change.conn(), tenant, &new.sku).await?;
        nearest.insert(new.sku.clone(), near);
    }
    Ok(nearest)
}

/// The asset that a row asks for.
fn asset(
    change: &Change,
    new: &NewAsset,
    variants: &HashMap<String, Sellable>,
    nearest: &HashMap<String, Option<String>>,
) -> Result<Asset> {
    let status = create::entered(new)?;
    let Some(variant) = variants.get(&new.sku) else {
        let near = nearest.get(&new.sku).and_then(Option::as_deref);
        return Err(create::unknown(new, near));
    };
    let variant = create::active(new, variant.clone())?;
    Ok(create::asset(change, new, status, variant))
}

fn skipped(row: usize, new: &NewAsset, faults: Vec<Fault>) -> RowError {
    refused(row, (new.serial_number.as_str(), &new.sku), faults)
}
