//! What is told of a row that was not taken in.
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Fault;

/// A row that was skipped, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RowError {
    /// Its number as a spreadsheet shows it: the header is row 1, the first row below it is 2.
    #[schema(example = 15)]
    pub row: usize,
    /// The variant SKU in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "MBP16-M3PRO-18-512-SIL-A")]
    pub sku: Option<String>,
    /// The serial number in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub serial_number: Option<String>,
    /// What kind of fault: a code of this API.
    #[schema(example = "VALIDATION_ERROR")]
    pub code: String,
    /// What to change; all faults of the row.
    #[schema(example = "List Price: Expected a number, received a string.")]
    pub error: String,
    /// The column of the first fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "List Price")]
    pub field: Option<String>,
}

impl RowError {
    /// Of the faults found in a row; `column` names the column that a path in the body stands for.
    pub fn new(row: usize, faults: Vec<Fault>, column: impl Fn(&str) -> Option<String>) -> Self {
        let field = faults.first().and_then(|fault| column(&fault.path));
        let error: Vec<String> = faults
            .iter()
            .map(|fault| match column(&fault.path) {
                Some(name) => format!("{name}: {}", fault.message),
                None => fault.message.clone(),
            })
            .collect();
        let error = error.join(" ");
        Self {
            row,
            sku: None,
            serial_number: None,
            code: crate::error::Error::Invalid(faults)
                .code()
                .parts()
                .1
                .to_owned(),
            error,
            field,
        }
    }

    /// With the variant SKU of the row, as far as it has one.
    #[must_use]
    pub fn of_sku(mut self, sku: &str) -> Self {
        self.sku = Some(sku.to_owned()).filter(|sku| !sku.is_empty());
        self
    }

    /// With the serial number of the row, as far as it has one.
    #[must_use]
    pub fn of_serial_number(mut self, serial_number: &str) -> Self {
        self.serial_number = Some(serial_number.to_owned()).filter(|text| !text.is_empty());
        self
    }
}
