//! Subscriptions as CSV: the columns of contract 3.9 in their order, then what else is of use.
use crate::http::csv::{Column, Sheet};

/// How many columns contract 3.9 has.
pub(crate) const EXPORTED: usize = 17;

/// Columns of the list of subscriptions.
pub(crate) const SHEET: Sheet = Sheet {
    items: "rentals",
    name: "subscriptions",
    columns: &[
        Column::field("subscriptionId"),
        Column::field("customerId"),
        Column::field("customerEmail"),
        Column::field("customerName"),
        Column::field("company"),
        Column::field("sku"),
        Column::field("productName"),
        Column::field("serialNumber"),
        Column::field("status"),
        Column::field("startDate"),
        Column::field("endDate"),
        Column::field("contractLength"),
        Column::field("monthlyAmount"),
        Column::field("currency"),
        Column::field("totalCollected"),
        Column::field("acquisitionCost"),
        Column::field("costRecoveryPercent"),
        Column::field("orderId"),
        Column::field("orderItemId"),
        Column::field("productId"),
        Column::field("variantId"),
        Column::field("billingGroupId"),
        Column::field("originalContractLength"),
        Column::field("nextBillingDate"),
        Column::field("listPrice"),
        Column::field("recoveryStatus"),
        Column::field("notes"),
        Column::field("createdAt"),
        Column::field("updatedAt"),
        Column::field("customFields"),
    ],
};
