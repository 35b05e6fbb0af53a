//! Changing an asset by hand, and deleting one.
use chrono::NaiveDate;

use super::{
    assign::lock,
    create::contract_only,
    model::{Asset, AssetStatus, SerialNumber},
    state::{self, Refused},
    store,
};
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::{
        currency::Currency,
        money::{Amount, Minor},
        patch::Patch,
        word::Word as _,
    },
    timeline::{self, Changes, EntityType, Entry},
};

/// A name that the body says again, with its place.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    pub(super) path: String,
    pub(super) text: String,
}

/// What of an asset changes.
#[derive(Debug, Clone)]
pub(crate) struct AssetPatch {
    /// Must be the one in the path.
    pub(super) serial_number: Option<Sent>,
    /// Must be the one it has.
    pub(super) sku: Option<Sent>,
    pub(super) status: Option<AssetStatus>,
    pub(super) location: Patch<String>,
    pub(super) condition: Patch<String>,
    pub(super) acquisition_cost: Patch<Minor>,
    pub(super) current_value: Patch<Minor>,
    pub(super) acquisition_date: Option<NaiveDate>,
    pub(super) notes: Patch<String>,
}

impl AssetPatch {
    /// Whether it speaks of this asset, as far as it says so.
    fn is_of(&self, asset: &Asset) -> Result<()> {
        let faults: Vec<Fault> = [
            (&self.serial_number, asset.serial_number.as_str()),
            (&self.sku, asset.sku.as_str()),
        ]
        .into_iter()
        .filter_map(|(sent, stored)| {
            let sent = sent.as_ref().filter(|sent| sent.text != stored)?;
            let message = format!("Must be `{stored}`, which cannot change, or be left out.");
            Some(Fault::shape(sent.path.clone(), "invalid_literal", message))
        })
        .collect();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(faults))
        }
    }

    fn apply_to(&self, asset: &mut Asset) -> Result<(), Refused> {
        if let Some(status) = self.status {
            asset.status = state::set_by_hand(asset.status, status)?;
        }
        self.location.clone().apply_to(&mut asset.location);
        self.condition.clone().apply_to(&mut asset.condition);
        self.acquisition_cost.apply_to(&mut asset.acquisition_cost);
        self.current_value.apply_to(&mut asset.current_value);
        self.notes.clone().apply_to(&mut asset.notes);
        if let Some(date) = self.acquisition_date {
            asset.acquisition_date = date;
        }
        Ok(())
    }
}

/// Changes an asset. What does not change anything is accepted and leaves no trace.
pub(super) async fn update(
    change: &mut Change,
    serial_number: &SerialNumber,
    patch: &AssetPatch,
) -> Result<Asset> {
    let before = found(change, serial_number).await?;
    patch.is_of(&before)?;
    let mut asset = before.clone();
    patch
        .apply_to(&mut asset)
        .map_err(|refused| refusal(refused, &before, patch.status))?;
    if asset == before {
        return Ok(asset);
    }
    let summary = if asset.status == before.status {
        "Asset updated".to_owned()
    } else {
        format!(
            "Asset updated, now {}",
            asset.status.word().replace('_', " ")
        )
    };
    write(change, &before, asset, ("asset.updated", summary)).await
}

/// Takes an asset out of use: it becomes `unavailable`. A second time changes nothing.
pub(super) async fn delete(change: &mut Change, serial_number: &SerialNumber) -> Result<Asset> {
    let before = found(change, serial_number).await?;
    let mut asset = before.clone();
    asset.status =
        state::deleted(before.status).map_err(|refused| refusal(refused, &before, None))?;
    if asset == before {
        return Ok(asset);
    }
    write(
        change,
        &before,
        asset,
        ("asset.deleted", "Asset taken out of use".to_owned()),
    )
    .await
}

async fn found(change: &mut Change, serial_number: &SerialNumber) -> Result<Asset> {
    let tenant = change.tenant().id;
    let asset = lock(change.conn(), tenant, serial_number)
        .await?
        .ok_or_else(|| Error::not_found("asset", serial_number))?;
    change.expect_version(asset.version)?;
    Ok(asset)
}

async fn write(
    change: &mut Change,
    before: &Asset,
    mut asset: Asset,
    (action, summary): (&'static str, String),
) -> Result<Asset> {
    let (tenant, now) = (change.tenant().id, change.now());
    store::update(change.conn(), tenant, &mut asset, now).await?;
    let entry = Entry {
        entity_type: EntityType::Asset,
        entity_id: asset.serial_number.to_string(),
        action,
        summary,
        changes: changes(before, &asset, change.tenant().currency),
    };
    timeline::record(change, entry);
    Ok(asset)
}

fn changes(old: &Asset, new: &Asset, currency: Currency) -> Changes {
    let amount = |minor: Option<Minor>| minor.map(|minor| Amount::new(minor, currency));
    Changes::none()
        .with("status", &old.status, &new.status)
        .with("location", &old.location, &new.location)
        .with("condition", &old.condition, &new.condition)
        .with(
            "acquisitionCost",
            &amount(old.acquisition_cost),
            &amount(new.acquisition_cost),
        )
        .with(
            "currentValue",
            &amount(old.current_value),
            &amount(new.current_value),
        )
        .with(
            "acquisitionDate",
            &old.acquisition_date,
            &new.acquisition_date,
        )
        .with("notes", &old.notes, &new.notes)
}

fn refusal(refused: Refused, asset: &Asset, wanted: Option<AssetStatus>) -> Error {
    match refused {
        Refused::InUse => Error::refused(
            Code::AssetInUse,
            format!(
                "Asset `{}` is in a running subscription. Return, replace, buy out or cancel it \
                 there first.",
                asset.serial_number
            ),
        ),
        Refused::ContractOnly | Refused::NotAvailable | Refused::NotRented => {
            contract_only(wanted.unwrap_or(asset.status))
        }
    }
}
