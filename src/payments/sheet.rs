//! Payments as CSV: one row each.
use crate::http::csv::{Column, Sheet};

/// Columns of the list of payments.
pub(crate) const SHEET: Sheet = Sheet {
    items: "payments",
    name: "payments",
    columns: &[
        Column::field("paymentId"),
        Column::field("customerId"),
        Column::field("subscriptionId"),
        Column::field("billingGroupId"),
        Column::field("paymentType"),
        Column::field("billingPeriod"),
        Column::field("description"),
        Column::field("status"),
        Column::field("dueDate"),
        Column::field("subtotal"),
        Column::field("taxAmount"),
        Column::field("taxRate"),
        Column::field("total"),
        Column::field("currency"),
        Column::field("paidAt"),
        Column::field("invoiceNumber"),
        Column::field("refundedAmount"),
        Column::field("provider"),
        Column::field("paymentReference"),
        Column::field("transactionId"),
        Column::field("manuallyMarked"),
        Column::field("captureAttempts"),
        Column::field("lateFeeAmount"),
        Column::field("cancelledAt"),
        Column::field("cancelReason"),
        Column::field("notes"),
        Column::field("createdAt"),
        Column::field("updatedAt"),
        Column::field("paymentMethod"),
    ],
};
