//! Refusals in words that tell the fix.
use super::{decide::Refused, store};
use crate::{
    assets::{Asset, AssetStatus},
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::{
        id::{OrderItemId, SubscriptionId},
        text::list_of,
        word::Word as _,
    },
    orders::{Order, OrderItem},
};

/// `ORDER_NOT_FOUND`
pub(super) fn no_order(id: &str) -> Error {
    Error::fault(Fault::own(
        "orderId",
        Code::OrderNotFound,
        format!("No order `{id}` in this tenant. Check the id and the Tenant-ID header."),
    ))
}

/// `ASSET_NOT_AVAILABLE`, where only the database saw it.
pub(super) fn taken(serial_number: &str) -> Error {
    Error::refused(
        Code::AssetNotAvailable,
        format!("Asset `{serial_number}` is in another active subscription. Choose another asset."),
    )
}

/// `SUBSCRIPTION_DIFFERENT_CUSTOMER`
pub(super) fn not_theirs(order: &Order, previous: SubscriptionId) -> Error {
    Error::refused(
        Code::SubscriptionDifferentCustomer,
        format!(
            "Order `{}` went to another customer than that of subscription `{previous}`, which it \
             is to replace. Move it back, or create a new order.",
            order.id
        ),
    )
}

/// What an asset is wanted for: an order, or the item of it that the request names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'o> {
    order: &'o Order,
    item: Option<&'o OrderItem>,
}

impl<'o> Wanted<'o> {
    /// For the order, or its item `item`.
    pub(super) fn of(order: &'o Order, item: Option<OrderItemId>) -> Self {
        let named = |id| order.items.iter().find(|item| item.id == id);
        Self {
            order,
            item: item.and_then(named),
        }
    }

    /// What it asks for, in words.
    fn asks_for(&self) -> String {
        let who = if self.item.is_some() {
            "this item of the order"
        } else {
            "the order"
        };
        format!("{who} asks for {}", list_of(&self.skus()))
    }

    /// The SKU of the item; else those of items with an open unit; of all items where none is open.
    fn skus(&self) -> Vec<&'o str> {
        if let Some(item) = self.item {
            return vec![&item.sku];
        }
        let of = |open: bool| {
            let items = self.order.items.iter();
            let mut skus: Vec<&str> = items
                .filter(|item| !open || item.rented_quantity < item.quantity)
                .map(|item| item.sku.as_str())
                .collect();
            skus.sort_unstable();
            skus.dedup();
            skus
        };
        let open = of(true);
        if open.is_empty() { of(false) } else { open }
    }
}

/// `ASSET_NOT_FOUND`
pub(super) async fn no_asset(
    change: &mut Change,
    wanted: &Wanted<'_>,
    (path, serial): (&str, &str),
) -> Result<Fault> {
    let hint = free(change, wanted).await?;
    Ok(Fault::own(
        path,
        Code::AssetNotFound,
        format!("No asset `{serial}` in this tenant: record it first, or choose another. {hint}"),
    ))
}

/// Why the order does not take subscriptions.
pub(super) fn of_order(refused: Refused, order: &Order) -> Error {
    let id = order.id;
    let fix = match refused {
        Refused::Pending => {
            "is pending, and this tenant confirms orders first. Confirm it \
             (POST /v1/orders/{orderId}/confirm) and try again."
        }
        Refused::Extension => {
            "extends running contracts and takes no new ones. Confirm it, and it extends them."
        }
        Refused::Cancelled
        | Refused::NotAvailable(_)
        | Refused::SkuMismatch
        | Refused::ContractLength(_)
        | Refused::FullyFulfilled => "is cancelled, which is final. Create a new order.",
    };
    Error::refused(Code::OrderNotConfirmed, format!("Order `{id}` {fix}"))
}

/// Why no item takes the asset.
pub(super) async fn of_asset(
    change: &mut Change,
    refused: Refused,
    wanted: &Wanted<'_>,
    asset: &Asset,
) -> Result<Error> {
    let (serial, sku) = (&asset.serial_number, &asset.sku);
    let (code, message) = match refused {
        Refused::NotAvailable(status) => {
            let mend = match status {
                AssetStatus::Returned | AssetStatus::Unavailable => {
                    "Set it to `available` once it is ready, or choose another. "
                }
                AssetStatus::Available | AssetStatus::RentedOut | AssetStatus::Sold => "",
            };
            let hint = free(change, wanted).await?;
            let status = status.word();
            let message = format!("Asset `{serial}` is `{status}`, not `available`. {mend}{hint}");
            (Code::AssetNotAvailable, message)
        }
        Refused::SkuMismatch => {
            let hint = free(change, wanted).await?;
            let message = format!(
                "Asset `{serial}` is a `{sku}`; {}. {hint}",
                wanted.asks_for(),
            );
            (Code::SkuMismatch, message)
        }
        Refused::ContractLength(months) => (
            Code::InvalidContractLength,
            format!(
                "The order's item of `{sku}` runs {months} months, fixed when it was ordered. \
                 Leave contractLength out or send {months}."
            ),
        ),
        Refused::FullyFulfilled => (
            Code::ItemFullyFulfilled,
            format!(
                "Every unit of `{sku}` in order `{}` has a subscription. Create another order for \
                 more.",
                wanted.order.id
            ),
        ),
        Refused::Pending | Refused::Cancelled | Refused::Extension => {
            return Ok(of_order(refused, wanted.order));
        }
    };
    Ok(Error::refused(code, message))
}

/// Which assets one could take instead.
async fn free(change: &mut Change, wanted: &Wanted<'_>) -> Result<String> {
    let (tenant, skus) = (change.tenant().id, wanted.skus());
    let serials = store::available_serials(change.conn(), tenant, &skus).await?;
    let serials: Vec<&str> = serials.iter().map(String::as_str).collect();
    Ok(if serials.is_empty() {
        format!("No asset of {} is available now.", list_of(&skus))
    } else {
        format!("Available: {}.", list_of(&serials))
    })
}
