//! Billing groups as CSV: one row each.
use crate::http::csv::{Column, Sheet};

/// Columns of the list of billing groups.
pub(crate) const SHEET: Sheet = Sheet {
    items: "billingGroups",
    name: "billing-groups",
    columns: &[
        Column::field("billingGroupId"),
        Column::field("customerId"),
        Column::field("groupName"),
        Column::field("billingDay"),
        Column::field("status"),
        Column::field("totalMonthlyAmount"),
        Column::field("currency"),
        Column::field("activeRentalCount"),
        Column::field("notes"),
        Column::field("createdAt"),
        Column::field("updatedAt"),
        Column::field("contactName"),
        Column::field("contactEmail"),
        Column::field("paymentTerms"),
    ],
};
