//! Files as CSV: one row each, without their bytes.
use crate::http::csv::{Column, Sheet};

/// Columns of the list of files.
pub(crate) const SHEET: Sheet = Sheet {
    items: "files",
    name: "files",
    columns: &[
        Column::field("fileId"),
        Column::field("orderId"),
        Column::field("customerId"),
        Column::field("type"),
        Column::field("category"),
        Column::field("filename"),
        Column::field("originalFilename"),
        Column::field("contentType"),
        Column::field("fileSize"),
        Column::field("sha256"),
        Column::field("uploadedBy"),
        Column::field("createdAt"),
        Column::field("updatedAt"),
    ],
};
