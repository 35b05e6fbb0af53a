//! Requests for subscriptions, and the answers around a rental. The rental itself is in
//! `rental.rs`.
use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;

use super::{model::Subscription, rental::RentalBody};
use crate::{
    custom_fields::{self, Fields},
    http::{
        json::{Input, NAME_MAX, Object, Read, TEXT_MAX},
        page::PageInfo,
    },
    kernel::{
        id::SubscriptionId,
        page::{Limit, Page},
        schedule::BillingStart,
    },
};

/// Years a contract may start in; its last payment is then far from the calendar's end.
const START_YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;
/// Longest contract, in months.
const CONTRACT_LENGTH_MAX: i64 = 120;
/// Largest place of an item in an order.
const ITEM_INDEX_MAX: i64 = 499;

/// A reference with the name it was sent under.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// Path in the body.
    pub(super) path: String,
    /// What stands there.
    pub(super) text: String,
}

impl Named {
    /// A name with its path.
    pub(super) fn read(input: &Input<'_>) -> Option<Self> {
        Some(Self {
            path: input.path().to_owned(),
            text: input.name()?,
        })
    }
}

/// A contract to begin: which order gets which asset. One of `assetSerialNumber` and
/// `serialNumber` is required.
#[derive(Debug, Clone, ToSchema)]
#[schema(
    rename_all = "camelCase",
    example = json!({
        "orderId": "ord_01j9z3k5m8e9fvq2x7c4b6n8p0",
        "orderItemIndex": 0,
        "serialNumber": "C02ZN1ABCD12",
        "billingStartOption": "immediate"
    })
)]
pub(crate) struct CreateSubscriptionBody {
    /// The order to fulfil a unit of.
    #[schema(min_length = 1, max_length = 255)]
    pub(super) order_id: String,
    /// The asset to hand out; also accepted as `serialNumber`.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 255, example = "SN123456789")]
    pub(super) asset_serial_number: Named,
    /// The same as `assetSerialNumber`.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 255)]
    #[expect(dead_code, reason = "documents the other name")]
    serial_number: (),
    /// Must be the order's customer.
    #[schema(min_length = 1, max_length = 255)]
    pub(super) customer_id: Option<String>,
    /// Which item of the order, from 0. By default the first open one of the asset's SKU.
    #[schema(minimum = 0, maximum = 499)]
    pub(super) order_item_index: Option<usize>,
    /// Which item of the order, by its `itemId`; also accepted as `itemId`.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 255)]
    pub(super) order_item_id: Option<Named>,
    /// The same as `orderItemId`.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 255)]
    #[expect(dead_code, reason = "documents the other name")]
    item_id: (),
    /// From when the contract is billed; by default what the tenant has set.
    pub(super) billing_start_option: Option<BillingStart>,
    /// A group of the same customer to bill with; by default the order's.
    #[schema(min_length = 1, max_length = 255)]
    pub(super) billing_group_id: Option<String>,
    /// First day: a date, or an instant that is turned into the tenant's date; by default today.
    #[schema(value_type = Option<String>, example = "2025-02-01")]
    pub(super) start_date: Option<NaiveDate>,
    /// Must be the item's: a term is fixed once ordered.
    #[schema(minimum = 1, maximum = 120)]
    pub(super) contract_length: Option<u32>,
    /// Free text.
    #[schema(max_length = 5000)]
    pub(super) notes: Option<String>,
    /// Free values by key.
    #[schema(value_type = Option<Object>)]
    pub(super) custom_fields: Option<Fields>,
}

impl Read for CreateSubscriptionBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let order_id = object.need(&["orderId"], Input::name);
        let asset = object.need(&["assetSerialNumber", "serialNumber"], Named::read);
        let customer_id = object.maybe(&["customerId"], Input::name);
        let order_item_index = object.maybe(&["orderItemIndex"], |index| {
            usize::try_from(index.integer(0..=ITEM_INDEX_MAX)?).ok()
        });
        let order_item_id = object.maybe(&["orderItemId", "itemId"], Named::read);
        let billing_start_option = object.maybe(&["billingStartOption"], Input::word);
        let billing_group_id = object.maybe(&["billingGroupId"], Input::name);
        let start_date = object.maybe(&["startDate"], start_date);
        let contract_length = object.maybe(&["contractLength"], |months| {
            u32::try_from(months.integer(1..=CONTRACT_LENGTH_MAX)?).ok()
        });
        let notes = notes(&object);
        let custom_fields = object.maybe(&["customFields"], custom_fields::read);
        Some(Self {
            order_id: order_id?,
            asset_serial_number: asset?,
            serial_number: (),
            customer_id,
            order_item_index,
            order_item_id,
            item_id: (),
            billing_start_option,
            billing_group_id,
            start_date,
            contract_length,
            notes,
            custom_fields,
        })
    }
}

/// Empty notes are none.
fn notes(object: &Object<'_>) -> Option<String> {
    object
        .maybe(&["notes"], Input::long_text)
        .filter(|notes| !notes.is_empty())
}

/// The first day of a contract: a date, or an instant that is turned into the tenant's date.
pub(crate) fn start_date(input: &Input<'_>) -> Option<NaiveDate> {
    let date = input.date()?;
    if START_YEARS.contains(&date.year()) {
        return Some(date);
    }
    let (first, last) = (START_YEARS.start(), START_YEARS.end());
    input.fault(
        "invalid_date",
        format!("Must be in the years {first} to {last}."),
    )
}

/// Notes that take the place of those there are.
#[derive(Debug, Clone, ToSchema)]
#[schema(example = json!({
    "notes": "Customer prefers email communication only. Delivery scheduled for morning slots."
}))]
pub(crate) struct SubscriptionNotesBody {
    /// Free text; empty clears.
    #[schema(max_length = 5000)]
    pub(super) notes: String,
}

impl Read for SubscriptionNotesBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let notes = input.object()?.need(&["notes"], Input::long_text);
        Some(Self { notes: notes? })
    }
}

/// A subscription was created.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SubscriptionCreatedBody {
    #[schema(example = true)]
    success: bool,
    #[schema(example = "Subscription created")]
    message: &'static str,
    #[schema(value_type = String, example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")]
    rental_id: SubscriptionId,
    /// The same as `rentalId`.
    #[schema(value_type = String)]
    subscription_id: SubscriptionId,
    rental: RentalBody,
}

impl SubscriptionCreatedBody {
    /// Of a new rental.
    pub(super) fn new(id: SubscriptionId, rental: RentalBody) -> Self {
        Self {
            success: true,
            message: "Subscription created",
            rental_id: id,
            subscription_id: id,
            rental,
        }
    }
}

/// The notes of a subscription were replaced.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SubscriptionNotesChangedBody {
    #[schema(example = true)]
    success: bool,
    #[schema(example = "Notes updated")]
    message: &'static str,
    #[schema(value_type = String, example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")]
    rental_id: SubscriptionId,
}

impl SubscriptionNotesChangedBody {
    /// Of a changed subscription.
    pub(super) const fn new(subscription: &Subscription) -> Self {
        Self {
            success: true,
            message: "Notes updated",
            rental_id: subscription.id,
        }
    }
}

/// A page of subscriptions.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SubscriptionListBody {
    rentals: Vec<RentalBody>,
    #[serde(flatten)]
    page: PageInfo,
}

impl SubscriptionListBody {
    /// From a page of rentals.
    pub(super) fn new(page: Page<RentalBody>, limit: Limit) -> Self {
        let info = PageInfo::of(&page, limit);
        Self {
            rentals: page.items,
            page: info,
        }
    }
}

const _: () = assert!(NAME_MAX == 255 && TEXT_MAX == 5000, "the schemas say so");
