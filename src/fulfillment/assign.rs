//! Which asset fulfils a unit of which item, and why one does not. Pure; the order of the questions is
//! the order of the codes in the contract (3.2).
use std::collections::HashMap;

use crate::{
    assets::{Asset, AssetStatus, SerialNumber},
    error::Code,
    kernel::{id::OrderItemId, word::Word as _},
    orders::OrderItem,
};

/// An asset that is wanted for a unit of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Where the request says so.
    pub(super) path: String,
    /// The item; of the order.
    pub(super) item: OrderItemId,
    /// The asset; none where no available one was found.
    pub(super) serial_number: Option<SerialNumber>,
}

/// Why a unit is not fulfilled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// Stable and machine-readable.
    pub(super) code: Code,
    /// A sentence that tells the fix.
    pub(super) message: String,
}

/// What becomes of the units that are wanted, in their order: each gets its asset, or a refusal. An
/// item's open units go to the first that can have them.
pub(super) fn assign(
    items: &[OrderItem],
    wanted: &[Wanted],
    assets: &HashMap<SerialNumber, Asset>,
) -> Vec<Result<SerialNumber, Refusal>> {
    let mut open: HashMap<OrderItemId, u32> = items
        .iter()
        .map(|item| (item.id, item.quantity.saturating_sub(item.rented_quantity)))
        .collect();
    let unit = |unit: &Wanted| {
        let item = items.iter().find(|item| item.id == unit.item);
        let left = open.get_mut(&unit.item);
        let (Some(item), Some(left)) = (item, left) else {
            return Err(fully_fulfilled("this item"));
        };
        let Some(serial) = &unit.serial_number else {
            return Err(none_left(&item.sku));
        };
        let asset = assets.get(serial).ok_or_else(|| not_found(serial))?;
        fits(asset, &item.sku)?;
        *left = left
            .checked_sub(1)
            .ok_or_else(|| fully_fulfilled(&item.sku))?;
        Ok(serial.clone())
    };
    wanted.iter().map(unit).collect()
}

/// Whether the asset is available and of the item's SKU.
fn fits(asset: &Asset, sku: &str) -> Result<(), Refusal> {
    let mend = match asset.status {
        AssetStatus::Available => return of_sku(asset, sku),
        AssetStatus::Returned | AssetStatus::Unavailable => {
            "Set it to `available` once it is ready, or choose another"
        }
        AssetStatus::RentedOut | AssetStatus::Sold => "Choose another",
    };
    let (serial, status) = (&asset.serial_number, asset.status.word());
    Err(Refusal {
        code: Code::AssetNotAvailable,
        message: format!(
            "Asset `{serial}` is `{status}`, not `available`. {mend}; GET \
             /v1/assets?sku={sku}&status=available lists them."
        ),
    })
}

fn of_sku(asset: &Asset, sku: &str) -> Result<(), Refusal> {
    if asset.sku == sku {
        return Ok(());
    }
    Err(Refusal {
        code: Code::SkuMismatch,
        message: format!(
            "Asset `{}` is a `{}`; this item of the order asks for `{sku}`. Choose another; GET \
             /v1/assets?sku={sku}&status=available lists them.",
            asset.serial_number, asset.sku
        ),
    })
}

fn not_found(serial: &SerialNumber) -> Refusal {
    Refusal {
        code: Code::AssetNotFound,
        message: format!(
            "No asset `{serial}` in this tenant: record it first, or check the serial number."
        ),
    }
}

fn none_left(sku: &str) -> Refusal {
    Refusal {
        code: Code::AssetNotAvailable,
        message: format!(
            "No further asset of `{sku}` is available. Add assets or set returned ones to \
             `available`; mode `best_effort` fulfils what can be fulfilled."
        ),
    }
}

fn fully_fulfilled(sku: &str) -> Refusal {
    Refusal {
        code: Code::ItemFullyFulfilled,
        message: format!(
            "Every unit of `{sku}` in this item has a subscription, or gets one by this request. \
             Leave this serial number out."
        ),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::{
        kernel::{
            id::{ProductId, VariantId},
            money::Minor,
        },
        orders::{AcquisitionCostSource, ListPriceSource},
    };

    fn item(sku: &str, (rented, quantity): (u32, u32)) -> OrderItem {
        let now = DateTime::UNIX_EPOCH;
        OrderItem {
            id: OrderItemId::generate(now),
            product_id: ProductId::generate(now),
            variant_id: VariantId::generate(now),
            sku: sku.to_owned(),
            product_name: String::new(),
            product_image_url: None,
            quantity,
            rented_quantity: rented,
            unit_price: Minor::ZERO,
            setup_fee: Minor::ZERO,
            contract_length: 12,
            list_price: None,
            list_price_source: ListPriceSource::Unknown,
            acquisition_cost: None,
            acquisition_cost_source: AcquisitionCostSource::Unknown,
            subscription_ids: Vec::new(),
        }
    }

    fn asset(serial: &str, sku: &str, status: AssetStatus) -> Asset {
        let now = DateTime::UNIX_EPOCH;
        Asset {
            serial_number: serial.to_owned().into(),
            variant_id: VariantId::generate(now),
            product_id: ProductId::generate(now),
            sku: sku.to_owned(),
            product_name: String::new(),
            product_image_url: None,
            status,
            location: None,
            condition: None,
            acquisition_cost: None,
            variant_cost: None,
            current_value: None,
            collected: Minor::ZERO,
            acquisition_date: now.date_naive(),
            customer_id: None,
            subscription_id: None,
            notes: None,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    #[test]
    fn each_unit_gets_its_asset_or_the_first_reason_why_not() {
        use AssetStatus::{Available, RentedOut};
        let items = [item("A", (1, 3)), item("B", (0, 1))];
        let assets = [
            asset("a1", "A", Available),
            asset("a2", "A", Available),
            asset("a3", "A", Available),
            asset("b1", "B", Available),
            asset("gone", "B", RentedOut),
        ];
        let assets: HashMap<SerialNumber, Asset> = assets
            .into_iter()
            .map(|asset| (asset.serial_number.clone(), asset))
            .collect();
        let wanted: Vec<(usize, Option<&str>, Option<Code>)> = vec![
            (0, Some("a1"), None),
            (0, Some("b1"), Some(Code::SkuMismatch)),
            (0, Some("nobody"), Some(Code::AssetNotFound)),
            (0, Some("gone"), Some(Code::AssetNotAvailable)),
            (0, Some("a2"), None),
            (0, Some("a3"), Some(Code::ItemFullyFulfilled)),
            (1, Some("b1"), None),
            (1, None, Some(Code::AssetNotAvailable)),
        ];
        let units: Vec<Wanted> = wanted
            .iter()
            .map(|(at, serial, _)| Wanted {
                path: String::new(),
                item: items[*at].id,
                serial_number: serial.map(|serial| serial.to_owned().into()),
            })
            .collect();
        let met = assign(&items, &units, &assets);
        assert_eq!(met.len(), wanted.len());
        for ((_, serial, code), met) in wanted.into_iter().zip(met) {
            let met = met.map(|serial| serial.to_string());
            match code {
                None => assert_eq!(met.unwrap(), serial.unwrap()),
                Some(code) => assert_eq!(met.unwrap_err().code, code, "{serial:?}"),
            }
        }
    }
}
