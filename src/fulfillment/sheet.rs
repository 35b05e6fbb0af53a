//! The queue as CSV: one row an item.
use crate::http::csv::{Column, Sheet};

/// Columns of the queue.
pub(crate) const SHEET: Sheet = Sheet {
    items: "items",
    name: "fulfillment-queue",
    columns: &[
        Column::field("orderId"),
        Column::field("itemId"),
        Column::field("orderStatus"),
        Column::field("sku"),
        Column::field("productName"),
        Column::field("quantity"),
        Column::field("openUnits"),
        Column::field("contractLength"),
        Column::field("availableCount"),
        Column::field("confirmedAt"),
        Column::field("createdAt"),
    ],
};
