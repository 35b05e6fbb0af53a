//! Whether an order takes a subscription for an asset, and for which of its items (contract 3.2,
//! 8.1, 8.2). Pure; the order of the questions is the order of the codes in the contract.
use crate::{
    assets::{Asset, AssetStatus},
    kernel::id::OrderItemId,
    orders::{OrderItem, OrderStatus, OrderType},
};

/// Which item a request means; nothing: any open one of the asset's SKU.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// This one.
    pub(super) item: Option<OrderItemId>,
    /// One of this many months.
    pub(super) contract_length: Option<u32>,
}

/// Why an order does not take the asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// `ORDER_NOT_CONFIRMED`: this tenant confirms orders first.
    Pending,
    /// `ORDER_NOT_CONFIRMED`: the order was called off.
    Cancelled,
    /// `ORDER_NOT_CONFIRMED`: the order makes contracts longer, not new ones.
    Extension,
    /// `ASSET_NOT_AVAILABLE`
    NotAvailable(AssetStatus),
    /// `SKU_MISMATCH`
    SkuMismatch,
    /// `INVALID_CONTRACT_LENGTH`: the item has this many months.
    ContractLength(u32),
    /// `ITEM_FULLY_FULFILLED`
    FullyFulfilled,
}

/// Whether the order takes subscriptions at all. One that is fulfilled does: which item the asset
/// would be for tells why not this time.
pub(super) const fn check_order(
    order_type: OrderType,
    status: OrderStatus,
    require_confirmation: bool,
) -> Result<(), Refused> {
    match order_type {
        OrderType::Extension => return Err(Refused::Extension),
        OrderType::Standard | OrderType::Upgrade => {}
    }
    match status {
        OrderStatus::Pending if require_confirmation => Err(Refused::Pending),
        OrderStatus::Cancelled => Err(Refused::Cancelled),
        OrderStatus::Pending
        | OrderStatus::Confirmed
        | OrderStatus::Partial
        | OrderStatus::Fulfilled => Ok(()),
    }
}

/// The item that the asset fulfils a unit of.
pub(super) fn choose_item<'o>(
    items: &'o [OrderItem],
    choice: Choice,
    asset: &Asset,
) -> Result<&'o OrderItem, Refused> {
    match asset.status {
        AssetStatus::Available => {}
        AssetStatus::RentedOut
        | AssetStatus::Returned
        | AssetStatus::Sold
        | AssetStatus::Unavailable => return Err(Refused::NotAvailable(asset.status)),
    }
    let of_sku: Vec<&OrderItem> = items
        .iter()
        .filter(|item| choice.item.is_none_or(|id| item.id == id) && item.sku == asset.sku)
        .collect();
    let first = of_sku.first().ok_or(Refused::SkuMismatch)?;
    let mut of_length = of_sku
        .iter()
        .filter(|item| {
            choice
                .contract_length
                .is_none_or(|months| item.contract_length == months)
        })
        .peekable();
    if of_length.peek().is_none() {
        return Err(Refused::ContractLength(first.contract_length));
    }
    of_length
        .find(|item| item.rented_quantity < item.quantity)
        .copied()
        .ok_or(Refused::FullyFulfilled)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::{
        kernel::{
            id::{ProductId, VariantId},
            money::Minor,
            word::Word as _,
        },
        orders::{AcquisitionCostSource, ListPriceSource},
    };

    fn item(sku: &str, months: u32, (rented, quantity): (u32, u32)) -> OrderItem {
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
            contract_length: months,
            list_price: None,
            list_price_source: ListPriceSource::Unknown,
            acquisition_cost: None,
            acquisition_cost_source: AcquisitionCostSource::Unknown,
            subscription_ids: Vec::new(),
        }
    }

    fn asset(sku: &str, status: AssetStatus) -> Asset {
        let now = DateTime::UNIX_EPOCH;
        Asset {
            serial_number: "SN-1".to_owned().into(),
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
    fn an_order_takes_subscriptions_unless_it_waits_is_cancelled_or_extends() {
        for order_type in OrderType::ALL.iter().copied() {
            for status in OrderStatus::ALL.iter().copied() {
                for confirm in [false, true] {
                    let expected = match (order_type, status, confirm) {
                        (OrderType::Extension, _, _) => Err(Refused::Extension),
                        (_, OrderStatus::Cancelled, _) => Err(Refused::Cancelled),
                        (_, OrderStatus::Pending, true) => Err(Refused::Pending),
                        _ => Ok(()),
                    };
                    let found = check_order(order_type, status, confirm);
                    assert_eq!(found, expected, "{order_type:?} {status:?} {confirm}");
                }
            }
        }
    }

    #[test]
    fn an_item_is_chosen_by_name_or_by_the_asset() {
        use Refused::{ContractLength, FullyFulfilled, SkuMismatch};
        let items = [
            item("A", 12, (1, 1)),
            item("B", 12, (0, 1)),
            item("A", 12, (1, 2)),
            item("A", 24, (0, 1)),
        ];
        // item asked for, months asked for, SKU of the asset → item taken
        for (index, contract_length, sku, expected) in [
            (None, None, "A", Ok(2)),
            (None, None, "B", Ok(1)),
            (None, None, "C", Err(SkuMismatch)),
            (None, Some(24), "A", Ok(3)),
            (None, Some(6), "A", Err(ContractLength(12))),
            (Some(3), None, "A", Ok(3)),
            (Some(0), None, "A", Err(FullyFulfilled)),
            (Some(1), None, "A", Err(SkuMismatch)),
            (Some(3), Some(12), "A", Err(ContractLength(24))),
            (Some(0), Some(6), "A", Err(ContractLength(12))),
        ] {
            let choice = Choice {
                item: index.map(|index: usize| items[index].id),
                contract_length,
            };
            let found = choose_item(&items, choice, &asset(sku, AssetStatus::Available));
            let expected = expected.map(|index: usize| items[index].id);
            assert_eq!(found.map(|item| item.id), expected, "{choice:?} {sku}");
        }
    }

    #[test]
    fn an_asset_that_is_not_available_is_refused_before_its_sku() {
        for status in AssetStatus::ALL.iter().copied() {
            let found = choose_item(&[], Choice::default(), &asset("A", status));
            let expected = if status == AssetStatus::Available {
                Refused::SkuMismatch
            } else {
                Refused::NotAvailable(status)
            };
            assert_eq!(found.map(|item| item.id), Err(expected));
        }
    }
}
