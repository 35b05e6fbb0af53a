//! Customers as CSV: one row each.
use crate::http::csv::{Column, Sheet};

/// Columns of the list of customers.
pub(crate) const SHEET: Sheet = Sheet {
    items: "customers",
    name: "customers",
    columns: &[
        Column::field("customerId"),
        Column::field("email"),
        Column::field("firstName"),
        Column::field("lastName"),
        Column::field("company"),
        Column::field("phone"),
        Column::field("customerType"),
        Column::field("paymentTerms"),
        Column::field("status"),
        Column::at("billingCity", "lastBillingAddress.city"),
        Column::at("billingPostalCode", "lastBillingAddress.postalCode"),
        Column::at("billingCountry", "lastBillingAddress.country"),
        Column::field("totalOrders"),
        Column::field("totalDevicesRented"),
        Column::field("totalMonthlyRevenue"),
        Column::field("lifetimeCollected"),
        Column::field("totalAcquisitionCost"),
        Column::field("customerMargin"),
        Column::field("customerMarginPercent"),
        Column::field("createdAt"),
        Column::field("updatedAt"),
        Column::field("registrationNumber"),
        Column::field("vatNumber"),
    ],
};
