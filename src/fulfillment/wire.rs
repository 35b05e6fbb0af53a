//! What a fulfilment asks for, and what became of it (contract 10.21).
use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::fulfil::{Fulfilled, UnitResult};
use crate::{
    assets::SerialNumber,
    custom_fields::{self, Fields},
    error::Fault,
    http::json::{Input, Read},
    kernel::{
        id::{OrderItemId, SubscriptionId, TenantId},
        schedule::BillingStart,
        word::words,
    },
    orders::OrderBody,
    subscriptions::start_date,
};

/// Most units of one call.
pub(super) const UNITS_MAX: usize = 500;

words! {
    /// Which assets are picked by the server.
    pub(crate) enum AutoPick {
        /// For every open unit the oldest available asset of its SKU.
        Oldest = "oldest",
    }
}

words! {
    /// What happens if a unit cannot be fulfilled.
    #[derive(Default)]
    pub(crate) enum FulfillMode {
        /// Nothing at all is done.
        #[default]
        All = "all",
        /// All others are fulfilled.
        BestEffort = "best_effort",
    }
}

/// Which assets fulfil the units of an order: `items` names them, or `autoPick` leaves the choice to
/// the server. The rest is the same for all contracts that begin.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "items": [{"itemId": "item_01j9z3k5m8e9fvq2x7c4b6n8p0", "serialNumbers": ["C02ZN1ABCD12"]}],
    "mode": "all"
}))]
pub(crate) struct FulfillOrderBody {
    /// At most 500 serial numbers together.
    #[schema(min_items = 1, max_items = 500)]
    pub(super) items: Option<Vec<ItemAssetsBody>>,
    /// Instead of `items`: for every open unit the oldest available asset of its SKU.
    pub(super) auto_pick: Option<AutoPick>,
    /// `all` by default.
    #[schema(value_type = Option<FulfillMode>)]
    pub(super) mode: FulfillMode,
    /// First day: a date, or an instant that is turned into the tenant's date; by default today.
    #[schema(value_type = Option<String>, example = "2025-02-01")]
    pub(super) start_date: Option<NaiveDate>,
    /// From when the contracts are billed; by default what the tenant has set.
    pub(super) billing_start_option: Option<BillingStart>,
    /// A group of the same customer to bill with; by default the order's.
    #[schema(min_length = 1, max_length = 255)]
    pub(super) billing_group_id: Option<String>,
    /// Free text of each contract.
    #[schema(max_length = 5000)]
    pub(super) notes: Option<String>,
    /// Free values of each contract by key.
    #[schema(value_type = Option<Object>)]
    pub(super) custom_fields: Option<Fields>,
}

/// Assets for units of an item.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct ItemAssetsBody {
    /// The item, by its `itemId` in the order.
    #[schema(value_type = String, min_length = 1, max_length = 255)]
    pub(super) item_id: Placed,
    /// One for each unit.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 500)]
    pub(super) serial_numbers: Vec<Placed>,
}

/// A name and where it stands in the body.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) path: String,
    pub(super) text: String,
}

impl Placed {
    fn read(input: &Input<'_>) -> Option<Self> {
        Some(Self {
            path: input.path().to_owned(),
            text: input.name()?,
        })
    }
}

impl Read for FulfillOrderBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let items = object.maybe(&["items"], |items| {
            let items = items.list((1, UNITS_MAX), ItemAssetsBody::read)?;
            once_each(items, input)
        });
        let auto_pick = object.maybe(&["autoPick"], Input::word);
        let said = |name| object.maybe(&[name], |_| Some(())).is_some();
        match (said("items"), said("autoPick")) {
            (true, true) => {
                let message = "Send `items` or `autoPick`, not both.";
                input.report::<()>(Fault::shape("autoPick", "custom", message));
            }
            (false, false) => {
                let message = "Required, or `autoPick`: `oldest`.";
                input.report::<()>(Fault::shape("items", "invalid_type", message));
            }
            (true, false) | (false, true) => {}
        }
        Some(Self {
            items,
            auto_pick,
            mode: object.maybe(&["mode"], Input::word).unwrap_or_default(),
            start_date: object.maybe(&["startDate"], start_date),
            billing_start_option: object.maybe(&["billingStartOption"], Input::word),
            billing_group_id: object.maybe(&["billingGroupId"], Input::name),
            notes: object
                .maybe(&["notes"], Input::long_text)
                .filter(|notes| !notes.is_empty()),
            custom_fields: object.maybe(&["customFields"], custom_fields::read),
        })
    }
}

impl Read for ItemAssetsBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let item_id = object.need(&["itemId", "orderItemId"], Placed::read);
        let serial_numbers = object.need(&["serialNumbers", "assetSerialNumbers"], |serials| {
            serials.list((1, UNITS_MAX), Placed::read)
        });
        Some(Self {
            item_id: item_id?,
            serial_numbers: serial_numbers?,
        })
    }
}

/// The items, if no asset is given twice and there are not too many.
fn once_each(items: Vec<ItemAssetsBody>, input: &Input<'_>) -> Option<Vec<ItemAssetsBody>> {
    let mut seen = HashSet::new();
    let mut all = 0;
    let mut right = true;
    for serial in items.iter().flat_map(|item| &item.serial_numbers) {
        all += 1;
        if !seen.insert(&*serial.text) {
            let message = "Stands twice in this request; an asset fulfils one unit.";
            input.report::<()>(Fault::shape(&*serial.path, "custom", message));
            right = false;
        }
    }
    if all > UNITS_MAX {
        let message = format!("Takes at most {UNITS_MAX} serial numbers together, received {all}.");
        input.report::<()>(Fault::shape("items", "too_big", message));
        right = false;
    }
    right.then_some(items)
}

/// What became of a fulfilment.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OrderFulfilledBody {
    /// Always true: the request was carried out; `results` tells what became of each unit.
    #[schema(example = true)]
    success: bool,
    #[schema(example = "2 of 2 units fulfilled")]
    message: String,
    /// Units that were fulfilled by this request.
    fulfilled: usize,
    /// Units that were asked for and not fulfilled; only in mode `best_effort`.
    failed: usize,
    /// One for each unit that was asked for.
    results: Vec<UnitResultBody>,
    order: OrderBody,
}

/// What became of a unit.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct UnitResultBody {
    /// Absent where no available asset was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<String>, example = "C02ZN1ABCD12")]
    serial_number: Option<SerialNumber>,
    #[schema(value_type = String)]
    item_id: OrderItemId,
    /// The contract that began.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<String>)]
    rental_id: Option<SubscriptionId>,
    /// The same as `rentalId`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<String>)]
    subscription_id: Option<SubscriptionId>,
    /// Why none began.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    error: Option<UnitErrorBody>,
}

/// Why a unit was not fulfilled.
#[derive(Debug, Serialize, ToSchema)]
struct UnitErrorBody {
    #[schema(example = "ASSET_NOT_AVAILABLE")]
    code: &'static str,
    message: String,
}

impl OrderFulfilledBody {
    pub(super) fn new(done: Fulfilled, tenant: TenantId) -> Self {
        let all = done.results.len();
        let fulfilled = done.results.iter().filter(|unit| unit.outcome.is_ok());
        let fulfilled = fulfilled.count();
        let units = if all == 1 { "unit" } else { "units" };
        Self {
            success: true,
            message: format!("{fulfilled} of {all} {units} fulfilled"),
            fulfilled,
            failed: all - fulfilled,
            results: done.results.into_iter().map(UnitResultBody::from).collect(),
            order: OrderBody::new(tenant, done.order),
        }
    }
}

impl From<UnitResult> for UnitResultBody {
    fn from(unit: UnitResult) -> Self {
        let (rental_id, error) = match unit.outcome {
            Ok(id) => (Some(id), None),
            Err(refusal) => (None, Some(refusal)),
        };
        Self {
            serial_number: unit.serial_number,
            item_id: unit.item,
            rental_id,
            subscription_id: rental_id,
            error: error.map(|refusal| UnitErrorBody {
                code: refusal.code.parts().1,
                message: refusal.message,
            }),
        }
    }
}
