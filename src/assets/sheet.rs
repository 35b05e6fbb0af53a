//! Assets as CSV: one row each. The import reads the same columns.
use crate::http::csv::{Column, Sheet};

/// Columns of the list of assets.
pub(crate) const SHEET: Sheet = Sheet {
    items: "assets",
    name: "assets",
    columns: &[
        Column::field("serialNumber"),
        Column::field("sku"),
        Column::field("status"),
        Column::field("acquisitionCost"),
        Column::field("acquisitionDate"),
        Column::field("location"),
        Column::field("condition"),
        Column::field("notes"),
        Column::field("productName"),
        Column::field("productId"),
        Column::field("variantId"),
        Column::field("customerId"),
        Column::field("subscriptionId"),
        Column::field("createdAt"),
        Column::field("updatedAt"),
        Column::field("currentValue"),
        Column::field("totalCollected"),
        Column::field("costRecoveryPercent"),
    ],
};
